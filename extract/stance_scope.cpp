#include "extract/stance_scope.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "base/word_set.h"
#include "extract/lexicon_data.h"

namespace dossier {
namespace {

// A column says "I" or "we" at least once in so many words.
constexpr std::size_t kWordsPerFirstPerson = 350;
constexpr std::size_t kNameWords = 10;  // Before a colon
constexpr std::size_t kHeadlineWords = 16;
constexpr std::size_t kLabelledWordsMax = 40;
constexpr std::size_t kOpeningWords = 48;  // More than any rule on how a block opens reads
constexpr int kParagraphsQuotedMax = 2;
// With so many people in it, most of its "I" and "we" are theirs.
constexpr std::size_t kPeopleOfDigest = 12;

bool is_first_person(std::string_view word) {
  static constexpr auto kWords =
      word_set({"i", "we", "my", "our", "us", "me", "i'm", "i've", "i'd", "i'll", "we're", "we've",
                "we'd", "we'll", "mine", "ours", "myself"});
  return is_among(word, kWords);
}

// Words of the author's own, out of quotation marks and quoted blocks. A digest is full of "I"
// and "we" too, but in quotations, and names people everywhere.
bool argues_in_first_person(const Reading& reading) {
  std::size_t words_total = 0, first_person = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const std::size_t block = reading.sentences[i].block;
    const BlockKind kind = reading.article.blocks[block].kind;
    if (kind != BlockKind::paragraph && kind != BlockKind::list_item) continue;
    if (i > 0 && reading.sentences[i - 1].block != block) quoted = false;
    for (const Word& word : reading.words.of(i)) {
      if (word.text == "“") quoted = true;
      if (word.text == "”") quoted = false;
      if (word.is_sign) continue;
      ++words_total;
      if (!quoted && is_first_person(word.text)) ++first_person;
    }
  }
  const auto people = static_cast<std::size_t>(std::ranges::count_if(
      reading.mentions, [](const Mention& m) { return m.kind == NameKind::person; }));
  return first_person >= 2 && first_person * kWordsPerFirstPerson >= words_total &&
         (people < kPeopleOfDigest ? first_person * 2 > people : first_person > 2 * people);
}

bool names_speaker(const Mention& mention) {
  return mention.kind == NameKind::person || mention.kind == NameKind::organization;
}

bool is_name_filler(std::string_view word) {
  static constexpr auto kFillers =
      word_set({"the", "team", "and", "at", "from", "of", "'s", "staff", "says"});
  return is_among(word, kFillers);
}

// The speaker whose name is all that a line says: "Florian Brand (Interconnects)", "@x and @y".
std::optional<std::size_t> sole_name(const Reading& reading, TextSpan line) {
  const std::vector<std::size_t> speakers = speakers_in(reading, line);
  if (speakers.empty()) return std::nullopt;
  const bool names_things =
      std::ranges::any_of(mentions_in(reading, line), [&](const Mention& mention) {
        return !names_speaker(mention) && line.contains(mention.span);
      });
  if (names_things) return std::nullopt;  // "lab/model-7B (score 40):" is a title
  int brackets = 0;
  for (const Word& word : split_words(reading.lowered, line)) {
    if (word.text == "(" || word.text == "[") ++brackets;
    if (word.text == ")" || word.text == "]") --brackets;
    if (word.is_sign || brackets > 0 || is_name_filler(word.text)) continue;
    const bool named = std::ranges::any_of(
        reading.mentions, [&](const Mention& mention) { return mention.span.overlaps(word.span); });
    if (!named) return std::nullopt;
  }
  return speakers.front();
}

// Where the words before a colon end, if a block opens "Name: …" or ends with a colon.
std::optional<std::size_t> colon_after_name(std::span<const Word> words) {
  for (std::size_t i = 0; i < words.size() && i < kNameWords; ++i) {
    if (words[i].text == ":") return i;
    if (words[i].text == "." || words[i].text == ";") return std::nullopt;
  }
  return std::nullopt;
}

// "Northwind: “Remote Control” and more: Northwind introduced …": a headline of which the name is
// a part, as a second colon in the same sentence shows.
bool is_headline(std::span<const Word> words, std::size_t colon) {
  for (std::size_t i = colon + 1; i < words.size() && i < colon + kHeadlineWords; ++i) {
    if (words[i].text == ":") return i > colon + 2;
    if (words[i].text == "." || words[i].text == ";") return false;
  }
  return false;
}

// The author speaks again: "However, …", "I …". What stood below the colon was a picture.
bool resumes(std::span<const Word> words) {
  static constexpr auto kTurns =
      word_set({"however", "therefore", "but", "so", "still", "overall", "thus", "again", "hence",
                "yet", "also", "though", "finally", "nevertheless"});
  if (!words.empty() && is_among(words.front().text, kTurns)) return true;
  return std::ranges::any_of(words, [](const Word& word) {
    return word.text == "i" || word.text == "my" || word.text == "i'm";
  });
}

Scope scope_of(const Reading& reading, ScopeKind kind, std::size_t mention) {
  const Mention& named = reading.mentions[mention];
  Scope scope{kind, named.canonical, named.span};
  scope.is_organization = named.kind == NameKind::organization;
  scope.is_known = reading.lexicon.find(named.canonical, NameKind::organization).has_value();
  return scope;
}

bool explains(const Reading& reading, TextSpan lead_in) {
  return std::ranges::any_of(split_words(reading.lowered, lead_in), [](const Word& word) {
    return is_one_of(word.text, "explains", "explained", "writes", "wrote", "says", "said",
                     "argues", "argued", "puts", "describes");
  });
}

// Whether a paragraph may go on with what the one above quotes: neither the author's comment on it
// ("This makes sense to me") nor the lead-in of another quotation.
bool goes_on(std::span<const Word> words) {
  if (words.empty() || words.back().text == ":" || resumes(words)) return false;
  return !is_one_of(words.front().text, "this", "that", "these", "(", "[", "“", "update", "here");
}

// Who is quoted by the block quotation that ends before block `next`: "— Name, place" below it,
// else the last name in a line above that ends with a colon, else a title "Quoting Name".
Scope quoted_speaker(const Reading& reading, std::size_t first, std::size_t next) {
  const std::vector<Block>& blocks = reading.article.blocks;
  Scope scope{ScopeKind::quotation, {}, {}};
  scope.silent = true;
  const auto named = [&](std::size_t mention) {
    return scope_of(reading, ScopeKind::quotation, mention);
  };
  if (next < blocks.size()) {
    const std::vector<Word> words = split_words(reading.lowered, blocks[next].span);
    const std::vector<std::size_t> speakers = speakers_in(reading, blocks[next].span);
    if (!words.empty() && words.front().text == "—" && !speakers.empty()) {
      return named(speakers.front());
    }
  }
  if (first > 0 && blocks[first - 1].kind != BlockKind::heading) {
    const std::vector<Word> words = split_words(reading.lowered, blocks[first - 1].span);
    const bool leads_in = !words.empty() && words.back().text == ":";
    std::size_t from = blocks[first - 1].span.start;
    const auto after = std::ranges::upper_bound(reading.sentences, first - 1, {}, &Sentence::block);
    if (after != reading.sentences.begin() && std::prev(after)->block == first - 1) {
      from = std::prev(after)->span.start;
    }
    const std::vector<std::size_t> speakers =
        speakers_in(reading, {from, blocks[first - 1].span.end});
    if (leads_in && !speakers.empty()) return named(speakers.front());
    // "Ann Lee explains the ban. It is the best account of it yet:"
    const std::vector<std::size_t> above = speakers_in(reading, blocks[first - 1].span);
    const bool tells = leads_in && !above.empty() && explains(reading, blocks[first - 1].span);
    if (tells && reading.mentions[above.back()].kind == NameKind::person)
      return named(above.back());
  }
  constexpr std::string_view kQuoting = "Quoting ";
  if (reading.article.title.starts_with(kQuoting)) {
    scope.holder = reading.article.title.substr(kQuoting.size());
    scope.silent = false;
  }
  return scope;
}

}  // namespace

