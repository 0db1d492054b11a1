#include "extract/benchmark_pairing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/aspect.h"
#include "extract/assertion.h"
#include "extract/claim_certainty.h"
#include "extract/class_gap.h"
#include "extract/condition.h"
#include "extract/figure.h"
#include "extract/figure_list.h"
#include "extract/figure_telling.h"
#include "extract/rank_class.h"
#include "extract/rank_phrase.h"
#include "extract/sentence_names.h"
#include "extract/speaker.h"

namespace dossier {
namespace {

using Words = std::string_view;
using Mentions = std::vector<const Mention*>;

constexpr std::size_t kTokensMax = 700;

class SentencePairing {
 public:
  SentencePairing(const Reading& reading, std::size_t sentence, const Inherited& inherited)
      : reading_(reading),
        text_(reading.article.text),
        sentence_(reading.sentences[sentence].span),
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
    read_number_of_item();
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
    if (read_gap(figure)) return;
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
    if (from || changes_to(figure)) content.relation = Relation::change;
    content.from = std::move(from);
    const bool beside_rival = word(figure.last + 1) == "vs" || word(figure.last + 1) == "versus";
    const bool unmistakable =
        figure.decimal || benchmark.tie == Tie::exact || model.tie == Tie::exact;
    const bool sure = figure.exact && unmistakable && figure.figure.text.front() != '-' &&
                      !of_rival && !of_past && (!beside_rival || model.tie == Tie::exact) &&
                      !is_spread(figure);
    const std::optional<std::size_t> shared = shared_with(model);
    if (shared) add(content, names_.subject_at(*shared), benchmark, false, "shared");
    add(std::move(content), model, benchmark, sure, "figure");
  }

  // "drops to 58.7"
  [[nodiscard]] bool changes_to(const FoundFigure& figure) const {
    static constexpr auto kChanging =
        word_set({"drops", "dropped", "falls", "fell", "rises", "rose", "climbs", "climbed",
                  "slips", "slipped", "jumps", "jumped", "sinks", "sank", "improves", "improved"});
    return figure.first > 1 && word(figure.first - 1) == "to" &&
           is_among(word(figure.first - 2), kChanging);
  }

