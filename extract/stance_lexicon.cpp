#include "extract/stance_lexicon.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <utility>

#include "extract/embedded.h"

namespace dossier {
namespace {

constexpr std::array<std::pair<std::string_view, Cue>, 19> kCueNames{{
    {"praise", Cue::praise},
    {"criticism", Cue::criticism},
    {"contrast", Cue::contrast},
    {"negation", Cue::negation},
    {"not_negation", Cue::not_negation},
    {"forecast", Cue::forecast},
    {"demand", Cue::demand},
    {"opinion", Cue::opinion},
    {"comparison", Cue::comparison},
    {"generic", Cue::generic},
    {"hedge", Cue::hedge},
    {"news", Cue::news},
    {"remedy", Cue::remedy},
    {"narrative", Cue::narrative},
    {"group", Cue::group},
    {"hypothetical", Cue::hypothetical},
    {"intensifier", Cue::intensifier},
    {"trouble", Cue::trouble},
    {"neutral", Cue::neutral},
}};

StanceVerb read_verb(const YamlNode& node) {
  StanceVerb verb;
  const std::string forms = node["forms"].text();
  verb.name = forms.substr(0, forms.find_first_of("| "));
  const std::string polarity = node["polarity"].text();
  if (polarity == "praises") verb.polarity = VerbPolarity::praises;
  if (polarity == "doubts") verb.polarity = VerbPolarity::doubts;
  if (polarity == "mixed") verb.polarity = VerbPolarity::mixed;
  const std::string strength = node["strength"].text();
  if (strength == "strong") verb.strength = VerbStrength::strong;
  if (strength == "hedged") verb.strength = VerbStrength::hedged;
  const std::string kind = node["kind"].text();
  verb.has_kind = !kind.empty();
  if (kind == "forecast") verb.kind = StanceKind::forecast;
  if (kind == "demand") verb.kind = StanceKind::demand;
  verb.takes_clause = node["that"].flag();
  verb.needs_that = node["needs_that"].flag();
  verb.places = node["places"].flag();
  verb.tells_news = node["news"].flag();
  verb.needs_colon = node["needs_colon"].flag();
  verb.holder_follows = node["holder_follows"].flag();
  verb.needs_as = node["needs_as"].flag();
  return verb;
}

}  // namespace

// The file is our own, compiled in: what is wrong with it is a bug, found by the first test.
StanceLexicon::StanceLexicon() {
  const YamlNode root = embedded_lexicon("stance_verbs.yaml");
  for (const YamlNode& node : root["verbs"].elements()) {
    verb_phrases_.add(node["forms"].text(), static_cast<int>(verbs_.size()));
    verbs_.push_back(read_verb(node));
  }
  const auto add_cues = [&](const YamlNode& phrases, Cue cue) {
    for (const std::string& phrase : phrases.texts()) {
      cue_phrases_.add(phrase, static_cast<int>(cue));
    }
  };
  add_cues(root["nouns"], Cue::attributive_noun);
  add_cues(root["writings"], Cue::writing);
  for (const auto& [name, cue] : kCueNames) add_cues(root["cues"][name], cue);
  assert(!verbs_.empty());
}

const StanceLexicon& StanceLexicon::built_in() {
  static const StanceLexicon lexicon;
  return lexicon;
}

std::vector<CueMatch> StanceLexicon::cues(std::span<const Word> words) const {
  std::vector<CueMatch> found;
  for (const PhraseSet::Match& match : cue_phrases_.find(words)) {
    found.push_back({static_cast<Cue>(match.id), match.first, match.last});
  }
  return found;
}

bool StanceLexicon::has_cue(const Word& word, Cue cue) const {
  return std::ranges::any_of(cues(std::span(&word, 1)),
                             [&](const CueMatch& match) { return match.cue == cue; });
}

const std::vector<CueMatch>& CuedWords::cues() const {
  if (!cues_) cues_ = StanceLexicon::built_in().cues(words_);
  return *cues_;
}

std::vector<VerbMatch> CuedWords::verbs(std::size_t first, std::size_t last) const {
  const StanceLexicon& lexicon = StanceLexicon::built_in();
  if (!verbs_) verbs_ = lexicon.verb_phrases_.find(words_);
  std::vector<VerbMatch> found;
  for (const PhraseSet::Match& match : *verbs_) {
    if (match.first < first || match.last >= last) continue;
    const VerbMatch verb{&lexicon.verbs_[static_cast<std::size_t>(match.id)], match.first,
                         match.last};
    // "calls for" is not "calls": the longer phrase from one word wins.
    if (found.empty() || found.back().first != match.first) {
      found.push_back(verb);
    } else if (match.last > found.back().last) {
      found.back() = verb;
    }
  }
  return found;
}

}  // namespace dossier
