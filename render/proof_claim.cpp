#include "render/proof_claim.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace dossier::proof {
namespace {

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

bool equal(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

bool has_number(std::string_view text, double value) {
  const std::vector<Figure> figures = figures_of(words_of(plain_form(text)));
  return std::ranges::any_of(figures, [&](const Figure& f) { return equal(f.value, value); });
}

// Which field of a claim a figure is.
enum class Field { none, score, rank, total, active, other };

Field field_of(const Content& content, const Figure& figure) {
  if (content.rank && figure.whole && equal(*content.rank, figure.value)) return Field::rank;
  if (figure.ordinal) return Field::none;
  if (has_number(content.figure, figure.value) || has_number(content.from, figure.value)) {
    return Field::score;
  }
  if (content.value && equal(*content.value, figure.value)) return Field::score;
  if (has_number(content.total_parameters, figure.value)) return Field::total;
  if (has_number(content.active_parameters, figure.value)) return Field::active;
  for (const std::string* said : {&content.conditions, &content.aspect, &content.among,
                                  &content.license, &content.target, &content.object}) {
    if (has_number(*said, figure.value)) return Field::other;
  }
  return Field::none;
}

class ClaimChecker {
 public:
  explicit ClaimChecker(const Reading& reading) : r_{reading} {}

  std::vector<Unproved> run() {
    for (const Figure& figure : figures_of(r_.words)) check_figure(figure);
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      if (r_.words[i].quoted || r_.words[i].in_name) continue;
      check_comparison(i);
    }
    check_pairs();
    check_models();
    check_marks();
    check_scope();
    return std::move(messages_);
  }

 private:
  void say(std::string message, std::string subject) {
    messages_.push_back({std::move(message), std::move(subject)});
  }

  // --- Figures

  void check_figure(const Figure& figure) {
    const Word& word = r_.words[figure.word];
    if (word.quoted || word.in_name || word.spent) return;
    if (figure.spelled && !figure.ordinal) return;  // Counts: see proof_sentence
    if (figure.ordinal && holds(std::array{"time", "appearance", "half", "quarter", "place"},
                                r_.key(figure.word + 1))) {
      if (r_.key(figure.word + 1) != "place") return;
    }
    Statements carrying;
    for (const Claimed* claimed : r_.statements()) {
      if (field_of(claimed->content, figure) != Field::none) carrying.push_back(claimed);
    }
    const std::string text = r_.printed(figure.word, figure.word);
    if (has_sign(figure)) return say("figure " + text + " has a sign", '-' + text);
    if (carrying.empty()) {
      // A stance told in other words may hold figures of its own: its evidence judges them.
      if (!r_.has_kind("stance") && !r_.has_kind("event") && !r_.statements().empty()) {
        say("figure " + text + " is none that its statements give", text);
      }
      return;
    }
    const auto is_bound = [&](const Claimed* claimed) {
      const Content& content = claimed->content;
      const Field field = field_of(content, figure);
      if (!r_.cites_for(figure.word, *claimed)) return false;
      if (field == Field::total || field == Field::active) return fits_size(content, figure, field);
      if (content.kind != "benchmark" || field == Field::other) return true;
      return fits_model(content, figure) && fits_benchmark(content, figure) &&
             fits_unit(content, figure) && fits_giver(*claimed, figure);
    };
    if (std::ranges::none_of(carrying, is_bound)) {
      say("figure " + text + " is not told of what its statements tell it of: " +
              std::string{r_.plain.substr(0, 160)},
          text);
    }
  }

  // "-80.2": none of our figures is negative. "V4 -3" and "3-7" are no signs.
  [[nodiscard]] bool has_sign(const Figure& figure) const {
    const std::string_view before = r_.plain.substr(0, r_.words[figure.word].start);
    return before.ends_with(" -") || before.ends_with("(-");
  }

  // The nearest model before, or the first of the sentence; where the figure hangs on a name,
  // "K3 at 57", "K3 (57)", that name alone.
  [[nodiscard]] bool fits_model(const Content& content, const Figure& figure) const {
    if (r_.key(figure.word + 1) == "for") {  // "against 80.28 for GPT-5.5"
      const auto next = std::ranges::find(r_.mentions, figure.word + 2, &Mention::first);
      if (next != r_.mentions.end() && r_.is_model(*next)) return r_.means(*next, content.model);
    }
    const Mention* nearest = nullptr;
    const Mention* first = nullptr;
    for (const Mention& mention : r_.mentions) {
      if (mention.last >= figure.word) break;
      if (!r_.is_model(mention)) continue;
      if (first == nullptr) first = &mention;
      nearest = &mention;
    }
    if (nearest == nullptr) return true;
    const std::string_view between = r_.plain.substr(
        r_.words[nearest->last].end, r_.words[figure.word].start - r_.words[nearest->last].end);
    const bool hangs = holds(std::array{" ", " at ", " (", ": ", " with "}, between);
    if (hangs || nearest == first) return r_.means(*nearest, content.model);
    return r_.means(*nearest, content.model) || r_.means(*first, content.model);
  }

  // "58.4 on B" names the benchmark; else any that the sentence names.
  [[nodiscard]] bool fits_benchmark(const Content& content, const Figure& figure) const {
    std::size_t next = figure.word + 1;
    while (holds(std::array{"points", "elo", "percent", "overall"}, r_.key(next))) ++next;
    const bool leads_on =
        holds(std::array{"on", "in"}, r_.key(next)) &&
        r_.plain.substr(r_.words[figure.word].end, r_.words[next].start - r_.words[figure.word].end)
                .find_first_of(",;(") == std::string_view::npos;
    if (leads_on) {
      ++next;
      if (r_.key(next) == "the") ++next;
    }
    bool any = false;
    for (const Mention& mention : r_.mentions) {
      if (!r_.is_benchmark(mention)) continue;
      any = true;
      const bool fits = r_.means(mention, content.benchmark);
      if (leads_on && mention.first == next) return fits;
      if (fits && !leads_on) return true;
      if (fits && leads_on && mention.first > next + 3) continue;
      if (fits) return true;
    }
    return !any;
  }

  [[nodiscard]] bool fits_unit(const Content& content, const Figure& figure) const {
    if (figure.ordinal || figure.spelled) return true;
    const Word& word = r_.words[figure.word];
    const bool percent = r_.plain.substr(word.end).starts_with('%');
    if (content.rank && equal(*content.rank, figure.value)) return !percent;
    if (content.unit == "%") return percent || r_.key(figure.word + 1) == "percent";
    if (!percent) return true;
    const std::string marked = r_.printed(figure.word, figure.word) + '%';
    return std::ranges::any_of(r_.grounds.passages, [&](const std::string& passage) {
      return passage.find(marked) != std::string::npos;
    });
  }

  // "66.8% by Tally Lab against …"
  [[nodiscard]] bool fits_giver(const Claimed& claimed, const Figure& figure) const {
    std::size_t by = figure.word + 1;
    while (holds(std::array{"points", "contested"}, r_.key(by))) ++by;
    if (r_.key(by) != "by") return true;
    const auto giver = std::ranges::find(r_.mentions, by + 1, &Mention::first);
    if (giver == r_.mentions.end()) return true;
    return std::ranges::any_of(claimed.voices,
                               [&](const std::string& voice) { return r_.means(*giver, voice); });
  }

  [[nodiscard]] bool fits_size(const Content& content, const Figure& figure, Field field) const {
    if (!content.model.empty() && !tells_of_any_model_of(content)) return false;
    for (std::size_t i = figure.word + 1; i < std::min(figure.word + 5, r_.words.size()); ++i) {
      const Word& next = r_.words[i];
      if (r_.plain.substr(r_.words[i - 1].end, next.start - r_.words[i - 1].end)
              .find_first_of(",;") != std::string_view::npos) {
        break;
      }
      if (next.key == "and" || next.in_name) break;
      if (next.key == "active") return field == Field::active;
      if (next.key == "total") return field == Field::total;
    }
    return true;
  }
  [[nodiscard]] bool tells_of_any_model_of(const Content& content) const {
    return r_.tells_of(content.model) ||
           std::ranges::none_of(r_.mentions, [&](const Mention& m) { return r_.is_model(m); });
  }

  // --- Comparisons

  static std::optional<std::string_view> relation_at(const Reading& r, std::size_t i) {
    const std::string_view key = r.key(i);
    const std::string_view next = r.key(i + 1);
    if (key == "ahead" && next == "of") return "beats";
    if (holds(std::array{"beats", "beating", "tops", "outscores", "leads", "surpasses", "edges",
                         "overtakes"},
              key)) {
      return "beats";
    }
    if (holds(std::array{"behind", "trails", "trailing", "lags"}, key)) return "trails";
    const bool level = (key == "level" || key == "par" || key == "tied") && next == "with";
    if (level || key == "ties" || key == "matches") return "ties";
    return std::nullopt;
  }

  static std::string_view inverse(std::string_view relation) {
    if (relation == "beats") return "trails";
    if (relation == "trails") return "beats";
    return relation;
  }

  void check_comparison(std::size_t at) {
    const auto relation = relation_at(r_, at);
    if (!relation) return;
    std::vector<const Mention*> before;
    for (const Mention& mention : r_.mentions) {
      if (mention.last < at && r_.is_model(mention)) before.push_back(&mention);
    }
    std::size_t end = at;
    for (const Mention& mention : r_.mentions) {
      if (mention.first <= at || !r_.is_model(mention)) continue;
      if (!stands_in_list(end, mention.first)) break;
      end = mention.last;
      const bool proved =
          before.empty() ? !std::ranges::none_of(
                               r_.statements(),
                               [&](const Claimed* c) { return c->content.relation == *relation; })
                         : compares(*before.front(), *relation, mention) ||
                               compares(*before.back(), *relation, mention);
      if (!proved) {
        say("that it is \"" + r_.printed(at, at) + "\" " + mention.printed +
                " is none of its statements",
            mention.printed);
      }
    }
  }

  // Nothing but figures, commas and "and" between the comparing word and the next of its list.
  [[nodiscard]] bool stands_in_list(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i) {
      const std::string& key = r_.words[i].key;
      const bool small = holds(std::array{"of", "and", "with", "the", "at", "both"}, key);
      if (!small && !(key[0] >= '0' && key[0] <= '9')) return false;
    }
    return true;
  }

