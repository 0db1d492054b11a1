#include "ingest/article_blocks.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>

#include "base/utf8.h"
#include "ingest/article_footnotes.h"
#include "ingest/article_superscript.h"
#include "ingest/article_tables.h"

namespace dossier {
namespace {

constexpr std::size_t kPseudoHeadingCharacters = 90;
constexpr NodeIndex kRaisedNodesMax = 12;

// Bytes of a character that says nothing but may hide in a word: soft hyphens, word joiners, and
// the marks that make text run backwards (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069).
std::size_t unseen_at(std::string_view text) {
  if (text.substr(0, 2) == "\u00AD") return 2;
  if (text.size() < 3 || text[0] != '\xE2') return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  const bool mark =
      second == 0x80U && (third == 0x8EU || third == 0x8FU || (third >= 0xAAU && third <= 0xAEU));
  return mark || (second == 0x81U && (third == 0xA0U || (third >= 0xA6U && third <= 0xA9U))) ? 3
                                                                                             : 0;
}

// In NFC, so that "e" and an accent is "é" as elsewhere. Only words with combining marks (U+0300 to
// U+036F) are looked at: all others are so, or of scripts where no one writes otherwise.
std::string composed(std::string_view word) {
  bool combining = false;
  for (std::size_t i = 0; i + 1 < word.size() && !combining; ++i) {
    const auto lead = static_cast<unsigned char>(word[i]);
    combining = lead == 0xCCU || (lead == 0xCDU && static_cast<unsigned char>(word[i + 1]) < 0xB0U);
  }
  if (!combining) return std::string(word);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  const icu::UnicodeString normal = nfc->normalize(wide, status);
  std::string result;
  if (U_SUCCESS(status)) normal.toUTF8String(result);
  return U_SUCCESS(status) ? result : std::string(word);
}

// Bytes of white space at the start of `text`: ASCII, U+00A0, and zero-width U+200B and U+FEFF.
std::size_t white_space_at(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') return 1;
  if (text.substr(0, 2) == "\u00A0") return 2;
  if (text.substr(0, 3) == "\u200B" || text.substr(0, 3) == "\uFEFF") return 3;
  return 0;
}

// Walks the nodes in order and fills one block after the other.
class BlockWalk {
 public:
  BlockWalk(const HtmlTree& tree, const std::vector<NodeFacts>& facts)
      : tree_(tree), facts_(facts) {}

  void walk(NodeIndex root) {
    NodeIndex i = root;
    while (i < tree_.nodes[root].end) {
      leave_until(i);
      if (facts_[i].dropped) {
        if (is_block_element(tree_.nodes[i].tag)) break_block();
        i = tree_.nodes[i].end;
        continue;
      }
      if (skip_mark(i)) continue;
      enter(i);
      ++i;
    }
    leave_until(kNoNode);
    flush();
  }

  RawBlocks take() { return std::move(out_); }

 private:
  // What an open element changes, undone when it closes.
  struct Open {
    NodeIndex node;
    Tag tag;
    std::size_t group_before = 0;
  };

  void leave_until(NodeIndex next) {
    while (!open_.empty() && tree_.nodes[open_.back().node].end <= next) {
      const Open closing = open_.back();
      open_.pop_back();
      leave(closing);
    }
  }

  // Passes over the mark of a footnote, which would be glued to the word before it.
  bool skip_mark(NodeIndex& i) {
    const Tag tag = tree_.nodes[i].tag;
    if (tag != Tag::a && tag != Tag::sup) return false;
    const MarkKind kind = mark_kind(tree_, i);
    if (kind == MarkKind::none) return tag == Tag::sup && skip_raised(i);
    if (kind == MarkKind::to_note) block_.footnotes.push_back({i, block_.text.size()});
    i = tree_.nodes[i].end;
    return true;
  }