  // "shares first place with MODEL at 57": where the words begin that give the place and the score
  // of the one to the other.
  [[nodiscard]] std::optional<std::size_t> shared_with(const Pick& model) const {
    for (std::size_t g = 0; g < models_.size(); ++g) {
      const auto& role = names_.role(g);
      if (!role || (word(role->first) != "place" && word(role->first) != "spot")) continue;
      const Mentions rivals = names_.mentions_of(models_[g]);
      if (model.names == rivals) return role->first;
    }
    return std::nullopt;
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

  // "2. MODEL: 79.9%" below the name of its benchmark: the number of the item is a place.
  void read_number_of_item() {
    const std::optional<int> number = small_number(tokens_, 0);
    if (!number || !(mark(1, ".") || mark(1, ")")) || !names(2, NameKind::model) ||
        !benchmarks_.empty())
      return;
    const bool scored = std::ranges::any_of(result_.claims, [&](const Claim& claim) {
      const auto& content = std::get<BenchmarkClaim>(claim.content);
      return content.relation == Relation::score && content.model == tokens_[2].mention->canonical;
    });
    if (!scored || *number == 0 || inherited_.benchmarks.size() != 1) return;
    at_ = last_ = 0;
    BenchmarkClaim content;
    content.relation = Relation::rank;
    content.rank = *number;
    add(std::move(content), {{tokens_[2].mention}, Tie::exact},
        {inherited_.benchmarks, Tie::inherited}, false, "numbered");
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

  bool read_list(std::size_t index) {
    const FigureList list = read_figure_list(text_, names_, inherited_, figures_, index);
    for (const ListedFigure& listed : list.results) {
      BenchmarkClaim content = value_claim(figures_[listed.figure]);
      content.model = listed.model_name;
      add(std::move(content), listed.model, listed.benchmark, false, "list");
      used_.push_back(listed.figure);
    }
    used_.insert(used_.end(), list.dropped.begin(), list.dropped.end());
    return std::ranges::find(used_, index) != used_.end();
  }

  void read_rank(const FoundFigure& figure) {
    if (figure.first > 0 && word(figure.first - 1) == "from") return;  // Where it came from
    if (is_negated(tokens_, figure.first)) return;
    if (figure.by_verb && names(figure.last + 1, NameKind::model)) return;  // "topping Opus 4.8"
    Pick model = names_.model_of(figure);
    if (model.tie == Tie::exact && figure.by_verb) model.tie = Tie::clause;
    if (const Mention* one = respective_model(figure, model.names)) model.names = {one};
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
    for (std::size_t g = 0; g < models_.size(); ++g) {
      const bool shares = names_.role(g) && names_.role(g)->first == figure.last;
      if (shares)
        add(content, {names_.mentions_of(models_[g]), Tie::loose}, benchmark, false, "shared");
    }
    add(std::move(content), model, benchmark, sure, figure.by_verb ? "lead" : "rank");
  }

  // "the #3 and #5 spots, respectively": the one of several models that a place belongs to.
  [[nodiscard]] const Mention* respective_model(const FoundFigure& figure,
                                                const Mentions& models) const {
    constexpr std::size_t kApartMax = 3;
    constexpr std::size_t kReachMax = 8;
    if (models.size() < 2) return nullptr;
    std::vector<const FoundFigure*> places;
    bool holds = false;  // The figure at hand is among them
    for (const FoundFigure& other : figures_) {
      if (other.use != FigureUse::rank) continue;
      const bool next = !places.empty() && other.first <= places.back()->last + kApartMax;
      if (!next && holds) break;
      if (!next) places.clear();
      places.push_back(&other);
      holds |= &other == &figure;
    }
    if (!holds || places.size() != models.size()) return nullptr;
    for (std::size_t i = places.back()->last; i <= places.back()->last + kReachMax; ++i) {
      if (word(i) != "respectively") continue;
      return models[static_cast<std::size_t>(std::ranges::find(places, &figure) - places.begin())];
    }
    return nullptr;
  }

  // The model that the whole article is about is not what a sentence is about that begins with
  // somebody else: "How I topped the leaderboard", "They also released …".
  [[nodiscard]] bool is_of_somebody_else() const {
    if (inherited_.models_reach != Reach::document) return false;
    static constexpr auto kOthers = word_set({"i", "they", "he", "she", "users", "others"});
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
    const bool below =
        inherited_.benchmarks_reach == Reach::heading && tells_scores() && names_.is_any_subject();
    const bool announced =
        below || (inherited_.benchmarks_reach == Reach::introduction && tokens_.size() <= 12);
    return tokens_.size() > 25 || (figure.by_verb && !announced);
  }

  [[nodiscard]] bool tells_scores() const {
    return std::ranges::any_of(
        figures_, [](const FoundFigure& figure) { return figure.use == FigureUse::value; });
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
    if (is_over_unknown(figure)) return;
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
    if (benchmark.names.size() != 1) return;
    if (figure.first > 0 && mark(figure.first - 1, ":") && figure.unit.empty()) {
      return add(value_claim(figure), names_.model_of(figure), benchmark, false, "signed");
    }
    const bool share = figure.unit.empty() || figure.unit == "%";  // "The price fell 20.5%"
    if (benchmark.tie < Tie::clause && share) return;
    const Pick subject = names_.subject_at(figure.first);
    const bool far = inherited_.models_reach == Reach::document || benchmark.tie == Tie::inherited;
    if (subject.tie == Tie::inherited && far) return;
    BenchmarkClaim content = value_claim(figure);
    content.relation = Relation::change;
    add(std::move(content), subject, benchmark, false, "gain");
  }

  // How far a class of models is behind another.
  bool read_gap(const FoundFigure& figure) {
    if (figure.use != FigureUse::value && figure.use != FigureUse::margin) return false;
    if (is_behind_closed(tokens_, figure)) {
      const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
      if (benchmark.names.size() != 1) return true;
      BenchmarkClaim content = value_claim(figure);
      content.relation = Relation::trails;
      content.versus = "closed models";
      add(std::move(content), names_.subject_at(figure.first), benchmark, false, "class gap");
      return true;
    }
    std::optional<ClassGap> gap = find_class_gap(fold_case(text_at(text_, sentence_)), figure);
    if (!gap) return figure.unit == "months";
    const Pick benchmark = names_.benchmark_of(figure.first, figure.last, false);
    const bool far = benchmark.tie == Tie::inherited && figure.unit == "months";
    if (benchmark.names.size() != 1 || far) return true;
    BenchmarkClaim content = value_claim(figure);
    content.relation = Relation::trails;
    content.model = std::move(gap->model);
    content.versus = std::move(gap->versus);
    add(std::move(content), {{nullptr}, Tie::clause}, benchmark, false, "class gap");
    return true;
  }

  // "beats SOMETHING by 3.4 points", "3.4 points behind SOMETHING": over a rival that no finder
  // knows.
  [[nodiscard]] bool is_over_unknown(const FoundFigure& figure) const {
    constexpr std::size_t kReachMax = 7;
    static constexpr auto kComparing =
        word_set({"beats", "beat", "beating", "outperforms", "outperformed", "surpasses", "trails",
                  "leads", "ahead", "behind", "exceeds"});
    const Words next = word(figure.last + 1);
    if (next == "behind") return true;
    if (figure.first == 0 || word(figure.first - 1) != "by") return false;
    for (std::size_t back = 2; back <= kReachMax && back <= figure.first; ++back) {
      if (is_among(word(figure.first - back), kComparing)) return true;
    }
    return false;
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
    const std::size_t end = margin ? std::max(last_, figures_[*margin].last) : last_;
    const Pick subject = names_.subject_at(first);
    Pick benchmark = names_.benchmark_of(first, end, false, true);
    if (is_on_all(end + 1) || is_on_all(0)) benchmark = {inherited_.benchmarks_before, Tie::clause};
    if (benchmark.names.empty()) return;
    if (subject.tie == Tie::inherited && is_of_somebody_else()) return;
    if (benchmark.tie == Tie::inherited) {
      const bool figures = tells_scores();
      const bool below = inherited_.benchmarks_reach == Reach::heading;
      const bool gain =
          word(first) == "improvement" || word(first).starts_with("gain") || word(first) == "jump";
      const bool scoped = below ? (figures || margin) && subject.tie >= Tie::loose && !gain
                                : inherited_.benchmarks_reach != Reach::document;
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

  // "on all three", "on both": on those that the sentence before names.
  [[nodiscard]] bool is_on_all(std::size_t at) const {
    const std::size_t count = inherited_.benchmarks_before.size();
    if (count < 2 || (word(at) != "on" && word(at) != "in")) return false;
    if (word(at + 1) == "both") return count == 2;
    const std::optional<Figure> number = parse_figure(word(at + 2));
    return word(at + 1) == "all" && number && number->value == static_cast<double>(count);
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

  void add(const BenchmarkClaim& content, const Pick& model, const Pick& benchmark, bool sure,
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

SentenceClaims pair_sentence(const Reading& reading, std::size_t sentence,
                             const Inherited& inherited) {
  return SentencePairing(reading, sentence, inherited).pair();
}

}  // namespace dossier
