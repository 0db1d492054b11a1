#include <catch2/catch.hpp>

#include "extract/extraction.h"
#include "ingest/article.h"

namespace dossier {
namespace {

// One paragraph a line.
Article article_of(std::string text) {
  Article article;
  article.text = std::move(text);
  for (std::size_t start = 0; start < article.text.size();) {
    const std::size_t end = std::min(article.text.find('\n', start), article.text.size());
    if (end > start) article.blocks.push_back({BlockKind::paragraph, {start, end}, 0, 0});
    start = end + 1;
  }
  return article;
}

std::vector<Mention> mentions_in(const Article& article) {
  static const Result<Lexicon> lexicon = Lexicon::load();
  REQUIRE(lexicon);
  return find_mentions(article, split_sentences(article), *lexicon);
}

// "GLM-5 (model), Arena = LMArena (organization)"
std::string show(const std::string& text) {
  const Article article = article_of(text);
  std::string shown;
  for (const Mention& mention : mentions_in(article)) {
    if (!shown.empty()) shown += ", ";
    const std::string_view printed = text_at(article.text, mention.span);
    shown += printed;
    if (printed != mention.canonical) shown += " = " + mention.canonical;
    shown += " (" + std::string{to_string(mention.kind)} + ")";
  }
  return shown.empty() ? "none" : shown;
}

void check(std::initializer_list<std::pair<const char*, const char*>> cases) {
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(show(text) == expected);
  }
}

TEST_CASE("Models stand under their usual name however they are printed") {
  check({
      {"We ran GLM\u20115.1 twice.", "GLM\u20115.1 = GLM-5.1 (model)"},
      {"A sound gemma-7-26B-A4B-it run.", "gemma-7-26B-A4B-it = Gemma 7 26B A4B IT (model)"},
      {"It copies 4.5 Opus.", "4.5 Opus = Claude Opus 4.5 (model)"},
      {"The Opus-class field.", "Opus = Claude Opus (model)"},
      {"With Claude 3.5 Sonnet and Claude 4 Sonnet.",
       "Claude 3.5 Sonnet (model), Claude 4 Sonnet = Claude Sonnet 4 (model)"},
  });
}

TEST_CASE("Names of unknown families are found by shape and by what introduces them") {
  check({
      {"We tried Zephyrus-3-14B-Instruct today.", "Zephyrus-3-14B-Instruct (model)"},
      {"Then Borealis 2.1 Flash came.", "Borealis 2.1 Flash (model)"},
      {"Heron-7B by harborlab: A small model.", "Heron-7B (model)"},
      {"A stealth model called Amber Owl appeared.", "Amber Owl (model)"},
      {"We tried Zephyrus-3-14B first. Zephyrus-4 follows.",
       "Zephyrus-3-14B (model), Zephyrus-4 (model)"},
  });
}

TEST_CASE("What only looks like a model is none") {
  check({
      {"Weights in INT4 and FP8 on a B300 under Apache-2.0.", "none"},
      {"It runs on an M3 Ultra or an iPhone 16 Pro Max.", "none"},
      {"A Mamba2 hybrid with 30B parameters.", "none"},
      {"She uses Claude Code and Kimi Code daily.", "none"},
      {"Step 1: open Windows 11 Pro.", "none"},
      {"It cost $2.50 on 2026-05-12.", "none"},
      {"A sub-7B model, Pro plan included.", "none"},
      {"Seen in #gpt-4-discussions today.", "none"},
  });
}

TEST_CASE("Short forms stand for the latest full name that they can stand for") {
  check({
      {"Kimi K2.5 came first. K2.6 beats K2.5.",
       "Kimi K2.5 (model), K2.6 = Kimi K2.6 (model), K2.5 = Kimi K2.5 (model)"},
      {"DeepSeek V4 Flash 0731 is out. Flash is cheap, and 0731 is better.",
       "DeepSeek V4 Flash 0731 (model), Flash = DeepSeek V4 Flash (model), "
       "0731 = DeepSeek V4 Flash 0731 (model)"},
      {"Gemini 9.5 Pro won. Later 9.5 Pro lost.",
       "Gemini 9.5 Pro (model), 9.5 Pro = Gemini 9.5 Pro (model)"},
      {"We saw DeepSeek V4 Flash and Pro.",
       "DeepSeek V4 Flash (model), Pro = DeepSeek V4 Pro (model)"},
      {"The Gemma 9 models and the Claude Opus 9.6 model.",
       "Gemma 9 (model), Claude Opus 9.6 (model)"},
      {"First is kimi-k9. Then k9 rests, v9 not.",
       "kimi-k9 = Kimi K9 (model), k9 = Kimi K9 (model)"},
      {"DeepSeek made the Heron Encoder V2.", "DeepSeek (organization)"},
      {"A flash of light, a V4 engine, a Pro.", "none"},
  });
}

TEST_CASE("A resolved name tells where its full name stands") {
  const Article article = article_of("MiniMax M2 is out.\nM2 leads.");
  const std::vector<Mention> mentions = mentions_in(article);
  REQUIRE(mentions.size() == 2);
  CHECK(mentions[0].antecedent.empty());
  CHECK(text_at(article.text, mentions[1].antecedent) == "MiniMax M2");
}

TEST_CASE("A name of lab and models alike is what its sentence makes it") {
  check({
      {"DeepSeek said so.", "DeepSeek (organization)"},
      {"DeepSeek's API is cheap.", "DeepSeek (organization)"},
      {"It routes to GPT, Grok, Kimi, and DeepSeek.",
       "GPT (model), Grok (model), Kimi (model), DeepSeek (model)"},
      {"Work by Qwen helps.", "Qwen (organization)"},
      {"People run Qwen at home.", "Qwen (model)"},
  });
}

TEST_CASE("Benchmarks are found with their editions, unknown ones by shape") {
  check({
      {"It scores 58 on SWE-Bench Pro.", "SWE-Bench Pro = SWE-bench Pro (benchmark)"},
      {"Terminal-Bench 82.7, then Terminal-Bench 2.1.",
       "Terminal-Bench (benchmark), Terminal-Bench 2.1 (benchmark)"},
      {"70 % on HarborBench v2 and Heron-Eval.",
       "HarborBench v2 (benchmark), Heron-Eval (benchmark)"},
      {"First in the Violin Arena.", "Violin Arena (benchmark)"},
      {"Benchmarks on a workbench.", "none"},
      // By what the text says that they are
      {"Why OpsTrial? OpsTrial, the incident-response test by us, is old.",
       "OpsTrial (benchmark), OpsTrial (benchmark)"},
      {"The Heron Cup leaderboard ranks agents.", "Heron Cup (benchmark)"},
      {"A new benchmark called TaxLine has 300 returns.", "TaxLine (benchmark)"},
      {"It sat the \"Night Clerk\" test.", "Night Clerk (benchmark)"},
      {"It ranks well on the K-MED exam.", "K-MED (benchmark)"},
      {"It reached 71.5% on KLAW-Pro.", "KLAW-Pro (benchmark)"},
      {"A rest for the HarborWorks team, the test of the year.", "none"},
      {"65 % on Multi-SWE-Bench, 7 on MM-MT-Bench.",
       "Multi-SWE-Bench (benchmark), MM-MT-Bench (benchmark)"},
      {"It scores 50 % on Terminal-Bench 2.0.", "Terminal-Bench 2.0 (benchmark)"},
  });
}

TEST_CASE("People are found by account, by first name, and by surname after that") {
  check({
      {"@some_one wrote to me@example.org.", "@some_one (person)"},
      {"Jonas Albrecht argued it. Albrecht is right.",
       "Jonas Albrecht (person), Albrecht = Jonas Albrecht (person)"},
      {"As researcher Oyelaran Adebayo showed.", "Oyelaran Adebayo (person)"},
      {"Shown in Okafor et al. (2026).", "Okafor (person)"},
  });
}

TEST_CASE("Unknown institutions are found by what they are called and by their initials") {
  check({
      {"The Baltic Observatory for AI Evaluation (BOAE) tested it. BOAE was strict.",
       "Baltic Observatory for AI Evaluation (organization), BOAE = Baltic Observatory for AI "
       "Evaluation (organization), BOAE = Baltic Observatory for AI Evaluation (organization)"},
      {"An Open Weights Coalition was formed.", "Open Weights Coalition (organization)"},
      {"Large Language Models (LLM) are large.", "none"},
  });
}

TEST_CASE("A name goes on over narrow blanks, small tiers and dots, and keeps its printed order") {
  check({
      {"Claude Opus\u202F4.5 is here.", "Claude Opus\u202F4.5 = Claude Opus 4.5 (model)"},
      {"Gemini 2.0 flash is quick.", "Gemini 2.0 flash = Gemini 2.0 Flash (model)"},
      {"FLUX.2 paints.", "FLUX.2 (model)"},
      {"Qwen2.5-7B-Instruct-1M reads long.", "Qwen2.5-7B-Instruct-1M (model)"},
      {"Gemini Embedding 2 embeds.", "Gemini Embedding 2 (model)"},
      {"R1-V is somebody else's.", "none"},
  });
}

TEST_CASE("A list of people tells of names that nothing else gives away") {
  check({
      {"With thanks to Oyelaran Adebayo, Jonas Albrecht, Wenzhe Qiu and Tamsin Orrow.",
       "Oyelaran Adebayo (person), Jonas Albrecht (person), Wenzhe Qiu (person), Tamsin Orrow "
       "(person)"},
      {"Jonas Albrecht and Open Source: open weights from a source.", "Jonas Albrecht (person)"},
  });
}

TEST_CASE("A known account that speaks is a person, an entry of a bibliography is none") {
  check({
      {"The key leaked. karpathy noted it first.", "karpathy (person)"},
      {"@misc{albrecht2026, title = {Nothing}}", "none"},
  });
}

TEST_CASE("First names alone stand for whom the article or its byline tells") {
  check({{"At Anthropic today Dario spoke.",
          "Anthropic (organization), Dario = Dario Amodei (person)"}});
  Article article = article_of("The work with Jonas was fun.");
  article.byline = "Jonas Albrecht";
  const std::vector<Mention> mentions = mentions_in(article);
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].canonical == "Jonas Albrecht");
}

TEST_CASE("What the article writes with @ is an account in brackets too") {
  check({{"Says @harborlight. It is fast (harborlight) and small.",
          "@harborlight (person), harborlight (person)"}});
}

TEST_CASE("Typographic marks belong to no name") {
  check({
      {"“Nathan Lambert” — “@some_one” … V4—Pro (scaling01; rasbt)…",
       "Nathan Lambert (person), @some_one (person), scaling01 (person), rasbt (person)"},
      {"—Alcove—Index—", "none"},
  });
}

TEST_CASE("Any bytes are read without a fault") {
  for (const char* text : {"", "\n", "-", "GLM-", "GLM-5.", "@", "(", "Claude ", "\xC3\xA9", "V4",
                           "Arena:", "τ²-Bench", "\u2011", "Qwen/", "by : by :", "A (B) C (D"}) {
    CAPTURE(text);
    static_cast<void>(show(text));
  }
}

}  // namespace
}  // namespace dossier
