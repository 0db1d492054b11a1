#include "extract/benchmark_introduced.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_set.h"

namespace dossier {
namespace {

using std::string_view;

constexpr std::size_t kIntroducedMax = 16;  // An article on more is about something else

constexpr auto kNouns = word_set(
    {"test", "benchmark", "exam", "examination", "leaderboard", "suite", "eval", "evaluation"});

// "OpsTrial", "K-MED", "JavaMigrate": built like a product's name, not like a word.
bool is_designed(string_view name) {
  constexpr std::size_t kBytesMin = 4;
  if (name.size() < kBytesMin || !is_ascii_upper(name.front())) return false;
  const auto capitals = std::ranges::count_if(name, is_ascii_upper);
  const bool lower = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  const bool plain =
      std::ranges::all_of(name, [](char c) { return is_word_byte(c) || c == '-' || c == '.'; });
  const bool hyphen = name.find('-') != string_view::npos && capitals >= 3;
  return plain && capitals >= 2 && (lower || hyphen || capitals >= 5);
}

class IntroducedFinder {
 public:
  explicit IntroducedFinder(MentionScene& scene) : scene_(scene), text_(scene.text()) {}

  void find() {
    for (const std::size_t i : scene_.capitalized()) {
      if (names_.size() >= kIntroducedMax) break;
      const TextSpan chunk = scene_.chunks()[i];
      before_ = scene_.word_before_chunk(i);
      if (is_called() || is_quoted_kind(chunk)) {
        note(quoted_from(chunk));
      } else if (const TextSpan title = title_from(i); !title.empty()) {
        note(title);
      } else if (is_designed(text_at(text_, chunk)) &&
                 (is_explained(chunk) || is_kind_named(chunk) || is_scored(chunk))) {
        note(chunk);
      }
    }
    for (const string_view name : names_) mark(name);
  }

 private:
  // Free, and nothing that the lexicon knows as something else.
  [[nodiscard]] bool is_unknown(TextSpan span) const {
    if (span.empty() || !scene_.is_free(span)) return false;
    return std::ranges::none_of(scene_.hits(),
                                [&](const LexiconHit& hit) { return hit.span.overlaps(span); });
  }

  void note(TextSpan span) {
    const string_view name = text_at(text_, span);
    if (!is_unknown(span) || std::ranges::find(names_, name) != names_.end()) return;
    names_.push_back(name);
  }

  // "NAME, the incident-response test by …": the head of what stands beside it.
  [[nodiscard]] bool is_explained(TextSpan chunk) const {
    constexpr std::size_t kBytesMax = 80;
    static constexpr auto kDeterminers =
        word_set({"the", "a", "an", "our", "its", "their", "his", "her"});
    static constexpr auto kEnds =
        word_set({"of", "by", "for", "that", "which", "from", "with", "in", "on", "where"});
    string_view rest = text_.substr(chunk.end, kBytesMax);
    if (!rest.starts_with(", ")) return false;
    rest.remove_prefix(2);
    string_view head;
    for (bool first = true; !rest.empty(); first = false) {
      const std::size_t end = std::min(rest.find_first_of(" ,.;:()\n"), rest.size());
      const string_view word = rest.substr(0, end);
      if (first && !is_among(word, kDeterminers)) return false;
      if (is_among(word, kEnds) || word.empty()) break;
      head = word;
      if (end == rest.size() || rest[end] != ' ') break;
      rest.remove_prefix(end + 1);
    }
    return is_among(head, kNouns);
  }

  // "the NAME exam", "on the NAME leaderboard"
  [[nodiscard]] bool is_kind_named(TextSpan chunk) const {
    static constexpr auto kBefore = word_set(
        {"the", "on", "our", "its", "their", "new", "and", "own", "a", "an", "older", "in"});
    const string_view noun = scene_.word_after(chunk.end);
    return is_among(noun, kNouns) && is_among(before_, kBefore);
  }