  // Passes over a raised number, having written it as far as it is text.
  bool skip_raised(NodeIndex& i) {
    const NodeIndex end = tree_.nodes[i].end;
    if (pre_depth_ > 0 || end - i > kRaisedNodesMax) return false;
    if (in_data_table() && cell_depth_ == 0) return false;
    const bool glued = pending_ == Pending::none && !at_line_start();
    const bool text_follows = end < tree_.nodes.size() && tree_.nodes[end].tag == Tag::text;
    const std::string text = tree_.text_of(i);
    const Raised raised = raised_as(text, glued ? std::string_view(block_.text) : "",
                                    text_follows ? tree_.nodes[end].text : "");
    if (raised == Raised::plain) return false;
    if (raised == Raised::power) {
      write_pending();
      add_word(in_superscript(text));
    }
    i = end;
    return true;
  }

  void enter(NodeIndex i) {
    const HtmlNode& node = tree_.nodes[i];
    if (node.tag == Tag::text) {
      pre_depth_ > 0 ? add_verbatim(node.text) : add_text(node.text);
      return;
    }
    if (node.tag == Tag::br) {
      add_line_break();
      return;
    }
    if (is_block_element(node.tag)) enter_block(i);
    Open open{i, node.tag};
    switch (node.tag) {
      case Tag::a:
        links_.push_back({i, 0, false});
        break;
      case Tag::b:
      case Tag::strong:
        ++bold_depth_;
        break;
      case Tag::time:
        ++time_depth_;
        break;
      case Tag::ul:
      case Tag::ol:
        open.group_before = list_group_;
        if (cell_depth_ == 0) {
          list_group_ = ++groups_;
          ++list_depth_;
        }
        break;
      case Tag::li:
        ++item_depth_;
        break;
      case Tag::blockquote:
        open.group_before = quote_group_;
        if (quote_depth_++ == 0) quote_group_ = ++groups_;
        break;
      case Tag::pre:
        ++pre_depth_;
        break;
      case Tag::table:
        if (!in_data_table() && is_data_table(tree_, facts_, i)) begin_table(i);
        break;
      case Tag::tr:
        if (in_data_table()) columns_.begin_row();
        break;
      case Tag::td:
      case Tag::th:
        if (in_data_table() && cell_depth_++ == 0) begin_cell(i);
        break;
      default:
        break;
    }
    if (heading_level(node.tag) > 0) heading_ = heading_level(node.tag);
    open_.push_back(open);
  }

  void leave(const Open& open) {
    switch (open.tag) {
      case Tag::a:
        end_link();
        break;
      case Tag::b:
      case Tag::strong:
        --bold_depth_;
        break;
      case Tag::time:
        --time_depth_;
        break;
      case Tag::td:
      case Tag::th:
        if (in_data_table() && --cell_depth_ == 0) end_cell();
        break;
      default:
        break;
    }
    if (is_block_element(open.tag)) leave_block(open.tag);
    switch (open.tag) {
      case Tag::ul:
      case Tag::ol:
        if (cell_depth_ == 0) {
          list_group_ = open.group_before;
          --list_depth_;
        }
        break;
      case Tag::li:
        --item_depth_;
        break;
      case Tag::blockquote:
        if (--quote_depth_ == 0) quote_group_ = open.group_before;
        break;
      case Tag::pre:
        --pre_depth_;
        break;
      case Tag::table:
        if (open.node == table_node_) table_node_ = kNoNode;
        break;
      case Tag::caption:
        if (in_data_table()) in_caption_ = false;
        break;
      default:
        break;
    }
    if (heading_level(open.tag) > 0) heading_ = 0;
  }

  void enter_block(NodeIndex i) {
    const Tag tag = tree_.nodes[i].tag;
    if (tag == Tag::caption && in_data_table()) {
      flush();
      in_caption_ = true;
      return;
    }
    if (in_data_table() && cell_depth_ == 0) {
      if (tag == Tag::tr) flush_row(kNoNode);
      return;
    }
    begins_unit(tag) ? flush() : break_block();
    block_node_ = i;
  }

  void leave_block(Tag tag) {
    if (in_caption_) {
      if (tag == Tag::caption) {
        out_.captions.back() = on_one_line(block_.text);
        block_ = RawBlock{};
        pending_ = Pending::none;
      }
      return;
    }
    if (in_data_table() && cell_depth_ == 0) {
      if (tag == Tag::tr) flush_row(kNoNode);
      return;
    }
    begins_unit(tag) ? flush() : break_block();
  }

