#include "extract/release_scene.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "base/utf8.h"
#include "extract/lexicon_data.h"
#include "extract/release_unlisted.h"

namespace dossier {
namespace {

constexpr std::size_t kLabelTokensMax = 14;
constexpr std::size_t kTitleTokensMax = 20;

std::size_t label_end_of(const std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size() && i <= kLabelTokensMax; ++i) {
    if (is_mark(tokens[i], ":") && tokens[i].depth == 0) return i;
  }
  return 0;
}

// The names of a sentence and those that only its releases tell; empty if they tell none.
std::vector<Mention> with_unlisted_names(const Reading& reading, std::size_t index) {
  const std::span<const Mention> named = mentions_in(reading, reading.sentences[index].span);
  std::vector<Mention> names = unlisted_names(reading, reading.tokens.of(index), named);
  if (names.empty()) return names;
  names.insert(names.begin(), named.begin(), named.end());
  std::ranges::sort(names, {}, [](const Mention& mention) { return mention.span.start; });
  return names;
}

}  // namespace

ReleaseScene::ReleaseScene(const Reading& reading, std::size_t index)
    : reading_(reading),
      index_(index),
      mentions_(with_unlisted_names(reading, index)),
      own_tokens_(mentions_.empty()
                      ? std::vector<Token>()
                      : tokens_of(reading.lowered, reading.sentences[index].span, mentions_)),
      tokens_(mentions_.empty() ? reading.tokens.of(index) : own_tokens_) {
  models_ = name_groups(tokens_, NameKind::model);
  if (models_.empty()) return;
  label_end_ = label_end_of(tokens_);
  title_ = block_kind() == BlockKind::heading || is_set_as_title();
}

bool ReleaseScene::is_set_as_title() const {
  const Block& block = reading_.article.blocks[sentence().block];
  const bool alone = opens_block() && sentence().span.end + 2 >= block.span.end;
  if (!alone || tokens_.empty() || tokens_.size() > kTitleTokensMax) return false;
  if (mark(tokens_.size() - 1, ".") || mark(tokens_.size() - 1, "!")) return false;
  std::size_t capitals = 0;
  std::size_t words = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind != TokenKind::word || tokens_[i].span.size() < 4) continue;
    ++words;
    if (is_capitalised(i)) ++capitals;
  }
  return words > 0 && capitals == words;
}

bool ReleaseScene::is_dash(std::size_t i) const {
  if (!mark(i, "-")) return false;
  const TextSpan span = tokens_[i].span;
  if (text_at(text(), span) == "—") return true;
  const bool before = span.start > 0 && text()[span.start - 1] == ' ';
  return before && span.end < text().size() && text()[span.end] == ' ';
}

bool ReleaseScene::is_capitalised(std::size_t i) const {
  if (i >= size()) return false;
  const char c = text()[tokens_[i].span.start];
  return c >= 'A' && c <= 'Z';
}

const NameGroup* ReleaseScene::group_at(std::size_t token) const {
  for (const NameGroup& group : models_) {
    if (std::ranges::find(group.tokens, token) != group.tokens.end()) return &group;
  }
  return nullptr;
}

std::size_t ReleaseScene::group_end(const NameGroup& group) const {
  for (const NameGroup& other : models_) {
    if (other.first() > group.last()) return other.first();
  }
  return size();
}

std::optional<std::string> ReleaseScene::organization_of(const Mention& mention) const {
  if (mention.kind == NameKind::organization) return mention.canonical;
  if (mention.kind != NameKind::person) return std::nullopt;
  if (const auto entry = reading_.lexicon.find(mention.canonical, NameKind::organization)) {
    return entry->canonical;
  }
  const Lexicon::Data& data = reading_.lexicon.data();
  const auto person = data.person_of.find(name_key(mention.canonical));
  if (person == data.person_of.end() || data.people[person->second].by.empty()) return std::nullopt;
  return data.people[person->second].by;
}

std::string ReleaseScene::maker_of(const Mention& model) const {
  const std::optional<NameEntry> entry = reading_.lexicon.find(model.canonical, NameKind::model);
  return entry ? entry->maker : std::string();
}

std::string ReleaseScene::organization_key(std::string_view organization) const {
  const std::optional<NameEntry> entry =
      reading_.lexicon.find(organization, NameKind::organization);
  return name_key(entry ? std::string_view(entry->canonical) : organization);
}

bool ReleaseScene::is_foreign(std::size_t model, std::string_view organization) const {
  const std::string maker = name_key(maker_of(*tokens_[model].mention));
  if (maker.empty()) return false;
  const std::string other = organization_key(organization);
  if ((maker == "qwen" && other == "alibaba") || (maker == "alibaba" && other == "qwen")) {
    return false;  // One house, printed either way
  }
  return maker.find(other) == std::string::npos && other.find(maker) == std::string::npos;
}

bool ReleaseScene::is_made_by(std::size_t model, std::string_view organization) const {
  return !maker_of(*tokens_[model].mention).empty() && !is_foreign(model, organization);
}

}  // namespace dossier
