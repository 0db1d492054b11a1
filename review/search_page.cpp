// Search: dossiers, names, sources and claims that hold the words.

#include <algorithm>

#include "base/utf8.h"
#include "render/dossier_json.h"
#include "render/fact.h"
#include "review/pages.h"

namespace dossier {
namespace {

constexpr std::size_t kShown = 60;  // Of each sort

struct Search {
  std::string words;  // Folded
  Html names, sources, claims;
  std::size_t names_found = 0, sources_found = 0, claims_found = 0;

  [[nodiscard]] bool holds(std::string_view text) const {
    return fold_case(text).find(words) != std::string::npos;
  }
};

void look_at_names(Search& search, const std::vector<EntityRecord>& entities) {
  for (const EntityRecord& entity : entities) {
    const bool found = search.holds(entity.canonical) ||
                       std::ranges::any_of(entity.aliases, [&](const std::string& alias) {
                         return search.holds(alias);
                       });
    if (!found || ++search.names_found > kShown) continue;
    search.names.add("<li>").link(address("/name", {{"kind", std::string{to_string(entity.kind)}},
                                                    {"name", entity.canonical}}),
                                  entity.canonical);
    search.names.add(" <span class=\"quiet\">").text(to_string(entity.kind)).add("</span></li>\n");
  }
}

Result<void> look_at_sources(Search& search, const Store& store) {
  Result<void> done;
  const auto read = store.for_each_source([&](const Source& source) {
    const bool found = search.holds(source.title) || search.holds(source.outlet);
    if (found && ++search.sources_found <= kShown) {
      search.sources.add("<li>").add(day_element(report_day(source))).add(" ");
      search.sources.link("/s/" + source.id, source.title).add(" <span class=\"quiet\">");
      search.sources.text(source.outlet).add("</span></li>\n");
    }
    const auto claims = store.claims(source.id);
    if (!claims) {
      done = tl::unexpected(claims.error());
      return false;
    }
    for (const StoredClaim& claim : *claims) {
      const std::string brief = in_brief(claim.claim);
      if (!search.holds(brief) && !search.holds(claim.evidence_text)) continue;
      if (++search.claims_found > kShown) continue;
      search.claims.add("<li>").link("/s/" + source.id + "#claim-" + claim.id, brief);
      search.claims.add("<br><span class=\"quiet\">");
      search.claims.text(clip(on_one_line(claim.evidence_text), 300)).add("</span></li>\n");
    }
    return true;
  });
  return done && !read ? read : done;
}

void add_list(Html& main, Html::Markup heading, const Html& list, std::size_t count) {
  if (count == 0) return;
  main.add("<section><h2>").add(heading).add(" <span class=\"quiet\">").number(count);
  main.add("</span></h2>\n<ul class=\"rows\">\n").add(list).add("</ul></section>\n");
}

}  // namespace

WebReply search_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  PageParts parts;
  parts.title = "Search";
  const std::string asked{on_one_line(visit.request.asked("q"))};
  parts.main.add("<h1>Search</h1>\n");
  if (asked.empty()) {
    parts.main.add("<p>Look for titles, names and what is claimed.</p>\n");
    return page(visit, &*shelf, parts);
  }
  Search search;
  search.words = fold_case(asked);
  Html dossiers;
  std::size_t dossiers_found = 0;
  for (const DossierConfiguration& dossier : visit.desk.dossiers) {
    if (!search.holds(dossier.title) && !search.holds(dossier.id)) continue;
    ++dossiers_found;
    dossiers.add("<li>").link("/d/" + dossier.id, dossier.title).add("</li>\n");
  }
  const auto entities = shelf->store.entities();
  if (!entities) return error_page(visit, entities.error());
  look_at_names(search, *entities);
  if (auto looked = look_at_sources(search, shelf->store); !looked) {
    return error_page(visit, looked.error());
  }
  add_list(parts.main, "Dossiers", dossiers, dossiers_found);
  add_list(parts.main, "Names", search.names, search.names_found);
  add_list(parts.main, "Sources", search.sources, search.sources_found);
  add_list(parts.main, "Claims", search.claims, search.claims_found);
  if (dossiers_found + search.names_found + search.sources_found + search.claims_found == 0) {
    parts.main.add("<p>Nothing holds these words.</p>\n");
  }
  return page(visit, &*shelf, parts);
}

}  // namespace dossier
