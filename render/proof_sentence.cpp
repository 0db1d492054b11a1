#include "render/proof_sentence.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/utf8.h"
#include "render/proof_claim.h"
#include "render/proof_vocabulary.h"

namespace dossier::proof {
namespace {

constexpr std::size_t kBorrowedWordsMax = 8;  // This many in a row need quotation marks

// Words that names share with plain language, and that alone prove no name.
constexpr std::string_view kGeneric[] = {
    "ai",    "the",      "of",    "and",       "for",         "lab",        "labs",
    "index", "arena",    "bench", "inc",       "model",       "open",       "models",
    "pro",   "max",      "mini",  "team",      "code",        "text",       "center",
    "large", "research", "small", "institute", "flash",       "university", "news",
    "new",   "high",     "base",  "instruct",  "leaderboard", "benchmark",  "company"};

// Capitals that belong to the language, not to a name.
constexpr std::string_view kLanguage[] = {
    "january",   "february", "march",    "april",    "may",    "june",    "july",      "august",
    "september", "october",  "november", "december", "monday", "tuesday", "wednesday", "thursday",
    "friday",    "saturday", "sunday",   "ai",       "elo",    "llm",     "llms",      "i"};

// How sources say "first".
constexpr std::string_view kFirsts[] = {"top",     "tops", "topped", "topping", "lead", "leads",
                                        "leading", "led",  "leader", "best",    "sota", "highest",
                                        "winner",  "won",  "beats",  "ahead"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_number(std::string_view key) {
  return !key.empty() && key[0] >= '0' && key[0] <= '9';
}

bool has_word(const std::vector<Word>& words, std::string_view key, bool capital = false) {
  return std::ranges::any_of(
      words, [&](const Word& word) { return word.key == key && (!capital || word.capital); });
}

std::string joined(const std::vector<Word>& words, std::size_t from, std::size_t to) {
  std::string key;
  for (std::size_t i = from; i < to; ++i) key += words[i].key;
  return key;
}

// "CAISI" for "Center for AI Standards and Innovation": what is an abbreviation already goes in
// whole.
std::string initials(std::string_view plain, const std::vector<Word>& words) {
  std::string letters;
  for (const Word& word : words) {
    const bool abbreviation =
        word.key.size() <= 3 && std::ranges::all_of(plain.substr(word.start, word.end - word.start),
                                                    [](char c) { return c >= 'A' && c <= 'Z'; });
    if (word.capital) letters += abbreviation ? word.key : word.key.substr(0, 1);
  }
  return letters;
}

// With a version in the name, the version must stand there, together with what it hangs on:
// "K2.6", "V4 Flash", "4.8" beside "Opus". "Opus" alone would prove every Opus.
bool version_stands(const std::vector<Word>& name, const std::vector<Word>& ground) {
  const auto first = std::ranges::find_if(name, [](const Word& w) { return has_digit(w.key); });
  const auto start = static_cast<std::size_t>(first - name.begin());
  if (!is_number(name[start].key) && has_joined(ground, joined(name, start, name.size()))) {
    return true;
  }
  if (start > 0 && has_joined(ground, joined(name, start - 1, name.size()))) return true;
  bool companion = false;
  for (const Word& word : name) {
    const bool there = has_word(ground, word.key);
    if (has_digit(word.key) && !there) return false;
    companion = companion || (there && (!is_number(word.key)) && !holds(kGeneric, word.key));
  }
  return companion;
}

// Without one, its first or last telling word, or its initials.
bool word_stands(std::string_view plain, const std::vector<Word>& name,
                 const std::vector<Word>& ground) {
  for (const Word* word : {&name.front(), &name.back()}) {
    if (word->key.size() >= 3 && !holds(kGeneric, word->key) &&
        has_word(ground, word->key, word->capital)) {
      return true;
    }
  }
  const std::string letters = initials(plain, name);
  return letters.size() >= 2 && has_word(ground, letters, true);
}

bool stands(std::string_view name, const Grounds& grounds) {
  const std::string plain = plain_form(name);
  const std::vector<Word> words = words_of(plain);
  if (words.empty()) return true;
  const std::string key = joined(words, 0, words.size());
  if (has_joined(grounds.words, key) || has_joined(grounds.speakers, key)) return true;
  if (std::ranges::any_of(words, [](const Word& w) { return has_digit(w.key); })) {
    return version_stands(words, grounds.words) || version_stands(words, grounds.speakers);
  }
  return word_stands(plain, words, grounds.words) || word_stands(plain, words, grounds.speakers);
}

bool stands_by_any_name(const std::string& name, const Grounds& grounds, const Aliases& aliases) {
  if (stands(name, grounds)) return true;
  if (!aliases) return false;
  const std::vector<std::string> others = aliases(name);
  return std::ranges::any_of(others, [&](const std::string& alias) {
    const std::vector<Word> words = words_of(plain_form(alias));
    const std::string key = joined(words, 0, words.size());
    return has_joined(grounds.words, key) || has_joined(grounds.speakers, key);
  });
}

std::vector<Mention> mentions_in(std::string_view plain, const std::vector<Word>& words,
                                 const NameTable& names) {
  std::vector<Mention> mentions;
  for (std::size_t i = 0; i < words.size();) {
    NameTable::Match match = names.match(words, i);
    const std::size_t last = i + std::max<std::size_t>(match.length, 1) - 1;
    if (match.length > 0 && !words[i].quoted) {
      mentions.push_back(
          {i, last, std::move(match.names),
           std::string{plain.substr(words[i].start, words[last].end - words[i].start)}});
    }
    i = last + 1;
  }
  return mentions;
}

// --- The checks, each on words of which names and dates have been marked by those before

void check_names(std::string_view plain, std::vector<Word>& words, const Grounds& grounds,
                 const NameTable& names, const Aliases& aliases, std::vector<Unproved>& messages) {
  for (std::size_t i = 0; i < words.size();) {
    const NameTable::Match match = names.match(words, i);
    if (match.length == 0) {
      ++i;
      continue;
    }
    const std::size_t last = i + match.length - 1;
    const std::string printed{plain.substr(words[i].start, words[last].end - words[i].start)};
    const bool proved = words[i].quoted || stands(printed, grounds) ||
                        std::ranges::any_of(match.names, [&](const std::string& name) {
                          return stands_by_any_name(name, grounds, aliases);
                        });
    if (!proved)
      messages.push_back({"name " + printed + " stands in none of its evidence", printed});
    for (; i <= last; ++i) words[i].in_name = true;
  }
}

// Capitals within a sentence and words with a digit in them are names, too, of whatever kind.
void check_other_names(std::string_view plain, const std::vector<Word>& words,
                       const Grounds& grounds, std::vector<Unproved>& messages) {
  for (const Word& word : words) {
    if (word.in_name || word.quoted || word.spent || is_number(word.key)) continue;
    if (word.key.size() < 2 || holds(kLanguage, word.key)) continue;
    const bool name_like = has_digit(word.key) || (word.capital && !word.opens);
    if (!name_like) continue;
    const bool version_of_page = word.key[0] == 'v' && !word.capital && word.key.size() < 6 &&
                                 is_number(word.key.substr(1)) &&
                                 std::atoi(word.key.c_str() + 1) <= grounds.version;
    if (version_of_page || has_joined(grounds.words, word.key) ||
        has_joined(grounds.speakers, word.key)) {
      continue;
    }
    std::string printed{plain.substr(word.start, word.end - word.start)};
    messages.push_back({"name " + printed + " stands in none of its evidence", printed});
  }
}

void check_dates(std::string_view plain, std::vector<Word>& words, const Grounds& grounds,
                 std::vector<Unproved>& messages) {
  for (const DatePoint& point : dates_of(words, plain)) {
    const Word& first = words[point.first];
    const Word& last = words[point.last];
    if (first.quoted || first.in_name) continue;
    for (std::size_t i = point.first; i <= point.last; ++i) words[i].spent = true;
    const bool proved =
        std::ranges::any_of(
            grounds.windows,
            [&](const DateWindow& window) { return falls_within(point, window); }) ||
        std::ranges::any_of(grounds.dates,
                            [&](const DatePoint& known) { return says_as_much(known, point); });
    if (proved) continue;
    std::string printed{plain.substr(first.start, last.end - first.start)};
    messages.push_back(
        {"date " + printed + " is neither in its evidence nor the day of a cited source", printed});
  }
}

bool figure_stands(const Figure& figure, const Grounds& grounds, const std::string& next_word) {
  const auto equal = [&](const Figure& known) {
    if (figure.ordinal && !known.whole) return false;
    return std::abs(known.value - figure.value) <= 1e-9 * std::max(1.0, std::abs(figure.value));
  };
  if (std::ranges::any_of(grounds.figures, equal)) return true;
  if (!figure.spelled && !figure.ordinal) return false;
  if (figure.value == 1) {
    // "one of them", "the first time": words of ours, unless a rank is meant.
    if (!figure.ordinal || holds(std::array{"time", "appearance", "half", "quarter"}, next_word)) {
      return true;
    }
    return has_joined(grounds.words, "stateoftheart") ||
           std::ranges::any_of(kFirsts,
                               [&](std::string_view w) { return has_word(grounds.words, w); });
  }
  return !figure.ordinal && std::ranges::any_of(grounds.counts, [&](std::size_t count) {
    return static_cast<double>(count) == figure.value;
  });
}

void check_figures(std::string_view plain, const std::vector<Word>& words, const Grounds& grounds,
                   std::vector<Unproved>& messages) {
  for (const Figure& figure : figures_of(words)) {
    const Word& word = words[figure.word];
    if (word.quoted || word.in_name || word.spent) continue;
    const std::string next = figure.word + 1 < words.size() ? words[figure.word + 1].key : "";
    if (figure_stands(figure, grounds, next)) continue;
    std::string printed{plain.substr(word.start, word.end - word.start)};
    messages.push_back({"figure " + printed + " stands in none of its evidence", printed});
  }
}

void check_quotations(std::string_view plain, const Grounds& grounds,
                      std::vector<Unproved>& messages) {
  for (std::size_t open = plain.find('"'); open != plain.npos;) {
    const std::size_t close = plain.find('"', open + 1);
    if (close == plain.npos) return messages.push_back({"a quotation mark without its pair", ""});
    std::string_view quotation = plain.substr(open + 1, close - open - 1);
    while (!quotation.empty() &&
           std::string_view{" .,;:"}.find(quotation.back()) != quotation.npos) {
      quotation.remove_suffix(1);
    }
    const auto holds_it = [&](const std::string& text) {
      return text.find(quotation) != std::string::npos;
    };
    if (quotation.empty() ||
        (std::ranges::none_of(grounds.passages, holds_it) &&
         std::ranges::find(grounds.titles, quotation) == grounds.titles.end())) {
      messages.push_back(
          {"quotation \"" + std::string{quotation} + "\" is not in its evidence", ""});
    }
    open = plain.find('"', close + 1);
  }
}

// The longest run from `at` that also stands in the evidence, as the number of its words that
// are no names; and where it ends.
std::pair<std::size_t, std::size_t> borrowed_run(const std::vector<Word>& words, std::size_t at,
                                                 const std::vector<Word>& ground) {
  std::pair<std::size_t, std::size_t> best{0, at};
  for (std::size_t g = 0; g < ground.size(); ++g) {
    std::size_t own = 0;
    std::size_t i = at;
    for (std::size_t j = g; i < words.size() && j < ground.size(); ++i, ++j) {
      if (words[i].quoted || words[i].key != ground[j].key) break;
      if (!words[i].in_name) ++own;
    }
    if (own > best.first) best = {own, i};
  }
  return best;
}

// A subject that everybody calls the same counts as a name does.
void mark_subjects(std::vector<Word>& words) {
  constexpr std::string_view kSubject = "thegapbetweenopenandclosedmodels";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t length = words_joining(words, i, kSubject);
    for (std::size_t j = 1; j < length; ++j) words[i + j].in_name = true;
  }
}

void check_borrowing(std::string_view plain, std::vector<Word> words, const Grounds& grounds,
                     std::vector<Unproved>& messages) {
  mark_subjects(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].quoted) continue;
    const auto [length, end] = borrowed_run(words, i, grounds.words);
    if (length < kBorrowedWordsMax) continue;
    messages.push_back(
        {"borrows without quotation marks: " +
             std::string{plain.substr(words[i].start, words[end - 1].end - words[i].start)},
         ""});
    i = end;
  }
}

