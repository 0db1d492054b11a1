// Releases: a named model came out, was announced, or is planned to. Start at find_releases().

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "extract/clause.h"
#include "extract/comparison.h"
#include "extract/date_phrase.h"
#include "extract/extraction.h"
#include "extract/parameters.h"
#include "extract/release_followup.h"
#include "extract/release_phrase.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kSentenceBytesMax = 3000;
constexpr std::size_t kObjectAheadMax = 16;  // Tokens from a verb to the model that it releases
constexpr std::size_t kSubjectBackMax = 10;  // Tokens from a verb back to who releases
constexpr std::size_t kMoreAheadMax = 6;
constexpr std::size_t kPredicateAheadMax = 9;
constexpr std::size_t kConfidentAheadMax = 6;

template <std::size_t N>
bool is_among(Words word, const std::array<Words, N>& words) {
  return !word.empty() && std::ranges::find(words, word) != words.end();
}

class ReleaseFinder {
 public:
  ReleaseFinder(const Reading& reading, std::size_t index, std::vector<Claim>& claims)
      : reading_(reading),
        text_(reading.article.text),
        sentence_(reading.sentences[index]),
        index_(index),
        tokens_(tokens_of(text_, sentence_.span, reading.mentions)),
        models_(name_groups(tokens_, NameKind::model)),
        claims_(claims) {}

  void find() {
    if (models_.empty()) return;
    if (!tokens_.empty() && is_mark(tokens_.back(), "?")) return;
    const std::vector<Word> words = split_words(text_, sentence_.span);
    const std::vector<DatePhrase> dates = find_date_phrases(words, reading_.context.published);
    if (dates.size() == 1) date_ = dates.front().window;  // Of two, none is surely the release's
    read_entry();
    read_listed();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Words w = word(i);
      if (w.empty()) continue;
      const bool two_words = i > 0 && word(i - 1) == "open" &&
                             (w.starts_with("sourc") || w == "weighting" || w == "weighted");
      if ((is_among(w, kVerbs) && !is_noun_at(tokens_, i)) || two_words) read_verb(i);
      if (is_passive_at(tokens_, i)) read_passive_list(i);
      const bool rolls = (w == "rolled" || w == "rolling" || w == "rolls") && word(i + 1) == "out";
      if (is_among(w, kArrives) || rolls) read_arrival(i);
      if (is_among(w, kNouns)) {
        read_noun(i);
        read_predicate(i);
        read_headline(i);
      }
      const bool out = w == "out" && word(i + 1) != "of" && word(i + 1) != "there";
      if (w == "available" || w == "live" || out) read_available(i);
      if (w == "to" && is_set(i)) read_schedule(i);
    }
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const {
    return i < tokens_.size() ? word_of(tokens_[i]) : Words();
  }
  [[nodiscard]] bool mark(std::size_t i, Words text) const {
    return i < tokens_.size() && is_mark(tokens_[i], text);
  }
  [[nodiscard]] bool names(std::size_t i, NameKind kind) const {
    return i < tokens_.size() && is_name(tokens_[i], kind);
  }

  // --- "NAME by LAB: What it is."
  void read_entry() {
    if (!names(0, NameKind::model)) return;
    const BlockKind kind = reading_.article.blocks[sentence_.block].kind;
    if (kind != BlockKind::list_item && kind != BlockKind::paragraph) return;
    const Words link = word(1);
    if (link != "by" && link != "from" && !mark(1, "-")) return;
    const Mention* lab = names(2, NameKind::organization) ? tokens_[2].mention : nullptr;
    if (lab == nullptr && link != "by") return;
    for (std::size_t i = 3; i < 12 && i < tokens_.size(); ++i) {
      if (mark(i, ":"))
        return add(0, lab, lab != nullptr && names_maker(0, *lab), false, "entry", tokens_.size());
      if (tokens_[i].depth == 0 && !mark(i, "(") && !mark(i, ")")) return;
    }
  }

