#include "extract/release_object.h"

#include "base/word_set.h"
#include "extract/comparison.h"
#include "extract/release_unlisted.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kObjectTokensMax = 26;
constexpr std::size_t kNamedAheadMax = 16;  // From a verb to "named NAME"
constexpr int kLeadTokensMax = 6;  // From a name to the next one that is coordinated with it
constexpr std::size_t kListedCommaMax =
    7;  // "a small, fast, open model": commas between adjectives

enum class Noun { none, model, relation, other };

Noun noun_at(const ReleaseScene& scene, std::size_t i) {
  const Words word = scene.word(i);
  if (is_among(word, kModelNouns)) return Noun::model;
  if (is_among(word, kRelationNouns)) return Noun::relation;
  if (word == "faster" || word == "cheaper") return Noun::other;  // The same model, served better
  if (!is_among(word, kOtherNouns)) return Noun::none;
  // "agent models": the last noun is the head.
  const bool modifies = is_among(scene.word(i + 1), kModelNouns) || scene.names_model(i + 1);
  return modifies ? Noun::none : Noun::other;
}

// Between the names of a coordination: "and a smaller 8B model, NAME"; not a verb.
bool may_lead_name(const ReleaseScene& scene, std::size_t i) {
  const Words word = scene.word(i);
  if (word.empty()) {
    return !scene.names(i, NameKind::person) && !scene.names(i, NameKind::benchmark);
  }
  if (is_among(word, kNamed) || is_among(word, kIncludes) || word.find('-') != Words::npos) {
    return true;
  }
  const bool verbal = word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
  return !verbal && !is_among(word, kClauseEnds) && !is_among(word, kPrepositions);
}

class ObjectReader {
 public:
  ObjectReader(const ReleaseScene& scene, std::size_t from, ObjectOf of)
      : scene_(scene), from_(from), of_(of), base_(scene.depth(from)) {}

  ReleaseObject read() {
    const std::size_t named = behind_naming();
    for (at_ = named; at_ < scene_.size() && at_ <= from_ + kObjectTokensMax; ++at_) {
      if (scene_.depth(at_) < base_ || !step()) break;
    }
    if (found() && several_) add_listed();
    if (found() && of_ == ObjectOf::verb) add_joined();
    if (found()) add_all(models_in_sizes(scene_, object_.models.back() + 1));
    return object_;
  }

 private:
  [[nodiscard]] bool found() const { return !object_.models.empty(); }

  // "a new version of A, named B": B is meant.
  [[nodiscard]] std::size_t behind_naming() const {
    for (std::size_t i = from_; i < scene_.size() && i < from_ + kNamedAheadMax; ++i) {
      if (scene_.mark(i, ":") || scene_.mark(i, ";") || is_among(scene_.word(i), kClauseEnds))
        break;
      const bool model =
          scene_.names_model(i + 1) || (scene_.mark(i + 1, "quote") && scene_.names_model(i + 2));
      if (is_among(scene_.word(i), kNamed) && model) return i + 1;
    }
    return from_;
  }

  // "two models: A, a large one with …, and B, a small one": names that open an item.
  void add_listed() {
    for (const NameGroup& group : scene_.models()) {
      const std::size_t first = group.first();
      if (first <= object_.models.back() || first < 2) continue;
      const bool joined = scene_.word(first - 1) == "and";
      if (!joined && !scene_.mark(first - 1, ",") && !scene_.mark(first - 1, ";")) continue;
      if (scene_.depth(first) != base_ || comparison_before(scene_.tokens(), first)) continue;
      const std::size_t next = group.last() + 1;
      const bool told = scene_.mark(next, ",") || (joined && scene_.word(next) == "for") ||
                        scene_.mark(next, "(") || next + 1 >= scene_.size();
      if (told)
        object_.models.insert(object_.models.end(), group.tokens.begin(), group.tokens.end());
    }
  }

  // "unveiled A on Monday, together with B": another object, further on.
  void add_joined() {
    for (std::size_t i = object_.models.back() + 1; i + 1 < scene_.size(); ++i) {
      if (is_among(scene_.word(i), kClauseEnds) || scene_.mark(i, ";")) return;
      const bool with = scene_.word(i + 1) == "with" &&
                        (scene_.word(i) == "together" || scene_.word(i) == "along");
      if (!with && scene_.word(i) != "alongside") continue;
      std::size_t at = i + (with ? 2 : 1);
      while (is_among(scene_.word(at), kModifiers) || is_among(scene_.word(at), kModelNouns)) ++at;
      const bool own =
          scene_.names_model(at) && scene_.depth(at) == base_ && !belongs_to_other_noun(scene_, at);
      if (own && scene_.word(at + 1) != "'s") add_all(scene_.group_at(at)->tokens);
      return;
    }
  }

