#include "extract/release_subject.h"

#include "base/word_set.h"
#include "extract/comparison.h"
#include "extract/release_phrase.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kSubjectHelpersMax = 6;
constexpr std::size_t kAppositionMax = 14;
constexpr std::size_t kMakerTokensMax = 4;  // "by Some Small Lab"

// "NAME, a small model, was released"; "NAME, released in May": one past the name.
std::size_t before_apposition(const ReleaseScene& scene, std::size_t comma, bool adjacent) {
  if (adjacent) return comma;
  for (std::size_t back = 1; back <= kAppositionMax && back < comma; ++back) {
    const std::size_t i = comma - back;
    if (is_among(scene.word(i), kClauseEnds) || scene.mark(i, ";")) return comma;
    static constexpr auto kArticles = word_set({"a", "an", "the", "its"});
    if (scene.mark(i, ",") && is_among(scene.word(i + 1), kArticles)) return i;
  }
  return comma;
}

// "NAME from LAB", "NAME by Some Lab (MIT license)": one past the name.
std::size_t before_maker(const ReleaseScene& scene, std::size_t i) {
  std::size_t at = before_bracket(scene.tokens(), i);
  for (std::size_t steps = 0; at > 1 && steps < kMakerTokensMax; ++steps, --at) {
    if (scene.names_model(at - 1)) break;
    if (scene.word(at - 1) != "from" && scene.word(at - 1) != "by") {
      if (!scene.names(at - 1, NameKind::organization) && !scene.is_capitalised(at - 1)) break;
      continue;
    }
    return steps > 0 && scene.names_model(at - 2) ? at - 1 : i;
  }
  return i;
}

}  // namespace

std::optional<std::size_t> subject_before(const ReleaseScene& scene, std::size_t verb) {
  static constexpr auto kBetween =
      word_set({"was",     "is",        "are",      "were",       "has",        "have",
                "been",    "just",      "recently", "officially", "also",       "now",
                "then",    "today",     "will",     "be",         "being",      "finally",
                "quietly", "yesterday", "had",      "to",         "reportedly", "apparently",
                "got",     "gets",      "first",    "only",       "already",    "soon"});
  const std::vector<Token>& tokens = scene.tokens();
  std::size_t i = verb;
  for (std::size_t steps = 0; i > 0 && steps < kSubjectHelpersMax; ++steps) {
    if (!is_among(scene.word(i - 1), kBetween)) break;
    --i;
  }
  if (i > 2 && scene.word(i - 2) == "and" &&
      (scene.word(i - 1) == "others" || scene.word(i - 1) == "more")) {
    i -= scene.mark(i - 3, ",") ? 3 : 2;
  }
  if (i > 0 && scene.mark(i - 1, ",")) i = before_apposition(scene, i - 1, i == verb);
  while (i > 0 && scene.mark(i - 1, "quote")) --i;
  // "NAME-0.8B / 2B / 4B"
  while (i > 2 && tokens[i - 1].kind == TokenKind::number && scene.mark(i - 2, "/")) i -= 2;
  i = before_nouns(tokens, before_bracket(tokens, i));
  i = before_maker(scene, i);
  const bool passive = is_passive(tokens, verb) || scene.word(verb - 1) == "been";
  if (passive && i > 0 && !scene.names_model(i - 1)) i = behind_model_before(tokens, i);
  if (i == 0 || !scene.names_model(i - 1)) return std::nullopt;
  return i - 1;
}

std::optional<std::size_t> state_subject(const ReleaseScene& scene, std::size_t i) {
  const std::vector<Token>& tokens = scene.tokens();
  if (i > 0 && scene.mark(i - 1, ",")) i = before_apposition(scene, i - 1, false);
  while (i > 0 && scene.mark(i - 1, "quote")) --i;
  i = before_nouns(tokens, before_bracket(tokens, i));
  if (i > 1 && scene.names(i - 1, NameKind::organization) &&
      (scene.word(i - 2) == "by" || scene.word(i - 2) == "from")) {
    i -= 2;
  }
  i = before_nouns(tokens, i);
  if (i > 1 && scene.word(i - 1) == "multimodal") --i;
  if (i > 1 && scene.word(i - 1) == "of") i = before_nouns(tokens, i - 1);
  if (i == 0 || !scene.names_model(i - 1)) return std::nullopt;
  const std::size_t first = scene.group_at(i - 1)->first();
  if (comparison_before(tokens, first) || is_complement(scene, first)) return std::nullopt;
  return i - 1;
}

bool is_complement(const ReleaseScene& scene, std::size_t name) {
  std::size_t i = name;
  while (i > 0 && (scene.word(i - 1) == "the" || scene.word(i - 1) == "'s" ||
                   scene.word(i - 1) == "new" || scene.names(i - 1, NameKind::organization))) {
    --i;
  }
  if (i > 1 && scene.word(i - 1) == "of") {
    // The weights of a model are the model; a build or a quantization of it is somebody else's.
    static constexpr auto kDerived = word_set({"version", "versions", "variant"});
    const Words noun = scene.word(i - 2);
    return (!is_among(noun, kModelNouns) && noun != "api") || is_among(noun, kDerived);
  }
  return i > 0 && is_among(scene.word(i - 1), kPrepositions) && scene.word(i - 1) != "as";
}

}  // namespace dossier
