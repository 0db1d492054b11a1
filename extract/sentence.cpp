#include "extract/sentence.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_set.h"
#include "extract/byte_mask.h"

namespace dossier {
namespace {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_handle_char(char c) {
  return is_digit(c) || is_upper(c) || is_lower(c) || c == '_';
}

TextSpan trimmed(std::string_view text, TextSpan span) {
  while (span.start < span.end && is_blank(text[span.start])) ++span.start;
  while (span.end > span.start && is_blank(text[span.end - 1])) --span.end;
  return span;
}

constexpr int kCitedHandlesMax = 20;

// Words whose full stop ends no sentence, whatever follows.
constexpr auto kNeverLast = word_set(
    {"e.g", "i.e",  "vs", "cf",  "Dr",  "Mr",   "Mrs", "Ms",     "Prof", "St",   "No",  "Nos",
     "Fig", "Figs", "Eq", "Sec", "Ch",  "Vol",  "pp",  "approx", "ca",   "resp", "Sen", "Rep",
     "Gov", "Gen",  "Lt", "Feb", "Aug", "Sept", "Oct", "Nov",    "Dec",  "incl"});
// Words whose full stop may end a sentence, but not before a word like these two lists'.
constexpr auto kMaybeLast = word_set({"U.S", "U.K", "E.U", "Inc", "Corp", "Ltd", "Co", "et al"});
constexpr auto kSentenceOpeners =
    word_set({"The", "This", "That", "These", "It", "In",  "But", "And", "We",        "They",
              "He",  "She",  "A",    "An",    "As", "For", "On",  "At",  "Meanwhile", "However"});

std::string_view last_word(std::string_view before) {
  std::size_t from = before.size();
  while (from > 0 && !is_blank(before[from - 1]) && before[from - 1] != '(' &&
         before[from - 1] != '[' && before[from - 1] != '"') {
    --from;
  }
  return before.substr(from);
}

std::string_view first_word(std::string_view after) {
  std::size_t to = 0;
  while (to < after.size() && (is_handle_char(after[to]) || after[to] == '.' || after[to] == '-')) {
    ++to;
  }
  return after.substr(0, to);
}

// No sentence ends between `before` and `after`, though the iterator says so. Both are trimmed.
bool is_suppressed(std::string_view before, std::string_view after, bool at_newline) {
  if (after.empty()) return false;
  // A line end inside a block is a wrapped line unless the sentence is complete.
  const char last = before.back();
  if (at_newline && last != '.' && last != '!' && last != '?' && last != ':') return true;
  if (last != '.') return false;
  std::string_view word = last_word(before);
  word.remove_suffix(1);
  if (is_among(word, kNeverLast)) return true;
  if (word.size() == 1 && is_upper(word.front())) return true;  // "J. Smith"
  if (is_among(word, kMaybeLast) || before.ends_with("et al.")) {
    return !is_among(first_word(after), kSentenceOpeners);
  }
  // "1. Kimi K3": the mark of an item.
  return !word.empty() && word.size() <= 2 && word.size() + 1 == before.size() &&
         std::ranges::all_of(word, is_digit);
}

// Bytes of a handle at the start of `text`, "@" included; 0 if there is none.
std::size_t handle_size(std::string_view text) {
  if (!text.starts_with('@')) return 0;
  std::size_t size = 1;
  while (size < text.size() && is_handle_char(text[size])) ++size;
  return size > 2 ? size : 0;
}

// Bytes of citations at the start of `text`, which belong to the sentence before them: "[@a, @b]",
// "(@a)", "[12]", and bare handles that no word follows.
std::size_t citation_size(std::string_view text) {
  std::size_t size = 0;
  if (text.starts_with('[') || text.starts_with('(')) {
    const char close = text.front() == '[' ? ']' : ')';
    const std::size_t end = text.substr(0, 200).find(close);
    if (end == std::string_view::npos || end < 2) return 0;
    const std::string_view inside = text.substr(1, end - 1);
    const bool numbered = std::ranges::all_of(inside, is_digit);
    if (!numbered && handle_size(inside) == 0) return 0;
    size = end + 1;
    while (size < text.size() && (text[size] == '.' || text[size] == ',')) ++size;
    return size;
  }
  for (int handles = 0; handles < kCitedHandlesMax; ++handles) {
    const std::size_t handle = handle_size(text.substr(size));
    if (handle == 0) return 0;
    size += handle;
    if (size < text.size() && text[size] == '.') ++size;
    if (size < text.size() && text[size] == ',') ++size;
    while (size < text.size() && is_blank(text[size])) ++size;
    if (size == text.size()) return size;
    if (text[size] == '@') continue;
    return 0;
  }
  return 0;
}

// Sentences that the iterator does not see: "… of GLM-5.1. @karpathy says", "… better. gemma-4 is".
// It never ends a sentence before a lower-case letter, also behind an "@".
void find_hidden_ends(std::string_view block, std::vector<std::size_t>& ends) {
  for (std::size_t at = block.find(". "); at != std::string_view::npos;
       at = block.find(". ", at + 1)) {
    const std::string_view after = block.substr(at + 2);
    if (handle_size(after) > 0) {
      const std::string_view behind = after.substr(handle_size(after));
      if (behind.starts_with(':') ||
          (behind.size() > 1 && behind[0] == ' ' && is_lower(behind[1]))) {
        ends.push_back(at + 2);
      }
      continue;
    }
    const bool bracketed = after.starts_with('[') || after.starts_with('(');
    const std::size_t citation = bracketed ? citation_size(after) : 0;
    if (citation > 0) ends.push_back(at + 2);  // The splitter moves it behind the citation
    const std::string_view word = first_word(after.substr(0, 40));
    const bool model_like = word.size() > 3 && is_lower(word.front()) &&
                            std::ranges::any_of(word, is_digit) &&
                            word.find('-') != std::string_view::npos;
    if (model_like && at > 0) ends.push_back(at + 2);
  }
}

std::size_t mark_size(std::string_view line) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "– ", "◦ ", "▪ "}) {
    if (line.starts_with(bullet)) return bullet.size();
  }
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  return hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ' ? hashes + 1 : 0;
}

