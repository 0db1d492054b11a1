#include "extract/benchmark_pairing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "extract/aspect.h"
#include "extract/assertion.h"
#include "extract/claim_certainty.h"
#include "extract/condition.h"
#include "extract/figure.h"
#include "extract/figure_telling.h"
#include "extract/rank_class.h"
#include "extract/sentence_names.h"
#include "extract/speaker.h"

namespace dossier {
namespace {

using Words = std::string_view;
using Mentions = std::vector<const Mention*>;

constexpr std::size_t kTokensMax = 700;

template <std::size_t N>
bool is_among(Words word, const std::array<Words, N>& words) {
  return !word.empty() && std::ranges::find(words, word) != words.end();
}

// "Foo-1.5B/7B/72B-Instruct" names three models: prefix, sizes, suffix.
std::vector<std::string> slashed_names(Words name) {
  const std::size_t slash = name.find('/');
  if (slash == Words::npos) return {};
  const std::size_t size_start = name.rfind('-', slash);
  if (size_start == Words::npos) return {};
  const Words prefix = name.substr(0, size_start + 1);
  Words sizes = name.substr(size_start + 1);
  const std::size_t suffix_start = sizes.find('-', sizes.rfind('/'));
  const Words suffix = suffix_start == Words::npos ? Words() : sizes.substr(suffix_start);
  sizes = sizes.substr(0, suffix_start);
  std::vector<std::string> names;
  while (!sizes.empty()) {
    const std::size_t end = std::min(sizes.find('/'), sizes.size());
    std::string full(prefix);
    full.append(sizes.substr(0, end)).append(suffix);
    names.push_back(std::move(full));
    sizes.remove_prefix(std::min(end + 1, sizes.size()));
  }
  return names.size() > 1 ? names : std::vector<std::string>{};
}

class SentencePairing {
 public:
  SentencePairing(const Reading& reading, TextSpan sentence, const Inherited& inherited)
      : reading_(reading),
        text_(reading.article.text),
        sentence_(sentence),
        inherited_(inherited),
        names_(reading, sentence, inherited),
        tokens_(names_.tokens()),
        models_(names_.models()),
        benchmarks_(names_.benchmarks()) {}

