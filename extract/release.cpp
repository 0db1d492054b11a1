// Releases: a named model came out, was announced, or is planned to. Verbs, nouns and lists each
// give frames (which models, by whom, planned or out); here frames become claims.
// Start at find_releases().

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/date_phrase.h"
#include "extract/extraction.h"
#include "extract/parameters.h"
#include "extract/release_arrival.h"
#include "extract/release_followup.h"
#include "extract/release_list.h"
#include "extract/release_noun.h"
#include "extract/release_plan.h"
#include "extract/release_scene.h"
#include "extract/release_unlisted.h"
#include "extract/release_verb.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

constexpr std::size_t kSentenceBytesMax = 3000;
constexpr std::size_t kTitleBytesMax = 300;

class ReleaseFinder {
 public:
  ReleaseFinder(const Reading& reading, std::size_t index, std::vector<Claim>& claims)
      : reading_(reading), scene_(reading, index), tokens_(scene_.tokens()), claims_(claims) {}

  void find() {
    if (scene_.models().empty() || is_mark(tokens_.back(), "?")) return;
    const std::string_view text = text_at(scene_.text(), scene_.sentence().span);
    if (text.find("title = {") != std::string_view::npos) return;  // A reference in BibTeX
    for (const ReleaseFrame& frame : read_release_lists(scene_, claims_)) add_frame(frame);
    for (const ReleaseFrame& frame : read_release_verbs(scene_)) add_frame(frame);
    for (const ReleaseFrame& frame : read_release_arrivals(scene_)) add_frame(frame);
    for (const ReleaseFrame& frame : read_release_nouns(scene_)) add_frame(frame);
    for (const ReleaseFrame& frame : read_release_plans(scene_)) add_frame(frame);
  }

 private:
  void add_frame(const ReleaseFrame& frame) {
    if (!dated_) find_date();
    for (const std::size_t model : frame.models) add(model, frame);
  }

  void add(std::size_t token, const ReleaseFrame& frame) {
    const Mention& model = *tokens_[token].mention;
    if (is_bare_family(token, frame)) return;
    if (frame.planned && frame.rule == "verb" && is_forecast()) return;
    const Mention* organization = frame.agent != nullptr ? frame.agent : maker_mention(model);
    Release content;
    content.model = model.canonical;
    content.planned = frame.planned;
    if (organization != nullptr) {
      content.organization =
          scene_.organization_of(*organization).value_or(organization->canonical);
    }
    const ModelSize size = size_of(token, frame);
    content.total_parameters = size.total;
    content.active_parameters = size.active;
    content.date = frame.planned ? date_ : past_date();
    content.license = license_in(scene_.text(), tokens_, 0, tokens_.size());
    Claim claim;
    claim.evidence = scene_.sentence().span;
    support(claim, "model", &model);
    support(claim, "organization", organization);
    const bool certain = is_certain(token, frame);
    claim.confidence = certain ? Confidence::confident : Confidence::tentative;
    claim.rule = frame.rule;
    claim.content = std::move(content);
    if (!is_known(claim)) claims_.push_back(std::move(claim));
  }

  void find_date() {
    dated_ = true;
    const std::vector<DatePhrase> dates =
        find_date_phrases(reading_.words.of(scene_.index()), reading_.context.published);
    // Of two, none is surely the release's.
    if (dates.size() != 1 || is_quantization(dates.front().span)) return;
    date_ = dates.front().window;
    date_span_ = dates.front().span;
  }

  // "LAB will ship NAME" below "Five predictions": what its author foresees, no plan of the lab.
  [[nodiscard]] bool is_forecast() const {
    const bool will =
        std::ranges::any_of(tokens_, [](const Token& token) { return word_of(token) == "will"; });
    if (!will) return false;
    if (speaks_of_forecasts(reading_.article.title)) return true;
    const std::vector<Block>& blocks = reading_.article.blocks;
    for (std::size_t i = scene_.sentence().block + 1; i-- > 0;) {
      const bool head = blocks[i].kind == BlockKind::heading || i == 0;
      if (head && speaks_of_forecasts(text_at(scene_.text(), blocks[i].span))) return true;
    }
    return false;
  }
  static bool speaks_of_forecasts(std::string_view title) {
    const std::string words = fold_case(clip(title, kTitleBytesMax));
    return words.find("predict") != std::string::npos ||
           words.find("forecast") != std::string::npos || words.find("bets ") != std::string::npos;
  }

