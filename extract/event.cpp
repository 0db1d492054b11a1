// Events: who did what, as a timeline tells it. A sentence says one where a person or an
// organization stands before a verb of extract/lexicon/event_verbs.yaml that is followed by what
// completes it: "Kratsios accused Moonshot AI of distilling Fable 5".
//
// Releases and claims on benchmarks are others' business; what is planned, possible, denied or
// heard of only is no event.

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/word_set.h"
#include "extract/clause.h"
#include "extract/date_phrase.h"
#include "extract/embedded.h"
#include "extract/extraction.h"
#include "extract/name_set.h"

namespace dossier {
namespace {

using std::string_view;

// What must stand right behind a verb: see the lexicon's file.
enum class EventObject { any, name, deed };

struct EventVerb {
  std::string action;
  EventObject object = EventObject::any;
  std::vector<std::string> nouns;
};
// By printed form.
using EventVerbs = std::unordered_map<std::string, EventVerb, NameHash, std::equal_to<>>;

// The file is part of the program; that it can be read is a test's business.
const EventVerbs& event_verbs() {
  static const EventVerbs kVerbs = [] {
    EventVerbs verbs;
    for (const YamlNode& node : embedded_lexicon("event_verbs.yaml").elements()) {
      EventVerb verb{node["action"].text(), EventObject::any, node["nouns"].texts()};
      const std::string object = node["object"].text();
      if (object == "name") verb.object = EventObject::name;
      if (object == "deed") verb.object = EventObject::deed;
      for (const std::string& form : node["forms"].texts()) verbs[form] = verb;
    }
    return verbs;
  }();
  return kVerbs;
}

const NameSet& event_forms() {
  static const NameSet kForms = [] {
    NameSet forms;
    for (const auto& [form, verb] : event_verbs()) forms.insert(form);
    return forms;
  }();
  return kForms;
}

constexpr std::size_t kSentenceBytesMax = 1500;
constexpr std::size_t kComplementWordsMax = 22;
constexpr std::size_t kDeedWithin = 8;  // Tokens

bool is_actor_mention(const Mention& mention) {
  return mention.kind == NameKind::organization || mention.kind == NameKind::person;
}

bool is_actor(const Token& token) {
  return is_name(token, NameKind::organization) || is_name(token, NameKind::person);
}

// "also", "today", "has": may stand between the one who acts and the verb.
bool may_stand_between(string_view word) {
  static constexpr auto kWords =
      word_set({"also", "today", "yesterday", "recently", "has", "have", "just", "now", "publicly",
                "formally", "quietly", "then", "since", "officially", "reluctantly", "later",
                "already", "jointly", "first"});
  return kWords.contains(word);
}

// What makes a sentence no report of what happened.
bool is_unreal(string_view word) {
  static constexpr auto kWords = word_set(
      {"would",  "could",   "might",       "may",        "if",         "whether",      "will",
       "plans",  "planned", "reportedly",  "allegedly",  "rumored",    "rumors",       "rumor",
       "not",    "never",   "didn't",      "n't",        "imagine",    "suppose",      "joke",
       "joked",  "parody",  "fake",        "speculates", "speculated", "hypothetical", "should",
       "hasn't", "isn't",   "unconfirmed", "expected",   "ahead"});
  return kWords.contains(word);
}

bool is_end(const Token& token) {
  return token.depth > 0 || is_mark(token, "(") || is_mark(token, "[") || is_mark(token, ";") ||
         is_mark(token, ":") || is_mark(token, "-") || is_mark(token, ",") || is_mark(token, "/") ||
         is_mark(token, "quote");
}

// The one who acts before the verb at `verb`: an index, or none.
std::optional<std::size_t> actor_before(const std::vector<Token>& tokens, std::size_t verb) {
  std::size_t at = verb;
  while (at > 0 && may_stand_between(word_of(tokens[at - 1]))) --at;
  if (at == 0 || !is_actor(tokens[at - 1]) || tokens[at - 1].depth > 0) return std::nullopt;
  const std::size_t actor = at - 1;
  // "after", "by", "with", "from": somebody else does it, or it is done to the one named.
  if (actor > 0 &&
      is_one_of(word_of(tokens[actor - 1]), "by", "with", "from", "to", "of", "at", "for",
                "against", "and", "or", "whether", "like", "than", "on", "in", "under", "via")) {
    return std::nullopt;
  }
  return actor;
}

// Where what completes the verb ends: at the first mark outside of names.
std::size_t complement_end(const std::vector<Token>& tokens, std::size_t verb) {
  std::size_t end = verb + 1;
  while (end < tokens.size() && !is_end(tokens[end])) {
    const bool aside =
        is_one_of(word_of(tokens[end]), "while", "whereas", "because", "although", "which", "who",
                  "after", "before", "when", "as", "but", "so", "amid");
    if (aside && end > verb + 1) break;
    ++end;
  }
  // A full stop within is that of "U.S.", the last one the sentence's; a citation says nothing.
  while (end > verb + 1 &&
         (is_mark(tokens[end - 1], ".") ||
          (is_name(tokens[end - 1], NameKind::person) && tokens[end - 1].text.starts_with('@')))) {
    --end;
  }
  // "… and said", "… and the": a second half that the first does not need.
  for (std::size_t at = verb + 3; at + 1 < end; ++at) {
    if (word_of(tokens[at]) == "and" && tokens[at + 1].kind == TokenKind::word) return at;
  }
  return end;
}

bool has_deed(const std::vector<Token>& tokens, std::size_t from, std::size_t to,
              const std::vector<std::string>& nouns) {
  const auto listed = [&](string_view noun) {
    return std::ranges::find(nouns, noun) != nouns.end();
  };
  for (std::size_t at = from; at < to; ++at) {
    const bool money = tokens[at].kind == TokenKind::number && tokens[at].text.starts_with('$');
    if (listed(tokens[at].text) || (money && listed("$"))) return true;
  }
  return false;
}

bool is_complete(const std::vector<Token>& tokens, std::size_t verb, std::size_t end,
                 const EventVerb& entry) {
  if (end <= verb + 1 || end - verb - 1 > kComplementWordsMax) return false;
  switch (entry.object) {
    case EventObject::any:
      return end >= verb + 3;
    case EventObject::name: {
      std::size_t at = verb + 1;
      if (is_one_of(word_of(tokens[at]), "the", "its", "rival", "startup", "ai")) ++at;
      // "Sam Altman's former assistant" is not Sam Altman.
      const bool possessive =
          at + 1 < end && (tokens[at + 1].text == "'s" || tokens[at + 1].text == "s");
      return at < end && tokens[at].kind == TokenKind::name && !possessive &&
             !is_name(tokens[at], NameKind::benchmark);
    }
    case EventObject::deed:
      return has_deed(tokens, verb + 1, std::min(end, verb + 1 + kDeedWithin), entry.nouns);
  }
  return false;
}

// The day that the sentence gives; not one that is still to come.
std::optional<DatePhrase> date_of(const Reading& reading, std::size_t index) {
  const TextSpan sentence = reading.sentences[index].span;
  for (const DatePhrase& phrase :
       find_date_phrases(reading.words.of(index), reading.context.published)) {
    // "Jan Leike" is no month.
    const bool name = std::ranges::any_of(
        mentions_in(reading, sentence),
        [&](const Mention& mention) { return mention.span.overlaps(phrase.span); });
    if (name) continue;
    if (!reading.context.published || phrase.window.last <= *reading.context.published) {
      return phrase;
    }
  }
  return std::nullopt;
}

class Finder {
 public:
  explicit Finder(const Reading& reading)
      : reading_{reading}, verbs_{event_verbs()}, forms_{event_forms()} {}

