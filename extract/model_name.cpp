#include "extract/model_name.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/word_set.h"

namespace dossier {
namespace {

constexpr std::size_t kPartsMax = 10;  // The longest real name has eight
constexpr std::string_view kNonBreakingHyphen = "\u2011";

// Variants of many families, as canonical names print them.
constexpr std::array kVariants = {
    "Pro",      "Flash",    "Max",    "Mini",         "Nano",     "Ultra",     "Super",
    "Lite",     "Turbo",    "Plus",   "Air",          "Large",    "Medium",    "Small",
    "Tiny",     "Instruct", "Chat",   "Base",         "Thinking", "Reasoning", "Reasoner",
    "Preview",  "Coder",    "Math",   "VL",           "Omni",     "Vision",    "Code",
    "Next",     "Speciale", "Exp",    "Experimental", "Terminus", "it",        "pt",
    "RM",       "PRM",      "MoE",    "Dense",        "FP8",      "BF16",      "INT4",
    "NVFP4",    "MXFP4",    "AWQ",    "GPTQ",         "GGUF",     "Distill",   "Captioner",
    "Audio",    "Image",    "TTS",    "ASR",          "OCR",      "Edit",      "Embedding",
    "Reranker", "Zero",     "Live",   "Latest",       "SFT",      "DPO",       "RLVR",
    "Heavy",    "Fast",     "Quick",  "Standard",     "Agent",    "Realtime",  "Speech",
    "Voice",    "Video",    "Guard",  "Hybrid",       "Research", "Safeguard", "XL",
    "MTP",      "QAT",      "Prover", "Multimodal",   "Search",   "DFlash",    "Eagle3",
    "8bit",     "4bit"};

// Variants of several words that any family may have.
constexpr std::array<std::string_view, 2> kVariantPhrases = {"Non-Thinking", "Non-Reasoning"};

// Behind a hyphen these speak of a likeness, not of a model: "Opus-class".
bool is_comparing(std::string_view lower) {
  static constexpr auto kWords = word_set(
      {"class",      "tier",        "level",  "style",  "like",      "based",     "era",
       "sized",      "ish",         "type",   "only",   "powered",   "driven",    "native",
       "compatible", "competitive", "family", "series", "generated", "attention", "trained",
       "specific",   "derived",     "first",  "and",    "scale",     "quality",   "centric",
       "to",         "on",          "as",     "for",    "vs"});
  return kWords.contains(lower);
}

const std::unordered_map<std::string, std::string>& variant_spellings() {
  static const std::unordered_map<std::string, std::string> spellings = [] {
    std::unordered_map<std::string, std::string> made;
    for (const char* variant : kVariants) made.emplace(to_lower_ascii(variant), variant);
    for (const std::string_view phrase : kVariantPhrases) {
      made.emplace(to_lower_ascii(phrase), phrase);
    }
    return made;
  }();
  return spellings;
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
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_digit(c) || is_upper(c) || is_lower(c) ||
         (byte >= 0x80 && byte != 0xC2 && byte != 0xE2 && byte != 0xF0);
}
bool all_digits(std::string_view word) {
  return std::ranges::all_of(word, is_digit);
}

// The word at `at`, with dots between it and a digit: "XS.2", "5.1", "5.x".
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const char c = text[end];
    if (is_digit(c) || is_upper(c) || is_lower(c)) {
      ++end;
    } else if (c == '.' && end > at && end + 1 < text.size() &&
               (is_digit(text[end + 1]) || (text[end + 1] == 'x' && is_digit(text[end - 1]) &&
                                            (end + 2 >= text.size() || !is_word(text[end + 2]))))) {
      ++end;
    } else {
      break;
    }
  }
  // A letter of another script, or a hyphen of ours, decides for the caller.
  if (end < text.size() && static_cast<unsigned char>(text[end]) >= 0xC3 &&
      static_cast<unsigned char>(text[end]) < 0xE2) {
    return {};
  }
  return text.substr(at, end - at);
}