  // The benchmark that a comparison is about: of those named in its clause, any.
  [[nodiscard]] bool is_about(const Mention& other, const std::string& benchmark) const {
    const std::size_t at = r_.words[other.first].start;
    const std::size_t before = r_.plain.rfind(';', at);
    const std::size_t start = before == std::string_view::npos ? 0 : before;
    const std::size_t end = std::min(r_.plain.find(';', at), r_.plain.size());
    bool any = false;
    for (const Mention& mention : r_.mentions) {
      const std::size_t place = r_.words[mention.first].start;
      if (place < start || place > end || !r_.is_benchmark(mention)) continue;
      if (r_.means(mention, benchmark)) return true;
      any = true;
    }
    return !any;
  }

  [[nodiscard]] bool compares(const Mention& subject, std::string_view relation,
                              const Mention& other) const {
    const auto is = [&](const Content& c) {
      if (!c.benchmark.empty() && !is_about(other, c.benchmark)) return false;
      return (c.relation == relation && r_.means(subject, c.model) && r_.means(other, c.versus)) ||
             (c.relation == inverse(relation) && r_.means(other, c.model) &&
              r_.means(subject, c.versus));
    };
    if (std::ranges::any_of(r_.statements(), [&](const Claimed* c) { return is(c->content); })) {
      return true;
    }
    return by_scores(subject, relation, other);
  }

