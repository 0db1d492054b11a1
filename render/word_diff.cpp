#include "render/word_diff.h"

#include <algorithm>
#include <cstddef>

namespace dossier {
namespace {

using Kind = DiffRun::Kind;
using Tokens = std::vector<std::string_view>;

constexpr std::size_t kEditsMax = 2000;  // Beyond it a hunk is told as replaced

Tokens lines_of(std::string_view text) {
  Tokens lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// A word and the blanks behind it; line ends stand alone, so that they stay where they are.
Tokens words_of(std::string_view text) {
  constexpr std::string_view kBlanks = " \n\t";
  Tokens words;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find_first_of(kBlanks), text.size());
    std::size_t end = std::min(text.find_first_not_of(kBlanks, blank), text.size());
    const bool ends_line = text.substr(blank, end - blank).find('\n') != std::string_view::npos;
    if (ends_line && blank > 0) end = blank;
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

void add(std::vector<DiffRun>& runs, Kind kind, std::string_view text) {
  if (text.empty()) return;
  if (runs.empty() || runs.back().kind != kind) runs.push_back({kind, {}});
  runs.back().text += text;
}

// The shortest way from a to b (Myers 1986): which tokens of each stay. False if it takes more
// than kEditsMax steps.
bool find_common(const Tokens& a, const Tokens& b, std::vector<bool>& kept_a,
                 std::vector<bool>& kept_b) {
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  const auto max = std::min<std::ptrdiff_t>(n + m, kEditsMax);
  std::vector<std::ptrdiff_t> best(static_cast<std::size_t>(2 * max + 2), 0);
  const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& {
    return best[static_cast<std::size_t>(k + max)];
  };
  std::vector<std::vector<std::ptrdiff_t>> trace;  // Of each step: diagonals -d to d
  for (std::ptrdiff_t d = 0; d <= max; ++d) {
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      std::ptrdiff_t x = d == 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m &&
             a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) {
        ++x;
      }
      at(k) = x;
    }
    trace.emplace_back();
    for (std::ptrdiff_t k = -d; k <= d; ++k) trace.back().push_back(at(k));
    const std::ptrdiff_t goal = n - m;
    if (goal < -d || goal > d || (goal + d) % 2 != 0 || at(goal) < n) continue;
    std::ptrdiff_t x = n;
    std::ptrdiff_t k = goal;
    for (std::ptrdiff_t step = d; step >= 0; --step) {
      const auto before = [&](std::ptrdiff_t diagonal) {
        return trace[static_cast<std::size_t>(step - 1)]
                    [static_cast<std::size_t>(diagonal + step - 1)];
      };
      const bool down = step > 0 && (k == -step || (k != step && before(k - 1) < before(k + 1)));
      const std::ptrdiff_t start = step == 0 ? 0 : down ? before(k + 1) : before(k - 1) + 1;
      for (; x > start; --x) {
        kept_a[static_cast<std::size_t>(x - 1)] = true;
        kept_b[static_cast<std::size_t>(x - 1 - k)] = true;
      }
      x = down ? start : start - 1;
      k = down ? k + 1 : k - 1;
    }
    return true;
  }
  return false;
}

// Calls `same(token)` and `changed(removed, added)` in order; runs of tokens are adjacent bytes.
template <typename Same, typename Changed>
void walk(const Tokens& a, const Tokens& b, Same same, Changed changed) {
  std::vector<bool> kept_a(a.size(), false);
  std::vector<bool> kept_b(b.size(), false);
  if (!find_common(a, b, kept_a, kept_b)) {
    kept_a.assign(a.size(), false);
    kept_b.assign(b.size(), false);
  }
  const auto joined = [](const Tokens& tokens, std::size_t from, std::size_t to) {
    if (from == to) return std::string_view{};
    return std::string_view{tokens[from].data(),
                            static_cast<std::size_t>(tokens[to - 1].data() + tokens[to - 1].size() -
                                                     tokens[from].data())};
  };
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    const std::size_t from_a = i;
    const std::size_t from_b = j;
    while (i < a.size() && !kept_a[i]) ++i;
    while (j < b.size() && !kept_b[j]) ++j;
    if (i > from_a || j > from_b) changed(joined(a, from_a, i), joined(b, from_b, j));
    if (i < a.size() && j < b.size()) {
      same(a[i]);
      ++i, ++j;
    }
  }
}

}  // namespace

std::vector<DiffRun> diff_words(std::string_view from, std::string_view to) {
  std::vector<DiffRun> runs;
  const auto keep = [&](std::string_view text) { add(runs, Kind::same, text); };
  walk(lines_of(from), lines_of(to), keep,
       [&](std::string_view old_lines, std::string_view new_lines) {
         walk(words_of(old_lines), words_of(new_lines), keep,
              [&](std::string_view removed, std::string_view added) {
                add(runs, Kind::removed, removed);
                add(runs, Kind::added, added);
              });
       });
  return runs;
}

std::string show_word_diff(const std::vector<DiffRun>& runs, DiffMarks marks) {
  const bool plain = marks == DiffMarks::plain;
  // The marks go around each line of a run, without its blanks.
  std::string page;
  std::vector<bool> changed;  // A line each
  changed.push_back(false);
  for (const DiffRun& run : runs) {
    const std::string_view open =
        run.kind == Kind::removed ? (plain ? "[-" : "~~") : (plain ? "{+" : "**");
    const std::string_view close =
        run.kind == Kind::removed ? (plain ? "-]" : "~~") : (plain ? "+}" : "**");
    for (const std::string_view line : lines_of(run.text)) {
      const std::size_t end = line.find_last_not_of(" \n\t") + 1;
      if (run.kind == Kind::same || end == 0) {
        page += line;
      } else {
        page += std::string{open} + std::string{line.substr(0, end)} + std::string{close};
        page += line.substr(end);
        changed.back() = true;
      }
      if (line.ends_with('\n')) changed.push_back(false);
    }
  }
  std::string shown;
  std::string_view heading;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(page)) {
    const bool is_heading = line.starts_with("## ");
    if (is_heading) heading = line;
    if (number < changed.size() && changed[number++]) {
      if (!heading.empty() && !is_heading) shown += "\n" + std::string{heading};
      heading = {};
      shown += line;
    }
  }
  return shown;
}

}  // namespace dossier
