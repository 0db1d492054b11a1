// The queue of claims: what was found, where, and what an editor can do with it.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "render/fact.h"
#include "review/material.h"
#include "review/pages.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kClaimsAPage = 25;
constexpr std::size_t kPassageAround = 260;
constexpr std::size_t kModelsOffered = 400;  // While typing

QueueFilter filter_of(const Visit& visit) {
  QueueFilter filter;
  filter.state = queue_state_from(visit.request.asked("state")).value_or(QueueState::open);
  filter.dossier = visit.request.asked("dossier");
  filter.reason = visit.request.asked("reason");
  filter.kind = visit.request.asked("kind");
  filter.source = visit.request.asked("source");
  filter.words = visit.request.asked("q");
  return filter;
}

std::size_t page_asked(const Visit& visit) {
  const std::string& text = visit.request.asked("page");
  std::size_t number = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = error == std::errc{} && end == text.data() + text.size();
  return read && number >= 1 && number <= 10'000 ? number : 1;
}

Html choice(Html::Markup label, Html::Markup name,
            const std::vector<std::pair<std::string, std::string>>& options,
            const std::string& chosen) {
  Html html;
  html.add("<label>").add(label).add(" <select name=\"").add(name).add("\">");
  for (const auto& [value, words] : options) html.option(value, words, value == chosen);
  return html.add("</select></label>\n");
}

Html filters(const Visit& visit, const QueueFilter& filter) {
  Html html;
  html.add("<form class=\"filters\" action=\"/queue\">\n");
  std::vector<std::pair<std::string, std::string>> dossiers{{"", "all"}};
  for (const DossierConfiguration& dossier : visit.desk.dossiers) {
    dossiers.emplace_back(dossier.id, dossier.title);
  }
  html.add(choice("dossier", "dossier", dossiers, filter.dossier));
  html.add(choice("state", "state", {{"open", "open"}, {"decided", "decided"}, {"all", "all"}},
                  std::string{to_string(filter.state)}));
  html.add(choice("why", "reason", {{"", "any"}, {"tentative", "tentative"}, {"new", "new"}},
                  filter.reason));
  html.add(choice("kind", "kind",
                  {{"", "any"},
                   {"benchmark", "benchmark"},
                   {"release", "release"},
                   {"stance", "stance"},
                   {"event", "event"}},
                  filter.kind));
  if (!filter.source.empty()) html.hidden("source", filter.source);
  html.add("<label>words <input type=\"search\" name=\"q\" value=\"").value(filter.words);
  return html.add("\"></label>\n<button>Show</button></form>\n");
}

Html waiting_line(const QueueCounts& counts) {
  Html html;
  html.add("<p class=\"counts\">");
  html.text(fmt::format("{} tentative and {} new claims open, {} decided · ", counts.tentative,
                        counts.fresh, counts.decided));
  html.link("/tensions", counted_noun(counts.tensions, "tension")).add(" · ");
  html.link("/names", counted_noun(counts.names, "name")).add(" · ");
  return html.link("/forecasts", counted_noun(counts.forecasts, "forecast") + " due").add("</p>\n");
}

// One claim's forms. `back` is where the queue goes on afterwards.
class ClaimCard {
 public:
  ClaimCard(const Visit& visit, const Shelf& shelf, const WaitingClaim& waiting, std::string back)
      : visit_{visit}, shelf_{shelf}, waiting_{waiting}, back_{std::move(back)} {}

  Html write(std::string_view text) {
    const StoredClaim& claim = waiting_.claim;
    Html html;
    html.add("<li class=\"item claim\" tabindex=\"-1\" id=\"claim-").value(claim.id);
    html.add(
        "\">\n<div class=\"head\"><input type=\"checkbox\" form=\"bulk\" name=\"subject\" "
        "value=\"");
    html.value(claim.id).add("\" aria-label=\"Choose: ").value(in_brief(claim.claim)).add("\">");
    html.add("<h2>")
        .text(in_brief(claim.claim))
        .add("</h2></div>\n<p class=\"chips\">")
        .add(chips());
    html.add("</p>\n<blockquote>").add(marked(excerpt(text))).add("</blockquote>\n");
    html.add("<p class=\"quiet\">").add(origin()).add("</p>\n").add(verdict());
    return html.add("<div class=\"actions\">").add(actions()).add("</div>\n</li>\n");
  }

 private:
  Excerpt excerpt(std::string_view text) const {
    std::vector<TextSpan> supports;
    for (const Support& support : waiting_.claim.claim.supports) supports.push_back(support.span);
    return excerpt_of(text, waiting_.claim.claim.evidence, supports, kPassageAround);
  }

