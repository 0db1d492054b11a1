#include "extract/stance_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace dossier {
namespace {

constexpr std::size_t kOpeningBytes = 3;

struct CodePoint {
  UChar32 value = 0;
  std::size_t start = 0, end = 0;
};

// `at` must be inside the text; ill-formed bytes read as U+FFFD.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  std::size_t next = at;
  UChar32 value = 0;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  U8_NEXT_OR_FFFD(bytes, next, text.size(), value);
  return {value, at, next};
}

bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == 0x2019;
}
bool is_hyphen(UChar32 c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}
bool is_dash(UChar32 c) {
  return c >= 0x2012 && c <= 0x2015;
}
bool is_word_part(UChar32 c) {
  return u_isalnum(c) || c == '_' || c == '$' || c == '%';
}

void append(std::string& word, UChar32 c) {
  c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  word.append(bytes, static_cast<std::size_t>(length));
}

std::string sign_text(UChar32 c, bool& in_quotes, bool before_word) {
  if (c == 0x201C || c == 0x201E || c == 0xAB) return "“";
  if (c == 0x201D || c == 0xBB) return "”";
  if (c == '"') {
    in_quotes = in_quotes ? false : before_word;
    return in_quotes ? "“" : "”";
  }
  if (is_dash(c)) return "—";
  std::string sign;
  append(sign, c);
  return sign;
}

// Reads code points one after another; one ahead is always known, U+0000 at the end.
class Splitter {
 public:
  Splitter(std::string_view text, std::size_t start) : text_(text), offset_(start) {}

  std::vector<Word> split() {
    while (offset_ < text_.size()) {
      const CodePoint c = code_point_at(text_, offset_);
      offset_ = c.end;
      if (u_isUWhiteSpace(c.value) || c.value == 0x200B) continue;
      if (is_word_part(c.value) || (c.value == '@' && is_word_part(next().value))) {
        read_word(c);
      } else {
        read_sign(c);
      }
    }
    return std::move(words_);
  }

 private:
  [[nodiscard]] CodePoint next() const {
    return offset_ < text_.size() ? code_point_at(text_, offset_)
                                  : CodePoint{0, text_.size(), text_.size()};
  }
  [[nodiscard]] bool is_after_word(CodePoint c) const {
    return !words_.empty() && !words_.back().is_sign && words_.back().span.end == c.start;
  }

  void read_sign(CodePoint c) {
    const CodePoint ahead = next();
    const bool after_word = is_after_word(c), glued = is_word_part(ahead.value);
    if (is_apostrophe(c.value)) {
      if (after_word && (ahead.value == 's' || ahead.value == 'S')) {
        words_.push_back({{c.start, ahead.end}, "'s", false});
        offset_ = ahead.end;
      }
      return;
    }
    if (is_hyphen(c.value) || is_dash(c.value)) {
      const bool between_digits = after_word && u_isdigit(ahead.value) &&
                                  u_isdigit(static_cast<unsigned char>(words_.back().text.back()));
      if (!between_digits && is_hyphen(c.value) && (after_word || glued)) return;
      words_.push_back({{c.start, c.end}, between_digits ? "-" : "—", true});
      return;
    }
    const bool opens = ahead.value != 0 && !u_isUWhiteSpace(ahead.value);
    words_.push_back({{c.start, c.end}, sign_text(c.value, in_quotes_, opens), true});
  }

  void read_word(CodePoint c) {
    Word word{{c.start, c.end}, {}, false};
    append(word.text, c.value);
    const bool number = u_isdigit(c.value);
    while (offset_ < text_.size()) {
      const CodePoint part = next();
      const CodePoint after = part.end < text_.size() ? code_point_at(text_, part.end)
                                                      : CodePoint{0, part.end, part.end};
      const bool inner = is_word_part(after.value);
      if (is_word_part(part.value)) {
        append(word.text, part.value);
      } else if (is_apostrophe(part.value) && inner && after.value != 's' && after.value != 'S') {
        word.text += '\'';  // "don't", "they're"
      } else if (part.value == '.' && inner) {
        word.text += '.';
      } else if (part.value != ',' || !number || !u_isdigit(after.value)) {  // "1,554" is one
        break;
      }
      offset_ = part.end;
    }
    word.span.end = offset_;
    words_.push_back(std::move(word));
  }

