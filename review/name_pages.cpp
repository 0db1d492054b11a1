// Names: what the store holds under one, and those that may be another spelling of one.

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "render/fact.h"
#include "review/alike.h"
#include "review/material.h"
#include "review/pages.h"
#include "store/claim_names.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kClaimsShown = 500;
constexpr std::size_t kNamesShown = 50;

std::string subject_of(NameKind kind, const std::string& canonical) {
  return std::string{to_string(kind)} + ":" + canonical;
}

std::string name_path(NameKind kind, const std::string& canonical) {
  return address("/name", {{"kind", std::string{to_string(kind)}}, {"name", canonical}});
}

Html verdict_on(const Visit& visit, const Shelf& shelf, const std::string& subject,
                std::string_view back) {
  Html html;
  const Decision* last = last_on(shelf, subject);
  if (last == nullptr) return html;
  html.add("<p class=\"verdict\">").text(last->who + " " + in_words(*last)).add(" ");
  return html.add(undo_form(visit, shelf, *last, back)).add("</p>\n");
}

Html merge_form(const Visit& visit, const Shelf& shelf, NameKind kind, const std::string& canonical,
                const std::vector<std::string>& alike, std::string_view back) {
  const std::string subject = subject_of(kind, canonical);
  FormHead head;
  head.kind = merge_name;
  head.subject = subject;
  head.back = back;
  Html html = form_head(visit, shelf, head);
  html.add("<label>Another spelling of <input name=\"after\" required list=\"names-");
  html.value(to_string(kind)).add("\" value=\"");
  if (!alike.empty()) html.value(alike.front());
  return html.add("\"></label> <button>Merge</button></form>\n");
}

Html name_tools(const Visit& visit, const Shelf& shelf, NameKind kind, const std::string& canonical,
                const std::vector<std::string>& alike, std::string_view back) {
  const std::string subject = subject_of(kind, canonical);
  FormHead head;
  head.subject = subject;
  head.back = back;
  const auto form = [&](DecisionKind decision, std::string_view field = {}) {
    head.kind = decision;
    head.field = field;
    return form_head(visit, shelf, head);
  };
  Html html = verdict_on(visit, shelf, subject, back);
  html.add("<div class=\"actions\">").add(merge_form(visit, shelf, kind, canonical, alike, back));
  html.add(form(not_a_name)).add("<button>It is none</button></form>\n");
  html.add("<details class=\"tools\"><summary>More</summary><div>\n");
  html.add(form(split_name)).add("<button>Take its merges back</button></form>\n");
  html.add(form(DecisionKind::rename));
  html.add(
      "<label>Print it as <input name=\"after\" required></label> <button>Rename</button>"
      "</form>\n");
  if (kind == NameKind::model) {
    html.add(form(describe_name, "maker"));
    html.add(
        "<label>Made by <input name=\"after\" required></label> <button>Set</button></form>\n");
    html.add(form(describe_name, "open")).add("<label>Its weights are <select name=\"after\">");
    html.option("yes", "open", true).option("no", "closed", false);
    html.add("</select></label> <button>Set</button></form>\n");
  }
  return html.add("</div></details></div>\n");
}

// Names to choose from while typing.
Html name_list(NameKind kind, const std::vector<EntityRecord>& entities) {
  constexpr std::size_t kOffered = 400;
  Html html;
  html.add("<datalist id=\"names-").value(to_string(kind)).add("\">\n");
  std::size_t offered = 0;
  for (const EntityRecord& entity : entities) {
    if (entity.kind != kind || offered == kOffered) continue;
    html.add("<option value=\"").value(entity.canonical).add("\">");
    ++offered;
  }
  return html.add("</datalist>\n");
}

struct NamedClaim {
  StoredClaim claim;
  Source source;
};

Result<std::vector<NamedClaim>> claims_naming(const Store& store, const std::string& name) {
  const std::string key = name_key(name);
  std::vector<NamedClaim> found;
  std::optional<Error> error;
  const auto read = store.for_each_source([&](const Source& source) {
    auto claims = store.claims(source.id);
    if (!claims) {
      error = claims.error();
      return false;
    }
    for (StoredClaim& claim : *claims) {
      const auto names = names_in(claim.claim);
      if (std::ranges::any_of(names,
                              [&](const ClaimName& each) { return name_key(each.name) == key; })) {
        found.push_back({std::move(claim), source});
      }
    }
    return true;
  });
  if (error) return tl::unexpected<Error>(*error);
  if (!read) return tl::unexpected(read.error());
  std::ranges::sort(found, [](const NamedClaim& one, const NamedClaim& other) {
    if (report_day(one.source) != report_day(other.source)) {
      return report_day(one.source) > report_day(other.source);
    }
    return one.claim.id < other.claim.id;
  });
  return found;
}

Html ruling_words(const NameRuling& ruling) {
  Html html;
  html.add("<p>");
  if (!ruling.merged_into.empty()) html.text("Merged into " + ruling.merged_into + ". ");
  if (!ruling.printed_as.empty()) html.text("Printed as " + ruling.printed_as + ". ");
  if (ruling.maker) html.text("Made by " + *ruling.maker + ". ");
  if (ruling.open) html.text(*ruling.open ? "Open weights. " : "Closed weights. ");
  if (ruling.is_no_name) html.text("No name. ");
  return html.add("</p>\n");
}

