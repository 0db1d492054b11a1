#include "ingest/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace dossier {
namespace {

constexpr std::size_t kHeadingBytesMax = 110;
constexpr std::size_t kHeadingWordsMax = 14;
constexpr std::size_t kLabelBytesMax = 90;   // "MiMo-V2.5-Pro by XiaomiMiMo:"
constexpr std::size_t kShortLineBytes = 60;  // Lines of a list, as opposed to wrapped prose

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

TextSpan trimmed(std::string_view text, TextSpan span) {
  while (span.start < span.end && is_blank(text[span.start])) ++span.start;
  while (span.end > span.start && is_blank(text[span.end - 1])) --span.end;
  return span;
}

std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : line) {
    if (!is_blank(c) && !inside) ++words;
    inside = !is_blank(c);
  }
  return words;
}

// The line without the quotation marks and brackets that may follow its last word.
std::string_view without_closers(std::string_view line) {
  constexpr std::array<std::string_view, 9> kClosers{"\"", "'", ")", "]", "”", "’", "»", "*", "_"};
  for (bool cut = true; cut && !line.empty();) {
    cut = false;
    for (const std::string_view closer : kClosers) {
      if (!line.ends_with(closer)) continue;
      line.remove_suffix(closer.size());
      cut = true;
    }
  }
  return line;
}

bool ends_like_a_sentence(std::string_view line) {
  const std::string_view bare = without_closers(line);
  if (bare.empty()) return false;
  const char last = bare.back();
  return last == '.' || last == '!' || last == '?' || bare.ends_with("…") || bare.ends_with("。");
}

// Bytes of "- ", "• ", "12. ", "3) " at the start of a line; 0 if it bears no mark.
std::size_t mark_size(std::string_view line) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "– ", "◦ ", "▪ "}) {
    if (line.starts_with(bullet)) return bullet.size();
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && is_digit(line[digits])) ++digits;
  if (digits == 0 || digits + 1 >= line.size()) return 0;
  const bool closed = line[digits] == '.' || line[digits] == ')';
  return closed && line[digits + 1] == ' ' ? digits + 2 : 0;
}

// "MODEL by LAB: What it is." The label is short and ends in a colon before a blank.
bool has_label(std::string_view line) {
  const std::size_t colon = line.substr(0, kLabelBytesMax).find(": ");
  return colon != std::string_view::npos && colon > 0 &&
         line.substr(0, colon).find(". ") == std::string_view::npos;
}

bool is_table_line(std::string_view line) {
  if (line.find('\t') != std::string_view::npos) return true;
  return line.starts_with('|') && std::ranges::count(line, '|') >= 3;
}

// "|---|:--:|" parts header from body, and says nothing itself.
bool is_table_rule(std::string_view line) {
  return line.starts_with('|') && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

struct Line {
  TextSpan span;
  std::size_t indent = 0;
};

// A paragraph: lines between blank lines.
using Paragraph = std::vector<Line>;

std::vector<Paragraph> split_paragraphs(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  Paragraph current;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    const TextSpan line = trimmed(text, {at, newline});
    if (!line.empty()) {
      current.push_back({line, line.start - at});
    } else if (!current.empty()) {
      paragraphs.push_back(std::exchange(current, {}));
    }
    at = newline + 1;
  }
  if (!current.empty()) paragraphs.push_back(std::move(current));
  return paragraphs;
}

// Words that a page's buttons and pictures leave behind in its text.
bool is_remnant(std::string_view line) {
  constexpr std::array<std::string_view, 6> kRemnants{"Image",     "Share",    "Share this post",
                                                      "Subscribe", "Comments", "Leave a comment"};
  return std::ranges::find(kRemnants, line) != kRemnants.end();
}

// A handle that ends a line cites a source: the line is an entry of a digest.
bool ends_with_handle(std::string_view line) {
  const std::size_t word = line.find_last_of(" \t");
  return word != std::string_view::npos && word + 2 < line.size() && line[word + 1] == '@';
}

