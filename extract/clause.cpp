#include "extract/clause.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace dossier {
namespace {

enum class CharacterKind : std::uint8_t { other, blank, letter, digit, wide };

constexpr std::array<CharacterKind, 256> kCharacterKinds = [] {
  std::array<CharacterKind, 256> kinds{};
  for (std::size_t byte = 0x80; byte < kinds.size(); ++byte) kinds[byte] = CharacterKind::wide;
  for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = CharacterKind::letter;
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = CharacterKind::digit;
  for (const char c : {' ', '\t', '\n', '\r'})
    kinds[static_cast<unsigned char>(c)] = CharacterKind::blank;
  return kinds;
}();

CharacterKind kind_of(char c) {
  return kCharacterKinds[static_cast<unsigned char>(c)];
}
bool is_digit(char c) {
  return kind_of(c) == CharacterKind::digit;
}
bool is_letter(char c) {
  return kind_of(c) == CharacterKind::letter;
}
bool is_wide(char c) {
  return kind_of(c) == CharacterKind::wide;
}
bool is_plain_word_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '@';
}

struct Sign {
  std::string_view bytes, text;
};

// Marks of more than one byte, and what they stand for.
constexpr std::array<Sign, 22> kWideMarks{{
    {"→", "->"},     {"->", "->"},    {"➔", "->"},     {"–", "-"},     {"—", "-"},     {"−", "-"},
    {"‑", "-"},      {"‐", "-"},      {"“", "quote"},  {"”", "quote"}, {"‘", "quote"}, {"’", "'"},
    {"≈", "~"},      {"≥", ">"},      {"≤", "<"},      {"×", "x"},     {"·", "·"},     {"…", "."},
    {"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}, {"•", "·"},
}};

constexpr std::array<bool, 256> kOpensWideMark = [] {
  std::array<bool, 256> opens{};
  for (const Sign& sign : kWideMarks) opens[static_cast<unsigned char>(sign.bytes.front())] = true;
  return opens;
}();

const Sign* wide_mark_at(std::string_view text) {
  if (text.empty() || !kOpensWideMark[static_cast<unsigned char>(text.front())]) return nullptr;
  const auto found = std::ranges::find_if(
      kWideMarks, [text](const Sign& sign) { return text.starts_with(sign.bytes); });
  return found == kWideMarks.end() ? nullptr : &*found;
}

class Tokenizer {
 public:
  Tokenizer(LoweredText& source, TextSpan span, std::span<const Mention> mentions,
            std::vector<Token>& tokens)
      : source_(source), text_(source.text()), at_(span.start), end_(span.end), tokens_(tokens) {
    next_ = std::ranges::lower_bound(mentions, span.start, {},
                                     [](const Mention& mention) { return mention.span.start; });
    last_ = mentions.end();
  }

  void read() {
    while (at_ < end_) step();
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_, end_ - at_); }

  Token& add(TokenKind kind, std::size_t size) {
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.span = {at_, at_ + size};
    token.depth = depth_;
    at_ += size;
    return token;
  }

  void add_mark(std::size_t size, std::string_view text) {
    const bool closes = text == ")" || text == "]";
    if (closes) depth_ = std::max(0, depth_ - 1);
    add(TokenKind::mark, size).text = text;
    if (text == "(" || text == "[") ++depth_;
  }

  void step() {
    while (next_ != last_ && next_->span.start < at_) ++next_;
    if (next_ != last_ && next_->span.start == at_ && next_->span.end <= end_) {
      Token& token = add(TokenKind::name, next_->span.size());
      token.text = text_at(text_, next_->span);
      token.mention = &*next_;
      return;
    }
    const char c = text_[at_];
    if (is_letter(c)) return read_word();
    if (kind_of(c) == CharacterKind::blank) {
      ++at_;
      return;
    }
    if (starts_number()) return read_number();
    if (const Sign* sign = wide_mark_at(rest())) return read_wide_mark(*sign);
    if (is_wide(c) || c == '@') return read_word();
    if (c == '\'' && peek(1) == 's' && !is_letter(peek(2))) {
      add(TokenKind::word, 2).text = "'s";
      return;
    }
    if (c == '"' || c == '`' || c == '*') return add_mark(1, "quote");
    add_mark(1, text_.substr(at_, 1));
  }

  void read_wide_mark(const Sign& sign) {
    if (sign.text == " ") {
      at_ += sign.bytes.size();
      return;
    }
    const std::string_view after = rest().substr(sign.bytes.size());
    if (sign.text == "'" && after.starts_with('s') && (after.size() < 2 || !is_letter(after[1]))) {
      add(TokenKind::word, sign.bytes.size() + 1).text = "'s";
      return;
    }
    add_mark(sign.bytes.size(), sign.text == "'" ? "quote" : sign.text);
  }

  // A digit, with the sign that goes with it, not inside a word.
  [[nodiscard]] bool starts_number() const {
    std::size_t ahead = sign_size();
    if (peek(ahead) == '$') ++ahead;  // "~$5"
    return is_digit(peek(ahead)) || (peek(ahead) == '.' && is_digit(peek(ahead + 1)));
  }

  // Bytes of "#", "+", "-", "$" and the like before a number. A minus counts only after a blank
  // or a bracket: "3-7" is a range.
  [[nodiscard]] std::size_t sign_size() const {
    const char c = peek();
    if (is_digit(c) || c == '.' || c == ',') return 0;
    for (const std::string_view sign : {"+", "#", "$", "€", "£", "¥", "~", "≈", ">", "<"}) {
      if (sign.front() == c && rest().starts_with(sign)) return sign.size();
    }
    const bool fresh = at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '(' ||
                       text_[at_ - 1] == '\t' || text_[at_ - 1] == '|';
    if (!fresh) return 0;
    for (const std::string_view minus : {"-", "−", "–", "‑"}) {
      if (minus.front() == c && rest().starts_with(minus)) return minus.size();
    }
    return 0;
  }

  void read_number() {
    std::size_t size = sign_size();
    const std::string_view sign = rest().substr(0, size);
    std::string_view shown_sign = sign;
    if (sign == "−" || sign == "–" || sign == "‑") shown_sign = "-";
    if (sign == "€" || sign == "£" || sign == "¥") shown_sign = "$";
    if (sign == "≈") shown_sign = "~";
    if (peek(size) == '$') ++size;
    for (; is_digit(peek(size)) ||
           ((peek(size) == '.' || peek(size) == ',') && is_digit(peek(size + 1)));
         ++size) {
      // "3,4" parts two numbers; "1,679" is one.
      if (peek(size) == ',' &&
          !(is_digit(peek(size + 2)) && is_digit(peek(size + 3)) && !is_digit(peek(size + 4)))) {
        break;
      }
    }
    while (is_letter(peek(size)) || peek(size) == '%') ++size;
    const std::string_view printed = rest().substr(0, size);
    const bool times = rest().substr(size).starts_with("×");
    // "4-bit", "11-point", "128-dim": the number alone, its unit becomes the next word.
    Token& token = add(TokenKind::number, size + (times ? std::string_view("×").size() : 0));
    token.text = printed;
    if (!times && shown_sign == sign) return;
    std::string shown{shown_sign};
    shown += printed.substr(sign.size());
    if (times) shown += 'x';
    token.text = source_.keep(std::move(shown));
  }

  // Whether a hyphen, a dot or the like joins what stands before it to what stands behind it.
  [[nodiscard]] bool joins(std::size_t ahead) const {
    const char c = peek(ahead);
    if (c != '-' && c != '.' && c != '+' && c != '&' && c != '\'') return false;
    const char behind = peek(ahead + 1);
    return (is_letter(behind) || is_digit(behind)) && !(c == '\'' && behind == 's') &&
           !before_mention(ahead + 1);
  }

  void read_word() {
    // A name of its own ends the word before it.
    const bool named = next_ != last_ && next_->span.start > at_;
    const std::size_t limit = (named ? std::min(end_, next_->span.start) : end_) - at_;
    std::size_t size = 0;
    bool odd_hyphen = false;
    while (size < limit) {
      const char c = text_[at_ + size];
      if (is_plain_word_byte(c) || (size > 0 && joins(size))) {
        ++size;
        continue;
      }
      if (!is_wide(c)) break;
      if (const Sign* sign = wide_mark_at(rest().substr(size))) {
        const bool hyphen = sign->bytes == "‑" || sign->bytes == "‐";
        if (!hyphen || before_mention(size + sign->bytes.size())) break;
        odd_hyphen = true;
        size += sign->bytes.size();
        continue;
      }
      ++size;
    }
    const std::string_view word = source_.lower().substr(at_, size);
    add(TokenKind::word, std::max<std::size_t>(size, 1)).text =
        odd_hyphen ? with_plain_hyphens(word) : word;
  }

  [[nodiscard]] std::string_view with_plain_hyphens(std::string_view odd) {
    std::string word{odd};
    for (const std::string_view hyphen : {"‑", "‐"}) {
      for (std::size_t at = word.find(hyphen); at != std::string::npos; at = word.find(hyphen)) {
        word.replace(at, hyphen.size(), 1, '-');
      }
    }
    return source_.keep(std::move(word));
  }

  [[nodiscard]] bool before_mention(std::size_t ahead) const {
    return next_ != last_ && at_ + ahead == next_->span.start;
  }

  LoweredText& source_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  std::span<const Mention>::iterator next_, last_;
  std::vector<Token>& tokens_;
  int depth_ = 0;
};

