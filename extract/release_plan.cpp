#include "extract/release_plan.h"

#include <optional>

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

constexpr std::size_t kTimeAheadMax = 4;  // From "for" to the month or quarter

class PlanReader {
 public:
  explicit PlanReader(const ReleaseScene& scene) : scene_(scene), tokens_(scene.tokens()) {}

  ReleaseFrames read() {
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (word(i).empty()) continue;
      read_schedule(i);
      read_followup(i);
      read_expected(i);
      read_promise(i);
      read_awaited(i);
    }
    return std::move(frames_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return scene_.word(i); }

  // --- "NAME is set to launch in April", "NAME, slated for mid-May", "NAME is on track for June"
  void read_schedule(std::size_t at) {
    static constexpr auto kSet =
        word_set({"set", "scheduled", "slated", "due", "planned", "schedule", "track"});
    if (!is_among(word(at), kSet)) return;
    if (!tells_of_release(at + 1) && !tells_of_time(at + 1)) return;
    std::size_t i = at;
    while (i > 0 && (word(i - 1) == "is" || word(i - 1) == "are" || word(i - 1) == "remains" ||
                     word(i - 1) == "on" || word(i - 1) == "now" || word(i - 1).ends_with("ly"))) {
      --i;
    }
    // "NAME, due in May"
    const bool apposed = i == at && scene_.mark(at - 1, ",");
    if (apposed) --i;
    if (i < at) add_subject(i, "schedule");
  }

  // "to launch", "for release"
  [[nodiscard]] bool tells_of_release(std::size_t at) const {
    static constexpr auto kOut =
        word_set({"launch", "release", "ship", "debut", "be", "arrive", "land", "drop", "follow"});
    if ((word(at) != "to" && word(at) != "for") || !is_among(word(at + 1), kOut)) return false;
    return word(at + 1) != "be" || is_among(word(at + 2), kArrives);
  }

  // "for the first quarter of 2027", "in mid-May"
  [[nodiscard]] bool tells_of_time(std::size_t at) const {
    if (word(at) != "for" && word(at) != "in" && word(at) != "on" && word(at) != "by") return false;
    for (std::size_t i = at + 1; i <= at + kTimeAheadMax && i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::name) return false;
      if (is_time(word(i)) || tokens_[i].text.starts_with("20")) return true;
    }
    return false;
  }

  static bool is_time(Words w) {
    static constexpr auto kTimes =
        word_set({"january", "february",  "march",    "april",    "may",      "june",     "july",
                  "august",  "september", "october",  "november", "december", "quarter",  "spring",
                  "summer",  "autumn",    "fall",     "winter",   "week",     "month",    "monday",
                  "tuesday", "wednesday", "thursday", "friday",   "year",     "tomorrow", "q1",
                  "q2",      "q3",        "q4"});
    if (w.starts_with("mid-") || w.starts_with("late-")) return is_time(w.substr(w.find('-') + 1));
    return is_among(w, kTimes);
  }

  // --- "NAME will follow in June", "NAME will launch soon"; not "will follow instructions"
  void read_followup(std::size_t at) {
    static constexpr auto kComes = word_set({"follow", "launch", "ship", "arrive", "debut"});
    if (!is_among(word(at), kComes) || is_doubted(tokens_, at)) return;
    const std::size_t will =
        word(at - 1) == "also" || word(at - 1).ends_with("ly") ? at - 2 : at - 1;
    if (word(will) != "will" && (word(will) != "to" || word(at) != "follow")) return;
    static constexpr auto kAfter =
        word_set({"in", "on", "later", "soon", "next", "within", "by", "this", "shortly", "at",
                  "before", "after", "and", "as"});
    const bool ends = word(at + 1).empty() && !scene_.names_model(at + 1);
    if (word(at) != "follow" && (word(at + 1) == "on" || word(at + 1) == "in") &&
        !tells_of_time(at + 1)) {
      return;  // "will launch on Some Cloud"
    }
    if (ends || is_among(word(at + 1), kAfter)) add_subject(will, "follows");
  }

  // --- "LAB is expected to release NAME"
  void read_expected(std::size_t at) {
    static constexpr auto kRelease =
        word_set({"release", "launch", "open-source", "ship", "unveil", "publish", "announce",
                  "introduce", "debut", "preview"});
    const bool told = word(at) == "expected" && (word(at - 1) == "is" || word(at - 1) == "are");
    if (!told || at < 2 || word(at + 1) != "to" || !is_among(word(at + 2), kRelease)) return;
    if (!scene_.names(at - 2, NameKind::organization)) return;
    const std::vector<std::size_t> models = read_object(scene_, at + 3, ObjectOf::verb).models;
    if (!models.empty()) add(models, tokens_[at - 2].mention, "expected");
  }

  // --- "NAME …, and LAB has promised the weights for May"
  void read_promise(std::size_t at) {
    static constexpr auto kPromises = word_set({"promised", "promises", "pledged", "pledges"});
    static constexpr auto kWhat = word_set({"weights", "release", "checkpoints", "open"});
    if (!is_among(word(at), kPromises) || word(at - 1) == "not" || word(at - 1) == "the") {
      return;
    }
    std::size_t i = at + 1;
    while (word(i) == "the" || word(i) == "its" || word(i) == "their" || word(i) == "a" ||
           word(i) == "open") {
      ++i;
    }
    if (!is_among(word(i), kWhat)) return;
    std::vector<std::size_t> models = read_object(scene_, i, ObjectOf::verb).models;
    if (models.empty() && scene_.models().size() == 1 && scene_.models().front().last() < at) {
      models = scene_.models().front().tokens;
    }
    if (!models.empty()) add(models, nullptr, "promised");
  }

  // --- "NAME is large, with weights expected next week"
  void read_awaited(std::size_t at) {
    if (word(at) != "weights" || (word(at - 1) != "with" && word(at - 1) != "open")) return;
    if (word(at + 1) != "expected" && word(at + 1) != "due" && word(at + 1) != "coming") return;
    if (scene_.models().size() != 1 || scene_.models().front().last() >= at) return;
    add(scene_.models().front().tokens, nullptr, "awaited");
  }

  void add_subject(std::size_t i, Words rule) {
    const std::optional<std::size_t> subject = state_subject(scene_, i);
    if (!subject) return;
    const NameGroup& group = *scene_.group_at(*subject);
    const Words before = word(group.first() - 1);
    if (before == "when" || before == "if" || before == "once" || before == "whether") return;
    add(group.tokens, nullptr, rule);
  }

  void add(const std::vector<std::size_t>& models, const Mention* lab, Words rule) {
    frames_.push_back({models, lab, true, false, rule, tokens_.size()});
  }

  const ReleaseScene& scene_;
  const std::vector<Token>& tokens_;
  ReleaseFrames frames_;
};

}  // namespace

ReleaseFrames read_release_plans(const ReleaseScene& scene) {
  return PlanReader(scene).read();
}

}  // namespace dossier
