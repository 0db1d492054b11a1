#include "ingest/article_filter.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"
#include "ingest/article_phrases.h"
#include "ingest/page_date.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kProseCharacters = 80;
constexpr std::size_t kShortCharacters = 160;
// A heading of the tail ("Related articles") ends the article only where little prose follows.
constexpr double kTailProseMax = 0.3;

bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    const char last = text.back();
    if (last == '.' || last == '!' || last == '?' || last == ':') return true;
    for (const std::string_view end : {"…", "。", "！", "？", "।", "۔"}) {
      if (text.size() >= end.size() && text.substr(text.size() - end.size()) == end) return true;
    }
    if (last == '"' || last == ')' || last == '\'' || last == ']') {
      text.remove_suffix(1);
    } else if (text.size() >= 3 &&
               (text.substr(text.size() - 3) == "”" || text.substr(text.size() - 3) == "’")) {
      text.remove_suffix(3);
    } else {
      return false;
    }
  }
  return false;
}

// Case-folded, on one line. Most lines are ASCII, where that is quick.
std::string folded_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) return fold_case(on_one_line(text));
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

bool has_letter_or_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

class Filter {
 public:
  Filter(const HtmlTree& tree, const RawBlocks& raw, const PageHints& hints)
      : tree_(tree),
        blocks_(raw.blocks),

        verdicts_(raw.blocks.size(), BlockVerdict::kept) {
    title_ = name_key(hints.title);
    byline_ = name_key(hints.byline);
    description_ = name_key(hints.description);
    const auto url = parse_url(hints.url);
    if (url) domain_ = registrable_domain(url->host);
    for (const RawBlock& block : blocks_) {
      folded_.push_back(block.characters <= 400 ? folded_line(block.text) : "");
    }
  }

