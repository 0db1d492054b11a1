// A sentence as tokens: words in lower case, numbers, marks, and names as one token each. The
// rules for claims and releases read tokens, never characters.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "extract/lowered_text.h"
#include "extract/name.h"

namespace dossier {

enum class TokenKind { word, number, mark, name };

struct Token {
  TokenKind kind = TokenKind::word;
  TextSpan span;
  // Words in lower case with plain apostrophes and hyphens; numbers as printed with their sign
  // and suffix ("#3", "+25.8", "58.4%", "32B"); marks as one of "( ) [ ] , ; : . / - -> ~ quote";
  // names as printed.
  std::string_view text;             // Lives as long as the lowered text
  const Mention* mention = nullptr;  // Names only; lives as long as the mentions
  int depth = 0;                     // Brackets open around it
};

// The tokens of `span`. `mentions` are those of the whole article, in text order.
[[nodiscard]] std::vector<Token> tokens_of(LoweredText& text, TextSpan span,
                                           std::span<const Mention> mentions);

[[nodiscard]] inline bool is_name(const Token& token, NameKind kind) {
  return token.kind == TokenKind::name && token.mention->kind == kind;
}

// The word of a word token; of any other token an empty one.
[[nodiscard]] inline std::string_view word_of(const Token& token) {
  return token.kind == TokenKind::word ? token.text : std::string_view();
}

[[nodiscard]] inline bool is_mark(const Token& token, std::string_view mark) {
  return token.kind == TokenKind::mark && token.text == mark;
}

// A list of names of one kind that belong together: "A, B and C". Token indices.
struct NameGroup {
  std::vector<std::size_t> tokens;
  [[nodiscard]] std::size_t first() const { return tokens.front(); }
  [[nodiscard]] std::size_t last() const { return tokens.back(); }
};

// Every name of `kind` in exactly one group, in text order. "A (57), B (56)" is one group: a
// bracket behind a name does not part it from the next.
[[nodiscard]] std::vector<NameGroup> name_groups(const std::vector<Token>& tokens, NameKind kind);

}  // namespace dossier