  // "Q4" of "Q4 GGUF" is no quarter.
  [[nodiscard]] bool is_quantization(TextSpan phrase) const {
    const std::string_view behind = scene_.text().substr(phrase.end, 6);
    return behind.starts_with(" GGUF") || behind.starts_with("_") || behind.starts_with(" quan");
  }

  // When what is out came out: never later than the day it is told. "In December, LAB released …",
  // told in May, means the last December; a time soon to come is that of something else in the
  // sentence ("weights promised by July 27").
  [[nodiscard]] std::optional<DateWindow> past_date() const {
    constexpr std::chrono::days kSoon{60};
    const std::optional<Day> told = reading_.context.published;
    if (!date_ || !told || date_->last <= *told) return date_;
    const bool year_named =
        text_at(scene_.text(), date_span_).find_first_of("0123456789") != std::string_view::npos &&
        text_at(scene_.text(), date_span_).find("20") != std::string_view::npos;
    if (year_named || date_->first <= *told + kSoon) return std::nullopt;
    const auto year_before = [](Day day) {
      return Day{std::chrono::year_month_day{day} - std::chrono::years{1}};
    };
    const DateWindow past{year_before(date_->first), year_before(date_->last)};
    if (past.last > *told) return std::nullopt;
    return past;
  }

  // "Claude" in "rolled out Claude for accounting" is no particular model; "the Gemma family" and
  // "released Inkling, a large model" are.
  [[nodiscard]] bool is_bare_family(std::size_t token, const ReleaseFrame& frame) const {
    const Mention& model = *tokens_[token].mention;
    const std::optional<NameEntry> entry = reading_.lexicon.find(model.canonical, NameKind::model);
    if (!entry || name_key(entry->family) != name_key(model.canonical)) return false;
    if (model.canonical.find_first_of("0123456789 -") != std::string::npos) return false;
    const std::size_t next = token + 1;
    const bool ends = next >= tokens_.size() || tokens_[next].kind == TokenKind::mark;
    static constexpr auto kTells =
        word_set({"as", "by", "under", "today", "yesterday", "and", "alongside", "was", "is", "has",
                  "were", "launched", "released", "release", "launch"});
    const bool of_noun = frame.rule == "noun:after" || frame.rule == "label";
    if (of_noun && has_versions(model)) return true;
    return !ends && !is_among(scene_.word(next), release_words::kModelNouns) &&
           !is_among(scene_.word(next), kTells);
  }

  // The article names models of this family by number, so that its bare name is none of them.
  [[nodiscard]] bool has_versions(const Mention& family) const {
    const std::string key = name_key(family.canonical);
    return std::ranges::any_of(reading_.mentions, [&](const Mention& mention) {
      if (mention.kind != NameKind::model) return false;
      const std::string other = name_key(mention.canonical);
      return other.size() > key.size() && other.starts_with(key);
    });
  }

  // Details behind a name are said of it alone, up to the next one.
  [[nodiscard]] ModelSize size_of(std::size_t token, const ReleaseFrame& frame) const {
    ModelSize in_name = size_in_name(tokens_[token].mention->canonical);
    if (!in_name.total.empty()) return in_name;
    const std::size_t group_end = scene_.group_end(*scene_.group_at(token));
    std::size_t end = frame.details_end > token ? frame.details_end : group_end;
    for (std::size_t i = token + 1; i < end; ++i) {
      if (scene_.names_model(i)) end = i;
    }
    return size_in_words(tokens_, token + 1, end);
  }

  // Printed: the lab that makes the model says or does it, and nothing stands between.
  [[nodiscard]] bool is_certain(std::size_t token, const ReleaseFrame& frame) const {
    if (!frame.sure || !is_particular(token) || speculates()) return false;
    if (frame.rule == "verb:we") return true;
    if (frame.rule == "arrival" || frame.rule == "arrival:by") return frame.models.size() == 1;
    if (frame.agent == nullptr) return false;
    const std::optional<std::string> lab = scene_.organization_of(*frame.agent);
    return lab && scene_.is_made_by(token, *lab);
  }