void add_day(std::vector<DateWindow>& windows, const std::optional<Day>& day) {
  if (day) windows.push_back({*day, *day});
}

// "35b", "a3b": a model's size, which is a figure of its own in "Heron3-35B-A3B", too.
bool is_size(std::string_view key) {
  return key.size() >= 2 && has_digit(key) && std::string_view{"bmt"}.find(key.back()) != key.npos;
}

// Another number that is part of a name ("Heron 3") proves no figure.
void mark_names(std::vector<Word>& words, const NameTable& names) {
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t length = names.match(words, i).length;
    for (std::size_t j = 0; j < length; ++j) words[i + j].in_name = true;
    i += std::max<std::size_t>(length, 1);
  }
}

void add_passage(Grounds& grounds, const std::string& text, const NameTable& names) {
  std::string plain = plain_form(text);
  std::vector<Word> words = words_of(plain);
  mark_names(words, names);
  for (const Figure& figure : figures_of(words)) {
    const Word& word = words[figure.word];
    if (!word.in_name || is_size(word.key)) grounds.figures.push_back(figure);
  }
  for (const DatePoint& date : dates_of(words, plain)) grounds.dates.push_back(date);
  grounds.words.insert(grounds.words.end(), words.begin(), words.end());
  grounds.words.push_back(Word{"\n"});
  grounds.passages.push_back(std::move(plain));
}

}  // namespace

