#include "extract/phrase_set.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace dossier {
namespace {

constexpr std::size_t kPrefixBytes = 3;
constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

// Spread over the upper bits.
std::uint64_t hash_of(std::uint64_t key) {
  return key * 0x9E37'79B9'7F4A'7C15U;
}

}  // namespace

void PhraseSet::Openings::add(std::uint64_t key, Opening opening) {
  const std::size_t bit = hash_of(key) >> 50U;
  seen[bit / 64] |= std::uint64_t{1} << bit % 64;
  filed[bit % filed.size()].push_back(std::move(opening));
}

const std::vector<PhraseSet::Opening>* PhraseSet::Openings::find(std::uint64_t key) const {
  const std::size_t bit = hash_of(key) >> 50U;
  return (seen[bit / 64] >> bit % 64 & 1U) != 0 ? &filed[bit % filed.size()] : nullptr;
}

PhraseSet::Part PhraseSet::read_part(std::string_view part) {
  Part read;
  while (!part.empty()) {
    const std::size_t bar = std::min(part.find('|'), part.size());
    Choice choice{std::string(part.substr(0, bar)), false, 0, ~std::uint64_t{0}};
    if (choice.text.size() > kPrefixBytes && choice.text.ends_with('*')) {
      choice.is_prefix = true;
      choice.text.pop_back();
      choice.mask = opening_mask(choice.text.size());
    }
    choice.opening = opening_of(choice.text);
    if (!choice.text.empty()) read.choices.push_back(std::move(choice));
    part.remove_prefix(std::min(bar + 1, part.size()));
  }
  return read;
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
    if (choices[i].is_prefix) {
      prefixes_.add(choices[i].opening & opening_mask(kPrefixBytes), {choices[i], phrases_.size()});
    } else {
      words_.add(choices[i].opening, {choices[i], phrases_.size()});
    }
  }
  phrases_.push_back(std::move(compiled));
}

bool PhraseSet::accepts(const Choice& choice, const Word& word) {
  if ((word.opening & choice.mask) != choice.opening) return false;
  if (choice.text.size() < kOpeningBytes) return true;
  return choice.is_prefix ? word.text.starts_with(choice.text) : word.text == choice.text;
}

bool PhraseSet::accepts(const Part& part, const Word& word) {
  return std::ranges::any_of(part.choices,
                             [&](const Choice& choice) { return accepts(choice, word); });
}

std::size_t PhraseSet::end_of(const Phrase& phrase, std::span<const Word> words,
                              std::size_t first) {
  std::size_t last = first;
  for (std::size_t part = 1; part < phrase.parts.size(); ++part) {
    const std::size_t reach = std::min(last + 2 + phrase.parts[part].gap_before, words.size());
    std::size_t at = last + 1;
    while (at < reach && !accepts(phrase.parts[part], words[at])) ++at;
    if (at >= reach) return kNotFound;
    last = at;
  }
  return last;
}

std::vector<PhraseSet::Match> PhraseSet::find(std::span<const Word> words) const {
  std::vector<Match> matches;
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::uint64_t opening = words[first].opening;
    const std::size_t found = matches.size();
    for (const std::vector<Opening>* filed :
         {words_.find(opening), prefixes_.find(opening & opening_mask(kPrefixBytes))}) {
      if (filed == nullptr) continue;
      for (const Opening& candidate : *filed) {
        if (!accepts(candidate.choice, words[first])) continue;
        const Phrase& phrase = phrases_[candidate.phrase];
        const std::size_t last = end_of(phrase, words, first);
        if (last != kNotFound) matches.push_back({phrase.id, first, last});
      }
    }
    if (matches.size() - found < 2) continue;
    std::sort(matches.begin() + static_cast<std::ptrdiff_t>(found), matches.end(),
              [](const Match& a, const Match& b) {
                return std::tie(a.id, a.last) < std::tie(b.id, b.last);
              });
  }
  return matches;
}

}  // namespace dossier