  SentenceClaims pair() {
    if (tokens_.empty() || tokens_.size() > kTokensMax) return {};
    leave_focus();
    const bool in_reach = !benchmarks_.empty() || !inherited_.benchmarks.empty();
    if (!in_reach || inherited_.hypothetical || is_mark(tokens_.back(), "?")) {
      return std::move(result_);
    }
    figures_ = find_figures(text_, tokens_);
    read_comparisons();
    for (std::size_t i = 0; i < figures_.size(); ++i) read_figure(i);
    return std::move(result_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return names_.word(i); }
  [[nodiscard]] bool mark(std::size_t i, Words text) const { return names_.mark(i, text); }
  [[nodiscard]] bool names(std::size_t i, NameKind kind) const { return names_.names(i, kind); }

  void leave_focus() {
    for (std::size_t g = 0; g < models_.size(); ++g) {
      if (!names_.is_subject(g) || tokens_[models_[g].first()].depth > 0) continue;
      if (models_[g].tokens.size() > 2) continue;
      result_.subjects = names_.mentions_of(models_[g]);
      break;
    }
    if (!benchmarks_.empty()) result_.benchmarks = names_.mentions_of(benchmarks_.back());
    if (result_.benchmarks.size() > 1) result_.benchmarks.clear();
  }

  // --- Figures

  void read_figure(std::size_t index) {
    const FoundFigure& figure = figures_[index];
    if (is_hypothetical(tokens_, figure.first) || std::ranges::find(used_, index) != used_.end())
      return;
    at_ = figure.first;
    last_ = figure.last;
    switch (figure.use) {
      case FigureUse::rank:
        return read_rank(figure);
      case FigureUse::margin:
        return read_margin(figure);
      case FigureUse::result:
        return read_result(figure);
      case FigureUse::value:
        break;
    }
    if (figure.unit == "months") return read_months(figure);
    if (read_list(index)) return;
    read_value(figure);
  }

  void read_value(const FoundFigure& figure) {
    const Pick model = names_.model_of(figure);
    const bool of_rival = figure.first > 0 &&
                          (word(figure.first - 1) == "vs" || word(figure.first - 1) == "versus" ||
                           word(figure.first - 1) == "against" || word(figure.first - 1) == "than");
    const bool of_past = is_of_past(tokens_, figure);
    const bool above = figure.first > 0 && word(figure.first - 1) == "above";
    if ((of_rival || (of_past && !above)) && model.tie != Tie::exact) return;
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
    if (!fits(figure, model, benchmark)) return;
    const bool leans = model.tie == Tie::inherited && benchmark.tie == Tie::inherited;
    if (leans && !tells_result(tokens_, figure)) return;
    // "SomeAgent: 58.2% on BENCHMARK": the label names what was measured, known or not.
    const bool labelled = figure.first > 1 && figure.first < 5 && mark(figure.first - 1, ":") &&
                          tokens_.front().kind == TokenKind::word;
    if (model.tie == Tie::inherited && labelled && benchmark.tie == Tie::exact) return;
    BenchmarkClaim content = value_claim(figure);
    std::optional<Figure> from = figure.from;
    if (!from) from = past_value(figure);
    if (from && from->value == figure.figure.value) return;  // "from 33.33 to 33.33"
    if (from) {
      content.relation = Relation::change;
      content.from = std::move(from);
    }
    const bool beside_rival = word(figure.last + 1) == "vs" || word(figure.last + 1) == "versus";
    const bool unmistakable =
        figure.decimal || benchmark.tie == Tie::exact || model.tie == Tie::exact;
    const bool sure = figure.exact && unmistakable && figure.figure.text.front() != '-' &&
                      !of_rival && !of_past && (!beside_rival || model.tie == Tie::exact) &&
                      !is_spread(figure);
    add(std::move(content), model, benchmark, sure, "figure");
  }

  // "54.9 across A, B and C": one figure over several benchmarks is none of each.
  [[nodiscard]] bool is_spread(const FoundFigure& figure) const {
    for (std::size_t i = figure.last + 1; i < tokens_.size() && i < figure.last + 8; ++i) {
      const Words w = word(i);
      if (w == "across" || w == "average" || w == "composite" || w == "combined") return true;
      if (names(i, NameKind::benchmark)) {
        const NameGroup* group = names_.group_at(benchmarks_, i);
        return group != nullptr && group->first() == i && group->tokens.size() > 1 &&
               !next_has_figure(*group);
      }
      if (mark(i, ",") || mark(i, ";")) break;
    }
    return false;
  }

  // "80.2% in A, 51.3% in B": the names of a list that each have a figure of their own.
  [[nodiscard]] bool next_has_figure(const NameGroup& group) const {
    for (std::size_t i = group.first(); i < group.last(); ++i) {
      if (tokens_[i].kind == TokenKind::number) return true;
    }
    return false;
  }

  static BenchmarkClaim value_claim(const FoundFigure& figure) {
    BenchmarkClaim content;
    content.figure = figure.figure;
    content.unit = figure.unit;
    return content;
  }

  // "51% from 39%": what it was before.
  [[nodiscard]] std::optional<Figure> past_value(const FoundFigure& figure) {
    if (word(figure.last + 1) != "from") return std::nullopt;
    for (const FoundFigure& other : figures_) {
      if (other.first == figure.last + 2 && other.use == FigureUse::value) {
        used_.push_back(static_cast<std::size_t>(&other - figures_.data()));
        return other.figure;
      }
    }
    return std::nullopt;
  }

  // Some figures fit certain benchmarks only.
  [[nodiscard]] bool fits(const FoundFigure& figure, const Pick& model,
                          const Pick& benchmark) const {
    if (benchmark.names.size() != 1) return false;
    const std::string name = fold_case(benchmark.names.front()->canonical);
    const Words next = word(figure.last + 1);
    // A horizon is so long that it is reached half of the time: "a 50% horizon of 14 hours".
    if (figure.unit == "%" && name.find("horizon") != std::string::npos) return false;
    if (next == "hours" || next == "hour") return name.find("horizon") != std::string::npos;
    const bool hallucination = next.starts_with("hallucination") ||
                               (figure.first > 1 && (word(figure.first - 1) == "rate" ||
                                                     word(figure.first - 2) == "rate"));
    if (hallucination && figure.unit == "%") {
      const bool rate = name.find("omniscience") != std::string::npos ||
                        name.find("halluc") != std::string::npos ||
                        name.find("arena") != std::string::npos;
      return rate || !next.starts_with("hallucination");
    }
    if (figure.unit == "elo") return true;
    // A bare small integer far from its benchmark counts something else.
    const bool at_model =
        figure.from || (model.tie == Tie::exact && benchmark.tie >= Tie::inherited);
    if (!figure.decimal && !at_model && benchmark.tie < Tie::clause && figure.unit.empty()) {
      return benchmark.tie == Tie::inherited && tokens_.size() < 25;
    }
    return true;
  }

  // "79.7, 85.3, and 87.8 on MATH" for as many models; "74.3% and 57.2%" for as many benchmarks.
  bool read_list(std::size_t index) {
    std::size_t end = index + 1;
    while (end < figures_.size() && figures_[end].use == FigureUse::value &&
           joined(figures_[end - 1].last, figures_[end].first)) {
      ++end;
    }
    const std::size_t count = end - index;
    if (count < 2 || std::ranges::find(used_, index) != used_.end()) return false;
    const FoundFigure& first = figures_[index];
    const FoundFigure& last = figures_[end - 1];
    const Pick subject = names_.subject_at(first.first);
    std::vector<std::string> spread;
    if (subject.names.size() == 1) {
      spread = slashed_names(text_at(text_, subject.names.front()->span));
    }
    if (subject.names.size() == count || spread.size() == count) {
      const Pick benchmark = names_.benchmark_of(first.first, last.last, false);
      if (benchmark.names.size() != 1) return false;
      for (std::size_t k = 0; k < count; ++k) {
        const std::size_t which = spread.empty() ? k : 0;
        BenchmarkClaim content = value_claim(figures_[index + k]);
        if (!spread.empty()) content.model = spread[k];
        add(std::move(content), {{subject.names[which]}, Tie::clause}, benchmark, false, "list");
        used_.push_back(index + k);
      }
      return true;
    }
    const Mentions listed = benchmarks_for_list(first.first, last.last, count);
    if (listed.size() != count) return false;
    for (std::size_t k = 0; k < count; ++k) {
      add(value_claim(figures_[index + k]), subject, {{listed[k]}, Tie::loose}, false, "list");
      used_.push_back(index + k);
    }
    return true;
  }

  [[nodiscard]] bool joined(std::size_t from, std::size_t to) const {
    if (to <= from + 1 || to > from + 4) return false;
    for (std::size_t i = from + 1; i < to; ++i) {
      if (!mark(i, ",") && !mark(i, "/") && word(i) != "and" && word(i) != "or") return false;
    }
    return true;
  }

  [[nodiscard]] Mentions benchmarks_for_list(std::size_t first, std::size_t last,
                                             std::size_t count) const {
    const Pick after = names_.benchmark_after(last, false, true);
    if (after.names.size() == count) return after.names;
    bool respectively = false;
    for (std::size_t i = last; i < tokens_.size() && i < last + 12; ++i) {
      respectively |= word(i) == "respectively";
    }
    if (!respectively) return {};
    Mentions before;
    for (std::size_t i = 0; i < first; ++i) {
      if (names(i, NameKind::benchmark)) before.push_back(tokens_[i].mention);
    }
    if (before.size() < count) return {};
    return {before.end() - static_cast<std::ptrdiff_t>(count), before.end()};
  }

  void read_rank(const FoundFigure& figure) {
    if (figure.first > 0 && word(figure.first - 1) == "from") return;  // Where it came from
    if (is_negated(tokens_, figure.first)) return;
    if (figure.by_verb && names(figure.last + 1, NameKind::model)) return;  // "topping Opus 4.8"
    Pick model = names_.model_of(figure);
    if (model.tie == Tie::exact && figure.by_verb) model.tie = Tie::clause;
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, figure.by_verb, true);
    if (benchmark.names.empty() || (model.tie == Tie::inherited && is_of_somebody_else())) return;
    if (figure.by_verb && benchmark.tie <= Tie::loose && inherited_or_far(figure, benchmark))
      return;
    BenchmarkClaim content;
    content.relation = Relation::rank;
    content.rank = figure.rank;
    const bool in_part = word(figure.last + 1) == "in" || word(figure.last + 1) == "on"
                             ? !benchmark_follows(figure.last + 2)
                             : false;
    const bool sure =
        figure.exact && !in_part && !is_spread(figure) && !(figure.by_verb && names_other_place());
    add(std::move(content), model, benchmark, sure, figure.by_verb ? "lead" : "rank");
  }

