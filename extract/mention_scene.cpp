#include "extract/mention_scene.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "base/word_set.h"
#include "extract/folded_text.h"

namespace dossier {
namespace {

constexpr std::size_t kLookAroundMax = 64;  // Bytes; keeps every look-around constant
constexpr std::size_t kSentenceMax = 1000;

// The length of a quotation mark or dash at `at` that words may stand behind; 0 for none.
std::size_t quote_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '"' || text[at] == '\'') return 1;
  const std::string_view rest = text.substr(at, 3);
  return rest == "\u201C" || rest == "\u2018" || rest == "\u201D" || rest == "\u2019" ? 3 : 0;
}

bool ends_with_quote(std::string_view text, std::size_t at) {
  return at >= 3 && quote_at(text, at - 3) == 3;
}

// Whether a name of the lexicon may stand at `span` for all that is around it.
bool fits_around(std::string_view text, const FoldedText& folded, std::size_t start,
                 std::size_t end, PatternKind kind) {
  if (start > 0 && is_folded_word_byte(folded.bytes[start - 1])) return false;
  if (end < folded.bytes.size() && is_folded_word_byte(folded.bytes[end])) {
    const bool digit = folded.bytes[end] >= '0' && folded.bytes[end] <= '9';
    const bool last_is_letter = folded.bytes[end - 1] < '0' || folded.bytes[end - 1] > '9';
    const bool grows = kind == PatternKind::family || kind == PatternKind::benchmark;
    if (!digit || !grows || !last_is_letter) return false;
  }
  const TextSpan span = folded.span(start, end);
  const char before = span.start > 0 ? text[span.start - 1] : '\n';
  if (before == '@') return false;
  // A part of an address or a file name: "chat.qwen.ai", "llama.cpp".
  if (before == '.' && word_ends_at(text, span.start - 1)) return false;
  if (span.end + 1 < text.size() && text[span.end] == '.') {
    const char after = text[span.end + 1];
    if ((after >= 'a' && after <= 'z')) return false;
  }
  return true;
}

enum ByteClass : std::uint8_t { kUpper = 1, kLower = 2, kDigit = 4, kWide = 8 };

constexpr std::array<std::uint8_t, 256> kByteClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    const char c = static_cast<char>(static_cast<unsigned char>(byte));
    std::uint8_t bits = 0;
    if (is_ascii_upper(c)) bits |= kUpper;
    if (c >= 'a' && c <= 'z') bits |= kLower;
    if (is_ascii_digit(c)) bits |= kDigit;
    if (byte >= 0x80) bits |= kWide;
    classes[byte] = bits;
  }
  return classes;
}();

std::uint8_t class_of(char c) {
  return kByteClasses[static_cast<unsigned char>(c)];
}

// The length of what joins the words of a chunk at `at`; 0 if nothing does.
std::size_t joint_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '-' || c == '.' || c == '_' || c == '+') return 1;
  return c == '\xE2' && text.substr(at, 3) == "\u2011" ? 3 : 0;
}

// Calls visit(index, bits) for each 64 bits of a set of bytes in which a span has some, until it
// says no; whether it never did.
template <typename Visit>
bool for_each_part(TextSpan span, Visit visit) {
  constexpr std::size_t kBits = 64;
  for (std::size_t at = span.start; at < span.end;) {
    const std::size_t count = std::min(kBits - at % kBits, span.end - at);
    const std::uint64_t bits = ~std::uint64_t{0} >> (kBits - count) << at % kBits;
    if (!visit(at / kBits, bits)) return false;
    at += count;
  }
  return true;
}

}  // namespace