  std::string_view text_;
  std::size_t offset_;
  bool in_quotes_ = false;
  std::vector<Word> words_;
};

}  // namespace

std::vector<Word> split_words(std::string_view text, TextSpan at) {
  return Splitter(text.substr(0, at.end), at.start).split();
}

std::size_t word_at(const std::vector<Word>& words, std::size_t offset) {
  const auto found =
      std::ranges::lower_bound(words, offset, {}, [](const Word& word) { return word.span.start; });
  return static_cast<std::size_t>(found - words.begin());
}

void PhraseSet::add(std::string_view phrase, int id) {
  Phrase compiled{{}, id};
  int gap = 0;
  while (true) {
    phrase.remove_prefix(std::min(phrase.find_first_not_of(' '), phrase.size()));
    if (phrase.empty()) break;
    const std::size_t length = std::min(phrase.find(' '), phrase.size());
    std::string_view part = phrase.substr(0, length);
    phrase.remove_prefix(length);
    if (part.starts_with('~')) {
      gap = std::atoi(std::string(part.substr(1)).c_str());
      continue;
    }
    Part compiled_part{{}, {}, gap};
    gap = 0;
    while (!part.empty()) {
      const std::size_t bar = std::min(part.find('|'), part.size());
      const std::string_view choice = part.substr(0, bar);
      if (choice.size() > kOpeningBytes && choice.ends_with('*')) {
        compiled_part.prefixes.emplace_back(choice.substr(0, choice.size() - 1));
      } else if (!choice.empty()) {
        compiled_part.literals.emplace_back(choice);
      }
      part.remove_prefix(std::min(bar + 1, part.size()));
    }
    compiled.parts.push_back(std::move(compiled_part));
  }
  if (compiled.parts.empty()) return;
  std::vector<std::string> openings;
  for (const auto* list : {&compiled.parts.front().literals, &compiled.parts.front().prefixes}) {
    for (const std::string& word : *list) openings.push_back(word.substr(0, kOpeningBytes));
  }
  std::ranges::sort(openings);
  const auto repeated = std::ranges::unique(openings);
  openings.erase(repeated.begin(), repeated.end());
  for (const std::string& opening : openings) by_opening_[opening].push_back(phrases_.size());
  phrases_.push_back(std::move(compiled));
}

bool PhraseSet::accepts(const Part& part, const std::string& word) {
  return std::ranges::find(part.literals, word) != part.literals.end() ||
         std::ranges::any_of(part.prefixes,
                             [&](const std::string& prefix) { return word.starts_with(prefix); });
}

std::vector<PhraseSet::Match> PhraseSet::find(const std::vector<Word>& words) const {
  std::vector<Match> matches;
  for (std::size_t first = 0; first < words.size(); ++first) {
    const auto candidates = by_opening_.find(words[first].text.substr(0, kOpeningBytes));
    if (candidates == by_opening_.end()) continue;
    for (const std::size_t index : candidates->second) {
      const Phrase& phrase = phrases_[index];
      if (!accepts(phrase.parts.front(), words[first].text)) continue;
      std::size_t last = first;
      bool whole = true;
      for (std::size_t part = 1; part < phrase.parts.size() && whole; ++part) {
        whole = false;
        const std::size_t reach =
            last + 1 + static_cast<std::size_t>(phrase.parts[part].gap_before);
        for (std::size_t at = last + 1; at <= reach && at < words.size(); ++at) {
          if (!accepts(phrase.parts[part], words[at].text)) continue;
          last = at;
          whole = true;
          break;
        }
      }
      if (whole) matches.push_back({phrase.id, first, last});
    }
  }
  std::ranges::sort(matches, [](const Match& a, const Match& b) {
    return std::tie(a.first, a.id, a.last) < std::tie(b.first, b.id, b.last);
  });
  return matches;
}

}  // namespace dossier
