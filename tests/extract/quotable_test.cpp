// What may stand in quotation marks of ours.

#include "extract/quotable.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace dossier {
namespace {

std::string quotable(std::string_view text, Voice voice = Voice::reported) {
  LoweredText lowered(text);
  const std::vector<Word> words = split_words(lowered, {0, text.size()});
  const Quotable found = find_quotable(text, words, 0, words.size(), voice);
  return (found.is_speech ? "said: " : "") + std::string(text_at(text, found.span));
}

TEST_CASE("a quotable clause stands by itself") {
  struct Case {
    std::string_view name, text, expected;
  };
  const Case cases[] = {
      {"without its full stop", "Open models lag behind closed systems.",
       "Open models lag behind closed systems"},
      {"without what leads in", "However, open models lag behind closed systems.",
       "open models lag behind closed systems"},
      {"without a citation", "Open models lag behind closed systems (@mara_lin; @oskar77).",
       "Open models lag behind closed systems"},
      {"without a footnote", "Open models lag behind closed systems today17.",
       "Open models lag behind closed systems today"},
      {"a name may end in a digit", "Open models lag behind Kestrel2.",
       "Open models lag behind Kestrel2"},
      {"not one whose subject stands elsewhere", "It lags behind all the closed systems.", ""},
      {"not one without a verb", "A long list of better and cheaper open models.", ""},
      {"not a relative clause", "which lags far behind all the closed systems.", ""},
      {"words in quotation marks first",
       "“Open weights have reached a turning point”, and the release ships today.",
       "said: Open weights have reached a turning point"},
      {"up to where it turns",
       "The harness is still the weakest part; after a year of releases from more than a dozen "
       "laboratories on three continents with as many licenses as laboratories, much has changed.",
       "The harness is still the weakest part"},
      {"not the contrary of the position",
       "The rules should be narrow instead of “a ban on every open model”.", ""},
      {"both of two named subjects", "However, both Harbor and Lumen paint an incomplete picture.",
       "both Harbor and Lumen paint an incomplete picture"},
      {"not one whose subject was told of before", "The release implies that labs must hurry.", ""},
      {"not over a colon",
       "a larger context is needed: to run it, open models must be configured by hand.",
       "a larger context is needed"},
      {"not what another verb of the reporter's says",
       "Keeping models internal is risky and encouraged Northwind to publish them.",
       "Keeping models internal is risky"},
      {"up to where the reporter remarks",
       "contributions should exceed what tools produce, stating that the rest has no value.",
       "contributions should exceed what tools produce"},
      {"brackets in balance", "Open models (all of them lag behind closed systems.", ""},
      {"too short", "Models lag.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(quotable(c.text) == c.expected);
  }
}

TEST_CASE("an author's own voice may say we; what holds a quotation is not quoted") {
  CHECK(quotable("We need better harnesses than last year.", Voice::own) ==
        "We need better harnesses than last year");
  CHECK(quotable("We need better harnesses than last year.").empty());
  CHECK(quotable("The claim of “parity with every closed lab” is not true.", Voice::own) == "");
}

}  // namespace
}  // namespace dossier
