#include "render/topic_match.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace dossier {
namespace {

// The kinds of a folded byte. A word begins where the one before is no letter or digit.
enum ByteKind : char {
  kOther = 0,   // Punctuation
  kLetter = 1,  // Also every byte of a character beyond ASCII
  kDigit = 2,
  kBlank = 3,
  kBreak = 4,
};

bool is_word(char kind) {
  return kind == kLetter || kind == kDigit;
}

// What parts words without saying anything: hyphens and blanks.
bool is_joint(UChar32 c) {
  switch (c) {
    case '-':
    case '_':
    case 0x2010:  // Hyphen, non-breaking hyphen, figure dash, en dash
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:  // Minus
    case 0xFE63:
    case 0xFF0D:
      return true;
    default:
      return u_isUWhiteSpace(c) != 0;
  }
}

// Soft hyphens, zero-width characters, byte order marks.
bool is_invisible(UChar32 c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

// What becomes of an ASCII character: most of every text, so it is looked up.
struct AsciiFold {
  char byte = ' ';
  ByteKind kind = kOther;
};
constexpr std::array<AsciiFold, 128> kAsciiFolds = [] {
  std::array<AsciiFold, 128> folds{};
  for (int c = 0; c < 128; ++c) {
    const auto byte = static_cast<char>(c);
    AsciiFold& fold = folds[static_cast<std::size_t>(c)];
    fold = {byte, kOther};
    if (c >= 'a' && c <= 'z') fold.kind = kLetter;
    if (c >= 'A' && c <= 'Z') fold = {static_cast<char>(c + ('a' - 'A')), kLetter};
    if (c >= '0' && c <= '9') fold.kind = kDigit;
    if (c == '-' || c == '_' || c == ' ' || (c >= '\t' && c <= '\r')) fold = {' ', kBlank};
  }
  return folds;
}();

struct Folded {
  std::string bytes, kinds;
  std::vector<std::uint32_t> origins;
};

class Folder {
 public:
  explicit Folder(std::string_view text) : text_{text} {
    // One allocation each: folding seldom makes a text longer.
    folded_.bytes.reserve(text.size());
    folded_.kinds.reserve(text.size());
    folded_.origins.reserve(text.size() + 1);
  }

  Folded fold() {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    const auto length = static_cast<std::int64_t>(text_.size());
    for (std::int64_t i = 0; i < length;) {
      const auto origin = static_cast<std::size_t>(i);
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(bytes, i, length, c);
      if (c < 0x80) {
        const AsciiFold fold = kAsciiFolds[static_cast<std::size_t>(c)];
        fold.kind == kBlank ? put_joint(c, origin) : put(fold.byte, fold.kind, origin);
      } else if (is_joint(c)) {
        put_joint(c, origin);
      } else if (!is_invisible(c)) {
        put_beyond_ascii(c, origin);
      }
    }
    folded_.origins.push_back(static_cast<std::uint32_t>(text_.size()));
    return std::move(folded_);
  }

 private:
  void put(char byte, ByteKind kind, std::size_t origin) {
    folded_.bytes.push_back(byte);
    folded_.kinds.push_back(kind);
    folded_.origins.push_back(static_cast<std::uint32_t>(origin));
    after_newline_ = false;
  }

  // One blank for a run of them; a break if there is a blank line among them.
  void put_joint(UChar32 c, std::size_t origin) {
    const bool is_break = c == '\n' && after_newline_;
    const bool repeated = !folded_.kinds.empty() && folded_.kinds.back() >= kBlank;
    const bool in_blank_line = after_newline_ && c != '-' && c != '_';
    if (!repeated) put(' ', kBlank, origin);
    if (is_break) folded_.kinds.back() = kBreak;
    after_newline_ = c == '\n' || in_blank_line;
  }

  void put_beyond_ascii(UChar32 c, std::size_t origin) {
    const bool is_letter = u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    const ByteKind kind = u_isdigit(c) ? kDigit : is_letter ? kLetter : kOther;
    char buffer[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(buffer, size, u_foldCase(c, U_FOLD_CASE_DEFAULT));
    for (std::int32_t k = 0; k < size; ++k) put(buffer[k], kind, origin);
  }

  std::string_view text_;
  Folded folded_;
  bool after_newline_ = false;  // With nothing but blanks since
};

Folded fold(std::string_view text) {
  return Folder{text}.fold();
}

// Whether letters after a term's last digit are a size, an ordinal or a unit rather than the
// name of a variant: "Gemma 4B", "the 5th", "10x".
bool is_measure(std::string_view letters) {
  constexpr std::string_view kMeasures[] = {"b",  "m",  "k",  "t",  "x",  "st",
                                            "nd", "rd", "th", "gb", "mb", "ms"};
  return std::ranges::find(kMeasures, letters) != std::end(kMeasures);
}

// "capability" → "capabilities"; empty for words that take an s.
std::string plural_of_y(const std::string& term) {
  constexpr std::string_view kVowels = "aeiou";
  if (term.size() < 2 || term.back() != 'y') return {};
  if (kVowels.find(term[term.size() - 2]) != std::string_view::npos) return {};
  return term.substr(0, term.size() - 1) + "ies";
}

constexpr std::size_t kVariantLettersMax = 2;  // "GPT-4o", "GLM-5V", "Qwen3VL"

}  // namespace

MatchableText::MatchableText(std::string_view text) {
  Folded folded = fold(text);
  bytes_ = std::move(folded.bytes);
  kinds_ = std::move(folded.kinds);
  origins_ = std::move(folded.origins);
  starts_.reserve(text.size() / 5);  // A word and its blank: six bytes or so
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i] >= kBlank) continue;
    if (i > 0 && is_word(kinds_[i]) && is_word(kinds_[i - 1])) continue;
    starts_.push_back(static_cast<std::uint32_t>(i));
  }
}

