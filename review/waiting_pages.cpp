// Tensions and forecasts that wait; the log of decisions; the feeds' health.

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/utf8.h"
#include "extract/claim_json.h"
#include "review/material.h"
#include "review/pages.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kDecisionsShown = 300;

std::string brief_of(const Statement& statement) {
  const auto json = parse_json(statement.claim);
  if (!json) return statement.id;
  const auto claim = claim_from_json(*json);
  return claim ? in_brief(*claim) : statement.id;
}

std::string voices_of(const Statement& statement) {
  std::string voices;
  for (const std::string& voice : statement.voices) {
    if (!voices.empty()) voices += ", ";
    voices += voice;
  }
  return voices;
}

Html statement_lines(const Statement& statement) {
  Html html;
  html.add("<li>").text(brief_of(statement)).add(" <span class=\"quiet\">");
  html.text(voices_of(statement)).add("</span>");
  if (!statement.evidence.empty()) {
    const StatementEvidence& first = statement.evidence.front();
    html.add("<blockquote>").text(first.text).add("</blockquote><p class=\"quiet\">");
    html.link(fmt::format("/s/{}?revision={}#at-{}", first.source, first.revision, first.start),
              "the source")
        .add("</p>");
  }
  return html.add("</li>\n");
}

Html verdict_on(const Visit& visit, const Shelf& shelf, const std::string& subject,
                const std::string& dossier) {
  Html html;
  const Decision* last = last_on(shelf, subject, dossier);
  if (last == nullptr) return html;
  html.add("<p class=\"verdict\">").text(last->who + " " + in_words(*last)).add(" ");
  return html.add(undo_form(visit, shelf, *last, here(visit))).add("</p>\n");
}

Html tension_card(const Visit& visit, const Shelf& shelf, const WaitingTension& tension) {
  FormHead head;
  head.subject = tension.id;
  head.dossier = tension.dossier;
  Html html;
  html.add("<li class=\"item\" tabindex=\"-1\"><h2>").text(tension.kind).add(" in ");
  html.link("/d/" + tension.dossier, tension.dossier).add("</h2>\n<ul>\n");
  for (const Statement& statement : tension.statements) html.add(statement_lines(statement));
  html.add("</ul>\n");
  for (const std::string& comment : tension.ruling.comments) {
    html.add("<p class=\"verdict\">").text(comment).add("</p>\n");
  }
  html.add(verdict_on(visit, shelf, tension.id, tension.dossier)).add("<div class=\"actions\">");
  head.kind = confirm_tension;
  html.add(button_form(visit, shelf, head, "Confirm", "a"));
  head.kind = dismiss_tension;
  html.add("<details><summary data-key=\"r\">Dismiss…</summary>")
      .add(form_head(visit, shelf, head));
  html.add("<label>Why <input name=\"why\"></label> <button>Dismiss</button></form></details>\n");
  head.kind = comment_tension;
  html.add("<details><summary data-key=\"e\">Comment…</summary>")
      .add(form_head(visit, shelf, head));
  html.add(
      "<label>Comment <textarea name=\"after\" rows=\"3\" required></textarea></label> "
      "<button>Comment</button></form></details>\n");
  return html.add("</div></li>\n");
}

Html forecast_card(const Visit& visit, const Shelf& shelf, const WaitingForecast& forecast) {
  Html html;
  html.add("<li class=\"item\" tabindex=\"-1\"><h2>").text(forecast.holder).add(", due ");
  html.text(format_window(forecast.due)).add("</h2>\n<ul>\n");
  html.add(statement_lines(forecast.statement)).add("</ul>\n");
  html.add(verdict_on(visit, shelf, forecast.statement.id, {})).add("<div class=\"actions\">");
  FormHead head;
  head.kind = settle_forecast;
  head.subject = forecast.statement.id;
  html.add(form_head(visit, shelf, head));
  html.add(
      "<label>It <select name=\"after\"><option>came true</option><option>failed</option>"
      "<option value=\"void\">is void</option></select></label> <label>Why <input name=\"why\">"
      "</label> <button>Settle</button></form></div></li>\n");
  return html;
}

std::string subject_path(const Decision& decision) {
  switch (decision.kind) {
    case merge_name:
    case split_name:
    case DecisionKind::rename:
    case describe_name:
    case not_a_name: {
      const std::size_t colon = std::min(decision.subject.find(':'), decision.subject.size() - 1);
      return address("/name", {{"kind", decision.subject.substr(0, colon)},
                               {"name", decision.subject.substr(colon + 1)}});
    }
    case mute_source:
    case mark_copy:
    case mark_independent:
    case describe_source:
      return is_short_id(decision.subject) ? "/s/" + decision.subject : std::string{};
    case publish:
    case add_note:
    case withdraw_sentence:
      return is_dossier_id(decision.subject) ? "/d/" + decision.subject : std::string{};
    default:
      return {};
  }
}

// What the decision was on, as far as the journal tells it.
std::string told_subject(const Decision& decision) {
  if (const auto json = parse_json(decision.before); json && json->is_object()) {
    JsonReader reader{*json};
    std::string words = reader.text("evidence");
    if (!words.empty()) return words;
  }
  return decision.before.empty() ? decision.subject : decision.before;
}

