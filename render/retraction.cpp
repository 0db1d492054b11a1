#include "render/retraction.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/realize.h"

namespace dossier {
namespace {

// Lower-case words and figures; "58.4" is one.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  const std::string folded = fold_case(text);
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const char c = i < folded.size() ? folded[i] : ' ';
    const bool joins = (c == '.' || c == ',') && !word.empty() && i + 1 < folded.size() &&
                       is_word(word.back()) && folded[i + 1] >= '0' && folded[i + 1] <= '9';
    if (is_word(c) || joins) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// What a figure is of.
std::string subject_of(const Claim& claim) {
  const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content);
  if (benchmark == nullptr) return {};
  return name_key(benchmark->model) + '|' + name_key(benchmark->benchmark) + '|' +
         std::string{to_string(benchmark->relation)} + '|' + name_key(benchmark->versus) + '|' +
         name_key(benchmark->aspect) + '|' + name_key(benchmark->among);
}

std::string printed_figure(const Claim& claim) {
  if (const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
    if (benchmark->figure) return fold_case(benchmark->figure->text);
  }
  return {};
}

// Whether a line of it has the claim's figure and most of its words.
bool has_most_words(const std::string& later_text, const StoredClaim& claim) {
  constexpr double kMostWords = 0.6;
  const std::vector<std::string> said = words_of(claim.evidence_text);
  const std::set<std::string> wanted{said.begin(), said.end()};
  const std::string figure = printed_figure(claim.claim);
  for (std::size_t start = 0; start < later_text.size();) {
    const std::size_t end = std::min(later_text.find('\n', start), later_text.size());
    const std::vector<std::string> line =
        words_of(std::string_view{later_text}.substr(start, end - start));
    const std::set<std::string> there{line.begin(), line.end()};
    const auto shared = std::ranges::count_if(
        wanted, [&](const std::string& word) { return there.contains(word); });
    if (static_cast<double>(shared) >= kMostWords * static_cast<double>(wanted.size()) &&
        (figure.empty() || there.contains(figure))) {
      return true;
    }
    start = end + 1;
  }
  return false;
}

std::string what_it_said(const BenchmarkClaim& claim) {
  const std::string board = on_benchmark(claim.benchmark);
  const std::string& model = claim.model;
  switch (claim.relation) {
    case Relation::score:
      if (claim.figure) {
        return fmt::format("says that {} scores {} {}", model, figure_with_unit(claim), board);
      }
      break;
    case Relation::rank:
      if (claim.rank) {
        return fmt::format("says that {} ranks {} {}", model, ordinal_word(*claim.rank), board);
      }
      break;
    case Relation::beats:
    case Relation::trails:
    case Relation::ties:
      if (!claim.versus.empty()) {
        return fmt::format("compares {} with {} {}", model, claim.versus, board);
      }
      break;
    case Relation::change:
      break;
  }
  return {};
}

std::string what_it_said(const Lexicon& lexicon, const Release& release) {
  const std::string& model = release.model;
  if (release.organization.empty()) {
    return release.planned ? "" : fmt::format("says that {} has been released", model);
  }
  const std::string by = display_name(lexicon, release.organization);
  return release.planned ? fmt::format("says that {} will release {}", by, model)
                         : fmt::format("says that {} has released {}", by, model);
}

std::string what_it_said(const Lexicon& lexicon, const Fact& fact) {
  if (const BenchmarkClaim* claim = fact.benchmark()) return what_it_said(*claim);
  if (const Release* release = fact.release()) return what_it_said(lexicon, *release);
  if (const Stance* stance = fact.stance()) {
    const Topic* topic = find_topic(lexicon, stance->topic);
    if (topic == nullptr) return {};
    return fmt::format("carries what {} said of {}", display_name(lexicon, stance->holder),
                       topic->phrase);
  }
  return {};
}

// Who took it back. What several outlets did is told by none of them alone.
std::set<std::string> outlets_of(const Fact& fact, const TopicView& view) {
  std::set<std::string> outlets;
  for (const StoredClaim* claim : fact.evidence) {
    const auto source = std::ranges::find(view.sources, claim->source, &Source::id);
    if (source != view.sources.end()) outlets.insert(source->outlet);
  }
  return outlets;
}

// "Harbor Notes no longer says that Heron 3 scores 61.4% on SWE-bench Verified [7]."
DossierSentence say_retraction(Page& page, const Fact& fact) {
  Line line{page};
  line.say(fmt::format("{} no longer {}", page.source(fact.evidence.front()->source).outlet,
                       what_it_said(page.lexicon(), fact)));
  return line.cite(fact).end();
}

DossierSentence say_read_again(Page& page, std::size_t count) {
  Line line{page, SentenceKind::derived};
  line.say(fmt::format("{} changed because earlier sources were read again",
                       counted(count, "statement")));
  return line.end();
}

}  // namespace

