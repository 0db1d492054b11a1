#include "ingest/article_filter.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"
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

// Letters and digits alone, case folded.
std::string squeezed(std::string_view text) {
  return name_key(text);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
  });
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> wanted) {
  return std::find(wanted.begin(), wanted.end(), text) != wanted.end();
}

// Invitations to go elsewhere or do something; `text` is case-folded.
bool is_call_to_action(std::string_view text) {
  return starts_with_any(text, {"read more",
                                "read also",
                                "also read",
                                "read next",
                                "read:",
                                "read the full",
                                "related:",
                                "related article",
                                "related stor",
                                "related topic",
                                "see also:",
                                "see more",
                                "more:",
                                "more from",
                                "more on this",
                                "click here",
                                "sign up",
                                "subscribe",
                                "follow us",
                                "follow @",
                                "share this",
                                "share on",
                                "share via",
                                "advertisement",
                                "download our",
                                "download the app",
                                "get the app",
                                "watch:",
                                "watch now",
                                "listen:",
                                "join our",
                                "join the conversation",
                                "join the discussion",
                                "support our",
                                "continue reading",
                                "don't miss",
                                "don’t miss",
                                "view comments",
                                "leave a comment",
                                "post a comment",
                                "story continues below",
                                "article continues",
                                "scroll down",
                                "like us on",
                                "tap here",
                                "recommended:",
                                "recommended for you",
                                "you may also like",
                                "you might also like",
                                "what to read next",
                                "up next",
                                "sign in to",
                                "log in to",
                                "already a subscriber",
                                "print this",
                                "email this",
                                "copy link",
                                "tags:",
                                "filed under",
                                "posted in",
                                "topics:",
                                "category:",
                                "categories:",
                                "this article was originally",
                                "this story was originally",
                                "this article originally",
                                "originally published",
                                "we want to hear",
                                "have a tip",
                                "got a tip",
                                "send us a tip",
                                "thanks for reading",
                                "thank you for reading",
                                "get our",
                                "sign me up",
                                "all rights reserved",
                                "©",
                                "copyright",
                                "(c) ",
                                "weiterlesen",
                                "lesen sie auch",
                                "lesen sie mehr",
                                "mehr zum thema",
                                "lire aussi",
                                "à lire aussi",
                                "lea también",
                                "lea más",
                                "leer más",
                                "lee también",
                                "te puede interesar",
                                "leggi anche",
                                "lees ook",
                                "leia também",
                                "leia mais",
                                "läs mer",
                                "les også",
                                "читайте также",
                                "czytaj także",
                                "czytaj też",
                                "zobacz też"});
}

bool is_photo_credit(std::string_view text) {
  return starts_with_any(
             text, {"photo:", "photos:", "photo by", "photo credit", "image:", "image credit",
                    "images:", "image source", "picture:", "credit:", "foto:", "fotos:", "bild:",
                    "video:", "photograph:", "photograph by", "photo courtesy",
                    "illustration:", "illustration by"}) ||
         (text.size() < 60 && (text.find("getty images") != std::string_view::npos ||
                               text.find("shutterstock") != std::string_view::npos));
}

// Headings of what follows an article.
bool is_tail_heading(std::string_view text) {
  return starts_with_any(text, {"related",
                                "more from",
                                "more stories",
                                "more news",
                                "more articles",
                                "recommended",
                                "you may also",
                                "you might also",
                                "also on ",
                                "read next",
                                "what to read next",
                                "most read",
                                "most popular",
                                "popular",
                                "trending",
                                "latest news",
                                "latest stories",
                                "latest posts",
                                "recent posts",
                                "recent articles",
                                "about the author",
                                "about author",
                                "share this",
                                "share article",
                                "leave a comment",
                                "leave a reply",
                                "post a comment",
                                "discussion (",
                                "discussion about",
                                "newsletter",
                                "sign up for",
                                "subscribe",
                                "follow us",
                                "join the conversation",
                                "join the discussion",
                                "enjoy reading this article",
                                "more on this story",
                                "next article",
                                "previous article",
                                "earlier states",
                                "ready for more",
                                "stay connected",
                                "editor's picks",
                                "editors' picks",
                                "don't miss",
                                "don’t miss"}) ||
         is_any(text, {"comments", "comment", "share", "tags", "topics", "advertisement",
                       "discussion", "more", "up next", "read more", "see also:", "about us",
                       "contact", "contacts", "media contact", "press contact", "author"});
}

class Filter {
 public:
  Filter(const HtmlTree& tree, const RawBlocks& raw, const PageHints& hints)
      : tree_(tree), blocks_(raw.blocks), hints_(hints), keep_(raw.blocks.size(), true) {
    title_ = squeezed(hints.title);
    byline_ = squeezed(hints.byline);
    description_ = squeezed(hints.description);
    const auto url = parse_url(hints.url);
    if (url) domain_ = registrable_domain(url->host);
    for (const RawBlock& block : blocks_) {
      folded_.push_back(block.characters <= 400 ? fold_case(on_one_line(block.text)) : "");
    }
  }

