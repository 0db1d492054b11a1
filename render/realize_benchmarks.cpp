#include "render/realize_benchmarks.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"
#include "render/realize_stances.h"

namespace dossier {
namespace {

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

  [[nodiscard]] bool is_plain_score() const {
    return score != nullptr && rank == nullptr && change == nullptr && beats.empty() &&
           trails.empty() && ties.empty();
  }
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
    if (std::ranges::find(names, name) != names.end()) continue;
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
  const bool first = result.rank != nullptr && result.rank->benchmark()->rank == 1 &&
                     result.rank->benchmark()->among.empty();
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

// "57 on A, 46% on B, and 78% on C": plain scores as one list; conditions that all of them share
// are said once, at the end.
std::string score_list(const std::vector<const Fact*>& scores) {
  const std::string& shared = scores.front()->benchmark()->conditions;
  const bool alike =
      scores.size() > 1 && !shared.empty() && std::ranges::all_of(scores, [&](const Fact* fact) {
        return fact->benchmark()->conditions == shared;
      });
  std::vector<std::string> places;
  for (const Fact* fact : scores) {
    const BenchmarkClaim& claim = *fact->benchmark();
    places.push_back(fmt::format("{}{} {}{}", figure_with_unit(claim),
                                 fact->standing == Standing::contested ? " (contested)" : "",
                                 where_measured(claim), alike ? "" : with_conditions(claim)));
  }
  return join_words(places) + (alike ? fmt::format(" ({} throughout)", shared) : "");
}

// A sentence of plain scores, by who gives them; two forms each, in turn.
DossierSentence say_scores(Page& page, const std::vector<const Fact*>& scores) {
  const Fact& first = *scores.front();
  const std::string model = page.model(first.benchmark()->model);
  const bool many = is_class(first.benchmark()->model);
  const std::string list = score_list(scores);
  const std::string speaker = speaker_name(page, first);
  const bool own_board = std::ranges::all_of(scores, [&](const Fact* fact) {
    return !speaker.empty() &&
           name_key(fact->benchmark()->benchmark).starts_with(name_key(speaker));
  });
  Line line{page};
  switch (giver_of(page, first)) {
    case Giver::maker:
      line.say(page.turn("maker") ? fmt::format("{} claims {} for {}", speaker, list, model)
                                  : fmt::format("By {} own account, {} {} {}", possessive(speaker),
                                                model, many ? "score" : "scores", list));
      break;
    case Giver::independent:
      if (own_board) {
        line.say(fmt::format("{} {} {}", model, many ? "score" : "scores", list));
      } else {
        line.say(page.turn("independent")
                     ? fmt::format("{} {} {} at {}", speaker, speakers_verb(first, "puts", "put"),
                                   model, list)
                     : fmt::format("According to {}, {} {} {}", speaker, model,
                                   many ? "score" : "scores", list));
      }
      break;
    case Giver::unnamed:
      line.say(scores.size() > 1 && page.turn("unnamed")
                   ? fmt::format("The figures reported for {} are {}", model, list)
                   : fmt::format("{} {} reported at {}", model, many ? "are" : "is", list));
      break;
  }
  for (const Fact* fact : scores) page.tell(*fact);
  return line.cite(scores).end();
}

// "1679" → "1,679"; anything else as it stands.
std::string with_separators(const std::string& text) {
  const bool digits =
      std::ranges::all_of(text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
  if (!digits || text.size() < 4) return text;
  std::string out = text;
  for (std::size_t at = out.size() - 3; at > 0; at -= std::min<std::size_t>(at, 3)) {
    out.insert(at, 1, ',');
  }
  return out;
}

}  // namespace

std::string figure_with_unit(const BenchmarkClaim& claim) {
  if (!claim.figure) return {};
  std::string text = with_separators(claim.figure->text);
  if (claim.unit.empty()) return text;
  if (claim.unit == "%") return text + "%";
  if (claim.unit == "x") return text + "x";
  if (claim.unit == "elo") return text + " Elo";
  if (claim.unit == "points") return text + (text == "1" || text == "one" ? " point" : " points");
  return text + " " + claim.unit;
}

std::string speaker_name(const Page& page, const Fact& fact) {
  const std::string& speaker = fact.speaker;
  if (speaker.empty() || speaker.starts_with('@')) return speaker;
  const Lexicon& lexicon = page.lexicon();
  if (lexicon.find(speaker, NameKind::organization) || lexicon.find(speaker, NameKind::person)) {
    return name_in_evidence(fact, speaker);
  }
  // An account stays one, unless the lexicon knows whose it is.
  const std::string handle = "@" + speaker;
  const bool is_handle = std::ranges::any_of(fact.evidence, [&](const StoredClaim* claim) {
    return claim->evidence_text.find(handle) != std::string::npos;
  });
  return is_handle ? handle : speaker;
}

std::string_view speakers_verb(const Fact& fact, std::string_view of_one,
                               std::string_view of_several) {
  return fact.speakers.size() > 1 ? of_several : of_one;
}

Giver giver_of(const Page& page, const Fact& fact) {
  if (fact.speaker.empty()) return Giver::unnamed;
  const auto model = page.lexicon().find(fact.benchmark()->model, NameKind::model);
  const bool own =
      model && !model->maker.empty() && name_key(model->maker) == name_key(fact.speaker);
  return own ? Giver::maker : Giver::independent;
}

bool is_independent_score(const Page& page, const Fact& fact) {
  const BenchmarkClaim* claim = fact.benchmark();
  return claim != nullptr && claim->relation == Relation::score && claim->figure &&
         giver_of(page, fact) == Giver::independent;
}

std::string figures_by_speaker(const Page& page, const std::vector<const Fact*>& facts) {
  std::vector<std::string> figures;
  for (const Fact* fact : facts) {
    figures.push_back(
        fmt::format("{} by {}", figure_with_unit(*fact->benchmark()), speaker_name(page, *fact)));
  }
  return join_words(figures, figures.size() == 2 ? "against" : "and");
}

DossierSentence say_model_results(Page& page,
                                  const std::vector<std::vector<const Fact*>>& benchmarks) {
  std::vector<const Fact*> scores;
  for (const auto& facts : benchmarks) {
    const BenchmarkResult result = take_apart(facts);
    if (result.is_plain_score()) scores.push_back(result.score);
  }
  if (scores.size() == benchmarks.size()) return say_scores(page, scores);

  const Fact& first_fact = *benchmarks.front().front();
  const BenchmarkClaim& first = *first_fact.benchmark();
  const std::string speaker = speaker_name(page, first_fact);
  Line line{page};
  // A measurer whose own board it is need not be named again in front of it.
  const bool all_its_own = std::ranges::all_of(benchmarks, [&](const auto& facts) {
    return name_key(facts.front()->benchmark()->benchmark).find(name_key(speaker)) == 0;
  });
  if (giver_of(page, first_fact) == Giver::maker) {
    line.say(page.turn("maker") ? fmt::format("{} reports that ", speaker)
                                : fmt::format("By {} own account, ", possessive(speaker)));
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

DossierSentence say_standings(Page& page, const std::vector<const Fact*>& facts,
                              const Fact* rival) {
  const BenchmarkClaim& first = *facts.front()->benchmark();
  const std::string speaker = speaker_name(page, *facts.front());
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
    line.say(fmt::format("{}, {} {} {}", on_benchmark(first.benchmark), speaker,
                         speakers_verb(*facts.front(), "has", "have"), join_words(places)));
  }
  std::vector<const Fact*> cited = facts;
  if (rival != nullptr) {
    const BenchmarkClaim& claim = *rival->benchmark();
    line.say(fmt::format(", with {} at {} for comparison", page.model(claim.model),
                         figure_with_unit(claim)));
    page.tell(*rival);
    cited.push_back(rival);
  }
  return line.cite(cited).end();
}

}  // namespace dossier
