#include "extract/speaker.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"

namespace dossier {
namespace {

constexpr auto kSays = word_set(
    {"claims",     "claim",       "claimed",   "claiming",  "says",      "said",      "saying",
     "reports",    "reported",    "reporting", "announced", "announces", "places",    "placed",
     "placing",    "puts",        "put",       "publishes", "published", "positions", "positioned",
     "calls",      "called",      "finds",     "found",     "shows",     "showed",    "notes",
     "noted",      "estimates",   "estimated", "ranks",     "rates",     "rated",     "measured",
     "measures",   "argues",      "argued",    "writes",    "wrote",     "states",    "stated",
     "highlights", "highlighted", "added",     "adds",      "posted",    "posts",     "shared",
     "concluded",  "concludes",   "evaluated", "scored"});

bool speaks(const Token& token) {
  return is_name(token, NameKind::organization) || is_name(token, NameKind::person);
}

bool is_light(const Token& token) {
  static constexpr auto kLight = word_set(
      {"also", "then", "later", "itself", "has", "have", "now", "meanwhile", "since", "already"});
  const std::string_view word = word_of(token);
  return word.ends_with("ly") || is_among(word, kLight);
}

// Of "PERSON of (the) ORGANIZATION" the person; `i` is the name before the verb.
std::size_t head_of(const std::vector<Token>& tokens, std::size_t i) {
  std::size_t before = i;
  if (before > 0 && word_of(tokens[before - 1]) == "the") --before;
  if (before < 2 || !is_name(tokens[i], NameKind::organization)) return i;
  const std::string_view link = word_of(tokens[before - 1]);
  const bool links = link == "of" || link == "at" || link == "from";
  return links && is_name(tokens[before - 2], NameKind::person) ? before - 2 : i;
}

// "The 71.4% that LAB reports", "the 71.4% LAB reports", "the same figure that LAB found": the
// speaker at `i`, whose verb stands at `verb`, speaks only for what the clause hangs on.
bool is_relative(const std::vector<Token>& tokens, std::size_t i, std::size_t verb) {
  static constexpr auto kGoesOn = word_set(
      {"for", "in", "on", "with", "from", "and", "but", "last", "itself", "earlier", "by"});
  if (i > 0 && word_of(tokens[i - 1]) == "the") --i;
  if (i == 0) return false;
  const std::string_view link = word_of(tokens[i - 1]);
  const bool hangs = link == "that" || link == "which" || tokens[i - 1].kind == TokenKind::number;
  if (!hangs) return false;
  const std::size_t next = verb + 1;
  if (next >= tokens.size()) return true;
  const Token& after = tokens[next];
  const bool gap = is_mark(after, ",") || is_mark(after, ";") || is_mark(after, ".") ||
                   is_mark(after, ")") || is_mark(after, "-");
  return gap || is_among(word_of(after), kGoesOn);
}

// "…, and LAB measured …": what stands before it is not this speaker's.
bool opens_clause(const std::vector<Token>& tokens, std::size_t i) {
  static constexpr auto kOpeners = word_set({"and", "while", "but", "whereas", "though"});
  if (i > 0 && word_of(tokens[i - 1]) == "the") --i;
  if (i < 2) return false;
  return is_mark(tokens[i - 1], ";") || is_among(word_of(tokens[i - 1]), kOpeners);
}

// The figure at `at` is what a relative clause from `i` on hangs on: a few tokens before it, and
// nothing parts the two.
bool hangs_on(const std::vector<Token>& tokens, std::size_t at, std::size_t i) {
  constexpr std::size_t kHeadTokensMax = 4;
  if (at >= i || i - at > kHeadTokensMax) return false;
  for (std::size_t k = at + 1; k < i; ++k) {
    if (tokens[k].kind == TokenKind::number || is_mark(tokens[k], ",")) return false;
  }
  return true;
}

// "Moonshot's official benchmarking message", "DeepSeek's own evals": whose figures they are. The
// name stands at token `i`.
bool owns_figures(const std::vector<Token>& tokens, std::size_t i) {
  static constexpr auto kFigures =
      word_set({"numbers",    "results",     "benchmarks",   "benchmarking", "evals",  "eval",
                "evaluation", "evaluations", "figures",      "report",       "claims", "claim",
                "chart",      "table",       "announcement", "measurements", "tests",  "testing",
                "analysis",   "internal",    "published",    "reported"});
  static constexpr auto kBefore =
      word_set({"official", "own", "reported", "published", "internal", "launch", "latest", "new",
                "first", "early", "independent", "technical", "public", "benchmark"});
  if (i + 1 >= tokens.size()) return false;
  if (word_of(tokens[i + 1]) == "-reported") return true;
  if (word_of(tokens[i + 1]) != "'s") return false;
  for (std::size_t k = i + 2; k < tokens.size() && k < i + 5; ++k) {
    const std::string_view word = word_of(tokens[k]);
    if (is_among(word, kFigures)) return true;
    if (!is_among(word, kBefore)) return false;
  }
  return false;
}

// The first of the names that end the sentence: "… @a, @b", "… (a, b)", "… [@a]."
const Mention* find_citation(const std::vector<Token>& tokens) {
  std::size_t end = tokens.size();
  while (end > 0 && (is_mark(tokens[end - 1], ".") || is_mark(tokens[end - 1], "!"))) --end;
  if (end == 0) return nullptr;
  const bool bracketed = is_mark(tokens[end - 1], ")") || is_mark(tokens[end - 1], "]");
  const Mention* first = nullptr;
  for (std::size_t i = bracketed ? end - 1 : end; i > 0; --i) {
    const Token& token = tokens[i - 1];
    if (speaks(token)) {
      if (!bracketed && !token.text.starts_with('@')) break;
      first = token.mention;
    } else if (bracketed && (is_mark(token, "(") || is_mark(token, "["))) {
      return first;
    } else if (!is_mark(token, ",") && !is_mark(token, ";") && word_of(token) != "and" &&
               word_of(token) != "via" && word_of(token) != "per") {
      return bracketed ? nullptr : first;
    }
  }
  return first;
}

}  // namespace

const Mention* find_speaker(const std::vector<Token>& tokens, std::size_t at) {
  const Mention* found = nullptr;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view word = word_of(tokens[i]);
    const bool to = word == "according" && i + 2 < tokens.size() && word_of(tokens[i + 1]) == "to";
    const bool by = (word == "per" || word == "via") && i + 1 < tokens.size();
    if (to || by) {
      const std::size_t name = to ? i + 2 : i + 1;
      if (!speaks(tokens[name])) continue;
      if (found == nullptr) found = tokens[name].mention;
      i = name;
      continue;
    }
    if (!speaks(tokens[i])) continue;
    std::size_t verb = i + 1;
    while (verb < tokens.size() && is_light(tokens[verb])) ++verb;
    if (verb >= tokens.size()) continue;
    const bool says = is_among(word_of(tokens[verb]), kSays);
    const bool label = i == 0 && is_mark(tokens[verb], ":");
    if (!says && !label && !owns_figures(tokens, i)) continue;
    const std::size_t head = head_of(tokens, i);
    if (says && is_relative(tokens, head, verb)) {
      if (hangs_on(tokens, at, head)) return tokens[head].mention;
      continue;
    }
    const bool parted = opens_clause(tokens, head);
    if (parted && at < head) continue;
    if (found == nullptr || (parted && says)) found = tokens[head].mention;
  }
  return found != nullptr ? found : find_citation(tokens);
}

const Mention* find_cited(const std::vector<Token>& tokens) {
  const Mention* cited = find_citation(tokens);
  if (cited == nullptr || cited->kind != NameKind::person) return nullptr;
  return cited->canonical.starts_with('@') ? cited : nullptr;
}

}  // namespace dossier