  [[nodiscard]] bool by_scores(const Mention& subject, std::string_view relation,
                               const Mention& other) const {
    for (const Claimed* one : r_.statements()) {
      if (one->content.relation != "score" || !one->content.value) continue;
      if (!r_.means(subject, one->content.model)) continue;
      for (const Claimed* two : r_.statements()) {
        const Content& c = two->content;
        if (c.relation != "score" || !c.value || c.benchmark != one->content.benchmark ||
            !r_.means(other, c.model)) {
          continue;
        }
        const double margin = *one->content.value - *c.value;
        if ((relation == "beats" && margin > 0) || (relation == "trails" && margin < 0) ||
            (relation == "ties" && equal(margin, 0))) {
          return true;
        }
      }
    }
    return false;
  }

  // "Meridian 4 on GPQA Diamond": somebody measured the one on the other.
  void check_pairs() {
    for (std::size_t i = 0; i + 1 < r_.mentions.size(); ++i) {
      const Mention& model = r_.mentions[i];
      const Mention& benchmark = r_.mentions[i + 1];
      if (!r_.is_model(model) || !r_.is_benchmark(benchmark)) continue;
      std::size_t next = model.last + 1;
      if (!holds(std::array{"on", "in"}, r_.key(next))) continue;
      if (r_.key(++next) == "the") ++next;
      if (benchmark.first != next) continue;
      const auto pairs = [&](const Claimed* c) {
        return (r_.means(model, c->content.model) || r_.means(model, c->content.versus)) &&
               r_.means(benchmark, c->content.benchmark);
      };
      if (std::ranges::none_of(r_.statements(), pairs)) {
        say("none of its statements tells of " + model.printed + " on " + benchmark.printed,
            model.printed);
      }
    }
  }