// "26B", "0.5B", "A4B", "E4B", "8x7B", "350M", "1T"; lower case too.
bool is_size(std::string_view word) {
  if (word.size() < 2) return false;
  const char unit = word.back();
  if (std::string_view{"BMTbm"}.find(unit) == std::string_view::npos) return false;
  std::string_view number = word.substr(0, word.size() - 1);
  if (number[0] == 'A' || number[0] == 'a' || number[0] == 'E') number.remove_prefix(1);
  if (const auto times = number.find('x'); times != std::string_view::npos && times > 0) {
    if (!all_digits(number.substr(0, times))) return false;
    number = number.substr(times + 1);
  }
  return !number.empty() && is_digit(number[0]) && is_digit(number.back()) &&
         std::ranges::all_of(number, [](char c) { return is_digit(c) || c == '.'; });
}

// "5", "5.1", "V3.2", "R1", "4o", "5.x", "XS.2", "v0.1".
bool is_version(std::string_view word) {
  std::size_t i = 0;
  while (i < word.size() && i < 2 && (is_upper(word[i]) || word[i] == 'v' || word[i] == 'r')) ++i;
  if (i < word.size() && word[i] == '.' && i > 0) ++i;  // "XS.2"
  if (i >= word.size() || !is_digit(word[i])) return false;
  std::size_t digits = 0;
  for (; i < word.size() && (is_digit(word[i]) || word[i] == '.'); ++i) {
    if (word[i] == '.')
      digits = 0;
    else
      ++digits;
    if (digits > 3) return false;
  }
  if (i == word.size()) return true;
  if (word[i] == 'x' && word[i - 1] != '.') return false;  // "20x"
  return i + 1 == word.size() &&
         (word[i] == 'o' || word[i] == 'x' || word[i] == 'v' || word[i] == 'b' || word[i] == 'a' ||
          word[i] == 'm' || word[i] == 'V');
}

// "k2.6" where the family's versions have a K.
bool is_own_version(std::string_view word, const ModelFamily& family) {
  if (word.size() < 2 || !is_lower(word[0]) || !is_digit(word[1])) return false;
  return std::ranges::find(family.letters, std::string(1, word[0])) != family.letters.end() &&
         is_version(word.substr(1));
}

// "0731", "2509", "20250125"; also "2025", to be followed by month and day.
bool is_stamp(std::string_view word) {
  return all_digits(word) && (word.size() == 4 || word.size() == 6 || word.size() == 8);
}

bool is_effort(std::string_view lower) {
  return lower == "xhigh" || lower == "high" || lower == "low" || lower == "medium" ||
         lower == "minimal";
}

enum class Glue { none, nothing, hyphen, blank, slash };

// What stands between two parts, and where the next one begins.
struct Gap {
  Glue glue = Glue::none;
  std::size_t next = 0;
};

Gap gap_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char c = text[at];
  if (c == '-' || c == '_') return {Glue::hyphen, at + 1};
  if (c == '/') return {Glue::slash, at + 1};
  if (c == ' ') return {Glue::blank, at + 1};
  if (c == ':') return {};
  if (text.substr(at).starts_with(kNonBreakingHyphen)) {
    return {Glue::hyphen, at + kNonBreakingHyphen.size()};
  }
  if (text.substr(at).starts_with("\u00A0")) return {Glue::blank, at + 2};
  if (text.substr(at).starts_with("\u202F")) return {Glue::blank, at + 3};  // Narrow
  return {};
}

// "FLUX.2", where the family's versions are joined so.
bool joins_by_dot(std::string_view text, std::size_t at, const ModelFamily& family) {
  return family.version_join == "." && at + 1 < text.size() && text[at] == '.' &&
         is_digit(text[at + 1]);
}

// "flash" in "Gemini 2.0 flash": what is hardly a word of the sentence there.
bool is_tier_in_small_letters(const std::string& lower) {
  static constexpr auto kTiers = word_set({"flash", "pro", "mini", "nano", "lite", "turbo"});
  return kTiers.contains(lower);
}

