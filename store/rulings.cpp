#include "store/rulings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/claim_json.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::array kNameKinds{NameKind::model, NameKind::benchmark, NameKind::organization,
                                NameKind::person};

// "model:GLM-5.1"
std::optional<std::pair<NameKind, std::string>> name_in(const std::string& subject) {
  const std::size_t colon = subject.find(':');
  if (colon == std::string::npos) return std::nullopt;
  for (const NameKind kind : kNameKinds) {
    if (to_string(kind) == std::string_view{subject}.substr(0, colon)) {
      return std::pair{kind, subject.substr(colon + 1)};
    }
  }
  return std::nullopt;
}

// What tells one claim from another in its evidence.
constexpr std::array kCore{"kind",     "model",        "benchmark", "relation", "rank",
                           "versus",   "organization", "planned",   "holder",   "target",
                           "polarity", "stance",       "actor",     "action",   "object"};

// The fields of each kind that an editor may give, as texts unless said otherwise.
struct Fields {
  std::string_view kind;
  std::vector<std::string_view> names;
};
const std::array<Fields, 4>& fields_of_kinds() {
  static const std::array<Fields, 4> kFields{{
      {"benchmark",
       {"model", "benchmark", "relation", "figure", "from", "unit", "rank", "versus", "aspect",
        "among", "conditions"}},
      {"release",
       {"organization", "model", "license", "total_parameters", "active_parameters", "planned",
        "date"}},
      {"stance",
       {"holder", "target", "topic", "polarity", "stance", "direction", "figure", "unit", "due"}},
      {"event", {"actor", "action", "object", "date"}},
  }};
  return kFields;
}

bool is_field(std::string_view kind, std::string_view field) {
  const auto& all = fields_of_kinds();
  const auto fields = std::ranges::find(all, kind, &Fields::kind);
  return fields != all.end() && std::ranges::find(fields->names, field) != fields->names.end();
}

template <typename Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// A field's value as content_to_json() has it; null takes it away.
Result<Json> value_of(std::string_view field, const std::string& text) {
  const auto expected = [&](std::string_view what) {
    return fail(ErrorCode::refused,
                std::string{field} + ": expected " + std::string{what} + ", got " + text);
  };
  if (text.empty()) return Json{};
  if (field == "figure" || field == "from") {
    std::string digits = text;
    std::erase(digits, ',');
    const auto number = number_from<double>(digits);
    if (!number) return expected("a number");
    return Json{{"value", *number}, {"text", text}};
  }
  if (field == "rank") {
    const auto rank = number_from<int>(text);
    if (!rank || *rank < 1) return expected("a place");
    return Json(*rank);
  }
  if (field == "planned") {
    if (text != "yes" && text != "no") return expected("yes or no");
    return text == "yes" ? Json(true) : Json{};
  }
  return Json(text);
}

Withdrawal withdrawal_of(const Decision& decision) {
  const std::size_t blank = std::min(decision.field.find(' '), decision.field.size());
  const std::string_view field = decision.field;
  return {number_from<int>(field.substr(0, blank)).value_or(0),
          blank < field.size() ? std::string{field.substr(blank + 1)} : std::string{},
          decision.before,
          decision.after,
          decision.why,
          decision.who,
          decision.when,
          decision.number};
}

// Whether two members of an event, a stance or a claim may be names of that kind.
struct NamedField {
  NameKind kind;
  std::string* name;
};
std::vector<NamedField> names_of(Claim& claim) {
  if (auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
    return {{NameKind::model, &benchmark->model},
            {NameKind::benchmark, &benchmark->benchmark},
            {NameKind::model, &benchmark->versus}};
  }
  if (auto* release = std::get_if<Release>(&claim.content)) {
    return {{NameKind::organization, &release->organization}, {NameKind::model, &release->model}};
  }
  std::vector<NamedField> names;
  const auto add_any = [&](std::string& name) {
    for (const NameKind kind : kNameKinds) names.push_back({kind, &name});
  };
  if (auto* stance = std::get_if<Stance>(&claim.content)) {
    add_any(stance->holder);
    add_any(stance->target);
  } else if (auto* event = std::get_if<Event>(&claim.content)) {
    add_any(event->actor);
    add_any(event->object);
  }
  return names;
}

std::string in_field(const Claim& claim, std::string_view field) {
  if (field == "asserted_by") return claim.asserted_by;
  const Json content = content_to_json(claim);
  const auto found = content.find(field);
  if (found == content.end()) return {};
  if (found->is_object()) return found->value("text", "");
  if (found->is_boolean()) return found->get<bool>() ? "yes" : "no";
  return found->is_string() ? found->get<std::string>() : dump_json(*found);
}

}  // namespace

