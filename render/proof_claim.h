// Whether a sentence says what its statements say: whose a figure is, who is ahead of whom, who
// said it, what is out and what was only announced. That the words between names and figures are
// right is proved here, field by field against the typed claims. Internal to verify.h.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/proof_sentence.h"

namespace dossier::proof {

using Statements = std::vector<const Claimed*>;

// A name as it stands in a sentence: words [first, last], and whom it may mean.
struct Mention {
  std::size_t first = 0, last = 0;
  std::vector<std::string> names;
  std::string printed;
};

// A sentence taken apart. The views must outlive it.
struct Reading {
  std::string_view plain;  // As plain_form()
  const std::vector<Word>& words;
  std::vector<Mention> mentions;       // In order, none inside quotation marks
  std::vector<Mention> lead_mentions;  // Of the block's label
  std::size_t lead_words = 0;          // How many of `words` are the label itself
  const Grounds& grounds;
  const NameTable& names;
  const Aliases& aliases;
  bool altered = false;  // Not the recorded sentence

  [[nodiscard]] const Statements& statements() const { return grounds.statements; }
  // Whether it rests on a statement of that kind.
  [[nodiscard]] bool has_kind(std::string_view kind) const;
  [[nodiscard]] bool is_model(const Mention& mention) const;
  [[nodiscard]] bool is_benchmark(const Mention& mention) const;
  // Words [first, last] as they stand there.
  [[nodiscard]] std::string printed(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool means(const Mention& mention, std::string_view canonical) const;
  // Whether any mention of the sentence or the label does.
  [[nodiscard]] bool tells_of(std::string_view canonical) const;
  // Whether the next citation behind a word is of a source that carries the statement.
  [[nodiscard]] bool cites_for(std::size_t word, const Claimed& claimed) const;
  [[nodiscard]] std::string_view key(std::size_t word) const {
    return word < words.size() ? std::string_view{words[word].key} : std::string_view{};
  }
};

// One for each thing that the statements do not bear out.
[[nodiscard]] std::vector<Unproved> misstated(const Reading& reading);
// Parts of it, in files of their own: releases, and who said what.
void check_releases(const Reading& reading, std::vector<Unproved>& messages);
void check_attribution(const Reading& reading, std::vector<Unproved>& messages);

}  // namespace dossier::proof
