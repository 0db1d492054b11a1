#include "extract/class_gap.h"

#include <algorithm>
#include <initializer_list>

namespace dossier {
namespace {

bool says(std::string_view sentence, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [sentence](std::string_view word) { return sentence.find(word) != sentence.npos; });
}

}  // namespace

std::optional<ClassGap> find_class_gap(std::string_view sentence, const FoundFigure& figure) {
  const bool months = figure.unit == "months";
  if (!months && figure.unit != "points" && figure.unit != "elo") return std::nullopt;
  const bool open = says(sentence, {"open"});
  const bool closed = says(sentence, {"closed", "proprietary"});
  const bool gap = says(sentence, {"gap", "distance between", "difference between"});
  if (months ? !gap && !(open && says(sentence, {"lag", "behind"})) : !(gap && open && closed)) {
    return std::nullopt;
  }
  ClassGap found;
  found.model = says(sentence, {"open-weight"}) ? "open-weight models" : "open models";
  if (says(sentence, {"state-of-the-art", "state of the art"})) found.versus = "state of the art";
  if (closed) found.versus = "closed models";
  return found;
}

bool is_behind_closed(const std::vector<Token>& tokens, const FoundFigure& figure) {
  constexpr std::size_t kReachMax = 6;
  const std::size_t next = figure.last + 1;
  if (figure.unit != "months" && figure.unit != "points") return false;
  if (next >= tokens.size()) return false;
  if (word_of(tokens[next]) != "behind" && word_of(tokens[next]) != "below") return false;
  for (std::size_t i = next + 1; i < tokens.size() && i < next + kReachMax; ++i) {
    const std::string_view word = word_of(tokens[i]);
    if (word == "closed" || word == "proprietary") return true;
    if (word.empty()) return false;
  }
  return false;
}

}  // namespace dossier