std::string claim_summary(const StoredClaim& claim) {
  const Json content = content_to_json(claim.claim);
  Json summary{{"source", claim.source}};
  for (const char* field : kCore) {
    const auto found = content.find(field);
    if (found == content.end()) continue;
    summary[field] = found->is_string() ? Json(name_key(found->get<std::string>())) : *found;
  }
  if (const auto figure = content.find("figure"); figure != content.end()) {
    summary["figure"] = figure->value("text", "");
  }
  summary["evidence"] = fold_case(on_one_line(claim.evidence_text));
  return dump_json(summary);
}

Result<Claim> corrected(const Claim& claim, std::string_view field, const std::string& value) {
  Claim next = claim;
  if (field == "asserted_by") {
    next.asserted_by = value;
    return next;
  }
  if (!is_field(kind_of(claim), field)) {
    return fail(ErrorCode::refused,
                "a " + std::string{kind_of(claim)} + " claim has no field " + std::string{field});
  }
  auto read = value_of(field, value);
  if (!read) return tl::unexpected<Error>(read.error());
  Json json = content_to_json(claim);
  if (read->is_null()) {
    json.erase(std::string{field});
  } else {
    json[std::string{field}] = std::move(*read);
  }
  auto content = claim_from_json(json);
  if (!content) return fail(ErrorCode::refused, content.error().message);
  next.content = std::move(content->content);
  return next;
}

Rulings::Rulings(const std::vector<Decision>& decisions) {
  const std::vector<bool> holds = holding(decisions);
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const Decision& decision = decisions[i];
    // A merge that was taken back still tells what stood in versions from before.
    if (decision.kind == merge_name || decision.kind == DecisionKind::rename) {
      if (const auto name = name_in(decision.subject)) {
        spellings_[name_key(decision.after)].insert(name->second);
      }
    }
    if (!holds[i]) continue;
    take(decision);
    const bool of_page = decision.kind == add_note || decision.kind == withdraw_sentence;
    const bool on_page = decision.kind >= confirm_tension && decision.kind <= edit_sentence;
    if (of_page || on_page) {
      made_on_[of_page ? decision.subject : decision.dossier].insert(decision.number);
    }
  }
  follow_merges();
  if (!decisions.empty()) basis_ = decisions.back().hash;
}

void Rulings::take(const Decision& decision) {
  kinds_[decision.number] = decision.kind;
  const InDossier in_dossier{decision.dossier, decision.subject};
  switch (decision.kind) {
    case accept_claim:
    case reject_claim:
    case correct_claim:
    case move_claim:
      return take_claim(decision);
    case merge_name:
    case split_name:
    case DecisionKind::rename:
    case describe_name:
    case not_a_name:
      return take_name(decision);
    case mute_source:
    case mark_copy:
    case mark_independent:
    case describe_source:
      return take_source(decision);
    case confirm_tension:
      tensions_[in_dossier].verdict = TensionRuling::Verdict::confirmed;
      return;
    case dismiss_tension:
      tensions_[in_dossier].verdict = TensionRuling::Verdict::dismissed;
      return;
    case comment_tension:
      tensions_[in_dossier].comments.push_back(decision.after);
      return;
    case pin_sentence:
    case drop_sentence:
    case edit_sentence:
      return take_sentence(decision);
    case add_note:
      notes_.emplace(decision.subject, EditorNote{decision.field, decision.after, decision.who,
                                                  decision.when, decision.number});
      return;
    case withdraw_sentence:
      withdrawals_.emplace(decision.subject, withdrawal_of(decision));
      return;
    case settle_forecast:
      forecasts_[decision.subject] = decision.after;
      return;
    case publish:
    case undo:
      return;  // They say nothing of what is there
  }
}

void Rulings::take_claim(const Decision& decision) {
  const std::string& summary = decision.before.empty() ? decision.subject : decision.before;
  summaries_[decision.subject] = summary;
  if (const auto json = parse_json(summary)) {
    JsonReader reader{*json};
    claim_sources_.insert(reader.text("source"));
  }
  ClaimRuling& ruling = claims_[summary];
  ruling.decision = decision.number;
  if (decision.kind == accept_claim) ruling.verdict = ClaimRuling::Verdict::accepted;
  if (decision.kind == reject_claim) ruling.verdict = ClaimRuling::Verdict::rejected;
  if (decision.kind == move_claim) {
    if (!decision.dossier.empty()) ruling.out_of.insert(decision.dossier);
    if (!decision.after.empty()) {
      ruling.into.insert(decision.after);
      ruling.out_of.erase(decision.after);
    }
  }
  if (decision.kind == correct_claim) {
    std::erase_if(ruling.corrections,
                  [&](const ClaimEdit& edit) { return edit.field == decision.field; });
    ruling.corrections.push_back({decision.field, {}, decision.after, decision.number});
    std::ranges::sort(ruling.corrections, {}, &ClaimEdit::field);
  }
}