std::string author_of_byline(std::string_view byline) {
  const std::size_t open = byline.rfind(" (");
  if (open == std::string_view::npos || !byline.ends_with(')')) return std::string(byline);
  const std::string_view inside = byline.substr(open + 2, byline.size() - open - 3);
  // Two words with capitals are a person; "(guest)", "(Acme)" are not.
  const std::size_t blank = inside.find(' ');
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool person = blank != std::string_view::npos && blank + 1 < inside.size() &&
                      is_capital(inside.front()) && is_capital(inside[blank + 1]);
  return std::string(person ? inside : byline.substr(0, open));
}

bool is_house(const Reading& reading, std::string_view author) {
  for (std::string_view word : {" Team", " team", " Labs", " Lab", " AI", " desk", " Research"}) {
    if (author.ends_with(word)) return true;
  }
  return author.starts_with("The ") || reading.lexicon.find(author, NameKind::organization);
}

FullName full_name(const Reading& reading, const Mention& mention) {
  FullName found{mention.canonical, mention.antecedent, true};
  const Lexicon::Data& data = reading.lexicon.data();
  if (mention.kind != NameKind::person || !data.first_names.contains(mention.canonical)) {
    return found;
  }
  const std::string opening = mention.canonical + ' ';
  found.is_sure = false;
  const std::string author = author_of_byline(reading.context.author);
  // Of several authors, the one whose name begins so.
  for (std::size_t start = 0; start < author.size();) {
    const std::size_t end = std::min(author.find(", ", start), author.size());
    const std::string name = author.substr(start, end - start);
    if (name.starts_with(opening)) return {name, {}, true};
    start = end + 2;
  }
  for (const Mention& other : reading.mentions) {
    if (other.kind != NameKind::person || !other.canonical.starts_with(opening)) continue;
    if (found.is_sure && found.name != other.canonical) return {mention.canonical, {}, false};
    if (!found.is_sure) found = {other.canonical, other.span, true};
  }
  if (found.is_sure) return found;
  for (const LexiconName& person : data.people) {
    if (!person.name.starts_with(opening)) continue;
    if (found.is_sure) return {mention.canonical, {}, false};
    found = {person.name, {}, true};
  }
  return found;
}

