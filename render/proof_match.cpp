#include "render/proof_match.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

#include "render/proof_words.h"

namespace dossier::proof {
namespace {

constexpr std::size_t kPairsMax = 40000;  // Beyond it, altered blocks are paired by order alone
constexpr double kAlikeMin = 0.3;

std::set<std::string> word_set(std::string_view text) {
  std::set<std::string> keys;
  for (const Word& word : words_of(text)) keys.insert(word.key);
  return keys;
}

// The share of words in common: 1 for equal sets, 0 for nothing.
double likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() && b.empty()) return 1;
  const auto common = std::ranges::count_if(a, [&](const std::string& w) { return b.contains(w); });
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

using Pairs = std::vector<std::pair<std::optional<std::size_t>, std::optional<std::size_t>>>;

// Pairs two lists in order so that the likeness of pairs is greatest (Needleman-Wunsch).
void pair_altered(const std::vector<std::string>& a, std::size_t a_from, std::size_t a_to,
                  const std::vector<std::string>& b, std::size_t b_from, std::size_t b_to,
                  Pairs& pairs) {
  const std::size_t rows = a_to - a_from;
  const std::size_t columns = b_to - b_from;
  if (rows * columns > kPairsMax || (rows == 1 && columns == 1)) {
    for (std::size_t i = 0; i < std::max(rows, columns); ++i) {
      pairs.emplace_back(i < rows ? std::optional{a_from + i} : std::nullopt,
                         i < columns ? std::optional{b_from + i} : std::nullopt);
    }
    return;
  }
  std::vector<std::set<std::string>> a_words, b_words;
  for (std::size_t i = 0; i < rows; ++i) a_words.push_back(word_set(a[a_from + i]));
  for (std::size_t j = 0; j < columns; ++j) b_words.push_back(word_set(b[b_from + j]));
  std::vector<std::vector<double>> best(rows + 1, std::vector<double>(columns + 1, 0));
  const auto pair_value = [&](std::size_t i, std::size_t j) {
    const double alike = likeness(a_words[i], b_words[j]);
    return alike < kAlikeMin ? -1.0 : alike;
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      best[i][j] =
          std::max({best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + pair_value(i, j)});
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && best[i][j] == best[i + 1][j + 1] + pair_value(i, j)) {
      pairs.emplace_back(a_from + i++, b_from + j++);
    } else if (i < rows && (j == columns || best[i][j] == best[i + 1][j])) {
      pairs.emplace_back(a_from + i++, std::nullopt);
    } else {
      pairs.emplace_back(std::nullopt, b_from + j++);
    }
  }
}

// Equal heads and tails pair at once; only what lies between was altered.
Pairs pair_blocks(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    ++tail;
  }
  Pairs pairs;
  for (std::size_t i = 0; i < head; ++i) pairs.emplace_back(i, i);
  pair_altered(a, head, a.size() - tail, b, head, b.size() - tail, pairs);
  for (std::size_t i = tail; i > 0; --i) pairs.emplace_back(a.size() - i, b.size() - i);
  return pairs;
}

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string{text};
}

class BlockMatcher {
 public:
  BlockMatcher(std::vector<MatchedSentence>& out, int& number) : out_{out}, number_{number} {}

  void match(const Block& block, std::string_view printed) {
    const std::vector<std::string> expected = expected_of(block);
    std::size_t at = 0;
    for (std::size_t i = 0; i < expected.size();) {
      const auto [next, found] = next_match(expected, i, printed, at);
      const std::string between = trimmed(printed.substr(at, found - at));
      if (next == i) {
        if (!between.empty()) add(between);
        take(block, i, expected[i], expected[i]);
        at = found + expected[i].size();
        ++i;
        continue;
      }
      for (bool first = true; i < next; ++i, first = false) {
        take(block, i, expected[i], first ? between : "");
        out_.back().missing = between.empty();
        out_.back().merged = !first && !between.empty();
      }
      at = found;
    }
    std::string rest = trimmed(printed.substr(std::min(at, printed.size())));
    if (rest.starts_with(kCiteOpen) && !out_.empty() && out_.back().recorded != nullptr) {
      out_.back().printed += rest;  // A citation added to the last sentence is its own
      rest.clear();
    }
    if (!rest.empty()) add(rest);
  }

  void missing(const Block& block) {
    const std::vector<std::string> expected = expected_of(block);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      take(block, i, expected[i], "");
      out_.back().missing = true;
    }
  }

  void add(const std::string& printed) { out_.push_back({nullptr, number_, "", printed, ""}); }

 private:
  static std::vector<std::string> expected_of(const Block& block) {
    std::vector<std::string> expected;
    for (const Sentence& sentence : block.sentences) expected.push_back(sentence.text);
    if (!block.lead.empty() && !expected.empty()) {
      expected.front() = comparable(block.lead + ' ' + expected.front());
    }
    return expected;
  }

  // The first of the sentences from `i` on that stands at `at` or later, and where; the end of
  // both if none does.
  static std::pair<std::size_t, std::size_t> next_match(const std::vector<std::string>& expected,
                                                        std::size_t i, std::string_view printed,
                                                        std::size_t at) {
    for (std::size_t j = i; j < expected.size(); ++j) {
      const std::size_t found = printed.find(expected[j], at);
      if (found != printed.npos) return {j, found};
    }
    return {expected.size(), printed.size()};
  }

  void take(const Block& block, std::size_t i, const std::string& expected, std::string printed) {
    out_.push_back({&block.sentences[i], ++number_, expected, std::move(printed), block.lead});
  }

  std::vector<MatchedSentence>& out_;
  int& number_;
};

}  // namespace

std::vector<MatchedSentence> match_section(const RecordedSection& section,
                                           const std::vector<std::string>& printed) {
  std::vector<std::string> expected;
  for (const Block& block : section.blocks) expected.push_back(block.text());
  std::vector<MatchedSentence> matched;
  int number = 0;
  BlockMatcher matcher{matched, number};
  for (const auto& [recorded, shown] : pair_blocks(expected, printed)) {
    if (recorded && shown) {
      matcher.match(section.blocks[*recorded], printed[*shown]);
    } else if (recorded) {
      matcher.missing(section.blocks[*recorded]);
    } else {
      matcher.add(printed[*shown]);
    }
  }
  return matched;
}

}  // namespace dossier::proof