void Rulings::take_name(const Decision& decision) {
  const auto name = name_in(decision.subject);
  if (!name) return;
  NameRuling& ruling = names_[{name->first, name_key(name->second)}];
  ruling.decision = decision.number;
  ruling.name = name->second;
  if (decision.kind == merge_name) ruling.merged_into = decision.after;
  if (decision.kind == DecisionKind::rename) ruling.printed_as = decision.after;
  if (decision.kind == not_a_name) ruling.is_no_name = true;
  if (decision.kind == describe_name && decision.field == "maker") ruling.maker = decision.after;
  if (decision.kind == describe_name && decision.field == "open") {
    ruling.open = decision.after == "yes";
  }
  if (decision.kind == split_name) {
    ruling.merged_into.clear();
    for (auto& [other, merged] : names_) {
      if (other.first == name->first && name_key(merged.merged_into) == name_key(name->second)) {
        merged.merged_into.clear();
      }
    }
  }
}

void Rulings::take_source(const Decision& decision) {
  SourceRuling& ruling = sources_[decision.subject];
  ruling.decision = decision.number;
  if (decision.kind == mute_source) ruling.muted = true;
  if (decision.kind == mark_copy) ruling.copy_of = decision.after;
  if (decision.kind == mark_independent) ruling.copy_of = std::string{};
  if (decision.kind == describe_source && decision.field == "outlet") {
    ruling.outlet = decision.after;
  }
  if (decision.kind == describe_source && decision.field == "tier") {
    ruling.tier = number_from<int>(decision.after);
  }
}

void Rulings::take_sentence(const Decision& decision) {
  SentenceRuling& ruling = sentences_[{decision.dossier, decision.subject}];
  ruling.who = decision.who;
  ruling.before = decision.before;
  if (decision.kind == pin_sentence) ruling.pinned = true;
  if (decision.kind == drop_sentence) ruling.dropped = true;
  if (decision.kind == edit_sentence) {
    ruling.text = decision.after;
    ruling.uncited = decision.field == "uncited";
  }
}

// A → B and B → C: A is C. A circle of merges ends where it began.
void Rulings::follow_merges() {
  for (auto& [key, ruling] : names_) {
    std::set<std::string> seen{key.second};
    while (!ruling.merged_into.empty() && seen.insert(name_key(ruling.merged_into)).second) {
      const auto next = names_.find({key.first, name_key(ruling.merged_into)});
      if (next == names_.end() || next->second.merged_into.empty()) break;
      if (seen.contains(name_key(next->second.merged_into))) break;
      ruling.merged_into = next->second.merged_into;
    }
  }
}

const ClaimRuling* Rulings::claim(const StoredClaim& claim) const {
  if (!claim_sources_.contains(claim.source)) return nullptr;
  const auto by_id = summaries_.find(claim.id);
  const auto found = claims_.find(by_id != summaries_.end() ? by_id->second : claim_summary(claim));
  return found == claims_.end() ? nullptr : &found->second;
}

const NameRuling* Rulings::name(NameKind kind, std::string_view canonical) const {
  if (names_.empty()) return nullptr;
  const auto found = names_.find({kind, name_key(canonical)});
  return found == names_.end() ? nullptr : &found->second;
}

const SourceRuling* Rulings::source(std::string_view id) const {
  const auto found = sources_.find(id);
  return found == sources_.end() ? nullptr : &found->second;
}

const TensionRuling* Rulings::tension(std::string_view dossier, std::string_view id) const {
  const auto found = tensions_.find({std::string{dossier}, std::string{id}});
  return found == tensions_.end() ? nullptr : &found->second;
}

std::map<std::string, SentenceRuling> Rulings::sentences(std::string_view dossier) const {
  std::map<std::string, SentenceRuling> found;
  for (const auto& [at, ruling] : sentences_) {
    if (at.first == dossier) found.emplace(at.second, ruling);
  }
  return found;
}

std::set<std::string> Rulings::dismissed_tensions(std::string_view dossier) const {
  std::set<std::string> found;
  for (const auto& [at, ruling] : tensions_) {
    if (at.first == dossier && ruling.verdict == TensionRuling::Verdict::dismissed) {
      found.insert(at.second);
    }
  }
  return found;
}

std::vector<EditorNote> Rulings::notes(std::string_view dossier) const {
  std::vector<EditorNote> found;
  const auto [begin, end] = notes_.equal_range(std::string{dossier});
  for (auto note = begin; note != end; ++note) found.push_back(note->second);
  return found;
}