TermMatcher::TermMatcher(const MatchTerms& terms) {
  const auto add = [&](const std::vector<std::string>& texts, Term::Group group) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::string bytes = fold(texts[i]).bytes;
      while (!bytes.empty() && bytes.front() == ' ') bytes.erase(0, 1);
      while (!bytes.empty() && bytes.back() == ' ') bytes.pop_back();
      if (bytes.empty()) continue;
      auto& there = by_first_byte_[static_cast<unsigned char>(bytes.front())];
      if (const std::string plural = plural_of_y(bytes); !plural.empty()) {
        there.push_back(terms_.size());
        terms_.push_back({plural, group, i});
      }
      there.push_back(terms_.size());
      terms_.push_back({std::move(bytes), group, i});
    }
  };
  add(terms.any, Term::Group::any);
  add(terms.all, Term::Group::all);
  add(terms.none, Term::Group::none);
  any_count_ = terms.any.size();
  all_count_ = terms.all.size();
}

// The end of the term's occurrence at `start`, or 0.
std::size_t TermMatcher::match_at(const MatchableText& text, std::size_t start, const Term& term) {
  const std::string& bytes = text.bytes_;
  const std::string& kinds = text.kinds_;
  const auto kind_at = [&](std::size_t i) -> char {
    return i < kinds.size() ? kinds[i] : static_cast<char>(kBreak);
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t at = start;
  for (std::size_t i = 0; i < term.bytes.size(); ++i) {
    const char wanted = term.bytes[i];
    if (kind_at(at) == kBreak) return 0;
    if (bytes[at] == wanted) {
      ++at;
      continue;
    }
    // Before a digit and after a letter the blank may be missing on either side.
    if (wanted == ' ' && at > start && kinds[at - 1] == kLetter && kinds[at] == kDigit) continue;
    if (kinds[at] == kBlank && is_digit(wanted) && at > start && kinds[at - 1] == kLetter &&
        at + 1 < bytes.size() && bytes[at + 1] == wanted) {
      at += 2;
      continue;
    }
    return 0;
  }
  const char last = kinds[at - 1];
  if (!is_word(last) || !is_word(kind_at(at))) return at;  // "C++" ends anywhere

  std::size_t end = at;
  while (is_word(kind_at(end)) && kinds[end] == kLetter) ++end;
  if (is_word(kind_at(end))) {
    // Letters, then digits: "Qwen3VL2" is not worth a rule.
    return 0;
  }
  const std::string_view rest{bytes.data() + at, end - at};
  if (last == kLetter) return rest == "s" || rest == "es" ? end : 0;
  if (last == kDigit && rest.size() <= kVariantLettersMax && !rest.empty() && !is_measure(rest)) {
    return end;
  }
  return 0;
}

std::vector<TermMatcher::Hit> TermMatcher::find(const MatchableText& text) const {
  std::vector<Hit> hits;
  for (std::size_t start : text.starts_) {
    const auto first = static_cast<unsigned char>(text.bytes_[start]);
    for (std::size_t term : by_first_byte_[first]) {
      if (const std::size_t end = match_at(text, start, terms_[term]); end != 0) {
        hits.push_back({{text.origins_[start], text.origins_[end]}, term});
      }
    }
  }
  return hits;
}

bool TermMatcher::matches(const MatchableText& text) const {
  const std::vector<Passage> whole{{{0, text.origins_.back()}, {}, {}}};
  return !matching_passages(MatchableText{""}, text, whole).empty();
}

std::vector<std::size_t> TermMatcher::matching_passages(
    const MatchableText& title, const MatchableText& text,
    const std::vector<Passage>& passages) const {
  const std::vector<Hit> of_title = find(title);
  const std::vector<Hit> of_text = find(text);
  std::vector<std::size_t> matching;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    bool any = any_count_ == 0, none = false;
    std::vector<bool> all(all_count_);
    const auto take = [&](const Hit& hit) {
      const Term& term = terms_[hit.term];
      any = any || term.group == Term::Group::any;
      none = none || term.group == Term::Group::none;
      if (term.group == Term::Group::all) all[term.index] = true;
    };
    const auto take_within = [&](TextSpan span) {
      auto hit = std::ranges::lower_bound(of_text, span.start, {},
                                          [](const Hit& each) { return each.span.start; });
      for (; hit != of_text.end() && hit->span.start < span.end; ++hit) {
        if (hit->span.end <= span.end) take(*hit);
      }
    };
    for (const Hit& hit : of_title) take(hit);
    take_within(passage.span);
    for (TextSpan heading : passage.headings) take_within(heading);
    take_within(passage.introduction);
    if (any && !none && std::ranges::find(all, false) == all.end()) matching.push_back(i);
  }
  return matching;
}

bool matches_term(std::string_view text, std::string_view term) {
  return TermMatcher{{{std::string{term}}, {}, {}}}.matches(MatchableText{text});
}

std::vector<std::size_t> matching_passages(const MatchTerms& terms, std::string_view title,
                                           std::string_view text,
                                           const std::vector<Passage>& passages) {
  return TermMatcher{terms}.matching_passages(MatchableText{title}, MatchableText{text}, passages);
}

}  // namespace dossier
