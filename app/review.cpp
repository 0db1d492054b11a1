// dossier review: the editors' queue on a terminal, and each decision as a command.

#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "app/commands.h"
#include "app/desk.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/dossier_json.h"
#include "review/decision_check.h"
#include "review/material.h"
#include "review/places.h"
#include "review/terminal.h"

namespace dossier {
namespace {

using enum DecisionKind;

std::string editor_of(const ReviewOptions& options) {
  if (!options.by.empty()) return options.by;
  for (const char* variable : {"DOSSIER_EDITOR", "USER"}) {
    const char* name = std::getenv(variable);
    if (name != nullptr && *name != '\0') return name;
  }
  return {};
}

// What every verb works with.
struct Sitting {
  const GlobalOptions& global;
  const ReviewOptions& options;
  const Report& report;
  const Configuration& configuration;
  const Lexicon& lexicon;
  std::string who;
  Time now;

  [[nodiscard]] Result<Store> open() const { return Store::open_for_reading(global.store); }
};

Result<Decision> make(const Sitting& sitting, Decision decision) {
  const auto store = sitting.open();
  if (!store) return tl::unexpected(store.error());
  decision.who = sitting.who;
  decision.when = sitting.now;
  if (decision.why.empty()) decision.why = sitting.options.why;
  if (auto checked = check_decision(*store, sitting.configuration.dossiers, decision); !checked) {
    return tl::unexpected(checked.error());
  }
  return append_decision(sitting.global.store, decision);
}

Json to_json(const Decision& decision, bool holds) {
  Json json{{"number", decision.number},
            {"when", format_rfc3339(decision.when)},
            {"who", decision.who},
            {"kind", to_string(decision.kind)},
            {"subject", decision.subject},
            {"dossier", decision.dossier},
            {"field", decision.field},
            {"before", decision.before},
            {"after", decision.after},
            {"why", decision.why},
            {"holds", holds},
            {"previous", decision.previous},
            {"hash", decision.hash}};
  return json;
}

std::string in_words(const Decision& decision) {
  std::string text =
      fmt::format("{} {} {}", decision.number, to_string(decision.kind), decision.subject);
  if (!decision.dossier.empty()) text += " in " + decision.dossier;
  if (!decision.field.empty()) text += " " + decision.field;
  if (!decision.after.empty()) text += " -> " + decision.after;
  if (!decision.why.empty()) text += ": " + decision.why;
  return for_display(on_one_line(text));
}

int tell(const Sitting& sitting, const Result<Decision>& made) {
  if (!made) return sitting.report.failure(made.error());
  if (sitting.global.json) {
    sitting.report.result(dump_json(to_json(*made, true)) + "\n");
  } else if (!sitting.global.quiet) {
    sitting.report.result(in_words(*made) + "\n");
  }
  return kDone;
}

int decide(const Sitting& sitting, Decision decision) {
  return tell(sitting, make(sitting, std::move(decision)));
}

// --- What can be looked at

int print_log(const Sitting& sitting) {
  const auto decisions = read_decisions(sitting.global.store);
  if (!decisions) return sitting.report.failure(decisions.error());
  const std::vector<bool> holds = holding(*decisions);
  for (std::size_t i = 0; i < decisions->size(); ++i) {
    const Decision& decision = (*decisions)[i];
    if (sitting.global.json) {
      sitting.report.result(dump_json(to_json(decision, holds[i])) + "\n");
      continue;
    }
    sitting.report.result(fmt::format("{} {} {}{}\n", format_rfc3339(decision.when),
                                      for_display(decision.who), in_words(decision),
                                      holds[i] ? "" : " (taken back)"));
  }
  return kDone;
}

struct Desk {
  std::vector<DossierMaterial> materials;
  Rulings rulings;
};

Result<Desk> read_desk(const Sitting& sitting, const Store& store, const std::string& dossier) {
  std::vector<DossierConfiguration> wanted;
  std::ranges::copy_if(
      sitting.configuration.dossiers, std::back_inserter(wanted),
      [&](const DossierConfiguration& d) { return dossier.empty() || d.id == dossier; });
  if (wanted.empty()) {
    return fail(ErrorCode::not_found, dossier + ": no dossier of that name in the configuration");
  }
  auto materials = read_materials(store, wanted);
  if (!materials) return tl::unexpected(materials.error());
  auto rulings = load_rulings(sitting.global.store);
  if (!rulings) return tl::unexpected(rulings.error());
  return Desk{std::move(*materials), std::move(*rulings)};
}

void print_claim(const Sitting& sitting, const WaitingClaim& waiting) {
  const std::string reason{waiting.reason ? to_string(*waiting.reason) : "printed"};
  if (sitting.global.json) {
    sitting.report.result(dump_json(Json{{"kind", "claim"},
                                         {"id", waiting.claim.id},
                                         {"dossier", waiting.dossier},
                                         {"reason", reason},
                                         {"open", waiting.is_open()},
                                         {"claim", in_brief(waiting.claim.claim)},
                                         {"evidence", waiting.claim.evidence_text},
                                         {"rule", waiting.claim.claim.rule},
                                         {"source", waiting.source.id},
                                         {"url", waiting.source.url}}) +
                          "\n");
    return;
  }
  sitting.report.result(
      for_display(fmt::format("{} {} {}: {} | {} | {}", waiting.claim.id, waiting.dossier, reason,
                              in_brief(waiting.claim.claim),
                              clip(on_one_line(waiting.claim.evidence_text), 200),
                              waiting.source.outlet)) +
      "\n");
}

int print_queue(const Sitting& sitting) {
  const ReviewOptions& options = sitting.options;
  const auto store = sitting.open();
  if (!store) return sitting.report.failure(store.error());
  const auto desk = read_desk(sitting, *store, options.dossier);
  if (!desk) return sitting.report.failure(desk.error());
  QueueFilter filter;
  filter.state = queue_state_from(options.state).value_or(QueueState::open);
  filter.reason = options.reason;
  filter.kind = options.field;
  filter.source = options.source;
  filter.words = options.words;
  const auto line = [&](const char* kind, const std::string& id, const std::string& dossier,
                        const std::string& what) {
    if (sitting.global.json) {
      sitting.report.result(
          dump_json(Json{{"kind", kind}, {"id", id}, {"dossier", dossier}, {"what", what}}) + "\n");
    } else {
      sitting.report.result(
          for_display(fmt::format("{} {} {}: {}", id, dossier, kind, on_one_line(what))) + "\n");
    }
  };
  const bool only_claims = !options.field.empty() || !options.reason.empty() ||
                           !options.source.empty() || !options.words.empty();
  for (const DossierMaterial& material : desk->materials) {
    for (const WaitingClaim& waiting : waiting_claims(material, desk->rulings)) {
      if (accepts(filter, waiting)) print_claim(sitting, waiting);
    }
    if (only_claims) continue;
    for (const WaitingTension& tension : waiting_tensions(material, desk->rulings)) {
      if (filter.state == QueueState::open && !tension.is_open()) continue;
      std::string what = tension.kind;
      for (const Statement& statement : tension.statements) what += "; " + statement.id;
      line("tension", tension.id, tension.dossier, what);
    }
    for (const WaitingForecast& forecast :
         waiting_forecasts(material, desk->rulings, day_of(sitting.now))) {
      if (filter.state == QueueState::open && !forecast.is_open()) continue;
      line("forecast", forecast.statement.id, forecast.dossier,
           forecast.holder + ", due " + format_window(forecast.due));
    }
  }
  if (only_claims) return kDone;
  const auto entities = store->entities();
  if (!entities) return sitting.report.failure(entities.error());
  for (const WaitingName& name : waiting_names(desk->materials, *entities, desk->rulings)) {
    if (name.alike.empty() || (filter.state == QueueState::open && !name.is_open())) continue;
    line("name", fmt::format("{}:{}", to_string(name.kind), name.canonical), "",
         "like " + fmt::format("{}", fmt::join(name.alike, ", ")));
  }
  return kDone;
}

PublishTerms terms_of(const Sitting& sitting, const Rulings& rulings) {
  return {sitting.lexicon, rulings, sitting.now, true, nullptr};
}

Result<std::optional<Draft>> read_draft(const Sitting& sitting, const std::string& id) {
  const auto store = sitting.open();
  if (!store) return tl::unexpected(store.error());
  const auto rulings = load_rulings(sitting.global.store);
  if (!rulings) return tl::unexpected(rulings.error());
  return draft_of(*store, sitting.configuration, id, terms_of(sitting, *rulings));
}

// The draft, or a published version where one is asked for or there is nothing new.
Result<Dossier> page_of(const Sitting& sitting, const std::string& id, int version) {
  if (version == 0) {
    auto draft = read_draft(sitting, id);
    if (!draft) return tl::unexpected(draft.error());
    if (*draft) return std::move((**draft).dossier);
  }
  const auto store = sitting.open();
  if (!store) return tl::unexpected(store.error());
  const auto record = find_version(*store, id, version);
  if (!record) return tl::unexpected(record.error());
  return read_record(record->record);
}

int print_sentences(const Sitting& sitting) {
  const auto page = page_of(sitting, sitting.options.dossier, sitting.options.version);
  if (!page) return sitting.report.failure(page.error());
  for (const PlacedSentence& placed : places_of(*page)) {
    sitting.report.result(
        sitting.global.json
            ? dump_json(Json{{"place", placed.place}, {"key", placed.key}, {"text", placed.text}}) +
                  "\n"
            : for_display(placed.place + " " + placed.text) + "\n");
  }
  return kDone;
}

int print_draft(const Sitting& sitting) {
  const auto draft = read_draft(sitting, sitting.options.dossier);
  if (!draft) return sitting.report.failure(draft.error());
  if (!*draft) {
    if (!sitting.global.quiet) sitting.report.trouble("there is nothing new to publish");
    return kDone;
  }
  for (const std::string& line : (*draft)->left_out) sitting.report.note("left out: " + line);
  const VersionRecord& forms = (*draft)->forms;
  const std::string& format = sitting.options.format;
  sitting.report.result(format == "html"   ? forms.html
                        : format == "json" ? forms.json
                                           : forms.markdown);
  return kDone;
}

int publish_now(const Sitting& sitting) {
  const auto rulings = load_rulings(sitting.global.store);
  if (!rulings) return sitting.report.failure(rulings.error());
  const auto version =
      publish_draft(sitting.global.store, sitting.configuration, sitting.options.dossier,
                    sitting.who, {}, sitting.options.out, terms_of(sitting, *rulings));
  if (!version) return sitting.report.failure(version.error());
  if (sitting.global.json) {
    sitting.report.result(dump_json(Json{{"id", sitting.options.dossier}, {"version", *version}}) +
                          "\n");
  } else if (!sitting.global.quiet) {
    sitting.report.result(fmt::format("{} v{} published\n", sitting.options.dossier, *version));
  }
  return kDone;
}

// --- Decisions

// "GLM-5.1" is the model of that name; "organization:Z.ai" says its kind.
std::string name_subject(const std::string& given) {
  for (const char* kind : {"model:", "benchmark:", "organization:", "person:"}) {
    if (given.starts_with(kind)) return given;
  }
  return "model:" + given;
}

struct Verb {
  DecisionKind kind;
  const char* field = "";
};
const std::map<std::string, Verb>& verbs() {
  static const std::map<std::string, Verb> kVerbs{
      {"accept", {accept_claim}},
      {"reject", {reject_claim}},
      {"correct", {correct_claim}},
      {"move", {move_claim}},
      {"merge", {merge_name}},
      {"split", {split_name}},
      {"rename", {DecisionKind::rename}},
      {"describe", {describe_name}},
      {"not-a-name", {not_a_name}},
      {"mute", {mute_source}},
      {"mark-copy", {mark_copy}},
      {"mark-independent", {mark_independent}},
      {"set-outlet", {describe_source, "outlet"}},
      {"set-tier", {describe_source, "tier"}},
      {"confirm", {confirm_tension}},
      {"dismiss", {dismiss_tension}},
      {"comment", {comment_tension}},
      {"pin", {pin_sentence}},
      {"drop", {drop_sentence}},
      {"edit", {edit_sentence}},
      {"note", {add_note}},
      {"withdraw", {withdraw_sentence}},
      {"settle", {settle_forecast}},
      {"undo", {DecisionKind::undo}},
  };
  return kVerbs;
}

// The decision that a verb with its options is; what it names must be there.
Result<Decision> decision_from(const Sitting& sitting, const Verb& verb) {
  const ReviewOptions& options = sitting.options;
  Decision decision;
  decision.kind = verb.kind;
  decision.subject = options.subject;
  decision.dossier = options.dossier;
  decision.field = *verb.field != '\0' ? verb.field : options.field;
  decision.after = options.after;
  switch (verb.kind) {
    case merge_name:
    case split_name:
    case DecisionKind::rename:
    case not_a_name:
      decision.subject = name_subject(options.subject);
      break;
    case describe_name:
      decision.subject = name_subject(options.subject);
      decision.field = options.maker.empty() ? "open" : "maker";
      decision.after = options.maker.empty() ? options.open : options.maker;
      break;
    case settle_forecast:
      if (options.after == "came-true") decision.after = "came true";
      break;
    case withdraw_sentence: {
      const auto page = page_of(sitting, options.subject, options.version);
      if (!page) return tl::unexpected(page.error());
      const auto placed = find_place(*page, options.place);
      if (!placed) return fail(ErrorCode::not_found, options.place + ": no such sentence there");
      decision.field = fmt::format("{} {}", options.version, placed->key);
      decision.before = placed->text;
      break;
    }
    case pin_sentence:
    case drop_sentence:
    case edit_sentence: {
      const auto page = page_of(sitting, options.dossier, 0);
      if (!page) return tl::unexpected(page.error());
      const auto placed = find_place(*page, options.subject);
      if (!placed) return fail(ErrorCode::not_found, options.subject + ": no such sentence there");
      decision.subject = placed->key;
      decision.before = placed->text;
      decision.field = options.uncited ? "uncited" : "";
      break;
    }
    default:
      break;
  }
  return decision;
}

// After an edit: whether the page still has it, or fell back to what can be proved.
int tell_whether_edit_holds(const Sitting& sitting) {
  const auto draft = read_draft(sitting, sitting.options.dossier);
  if (!draft) return sitting.report.failure(draft.error());
  if (!*draft) return kDone;
  for (const std::string& line : (*draft)->left_out)
    sitting.report.trouble("cannot be proved: " + line);
  return (*draft)->left_out.empty() ? kDone : kVerificationFailed;
}

int run_verb(const Sitting& sitting) {
  const ReviewOptions& options = sitting.options;
  const Verb& verb = verbs().at(options.verb);
  if (verb.kind == accept_claim || verb.kind == reject_claim) {
    for (const std::string& subject : options.subjects) {
      Decision decision;
      decision.kind = verb.kind;
      decision.subject = subject;
      if (const int status = decide(sitting, std::move(decision)); status != kDone) return status;
    }
    return kDone;
  }
  auto decision = decision_from(sitting, verb);
  if (!decision) return sitting.report.failure(decision.error());
  const bool edited = verb.kind == edit_sentence && !options.uncited;
  const int status = decide(sitting, std::move(*decision));
  return status == kDone && edited ? tell_whether_edit_holds(sitting) : status;
}

// --- The screen

// The terminal as it was comes back, whatever ends the sitting.
class RawTerminal {
 public:
  RawTerminal() : there_{::tcgetattr(STDIN_FILENO, &before_) == 0} {
    if (!there_) return;
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    std::fputs("\x1b[?1049h", stdout);
  }
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;
  ~RawTerminal() {
    if (!there_) return;
    std::fputs("\x1b[?1049l", stdout);
    std::fflush(stdout);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  [[nodiscard]] bool is_there() const { return there_; }

 private:
  termios before_{};
  bool there_;
};

// The next key: a character of one to four bytes; arrows as j and k; empty at the end of input.
std::string next_key() {
  std::string key(1, '\0');
  if (::read(STDIN_FILENO, key.data(), 1) != 1) return {};
  const auto first = static_cast<unsigned char>(key[0]);
  if (first == 0x1b) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    constexpr int kEscapeMilliseconds = 30;
    if (::poll(&input, 1, kEscapeMilliseconds) != 1) return key;
    char rest[2] = {};
    if (::read(STDIN_FILENO, rest, sizeof rest) != 2 || rest[0] != '[') return key;
    return rest[1] == 'A' ? "k" : rest[1] == 'B' ? "j" : std::string{"\x1b"};
  }
  const int further = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  for (int i = 0; i < further; ++i) {
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 1) return {};
    key += byte;
  }
  return key;
}

TerminalServices services_of(const Sitting& sitting, const Store& store) {
  TerminalServices services;
  services.claims = [&]() -> Result<std::vector<WaitingClaim>> {
    auto desk = read_desk(sitting, store, {});
    if (!desk) return tl::unexpected(desk.error());
    std::vector<WaitingClaim> claims;
    for (const DossierMaterial& material : desk->materials) {
      std::ranges::move(waiting_claims(material, desk->rulings), std::back_inserter(claims));
    }
    return claims;
  };
  services.passage = [&store](const WaitingClaim& waiting) {
    constexpr std::size_t kAround = 400;
    const auto text = store.text(waiting.claim.source, waiting.claim.revision);
    if (!text) return Excerpt{};
    std::vector<TextSpan> supports;
    for (const Support& support : waiting.claim.claim.supports) supports.push_back(support.span);
    return excerpt_of(*text, waiting.claim.claim.evidence, supports, kAround);
  };
  services.decide = [&](Decision decision) { return make(sitting, std::move(decision)); };
  services.publish = [&](const std::string& dossier) -> Result<int> {
    const auto rulings = load_rulings(sitting.global.store);
    if (!rulings) return tl::unexpected(rulings.error());
    return publish_draft(sitting.global.store, sitting.configuration, dossier, sitting.who, {},
                         sitting.options.out, terms_of(sitting, *rulings));
  };
  return services;
}

int sit_down(const Sitting& sitting) {
  const auto store = sitting.open();
  if (!store) return sitting.report.failure(store.error());
  TerminalDesk desk{services_of(sitting, *store)};
  const RawTerminal terminal;
  if (!terminal.is_there()) {
    sitting.report.trouble("review: the screen needs a terminal; see `dossier review --help`");
    return kBadUsage;
  }
  const bool colour = std::getenv("NO_COLOR") == nullptr;
  while (!desk.is_done()) {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    const std::string screen =
        desk.screen(known ? size.ws_col : 80U, known ? size.ws_row : 24U, colour);
    std::fputs("\x1b[H\x1b[2J", stdout);
    std::fputs(screen.c_str(), stdout);
    std::fflush(stdout);
    const std::string key = next_key();
    if (key.empty() || key == "\x04") break;
    desk.key(key);
  }
  return kDone;
}

}  // namespace

int run_review(const GlobalOptions& global, const ReviewOptions& options) {
  const Report report{global};
  const auto setup = load_setup(global);
  if (!setup) {
    report.trouble(setup.error().message);
    return kBadUsage;
  }
  const Configuration& configuration = setup->configuration;
  const Lexicon& lexicon = setup->lexicon;
  const Sitting sitting{global,        options, report, configuration, lexicon, editor_of(options),
                        now_of(global)};
  constexpr std::array kLooks{"queue", "log", "sentences", "draft"};
  const bool looks = std::ranges::find(kLooks, options.verb) != kLooks.end();
  if (!looks && sitting.who.empty()) {
    report.trouble("review: who decides? Say --by NAME, or set DOSSIER_EDITOR");
    return kBadUsage;
  }
  if (options.verb.empty()) return sit_down(sitting);
  if (options.verb == "queue") return print_queue(sitting);
  if (options.verb == "log") return print_log(sitting);
  if (options.verb == "sentences") return print_sentences(sitting);
  if (options.verb == "draft") return print_draft(sitting);
  if (options.verb == "publish") return publish_now(sitting);
  return run_verb(sitting);
}

}  // namespace dossier
