#include "extract/figure_telling.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr auto kScoring =
    word_set({"score", "scores", "scored", "scoring", "reached", "reaches", "reaching", "achieves",
              "achieved", "achieving", "hits", "hit", "posts", "posted", "gets", "got", "records",
              "manages", "managed"});
constexpr auto kResults = word_set(
    {"score",   "scores",   "scored",  "scoring", "accuracy", "achieves", "achieved", "reaches",
     "reached", "reaching", "rate",    "elo",     "points",   "pass",     "result",   "performance",
     "solves",  "solved",   "hits",    "posts",   "overall",  "average",  "rises",    "rose",
     "hours",   "dropped",  "manages", "managed", "stand",    "stands",   "unchanged"});

}  // namespace

bool is_told(const std::vector<Token>& tokens, std::size_t at) {
  constexpr std::size_t kReachMax = 3;
  for (std::size_t back = 1; back <= kReachMax && back <= at; ++back) {
    const Token& token = tokens[at - back];
    if (is_among(word_of(token), kScoring)) return true;
    if (is_mark(token, ",") || token.kind == TokenKind::number) return false;
  }
  return false;
}

bool tells_result(const std::vector<Token>& tokens, const FoundFigure& figure) {
  constexpr std::size_t kItemTokensMax = 9;
  constexpr std::size_t kBeforeMax = 7;
  constexpr std::size_t kBehindMax = 4;
  if (tokens.size() <= kItemTokensMax && tokens[figure.first].depth == 0) return true;
  const std::size_t from = figure.first < kBeforeMax ? 0 : figure.first - kBeforeMax;
  for (std::size_t i = from; i < figure.last + kBehindMax && i < tokens.size(); ++i) {
    if (is_among(word_of(tokens[i]), kResults)) return true;
  }
  return figure.unit == "elo";
}

bool is_of_past(const std::vector<Token>& tokens, const FoundFigure& figure) {
  constexpr std::size_t kReachMax = 5;
  if (figure.first == 0 || figure.from) return false;
  const Token& link = tokens[figure.first - 1];
  if (word_of(link) == "above" || word_of(link) == "below" || is_mark(link, "->")) return true;
  for (std::size_t back = 1; back <= kReachMax && back <= figure.first; ++back) {
    const Token& token = tokens[figure.first - back];
    if (word_of(token) == "from") return true;
    if (token.kind != TokenKind::word) return false;
  }
  return false;
}

}  // namespace dossier
