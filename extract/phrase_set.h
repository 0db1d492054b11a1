// Phrases of words, looked for all at once: what the lexicons of topics and stances are made of.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/stance_words.h"

namespace dossier {

// In a phrase, words are parted by blanks; "a|b" is either, "narrow*" any word that starts so
// (three letters at least), "~4" up to four words between.
class PhraseSet {
 public:
  struct Match {
    int id = 0;
    std::size_t first = 0, last = 0;  // Indexes of words, both included
  };

  PhraseSet() : words_(kBuckets), prefixes_(kBuckets) {}
  void add(std::string_view phrase, int id);
  // By place, then id. A match never depends on words behind its last one, so those of a part of
  // a sentence are those of the whole that lie in it.
  [[nodiscard]] std::vector<Match> find(std::span<const Word> words) const;

 private:
  static constexpr std::size_t kBuckets = 2048;
  // A word, or how it starts.
  struct Choice {
    std::string text;
    bool is_prefix = false;
    std::uint64_t opening = 0, mask = 0;  // Its first eight bytes, and which of them count
  };
  struct Part {
    std::vector<Choice> choices;
    std::size_t gap_before = 0;
  };
  struct Phrase {
    std::vector<Part> parts;
    int id = 0;
  };
  struct Opening {
    Choice choice;
    std::size_t phrase = 0;
  };
  [[nodiscard]] static Part read_part(std::string_view part);
  [[nodiscard]] static bool accepts(const Choice& choice, const Word& word);
  [[nodiscard]] static bool accepts(const Part& part, const Word& word);
  // The last word of the phrase that begins at word `first`; nothing if it is not there.
  [[nodiscard]] static std::size_t end_of(const Phrase& phrase, std::span<const Word> words,
                                          std::size_t first);

  std::vector<Phrase> phrases_;
  // What may open a phrase, by its first eight bytes: whole words by all of them, how words start
  // by three. Most words stop at a bit that tells that nothing is filed so.
  struct Openings {
    explicit Openings(std::size_t buckets) : filed(buckets) {}
    std::array<std::uint64_t, 256> seen{};  // 16,384 bits
    std::vector<std::vector<Opening>> filed;

    void add(std::uint64_t key, Opening opening);
    [[nodiscard]] const std::vector<Opening>* find(std::uint64_t key) const;
  };
  Openings words_, prefixes_;
};

}  // namespace dossier
