#include "review/alike.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kLettersMin = 4;      // Shorter names differ by a letter and mean another
constexpr std::size_t kLettersLong = 10;    // From here on two slips are forgiven
constexpr std::size_t kNameBytesMax = 120;  // Longer ones are no names, and cost squarely

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A name taken apart: its numbers in order, and its words of letters, folded and sorted.
struct NameShape {
  std::string numbers;              // "5.1", "4.7 8"
  std::vector<std::string> words;   // In order
  std::vector<std::string> sorted;  // By bytes
  std::string letters;              // The words joined
};

NameShape shape_of(std::string_view name) {
  NameShape shape;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) shape.words.push_back(std::move(word));
    word.clear();
  };
  const std::string folded = fold_case(clip(name, kNameBytesMax));
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool point = c == '.' && i > 0 && is_digit(folded[i - 1]) && i + 1 < folded.size() &&
                       is_digit(folded[i + 1]);
    if (is_digit(c) || point) {
      end_word();
      const bool goes_on = i > 0 && (is_digit(folded[i - 1]) || folded[i - 1] == '.' || point);
      if (!goes_on && !shape.numbers.empty()) shape.numbers += ' ';
      shape.numbers += c;
    } else if (c == ' ' || c == '-' || c == '_' || c == '.' || c == '/' || c == ',') {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  shape.sorted = shape.words;
  std::ranges::sort(shape.sorted);
  for (const std::string& each : shape.words) shape.letters += each;
  return shape;
}

// Whether one becomes the other by at most `most` letters put in, left out or changed.
bool within_edits(std::string_view one, std::string_view other, std::size_t most) {
  if (one.size() > other.size()) std::swap(one, other);
  if (other.size() - one.size() > most) return false;
  std::vector<std::size_t> row(one.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= other.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= one.size(); ++j) {
      const std::size_t changed = diagonal + (one[j - 1] == other[i - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back() <= most;
}

// "T. Lin" and "Tri Lin"; "Lin" alone, too.
bool may_be_one_person(const NameShape& one, const NameShape& other) {
  if (one.words.empty() || other.words.empty() || one.words.back() != other.words.back()) {
    return false;
  }
  if (one.words.size() == 1 || other.words.size() == 1) return true;
  const std::string& first = one.words.front();
  const std::string& second = other.words.front();
  return first.starts_with(second) || second.starts_with(first);
}

bool shapes_alike(NameKind kind, const NameShape& one, const NameShape& other) {
  if (one.numbers != other.numbers) return false;
  if (one.sorted == other.sorted || one.letters == other.letters) return true;
  if (kind == NameKind::person) {
    if (may_be_one_person(one, other)) return true;
  }
  const auto& [shorter, longer] =
      one.letters.size() < other.letters.size() ? std::tie(one, other) : std::tie(other, one);
  if (shorter.letters.size() < kLettersMin) return false;
  if (kind == NameKind::model && longer.letters.ends_with(shorter.letters)) return true;
  const std::size_t edits = shorter.letters.size() >= kLettersLong ? 2 : 1;
  return within_edits(shorter.letters, longer.letters, edits);
}

}  // namespace

bool are_alike(NameKind kind, std::string_view one, std::string_view other) {
  return one != other && shapes_alike(kind, shape_of(one), shape_of(other));
}

std::vector<std::vector<std::size_t>> alike_among(NameKind kind,
                                                  const std::vector<std::string>& names) {
  std::vector<NameShape> shapes;
  std::map<std::string, std::vector<std::size_t>> by_numbers;  // Only these are compared
  for (std::size_t i = 0; i < names.size(); ++i) {
    shapes.push_back(shape_of(names[i]));
    by_numbers[shapes.back().numbers].push_back(i);
  }
  std::vector<std::vector<std::size_t>> alike(names.size());
  for (const auto& [numbers, group] : by_numbers) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j) {
        if (!shapes_alike(kind, shapes[group[i]], shapes[group[j]])) continue;
        alike[group[i]].push_back(group[j]);
        alike[group[j]].push_back(group[i]);
      }
    }
  }
  return alike;
}

}  // namespace dossier
