// One spelling for every way to print a model's name.

#include <algorithm>

#include "extract/model_name.h"

namespace dossier {
namespace {

struct SpelledPart {
  NamePartKind kind;
  std::string text;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// "k2.6" → "K2.6", "4-6" → "4.6", "5v" → "5V"; the o of "4o" stays.
std::string spelled_version(const ModelFamily& family, std::string_view printed) {
  std::string version = plain_version(printed);
  if (version.size() < 2) return version;
  const bool own_letter = is_digit(version[1]) &&
                          std::ranges::find(family.letters, to_lower_ascii(version.substr(0, 1))) !=
                              family.letters.end();
  if (own_letter) version[0] = upper(version[0]);
  if (version.back() == 'v') version.back() = 'V';
  return version;
}

std::string spelled(const ModelFamily& family, const NamePart& part) {
  std::string lower = to_lower_ascii(part.text);
  switch (part.kind) {
    case NamePartKind::variant: {
      if (const auto own = family.variant_spelling.find(lower);
          own != family.variant_spelling.end()) {
        return own->second;
      }
      const std::string_view common = common_variant(lower);
      return std::string{common.empty() ? part.text : common};
    }
    case NamePartKind::size: {
      std::string size{part.text};
      for (char& c : size) {
        if (c == 'b' || c == 'm' || c == 't' || c == 'a' || c == 'e') c = upper(c);
      }
      return size;
    }
    case NamePartKind::effort: {
      if (lower == "xhigh") return lower;
      std::string effort = lower;
      effort[0] = upper(effort[0]);
      return effort;
    }
    case NamePartKind::version:
      return spelled_version(family, part.text);
    case NamePartKind::other: {
      std::string word{part.text};
      const bool plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
      if (plain) word[0] = upper(word[0]);
      return word;
    }
    default:
      return std::string{part.text};
  }
}

// The usual order: "Claude Opus 4.5" but "Claude 3.5 Sonnet"; the version first elsewhere; a size
// before "Instruct".
void put_in_usual_order(const ModelFamily& family, std::vector<SpelledPart>& parts) {
  if (parts.size() >= 2) {
    const bool version_first = parts[0].kind == NamePartKind::version;
    const bool word_first = parts[0].kind == NamePartKind::variant;
    if (family.name == "Claude") {
      const bool old = parts[version_first ? 0 : 1].text.starts_with("3");
      if (version_first && parts[1].kind == NamePartKind::variant && !old) {
        std::swap(parts[0], parts[1]);
      } else if (word_first && parts[1].kind == NamePartKind::version && old) {
        std::swap(parts[0], parts[1]);
      }
    } else if (word_first && parts[1].kind == NamePartKind::version && is_tier(parts[0].text) &&
               (family.name == "Gemini" || family.name == "GPT" || family.name == "Grok" ||
                family.name == "Codex")) {
      std::swap(parts[0], parts[1]);
    }
  }
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::string lower = to_lower_ascii(parts[i].text);
    const bool tuning = lower == "instruct" || lower == "base" || lower == "chat" || lower == "it";
    const bool sized = std::ranges::any_of(
        parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i),
        [](const SpelledPart& part) { return part.kind == NamePartKind::size; });
    if (tuning && !sized && parts[i + 1].kind == NamePartKind::size) {
      std::swap(parts[i], parts[i + 1]);  // Not in "7B-Instruct-1M", which tells a context
    }
    if (lower == "math-specialized") {
      const auto at = parts.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(at, at + 1, parts.end());
      break;
    }
  }
}

std::string without_joints(std::string_view text) {
  std::string bare;
  for (const char c : to_lower_ascii(text)) {
    if (c != ' ' && c != '-' && c != '_') bare += c;
  }
  return bare;
}

// "Flash" and "Lite" where the family has "Flash-Lite".
void join_phrases(const ModelFamily& family, std::vector<SpelledPart>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind != NamePartKind::variant) continue;
    const bool pair = i + 1 < parts.size() && parts[i + 1].kind == NamePartKind::variant;
    const std::string one = without_joints(parts[i].text);
    const std::string both = pair ? one + without_joints(parts[i + 1].text) : std::string{};
    for (const std::string& phrase : family.variant_phrases) {
      const std::string bare = without_joints(phrase);
      if (bare != one && (!pair || bare != both)) continue;
      if (bare != one) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      parts[i].text = phrase;
      break;
    }
  }
}

}  // namespace

std::string plain_version(std::string_view printed) {
  std::string version;
  for (const char c : printed) {
    const bool joint = c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (!joint) {
      version += c;
    } else if (!version.ends_with('.')) {
      version += '.';
    }
  }
  return version;
}

std::string canonical_model(const ModelFamily& family, const std::vector<NamePart>& parts) {
  std::vector<SpelledPart> ordered;
  for (const NamePart& part : parts) {
    if (part.slashed) continue;  // A date stays: another snapshot is another model
    ordered.push_back({part.kind, spelled(family, part)});
  }
  put_in_usual_order(family, ordered);
  join_phrases(family, ordered);
  std::string name = family.prefix.empty() ? family.name : family.prefix;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const bool version = i == 0 && ordered[i].kind == NamePartKind::version;
    name += version ? family.version_join : family.part_join;
    // "Kimi 2.6" is K2.6; "MiniMax-01" is as it is.
    const char opening = ordered[i].text.empty() ? '0' : ordered[i].text[0];
    if (version && is_digit(opening) && opening != '0') name += family.implied_letter;
    name += ordered[i].text;
    // "Codex 5.3" is "GPT-5.3 Codex".
    if (i == 0 && !family.prefix.empty()) name += family.part_join + family.name;
  }
  return name;
}

}  // namespace dossier