  Html chips() const {
    Html html;
    const Claim& claim = waiting_.claim.claim;
    html.add("<span>").text(kind_of(claim)).add("</span>");
    if (waiting_.reason) html.add("<span>").text(to_string(*waiting_.reason)).add("</span>");
    html.add("<span>").text(claim.rule).add("</span>");
    if (!claim.asserted_by.empty()) {
      html.add("<span>said by ").text(claim.asserted_by).add("</span>");
    }
    return html;
  }

  Html origin() const {
    Html html;
    const Source& source = waiting_.source;
    html.add("<a data-key=\"s\" href=\"").value("/s/" + source.id + "#claim-" + waiting_.claim.id);
    html.add("\">").text(source.title.empty() ? source.url : source.title).add("</a> · ");
    html.text(source.outlet).add(" · ").add(day_element(report_day(source))).add(" · ");
    return html.link("/d/" + waiting_.dossier, waiting_.dossier);
  }

  Html verdict() const {
    Html html;
    const Decision* last = last_on(shelf_, waiting_.claim.id);
    if (last == nullptr) return html;
    html.add("<div class=\"verdict\">").text(last->who + " " + in_words(*last)).add(" ");
    return html.add(undo_form(visit_, shelf_, *last, back_)).add("</div>\n");
  }

  Html form(DecisionKind kind, std::string_view action = "/decide",
            std::string_view dossier = {}) const {
    FormHead head;
    head.action = action;
    head.kind = kind;
    head.subject = waiting_.claim.id;
    head.dossier = dossier;
    head.back = back_;
    return form_head(visit_, shelf_, head);
  }

  Html actions() const {
    Html html = form(accept_claim);
    html.add("<button data-key=\"a\">Accept</button></form>\n");
    html.add("<details><summary data-key=\"r\">Reject…</summary>").add(form(reject_claim));
    html.add(
        "<label>Why <input name=\"why\" required maxlength=\"2000\" list=\"reasons\"></label> "
        "<button>Reject</button></form></details>\n");
    html.add("<details><summary data-key=\"e\">Correct…</summary>").add(correction());
    html.add("</details>\n").add(merging());
    return html.add(moving());
  }

  // With the corrections so far.
  Html correction() const {
    const auto ruled = shelf_.rulings.ruled(waiting_.claim, waiting_.dossier);
    Html html = form(correct_claim, "/correct");
    html.add("<div class=\"fields\">");
    for (const ClaimField& field : fields_of(ruled ? ruled->claim : waiting_.claim.claim)) {
      html.add("<label>").text(field.name).add(" <input name=\"").value("f_" + field.name);
      html.add("\" value=\"").value(field.value).add("\"></label>\n");
    }
    return html.add(
        "</div><label>Why <input name=\"why\"></label> <button>Correct</button></form>");
  }

  Html merging() const {
    std::string name;
    const Claim& claim = waiting_.claim.claim;
    if (const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content))
      name = benchmark->model;
    if (const auto* release = std::get_if<Release>(&claim.content)) name = release->model;
    Html html;
    if (name.empty()) return html;
    FormHead head;
    head.kind = merge_name;
    const std::string subject = "model:" + name;
    head.subject = subject;
    head.back = back_;
    html.add("<details><summary data-key=\"m\">Merge…</summary>");
    html.add(form_head(visit_, shelf_, head)).add("<label>").text(name);
    html.add(
        " is another spelling of <input name=\"after\" required list=\"models\"></label> "
        "<button>Merge</button></form>\n");
    head.kind = not_a_name;
    html.add(form_head(visit_, shelf_, head));
    return html.add("<button>It is no model</button></form></details>\n");
  }

  Html moving() const {
    Html html;
    html.add("<details><summary>Move…</summary>")
        .add(form(move_claim, "/decide", waiting_.dossier));
    html.add("<label>to <select name=\"after\">").option("", "no dossier", true);
    for (const DossierConfiguration& dossier : visit_.desk.dossiers) {
      if (dossier.id != waiting_.dossier) html.option(dossier.id, dossier.title, false);
    }
    return html.add("</select></label> <button>Move</button></form></details>\n");
  }

  const Visit& visit_;
  const Shelf& shelf_;
  const WaitingClaim& waiting_;
  const std::string back_;
};

Html page_links(const Visit& visit, std::size_t current, std::size_t pages) {
  Html html;
  if (pages <= 1) return html;
  const auto link_to = [&](std::size_t number) {
    Parameters query = visit.request.query;
    std::erase_if(query, [](const auto& p) { return p.first == "page" || p.first == "done"; });
    query.emplace_back("page", std::to_string(number));
    return address("/queue", query);
  };
  html.add("<p class=\"tools\">");
  if (current > 1) html.link(link_to(current - 1), "Before");
  html.add("<span>").text(fmt::format("page {} of {}", current, pages)).add("</span>");
  if (current < pages) html.link(link_to(current + 1), "Next");
  return html.add("</p>\n");
}

