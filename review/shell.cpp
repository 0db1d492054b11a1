#include "review/shell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

struct Door {
  Place place;
  std::string_view href, words;
};
constexpr std::array<Door, 7> kDoors{{{Place::reading, "/", "Dossiers"},
                                      {Place::queue, "/queue", "Queue"},
                                      {Place::drafts, "/drafts", "Drafts"},
                                      {Place::names, "/names", "Names"},
                                      {Place::sources, "/sources", "Sources"},
                                      {Place::log, "/log", "Log"},
                                      {Place::feeds, "/feeds", "Feeds"}}};

Html head(std::string_view title) {
  Html html;
  html.add(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  html.text(title).add(
      " · Dossier desk</title>\n<link rel=\"stylesheet\" href=\"/desk.css\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<script src=\"/desk.js\" defer></script>\n</head>\n");
  return html;
}

Html bar(const Visit& visit, Place place) {
  Html html;
  html.add(
      "<a class=\"skip\" href=\"#main\">Skip to the page</a>\n<div class=\"bar\" role=\"banner\">\n"
      "<div role=\"navigation\" aria-label=\"Desk\"><ul>\n");
  for (const Door& door : kDoors) {
    html.add("<li><a href=\"").value(door.href).add("\"");
    if (door.place == place) html.add(" aria-current=\"page\"");
    html.add(">").text(door.words).add("</a></li>\n");
  }
  html.add(
      "</ul></div>\n<form class=\"search\" role=\"search\" action=\"/search\">"
      "<input type=\"search\" name=\"q\" aria-label=\"Search\" placeholder=\"Search\" value=\"");
  html.value(visit.request.path == "/search" ? visit.request.asked("q") : std::string{});
  html.add("\"></form>\n<details class=\"who\"><summary>").text(visit.session.who);
  html.add("</summary><div><form method=\"post\" action=\"/me\">");
  html.hidden("csrf", visit.session.csrf).hidden("back", here(visit));
  html.add("<label>Your name in the log <input name=\"who\" maxlength=\"60\" required value=\"");
  html.value(visit.session.who);
  html.add("\"></label> <button>Keep</button></form>\n<form method=\"post\" action=\"/leave\">");
  html.hidden("csrf", visit.session.csrf);
  html.add("<button>Leave the desk</button></form></div></details>\n</div>\n");
  return html;
}

// Numbers in queries are decisions of the journal, or nothing.
const Decision* asked_decision(const Visit& visit, const Shelf& shelf) {
  const std::string& text = visit.request.asked("done");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = error == std::errc{} && end == text.data() + text.size();
  return read && number >= 1 && number <= shelf.decisions.size() ? &shelf.decisions[number - 1]
                                                                 : nullptr;
}

Html notice(const Visit& visit, const Shelf& shelf) {
  Html html;
  const Decision* decision = asked_decision(visit, shelf);
  if (decision == nullptr) return html;
  html.add("<div class=\"notice\" role=\"status\"><p>").text(decision->who).add(" ");
  html.text(in_words(*decision)).add(".</p>");
  if (shelf.holds(*decision) && decision->kind != DecisionKind::publish) {
    html.add(undo_form(visit, shelf, *decision, here(visit)));
  }
  return html.add("</div>\n");
}

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == text.npos;
}

}  // namespace

Result<Shelf> open_shelf(const std::string& directory) {
  // The journal first: what it rests on is in the store by then.
  auto decisions = read_decisions(directory);
  if (!decisions) return tl::unexpected(decisions.error());
  auto store = Store::open_for_reading(directory);
  if (!store) return tl::unexpected(store.error());
  Rulings rulings{*decisions};
  std::vector<bool> holds = holding(*decisions);
  return Shelf{std::move(*store), std::move(*decisions), std::move(holds), std::move(rulings)};
}

