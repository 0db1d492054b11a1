// Which terms match which texts, and which passages a dossier takes.

#include "render/topic_match.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

TEST_CASE("terms match whole words, in every spelling that means the same") {
  struct Case {
    std::string_view term, text;
    bool matches;
  };
  const Case cases[] = {
      // Whole words, case-folded
      {"Codex", "We asked codex, twice.", true},
      {"Codex", "The codexes agree.", true},
      {"Codex", "CodexBench", false},
      {"FP8", "NVFP8", false},
      {"open model", "an open modeling tool", false},
      {"quantized", "dequantized", false},
      {"ÉPOCH", "the époch of it", true},
      {"epoch", "epo\u0301ch", false},
      {"Caf", "Cafe\u0301s", false},
      {".NET", "ASP.NET", true},
      // Plural
      {"open model", "Open models win.", true},
      {"harness", "two harnesses", true},
      {"capability", "new capabilities", true},
      {"survey", "two surveys", true},
      {"open models", "an open model", false},
      // Possessive, quotation marks, brackets
      {"Epoch AI", "Epoch AI's note", true},
      {"Epoch AI", "(\u201CEpoch AI\u201D)", true},
      // Hyphens and blanks
      {"open-weight", "open weight", true},
      {"open weight", "open\u2011weights", true},
      {"open weight", "open\u00A0\nweight", true},
      {"open weight", "open_weight", true},
      {"open weight", "open\n\nweight", false},
      {"open weight", "openweight", false},
      {"open weight", "open, weight", false},
      {"open weight", "o\u00ADpen wei\u200Bght", true},
      // Versions and variants
      {"GLM-5", "GLM-5.1", true},
      {"GLM-5", "GLM 5", true},
      {"GLM-5", "GLM5.1", true},
      {"GLM-5", "GLM-5V-Turbo", true},
      {"GLM-5", "GLM-51", false},
      {"GLM-4.7", "GLM-4.75", false},
      {"GLM-4.7", "GLM-4", false},
      {"MiMo-V2", "MiMo-V2-Flash", true},
      {"Qwen3", "Qwen3-Coder", true},
      {"Qwen3", "Qwen 3 Coder", true},
      {"Qwen3", "Qwen3.5", true},
      {"Qwen3", "Qwen35", false},
      {"GPT-4", "GPT-4o", true},
      {"Gemma 4", "Gemma 4B", false},
      {"Gemma 4", "Gemma 4 31B", true},
      {"top 5", "the top 5th", false},
      {"gpt-oss", "gpt-oss-120b", true},
      // Punctuation inside a term
      {"tok/s", "150 tok/s.", true},
      {"C++", "in C++20", true},
      {"tau\u00B2", "tau\u00B2-bench", true},
      // Nothing to look for, nowhere to look
      {"model", "", false},
      {"-", "a - b", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.term, c.text);
    CHECK(matches_term(c.text, c.term) == c.matches);
  }
}

// The article of the passages below, and spans in it by their text.
const std::string kArticle =
    "Open models\n\nKimi leads.\n\nOther news\n\nThe following were seen:\n\nA rocket.\n\nA "
    "sponsors-only letter on Kimi.";

TextSpan span_of(std::string_view part) {
  const std::size_t start = kArticle.find(part);
  REQUIRE(start != std::string::npos);
  return {start, start + part.size()};
}

std::vector<Passage> passages() {
  return {
      {span_of("Kimi leads."), {span_of("Open models")}, {}},
      {span_of("A rocket."), {span_of("Other news")}, span_of("The following were seen:")},
      {span_of("A sponsors-only letter on Kimi."), {span_of("Other news")}, {}},
  };
}

TEST_CASE("a passage is judged by its text, headings, introduction and the title") {
  struct Case {
    std::string name;
    MatchTerms terms;
    std::string title;
    std::vector<std::size_t> expected;
  };
  const Case cases[] = {
      {"by its own text", {{"Kimi"}, {}, {}}, "", {0, 2}},
      {"by its heading", {{"open model"}, {}, {}}, "", {0}},
      {"by its introduction", {{"following"}, {}, {}}, "", {1}},
      {"by the title", {{"digest"}, {}, {}}, "A digest", {0, 1, 2}},
      {"none drops it", {{"Kimi"}, {}, {"sponsors-only"}}, "", {0}},
      {"none in the title drops all", {{"Kimi"}, {}, {"digest"}}, "A digest", {}},
      {"all must be there", {{}, {"Kimi", "leads"}, {}}, "", {0}},
      {"all may be parted between heading and text", {{}, {"Kimi", "open model"}, {}}, "", {0}},
      {"any and all", {{"rocket", "letter"}, {"other news"}, {}}, "", {1, 2}},
      {"all in plural or not", {{}, {"model", "Kimi"}, {}}, "", {0}},
      {"not across the end of a passage", {{"leads other"}, {}, {}}, "", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(matching_passages(c.terms, c.title, kArticle, passages()) == c.expected);
  }
}

TEST_CASE("any text may be folded") {
  for (std::string_view text : {"", "\n\n\n", "\xFF\xFE", "a\xC3", "\u2014", "-_- -"}) {
    CHECK_FALSE(matches_term(text, "model"));
  }
  const std::string long_text(1U << 20U, '-');
  CHECK_FALSE(matches_term(long_text, "a - b"));
}

}  // namespace
}  // namespace dossier
