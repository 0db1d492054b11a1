// What a sentence may lean on: names that stand outside of it and are still in force, because
// a heading, the introduction of a list or the sentence before set them.

#pragma once

#include <cstddef>
#include <deque>
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
  // All that the last sentence of the block that names any names, each once: "the three", "both".
  std::vector<const Mention*> models_before, benchmarks_before;
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
  // One list, or a list within an item of another.
  struct List {
    int level = 0;
    std::size_t group = 0;
    bool introduced = false;
    Frame introduction;
    Frame focus;         // From the items before, and from the item that it stands in
    bool mixed = false;  // Its items spoke of several models
  };
  [[nodiscard]] Frame frame_of(TextSpan span, int level) const;
  void enter_block(std::size_t block);
  void enter_heading(const Block& block);
  void enter_item(const Block& block, const Frame* introduction);
  void enter_paragraph(const Block& block, const Frame* introduction);
  // A line that a page, or the shape of a plain text, calls a heading, but that goes on with the
  // item before it: "up 10 points from X", "V4 Flash: 47".
  [[nodiscard]] bool goes_on(const Block& block) const;
  [[nodiscard]] bool is_item(const Block& block) const;
  // Items that each begin with their benchmark: one that begins with another word and a colon is
  // of that, known or not.
  [[nodiscard]] bool is_labelled_otherwise(const Frame& focus, TextSpan item) const;
  void remember_names(TextSpan before, Inherited& in) const;
  [[nodiscard]] std::size_t mentions_of_subjects(TextSpan span) const;  // Models and benchmarks
  // "On their index, …": that of the organization that the block named last; nullptr if it has
  // none.
  const Mention* index_of_speaker(std::size_t index);

  const Reading& reading_;
  std::size_t block_ = static_cast<std::size_t>(-1);
  std::vector<Frame> headings_;
  std::vector<List> lists_;  // Outermost first; empty outside of lists
  Frame introduction_;       // Of the paragraph at hand
  bool introduced_ = false;
  bool line_before_ = false;              // The block before was a line that goes on with its item
  bool bridged_ = false;                  // The block before was a short introduction without names
  Frame block_focus_;                     // From the sentences before in this block
  std::deque<Mention> indices_;           // Benchmarks that the text names by whose they are
  const Mention* index_named_ = nullptr;  // The last of them in the block at hand
  std::size_t index_read_ = 0;            // How far the text has been searched for them
  const Mention* titled_benchmark_ = nullptr;
  const Mention* main_benchmark_ = nullptr;
  const Mention* main_model_ = nullptr;  // The one that the whole article is about
};

}  // namespace dossier