std::vector<Withdrawal> Rulings::withdrawals(std::string_view dossier) const {
  std::vector<Withdrawal> found;
  const auto [begin, end] = withdrawals_.equal_range(std::string{dossier});
  for (auto next = begin; next != end; ++next) found.push_back(next->second);
  return found;
}

std::string Rulings::forecast(std::string_view statement) const {
  const auto found = forecasts_.find(statement);
  return found == forecasts_.end() ? std::string{} : found->second;
}

std::vector<std::string> Rulings::sources_into(std::string_view dossier) const {
  std::set<std::string> sources;
  for (const auto& [summary, ruling] : claims_) {
    if (!ruling.into.contains(std::string{dossier})) continue;
    const auto json = parse_json(summary);
    if (!json) continue;
    JsonReader reader{*json};
    sources.insert(reader.text("source"));
  }
  return {sources.begin(), sources.end()};
}

std::vector<std::string> Rulings::spellings(std::string_view canonical) const {
  const auto found = spellings_.find(name_key(canonical));
  if (found == spellings_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::vector<NameDescription> Rulings::descriptions() const {
  std::vector<NameDescription> descriptions;
  for (const auto& [key, ruling] : names_) {
    if (!ruling.maker && !ruling.open) continue;
    std::optional<Weights> weights;
    if (ruling.open) weights = *ruling.open ? Weights::open : Weights::closed;
    descriptions.push_back({key.first, ruling.name, ruling.maker, weights});
  }
  return descriptions;
}

std::string Rulings::stands_for(NameKind kind, const std::string& given) const {
  std::string canonical = given;
  if (const NameRuling* ruling = name(kind, given); ruling && !ruling->merged_into.empty()) {
    canonical = ruling->merged_into;
  }
  if (const NameRuling* ruling = name(kind, canonical); ruling && !ruling->printed_as.empty()) {
    return ruling->printed_as;
  }
  return canonical;
}

std::set<std::uint64_t> Rulings::made_on(std::string_view dossier) const {
  const auto found = made_on_.find(dossier);
  return found == made_on_.end() ? std::set<std::uint64_t>{} : found->second;
}

std::optional<DecisionKind> Rulings::kind_of(std::uint64_t decision) const {
  const auto found = kinds_.find(decision);
  if (found == kinds_.end()) return std::nullopt;
  return found->second;
}

std::optional<Source> Rulings::ruled(Source source, std::set<std::uint64_t>* felt) const {
  const SourceRuling* ruling = this->source(source.id);
  if (ruling == nullptr) return source;
  if (felt != nullptr) felt->insert(ruling->decision);
  if (ruling->muted) return std::nullopt;
  if (ruling->copy_of) source.copy_of = *ruling->copy_of;
  if (ruling->outlet) source.outlet = *ruling->outlet;
  if (ruling->tier) source.tier = *ruling->tier;
  return source;
}

std::optional<StoredClaim> Rulings::ruled(StoredClaim claim, std::string_view dossier,
                                          std::set<std::uint64_t>* felt) const {
  const auto feel = [&](std::uint64_t decision) {
    if (felt != nullptr) felt->insert(decision);
  };
  if (const ClaimRuling* ruling = this->claim(claim)) {
    const bool printable = claim.claim.confidence == Confidence::confident;
    if (ruling->verdict == ClaimRuling::Verdict::rejected ||
        ruling->out_of.contains(std::string{dossier})) {
      if (printable) feel(ruling->decision);  // Else nobody would have seen it anyway
      return std::nullopt;
    }
    const bool vouched = ruling->verdict == ClaimRuling::Verdict::accepted ||
                         !ruling->corrections.empty() ||
                         ruling->into.contains(std::string{dossier});
    if (vouched && !printable) {
      claim.claim.confidence = Confidence::confident;
      feel(ruling->decision);
    }
    for (ClaimEdit edit : ruling->corrections) {
      auto next = corrected(claim.claim, edit.field, edit.after);
      if (!next) continue;  // A field that this reading of the passage does not have
      edit.before = in_field(claim.claim, edit.field);
      if (edit.before == edit.after) continue;  // The source says so itself by now
      claim.claim = std::move(*next);
      feel(edit.decision);
      claim.edits.push_back(std::move(edit));
    }
  }
  if (names_.empty()) return claim;
  for (const auto& [kind, name] : names_of(claim.claim)) {
    if (name->empty()) continue;
    const NameRuling* ruling = this->name(kind, *name);
    if (ruling == nullptr) continue;
    if (ruling->is_no_name) return feel(ruling->decision), std::nullopt;
    if (ruling->maker || ruling->open) feel(ruling->decision);
    std::string next = stands_for(kind, *name);
    if (next == *name) continue;
    feel(ruling->decision);
    *name = std::move(next);
  }
  return claim;
}

}  // namespace dossier
