#include "extract/figure_list.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace dossier {
namespace {

using Words = std::string_view;
using Mentions = std::vector<const Mention*>;

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

class ListReader {
 public:
  ListReader(std::string_view text, const SentenceNames& names, const Inherited& inherited,
             const std::vector<FoundFigure>& figures, std::size_t index)
      : text_(text), names_(names), inherited_(inherited), figures_(figures), index_(index) {
    end_ = index + 1;
    while (end_ < figures.size() && figures[end_].use == FigureUse::value &&
           is_joined(figures[end_ - 1].last, figures[end_].first)) {
      ++end_;
    }
  }

  [[nodiscard]] FigureList read() const {
    if (FigureList result = read_match(); !result.results.empty()) return result;
    if (count() < 2) return {};
    Pick subject = names_.subject_at(first());
    // "outperforming RIVAL with 32.2, 69.2 and 80.2"
    const bool with = first() > 1 && names_.word(first() - 1) == "with";
    if (with && names_.names(first() - 2, NameKind::model)) {
      subject = {{tokens()[first() - 2].mention}, Tie::exact};
    }
    if (subject.names.size() != count() && is_of_those_before()) {
      subject = {inherited_.models_before, Tie::inherited};
    }
    if (subject.names.size() == 1) {
      const auto spread = slashed_names(text_at(text_, subject.names.front()->span));
      if (spread.size() == count()) return over_models(subject, spread);
    }
    if (subject.names.size() == count()) return over_models(subject, {});
    const Mentions listed = benchmarks();
    if (listed.size() == count()) return over_benchmarks(subject, listed);
    FigureList list;
    // Of as many others, whom nothing names.
    const bool theirs = subject.tie == Tie::inherited && names_.word(0) == "they";
    if (!theirs && !(is_respective() && goes_on_unknown(subject))) return {};
    for (std::size_t k = theirs ? 0 : 1; k < count(); ++k) list.dropped.push_back(index_ + k);
    return list;
  }

 private:
  [[nodiscard]] std::size_t count() const { return end_ - index_; }
  [[nodiscard]] std::size_t first() const { return figures_[index_].first; }
  [[nodiscard]] std::size_t last() const { return figures_[end_ - 1].last; }
  [[nodiscard]] const std::vector<Token>& tokens() const { return names_.tokens(); }

  [[nodiscard]] bool is_joined(std::size_t from, std::size_t to) const {
    if (to <= from + 1 || to > from + 4) return false;
    for (std::size_t i = from + 1; i < to; ++i) {
      const Words w = names_.word(i);
      if (!names_.mark(i, ",") && !names_.mark(i, "/") && w != "and" && w != "or") return false;
    }
    return true;
  }

  // "MODEL lost to RIVAL, 70 to 77": how the match ended.
  [[nodiscard]] FigureList read_match() const {
    const std::size_t next = index_ + 1;
    if (next >= figures_.size() || figures_[next].use != FigureUse::value) return {};
    if (figures_[index_].last + 2 != figures_[next].first) return {};
    if (names_.word(figures_[index_].last + 1) != "to") return {};
    const NameGroup* rival = nullptr;
    for (std::size_t g = 0; g < names_.models().size(); ++g) {
      const NameGroup& group = names_.models()[g];
      if (group.first() >= first() || !names_.role(g)) continue;
      if (rival != nullptr || group.tokens.size() != 1) return {};
      rival = &group;
    }
    const Pick subject = names_.subject_at(first());
    const Pick benchmark = names_.benchmark_of(first(), figures_[next].last, false);
    const bool two = rival != nullptr && subject.names.size() == 1 && subject.tie >= Tie::loose;
    if (!two || benchmark.names.size() != 1) return {};
    return {{{index_, subject, {}, benchmark},
             {next, {names_.mentions_of(*rival), Tie::clause}, {}, benchmark}},
            {}};
  }

  [[nodiscard]] FigureList over_models(const Pick& subject,
                                       const std::vector<std::string>& spread) const {
    FigureList list;
    const Pick benchmark = names_.benchmark_of(first(), last(), false);
    if (benchmark.names.size() != 1) return list;
    for (std::size_t k = 0; k < count(); ++k) {
      const Mention* model = subject.names[spread.empty() ? k : 0];
      list.results.push_back({index_ + k,
                              {{model}, Tie::clause},
                              spread.empty() ? std::string() : spread[k],
                              benchmark});
    }
    return list;
  }

  [[nodiscard]] FigureList over_benchmarks(const Pick& subject, const Mentions& listed) const {
    FigureList list;
    for (std::size_t k = 0; k < count(); ++k) {
      list.results.push_back({index_ + k, subject, {}, {{listed[k]}, Tie::loose}});
    }
    return list;
  }

  // "where the three stand at 59.8, 57.7 and 55.1": those that a sentence before names.
  [[nodiscard]] bool is_of_those_before() const {
    if (inherited_.models_before.size() != count() || names_.is_any_subject()) return false;
    for (std::size_t i = 0; i < first(); ++i) {
      const std::optional<Figure> number = parse_figure(names_.word(i));
      if (number && number->value == static_cast<double>(count())) return true;
      if (names_.word(i) == "they" || (names_.word(i) == "both" && count() == 2)) return true;
    }
    return false;
  }

  // "MODEL and Nano score 84.7 and 70.3": the second is a name that no finder knows.
  [[nodiscard]] bool goes_on_unknown(const Pick& subject) const {
    for (std::size_t i = 0; i + 2 < tokens().size(); ++i) {
      if (tokens()[i].kind != TokenKind::name || names_.word(i + 1) != "and") continue;
      const bool is_subject =
          std::ranges::find(subject.names, tokens()[i].mention) != subject.names.end();
      const char next = text_[tokens()[i + 2].span.start];
      if (is_subject && !names_.word(i + 2).empty() && next >= 'A' && next <= 'Z') return true;
    }
    return false;
  }

  [[nodiscard]] bool is_respective() const {
    constexpr std::size_t kReachMax = 12;
    for (std::size_t i = last(); i < tokens().size() && i < last() + kReachMax; ++i) {
      if (names_.word(i) == "respectively") return true;
    }
    return false;
  }

  [[nodiscard]] Mentions benchmarks() const {
    const Pick after = names_.benchmark_after(last(), false, true);
    if (after.names.size() == count()) return after.names;
    // "On A and B, MODEL gets 82.1 and 74.0"
    const NameGroup* group = nullptr;
    for (const NameGroup& one : names_.benchmarks()) {
      if (one.first() < first()) group = &one;
    }
    if (group != nullptr && group->tokens.size() == count()) return names_.mentions_of(*group);
    if (!is_respective()) return {};
    Mentions before;
    for (std::size_t i = 0; i < first(); ++i) {
      if (names_.names(i, NameKind::benchmark)) before.push_back(tokens()[i].mention);
    }
    if (before.size() < count()) return {};
    return {before.end() - static_cast<std::ptrdiff_t>(count()), before.end()};
  }

  std::string_view text_;
  const SentenceNames& names_;
  const Inherited& inherited_;
  const std::vector<FoundFigure>& figures_;
  std::size_t index_ = 0, end_ = 0;  // Of the figures that belong together
};

}  // namespace

FigureList read_figure_list(std::string_view text, const SentenceNames& names,
                            const Inherited& inherited, const std::vector<FoundFigure>& figures,
                            std::size_t index) {
  return ListReader(text, names, inherited, figures, index).read();
}

}  // namespace dossier