bool word_ends_at(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t lead = at - 1;
  while (lead > 0 && (static_cast<unsigned char>(text[lead]) & 0xC0U) == 0x80U) --lead;
  return is_word_byte(text[lead]);
}
bool has_capital(std::string_view word) {
  return std::ranges::any_of(word, is_ascii_upper) ||
         std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_acting_verb(std::string_view word) {
  static constexpr auto kVerbs = word_set(
      {"said",        "says",       "say",        "announced",  "announces",  "announce",
       "announcing",  "released",   "releases",   "release",    "releasing",  "launched",
       "launches",    "launch",     "launching",  "introduced", "introduces", "introducing",
       "unveiled",    "unveils",    "published",  "publishes",  "posted",     "posts",
       "reported",    "reports",    "claims",     "claimed",    "claim",      "positions",
       "argues",      "argued",     "warned",     "warns",      "explicitly", "officially",
       "stating",     "shipped",    "ships",      "dropped",    "drops",      "open-sourced",
       "open",        "acquired",   "acquires",   "hired",      "hires",      "raised",
       "raises",      "plans",      "planned",    "wants",      "expects",    "believes",
       "thinks",      "hopes",      "decided",    "confirmed",  "confirms",   "denied",
       "denies",      "agreed",     "signed",     "signs",      "paid",       "pays",
       "bought",      "sold",       "sells",      "built",      "builds",     "trained",
       "trains",      "develops",   "developed",  "made",       "makes",      "offers",
       "offered",     "added",      "adds",       "updated",    "updates",    "updating",
       "cut",         "cuts",       "faces",      "clarified",  "noted",      "notes",
       "calls",       "called",     "told",       "tells",      "asked",      "asks",
       "wrote",       "writes",     "gave",       "gives",      "did",        "does",
       "has",         "had",        "have",       "used",       "uses",       "pushed",
       "pushes",      "partnered",  "partners",   "filed",      "sued",       "accused",
       "accuses",     "suspended",  "banned",     "restricts",  "restricted", "lets",
       "allowed",     "allows",     "kept",       "keeps",      "continues",  "continued",
       "started",     "began",      "will",       "is",         "was",        "previewed",
       "teased",      "teases",     "rolled",     "rolls",      "emphasized", "emphasizes",
       "stated",      "states",     "framed",     "frames",     "described",  "describes",
       "detailed",    "details",    "shared",     "shares",     "opened",     "opens",
       "joined",      "joins",      "founded",    "scaled",     "showed",     "shows",
       "then",        "also",       "later",      "just",       "itself",     "today",
       "now",         "still",      "recently",   "quietly",    "finally",    "team",
       "researchers", "engineers",  "employees",  "staff",      "executives", "leadership",
       "founder",     "co-founder", "cofounder",  "CEO",        "CTO",        "blog",
       "maintainers", "team’s",     "researcher", "engineer",   "devs"});
  return kVerbs.contains(word);
}

MentionScene::MentionScene(std::string_view text, const std::vector<Sentence>& sentences,
                           const Lexicon::Data& data)
    : text_(text), sentences_(sentences), data_(data), taken_(text.size() / 64 + 1) {
  find_hits();
  find_chunks();
}

void MentionScene::find_hits() {
  const FoldedText folded = fold_text(text_);
  data_.names.scan(folded.bytes, [&](std::uint32_t index, std::size_t start, std::size_t end) {
    for (const LexiconPattern& pattern : data_.patterns[index]) {
      if (!fits_around(text_, folded, start, end, pattern.kind)) continue;
      const TextSpan span = folded.span(start, end);
      const std::string_view printed = text_at(text_, span);
      const bool right = pattern.exact.empty()
                             ? has_capital(printed) || pattern.kind == PatternKind::family ||
                                   pattern.kind == PatternKind::benchmark
                             : printed == pattern.exact;
      if (right) hits_.push_back({span, &pattern});
    }
  });
  std::ranges::stable_sort(hits_, [](const LexiconHit& a, const LexiconHit& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  TextSpan longest;
  std::erase_if(hits_, [&](const LexiconHit& hit) {
    if (longest.contains(hit.span) && hit.span != longest) return true;
    if (hit.span.end > longest.end) longest = hit.span;
    return false;
  });
}

void MentionScene::find_chunks() {
  constexpr std::size_t kBytesPerChunk = 5;  // About
  chunks_.reserve(text_.size() / kBytesPerChunk);
  shapes_.reserve(text_.size() / kBytesPerChunk);
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  const ByteMask words(text_, ByteKind::chunk), special(text_, ByteKind::special);
  for (std::size_t i = words.next(0); i < size; i = words.next(i)) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
      ++i;  // The tail of a dash is no letter
      continue;
    }
    const std::size_t start = i;
    bool hyphen = false, joined = false, odd = false;
    while (true) {
      i = words.next_other(i);
      const std::size_t joint = i < size && text[i] != ' ' ? joint_at(text_, i) : 0;
      if (joint == 0 || i + joint >= size || !words.at(i + joint)) break;
      joined = true;
      hyphen |= text[i] == '-' || joint > 1;
      odd |= text[i] == '_' || text[i] == '+';
      i += joint;
    }
    const std::uint8_t first = class_of(text[start]);
    std::uint8_t rest = 0;  // What the bytes behind the first are
    if (special.any({start, i})) {
      for (std::size_t at = start + 1; at < i; ++at) rest |= class_of(text[at]);
    }
    ChunkShape shape;
    shape.capital_first = (first & kUpper) != 0;
    shape.capital = ((first | rest) & (kUpper | kWide)) != 0;
    shape.digit = ((first | rest) & kDigit) != 0;
    shape.hyphen = hyphen;
    shape.joined = joined;
    shape.name = shape.capital_first && (rest & (kLower | kWide)) != 0 && !shape.digit && !odd;
    const auto index = static_cast<std::uint32_t>(chunks_.size());
    if (shape.capital) capitals_.push_back(index);
    if (shape.capital_first) capitalized_.push_back(index);
    chunks_.push_back({start, i});
    shapes_.push_back(shape);
  }
}

bool MentionScene::is_free(TextSpan span) const {
  return for_each_part(
      span, [&](std::size_t part, std::uint64_t bits) { return (taken_[part] & bits) == 0; });
}

void MentionScene::block(TextSpan span) {
  for_each_part(span, [&](std::size_t part, std::uint64_t bits) {
    taken_[part] |= bits;
    return true;
  });
}

void MentionScene::mark(Mention mention) {
  assert(!mention.span.empty() && is_free(mention.span));
  block(mention.span);
  mentions_.push_back(std::move(mention));
}

std::string_view MentionScene::word_before(std::size_t at) const {
  std::size_t end = at;
  while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '"')) --end;
  while (ends_with_quote(text_, end)) end -= 3;
  while (end > 0 && text_[end - 1] == ' ') --end;
  std::size_t start = end;
  while (start > 0 && end - start < kLookAroundMax && is_word_byte(text_[start - 1])) --start;
  if (start > 0 && start < end && text_[start - 1] == '-') {
    // "open-sourced" is one word here.
    std::size_t joined = start - 1;
    while (joined > 0 && end - joined < kLookAroundMax && is_word_byte(text_[joined - 1])) --joined;
    return text_.substr(joined, end - joined);
  }
  // The tail of a dash or quotation mark is no word.
  while (start < end && (static_cast<unsigned char>(text_[start]) & 0xC0U) == 0x80U) ++start;
  return text_.substr(start, end - start);
}