Html claims_table(const std::vector<NamedClaim>& claims) {
  Html html;
  html.add("<ul class=\"rows\">\n");
  for (std::size_t i = 0; i < std::min(claims.size(), kClaimsShown); ++i) {
    const auto& [claim, source] = claims[i];
    html.add("<li>").add(day_element(report_day(source))).add(" ");
    html.link("/s/" + source.id + "#claim-" + claim.id, in_brief(claim.claim));
    html.add(" <span class=\"quiet\">").text(source.outlet).add(", ");
    html.text(to_string(claim.claim.confidence)).add("</span></li>\n");
  }
  return html.add("</ul>\n");
}

Html waiting_name(const Visit& visit, const Shelf& shelf, const WaitingName& name) {
  Html html;
  html.add("<li class=\"item\" tabindex=\"-1\"><h2>");
  html.link(name_path(name.kind, name.canonical), name.canonical).add("</h2>\n<p class=\"quiet\">");
  html.text(fmt::format("{} · {} in {}", to_string(name.kind), counted_noun(name.claims, "claim"),
                        counted_noun(name.sources, "source")));
  if (!name.alike.empty()) {
    html.add(" · like ");
    for (std::size_t i = 0; i < name.alike.size(); ++i) {
      if (i > 0) html.add(", ");
      html.link(name_path(name.kind, name.alike[i]), name.alike[i]);
    }
  }
  html.add("</p>\n");
  html.add(name_tools(visit, shelf, name.kind, name.canonical, name.alike, here(visit)));
  return html.add("</li>\n");
}

}  // namespace

WebReply name_page(const Visit& visit) {
  const auto kind = name_kind_from(visit.request.asked("kind"));
  const std::string& canonical = visit.request.asked("name");
  if (!kind || canonical.empty()) return error_page(visit, 404, "There is no such name.");
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto claims = claims_naming(shelf->store, canonical);
  if (!claims) return error_page(visit, claims.error());
  const auto entities = shelf->store.entities();
  if (!entities) return error_page(visit, entities.error());
  const auto known = std::ranges::find_if(*entities, [&](const EntityRecord& entity) {
    return entity.kind == *kind && entity.canonical == canonical;
  });
  if (claims->empty() && known == entities->end()) {
    return error_page(visit, 404, "No source names " + canonical + ".");
  }
  std::vector<std::string> alike;
  for (const EntityRecord& entity : *entities) {
    if (entity.kind == *kind && are_alike(*kind, entity.canonical, canonical)) {
      alike.push_back(entity.canonical);
    }
  }
  PageParts parts;
  parts.title = canonical;
  parts.place = Place::names;
  parts.wide = true;
  parts.main.add("<h1>").text(canonical).add("</h1>\n<p class=\"quiet\">").text(to_string(*kind));
  if (known != entities->end() && !known->aliases.empty()) {
    parts.main.add(" · printed as ");
    for (std::size_t i = 0; i < known->aliases.size(); ++i) {
      if (i > 0) parts.main.add(", ");
      parts.main.text(known->aliases[i]);
    }
  }
  parts.main.add("</p>\n");
  if (const NameRuling* ruling = shelf->rulings.name(*kind, canonical)) {
    parts.main.add(ruling_words(*ruling));
  }
  parts.main.add(name_list(*kind, *entities));
  parts.main.add(name_tools(visit, *shelf, *kind, canonical, alike, here(visit)));
  parts.main.add("<h2>").text(counted_noun(claims->size(), "claim")).add("</h2>\n");
  parts.main.add(claims_table(*claims));
  return page(visit, &*shelf, parts);
}

WebReply names_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto materials = read_materials(shelf->store, visit.desk.dossiers);
  if (!materials) return error_page(visit, materials.error());
  const auto entities = shelf->store.entities();
  if (!entities) return error_page(visit, entities.error());
  const auto kind = name_kind_from(visit.request.asked("kind"));
  const bool all = visit.request.asked("state") == "all";
  auto names = waiting_names(*materials, *entities, shelf->rulings);
  const std::string words = fold_case(visit.request.asked("q"));
  std::erase_if(names, [&](const WaitingName& name) {
    return (kind && name.kind != *kind) || (!all && !name.is_open()) ||
           fold_case(name.canonical).find(words) == std::string::npos;
  });
  PageParts parts;
  parts.title = "Names";
  parts.place = Place::names;
  parts.wide = true;
  Html& main = parts.main;
  main.add(
      "<h1>Names</h1>\n<p>Those that may be another spelling of one, and those that are met "
      "only once.</p>\n<form class=\"filters\"><label>kind <select name=\"kind\">");
  main.option("", "any", !kind);
  for (const NameKind each :
       {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
    main.option(to_string(each), to_string(each), kind == each);
  }
  main.add("</select></label> <label>state <select name=\"state\">").option("open", "open", !all);
  main.option("all", "all", all)
      .add(
          "</select></label> <label>words <input type=\"search\" "
          "name=\"q\" value=\"");
  main.value(visit.request.asked("q")).add("\"></label> <button>Show</button></form>\n<p>");
  main.text(counted_noun(names.size(), "name"));
  if (names.size() > kNamesShown) main.text(fmt::format(", the first {} are shown", kNamesShown));
  main.add("</p>\n");
  for (const NameKind each :
       {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
    main.add(name_list(each, *entities));
  }
  main.add("<ul class=\"items\">\n");
  for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i) {
    main.add(waiting_name(visit, *shelf, names[i]));
  }
  main.add("</ul>\n");
  return page(visit, &*shelf, parts);
}

}  // namespace dossier