Html log_line(const Visit& visit, const Shelf& shelf, const Decision& decision) {
  const bool holds = shelf.holds(decision);
  Html html;
  html.add("<tr id=\"decision-").number(decision.number).add("\"><td>").number(decision.number);
  html.add("</td><td>").add(time_element(decision.when)).add("</td><td>").text(decision.who);
  html.add("</td><td>");
  if (!holds) html.add("<s>");
  html.text(in_words(decision));
  if (!holds) html.add("</s> <span class=\"quiet\">taken back</span>");
  const std::string path = subject_path(decision);
  html.add("<br><span class=\"quiet\">");
  const std::string subject{clip(told_subject(decision), 240)};
  if (path.empty()) {
    html.text(subject);
  } else {
    html.link(path, subject);
  }
  html.add("</span>");
  if (!decision.why.empty() && decision.kind != reject_claim) {
    html.add("<br><span class=\"quiet\">because: ").text(decision.why).add("</span>");
  }
  html.add("</td><td>");
  if (holds && decision.kind != publish) {
    html.add(undo_form(visit, shelf, decision, here(visit)));
  }
  return html.add("</td></tr>\n");
}

// What is in a draft can be decided on before it is published.
Result<std::vector<DossierMaterial>> materials_with_drafts(const Visit& visit, const Shelf& shelf) {
  auto materials = read_materials(shelf.store, visit.desk.dossiers);
  if (!materials) return materials;
  for (DossierMaterial& material : *materials) {
    auto draft = visit.desk.draft(material.id);
    if (draft && *draft) material.draft = std::move((*draft)->dossier);
  }
  return materials;
}

Html optional_time(const std::optional<Time>& time) {
  Html html;
  return time ? time_element(*time) : html.add("<span class=\"quiet\">never</span>");
}

}  // namespace

WebReply tensions_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto materials = materials_with_drafts(visit, *shelf);
  if (!materials) return error_page(visit, materials.error());
  PageParts parts;
  parts.title = "Tensions";
  parts.place = Place::queue;
  parts.main.add("<h1>Tensions</h1>\n<ul class=\"items\">\n");
  std::size_t shown = 0;
  for (const DossierMaterial& material : *materials) {
    for (const WaitingTension& tension : waiting_tensions(material, shelf->rulings)) {
      parts.main.add(tension_card(visit, *shelf, tension));
      ++shown;
    }
  }
  parts.main.add("</ul>\n");
  if (shown == 0) parts.main.add("<p>No version tells of a tension.</p>\n");
  return page(visit, &*shelf, parts);
}

WebReply forecasts_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto materials = materials_with_drafts(visit, *shelf);
  if (!materials) return error_page(visit, materials.error());
  PageParts parts;
  parts.title = "Forecasts come due";
  parts.place = Place::queue;
  parts.main.add("<h1>Forecasts come due</h1>\n<ul class=\"items\">\n");
  std::size_t shown = 0;
  for (const DossierMaterial& material : *materials) {
    for (const WaitingForecast& forecast :
         waiting_forecasts(material, shelf->rulings, day_of(visit.desk.now()))) {
      parts.main.add(forecast_card(visit, *shelf, forecast));
      ++shown;
    }
  }
  parts.main.add("</ul>\n");
  if (shown == 0) parts.main.add("<p>None has come due.</p>\n");
  return page(visit, &*shelf, parts);
}

WebReply log_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  PageParts parts;
  parts.title = "Log";
  parts.place = Place::log;
  parts.wide = true;
  parts.main.add("<h1>Log</h1>\n<p>").text(counted_noun(shelf->decisions.size(), "decision"));
  parts.main.add(
      ", the newest first. Nothing is ever removed from it.</p>\n<div class=\"scroll\" "
      "role=\"region\" tabindex=\"0\" aria-label=\"Decisions\"><table><thead><tr><th "
      "scope=\"col\">No.</th><th scope=\"col\">When</th><th scope=\"col\">Who</th><th "
      "scope=\"col\">What</th><th scope=\"col\"><span class=\"hidden\">Undo</span></th>"
      "</tr></thead>\n<tbody>\n");
  std::size_t shown = 0;
  for (auto one = shelf->decisions.rbegin();
       one != shelf->decisions.rend() && shown < kDecisionsShown; ++one, ++shown) {
    parts.main.add(log_line(visit, *shelf, *one));
  }
  parts.main.add("</tbody></table></div>\n");
  return page(visit, &*shelf, parts);
}

WebReply feeds_page(const Visit& visit) {
  const auto feeds = visit.desk.feeds();
  if (!feeds) return error_page(visit, feeds.error());
  PageParts parts;
  parts.title = "Feeds";
  parts.place = Place::feeds;
  parts.wide = true;
  parts.main.add(
      "<h1>Feeds</h1>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
      "aria-label=\"Feeds\"><table><thead><tr><th scope=\"col\">Feed</th><th "
      "scope=\"col\">State</th><th scope=\"col\">Last success</th><th scope=\"col\">Last "
      "new item</th><th scope=\"col\">Next try</th></tr></thead>\n<tbody>\n");
  for (const FeedLine& feed : *feeds) {
    parts.main.add("<tr><th scope=\"row\">").text(feed.name).add("<br><span class=\"quiet\">");
    parts.main.text(feed.url).add("</span></th><td>").text(feed.state);
    if (feed.failures > 0) parts.main.text(fmt::format(", {} in a row", feed.failures));
    if (!feed.reason.empty()) {
      parts.main.add("<br><span class=\"quiet\">").text(feed.reason).add("</span>");
    }
    parts.main.add("</td><td>").add(optional_time(feed.last_success)).add("</td><td>");
    parts.main.add(optional_time(feed.last_new)).add("</td><td>");
    parts.main.add(optional_time(feed.next_try)).add("</td></tr>\n");
  }
  parts.main.add("</tbody></table></div>\n");
  return page(visit, nullptr, parts);
}

}  // namespace dossier
