// find_stances(): sentence by sentence, first whom the sentence itself attributes its words to,
// then who speaks in its place. The parts: stance_holder.h, stance_trend.h and stance_scope.h say
// who, stance_judgement.h for or against, stance_worth.h whether it is a position at all,
// quotable.h in which words, topic.h on what, stance_confidence.h how sure that is.

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/date_phrase.h"
#include "extract/extraction.h"
#include "extract/quotable.h"
#include "extract/stance_confidence.h"
#include "extract/stance_holder.h"
#include "extract/stance_judgement.h"
#include "extract/stance_scope.h"
#include "extract/stance_target.h"
#include "extract/stance_trend.h"
#include "extract/stance_unlisted.h"
#include "extract/stance_worth.h"
#include "extract/topic.h"

namespace dossier {
namespace {

constexpr std::size_t kSentenceBytesMax = 4000;  // Longer ones are no sentences
constexpr double kArguableFromAuthor = 0;

// Whether a handle is plainly an account of the holder: "@ArtificialAnlys", "@emollick".
bool is_same_voice(std::string_view holder, std::string_view handle) {
  const std::string a = name_key(holder), b = name_key(handle);
  if (a.empty() || b.empty()) return false;
  if (a.find(b) != std::string::npos || b.find(a) != std::string::npos) return true;
  if (a.size() >= 5 && b.size() >= 5 && a.substr(0, 5) == b.substr(0, 5)) return true;
  // A word of the holder's name within the handle: "Ethan Mollick" and "emollick".
  std::size_t start = 0;
  while (start < holder.size()) {
    const std::size_t end = std::min(holder.find(' ', start), holder.size());
    const std::string word = name_key(holder.substr(start, end - start));
    if (word.size() >= 4 && b.find(word) != std::string::npos) return true;
    start = end + 1;
  }
  return false;
}

class Finder {
 public:
  explicit Finder(Reading reading) : reading_(reading), speakers_(map_speakers(reading_)) {}

  std::vector<Claim> find() {
    for (std::size_t i = 0; i < reading_.sentences.size(); ++i) {
      if (reading_.sentences[i].span.size() <= kSentenceBytesMax) read_sentence(i);
    }
    return std::move(claims_);
  }

 private:
  void read_sentence(std::size_t index);
  [[nodiscard]] bool names_anybody() const;
  bool attributed(const Segment& segment, std::vector<Position>& positions) const;
  bool cited(const Segment& segment, std::vector<Position>& positions) const;
  bool scoped(const Scope& scope, const Segment& segment, std::vector<Position>& positions) const;
  [[nodiscard]] SentenceTraits traits() const;
  [[nodiscard]] bool is_of_others() const;
  [[nodiscard]] bool may_be_arguable(const CueCounts& cues) const;
  bool by_author(const Scope& scope, std::vector<Position>& positions) const;
  [[nodiscard]] bool is_told_as_blame(const Position& position) const;
  void add(const Position& position, bool sole);
  bool unnamed(std::size_t index, std::vector<Position>& positions) const;
  [[nodiscard]] std::optional<TopicMatch> topic_around(const Position& position,
                                                       std::vector<Support>& supports) const;
  void set_holder(Position& position, std::size_t mention) const;
  void set_teller(Position& position) const;
  [[nodiscard]] std::size_t end_of_content(const Segment& segment, std::size_t content) const;