  // --- "Four new releases from LAB:" / "NAME - what it is"
  void read_listed() {
    if (tokens_.empty() || !names(0, NameKind::model)) return;
    const bool first = index_ == 0 || reading_.sentences[index_ - 1].block != sentence_.block;
    const BlockKind kind = reading_.article.blocks[sentence_.block].kind;
    if (!first || kind == BlockKind::heading || !announces_releases(sentence_.block)) return;
    const NameGroup& group = models_.front();
    const std::size_t next = group.last() + 1;
    constexpr auto kTells = std::to_array<Words>({"is", "are", "provides", "offers", "brings"});
    if (!mark(next, "-") && !mark(next, ":") && !mark(next, "(") && !is_among(word(next), kTells)) {
      return;
    }
    for (const std::size_t token : group.tokens) {
      add(token, nullptr, false, false, "listed", group_end(group));
    }
  }

  // The heading or the introduction above the block speaks of releases.
  [[nodiscard]] bool announces_releases(std::size_t block) const {
    const std::vector<Block>& blocks = reading_.article.blocks;
    constexpr std::size_t kBackMax = 12;
    for (std::size_t back = 1; back <= kBackMax && back <= block; ++back) {
      const Block& above = blocks[block - back];
      const std::string words = fold_case(clip(text_at(text_, above.span), 300));
      const bool introduces = words.ends_with(':');
      if (above.kind != BlockKind::heading && !introduces) continue;
      const bool releases = words.find("releases") != std::string::npos ||
                            words.find("new models") != std::string::npos ||
                            words.find("launches") != std::string::npos;
      if (releases || above.kind == BlockKind::heading) return releases;
    }
    return false;
  }

  // --- "six models are also open-weighted, including A, B", "the newly released NAME"
  void read_passive_list(std::size_t verb) {
    if (is_doubted(tokens_, verb)) return;
    const Words before = word(verb - 1);
    const bool adjective = before == "recently" || before == "newly" || before == "just";
    for (std::size_t i = verb + 1; i < tokens_.size() && i <= verb + 4; ++i) {
      if (!names(i, NameKind::model)) continue;
      const bool listed = word(i - 1) == "including" || mark(i - 1, ":");
      if (!(adjective && i == verb + 1) && !listed) return;
      const NameGroup& group = *group_at(i);
      for (const std::size_t token : group.tokens) {
        add(token, nullptr, false, is_planned(tokens_, verb), "passive", group_end(group));
      }
      return;
    }
  }

  // --- "LAB released NAME", "we announce NAME"
  void read_verb(std::size_t verb) {
    if (is_doubted(tokens_, verb)) return;
    const std::optional<std::size_t> first = object_after(verb);
    if (!first) return;
    const std::optional<std::size_t> who = subject_before(verb);
    const bool we = !who && (says_we_before(verb) || says_it_before(verb));
    const bool imperative = verb == 0 && word(0).ends_with("ing");  // "Introducing NAME"
    if (!who && !we && !imperative) return;
    const NameGroup& group = *group_at(*first);
    const Mention* organization = who ? tokens_[*who].mention : nullptr;
    const bool near = *first - verb <= kConfidentAheadMax && !comma_between(verb, *first);
    for (const std::size_t token : group.tokens) {
      const bool foreign = organization != nullptr && is_foreign(token, *organization);
      if (foreign && *first - verb > 2) continue;
      const bool sure =
          organization != nullptr && near && !foreign && names_maker(token, *organization);
      add(token, organization, sure, is_planned(tokens_, verb), "verb", group_end(group));
    }
    read_more(group.last(), organization, is_planned(tokens_, verb));
  }