  // "reached 71.5% on NAME"
  [[nodiscard]] bool is_scored(TextSpan chunk) const {
    static constexpr auto kScoring = std::to_array<string_view>(
        {"scor", "reach", "achiev", "gets ", "got ", "hits ", "posts ", "posted ", "solves "});
    if (before_ != "on" || chunk.start < 5) return false;
    const char measure = text_[chunk.start - 5];
    if (measure != '%' || text_.substr(chunk.start - 4, 4) != " on ") return false;
    const string_view sentence = scene_.sentence_around(chunk.start);
    return std::ranges::any_of(
        kScoring, [&](string_view verb) { return sentence.find(verb) != string_view::npos; });
  }

  // "a new test called NAME", "a benchmark named “Long Name”"
  [[nodiscard]] bool is_called() const {
    if (before_ != "called" && before_ != "named" && before_ != "dubbed") return false;
    const std::size_t at = static_cast<std::size_t>(before_.data() - text_.data());
    return is_among(scene_.word_before(at), kNouns);
  }

  // "on the “Long Name” test"
  [[nodiscard]] bool is_quoted_kind(TextSpan chunk) const {
    if (before_ != "the" && before_ != "a" && before_ != "new") return false;
    const TextSpan quoted = quoted_from(chunk);
    return quoted.end > chunk.end &&
           is_among(scene_.word_after(quoted.end + (text_[quoted.end] == '"' ? 1 : 3)), kNouns);
  }

  // "the Harbor Cup leaderboard": several words with capitals, from chunk `first` on.
  [[nodiscard]] TextSpan title_from(std::size_t first) const {
    constexpr std::size_t kWordsMax = 4;
    const std::vector<TextSpan>& chunks = scene_.chunks();
    if (before_ != "the" && before_ != "The") return {};
    std::size_t end = first;
    while (end < chunks.size() && end < first + kWordsMax &&
           is_ascii_upper(text_[chunks[end].start]) &&
           (end == first ||
            (chunks[end - 1].end + 1 == chunks[end].start && text_[chunks[end - 1].end] == ' '))) {
      ++end;
    }
    if (end < first + 2) return {};
    const string_view noun = scene_.word_after(chunks[end - 1].end);
    const bool kind = noun == "leaderboard" || noun == "benchmark" || noun == "exam";
    return kind ? TextSpan{chunks[first].start, chunks[end - 1].end} : TextSpan{};
  }

  // The whole of a name in quotation marks that begins with this chunk.
  [[nodiscard]] TextSpan quoted_from(TextSpan chunk) const {
    constexpr std::size_t kQuotedBytesMax = 50;
    if (chunk.start == 0 ||
        (text_[chunk.start - 1] != '"' && !text_.substr(0, chunk.start).ends_with("“"))) {
      return chunk;
    }
    const string_view rest = text_.substr(chunk.start, kQuotedBytesMax);
    const std::size_t close = std::min(rest.find('"'), rest.find("”"));
    if (close == string_view::npos || rest.substr(0, close).find('\n') != string_view::npos) {
      return chunk;
    }
    return {chunk.start, chunk.start + close};
  }

  void mark(string_view name) {
    for (std::size_t at = text_.find(name); at != string_view::npos;
         at = text_.find(name, at + name.size())) {
      const TextSpan span{at, at + name.size()};
      const bool begins = at == 0 || (!is_word_byte(text_[at - 1]) && text_[at - 1] != '-');
      const bool ends = span.end == text_.size() || !is_word_byte(text_[span.end]);
      if (!begins || !ends || !scene_.is_free(span)) continue;
      scene_.mark({span, NameKind::benchmark, std::string(name), {}, "benchmark-introduced"});
    }
  }

  MentionScene& scene_;
  string_view text_;
  string_view before_;  // The word before the chunk at hand
  std::vector<string_view> names_;
};

}  // namespace

void find_introduced_benchmarks(MentionScene& scene) {
  IntroducedFinder(scene).find();
}

}  // namespace dossier