  std::vector<BlockVerdict> run() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) verdicts_[i] = judge(i);
    drop_link_lists();
    find_prose();
    cut_tail();
    trim_head();
    trim_tail();
    drop_empty_headings();
    return std::move(verdicts_);
  }

 private:
  [[nodiscard]] bool keeps(std::size_t i) const { return verdicts_[i] == BlockVerdict::kept; }

  [[nodiscard]] bool is_mostly_links(const RawBlock& block) const {
    return block.link_characters * 100 >= block.characters * 85;
  }

  // Links to the same site lead to other articles; links to others are what an article cites.
  [[nodiscard]] bool leads_inside(const RawBlock& block) const {
    std::size_t inside = 0, all = 0;
    for (const RawLink& link : block.links) {
      const std::string_view href = tree_.attribute(link.node, "href");
      if (href.empty() || href.front() == '#') continue;
      ++all;
      const auto url = parse_url(href);
      if (!url || registrable_domain(url->host) == domain_) ++inside;
    }
    return all > 0 && inside * 2 > all;
  }

  [[nodiscard]] BlockVerdict judge(std::size_t i) const {
    const RawBlock& block = blocks_[i];
    if (block.kind == BlockKind::table_row || block.kind == BlockKind::code) {
      return BlockVerdict::kept;
    }
    const std::string& text = folded_[i];
    if (text.empty()) return BlockVerdict::kept;
    if (block.kind != BlockKind::list_item && !has_letter_or_digit(text) &&
        name_key(text).empty()) {
      return BlockVerdict::no_words;
    }
    const bool may_be_title = i < 3 || (i < 12 && block.kind == BlockKind::heading);
    if (may_be_title && block.kind != BlockKind::quotation && !title_.empty() &&
        name_key(text) == title_) {
      return BlockVerdict::title;
    }
    if (is_byline(text, i)) return BlockVerdict::byline;
    if (is_date_line(block, i)) return BlockVerdict::date;
    const bool is_short = block.characters < kShortCharacters;
    if (block.kind == BlockKind::quotation) return BlockVerdict::kept;
    if (is_short && is_photo_credit(text)) return BlockVerdict::photo_credit;
    const bool linked = block.link_characters * 4 >= block.characters;
    if (is_short && is_call_to_action(text) && (linked || !is_statement(text)) &&
        (linked || block.characters < 60 || block.kind != BlockKind::list_item)) {
      return BlockVerdict::invitation;
    }
    if (block.kind == BlockKind::paragraph && is_short && is_mostly_links(block) &&
        leads_inside(block)) {
      return BlockVerdict::link;
    }
    return BlockVerdict::kept;
  }

  [[nodiscard]] bool is_byline(const std::string& text, std::size_t i) const {
    if (blocks_[i].kind == BlockKind::heading && blocks_[i].level < 4) return false;
    if (blocks_[i].characters > 100) return false;
    const bool at_edge = i < 8 || i + 8 >= blocks_.size();
    if (!byline_.empty() && at_edge) {
      const std::string key = name_key(text);
      if (key == byline_ || key == "by" + byline_) return true;
    }
    if (i >= 6 || blocks_[i].characters >= 80 || ends_sentence(text)) return false;
    for (const std::string_view by : {"by ", "von ", "par ", "por "}) {
      if (text.substr(0, by.size()) == by) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_date_line(const RawBlock& block, std::size_t i) const {
    if (block.characters > 90) return false;
    if (block.time_characters * 2 > block.characters) return true;
    const bool at_edge = i < 8 || i + 8 >= blocks_.size();
    if (!at_edge) return false;
    std::string_view text = folded_[i];
    for (const std::string_view prefix :
         {"published on", "published", "posted on", "posted", "updated on", "last updated",
          "updated", "first published", "date:", "on "}) {
      if (text.substr(0, prefix.size()) == prefix) {
        text.remove_prefix(prefix.size());
        break;
      }
    }
    while (!text.empty() && (text.front() == ' ' || text.front() == ':')) text.remove_prefix(1);
    // "Interconnects · 16 May 2026 · 4 min read"
    if (i < 6 && !ends_sentence(text) && block.kind == BlockKind::paragraph &&
        (text.find("·") != std::string_view::npos || text.find("•") != std::string_view::npos ||
         text.find('|') != std::string_view::npos) &&
        find_page_date(text)) {
      return true;
    }
    if (text.size() > 45) return false;
    if (text.find("min read") != std::string_view::npos && text.size() < 24) return true;
    return !text.empty() && block.kind != BlockKind::list_item && read_page_date(text).has_value();
  }

  // A list of other articles: nearly every item is a link to the same site.
  void drop_link_lists() {
    for (std::size_t i = 0; i < blocks_.size();) {
      if (blocks_[i].kind != BlockKind::list_item) {
        ++i;
        continue;
      }
      std::size_t end = i, linked = 0, inside = 0, prose = 0;
      for (; end < blocks_.size() && blocks_[end].kind == BlockKind::list_item &&
             blocks_[end].group == blocks_[i].group;
           ++end) {
        if (is_mostly_links(blocks_[end])) ++linked;
        if (leads_inside(blocks_[end])) ++inside;
        if (blocks_[end].characters >= kProseCharacters && !is_mostly_links(blocks_[end])) ++prose;
      }
      const std::size_t count = end - i;
      if (prose == 0 && linked * 10 >= count * 8 && inside * 10 >= count * 8) {
        for (std::size_t k = i; k < end; ++k) verdicts_[k] = BlockVerdict::link_list;
        // Its heading goes with it.
        if (i > 0 && keeps(i - 1) &&
            (blocks_[i - 1].kind == BlockKind::heading || is_tail_heading(folded_[i - 1]))) {
          verdicts_[i - 1] = BlockVerdict::link_list;
        }
      }
      i = end;
    }
  }

  [[nodiscard]] bool is_prose(std::size_t i) const {
    const RawBlock& block = blocks_[i];
    if (block.kind == BlockKind::table_row || block.kind == BlockKind::code) return true;
    return block.characters >= kProseCharacters && !is_mostly_links(block);
  }

  void find_prose() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (keeps(i) && is_prose(i)) prose_ += blocks_[i].characters;
    }
  }

  // An invitation in the midst of the text goes alone, or with its list of links: prose without
  // links follows, which is no comment and no biography.
  bool drop_invitation(std::size_t at) {
    if (!is_passing_invitation(folded_[at])) return false;
    std::size_t next = at + 1;
    while (next < blocks_.size() && (!keeps(next) || (blocks_[next].kind == BlockKind::list_item &&
                                                      is_mostly_links(blocks_[next])))) {
      ++next;
    }
    if (next == blocks_.size() || blocks_[next].kind != BlockKind::paragraph || !is_prose(next) ||
        blocks_[next].link_characters * 4 >= blocks_[next].characters) {
      return false;
    }
    for (std::size_t i = at; i < next; ++i) {
      if (keeps(i)) verdicts_[i] = BlockVerdict::invitation;
    }
    return true;
  }

  void cut_tail() {
    std::size_t before = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (keeps(i) && is_prose(i)) before += blocks_[i].characters;
      const bool may_head = blocks_[i].kind == BlockKind::heading ||
                            (blocks_[i].kind == BlockKind::paragraph && blocks_[i].characters < 40);
      if (!may_head || before == 0 || folded_[i].empty() || !is_tail_heading(folded_[i])) continue;
      if (is_statement(folded_[i])) continue;
      // A chapter of a paper, where prose follows.
      if (folded_[i] == "discussion" && i + 1 < blocks_.size() && is_prose(i + 1)) continue;
      if (drop_invitation(i)) continue;
      const auto after = static_cast<double>(prose_ - before);
      if (after > kTailProseMax * static_cast<double>(prose_)) continue;
      for (; i < blocks_.size(); ++i) {
        if (keeps(i)) verdicts_[i] = BlockVerdict::tail;
      }
      return;
    }
  }

  // Short lines without a full stop before the first prose: deks, places, "5 min read".
  void trim_head() {
    std::size_t first = 0;
    while (first < blocks_.size() && !(keeps(first) && is_prose(first))) ++first;
    if (first == blocks_.size()) return;
    for (std::size_t i = 0; i < first; ++i) {
      if (!keeps(i)) continue;
      const RawBlock& block = blocks_[i];
      if (block.kind == BlockKind::list_item || block.kind == BlockKind::quotation) continue;
      const bool heading = block.kind == BlockKind::heading;
      const bool is_dek = !description_.empty() && name_key(folded_[i]) == description_ &&
                          (heading || !ends_sentence(block.text));
      if (is_dek) verdicts_[i] = BlockVerdict::dek;
      if (heading && block.level == 1) verdicts_[i] = BlockVerdict::title;
      if (!heading && block.characters < 40 && !ends_sentence(block.text) &&
          block.link_characters == 0) {
        verdicts_[i] = BlockVerdict::short_line;
      }
    }
  }

  void trim_tail() {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      if (!keeps(i)) continue;
      const RawBlock& block = blocks_[i];
      if (is_prose(i) || block.kind == BlockKind::list_item || block.kind == BlockKind::quotation) {
        return;
      }
      if (ends_sentence(block.text) && block.kind == BlockKind::paragraph) return;
      if (block.kind == BlockKind::paragraph && block.link_characters > 0 && !leads_inside(block)) {
        return;  // A source
      }
      if (block.characters >= 40 && block.kind == BlockKind::paragraph) return;
      verdicts_[i] = BlockVerdict::short_line;
    }
  }

  // A heading with nothing under it has lost what it was for.
  void drop_empty_headings() {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      if (!keeps(i) || blocks_[i].kind != BlockKind::heading) continue;
      std::size_t next = i + 1;
      bool dropped_between = false;
      while (next < blocks_.size() && !keeps(next)) {
        dropped_between = true;
        ++next;
      }
      const bool nothing_follows =
          next == blocks_.size() || (dropped_between && blocks_[next].kind == BlockKind::heading &&
                                     blocks_[next].level <= blocks_[i].level);
      if (nothing_follows) verdicts_[i] = BlockVerdict::empty_heading;
    }
  }

  const HtmlTree& tree_;
  const std::vector<RawBlock>& blocks_;
  std::vector<BlockVerdict> verdicts_;
  std::vector<std::string> folded_;  // Case-folded text of short blocks; empty for long ones
  std::string title_, byline_, description_, domain_;
  std::size_t prose_ = 0;
};

}  // namespace

std::vector<BlockVerdict> judge_blocks(const HtmlTree& tree, const RawBlocks& raw,
                                       const PageHints& hints) {
  if (raw.blocks.empty()) return {};
  return Filter(tree, raw, hints).run();
}

std::string_view verdict_name(BlockVerdict verdict) {
  switch (verdict) {
    case BlockVerdict::kept:
      return "article";
    case BlockVerdict::no_words:
      return "no words in it";
    case BlockVerdict::title:
      return "the headline again";
    case BlockVerdict::byline:
      return "a byline";
    case BlockVerdict::date:
      return "a date";
    case BlockVerdict::photo_credit:
      return "a photo credit";
    case BlockVerdict::invitation:
      return "an invitation to read or do something else";
    case BlockVerdict::link:
      return "a link to another page of the site";
    case BlockVerdict::link_list:
      return "a list of links to the site";
    case BlockVerdict::tail:
      return "below the article";
    case BlockVerdict::dek:
      return "the page's description again";
    case BlockVerdict::short_line:
      return "a short line at the edge";
    case BlockVerdict::empty_heading:
      return "a heading with nothing under it";
  }
  return {};
}

}  // namespace dossier