  // --- Models

  // Every statement's model is named, by a name that ends where it ends.
  void check_models() {
    // "Tally Lab has it at 66.8%", behind a question that names it.
    const bool refers_back =
        has_word("it") &&
        std::ranges::none_of(r_.mentions, [&](const auto& m) { return r_.is_model(m); });
    if (refers_back) return;
    for (const Claimed* claimed : r_.statements()) {
      const std::string& model = claimed->content.model;
      if (!r_.names.is_model(model) || r_.tells_of(model)) continue;
      std::string key;
      for (const Word& word : words_of(plain_form(model))) key += word.key;
      if (has_joined(r_.words, key)) continue;  // Within a quoted title
      const bool is_class = model[0] >= 'a' && model[0] <= 'z' && model.find(' ') != model.npos;
      if (!is_class) say("does not name " + model, model);
    }
    for (const Mention& mention : r_.mentions) {
      if (!r_.is_model(mention) || mention.last + 1 >= r_.words.size()) continue;
      const Word& next = r_.words[mention.last + 1];
      const std::size_t end = r_.words[mention.last].end;
      const bool joins = next.start == end + 1 && (r_.plain[end] == ' ' || r_.plain[end] == '-');
      const bool goes_on = next.capital || (next.key[0] >= '0' && next.key[0] <= '9');
      if (!joins || !goes_on || next.in_name || next.spent) continue;
      if (has_joined(r_.grounds.words, r_.words[mention.last].key + next.key)) continue;
      say("none of its statements tells of " + r_.printed(mention.first, mention.last + 1),
          r_.printed(mention.first, mention.last + 1));
    }
  }

  // --- What is said along with a figure

  [[nodiscard]] bool has_word(std::string_view key) const {
    return std::ranges::any_of(r_.words, [&](const Word& w) { return w.key == key && !w.quoted; });
  }

