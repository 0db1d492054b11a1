#include "extract/clause.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dossier {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c);
}
bool is_wide(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
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

const Sign* wide_mark_at(std::string_view text) {
  const auto* found = std::ranges::find_if(
      kWideMarks, [text](const Sign& sign) { return text.starts_with(sign.bytes); });
  return found == kWideMarks.end() ? nullptr : found;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, TextSpan span, const std::vector<Mention>& mentions)
      : text_(text), at_(span.start), end_(span.end) {
    next_ = std::ranges::lower_bound(mentions, span.start, {},
                                     [](const Mention& mention) { return mention.span.start; });
    last_ = mentions.end();
  }

  std::vector<Token> read() {
    while (at_ < end_) step();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_, end_ - at_); }

  void add(TokenKind kind, std::size_t size, std::string text, const Mention* mention = nullptr) {
    if (kind == TokenKind::mark && (text == ")" || text == "]")) depth_ = std::max(0, depth_ - 1);
    tokens_.push_back({kind, {at_, at_ + size}, std::move(text), mention, depth_});
    if (kind == TokenKind::mark && (tokens_.back().text == "(" || tokens_.back().text == "[")) {
      ++depth_;
    }
    at_ += size;
  }

  void step() {
    while (next_ != last_ && next_->span.start < at_) ++next_;
    if (next_ != last_ && next_->span.start == at_ && next_->span.end <= end_) {
      const Mention& mention = *next_;
      return add(TokenKind::name, mention.span.size(), std::string(text_at(text_, mention.span)),
                 &mention);
    }
    const char c = peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at_;
      return;
    }
    if (starts_number()) return read_number();
    if (const Sign* sign = wide_mark_at(rest())) return read_wide_mark(*sign);
    if (is_letter(c) || is_wide(c) || c == '@' || is_digit(c)) return read_word();
    if (c == '\'' && peek(1) == 's' && !is_letter(peek(2))) return add(TokenKind::word, 2, "'s");
    if (c == '"' || c == '`' || c == '*') return add(TokenKind::mark, 1, "quote");
    add(TokenKind::mark, 1, std::string(1, c));
  }

  void read_wide_mark(const Sign& sign) {
    if (sign.text == " ") {
      at_ += sign.bytes.size();
      return;
    }
    const std::string_view after = rest().substr(sign.bytes.size());
    if (sign.text == "'" && after.starts_with('s') && (after.size() < 2 || !is_letter(after[1]))) {
      return add(TokenKind::word, sign.bytes.size() + 1, "'s");
    }
    add(TokenKind::mark, sign.bytes.size(), std::string(sign.text == "'" ? "quote" : sign.text));
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
    for (const std::string_view sign : {"+", "#", "$", "€", "£", "¥", "~", "≈", ">", "<"}) {
      if (rest().starts_with(sign)) return sign.size();
    }
    const bool fresh = at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '(' ||
                       text_[at_ - 1] == '\t' || text_[at_ - 1] == '|';
    if (!fresh) return 0;
    for (const std::string_view minus : {"-", "−", "–", "‑"}) {
      if (rest().starts_with(minus)) return minus.size();
    }
    return 0;
  }

  void read_number() {
    std::size_t size = sign_size();
    const std::string_view sign = rest().substr(0, size);
    std::string shown(sign.size() > 1 ? "" : sign);
    if (sign == "−" || sign == "–" || sign == "‑") shown = "-";
    if (sign == "€" || sign == "£" || sign == "¥") shown = "$";
    if (sign == "≈") shown = "~";
    if (peek(size) == '$') shown += rest()[size++];
    for (; is_digit(peek(size)) ||
           ((peek(size) == '.' || peek(size) == ',') && is_digit(peek(size + 1)));
         ++size) {
      // "3,4" parts two numbers; "1,679" is one.
      if (peek(size) == ',' &&
          !(is_digit(peek(size + 2)) && is_digit(peek(size + 3)) && !is_digit(peek(size + 4)))) {
        break;
      }
      shown += peek(size);
    }
    while (is_letter(peek(size)) || peek(size) == '%') shown += rest()[size++];
    if (rest().substr(size).starts_with("×")) {
      shown += 'x';
      size += std::string_view("×").size();
    }
    // "4-bit", "11-point", "128-dim": the number alone, its unit becomes the next word.
    add(TokenKind::number, size, std::move(shown));
  }

  void read_word() {
    std::size_t size = 0;
    std::string lower;
    while (at_ + size < end_) {
      if (next_ != last_ && size > 0 && at_ + size == next_->span.start) break;
      const char c = peek(size);
      if (is_letter(c) || is_digit(c) || c == '_' || c == '@') {
        lower += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
        ++size;
        continue;
      }
      const std::string_view here = rest().substr(size);
      const bool joins = c == '-' || c == '.' || c == '+' || c == '&' || c == '\'';
      if (joins && size > 0 && here.size() > 1 && (is_letter(here[1]) || is_digit(here[1])) &&
          !(c == '\'' && here[1] == 's') && !before_mention(size + 1)) {
        lower += c;
        ++size;
        continue;
      }
      if (!is_wide(c)) break;
      if (const Sign* sign = wide_mark_at(here)) {
        const bool hyphen = sign->bytes == "‑" || sign->bytes == "‐";
        if (!hyphen || before_mention(size + sign->bytes.size())) break;
        lower += '-';
        size += sign->bytes.size();
        continue;
      }
      lower += c;
      ++size;
    }
    if (size == 0) size = 1;
    add(TokenKind::word, size, std::move(lower));
  }

  [[nodiscard]] bool before_mention(std::size_t ahead) const {
    return next_ != last_ && at_ + ahead == next_->span.start;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  std::vector<Mention>::const_iterator next_, last_;
  std::vector<Token> tokens_;
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

std::vector<Token> tokens_of(std::string_view text, TextSpan span,
                             const std::vector<Mention>& mentions) {
  return Tokenizer(text, span, mentions).read();
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
