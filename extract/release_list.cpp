#include "extract/release_list.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/comparison.h"
#include "extract/release_object.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;

constexpr std::size_t kEntryTokensMax = 14;
constexpr std::size_t kIntroductionBackMax = 14;  // Blocks from a list's item to what introduces it
constexpr std::size_t kIntroductionBytesMax = 300;

class ListReader {
 public:
  ListReader(const ReleaseScene& scene, const std::vector<Claim>& earlier)
      : scene_(scene), tokens_(scene.tokens()), earlier_(earlier) {}

  ReleaseFrames read() {
    if (scene_.models().empty()) return {};
    read_entry();
    read_listed();
    read_label();
    read_sizes();
    read_new();
    return std::move(frames_);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const { return scene_.word(i); }

  // --- "NAME by LAB: What it is."
  void read_entry() {
    if (!scene_.names_model(0)) return;
    if (is_dated_entry()) return add({0}, nullptr, false, "entry");  // Often set as a heading
    if (scene_.block_kind() == BlockKind::heading) return;
    if (is_bracketed_entry()) return add({0}, tokens_[2].mention, false, "entry");
    const Words link = word(1);
    if (link != "by" && link != "from" && !scene_.mark(1, "-")) return;
    const Mention* lab = scene_.names(2, NameKind::organization) ? tokens_[2].mention : nullptr;
    if (lab == nullptr && link != "by") return;
    for (std::size_t i = 3; i < kEntryTokensMax && i < tokens_.size(); ++i) {
      if (scene_.mark(i, ":")) return add({0}, lab, lab != nullptr, "entry");
      const bool bracket = scene_.mark(i, "(") || scene_.mark(i, ")");
      const bool named = lab == nullptr && scene_.is_capitalised(i);  // A lab nobody has listed
      if (tokens_[i].depth == 0 && !bracket && !named) return;
    }
  }

  // "NAME - April 24, 309B"
  [[nodiscard]] bool is_dated_entry() const {
    static constexpr auto kMonths =
        word_set({"january",   "february", "march",    "april",    "may",  "june", "july", "august",
                  "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
                  "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"});
    if (!scene_.is_dash(1) || !scene_.opens_block() || tokens_.size() < 4) return false;
    return is_among(word(2), kMonths) && tokens_[3].kind == TokenKind::number;
  }

  // "NAME (LAB): What it is."; a figure behind the colon tells of a score.
  [[nodiscard]] bool is_bracketed_entry() const {
    if (!scene_.opens_block() || !scene_.mark(1, "(") || !scene_.mark(3, ")")) return false;
    if (!scene_.names(2, NameKind::organization) || !scene_.mark(4, ":")) return false;
    if (scene_.is_foreign(0, tokens_[2].mention->canonical) || tokens_.size() < 8) return false;
    return std::ranges::none_of(tokens_, [](const Token& token) {
      return token.kind == TokenKind::number || is_name(token, NameKind::benchmark);
    });
  }

  // --- "Four new releases from LAB:" / "NAME - what it is"
  void read_listed() {
    if (!scene_.opens_block() || scene_.block_kind() == BlockKind::heading) return;
    const NameGroup& group = scene_.models().front();
    const bool led = group.first() == 1 && scene_.names(0, NameKind::organization);
    const bool owned =
        group.first() == 2 && word(1) == "'s" && scene_.names(0, NameKind::organization);
    if (group.first() != 0 && !led && !owned) return;
    const std::size_t next = group.last() + 1;
    static constexpr auto kTells =
        word_set({"is", "are", "provides", "offers", "brings", "from", "by", "in", "highlighted"});
    const bool tells = next >= tokens_.size() || scene_.is_dash(next) || scene_.mark(next, ":") ||
                       scene_.mark(next, "(") || scene_.mark(next, "-") || scene_.mark(next, ",") ||
                       word(next).starts_with("open") || is_among(word(next), kTells);
    if (!tells || !announces_releases(scene_.sentence().block)) return;
    const Mention* lab = led || owned ? tokens_[0].mention : nullptr;
    if (scene_.names(next + 1, NameKind::organization) &&
        (word(next) == "from" || word(next) == "by")) {
      lab = tokens_[next + 1].mention;
    }
    add(group.tokens, lab, false, "listed");
  }

  // The heading or the introduction above the block speaks of releases.
  [[nodiscard]] bool announces_releases(std::size_t block) const {
    const std::vector<Block>& blocks = scene_.reading().article.blocks;
    for (std::size_t back = 1; back <= kIntroductionBackMax && back <= block; ++back) {
      const Block& above = blocks[block - back];
      const std::string words =
          fold_case(clip(text_at(scene_.text(), above.span), kIntroductionBytesMax));
      const bool introduces = words.ends_with(':');
      if (above.kind != BlockKind::heading && !introduces) continue;
      const bool releases = speaks_of_releases(words);
      if (releases || above.kind == BlockKind::heading) return releases && !names_other(words);
    }
    return false;
  }

  static bool speaks_of_releases(Words words) {
    for (const Words cue : {"releases", "new models", "launches", "came out", "model drops",
                            "newly released", "released"}) {
      if (words.find(cue) != Words::npos) return true;
    }
    return false;
  }
  static bool names_other(Words words) {
    for (const Words cue : {"benchmark", "evaluation", "reaction", "app "}) {
      if (words.find(cue) != Words::npos) return true;
    }
    return false;
  }

  // --- "New model: NAME", "Other notable releases: LAB's NAME is …"
  void read_label() {
    const std::size_t end = scene_.label_end();
    if (end == 0 || scene_.block_kind() == BlockKind::heading) return;
    bool releases = word(0) == "new" && (end == 1 || word(1) == "from");
    for (std::size_t i = 0; i < end; ++i) {
      if (scene_.names_model(i)) return;
      const bool models = word(i) == "model" || word(i) == "models";
      releases |= word(i) == "releases" || word(i) == "launches" ||
                  (models && i > 0 && word(i - 1) == "new") ||
                  ((word(i) == "release" || word(i) == "launch" || word(i) == "announcement") &&
                   i + 1 == end);
    }
    if (!releases) return;
    const ReleaseObject object = read_object(scene_, end + 1, ObjectOf::noun);
    if (object.models.empty() || object.models.front() > end + 4) return;
    const std::size_t first = object.models.front();
    const bool owned = word(first - 1) == "'s" && scene_.names(first - 2, NameKind::organization);
    add(object.models, owned ? tokens_[first - 2].mention : nullptr, false, "label");
  }

  // --- "It comes in two sizes: A, a 1T model, and B", "The family comprises A and B": said right
  // behind a release.
  void read_sizes() {
    static constexpr auto kSubjects =
        word_set({"it", "they", "this", "the", "these", "both", "its"});
    static constexpr auto kHolds =
        word_set({"comprises", "includes", "spans", "consists", "contains"});
    read_own_sizes();
    if (!is_among(word(0), kSubjects) || scene_.index() == 0 || earlier_.empty()) return;
    const Sentence& before = scene_.reading().sentences[scene_.index() - 1];
    if (before.block != scene_.sentence().block || earlier_.back().evidence != before.span) return;
    std::size_t from = 0;
    for (std::size_t i = 1; i < 6 && i < tokens_.size(); ++i) {
      const bool comes = (word(i) == "comes" || word(i) == "come" || word(i) == "ships" ||
                          word(i) == "available") &&
                         word(i + 1) == "in";
      if (comes || is_among(word(i), kHolds)) from = i + 1;
      if (from != 0) break;
    }
    if (from == 0) return;
    std::vector<std::size_t> models;
    for (const NameGroup& group : scene_.models()) {
      if (group.first() < from || comparison_before(tokens_, group.first())) continue;
      for (const std::size_t token : group.tokens) {
        if (!belongs_to_other_noun(scene_, token)) models.push_back(token);
      }
    }
    if (!models.empty()) add(std::move(models), nullptr, false, "sizes");
  }

  // --- "LAB's new NAME", "OpenAI NAME in the Responses API" as a heading
  void read_new() {
    static constexpr auto kNew = word_set({"new", "just-released"});
    for (const NameGroup& group : scene_.models()) {
      const std::size_t i = group.first();
      if (i < 3 || !is_among(word(i - 1), kNew) || word(i - 2) != "'s") continue;
      if (!scene_.names(i - 3, NameKind::organization) || belongs_to_other_noun(scene_, i))
        continue;
      // Further on in a sentence it is but how a model is called.
      const bool opens = i == 3 || scene_.mark(i - 4, ":");
      const Mention* lab = tokens_[i - 3].mention;
      const std::string& name = tokens_[i].mention->canonical;
      const bool numbered = name.find_first_of("0123456789") != std::string::npos;
      if (opens && numbered && scene_.is_made_by(i, lab->canonical)) add({i}, lab, false, "new");
    }
    const NameGroup& group = scene_.models().front();
    const std::size_t in = group.last() + 1;
    if (group.first() != 1 || !scene_.names(0, NameKind::organization) || word(in) != "in") return;
    for (std::size_t i = in + 1; i <= in + 3; ++i) {
      if (word(i) != "api" || !scene_.is_made_by(1, tokens_[0].mention->canonical)) continue;
      return add(group.tokens, tokens_[0].mention, false, "new");
    }
  }

  // "NAME comes in two sizes, A and B"
  void read_own_sizes() {
    const NameGroup& group = scene_.models().front();
    const std::size_t verb = group.last() + 1;
    if (group.first() > 1 || word(verb + 1) != "in") return;
    static constexpr auto kComes = word_set({"comes", "ships", "arrives"});
    if (!is_among(word(verb), kComes)) return;
    std::vector<std::size_t> models = models_in_sizes(scene_, verb + 2);
    if (!models.empty()) add(std::move(models), nullptr, false, "sizes");
  }

  void add(std::vector<std::size_t> models, const Mention* lab, bool sure, Words rule) {
    frames_.push_back({std::move(models), lab, false, sure, rule, 0});
  }

  const ReleaseScene& scene_;
  const std::vector<Token>& tokens_;
  const std::vector<Claim>& earlier_;
  ReleaseFrames frames_;
};

}  // namespace

ReleaseFrames read_release_lists(const ReleaseScene& scene, const std::vector<Claim>& earlier) {
  return ListReader(scene, earlier).read();
}

}  // namespace dossier
