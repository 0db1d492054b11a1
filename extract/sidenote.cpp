#include "extract/sidenote.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr auto kMetrics =
    word_set({"%", "acc", "accuracy", "em", "f1", "score", "scores", "avg", "average", "resolved",
              "rate", "elo", "points", "↑", "↓", "higher is better"});
// Words of a label that tell how something was measured.
constexpr auto kSettings = word_set({"w",
                                     "wo",
                                     "with",
                                     "without",
                                     "no",
                                     "tool",
                                     "tools",
                                     "python",
                                     "search",
                                     "browsing",
                                     "ctx",
                                     "context",
                                     "manage",
                                     "management",
                                     "cot",
                                     "tir",
                                     "effort",
                                     "high",
                                     "xhigh",
                                     "max",
                                     "medium",
                                     "low",
                                     "minimal",
                                     "thinking",
                                     "non-thinking",
                                     "reasoning",
                                     "non-reasoning",
                                     "extended",
                                     "adaptive",
                                     "budget",
                                     "harness",
                                     "scaffold",
                                     "scaffolding",
                                     "agent",
                                     "agents",
                                     "swarm",
                                     "agentic",
                                     "cli",
                                     "code",
                                     "parallel",
                                     "heavy",
                                     "consensus",
                                     "majority",
                                     "voting",
                                     "greedy",
                                     "sampling",
                                     "shot",
                                     "shots",
                                     "turns",
                                     "terminus",
                                     "terminus-2",
                                     "droid",
                                     "openhands",
                                     "swe-agent",
                                     "mini-swe-agent",
                                     "codex",
                                     "cline",
                                     "opencode",
                                     "kilo",
                                     "aider",
                                     "goose",
                                     "ultra",
                                     "mode",
                                     "self-reported",
                                     "official",
                                     "simulator",
                                     "average of"});

bool is_part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '@' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_setting(Words word) {
  const std::size_t at = word.find('@');  // "pass@8", no account
  return (at != Words::npos && at > 0) || word.ends_with("-shot") || is_among(word, kSettings);
}

}  // namespace

SidenoteKind kind_of_sidenote(std::string_view words) {
  std::string folded = on_one_line(fold_case(words));
  while (!folded.empty() && (folded.back() == '.' || folded.back() == ' ')) folded.pop_back();
  if (folded.empty() || is_among(folded, kMetrics)) {
    return SidenoteKind::none;
  }
  const bool number =
      std::ranges::none_of(folded, [](char c) { return (c >= 'a' && c <= 'z') || c == '@'; });
  if (number) return SidenoteKind::none;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    while (end < folded.size() && is_part_of_word(folded[end])) ++end;
    if (is_setting(Words(folded).substr(at, end - at))) return SidenoteKind::condition;
    at = end + 1;
  }
  return SidenoteKind::part;
}

}  // namespace dossier