  std::vector<bool> run() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) keep_[i] = !is_clutter(i);
    drop_link_lists();
    find_prose();
    cut_tail();
    trim_head();
    trim_tail();
    drop_empty_headings();
    return std::move(keep_);
  }

 private:
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

  [[nodiscard]] bool is_clutter(std::size_t i) const {
    const RawBlock& block = blocks_[i];
    if (block.kind == BlockKind::table_row || block.kind == BlockKind::code) return false;
    const std::string& text = folded_[i];
    if (text.empty()) return false;
    const std::string squeezed_text = squeezed(text);
    if (squeezed_text.empty() && block.kind != BlockKind::list_item) return true;
    if (!title_.empty() && squeezed_text == title_ && block.kind != BlockKind::quotation &&
        (i < 3 || (i < 12 && block.kind == BlockKind::heading))) {
      return true;
    }
    if (is_byline(text, squeezed_text, i)) return true;
    if (is_date_line(block, i)) return true;
    const bool is_short = block.characters < kShortCharacters;
    if (block.kind == BlockKind::quotation) return false;
    if (is_short && is_photo_credit(text)) return true;
    const bool linked = block.link_characters * 4 >= block.characters;
    if (is_short && is_call_to_action(text) &&
        (linked || block.characters < 60 || block.kind != BlockKind::list_item)) {
      return true;
    }
    if (block.kind == BlockKind::paragraph && is_short && is_mostly_links(block) &&
        leads_inside(block)) {
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_byline(const std::string& text, const std::string& squeezed_text,
                               std::size_t i) const {
    if (blocks_[i].kind == BlockKind::heading && blocks_[i].level < 4) return false;
    if (blocks_[i].characters > 100) return false;
    const bool at_edge = i < 8 || i + 8 >= blocks_.size();
    if (!byline_.empty() && at_edge) {
      if (squeezed_text == byline_ || squeezed_text == "by" + byline_) return true;
    }
    return i < 6 && starts_with_any(text, {"by ", "von ", "par ", "por "}) &&
           !ends_sentence(text) && blocks_[i].characters < 80;
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
        for (std::size_t k = i; k < end; ++k) keep_[k] = false;
        // Its heading goes with it.
        if (i > 0 && keep_[i - 1] &&
            (blocks_[i - 1].kind == BlockKind::heading || is_tail_heading(folded_[i - 1]))) {
          keep_[i - 1] = false;
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
      if (keep_[i] && is_prose(i)) prose_ += blocks_[i].characters;
    }
  }

  void cut_tail() {
    std::size_t before = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (keep_[i] && is_prose(i)) before += blocks_[i].characters;
      const bool may_head = blocks_[i].kind == BlockKind::heading ||
                            (blocks_[i].kind == BlockKind::paragraph && blocks_[i].characters < 40);
      if (!may_head || before == 0 || folded_[i].empty() || !is_tail_heading(folded_[i])) continue;
      const auto after = static_cast<double>(prose_ - before);
      if (after > kTailProseMax * static_cast<double>(prose_)) continue;
      std::fill(keep_.begin() + static_cast<std::ptrdiff_t>(i), keep_.end(), false);
      return;
    }
  }

  // Short lines without a full stop before the first prose: deks, places, "5 min read".
  void trim_head() {
    std::size_t first = 0;
    while (first < blocks_.size() && !(keep_[first] && is_prose(first))) ++first;
    if (first == blocks_.size()) return;
    for (std::size_t i = 0; i < first; ++i) {
      const RawBlock& block = blocks_[i];
      if (block.kind == BlockKind::list_item || block.kind == BlockKind::quotation) continue;
      const std::string squeezed_text = squeezed(folded_[i]);
      const bool heading = block.kind == BlockKind::heading;
      const bool is_dek = !description_.empty() && squeezed_text == description_ &&
                          (heading || !ends_sentence(block.text));
      if (is_dek) keep_[i] = false;
      if (heading && block.level == 1) keep_[i] = false;
      if (!heading && block.characters < 40 && !ends_sentence(block.text) &&
          block.link_characters == 0) {
        keep_[i] = false;
      }
    }
  }

  void trim_tail() {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      if (!keep_[i]) continue;
      const RawBlock& block = blocks_[i];
      if (is_prose(i) || block.kind == BlockKind::list_item || block.kind == BlockKind::quotation) {
        return;
      }
      if (ends_sentence(block.text) && block.kind == BlockKind::paragraph) return;
      if (block.kind == BlockKind::paragraph && block.link_characters > 0 && !leads_inside(block)) {
        return;  // A source
      }
      if (block.characters >= 40 && block.kind == BlockKind::paragraph) return;
      keep_[i] = false;
    }
  }

  // A heading with nothing under it has lost what it was for.
  void drop_empty_headings() {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      if (!keep_[i] || blocks_[i].kind != BlockKind::heading) continue;
      std::size_t next = i + 1;
      bool dropped_between = false;
      while (next < blocks_.size() && !keep_[next]) {
        dropped_between = true;
        ++next;
      }
      const bool nothing_follows =
          next == blocks_.size() || (dropped_between && blocks_[next].kind == BlockKind::heading &&
                                     blocks_[next].level <= blocks_[i].level);
      if (nothing_follows) keep_[i] = false;
    }
  }

  const HtmlTree& tree_;
  const std::vector<RawBlock>& blocks_;
  const PageHints& hints_;
  std::vector<bool> keep_;
  std::vector<std::string> folded_;  // Case-folded text of short blocks; empty for long ones
  std::string title_, byline_, description_, domain_;
  std::size_t prose_ = 0;
};

}  // namespace

std::vector<bool> article_blocks(const HtmlTree& tree, const RawBlocks& raw,
                                 const PageHints& hints) {
  if (raw.blocks.empty()) return {};
  return Filter(tree, raw, hints).run();
}

}  // namespace dossier
