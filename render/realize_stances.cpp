#include "render/realize_stances.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/reported_speech.h"

namespace dossier {
namespace {

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

// What stands before the holder's words. "expects: "I expect …"" would say it twice.
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

bool is_trend(const Stance& stance) {
  return stance.direction != Direction::none && !stance.topic.empty();
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

// " by 3-7 months": a figure that the stance itself gives for a quantity.
std::string trend_figure(const Stance& stance) {
  if (!stance.figure) return {};
  return fmt::format(", at {}{}", stance.figure->text,
                     stance.unit.empty() ? "" : (stance.unit == "%" ? "%" : " " + stance.unit));
}

std::optional<ReportedClause> reported(const Page& page, const StoredClaim& words) {
  return report_clause(words.quotable_text, words.evidence_text, words_are_the_holders(page, words),
                       page.lexicon());
}

// What a holder says, from the verb on: in reported speech if that can be, else in the source's
// words with whose they are.
// `verbatim`: in the source's words at any rate.
void say_words(Page& page, Line& line, const Stance& stance, const StoredClaim& words,
               bool verbatim = false) {
  const auto clause = verbatim ? std::nullopt : reported(page, words);
  if (!clause) {
    line.say(fmt::format("{}{}: ", verb_of(stance, words), as_put_by(page, words)));
    line.quote(words.quotable_text);
    return;
  }
  std::string verb = clause->verb;
  if (verb.empty()) {
    verb = verb_of(stance, words);
    // Whoever "urges" a state of things only says that it is so.
    if (verb == "urges") verb = "argues";
    verb += " that";
  }
  line.say(fmt::format("{} {}", verb, clause->ours));
  if (!clause->quoted.empty()) line.say(" ").quote(clause->quoted);
}

}  // namespace

std::string name_in_evidence(const Fact& fact, const std::string& name) {
  const std::string initials = initials_of_name(name);
  if (initials.size() < 3) return name;
  bool has_initials = false;
  const std::string full = name_key(name);
  for (const StoredClaim* claim : fact.evidence) {
    std::vector<std::string_view> texts{claim->evidence_text};
    texts.insert(texts.end(), claim->support_texts.begin(), claim->support_texts.end());
    for (const std::string_view text : texts) {
      if (name_key(text).find(full) != std::string::npos) return name;
      has_initials = has_initials || text.find(initials) != std::string_view::npos;
    }
  }
  return has_initials ? initials : name;
}

std::string topic_phrase(const Page& page, const Stance& stance) {
  const Topic* topic = find_topic(page.lexicon(), stance.topic);
  return topic == nullptr ? "" : topic->phrase;
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
    std::string handle = "@" + name;
    const auto tells_handle = [&](const StoredClaim* claim) {
      return claim->evidence_text.find(handle) != std::string::npos ||
             std::ranges::any_of(claim->support_texts, [&](const std::string& text) {
               return text.find(handle) != std::string::npos;
             });
    };
    if (std::ranges::any_of(fact.evidence, tells_handle)) return handle;
  }
  return name_in_evidence(fact, name);
}

bool can_be_said(const Page& page, const Fact& fact) {
  const Stance& stance = *fact.stance();
  if (stance.holder.empty() || stance.holder == "author") return false;  // Nobody to name
  return is_trend(stance) || quotable_claim(page, fact) != nullptr;
}

bool only_in_words_of_others(const Page& page, const Fact& fact) {
  const StoredClaim* words = quotable_claim(page, fact);
  return !is_trend(*fact.stance()) && words != nullptr && !words_are_the_holders(page, *words) &&
         !reported(page, *words);
}

std::optional<DossierSentence> say_stance(Page& page, const Fact& fact, const std::string& lead) {
  const Stance& stance = *fact.stance();
  const StoredClaim* words = quotable_claim(page, fact);
  if (!can_be_said(page, fact)) return std::nullopt;
  Line line{page};
  line.say(lead + page.holder(holder_name(page, fact)) + " ");
  page.tell(fact);
  if (is_trend(stance)) {
    line.say(trend_clause(stance, topic_phrase(page, stance)) + trend_figure(stance));
    return line.cite(fact).end();
  }
  say_words(page, line, stance, *words);
  return line.cite({&fact}, {words}).end();
}

std::optional<DossierSentence> say_position(Page& page, const Fact& fact) {
  const Stance& stance = *fact.stance();
  const StoredClaim* words = quotable_claim(page, fact);
  Line line{page};
  if (is_trend(stance)) {
    line.say(trend_clause(stance, topic_phrase(page, stance)) + trend_figure(stance));
    return line.cite(fact).end();
  }
  if (words == nullptr) return std::nullopt;
  // What running text has reported stands here as it was worded.
  say_words(page, line, stance, *words, page.told(fact));
  return line.cite({&fact}, {words}).end();
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

DossierSentence say_new_voices(Page& page, const std::vector<const Fact*>& facts) {
  Line line{page};
  line.say(facts.size() == 1 ? "A new voice: " : "New voices: ");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (i > 0) line.say(i + 1 < facts.size() ? ", " : facts.size() == 2 ? " and " : ", and ");
    line.say(fmt::format("{} on {}", page.holder(holder_name(page, *facts[i])),
                         topic_phrase(page, *facts[i]->stance())));
    line.cite(*facts[i]);
  }
  return line.end();
}

}  // namespace dossier