// The token behind the bracket that opens at `at`; `at` itself if none opens there.
std::size_t behind_bracket(const std::vector<Token>& tokens, std::size_t at) {
  if (at >= tokens.size() || (!is_mark(tokens[at], "(") && !is_mark(tokens[at], "["))) return at;
  const int depth = tokens[at].depth;
  std::size_t i = at + 1;
  while (i < tokens.size() && tokens[i].depth > depth) ++i;
  return std::min(i + 1, tokens.size());
}

bool is_joiner(const Token& token) {
  const std::string_view word = word_of(token);
  return is_mark(token, ",") || is_mark(token, "/") || is_mark(token, "&") || word == "and" ||
         word == "or" || word == "plus" || word == "both";
}

}  // namespace

std::vector<Token> tokens_of(LoweredText& text, TextSpan span, std::span<const Mention> mentions) {
  constexpr std::size_t kBytesPerToken = 4;  // At least, in most texts
  std::vector<Token> tokens;
  tokens.reserve(span.size() / kBytesPerToken + 1);
  Tokenizer(text, span, mentions, tokens).read();
  return tokens;
}

std::vector<NameGroup> name_groups(const std::vector<Token>& tokens, NameKind kind) {
  std::vector<NameGroup> groups;
  std::size_t joined_at = tokens.size();  // Where the next name must stand to join the group
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_name(tokens[i], kind)) continue;
    if (!groups.empty() && i == joined_at) {
      groups.back().tokens.push_back(i);
    } else {
      groups.push_back({{i}});
    }
    std::size_t next = behind_bracket(tokens, i + 1);
    const std::size_t after_name = next;
    while (next < tokens.size() && is_joiner(tokens[next])) ++next;
    joined_at = next > after_name ? next : tokens.size();
  }
  return groups;
}

}  // namespace dossier
