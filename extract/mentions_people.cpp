// People: those of the lexicon, accounts that everybody cites, full names by their first names or
// by what introduces them, and their surnames later on.

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/mention_scene.h"
#include "extract/model_name.h"
#include "extract/name_set.h"

namespace dossier {
namespace {

using std::string_view;

bool is_name_word(string_view word) {
  if (word.size() < 2 || !is_ascii_upper(word[0])) return false;
  bool small = false;
  for (const char c : word.substr(1)) {
    if (is_ascii_digit(c) || c == '_' || c == '+') return false;
    small |= (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  }
  return small;
}

bool is_no_surname(string_view word) {
  static constexpr auto kWords = word_set(
      {"AI",         "Code",     "Labs",     "Lab",        "The",       "In",      "On",
       "And",        "Is",       "Has",      "Says",       "Said",      "January", "February",
       "March",      "April",    "May",      "June",       "July",      "August",  "September",
       "October",    "November", "December", "University", "Institute", "School",  "Street",
       "Foundation", "Research", "Group",    "Team",       "Inc",       "Model",   "Models",
       "Pro",        "Max",      "Mode",     "Bench",      "Arena",     "Index",   "Blog",
       "Podcast",    "Update",   "Show",     "Day",        "Law",       "Monday",  "Tuesday",
       "Wednesday",  "Thursday", "Friday",   "Saturday",   "Sunday",    "Opus",    "Sonnet",
       "Instruct",   "City",     "County",   "Prize",      "Valley",    "Beach",   "Park",
       "Hotel",      "Airport",  "Awards",   "Deere",      "Newton"});
  return kWords.contains(word);
}

// "Will It", "Mark This": no surnames behind first names that are words themselves.
bool is_function_word(string_view word) {
  static constexpr auto kWords =
      word_set({"It",  "Be",   "You", "We",  "They",  "He",  "She", "This", "That", "There",
                "Not", "Your", "My",  "Our", "Their", "Its", "An",  "To",   "With", "For"});
  return kWords.contains(word);
}

bool is_role_noun(string_view word) {
  static constexpr auto kWords =
      word_set({"author",  "researcher", "engineer",  "founder",   "co-founder",    "cofounder",
                "CEO",     "CTO",        "scientist", "professor", "president",     "director",
                "analyst", "journalist", "developer", "economist", "mathematician", "Professor",
                "Senator", "Dr",         "Prof",      "senator",   "reporter",      "lead",
                "writer",  "investor",   "blogger"});
  return kWords.contains(word);
}

bool is_saying_verb(string_view word) {
  static constexpr auto kWords = word_set(
      {"said",     "says",      "argues",   "argued",    "wrote",     "writes",   "warned",
       "warns",    "noted",     "notes",    "described", "describes", "added",    "believes",
       "thinks",   "explained", "explains", "told",      "tweeted",   "posted",   "commented",
       "observed", "observes",  "claimed",  "claims",    "predicted", "predicts", "asked",
       "confirms", "confirmed", "joined",   "doubled",   "gave",      "gives",    "highlighted",
       "reported", "reports",   "called",   "calls",     "pointed",   "flagged",  "shared"});
  return kWords.contains(word);
}

// First names that are words, places or products too.
bool is_common_word(string_view given) {
  static constexpr auto kWords = word_set(
      {"Will",     "Mark",     "Grant", "Max",       "Bill",     "Sue",    "Rob",       "Drew",
       "May",      "Guy",      "Ray",   "Chase",     "Dean",     "Jordan", "Christian", "Frank",
       "Victoria", "Virginia", "Logan", "Sydney",    "Paris",    "Dawn",   "Ruth",      "Martin",
       "Austin",   "Santiago", "San",   "Francisco", "Taylor",   "Long",   "Amelia",    "Sal",
       "Cody",     "Roman",    "Robin", "Andy",      "Stella",   "Aurora", "Diego",     "Carol",
       "Morgan",   "Hugo",     "Felix", "Psyche",    "Shannon",  "Fable",  "Bruce",     "Tyler",
       "Tracy",    "Merve",    "Oscar", "Victor",    "Florence", "Kent",   "Lars",      "Penny",
       "Gwern"});
  return kWords.contains(given);
}

// Of those, the ones that begin sentences as words: "Will Anthropic …", "Max Pro has …".
bool is_english_word(string_view given) {
  static constexpr auto kWords = word_set(
      {"Will", "Mark",  "Grant", "Max",  "Bill",  "Sue", "Rob", "Drew",  "May",    "Guy",
       "Ray",  "Chase", "Dawn",  "Long", "Frank", "San", "Sal", "Fable", "Psyche", "Penny"});
  return kWords.contains(given);
}

class People {
 public:
  People(MentionScene& scene, string_view byline) : scene_(scene) { read_byline(byline); }
  void run();

 private:
  void find_accounts();
  void find_first_names();
  void find_listed();
  void find_full_names();
  void find_listed_beside();
  void find_cited_authors();
  void find_short_names();
  void add_well_known();
  void read_byline(string_view byline);
  void mark(TextSpan span, std::string canonical, const char* rule);

  MentionScene& scene_;
  std::unordered_map<std::string, std::pair<std::string, TextSpan>, NameHash, std::equal_to<>>
      short_names_;  // "Lambert", "Nathan"
};

void People::mark(TextSpan span, std::string canonical, const char* rule) {
  const string_view name = canonical;
  if (const auto blank = name.rfind(' '); blank != string_view::npos) {
    short_names_[std::string{name.substr(blank + 1)}] = {canonical, span};
    const string_view first = name.substr(0, name.find(' '));
    if (scene_.data().first_names.contains(first)) {
      short_names_[std::string{first}] = {canonical, span};
    }
  }
  scene_.mark({span, NameKind::person, std::move(canonical), {}, rule});
}

void People::find_listed() {
  for (const LexiconHit& hit : scene_.hits()) {
    if (hit.pattern->kind != PatternKind::person || !scene_.is_free(hit.span)) continue;
    mark(hit.span, scene_.data().people[hit.pattern->entry].name, "person-listed");
  }
}

void People::find_full_names() {
  const string_view text = scene_.text();
  const auto& chunks = scene_.chunks();
  std::size_t read = 0;  // Chunks before it are parts of names
  for (const std::size_t i : scene_.capitalized()) {
    if (i < read || i + 1 >= chunks.size() || !scene_.shapes()[i].name) continue;
    const TextSpan first = chunks[i];
    // Nothing but a blank, or a bracket behind it, stands between two names.
    const bool capital_next = scene_.shapes()[i + 1].capital_first;
    if (!capital_next || text[first.end] != ' ' || !scene_.is_free(first)) continue;
    const string_view given = text_at(text, first);
    std::size_t last = i;
    std::size_t end = first.end;
    // A bracketed call name: "Hanzhao (Maggie) Lin".
    bool bracketed = false;
    for (std::size_t next = i + 1; next < chunks.size() && next <= i + 3; ++next) {
      const TextSpan word = chunks[next];
      const string_view gap = text_at(text, {end, word.start});
      const string_view printed = text_at(text, word);
      const bool initial = printed.size() == 1 && is_ascii_upper(printed[0]);
      const bool call_name =
          gap == " (" && word.end < text.size() && text[word.end] == ')' && is_name_word(printed);
      if (call_name) {
        bracketed = true;
        end = word.end + 1;
        continue;
      }
      if (gap != " " && !(initial && gap == " ") && gap != ". ") break;
      if (gap == ". " && text_at(text, chunks[next - 1]).size() != 1) break;
      if (!scene_.is_free(word) || (!initial && (!is_name_word(printed) || is_no_surname(printed))))
        break;
      last = next;
      end = word.end;
      if (!initial && last - i >= 1 && !bracketed) {
        // Two surnames only for those that are printed so ("van", "de" are not read).
        break;
      }
    }
    if (last == i || text_at(text, chunks[last]).size() == 1) continue;
    const string_view before = scene_.word_before(first.start);
    const string_view after = scene_.word_after(end);
    const bool start = scene_.starts_sentence(first.start);
    bool person = false;
    if (scene_.data().first_names.contains(given)) {
      // Common words among first names begin sentences: "Will Anthropic …", "Mark Your …".
      // A verb behind the name tells that it is one: "Hugo Lindgren has shown".
      const bool common = is_common_word(given);
      const bool acts = is_saying_verb(after) || is_one_of(after, "has", "had", "is", "was", "who");
      person = !common || !start || (acts && !is_english_word(given));
      person =
          person && given != "Max" && !(common && is_function_word(text_at(text, chunks[i + 1])));
    } else if (last == i + 1) {
      person = is_role_noun(before) && !is_ascii_upper(before.empty() ? 'A' : before[0]);
      person = person || (is_one_of(before, "CEO", "CTO", "Professor", "Senator", "Dr", "Prof"));
      const string_view surname = text_at(text, chunks[last]);
      const bool plain =
          surname.find('-') == string_view::npos && given.find('.') == string_view::npos;
      person = person || (is_saying_verb(after) &&
                          is_one_of(after, "said", "says", "argues", "argued", "wrote", "writes",
                                    "tweeted", "warned", "warns") &&
                          plain &&
                          !is_one_of(given, "The", "This", "These", "Many", "Some", "Others", "One",
                                     "Artificial", "Several"));
    }
    if (!person) continue;
    std::string canonical{given};
    for (std::size_t k = i + 1; k <= last; ++k) {
      const bool call_name = chunks[k].start > 0 && text[chunks[k].start - 1] == '(';
      if (!call_name) canonical += " " + std::string{text_at(text, chunks[k])};
    }
    const TextSpan span{first.start, end};
    if (!scene_.is_free(span)) continue;
    mark(span, std::move(canonical), "person-full");
    read = last + 1;
  }
}

// "We thank Lewis Tunstall, Lianmin Zheng and Xuechen Li": two capitalized words that a list sets
// beside a full name are one, too. Those before it are found from behind.
void People::find_listed_beside() {
  const string_view text = scene_.text();
  const auto& chunks = scene_.chunks();
  std::unordered_set<std::size_t> starts, ends;  // Of full names
  for (const Mention& mention : scene_.mentions()) {
    const string_view printed = text_at(text, mention.span);
    if (mention.kind != NameKind::person || printed.find(' ') == string_view::npos) continue;
    starts.insert(mention.span.start);
    ends.insert(mention.span.end);
  }
  if (starts.empty()) return;
  // What the article also writes small is a word: "Open Source" in a heading.
  std::optional<ViewSet> words;
  const auto is_word = [&](string_view name) {
    if (!words) {
      words.emplace(chunks.size() / 4);
      for (const TextSpan chunk : chunks) {
        const string_view word = text_at(text, chunk);
        if (word[0] >= 'a' && word[0] <= 'z') words->insert(word);
      }
    }
    return words->contains(fold_case(name));
  };
  const auto may_be_pair = [&](std::size_t i) {
    return i + 1 < chunks.size() && scene_.shapes()[i].capital_first &&
           scene_.shapes()[i + 1].capital_first;
  };
  const auto pair_at = [&](std::size_t i) -> std::optional<TextSpan> {
    const TextSpan given = chunks[i], surname = chunks[i + 1];
    const TextSpan both{given.start, surname.end};
    if (text_at(text, {given.end, surname.start}) != " " || !scene_.shapes()[i].name ||
        !scene_.shapes()[i + 1].name || !scene_.is_free(both) ||
        is_no_surname(text_at(text, given)) || is_no_surname(text_at(text, surname)) ||
        scene_.starts_sentence(given.start) || is_word(text_at(text, given)) ||
        is_word(text_at(text, surname))) {
      return std::nullopt;
    }
    return both;
  };
  const auto joined = [&](std::size_t from, std::size_t to) {
    return from < to && to - from <= 6 &&
           is_one_of(text_at(text, {from, to}), ", ", " and ", ", and ", " & ");
  };
  const auto add = [&](TextSpan span) {
    mark(span, std::string{text_at(text, span)}, "person-list");
    starts.insert(span.start);
    ends.insert(span.end);
  };
  // The chunk that a list's "and" leads over, too.
  const auto is_and = [&](std::size_t i) { return text_at(text, chunks[i]) == "and"; };
  for (const std::size_t i : scene_.capitalized()) {
    if (i == 0 || !may_be_pair(i)) continue;
    const std::size_t before = i >= 2 && is_and(i - 1) ? i - 2 : i - 1;
    if (!ends.contains(chunks[before].end)) continue;
    const auto pair = pair_at(i);
    if (pair && joined(chunks[before].end, pair->start)) add(*pair);
  }
  for (const std::size_t i : scene_.capitalized() | std::views::reverse) {
    if (!may_be_pair(i)) continue;
    const std::size_t after = i + 3 < chunks.size() && is_and(i + 2) ? i + 3 : i + 2;
    if (after >= chunks.size() || !starts.contains(chunks[after].start)) continue;
    const auto pair = pair_at(i);
    if (pair && joined(pair->end, chunks[after].start)) add(*pair);
  }
}

// "Lin et al.", "(Prigent, 2026)".
void People::find_cited_authors() {
  const string_view text = scene_.text();
  for (const std::size_t i : scene_.capitalized()) {
    const TextSpan chunk = scene_.chunks()[i];
    const string_view rest = text.substr(chunk.end, 8);
    if (!scene_.shapes()[i].name || (!rest.starts_with(" et al") && !rest.starts_with(", 20")))
      continue;
    if (!scene_.is_free(chunk)) continue;
    const bool et_al = rest.starts_with(" et al");
    const bool year = chunk.start > 0 && text[chunk.start - 1] == '(' && rest.starts_with(", 20") &&
                      rest.size() >= 7 && rest[6] == ')';
    const bool year4 = chunk.start > 0 && text[chunk.start - 1] == '(' && rest.size() >= 7 &&
                       rest.starts_with(", 20") && is_ascii_digit(rest[4]) &&
                       is_ascii_digit(rest[5]);
    if (et_al || year || year4) mark(chunk, std::string{text_at(text, chunk)}, "person-cited");
  }
}

// "Florian" in an article by Florian Brand.
void People::read_byline(string_view byline) {
  if (byline.starts_with("By ") || byline.starts_with("by ")) byline.remove_prefix(3);
  const auto blank = byline.find(' ');
  if (blank == string_view::npos || blank != byline.rfind(' ')) return;
  const string_view first = byline.substr(0, blank);
  const string_view last = byline.substr(blank + 1);
  if (!is_name_word(first) || !is_name_word(last) || is_no_surname(last)) return;
  if (!scene_.data().first_names.contains(first) || is_common_word(first)) return;
  short_names_.try_emplace(std::string{first}, std::string{byline}, TextSpan{});
  short_names_.try_emplace(std::string{last}, std::string{byline}, TextSpan{});
}

// The lexicon's people whose organization the article names, by their first names: "Dario" beside
// Anthropic. Not if two of them share it.
void People::add_well_known() {
  const Lexicon::Data& data = scene_.data();
  std::unordered_set<string_view> organizations;
  for (const Mention& mention : scene_.mentions()) {
    if (mention.kind == NameKind::organization) organizations.insert(mention.canonical);
  }
  if (organizations.empty()) return;
  for (const LexiconName& person : data.people) {
    const std::string& first = person.given;
    if (first.empty() || person.by.empty() || !organizations.contains(person.by)) continue;
    if (!data.first_names.contains(first) || is_common_word(first)) continue;
    short_names_.try_emplace(first, person.name, TextSpan{});
  }
}

void People::find_short_names() {
  if (short_names_.empty()) return;
  const string_view text = scene_.text();
  std::array<bool, 256> opens{};
  for (const auto& [name, person] : short_names_) {
    if (!name.empty()) opens[static_cast<unsigned char>(name.front())] = true;
  }
  for (const TextSpan chunk : scene_.chunks()) {
    if (!opens[static_cast<unsigned char>(text[chunk.start])]) continue;
    const auto known = short_names_.find(text_at(text, chunk));
    if (known == short_names_.end() || !scene_.is_free(chunk)) continue;
    const string_view after = scene_.word_after(chunk.end);
    const bool joined = chunk.end < text.size() && text[chunk.end] == ' ' && is_name_word(after) &&
                        !is_no_surname(after);
    if (joined && !scene_.is_possessive(chunk.end)) continue;
    scene_.mark(
        {chunk, NameKind::person, known->second.first, known->second.second, "person-short"});
  }
}

// Accounts that everybody cites are people's names wherever they stand, if they can be no word:
// "teortaxesTex argues …".
void People::find_accounts() {
  for (const TextSpan chunk : scene_.chunks()) {
    const string_view word = text_at(scene_.text(), chunk);
    if (!scene_.data().accounts.contains(word) || word.size() < 6 || !scene_.is_free(chunk))
      continue;
    const bool odd = word.find('_') != string_view::npos ||
                     std::ranges::any_of(word, is_ascii_digit) ||
                     std::ranges::any_of(word.substr(1), is_ascii_upper) || word.size() >= 10;
    // A small letter behind a full stop begins no sentence for the one who splits them.
    const bool first = scene_.starts_sentence(chunk.start) ||
                       is_one_of(scene_.text().substr(chunk.start - 2, 2), ". ", "; ", ": ");
    const bool speaks = first && is_saying_verb(scene_.word_after(chunk.end));
    if (odd || speaks)
      scene_.mark({chunk, NameKind::person, std::string{word}, {}, "person-account"});
  }
}

// "thank Arthur, Lysandre and Pablo": first names alone, inside a sentence.
void People::find_first_names() {
  const string_view text = scene_.text();
  for (const std::size_t i : scene_.capitalized()) {
    const TextSpan chunk = scene_.chunks()[i];
    const string_view word = text_at(text, chunk);
    if (word.size() < 4 || !scene_.data().first_names.contains(word)) continue;
    if (!scene_.is_free(chunk) || is_common_word(word)) continue;
    const string_view before = scene_.word_before_chunk(i);
    const string_view after = scene_.word_after(chunk.end);
    if (!before.empty() && is_ascii_upper(before[0])) continue;
    if (!after.empty() && is_ascii_upper(after[0]) && !scene_.is_possessive(chunk.end)) continue;
    if (chunk.start > 0 && is_one_of(text.substr(chunk.start - 1, 1), "/", "-", "_", ".")) continue;
    if (chunk.end < text.size() && is_one_of(text.substr(chunk.end, 1), "/", "-", "_", "("))
      continue;
    if (scene_.starts_sentence(chunk.start) && !is_saying_verb(after)) continue;
    scene_.mark({chunk, NameKind::person, std::string{word}, {}, "person-first-name"});
  }
}

void People::run() {
  find_accounts();
  find_listed();
  find_full_names();
  find_listed_beside();
  find_cited_authors();
  add_well_known();
  find_short_names();
  find_first_names();
}

}  // namespace

void find_people(MentionScene& scene, string_view byline) {
  People(scene, byline).run();
}

}  // namespace dossier
