// Benchmark claims in prose: figures, places and comparisons of a sentence, each paired with the
// model and the benchmark that it belongs to. Start at find_benchmark_claims().
//
// A name in the sentence wins over one that is inherited, the nearer over the farther, and what
// a preposition or a bracket ties together over what merely stands close.

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "extract/benchmark_pairing.h"
#include "extract/claim_scope.h"
#include "extract/clause.h"
#include "extract/speaker.h"
#include "extract/table_claim.h"

namespace dossier {
namespace {

constexpr std::size_t kSentenceBytesMax = 3000;

bool says_the_same(const Claim& one, const Claim& other) {
  const auto& a = std::get<BenchmarkClaim>(one.content);
  const auto& b = std::get<BenchmarkClaim>(other.content);
  return a.model == b.model && a.benchmark == b.benchmark && a.figure && b.figure &&
         a.figure->value == b.figure->value;
}

// Of one part of the benchmark; where the sentence has words for the part that the table tells
// ("on BENCHMARK banking knowledge"), the part is taken over.
bool is_of_same_part(std::string_view text, Claim& prose, const Claim& row) {
  std::string& aspect = std::get<BenchmarkClaim>(prose.content).aspect;
  const std::string& part = std::get<BenchmarkClaim>(row.content).aspect;
  if (aspect == part) return true;
  const std::string sentence = fold_case(text_at(text, prose.evidence));
  if (!aspect.empty() || sentence.find(fold_case(part)) == std::string::npos) return false;
  aspect = part;
  return true;
}

// Adds what the tables say; where prose has said it too, the prose keeps it, and both together
// are as sure as the surer of them.
void add_table_claims(std::string_view text, std::vector<Claim> from_tables,
                      std::vector<Claim>& claims) {
  const std::size_t prose = claims.size();
  std::map<double, std::vector<std::size_t>> by_value;
  for (std::size_t i = 0; i < prose; ++i) {
    const auto& content = std::get<BenchmarkClaim>(claims[i].content);
    if (content.figure) by_value[content.figure->value].push_back(i);
  }
  for (Claim& claim : from_tables) {
    const auto same = by_value.find(std::get<BenchmarkClaim>(claim.content).figure->value);
    bool known = false;
    if (same != by_value.end()) {
      for (const std::size_t i : same->second) {
        if (!says_the_same(claims[i], claim) || !is_of_same_part(text, claims[i], claim)) continue;
        known = true;
        claims[i].confidence = std::max(claims[i].confidence, claim.confidence);
      }
    }
    if (!known) claims.push_back(std::move(claim));
  }
}

// Whom the item that ends with sentence `last` cites at its end, if it names no other account: what
// its earlier sentences say is theirs too.
const Mention* cited_by_item(const Reading& reading, std::size_t last) {
  const Sentence& sentence = reading.sentences[last];
  const TextSpan block = reading.article.blocks[sentence.block].span;
  const Mention* cited = find_cited(reading.tokens.of(last));
  if (cited == nullptr) return nullptr;
  const auto by_start = [](const Mention& mention) { return mention.span.start; };
  for (auto mention = std::ranges::lower_bound(reading.mentions, block.start, {}, by_start);
       mention != reading.mentions.end() && mention->span.start < block.end; ++mention) {
    const bool other = mention->kind == NameKind::person && mention->canonical != cited->canonical;
    if (other) return nullptr;
  }
  return cited;
}

// Gives the claims of an item, from `first` on, to whom it cites at its end.
void attribute_item(const Reading& reading, std::size_t last, std::size_t first,
                    std::vector<Claim>& claims) {
  if (first == claims.size()) return;
  const Mention* cited = cited_by_item(reading, last);
  if (cited == nullptr) return;
  for (std::size_t i = first; i < claims.size(); ++i) {
    if (!claims[i].asserted_by.empty()) continue;
    claims[i].asserted_by = cited->canonical;
    if (!claims[i].evidence.contains(cited->span)) {
      claims[i].supports.push_back({"asserted_by", cited->span});
    }
  }
}

bool is_subject(const Mention& mention) {
  return mention.kind == NameKind::model || mention.kind == NameKind::benchmark;
}

// Without a benchmark's name prose claims nothing. "Their index" is one too: an organization's.
bool may_name_benchmark(const Reading& reading) {
  const auto names = [&](NameKind kind) {
    return std::ranges::find(reading.mentions, kind, &Mention::kind) != reading.mentions.end();
  };
  return names(NameKind::benchmark) || names(NameKind::organization);
}

void find_in_prose(const Reading& reading, std::vector<Claim>& claims) {
  ScopeReader scope(reading);
  std::size_t item_start = 0;  // The first claim of the block at hand
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    if (i > 0 && reading.sentences[i - 1].block != sentence.block) {
      attribute_item(reading, i - 1, item_start, claims);
      item_start = claims.size();
    }
    const Inherited inherited = scope.enter(i);
    const BlockKind kind = reading.article.blocks[sentence.block].kind;
    if (kind == BlockKind::table_row || kind == BlockKind::code) continue;
    if (sentence.span.size() > kSentenceBytesMax) continue;
    // Nothing to pair, and nothing that it would leave for the next one.
    const bool names = std::ranges::any_of(mentions_in(reading, sentence.span), is_subject);
    if (!names && inherited.benchmarks.empty()) continue;
    SentenceClaims found = pair_sentence(reading, i, inherited);
    scope.leave(found.subjects, found.benchmarks);
    std::ranges::move(found.claims, std::back_inserter(claims));
  }
  if (!reading.sentences.empty()) {
    attribute_item(reading, reading.sentences.size() - 1, item_start, claims);
  }
}

}  // namespace

std::vector<Claim> find_benchmark_claims(const Reading& reading) {
  std::vector<Claim> claims;
  if (may_name_benchmark(reading)) find_in_prose(reading, claims);
  add_table_claims(reading.article.text, find_table_claims(reading), claims);
  sort_by_evidence(claims);
  return claims;
}

}  // namespace dossier