std::string_view MentionScene::word_before_chunk(std::size_t index) const {
  const std::size_t at = chunks_[index].start;
  if (index > 0) {
    // Mostly the chunk before it, a blank away.
    const TextSpan before = chunks_[index - 1];
    const bool plain = !shapes_[index - 1].joined && before.size() < kLookAroundMax &&
                       static_cast<unsigned char>(text_[before.start]) < 0x80;
    const char behind = before.start > 0 ? text_[before.start - 1] : '\n';
    const bool alone = behind != '-' && static_cast<unsigned char>(behind) < 0x80;
    if (plain && alone && before.end + 1 == at && text_[before.end] == ' ')
      return text_at(text_, before);
  }
  return word_before(at);
}

std::string_view MentionScene::word_after(std::size_t at) const {
  std::size_t start = at;
  while (start < text_.size() && text_[start] == ' ') ++start;
  start += quote_at(text_, start);
  std::size_t end = start;
  while (end < text_.size() && end - start < kLookAroundMax &&
         (is_word_byte(text_[end]) || (text_[end] == '-' && end > start && end + 1 < text_.size() &&
                                       is_word_byte(text_[end + 1])))) {
    ++end;
  }
  return text_.substr(start, end - start);
}

bool MentionScene::is_possessive(std::size_t at) const {
  const std::string_view rest = text_.substr(at, 4);
  return rest.starts_with("'s") || rest.starts_with("\u2019s") || rest.starts_with("' ") ||
         rest.starts_with("\u2019 ");
}

bool MentionScene::starts_sentence(std::size_t at) const {
  for (int marks = 0; at > 0 && marks < 4; ++marks) {
    if (text_[at - 1] == '"' || text_[at - 1] == '(') {
      --at;
    } else if (ends_with_quote(text_, at)) {
      at -= 3;
    } else {
      break;
    }
  }
  if (at == 0 || text_[at - 1] == '\n') return true;
  const auto after =
      std::ranges::upper_bound(sentences_, at, {}, [](const Sentence& s) { return s.span.start; });
  return after != sentences_.begin() && std::prev(after)->span.start == at;
}

TextSpan MentionScene::line_around(std::size_t at) const {
  std::size_t start = at;
  while (start > 0 && at - start < kSentenceMax && text_[start - 1] != '\n') --start;
  std::size_t end = at;
  while (end < text_.size() && end - at < kSentenceMax && text_[end] != '\n') ++end;
  return {start, end};
}

std::string_view MentionScene::sentence_around(std::size_t at) const {
  const auto after =
      std::ranges::upper_bound(sentences_, at, {}, [](const Sentence& s) { return s.span.start; });
  if (after != sentences_.begin()) {
    const TextSpan span = std::prev(after)->span;
    if (at < span.end && span.size() <= kSentenceMax) return text_at(text_, span);
  }
  return text_at(text_, line_around(at));
}

std::vector<Mention> MentionScene::take_mentions() {
  std::ranges::sort(mentions_, {}, &Mention::span);
  return std::move(mentions_);
}

}  // namespace dossier