NameTable::NameTable(const Record& record) {
  std::set<std::string> names;
  for (const auto& [id, claimed] : record.statements) {
    names.insert(claimed.names.begin(), claimed.names.end());
    names.insert(claimed.voices.begin(), claimed.voices.end());
    const Content& content = claimed.content;
    models_.insert({content.model, content.versus});
    benchmarks_.insert(content.benchmark);
    makers_.insert(content.organization);
    speakers_.insert({content.holder, content.actor});
    speakers_.insert(claimed.voices.begin(), claimed.voices.end());
  }
  for (const RecordedSource& source : record.sources) {
    names.insert(source.outlet);
    names.insert(source.author);
  }
  for (auto* known : {&models_, &benchmarks_, &makers_, &speakers_}) known->erase("");
  for (const std::string& name : names) add(name);
}

// The name itself, and each of its endings that can stand for it.
void NameTable::add(std::string_view name) {
  const std::vector<Word> words = words_of(plain_form(name));
  for (std::size_t from = 0; from < words.size(); ++from) {
    const Word& word = words[from];
    const bool whole = from == 0;
    const bool single = from + 1 == words.size();
    if (!whole && (is_number(word.key) || !word.capital)) continue;
    if (!whole && single && (holds(kGeneric, word.key) || word.key.size() < 2)) continue;
    if (whole && single && word.key.size() < 2) continue;
    const std::string key = joined(words, from, words.size());
    std::vector<Form>& forms = by_first_letters_[std::string{clip(key, 2)}];
    const auto found = std::ranges::find(forms, key, &Form::key);
    Form& form = found != forms.end() ? *found : forms.emplace_back(Form{key, false, {}});
    form.by_capital = !has_digit(key) && !name.starts_with('@') && key[0] >= 'a' && key[0] <= 'z';
    form.names.emplace_back(name);
  }
}