  // The model that the whole article is about is not what a sentence is about that begins with
  // somebody else: "How I topped the leaderboard", "They also released …".
  [[nodiscard]] bool is_of_somebody_else() const {
    if (inherited_.models_reach != Reach::document) return false;
    constexpr auto kOthers = std::to_array<Words>({"i", "they", "he", "she", "users", "others"});
    const std::size_t end = std::min<std::size_t>(tokens_.size(), 3);
    for (std::size_t i = 0; i < end; ++i) {
      if (is_among(word(i), kOthers)) return true;
    }
    return false;
  }

  // "tops the board … #1 open model and #15 overall"
  [[nodiscard]] bool names_other_place() const {
    return std::ranges::any_of(figures_, [this](const FoundFigure& other) {
      return other.use == FigureUse::rank && other.rank > 1 && word(other.last + 1) == "overall";
    });
  }

  // "#5 in BENCHMARK", "#5 on the BENCHMARK"; not "#5 in Instruction Following on BENCHMARK".
  [[nodiscard]] bool benchmark_follows(std::size_t at) const {
    for (std::size_t i = at; i < at + 4 && i < tokens_.size(); ++i) {
      if (names(i, NameKind::benchmark)) return true;
      if (word(i) == "on" || word(i) == "in" || word(i) == "and") return false;
    }
    return false;
  }

