#include "extract/stance_noun.h"

#include <algorithm>
#include <string>

#include "base/word_set.h"
#include "extract/stance_scope.h"

namespace dossier {

// "Moonshot's own phrasing acknowledged", "METR's headline finding: …", "a warning from @x: …".
std::optional<HolderFind> by_noun(const Reading& reading, std::span<const Word> words,
                                  const Segment& segment, const CueMatch& noun) {
  HolderFind find;
  find.by = HolderBy::possessive;
  std::size_t after = noun.last + 1;
  if (after + 1 < segment.content_end && is_one_of(words[after].text, "from", "by", "of")) {
    const std::optional<std::size_t> speaker = speaker_at(reading, words[after + 1]);
    if (!speaker || words[after].text == "of") return std::nullopt;
    find.mention = *speaker;
    after = word_at(words, reading.mentions[*speaker].span.end);
  } else {
    std::size_t i = noun.first;
    bool owned = false;
    while (i > segment.first && noun.first - i < 5 && !owned) {
      --i;
      if (words[i].is_sign) return std::nullopt;
      owned = words[i].text == "'s";
    }
    if (!owned || i == segment.first) return std::nullopt;
    const std::optional<std::size_t> speaker = speaker_at(reading, words[i - 1]);
    if (!speaker) return std::nullopt;
    find.mention = *speaker;
  }
  // Up to the colon, "that" or a verb: else the noun is only spoken of.
  for (std::size_t i = after; i < segment.content_end && i < after + 12; ++i) {
    if (is_one_of(words[i].text, "that", ":", "“") ||
        (is_one_of(words[i].text, "is", "was", "acknowledged", "acknowledges", "argues",
                   "emphasized", "positioned", "positions", "says", "finds", "found", "concludes",
                   "concluded"))) {
      find.content = words[i].text == "“" ? i : i + 1;
      if (find.content < segment.content_end && words[find.content].text == "that") ++find.content;
      find.is_clause =
          words[i].text == "that" || words[i].text == ":" || words[find.content - 1].text == "that";
      return find;
    }
  }
  return std::nullopt;
}

// "according to X", "per X".
std::optional<HolderFind> by_preposition(const Reading& reading, std::span<const Word> words,
                                         const Segment& segment, std::size_t at) {
  std::size_t name = segment.last;
  if (words[at].text == "according" && at + 2 < segment.last && words[at + 1].text == "to") {
    name = at + 2;
  } else if (words[at].text == "per" && at + 1 < segment.last) {
    name = at + 1;
  }
  if (name >= segment.last) return std::nullopt;
  if (words[name].text == "the" && name + 1 < segment.last) ++name;
  const std::optional<std::size_t> speaker = speaker_at(reading, words[name]);
  if (!speaker) return std::nullopt;
  HolderFind find;
  find.mention = *speaker;
  find.by = HolderBy::according;
  const std::size_t end = word_at(words, reading.mentions[*speaker].span.end);
  const bool opens = at <= segment.first + 1 || words[at - 1].text == ":";
  if (end < segment.last && words[end].text == "'s") return std::nullopt;
  find.content = opens ? std::min(end + 1, segment.content_end) : segment.first;
  find.is_clause = true;
  return find;
}

}  // namespace dossier
