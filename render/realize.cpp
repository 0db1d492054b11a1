#include "render/realize.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "extract/topic.h"

namespace dossier {
namespace {

// "18 months ahead" of a report, "by July 16": the text gives no day, so the report's day bounds
// it. A dated one says "on".
std::string when_released(const Fact& fact) {
  const Release& release = *fact.release();
  if (const auto& date = release.date; date && date->is_one_day() && !release.planned) {
    return "On " + format_month_day(date->first) + ", ";
  }
  return "By " + format_month_day(fact.first) + ", ";
}

std::string parameters_of(const Release& release) {
  if (!release.total_parameters.empty() && !release.active_parameters.empty()) {
    return fmt::format("{} parameters in total and {} active", release.total_parameters,
                       release.active_parameters);
  }
  if (!release.total_parameters.empty()) return release.total_parameters + " parameters";
  if (!release.active_parameters.empty()) return release.active_parameters + " active parameters";
  return {};
}

std::string under_license(const Release& release) {
  if (release.license.empty()) return {};
  const bool says_license = release.license.ends_with("icense");
  return fmt::format(" under the {}{}", release.license, says_license ? "" : " license");
}

// "first", "third": with the class that the rank is within, where the claim has one.
std::string rank_phrase(const BenchmarkClaim& claim) {
  return ordinal_word(*claim.rank) + (claim.among.empty() ? "" : " among " + claim.among);
}

// "on GPQA", "in Frontend Code Arena (win rate)"
std::string where_measured(const BenchmarkClaim& claim) {
  return on_benchmark(claim.benchmark) + (claim.aspect.empty() ? "" : " (" + claim.aspect + ")");
}

std::string with_conditions(const BenchmarkClaim& claim) {
  return claim.conditions.empty() ? "" : fmt::format(" ({})", claim.conditions);
}

// The versus side may be a class ("closed models") or a model.
std::string rival_name(Page& page, const BenchmarkClaim& claim) {
  return page.lexicon().find(claim.versus, NameKind::model) ? page.model(claim.versus)
                                                            : claim.versus;
}

bool is_class(std::string_view model) {
  return model.ends_with("models") || model == "state of the art";
}

// What is said of one model on one benchmark, taken apart by relation.
struct BenchmarkResult {
  const Fact* score = nullptr;
  const Fact* rank = nullptr;
  const Fact* change = nullptr;
  std::vector<const Fact*> beats, trails, ties;
};

BenchmarkResult take_apart(const std::vector<const Fact*>& facts) {
  BenchmarkResult result;
  for (const Fact* fact : facts) {
    switch (fact->benchmark()->relation) {
      case Relation::score:
        if (result.score == nullptr && fact->benchmark()->figure) result.score = fact;
        break;
      case Relation::rank:
        if (result.rank == nullptr) result.rank = fact;
        break;
      case Relation::change:
        if (result.change == nullptr && fact->benchmark()->figure) result.change = fact;
        break;
      case Relation::beats:
        result.beats.push_back(fact);
        break;
      case Relation::trails:
        result.trails.push_back(fact);
        break;
      case Relation::ties:
        result.ties.push_back(fact);
        break;
    }
  }
  return result;
}

// "Claude Fable 5 (60) and GPT-5.6 Sol": the rivals, with the figures that the same report gives.
std::string rivals(Page& page, const std::vector<const Fact*>& facts,
                   std::vector<const Fact*>& used) {
  constexpr std::size_t kRivalsMax = 3;
  std::vector<std::string> names;
  for (const Fact* fact : facts) {
    if (names.size() == kRivalsMax) break;
    const BenchmarkClaim& claim = *fact->benchmark();
    std::string name = rival_name(page, claim);
    used.push_back(fact);
    if (claim.figure && claim.unit == "points") {
      name += " by " + figure_with_unit(claim);
    } else if (const Fact* score = page.score_beside(*fact, claim.versus)) {
      name += fmt::format(" ({})", figure_with_unit(*score->benchmark()));
      used.push_back(score);
    }
    names.push_back(std::move(name));
  }
  return join_words(names);
}

// "rose from 40 to 50 on …", "reached 79% on …", "gained 8 points on …"
std::string change_phrase(const BenchmarkClaim& claim, bool many) {
  const std::string where = where_measured(claim);
  if (claim.from) {
    const bool up = claim.figure->value >= claim.from->value;
    return fmt::format("{} from {} to {} {}", up ? "rose" : "fell", claim.from->text,
                       figure_with_unit(claim), where);
  }
  if (claim.unit == "points") {
    return fmt::format("{} by {} {}", many ? "move" : "moves", figure_with_unit(claim), where);
  }
  return fmt::format("{} {} {}", many ? "reach" : "reaches", figure_with_unit(claim), where);
}

// The predicate of all that is said of a model on one benchmark; the facts it tells go to `used`.
std::string predicate(Page& page, const std::vector<const Fact*>& facts,
                      std::vector<const Fact*>& used) {
  const BenchmarkClaim& claim = *facts.front()->benchmark();
  const bool many = is_class(claim.model);
  const std::string where = where_measured(claim);
  const BenchmarkResult result = take_apart(facts);
  std::string text;
  const auto verb = [&](std::string_view singular) {
    return std::string{many ? singular.substr(0, singular.size() - 1) : singular};
  };
  if (result.rank != nullptr) {
    text = fmt::format("{} {} {}", page.is_dated(*result.rank) ? "ranked" : verb("ranks"),
                       rank_phrase(*result.rank->benchmark()), where);
    used.push_back(result.rank);
    if (result.score != nullptr) {
      text += ", at " + figure_with_unit(*result.score->benchmark());
      used.push_back(result.score);
    }
  } else if (result.change != nullptr) {
    text = change_phrase(*result.change->benchmark(), many);
    used.push_back(result.change);
  } else if (result.score != nullptr) {
    text = fmt::format("{} {}{} {}", verb("scores"), figure_with_unit(*result.score->benchmark()),
                       result.score->standing == Standing::contested ? " (contested)" : "", where);
    used.push_back(result.score);
  }
  const bool has_lead = !text.empty();
  const auto compare = [&](const std::vector<const Fact*>& rival_facts, std::string_view alone,
                           std::string_view beside) {
    if (rival_facts.empty()) return;
    if (text.empty()) {
      text = fmt::format("{} {} {}", alone, rivals(page, rival_facts, used), where);
    } else {
      text += fmt::format(", {} {}", beside, rivals(page, rival_facts, used));
    }
  };
  // Who is first is ahead of everybody; only a margin would add to that.
  const bool first = result.rank != nullptr && result.rank->benchmark()->rank == 1;
  compare(result.trails, verb("trails"), "behind");
  compare(result.ties, many ? "are level with" : "is level with", "level with");
  if (first) {
    for (const Fact* fact : result.beats) page.tell(*fact);
  } else {
    compare(result.beats, verb("beats"), "ahead of");
  }
  const std::string conditions = has_lead ? with_conditions(claim) : "";
  return text + conditions;
}

// The source's own verb, as it is found in the rule ("stance.verb:warn"), where it can stand before
// a quotation: whoever says it again may say no more than that. Empty for others.
std::string_view reported_verb(std::string_view rule) {
  struct Verb {
    std::string_view found, printed;
  };
  constexpr auto kVerbs = std::to_array<Verb>({{"argue", "argues"},
                                               {"claim", "claims"},
                                               {"insist", "insists"},
                                               {"think", "believes"},
                                               {"maintain", "maintains"},
                                               {"note", "notes"},
                                               {"emphasize", "stresses"},
                                               {"acknowledge", "concedes"},
                                               {"counter", "counters"},
                                               {"warn", "warns"},
                                               {"object", "objects"}});
  const std::size_t colon = rule.find(':');
  if (colon == std::string_view::npos) return {};
  const auto verb = std::ranges::find(kVerbs, rule.substr(colon + 1), &Verb::found);
  return verb == kVerbs.end() ? std::string_view{} : verb->printed;
}

// What stands before the holder's quoted words. "expects: "I expect …"" would say it twice.
std::string verb_of(const Stance& stance, const StoredClaim& words) {
  for (std::string_view opening : {"I ", "I’", "I'", "We ", "we "}) {
    if (words.quotable_text.starts_with(opening)) return "says";
  }
  if (const std::string_view verb = reported_verb(words.claim.rule); !verb.empty()) {
    return std::string{verb};
  }
  if (stance.kind == StanceKind::demand) return "urges";
  if (stance.kind == StanceKind::forecast) return "expects";
  const bool column = words.claim.rule.starts_with("stance.author");
  if (column && stance.polarity == Polarity::support) return "argues";
  return "says";
}

std::string trend_words(Direction direction) {
  switch (direction) {
    case Direction::widening:
      return "widening";
    case Direction::narrowing:
      return "narrowing";
    default:
      return "holding steady";
  }
}

// "sees it widening", "expects it to widen"
std::string trend_clause(const Stance& stance, std::string_view what) {
  if (stance.kind != StanceKind::forecast) {
    return fmt::format("sees {} {}", what, trend_words(stance.direction));
  }
  const std::string_view verb = stance.direction == Direction::widening    ? "widen"
                                : stance.direction == Direction::narrowing ? "narrow"
                                                                           : "hold steady";
  return fmt::format("expects {} to {}", what, verb);
}

// The reporter's words must not pass for the holder's: unless the holder spoke them, or wrote
// the page, the outlet that put it so is named.
bool words_are_the_holders(const Page& page, const StoredClaim& claim) {
  const auto& stance = std::get<Stance>(claim.claim.content);
  if (stance.quotable_is_speech) return true;
  const Source& source = page.source(claim.source);
  const std::string holder = name_key(display_name(page.lexicon(), stance.holder));
  if (holder == name_key(source.outlet)) return true;
  const std::string author = name_key(source.author);
  return !author.empty() && !stance.second_hand && author.find(holder) != std::string::npos;
}

std::string as_put_by(Page& page, const StoredClaim& claim) {
  if (words_are_the_holders(page, claim)) return {};
  return ", " + page.as_put_by(page.source(claim.source).outlet);
}

// A word or two prove nothing by themselves, and a quotation within a quotation hides who speaks.
bool fit_to_quote(std::string_view words) {
  for (std::string_view mark : {"\"", "\u201C", "\u201D", "\u201E"}) {
    if (words.find(mark) != std::string_view::npos) return false;
  }
  if (words.starts_with("Note ")) return false;  // A remark, no position
  return std::ranges::count(words, ' ') >= 3;
}

std::string topic_phrase(const Page& page, const Stance& stance) {
  const Topic* topic = find_topic(page.lexicon(), stance.topic);
  return topic == nullptr ? "" : topic->phrase;
}

// " by 3-7 months": a figure that the stance itself gives for a quantity.
std::string trend_figure(const Stance& stance) {
  if (!stance.figure) return {};
  return fmt::format(", at {}{}", stance.figure->text,
                     stance.unit.empty() ? "" : (stance.unit == "%" ? "%" : " " + stance.unit));
}

}  // namespace

std::string figure_with_unit(const BenchmarkClaim& claim) {
  if (!claim.figure) return {};
  const std::string& text = claim.figure->text;
  if (claim.unit.empty()) return text;
  if (claim.unit == "%") return text + "%";
  if (claim.unit == "x") return text + "x";
  if (claim.unit == "elo") return text + " Elo";
  if (claim.unit == "points") return text + (text == "1" || text == "one" ? " point" : " points");
  return text + " " + claim.unit;
}

DossierSentence say_release(Page& page, const Fact& fact, const std::string& lead) {
  const Release& release = *fact.release();
  Line line{page};
  std::string when = when_released(fact);
  std::string model;
  if (lead.empty()) {
    model = page.model(release.model);
  } else {
    line.say(lead);
    when[0] = static_cast<char>(when[0] - 'A' + 'a');
    model = "it";  // The lead names it
  }
  line.say(when);
  const bool dated = release.date && release.date->is_one_day() && !release.planned;
  const std::string_view verb = release.planned ? "announced" : "released";
  if (release.organization.empty()) {
    line.say(fmt::format("{} {} {}", model, dated ? "was" : "had been", verb));
  } else {
    line.say(fmt::format("{} {}{} {}", display_name(page.lexicon(), release.organization),
                         dated ? "" : "had ", verb, model));
  }
  if (release.planned && release.date) line.say(" for " + window_in_words(*release.date));
  line.say(under_license(release));
  const std::string parameters = parameters_of(release);
  if (!parameters.empty()) line.say(", with " + parameters);
  page.tell(fact);
  // The day is that of the first report; license and parameters are the fullest one's.
  return line.cite({&fact}, {fact.evidence.front(), fact.fullest}).end();
}

std::string name_release(Page& page, const Fact& fact) {
  const Release& release = *fact.release();
  const std::string model = page.model(release.model);
  if (release.organization.empty()) return model;
  const std::string maker = display_name(page.lexicon(), release.organization);
  // "DeepSeek's DeepSeek V4" says it twice.
  if (name_key(release.model).starts_with(name_key(maker))) return model;
  return possessive(maker) + " " + model;
}

DossierSentence say_model_results(Page& page,
                                  const std::vector<std::vector<const Fact*>>& benchmarks) {
  const Fact& first_fact = *benchmarks.front().front();
  const BenchmarkClaim& first = *first_fact.benchmark();
  const std::string& speaker = first_fact.speaker;
  const auto maker = page.lexicon().find(first.model, NameKind::model);
  const bool own = maker && !maker->maker.empty() && !speaker.empty() &&
                   name_key(maker->maker) == name_key(speaker);
  Line line{page};
  // A measurer whose own board it is need not be named again in front of it.
  const bool all_its_own = std::ranges::all_of(benchmarks, [&](const auto& facts) {
    return name_key(facts.front()->benchmark()->benchmark).find(name_key(speaker)) == 0;
  });
  if (own) {
    line.say(fmt::format("By {} own account, ", possessive(speaker)));
  } else if (!speaker.empty() && !all_its_own) {
    line.say(fmt::format("According to {}, ", speaker));
  }
  line.say(page.model(first.model) + " ");
  std::vector<const Fact*> used;
  std::vector<std::string> predicates;
  for (const auto& facts : benchmarks) {
    std::string text = predicate(page, facts, used);
    if (!text.empty()) predicates.push_back(std::move(text));
  }
  // Where a predicate holds commas of its own, semicolons keep them apart.
  const bool nested =
      predicates.size() > 1 && std::ranges::any_of(predicates, [](const std::string& text) {
        return text.find(", ") != std::string::npos;
      });
  // "scores 57 on A and scores 64 on B" → "scores 57 on A and 64 on B"
  for (std::size_t i = nested ? 1 : predicates.size(); i-- > 1;) {
    for (std::string_view verb : {"scores ", "score ", "ranks ", "rank ", "rose ", "reaches "}) {
      if (predicates[i].starts_with(verb) && predicates[i - 1].starts_with(verb)) {
        predicates[i].erase(0, verb.size());
        break;
      }
    }
  }
  if (nested) {
    for (std::size_t i = 0; i < predicates.size(); ++i) {
      line.say((i == 0 ? "" : i + 1 == predicates.size() ? "; and it " : "; it ") + predicates[i]);
    }
  } else {
    line.say(join_words(predicates));
  }
  for (const Fact* fact : used) page.tell(*fact);
  return line.cite(used).end();
}

DossierSentence say_standings(Page& page, const std::vector<const Fact*>& facts) {
  const BenchmarkClaim& first = *facts.front()->benchmark();
  const std::string& speaker = facts.front()->speaker;
  std::vector<std::string> places;
  for (const Fact* fact : facts) {
    const BenchmarkClaim& claim = *fact->benchmark();
    places.push_back(fmt::format("{} at {}{}", page.model(claim.model), figure_with_unit(claim),
                                 with_conditions(claim)));
  }
  Line line{page};
  for (const Fact* fact : facts) page.tell(*fact);
  const bool own_board = !speaker.empty() && name_key(first.benchmark).find(name_key(speaker)) == 0;
  if (own_board) {
    line.say(fmt::format("{} {} {}", the_benchmark(first.benchmark),
                         places.size() > 1 ? "puts" : "has", join_words(places)));
  } else if (speaker.empty()) {
    line.say(fmt::format("Reported {}: {}", on_benchmark(first.benchmark), join_words(places)));
  } else {
    line.say(
        fmt::format("{}, {} has {}", on_benchmark(first.benchmark), speaker, join_words(places)));
  }
  return line.cite(facts).end();
}

const StoredClaim* quotable_claim(const Page& page, const Fact& fact) {
  const StoredClaim* best = nullptr;
  const auto rank = [&](const StoredClaim* claim) {
    return std::pair{words_are_the_holders(page, *claim), report_day(page.source(claim->source))};
  };
  for (const StoredClaim* claim : fact.evidence) {
    if (!fit_to_quote(claim->quotable_text)) continue;
    if (best == nullptr || rank(claim) > rank(best)) best = claim;
  }
  return best;
}

std::string holder_name(const Page& page, const Fact& fact) {
  const std::string& holder = fact.stance()->holder;
  std::string name = display_name(page.lexicon(), holder);
  // A handle stays one, unless the lexicon knows who it is.
  if (name == holder && !name.starts_with('@')) {
    const std::string handle = "@" + name;
    const auto tells_handle = [&](const StoredClaim* claim) {
      return claim->evidence_text.find(handle) != std::string::npos ||
             std::ranges::any_of(claim->support_texts, [&](const std::string& text) {
               return text.find(handle) != std::string::npos;
             });
    };
    if (std::ranges::any_of(fact.evidence, tells_handle)) return handle;
  }
  return name;
}

bool can_be_said(const Page& page, const Fact& fact) {
  const Stance& stance = *fact.stance();
  if (stance.holder.empty() || stance.holder == "author") return false;  // Nobody to name
  return (stance.direction != Direction::none && !stance.topic.empty()) ||
         quotable_claim(page, fact) != nullptr;
}

std::optional<DossierSentence> say_stance(Page& page, const Fact& fact, const std::string& lead) {
  const Stance& stance = *fact.stance();
  const StoredClaim* words = quotable_claim(page, fact);
  if (!can_be_said(page, fact)) return std::nullopt;
  const std::string holder = page.holder(holder_name(page, fact));
  Line line{page};
  line.say(lead);
  page.tell(fact);
  if (stance.direction != Direction::none && !stance.topic.empty()) {
    line.say(fmt::format("{} {}{}", holder, trend_clause(stance, topic_phrase(page, stance)),
                         trend_figure(stance)));
    return line.cite(fact).end();
  }
  line.say(fmt::format("{} {}{}: ", holder, verb_of(stance, *words), as_put_by(page, *words)));
  return line.quote(words->quotable_text).cite({&fact}, {words}).end();
}

DossierSentence say_trends(Page& page, const std::vector<const Fact*>& facts) {
  Line line{page};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = *facts[i];
    const Stance& stance = *fact.stance();
    const bool turns = i > 0 && stance.direction != facts[i - 1]->stance()->direction;
    if (i > 0) line.say(!turns ? ", and " : i == 1 ? ", while " : "; ");
    const std::string what = i == 0 ? topic_phrase(page, stance) : "it";
    line.say(fmt::format("{} {}{}", page.holder(holder_name(page, fact)),
                         trend_clause(stance, what), trend_figure(stance)));
    line.cite(fact);
    page.tell(fact);
  }
  return line.end();
}

