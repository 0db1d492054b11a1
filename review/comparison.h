// Two versions of a dossier side by side, sentence by sentence.

#pragma once

#include <string>
#include <vector>

#include "render/dossier.h"
#include "render/word_diff.h"

namespace dossier {

struct PageSentence {
  std::string key;    // sentence_key()
  std::string text;   // Without citations, with its lead; a table row as one
  std::string plain;  // plain_text(): how decisions know it
  std::vector<int> citations;
  SentenceKind kind = SentenceKind::claim;
};

struct PageSection {
  std::string name;
  std::vector<PageSentence> sentences;
};

// A page as a list of sentences.
[[nodiscard]] std::vector<PageSection> sections_of(const Dossier& dossier);

// What stands side by side: on one side or on both.
struct ComparedRow {
  const PageSentence* left = nullptr;
  const PageSentence* right = nullptr;
  std::vector<DiffRun> words;  // Where both are there and differ

  [[nodiscard]] bool is_same() const {
    return left != nullptr && right != nullptr && left->text == right->text;
  }
};
struct ComparedSection {
  std::string name;
  std::vector<ComparedRow> rows;
};

// In the order of the right side, sections of the left alone last. Points into both.
[[nodiscard]] std::vector<ComparedSection> compare(const std::vector<PageSection>& left,
                                                   const std::vector<PageSection>& right);

}  // namespace dossier
