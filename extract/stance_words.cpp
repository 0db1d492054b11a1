#include "extract/stance_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace dossier {
namespace {

struct CodePoint {
  UChar32 value = 0;
  std::size_t start = 0, end = 0;
};

// `at` must be inside the text; ill-formed bytes read as U+FFFD.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {
    return {byte, at, at + 1};
  }
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
constexpr const std::array<bool, 256>& kPlainParts = kBytesOfKind<ByteKind::word_part>;

bool is_word_part(UChar32 c) {
  return c < 0x80 ? kPlainParts[static_cast<std::size_t>(c)] : u_isalnum(c) != 0;
}
bool is_blank(UChar32 c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c) != 0;
}
bool is_digit(UChar32 c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(c) != 0;
}

void append(std::string& word, UChar32 c) {
  if (c < 0x80) {
    word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return;
  }
  c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  word.append(bytes, static_cast<std::size_t>(length));
}

// Folded, where that is anything else than the byte of the lowered text.
std::string folded(UChar32 c) {
  std::string word;
  append(word, c);
  return word;
}

// Reads code points one after another; one ahead is always known, U+0000 at the end.
class Splitter {
 public:
  Splitter(LoweredText& source, TextSpan at, std::vector<Word>& words)
      : source_(source),
        text_(source.lower().substr(0, at.end)),
        offset_(at.start),
        words_(words),
        first_(words.size()) {}

  void split(std::size_t words_max) {
    while (offset_ < text_.size() && words_.size() - first_ < words_max) {
      const auto byte = static_cast<unsigned char>(text_[offset_]);
      if (byte == ' ') {
        ++offset_;
        continue;
      }
      if (kPlainParts[byte]) {
        read_word(is_digit(byte));
        continue;
      }
      const CodePoint c = next();
      offset_ = c.end;
      if (is_blank(c.value) || c.value == 0x200B) continue;
      if (is_word_part(c.value) || (c.value == '@' && is_word_part(next().value))) {
        offset_ = c.start;
        read_word(is_digit(c.value));
      } else {
        read_sign(c);
      }
    }
  }

 private:
  [[nodiscard]] CodePoint next() const {
    return offset_ < text_.size() ? code_point_at(text_, offset_)
                                  : CodePoint{0, text_.size(), text_.size()};
  }
  [[nodiscard]] bool is_after_word(CodePoint c) const {
    return words_.size() > first_ && !words_.back().is_sign && words_.back().span.end == c.start;
  }

  void add(TextSpan span, std::string_view text, bool is_sign) {
    words_.push_back({span, text, is_sign, opening_of(text)});
  }
  void add_sign(CodePoint c, std::string_view text) { add({c.start, c.end}, text, true); }

  [[nodiscard]] std::string_view sign_text(CodePoint c, bool before_word) {
    if (c.value == 0x201C || c.value == 0x201E || c.value == 0xAB) return "“";
    if (c.value == 0x201D || c.value == 0xBB) return "”";
    if (c.value == '"') {
      in_quotes_ = in_quotes_ ? false : before_word;
      return in_quotes_ ? "“" : "”";
    }
    if (is_dash(c.value)) return "—";
    return c.value < 0x80 ? text_.substr(c.start, 1) : source_.keep(folded(c.value));
  }

  void read_sign(CodePoint c) {
    const CodePoint ahead = next();
    const bool after_word = is_after_word(c), glued = is_word_part(ahead.value);
    if (is_apostrophe(c.value)) {
      if (after_word && ahead.value == 's') {
        add({c.start, ahead.end}, "'s", false);
        offset_ = ahead.end;
      }
      return;
    }
    if (is_hyphen(c.value) || is_dash(c.value)) {
      const bool between_digits = after_word && is_digit(ahead.value) &&
                                  is_digit(static_cast<unsigned char>(words_.back().text.back()));
      if (!between_digits && is_hyphen(c.value) && (after_word || glued)) return;
      add_sign(c, between_digits ? "-" : "—");
      return;
    }
    const bool opens = ahead.value != 0 && !is_blank(ahead.value);
    add_sign(c, sign_text(c, opens));
  }

  // From the offset on, where a letter, a digit or an "@" stands. Mostly the lowered text has it as
  // it is read; what it has otherwise goes into `odd_`.
  void read_word(bool number) {
    const std::size_t start = offset_;
    bool as_it_stands = true;
    odd_.clear();
    // What goes on from `offset_` up to `end`, read as `word`.
    const auto go_on = [&](std::size_t end, std::string_view word) {
      const std::string_view stands = text_.substr(offset_, end - offset_);
      if (as_it_stands && stands != word) {
        as_it_stands = false;
        odd_ = text_.substr(start, offset_ - start);
      }
      if (!as_it_stands) odd_ += word;
      offset_ = end;
    };
    if (text_[offset_] == '@') go_on(offset_ + 1, "@");
    while (true) {
      const std::size_t end = std::min(source_.parts().next_other(offset_), text_.size());
      if (!as_it_stands) odd_ += text_.substr(offset_, end - offset_);
      offset_ = end;
      if (offset_ >= text_.size() || text_[offset_] == ' ') break;
      const CodePoint part = next();
      const CodePoint after = part.end < text_.size() ? code_point_at(text_, part.end)
                                                      : CodePoint{0, part.end, part.end};
      const bool inner = is_word_part(after.value);
      if (is_word_part(part.value)) {
        go_on(part.end, folded(part.value));
      } else if (is_apostrophe(part.value) && inner && after.value != 's') {
        go_on(part.end, "'");  // "don't", "they're"
      } else if (part.value == '.' && inner) {
        go_on(part.end, ".");
      } else if (part.value == ',' && number && is_digit(after.value)) {  // "1,554" is one
        go_on(part.end, "");
      } else {
        break;
      }
    }
    const TextSpan span{start, offset_};
    if (as_it_stands) {
      words_.push_back({span, text_at(text_, span), false, source_.opening(span)});
    } else {
      add(span, source_.keep(odd_), false);
    }
  }

  LoweredText& source_;
  std::string_view text_;  // Lowered, up to where it is read
  std::size_t offset_;
  bool in_quotes_ = false;
  std::string odd_;
  std::vector<Word>& words_;
  std::size_t first_;  // Of ours
};

}  // namespace

std::vector<Word> split_words(LoweredText& text, TextSpan at, std::size_t words_max) {
  constexpr std::size_t kBytesPerWord = 5;  // About
  std::vector<Word> words;
  words.reserve(std::min(at.size() / kBytesPerWord + 1, words_max));
  append_words(words, text, at, words_max);
  return words;
}

void append_words(std::vector<Word>& words, LoweredText& text, TextSpan at, std::size_t words_max) {
  Splitter(text, at, words).split(words_max);
}

std::size_t word_at(std::span<const Word> words, std::size_t offset) {
  const auto found =
      std::ranges::lower_bound(words, offset, {}, [](const Word& word) { return word.span.start; });
  return static_cast<std::size_t>(found - words.begin());
}

}  // namespace dossier