  void add_all(const std::vector<std::size_t>& models) {
    object_.models.insert(object_.models.end(), models.begin(), models.end());
  }

  // False at the end of the phrase.
  bool step() {
    if (scene_.depth(at_) > base_) {
      if (in_list_bracket_ && scene_.names_model(at_)) take();
      return true;
    }
    if (scene_.mark(at_, "(") || scene_.mark(at_, "[")) {
      in_list_bracket_ = !found() && noun_ == Noun::model && open_;
      return true;
    }
    if (scene_.names_model(at_)) return step_model();
    if (joining_ && (!may_lead_name(scene_, at_) || ++lead_ > kLeadTokensMax)) return false;
    if (scene_.mark(at_, ";") && of_ == ObjectOf::noun && scene_.names_model(at_ + 1)) {
      joining_ = found();  // "Launches: A; B"
      return found();
    }
    if (scene_.mark(at_, ";") || scene_.mark(at_, "?") || scene_.mark(at_, "->")) return false;
    if (scene_.mark(at_, ",")) return step_comma();
    if (scene_.mark(at_, ":") || scene_.is_dash(at_)) return step_colon();
    if (scene_.names(at_, NameKind::benchmark)) return false;
    if (scene_.names(at_, NameKind::person)) return !found();
    return scene_.word(at_).empty() || step_word();
  }

  bool step_model() {
    if (comparison_before(scene_.tokens(), at_)) return false;
    if (scene_.word(at_ + 1) == "'s") return true;  // Whose: the noun follows
    if (belongs_to_other_noun(scene_, at_) || opens_clause(at_)) return false;
    if (is_called_other(scene_.tokens(), at_ + 1)) return false;
    if (open_) take();
    noun_ = Noun::none;
    joining_ = false;
    lead_ = 0;
    return true;
  }

  // "announced NAME has started training", "…, and NAME topped": the name is a verb's subject.
  [[nodiscard]] bool opens_clause(std::size_t model) const {
    static constexpr auto kFinite = word_set(
        {"is", "are", "was", "were", "has", "have", "had", "will", "can", "could", "would"});
    if (of_ == ObjectOf::noun) return false;
    const Words next = scene_.word(model + 1);
    const bool verbal = next.ends_with("ed") && scene_.word(model + 2) != "by";
    return is_among(next, kFinite) || (joining_ && verbal);
  }

  void take() {
    object_.broken |= !found() && (commas_ > 0 || object_.speaks_of_model) && !joining_;
    object_.models.push_back(at_);
  }

  bool step_comma() {
    ++commas_;
    if (found()) {
      joining_ = true;
      const bool apposes = scene_.word(at_ + 1) == "a" || scene_.word(at_ + 1) == "an";
      // "NAME, a 30B model": the rest tells of it.
      return !apposes;
    }
    if (noun_ == Noun::model || noun_ == Noun::relation) {
      open_ = true;
      return true;
    }
    return at_ - from_ <= kListedCommaMax;
  }

  // "a new family: A, B", "two models - A and B"
  bool step_colon() {
    if (found()) {
      joining_ = true;
      return scene_.is_dash(at_) && scene_.names_model(at_ + 1);
    }
    open_ = true;
    return object_.speaks_of_model || at_ == from_;
  }

  bool step_word() {
    const Words word = scene_.word(at_);
    if (is_among(word, kIncludes) || (word == "such" && scene_.word(at_ + 1) == "as")) {
      open_ = true;
      joining_ = found();
      lead_ = 0;
      return true;
    }
    if (is_among(word, kClauseEnds)) return false;
    if (word == "and" || word == "plus" || word == "alongside") {
      joining_ = found();
      return true;
    }
    if (is_among(word, kPrepositions)) return step_preposition(word);
    const Noun noun = noun_at(scene_, at_);
    if (noun == Noun::other && open_) return false;
    if (found() && !joining_ && noun != Noun::model) return false;  // The phrase is over
    if (noun != Noun::none) {
      noun_ = noun;
      if (open_) object_.speaks_of_model = true;
      several_ |= word.ends_with('s') && word != "series" && word != "weights";
      if (noun == Noun::relation) related_ = true;
    } else if (!word.ends_with("ly")) {
      noun_ = Noun::none;
    }
    return true;
  }

