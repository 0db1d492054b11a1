#include "extract/release_arrival.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/comparison.h"
#include "extract/release_object.h"
#include "extract/release_phrase.h"
#include "extract/release_subject.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

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
    }
    read_with();
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
    // What is published or presented may be a paper just as well: not "NAME published".
    const bool shown =
        (w == "published" || w == "presented") && is_passive(tokens_, i) && word(i + 1) != "as";
    return is_among(w, kArrives) || rolls || goes || comes_out(i) || shown;
  }

  // Verbs of two words: "came out", "goes live".
  [[nodiscard]] bool comes_out(std::size_t i) const {
    return (word(i) == "came" || word(i) == "comes") && word(i + 1) == "out";
  }
  [[nodiscard]] bool is_paired(std::size_t i) const {
    return word(i) == "went" || word(i) == "goes" || comes_out(i);
  }

  // --- "With NAME, LAB brings …"
  void read_with() {
    static constexpr auto kBrings = word_set({"brings", "offers", "adds", "delivers", "enters",
                                              "introduces", "takes", "joins", "extends"});
    if (word(0) != "with" || scene_.models().empty()) return;
    const NameGroup& group = scene_.models().front();
    const std::size_t lab = group.last() + 2;
    if (group.first() > 2 || !scene_.mark(group.last() + 1, ",")) return;
    if (!scene_.names(lab, NameKind::organization)) return;
    const bool verb = is_among(word(lab + 1), kBrings) || is_among(word(lab + 2), kBrings);
    if (!verb || scene_.is_foreign(group.last(), tokens_[lab].mention->canonical)) return;
    frames_.push_back({group.tokens, tokens_[lab].mention, false, false, "with", 0});
  }

  // "public preview", "GA", "Hugging Face"
  [[nodiscard]] bool is_stage(std::size_t i) const {
    static constexpr auto kKinds = word_set(
        {"public", "private", "limited", "open", "research", "general", "early", "closed"});
    static constexpr auto kStages = word_set({"preview", "beta", "ga", "availability"});
    if (is_hub(i)) return true;
    if (is_among(word(i), kKinds)) ++i;
    return is_among(word(i), kStages);
  }

  [[nodiscard]] bool is_hub(std::size_t i) const {
    static constexpr auto kHubs = word_set({"huggingface", "github", "modelscope", "kaggle"});
    if (word(i) == "hf") return true;
    return i < tokens_.size() && tokens_[i].kind == TokenKind::name &&
           is_among(scene_.organization_key(tokens_[i].mention->canonical), kHubs);
  }

  void read_arrival(std::size_t verb) {
    if (verb == 0 || is_doubted(tokens_, verb)) return;
    const bool by = word(verb + 1) == "by";
    const bool moves = is_among(word(verb), kMoves) || is_paired(verb);
    if (is_among(word(verb), kMoves) && !may_end_at(verb + 1)) return;
    if (comes_out(verb) && !may_end_at(verb + 2)) return;
    const std::optional<std::size_t> subject = subject_before(scene_, verb);
    const std::size_t behind = is_paired(verb) ? verb + 2 : verb + 1;
    if (!subject || (moves && goes_elsewhere(behind, *subject))) return;
    const NameGroup& group = *scene_.group_at(*subject);
    if (comparison_before(tokens_, group.first()) || is_condition(group.first()) ||
        is_complement(scene_, group.first())) {
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
    frame.planned = is_planned(tokens_, verb) || word(verb + 1) == "next";
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
    static constexpr auto kAfter = word_set(
        {"today",          "yesterday", "this",    "last",    "on",  "in",      "as",   "with",
         "under",          "now",       "quickly", "broadly", "and", "earlier", "late", "early",
         "simultaneously", "alongside", "for",     "across"});
    if (word(i) == "the") return word(i + 1) == "same" || word(i + 1) == "next";
    if (word(i) == "next") return true;  // "ships next week"
    return word(i).empty() || is_among(word(i), kAfter);
  }

  [[nodiscard]] bool is_transitive(std::size_t verb) const {
    const Words w = word(verb);
    return w.starts_with("open") || w.starts_with("releas") || w.starts_with("announc") ||
           w.starts_with("introduc") || w.starts_with("unveil") || w.starts_with("preview");
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

  // "arrives in Cursor", "landed at #3 on Text Arena"
  [[nodiscard]] bool goes_elsewhere(std::size_t at, std::size_t model) const {
    static constexpr auto kTo = word_set(
        {"on", "in", "to", "at", "via", "for", "across", "through", "inside", "into", "from"});
    if (!is_among(word(at), kTo)) {
      const bool ahead = is_among(word(at + 1), kTo);
      return ahead && (word(at).ends_with("ly") || word(at) == "broadly") &&
             goes_elsewhere(at + 1, model);
    }
    if (word(at) == "to" || word(at) == "from" || word(at) == "at") return true;
    for (std::size_t i = at + 1; i < tokens_.size() && i <= at + kPlaceAheadMax; ++i) {
      if (word(i) == "first" || word(i) == "second" || word(i) == "third" || word(i) == "place") {
        return true;  // In a ranking
      }
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
    static constexpr auto kMonths =
        word_set({"january", "february", "march", "april", "may", "june", "july", "august",
                  "september", "october", "november", "december", "monday", "tuesday", "wednesday",
                  "thursday", "friday"});
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
    static constexpr auto kNow =
        word_set({"now", "is", "are", "also", "already", "finally", "officially", "generally",
                  "went", "just", "publicly", "today", "here", "up", "made", "be", "been", "will"});
    std::size_t i = at;
    while (i > 0 && is_among(word(i - 1), kNow)) --i;
    // "NAME Coming in February"
    const bool headline = coming && word(at + 2) != "to" &&
                          (scene_.is_capitalised(at) || word(at + 1) == "soon" ||
                           word(at + 1) == "this" || word(at + 1) == "next");
    if ((i == at && !headline) || is_doubted(tokens_, at)) return;
    const std::optional<std::size_t> subject = state_subject(scene_, i);
    const bool placed = w == "available" || w == "live";
    if (!subject || (placed && goes_elsewhere(at + 1, *subject))) return;
    add(scene_.group_at(*subject)->tokens, coming ? "coming" : "available",
        coming || is_planned(tokens_, at));
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
