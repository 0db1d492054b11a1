#include "extract/release_noun.h"

#include <algorithm>

#include "base/word_set.h"
#include "extract/comparison.h"
#include "extract/release_object.h"
#include "extract/release_phrase.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kBeforeNounMax = 4;  // Words between a name and "release"
constexpr std::size_t kPredicateAheadMax = 9;
constexpr std::size_t kHeadlineAheadMax = 16;
constexpr std::size_t kDatingBackMax = 4;

class NounReader {
 public:
  explicit NounReader(const ReleaseScene& scene)
      : scene_(scene), tokens_(scene.tokens()), heading_(scene.is_title()) {}

  ReleaseFrames read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!names_release(i) || is_doubted(tokens_, i) || is_dated(i)) continue;
      if (is_detail(i) || is_verb(i)) continue;
      read_complement(i);
      read_apposed(i);
      read_wave(i);
      read_contents(i);
      read_modifier(i);
      read_predicate(i);
      read_headline(i);
    }
    return std::move(frames_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return scene_.word(i); }

  // In a label also "NAME open weights: …".
  [[nodiscard]] bool names_release(std::size_t i) const {
    if (is_among(word(i), kNouns)) return true;
    const bool labels = scene_.label_end() > i || heading_;
    if (labels && (word(i) == "upgrade" || word(i) == "refresh")) return true;
    if (word(i) == "announcements") return true;
    // "NAME Open Weights and Deployment Math"
    const bool opened =
        heading_ && (word(i) == "open-weights" || (word(i) == "weights" && word(i - 1) == "open"));
    if (opened && (word(i + 1).empty() || word(i + 1) == "and")) return true;
    return word(i) == "weights" && i + 1 == scene_.label_end();
  }

  [[nodiscard]] bool is_dated(std::size_t noun) const {
    for (std::size_t back = 1; back <= kDatingBackMax && back <= noun; ++back) {
      if (is_among(word(noun - back), kDating)) return true;
      if (scene_.mark(noun - back, ",") || scene_.mark(noun - back, ":")) return false;
    }
    return false;
  }

  // "release notes", "launch delayed"
  [[nodiscard]] bool is_detail(std::size_t noun) const {
    static constexpr auto kDetails =
        word_set({"notes",  "date", "dates", "cycle", "cycles", "candidate", "strategy", "schedule",
                  "waiver", "tag",  "tags",  "day",   "video",  "videos",    "report",   "post",
                  "blog",   "page", "plan",  "plans", "window", "timeline"});
    static constexpr auto kOpen = word_set(
        {"delayed", "stalled", "anticipated", "speculation", "rumors", "rumor", "rumours",
         "expected", "postponed", "anticipation", "hopes", "uncertain", "delay", "delays", "hype"});
    if (is_among(word(noun + 1), kDetails)) return true;
    for (std::size_t i = noun + 1; i <= noun + 7 && i < tokens_.size(); ++i) {
      if (is_among(word(i), kOpen)) return true;
      if (scene_.mark(i, ":") || scene_.mark(i, ",") || scene_.mark(i, ";")) break;
    }
    return false;
  }

  // "experiments on NAME reveal that …", "Models Drop Random Words"
  [[nodiscard]] bool is_verb(std::size_t noun) const {
    static constexpr auto kAlike =
        word_set({"drop", "drops", "reveal", "releases", "launches", "debut", "debuts"});
    if (!is_among(word(noun), kAlike) || word(noun + 1).empty()) return false;
    static constexpr auto kAfterNoun =
        word_set({"and",      "of",       "for",     "with",     "in",        "on",   "as",
                  "by",       "from",     "today",   "this",     "is",        "was",  "are",
                  "were",     "includes", "include", "included", "including", "at",   "wave",
                  "features", "continue", "across",  "from",     "has",       "have", "also"});
    return !is_among(word(noun + 1), kAfterNoun);
  }

  // --- "the release of NAME"
  void read_complement(std::size_t noun) {
    const std::size_t of = noun + (word(noun + 1) == "and" ? 3 : 1);  // "release and open-sourcing"
    if (word(of) != "of" && word(of) != "for") return;
    const ReleaseObject object = read_object(scene_, of + 1, ObjectOf::noun);
    add(object.models, "noun:of", noun);
  }

  // --- "its upcoming release, NAME"
  void read_apposed(std::size_t noun) {
    static constexpr auto kNew = word_set(
        {"upcoming", "latest", "newest", "new", "forthcoming", "biggest", "first", "open-weight"});
    if (noun == 0 || !is_among(word(noun - 1), kNew)) return;
    const bool set_off = scene_.mark(noun + 1, ",") || scene_.is_dash(noun + 1);
    if (set_off && scene_.names_model(noun + 2)) {
      add(scene_.group_at(noun + 2)->tokens, "apposed", noun);
    }
  }

  // --- "a release wave — A, B and others", "Open releases: A, B"
  void read_wave(std::size_t noun) {
    std::size_t i = noun + 1;
    if (word(i) == "wave") ++i;
    const bool plural = word(noun).ends_with("es") || word(noun) == "drops" || i > noun + 1;
    const bool introduces =
        scene_.is_dash(i) || scene_.mark(i, ":") || scene_.mark(i, "(") || word(i) == "including";
    if (!plural || !introduces) return;
    add(read_object(scene_, i + 1, ObjectOf::noun).models, "wave", noun);
  }

  // --- "Our latest release features A, along with B", "the release also included NAME"
  void read_contents(std::size_t noun) {
    static constexpr auto kHolds =
        word_set({"includes", "included", "include", "features", "comprises", "covers", "brings",
                  "adds", "contains", "comprised", "featured"});
    const std::size_t i = noun + (word(noun + 1) == "also" ? 2 : 1);
    if (!is_among(word(i), kHolds)) return;
    std::vector<std::size_t> models = read_object(scene_, i + 1, ObjectOf::noun).models;
    // "A, along with models for coding, B, and mathematics, C": all that is told is part of it.
    if (!models.empty()) {
      for (const NameGroup& group : scene_.models()) {
        const std::size_t before = group.first() - 1;
        if (group.first() > models.back() && scene_.mark(before, ",")) {
          models.insert(models.end(), group.tokens.begin(), group.tokens.end());
        }
      }
    }
    add(models, "contents", noun);
  }

  // --- "NAME release", "NAME open-weights model drop", "LAB's NAME launch"
  void read_modifier(std::size_t noun) {
    // "NAME drops on …": a verb, outside of titles.
    const bool verbal = word(noun) == "drops" || word(noun) == "drop" || word(noun) == "releases" ||
                        word(noun) == "launches";
    const bool sorted = word(noun - 1).ends_with("weights") || word(noun - 1) == "model";
    if (verbal && !sorted && !heading_ && scene_.label_end() < noun) return;
    std::size_t name = noun;
    while (name > 0 && noun - name <= kBeforeNounMax && may_stand_before(name - 1)) --name;
    if (name > 0 && word(name - 1) == "'s") --name;
    if (name > 0 && scene_.mark(name - 1, ")")) name = before_bracket(tokens_, name);
    if (name == 0 || !scene_.names_model(name - 1)) return;
    const NameGroup& group = *scene_.group_at(name - 1);
    // "A and other releases": all of it; else "A and the B launch" tells of the last one alone.
    const bool compact = group.tokens.size() == 1 || heading_ || scene_.label_end() > noun ||
                         group.last() - group.first() == 2 * (group.tokens.size() - 1);
    if (compact) {
      std::vector<std::size_t> models = group.tokens;
      if (heading_ || scene_.label_end() > noun) add_neighbour(group.first(), models);
      add(std::move(models), "noun:after", noun);
    } else {
      add({name - 1}, "noun:after", noun);
    }
  }

  // "LAB's A and LAB's B launch"
  void add_neighbour(std::size_t first, std::vector<std::size_t>& models) const {
    std::size_t i = first;
    if (i > 0 && word(i - 1) == "'s") --i;
    if (i > 0 && scene_.names(i - 1, NameKind::organization)) --i;
    const bool joined = i > 1 && i < first &&
                        (word(i - 1) == "and" || scene_.mark(i - 1, ",") ||
                         scene_.mark(i - 1, "&") || scene_.mark(i - 1, "+"));
    if (!joined || !scene_.names_model(i - 2)) return;
    const NameGroup& other = *scene_.group_at(i - 2);
    models.insert(models.begin(), other.tokens.begin(), other.tokens.end());
  }

  [[nodiscard]] bool may_stand_before(std::size_t i) const {
    static constexpr auto kBefore =
        word_set({"model",   "models", "official",    "open-weights", "public",  "preview",
                  "weights", "api",    "open-weight", "family",       "series",  "weight",
                  "open",    "source", "open-source", "full",         "initial", "early",
                  "general", "global", "product",     "surprise",     "instant"});
    if (is_among(word(i), kBefore)) return true;
    const bool titled = heading_ || scene_.label_end() > i;
    if (titled && (word(i) == "and" || word(i) == "other" || word(i) == "new") &&
        word(i + 1) != "new") {
      // "NAME and Desktop Launches": both
      const bool both = heading_ && (word(i + 2).ends_with("es") || word(i + 2).ends_with("ts") ||
                                     word(i + 3).ends_with("es") || word(i + 3).ends_with("ts"));
      return word(i) != "and" || word(i + 1) == "other" || both;
    }
    if (scene_.mark(i, "->") || scene_.mark(i, "-") || scene_.mark(i, "+")) return titled;
    const bool labels = scene_.label_end() > i;
    if (heading_ && tokens_[i].kind == TokenKind::number) return true;
    return tokens_[i].kind == TokenKind::word && titled && (labels || scene_.is_capitalised(i)) &&
           word(i) != "'s" && word(i) != "and" && !is_among(word(i), kClauseEnds) &&
           !is_among(word(i), kPrepositions) && !is_among(word(i), kOtherNouns);
  }

  // --- "NAME is the clearest technical release of the day"
  void read_predicate(std::size_t noun) {
    static constexpr auto kIs = word_set(
        {"is", "was", "represents", "marks", "became", "are", "were", "remains", "marked"});
    static constexpr auto kNot = word_set({"for", "s", "in", "on", "about", "than", "on"});
    for (std::size_t back = 1; back <= kPredicateAheadMax && back < noun; ++back) {
      const std::size_t i = noun - back;
      if (scene_.mark(i, ";") || scene_.mark(i, ":") || scene_.mark(i, ",")) return;
      if (is_among(word(i), kNot) || scene_.names_model(i)) return;
      if (!is_among(word(i), kIs)) continue;
      std::size_t name = before_bracket(tokens_, i);
      // "NAME from LAB represents": the lab in between.
      const bool by = name > 2 && (word(name - 2) == "from" || word(name - 2) == "by") &&
                      scene_.names(name - 1, NameKind::organization);
      if (by) name -= 2;
      while (name > 1 && !scene_.names_model(name - 1) && name + 6 > i &&
             (scene_.names(name - 1, NameKind::organization) || word(name - 1) == "company" ||
              word(name - 1) == "chinese" || word(name - 1) == "from")) {
        --name;
      }
      if (name == 0 || !scene_.names_model(name - 1)) return;
      return add(scene_.group_at(name - 1)->tokens, "predicate", noun);
    }
  }

  // --- "NAME: API launch and open-weights release", "LAB's NAME, voice updates and rollout": what
  // opens a heading or stands before its colon is what came out.
  void read_headline(std::size_t noun) {
    if (scene_.models().empty()) return;
    const NameGroup& group = scene_.models().front();
    const std::size_t first = group.first();
    const bool lab = scene_.names(0, NameKind::organization);
    const bool owned = first == 2 && (word(1) == "'s" || scene_.mark(1, "quote")) && lab;
    if ((first != 0 && !owned && !(first == 1 && lab)) || noun <= group.last()) return;
    if (scene_.models().size() > 1 && scene_.models()[1].first() < noun) return;
    if (noun - group.last() > kHeadlineAheadMax) return;
    std::size_t next = group.last() + 1;
    // "NAME and PRODUCT rollout"
    const bool joined = heading_ && (word(next) == "and" || scene_.mark(next, "/"));
    if (!scene_.mark(next, ":") && !joined &&
        !(heading_ &&
          (scene_.mark(next, ",") || scene_.mark(next, "-") || scene_.mark(next, "quote")))) {
      return;
    }
    for (std::size_t i = next; i < noun; ++i) {
      if (is_among(word(i), kDating) || scene_.mark(i, ";")) return;
    }
    static constexpr auto kWhole =
        word_set({"release", "launch", "launches", "rollout", "debut", "drop", "unveiling"});
    if (is_among(word(noun), kWhole)) add(group.tokens, "headline", noun);
  }

  void add(std::vector<std::size_t> models, Words rule, std::size_t noun) {
    std::erase_if(models, [&](std::size_t model) {
      return comparison_before(tokens_, model).has_value() || is_among(word(model + 1), kRecords);
    });
    if (models.empty()) return;
    ReleaseFrame frame;
    frame.agent = owner_before(models.front());
    if (frame.agent == nullptr) frame.agent = owner_before(noun);
    frame.models = std::move(models);
    frame.planned = is_planned(tokens_, noun);
    frame.rule = rule;
    frames_.push_back(std::move(frame));
  }

  // "LAB's NAME", "LAB NAME", "LAB's release"
  [[nodiscard]] const Mention* owner_before(std::size_t i) const {
    if (i >= 2 && word(i - 1) == "'s" && scene_.names(i - 2, NameKind::organization)) {
      return tokens_[i - 2].mention;
    }
    if (i >= 1 && scene_.names(i - 1, NameKind::organization)) return tokens_[i - 1].mention;
    return nullptr;
  }

  const ReleaseScene& scene_;
  const std::vector<Token>& tokens_;
  bool heading_;
  ReleaseFrames frames_;
};

}  // namespace

ReleaseFrames read_release_nouns(const ReleaseScene& scene) {
  return NounReader(scene).read();
}

}  // namespace dossier