std::optional<DossierSentence> say_position(Page& page, const Fact& fact) {
  const Stance& stance = *fact.stance();
  const StoredClaim* words = quotable_claim(page, fact);
  Line line{page};
  if (stance.direction != Direction::none && !stance.topic.empty()) {
    line.say(trend_clause(stance, topic_phrase(page, stance)) + trend_figure(stance));
    return line.cite(fact).end();
  }
  if (words == nullptr) return std::nullopt;
  const std::string topic = topic_phrase(page, stance);
  std::string opening = verb_of(stance, *words);
  if (!topic.empty()) opening = fmt::format("on {}, {}", topic, opening);
  line.say(opening + as_put_by(page, *words) + ": ");
  DossierSentence sentence = line.quote(words->quotable_text).cite({&fact}, {words}).end();
  return sentence;
}

std::optional<DossierSentence> say_event(Page& page, const Fact& fact) {
  const Event& event = *fact.event();
  const StoredClaim* words = nullptr;
  for (const StoredClaim* claim : fact.evidence) {
    if (!claim->quotable_text.empty()) words = claim;
  }
  if (event.object.empty() && words == nullptr) return std::nullopt;
  Line line{page};
  line.say(display_name(page.lexicon(), event.actor) + " " + event.action);
  if (words == nullptr)
    return line.say(" " + page.model(event.object)).cite(fact).end_without_stop();
  line.say(" ");
  return line.quote(words->quotable_text).cite({&fact}, {words}).end_without_stop();
}

}  // namespace dossier
