#include "render/reported_speech.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kBorrowedWordsMax = 7;  // In a row, outside of quotation marks
constexpr std::size_t kWordsMax = 34;

struct Swap {
  std::string_view theirs, ours;
};

// Other words for the same thing, wherever they stand. None of them denies, hedges or counts.
constexpr auto kSwaps = std::to_array<Swap>({
    {"banning", "a ban on"},
    {"prohibiting", "a ban on"},
    {"would harm", "would hurt"},
    {"would hurt", "would harm"},
    {"benefits from", "gains from"},
    {"benefit from", "gain from"},
    {"is a bigger", "is more of a"},
    {"stronger investment", "heavier investment"},
    {"practical response", "practical answer"},
    {"because", "since"},
    {"whereas", "while"},
    {"in order to", "to"},
    {"vibrant", "lively"},
    {"incumbents", "established players"},
    {"shrink", "reduce"},
    {"shrinks", "reduces"},
    {"enable", "allow"},
    {"enables", "allows"},
    {"difficult", "hard"},
    {"extremely", "very"},
    {"increasingly", "more and more"},
    {"roughly similar", "roughly comparable"},
    {"numerous", "many"},
    {"requires", "takes"},
    {"require", "take"},
    {"demonstrates", "shows"},
    {"demonstrate", "show"},
    {"utilize", "use"},
    {"currently", "at present"},
    {"emerge", "appear"},
    {"rapidly", "fast"},
});

// What a holder puts before his clause, and the verb that says as much of him.
struct Opening {
  std::string_view words, verb;
};
constexpr auto kOpenings = std::to_array<Opening>({
    {"we would argue that ", "argues that"},
    {"i would argue that ", "argues that"},
    {"we argue that ", "argues that"},
    {"i argue that ", "argues that"},
    {"i believe that ", "believes that"},
    {"we believe that ", "believes that"},
    {"i think that ", "thinks that"},
    {"we think that ", "thinks that"},
    {"i believe ", "believes that"},
    {"we believe ", "believes that"},
    {"i think ", "thinks that"},
    {"we think ", "thinks that"},
    {"i expect that ", "expects that"},
});

constexpr auto kOfTheSpeaker = std::to_array<std::string_view>(
    {"i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "i'm", "i've", "i'd",
     "i'll", "we're", "we've", "we'd", "we'll"});
// At the beginning of a clause these stand for something said before it.
constexpr auto kPointingBack = std::to_array<std::string_view>(
    {"it", "they", "this", "that", "these", "those", "its", "their", "he", "she", "here"});

// Runs of letters and digits, as a reader would count words.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold_case(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || byte >= 0x80) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::size_t longest_run(std::string_view text, std::string_view source) {
  const std::vector<std::string> ours = words_of(text);
  const std::vector<std::string> theirs = words_of(source);
  std::vector<std::size_t> ending(theirs.size() + 1, 0);
  std::size_t longest = 0;
  for (const std::string& word : ours) {
    for (std::size_t j = theirs.size(); j > 0; --j) {
      ending[j] = theirs[j - 1] == word ? ending[j - 1] + 1 : 0;
      longest = std::max(longest, ending[j]);
    }
  }
  return longest;
}

bool is_ours(std::string_view text, std::string_view source) {
  return longest_run(text, source) <= kBorrowedWordsMax;
}

bool is_word_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto is_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) || byte >= 0x80 || c == '-' || c == '\'';
  };
  return (at == 0 || !is_letter(text[at - 1])) &&
         (at + length >= text.size() || !is_letter(text[at + length]));
}

// Left to right, so that nothing is exchanged twice.
std::string swapped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto fits = [&](const Swap& swap) {
      return text.substr(at).starts_with(swap.theirs) && is_word_at(text, at, swap.theirs.size());
    };
    const auto swap = std::ranges::find_if(kSwaps, fits);
    if (swap == kSwaps.end()) {
      out += text[at++];
    } else {
      out += swap->ours;
      at += swap->theirs.size();
    }
  }
  return out;
}

