#include "extract/release_followup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/word_set.h"
#include "extract/clause.h"
#include "extract/date_phrase.h"
#include "extract/parameters.h"
#include "extract/release_phrase.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using Tokens = std::vector<Token>;

constexpr std::size_t kVerbAheadMax = 6;
constexpr std::size_t kModelAheadMax = 8;    // From "released" to "model"
constexpr std::size_t kGroupBackMax = 8;     // Sentences from "these models" back to their names
constexpr std::size_t kGroupTokensMax = 12;  // In which "these models" and "released" stand

std::string_view word(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? word_of(tokens[i]) : std::string_view();
}

// The verb of "The model will be released …", "It ships …"; nothing if another stands before it.
std::optional<std::size_t> verb_of(const Tokens& tokens) {
  static constexpr auto kBetween =
      word_set({"will", "is", "was", "has", "be", "been", "to", "set", "scheduled", "slated", "due",
                "planned", "expected", "also", "then", "officially", "publicly", "generally"});
  static constexpr auto kVerbs =
      word_set({"release", "launch", "ship", "debut", "arrive", "ships", "launches"});
  std::size_t i = 0;
  if (word(tokens, 0) == "it") {
    i = 1;
  } else if (word(tokens, 0) == "the" || word(tokens, 0) == "this") {
    i = word(tokens, 1) == "new" ? 2 : 1;
    if (word(tokens, i) != "model") return std::nullopt;
    ++i;
  } else {
    return std::nullopt;
  }
  for (; i < kVerbAheadMax + 2 && i < tokens.size(); ++i) {
    if (is_among(word(tokens, i), release_words::kArrives) || is_among(word(tokens, i), kVerbs))
      return i;
    if (!is_among(word(tokens, i), kBetween)) return std::nullopt;
  }
  return std::nullopt;
}

// The only model that the sentence names, and its release is told there.
Claim* sole_release(const Reading& reading, TextSpan sentence, std::vector<Claim>& claims) {
  if (claims.empty() || claims.back().evidence != sentence) return nullptr;
  const Mention* model = nullptr;
  for (const Mention& mention : mentions_in(reading, sentence)) {
    if (mention.kind != NameKind::model || !sentence.contains(mention.span)) continue;
    if (model != nullptr && model->canonical != mention.canonical) return nullptr;
    model = &mention;
  }
  if (model == nullptr) return nullptr;
  return std::get<Release>(claims.back().content).model == model->canonical ? &claims.back()
                                                                            : nullptr;
}

// "Announces", "previews": what may still be to come; what was released is out already.
bool only_announces(const Tokens& tokens) {
  static constexpr auto kOpenings =
      std::to_array<std::string_view>({"announc", "unveil", "reveal", "preview", "introduc"});
  return std::ranges::any_of(tokens, [&](const Token& token) {
    return std::ranges::any_of(
        kOpenings, [&](std::string_view opening) { return word_of(token).starts_with(opening); });
  });
}

bool is_model(const Mention& mention) {
  return mention.kind == NameKind::model;
}

bool names_any(const Tokens& tokens) {
  return std::ranges::any_of(tokens,
                             [](const Token& token) { return is_name(token, NameKind::model); });
}

// "Released today, these models …", "Both models are released under …"
bool tells_of_group(const Tokens& tokens) {
  bool models = false;
  bool released = false;
  for (std::size_t i = 0; i < tokens.size() && i < kGroupTokensMax; ++i) {
    const std::string_view w = word(tokens, i);
    const bool points = w == "these" || w == "both" || (w == "the" && i == 0);
    for (std::size_t k = i + 1; points && k < i + 6; ++k) models |= word(tokens, k) == "models";
    released |= (w == "released" || w == "open-sourced" || w == "available") &&
                !is_doubted(tokens, i) && !is_planned(tokens, i);
  }
  return models && released;
}

bool names(std::string_view w) {
  return is_among(w, release_words::kNamed);
}

// "LAB, a small company, published the weights of its largest model": which one, the next
// sentence says. `lab` is who stands before the verb.
bool releases_a_model(const Tokens& tokens, const Mention*& lab) {
  static constexpr auto kReleased = word_set(
      {"released", "published", "launched", "unveiled", "open-sourced", "announced", "introduced"});
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_name(tokens[i], NameKind::organization) && lab == nullptr) lab = tokens[i].mention;
    if (!is_among(word(tokens, i), kReleased)) continue;
    if (is_passive(tokens, i) || is_doubted(tokens, i)) return false;
    for (std::size_t k = i + 1; k < tokens.size() && k <= i + kModelAheadMax; ++k) {
      if (is_mark(tokens[k], ",") || is_mark(tokens[k], ";")) return false;
      if (word(tokens, k) == "model") return true;
    }
    return false;
  }
  return false;
}

}  // namespace

