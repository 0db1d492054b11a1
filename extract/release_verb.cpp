#include "extract/release_verb.h"

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

constexpr std::size_t kAgentBackMax = 12;      // Tokens from a verb back to who releases
constexpr std::size_t kConfidentAheadMax = 6;  // To a model that the verb surely governs
constexpr std::size_t kLooseAheadMax = 3;      // To one that "revealed" may govern
constexpr std::size_t kRelativeBackMax = 5;    // From a verb back to its "which"
constexpr std::size_t kLabelRestMax = 5;       // "NAME (preview):" from its name to its end

struct Agent {
  const Mention* organization = nullptr;
  bool self = false;  // "we", "the company": who that is stands elsewhere
};

class VerbReader {
 public:
  explicit VerbReader(const ReleaseScene& scene) : scene_(scene), tokens_(scene.tokens()) {}

  ReleaseFrames read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!word(i).empty()) read_active(i);
    }
    return std::move(frames_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return scene_.word(i); }

  // --- "LAB released NAME", "we announce NAME"

  // One past the verb that stands at `i`; 0 if none does.
  [[nodiscard]] std::size_t behind_verb(std::size_t i) const {
    const Words w = word(i);
    const Words next = word(i + 1);
    if (w == "open" && (next.starts_with("sourc") || next == "weighting" || next == "weighted")) {
      return i + 2;
    }
    if ((w == "put" || w == "puts" || w == "putting") && next == "out") return i + 2;
    if ((w == "back" || w.starts_with("follow")) && next == "with") return i + 2;
    if (renews(i) && scene_.mark(i + 1, "quote")) return 0;  // "pushed “use NAME”"
    if (renews(i)) return word(i + 1) == "up" || word(i + 1) == "out" ? i + 2 : i + 1;
    if (i == 0 && w == "meet") return i + 1;
    if (w == "hello" && next == "to") return i + 2;
    if (w.starts_with("roll")) return next == "out" && is_among(w, kVerbs) ? i + 2 : 0;
    if (!is_among(w, kVerbs) || is_noun_at(tokens_, i)) return 0;
    return next == "out" ? i + 2 : i + 1;
  }

  void read_active(std::size_t verb) {
    const bool own = is_among(word(verb), kOwnVerbs);
    const std::size_t from = own ? verb + 1 : behind_verb(verb);
    if (from == 0 || is_doubted(tokens_, verb) || word(from) == "by") return;
    if (is_passive(tokens_, verb) || is_attribute(verb) || is_users(verb)) return;
    const Agent agent = agent_before(verb);
    if (own && !agent.self && agent.organization == nullptr) return;
    ReleaseObject object = read_object(scene_, from, ObjectOf::verb);
    const bool loose = object.broken && !object.speaks_of_model;
    if (own && (loose || agent.organization != nullptr) && !word(verb).starts_with("present")) {
      return;
    }
    bool labelled = false;
    if (object.models.empty()) object.models = relative_models(verb);
    const bool relative = !object.models.empty() && object.models.back() < verb;
    if (relative) return add_relative(verb, agent, object.models);
    if (object.models.empty() && object.speaks_of_model) {
      object.models = label_models(verb);
      labelled = true;
    }
    if (object.models.empty()) return;
    if (word(verb) == "deployed" && agent.organization == nullptr) return;  // Users do it
    if (!labelled && is_loose(verb) && object.models.front() > verb + kLooseAheadMax) return;
    add_active(verb, agent, object, labelled);
  }

  // "NAME, which LAB released in May, …"
  [[nodiscard]] std::vector<std::size_t> relative_models(std::size_t verb) const {
    std::size_t i = verb;
    while (i > 0 && verb - i < kRelativeBackMax && word(i - 1) != "which" &&
           word(i - 1) != "that") {
      const bool passes = scene_.names(i - 1, NameKind::organization) || word(i - 1) == "the" ||
                          says_self(word(i - 1)) || is_among(word(i - 1), kHelpers) ||
                          word(i - 1) == "it" || word(i - 1).ends_with("ly");
      if (!passes) return {};
      --i;
    }
    if (i < 2 || i == verb || (word(i - 1) != "which" && word(i - 1) != "that")) return {};
    const std::size_t name = scene_.mark(i - 2, ",") && i > 2 ? i - 3 : i - 2;
    if (!scene_.names_model(name) || comparison_before(tokens_, name)) return {};
    return scene_.group_at(name)->tokens;
  }

  void add_relative(std::size_t verb, const Agent& agent, std::vector<std::size_t> models) {
    const std::optional<std::string> by =
        agent.organization != nullptr ? scene_.organization_of(*agent.organization) : std::nullopt;
    std::erase_if(models, [&](std::size_t model) { return by && scene_.is_foreign(model, *by); });
    if (models.empty() || (!by && !agent.self)) return;
    frames_.push_back(
        {std::move(models), agent.organization, is_planned(tokens_, verb), false, "verb:which", 0});
  }

  void add_active(std::size_t verb, const Agent& agent, const ReleaseObject& object,
                  bool labelled) {
    ReleaseFrame frame;
    frame.agent = agent.organization;
    frame.planned = is_planned(tokens_, verb);
    frame.rule = labelled ? "verb:label" : agent.self ? "verb:we" : "verb";
    const bool near = !labelled && object.models.front() - verb <= kConfidentAheadMax;
    frame.sure = near && !object.broken && !renews(verb);
    const std::optional<std::string> by =
        frame.agent != nullptr ? scene_.organization_of(*frame.agent) : std::nullopt;
    if (renews(verb) && !by) return;
    for (const std::size_t model : object.models) {
      if (renews(verb) && !scene_.is_made_by(model, *by)) continue;
      const bool foreign = by && scene_.is_foreign(model, *by);
      if (foreign && model - verb > 2) continue;
      frame.sure &= !foreign;
      frame.models.push_back(model);
    }
    if (!frame.models.empty()) frames_.push_back(std::move(frame));
  }

  // A new state of a model that is out: a release if its maker does it.
  [[nodiscard]] bool renews(std::size_t verb) const {
    static constexpr auto kRenews =
        word_set({"upgraded", "upgrades", "refreshed", "pushes", "pushed", "lands"});
    const bool opens = word(verb).starts_with("open") && word(verb + 1) == "up";
    const bool rolls = word(verb).starts_with("roll") && word(verb + 1) != "out";
    return is_among(word(verb), kRenews) || opens || (rolls && is_among(word(verb), kVerbs));
  }

  // "the recently released NAME"
  [[nodiscard]] bool is_attribute(std::size_t verb) const {
    const Words before = word(verb - 1);
    if (before != "recently" && before != "newly" && before != "previously") return false;
    std::size_t i = verb - 1;
    while (i > 0 && (word(i - 1) == "very" || word(i - 1) == "most" || word(i - 1) == "only")) --i;
    static constexpr auto kDeterminers = word_set({"the", "a", "our", "its", "their", "this"});
    return i > 0 && is_among(word(i - 1), kDeterminers);
  }

  // "A member released …": not the maker's.
  [[nodiscard]] bool is_users(std::size_t verb) const {
    static constexpr auto kUsers = word_set(
        {"member", "members", "user", "users", "someone", "somebody", "commenter", "community"});
    return verb > 0 && is_among(word(verb - 1), kUsers);
  }

  // Verbs of showing and serving, that have many other objects.
  [[nodiscard]] bool is_loose(std::size_t verb) const {
    const Words w = word(verb);
    return w.starts_with("reveal") || w.starts_with("publish") || w == "contribute";
  }

  // Who does it: the last organization before the verb, or somebody who speaks for one.
  [[nodiscard]] Agent agent_before(std::size_t verb) const {
    Agent agent;
    const Mention* speaker = nullptr;
    for (std::size_t back = 1; back <= kAgentBackMax && back <= verb; ++back) {
      const std::size_t i = verb - back;
      if (scene_.names(i, NameKind::organization)) {
        agent.organization = tokens_[i].mention;
        return agent;
      }
      if (scene_.names(i, NameKind::person)) {
        if (speaker == nullptr) speaker = tokens_[i].mention;
        continue;
      }
      if (scene_.names_model(i) || scene_.mark(i, ";") || scene_.mark(i, ":")) break;
      if (says_self(word(i))) {
        agent.self = true;
        break;
      }
      const bool inside = tokens_[i].depth > tokens_[verb].depth || scene_.mark(i, ")");
      const bool passes = inside || scene_.mark(i, ",") || scene_.mark(i, "quote") ||
                          word(i).ends_with("ly") || is_among(word(i), kHelpers);
      if (!passes && speaker == nullptr && back > 5) break;
      if (is_among(word(i), kClauseEnds) && word(i) != "has" && word(i) != "is" &&
          word(i) != "have" && word(i) != "will" && word(i) != "who" && word(i) != "since" &&
          word(i) != "was" && word(i) != "are" && word(i) != "had") {
        break;
      }
    }
    if (speaker != nullptr && scene_.organization_of(*speaker)) agent.organization = speaker;
    if (agent.organization == nullptr && !agent.self) agent.organization = label_lab(verb);
    return agent;
  }

  static bool says_self(Words w) {
    static constexpr auto kSelf =
        word_set({"we", "we're", "we've", "we’re", "we’ve", "company", "lab", "startup", "they"});
    return is_among(w, kSelf);
  }

  // "LAB shipped both: @somebody announced NAME": the label's subject.
  [[nodiscard]] const Mention* label_lab(std::size_t verb) const {
    const std::size_t end = scene_.label_end();
    if (end == 0 || verb < end || !scene_.names(0, NameKind::organization)) return nullptr;
    return scene_.names_model(1) || word(1) == "and" ? nullptr : tokens_[0].mention;
  }

  // "NAME: @somebody launched a unified model …"
  [[nodiscard]] std::vector<std::size_t> label_models(std::size_t verb) const {
    if (scene_.models().empty()) return {};
    const NameGroup& group = scene_.models().front();
    // "With NAME, we contribute a new model"
    if (word(0) == "with" && group.first() == 1 && scene_.mark(group.last() + 1, ",")) {
      return group.tokens;
    }
    const std::size_t end = scene_.label_end();
    if (end == 0 || verb < end || verb > end + 8) return {};
    const bool leads = group.first() == 0 || (group.first() <= 2 && !scene_.names_model(0));
    if (!leads || group.last() >= end || end > group.last() + kLabelRestMax) return {};
    return group.tokens;
  }

  const ReleaseScene& scene_;
  const std::vector<Token>& tokens_;
  ReleaseFrames frames_;
};

}  // namespace

ReleaseFrames read_release_verbs(const ReleaseScene& scene) {
  return VerbReader(scene).read();
}

}  // namespace dossier
