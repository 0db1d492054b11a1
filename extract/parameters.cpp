#include "extract/parameters.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace dossier {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// "32B", "1.6T", "350M" that begins at `at` and is no part of a longer word; empty otherwise.
std::string size_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
  if (end == at || end >= text.size() || text[end - 1] == '.') return {};
  const char unit = upper(text[end]);
  if (unit != 'B' && unit != 'T' && unit != 'M') return {};
  if (end + 1 < text.size() && is_alnum(text[end + 1])) return {};
  std::string size(text.substr(at, end - at));
  size += unit;
  return size;
}

// The number of a number token without its sign.
std::string_view digits_of(std::string_view token) {
  const std::size_t first = token.find_first_of("0123456789");
  return first == std::string_view::npos ? std::string_view() : token.substr(first);
}

bool is_total(std::string_view word) {
  return word == "total" || word.starts_with("param");
}
bool is_active(std::string_view word) {
  return word.starts_with("activ");
}

}  // namespace

ModelSize size_in_name(std::string_view name) {
  ModelSize size;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts = i == 0 || !is_alnum(name[i - 1]);
    const bool part = starts && (i == 0 || name[i - 1] != '.');
    if (part && is_digit(name[i]) && size.total.empty()) {
      size.total = size_at(name, i);
    } else if (part && upper(name[i]) == 'A' && !size.total.empty() && size.active.empty()) {
      size.active = size_at(name, i + 1);
    }
  }
  return size;
}

ModelSize size_in_words(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  ModelSize size;
  for (std::size_t i = first; i < last && i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::name) continue;
    if (token.kind == TokenKind::word) {
      // "309b-a15b": the word stands for the pair.
      if (token.text.empty() || !is_digit(token.text.front())) continue;
    } else if (token.kind != TokenKind::number) {
      continue;
    }
    const std::string_view digits = digits_of(token.text);
    ModelSize here = size_in_name(digits);
    std::size_t next = i + 1;
    const auto word = [&tokens](std::size_t k) {
      return k < tokens.size() ? word_of(tokens[k]) : std::string_view();
    };
    if (here.total.empty() && (word(next) == "billion" || word(next) == "trillion")) {
      here.total = std::string(digits) + (word(next) == "billion" ? "B" : "T");
      ++next;
    }
    if (here.total.empty()) continue;
    // "309B" and "-A15B" as two tokens.
    if (here.active.empty() && next + 1 < tokens.size() && is_mark(tokens[next], "-")) {
      const std::string_view pair = tokens[next + 1].text;
      if (!pair.empty() && upper(pair.front()) == 'A') here.active = size_at(pair, 1);
    }
    if (!here.active.empty()) {
      if (size.total.empty()) size = here;
      continue;
    }
    bool counts_tokens = false;
    bool total = false;
    bool active = false;
    for (std::size_t k = next; k < next + 4 && k < tokens.size(); ++k) {
      if (tokens[k].kind == TokenKind::number || is_mark(tokens[k], ",")) break;
      counts_tokens |= word(k).starts_with("token");
      active |= !total && is_active(word(k));
      total |= is_total(word(k));
      if (active || total) break;
    }
    if (counts_tokens) continue;
    if (total && is_active(word(next))) active = true;
    if (active) {
      if (size.active.empty()) size.active = here.total;
    } else if (size.total.empty()) {
      const bool dense = word(next) == "dense" || word(next) == "model" || word(next) == "moe" ||
                         word(next).starts_with("open") ||
                         is_mark(tokens[std::min(next, tokens.size() - 1)], ")");
      if (total || dense) size.total = here.total;
    }
  }
  return size;
}

std::string license_in(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                       std::size_t last) {
  last = std::min(last, tokens.size());
  const auto word = [&](std::size_t i) {
    return i < last ? word_of(tokens[i]) : std::string_view();
  };
  const auto printed = [&](std::size_t from, std::size_t to) {
    return on_one_line(
        text.substr(tokens[from].span.start, tokens[to].span.end - tokens[from].span.start));
  };
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view w = word(i);
    if (w == "apache" || w.starts_with("apache-2") || w.starts_with("apache2")) return "Apache 2.0";
    const bool before = i > 0 && (word(i - 1) == "under" || word(i - 1) == "modified");
    if (w == "mit-licensed" || w == "mit-license") return "MIT";
    if (w == "mit" && (word(i + 1).starts_with("license") || before || word(i + 1) == "open")) {
      return i > 0 && word(i - 1) == "modified" ? "Modified MIT" : "MIT";
    }
    if (w.starts_with("openmdw") || w == "cc-by" || w.starts_with("cc-by-")) return printed(i, i);
    if (w == "creative" && word(i + 1) == "commons") {
      std::size_t end = i + 1;
      while (end + 1 < last && tokens[end + 1].kind == TokenKind::word &&
             text[tokens[end + 1].span.start] >= 'A' && text[tokens[end + 1].span.start] <= 'Z') {
        ++end;
      }
      return printed(i, end);
    }
    if (w == "community" && word(i + 1) == "license" && i > first) {
      const bool agreement = word(i + 2) == "agreement";
      std::size_t start = i;
      while (start > first && (tokens[start - 1].kind == TokenKind::name ||
                               tokens[start - 1].kind == TokenKind::number)) {
        --start;
      }
      return printed(start, i + (agreement ? 2 : 1));
    }
  }
  return {};
}

}  // namespace dossier