  const Reading reading_;
  const SpeakerMap speakers_;
  std::vector<Claim> claims_;
  std::size_t index_ = 0;  // Of the sentence at hand
  TextSpan sentence_;
  std::size_t block_ = 0;
  CuedWords cued_{{}};
  std::span<const Word> words_;         // Of the sentence at hand, as those of `cued_`
  std::optional<DateWindow> last_due_;  // What "3-9 months later" counts from
};

void Finder::set_holder(Position& position, std::size_t mention) const {
  const FullName named = full_name(reading_, reading_.mentions[mention]);
  position.holder = named.name;
  position.holder_is_sure =
      named.is_sure && reading_.mentions[mention].rule != kUnlistedSpeakerRule;
  if (!named.named_at.empty()) position.supports = {{"holder", named.named_at}};
}

// The citation at the end is of somebody else than the holder: told second-hand.
void Finder::set_teller(Position& position) const {
  if (position.segment.cited.empty()) return;
  for (const std::size_t mention : position.segment.cited) {
    const Mention& handle = reading_.mentions[mention];
    if (is_same_voice(position.holder, handle.canonical) ||
        is_same_voice(position.holder, text_at(reading_.article.text, handle.span))) {
      return;
    }
  }
  position.second_hand = true;
  position.teller = reading_.mentions[position.segment.cited.front()].canonical;
}

// Where what one holder says gives way to another: ", while @y placed", "and @z confirmed".
std::size_t Finder::end_of_content(const Segment& segment, std::size_t content) const {
  for (std::size_t i = content + 2; i < segment.content_end; ++i) {
    const bool turns = words_[i - 1].text == "," || words_[i - 1].text == "and" ||
                       words_[i - 1].text == "while" || words_[i - 1].text == "but" ||
                       words_[i - 1].text == "whereas";
    if (!turns) continue;
    const std::size_t at = words_[i].span.start;
    const bool person = std::ranges::any_of(
        mentions_in(reading_, {at, at + 1}),
        [](const Mention& mention) { return mention.kind == NameKind::person; });
    if (!person) continue;
    std::size_t end = i - 1;
    if (words_[end].text != "," && end > content && words_[end - 1].text == ",") --end;
    return std::max(end, content + 1);
  }
  return segment.content_end;
}

// Nobody else is attributed anything: there is a name of who may speak, or a word for one.
bool Finder::names_anybody() const {
  const auto before = std::ranges::lower_bound(reading_.mentions, sentence_.start, {},
                                               [](const Mention& m) { return m.span.start; });
  for (auto mention = before == reading_.mentions.begin() ? before : std::prev(before);
       mention != reading_.mentions.end() && mention->span.start < sentence_.end; ++mention) {
    if (mention->kind == NameKind::person || mention->kind == NameKind::organization) return true;
  }
  return std::ranges::any_of(
      words_, [](const Word& word) { return is_one_of(word.text, "it", "he", "she"); });
}

// "@x argues that …": what the segment itself attributes.
bool Finder::attributed(const Segment& segment, std::vector<Position>& positions) const {
  bool any = false;
  for (const HolderFind& find : find_holders(reading_, cued_, segment)) {
    const bool before_speaker = find.content_end > 0;
    const std::size_t end = before_speaker ? find.content_end : segment.content_end;
    if (find.content >= end) continue;
    if (!is_position(reading_, cued_, find, end)) continue;
    Position position;
    set_holder(position, find.mention);
    // One position of one holder in a segment: the first verb has it.
    // And what several are cited for is the first one's.
    const bool taken = std::ranges::any_of(positions, [&](const Position& other) {
      if (other.segment.first != segment.first) return false;
      const bool same_words = find.by != HolderBy::subject && other.content == find.content;
      return other.holder == position.holder || same_words;
    });
    if (taken) continue;
    position.segment = segment;
    position.content = find.content;
    position.verb = find.verb;
    position.verb_is_negated = find.verb_is_negated;
    position.content_end = before_speaker ? end : end_of_content(segment, find.content);
    position.is_clause = find.is_clause;
    const TextSpan named = reading_.mentions[find.mention].span;
    if (!sentence_.contains(named) && position.supports.empty()) {
      position.supports = {{"holder", named}};  // Whom "she" means
    }
    position.holder_is_clear = position.holder_is_sure;
    if (find.by == HolderBy::possessive || find.by == HolderBy::according || find.is_writer) {
      position.holder_is_sure = false;
    }
    position.rule = find.by == HolderBy::subject     ? "stance.verb"
                    : find.by == HolderBy::passive   ? "stance.by"
                    : find.by == HolderBy::according ? "stance.according"
                                                     : "stance.noun";
    if (find.verb != nullptr) position.rule += ":" + find.verb->name;
    set_teller(position);
    positions.push_back(std::move(position));
    any = true;
  }
  return any;
}

// "Many called it … (@x, @y)": the first who is cited.
bool Finder::cited(const Segment& segment, std::vector<Position>& positions) const {
  if (segment.cited.empty()) return false;
  const CueCounts cues = count_cues(cued_, segment.first, segment.content_end);
  std::vector<VerbMatch> verbs = cued_.verbs(segment.first, segment.content_end);
  // "Credit, again: one researcher complains that …": the verb of those who speak, not a noun
  // before them that looks like one.
  const auto group = std::ranges::find_if(cued_.cues(), [&](const CueMatch& match) {
    return match.cue == Cue::group && match.first >= segment.first &&
           match.last < segment.content_end;
  });
  if (group != cued_.cues().end()) {
    std::erase_if(verbs, [&](const VerbMatch& match) { return match.first < group->first; });
  }
  const bool attributes =
      cues[Cue::group] > 0 && (!verbs.empty() || cues[Cue::attributive_noun] > 0);
  const bool speech = has_speech(words_, segment.first, segment.content_end);
  const bool evaluates = cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::opinion] +
                             cues[Cue::demand] + cues[Cue::forecast] >
                         0;
  const bool strong =
      attributes && !verbs.empty() && verbs.front().verb->strength == VerbStrength::strong;
  const bool all_speech = speech && words_[segment.first].text == "“";
  const bool weighs = weighs_by_itself(words_, cues, segment);
  if (!(evaluates && (attributes || speech)) && !strong && !all_speech && !weighs) return false;
  if (cues[Cue::news] > 1 && !attributes) return false;
  Position position;
  const Mention& holder = reading_.mentions[segment.cited.front()];
  position.holder = holder.canonical;
  position.segment = segment;
  position.content = segment.first;
  if (attributes && !verbs.empty()) {
    position.verb = verbs.front().verb;
    const std::size_t after = verbs.front().last + 1;
    if (after + 3 < segment.content_end) position.content = after;
    position.is_clause = position.verb->takes_clause;
  }
  position.content_end = segment.content_end;
  position.rule = speech ? "stance.cited-speech" : "stance.cited";
  position.holder_is_sure = speech && segment.cited.size() == 1;
  positions.push_back(std::move(position));
  return true;
}

// Under "@x:" or a heading that is a name, or in a quotation.
bool Finder::scoped(const Scope& scope, const Segment& segment,
                    std::vector<Position>& positions) const {
  if (scope.holder.empty()) return false;
  Position position;
  position.content = segment.first;
  const bool in_sentence = sentence_.contains(scope.named_at) && !scope.named_at.empty();
  if (in_sentence) {
    const std::size_t after = word_at(words_, scope.named_at.end);
    for (std::size_t i = after; i < segment.content_end && i < after + 8; ++i) {
      if (words_[i].text == ":") position.content = i + 1;
    }
  }
  const std::string_view opening =
      words_[position.content < words_.size() ? position.content : 0].text;
  const CueCounts cues = count_cues(cued_, position.content, segment.content_end);
  const bool speech = has_speech(words_, position.content, segment.content_end);
  const std::vector<VerbMatch> verbs = cued_.verbs(0, words_.size());
  const bool opens_with_verb = std::ranges::any_of(verbs, [&](const VerbMatch& match) {
    return match.first == position.content && match.verb->strength != VerbStrength::plain;
  });
  bool accepted = has_evaluation(cues) || speech || opens_with_verb;
  // Under "@x:" stands what @x holds, unless it is news or opens a list of its own.
  if (scope.kind == ScopeKind::label && !scope.is_organization && in_sentence) {
    const std::string_view end = words_[segment.content_end - 1].text;
    accepted = accepted || (cues[Cue::news] == 0 && end != ":" && end != "?" && end != ")");
  }
  if (scope.kind == ScopeKind::heading) {
    accepted = opening != "evolution" && (accepted || cues[Cue::generic] > 0);
  }
  if (scope.kind == ScopeKind::quotation) {
    accepted = arguability(words_, cues, traits()) > kArguableFromAuthor;
    position.voice = Voice::own;
  }
  if (!accepted || segment.content_end < position.content + 3) return false;
  for (const VerbMatch& match : verbs) {
    if (match.first != position.content) continue;
    position.verb = match.verb;
    position.is_clause = match.verb->takes_clause;
    position.content = match.last + 1;
    if (position.content < segment.content_end && words_[position.content].text == "that") {
      ++position.content;
    }
    break;
  }
  position.holder = scope.holder;
  if (!in_sentence && !scope.named_at.empty()) position.supports = {{"holder", scope.named_at}};
  position.segment = segment;
  position.content_end = segment.content_end;
  if (position.verb == nullptr) position.is_clause = true;
  // Further sentences after "X: …" may be somebody else's of X.
  const bool in_block = reading_.article.blocks[block_].span.contains(scope.named_at);
  position.holder_is_sure = (scope.kind != ScopeKind::label || in_sentence || !in_block) &&
                            (!scope.is_organization || scope.is_known) && !scope.is_guess;
  position.rule = scope.kind == ScopeKind::label     ? "stance.label"
                  : scope.kind == ScopeKind::heading ? "stance.heading"
                                                     : "stance.quotation";
  positions.push_back(std::move(position));
  return true;
}

SentenceTraits Finder::traits() const {
  SentenceTraits found;
  const bool on_benchmark = names_benchmark(reading_, sentence_);
  found.has_topic = match_topic(reading_.lexicon, words_, on_benchmark).topic != nullptr;
  found.names_others = !speakers_in(reading_, sentence_).empty();
  found.is_item = reading_.article.blocks[block_].kind == BlockKind::list_item;
  found.tells_figures = std::ranges::any_of(words_, [&](const Word& word) {
    const bool digit = !word.is_sign && word.text.front() >= '0' && word.text.front() <= '9';
    return digit && (on_benchmark || word.text.ends_with('%'));
  });
  return found;
}

// "…, she says": what somebody else holds, though no name tells who.
bool Finder::is_of_others() const {
  return std::ranges::any_of(cued_.verbs(0, words_.size()), [&](const VerbMatch& match) {
    const bool told = match.first > 0 && is_one_of(words_[match.first - 1].text, "he", "she");
    return told && match.verb->takes_clause;
  });
}

// Whether it could be, had it a topic: finding that is what costs.
bool Finder::may_be_arguable(const CueCounts& cues) const {
  constexpr double kRoundingMax = 1e-6;
  return arguability(words_, cues, {.has_topic = true}) > kArguableFromAuthor - kRoundingMax;
}

bool Finder::by_author(const Scope& scope, std::vector<Position>& positions) const {
  const CueCounts cues = count_cues(cued_, 0, words_.size());
  if (!may_be_arguable(cues) || arguability(words_, cues, traits()) <= kArguableFromAuthor ||
      is_of_others()) {
    return false;
  }
  Position position;
  position.holder = scope.holder;
  position.segment = {0, words_.size(), words_.size(), {}};
  position.content_end = words_.size();
  position.voice = Voice::own;
  position.rule = "stance.author";
  // A byline of one word is an outlet's, and who speaks in it is not told; of three and more
  // authors no one speaks for all.
  position.holder_is_sure = scope.holder.find(' ') != std::string::npos &&
                            std::ranges::count(scope.holder, ',') < 2 && !scope.is_guess;
  positions.push_back(std::move(position));
  return true;
}

// "Their result is that …", "When using X's index, we see that …".
bool Finder::unnamed(std::size_t index, std::vector<Position>& positions) const {
  auto found = find_index_holder(reading_, words_);
  const bool by_index = found.has_value();
  if (!found) found = find_anaphoric_holder(reading_, index, words_);
  if (!found || found->content + 3 >= words_.size()) return false;
  Position position;
  position.holder = found->holder;
  position.supports = found->supports;
  position.segment = {0, words_.size(), words_.size(), {}};
  position.content = found->content;
  position.content_end = words_.size();
  position.is_clause = true;
  position.rule = found->rule;
  position.holder_is_sure = position.holder_is_clear = found->is_sure;
  // An index only tells figures: what else is said of it is the writer's.
  if (by_index) {
    std::vector<Support> supports;
    const auto topic = topic_around(position, supports);
    if (!topic || topic->direction == Direction::none) return false;
  }
  positions.push_back(std::move(position));
  return true;
}

// The topic of "the gap roughly stays …" may be told by the sentences around it.
std::optional<TopicMatch> Finder::topic_around(const Position& position,
                                               std::vector<Support>& supports) const {
  const auto content = words_.subspan(position.content, position.content_end - position.content);
  const TopicMatch own = match_topic(reading_.lexicon, content);
  if (own.topic != nullptr) return own;
  bool names_gap = false;
  for (std::size_t i = position.content; i + 1 < position.content_end; ++i) {
    names_gap = names_gap || (words_[i].text == "the" &&
                              (words_[i + 1].text == "gap" || words_[i + 1].text == "lag"));
  }
  if (!names_gap) return std::nullopt;
  constexpr std::size_t kSentencesMax = 12;
  for (std::size_t back = 1; back <= std::min(index_, kSentencesMax); ++back) {
    const std::size_t before = index_ - back;
    const TopicMatch above = match_topic(reading_.lexicon, reading_.words.of(before));
    if (above.topic == nullptr) continue;
    const Direction direction = find_direction(reading_.lexicon, *above.topic, content);
    if (direction == Direction::none) continue;
    supports.push_back({"topic", reading_.sentences[before].span});
    return TopicMatch{above.topic, direction};
  }
  return std::nullopt;
}

const StanceVerb& doubting_verb() {
  static const StanceVerb verb = [] {
    StanceVerb doubts;
    doubts.polarity = VerbPolarity::doubts;
    return doubts;
  }();
  return verb;
}

// "A warning from X: …", "Skeptics argued that … (@x)": what leads in says which side it takes.
bool Finder::is_told_as_blame(const Position& position) const {
  const bool by_group = position.rule.starts_with("stance.cited");
  const bool plain = position.verb == nullptr || position.verb->polarity == VerbPolarity::asserts;
  if (!plain || (!by_group && !position.rule.starts_with("stance.noun"))) return false;
  // "A recurring concern is that …"
  constexpr std::size_t kLeadWords = 8;
  const std::size_t first = position.segment.first;
  for (std::size_t i = first; i + 1 < position.content_end && i < first + kLeadWords; ++i) {
    const bool noun = is_one_of(words_[i].text, "concern", "complaint", "worry", "fear",
                                "objection", "criticism", "critique", "warning", "caveat");
    if (noun && is_one_of(words_[i + 1].text, "is", "was", ":")) return true;
  }
  const CueCounts lead = count_cues(cued_, first, position.content);
  return lead[Cue::criticism] > lead[Cue::praise];
}

void Finder::add(const Position& position, bool sole) {
  const Segment& segment = position.segment;
  const std::size_t content_end = position.content_end;
  const std::string_view text = reading_.article.text;
  Stance stance;
  stance.holder = position.holder;
  const TextSpan content{words_[position.content].span.start, words_[content_end - 1].span.end};
  TopicMatch topic = topic_in(reading_, content);
  std::vector<Support> supports = position.supports;
  if (topic.topic == nullptr && position.rule == "stance.index") {
    topic = topic_around(position, supports).value_or(topic);
  }
  if (topic.topic != nullptr) stance.topic = topic.topic->id;
  stance.direction = topic.direction;
  const Judgement judged = judge(cued_, position.content, content_end,
                                 is_told_as_blame(position) ? &doubting_verb() : position.verb,
                                 position.verb_is_negated, topic.direction != Direction::none);
  stance.polarity = judged.polarity;
  stance.kind = judged.kind;
  stance.second_hand = position.second_hand;
  if (stance.topic == "open-closed-gap") {
    set_gap_figure(reading_, words_, position.content, content_end, stance);
  }
  if (stance.kind == StanceKind::forecast) {
    const auto own = words_.subspan(segment.first, segment.last - segment.first);
    const auto published = reading_.context.published;
    if (const auto due = find_due(own, published, last_due_)) {
      stance.due = due->window;
      last_due_ = due->window;
    }
  }
  stance.target = target_of(reading_, words_, position.content, content_end, position.holder);
  const Quotable quotable =
      find_quotable(text, words_, position.content, content_end, position.voice,
                    position.is_clause || position.voice == Voice::own);
  stance.quotable = quotable.span;
  stance.quotable_is_speech = quotable.is_speech;

  Claim claim;
  claim.evidence =
      sole ? sentence_
           : TextSpan{words_[segment.first].span.start, words_[segment.last - 1].span.end};
  claim.supports = std::move(supports);
  claim.asserted_by = position.teller;
  claim.rule = position.rule;
  claim.confidence = confidence_of(reading_, cued_, position, stance, quotable.is_clause);
  claim.content = std::move(stance);
  claims_.push_back(std::move(claim));
}

void Finder::read_sentence(std::size_t index) {
  const Sentence& sentence = reading_.sentences[index];
  const Scope& scope = speakers_.blocks[sentence.block];
  if (scope.silent) return;
  index_ = index;
  sentence_ = sentence.span;
  block_ = sentence.block;
  words_ = reading_.words.of(index);
  if (words_.size() < 4) return;
  cued_ = CuedWords(words_);
  std::vector<Position> positions;
  std::vector<Segment> segments;
  if (scope.kind == ScopeKind::quotation) {
    scoped(scope, {0, words_.size(), words_.size(), {}}, positions);
  } else if (scope.kind == ScopeKind::label || scope.kind == ScopeKind::heading) {
    scoped(scope, {0, words_.size(), words_.size(), {}}, positions);
  } else {
    if (!unnamed(index, positions) && names_anybody()) {
      segments = split_segments(reading_, words_);
      for (const Segment& segment : segments) {
        if (!attributed(segment, positions)) cited(segment, positions);
      }
    }
    if (positions.empty() && scope.kind == ScopeKind::author) by_author(scope, positions);
  }
  if (positions.empty()) return;
  if (segments.empty()) segments = split_segments(reading_, words_);
  for (const Position& position : positions) add(position, segments.size() == 1);
}

}  // namespace

std::vector<Claim> find_stances(const Reading& reading) {
  if (reading.sentences.empty()) return {};
  const std::vector<Mention> mentions = with_unlisted_speakers(reading);
  return Finder({reading.article, reading.context, reading.sentences, mentions, reading.lexicon,
                 reading.lowered, reading.words, reading.tokens})
      .find();
}

}  // namespace dossier