WebReply page(const Visit& visit, const Shelf* shelf, const PageParts& parts) {
  Html html = head(parts.title);
  html.add("<body>\n").add(bar(visit, parts.place));
  if (parts.wide) {
    html.add("<main id=\"main\" class=\"wide\" tabindex=\"-1\">\n");
  } else {
    html.add("<main id=\"main\" tabindex=\"-1\">\n");
  }
  if (shelf != nullptr) html.add(notice(visit, *shelf));
  html.add(parts.main).add("</main>\n</body>\n</html>\n");
  WebReply reply;
  reply.body = html.str();
  return reply;
}

WebReply error_page(const Visit& visit, int status, std::string_view what, const Html& more) {
  PageParts parts;
  parts.title = status == 404   ? "Not here"
                : status == 409 ? "Decided meanwhile"
                : status == 503 ? "Not just now"
                : status >= 500 ? "That failed"
                                : "That cannot be done";
  parts.main.add("<h1>").text(parts.title).add("</h1>\n<p role=\"alert\">").text(what);
  parts.main.add("</p>\n").add(more);
  WebReply reply = page(visit, nullptr, parts);
  reply.status = status;
  return reply;
}

WebReply error_page(const Visit& visit, const Error& error) {
  const int status = error.code == ErrorCode::not_found ? 404
                     : error.code == ErrorCode::busy    ? 409
                     : error.code == ErrorCode::refused ? 422
                                                        : 500;
  return error_page(visit, status, error.message);
}

WebReply outside_page(int status, std::string_view title, std::string_view what) {
  Html html = head(title);
  html.add("<body>\n<main id=\"main\">\n<h1>").text(title).add("</h1>\n<p>").text(what);
  html.add("</p>\n</main>\n</body>\n</html>\n");
  WebReply reply;
  reply.status = status;
  reply.body = html.str();
  return reply;
}

WebReply go_to(const std::string& place) {
  WebReply reply;
  reply.status = 303;
  reply.content_type = "text/plain; charset=utf-8";
  reply.body = "See " + place + "\n";
  reply.headers = {{"Location", place}};
  return reply;
}

Html form_head(const Visit& visit, const Shelf& shelf, const FormHead& head) {
  Html html;
  html.add("<form method=\"post\" action=\"").value(head.action).add("\">");
  html.hidden("csrf", visit.session.csrf).hidden("kind", to_string(head.kind));
  html.hidden("seen", std::to_string(shelf.last_decision()));
  if (!head.subject.empty()) html.hidden("subject", head.subject);
  if (!head.dossier.empty()) html.hidden("dossier", head.dossier);
  if (!head.field.empty()) html.hidden("field", head.field);
  return html.hidden("back", head.back.empty() ? here(visit) : std::string{head.back});
}

Html button_form(const Visit& visit, const Shelf& shelf, const FormHead& head, Html::Markup words,
                 Html::Markup key) {
  Html html = form_head(visit, shelf, head);
  html.add("<button");
  if (!key.text.empty()) html.add(" data-key=\"").add(key).add("\"");
  return html.add(">").add(words).add("</button></form>\n");
}

const Decision* last_on(const Shelf& shelf, std::string_view subject, std::string_view dossier) {
  for (auto decision = shelf.decisions.rbegin(); decision != shelf.decisions.rend(); ++decision) {
    if (decision->kind == DecisionKind::undo || decision->subject != subject) continue;
    if (!dossier.empty() && decision->dossier != dossier) continue;
    if (shelf.holds(*decision)) return &*decision;
  }
  return nullptr;
}

Html undo_form(const Visit& visit, const Shelf& shelf, const Decision& decision,
               std::string_view back) {
  const std::string number = std::to_string(decision.number);
  FormHead head;
  head.subject = number;
  head.back = back;
  return button_form(visit, shelf, head, "Undo", "u");
}

Html time_element(Time time) {
  Html html;
  const std::string text = format_rfc3339(time);
  html.add("<time datetime=\"").value(text).add("\">");
  return html.text(text.substr(0, 10) + " " + text.substr(11, 5)).add("</time>");
}

Html day_element(Day day) {
  Html html;
  const std::string text = format_day(day);
  return html.add("<time datetime=\"").value(text).add("\">").text(text).add("</time>");
}