LaterText::LaterText(std::string text, const std::vector<StoredClaim>& claims)
    : text_{std::move(text)} {
  for (const StoredClaim& claim : claims) {
    facts_.insert(fact_id(claim));
    if (std::string subject = subject_of(claim.claim); !subject.empty()) {
      subjects_.insert(std::move(subject));
    }
  }
}

bool LaterText::still_says(const StoredClaim& claim) const {
  return facts_.contains(fact_id(claim)) || subjects_.contains(subject_of(claim.claim)) ||
         text_.find(claim.evidence_text) != std::string::npos || has_most_words(text_, claim);
}

TopicView retracted_view(const TopicView& view) {
  TopicView retracted;
  retracted.sources = view.sources;
  retracted.sources.insert(retracted.sources.end(), view.former.begin(), view.former.end());
  retracted.claims = view.retracted;
  return retracted;
}

std::vector<Fact> find_retracted(const TopicView& retracted, const std::vector<Fact>& facts,
                                 const Lexicon& lexicon) {
  if (retracted.claims.empty()) return {};
  std::set<std::string> held;
  for (const Fact& fact : facts) {
    held.insert(fact.id);
    held.insert(fact.joined.begin(), fact.joined.end());
  }
  std::vector<Fact> found = join_claims(retracted, lexicon, {});
  std::erase_if(found, [&](const Fact& fact) { return held.contains(fact.id); });
  for (Fact& fact : found) {
    fact.standing = Standing::retracted;
    fact.is_new = false;
  }
  weigh_facts(found, lexicon, Day{});
  std::ranges::sort(found, {}, [](const Fact& fact) { return std::pair{-fact.weight, fact.id}; });
  return found;
}

bool can_be_told(const Fact& fact, const TopicView& retracted, const Lexicon& lexicon) {
  return !what_it_said(lexicon, fact).empty() && outlets_of(fact, retracted).size() == 1;
}

std::vector<std::string> take_out_read_again(std::vector<Fact>& facts, const TopicView& view,
                                             const Dossier* previous) {
  if (view.read_again.empty() || previous == nullptr) return {};
  const auto was_read_again = [&](const std::string& source) {
    return std::ranges::binary_search(view.read_again, source);
  };
  const auto of_those = [&](const StoredClaim* claim) { return was_read_again(claim->source); };
  std::vector<std::string> changed;
  std::set<std::string> held;
  for (Fact& fact : facts) {
    held.insert(fact.id);
    held.insert(fact.joined.begin(), fact.joined.end());
    if (!fact.is_new || !std::ranges::all_of(fact.evidence, of_those) ||
        !std::ranges::all_of(fact.rounded, of_those)) {
      continue;
    }
    fact.is_new = false;
    changed.push_back(fact.id);
  }
  for (const Statement& statement : previous->statements) {
    const bool concerned = std::ranges::any_of(
        statement.evidence,
        [&](const StatementEvidence& evidence) { return was_read_again(evidence.source); });
    if (concerned && !held.contains(statement.id) &&
        statement.standing != to_string(Standing::retracted)) {
      changed.push_back(statement.id);
    }
  }
  std::ranges::sort(changed);
  return changed;
}

Section with_taken_back(Section section, Page& page, const std::vector<Fact>& retracted,
                        std::size_t read_again, std::vector<Change>& changes) {
  constexpr std::size_t kRetractionsMax = 2;
  const auto add = [&](std::vector<DossierSentence> sentences, const char* kind) {
    if (sentences.empty()) return;
    for (const DossierSentence& sentence : sentences) {
      changes.push_back({kind, plain_text(sentence), sentence.statements});
    }
    section.layouts.push_back({LayoutKind::paragraph, "", std::move(sentences)});
  };
  std::vector<DossierSentence> sentences;
  for (const Fact& fact : retracted) {
    if (sentences.size() == kRetractionsMax) break;
    sentences.push_back(say_retraction(page, fact));
  }
  add(std::move(sentences), "retracted");
  if (read_again > 0) add({say_read_again(page, read_again)}, "read_again");
  return section;
}

}  // namespace dossier