// After "Family 4": a count of something, or a measure, not a version. What has a fraction counts
// nothing, and "Family 4 models" are that version's.
bool counts_something(std::string_view text, std::string_view number, std::size_t end) {
  static constexpr auto kMeasures =
      word_set({"x", "hours", "days", "weeks", "months", "years", "million", "billion", "trillion",
                "points", "tokens", "times", "percent", "minutes"});
  static constexpr auto kCounted = word_set({"of", "users", "people", "sizes", "variants",
                                             "versions", "agents", "different", "new", "separate"});
  if (end < text.size() && (text[end] == '%' || text[end] == ',')) {
    return text[end] == '%' || (end + 1 < text.size() && is_digit(text[end + 1]));
  }
  if (end >= text.size() || text[end] != ' ') return false;
  const std::string_view unit = word_at(text, end + 1);
  if (kMeasures.contains(unit)) return true;
  return number.find('.') == std::string_view::npos && kCounted.contains(unit);
}

// After "Family 744B": a number of parameters in running text, not the name's size.
bool measures_parameters(std::string_view text, std::size_t end) {
  const std::string_view rest = text.substr(end, 24);
  for (const std::string_view word : {" param", " token", " total", " active", "-param", "-token",
                                      " activ", " weights", "-total", "-active"}) {
    if (rest.starts_with(word)) return true;
  }
  return false;
}

// Whether the word at `at` continues an identifier ("gpt-5-mini-high"), where every word counts:
// all before it back to a blank is in small letters.
bool continues_identifier(std::string_view text, std::size_t at) {
  constexpr std::size_t kIdentifierMax = 80;
  std::size_t length = 0;
  for (std::size_t i = at; i > 0 && length <= kIdentifierMax; ++length) {
    const char c = text[--i];
    if (is_upper(c)) return false;
    if (!is_word(c) && c != '-' && c != '.' && c != '_') break;
  }
  return length >= 5 && length <= kIdentifierMax;
}

std::optional<NamePartKind> kind_after(std::string_view text, std::string_view word,
                                       std::size_t end, Glue glue, const ModelFamily& family,
                                       const std::vector<NamePart>& parts, bool adjacent_start) {
  const std::string lower = to_lower_ascii(word);
  const bool capital = is_upper(word[0]);
  const bool has_version = std::ranges::any_of(parts, [](const NamePart& part) {
    return part.kind == NamePartKind::version || part.kind == NamePartKind::stamp ||
           part.kind == NamePartKind::size;
  });
  const bool own = family.variants.contains(lower);
  const bool known = own || variant_spellings().contains(lower);
  if (glue == Glue::nothing) {
    if (adjacent_start) return part_kind(word, family);
    if (is_digit(word[0]) && is_version(word)) return NamePartKind::version;
    if (is_size(word) && is_digit(word[0])) return NamePartKind::size;
    return {};
  }
  if (glue == Glue::slash) {
    if (parts.empty()) return {};
    const NamePartKind before = parts.back().kind;
    if (is_size(word) && before == NamePartKind::size) return NamePartKind::size;
    if (capital && known && before == NamePartKind::variant) return NamePartKind::variant;
    if (is_digit(word[0]) && is_version(word) && before == NamePartKind::version) {
      return NamePartKind::version;
    }
    return {};
  }
  if (is_comparing(lower)) return {};
  if (glue == Glue::hyphen) {
    if (is_size(word)) return NamePartKind::size;
    if (is_stamp(word) && has_version) return NamePartKind::stamp;
    if (is_stamp(word) && word[0] == '2') return NamePartKind::stamp;
    if (known) return NamePartKind::variant;
    if (is_version(word) || is_own_version(word, family)) return NamePartKind::version;
    if (is_effort(lower) && capital) return NamePartKind::effort;
    if (is_effort(lower) && lower == "xhigh") return NamePartKind::effort;
    if (has_version && is_lower(word[0]) && word.size() > 2 &&
        continues_identifier(text, end - word.size())) {
      return is_effort(lower) ? NamePartKind::effort : NamePartKind::other;
    }
    const bool designed = capital || std::ranges::any_of(word, is_digit) ||
                          (has_version && std::ranges::any_of(word, is_upper));
    return designed && word.size() > 1 ? std::optional{NamePartKind::other} : std::nullopt;
  }
  // A blank: only what can hardly be anything else.
  if (lower == "xhigh") return NamePartKind::effort;
  if (is_size(word) && std::string_view{"BMTb"}.find(word.back()) != std::string_view::npos) {
    if (word.back() == 'T' || word.back() == 'M' || measures_parameters(text, end)) return {};
    return NamePartKind::size;
  }
  if (is_stamp(word) && has_version && word.size() == 4) {
    const bool month_day = word[0] == '0' || (word[0] == '1' && word[1] <= '2');
    const bool year_month = word[0] == '2' && word[1] >= '3' && (word[2] == '0' || word[2] == '1');
    const bool year = word.starts_with("20");
    if ((month_day || year_month) && !year && !counts_something(text, word, end)) {
      return NamePartKind::stamp;
    }
    return {};
  }
  if (is_own_version(word, family) && !has_version) return NamePartKind::version;
  if (is_version(word) && !has_version) {
    const bool letter = !is_digit(word[0]);
    if (letter && word[0] != 'v') {
      const std::string first(1, lower[0]);
      if (std::ranges::find(family.letters, first) == family.letters.end() && !own) {
        return is_upper(word[0]) && word.size() > 2 && word.find('.') != std::string_view::npos &&
                       !is_digit(word[0])
                   ? std::optional{NamePartKind::version}
                   : std::nullopt;
      }
    }
    if (counts_something(text, word, end)) return {};
    return NamePartKind::version;
  }
  if (own && (capital || has_version)) return NamePartKind::variant;
  if (!parts.empty() && parts.back().kind == NamePartKind::version &&
      is_tier_in_small_letters(lower)) {
    return NamePartKind::variant;
  }
  if (known && capital) {
    // "Kimi K2.6 Code Bench", "Llama 4 Research": common words that need a version before.
    static constexpr auto kCommon = word_set(
        {"research", "search", "image",  "video",    "voice", "speech", "agent",      "live",
         "standard", "fast",   "step",   "code",     "base",  "audio",  "chat",       "next",
         "math",     "edit",   "latest", "fp8",      "int4",  "bf16",   "awq",        "gptq",
         "gguf",     "nvfp4",  "mxfp4",  "moe",      "dense", "spark",  "multimodal", "guard",
         "hybrid",   "quick",  "vision", "reasoning"});
    if (!own && kCommon.contains(lower)) {
      return has_version && (lower == "vision" || lower == "base" || lower == "reasoning")
                 ? std::optional{NamePartKind::variant}
                 : std::nullopt;
    }
    return NamePartKind::variant;
  }
  if (is_effort(lower) && capital && has_version && lower != "medium") return NamePartKind::effort;
  return {};
}

