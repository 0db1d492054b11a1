// Text as the verifier compares it: words, figures, dates. Internal to verify.h.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace dossier::proof {

// Curly quotation marks, dashes and blanks of every kind as their ASCII cousins; letters without
// accents; white space collapsed.
[[nodiscard]] std::string plain_form(std::string_view text);

// A run of letters and digits, with '.' and ',' between digits: "GLM-5.1" is "glm" and "5.1".
struct Word {
  std::string key;                 // Case-folded
  std::size_t start = 0, end = 0;  // In the text it was read from
  bool capital = false;            // Begins with A-Z
  bool opens = false;              // Begins a sentence, a cell or what follows a colon
  bool quoted = false;             // Inside quotation marks
  bool in_name = false;            // Part of a name; set by those who look for names
  bool spent = false;              // Part of a date; no figure of its own
};

// The words of a text in plain_form().
[[nodiscard]] std::vector<Word> words_of(std::string_view plain);

// Joins words i, i+1, … to `key`, and gives the number of words it took; 0 if they do not. So
// "GLM-5.1", "GLM5.1" and "GLM 5.1" all are "glm5.1", and "GLM-5" is not.
[[nodiscard]] std::size_t words_joining(const std::vector<Word>& words, std::size_t at,
                                        std::string_view key);
[[nodiscard]] bool has_joined(const std::vector<Word>& words, std::string_view key);

// A number, whatever it is written like: "1,679", "58.4%", "2.8T", "seven", "third", "#3".
struct Figure {
  double value = 0;
  std::size_t word = 0;  // Where it stands
  bool spelled = false;  // "seven", "third"
  bool ordinal = false;  // "third", "3rd"
  bool whole = false;    // A plain whole number: fit to be a rank
};
[[nodiscard]] std::vector<Figure> figures_of(const std::vector<Word>& words);

// A date, as exactly as it is given: "2026-07-31", "July 31", "July 2026", "2026".
struct DatePoint {
  std::optional<int> year;
  std::optional<unsigned> month, day;
  std::size_t first = 0, last = 0;  // Words, both included
};
[[nodiscard]] std::vector<DatePoint> dates_of(const std::vector<Word>& words,
                                              std::string_view plain);
[[nodiscard]] bool falls_within(const DatePoint& point, const DateWindow& window);
// Whether `known` says all that `point` says.
[[nodiscard]] bool says_as_much(const DatePoint& known, const DatePoint& point);

}  // namespace dossier::proof