  [[nodiscard]] bool comma_between(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i) {
      if (mark(i, ",")) return true;
    }
    return false;
  }

  // Further models of the same announcement: "… - GPT-5.6 Sol, Terra, and Luna", "including A, B".
  void read_more(std::size_t last, const Mention* organization, bool plan) {
    std::size_t reach = kObjectAheadMax;
    for (const NameGroup& group : models_) {
      const std::size_t first = group.first();
      if (first <= last || comparison_before(tokens_, first)) continue;
      const Words before = word(first - 1);
      const bool announced = mark(first - 1, "-") || mark(first - 1, ":") || before == "including";
      const bool joined = before == "models" || before == "model" || before == "and";
      if (first - last > reach || !(announced || joined)) return;
      for (const std::size_t token : group.tokens) {
        add(token, organization, false, plan, "more", group_end(group));
      }
      last = group.last();
      reach = kMoreAheadMax;
    }
  }

  [[nodiscard]] std::optional<std::size_t> object_after(std::size_t verb) const {
    for (std::size_t i = verb + 1; i < tokens_.size() && i <= verb + kObjectAheadMax; ++i) {
      if (names(i, NameKind::model)) {
        const bool part_of_product = i + 1 < tokens_.size() && is_tool_word(word(i + 1));
        if (part_of_product || comparison_before(tokens_, i)) return std::nullopt;
        return group_at(i)->first();
      }
      const bool version_of = word(i) == "version" && word(i + 1) == "of";
      if (is_among(word(i), kNotObject) || is_among(word(i), kRecords) || version_of ||
          mark(i, ";") || word(i) == "that" || word(i) == "while" ||
          (word(i) == "by" && i == verb + 1)) {
        return std::nullopt;
      }
      constexpr auto kCounted = std::to_array<Words>(
          {"models", "model", "sizes", "checkpoints", "variants", "llms", "llm"});
      const bool names_follow = is_among(word(i - 1), kCounted) || word(i + 1) == "including";
      if (mark(i, ",") && i > verb + 6 && !names_follow) return std::nullopt;
    }
    return std::nullopt;
  }

  static bool is_tool_word(Words w) { return is_among(w, kTools) || is_among(w, kRecords); }

  // The organization that does it: the last one before the verb, with nothing but helpers between.
  [[nodiscard]] std::optional<std::size_t> subject_before(std::size_t verb) const {
    for (std::size_t back = 1; back <= kSubjectBackMax && back <= verb; ++back) {
      const std::size_t i = verb - back;
      if (names(i, NameKind::organization)) return i;
      if (names(i, NameKind::model)) return std::nullopt;
      if (tokens_[i].depth > tokens_[verb].depth || mark(i, ")") || mark(i, ",")) continue;
      const bool adverb = word(i).ends_with("ly");
      if (!adverb && !is_among(word(i), kHelpers)) return std::nullopt;
    }
    return std::nullopt;
  }

  // "The company plans to release …"
  [[nodiscard]] bool says_it_before(std::size_t verb) const {
    for (std::size_t back = 1; back <= 5 && back <= verb; ++back) {
      const Words w = word(verb - back);
      if (w == "company" || w == "lab" || w == "startup" || w == "team" || w == "they") return true;
      if (mark(verb - back, ";") || mark(verb - back, ",")) return false;
    }
    return false;
  }

  [[nodiscard]] bool says_we_before(std::size_t verb) const {
    for (std::size_t back = 1; back <= kSubjectBackMax && back <= verb; ++back) {
      const Words w = word(verb - back);
      if (w == "we" || w == "we're" || w == "we've" || w == "we’re" || w == "we’ve") return true;
      if (mark(verb - back, ";") || names(verb - back, NameKind::model)) return false;
    }
    return false;
  }

  // --- "NAME was released by LAB", "NAME shipped"
  void read_arrival(std::size_t verb) {
    if (verb == 0 || is_doubted(tokens_, verb)) return;
    const bool moves = word(verb) == "landed" || word(verb) == "lands" || word(verb) == "dropped" ||
                       word(verb) == "drops";
    if (moves && (word(verb + 1) == "on" || word(verb + 1) == "in" || word(verb + 1) == "at" ||
                  word(verb + 1) == "from" || word(verb + 1) == "to")) {
      return;  // In a ranking
    }
    constexpr auto kBetween = std::to_array<Words>(
        {"was", "is", "are", "were", "has", "have", "been", "just", "recently", "officially",
         "also", "now", "then", "today", "will", "be", "being", "finally"});
    std::size_t i = verb;
    std::size_t steps = 0;
    while (i > 0 && steps < 5 && (is_among(word(i - 1), kBetween) || mark(i - 1, ","))) {
      --i;
      ++steps;
    }
    while (i > 0 && mark(i - 1, "quote")) --i;
    i = before_nouns(tokens_, before_bracket(tokens_, i));
    const Words helper = word(verb - 1);
    const bool passive = helper == "was" || helper == "were" || helper == "been";
    if (passive && i > 0 && !names(i - 1, NameKind::model)) i = behind_model_before(tokens_, i);
    if (i == 0 || !names(i - 1, NameKind::model)) return;
    const NameGroup& group = *group_at(i - 1);
    if (comparison_before(tokens_, group.first())) return;
    const bool arrives = word(verb) == "released" || word(verb).starts_with("ship");
    if (object_after(verb) && !arrives) return;
    const Words previous = group.first() > 0 ? word(group.first() - 1) : Words();
    if (previous == "of" || previous == "with" || previous == "by" || is_among(previous, kDating) ||
        previous == "when") {
      return;
    }
    const Mention* organization = nullptr;
    for (std::size_t k = verb + 1; k < verb + 3; ++k) {
      if (word(k) == "by" && names(k + 1, NameKind::organization))
        organization = tokens_[k + 1].mention;
    }
    const bool helped = i < verb && word(verb - 1) != "released";
    const bool elsewhere =
        word(verb + 1) == "on" || word(verb + 1) == "in" || word(verb + 1) == "to";
    const bool sure = organization != nullptr ||
                      (helped && !elsewhere && verb - i <= 2 && group.tokens.size() == 1);
    for (const std::size_t token : group.tokens) {
      const bool own = organization == nullptr || !is_foreign(token, *organization);
      if (own) add(token, organization, sure, is_planned(tokens_, verb), "arrival", tokens_.size());
    }
  }

  // "NAME is now available", "NAME is live".
  void read_available(std::size_t at) {
    std::size_t i = at;
    constexpr auto kNow = std::to_array<Words>(
        {"now", "is", "are", "also", "already", "finally", "officially", "generally", "went"});
    while (i > 0 && is_among(word(i - 1), kNow)) --i;
    const bool now = i < at;
    i = before_bracket(tokens_, i);
    if (!now || i == 0 || !names(i - 1, NameKind::model) || is_doubted(tokens_, at)) return;
    const NameGroup& group = *group_at(i - 1);
    // "available in Cursor" is somebody else's news.
    if (word(at + 1) == "via" || names(at + 2, NameKind::organization)) return;
    for (const std::size_t token : group.tokens) {
      add(token, nullptr, false, false, "available", tokens_.size());
    }
  }

  // --- "NAME is set to launch in April"
  [[nodiscard]] bool is_set(std::size_t to) const {
    constexpr auto kSet = std::to_array<Words>({"set", "scheduled", "slated", "due", "planned"});
    const Words verb = word(to + 1);
    return to > 2 && is_among(word(to - 1), kSet) &&
           (verb == "launch" || verb == "release" || verb == "ship" || verb == "debut" ||
            verb == "be");
  }

  void read_schedule(std::size_t to) {
    if (!names(to - 3, NameKind::model) || (word(to - 2) != "is" && word(to - 2) != "are")) return;
    if (word(to + 1) == "be" && !is_among(word(to + 2), kArrives)) return;
    for (const std::size_t token : group_at(to - 3)->tokens) {
      add(token, nullptr, false, true, "schedule", tokens_.size());
    }
  }

  // --- "the release of NAME", "NAME launch"
  void read_noun(std::size_t noun) {
    if (is_doubted(tokens_, noun)) return;
    for (std::size_t back = 1; back <= 4 && back <= noun; ++back) {
      if (is_among(word(noun - back), kDating)) return;
    }
    const bool plural = word(noun).ends_with("es") || word(noun + 1) == "wave";
    std::size_t i = noun + 1;
    if (word(i) == "wave") ++i;
    const bool of = word(i) == "of" || word(i) == "for";
    const bool dash = mark(i, "-") || mark(i, ":") || mark(i, "(") || word(i) == "including";
    const bool only_of = word(noun) == "arrival" || word(noun) == "availability";
    if (only_of && !of) return;
    if (of || (plural && dash)) {
      for (std::size_t k = i + 1; k < tokens_.size() && k <= i + 8; ++k) {
        if (is_among(word(k), kNotObject)) break;
        if (!names(k, NameKind::model)) continue;
        return add_group(*group_at(k), of ? "noun" : "wave", noun);
      }
    }
    // "NAME release", "NAME model drop".
    std::size_t before = noun;
    while (before > 0 && noun - before < 3 &&
           (word(before - 1) == "model" || word(before - 1) == "official" ||
            word(before - 1) == "open-weights" || word(before - 1) == "public" ||
            word(before - 1) == "preview" || word(before - 1) == "weights" ||
            word(before - 1) == "api" || word(before - 1) == "open-weight" ||
            word(before - 1) == "family" || word(before - 1) == "series" ||
            word(before - 1) == "weight" || word(before - 1) == "open")) {
      --before;
    }
    if (before == 0 || !names(before - 1, NameKind::model)) return;
    if (word(noun + 1) == "notes" || word(noun + 1) == "date" || word(noun + 1) == "cycle") return;
    add_group(*group_at(before - 1), "noun", noun);
  }

  // "NAME is the clearest technical release of the day"
  void read_predicate(std::size_t noun) {
    constexpr auto kIs = std::to_array<Words>(
        {"is", "was", "represents", "marks", "became", "are", "were", "remains", "as"});
    constexpr auto kNot = std::to_array<Words>({"before", "after", "since", "for", "s"});
    if (is_doubted(tokens_, noun) || word(noun + 1) == "date" || word(noun + 1) == "notes") return;
    for (std::size_t back = 1; back <= kPredicateAheadMax && back < noun; ++back) {
      const std::size_t i = noun - back;
      if (mark(i, ";") || mark(i, ":") || mark(i, ",") || is_among(word(i), kNot)) return;
      if (names(i, NameKind::model)) return;
      if (!is_among(word(i), kIs) || word(i) == "as") continue;
      const std::size_t name = before_bracket(tokens_, i);
      if (name == 0 || !names(name - 1, NameKind::model)) return;
      return add_group(*group_at(name - 1), "predicate", noun);
    }
  }

  // "NAME: API launch and open-weights release", "LAB's NAME, voice updates and rollout": what
  // opens a heading or stands before its colon is what came out.
  void read_headline(std::size_t noun) {
    const NameGroup& group = models_.front();
    const std::size_t first = group.first();
    const bool owned = first == 2 && word(1) == "'s" && names(0, NameKind::organization);
    const bool led = first == 1 && names(0, NameKind::organization);
    if ((first != 0 && !owned && !led) || noun <= group.last()) return;
    if (models_.size() > 1 && models_[1].first() < noun) return;
    if (is_doubted(tokens_, noun) || noun - group.last() > kObjectAheadMax) return;
    const std::size_t next = group.last() + 1;
    const bool heading = reading_.article.blocks[sentence_.block].kind == BlockKind::heading;
    if (!mark(next, ":") && !(heading && (mark(next, ",") || mark(next, "-")))) return;
    for (std::size_t i = next; i < noun; ++i) {
      if (is_among(word(i), kDating) || is_mark(tokens_[i], ";")) return;
    }
    constexpr auto kWhole = std::to_array<Words>(
        {"release", "launch", "launches", "rollout", "debut", "drop", "unveiling"});
    if (is_among(word(noun), kWhole)) add_group(group, "headline", noun);
  }

  void add_group(const NameGroup& group, std::string_view rule, std::size_t noun) {
    if (comparison_before(tokens_, group.first())) return;
    if (is_among(word(group.last() + 1), kRecords)) return;
    const Mention* organization = nullptr;
    const std::size_t first = group.first();
    if (first >= 2 && word(first - 1) == "'s" && names(first - 2, NameKind::organization)) {
      organization = tokens_[first - 2].mention;
    } else if (first >= 1 && names(first - 1, NameKind::organization)) {
      organization = tokens_[first - 1].mention;
    }
    for (const std::size_t token : group.tokens) {
      add(token, organization, false, is_planned(tokens_, noun), rule, group_end(group));
    }
  }

  // --- Details

  [[nodiscard]] const NameGroup* group_at(std::size_t token) const {
    for (const NameGroup& group : models_) {
      if (std::ranges::find(group.tokens, token) != group.tokens.end()) return &group;
    }
    return nullptr;
  }

  // Details behind the last name of a group are said of it alone, or of all if it is one.
  [[nodiscard]] std::size_t group_end(const NameGroup& group) const {
    for (const NameGroup& other : models_) {
      if (other.first() > group.last()) return other.first();
    }
    return tokens_.size();
  }

  [[nodiscard]] std::string maker_of(const Mention& model) const {
    const std::optional<NameEntry> entry = reading_.lexicon.find(model.canonical, NameKind::model);
    return entry ? entry->maker : std::string();
  }

  [[nodiscard]] std::string listed_name(const Mention& organization) const {
    const std::optional<NameEntry> entry =
        reading_.lexicon.find(organization.canonical, NameKind::organization);
    return name_key(entry ? entry->canonical : organization.canonical);
  }

  // Somebody else's model: hosting it, or building on it, is no release.
  [[nodiscard]] bool is_foreign(std::size_t token, const Mention& organization) const {
    const std::string maker = maker_of(*tokens_[token].mention);
    if (maker.empty()) return false;
    const std::string one = name_key(maker);
    const std::string other = listed_name(organization);
    return one.find(other) == std::string::npos && other.find(one) == std::string::npos;
  }

  [[nodiscard]] bool names_maker(std::size_t token, const Mention& organization) const {
    return !maker_of(*tokens_[token].mention).empty() && !is_foreign(token, organization);
  }

  void add(std::size_t token, const Mention* organization, bool sure, bool plan,
           std::string_view rule, std::size_t end) {
    const Mention& model = *tokens_[token].mention;
    Release content;
    content.model = model.canonical;
    content.planned = plan;
    if (organization == nullptr) organization = maker_mention(model);
    if (organization != nullptr) content.organization = organization->canonical;
    const ModelSize in_name = size_in_name(model.canonical);
    content.total_parameters = in_name.total;
    content.active_parameters = in_name.active;
    if (in_name.total.empty()) {
      const ModelSize said = size_in_words(tokens_, token + 1, end_of_details(token, end));
      content.total_parameters = said.total;
      content.active_parameters = said.active;
    }
    content.date = date_;
    content.license = license_in(text_, tokens_, 0, tokens_.size());
    Claim claim;
    claim.evidence = sentence_.span;
    support(claim, "model", &model);
    support(claim, "organization", organization);
    const bool certain = sure && is_particular(token) && !speculates();
    claim.confidence = certain ? Confidence::confident : Confidence::tentative;
    claim.rule = rule;
    claim.content = std::move(content);
    if (!is_known(claim)) claims_.push_back(std::move(claim));
  }

  // A model, not a family, and the whole of its name: no number or capital follows it.
  [[nodiscard]] bool is_particular(std::size_t token) const {
    const Mention& model = *tokens_[token].mention;
    const std::optional<NameEntry> entry = reading_.lexicon.find(model.canonical, NameKind::model);
    if (entry && name_key(entry->family) == name_key(model.canonical)) return false;
    const std::size_t next = token + 1;
    if (next >= tokens_.size()) return true;
    if (mark(next, "+") && tokens_[next].span.start == model.span.end) return false;
    if (tokens_[next].kind == TokenKind::number) return false;
    const char c = text_[tokens_[next].span.start];
    return tokens_[next].kind != TokenKind::word || c < 'A' || c > 'Z';
  }

  [[nodiscard]] bool speculates() const {
    return std::ranges::any_of(tokens_, [](const Token& token) {
      const Words w = word_of(token);
      return w.starts_with("speculat") || w.starts_with("rumo") || w == "leaked" || w == "stealth";
    });
  }

  // Up to the next model, if one follows before `end`.
  [[nodiscard]] std::size_t end_of_details(std::size_t token, std::size_t end) const {
    for (std::size_t i = token + 1; i < end && i < tokens_.size(); ++i) {
      if (names(i, NameKind::model)) return i;
    }
    return std::min(end, tokens_.size());
  }

  // The maker, where the article has named it before this sentence.
  [[nodiscard]] const Mention* maker_mention(const Mention& model) const {
    const std::string maker = name_key(maker_of(model));
    if (maker.empty()) return nullptr;
    const Mention* found = nullptr;
    for (const Mention& mention : reading_.mentions) {
      if (mention.span.start >= sentence_.span.end) break;
      if (mention.kind != NameKind::organization) continue;
      if (listed_name(mention) == maker) found = &mention;
    }
    return found;
  }

  void support(Claim& claim, const char* field, const Mention* mention) const {
    if (mention == nullptr) return;
    for (const TextSpan span : {mention->span, mention->antecedent}) {
      const bool outside = !span.empty() && !sentence_.span.contains(span);
      if (outside) claim.supports.push_back({field, span});
    }
  }

  // Takes from `other` what `release` does not know.
  static void complete(Release& release, const Release& other) {
    if (release.organization.empty()) release.organization = other.organization;
    if (release.total_parameters.empty()) release.total_parameters = other.total_parameters;
    if (release.active_parameters.empty()) release.active_parameters = other.active_parameters;
  }

  // One record for each model and sentence; a surer rule wins over an earlier one.
  [[nodiscard]] bool is_known(const Claim& claim) {
    for (auto other = claims_.rbegin(); other != claims_.rend(); ++other) {
      if (other->evidence != claim.evidence) break;
      auto& one = std::get<Release>(other->content);
      if (one.model != std::get<Release>(claim.content).model) continue;
      const Release before = std::get<Release>(other->content);
      if (claim.confidence > other->confidence) *other = claim;
      complete(std::get<Release>(other->content), before);
      complete(std::get<Release>(other->content), std::get<Release>(claim.content));
      return true;
    }
    return false;
  }

  const Reading& reading_;
  std::string_view text_;
  const Sentence& sentence_;
  std::size_t index_;
  std::vector<Token> tokens_;
  std::vector<NameGroup> models_;
  std::optional<DateWindow> date_;
  std::vector<Claim>& claims_;
};

}  // namespace

bool is_release_verb(std::string_view word) {
  return is_among(word, kVerbs);
}

std::vector<Claim> find_releases(const Reading& reading) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    const BlockKind kind = reading.article.blocks[sentence.block].kind;
    if (kind == BlockKind::table_row || kind == BlockKind::code) continue;
    if (sentence.span.size() > kSentenceBytesMax) continue;
    ReleaseFinder(reading, i, claims).find();
    read_followup(reading, i, claims);
  }
  return claims;
}

}  // namespace dossier