// What shape alone says of a line; what its neighbours make of it comes afterwards.
enum class Shape : std::uint8_t { prose, title, entry, introduction, labelled };

Shape shape_of(std::string_view line) {
  if (line.ends_with(':')) return Shape::introduction;
  if (is_remnant(line)) return Shape::prose;
  if (ends_like_a_sentence(line)) return has_label(line) ? Shape::labelled : Shape::prose;
  if (line.size() > kHeadingBytesMax || count_words(line) > kHeadingWordsMax) return Shape::entry;
  if (has_label(line) || line.starts_with('@') || line.ends_with(',') || ends_with_handle(line)) {
    return Shape::entry;
  }
  if (is_lower(line.front())) return Shape::entry;  // It carries on what stands above it
  return Shape::title;
}

class PlainTextReader {
 public:
  explicit PlainTextReader(Article& article) : article_(article), text_(article.text) {}

  void read() {
    for (const Paragraph& paragraph : split_paragraphs(text_)) read_paragraph(paragraph);
    tell_titles_from_entries();
    group_items();
  }

 private:
  std::string_view at(const Line& line) const { return text_at(text_, line.span); }

  void add(BlockKind kind, TextSpan span, int level = 0, Shape shape = Shape::prose) {
    article_.blocks.push_back({kind, span, level, 0});
    shapes_.push_back(shape);
  }

  void read_paragraph(const Paragraph& paragraph) {
    const TextSpan all{paragraph.front().span.start, paragraph.back().span.end};
    const std::string_view first = at(paragraph.front());
    if (in_code_ || first.starts_with("```")) return read_code(paragraph, all);
    if (paragraph.size() > 1 && std::ranges::all_of(paragraph, [this](const Line& line) {
          return is_table_line(at(line));
        })) {
      return read_table(paragraph);
    }
    if (first.starts_with("> ")) return add(BlockKind::quotation, all);
    if (paragraph.size() == 1) return read_line(paragraph.front());
    if (is_wrapped(paragraph)) return add(BlockKind::paragraph, all);
    read_lines(paragraph);
  }

  void read_code(const Paragraph& paragraph, TextSpan all) {
    for (const Line& line : paragraph) in_code_ ^= at(line).starts_with("```");
    add(BlockKind::code, all);
  }

