// What every page of the desk stands in, and what it is made from.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/desk.h"
#include "review/excerpt.h"
#include "review/html_builder.h"
#include "review/queue.h"
#include "review/sessions.h"
#include "review/web_server.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// One request of one editor.
struct Visit {
  const DeskServices& desk;
  const WebRequest& request;
  const EditorSession& session;
};

// The store and the journal as they are now.
struct Shelf {
  Store store;
  std::vector<Decision> decisions;
  std::vector<bool> holding;  // Of each decision
  Rulings rulings;

  [[nodiscard]] std::uint64_t last_decision() const { return decisions.size(); }
  [[nodiscard]] bool holds(const Decision& decision) const { return holding[decision.number - 1]; }
};
[[nodiscard]] Result<Shelf> open_shelf(const std::string& directory);

enum class Place { reading, queue, names, sources, drafts, log, feeds, none };

struct PageParts {
  std::string title;
  Place place = Place::none;
  Html main;
  bool wide = false;  // More than a measure of text
};

// The page, with the notice of what was just done (query "done") on top. `shelf` may be nullptr.
[[nodiscard]] WebReply page(const Visit& visit, const Shelf* shelf, const PageParts& parts);
[[nodiscard]] WebReply error_page(const Visit& visit, int status, std::string_view what,
                                  const Html& more = {});
[[nodiscard]] WebReply error_page(const Visit& visit, const Error& error);
// For those who are not in.
[[nodiscard]] WebReply outside_page(int status, std::string_view title, std::string_view what);
[[nodiscard]] WebReply go_to(const std::string& place);

// What a decision form begins with: <form> with its token, where to return to, and what the editor
// had seen. Close it with </form>.
struct FormHead {
  std::string_view action = "/decide";
  DecisionKind kind = DecisionKind::undo;
  std::string_view subject, dossier, field, back;
};
[[nodiscard]] Html form_head(const Visit& visit, const Shelf& shelf, const FormHead& head);
// A whole form of one button.
[[nodiscard]] Html button_form(const Visit& visit, const Shelf& shelf, const FormHead& head,
                               Html::Markup words, Html::Markup key = "");

// "rejected a claim", "merged a name into GLM-5.1": what a decision says, for the log.
[[nodiscard]] std::string in_words(const Decision& decision);
// The last decision that holds on a subject; nullptr if there is none.
[[nodiscard]] const Decision* last_on(const Shelf& shelf, std::string_view subject,
                                      std::string_view dossier = {});
[[nodiscard]] Html undo_form(const Visit& visit, const Shelf& shelf, const Decision& decision,
                             std::string_view back);

[[nodiscard]] Html time_element(Time time);
[[nodiscard]] Html day_element(Day day);
// An excerpt with its marks, as running text.
[[nodiscard]] Html marked(const Excerpt& excerpt);

// What addresses may name: "[a-z0-9-]{1,80}" and "[0-9a-f]{12}".
[[nodiscard]] bool is_dossier_id(std::string_view id);
[[nodiscard]] bool is_short_id(std::string_view id);
// "v12" → 12; nothing for what is no version.
[[nodiscard]] std::optional<int> version_in(std::string_view text);
[[nodiscard]] std::optional<NameKind> name_kind_from(std::string_view text);
// The address of this page without the notice of what was done.
[[nodiscard]] std::string here(const Visit& visit);
// A place of ours to return to, fit for a Location header; else "/".
[[nodiscard]] std::string place_of_ours(std::string_view place);

}  // namespace dossier
