#include "render/proof_vocabulary.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "render/proof_plain_words.h"

namespace dossier::proof {
namespace {

static_assert(std::ranges::is_sorted(kPlainWords));

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

bool is_plain(std::string_view key) {
  return std::ranges::binary_search(kPlainWords, key);
}

// Without the commonest endings, so that "widening" and "widens" are one word.
std::string_view stem_of(std::string_view key) {
  for (const std::string_view ending : {"ingly", "ings", "ing", "edly", "ies", "ied", "est", "ers",
                                        "ed", "es", "er", "ly", "s", "e", "y"}) {
    if (key.size() >= ending.size() + 3 && key.ends_with(ending)) {
      key.remove_suffix(ending.size());
      break;
    }
  }
  if (key.size() > 4 && key[key.size() - 1] == key[key.size() - 2]) key.remove_suffix(1);
  return key;
}

bool is_same_word(std::string_view one, std::string_view other) {
  return one == other || (one.size() > 3 && other.size() > 3 && stem_of(one) == stem_of(other));
}

// Words that say that something is not so, or not quite.
constexpr auto kDenials = std::to_array<std::string_view>(
    {"not",     "no",     "never",  "none",    "neither", "nor",  "cannot", "without", "nobody",
     "nothing", "hardly", "barely", "don",     "doesn",   "didn", "isn",    "aren",    "wasn",
     "won",     "wouldn", "couldn", "shouldn", "can",     "hasn", "haven"});

// What a page says of itself and of its subjects, in words that would need evidence elsewhere.
constexpr auto kOwnPhrases = std::to_array<std::string_view>(
    {"most of what is new", "what may be learned from whom", "it is who leads",
     "the stake is money", "no date given", "not yet due", "no release found", "not settled",
     "no longer says", "no longer carries", "no longer compares",
     "anybody else's measurement bear out", "first appearance", "is disputed", "said again",
     "spoke again", "announced before and now out"});

// What changes the sense of a sentence by standing in it. That the evidence has the word
// somewhere does not carry it over: in a sentence made of fields it must come from one of them.
constexpr auto kTelling = std::to_array<std::string_view>(
    {"not",       "no",      "never",  "none",       "nobody",    "nothing",     "without",
     "all",       "every",   "each",   "most",       "many",      "some",        "few",
     "several",   "only",    "always", "mostly",     "may",       "might",       "could",
     "should",    "must",    "would",  "reportedly", "allegedly", "likely",      "nearly",
     "almost",    "about",   "around", "roughly",    "over",      "under",       "above",
     "below",     "more",    "less",   "fewer",      "than",      "least",       "better",
     "worse",     "best",    "worst",  "largest",    "biggest",   "smallest",    "fastest",
     "strongest", "highest", "lowest", "leading",    "top",       "record",      "easily",
     "before",    "after",   "until",  "beyond",     "closed",    "proprietary", "longer",
     "doubles",   "lost",    "cannot", "nor",        "neither",   "hardly",      "barely"});

class VocabularyChecker {
 public:
  explicit VocabularyChecker(const Reading& reading) : r_{reading} {}

  std::vector<Unproved> run() {
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      const Word& word = r_.words[i];
      if (word.quoted || word.in_name || word.spent || word.key.size() < 2) continue;
      const bool number = word.key[0] >= '0' && word.key[0] <= '9';
      if (number || static_cast<unsigned char>(word.key[0]) >= 0x80 || in_figure(i) ||
          is_founded(i))
        continue;
      messages_.push_back({"the word \"" + word.key + "\" stands in none of its evidence", ""});
    }
    for (const Figure& figure : figures_of(r_.words)) check_hedge(figure);
    check_denials();
    return std::move(messages_);
  }

 private:
  template <typename Test>
  [[nodiscard]] bool any(Test test) const {
    return std::ranges::any_of(r_.grounds.statements,
                               [&](const Claimed* claimed) { return test(claimed->content); });
  }

  // "two", "third": checked as figures.
  [[nodiscard]] bool in_figure(std::size_t at) const {
    return !figures_of({r_.words[at]}).empty() ||
           holds(std::array{"million", "billion", "trillion", "thousand"}, r_.words[at].key);
  }

  [[nodiscard]] bool is_founded(std::size_t at) const {
    const std::string_view key = r_.words[at].key;
    const bool telling = holds(kTelling, key);
    if (!telling && !r_.altered) return true;  // The writer's own words, the same on every page
    if (telling && hedges_figure(at)) return true;
    return is_plain(key) || is_licensed(at, key) ||
           ((!telling || is_told_freely()) && stands_in_evidence(key)) || stands_in_claims(key) ||
           stands_in_topic(at) || stands_in_phrase(at) || at < r_.lead_words;
  }

