// Accounts: "@handle" anywhere, and bare ones in the brackets of citations.

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/mention_scene.h"
#include "extract/name_set.h"

namespace dossier {
namespace {

using std::string_view;

bool is_handle_byte(char c) {
  return is_ascii_upper(c) || is_ascii_digit(c) || (c >= 'a' && c <= 'z') || c == '_';
}

void find_at_handles(MentionScene& scene) {
  const string_view text = scene.text();
  for (std::size_t at = text.find('@'); at != string_view::npos; at = text.find('@', at + 1)) {
    if (word_ends_at(text, at)) continue;
    if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '+')) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_handle_byte(text[end])) ++end;
    if (end - at < 3 || end - at > 40) continue;
    if (std::ranges::all_of(text.substr(at + 1, end - at - 1), is_ascii_digit)) continue;
    if (end + 1 < text.size() && text[end] == '/' && is_word_byte(text[end + 1]))
      continue;                                           // A package
    if (end < text.size() && text[end] == '{') continue;  // A bibliography's entry
    const TextSpan span{at, end};
    scene.mark({span, NameKind::person, std::string{text_at(text, span)}, {}, "person-handle"});
  }
}

// Whether an account's name is simply the organization's: "(DeepInfra)".
bool has_name_of_its_own(const Lexicon::Data& data, string_view word) {
  const auto known = data.organization_of.find(name_key(word));
  return known != data.organization_of.end() && word.find('_') == string_view::npos &&
         std::ranges::any_of(data.organizations[known->second].names,
                             [&](const std::string& key) { return key == name_key(word); });
}

// Plainly an account, whatever stands around it: "yifan_zhang_", "scaling01".
bool is_surely_account(const Lexicon::Data& data, string_view word) {
  if (data.accounts.contains(word)) return true;
  // An organization's account is not its name: "lmsysorg" cites, "DeepInfra" names.
  if (data.organization_accounts.contains(name_key(word)) && !has_name_of_its_own(data, word)) {
    return true;
  }
  const bool lower_start = word[0] >= 'a' && word[0] <= 'z';
  return word.size() >= 5 && word.find('_') != string_view::npos && lower_start;
}

bool looks_like_account(string_view word) {
  if (word.size() < 4 || word.size() > 20) return false;
  if (std::ranges::all_of(word, [](char c) { return is_ascii_upper(c) || is_ascii_digit(c); }))
    return false;
  if (is_ascii_digit(word[0])) return false;
  const bool inner_capital = std::ranges::any_of(word.substr(1), is_ascii_upper);
  const bool digit_end = is_ascii_digit(word.back());
  const bool underscore = word.find('_') != string_view::npos;
  return inner_capital || digit_end || underscore;
}