  // A model, not a family, and the whole of its name: no number or capital follows it.
  [[nodiscard]] bool is_particular(std::size_t token) const {
    const Mention& model = *tokens_[token].mention;
    const std::optional<NameEntry> entry = reading_.lexicon.find(model.canonical, NameKind::model);
    if (entry && name_key(entry->family) == name_key(model.canonical)) return false;
    const std::size_t next = token + 1;
    if (next >= tokens_.size()) return true;
    if (scene_.mark(next, "+") && tokens_[next].span.start == model.span.end) return false;
    if (tokens_[next].kind == TokenKind::number) return false;
    const char c = scene_.text()[tokens_[next].span.start];
    return tokens_[next].kind != TokenKind::word || c < 'A' || c > 'Z';
  }

  [[nodiscard]] bool speculates() const {
    return std::ranges::any_of(tokens_, [](const Token& token) {
      const std::string_view w = word_of(token);
      return w.starts_with("speculat") || w.starts_with("rumo") || w == "leaked" ||
             w == "stealth" || w.starts_with("alleg") || w == "fake" || w == "joked" ||
             w == "untrue" || w == "false" || w == "nobody" || w == "when" || w == "after" ||
             w == "before" || w.starts_with("urg") || w.starts_with("encourag");
    });
  }

  // The maker, where the article has named it before this sentence.
  [[nodiscard]] const Mention* maker_mention(const Mention& model) const {
    const std::string maker = name_key(scene_.maker_of(model));
    if (maker.empty()) return nullptr;
    // Backward, and not for ever: a page of a hundred thousand releases must end, too.
    constexpr std::size_t kLookedAtMax = 500;
    const auto end =
        std::ranges::lower_bound(reading_.mentions, scene_.sentence().span.end, {},
                                 [](const Mention& mention) { return mention.span.start; });
    std::size_t looked_at = 0;
    for (auto mention = std::make_reverse_iterator(end);
         mention != reading_.mentions.rend() && looked_at < kLookedAtMax; ++mention) {
      if (mention->kind != NameKind::organization) continue;
      ++looked_at;
      if (scene_.organization_key(mention->canonical) == maker) return &*mention;
    }
    return nullptr;
  }

  void support(Claim& claim, const char* field, const Mention* mention) const {
    if (mention == nullptr) return;
    for (const TextSpan span : {mention->span, mention->antecedent}) {
      const bool outside = !span.empty() && !scene_.sentence().span.contains(span);
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
  ReleaseScene scene_;
  const std::vector<Token>& tokens_;
  bool dated_ = false;  // Its date has been looked for
  std::optional<DateWindow> date_;
  TextSpan date_span_;
  std::vector<Claim>& claims_;
};

bool is_model(const Mention& mention) {
  return mention.kind == NameKind::model;
}

// "NAME is coming soon", two lines above "NAME has 2.4T parameters and is here": one of them is
// misread, or the page itself is unsure. Neither is printed as out.
void doubt_what_is_also_planned(std::vector<Claim>& claims) {
  std::vector<std::string> planned;
  for (const Claim& claim : claims) {
    const auto& release = std::get<Release>(claim.content);
    if (release.planned) planned.push_back(release.model);
  }
  std::ranges::sort(planned);
  for (Claim& claim : claims) {
    const auto& release = std::get<Release>(claim.content);
    if (!release.planned && std::ranges::binary_search(planned, release.model)) {
      claim.confidence = Confidence::tentative;
    }
  }
}

}  // namespace

std::vector<Claim> find_releases(const Reading& reading) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    const BlockKind kind = reading.article.blocks[sentence.block].kind;
    if (kind == BlockKind::table_row || kind == BlockKind::code) continue;
    if (sentence.span.size() > kSentenceBytesMax) continue;
    const bool named = std::ranges::any_of(mentions_in(reading, sentence.span), is_model);
    if (named || may_tell_unlisted(reading.words.of(i))) ReleaseFinder(reading, i, claims).find();
    read_followup(reading, i, claims);
    read_named_later(reading, i, claims);
    read_group_followup(reading, i, claims);
  }
  doubt_what_is_also_planned(claims);
  return claims;
}

}  // namespace dossier