// Whether the capital at its start is only that of a sentence's beginning, not a name's.
bool starts_a_sentence(std::string_view text, std::string_view evidence, const Lexicon& lexicon) {
  const std::string_view word = text.substr(0, text.find_first_of(" ,"));
  for (const std::string_view mark : {"\u201C", "\"", "\u2018"}) {  // It may begin with his words
    if (evidence.starts_with(mark)) evidence.remove_prefix(mark.size());
  }
  if (word.empty() || !std::isupper(static_cast<unsigned char>(word[0]))) return false;
  const bool plain = std::ranges::all_of(word.substr(1), [](char c) {
    return std::islower(static_cast<unsigned char>(c)) || c == '-';
  });
  if (!plain || word == "I" || !evidence.starts_with(clip(text, 20))) return false;
  for (const NameKind kind : {NameKind::organization, NameKind::person, NameKind::model}) {
    if (lexicon.find(word, kind)) return false;
  }
  constexpr std::array<std::string_view, 5> kPeoples{"Chinese", "American", "European", "Western",
                                                     "French"};
  return std::ranges::find(kPeoples, word) == kPeoples.end();
}

// Whether it speaks as the holder ("we", "you"), or points back at what is not printed.
bool leans_on_its_place(std::string_view clause) {
  const std::string text = fold_case(clause);
  std::size_t place = 0;
  for (std::size_t at = 0; at < text.size(); ++place) {
    const std::size_t end = std::min(text.find_first_of(" ,.;:()", at), text.size());
    const std::string_view word = std::string_view{text}.substr(at, end - at);
    if (std::ranges::find(kOfTheSpeaker, word) != kOfTheSpeaker.end()) return true;
    if (place == 0 && std::ranges::find(kPointingBack, word) != kPointingBack.end()) return true;
    at = end + 1;
  }
  return false;
}

// A clause parted at a word: what stands before it, if that is short, and after it.
struct Split {
  std::string subject, predicate;
};

std::optional<Split> split_at(std::string_view clause, std::string_view word) {
  const std::size_t at = clause.find(word);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view subject = clause.substr(0, at);
  if (words_of(subject).size() > kBorrowedWordsMax) return std::nullopt;
  if (subject.find(',') != std::string_view::npos) return std::nullopt;
  return Split{std::string{subject}, std::string{clause.substr(at + word.size())}};
}

// "open models to" "be increasingly adopted in …"
std::optional<ReportedClause> expectation(std::string_view clause) {
  const auto split = split_at(clause, " will ");
  if (!split) return std::nullopt;
  const bool denies = split->predicate.starts_with("not ");
  ReportedClause reported{"expects", split->subject + (denies ? " not to" : " to"),
                          denies ? split->predicate.substr(4) : split->predicate};
  return reported;
}

// "closed models" "have certain …": the subject in our line, the rest as his words.
std::optional<ReportedClause> partly_quoted(std::string_view clause) {
  for (std::string_view verb : {" should ", " would ", " can ", " must ", " may ", " might ",
                                " cannot ", " is ", " are ", " have ", " has ", " paint "}) {
    const auto split = split_at(clause, verb);
    if (!split) continue;
    if (words_of(split->predicate).size() < 3) return std::nullopt;
    return ReportedClause{{}, split->subject, std::string{verb.substr(1)} + split->predicate};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ReportedClause> report_clause(std::string_view clause, std::string_view evidence,
                                            bool own_words, const Lexicon& lexicon) {
  std::string text = on_one_line(clause);
  const std::string source = on_one_line(evidence);
  while (!text.empty() && std::string_view{".,;:"}.find(text.back()) != std::string_view::npos) {
    text.pop_back();
  }
  if (text.find('"') != std::string::npos || words_of(text).size() > kWordsMax) return std::nullopt;
  ReportedClause reported;
  if (own_words) {
    const std::string folded = fold_case(text);
    for (const Opening& opening : kOpenings) {
      if (!folded.starts_with(opening.words)) continue;
      text.erase(0, opening.words.size());
      reported.verb = opening.verb;
      break;
    }
    // "I expect X to do": the holder's own verb, and already an object.
    if (folded.starts_with("i expect ") && reported.verb.empty()) {
      text.erase(0, std::string_view{"i expect "}.size());
      const auto split = split_at(text, " to ");
      if (!split || leans_on_its_place(text)) return std::nullopt;
      return ReportedClause{"expects", split->subject + " to", split->predicate};
    }
  }
  if (leans_on_its_place(text)) return std::nullopt;
  if (starts_a_sentence(text, source, lexicon))
    text = fold_case(text.substr(0, 1)) + text.substr(1);
  const std::string ours = swapped(text);
  if (is_ours("that " + ours, source)) {
    reported.ours = ours;
    return reported;
  }
  if (!own_words) return std::nullopt;
  if (auto expected = expectation(text)) return expected;
  auto partly = partly_quoted(text);
  if (partly) partly->verb = reported.verb;
  return partly;
}

}  // namespace dossier