NameTable::Match NameTable::match(const std::vector<Word>& words, std::size_t at) const {
  Match best;
  std::size_t best_size = 0;
  std::string first = words[at].key;
  if (first.size() < 2 && at + 1 < words.size()) first += words[at + 1].key;
  const auto bucket = by_first_letters_.find(clip(first, 2));
  if (bucket == by_first_letters_.end()) return best;
  for (const Form& form : bucket->second) {
    if (form.key.size() < best_size || (form.by_capital && !words[at].capital)) continue;
    const std::size_t length = words_joining(words, at, form.key);
    if (length == 0) continue;
    best = {length, form.names};
    best_size = form.key.size();
  }
  return best;
}

Grounds grounds_of(const Record& record, const std::vector<const Claimed*>& statements,
                   const std::vector<int>& citations, const NameTable& names) {
  Grounds grounds;
  grounds.version = record.version;
  grounds.statements = statements;
  std::set<std::string> cited;
  for (const RecordedSource& source : record.sources) {
    if (!std::ranges::binary_search(citations, source.number)) continue;
    cited.insert(source.id);
    grounds.sources[source.number] = source.id;
    add_day(grounds.windows, source.published ? source.published : source.fetched);
    for (const std::string& said : {source.outlet, source.author, source.title}) {
      const std::vector<Word> words = words_of(plain_form(said));
      grounds.speakers.insert(grounds.speakers.end(), words.begin(), words.end());
      grounds.speakers.push_back(Word{"\n"});
    }
    grounds.titles.push_back(plain_form(source.title));
  }
  std::set<std::string> voices;
  for (const Claimed* claimed : statements) {
    grounds.windows.insert(grounds.windows.end(), claimed->windows.begin(), claimed->windows.end());
    voices.insert(claimed->voices.begin(), claimed->voices.end());
    for (const Evidence& evidence : claimed->evidence) {
      if (!cited.contains(evidence.source)) continue;
      add_passage(grounds, evidence.text, names);
      for (const std::string& support : evidence.supports) add_passage(grounds, support, names);
      for (const std::string& text : evidence.corrections) add_passage(grounds, text, names);
    }
  }
  grounds.counts = {statements.size(), cited.size(), voices.size()};
  return grounds;
}

std::vector<Unproved> unproved(std::string_view text, std::string_view lead, const Grounds& grounds,
                               const NameTable& names, const Aliases& aliases, bool altered) {
  std::vector<Unproved> messages;
  const std::string plain = plain_form(text);
  std::vector<Word> words = words_of(plain);
  check_names(plain, words, grounds, names, aliases, messages);
  check_dates(plain, words, grounds, messages);
  check_other_names(plain, words, grounds, messages);
  check_figures(plain, words, grounds, messages);
  check_quotations(plain, grounds, messages);
  check_borrowing(plain, words, grounds, messages);
  const std::string plain_lead = plain_form(lead);
  const std::vector<Word> lead_words = words_of(plain_lead);
  const Reading reading{plain,
                        words,
                        mentions_in(plain, words, names),
                        mentions_in(plain_lead, lead_words, names),
                        plain.starts_with(plain_lead) ? lead_words.size() : 0,
                        grounds,
                        names,
                        aliases,
                        altered};
  std::ranges::move(misstated(reading), std::back_inserter(messages));
  std::ranges::move(unfounded_words(reading), std::back_inserter(messages));
  return messages;
}

}  // namespace dossier::proof
