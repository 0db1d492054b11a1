// The parts of a digest, one function each. Internal to digest.cpp.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "render/digest.h"
#include "render/page.h"
#include "render/tension.h"
#include "render/thread.h"

namespace dossier {

// What the parts are written from.
struct DigestMaterial {
  Page& page;
  const std::vector<DigestTopic>& topics;
  const TopicView& view;                     // Of all topics, each source and claim once
  const std::vector<Fact>& facts;            // Of that view; what the period brought has is_new
  const std::vector<FactTension>& tensions;  // Those that the period opened or moved
  DigestPeriod period;
  Time now;
  const Rulings& rulings;

  // Whether only rows of tables, or the pages of the board itself, tell a figure.
  [[nodiscard]] bool is_board(const Fact& fact) const;
  // News that still holds, heaviest first: what texts tell, or what boards do.
  [[nodiscard]] std::vector<const Fact*> fresh(bool of_boards = false) const;
  // The first of the topics that a fact belongs to.
  [[nodiscard]] std::size_t topic_of(const Fact& fact) const;
};

// A section, and what a title may say of it.
struct Theme {
  Section section;
  std::string subject;  // "Kimi K3"; "limits on open-weight models"
};

// The heaviest lines of models and disputed topics, each under a heading of our own.
[[nodiscard]] std::vector<Theme> write_model_themes(const DigestMaterial& material);
[[nodiscard]] std::vector<Theme> write_topic_themes(const DigestMaterial& material);
// What boards say anew: who came in, who rose or fell.
[[nodiscard]] Section write_boards(const DigestMaterial& material);
// What is left, by dossier.
[[nodiscard]] Section write_in_short(const DigestMaterial& material);
// The days, the releases and the debates, before all themes.
[[nodiscard]] Section write_in_brief(const DigestMaterial& material, std::size_t items);

// How many items, copies not counted, bear a day of the period; and of how many outlets.
struct DigestItems {
  std::size_t items = 0, outlets = 0;
};
[[nodiscard]] DigestItems count_items(const TopicView& view, const DigestPeriod& period);

[[nodiscard]] Section write_digest_tensions(const DigestMaterial& material);
[[nodiscard]] Section write_implications(const DigestMaterial& material);
[[nodiscard]] Section write_watch(const DigestMaterial& material);

}  // namespace dossier
