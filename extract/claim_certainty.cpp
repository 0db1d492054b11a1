#include "extract/claim_certainty.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/assertion.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kConfidentBytesMax = 700;  // Longer sentences hold too much to be sure
constexpr std::size_t kBenchmarksMax = 4;        // One figure or place on more boards is a mistake

class Certainty {
 public:
  Certainty(const Reading& reading, TextSpan sentence, const Inherited& inherited,
            const SentenceNames& names, const CertaintyQuery& query)
      : reading_(reading),
        text_(reading.article.text),
        sentence_(sentence),
        inherited_(inherited),
        names_(names),
        tokens_(names.tokens()),
        query_(query) {}

  [[nodiscard]] bool decide() const {
    if (!query_.unmistakable || sentence_.size() > kConfidentBytesMax) return false;
    const bool few = query_.model_pick->names.size() == 1 &&
                     query_.benchmark_pick->names.size() <= kBenchmarksMax;
    return few && is_tied() && is_plain() && !is_hedged(tokens_);
  }

 private:
  // Words tie the claim to its model and its benchmark.
  [[nodiscard]] bool is_tied() const {
    const Tie model = query_.model_pick->tie;
    const Tie benchmark = query_.benchmark_pick->tie;
    const bool figure = query_.rule == "figure";
    if (figure && model == Tie::exact && benchmark == Tie::inherited) return is_announced();
    // A superlative needs its benchmark beside it; a figure may stand farther off if the sentence
    // names no other and says that it is a score; so may a place.
    const bool far = benchmark == Tie::clause && query_.rule != "lead";
    const bool near =
        benchmark == Tie::exact || (far && (model == Tie::exact || !figure || query_.told));
    const bool leans = model == Tie::inherited && near && leans_on_one();
    const bool pronoun = query_.subject != nullptr && !sentence_.contains(query_.subject->span);
    const bool whole = !pronoun || is_whole_name(*query_.subject);
    return (model >= Tie::clause && near && whole) || leans;
  }

  // "MODEL: 58.4%" in a list below its benchmark.
  [[nodiscard]] bool is_announced() const {
    constexpr std::size_t kItemTokensMax = 24;
    const bool above = inherited_.benchmarks_reach == Reach::introduction ||
                       inherited_.benchmarks_reach == Reach::heading ||
                       inherited_.benchmarks_reach == Reach::list;
    // "Text top-3: MODEL (1455)" is labelled by what it is of.
    return above && names_.benchmarks().empty() && names_.names(0, NameKind::model) &&
           tokens_.size() <= kItemTokensMax && !names_unknown();
  }

  // The names are what they seem: listed, whole, a model and not a family.
  [[nodiscard]] bool is_plain() const {
    const Mention& benchmark = *query_.benchmark;
    const bool listed = reading_.lexicon.find(benchmark.canonical, NameKind::benchmark).has_value();
    return listed && names_.is_plain_name(benchmark) && is_one_board(benchmark) &&
           is_particular(query_.subject) && is_particular(query_.versus);
  }

  // The sentence goes on about the one model in force: it opens with a pronoun, a benchmark or a
  // figure, and names no other model but those that it is measured against.
  [[nodiscard]] bool leans_on_one() const {
    const Mention* subject = query_.subject;
    if (subject == nullptr || inherited_.models.size() != 1) return false;
    const bool in_list = inherited_.models_reach == Reach::list;
    const bool far = inherited_.models_reach == Reach::document ||
                     (in_list && query_.rule != "figure" && query_.rule != "comparison");
    if (far || !is_whole_name(*subject)) return false;
    if (names_.is_any_subject()) return false;
    static constexpr auto kOpenings =
        word_set({"it",          "its",      "reported", "scores",  "score",    "benchmarks",
                  "benchmark",   "results",  "scored",   "on",      "headline", "key",
                  "performance", "evals",    "reaches",  "ranks",   "ranked",   "beats",
                  "also",        "achieves", "official", "notable", "published"});
    const Words opening = names_.word(0);
    const bool model = (opening == "the" || opening == "this") && names_.word(1) == "model";
    const bool opens = is_among(opening, kOpenings) || model ||
                       tokens_.front().kind == TokenKind::number ||
                       names_.names(0, NameKind::benchmark);
    return (opens || says_it()) && !names_unknown();
  }

  // "Acme scored it 52 on …": the one that the sentence before was about.
  [[nodiscard]] bool says_it() const {
    if (inherited_.models_reach != Reach::block) return false;
    for (std::size_t i = 0; i < query_.at && i < tokens_.size(); ++i) {
      const Words w = names_.word(i);
      if (w == "it" || w == "its") return true;
      if (w == "model" && i > 0 && names_.word(i - 1) == "the") return true;
    }
    return false;
  }

  // A numbered model, and no capitalised word behind it goes on with its name.
  [[nodiscard]] bool is_whole_name(const Mention& mention) const {
    if (mention.canonical.find_first_of("0123456789") == std::string::npos) return false;
    const std::size_t next = mention.span.end;
    if (next + 1 >= text_.size() || text_[next] != ' ') return true;
    return text_[next + 1] < 'A' || text_[next + 1] > 'Z';
  }

  // A capitalised word with a digit is a name that nobody knows: "Qwopus3.6", "A13B".
  [[nodiscard]] bool names_unknown() const {
    return std::ranges::any_of(tokens_, [this](const Token& token) {
      if (token.kind != TokenKind::word) return false;
      const char c = text_[token.span.start];
      const bool digit = token.text.find_first_of("0123456789") != std::string::npos;
      return c >= 'A' && c <= 'Z' && digit;
    });
  }

  // A board, not the site that has many.
  static bool is_one_board(const Mention& benchmark) {
    return benchmark.canonical != "LMArena" && benchmark.canonical != "Arena";
  }

  // A model, not a family, and not the beginning of a longer name: "Gemini 2.0 flash".
  [[nodiscard]] bool is_particular(const Mention* model) const {
    if (model == nullptr) return true;
    static constexpr auto kTiers = std::to_array<Words>(
        {" flash", " pro", " mini", " nano", " lite", " turbo", " max", " plus", " thinking"});
    const Words behind = text_.substr(std::min(model->span.end, text_.size()));
    const bool goes_on =
        std::ranges::any_of(kTiers, [behind](Words tier) { return behind.starts_with(tier); });
    if (goes_on) return false;
    const std::optional<NameEntry> entry = reading_.lexicon.find(model->canonical, NameKind::model);
    return !entry || name_key(entry->family) != name_key(model->canonical);
  }

  const Reading& reading_;
  std::string_view text_;
  TextSpan sentence_;
  const Inherited& inherited_;
  const SentenceNames& names_;
  const std::vector<Token>& tokens_;
  const CertaintyQuery& query_;
};

}  // namespace

bool is_certain(const Reading& reading, TextSpan sentence, const Inherited& inherited,
                const SentenceNames& names, const CertaintyQuery& query) {
  return Certainty(reading, sentence, inherited, names, query).decide();
}

}  // namespace dossier
