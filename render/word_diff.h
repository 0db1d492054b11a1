// What was taken out of a text and what was put in, word by word.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier {

struct DiffRun {
  enum class Kind { same, removed, added } kind = Kind::same;
  std::string text;  // Words with the blanks and line ends that follow them

  bool operator==(const DiffRun&) const = default;
};

// Runs that make up `from` without the added ones, and `to` without the removed ones. Lines are
// compared first, and words within those that differ; texts that have nearly nothing in common
// are told as one removed and one added.
[[nodiscard]] std::vector<DiffRun> diff_words(std::string_view from, std::string_view to);

// The lines that differ, each under its heading ("## …"): in plain text as
// "[-taken out-]{+put in+}", in Markdown as "~~taken out~~ **put in**".
enum class DiffMarks { plain, markdown };
[[nodiscard]] std::string show_word_diff(const std::vector<DiffRun>& runs, DiffMarks marks);

}  // namespace dossier