// Opened once a thread, which costs as much as some pages' sentences. Null without ICU's data: then
// a block is one sentence.
UBreakIterator* sentence_iterator() {
  static thread_local const Iterator kIterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    Iterator opened(ubrk_open(UBRK_SENTENCE, "en", nullptr, 0, &status));
    if (U_FAILURE(status) != 0) opened.reset();
    return opened;
  }();
  return kIterator.get();
}

// What the iterator has to see of a block. Where a sentence ends is said by the character before
// its mark, the mark, and all behind it up to the next letter (UAX #29, SB3 to SB11); what lies
// between that letter and the next mark, most of a text, changes nothing. Bytes beyond ASCII may be
// marks, and are shown.
struct ShownText {
  std::string bytes;
  std::vector<std::size_t> places;  // Of each byte, in the block
  ByteMask marks;

  void select(std::string_view block) {
    bytes.clear();
    places.clear();
    marks.read(block, ByteKind::sentence_mark);
    for (std::size_t at = 0; at < block.size();) {
      const std::size_t mark = marks.next(at);
      if (mark > at) show(block, mark - 1);
      if (mark == block.size()) break;
      for (at = mark; at < block.size() && !is_letter(block[at]); ++at) show(block, at);
      if (at < block.size()) show(block, at++);
    }
  }

 private:
  static bool is_letter(char c) { return is_lower(c) || is_upper(c); }
  void show(std::string_view block, std::size_t at) {
    bytes += block[at];
    places.push_back(at);
  }
};

class Splitter {
 public:
  Splitter(const Article& article, std::vector<Sentence>& sentences)
      : article_(article), sentences_(sentences), iterator_(sentence_iterator()) {}

  void split(std::size_t index) {
    const Block& block = article_.blocks[index];
    const bool whole = block.kind == BlockKind::heading || block.kind == BlockKind::table_row ||
                       block.kind == BlockKind::code;
    const std::string_view text = article_.text;
    TextSpan span = trimmed(text, block.span);
    if (span.empty()) return;
    if (block.kind == BlockKind::list_item || block.kind == BlockKind::heading) {
      span.start += mark_size(text_at(text, span));
    }
    if (whole || iterator_ == nullptr) return add(span, index);
    split_prose(span, index);
  }

 private:
  void add(TextSpan span, std::size_t block) {
    span = trimmed(article_.text, span);
    if (!span.empty()) sentences_.push_back({span, block});
  }

  void split_prose(TextSpan span, std::size_t index) {
    const std::string_view words = text_at(article_.text, span);
    std::size_t start = 0;
    for (std::size_t end : ends_in(words)) {
      if (end <= start) continue;
      const TextSpan before = trimmed(words, {start, end});
      const TextSpan after = trimmed(words, {end, words.size()});
      if (before.empty()) continue;
      const bool at_newline =
          words.substr(before.end, after.start - before.end).find('\n') != std::string_view::npos;
      if (is_suppressed(text_at(words, before), text_at(words, after), at_newline)) continue;
      end = after.start + citation_size(text_at(words, after));
      add({span.start + start, span.start + end}, index);
      start = end;
    }
    add({span.start + start, span.end}, index);
  }

  std::vector<std::size_t> ends_in(std::string_view words) {
    std::vector<std::size_t> ends;
    shown_.select(words);
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, shown_.bytes.data(), static_cast<int64_t>(shown_.bytes.size()), &status);
    ubrk_setUText(iterator_, &utext, &status);
    if (U_SUCCESS(status) != 0) {
      for (int32_t at = ubrk_next(iterator_); at != UBRK_DONE; at = ubrk_next(iterator_)) {
        const auto end = static_cast<std::size_t>(at);
        ends.push_back(end < shown_.places.size() ? shown_.places[end] : words.size());
      }
    }
    utext_close(&utext);
    const auto seen = static_cast<std::ptrdiff_t>(ends.size());
    find_hidden_ends(words, ends);
    std::inplace_merge(ends.begin(), ends.begin() + seen, ends.end());
    return ends;
  }

  const Article& article_;
  std::vector<Sentence>& sentences_;
  UBreakIterator* iterator_;
  ShownText shown_;
};

}  // namespace

std::vector<Sentence> split_sentences(const Article& article) {
  std::vector<Sentence> sentences;
  Splitter splitter(article, sentences);
  for (std::size_t i = 0; i < article.blocks.size(); ++i) splitter.split(i);
  return sentences;
}

}  // namespace dossier
