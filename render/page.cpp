#include "render/page.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <set>

#include "base/utf8.h"
#include "extract/claim_json.h"

namespace dossier {
namespace {

// Evidence kept with a statement beside what is cited; more adds nothing that a reader would
// follow.
constexpr std::size_t kFurtherEvidenceMax = 8;

void append_text(DossierSentence& sentence, std::string_view text) {
  if (text.empty()) return;
  auto& parts = sentence.parts;
  if (parts.empty() || parts.back().kind != SentencePart::Kind::text) parts.push_back({});
  parts.back().text += text;
}

bool ends_with_mark(const DossierSentence& sentence) {
  if (sentence.parts.empty()) return true;
  const SentencePart& last = sentence.parts.back();
  return last.kind == SentencePart::Kind::text && !last.text.empty() &&
         std::string_view{".!?:"}.find(last.text.back()) != std::string_view::npos;
}

// Names that begin in lower case ("gemma-4") keep it; they hold a digit or a capital.
void capitalize(DossierSentence& sentence) {
  if (sentence.parts.empty() || sentence.parts[0].kind != SentencePart::Kind::text) return;
  std::string& text = sentence.parts[0].text;
  const std::string_view word = std::string_view{text}.substr(0, text.find(' '));
  const bool plain = std::ranges::all_of(word, [](char c) {
    return std::islower(static_cast<unsigned char>(c)) || c == ',' || c == ':';
  });
  if (plain && !text.empty()) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
}

}  // namespace

Page::Page(const TopicView& view, const Lexicon& lexicon, const Dossier* previous)
    : view_{view}, lexicon_{lexicon}, holders_{lexicon} {
  for (const Source& source : view_.sources) sources_.emplace(source.id, &source);
  for (const Source& source : view_.former) sources_.emplace(source.id, &source);
  if (previous == nullptr) return;
  numbers_ = previous->numbers;
  for (const auto& [id, number] : numbers_) next_number_ = std::max(next_number_, number + 1);
}

const Source& Page::source(const std::string& id) const {
  const auto found = sources_.find(id);
  assert(found != sources_.end());
  return *found->second;
}

void Page::tell(const Fact& fact) {
  told_.insert(fact.id);
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim != nullptr && claim->aspect.empty()) {
    told_headlines_.insert(name_key(claim->model) + "|" + name_key(claim->benchmark));
  }
}

bool Page::told_headline(std::string_view model, std::string_view benchmark) const {
  return told_headlines_.contains(name_key(model) + "|" + name_key(benchmark));
}

std::string Page::as_put_by(std::string_view outlet) {
  return turn("as put by") ? fmt::format("in {} words", possessive(outlet))
                           : fmt::format("as {} puts it", outlet);
}

bool Page::turn(std::string_view form) {
  const auto [entry, is_first] = turns_.emplace(form, false);
  if (!is_first) entry->second = !entry->second;
  return entry->second;
}

bool Page::is_beside_the_point(std::string_view model) const {
  if (!about_open_models_) return false;
  const auto entry = lexicon_.find(model, NameKind::model);
  return entry && entry->weights == Weights::closed;
}

const Fact* Page::score_beside(const Fact& beside, std::string_view model) const {
  if (facts_ == nullptr) return nullptr;
  const BenchmarkClaim& claim = *beside.benchmark();
  const Fact* found = nullptr;
  for (const Fact& fact : *facts_) {
    const BenchmarkClaim* other = fact.benchmark();
    if (other == nullptr || other->relation != Relation::score || !other->figure) continue;
    if (name_key(other->model) != name_key(model) || other->benchmark != claim.benchmark ||
        other->aspect != claim.aspect || fact.speaker != beside.speaker) {
      continue;
    }
    const bool same_source = std::ranges::any_of(fact.evidence, [&](const StoredClaim* one) {
      return std::ranges::any_of(
          beside.evidence, [&](const StoredClaim* two) { return one->source == two->source; });
    });
    if (!same_source) continue;
    if (found != nullptr) return nullptr;
    found = &fact;
  }
  return found;
}

