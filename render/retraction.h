// What sources took back, and what changed only because they were read again: what a version says
// of the graph between the version before and now, beside what is new. Internal to the composer.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// A later text of a source, with all that was found in it, sure or not.
class LaterText {
 public:
  LaterText(std::string text, const std::vector<StoredClaim>& claims);

  // Whether it still says what a claim of an earlier one says: it makes the same claim, or gives
  // another figure for the same thing (which corrects it, and takes nothing back); or the evidence
  // stands there word for word, or a line has its figure and most of its words. What can only be
  // told by reading is not told: a retraction must be one.
  [[nodiscard]] bool still_says(const StoredClaim& claim) const;

 private:
  std::string text_;
  std::set<std::string> facts_, subjects_;
};

// The sources of a view, with what they retracted as its claims.
[[nodiscard]] TopicView retracted_view(const TopicView& view);
// Facts that nobody makes any more: Standing::retracted, heaviest first. They point into
// `retracted`, the above.
[[nodiscard]] std::vector<Fact> find_retracted(const TopicView& retracted,
                                               const std::vector<Fact>& facts,
                                               const Lexicon& lexicon);
// Whether that can be said in our own words: of one outlet, and what claims of its kind say.
[[nodiscard]] bool can_be_told(const Fact& fact, const TopicView& retracted,
                               const Lexicon& lexicon);

// Takes the news out of facts that are new only because unchanged sources were read again. The ids
// of what so changed, sorted: these, and what the version before printed and nobody claims any
// more.
[[nodiscard]] std::vector<std::string> take_out_read_again(std::vector<Fact>& facts,
                                                           const TopicView& view,
                                                           const Dossier* previous);

// Adds to What's new what was taken back ("Harbor Notes no longer says that Heron 3 scores 61.4% on
// SWE-bench Verified [7].", two at most), and one line for what changed as sources were read again
// ("Two statements changed because earlier sources were read again."); each is a change, too.
[[nodiscard]] Section with_taken_back(Section section, Page& page,
                                      const std::vector<Fact>& retracted, std::size_t read_again,
                                      std::vector<Change>& changes);

}  // namespace dossier