// "2025-01-25": the rest of a date behind its year.
std::size_t end_of_date(std::string_view text, std::size_t year_end) {
  const std::string_view rest = text.substr(year_end, 6);
  const auto two = [&](std::size_t i) {
    return rest.size() >= i + 3 && rest[i] == '-' && is_digit(rest[i + 1]) && is_digit(rest[i + 2]);
  };
  return two(0) && two(3) ? year_end + 6 : year_end;
}

// The end of a variant of several words at `at`, whatever joins them; npos if it is not there.
std::size_t end_of_phrase(std::string_view text, std::size_t at, std::string_view phrase) {
  if (text.size() - std::min(at, text.size()) < phrase.size()) return std::string_view::npos;
  const std::size_t end = at + phrase.size();
  if (end < text.size() && is_word(text[end])) return std::string_view::npos;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const char printed = text[at + i] == '-' ? ' ' : text[at + i];
    const char asked = phrase[i] == '-' ? ' ' : phrase[i];
    const bool same = printed == asked || (is_upper(asked) && printed == asked - 'A' + 'a') ||
                      (is_lower(asked) && printed == asked - 'a' + 'A');
    if (!same) return std::string_view::npos;
  }
  return end;
}

// What a hyphen makes one of two: "4-6" is 4.6, "06-05" and "09-2025" are dates.
bool grows_by_hyphen(NamePart& last, const NamePart& next) {
  const auto digits =
      last.text.substr(std::min(last.text.find_first_of("0123456789"), last.text.size()));
  if (last.kind != NamePartKind::version || !all_digits(digits) || !all_digits(next.text))
    return false;
  if (digits.size() == 1 && next.kind == NamePartKind::version && next.text.size() == 1) {
    return true;
  }
  const bool month = last.text.size() == 2 && digits.size() == 2 && digits <= "12";
  const bool day = next.kind == NamePartKind::version && next.text.size() == 2 && next.text <= "31";
  const bool year =
      next.kind == NamePartKind::stamp && next.text.size() == 4 && next.text.starts_with("20");
  if (!month || !(day || year)) return false;
  last.kind = NamePartKind::stamp;
  return true;
}

}  // namespace

