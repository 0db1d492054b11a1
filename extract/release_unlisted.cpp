#include "extract/release_unlisted.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/clause.h"
#include "extract/release_scene.h"
#include "extract/release_words.h"

namespace dossier {
namespace {

using namespace release_words;
using Words = std::string_view;
using Tokens = std::vector<Token>;

constexpr std::size_t kNameAheadMax = 4;   // Tokens from a verb to the name
constexpr std::size_t kKindAheadMax = 9;   // Tokens from a verb to "model" before its name
constexpr std::size_t kNounAheadMax = 16;  // From the name to "model" in its apposition
constexpr std::size_t kAppositionMax = 9;
constexpr std::size_t kNameTokensMax = 4;  // "Parakeet TDT 0.6B"

Words word(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? word_of(tokens[i]) : Words();
}

// "released", "the release of", "introduction of": one past what governs a name; 0 if none.
std::size_t behind_trigger(const Tokens& tokens, std::size_t i) {
  const Words w = word(tokens, i);
  if (w.empty()) return 0;
  if (w == "open" && word(tokens, i + 1).starts_with("sourc")) return i + 2;
  if (w == "releases" && i + 1 < tokens.size() && is_mark(tokens[i + 1], ":")) return i + 2;
  if (is_among(w, kNouns)) return word(tokens, i + 1) == "of" ? i + 2 : 0;
  return is_among(w, kVerbs) ? i + 1 : 0;
}

// The words that are the model's own kind; of several nouns the last one before a preposition.
constexpr auto kModelKinds = word_set(
    {"model", "models", "llm", "llms", "vlm", "moe", "slm", "checkpoint", "checkpoints", "tts",
     "stt", "asr", "vla", "embeddings", "weights", "detector", "reranker", "embedder"});
constexpr auto kOtherKinds = word_set({
    "benchmark", "dataset",   "library", "framework", "tool",    "toolkit",   "app",
    "agent",     "platform",  "plugin",  "sdk",       "engine",  "feature",   "harness",
    "suite",     "course",    "paper",   "system",    "service", "product",   "method",
    "technique", "algorithm", "kernel",  "kernels",   "arena",   "assistant", "browser",
    "cli",       "optimizer", "index",   "startup",   "company", "mode",      "layer",
    "program",   "server",    "skill",   "website",   "editor",  "protocol",  "api",
    "corpus",
});

enum class Kind { unknown, model, other };

// What the words behind a name call it: "NAME, a 26M-parameter single-shot model", "NAME (streaming
// TTS)", "NAME models".
Kind kind_behind(const Tokens& tokens, std::size_t from) {
  bool tells = false;
  for (std::size_t i = from; i < tokens.size() && i < from + kNounAheadMax; ++i) {
    const Token& token = tokens[i];
    if (i == from) {
      tells = is_mark(token, ",") || is_mark(token, "(") || is_mark(token, ":") ||
              is_mark(token, "-") || word(tokens, i) == "as" || word(tokens, i) == "is";
    } else if (is_mark(token, ";") || is_mark(token, ":")) {
      break;
    }
    const Words w = word(tokens, i);
    if (is_among(w, kModelKinds) && (tells || i <= from + 2)) {
      if (!is_among(word(tokens, i + 1), kOtherKinds)) return Kind::model;
    }
    if (is_among(w, kOtherKinds) && !is_among(word(tokens, i + 1), kModelKinds)) return Kind::other;
    if (!tells && i > from + 2) break;
    static constexpr auto kParts = word_set(
        {"with", "that", "which", "using", "on", "by", "in", "from", "while", "where", "from"});
    if (is_among(w, kParts)) break;
  }
  return Kind::unknown;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "LFM2.5", "MuScriptor", "R1-V": no plain word looks so.
bool is_shaped(Words printed) {
  const bool digit = std::ranges::any_of(printed, is_digit);
  const bool capital = std::ranges::any_of(printed, is_capital);
  const auto inner = std::ranges::count_if(printed.substr(1), is_capital);
  const bool shouts = std::ranges::none_of(printed, [](char c) { return c >= 'a' && c <= 'z'; });
  return (digit && capital) || (inner > 0 && !shouts) ||
         (shouts && printed.find('-') != Words::npos);
}

class UnlistedReader {
 public:
  UnlistedReader(const Reading& reading, const Tokens& tokens, std::span<const Mention> mentions)
      : lexicon_(reading.lexicon),
        text_(reading.article.text),
        mentions_(mentions),
        tokens_(tokens) {}

  std::vector<Mention> read() {
    std::vector<Mention> found;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::size_t from = behind_trigger(tokens_, i);
      if (from == 0) continue;
      add_named_by_kind(from, found);
      for (std::size_t at = from; at < tokens_.size() && at < from + kNameAheadMax; ++at) {
        if (is_name(tokens_[at], NameKind::organization) || word(tokens_, at) == "'s") continue;
        if (tokens_[at].kind == TokenKind::name) break;
        if (add_name(at, found)) break;
        if (tokens_[at].kind == TokenKind::mark) break;
        static constexpr auto kLead = word_set(
            {"the", "a", "its", "their", "new", "weights", "of", "for", "open", "our", "and"});
        if (!is_among(word(tokens_, at), kLead)) break;
      }
    }
    return found;
  }

 private:
  // "a unified pretrained model OFA", "a model called NAME"
  void add_named_by_kind(std::size_t from, std::vector<Mention>& found) {
    for (std::size_t i = from; i < tokens_.size() && i < from + kKindAheadMax; ++i) {
      const bool named = is_among(word(tokens_, i), kNamed);
      if (tokens_[i].kind != TokenKind::word && tokens_[i].kind != TokenKind::number) return;
      const bool kind =
          text_at(text_, tokens_[i].span) == "model";  // "Model" may begin a title's noun
      if (!named && !kind) continue;
      std::size_t at = i + 1;
      if (!named && is_among(word(tokens_, at), kNamed)) ++at;
      while (at < tokens_.size() && is_mark(tokens_[at], "quote")) ++at;
      const std::size_t end = name_end(at);
      if (end == at || is_plain(word(tokens_, at))) return;
      const TextSpan span{tokens_[at].span.start, tokens_[end - 1].span.end};
      const std::string_view printed = text_at(text_, span);
      if (!is_known(printed) && kind_behind(tokens_, end) != Kind::other) add(span, found);
      return;
    }
  }

  void add(TextSpan span, std::vector<Mention>& found) {
    Mention mention;
    mention.span = span;
    mention.kind = NameKind::model;
    mention.canonical = full_name(text_at(text_, span));
    mention.rule = "released";
    found.push_back(std::move(mention));
  }

  // A name begins at token `at`; then also the ones that are coordinated with it.
  bool add_name(std::size_t at, std::vector<Mention>& found) {
    const std::size_t end = name_end(at);
    if (end == at) return false;
    const TextSpan span{tokens_[at].span.start, tokens_[end - 1].span.end};
    const std::string_view printed = text_at(text_, span);
    const Kind kind = kind_behind(tokens_, end);
    if (kind != Kind::model || is_known(printed) || is_plain(word(tokens_, at))) return false;
    const bool single = end == at + 1;
    const bool marked = end < tokens_.size() && tokens_[end].kind == TokenKind::mark;
    if (!is_shaped(printed) && !(single ? marked : is_apposed(end))) return false;
    if (word(tokens_, end - 1) == "model" || word(tokens_, end - 1) == "models") return false;
    if (!is_shaped(printed) && !is_capital(printed.front())) return false;
    add(span, found);
    // "… and NAME (streaming STT)"
    std::size_t next = end;
    if (next < tokens_.size() && is_mark(tokens_[next], "(")) {
      while (next < tokens_.size() && !is_mark(tokens_[next], ")")) ++next;
      ++next;
    }
    if (word(tokens_, next) == "and" && next + 1 < tokens_.size()) add_name(next + 1, found);
    return true;
  }

  // "Prover-V2" below a heading "DeepSeek Prover-V2": the name that it ends.
  [[nodiscard]] std::string full_name(std::string_view printed) const {
    const std::string key = name_key(printed);
    for (const Mention& mention : mentions_) {
      const bool ends = name_key(mention.canonical).ends_with(key);
      if (mention.kind == NameKind::model && ends) return mention.canonical;
    }
    return std::string(printed);
  }

  // One past the capitalised words and numbers that begin at `at`.
  [[nodiscard]] std::size_t name_end(std::size_t at) const {
    std::size_t i = at;
    while (i < tokens_.size() && i < at + kNameTokensMax) {
      const Token& token = tokens_[i];
      const std::string_view printed = text_at(text_, token.span);
      const bool adjacent = i == at || token.span.start == tokens_[i - 1].span.end + 1;
      const bool word = token.kind == TokenKind::word && is_capital(printed.front());
      const bool small = token.kind == TokenKind::word && i == at && is_shaped(printed);
      const bool number = token.kind == TokenKind::number && i > at && is_digit(printed.front());
      if (!adjacent || !(word || small || number)) break;
      ++i;
    }
    return i;
  }

  [[nodiscard]] bool is_known(std::string_view printed) const {
    for (const NameKind kind : {NameKind::benchmark, NameKind::organization, NameKind::person}) {
      if (lexicon_.find(printed, kind)) return true;
    }
    return printed.size() < 2;
  }

  // "NAME, a …", "NAME (streaming TTS)"
  [[nodiscard]] bool is_apposed(std::size_t at) const {
    static constexpr auto kArticles = word_set({"a", "an", "the", "its", "their", "our"});
    if (at < tokens_.size() && is_mark(tokens_[at], ",")) {
      const bool described = word(tokens_, at + 1) == "described";
      return described || is_among(word(tokens_, at + 1), kArticles);
    }
    if (at >= tokens_.size() || !is_mark(tokens_[at], "(")) return false;
    for (std::size_t i = at + 1; i < tokens_.size() && !is_mark(tokens_[i], ")"); ++i) {
      if (is_among(word(tokens_, i), kModelKinds)) return true;
    }
    return false;
  }

  // "New", "Models": begins a phrase, not a name.
  static bool is_plain(Words w) {
    return w == "ai" || w == "ml" || w == "sota" || is_among(w, kModifiers) ||
           is_among(w, kModelNouns) || is_among(w, kModelKinds) || is_among(w, kOtherKinds);
  }

  const Lexicon& lexicon_;
  std::string_view text_;
  std::span<const Mention> mentions_;
  const Tokens& tokens_;
};

}  // namespace

bool is_called_other(const std::vector<Token>& tokens, std::size_t from) {
  const bool apposed = from + 1 < tokens.size() && is_mark(tokens[from], ",") &&
                       (word(tokens, from + 1) == "a" || word(tokens, from + 1) == "an");
  if (!apposed) return false;
  static constexpr auto kThings =
      word_set({"benchmark", "dataset",   "library",    "framework", "toolkit",   "plugin",
                "sdk",       "kernel",    "kernels",    "harness",   "compiler",  "arena",
                "app",       "cli",       "editor",     "browser",   "extension", "startup",
                "company",   "optimizer", "speculator", "drafter",   "drafters"});
  for (std::size_t i = from + 2; i < tokens.size() && i < from + kAppositionMax; ++i) {
    if (is_among(word(tokens, i), kModelKinds) || tokens[i].kind == TokenKind::number) return false;
    if (is_among(word(tokens, i), kThings)) return !is_among(word(tokens, i + 1), kModelKinds);
    if (tokens[i].kind == TokenKind::mark) return false;
  }
  return false;
}

bool may_tell_unlisted(std::span<const Word> words) {
  return std::ranges::any_of(words, [](const Word& word) {
    return is_among(word.text, kVerbs) || is_among(word.text, kNouns) ||
           is_one_of(word.text, "open", "roll");  // "open-sourced", "roll-out"
  });
}

std::vector<Mention> unlisted_names(const Reading& reading, const std::vector<Token>& tokens,
                                    std::span<const Mention> mentions) {
  return UnlistedReader(reading, tokens, mentions).read();
}

}  // namespace dossier