  bool step_preposition(Words word) {
    if (found()) return false;
    const bool complement = word == "of" || word == "for" || word == "to";
    // "weights of NAME", "an update to the NAME series"; not "a member of the NAME family", "the
    // first model of the NAME series", "a quantized version of NAME".
    const bool governs =
        complement && noun_ == Noun::model && !related_ && !is_part() && !derives();
    if (!governs) open_ = false;
    return true;
  }

  [[nodiscard]] bool is_part() const {
    static constexpr auto kParts = word_set({"model", "models", "llm", "llms"});
    return is_among(scene_.word(at_ - 1), kParts);
  }
  [[nodiscard]] bool derives() const {
    static constexpr auto kDerived =
        word_set({"version", "versions", "variant", "variants", "edition", "editions"});
    static constexpr auto kOwn =
        word_set({"new",     "next",     "latest",   "updated",  "turbo",      "preview",
                  "final",   "first",    "official", "two",      "three",      "the",
                  "several", "enhanced", "improved", "upgraded", "production", "beta",
                  "smaller", "larger",   "multiple", "mini",     "early",      "specialized"});
    return is_among(scene_.word(at_ - 1), kDerived) && !is_among(scene_.word(at_ - 2), kOwn) &&
           at_ >= from_ + 2 && scene_.tokens()[at_ - 2].kind != TokenKind::number;
  }

  const ReleaseScene& scene_;
  std::size_t from_;
  ObjectOf of_;
  std::size_t at_ = 0;
  int base_;
  ReleaseObject object_;
  Noun noun_ = Noun::none;  // What the last word was
  bool open_ = true;        // A model here is the object's, not a complement's
  bool related_ = false;    // The head is told by its relation to a model: "a member of"
  bool joining_ = false;    // Behind a found name: only another one keeps the phrase going
  bool in_list_bracket_ = false;
  int commas_ = 0;
  int lead_ = 0;          // Tokens since a name, towards the next one
  bool several_ = false;  // "two models", "new checkpoints"
};

}  // namespace

std::vector<std::size_t> models_in_sizes(const ReleaseScene& scene, std::size_t from) {
  static constexpr auto kCounts =
      word_set({"two", "three", "four", "five", "six", "seven", "eight", "several", "multiple"});
  static constexpr auto kSizes = word_set({"sizes", "versions", "variants", "flavors", "flavours",
                                           "models", "editions", "tiers", "configurations"});
  for (std::size_t i = from; i + 2 < scene.size(); ++i) {
    if (is_among(scene.word(i), kClauseEnds) || scene.mark(i, ";")) return {};
    if (!is_among(scene.word(i), kSizes)) continue;
    const bool counted = i > from && (is_among(scene.word(i - 1), kCounts) ||
                                      (i > from + 1 && is_among(scene.word(i - 2), kCounts)));
    const bool lists = scene.mark(i + 1, ":") || scene.mark(i + 1, ",") || scene.mark(i + 1, "(") ||
                       scene.is_dash(i + 1);
    if (!counted || !lists) continue;  // "our best models, in three sizes: …"
    const std::size_t first =
        scene.word(i + 2) == "the" || scene.word(i + 2) == "a" ? i + 3 : i + 2;
    return scene.names_model(first) ? scene.group_at(first)->tokens : std::vector<std::size_t>();
  }
  return {};
}

bool belongs_to_other_noun(const ReleaseScene& scene, std::size_t model) {
  std::size_t i = model + 1;
  if (scene.word(i) == "'s" || is_among(scene.word(i), kRecords)) return true;
  // "NAME × Some Academy partnership"
  const bool crossed = scene.mark(i, "x") || scene.mark(i, "+") || scene.word(i) == "x";
  for (std::size_t steps = 0; crossed && steps < 4 && !is_among(scene.word(i), kOtherNouns);
       ++steps) {
    ++i;
  }
  const Words noun = scene.word(i);
  // The API of a model with a number is how that model comes out.
  const std::string_view name = text_at(scene.text(), scene.tokens()[model].span);
  const bool numbered = name.find_first_of("0123456789") != Words::npos;
  if (numbered && (noun == "api" || noun == "apis")) return false;
  if (is_among(noun, kOtherNouns)) return !is_among(scene.word(i + 1), kModelNouns);
  // "NAME chat templates"
  static constexpr auto kOthers = word_set(
      {"template", "templates", "support", "quants", "ggufs", "integration", "partnership"});
  return !noun.empty() && noun != "and" && !is_among(noun, kPrepositions) &&
         is_among(scene.word(i + 1), kOthers);
}

ReleaseObject read_object(const ReleaseScene& scene, std::size_t from, ObjectOf of) {
  return ObjectReader(scene, from, of).read();
}

}  // namespace dossier