std::vector<std::size_t> speakers_in(const Reading& reading, TextSpan span) {
  const auto from = std::ranges::lower_bound(reading.mentions, span.start, {},
                                             [](const Mention& m) { return m.span.start; });
  std::vector<std::size_t> found;
  for (auto it = from; it != reading.mentions.end() && it->span.end <= span.end; ++it) {
    if (names_speaker(*it))
      found.push_back(static_cast<std::size_t>(it - reading.mentions.begin()));
  }
  return found;
}

std::optional<std::size_t> speaker_at(const Reading& reading, const Word& word) {
  const auto after = std::ranges::upper_bound(reading.mentions, word.span.start, {},
                                              [](const Mention& m) { return m.span.start; });
  if (after == reading.mentions.begin()) return std::nullopt;
  const Mention& mention = *std::prev(after);
  if (!mention.span.overlaps(word.span) || !names_speaker(mention)) return std::nullopt;
  return static_cast<std::size_t>(std::prev(after) - reading.mentions.begin());
}

// Whether the writer addresses the reader in a block, outside of quotation marks.
bool is_personal(const Reading& reading, const Block& block) {
  if (block.kind == BlockKind::quotation || block.kind == BlockKind::heading) return false;
  bool quoted = false;
  for (const Word& word : reading.words.in(block.span)) {
    if (word.text == "“") quoted = true;
    if (word.text == "”") quoted = false;
    if (quoted) continue;
    const bool you = is_one_of(word.text, "you", "your", "you're", "you'd");
    if (you || is_first_person(word.text)) return true;
  }
  return false;
}

// A digest may open with a word of its editor's, before the first heading: "You would think that
// …, but we …". How many blocks that is; 0 if nobody speaks there.
std::size_t blocks_of_opening(const Reading& reading) {
  constexpr std::size_t kOpeningBlocksMax = 24;
  const std::vector<Block>& blocks = reading.article.blocks;
  std::size_t count = 0;
  while (count < blocks.size() && blocks[count].kind != BlockKind::heading) {
    // "Heron 3 launch details: Northwind revealed …": the digest itself.
    const std::span<const Word> words = reading.words.in(blocks[count].span);
    if (colon_after_name(words) && words.size() > kHeadlineWords) break;
    if (++count > kOpeningBlocksMax) return 0;
  }
  if (count == blocks.size()) return 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_personal(reading, blocks[i])) return count;
  }
  return 0;
}