  // A superlative without its benchmark beside it ranks nothing: "the best model for coding".
  [[nodiscard]] bool inherited_or_far(const FoundFigure& figure, const Pick& benchmark) const {
    if (benchmark.tie != Tie::inherited) return false;
    const bool announced =
        inherited_.benchmarks_reach == Reach::introduction && tokens_.size() <= 12;
    return tokens_.size() > 25 || (figure.by_verb && !announced);
  }

  void read_result(const FoundFigure& figure) {
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false, true);
    if (benchmark.names.empty() || benchmark.tie == Tie::inherited) return;
    add({}, names_.subject_at(figure.first), benchmark, false, "result");
  }

  // A margin without a rival: "+8 points", "up +25.8". After a label it is the score itself.
  void read_margin(const FoundFigure& figure) {
    // "+4 positions", "a +32 pt lead": over nobody in particular.
    const Words kind = word(figure.last);
    if (kind == "positions" || kind == "places" || word(figure.last + 1) == "lead") return;
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
    if (benchmark.names.size() != 1) return;
    if (figure.first > 0 && mark(figure.first - 1, ":") && figure.unit.empty()) {
      return add(value_claim(figure), names_.model_of(figure), benchmark, false, "signed");
    }
    if (benchmark.tie < Tie::clause && figure.unit.empty()) return;
    const Pick subject = names_.subject_at(figure.first);
    const bool far = inherited_.models_reach == Reach::document || benchmark.tie == Tie::inherited;
    if (subject.tie == Tie::inherited && far) return;
    BenchmarkClaim content = value_claim(figure);
    content.relation = Relation::change;
    add(std::move(content), subject, benchmark, false, "gain");
  }

