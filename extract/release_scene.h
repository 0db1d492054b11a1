// One sentence as the rules for releases see it: tokens, coordinated models, and who acts.
// Inside extract/ only.

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"
#include "extract/extraction.h"

namespace dossier {

class ReleaseScene {
 public:
  ReleaseScene(const Reading& reading, std::size_t index);
  ReleaseScene(const ReleaseScene&) = delete;
  ReleaseScene& operator=(const ReleaseScene&) = delete;

  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] std::string_view text() const { return reading_.article.text; }
  [[nodiscard]] const Sentence& sentence() const { return reading_.sentences[index_]; }
  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] BlockKind block_kind() const {
    return reading_.article.blocks[sentence().block].kind;
  }
  [[nodiscard]] bool opens_block() const {
    return index_ == 0 || reading_.sentences[index_ - 1].block != sentence().block;
  }

  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  // The word of a word token, empty for anything else and past the end (also "-1").
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? word_of(tokens_[i]) : std::string_view();
  }
  [[nodiscard]] bool mark(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && is_mark(tokens_[i], text);
  }
  [[nodiscard]] bool names(std::size_t i, NameKind kind) const {
    return i < tokens_.size() && is_name(tokens_[i], kind);
  }
  [[nodiscard]] bool names_model(std::size_t i) const { return names(i, NameKind::model); }
  [[nodiscard]] int depth(std::size_t i) const { return i < size() ? tokens_[i].depth : 0; }
  [[nodiscard]] bool is_dash(std::size_t i) const;  // Between blanks, or long
  [[nodiscard]] bool is_capitalised(std::size_t i) const;

  // A heading, or a line of its own that is set like one ("1. Qwen 3.5 Model Releases").
  [[nodiscard]] bool is_title() const { return title_; }

  [[nodiscard]] const std::vector<NameGroup>& models() const { return models_; }
  [[nodiscard]] const NameGroup* group_at(std::size_t token) const;
  // Where the next model after `group` stands, or the end.
  [[nodiscard]] std::size_t group_end(const NameGroup& group) const;
  // The ":" of a label at the sentence's head ("FLUX 3: …"), or 0.
  [[nodiscard]] std::size_t label_end() const { return label_end_; }

  // The organization that a name stands for: itself, or whom an account or a person speaks for.
  // None for other names.
  [[nodiscard]] std::optional<std::string> organization_of(const Mention& mention) const;
  // Made by somebody else, as far as the lexicon knows the maker: hosting it, or building on
  // it, is no release.
  [[nodiscard]] bool is_foreign(std::size_t model, std::string_view organization) const;
  [[nodiscard]] bool is_made_by(std::size_t model, std::string_view organization) const;
  [[nodiscard]] std::string maker_of(const Mention& model) const;
  // As the lexicon lists it, as a key for comparing.
  [[nodiscard]] std::string organization_key(std::string_view organization) const;

 private:
  [[nodiscard]] bool is_set_as_title() const;

  const Reading& reading_;
  std::size_t index_;
  // Of this sentence, with those that unlisted_names() adds; empty where it adds none.
  std::vector<Mention> mentions_;
  std::vector<Token> own_tokens_;  // Where unlisted names are added
  const std::vector<Token>& tokens_;
  std::vector<NameGroup> models_;
  std::size_t label_end_ = 0;
  bool title_ = false;
};

// What one trigger says: these models (token indices) came out, or will.
struct ReleaseFrame {
  std::vector<std::size_t> models;
  const Mention* agent = nullptr;  // Organization, or somebody who speaks for one
  bool planned = false;
  bool sure = false;            // Nothing stands between the parts
  std::string_view rule;        // What found it
  std::size_t details_end = 0;  // Sizes before it are the last model's; 0: its group's end
};
using ReleaseFrames = std::vector<ReleaseFrame>;

}  // namespace dossier
