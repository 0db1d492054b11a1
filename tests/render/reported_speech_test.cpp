// Clauses of sources as reported speech: our words, their meaning.

#include "render/reported_speech.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

// "expects | open models to | "be adopted …"", "-" where nothing can be made of it.
std::string told(const std::string& clause, bool own_words = false, std::string evidence = "") {
  static const Result<Lexicon> lexicon = Lexicon::load();
  REQUIRE(lexicon.has_value());
  if (evidence.empty()) evidence = clause + ".";
  const auto reported = report_clause(clause, evidence, own_words, *lexicon);
  if (!reported) return "-";
  std::string text =
      reported->verb.empty() ? reported->ours : reported->verb + " | " + reported->ours;
  if (!reported->quoted.empty()) text += " | \"" + reported->quoted + '"';
  return text;
}

TEST_CASE("a short clause goes into our sentence, what it denies and hedges with it") {
  const std::pair<const char*, const char*> cases[] = {
      {"open models may never catch up", "open models may never catch up"},
      {"Closed labs will not slow down", "closed labs will not slow down"},
      {"Chinese labs lead in this", "Chinese labs lead in this"},  // A people keeps its capital
      {"OpenAI is ahead", "OpenAI is ahead"},
      {"banning open weights would harm those who defend hospitals",
       "a ban on open weights would hurt those who defend hospitals"},
      {"the tool benefits from a vibrant community", "the tool gains from a lively community"},
  };
  for (const auto& [clause, printed] : cases) CHECK(told(clause) == printed);
}

TEST_CASE("no eight words of a source run on without quotation marks") {
  const char* const clause =
      "the brief time between both dates makes a great leap in skill hard to explain";
  CHECK(told(clause) == "-");  // A reporter's words: to be quoted as such
  CHECK(told("seven words in a row are allowed") == "seven words in a row are allowed");
  CHECK(told("eight words in a row are not allowed") == "-");
}

TEST_CASE("what only the holder can say of himself is not put into our sentence") {
  CHECK(told("we saw the gap close") == "-");
  CHECK(told("you cannot trust our numbers", true) == "-");
  CHECK(told("it was close to the best") == "-");  // What was?
}

TEST_CASE("of the holder's own words, a part may be quoted") {
  CHECK(told("Open models will be adopted by every second office of this country before long",
             true) ==
        "expects | open models to | \"be adopted by every second office of this country before "
        "long\"");
  CHECK(told("Small labs will not find the money that the next round of training asks of them",
             true) ==
        "expects | small labs not to | \"find the money that the next round of training asks of "
        "them\"");
  CHECK(
      told("I expect small labs to run out of money, some of them before the year is over", true) ==
      "expects | small labs to | \"run out of money, some of them before the year is over\"");
  CHECK(told("we would argue that a fair trial would also need the tools that each model knows",
             true) ==
        "argues that | a fair trial | \"would also need the tools that each model knows\"");
}

}  // namespace
}  // namespace dossier
