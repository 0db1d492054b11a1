#include "bench/claim_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "store/store.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;

constexpr std::array kFamilies{"GLM",    "Qwen",  "DeepSeek-V", "Kimi K",  "MiniMax-M", "Llama ",
                               "Gemma ", "Grok ", "GPT-",       "Gemini ", "Step-",     "Mistral "};
constexpr std::array kOrganizations{"Z.ai",    "Alibaba", "DeepSeek", "Moonshot AI",
                                    "MiniMax", "Meta",    "Google",   "xAI"};
constexpr std::array kPeople{"Nathan Lambert", "Simon Willison", "Dario Amodei",
                             "Sam Altman",     "Yann LeCun",     "Jensen Huang"};
constexpr std::array kBenchmarks{"SWE-bench Verified", "SWE-bench Pro", "Terminal-Bench",
                                 "GPQA Diamond",       "MMLU-Pro",      "FrontierMath",
                                 "SuperGPQA",          "MMMU-Pro",      "MMBench",
                                 "SWE-rebench",        "Global MMLU",   "MMMLU",
                                 "SWE-Lancer",         "MMLU-Redux",    "SWE-bench Multilingual"};

// A cheap stream of numbers that depends on its seed alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed * 0x9E3779B97F4A7C15ULL + 1} {}
  std::size_t roll(std::size_t sides) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return static_cast<std::size_t>(state_ >> 11U) % sides;
  }

 private:
  std::uint64_t state_;
};

template <std::size_t N>
std::string_view pick(const std::array<const char*, N>& words, Dice& dice) {
  return words[dice.roll(N)];
}

// A text that grows, with what was found in it.
struct Draft {
  Document document;

  TextSpan say(std::string_view words) {
    const std::size_t start = document.text.size();
    document.text += words;
    return {start, document.text.size()};
  }
  void name(NameKind kind, std::string_view canonical) {
    document.mentions.push_back({say(canonical), kind, std::string{canonical}, {}, "bench"});
  }
};

// Seven of ten claims are scores; a model has one score on a benchmark, but one time in 16 somebody
// gives another.
Claim score(Draft& draft, const std::string& model, Dice& dice) {
  const std::string benchmark{pick(kBenchmarks, dice)};
  std::uint64_t seed = 0;
  for (const char c : model + benchmark) seed = seed * 31 + static_cast<unsigned char>(c);
  std::size_t tenths = 300 + Dice{seed}.roll(600);
  if (dice.roll(16) == 0) tenths += 17;
  const std::string figure = fmt::format("{}.{}", tenths / 10, tenths % 10);
  draft.say("On ");
  draft.name(NameKind::benchmark, benchmark);
  draft.say(", ");
  draft.name(NameKind::model, model);
  draft.say(fmt::format(" scores {}%.", figure));
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = benchmark;
  content.figure = Figure{static_cast<double>(tenths) / 10, figure};
  content.unit = "%";
  Claim claim;
  claim.content = content;
  return claim;
}

Claim lead(Draft& draft, const std::string& model, Dice& dice) {
  const std::string benchmark{pick(kBenchmarks, dice)};
  draft.name(NameKind::model, model);
  draft.say(" ranks first on ");
  draft.name(NameKind::benchmark, benchmark);
  draft.say(" this week.");
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = benchmark;
  content.relation = Relation::rank;
  content.rank = 1;
  Claim claim;
  claim.content = content;
  return claim;
}

Claim release(Draft& draft, const std::string& model, Dice& dice) {
  const std::string organization{pick(kOrganizations, dice)};
  draft.name(NameKind::organization, organization);
  draft.say(" released ");
  draft.name(NameKind::model, model);
  draft.say(" under the MIT license.");
  Claim claim;
  claim.content = Release{organization, model, "MIT", "", "", false, {}};
  return claim;
}

Claim stance(Draft& draft, const std::string& model, Dice& dice) {
  const std::string holder{pick(kPeople, dice)};
  draft.name(NameKind::person, holder);
  draft.say(" says that ");
  draft.name(NameKind::model, model);
  draft.say(" is good enough for daily work.");
  Stance content;
  content.holder = holder;
  content.target = model;
  Claim claim;
  claim.content = content;
  return claim;
}

// The models that sources speak of: a few in the dossier's, two thousand in the others'.
std::string model_of(bool in_dossier, Dice& dice) {
  const std::size_t versions = in_dossier ? 5 : 170;
  const std::string family{pick(kFamilies, dice)};
  const std::size_t version = dice.roll(versions);
  const bool joined = family == "GLM" || family == "Qwen";
  return fmt::format("{}{}{}.{}", family, joined ? "-" : "", 1 + version / 10, version % 10);
}

Draft draft_source(std::size_t number, bool in_dossier) {
  Dice dice{number};
  Draft draft;
  std::vector<Claim> claims;
  draft.say(fmt::format("{} digest number {}, with what was measured and said this week.",
                        in_dossier ? kDossierWord : "Weekly", number));
  for (std::size_t i = 0; i < kClaimsOfSource; ++i) {
    draft.say(" ");
    const std::string model = model_of(in_dossier, dice);
    const std::size_t start = draft.document.text.size();
    Claim claim = i == 7   ? lead(draft, model, dice)
                  : i == 8 ? release(draft, model, dice)
                  : i == 9 ? stance(draft, model, dice)
                           : score(draft, model, dice);
    claim.evidence = {start, draft.document.text.size()};
    claim.confidence = Confidence::confident;
    claim.rule = "bench";
    claims.push_back(std::move(claim));
  }
  Document& document = draft.document;
  Source& source = document.source;
  source.url = fmt::format("https://site-{}.example/{}", number % 100, number);
  source.id = short_id({source.url});
  source.canonical_url = source.url;
  source.title = fmt::format("Digest number {}", number);
  source.outlet = fmt::format("Site {}", number % 100);
  source.published = end_of_graph() - 24h * (number % 300);
  source.first_seen = source.fetched = *source.published + 1h;
  document.raw = "<html><body><p>" + document.text + "</p></body></html>";
  document.passages.push_back({{0, document.text.size()}, {}, {}});
  document.claims = store_claims(source, document.text, claims);
  return draft;
}

}  // namespace

Time end_of_graph() {
  return parse_rfc3339("2026-05-01T00:00:00Z").value();
}

std::string source_text(std::size_t number, bool in_dossier) {
  return draft_source(number, in_dossier).document.text;
}

Result<void> make_claim_graph(const std::string& directory, std::size_t claims) {
  auto store = Store::open(directory);
  if (!store) return tl::unexpected(store.error());
  const std::size_t sources = claims / kClaimsOfSource;
  const std::size_t every = std::max<std::size_t>(sources * kClaimsOfSource / kClaimsOfDossier, 1);
  for (std::size_t number = 0; number < sources; ++number) {
    const Draft draft = draft_source(number, number % every == 0);
    const std::string feed = fmt::format("https://site-{}.example/feed", number % 100);
    EntryState entry;
    entry.entry_hash = draft.document.source.id;
    const auto added = store->add_document(draft.document, feed, draft.document.source.url, entry);
    if (!added) return tl::unexpected(added.error());
  }
  return store->sync();
}

}  // namespace dossier