  void check_marks() {
    const bool marked = has_word("contested") || r_.plain.find("\u2020") != std::string_view::npos;
    const auto stands = [&](std::string_view standing) {
      return std::ranges::any_of(r_.statements(),
                                 [&](const Claimed* c) { return c->standing == standing; });
    };
    if (marked && !stands("contested")) {
      say("is marked as contested, and none of its statements is", "");
    }
    if (has_word("corroborated") && !stands("corroborated")) {
      say("is said to be corroborated, and none of its statements is", "");
    }
  }

  // "among open-weight models", "with mini-SWE-agent": a figure without it says too much.
  void check_scope() {
    for (const Claimed* claimed : r_.statements()) {
      const Content& content = claimed->content;
      if (content.kind != "benchmark" || content.among.empty() || !content.rank) continue;
      if (!r_.tells_of(content.model)) continue;
      const auto is_told = [&](const Word& word) { return has_word(word.key); };
      const std::vector<Word> scope = words_of(plain_form(content.among));
      if (!std::ranges::all_of(scope, is_told)) {
        say("leaves out that the rank holds among " + content.among, "");
      }
    }
  }

  const Reading& r_;
  std::vector<Unproved> messages_;
};

}  // namespace

bool Reading::has_kind(std::string_view kind) const {
  return std::ranges::any_of(statements(),
                             [&](const Claimed* c) { return c->content.kind == kind; });
}

bool Reading::is_model(const Mention& mention) const {
  return std::ranges::any_of(mention.names,
                             [&](const std::string& name) { return names.is_model(name); });
}

bool Reading::is_benchmark(const Mention& mention) const {
  return std::ranges::any_of(mention.names,
                             [&](const std::string& name) { return names.is_benchmark(name); });
}

std::string Reading::printed(std::size_t first, std::size_t last) const {
  return std::string{plain.substr(words[first].start, words[last].end - words[first].start)};
}

bool Reading::means(const Mention& mention, std::string_view canonical) const {
  if (canonical.empty()) return false;
  if (std::ranges::find(mention.names, canonical) != mention.names.end()) return true;
  const auto key_of = [](std::string_view name) {
    std::string key;
    for (const Word& word : words_of(plain_form(name))) key += word.key;
    return key;
  };
  std::vector<std::string> spellings = mention.names;
  spellings.push_back(mention.printed);
  const std::string wanted = key_of(canonical);
  const auto same = [&](const std::string& name) { return key_of(name) == wanted; };
  if (std::ranges::any_of(spellings, same)) return true;
  if (!aliases) return false;
  const std::vector<std::string> others = aliases(canonical);
  return std::ranges::any_of(others, [&](const std::string& alias) {
    const std::string key = key_of(alias);
    return std::ranges::any_of(spellings,
                               [&](const std::string& name) { return key_of(name) == key; });
  });
}

bool Reading::cites_for(std::size_t word, const Claimed& claimed) const {
  std::size_t at = plain.find(kCiteOpen, words[word].end);
  bool any = false;
  while (at != std::string_view::npos && at < plain.size() && plain[at] == kCiteOpen) {
    const std::size_t close = plain.find(kCiteClose, at);
    if (close == std::string_view::npos) break;
    const auto source =
        grounds.sources.find(std::atoi(std::string{plain.substr(at + 1, close - at - 1)}.c_str()));
    any = true;
    if (source != grounds.sources.end() &&
        std::ranges::find(claimed.evidence, source->second, &Evidence::source) !=
            claimed.evidence.end()) {
      return true;
    }
    at = close + 1;
  }
  return !any;
}

bool Reading::tells_of(std::string_view canonical) const {
  const auto tells = [&](const Mention& mention) { return means(mention, canonical); };
  return std::ranges::any_of(mentions, tells) || std::ranges::any_of(lead_mentions, tells);
}

std::vector<Unproved> misstated(const Reading& reading) {
  std::vector<Unproved> messages = ClaimChecker{reading}.run();
  check_releases(reading, messages);
  check_attribution(reading, messages);
  return messages;
}

}  // namespace dossier::proof