  // How many months a class of models is behind.
  void read_months(const FoundFigure& figure) {
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
    if (benchmark.names.size() != 1 || benchmark.tie == Tie::inherited) return;
    const std::string words = fold_case(text_at(text_, sentence_));
    const bool behind = words.find("lag") != std::string::npos ||
                        words.find("gap") != std::string::npos ||
                        words.find("behind") != std::string::npos;
    if (!behind || words.find("open") == std::string::npos) {
      const bool of_gap = behind && words.find("gap") != std::string::npos;
      if (!of_gap) return;
    }
    BenchmarkClaim content = value_claim(figure);
    content.relation = Relation::trails;
    content.model =
        words.find("open-weight") != std::string::npos ? "open-weight models" : "open models";
    const bool art = words.find("state-of-the-art") != std::string::npos ||
                     words.find("state of the art") != std::string::npos;
    if (art) content.versus = "state of the art";
    if (words.find("closed") != std::string::npos) content.versus = "closed models";
    add(std::move(content), {{nullptr}, Tie::clause}, benchmark, false, "months behind");
  }

  // --- Comparisons

  void read_comparisons() {
    for (std::size_t g = 0; g < models_.size(); ++g) {
      if (!names_.role(g)) continue;
      const Comparison& comparison = *names_.role(g);
      if (is_hypothetical(tokens_, comparison.first)) continue;
      const std::optional<std::size_t> margin = margin_beside(g);
      std::optional<Relation> relation = comparison.relation;
      if (!relation && margin) relation = Relation::beats;
      if (!relation) continue;
      if (comparison.negated) {
        if (*relation != Relation::ties) continue;
        relation = Relation::trails;
      }
      read_comparison(g, *relation, margin);
    }
  }

  void read_comparison(std::size_t g, Relation relation, std::optional<std::size_t> margin) {
    const NameGroup& rivals = models_[g];
    const std::size_t first = names_.role(g)->first;
    at_ = first;
    last_ = rivals.last();
    const Pick subject = names_.subject_at(first);
    const Pick benchmark = names_.benchmark_of(first, rivals.last(), false, true);
    if (benchmark.names.empty()) return;
    if (subject.tie == Tie::inherited && is_of_somebody_else()) return;
    if (benchmark.tie == Tie::inherited) {
      const bool scoped = inherited_.benchmarks_reach != Reach::heading &&
                          inherited_.benchmarks_reach != Reach::document;
      const bool figures = std::ranges::any_of(
          figures_, [](const FoundFigure& figure) { return figure.use == FigureUse::value; });
      const bool opinion =
          !figures && !margin && first > 1 && inherited_.benchmarks_reach == Reach::list;
      const bool lost = tokens_.size() > 24 && !margin;
      if (!scoped || opinion || subject.tie == Tie::none || lost) return;
    }
    for (const std::size_t rival : rivals.tokens) {
      BenchmarkClaim content;
      content.relation = relation;
      content.versus = tokens_[rival].mention->canonical;
      if (margin) {
        content.figure = figures_[*margin].figure;
        content.unit = figures_[*margin].unit;
      }
      const Comparison& role = *names_.role(g);
      const bool sure = role.direct && !role.modal && !margin && rivals.tokens.size() <= 3 &&
                        !is_on_something_else(rivals.last());
      add(std::move(content), subject, benchmark, sure, "comparison", tokens_[rival].mention);
    }
    if (margin) used_.push_back(*margin);
  }

  // "on par with X on coding tasks", whatever the benchmark before it was.
  [[nodiscard]] bool is_on_something_else(std::size_t rival) const {
    constexpr std::size_t kReachMax = 6;
    const Words link = word(rival + 1);
    if (link != "on" && link != "in" && link != "at") return false;
    for (std::size_t i = rival + 2; i < rival + kReachMax && i < tokens_.size(); ++i) {
      if (names(i, NameKind::benchmark)) return false;
    }
    return true;
  }

  // "+29 points over X", "1 point behind X", "beats X by 5 points".
  [[nodiscard]] std::optional<std::size_t> margin_beside(std::size_t g) const {
    const std::size_t cue = names_.role(g)->first;
    const std::size_t last = models_[g].last();
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const FoundFigure& figure = figures_[i];
      if (figure.use != FigureUse::margin) continue;
      if (figure.last < cue && cue - figure.last <= 3) return i;
      if (figure.first > last && figure.first - last <= 3 && word(figure.first - 1) == "by") {
        return i;
      }
    }
    return std::nullopt;
  }

