#include "ingest/article_tables.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace dossier {
namespace {

constexpr std::size_t kSpanMax = 1000;  // As browsers do
constexpr std::size_t kColumnsMax = 2000;
constexpr std::uint32_t kDataCellMax = 1500;  // Code points; more is a page in a cell

std::size_t span_of(const HtmlTree& tree, NodeIndex cell, std::string_view name) {
  const std::string_view value = tree.attribute(cell, name);
  std::size_t span = 1;
  std::from_chars(value.data(), value.data() + value.size(), span);
  return std::clamp(span, std::size_t{1}, kSpanMax);
}

}  // namespace

bool is_data_table(const HtmlTree& tree, const std::vector<NodeFacts>& facts, NodeIndex table) {
  const std::string_view role = tree.attribute(table, "role");
  if (role == "presentation" || role == "none") return false;
  std::size_t rows = 0, cells = 0, cells_in_row = 0, widest = 0, headers = 0, paragraphs = 0;
  for (NodeIndex i = table + 1; i < tree.nodes[table].end; ++i) {
    switch (tree.nodes[i].tag) {
      case Tag::table:
      case Tag::h1:
      case Tag::h2:
      case Tag::article:
      case Tag::blockquote:
      case Tag::section:
        return false;
      case Tag::tr:
        ++rows;
        cells_in_row = 0;
        break;
      case Tag::th:
        ++headers;
        [[fallthrough]];
      case Tag::td:
        ++cells;
        widest = std::max(widest, ++cells_in_row);
        if (facts[i].text > kDataCellMax) return false;
        break;
      case Tag::p:
        ++paragraphs;
        break;
      default:
        break;
    }
  }
  if (widest < 2) return false;
  return headers > 0 || (rows >= 2 && paragraphs <= cells);
}

void ColumnLayout::begin_row() {
  next_ = 0;
  for (std::size_t& rows : rows_taken_) rows -= rows > 0 ? 1 : 0;
}

ColumnLayout::Place ColumnLayout::place(const HtmlTree& tree, NodeIndex cell) {
  while (next_ < rows_taken_.size() && rows_taken_[next_] > 0) ++next_;
  const Place place{next_, span_of(tree, cell, "colspan")};
  const std::size_t rows = span_of(tree, cell, "rowspan");
  const std::size_t end = std::min(place.column + place.column_span, kColumnsMax);
  if (rows_taken_.size() < end) rows_taken_.resize(end, 0);
  // Counted down at the next row, which such a cell still covers.
  for (std::size_t c = place.column; c < end; ++c) rows_taken_[c] = rows;
  next_ = place.column + place.column_span;
  return place;
}

}  // namespace dossier