Html bulk_form(const Visit& visit, const Shelf& shelf) {
  Html html;
  html.add("<form id=\"bulk\" class=\"bulk\" method=\"post\" action=\"/decide-all\">");
  html.hidden("csrf", visit.session.csrf).hidden("back", here(visit));
  html.hidden("seen", std::to_string(shelf.last_decision()));
  return html.add(
      "<span>Those chosen:</span> <button name=\"kind\" value=\"accept_claim\">Accept "
      "all</button> <label>Why <input name=\"why\" list=\"reasons\"></label> <button "
      "name=\"kind\" value=\"reject_claim\">Reject all</button></form>\n");
}

Html offered_words(const std::vector<EntityRecord>& entities) {
  Html html;
  html.add(
      "<datalist id=\"reasons\"><option value=\"Not what the passage says\"><option "
      "value=\"Another model is meant\"><option value=\"A figure of somebody else\"><option "
      "value=\"Hypothetical or planned\"><option value=\"Out of date\"></datalist>\n"
      "<datalist id=\"models\">");
  std::size_t offered = 0;
  for (const EntityRecord& entity : entities) {
    if (entity.kind != NameKind::model || ++offered > kModelsOffered) continue;
    html.add("<option value=\"").value(entity.canonical).add("\">");
  }
  return html.add("</datalist>\n");
}

Html keys_help() {
  Html html;
  return html.add(
      "<details class=\"keys\"><summary data-key=\"?\">Keys</summary><dl>"
      "<dt>j k</dt><dd>next, previous</dd><dt>a</dt><dd>accept</dd><dt>r</dt><dd>reject, with a "
      "reason</dd><dt>e</dt><dd>correct</dd><dt>m</dt><dd>merge its model's name</dd><dt>s</dt>"
      "<dd>see the source</dd><dt>x</dt><dd>choose for all</dd><dt>u</dt><dd>undo the last</dd>"
      "<dt>Esc</dt><dd>close</dd></dl></details>\n");
}

}  // namespace

WebReply queue_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto materials = read_materials(shelf->store, visit.desk.dossiers);
  if (!materials) return error_page(visit, materials.error());
  const auto entities = shelf->store.entities();
  if (!entities) return error_page(visit, entities.error());

  const QueueFilter filter = filter_of(visit);
  std::vector<WaitingClaim> claims;
  std::vector<WaitingTension> tensions;
  std::vector<WaitingForecast> forecasts;
  for (const DossierMaterial& material : *materials) {
    const bool every = filter.state == QueueState::all;
    std::ranges::move(waiting_claims(material, shelf->rulings, every), std::back_inserter(claims));
    std::ranges::move(waiting_tensions(material, shelf->rulings), std::back_inserter(tensions));
    std::ranges::move(waiting_forecasts(material, shelf->rulings, day_of(visit.desk.now())),
                      std::back_inserter(forecasts));
  }
  const QueueCounts counts =
      count(claims, tensions, waiting_names(*materials, *entities, shelf->rulings), forecasts);
  std::erase_if(claims, [&](const WaitingClaim& claim) { return !accepts(filter, claim); });

  const std::size_t pages =
      std::max<std::size_t>(1, (claims.size() + kClaimsAPage - 1) / kClaimsAPage);
  const std::size_t current = std::min(page_asked(visit), pages);
  const std::size_t start = (current - 1) * kClaimsAPage;
  const std::size_t end = std::min(start + kClaimsAPage, claims.size());

  PageParts parts;
  parts.title = "Queue";
  parts.place = Place::queue;
  parts.wide = true;
  Html& main = parts.main;
  main.add("<h1>Queue</h1>\n").add(waiting_line(counts)).add(filters(visit, filter));
  main.add("<p>").text(counted_noun(claims.size(), "claim")).add("</p>\n").add(keys_help());
  main.add(offered_words(*entities)).add("<ul class=\"items\">\n");
  for (std::size_t i = start; i < end; ++i) {
    const auto text = shelf->store.text(claims[i].source.id, claims[i].claim.revision);
    if (!text) return error_page(visit, text.error());
    std::string back = here(visit);
    if (i + 1 < end) back += "#claim-" + claims[i + 1].claim.id;
    main.add(ClaimCard{visit, *shelf, claims[i], std::move(back)}.write(*text));
  }
  main.add("</ul>\n");
  if (start < end) main.add(bulk_form(visit, *shelf));
  main.add(page_links(visit, current, pages));
  return page(visit, &*shelf, parts);
}

}  // namespace dossier