int Page::number_of(const std::string& source_id) {
  const auto [entry, is_new] = numbers_.emplace(source_id, next_number_);
  if (is_new) ++next_number_;
  cited_[entry->second] = source_id;
  return entry->second;
}

// The revision that no longer says what a retracted fact says.
int Page::gone_in(const Fact& fact, const StoredClaim& claim) const {
  return fact.standing == Standing::retracted ? source(claim.source).revision : 0;
}

std::string Page::print(const Fact& fact, const std::set<std::string>& cited) {
  Statement& statement = statements_[fact.id];
  if (statement.id.empty()) {
    statement.id = fact.id;
    statement.kind = kind_of(fact.claim);
    statement.claim = dump_json(content_to_json(fact.claim));
    statement.standing = to_string(fact.standing);
    statement.voices = fact.voices;
  }
  for (const StoredClaim* claim : fact.evidence) {
    const bool kept = std::ranges::find(statement.evidence, claim->id, &StatementEvidence::claim) !=
                      statement.evidence.end();
    const bool wanted =
        cited.contains(claim->source) || statement.evidence.size() < kFurtherEvidenceMax;
    if (kept || !wanted) continue;
    statement.evidence.push_back({claim->source, claim->revision, claim->id,
                                  claim->claim.evidence.start, claim->claim.evidence.end,
                                  claim->evidence_text, claim->support_texts, claim->edits,
                                  gone_in(fact, *claim)});
  }
  return fact.id;
}

bool Page::reported_before(const std::string& one, const std::string& other) const {
  const auto rank = [&](const std::string& id) {
    const Source& ranked = source(id);
    return std::tuple{report_day(ranked),
                      ranked.published.value_or(ranked.first_seen),
                      ranked.tier,
                      std::string_view{ranked.outlet},
                      std::string_view{ranked.title},
                      std::string_view{id}};
  };
  return rank(one) < rank(other);
}

void Page::finish(Dossier& dossier) {
  for (auto& [id, statement] : statements_) dossier.statements.push_back(std::move(statement));
  for (const auto& [number, id] : cited_) {
    const Source& cited = source(id);
    CitedSource entry{
        number,        id, cited.title, cited.url, cited.outlet, cited.author, cited.published,
        cited.fetched, {}};
    for (const Source& other : view_.sources) {
      if (other.copy_of == id) entry.copies.push_back(other.outlet);
    }
    dossier.sources.push_back(std::move(entry));
  }
  dossier.numbers = numbers_;
}

Line& Line::say(std::string_view text) {
  append_text(sentence_, text);
  return *this;
}

Line& Line::quote(std::string_view words) {
  std::string line = on_one_line(words);
  while (!line.empty() && std::string_view{".,;:"}.find(line.back()) != std::string_view::npos) {
    line.pop_back();
  }
  SentencePart part;
  part.kind = SentencePart::Kind::quotation;
  part.text = std::move(line);
  sentence_.parts.push_back(std::move(part));
  return *this;
}

namespace {

// Whether an editor gave a figure or a name that no source has: readers are told.
bool is_corrected(const Fact* fact) {
  return std::ranges::any_of(fact->evidence,
                             [](const StoredClaim* claim) { return !claim->edits.empty(); });
}

}  // namespace

