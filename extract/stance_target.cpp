#include "extract/stance_target.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kTargetWordsMax = 8;

}  // namespace

std::string target_of(const Reading& reading, std::span<const Word> words, std::size_t from,
                      std::size_t to, std::string_view holder) {
  if (from >= to) return {};
  const TextSpan content{words[from].span.start, words[to - 1].span.end};
  const Mention* best = nullptr;
  for (const Mention& mention : mentions_in(reading, content)) {
    if (!content.contains(mention.span) || mention.canonical == holder) continue;
    if (mention.kind == NameKind::person) continue;
    if (best == nullptr ||
        (best->kind == NameKind::organization && mention.kind != NameKind::organization)) {
      best = &mention;
    }
  }
  if (best != nullptr) return best->canonical;
  std::size_t first = from;
  while (first < to && (words[first].is_sign || words[first].text == "that")) ++first;
  std::size_t last = first;
  while (last < to && last < first + kTargetWordsMax && !words[last].is_sign) ++last;
  if (last <= first) return {};
  return on_one_line(
      text_at(reading.article.text, {words[first].span.start, words[last - 1].span.end}));
}

void set_gap_figure(const Reading& reading, std::span<const Word> words, std::size_t first,
                    std::size_t last, Stance& stance) {
  for (std::size_t i = first; i + 1 < last; ++i) {
    const std::string_view text = words[i].text;
    if (words[i].is_sign) continue;
    static constexpr std::array<std::string_view, 12> kNumbers{"one",  "two", "three",  "four",
                                                               "five", "six", "seven",  "eight",
                                                               "nine", "ten", "eleven", "twelve"};
    const auto spelled = std::ranges::find(kNumbers, text);
    const bool is_digits = std::isdigit(static_cast<unsigned char>(text.front())) != 0;
    if (!is_digits && spelled == kNumbers.end()) continue;
    std::size_t end = i + 1;
    // "From twelve to four points": what it has come to.
    if (i > first && words[i - 1].text == "from" && words[end].text == "to") continue;
    if (end + 1 < last && (words[end].text == "-" || words[end].text == "to")) end += 2;
    if (end >= last) return;
    std::string unit{words[end].text};
    if (unit == "month" || unit == "week" || unit == "year" || unit == "point") unit += 's';
    if (unit != "months" && unit != "weeks" && unit != "years" && unit != "points") continue;
    double value = 0;
    if (is_digits) {
      std::from_chars(text.data(), text.data() + text.size(), value);
    } else {
      value = static_cast<double>(spelled - kNumbers.begin()) + 1;
    }
    const TextSpan printed{words[i].span.start, words[end - 1].span.end};
    stance.figure = Figure{value, std::string(text_at(reading.article.text, printed))};
    stance.unit = unit;
    return;
  }
}

}  // namespace dossier
