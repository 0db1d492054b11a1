// What a sentence may lean on: names that stand outside of it and are still in force, because
// a heading, the introduction of a list or the sentence before set them.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/extraction.h"

namespace dossier {

// How far away the text is that a name is taken from.
enum class Reach { sentence, block, introduction, heading, list, document };

struct Inherited {
  std::vector<const Mention*> models;  // One, or a coordinated few; empty if none is in force
  Reach models_reach = Reach::document;
  std::vector<const Mention*> benchmarks;
  Reach benchmarks_reach = Reach::document;
  const Mention* speaker = nullptr;  // Whose figures a heading or an introduction announces
  bool hypothetical = false;         // Under "What would confirm it", "Predictions"
};

// Reads the sentences of an article in order. Tell it, after each, what the sentence was about.
class ScopeReader {
 public:
  explicit ScopeReader(const Reading& reading);

  // Enters sentence `index` (each once, in order) and says what is in force for it.
  [[nodiscard]] Inherited enter(std::size_t index);
  // The subject that the sentence ended with, and its last benchmarks; empty: it had none.
  void leave(const std::vector<const Mention*>& models,
             const std::vector<const Mention*>& benchmarks);

  // The mentions that start in `span`.
  [[nodiscard]] std::vector<const Mention*> mentions_in(TextSpan span) const;

 private:
  struct Frame {
    int level = 0;
    std::vector<const Mention*> models, benchmarks;
    const Mention* speaker = nullptr;
    bool hypothetical = false;
  };
  [[nodiscard]] Frame frame_of(TextSpan span, int level) const;
  void enter_block(std::size_t block);
  [[nodiscard]] std::size_t mentions_of_subjects(TextSpan span) const;  // Models and benchmarks

  const Reading& reading_;
  std::size_t block_ = static_cast<std::size_t>(-1);
  std::vector<Frame> headings_;
  Frame introduction_;
  bool introduced_ = false;
  bool bridged_ = false;                 // The block before was a short introduction without names
  Frame block_focus_;                    // From the sentences before in this block
  Frame list_focus_;                     // From the items before in this list
  const Mention* main_model_ = nullptr;  // The one that the whole article is about
};

}  // namespace dossier