  // A position or an event may be told in the words of its evidence; figures, releases and trends
  // are told by their fields.
  [[nodiscard]] bool is_told_freely() const {
    return any([](const Content& c) {
      return c.kind == "event" || (c.kind == "stance" && c.direction.empty());
    });
  }

  // "about 9B", where the evidence says so.
  [[nodiscard]] bool hedges_figure(std::size_t at) const {
    for (const Figure& figure : figures_of(r_.words)) {
      if (figure.word != at + 1 && figure.word != at + 2) continue;
      for (const std::string& passage : r_.grounds.passages) {
        const std::vector<Word> words = words_of(passage);
        for (const Figure& known : figures_of(words)) {
          const bool same = known.value == figure.value;
          if (same && !hedge_before(passage, words, known.word).empty()) return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool stands_in_evidence(std::string_view key) const {
    const auto in = [&](std::string_view wanted) {
      const auto same = [&](const Word& word) { return is_same_word(word.key, wanted); };
      return std::ranges::any_of(r_.grounds.words, same) ||
             std::ranges::any_of(r_.grounds.speakers, same);
    };
    if (in(key)) return true;
    return std::ranges::any_of(kSynonyms, [&](const auto& pair) {
      return (is_same_word(pair.first, key) && in(pair.second)) ||
             (is_same_word(pair.second, key) && in(pair.first));
    });
  }

  [[nodiscard]] bool stands_in_claims(std::string_view key) const {
    return any([&](const Content& c) {
      for (const std::string* said :
           {&c.model, &c.versus, &c.among, &c.aspect, &c.conditions, &c.target, &c.action,
            &c.object, &c.license, &c.unit, &c.holder, &c.organization, &c.benchmark}) {
        for (const Word& word : words_of(plain_form(*said))) {
          if (is_same_word(word.key, key)) return true;
        }
      }
      return false;
    });
  }

  // "On limits on open-weight models, …": the subject that a stance is filed under, in the words
  // of the list of subjects.
  [[nodiscard]] bool stands_in_topic(std::size_t at) const {
    if (!any([](const Content& c) { return c.kind == "stance"; })) return false;
    if (r_.key(at) == "closed" || r_.key(at) == "proprietary") return false;
    for (std::size_t i = at; i-- > 0;) {
      const std::string_view between =
          r_.plain.substr(r_.words[i].end, r_.words[i + 1].start - r_.words[i].end);
      if (between.find_first_of(",;:") != std::string_view::npos) return false;
      const bool opens = i == 0 || r_.words[i].opens;
      if (r_.words[i].key == "on" && opens) return true;
    }
    return false;
  }

  // What a page says of itself: "most of what is new".
  [[nodiscard]] bool stands_in_phrase(std::size_t at) const {
    return std::ranges::any_of(kOwnPhrases, [&](std::string_view phrase) {
      const std::vector<Word> words = words_of(phrase);
      for (std::size_t start = at < words.size() ? 0 : at + 1 - words.size(); start <= at;
           ++start) {
        const bool stands = std::ranges::all_of(
            words, [&, i = start](const Word& w) mutable { return r_.key(i++) == w.key; });
        if (stands) return true;
      }
      return false;
    });
  }

  // Words that say what a field of a statement says.
  [[nodiscard]] bool is_licensed(std::size_t at, std::string_view key) const {
    struct License {
      std::string_view stem;
      bool (*test)(const Content&);
    };
    static constexpr auto kReleased = [](const Content& c) { return c.kind == "release"; };
    static constexpr auto kStance = [](const Content& c) { return c.kind == "stance"; };
    static constexpr auto kTrend = [](const Content& c) { return !c.direction.empty(); };
    static constexpr auto kFigure = [](const Content& c) { return c.kind == "benchmark"; };
    static constexpr License kLicenses[] = {
        {"releas", kReleased},
        {"announc", kReleased},
        {"plan", [](const Content& c) { return c.planned; }},
        {"follow", [](const Content& c) { return c.planned; }},
        {"activ", [](const Content& c) { return !c.active_parameters.empty(); }},
        {"widen", kTrend},
        {"narrow", kTrend},
        {"hold", kTrend},
        {"steady", kTrend},
        {"open", [](const Content& c) { return c.kind == "release" || !c.direction.empty(); }},
        {"closed", kTrend},
        {"expect", kStance},
        {"rank", [](const Content& c) { return c.rank.has_value(); }},
        {"ahead", kFigure},
        {"behind", kFigure},
        {"level", kFigure},
        {"trail", kFigure},
        {"beat", kFigure},
        {"lead", [](const Content& c) { return c.rank == 1.0; }},
        {"chang", [](const Content& c) { return c.relation == "change"; }},
        {"ros", [](const Content& c) { return c.relation == "change"; }},
        {"fell", [](const Content& c) { return c.relation == "change"; }},
        {"from", kFigure},
        {"support", [](const Content& c) { return c.polarity == "support"; }},
        {"oppos", [](const Content& c) { return c.polarity == "oppose"; }},
    };
    for (const License& license : kLicenses) {
      if (key.starts_with(license.stem) && any(license.test)) return true;
    }
    const bool standing = key.starts_with("contest") || key.starts_with("corroborat") ||
                          key.starts_with("conflict") || key.starts_with("differ");
    if (standing) return true;  // Held against the statements elsewhere
    const bool will = key == "will" || key == "would" || key == "out";
    if (will && r_.plain.find('?') != std::string_view::npos) return true;
    if (will && any([](const Content& c) { return c.planned || c.stance == "forecast"; })) {
      return true;
    }
    if (key == "under") {  // "under the MIT license"
      for (std::size_t i = at + 1; i < std::min(at + 8, r_.words.size()); ++i) {
        if (r_.key(i) == "license" || r_.key(i) == "licenses") return true;
      }
    }
    const bool version = key[0] == 'v' && key.size() < 6 && key[1] >= '0' && key[1] <= '9';
    return version || (at == 0 && key == "no");
  }

  // --- What was lost

  // A figure that its evidence hedges wherever it gives it: "about 9B", "~40%", "up to 5x".
  void check_hedge(const Figure& figure) {
    const Word& word = r_.words[figure.word];
    if (word.quoted || word.in_name || word.spent || figure.spelled) return;
    if (is_size(figure)) return;
    std::optional<std::string> hedge;
    for (const std::string& passage : r_.grounds.passages) {
      const std::vector<Word> words = words_of(passage);
      for (const Figure& known : figures_of(words)) {
        if (known.spelled || known.value != figure.value) continue;
        const std::string found = hedge_before(passage, words, known.word);
        if (found.empty()) return;
        hedge = found;
      }
    }
    if (!hedge || !hedge_before(r_.plain, r_.words, figure.word).empty()) return;
    const std::string printed{r_.plain.substr(word.start, word.end - word.start)};
    messages_.push_back(
        {"figure " + printed + " is told without the \"" + *hedge + "\" of its evidence", printed});
  }

  // "~428B parameters": sizes are rounded by nature, and printed as the lists give them.
  [[nodiscard]] bool is_size(const Figure& figure) const {
    return any([&](const Content& c) {
      for (const std::string* size : {&c.total_parameters, &c.active_parameters}) {
        const std::vector<Figure> known = figures_of(words_of(plain_form(*size)));
        if (!known.empty() && known.front().value == figure.value) return true;
      }
      return false;
    });
  }

  [[nodiscard]] static std::string hedge_before(std::string_view plain,
                                                const std::vector<Word>& words, std::size_t at) {
    const std::string_view before = plain.substr(0, words[at].start);
    for (const std::string_view sign : {"~", "\u2248", "~$", "~ "}) {
      if (before.ends_with(sign)) return std::string{sign};
    }
    if (at > 0 && holds(std::array{"about", "around", "roughly", "approximately", "nearly",
                                   "almost", "circa", "estimated"},
                        words[at - 1].key)) {
      return words[at - 1].key;
    }
    if (at < 2) return {};
    std::string pair = words[at - 2].key + ' ' + words[at - 1].key;
    if (holds(std::array{"up to", "more than", "less than", "at least", "at most"}, pair)) {
      return pair;
    }
    return {};
  }

  // A stance told in other words: a "not" between two words that both were taken over must be
  // taken over, too.
  void check_denials() {
    if (!any([](const Content& c) { return c.kind == "stance" && c.direction.empty(); })) return;
    const auto says = [&](std::string_view key) {
      return std::ranges::any_of(
          r_.words, [&](const Word& word) { return !word.quoted && is_same_word(word.key, key); });
    };
    const auto tells = [&](const Word& word) { return word.key.size() > 3 && !is_plain(word.key); };
    const auto denies = [&](const Word& word) {
      return !word.quoted && holds(kDenials, word.key) && word.key != "can";
    };
    if (std::ranges::any_of(r_.words, denies)) return;
    const std::vector<Word>& words = r_.grounds.words;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      const bool denial =
          holds(kDenials, words[i].key) && (words[i].key != "can" || words[i + 1].key == "t");
      if (!denial) continue;
      std::size_t before = i;
      while (before > 0 && i - before < 4 && !tells(words[before])) --before;
      std::size_t after = i + 1;
      while (after + 1 < words.size() && after - i < 4 && !tells(words[after])) ++after;
      if (!tells(words[before]) || !tells(words[after])) continue;
      if (!says(words[before].key) || !says(words[after].key)) continue;
      messages_.push_back({"drops the \"" + words[i].key + "\" of its evidence", ""});
      return;
    }
  }

  const Reading& r_;
  std::vector<Unproved> messages_;
};

}  // namespace

std::vector<Unproved> unfounded_words(const Reading& reading) {
  return VocabularyChecker{reading}.run();
}

}  // namespace dossier::proof
