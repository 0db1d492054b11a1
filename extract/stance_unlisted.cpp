#include "extract/stance_unlisted.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/word_set.h"
#include "extract/name_set.h"
#include "extract/stance_words.h"

namespace dossier {
namespace {

constexpr std::size_t kNameWordsMax = 3;
constexpr std::size_t kNameBytesMin = 4;
constexpr std::size_t kSmallWordsAbout = 500;

// What people do, and papers and products do not.
bool is_human_verb(std::string_view word) {
  static constexpr auto kWords = word_set(
      {"said",       "says",        "argued",     "argues",     "arguing",       "wrote",
       "writes",     "noted",       "noting",     "warned",     "warns",         "called",
       "thinks",     "thought",     "believes",   "believed",   "complained",    "complains",
       "criticized", "criticised",  "criticizes", "praised",    "praises",       "questioned",
       "pushed",     "suspects",    "suspected",  "speculated", "speculates",    "joked",
       "quipped",    "observed",    "observes",   "emphasized", "emphasizes",    "stressed",
       "predicted",  "predicts",    "insisted",   "insists",    "described",     "describes",
       "flagged",    "framed",      "dismissed",  "dismisses",  "countered",     "cautioned",
       "contended",  "highlighted", "summarized", "pegged",     "congratulated", "agreed",
       "disagreed",  "claimed",     "saying",     "warning",    "calling",       "remarked",
       "lamented",   "told",        "rejects",    "rejected",   "doubts",        "doubted",
       "opposes",    "opposed",     "defends",    "defended",   "supports",      "welcomes",
       "welcomed",   "urges",       "urged",      "testified",  "expects",       "fears",
       "recommends", "disputes",    "disputed",   "asks"});
  return kWords.contains(word);
}

// Words that open a sentence with a capital and are nobody's name.
bool is_plain_word(std::string_view folded) {
  static constexpr auto kWords = word_set(
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
  return kWords.contains(folded);
}

bool is_capitalized(std::string_view printed) {
  return !printed.empty() && (std::isupper(static_cast<unsigned char>(printed.front())) != 0 ||
                              static_cast<unsigned char>(printed.front()) >= 0xC3);
}

class Speakers {
 public:
  explicit Speakers(const Reading& reading) : reading_(reading) {}

  std::vector<Mention> find() {
    for (std::size_t i = 0; i < reading_.sentences.size(); ++i) read(reading_.words.of(i));
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
  [[nodiscard]] bool may_be_name(const Word& word) {
    return looks_like_name(word) && !is_written_small(word.text);
  }
  [[nodiscard]] bool looks_like_name(const Word& word) const {
    return !word.is_sign && word.text.size() > 1 && is_capitalized(printed(word)) &&
           std::ranges::all_of(word.text,
                               [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; }) &&
           !is_plain_word(word.text) && !is_taken(word.span);
  }

  // The article has the word without a capital, too.
  [[nodiscard]] bool is_written_small(std::string_view word) {
    if (!lower_) {
      lower_.emplace(kSmallWordsAbout);
      for (const Word& other : reading_.words.all()) {
        if (!other.is_sign && !is_capitalized(printed(other))) lower_->insert(other.text);
      }
    }
    return lower_->contains(word);
  }

  void read(std::span<const Word> words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (is_human_verb(words[i].text)) {
        read_subject(words, i);
        read_after_speech(words, i);
      }
      if (is_one_of(words[i - 1].text, "by", "from", "per", "via")) read_source(words, i);
    }
  }

  // Where an aside before the word `end` began: "Ann Lee, who runs the lab, says".
  [[nodiscard]] static std::size_t before_aside(std::span<const Word> words, std::size_t end) {
    constexpr std::size_t kAsideWordsMax = 14;
    if (end < 3 || words[end - 1].text != ",") return end;
    for (std::size_t i = end - 1; i-- > 0 && end - i < kAsideWordsMax;) {
      if (words[i].text != ",") continue;
      const bool tells =
          is_one_of(words[i + 1].text, "who", "which", "whose", "a", "an", "the", "one");
      return tells ? i : end;
    }
    return end;
  }

  [[nodiscard]] std::size_t start_of_name(std::span<const Word> words, std::size_t end) {
    std::size_t first = end;
    while (first > 0 && end - first < kNameWordsMax && may_be_name(words[first - 1])) --first;
    return first;
  }

  // "Rosalind and others argued": the name before the verb.
  void read_subject(std::span<const Word> words, std::size_t verb) {
    std::size_t end = verb;
    while (end > 0 && is_one_of(words[end - 1].text, "also", "later", "separately", "bluntly", "al",
                                "et", ".", "others", "and")) {
      --end;
    }
    const std::size_t name_end = before_aside(words, end);
    const std::size_t first = start_of_name(words, name_end);
    if (first == name_end) return;
    const bool is_long = name_end - first > 1;
    // One word that opens the sentence may be any noun: plurals are.
    const std::string_view only = words[first].text;
    const bool is_noun =
        !is_long && (only.ends_with("s") || only.size() < kNameBytesMin || name_end != end);
    const std::string_view before = first > 0 ? std::string_view(words[first - 1].text) : "";
    if (is_noun || is_one_of(before, "a", "an")) return;
    if (!is_long && is_one_of(before, "the", "'s")) return;
    // "Ann Lee of Vale Research argues": both are names, and the first of them speaks.
    const bool within = is_long && first > 1 && is_one_of(before, "of", "at", "from", "with");
    const std::size_t head = within ? start_of_name(words, first - 1) : first;
    if (within && first - 1 - head > 1) {
      add(words, head, first - 1);
      add(words, first, name_end, NameKind::organization);
    } else {
      add(words, first, name_end,
          before == "the" || within ? NameKind::organization : NameKind::person);
    }
  }

  // "“…,” said Ann Lee": two words at least.
  void read_after_speech(std::span<const Word> words, std::size_t verb) {
    if (words[verb - 1].text == "”") read_source(words, verb + 1);
  }

  // "Criticism from Peter Vale", "per Ann Lee": two words at least.
  void read_source(std::span<const Word> words, std::size_t first) {
    if (first + 1 >= words.size() || !looks_like_name(words[first + 1])) return;
    std::size_t end = first;
    while (end < words.size() && end - first < kNameWordsMax && may_be_name(words[end])) ++end;
    if (end - first > 1) add(words, first, end);
  }

  void add(std::span<const Word> words, std::size_t first, std::size_t end,
           NameKind kind = NameKind::person) {
    Mention mention;
    mention.span = {words[first].span.start, words[end - 1].span.end};
    mention.kind = kind;
    mention.canonical = std::string(text_at(reading_.article.text, mention.span));
    mention.rule = kUnlistedSpeakerRule;
    const bool known = !found_.empty() && found_.back().span.overlaps(mention.span);
    if (!known) found_.push_back(std::move(mention));
  }

  const Reading& reading_;
  // Words that the article writes without a capital; found when first asked for.
  std::optional<ViewSet> lower_;
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> with_unlisted_speakers(const Reading& reading) {
  return Speakers(reading).find();
}

}  // namespace dossier