  // --- Writing it down

  void add(BenchmarkClaim content, const Pick& model, const Pick& benchmark, bool sure,
           std::string_view rule, const Mention* versus = nullptr) {
    for (const Mention* subject : model.names) {
      for (const Mention* name : benchmark.names) {
        add_one(content, subject, name, model, benchmark, sure, rule, versus);
      }
    }
  }

  void add_one(BenchmarkClaim content, const Mention* subject, const Mention* name,
               const Pick& model, const Pick& benchmark, bool sure, std::string_view rule,
               const Mention* versus) {
    if (subject != nullptr && content.model.empty()) content.model = subject->canonical;
    content.benchmark = name->canonical;
    if (content.model.empty() || content.model == content.versus) return;
    Claim claim;
    claim.evidence = sentence_;
    support(claim, "model", subject);
    support(claim, "benchmark", name);
    support(claim, "versus", versus);
    const Mention* speaker = find_speaker(tokens_, at_);
    if (speaker == nullptr) speaker = inherited_.speaker;
    if (speaker != nullptr) {
      claim.asserted_by = speaker->canonical;
      support(claim, "asserted_by", speaker);
    }
    content.conditions = find_conditions(text_, tokens_, {at_, last_, subject, name});
    if (content.rank) content.among = find_rank_class(text_, tokens_, at_, last_);
    content.aspect = find_aspect(text_, tokens_,
                                 {at_, last_, content.benchmark, benchmark.tie == Tie::inherited});
    claim.rule = rule;
    claim.rule.append(":").append(to_string(model.tie));
    claim.rule.append("+").append(to_string(benchmark.tie));
    const CertaintyQuery query{
        subject, name, versus, &model, &benchmark, rule, sure, is_told(tokens_, at_), at_};
    if (is_certain(reading_, sentence_, inherited_, names_, query)) {
      claim.confidence = Confidence::confident;
    }
    claim.content = std::move(content);
    if (!is_known(claim)) result_.claims.push_back(std::move(claim));
  }

  // Where a name stands that is not in the sentence, and where its full form stands.
  void support(Claim& claim, const char* field, const Mention* mention) const {
    if (mention == nullptr) return;
    if (!sentence_.contains(mention->span)) claim.supports.push_back({field, mention->span});
    if (!mention->antecedent.empty() && !sentence_.contains(mention->antecedent)) {
      claim.supports.push_back({field, mention->antecedent});
    }
  }

  [[nodiscard]] bool is_known(const Claim& claim) const {
    const auto& one = std::get<BenchmarkClaim>(claim.content);
    return std::ranges::any_of(result_.claims, [&](const Claim& other) {
      const auto& two = std::get<BenchmarkClaim>(other.content);
      const bool same_figure = one.figure.has_value() == two.figure.has_value() &&
                               (!one.figure || one.figure->text == two.figure->text);
      return one.model == two.model && one.benchmark == two.benchmark &&
             one.relation == two.relation && same_figure && one.rank == two.rank &&
             one.versus == two.versus && claim.asserted_by == other.asserted_by;
    });
  }

  const Reading& reading_;
  std::string_view text_;
  TextSpan sentence_;
  const Inherited& inherited_;
  SentenceNames names_;
  const std::vector<Token>& tokens_;
  const std::vector<NameGroup>& models_;
  const std::vector<NameGroup>& benchmarks_;
  std::vector<FoundFigure> figures_;
  std::vector<std::size_t> used_;  // Figures that a list or a comparison took
  std::size_t at_ = 0, last_ = 0;  // Tokens of the figure or comparison at hand
  SentenceClaims result_;
};

}  // namespace

SentenceClaims pair_sentence(const Reading& reading, TextSpan sentence,
                             const Inherited& inherited) {
  return SentencePairing(reading, sentence, inherited).pair();
}

}  // namespace dossier