// "rasbt", "Hangsiin": an account as far as its shape goes, where it is no word of the article and
// of citations in general.
bool is_single_name(string_view word) {
  static constexpr auto kWords = word_set(
      {"link",       "tweet",        "thread",    "announcement", "announcements", "launch",
       "demo",       "blog",         "paper",     "post",         "code",          "docs",
       "release",    "repo",         "video",     "details",      "example",       "examples",
       "update",     "updates",      "clip",      "quote",        "source",        "sources",
       "report",     "article",      "news",      "discussion",   "reply",         "replies",
       "context",    "note",         "notes",     "chart",        "table",         "figure",
       "results",    "screenshot",   "summary",   "recap",        "comment",       "comments",
       "commentary", "confirmation", "retweet",   "another",      "others",        "again",
       "here",       "github",       "arxiv",     "leaderboard",  "model",         "models",
       "weights",    "pricing",      "interview", "podcast",      "slides",        "image",
       "images",     "photo",        "quotes",    "followup",     "correction",    "collection",
       "card",       "guide",        "tutorial",  "reaction",     "reactions",     "analysis",
       "claim",      "claims",       "benchmark", "benchmarks",   "preview",       "beta",
       "alpha",      "open",         "closed",    "free",         "paid",          "limited",
       "optional"});
  if (word.size() < 5 || word.find('_') != string_view::npos || kWords.contains(word)) return false;
  return std::ranges::all_of(word.substr(1), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "(scaling01; Zai_org)": brackets that hold nothing but single words, parted by ; or ,.
struct Bracket {
  std::vector<TextSpan> words;
  bool closes_statement = false;  // A full stop, semicolon or line end behind it
};

std::vector<Bracket> brackets_of(string_view text) {
  std::vector<Bracket> found;
  for (std::size_t open = text.find('('); open != string_view::npos;
       open = text.find('(', open + 1)) {
    Bracket bracket;
    std::size_t at = open + 1;
    bool good = true;
    while (good && bracket.words.size() < 8) {
      const std::size_t start = at;
      while (at < text.size() && is_handle_byte(text[at])) ++at;
      if (at - start < 3 || at >= text.size()) {
        good = false;
        break;
      }
      bracket.words.push_back({start, at});
      if (text[at] == ')') break;
      if ((text[at] != ';' && text[at] != ',') || text.substr(at + 1, 1) != " ") good = false;
      at += 2;
    }
    if (!good || at >= text.size() || text[at] != ')') continue;
    const char behind = at + 1 < text.size() ? text[at + 1] : '\n';
    bracket.closes_statement = behind == '.' || behind == ';' || behind == '\n' || behind == ',';
    found.push_back(std::move(bracket));
  }
  return found;
}

// The accounts that the article writes with "@", without it.
std::unordered_set<string_view> accounts_of(const MentionScene& scene) {
  std::unordered_set<string_view> accounts;
  for (const Mention& mention : scene.mentions()) {
    const string_view printed = text_at(scene.text(), mention.span);
    if (mention.kind == NameKind::person && printed.starts_with('@')) {
      accounts.insert(printed.substr(1));
    }
  }
  return accounts;
}

void find_bracket_handles(MentionScene& scene) {
  const string_view text = scene.text();
  const Lexicon::Data& data = scene.data();
  const std::vector<Bracket> brackets = brackets_of(text);
  const std::unordered_set<string_view> accounts = accounts_of(scene);
  const auto is_sure = [&](string_view word) {
    return is_surely_account(data, word) ||
           (accounts.contains(word) && !has_name_of_its_own(data, word));
  };
  std::size_t sure = 0;
  std::size_t likely = 0;  // Of an account's shape, where a citation stands
  for (const Bracket& bracket : brackets) {
    for (const TextSpan span : bracket.words) {
      const string_view word = text_at(text, span);
      if (is_sure(word)) {
        ++sure;
      } else if (bracket.closes_statement && looks_like_account(word)) {
        ++likely;
      }
    }
  }
  const bool cites_so = sure >= 2 || sure + likely >= 4;
  if (sure == 0 && !cites_so) return;
  // What the article says outside of brackets is a word, not an account.
  ViewSet words(cites_so ? scene.chunks().size() / 4 : 0);
  if (cites_so) {
    auto bracket = brackets.begin();
    for (const TextSpan chunk : scene.chunks()) {
      while (bracket != brackets.end() && bracket->words.back().end < chunk.start) ++bracket;
      const bool inside = bracket != brackets.end() && bracket->words.front().start <= chunk.start;
      const bool account = chunk.start > 0 && text[chunk.start - 1] == '@';
      if (!inside && !account) words.insert(text_at(text, chunk));
    }
  }
  for (const Bracket& bracket : brackets) {
    for (const TextSpan span : bracket.words) {
      const string_view word = text_at(text, span);
      if (!scene.is_free(span)) continue;
      if (const auto known = data.organization_of.find(name_key(word));
          known != data.organization_of.end() && word.find('_') == string_view::npos &&
          !is_sure(word)) {
        if (cites_so) {
          scene.mark({span,
                      NameKind::organization,
                      data.organizations[known->second].name,
                      {},
                      "organization-citation"});
        }
        continue;
      }
      const bool account =
          is_sure(word) || (cites_so && bracket.closes_statement && !words.contains(word) &&
                            (looks_like_account(word) || is_single_name(word)));
      if (!account) continue;
      scene.mark({span, NameKind::person, std::string{word}, {}, "person-citation"});
    }
  }
}

}  // namespace

void find_handles(MentionScene& scene) {
  find_at_handles(scene);
  find_bracket_handles(scene);
}

}  // namespace dossier