  // Blocks that end even a list item's line.
  static bool begins_unit(Tag tag) {
    return tag == Tag::li || tag == Tag::ul || tag == Tag::ol || tag == Tag::pre ||
           tag == Tag::table || tag == Tag::blockquote || heading_level(tag) > 0;
  }

  // The end of a paragraph; inside list items and cells, which stay on one line, a blank.
  void break_block() {
    if (cell_depth_ > 0 || in_caption_ || (item_depth_ > 0 && quote_depth_ == 0)) {
      if (!block_.text.empty()) want(Pending::blank);
      return;
    }
    flush();
  }

  [[nodiscard]] bool in_data_table() const { return table_node_ != kNoNode; }

  void begin_table(NodeIndex i) {
    flush();
    table_node_ = i;
    table_group_ = ++groups_;
    columns_ = ColumnLayout{};
    out_.captions.emplace_back();
  }

  void begin_cell(NodeIndex i) {
    const ColumnLayout::Place place = columns_.place(tree_, i);
    if (!block_.cells.empty()) {
      block_.text += '\t';
    }
    pending_ = Pending::none;
    ArticleTable::Cell cell;
    cell.span = {block_.text.size(), block_.text.size()};
    cell.header = tree_.nodes[i].tag == Tag::th;
    cell.column = place.column;
    cell.column_span = place.column_span;
    block_.cells.push_back(cell);
  }

  void end_cell() {
    for (OpenLink& link : links_) close_span(link);
    if (block_.cells.empty()) return;
    block_.cells.back().span.end = block_.text.size();
    pending_ = Pending::none;
  }

  void flush_row(NodeIndex) {
    if (block_.cells.empty()) return;
    block_.kind = BlockKind::table_row;
    block_.group = table_group_;
    block_.table = out_.captions.size();
    block_.node = table_node_;
    if (block_.characters > 0) out_.blocks.push_back(std::move(block_));
    reset();
  }

  void reset() {
    block_ = RawBlock{};
    block_.node = kNoNode;
    pending_ = Pending::none;
    for (OpenLink& link : links_) link.started = false;
  }

  void flush() {
    if (in_data_table() && cell_depth_ > 0) {
      want(Pending::blank);
      return;
    }
    if (in_caption_) return;
    for (OpenLink& link : links_) close_span(link);
    if (block_.characters == 0) {
      reset();
      return;
    }
    while (!block_.text.empty() && (block_.text.back() == '\n' || block_.text.back() == ' ')) {
      block_.text.pop_back();
    }
    for (RawFootnote& mark : block_.footnotes) {
      mark.offset = std::min(mark.offset, block_.text.size());
    }
    for (RawLink& link : block_.links) link.span.end = std::min(link.span.end, block_.text.size());
    decide_kind();
    if (block_.node == kNoNode) block_.node = block_node_;
    out_.blocks.push_back(std::move(block_));
    reset();
  }

  void decide_kind() {
    if (pre_depth_ > 0) {
      block_.kind = BlockKind::code;
    } else if (heading_ > 0) {
      block_.kind = BlockKind::heading;
      block_.level = heading_;
    } else if (item_depth_ > 0 && list_depth_ > 0) {
      block_.kind = BlockKind::list_item;
      block_.level = list_depth_;
      block_.group = list_group_;
    } else if (quote_depth_ > 0) {
      block_.kind = BlockKind::quotation;
      block_.group = quote_group_;
    } else if (is_pseudo_heading()) {
      block_.kind = BlockKind::heading;
      block_.level = 6;
    }
  }

  // A short paragraph all in bold that is no sentence does a heading's work.
  [[nodiscard]] bool is_pseudo_heading() const {
    if (block_.bold_characters < block_.characters) return false;
    if (block_.characters > kPseudoHeadingCharacters) return false;
    const char last = block_.text.back();
    return last != '.' && last != '!' && last != ';' && last != ',' &&
           block_.text.find('\n') == std::string::npos;
  }

  enum class Pending { none, blank, line, paragraph };
  void want(Pending pending) { pending_ = std::max(pending_, pending); }