Line& Line::cite(const std::vector<const Fact*>& facts,
                 const std::vector<const StoredClaim*>& words_from) {
  std::set<std::string> chosen;
  for (const StoredClaim* claim : words_from) chosen.insert(claim->source);
  const auto is_covered = [&](const Fact* fact) {
    return std::ranges::any_of(
        fact->evidence, [&](const StoredClaim* claim) { return chosen.contains(claim->source); });
  };
  std::vector<const Fact*> open;
  std::ranges::remove_copy_if(facts, std::back_inserter(open), is_covered);
  // Greedy cover: the source that carries most of what is still open, the earliest among equals.
  while (!open.empty()) {
    std::map<std::string, std::size_t> counts;
    for (const Fact* fact : open) {
      std::set<std::string> ids;
      for (const StoredClaim* claim : fact->evidence) ids.insert(claim->source);
      for (const std::string& id : ids) ++counts[id];
    }
    const auto best = std::ranges::min_element(counts, [&](const auto& one, const auto& other) {
      if (one.second != other.second) return one.second > other.second;
      return page_.reported_before(one.first, other.first);
    });
    chosen.insert(best->first);
    std::erase_if(open, is_covered);
  }
  // Whoever is named as the speaker must be found speaking in a source that is cited.
  for (const Fact* fact : facts) {
    for (const std::string& speaker : fact->speakers) {
      const auto speaks = [&](const StoredClaim* claim) {
        return speaker_of(*claim, page_.source(claim->source), page_.lexicon()) == speaker;
      };
      const bool is_cited = std::ranges::any_of(fact->evidence, [&](const StoredClaim* claim) {
        return speaks(claim) && chosen.contains(claim->source);
      });
      const auto first = std::ranges::find_if(fact->evidence, speaks);
      if (!is_cited && first != fact->evidence.end()) chosen.insert((*first)->source);
    }
  }
  for (const Fact* fact : facts) sentence_.statements.push_back(page_.print(*fact, chosen));
  if (std::ranges::any_of(facts, is_corrected)) append_text(sentence_, " (corrected)");
  std::vector<std::string> ordered{chosen.begin(), chosen.end()};
  std::ranges::sort(ordered, [&](const std::string& one, const std::string& other) {
    return page_.reported_before(one, other);
  });
  SentencePart part;
  part.kind = SentencePart::Kind::citation;
  for (const std::string& id : ordered) part.citations.push_back(page_.number_of(id));
  std::ranges::sort(part.citations);
  if (!part.citations.empty()) sentence_.parts.push_back(std::move(part));
  return *this;
}

DossierSentence Line::end_without_stop() {
  std::ranges::sort(sentence_.statements);
  const auto repeated = std::ranges::unique(sentence_.statements);
  sentence_.statements.erase(repeated.begin(), repeated.end());
  capitalize(sentence_);
  return std::move(sentence_);
}

DossierSentence Line::end() {
  if (!ends_with_mark(sentence_)) {
    // Not append_text(): after a citation the stop stands in a part of its own.
    append_text(sentence_, ".");
  }
  return end_without_stop();
}

std::string join_words(const std::vector<std::string>& words, std::string_view conjunction) {
  if (words.empty()) return {};
  if (words.size() == 1) return words[0];
  if (words.size() == 2) return fmt::format("{} {} {}", words[0], conjunction, words[1]);
  std::string joined;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) joined += words[i] + ", ";
  return fmt::format("{}{} {}", joined, conjunction, words.back());
}

std::string count_word(std::size_t count) {
  constexpr std::array<std::string_view, 13> kWords{"no",   "one",    "two",   "three", "four",
                                                    "five", "six",    "seven", "eight", "nine",
                                                    "ten",  "eleven", "twelve"};
  return count < kWords.size() ? std::string{kWords[count]} : std::to_string(count);
}

std::string counted(std::size_t count, std::string_view noun) {
  return count_word(count) + " " + std::string{noun} + (count == 1 ? "" : "s");
}

std::string ordinal_word(int rank) {
  constexpr std::array<std::string_view, 11> kWords{"",       "first", "second", "third",
                                                    "fourth", "fifth", "sixth",  "seventh",
                                                    "eighth", "ninth", "tenth"};
  if (rank >= 1 && rank <= 10) return std::string{kWords[static_cast<std::size_t>(rank)]};
  const int tens = rank % 100;
  const bool teen = tens >= 11 && tens <= 13;
  const char* ending = teen             ? "th"
                       : rank % 10 == 1 ? "st"
                       : rank % 10 == 2 ? "nd"
                       : rank % 10 == 3 ? "rd"
                                        : "th";
  return std::to_string(rank) + ending;
}

}  // namespace dossier
