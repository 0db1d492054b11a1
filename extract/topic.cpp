#include "extract/topic.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "base/word_set.h"
#include "extract/embedded.h"
#include "extract/phrase_set.h"

namespace dossier {
namespace {

constexpr int kSharedIds = 1000;  // Ids of groups start here, those of directions at twice that
constexpr std::array<std::pair<std::string_view, Direction>, 3> kDirections{{
    {"widening", Direction::widening},
    {"stable", Direction::stable},
    {"narrowing", Direction::narrowing},
}};

// topics.yaml, parsed once.
struct TopicTable {
  std::vector<Topic> topics;
  std::vector<std::vector<std::vector<int>>> together;  // Per topic: lists of group ids
  std::vector<bool> has_directions;
  int named_benchmark = -1;  // Id of the group that a named benchmark stands for
  PhraseSet phrases;         // Id of a topic, or kSharedIds + id of a group
  PhraseSet directions;      // Topic * 4 + direction
};

// The file is our own, compiled in: what is wrong with it is a bug, found by the first test.
TopicTable read_table() {
  TopicTable table;
  const YamlNode root = embedded_lexicon("topics.yaml");
  std::unordered_map<std::string, int> group_ids;
  for (const auto& [key, phrases] : root["groups"].members()) {
    const std::string name = key.text();
    const int id = kSharedIds + static_cast<int>(group_ids.size());
    group_ids.emplace(name, id);
    if (name == "named_benchmark") table.named_benchmark = id;
    for (const std::string& phrase : phrases.texts()) table.phrases.add(phrase, id);
  }
  for (const YamlNode& node : root["topics"].elements()) {
    const int id = static_cast<int>(table.topics.size());
    table.topics.push_back({node["id"].text(), node["label"].text(), node["phrase"].text()});
    for (const std::string& phrase : node["any"].texts()) table.phrases.add(phrase, id);
    std::vector<std::vector<int>>& lists = table.together.emplace_back();
    for (const YamlNode& list : node["together"].elements()) {
      std::vector<int>& groups = lists.emplace_back();
      for (const std::string& name : list.texts()) groups.push_back(group_ids.at(name));
    }
    const YamlNode directions = node["directions"];
    table.has_directions.push_back(static_cast<bool>(directions));
    for (const auto& [name, direction] : kDirections) {
      for (const std::string& phrase : directions[name].texts()) {
        table.directions.add(phrase, id * 4 + static_cast<int>(direction));
      }
    }
  }
  assert(!table.topics.empty());
  return table;
}

const TopicTable& table() {
  static const TopicTable parsed = read_table();
  return parsed;
}

bool is_negation(std::string_view word) {
  return word == "not" || word == "no" || word == "never" || word == "won't" || word == "cannot" ||
         word.ends_with("n't");
}

// Denied, asked, wished or supposed rather than said.
bool is_unasserted(std::span<const Word> words, std::size_t at) {
  for (std::size_t back = 1; back <= 12 && back <= at; ++back) {
    const std::string_view word = words[at - back].text;
    if (word == ";") break;
    if (back <= 5 && is_negation(word)) return true;
    if (back <= 3 && is_one_of(word, "should", "must", "need", "needs", "could", "might", "may",
                               "can", "would", "want", "wants", "hope", "help", "helps")) {
      return true;
    }
    if (is_one_of(word, "if", "whether", "unless", "prediction", "narrative", "story", "notion",
                  "possibility", "question", "scenario", "worry")) {
      return true;
    }
    // "Grants to close the gap" is a purpose, "expected to close the gap" is not.
    if (word != "to" || back > 2) continue;
    bool foreseen = false;
    for (std::size_t i = at - back; i > 0 && at - back - i < 8; --i) {
      const std::string_view verb = words[i - 1].text;
      foreseen = foreseen || verb.starts_with("expect") || verb.starts_with("predict") ||
                 verb.starts_with("continu") || verb.starts_with("appear") ||
                 verb.starts_with("seem") || verb.starts_with("start") ||
                 is_one_of(verb, "likely", "going", "begun", "began", "begins", "set", "poised",
                           "tends", "tend", "point", "points", "pointed");
    }
    if (!foreseen) return true;
  }
  return false;
}

// "Open models pull ahead": not of each other.
bool is_of_open_models(std::span<const Word> words, const PhraseSet::Match& match) {
  if (words[match.last].text != "ahead" && words[match.last].text != "away") return false;
  bool open = false, closed = false;
  for (std::size_t back = 1; back <= 6 && back <= match.first; ++back) {
    const std::string_view word = words[match.first - back].text;
    open = open || is_one_of(word, "open", "oss", "chinese");
    closed = closed || is_one_of(word, "closed", "proprietary", "american", "frontier");
  }
  return open && !closed;
}

Direction direction_of(const TopicTable& in, std::size_t topic, std::span<const Word> words) {
  Direction found = Direction::none;
  if (!words.empty() && words.back().text == "?") return found;
  for (const PhraseSet::Match& match : in.directions.find(words)) {
    if (static_cast<std::size_t>(match.id) / 4 != topic) continue;
    const auto direction = static_cast<Direction>(match.id % 4);
    if (direction == found || is_unasserted(words, match.first)) continue;
    if (direction == Direction::widening && is_of_open_models(words, match)) continue;
    if (found != Direction::none) {
      // "Narrowed, but widens again": no one way. "Roughly" beside a clear word is its adverb.
      if (direction == Direction::stable) continue;
      if (found != Direction::stable) return Direction::none;
    }
    found = direction;
  }
  return found;
}

}  // namespace

const std::vector<Topic>& topics(const Lexicon& /*lexicon*/) {
  return table().topics;
}

const Topic* find_topic(const Lexicon& lexicon, std::string_view id) {
  const auto found = std::ranges::find(topics(lexicon), id, &Topic::id);
  return found == topics(lexicon).end() ? nullptr : &*found;
}

TopicMatch match_topic(const Lexicon& /*lexicon*/, std::span<const Word> words,
                       bool names_benchmark) {
  const TopicTable& known = table();
  std::vector<int> seen;
  for (const PhraseSet::Match& match : known.phrases.find(words)) seen.push_back(match.id);
  if (names_benchmark) seen.push_back(known.named_benchmark);
  const auto has = [&](int id) { return std::ranges::find(seen, id) != seen.end(); };
  for (std::size_t i = 0; i < known.topics.size(); ++i) {
    const bool fits = has(static_cast<int>(i)) ||
                      std::ranges::any_of(known.together[i], [&](const std::vector<int>& groups) {
                        return std::ranges::all_of(groups, has);
                      });
    if (!fits) continue;
    const Direction direction =
        known.has_directions[i] ? direction_of(known, i, words) : Direction::none;
    return {&known.topics[i], direction};
  }
  return {};
}

Direction find_direction(const Lexicon& lexicon, const Topic& topic, std::span<const Word> words) {
  const TopicTable& known = table();
  const auto at = static_cast<std::size_t>(
      std::ranges::find(topics(lexicon), topic.id, &Topic::id) - topics(lexicon).begin());
  if (at >= known.topics.size() || !known.has_directions[at]) return Direction::none;
  return direction_of(known, at, words);
}

}  // namespace dossier