  void add_line_break() {
    if (pre_depth_ > 0 && cell_depth_ == 0) {
      block_.text += '\n';
      return;
    }
    if (block_.text.empty() || block_.characters == 0) return;
    if (cell_depth_ > 0 || in_caption_ || heading_ > 0) {
      want(Pending::blank);
    } else {
      want(pending_ >= Pending::line ? Pending::paragraph : Pending::line);
    }
  }

  void write_pending() {
    if (pending_ == Pending::none) return;
    const Pending pending = pending_;
    if (pending == Pending::paragraph && item_depth_ == 0) {
      flush();
      return;
    }
    pending_ = Pending::none;
    block_.text += pending == Pending::blank ? ' ' : '\n';
  }

  void add_text(std::string_view text) {
    if (in_data_table() && cell_depth_ == 0 && !in_caption_) return;
    while (!text.empty()) {
      if (const std::size_t white = white_space_at(text)) {
        // At the start of a line and of a cell white space says nothing.
        if (white < 3 && !at_line_start()) want(Pending::blank);
        text.remove_prefix(white);
        continue;
      }
      if (const std::size_t unseen = unseen_at(text)) {
        text.remove_prefix(unseen);
        continue;
      }
      std::size_t end = 1;
      while (end < text.size() && white_space_at(text.substr(end)) == 0 &&
             unseen_at(text.substr(end)) == 0) {
        ++end;
      }
      write_pending();
      add_word(composed(text.substr(0, end)));
      text.remove_prefix(end);
    }
  }

  [[nodiscard]] bool at_line_start() const {
    if (block_.text.empty()) return true;
    if (!block_.cells.empty() && block_.cells.back().span.start == block_.text.size()) return true;
    return block_.text.back() == '\n';
  }

  void add_word(std::string_view word) {
    if (block_.node == kNoNode) block_.node = block_node_;
    for (OpenLink& link : links_) {
      if (!link.started) {
        link.started = true;
        link.start = block_.text.size();
      }
    }
    block_.text += word;
    const std::size_t count = code_points(word);
    block_.characters += count;
    if (!links_.empty()) block_.link_characters += count;
    if (bold_depth_ > 0) block_.bold_characters += count;
    if (time_depth_ > 0) block_.time_characters += count;
  }

  void add_verbatim(std::string_view text) {
    if (in_data_table() && cell_depth_ == 0) return;
    if (cell_depth_ > 0) {
      add_text(text);
      return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '\r') continue;
      if (const std::size_t unseen = unseen_at(text.substr(i))) {
        i += unseen - 1;
        continue;
      }
      if (c == '\n' && block_.text.empty()) continue;
      if (block_.node == kNoNode) block_.node = block_node_;
      block_.text += c;
      if (white_space_at(text.substr(i)) == 0 && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
        ++block_.characters;
      }
    }
  }

  struct OpenLink {
    NodeIndex node;
    std::size_t start;
    bool started;
  };

  void close_span(OpenLink& link) {
    if (!link.started) return;
    link.started = false;
    if (link.start < block_.text.size()) {
      block_.links.push_back({link.node, {link.start, block_.text.size()}});
    }
  }

  void end_link() {
    assert(!links_.empty());
    close_span(links_.back());
    links_.pop_back();
  }

  const HtmlTree& tree_;
  const std::vector<NodeFacts>& facts_;
  RawBlocks out_;
  RawBlock block_;
  std::vector<Open> open_;
  std::vector<OpenLink> links_;
  Pending pending_ = Pending::none;
  NodeIndex block_node_ = kNoNode;
  NodeIndex table_node_ = kNoNode;
  ColumnLayout columns_;
  std::size_t groups_ = 0, list_group_ = 0, quote_group_ = 0, table_group_ = 0;
  int list_depth_ = 0, item_depth_ = 0, quote_depth_ = 0, pre_depth_ = 0, cell_depth_ = 0;
  int bold_depth_ = 0, time_depth_ = 0, heading_ = 0;
  bool in_caption_ = false;
};

}  // namespace

RawBlocks blocks_under(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                       const std::vector<NodeIndex>& roots) {
  BlockWalk walk(tree, facts);
  for (const NodeIndex root : roots) walk.walk(root);
  return walk.take();
}

}  // namespace dossier