std::string_view common_variant(const std::string& lower) {
  const auto known = variant_spellings().find(lower);
  return known == variant_spellings().end() ? std::string_view{} : known->second;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool is_tier(std::string_view word) {
  static constexpr auto kTiers =
      word_set({"pro", "flash", "max", "mini", "nano", "ultra", "super", "lite", "turbo", "air",
                "large", "medium", "small", "tiny", "plus", "speciale"});
  constexpr std::size_t kBytesMin = 3, kBytesMax = 8;
  if (word.size() < kBytesMin || word.size() > kBytesMax) return false;
  constexpr std::string_view kOpenings = "pfmnusltaPFMNUSLTA";
  if (kOpenings.find(word.front()) == std::string_view::npos) return false;
  std::array<char, kBytesMax> lower{};
  std::ranges::transform(word, lower.begin(),
                         [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return kTiers.contains({lower.data(), word.size()});
}

std::optional<NamePartKind> part_kind(std::string_view word, const ModelFamily& family) {
  if (word.empty()) return {};
  const std::string lower = to_lower_ascii(word);
  if (is_size(word)) return NamePartKind::size;
  if (family.variants.contains(lower) || variant_spellings().contains(lower)) {
    return NamePartKind::variant;
  }
  if (is_stamp(word)) return NamePartKind::stamp;
  if (is_version(word) || is_own_version(word, family)) return NamePartKind::version;
  if (is_effort(lower)) return NamePartKind::effort;
  return {};
}

ModelReading read_model_parts(std::string_view text, std::size_t at, const ModelFamily& family,
                              bool start_of_name) {
  ModelReading reading;
  reading.end = at;
  while (reading.parts.size() < kPartsMax) {
    const bool first = reading.parts.empty();
    Gap gap = gap_at(text, reading.end);
    if (first && reading.end < text.size() && is_word(text[reading.end])) {
      gap = {Glue::nothing, reading.end};
    }
    if (first && joins_by_dot(text, reading.end, family)) gap = {Glue::hyphen, reading.end + 1};
    if (gap.glue == Glue::none) break;
    // Variants of several words come first: "Deep Think".
    const auto read_phrase = [&](std::string_view phrase) {
      const std::size_t end = end_of_phrase(text, gap.next, phrase);
      if (end == std::string_view::npos) return false;
      if (!is_upper(text[gap.next]) && gap.glue != Glue::hyphen) return false;
      reading.parts.push_back(
          {NamePartKind::variant, text.substr(gap.next, end - gap.next), false});
      reading.end = end;
      return true;
    };
    if (std::ranges::any_of(family.variant_phrases, read_phrase) ||
        std::ranges::any_of(kVariantPhrases, read_phrase)) {
      continue;
    }
    const std::string_view word = word_at(text, gap.next);
    if (word.empty()) break;
    std::size_t end = gap.next + word.size();
    const auto kind =
        kind_after(text, word, end, gap.glue, family, reading.parts, first && start_of_name);
    if (!kind) break;
    if (*kind == NamePartKind::stamp) end = end_of_date(text, end);
    const NamePart part{*kind, text.substr(gap.next, end - gap.next), gap.glue == Glue::slash};
    if (!first && gap.glue == Glue::hyphen && grows_by_hyphen(reading.parts.back(), part)) {
      NamePart& last = reading.parts.back();
      const auto start = static_cast<std::size_t>(last.text.data() - text.data());
      last.text = text.substr(start, end - start);
    } else {
      reading.parts.push_back(part);
    }
    reading.end = end;
    if (end < text.size() && text[end] == '+' && *kind == NamePartKind::variant) break;
  }
  return reading;
}

Weights weights_of(const ModelFamily& family, const std::vector<NamePart>& parts) {
  for (const NamePart& part : parts) {
    const std::string lower = to_lower_ascii(part.text);
    if (family.open_parts.contains(lower)) return Weights::open;
    if (family.closed_parts.contains(lower)) return Weights::closed;
  }
  return family.weights;
}

}  // namespace dossier
