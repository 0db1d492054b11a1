#include "review/actions.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "review/decision_check.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kTogetherMax = 200;  // Claims in one bulk decision

bool is_known_dossier(const Visit& visit, std::string_view id) {
  return std::ranges::find(visit.desk.dossiers, id, &DossierConfiguration::id) !=
         visit.desk.dossiers.end();
}

Decision decision_of(const Visit& visit, DecisionKind kind) {
  const WebRequest& form = visit.request;
  Decision decision;
  decision.when = visit.desk.now();
  decision.who = visit.session.who;
  decision.kind = kind;
  decision.subject = form.given("subject");
  decision.dossier = form.given("dossier");
  decision.field = form.given("field");
  decision.before = form.given("before");
  decision.after = on_one_line(form.given("after"));
  if (kind == add_note || kind == comment_tension) decision.after = form.given("after");
  decision.why = form.given("why");
  return decision;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The place to return to, with the decision that its notice is to tell of.
std::string back_with(const Visit& visit, std::uint64_t done) {
  const std::string place = place_of_ours(visit.request.given("back"));
  const std::size_t hash = std::min(place.find('#'), place.size());
  const std::string before = place.substr(0, hash);
  return before + (before.find('?') == before.npos ? '?' : '&') + "done=" + std::to_string(done) +
         place.substr(hash);
}

// Nothing of what the editor wrote is lost: it can be sent again, now that the other is known.
WebReply conflict(const Visit& visit, const Decision& wanted, std::string_view message) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  Html more;
  more.add("<p>You wanted to: ").text(to_string(wanted.kind));
  if (!wanted.after.empty()) more.add(", ").text(wanted.after);
  if (!wanted.why.empty()) more.add(" (").text(wanted.why).add(")");
  more.add(".</p>\n<div class=\"actions\">");
  FormHead head;
  head.action = visit.request.path;
  head.kind = wanted.kind;
  const std::string back = place_of_ours(visit.request.given("back"));
  head.back = back;
  more.add(form_head(visit, *shelf, head));
  const std::set<std::string_view> set_anew{"csrf", "kind", "seen", "back"};
  for (const auto& [name, value] : visit.request.form) {
    if (set_anew.contains(name)) continue;
    more.add("<input type=\"hidden\" name=\"").value(name).add("\" value=\"");
    more.value(value).add("\">");
  }
  more.add("<button>Decide so all the same</button></form>\n");
  more.link(back, "Leave it as it is").add("</div>\n");
  return error_page(visit, 409, message, more);
}

}  // namespace

WebReply decide(const Visit& visit) {
  const auto kind = decision_kind_from(visit.request.given("kind"));
  if (!kind) return error_page(visit, 400, "That is no decision that this desk knows.");
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  Decision decision = decision_of(visit, *kind);
  if (auto checked = check_decision(shelf->store, visit.desk.dossiers, decision); !checked) {
    return error_page(visit, checked.error());
  }
  const auto made =
      append_decision(visit.desk.store, decision, number_in(visit.request.given("seen")));
  if (!made && made.error().code == ErrorCode::busy) {
    return conflict(visit, decision, made.error().message);
  }
  if (!made) return error_page(visit, made.error());
  return go_to(back_with(visit, made->number));
}

WebReply decide_all(const Visit& visit) {
  const auto kind = decision_kind_from(visit.request.given("kind"));
  if (!kind || (*kind != accept_claim && *kind != reject_claim)) {
    return error_page(visit, 400, "Several claims can be accepted or rejected together.");
  }
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  std::set<std::string> subjects;
  for (const auto& [name, value] : visit.request.form) {
    if (name == "subject") subjects.insert(value);
  }
  if (subjects.empty()) return error_page(visit, 422, "No claim is chosen.");
  if (subjects.size() > kTogetherMax) return error_page(visit, 422, "Those are too many at once.");

  // All are looked at before the first is decided.
  std::vector<Decision> wanted;
  for (const std::string& subject : subjects) {
    Decision decision = decision_of(visit, *kind);
    decision.subject = subject;
    if (decision.kind == reject_claim && decision.why.empty()) {
      return error_page(visit, 422, "A rejection needs its reason.");
    }
    if (auto checked = check_decision(shelf->store, visit.desk.dossiers, decision); !checked) {
      return error_page(visit, checked.error());
    }
    wanted.push_back(std::move(decision));
  }
  std::uint64_t done = 0;
  Html left_out;
  const auto seen = number_in(visit.request.given("seen"));
  for (Decision& decision : wanted) {
    const auto made = append_decision(visit.desk.store, std::move(decision), seen);
    if (made) {
      done = made->number;
    } else {
      left_out.add("<li>").text(made.error().message).add("</li>\n");
    }
  }
  if (left_out.empty()) return go_to(back_with(visit, done));
  Html more;
  more.add("<ul>\n").add(left_out).add("</ul>\n<p>");
  more.link(place_of_ours(visit.request.given("back")), "Back to the queue").add("</p>\n");
  return error_page(visit, 409, "The others were decided; these were not:", more);
}

WebReply correct(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  Decision decision = decision_of(visit, correct_claim);
  decision.dossier.clear();
  if (!is_short_id(decision.subject)) return error_page(visit, 422, "that is no claim's id");
  const auto claim = shelf->store.claim(decision.subject);
  if (!claim) return error_page(visit, claim.error());
  if (!*claim) return error_page(visit, 404, "There is no claim " + decision.subject + ".");

  // Compared with what the editor saw: the claim as corrected so far.
  std::vector<Decision> wanted;
  const auto so_far = shelf->rulings.ruled(**claim, {});
  const StoredClaim& seen_claim = so_far ? *so_far : **claim;
  for (const ClaimField& field : fields_of(seen_claim.claim)) {
    const auto given =
        std::ranges::find(visit.request.form, "f_" + field.name, &Parameters::value_type::first);
    if (given == visit.request.form.end() ||
        on_one_line(given->second) == on_one_line(field.value)) {
      continue;
    }
    decision.field = field.name;
    decision.after = on_one_line(given->second);
    if (auto checked = check_decision(shelf->store, visit.desk.dossiers, decision); !checked) {
      return error_page(visit, checked.error());
    }
    wanted.push_back(decision);
  }
  if (wanted.empty()) return error_page(visit, 422, "Nothing was changed.");
  auto seen = number_in(visit.request.given("seen"));
  std::uint64_t done = 0;
  for (const Decision& one : wanted) {
    const auto made = append_decision(visit.desk.store, one, seen);
    if (!made && made.error().code == ErrorCode::busy) {
      return conflict(visit, one, made.error().message);
    }
    if (!made) return error_page(visit, made.error());
    done = made->number;
    seen = done;  // Our own is not somebody else's
  }
  return go_to(back_with(visit, done));
}

WebReply publish_draft(const Visit& visit) {
  const std::string& id = visit.request.given("dossier");
  if (!is_known_dossier(visit, id)) return error_page(visit, 404, "There is no such dossier.");
  const auto version = visit.desk.publish(id, visit.session.who, visit.request.given("read"));
  if (!version && version.error().code == ErrorCode::busy) {
    Html more;
    more.add("<p>").link("/draft/" + id, "Back to the draft").add("</p>\n");
    return error_page(visit, 503, version.error().message, more);
  }
  if (!version) return error_page(visit, version.error());
  return go_to("/d/" + id + "/v" + std::to_string(*version) + "?published=1");
}

}  // namespace dossier