Html marked(const Excerpt& excerpt) {
  Html html;
  // Paragraphs are told apart by a line's end alone: the blank lines between them say no more.
  const auto close_up = [](std::string text) {
    const auto both = [](char a, char b) { return a == '\n' && b == '\n'; };
    text.erase(std::unique(text.begin(), text.end(), both), text.end());
    return text;
  };
  if (excerpt.cut_before) html.add("… ");
  for (const ExcerptPart& part : excerpt.parts) {
    switch (part.mark) {
      case ExcerptPart::Mark::none:
        html.text(close_up(part.text));
        break;
      case ExcerptPart::Mark::support:
        html.add("<mark class=\"support\">").text(close_up(part.text)).add("</mark>");
        break;
      case ExcerptPart::Mark::evidence:
        html.add("<mark>").text(close_up(part.text)).add("</mark>");
        break;
    }
  }
  if (excerpt.cut_after) html.add(" …");
  return html;
}

bool is_dossier_id(std::string_view id) {
  constexpr std::size_t kIdBytesMax = 80;
  return !id.empty() && id.size() <= kIdBytesMax &&
         all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
}

bool is_short_id(std::string_view id) {
  return id.size() == 12 && all_of(id, "0123456789abcdef");
}

std::optional<int> version_in(std::string_view text) {
  if (!text.starts_with('v') || text.size() > 7) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

std::optional<NameKind> name_kind_from(std::string_view text) {
  for (const NameKind kind :
       {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

std::string here(const Visit& visit) {
  Parameters query = visit.request.query;
  std::erase_if(query, [](const auto& parameter) { return parameter.first == "done"; });
  std::string path;
  for (const char c : visit.request.path) {
    path += c == '/' ? std::string{c} : encode_percent({&c, 1});
  }
  return address(path, query);
}

std::string place_of_ours(std::string_view place) {
  const bool ours = place.starts_with('/') && !place.starts_with("//") &&
                    place.size() <= kTargetBytesMax &&
                    std::ranges::all_of(place, [](char c) { return c > 0x20 && c < 0x7F; }) &&
                    place.find('\\') == place.npos;
  return ours ? std::string{place} : "/";
}

std::string in_words(const Decision& decision) {
  using enum DecisionKind;
  const std::string& after = decision.after;
  switch (decision.kind) {
    case accept_claim:
      return "accepted a claim";
    case reject_claim:
      return "rejected a claim: " + decision.why;
    case correct_claim:
      return "corrected " + decision.field + " to " + (after.empty() ? "nothing" : after);
    case move_claim:
      return after.empty() ? "took a claim out of " + decision.dossier
                           : "moved a claim to " + after;
    case merge_name:
      return "merged " + decision.subject + " into " + after;
    case split_name:
      return "split " + decision.subject;
    case DecisionKind::rename:
      return "renamed " + decision.subject + " to " + after;
    case describe_name:
      return "said of " + decision.subject + ": " + decision.field + " is " + after;
    case not_a_name:
      return "said that " + decision.subject + " is none";
    case mute_source:
      return "muted a source";
    case mark_copy:
      return "marked a source as a copy of " + after;
    case mark_independent:
      return "marked a source as independent";
    case describe_source:
      return "said of a source: " + decision.field + " is " + after;
    case confirm_tension:
      return "confirmed a tension";
    case dismiss_tension:
      return "dismissed a tension";
    case comment_tension:
      return "commented a tension: " + after;
    case pin_sentence:
      return "pinned a sentence";
    case drop_sentence:
      return "dropped a sentence";
    case edit_sentence:
      return "edited a sentence";
    case add_note:
      return "wrote a note";
    case withdraw_sentence:
      return "withdrew a sentence of v" + decision.field;
    case publish:
      return "published " + decision.subject + " v" + decision.field;
    case settle_forecast:
      return "settled a forecast: " + after;
    case undo:
      return "took decision " + decision.subject + " back";
  }
  return "";
}

}  // namespace dossier