void read_followup(const Reading& reading, std::size_t index, std::vector<Claim>& claims) {
  if (index == 0) return;
  const Sentence& before = reading.sentences[index - 1];
  const Sentence& sentence = reading.sentences[index];
  if (before.block != sentence.block) return;
  Claim* announced = sole_release(reading, before.span, claims);
  if (announced == nullptr) return;
  const std::string_view text = reading.article.text;
  const Tokens& tokens = reading.tokens.of(index);
  const std::optional<std::size_t> verb = verb_of(tokens);
  if (!verb || is_mark(tokens.back(), "?")) return;
  // "It is released under the MIT license and beats NAME": other names may follow.
  const std::string license = license_in(text, tokens, *verb, tokens.size());
  if (names_any(tokens) && (license.empty() || word(tokens, *verb + 1) != "under")) return;
  const bool expected = is_doubted(tokens, *verb);
  Claim claim = *announced;
  auto& release = std::get<Release>(claim.content);
  release.planned = is_planned(tokens, *verb) || expected;
  const auto dates = find_date_phrases(reading.words.of(index), reading.context.published);
  release.date.reset();
  if (dates.size() == 1) release.date = dates.front().window;
  if (!license.empty()) release.license = license;
  if (!release.planned && !release.date && license.empty()) return;
  const bool was_planned = std::get<Release>(announced->content).planned;
  if (release.planned && !was_planned && !only_announces(reading.tokens.of(index - 1))) {
    return;  // "Released NAME. It will be released in Europe …": it is out
  }
  claim.evidence = sentence.span;
  const std::span<const Mention> earlier_names = mentions_in(reading, before.span);
  const auto model = std::ranges::find_if(earlier_names, [&](const Mention& mention) {
    return mention.kind == NameKind::model && before.span.contains(mention.span);
  });
  claim.supports.push_back({"model", model->span});
  if (!release.organization.empty()) claim.supports.push_back({"organization", before.span});
  claim.rule = "followup";
  if (expected) claim.confidence = Confidence::tentative;
  // Announced for a later day is not out.
  auto& earlier = std::get<Release>(announced->content);
  if (release.planned && !earlier.planned) {
    earlier.planned = true;
    announced->supports.push_back({"planned", sentence.span});
  }
  claims.push_back(std::move(claim));
}

void read_named_later(const Reading& reading, std::size_t index, std::vector<Claim>& claims) {
  if (index == 0) return;
  const Sentence& before = reading.sentences[index - 1];
  const Sentence& sentence = reading.sentences[index];
  if (before.block != sentence.block) return;
  if (std::ranges::none_of(mentions_in(reading, sentence.span), is_model)) return;
  const Tokens& tokens = reading.tokens.of(index);
  const std::size_t named = word(tokens, 0) == "called" || word(tokens, 0) == "named" ? 0 : 3;
  const bool opens = named == 0 || ((word(tokens, 0) == "the" || word(tokens, 0) == "its") &&
                                    (word(tokens, 1) == "model" || word(tokens, 1) == "release") &&
                                    is_mark(tokens[2], ","));
  if (tokens.size() < named + 2 || !opens || !is_name(tokens[named + 1], NameKind::model)) return;
  if (!names(word(tokens, named))) return;
  const Tokens& earlier = reading.tokens.of(index - 1);
  const Mention* lab = nullptr;
  if (names_any(earlier) || !releases_a_model(earlier, lab)) return;
  Claim claim;
  claim.evidence = {before.span.start, sentence.span.end};
  claim.confidence = Confidence::tentative;
  claim.rule = "followup:named";
  Release release;
  release.model = tokens[named + 1].mention->canonical;
  if (lab != nullptr) release.organization = lab->canonical;
  claim.content = std::move(release);
  claims.push_back(std::move(claim));
}

void read_group_followup(const Reading& reading, std::size_t index, std::vector<Claim>& claims) {
  if (claims.empty()) return;
  const TextSpan announced = claims.back().evidence;
  const Sentence& sentence = reading.sentences[index];
  const std::size_t from = index > kGroupBackMax ? index - kGroupBackMax : 0;
  if (announced.start < reading.sentences[from].span.start || announced == sentence.span) return;
  const Tokens& tokens = reading.tokens.of(index);
  if (names_any(tokens) || !tells_of_group(tokens)) return;
  std::vector<Claim> group;
  for (const Claim& claim : claims) {
    if (claim.evidence == announced) group.push_back(claim);
  }
  if (group.size() < 2) return;
  for (Claim& claim : group) {
    auto& release = std::get<Release>(claim.content);
    release.license = license_in(reading.article.text, tokens, 0, tokens.size());
    release.date.reset();
    claim.supports = {{"model", announced}};
    if (!release.organization.empty()) claim.supports.push_back({"organization", announced});
    claim.evidence = sentence.span;
    claim.confidence = Confidence::tentative;
    claim.rule = "followup:group";
    claims.push_back(std::move(claim));
  }
}

}  // namespace dossier
