#include "extract/stance_holder.h"

#include <algorithm>
#include <string_view>

#include "base/word_set.h"
#include "extract/stance_noun.h"
#include "extract/stance_scope.h"

namespace dossier {
namespace {

// May stand between a subject and its verb.
bool is_between(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ly")) return true;
  return is_one_of(word, "also", "later", "has", "have", "had", "explicitly", "both", "who",
                   "quickly", "clearly", "bluntly", "then", "recently", "again", "publicly",
                   "strongly", "further", "similarly", "directly", "which", "repeatedly", "even",
                   "still", "now", "since", "all", "long", "openly", "separately", "subsequently",
                   "already", "too", "previously", "officially", "independently", "specifically",
                   "consistently", "simply", "just", "really", "rightly");
}

// Who speaks for an organization: "Northwind's developer account said", "the Lumen team found".
bool is_spokesman(std::string_view word) {
  static constexpr auto kWords =
      word_set({"staff",      "team",       "researchers",  "engineers",  "officials",
                "executives", "leadership", "spokesperson", "account",    "maintainers",
                "authors",    "employees",  "scientists",   "developers", "developer",
                "dev",        "official",   "others",       "al",         "et"});
  return kWords.contains(word);
}

bool is_negation(std::string_view word) {
  static constexpr auto kWords =
      word_set({"not", "never", "doesn't", "don't", "didn't", "isn't", "wasn't", "hasn't",
                "haven't", "won't", "cannot", "can't"});
  return kWords.contains(word);
}

std::size_t first_word_of(const Reading& reading, std::span<const Word> words,
                          std::size_t mention) {
  return word_at(words, reading.mentions[mention].span.start);
}

// "@a and @b both emphasized": the first of them.
std::size_t first_of_coordination(const Reading& reading, std::span<const Word> words,
                                  std::size_t first, std::size_t mention) {
  while (true) {
    const std::size_t at = first_word_of(reading, words, mention);
    if (at < first + 2 || !is_one_of(words[at - 1].text, "and", ",", "&")) return mention;
    std::size_t before = at - 2;
    if (words[at - 1].text == "and" && words[before].text == "," && before > first) --before;
    const std::optional<std::size_t> other = speaker_at(reading, words[before]);
    // "At OpenAI, Altman said": only what is joined by "and", or a run of handles.
    if (!other || *other == mention ||
        (words[at - 1].text == "," && !words[at].text.starts_with('@'))) {
      return mention;
    }
    mention = *other;
  }
}

// "Sacks' framing": what follows is a noun.
bool is_possessive(const Reading& reading, std::size_t mention) {
  const std::string_view after =
      std::string_view(reading.article.text).substr(reading.mentions[mention].span.end);
  return after.starts_with("'") || after.starts_with("’");
}

// "Mara Linden of the Harbor Institute": the person, if `mention` is the organization so named.
std::optional<std::size_t> head_of(const Reading& reading, std::span<const Word> words,
                                   std::size_t first, std::size_t mention) {
  std::size_t at = first_word_of(reading, words, mention);
  if (at > first && words[at - 1].text == "the") --at;
  if (at < first + 2 || !is_one_of(words[at - 1].text, "of", "at", "from")) return std::nullopt;
  if (reading.mentions[mention].kind != NameKind::organization) return std::nullopt;
  const std::optional<std::size_t> head = speaker_at(reading, words[at - 2]);
  if (!head || reading.mentions[*head].kind != NameKind::person) return std::nullopt;
  return head;
}

// "A post from X noted": X writes it, though X is no subject. `at` is the preposition.
bool is_of_writing(std::span<const Word> words, std::size_t first, std::size_t at) {
  if (at <= first || !is_one_of(words[at].text, "from", "by", "of")) return false;
  return StanceLexicon::built_in().has_cue(words[at - 1], Cue::writing);
}

// The organization that an "It" at the opening of a sentence or after an opening phrase means: the
// subject of a sentence before it in the same block.
std::optional<std::size_t> organization_meant(const Reading& reading, const Word& pronoun) {
  constexpr std::size_t kSentencesBack = 3;
  constexpr std::size_t kOpeningBytesMax = 8;  // "The "
  const auto after = std::ranges::upper_bound(reading.sentences, pronoun.span.start, {},
                                              [](const Sentence& s) { return s.span.start; });
  std::size_t index = static_cast<std::size_t>(after - reading.sentences.begin());
  if (index == 0) return std::nullopt;
  const std::size_t block = reading.sentences[--index].block;
  for (std::size_t back = 0; back < kSentencesBack && index > 0; ++back) {
    const Sentence& before = reading.sentences[--index];
    if (before.block != block) return std::nullopt;
    const std::vector<std::size_t> speakers = speakers_in(reading, before.span);
    if (speakers.empty()) continue;
    const Mention& first = reading.mentions[speakers.front()];
    const bool opens = first.span.start <= before.span.start + kOpeningBytesMax;
    const bool acts = opens && first.kind == NameKind::organization;
    return acts ? std::optional(speakers.front()) : std::nullopt;
  }
  return std::nullopt;
}

struct Subject {
  std::size_t mention = 0;
  bool negated = false;
  bool is_writer = false;  // Of what speaks: a summary may tell what others hold
};

// The speaker who is the subject of the verb that begins at `verb`.
std::optional<Subject> subject_of(const Reading& reading, std::span<const Word> words,
                                  const Segment& segment, std::size_t verb) {
  Subject found;
  bool by_spokesman = false;
  std::size_t steps = 0;
  for (std::size_t i = verb; i > segment.first && steps < 8; ++steps) {
    --i;
    if (const auto speaker = speaker_at(reading, words[i])) {
      if (is_possessive(reading, *speaker) && !by_spokesman) return std::nullopt;
      // "models by Anthropic claim": the object of a preposition is no subject, save after a
      // comma or in "with X saying".
      if (const auto head = head_of(reading, words, segment.first, *speaker)) {
        found.mention = first_of_coordination(reading, words, segment.first, *head);
        return found;
      }
      std::size_t at = first_word_of(reading, words, *speaker);
      if (at > segment.first && words[at - 1].text == "the") --at;
      const std::string_view before =
          at > segment.first ? std::string_view(words[at - 1].text) : "";
      const bool relative = i + 1 < verb && is_one_of(words[i + 1].text, "which", "who", ",");
      const std::size_t head = first_of_coordination(reading, words, segment.first, *speaker);
      const std::size_t head_at = first_word_of(reading, words, head);
      if (head_at > segment.first && is_of_writing(words, segment.first, head_at - 1)) {
        found.mention = head;
        found.is_writer = true;
        return found;
      }
      if (!relative && is_one_of(before, "by", "of", "from", "to", "at", "for", "against", "via",
                                 "like", "than", "on", "about", "over", "under")) {
        return std::nullopt;
      }
      found.mention = first_of_coordination(reading, words, segment.first, *speaker);
      return found;
    }
    const std::string_view text = words[i].text;
    if (text == "it" && (i == 0 || words[i - 1].text == ",")) {
      const auto meant = organization_meant(reading, words[i]);
      if (!meant) return std::nullopt;
      found.mention = *meant;
      found.is_writer = true;  // Not sure
      return found;
    }
    if (is_negation(text)) {
      found.negated = true;
      continue;
    }
    if (is_spokesman(text) || (text == "'s" && by_spokesman)) {
      by_spokesman = true;
      continue;
    }
    if (by_spokesman && is_one_of(text, "and", ".")) continue;  // "and others", "et al."
    if (is_between(text) || is_one_of(text, "does", "do", "did")) continue;
    // Over an aside: "Ofir Press (ProgramBench) said", "CAISI, the center for …, concludes".
    if (is_one_of(text, ")", "]", ",")) {
      const std::string_view open = text == ")" ? "(" : text == "]" ? "[" : ",";
      std::size_t back = i;
      while (back > segment.first && i - back < 14) {
        --back;
        if (words[back].text == open) break;
      }
      const bool is_aside =
          open != "," || is_one_of(words[back + 1].text, "the", "a", "an", "who", "which", "whose",
                                   "ceo", "founder", "author", "now", "one");
      if (is_aside && back > segment.first && words[back].text == open &&
          speaker_at(reading, words[back - 1])) {
        i = back;
        continue;
      }
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// "claims", "argued", "said"; a bare "claim" or "request" after one name is a noun.
bool is_inflected(std::string_view verb) {
  return verb.ends_with('s') || verb.ends_with("ed") || verb.ends_with("ing") ||
         is_one_of(verb, "said", "thought", "felt", "held", "found", "wrote", "saw", "bet",
                   "saying", "made", "gave", "drew", "laid", "put", "told", "took", "foresaw");
}

// "OpenAI launched …, positioning them as …": the speaker that the sentence opens with, or its
// part after a headline ("Heron 3: Northwind launched … and framed it as"); "… came from @x,
// arguing that …".
std::optional<Subject> subject_of_participle(const Reading& reading, std::span<const Word> words,
                                             const Segment& segment, std::size_t verb) {
  if (verb < segment.first + 3) return std::nullopt;
  // "…, underscoring that P" is what the one who tells it makes of the deed.
  if (is_one_of(words[verb].text, "underscoring", "highlighting", "signaling", "signalling",
                "indicating", "suggesting", "implying", "showing", "reflecting", "hinting",
                "adding")) {
    return std::nullopt;
  }
  const bool goes_on = words[verb - 1].text == "and" && is_inflected(words[verb].text);
  if (!goes_on && !words[verb].text.ends_with("ing")) return std::nullopt;
  if (!is_one_of(words[verb - 1].text, ",", "and", "while", ")", "]", "—")) return std::nullopt;
  if (words[verb - 1].text == ",") {
    const auto source = speaker_at(reading, words[verb - 2]);
    const std::size_t name = source ? first_word_of(reading, words, *source) : 0;
    if (name > segment.first + 1 && words[name - 1].text == "from" &&
        is_one_of(words[name - 2].text, "came", "comes", "come")) {
      return Subject{*source, false};
    }
  }
  std::size_t opening = segment.first;
  for (std::size_t j = segment.first; j < verb; ++j) {
    if (words[j].text == ":" || words[j].text == ";") opening = j + 1;
  }
  for (std::size_t i = opening; i < opening + 2 && i < verb; ++i) {
    const std::optional<std::size_t> speaker = speaker_at(reading, words[i]);
    if (!speaker) continue;
    std::size_t end = word_at(words, reading.mentions[*speaker].span.end);
    while (end < verb && is_between(words[end].text)) ++end;
    const bool acts =
        end < verb && (words[end].text.ends_with("ed") || words[end].text == "shipped");
    if (!acts || is_possessive(reading, *speaker)) return std::nullopt;
    for (std::size_t j = end; j < verb; ++j) {
      if (words[j].text == "while") return std::nullopt;
    }
    return Subject{*speaker, false};
  }
  return std::nullopt;
}

bool has_as(std::span<const Word> words, std::size_t from, std::size_t last) {
  for (std::size_t i = from; i < last && i < from + 14; ++i) {
    if (words[i].text == "as") return true;
    if (words[i].text == ";") return false;
  }
  return false;
}

// What follows the verb: past "that", a colon, an opening quotation mark.
void set_content(std::span<const Word> words, const Segment& segment, std::size_t after,
                 HolderFind& find) {
  find.content = after;
  find.is_clause = find.verb != nullptr && find.verb->takes_clause;
  if (after >= segment.content_end) return;
  if (is_one_of(words[after].text, "that", ":", ",")) {
    find.is_clause = words[after].text != "," || find.is_clause;
    find.content = after + 1;
  }
}

bool introduces(std::span<const Word> words, const Segment& segment, std::size_t at) {
  return at < segment.content_end && is_one_of(words[at].text, "that", ":", "“", "how");
}

// The person whom a "he" or "she" at `pronoun` means: the last one named before it, if no other is
// named in the same sentence or the same paragraph is left.
std::optional<std::size_t> meant_by(const Reading& reading, const Word& pronoun) {
  const auto inside = [&](TextSpan span) { return span.contains(pronoun.span); };
  const auto block =
      std::ranges::find_if(reading.article.blocks, [&](const Block& b) { return inside(b.span); });
  if (block == reading.article.blocks.end()) return std::nullopt;
  // The paragraph before counts too: a quotation often stands alone.
  const TextSpan from = block == reading.article.blocks.begin() ? block->span : (block - 1)->span;
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < reading.mentions.size(); ++i) {
    const Mention& mention = reading.mentions[i];
    if (mention.span.start >= pronoun.span.start) break;
    if (mention.kind != NameKind::person || mention.span.start < from.start) continue;
    last = i;
  }
  if (!last) return std::nullopt;
  const TextSpan named = reading.mentions[*last].span;
  for (const Sentence& sentence : reading.sentences) {
    if (!sentence.span.contains(named)) continue;
    for (const std::size_t other : speakers_in(reading, sentence.span)) {
      const Mention& mention = reading.mentions[other];
      const bool another = mention.kind == NameKind::person &&
                           mention.canonical != reading.mentions[*last].canonical;
      if (another && mention.span.start < pronoun.span.start) return std::nullopt;
    }
  }
  return last;
}

// "“A ban would harm us,” said X", "“…,” X said", "“…,” she says": speech before its speaker.
std::optional<HolderFind> by_speech(const Reading& reading, std::span<const Word> words,
                                    const Segment& segment, const VerbMatch& verb) {
  const bool says = is_one_of(words[verb.first].text, "said", "says", "wrote", "writes", "argued",
                              "argues", "warned", "warns", "added", "adds", "noted", "notes",
                              "insisted", "insists", "told", "tells");
  if (!says || verb.first != verb.last || verb.first < segment.first + 3) return std::nullopt;
  const std::size_t after = verb.last + 1;
  HolderFind find;
  find.verb = verb.verb;
  find.is_clause = true;
  std::size_t close = verb.first - 1;
  if (words[close].text == "”") {
    std::size_t name = after;
    if (name < segment.last && words[name].text == "the") ++name;
    const auto speaker =
        name < segment.last ? speaker_at(reading, words[name]) : std::optional<std::size_t>{};
    if (!speaker || is_possessive(reading, *speaker)) return std::nullopt;
    find.mention = *speaker;
  } else if (is_one_of(words[close].text, "he", "she") && words[close - 1].text == "”") {
    const std::optional<std::size_t> person = meant_by(reading, words[close]);
    if (!person) return std::nullopt;
    find.mention = *person;
    --close;
  } else {
    const std::optional<Subject> subject = subject_of(reading, words, segment, verb.first);
    if (!subject || subject->negated) return std::nullopt;
    find.mention = subject->mention;
    close = first_word_of(reading, words, subject->mention);
    if (close <= segment.first || words[--close].text != "”") return std::nullopt;
  }
  // The speech: to its opening mark, which opens the segment.
  std::size_t open = close;
  while (open > segment.first && words[open].text != "“") --open;
  if (words[open].text != "“" || open > segment.first + 1 || close < open + 4) return std::nullopt;
  find.content = open;
  find.content_end = close + 1;
  return find;
}

// "…, with criticism from X and Y": the first of them; what is criticised stands before.
std::optional<HolderFind> by_following(const Reading& reading, std::span<const Word> words,
                                       const Segment& segment, const VerbMatch& verb) {
  constexpr std::size_t kWordsBetween = 3;
  for (std::size_t i = verb.last + 1; i < segment.last && i <= verb.last + 1 + kWordsBetween; ++i) {
    const std::optional<std::size_t> speaker = speaker_at(reading, words[i]);
    if (!speaker) continue;
    if (is_possessive(reading, *speaker)) return std::nullopt;
    HolderFind find;
    find.verb = verb.verb;
    find.mention = *speaker;
    find.by = HolderBy::passive;
    const std::size_t end = word_at(words, reading.mentions[*speaker].span.end);
    // "Criticism from X: P", "Criticism from X that P"
    const bool opens = verb.first <= segment.first + 2;
    const bool told = end + 3 < segment.content_end && is_one_of(words[end].text, ":", "that");
    find.content = told ? end + 1 : segment.first;
    if (opens && !told) find.content = std::min(end, segment.content_end - 1);
    return find;
  }
  return std::nullopt;
}

// The word after the colon that follows a verb such as "laid out"; nothing if none does.
std::optional<std::size_t> after_colon(std::span<const Word> words, const Segment& segment,
                                       std::size_t from) {
  constexpr std::size_t kWordsBefore = 16;
  for (std::size_t i = from; i + 3 < segment.content_end && i < from + kWordsBefore; ++i) {
    if (words[i].text == ":") return i + 1;
    if (words[i].text == "that" && i == from) return i + 1;
    if (is_one_of(words[i].text, ";", "“")) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<HolderFind> by_verb(const Reading& reading, std::span<const Word> words,
                                  const Segment& segment, const VerbMatch& verb) {
  const std::size_t after = verb.last + 1;
  HolderFind find;
  find.verb = verb.verb;
  if (verb.verb->holder_follows) return by_following(reading, words, segment, verb);
  // "was framed by OpenAI as", "as noted by @swyx".
  const bool tells_by = after + 1 < segment.last && words[after].text == "by";
  // "The chart shared by @x", "summarized by @x": whoever passes it on holds nothing.
  if (tells_by && (verb.verb->needs_colon || verb.verb->needs_as)) return std::nullopt;
  if (tells_by) {
    for (std::size_t i = after + 1; i < segment.last && i < after + 4; ++i) {
      const std::optional<std::size_t> speaker = speaker_at(reading, words[i]);
      if (!speaker) continue;
      find.mention = *speaker;
      find.by = HolderBy::passive;
      const std::size_t end = word_at(words, reading.mentions[*speaker].span.end);
      const bool trailing = end + 1 >= segment.content_end;
      find.content = trailing ? segment.first : end;
      find.is_aside = trailing && verb.first > segment.first && words[verb.first - 1].text == "as";
      return find;
    }
    return std::nullopt;
  }
  std::optional<Subject> subject = subject_of(reading, words, segment, verb.first);
  if (!subject) subject = subject_of_participle(reading, words, segment, verb.first);
  if (!subject) return std::nullopt;
  const std::size_t name = first_word_of(reading, words, subject->mention);
  if (name > segment.first && is_one_of(words[name - 1].text, "if", "whether", "unless")) {
    return std::nullopt;
  }
  const std::size_t name_end = word_at(words, reading.mentions[subject->mention].span.end);
  if (!is_inflected(words[verb.first].text) && name_end == verb.first) return std::nullopt;
  // "X saying Y became …": the main verb is still to come.
  const bool opens = name == segment.first || words[name - 1].text == ":";
  if (opens && words[verb.first].text.ends_with("ing") && name_end == verb.first) {
    return std::nullopt;
  }
  if (verb.verb->needs_that && !introduces(words, segment, after)) return std::nullopt;
  if (verb.verb->needs_as && !has_as(words, after, segment.content_end)) return std::nullopt;
  // "OpenAI reports revenue", "is called": nouns and passives are left to the cases above.
  if (after >= segment.content_end) return std::nullopt;
  find.mention = subject->mention;
  find.verb_is_negated = subject->negated;
  find.is_writer = subject->is_writer;
  if (verb.verb->needs_colon) {
    const std::optional<std::size_t> content = after_colon(words, segment, after);
    if (!content) return std::nullopt;
    find.content = *content;
    find.is_clause = true;
    return find;
  }
  set_content(words, segment, after, find);
  return find;
}

}  // namespace

std::vector<HolderFind> find_holders(const Reading& reading, const CuedWords& sentence,
                                     const Segment& segment) {
  const std::span<const Word> words = sentence.words();
  std::vector<HolderFind> found;
  for (const VerbMatch& verb : sentence.verbs(segment.first, segment.last)) {
    if (const auto speech = by_speech(reading, words, segment, verb)) {
      found.push_back(*speech);
      continue;
    }
    if (const auto holder = by_verb(reading, words, segment, verb)) found.push_back(*holder);
  }
  for (const CueMatch& cue : sentence.cues()) {
    if (cue.cue != Cue::attributive_noun) continue;
    if (cue.first < segment.first || cue.last >= segment.last) continue;
    if (const auto holder = by_noun(reading, words, segment, cue)) found.push_back(*holder);
  }
  for (std::size_t i = segment.first; i < segment.last; ++i) {
    if (const auto holder = by_preposition(reading, words, segment, i)) found.push_back(*holder);
  }
  std::ranges::stable_sort(found, {}, &HolderFind::content);
  return found;
}

}  // namespace dossier