  void read(std::size_t index, std::vector<Claim>& claims) const {
    const Sentence& sentence = reading_.sentences[index];
    if (sentence.span.size() > kSentenceBytesMax) return;
    const Block& block = reading_.article.blocks[sentence.block];
    if (block.kind == BlockKind::table_row || block.kind == BlockKind::code) return;
    if (std::ranges::none_of(mentions_in(reading_, sentence.span), is_actor_mention)) return;
    if (std::ranges::none_of(reading_.words.of(index), [&](const Word& word) {
          return forms_.contains(word.text);  // Of "co-founded" the second half
        })) {
      return;
    }
    const std::vector<Token>& tokens = reading_.tokens.of(index);
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      if (tokens[i].kind != TokenKind::word) continue;
      const auto verb = verbs_.find(tokens[i].text);
      if (verb == verbs_.end()) continue;
      if (auto claim = event_at(index, tokens, i, verb->second)) {
        claims.push_back(std::move(*claim));
        return;  // One of a sentence: the first is what it reports
      }
    }
  }

 private:
  [[nodiscard]] std::optional<Claim> event_at(std::size_t index, const std::vector<Token>& tokens,
                                              std::size_t verb, const EventVerb& entry) const {
    const Sentence& sentence = reading_.sentences[index];
    const Block& block = reading_.article.blocks[sentence.block];
    const auto actor = actor_before(tokens, verb);
    const std::size_t end = complement_end(tokens, verb);
    if (!actor || !is_complete(tokens, verb, end, entry)) return std::nullopt;
    Claim claim;
    claim.evidence = sentence.span;
    claim.rule = "event:" + entry.action;
    Event event;
    event.actor = tokens[*actor].mention->canonical;
    event.action = entry.action;
    for (std::size_t at = verb + 1; at < std::min(end, verb + 3) && event.object.empty(); ++at) {
      if (tokens[at].kind == TokenKind::name) event.object = tokens[at].mention->canonical;
    }
    const bool name_alone = end == verb + 2 && tokens[verb + 1].kind == TokenKind::name;
    if (!name_alone) event.quotable = {tokens[verb + 1].span.start, tokens[end - 1].span.end};
    if (const auto date = date_of(reading_, index)) {
      event.date = date->window;
      claim.supports.push_back({"date", date->span});
    }
    const bool told = block.kind != BlockKind::heading && block.kind != BlockKind::quotation &&
                      actor_opens(tokens, *actor) && !is_asked(sentence) &&
                      !is_headline_verb(tokens[verb]) &&
                      std::ranges::none_of(tokens, [&](const Token& token) {
                        const bool month = text_at(reading_.article.text, token.span) == "May";
                        return (is_unreal(word_of(token)) && !month) || is_mark(token, "quote");
                      });
    claim.confidence = told ? Confidence::confident : Confidence::tentative;
    claim.content = std::move(event);
    return claim;
  }

  // Whether the sentence begins with the one who acts, or with nothing but a time before him.
  static bool actor_opens(const std::vector<Token>& tokens, std::size_t actor) {
    if (actor == 0) return true;
    const string_view before = tokens[actor - 1].text;
    return actor <= 6 && (before == "," || before == ":") &&
           std::ranges::none_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(actor),
                                [](const Token& token) { return token.kind == TokenKind::name; });
  }

  // "OpenAI Retires GPT-5.1 to …: Users are …": a headline of a digest, inside its paragraph.
  [[nodiscard]] bool is_headline_verb(const Token& verb) const {
    const char first = reading_.article.text[verb.span.start];
    return first >= 'A' && first <= 'Z';
  }

  [[nodiscard]] bool is_asked(const Sentence& sentence) const {
    return text_at(reading_.article.text, sentence.span).ends_with('?');
  }

  const Reading& reading_;
  const EventVerbs& verbs_;
  const NameSet& forms_;
};

}  // namespace

std::vector<Claim> find_events(const Reading& reading) {
  std::vector<Claim> claims;
  const Finder finder{reading};
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) finder.read(i, claims);
  return claims;
}

}  // namespace dossier
