#include "extract/release_phrase.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"
#include "extract/release_scene.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;
using Tokens = std::vector<Token>;

constexpr std::size_t kPlanAheadMax = 4;
constexpr std::size_t kBracketTokensMax = 9;

Words word(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? word_of(tokens[i]) : Words();
}
bool mark(const Tokens& tokens, std::size_t i, Words text) {
  return i < tokens.size() && is_mark(tokens[i], text);
}
bool names_model(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() && is_name(tokens[i], NameKind::model);
}

bool is_verb_form(Words w) {
  return w.ends_with("ed") || w == "release" || w == "launch" || w == "ship" || w == "drop";
}

}  // namespace

// "the release of", "a launch": a noun, though the verb has the same form.
bool is_noun_at(const Tokens& tokens, std::size_t i) {
  const Words w = word(tokens, i);
  if (w != "release" && w != "launch" && w != "ship" && w != "drops" && w != "launches" &&
      w != "open-source" && w != "announce" && w != "introduce" && w != "open-weight" &&
      w != "open-weights" && w != "opensource" && w != "preview" && w != "publish" &&
      w != "reveal" && w != "drop" && w != "debut") {
    return false;
  }
  if (i == 0) return true;
  static constexpr auto kVerbal =
      word_set({"to", "will", "we", "they", "can", "and", "also", "today", "officially", "now"});
  const bool adjective =
      w.starts_with("open") && (word(tokens, i - 1) == "and" || word(tokens, i - 1) == "now");
  return adjective || (!is_among(word(tokens, i - 1), kVerbal) &&
                       !(is_name(tokens[i - 1], NameKind::organization) && w != "launch"));
}

bool is_passive_at(const Tokens& tokens, std::size_t i) {
  if (!is_among(word(tokens, i), kArrives) || i == 0) return false;
  const Words before = word(tokens, i - 1);
  return before == "are" || before == "were" || before == "been" || before == "also" ||
         before == "recently" || before == "newly" || before == "just";
}

// "is released", "has been launched": what follows is no object.
bool is_passive(const Tokens& tokens, std::size_t verb) {
  if (!word(tokens, verb).ends_with("ed")) return false;
  std::size_t i = verb;
  while (i > 0 && (word(tokens, i - 1).ends_with("ly") || word(tokens, i - 1) == "also" ||
                   word(tokens, i - 1) == "just"))
    --i;
  static constexpr auto kBe = word_set({"is", "are", "was", "were", "been", "be", "being"});
  return i > 0 && is_among(word(tokens, i - 1), kBe);
}

bool is_doubted(const Tokens& tokens, std::size_t at) {
  for (std::size_t back = 1; back <= 6 && back <= at; ++back) {
    if (mark(tokens, at - back, ";") || mark(tokens, at - back, ",") ||
        mark(tokens, at - back, ":"))
      return false;
    if (word(tokens, at - back) == "if" && back > 3) continue;
    if (word(tokens, at - back) == "working" && word(tokens, at - back + 1) != "on") continue;
    const bool foreseen = word(tokens, at - back) == "anticipated" &&
                          (word(tokens, at - back + 1) == "that" || back == 1);
    const Words next = word(tokens, at - back + 1);
    const bool may = word(tokens, at - back) == "may" &&
                     (next == "be" || next == "soon" || next == "have" || back == 1);
    if (may && is_verb_form(word(tokens, at))) return true;
    if (foreseen || is_among(word(tokens, at - back), kDoubt)) return true;
  }
  return false;
}

bool is_planned(const Tokens& tokens, std::size_t at) {
  // What is announced is not out, unless the sentence says so too.
  static constexpr auto kAnnounces = word_set(
      {"announce", "announces", "announced", "announcing", "announcement", "teased", "teases"});
  static constexpr auto kOut =
      word_set({"available", "released", "releases", "weights", "live", "today", "now", "out",
                "launched", "open-sourced", "shipped", "release", "preview", "license", "hugging"});
  if (is_among(word(tokens, at), kAnnounces)) {
    bool is_out = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) is_out |= is_among(word(tokens, i), kOut);
    if (!is_out) return true;
  }
  for (std::size_t back = 1; back <= 5 && back <= at; ++back) {
    if (is_among(word(tokens, at - back), kPlans)) return true;
  }
  // "to be released", "weights promised by July"
  if (at > 1 && word(tokens, at - 1) == "be" && word(tokens, at - 2) == "to") return true;
  for (std::size_t i = at + 1; i < tokens.size() && i <= at + kPlanAheadMax; ++i) {
    if (mark(tokens, i, ",") || mark(tokens, i, ";") || names_model(tokens, i)) break;
    if (word(tokens, i) == "promised" || word(tokens, i) == "planned" ||
        word(tokens, i) == "scheduled" ||
        (word(tokens, i) == "coming" && word(tokens, i + 1) != "from")) {
      return true;
    }
  }
  const bool infinitive =
      at > 0 && word(tokens, at - 1) == "to" &&
      (word(tokens, at) == "release" || word(tokens, at) == "launch" || word(tokens, at) == "ship");
  static constexpr auto kDone =
      word_set({"opted", "excited", "went", "first", "decided", "thrilled", "proud", "happy",
                "delighted", "pleased", "glad", "chose", "managed"});
  const bool done = at > 1 && is_among(word(tokens, at - 2), kDone);
  return word(tokens, at + 1) == "soon" || (infinitive && !done);
}

// The token before which a bracket opens that closes at `i`: "NAME (Preview) shipped".
std::size_t before_bracket(const Tokens& tokens, std::size_t i) {
  if (i < 3 || !mark(tokens, i - 1, ")")) return i;
  for (std::size_t back = 2; back <= kBracketTokensMax && back < i; ++back) {
    if (mark(tokens, i - back, "(")) return i - back;
  }
  return i;
}

// "the NAME models have been released"
std::size_t before_nouns(const Tokens& tokens, std::size_t i) {
  static constexpr auto kNouns = word_set(
      {"model", "models", "family", "series", "weights", "checkpoints", "collection", "preview"});
  while (i > 1 && is_among(word(tokens, i - 1), kNouns)) --i;
  // "the NAME coding model"
  const bool noun = word(tokens, i) == "model" || word(tokens, i) == "models";
  if (noun && i > 1 && names_model(tokens, i - 2) && is_among(word(tokens, i - 1), kModifiers)) --i;
  return i;
}

// "NAME running on a host was released": one past the name, at most a few plain words back.
std::size_t behind_model_before(const Tokens& tokens, std::size_t i) {
  for (std::size_t back = 1; back <= 6 && back < i; ++back) {
    const std::size_t at = i - back;
    if (names_model(tokens, at)) {
      return is_among(word(tokens, at + 1), kRecords) ? i : at + 1;
    }
    if (mark(tokens, at, ",") || mark(tokens, at, ";") || mark(tokens, at, ":") ||
        word(tokens, at) == "and" || word(tokens, at) == "that" || word(tokens, at) == "when") {
      break;
    }
  }
  return i;
}

}  // namespace dossier