  // Prose that a mailer broke into lines of like length, as opposed to a list.
  bool is_wrapped(const Paragraph& paragraph) const {
    std::size_t short_lines = 0;
    std::size_t carried_on = 0;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
      const std::string_view line = at(paragraph[i]);
      if (mark_size(line) > 0 || line.starts_with('#')) return false;
      if (i + 1 == paragraph.size()) break;
      if (line.size() < kShortLineBytes) ++short_lines;
      if (!ends_like_a_sentence(line) && is_lower(at(paragraph[i + 1]).front())) ++carried_on;
    }
    return carried_on > 0 || short_lines * 2 < paragraph.size();
  }

  // Lines of a list, some of them wrapped: an unmarked line after a marked one carries it on.
  void read_lines(const Paragraph& paragraph) {
    const bool marked = std::ranges::any_of(
        paragraph, [this](const Line& line) { return mark_size(at(line)) > 0; });
    for (std::size_t i = 0; i < paragraph.size();) {
      Line line = paragraph[i++];
      const bool item = mark_size(at(line)) > 0;
      while (marked && item && i < paragraph.size() && mark_size(at(paragraph[i])) == 0 &&
             paragraph[i].indent > line.indent) {
        line.span.end = paragraph[i++].span.end;
      }
      if (marked || at(line).starts_with('#')) {
        read_line(line);
      } else {
        add(BlockKind::list_item, line.span, 1, Shape::entry);
      }
    }
  }

  void read_line(const Line& line) {
    const std::string_view words = at(line);
    if (words.starts_with('#')) {
      const std::size_t hashes = words.find_first_not_of('#');
      if (hashes != std::string_view::npos && hashes <= 6 && words[hashes] == ' ') {
        return add(BlockKind::heading, line.span, static_cast<int>(hashes));
      }
    }
    if (mark_size(words) > 0) {
      const int depth = 1 + static_cast<int>(std::min<std::size_t>(line.indent / 2, 5));
      return add(BlockKind::list_item, line.span, depth, Shape::labelled);
    }
    const Shape shape = shape_of(words);
    const bool item = shape == Shape::entry || shape == Shape::labelled;
    if (shape == Shape::title) return add(BlockKind::heading, line.span, 2, shape);
    add(item ? BlockKind::list_item : BlockKind::paragraph, line.span, item ? 1 : 0, shape);
  }

  void read_table(const Paragraph& paragraph) {
    ArticleTable table;
    const std::size_t group = ++groups_;
    for (const Line& line : paragraph) {
      add(BlockKind::table_row, line.span);
      article_.blocks.back().group = group;
      if (is_table_rule(at(line))) continue;
      table.rows.push_back(cells_of(line.span, table.rows.empty()));
    }
    article_.tables.push_back(std::move(table));
  }

  std::vector<ArticleTable::Cell> cells_of(TextSpan line, bool header) const {
    const std::string_view words = text_at(text_, line);
    const char mark = words.find('\t') != std::string_view::npos ? '\t' : '|';
    std::size_t from = line.start + (mark == '|' && words.starts_with('|') ? 1 : 0);
    const std::size_t end = line.end - (mark == '|' && words.ends_with('|') ? 1 : 0);
    std::vector<ArticleTable::Cell> cells;
    while (from <= end) {
      const std::size_t to = std::min(text_.find(mark, from), end);
      cells.push_back({trimmed(text_, {from, std::max(from, to)}), header, cells.size(), 1});
      from = to + 1;
    }
    return cells;
  }

  // Short lines without a full stop are headings when they stand alone above something, and
  // items when they stand in a run below an introduction or among entries.
  void tell_titles_from_entries() {
    std::vector<Block>& blocks = article_.blocks;
    for (std::size_t i = 0; i < blocks.size();) {
      if (shapes_[i] != Shape::title) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < blocks.size() && shapes_[end] == Shape::title) ++end;
      const bool introduced = i > 0 && shapes_[i - 1] == Shape::introduction;
      const bool between_entries = i > 0 && end < blocks.size() && end - i == 1 &&
                                   shapes_[i - 1] == Shape::entry && shapes_[end] == Shape::entry &&
                                   has_figure(text_at(text_, blocks[i].span));
      const bool last = end == blocks.size() && i > 0;
      const bool run = end - i >= 3;
      for (std::size_t k = i; k < end; ++k) {
        const bool opens_run = run && !introduced && k == i;
        if (introduced || between_entries || last || (run && !opens_run && k + 1 < end)) {
          blocks[k].kind = BlockKind::list_item;
          blocks[k].level = 1;
        } else if (k > i && !run) {
          blocks[k].level = 3;
        }
      }
      i = end;
    }
    if (!blocks.empty() && blocks.front().kind == BlockKind::heading) {
      std::string_view title = text_at(text_, blocks.front().span);
      title.remove_prefix(std::min(title.find_first_not_of("# "), title.size()));
      article_.title = title;
    }
  }

  static bool has_figure(std::string_view line) { return std::ranges::any_of(line, is_digit); }

  void group_items() {
    bool in_list = false;
    bool in_quotation = false;
    for (Block& block : article_.blocks) {
      const bool item = block.kind == BlockKind::list_item;
      const bool quotation = block.kind == BlockKind::quotation;
      if ((item && !in_list) || (quotation && !in_quotation)) ++groups_;
      if (item || quotation) block.group = groups_;
      in_list = item;
      in_quotation = quotation;
    }
  }

  Article& article_;
  const std::string_view text_;
  std::vector<Shape> shapes_;  // One for each block
  std::size_t groups_ = 0;
  bool in_code_ = false;
};

}  // namespace

Article article_from_plain_text(std::string text) {
  Article article;
  article.text = std::move(text);
  PlainTextReader(article).read();
  return article;
}

}  // namespace dossier
