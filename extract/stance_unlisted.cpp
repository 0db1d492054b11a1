#include "extract/stance_unlisted.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "extract/stance_words.h"

namespace dossier {
namespace {

constexpr std::size_t kNameWordsMax = 3;
constexpr std::size_t kNameBytesMin = 4;

// What people do, and papers and products do not.
bool is_human_verb(std::string_view word) {
  return is_one_of(
      word, {"said",       "says",        "argued",     "argues",     "arguing",       "wrote",
             "writes",     "noted",       "noting",     "warned",     "warns",         "called",
             "thinks",     "thought",     "believes",   "believed",   "complained",    "complains",
             "criticized", "criticised",  "criticizes", "praised",    "praises",       "questioned",
             "pushed",     "suspects",    "suspected",  "speculated", "speculates",    "joked",
             "quipped",    "observed",    "observes",   "emphasized", "emphasizes",    "stressed",
             "predicted",  "predicts",    "insisted",   "insists",    "described",     "describes",
             "flagged",    "framed",      "dismissed",  "dismisses",  "countered",     "cautioned",
             "contended",  "highlighted", "summarized", "pegged",     "congratulated", "agreed",
             "disagreed",  "claimed",     "saying",     "warning",    "calling",       "remarked",
             "lamented"});
}

// Words that open a sentence with a capital and are nobody's name.
bool is_plain_word(std::string_view folded) {
  return is_one_of(
      folded,
      {"the",        "this",       "that",        "these",         "those",      "they",
       "their",      "there",      "then",        "here",          "however",    "meanwhile",
       "separately", "also",       "another",     "other",         "others",     "some",
       "many",       "most",       "several",     "multiple",      "both",       "none",
       "nobody",     "everyone",   "everybody",   "someone",       "anyone",     "people",
       "community",  "staff",      "management",  "leadership",    "research",   "evidence",
       "coverage",   "reporting",  "feedback",    "commentary",    "discussion", "internal",
       "external",   "early",      "overall",     "company",       "team",       "paper",
       "post",       "thread",     "report",      "author",        "user",       "reviewer",
       "poster",     "commenter",  "anecdotally", "independently", "notably",    "reddit",
       "twitter",    "discord",    "what",        "which",         "when",       "where",
       "while",      "with",       "from",        "after",         "before",     "have",
       "note",       "engineer",   "developer",   "researcher",    "official",   "officials",
       "nothing",    "everything", "model",       "models",        "benchmark",  "news",
       "update",     "later",      "still",       "even",          "earlier",    "today",
       "yesterday",  "elsewhere",  "finally",     "once",          "more",       "less",
       "founder",    "government"});
}

bool is_capitalized(std::string_view printed) {
  return !printed.empty() && (std::isupper(static_cast<unsigned char>(printed.front())) != 0 ||
                              static_cast<unsigned char>(printed.front()) >= 0xC3);
}

class Speakers {
 public:
  explicit Speakers(const Reading& reading) : reading_(reading) {
    for (const Word& word : split_words(reading.article.text, {0, reading.article.text.size()})) {
      if (!word.is_sign && !is_capitalized(printed(word))) lower_.insert(word.text);
    }
  }

  std::vector<Mention> find() {
    for (const Sentence& sentence : reading_.sentences) read(sentence);
    std::vector<Mention> merged = reading_.mentions;
    merged.insert(merged.end(), found_.begin(), found_.end());
    std::ranges::stable_sort(merged, {}, [](const Mention& m) { return m.span.start; });
    return merged;
  }

 private:
  [[nodiscard]] std::string_view printed(const Word& word) const {
    return text_at(reading_.article.text, word.span);
  }
  [[nodiscard]] bool is_taken(TextSpan span) const {
    const auto after = std::ranges::lower_bound(reading_.mentions, span.end, {},
                                                [](const Mention& m) { return m.span.start; });
    return after != reading_.mentions.begin() && std::prev(after)->span.overlaps(span);
  }
  // "Peter", "OfirVale": a capital, no word that the article writes small.
  [[nodiscard]] bool may_be_name(const Word& word) const {
    return !word.is_sign && word.text.size() > 1 && is_capitalized(printed(word)) &&
           !lower_.contains(word.text) && !is_plain_word(word.text) && !is_taken(word.span) &&
           std::ranges::all_of(word.text,
                               [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; });
  }

  void read(const Sentence& sentence) {
    const std::vector<Word> words = split_words(reading_.article.text, sentence.span);
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (is_human_verb(words[i].text)) read_subject(words, i);
      if (is_one_of(words[i - 1].text, {"by", "from", "per", "via"})) read_source(words, i);
    }
  }

  // "Rosalind and others argued": the name before the verb.
  void read_subject(const std::vector<Word>& words, std::size_t verb) {
    std::size_t end = verb;
    while (end > 0 && is_one_of(words[end - 1].text, {"also", "later", "separately", "bluntly",
                                                      "al", "et", ".", "others", "and"})) {
      --end;
    }
    std::size_t first = end;
    while (first > 0 && end - first < kNameWordsMax && may_be_name(words[first - 1])) --first;
    if (first == end) return;
    // One word that opens the sentence may be any noun: plurals are.
    const std::string& only = words[first].text;
    const bool is_noun = end - first == 1 && (only.ends_with("s") || only.size() < kNameBytesMin);
    const std::string_view before = first > 0 ? std::string_view(words[first - 1].text) : "";
    if (is_noun || is_one_of(before, {"the", "a", "an", "'s"})) return;
    add(words, first, end);
  }

  // "Criticism from Peter Vale", "per Ann Lee": two words at least.
  void read_source(const std::vector<Word>& words, std::size_t first) {
    std::size_t end = first;
    while (end < words.size() && end - first < kNameWordsMax && may_be_name(words[end])) ++end;
    if (end - first > 1) add(words, first, end);
  }

  void add(const std::vector<Word>& words, std::size_t first, std::size_t end) {
    Mention mention;
    mention.span = {words[first].span.start, words[end - 1].span.end};
    mention.kind = NameKind::person;
    mention.canonical = std::string(text_at(reading_.article.text, mention.span));
    mention.rule = kUnlistedSpeakerRule;
    const bool known = !found_.empty() && found_.back().span.overlaps(mention.span);
    if (!known) found_.push_back(std::move(mention));
  }

  const Reading& reading_;
  std::unordered_set<std::string> lower_;  // Words that the article writes without a capital
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> with_unlisted_speakers(const Reading& reading) {
  return Speakers(reading).find();
}

}  // namespace dossier
