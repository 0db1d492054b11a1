#include "extract/lexicon.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/embedded.h"

namespace dossier {
namespace {

std::string show(const std::optional<NameEntry>& entry) {
  if (!entry) return "none";
  const char* weights = entry->weights == Weights::open     ? "open"
                        : entry->weights == Weights::closed ? "closed"
                                                            : "unknown";
  return entry->canonical + " | " + entry->family + " | " + entry->maker + " | " + weights;
}

Lexicon built_in() {
  Result<Lexicon> lexicon = Lexicon::load();
  REQUIRE(lexicon);
  return std::move(*lexicon);
}

TEST_CASE("Models that are not listed themselves have their family's maker and weights") {
  const Lexicon lexicon = built_in();
  const std::pair<const char*, const char*> cases[] = {
      {"GLM-5.1", "GLM-5.1 | GLM | Z.ai | open"},
      {"glm 9.9 air", "GLM-9.9-Air | GLM | Z.ai | open"},
      {"Claude Opus 7.2", "Claude Opus 7.2 | Claude | Anthropic | closed"},
      {"Opus 7.2", "Claude Opus 7.2 | Claude | Anthropic | closed"},
      {"gpt-oss-300b", "GPT-OSS-300B | GPT-OSS | OpenAI | open"},
      {"GPT-7 mini", "GPT-7 mini | GPT | OpenAI | closed"},
      {"Qwen4-Max", "Qwen4-Max | Qwen | Qwen | closed"},
      {"Qwen4-30B-A3B", "Qwen4-30B-A3B | Qwen | Qwen | open"},
      {"gemma-7-26B-A4B-it", "Gemma 7 26B A4B IT | Gemma | Google DeepMind | open"},
      {"Codex 9.3", "GPT-9.3 Codex | GPT | OpenAI | closed"},
      {"Zephyrus-3", "none"},
  };
  for (const auto& [name, expected] : cases) {
    CAPTURE(name);
    CHECK(show(lexicon.find(name, NameKind::model)) == expected);
  }
}

TEST_CASE("A model has one canonical name, whatever its case and separators") {
  const Lexicon lexicon = built_in();
  const std::pair<const char*, const char*> cases[] = {
      {"kimi-k9.6-thinking", "Kimi K9.6 Thinking"},
      {"kimi k9.6 thinking", "Kimi K9.6 Thinking"},
      {"Kimi 9.6", "Kimi K9.6"},
      {"MiniMax 9.7", "MiniMax M9.7"},
      {"MiniMax-01", "MiniMax 01"},
      {"claude-opus-9-6-thinking", "Claude Opus 9.6 Thinking"},
      {"claude-opus-9-5-20291101-thinking-64k", "Claude Opus 9.5 20291101 Thinking 64k"},
      {"claude-9-sonnet", "Claude Sonnet 9"},
      {"Claude Sonnet 9", "Claude Sonnet 9"},
      {"GPT-9.2 2029-12-11", "GPT-9.2 2029-12-11"},
      {"gpt-9.4-xhigh", "GPT-9.4 xhigh"},
      {"glm-9v-turbo", "GLM-9V-Turbo"},
      {"grok-9-1-fast-non-reasoning", "Grok 9.1 Fast Non-Reasoning"},
      {"gemini-9.5-flash-lite-preview-06-05", "Gemini 9.5 Flash-Lite Preview 06-05"},
      {"qwen9_5", "Qwen9.5"},
      {"gpt-9-mini-high", "GPT-9 mini High"},
      {"claude-opus-9-6-thinking-auto-low-effort", "Claude Opus 9.6 Thinking Auto Low Effort"},
  };
  for (const auto& [name, expected] : cases) {
    CAPTURE(name);
    const auto entry = lexicon.find(name, NameKind::model);
    REQUIRE(entry);
    CHECK(entry->canonical == expected);
    CHECK(lexicon.find(entry->canonical, NameKind::model)->canonical == expected);
  }
}

TEST_CASE("Accounts stand for their organization, and all spellings are listed") {
  const Lexicon lexicon = built_in();
  for (const char* account : {"ArtificialAnlys", "@ArtificialAnlys", "Artificial Analysis"}) {
    CHECK(lexicon.find(account, NameKind::organization)->canonical == "Artificial Analysis");
  }
  const std::vector<std::string> index = lexicon.aliases("Artificial Analysis Intelligence Index");
  CHECK(std::ranges::count(index, "aa index") == 1);
  CHECK(std::ranges::count(index, "aa intelligence index") == 1);
  CHECK(std::ranges::count(lexicon.aliases("Moonshot AI"), "moonshot") == 1);
  CHECK(std::ranges::count(lexicon.aliases("LMArena"), "arena.ai") == 1);
  CHECK(lexicon.aliases("Nobody").empty());
}

TEST_CASE("Superscripts tell benchmarks apart") {
  const Lexicon lexicon = built_in();
  for (const char* name : {"τ²-bench", "tau2-bench", "tau-2 bench", "Tau²-Bench"}) {
    CAPTURE(name);
    CHECK(lexicon.find(name, NameKind::benchmark)->canonical == "τ²-bench");
  }
  CHECK(lexicon.find("tau-bench", NameKind::benchmark)->canonical == "τ-bench");
  CHECK(lexicon.find("τ² Telecom", NameKind::benchmark)->canonical == "τ²-bench Telecom");
}

TEST_CASE("Benchmarks are found by any spelling and edition, with who runs them") {
  const Lexicon lexicon = built_in();
  const auto index = lexicon.find("AA Intelligence Index", NameKind::benchmark);
  REQUIRE(index);
  CHECK(index->canonical == "Artificial Analysis Intelligence Index");
  CHECK(index->maker == "Artificial Analysis");
  CHECK(lexicon.find("swe bench verified", NameKind::benchmark)->canonical == "SWE-bench Verified");
  CHECK(lexicon.find("ARC-AGI-9", NameKind::benchmark)->maker == "ARC Prize");
  CHECK(lexicon.find("moonshotai", NameKind::organization)->canonical == "Moonshot AI");
  CHECK(!lexicon.find("Nobody's Bench", NameKind::benchmark));
}

TEST_CASE("A user's lexicon adds to the built-in one and wins over it") {
  const Result<Lexicon> lexicon = Lexicon::load(
      "models:\n- {family: Zephyrus, maker: Harbor AI, weights: open}\n"
      "- {family: GLM, maker: Somebody, weights: closed}\n"
      "benchmarks:\n- {name: HarborBench, by: Harbor AI}\n",
      "own.yaml");
  REQUIRE(lexicon);
  CHECK(show(lexicon->find("Zephyrus-3-14B", NameKind::model)) ==
        "Zephyrus-3-14B | Zephyrus | Harbor AI | open");
  CHECK(lexicon->find("GLM-5", NameKind::model)->maker == "Somebody");
  CHECK(lexicon->find("harborbench", NameKind::benchmark)->maker == "Harbor AI");
}

TEST_CASE("A mistake in the user's lexicon is told with its file and line") {
  const Result<Lexicon> unreadable = Lexicon::load("models:\n- {family: [\n", "own.yaml");
  REQUIRE(!unreadable);
  CHECK(unreadable.error().code == ErrorCode::malformed);
  CHECK(unreadable.error().message.starts_with("own.yaml:3: "));
  const Result<Lexicon> nameless = Lexicon::load("models:\n- {maker: Harbor AI}\n", "own.yaml");
  REQUIRE(!nameless);
  CHECK(nameless.error().message.starts_with("own.yaml:2: "));
  CHECK(!Lexicon::load("just words", "own.yaml"));
}

TEST_CASE("An entry of the user's lexicon has no names without end") {
  std::string names;
  for (int i = 0; i < 2'000; ++i) names += "Name" + std::to_string(i) + ", ";
  for (const std::string& entry :
       {"models:\n- {family: Zephyrus, products: [" + names + "], also: [" + names + "]}\n",
        "organizations:\n- {name: Harbor AI, also: [" + names + "]}\n"}) {
    const Result<Lexicon> lexicon = Lexicon::load(entry, "own.yaml");
    REQUIRE(!lexicon);
    CHECK(lexicon.error().message == "own.yaml:2: more than 200 names under \"also\"");
  }
}

TEST_CASE("The program carries its lexicon inside, read when it was built") {
  const YamlNode models = embedded_lexicon("models.yaml");
  REQUIRE(!models.elements().empty());
  const YamlNode last = models.elements().back();
  CHECK(last["family"].is_text());
  CHECK(last.line() > models.elements().front().line());
  CHECK(embedded_lexicon("topics.yaml")["topics"].elements().front()["id"].is_text());
}

}  // namespace
}  // namespace dossier