SpeakerMap map_speakers(const Reading& reading) {
  const std::vector<Block>& blocks = reading.article.blocks;
  SpeakerMap map;
  map.first_person = argues_in_first_person(reading);
  map.author = author_of_byline(reading.context.author);
  if (map.author.empty()) map.author = "author";
  map.blocks.resize(blocks.size());

  const Scope author{map.first_person ? ScopeKind::author : ScopeKind::none,
                     map.first_person ? map.author : std::string(),
                     {}};
  const std::size_t opening = map.first_person ? 0 : blocks_of_opening(reading);
  Scope editor{ScopeKind::author, map.author, {}};
  editor.is_guess = true;
  Scope heading, label;       // ScopeKind::none: there is none
  int paragraphs_quoted = 0;  // That may still follow a quotation without marks
  std::vector<Word> words;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    Scope& scope = map.blocks[i];
    if (block.kind == BlockKind::heading) {
      paragraphs_quoted = 0;
      scope.silent = true;
      label = {};
      heading = {};
      if (const auto name = sole_name(reading, block.span)) {
        heading = scope_of(reading, ScopeKind::heading, *name);
      }
      continue;
    }
    if (block.kind == BlockKind::code || block.kind == BlockKind::table_row) {
      scope.silent = true;
      continue;
    }
    if (block.kind == BlockKind::quotation) {
      std::size_t next = i;
      while (next < blocks.size() && blocks[next].kind == BlockKind::quotation) ++next;
      const Scope quoted = quoted_speaker(reading, i, next);
      for (; i < next; ++i) map.blocks[i] = quoted;
      --i;
      continue;
    }
    // How a block opens is enough, but for what may go on with a quotation.
    std::optional<std::size_t> colon;
    words.clear();
    if (text_at(reading.article.text, block.span).find(':') != std::string_view::npos) {
      append_words(words, reading.lowered, block.span, kNameWords);
      colon = colon_after_name(words);
    }
    if (colon || label.kind != ScopeKind::none) {
      words = split_words(reading.lowered, block.span, kOpeningWords);
    }
    const auto name =
        colon ? sole_name(reading, {block.span.start, words[*colon].span.start}) : std::nullopt;
    if (name && !is_headline(words, *colon)) {
      scope = scope_of(reading, ScopeKind::label, *name);
      label = {};
      if (*colon + 1 == words.size()) label = scope;
      continue;
    }
    // A list or a quotation that has lost its mark after "X: "; prose that goes on ends it.
    if (label.kind != ScopeKind::none &&
        (block.kind == BlockKind::list_item || words.size() <= kLabelledWordsMax)) {
      scope = label;
      if (block.kind == BlockKind::paragraph && words.size() > 12) label = {};
      continue;
    }
    label = {};
    // In a column, a paragraph after "…:" is mostly somebody else's words.
    const bool after_colon = i > 0 && blocks[i - 1].kind == BlockKind::paragraph &&
                             block.kind == BlockKind::paragraph && map.first_person &&
                             reading.article.text[blocks[i - 1].span.end - 1] == ':';
    if (after_colon || paragraphs_quoted > 0) {
      words.clear();
      append_words(words, reading.lowered, block.span);
    }
    if (after_colon) {
      // After "Ann Lee explains:" an "I" is hers.
      const bool told =
          !quoted_speaker(reading, i, i + 1).silent && explains(reading, blocks[i - 1].span);
      const bool own = !told && resumes(words);
      if (!own) {
        scope = quoted_speaker(reading, i, i + 1);
        scope.is_guess = true;
        paragraphs_quoted = scope.silent ? 0 : kParagraphsQuotedMax;
      }
      if (!own) continue;
    }
    if (paragraphs_quoted > 0 && block.kind == BlockKind::paragraph && goes_on(words) &&
        speakers_in(reading, block.span).empty()) {
      scope = map.blocks[i - 1];
      --paragraphs_quoted;
      continue;
    }
    paragraphs_quoted = 0;
    scope = heading.kind != ScopeKind::none ? heading : i < opening ? editor : author;
  }
  return map;
}

}  // namespace dossier
