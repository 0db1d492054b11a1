// Which tables hold data, and where their cells stand.

#pragma once

#include <cstddef>
#include <vector>

#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

// A table whose cells belong together in rows and columns; not one that only lays out a page.
[[nodiscard]] bool is_data_table(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                 NodeIndex table);

// Hands out columns to the cells of one table, row by row (HTML standard, "forming a table").
class ColumnLayout {
 public:
  struct Place {
    std::size_t column = 0, column_span = 1;
  };
  void begin_row();
  [[nodiscard]] Place place(const HtmlTree& tree, NodeIndex cell);

 private:
  std::vector<std::size_t> rows_taken_;  // For each column, by a cell from above
  std::size_t next_ = 0;
};

}  // namespace dossier
