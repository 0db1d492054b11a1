#include "extract/phrase_set.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace dossier {
namespace {

constexpr std::size_t kOpeningBytes = 3;
constexpr std::size_t kComparedBytes = sizeof(std::uint64_t);
constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

// The first eight bytes of a word as one number, zeros behind its end.
std::uint64_t opening_of(std::string_view word) {
  std::uint64_t opening = 0;
  for (std::size_t i = std::min(word.size(), kComparedBytes); i-- > 0;) {
    opening = opening << 8U | static_cast<unsigned char>(word[i]);
  }
  return opening;
}

}  // namespace

PhraseSet::Part PhraseSet::read_part(std::string_view part) {
  Part read;
  while (!part.empty()) {
    const std::size_t bar = std::min(part.find('|'), part.size());
    Choice choice{std::string(part.substr(0, bar)), false, 0, ~std::uint64_t{0}};
    if (choice.text.size() > kOpeningBytes && choice.text.ends_with('*')) {
      choice.is_prefix = true;
      choice.text.pop_back();
      if (choice.text.size() < kComparedBytes)
        choice.mask = (std::uint64_t{1} << 8 * choice.text.size()) - 1;
    }
    choice.opening = opening_of(choice.text);
    if (!choice.text.empty()) read.choices.push_back(std::move(choice));
    part.remove_prefix(std::min(bar + 1, part.size()));
  }
  return read;
}

std::size_t PhraseSet::bucket_of(std::uint64_t opening) {
  const auto first = static_cast<std::uint32_t>(opening & 0xFF'FF'FF);
  return (first * 0x9E37'79B1U) >> 21U;
}

std::size_t PhraseSet::bit_of(std::uint64_t opening) {
  const auto first = static_cast<std::uint32_t>(opening & 0xFF'FF'FF);
  return (first * 0x85EB'CA6BU) >> 18U;
}

void PhraseSet::add(std::string_view phrase, int id) {
  Phrase compiled{{}, id};
  std::size_t gap = 0;
  while (true) {
    phrase.remove_prefix(std::min(phrase.find_first_not_of(' '), phrase.size()));
    if (phrase.empty()) break;
    const std::size_t length = std::min(phrase.find(' '), phrase.size());
    const std::string_view part = phrase.substr(0, length);
    phrase.remove_prefix(length);
    if (part.starts_with('~')) {
      gap = static_cast<std::size_t>(std::atoi(std::string(part.substr(1)).c_str()));
      continue;
    }
    compiled.parts.push_back(read_part(part));
    compiled.parts.back().gap_before = std::exchange(gap, 0);
  }
  if (compiled.parts.empty()) return;
  // No word opens a phrase twice: what a shorter choice takes in is left to it.
  const std::vector<Choice>& choices = compiled.parts.front().choices;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    bool taken = false;
    for (std::size_t k = 0; k < choices.size() && !taken; ++k) {
      const bool same = choices[k].text == choices[i].text;
      if (same && choices[k].is_prefix == choices[i].is_prefix) {
        taken = k < i;
      } else {
        taken = choices[k].is_prefix && choices[i].text.starts_with(choices[k].text);
      }
    }
    if (taken) continue;
    const std::size_t bit = bit_of(choices[i].opening);
    opens_[bit / 64] |= std::uint64_t{1} << bit % 64;
    openings_[bucket_of(choices[i].opening)].push_back({choices[i], phrases_.size()});
  }
  phrases_.push_back(std::move(compiled));
}

bool PhraseSet::accepts(const Choice& choice, std::string_view word, std::uint64_t opening) {
  if ((opening & choice.mask) != choice.opening) return false;
  if (choice.text.size() < kComparedBytes) return true;
  return choice.is_prefix ? word.starts_with(choice.text) : word == choice.text;
}

bool PhraseSet::accepts(const Part& part, std::string_view word) {
  const std::uint64_t opening = opening_of(word);
  return std::ranges::any_of(part.choices,
                             [&](const Choice& choice) { return accepts(choice, word, opening); });
}

std::size_t PhraseSet::end_of(const Phrase& phrase, std::span<const Word> words,
                              std::size_t first) {
  std::size_t last = first;
  for (std::size_t part = 1; part < phrase.parts.size(); ++part) {
    const std::size_t reach = std::min(last + 2 + phrase.parts[part].gap_before, words.size());
    std::size_t at = last + 1;
    while (at < reach && !accepts(phrase.parts[part], words[at].text)) ++at;
    if (at >= reach) return kNotFound;
    last = at;
  }
  return last;
}

std::vector<PhraseSet::Match> PhraseSet::find(std::span<const Word> words) const {
  std::vector<Match> matches;
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::uint64_t opening = opening_of(words[first].text);
    const std::size_t bit = bit_of(opening);
    if ((opens_[bit / 64] >> bit % 64 & 1U) == 0) continue;
    const std::size_t found = matches.size();
    for (const Opening& candidate : openings_[bucket_of(opening)]) {
      if (!accepts(candidate.choice, words[first].text, opening)) continue;
      const Phrase& phrase = phrases_[candidate.phrase];
      const std::size_t last = end_of(phrase, words, first);
      if (last != kNotFound) matches.push_back({phrase.id, first, last});
    }
    std::sort(matches.begin() + static_cast<std::ptrdiff_t>(found), matches.end(),
              [](const Match& a, const Match& b) {
                return std::tie(a.id, a.last) < std::tie(b.id, b.last);
              });
  }
  return matches;
}

}  // namespace dossier
