#include "extract/stance_segment.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/word_set.h"
#include "extract/stance_scope.h"

namespace dossier {
namespace {

bool is_citation_filler(std::string_view word) {
  static constexpr auto kWords =
      word_set({",", ";", "&", "and", "via", "e.g", ".", "also", "here", "+", "/", "see"});
  return kWords.contains(word);
}

// What a bracket says of a citation: "(analysis by @x; more from @y)".
bool is_citation_word(std::string_view word) {
  static constexpr auto kWords =
      word_set({"thread",     "post",       "posts",     "tweet", "paper",  "blog",    "summary",
                "recap",      "full",       "analysis",  "by",    "from",   "more",    "plus",
                "link",       "commentary", "follow",    "up",    "launch", "details", "quote",
                "additional", "framing",    "context",   "cited", "see",    "h",       "t",
                "per",        "writeup",    "according", "to",    "among",  "others",  "another",
                "example",    "discussion", "and",       ":",     "stats",  "retweet", "reported"});
  return kWords.contains(word);
}

// Whether the words [from, to) are nothing but handles and names of speakers.
bool is_citation(const Reading& reading, std::span<const Word> words, std::size_t from,
                 std::size_t to, bool in_brackets, std::vector<std::size_t>& cited) {
  cited.clear();
  for (std::size_t i = from; i < to; ++i) {
    if (const auto speaker = speaker_at(reading, words[i])) {
      if (cited.empty() || cited.back() != *speaker) cited.push_back(*speaker);
      continue;
    }
    const bool filler =
        is_citation_filler(words[i].text) || (in_brackets && is_citation_word(words[i].text));
    if (!filler) return false;
  }
  return !cited.empty();
}

}  // namespace

std::vector<Segment> split_segments(const Reading& reading, std::span<const Word> words) {
  std::vector<Segment> segments;
  std::size_t start = 0;
  std::vector<std::size_t> cited;
  int brackets = 0;
  std::size_t open = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view text = words[i].text;
    if (text == "(" || text == "[") {
      if (brackets++ == 0) open = i;
      continue;
    }
    if ((text == ")" || text == "]") && brackets > 0) {
      if (--brackets == 0 && open > start &&
          is_citation(reading, words, open + 1, i, true, cited)) {
        segments.push_back({start, i + 1, open, cited});
        start = i + 1;
      }
      continue;
    }
    if (text == ";" && brackets == 0 && i > start) {
      segments.push_back({start, i, i, {}});
      start = i + 1;
    }
  }
  if (start < words.size()) {
    // "… of the frontier @nrehiew_, @scaling01.", "…, via @theo".
    std::size_t end = words.size();
    std::size_t from = end;
    while (from > start + 1 &&
           (speaker_at(reading, words[from - 1]) || is_citation_filler(words[from - 1].text))) {
      --from;
    }
    while (from < end && !(words[from].text.starts_with('@') || words[from].text == "via")) ++from;
    const bool at_end = from < end && from > start + 2 &&
                        is_citation(reading, words, from, end, false, cited) &&
                        !is_one_of(words[from - 1].text, "by", "from", "to", "with", "like", "of",
                                   "for", "and", "at", "on", "including", "@");
    if (at_end) {
      segments.push_back({start, end, from, cited});
    } else {
      segments.push_back({start, end, end, {}});
    }
  }
  // What is left after the last citation ("." or a short tail) belongs to it; and a part that
  // has no words of its own to the one before.
  std::vector<Segment> whole;
  for (const Segment& segment : segments) {
    const auto own_words =
        std::count_if(words.begin() + static_cast<std::ptrdiff_t>(segment.first),
                      words.begin() + static_cast<std::ptrdiff_t>(segment.content_end),
                      [](const Word& word) { return !word.is_sign; });
    if (!whole.empty() && own_words < 3) {
      whole.back().last = segment.last;
      continue;
    }
    whole.push_back(segment);
  }
  return whole;
}

}  // namespace dossier
