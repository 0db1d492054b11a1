#include "extract/release_arrival.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "extract/comparison.h"
#include "extract/release_object.h"
#include "extract/release_phrase.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kSubjectHelpersMax = 6;
constexpr std::size_t kAppositionMax = 14;
constexpr std::size_t kPlaceAheadMax = 4;

class ArrivalReader {
 public:
  explicit ArrivalReader(const ReleaseScene& scene) : scene_(scene), tokens_(scene.tokens()) {}

  ReleaseFrames read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (word(i).empty()) continue;
      read_adjective(i);
      if (arrives_at(i)) read_arrival(i);
      read_state(i);
      read_schedule(i);
    }
    return std::move(frames_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return scene_.word(i); }

  // --- "the newly released NAME", "models are open-weighted, including A, B"

  void read_adjective(std::size_t verb) {
    if (verb == 0 || !is_passive_at(tokens_, verb) || is_doubted(tokens_, verb)) return;
    const Words before = word(verb - 1);
    const bool adjective = before == "recently" || before == "newly" || before == "just";
    for (std::size_t i = verb + 1; i < tokens_.size() && i <= verb + 4; ++i) {
      if (!scene_.names_model(i)) continue;
      const bool listed = word(i - 1) == "including" || scene_.mark(i - 1, ":");
      if (!(adjective && i <= verb + 2) && !listed) return;
      if (belongs_to_other_noun(scene_, i) || (adjective && is_compared(verb))) return;
      return add(scene_.group_at(i)->tokens, "adjective", is_planned(tokens_, verb));
    }
  }

  // "against the recently released NAME"
  [[nodiscard]] bool is_compared(std::size_t verb) const {
    for (std::size_t back = 2; back <= 4 && back <= verb; ++back) {
      const Words w = word(verb - back);
      if (w == "against" || w == "than" || w == "over" || w == "with" || w == "to") return true;
    }
    return false;
  }

  // --- "NAME was released by LAB", "NAME shipped"

  [[nodiscard]] bool arrives_at(std::size_t i) const {
    const Words w = word(i);
    const bool rolls = w.starts_with("roll") && word(i + 1) == "out" && is_among(w, kVerbs);
    const bool enters =
        (w == "enters" || w == "entered" || w == "hits" || w == "hit") && is_stage(i + 1);
    if (enters) return true;
    const bool goes = (w == "went" || w == "goes" || w == "going") &&
                      (word(i + 1) == "live" || word(i + 1) == "public" ||
                       word(i + 1).starts_with("open") || word(i + 1) == "ga");
    return is_among(w, kArrives) || rolls || goes;
  }

  // "public preview", "GA", "Hugging Face"
  [[nodiscard]] bool is_stage(std::size_t i) const {
    constexpr auto kKinds = std::to_array<Words>(
        {"public", "private", "limited", "open", "research", "general", "early", "closed"});
    constexpr auto kStages = std::to_array<Words>({"preview", "beta", "ga", "availability"});
    if (is_hub(i)) return true;
    if (is_among(word(i), kKinds)) ++i;
    return is_among(word(i), kStages);
  }

  [[nodiscard]] bool is_hub(std::size_t i) const {
    constexpr auto kHubs = std::to_array<Words>({"huggingface", "github", "modelscope", "kaggle"});
    if (word(i) == "hf") return true;
    return i < tokens_.size() && tokens_[i].kind == TokenKind::name &&
           is_among(scene_.organization_key(tokens_[i].mention->canonical), kHubs);
  }

  void read_arrival(std::size_t verb) {
    if (verb == 0 || is_doubted(tokens_, verb)) return;
    const bool by = word(verb + 1) == "by";
    const bool moves = is_among(word(verb), kMoves) || word(verb) == "went" || word(verb) == "goes";
    if (is_among(word(verb), kMoves) && !may_end_at(verb + 1)) return;
    const std::optional<std::size_t> subject = subject_before(verb);
    const std::size_t behind = word(verb) == "went" || word(verb) == "goes" ? verb + 2 : verb + 1;
    if (!subject || (moves && goes_elsewhere(behind, *subject))) return;
    const NameGroup& group = *scene_.group_at(*subject);
    if (comparison_before(tokens_, group.first()) || is_condition(group.first()) ||
        is_complement(group.first())) {
      return;
    }
    const bool active = word(verb - 1) == "has" || word(verb - 1) == "have";
    const ReleaseObject object = read_object(scene_, verb + 1, ObjectOf::verb);
    // "NAME has open-sourced a range of sizes" tells of NAME itself.
    if (active && is_transitive(verb) && !object.speaks_of_model) return;
    if (!object.models.empty() && !by && !is_passive(tokens_, verb)) return;
    ReleaseFrame frame;
    frame.rule = by ? "arrival:by" : "arrival";
    frame.agent = by ? agent_after(verb + 2) : nullptr;
    frame.planned = is_planned(tokens_, verb);
    frame.details_end = tokens_.size();
    frame.sure = verb - group.last() <= 3 && !moves && !(active && is_transitive(verb));
    const std::optional<std::string> lab =
        frame.agent != nullptr ? scene_.organization_of(*frame.agent) : std::nullopt;
    for (const std::size_t token : group.tokens) {
      if (!lab || !scene_.is_foreign(token, *lab)) frame.models.push_back(token);
    }
    if (!frame.models.empty()) frames_.push_back(std::move(frame));
  }

  // "NAME drops today", "NAME landed on …"; not "NAME drops further".
  [[nodiscard]] bool may_end_at(std::size_t i) const {
    constexpr auto kAfter = std::to_array<Words>(
        {"today",          "yesterday", "this",    "last",    "on",    "in",      "as",   "with",
         "under",          "now",       "quickly", "broadly", "and",   "earlier", "late", "early",
         "simultaneously", "alongside", "out",     "for",     "across"});
    return word(i).empty() || is_among(word(i), kAfter);
  }

  [[nodiscard]] bool is_transitive(std::size_t verb) const {
    const Words w = word(verb);
    return w.starts_with("open") || w.starts_with("releas") || w.starts_with("announc") ||
           w.starts_with("introduc") || w.starts_with("unveil") || w.starts_with("preview");
  }

  // "the post about NAME is live": something else is told of.
  [[nodiscard]] bool is_complement(std::size_t name) const {
    std::size_t i = name;
    while (i > 0 && (word(i - 1) == "the" || word(i - 1) == "'s" || word(i - 1) == "new" ||
                     scene_.names(i - 1, NameKind::organization))) {
      --i;
    }
    if (i > 1 && word(i - 1) == "of") {
      constexpr auto kDerived = std::to_array<Words>(
          {"version", "versions", "variant", "quantization", "build", "builds", "copy", "fork"});
      return is_among(word(i - 2), kDerived);
    }
    return i > 0 && is_among(word(i - 1), kPrepositions) && word(i - 1) != "as";
  }

  // "once NAME is released", "when NAME ships"
  [[nodiscard]] bool is_condition(std::size_t name) const {
    Words before = word(name - 1);
    if (before == "the" && name > 1) before = word(name - 2);
    return before == "where" || before == "how" || before == "once" || before == "when" ||
           before == "if" || before == "until" || before == "after" || before == "before";
  }

  [[nodiscard]] const Mention* agent_after(std::size_t from) const {
    for (std::size_t i = from; i < from + 3 && i < tokens_.size(); ++i) {
      if (scene_.names(i, NameKind::organization)) return tokens_[i].mention;
    }
    return nullptr;
  }

  // The model that the verb tells of; brackets, appositions and adverbs may part them.
  [[nodiscard]] std::optional<std::size_t> subject_before(std::size_t verb) const {
    constexpr auto kBetween = std::to_array<Words>(
        {"was",  "is",         "are",        "were",    "has",     "have",      "been",
         "just", "recently",   "officially", "also",    "now",     "then",      "today",
         "will", "be",         "being",      "finally", "quietly", "yesterday", "had",
         "to",   "reportedly", "apparently", "first",   "only",    "already",   "soon"});
    std::size_t i = verb;
    for (std::size_t steps = 0; i > 0 && steps < kSubjectHelpersMax; ++steps) {
      if (!is_among(word(i - 1), kBetween)) break;
      --i;
    }
    if (i > 2 && word(i - 2) == "and" && (word(i - 1) == "others" || word(i - 1) == "more")) {
      i -= scene_.mark(i - 3, ",") ? 3 : 2;
    }
    if (i > 0 && scene_.mark(i - 1, ",")) i = before_apposition(i - 1, i == verb);
    while (i > 0 && scene_.mark(i - 1, "quote")) --i;
    // "NAME-0.8B / 2B / 4B"
    while (i > 2 && tokens_[i - 1].kind == TokenKind::number && scene_.mark(i - 2, "/")) i -= 2;
    i = before_nouns(tokens_, before_bracket(tokens_, i));
    const bool passive = is_passive(tokens_, verb) || word(verb - 1) == "been";
    if (passive && i > 0 && !scene_.names_model(i - 1)) i = behind_model_before(tokens_, i);
    if (i == 0 || !scene_.names_model(i - 1)) return std::nullopt;
    return i - 1;
  }

  // "NAME, a small model, was released"; "NAME, released in May": one past the name.
  [[nodiscard]] std::size_t before_apposition(std::size_t comma, bool adjacent) const {
    if (adjacent) return comma;
    for (std::size_t back = 1; back <= kAppositionMax && back < comma; ++back) {
      const std::size_t i = comma - back;
      if (is_among(word(i), kClauseEnds) || scene_.mark(i, ";")) return comma;
      const bool article =
          word(i + 1) == "a" || word(i + 1) == "an" || word(i + 1) == "the" || word(i + 1) == "its";
      if (scene_.mark(i, ",") && article) return i;
    }
    return comma;
  }

  // "arrives in Cursor", "landed at #3 on Text Arena"
  [[nodiscard]] bool goes_elsewhere(std::size_t at, std::size_t model) const {
    constexpr auto kTo = std::to_array<Words>(
        {"on", "in", "to", "at", "via", "for", "across", "through", "inside", "into", "from"});
    if (!is_among(word(at), kTo)) {
      const bool ahead = is_among(word(at + 1), kTo);
      return ahead && (word(at).ends_with("ly") || word(at) == "broadly") &&
             goes_elsewhere(at + 1, model);
    }
    if (word(at) == "to" || word(at) == "from" || word(at) == "at") return true;
    for (std::size_t i = at + 1; i < tokens_.size() && i <= at + kPlaceAheadMax; ++i) {
      if (is_among(word(i), kOwnPlaces)) return false;
      if (tokens_[i].kind == TokenKind::name) return !is_own_place(i, model);
      if (tokens_[i].kind == TokenKind::number) return word(at) != "in";
      if (is_month(word(i))) return false;
      if (scene_.is_capitalised(i)) {
        return !name_key(tokens_[model].mention->canonical).starts_with(name_key(word(i)));
      }
      if (scene_.mark(i, ",")) break;
    }
    return is_among(word(at - 1), kMoves);
  }

  // A hub of weights, or the maker's: "Qwen Chat" for a Qwen.
  [[nodiscard]] bool is_own_place(std::size_t place, std::size_t model) const {
    if (is_hub(place)) return true;
    const Mention& there = *tokens_[place].mention;

    const Mention& here = *tokens_[model].mention;
    return name_key(here.canonical).starts_with(name_key(there.canonical)) ||
           scene_.is_made_by(model, there.canonical);
  }

  static bool is_month(Words w) {
    constexpr auto kMonths =
        std::to_array<Words>({"january", "february", "march", "april", "may", "june", "july",
                              "august", "september", "october", "november", "december", "monday",
                              "tuesday", "wednesday", "thursday", "friday"});
    return is_among(w, kMonths);
  }

  // --- "NAME is now available", "NAME is out", "NAME is coming soon"

  void read_state(std::size_t at) {
    const Words w = word(at);
    const bool opened = w.starts_with("open") && word(at - 1) == "now" &&
                        (w == "open-source" || w == "open-weights" || w == "open-weight" ||
                         word(at + 1).starts_with("source") || word(at + 1).starts_with("weight"));
    const bool on_hub = w == "on" && is_hub(at + 1);
    const bool out = w == "out" && word(at + 1) != "of" && word(at + 1) != "there" &&
                     !word(at - 1).starts_with("roll") && !word(at - 1).starts_with("com");
    const bool coming = w == "coming" && word(at + 1) != "from" && word(at + 1) != "up";
    if (w != "available" && w != "live" && !out && !coming && !opened && !on_hub) return;
    constexpr auto kNow =
        std::to_array<Words>({"now", "is", "are", "also", "already", "finally", "officially",
                              "generally", "went", "just", "publicly", "today", "here", "up"});
    std::size_t i = at;
    while (i > 0 && is_among(word(i - 1), kNow)) --i;
    if (i == at || is_doubted(tokens_, at)) return;
    const std::optional<std::size_t> subject = state_subject(i);
    const bool placed = w == "available" || w == "live";
    if (!subject || (placed && goes_elsewhere(at + 1, *subject))) return;
    add(scene_.group_at(*subject)->tokens, coming ? "coming" : "available",
        coming || is_planned(tokens_, at));
  }

  // "NAME", "the NAME family of models by LAB", "NAME (an 8B model)", "models such as NAME, and
  // their bases (e.g. NAME),"
  [[nodiscard]] std::optional<std::size_t> state_subject(std::size_t i) const {
    if (i > 0 && scene_.mark(i - 1, ",")) i = before_apposition(i - 1, false);
    while (i > 0 && scene_.mark(i - 1, "quote")) --i;
    i = before_nouns(tokens_, before_bracket(tokens_, i));
    if (i > 1 && scene_.names(i - 1, NameKind::organization) &&
        (word(i - 2) == "by" || word(i - 2) == "from")) {
      i -= 2;
    }
    i = before_nouns(tokens_, i);
    if (i > 1 && word(i - 1) == "multimodal") --i;
    if (i > 1 && word(i - 1) == "of") i = before_nouns(tokens_, i - 1);
    if (i == 0 || !scene_.names_model(i - 1)) return std::nullopt;
    const std::size_t first = scene_.group_at(i - 1)->first();
    if (comparison_before(tokens_, first) || is_complement(first)) return std::nullopt;
    return i - 1;
  }

  // --- "NAME is set to launch in April", "NAME is set for release on May 3"

  void read_schedule(std::size_t at) {
    constexpr auto kSet = std::to_array<Words>({"set", "scheduled", "slated", "due", "planned"});
    constexpr auto kOut = std::to_array<Words>(
        {"launch", "release", "ship", "debut", "be", "arrive", "land", "drop"});
    if (!is_among(word(at), kSet) || at < 2) return;
    if ((word(at + 1) != "to" && word(at + 1) != "for") || !is_among(word(at + 2), kOut)) return;
    if (word(at + 2) == "be" && !is_among(word(at + 3), kArrives)) return;
    std::size_t i = at;
    while (i > 0 && (word(i - 1) == "is" || word(i - 1) == "are" || word(i - 1).ends_with("ly")))
      --i;
    const std::optional<std::size_t> subject = i < at ? state_subject(i) : std::nullopt;
    if (subject) add(scene_.group_at(*subject)->tokens, "schedule", true);
  }

  void add(const std::vector<std::size_t>& models, Words rule, bool planned) {
    frames_.push_back({models, nullptr, planned, false, rule, tokens_.size()});
  }

  const ReleaseScene& scene_;
  const std::vector<Token>& tokens_;
  ReleaseFrames frames_;
};

}  // namespace

ReleaseFrames read_release_arrivals(const ReleaseScene& scene) {
  return ArrivalReader(scene).read();
}

}  // namespace dossier
