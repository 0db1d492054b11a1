// What the verifier proves, and that no alteration of a page passes it.

#include "render/verify.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "render/dossier_json.h"
#include "render/markdown.h"
#include "render/proof_words.h"
#include "tests/render/hostile_texts.h"
#include "tests/render/sample_dossier.h"

namespace dossier {
namespace {

// All findings, one a line.
std::string show(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += to_string(finding) + '\n';
  return text;
}

std::string previous_record() {
  Dossier previous = sample_dossier().dossier;
  previous.version = 1;
  previous.items = 12;
  return write_record(previous);
}

// Findings on the dossier as its own writers print it.
std::string findings_on(const Sample& sample) {
  const std::string previous = previous_record();
  const std::string record = write_record(sample.dossier);
  const std::string json = write_json(sample.dossier);
  const std::string markdown = write_markdown(sample.dossier);
  return show(verify({record, markdown, json, previous}, sample.source_text()));
}

std::string findings_on_page(const Sample& sample, const std::string& markdown) {
  const std::string record = write_record(sample.dossier);
  return show(verify({record, markdown, {}, {}}, sample.source_text()));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  CAPTURE(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("verify finds nothing wrong with a good page") {
  CHECK(findings_on(sample_dossier()).empty());
}

TEST_CASE("verify reads every text back as it was written") {
  for (const std::string_view text : kHostileTexts) {
    CAPTURE(text);
    const DossierSentence said{SentenceKind::editor,
                               {{SentencePart::Kind::text, std::string{text} + " and ", {}},
                                {SentencePart::Kind::quotation, std::string{text}, {}},
                                {SentencePart::Kind::citation, "", {1, 4}},
                                {SentencePart::Kind::text, std::string{text}, {}}},
                               {}};
    Sample sample = sample_dossier();
    Dossier& dossier = sample.dossier;
    dossier.title = text;
    dossier.sections[1].layouts.push_back(layout(LayoutKind::paragraph, "", {said, said}));
    dossier.sections[2].layouts.insert(dossier.sections[2].layouts.begin(),
                                       layout(LayoutKind::table_row, "", {{}, {}, said, {}}));
    dossier.sections[3].layouts.push_back(layout(LayoutKind::list_item, std::string{text}, {said}));
    dossier.sections[4].layouts.push_back(layout(LayoutKind::entry, std::string{text}, {said}));
    dossier.sections[2].columns[1] = text;
    dossier.sources[1].title = text;
    dossier.sources[1].outlet = text;
    dossier.sources[1].copies = {std::string{text}};
    const std::string findings = findings_on(sample);
    // A row that cites is a claim; this one rests on nothing, and that alone is found.
    CHECK(findings == "v2 Benchmarks, sentence 1: claims, but rests on no statement\n");
  }
}

TEST_CASE("verify finds every alteration of the Markdown, and names the sentence") {
  struct Case {
    std::string_view name, from, to;
    std::string_view found;  // Among the findings
  };
  const Case cases[] = {
      {"a changed figure", "measured 58.4 [4].", "measured 59.4 [4].",
       "v2 What, sentence 1: figure 59.4 stands in none of its evidence"},
      {"a changed figure with thousands", "at 1,679 points", "at 1,769 points",
       "v2 What's new, sentence 1: figure 1,769 stands in none of its evidence"},
      {"a changed unit", "310B parameters", "310M parameters",
       "v2 What's new, sentence 1: figure 310M stands in none of its evidence"},
      {"a changed rank", "ranks it third", "ranks it second",
       "v2 What's new, sentence 1: figure second stands in none of its evidence"},
      {"a rank made first", "ranks it third", "ranks it first",
       "v2 What's new, sentence 1: figure first stands in none of its evidence"},
      {"a figure in a table", "| 58.4 † |", "| 68.4 † |",
       "v2 Benchmarks, sentence 2: figure 68.4 stands in none of its evidence"},
      {"a figure written out", "at 3-7 months", "at nine months",
       "v2 Perspectives, sentence 3: figure nine stands in none of its evidence"},
      {"a changed day", "- 2026-05-11: Lark", "- 2026-05-12: Lark",
       "v2 Timeline, sentence 1: date 2026-05-12 is neither in its evidence nor the day of a cited "
       "source"},
      {"a changed window", "in the first half of 2026 [1]", "in the first half of 2027 [1]",
       "v2 What's new, sentence 2: date 2027 is neither"},
      {"a dropped citation", "stands at 66.0 there [4].", "stands at 66.0 there.",
       "v2 What, sentence 2: claims without a citation"},
      {"one of two citations dropped", "measured 58.4 [1][4].", "measured 58.4 [1].",
       "v2 Tensions, sentence 1: rests on s-measured, and cites none of its sources"},
      {"a swapped citation", "grow again [2]", "grow again [1]",
       "v2 Timeline, sentence 2: cites [1], which carries none of its evidence"},
      {"two citations exchanged", "Heron 3 [1], whereas Evalhouse measured 58.4 [4]",
       "Heron 3 [4], whereas Evalhouse measured 58.4 [1]", "v2 What, sentence 1: reads "},
      {"a citation of nothing", "there [4].", "there [5].",
       "v2 What, sentence 2: cites [5], which no source has"},
      {"a citation added", "there [4].", "there [2][4].",
       "v2 What, sentence 2: cites [2], which carries none of its evidence"},
      {"a name known elsewhere in the page", "Tern Max stands", "Heron 3 stands",
       "v2 What, sentence 2: name Heron 3 stands in none of its evidence"},
      {"a changed version of a name", "Heron 3 Mini is", "Heron 4 Mini is",
       "v2 What's new, sentence 2: figure 4 stands in none of its evidence"},
      {"a foreign name", "Lark Lab claims 61.5% for", "Lark Lab and Wren Works claim 61.5% for",
       "v2 What, sentence 1: name Wren stands in none of its evidence"},
      {"a changed holder", "**Ada Brink.**", "**Ida Brink.**",
       "v2 Perspectives, sentence 1: reads "},
      {"a holder exchanged", "**Ada Brink.**", "**Evalhouse.**",
       "v2 Perspectives, sentence 1: name Evalhouse stands in none of its evidence"},
      {"an altered quotation", "with the tools that they were", "with the tools they were",
       "v2 Perspectives, sentence 2: quotation \"measure models with the tools they were trained "
       "with\" is not in its evidence"},
      {"quotation marks taken off",
       "Asks to \"measure models with the tools that they were trained with\"",
       "Asks to measure models with the tools that they were trained with",
       "v2 Perspectives, sentence 2: borrows without quotation marks: measure models"},
      {"an added sentence", "Tern Max stands", "Closed models always win [4]. Tern Max stands",
       "v2 What, sentence 1: behind it stands what the record does not have: \"Closed models "
       "always win"},
      {"a sentence at the end", "there [4].\n", "there [4]. It leads [4].\n",
       "v2 What, sentence 2: behind it stands what the record does not have: \"It leads"},
      {"an added paragraph", "## Benchmarks", "Nothing else matters.\n\n## Benchmarks",
       "v2 What, sentence 2: behind it stands what the record does not have: \"Nothing else"},
      {"an added item", "- 2026-05-16:", "- 2026-05-16: Heron 4 is out [1]\n- 2026-05-16:",
       "Timeline, sentence 1: behind it stands what the record does not have: \"2026-05-16: Heron "
       "4"},
      {"a missing sentence", " Tern Max stands at 66.0 there [4].", "",
       "v2 What, sentence 2: is missing"},
      {"a missing row", "| | Heron 3 | 58.4 † | Evalhouse [4] |\n", "",
       "v2 Benchmarks, sentence 2: is missing"},
      {"a negation", "fall behind closed ones", "do not fall behind closed ones",
       "v2 Perspectives, sentence 1: reads \"Ada Brink. Open models do not fall"},
      {"a count", "5 new items", "7 new items", "v2 What's new, sentence 3: reads "},
      {"the items of the head line", "17 items", "18 items", "v2: the head line is "},
      {"the state", "open · v2", "closed · v2", "v2: the head line is "},
      {"the title", "# Heron", "# Herons", "v2: the title is "},
      {"a heading", "## What\n", "## Whatever\n", "v2 What: the section is missing"},
      {"a column", "| Figure |", "| Price |", "v2 Benchmarks: the columns are not"},
      {"a source's title", "CodeLadder, all runs", "CodeLadder, some runs",
       "v2 Sources: [4] does not give its title"},
      {"a source's address", "<https://brink.example/gap>", "<https://brink.example/gasp>",
       "v2 Sources: [2] gives the address https://brink.example/gasp, not "
       "https://brink.example/gap"},
      {"a source's date", "Models Weekly, \"Heron 3: 'best yet'?\" 2026-05-11",
       "Models Weekly, \"Heron 3: 'best yet'?\" 2026-05-10",
       "v2 Sources: [1] does not give its date"},
      {"a date that nobody knows", "all runs.\"", "all runs,\" 2026-05-09.",
       "v2 Sources: [4] gives a date that nobody knows"},
      {"a source dropped", "- [2] Ada Brink", "- Ada Brink", "v2 Sources: [2] is missing"},
      {"a source added", "- [4] Evalhouse",
       "- [3] Nobody, \"No,\" <https://n.example/>\n- [4] Evalhouse",
       "v2 Sources: [3] is no source of this version"},
      {"a link", "Tern Max stands", "[Tern Max](https://evil.example/) stands",
       "markup that this page cannot have"},
      {"HTML", "Tern Max stands", "<b>Tern Max</b> stands", "markup that this page cannot have"},
      {"a citation made a link", "there [4].", "there [4](https://evil.example/).",
       "markup that this page cannot have"},
  };
  const Sample sample = sample_dossier();
  const std::string markdown = write_markdown(sample.dossier);
  REQUIRE(findings_on_page(sample, markdown).empty());
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const std::string findings = findings_on_page(sample, replaced(markdown, c.from, c.to));
      CAPTURE(findings);
      CHECK(findings.find(c.found) != std::string::npos);
    }
  }
}

// A page whose record was altered along with it: then only the evidence can tell.
TEST_CASE("verify finds what no evidence carries, even where page and record agree") {
  struct Case {
    std::string_view name, text;
    std::vector<std::string> statements;
    std::string_view found;
  };
  const Case cases[] = {
      {"a figure of another model",
       "Tern Max stands at 58.4 there [4].",
       {"s-tern"},
       "figure 58.4 stands in none of its evidence"},
      {"another benchmark",
       "Tern Max stands at 66.0 in Frontend Gauntlet [4].",
       {"s-tern"},
       "name Frontend Gauntlet stands in none of its evidence"},
      {"another maker",
       "Wren Works' Tern Max stands at 66.0 [4].",
       {"s-tern"},
       "name Works stands in none of its evidence"},
      {"a month",
       "In April, Tern Max stood at 66.0 [1][4].",
       {"s-tern", "s-own"},
       "date April is neither"},
      {"a statement without its source",
       "Tern Max stands at 66.0 [1].",
       {"s-tern"},
       "cites [1], which carries none of its evidence"},
      {"no citation", "Tern Max stands at 66.0.", {"s-tern"}, "claims without a citation"},
      {"no statement", "Tern Max stands at 66.0 [4].", {}, "claims, but rests on no statement"},
      {"an unknown statement",
       "Tern Max stands at 66.0 [4].",
       {"s-tern", "s-x"},
       "rests on s-x, which the record does not hold"},
      {"an invented quotation",
       "Tern Max is \"the best\" [4].",
       {"s-tern"},
       "quotation \"the best\" is not in its evidence"},
      {"a count",
       "Four runs put Tern Max at 66.0 [4].",
       {"s-tern"},
       "figure Four stands in none of its evidence"},
      {"a rank that only a name's version could prove",
       "Heron 3 ranks third [1].",
       {"s-release"},
       "figure third stands in none of its evidence"},
      {"a rank that only a decimal could prove",
       "Heron 3 ranks second [1].",
       {"s-release"},
       "figure second stands in none of its evidence"},
      {"borrowed words",
       "Nobody who runs both every day would deny it [2].",
       {"s-growing"},
       "borrows without quotation marks: Nobody who runs both every day would deny it"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Sample sample = sample_dossier();
      sample.dossier.sections[1].layouts[0].sentences[1] =
          sentence(SentenceKind::claim, c.text, c.statements);
      const std::string findings = findings_on(sample);
      CAPTURE(findings);
      CHECK(findings.find("v2 What, sentence 2: " + std::string{c.found}) != std::string::npos);
    }
  }
}

// What only the claims themselves can tell: names and figures all stand in the evidence.
TEST_CASE("verify finds a claim turned round, even where page and record agree") {
  struct Case {
    std::string_view name, text;
    std::vector<std::string> statements;
    std::string_view found;
  };
  const Case cases[] = {
      {"figures exchanged",
       "Evalhouse puts Heron 3 at 66.0 and Tern Max at 58.4 on CodeLadder Verified [4].",
       {"s-measured", "s-tern"},
       "figure 66.0 is not told of what its statements tell it of"},
      {"who is ahead",
       "Heron 3, at 58.4, is ahead of Tern Max (66.0) on CodeLadder Verified [4].",
       {"s-measured", "s-tern"},
       "that it is \"ahead\" Tern Max is none of its statements"},
      {"total and active",
       "Lark Lab released Heron 3 with 22B parameters in total [1].",
       {"s-release"},
       "figure 22B is not told of"},
      {"out or only announced",
       "Heron 3 Mini was released [1].",
       {"s-mini"},
       "says that Heron 3 Mini was released"},
      {"a license",
       "Lark Lab released Heron 3 under the Apache license [1].",
       {"s-release"},
       "its statements know no Apache license"},
      {"the way it goes",
       "Ada Brink sees the gap between open and closed models narrowing [2].",
       {"s-growing"},
       "Ada Brink does not say so"},
      {"a negation",
       "Lark Lab never released Heron 3 [1].",
       {"s-release"},
       "the word \"never\" stands in none of its evidence"},
      {"a superlative",
       "Lark Lab released Heron 3, the largest model [1].",
       {"s-release"},
       "the word \"largest\" stands in none of its evidence"},
      {"a sign",
       "Heron 3 stands at -58.4 on CodeLadder Verified [4].",
       {"s-measured"},
       "figure 58.4 has a sign"},
      {"its own account",
       "Heron 3 scores 61.5% on CodeLadder Verified [1].",
       {"s-own"},
       "does not say that Lark Lab itself gives it"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Sample sample = sample_dossier();
      sample.dossier.sections[1].layouts[0].sentences[1] =
          sentence(SentenceKind::claim, c.text, c.statements);
      const std::string findings = findings_on(sample);
      CAPTURE(findings);
      CHECK(findings.find(c.found) != std::string::npos);
    }
  }
}

TEST_CASE("verify takes what sources write otherwise for the same") {
  struct Case {
    std::string_view name, text;
    std::vector<std::string> statements;
  };
  const Case cases[] = {
      {"rank in digits", "Heron 3 ranks 3rd in Frontend Gauntlet [4].", {"s-third"}},
      {"no thousands separator", "Heron 3 has 1679 points in Frontend Gauntlet [4].", {"s-third"}},
      {"a scale written out", "Heron 3 has 310 billion parameters [1].", {"s-release"}},
      {"a hyphen in the name", "Heron-3 has 310B parameters [1].", {"s-release"}},
      {"a possessive", "Lark Lab's Heron 3 has 310B parameters [1].", {"s-release"}},
      {"straight marks for curly ones",
       "Ada Brink wants to \"measure models with the tools\" [2].",
       {"s-tools"}},
      {"an en dash", "The Ministry of Compute counts 3-7 months [2].", {"s-months"}},
      {"a last name", "Brink sees the distance grow [2].", {"s-growing"}},
      {"a day in words", "By May 11, Heron 3 was out [1].", {"s-release"}},
      {"a day in words, with its year", "By 11 May 2026, Heron 3 was out [1].", {"s-release"}},
      {"a month", "In May, Heron 3 came out [1].", {"s-release"}},
      {"a count of what is cited",
       "Two voices speak of Heron 3, Lark Lab among them [1][4].",
       {"s-own", "s-measured"}},
      {"the version before", "Since v1, Heron 3 came out [1].", {"s-release"}},
      {"the first half", "Heron 3 Mini comes in the first half of the year [1].", {"s-mini"}},
      {"a quoted title", "Evalhouse ran Heron 3 in \"CodeLadder, all runs\" [4].", {"s-measured"}},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Sample sample = sample_dossier();
      sample.dossier.sections[1].layouts[0].sentences.push_back(
          sentence(SentenceKind::claim, c.text, c.statements));
      CHECK(findings_on(sample) == "");
    }
  }
}

TEST_CASE("verify knows a name by its aliases, if it is given them") {
  Sample sample = sample_dossier();
  sample.dossier.sections[1].layouts[0].sentences.push_back(
      sentence(SentenceKind::claim, "Computing Board counts 3-7 months [2].", {"s-months"}));
  sample.dossier.statements.back().claim =
      R"({"kind":"stance","holder":"Computing Board","target":"the gap"})";
  CHECK(findings_on(sample) ==
        "v2 What, sentence 3: name Computing Board stands in none of its evidence\n");
  const std::string record = write_record(sample.dossier);
  const std::string markdown = write_markdown(sample.dossier);
  const auto aliases = [](std::string_view name) {
    return name == "Computing Board" ? std::vector<std::string>{"Ministry of Compute"}
                                     : std::vector<std::string>{};
  };
  CHECK(show(verify({record, markdown, {}, {}}, sample.source_text(), aliases)) == "");
}

TEST_CASE("verify holds the evidence against the stored bytes") {
  Sample sample = sample_dossier();
  const std::string record = write_record(sample.dossier);
  const std::string markdown = write_markdown(sample.dossier);
  const auto findings = [&] {
    return show(verify({record, markdown, {}, {}}, sample.source_text()));
  };
  REQUIRE(findings() == "");

  SECTION("a byte changed") {
    std::string& text = sample.texts["tables"];
    text[text.find("58.4")] = '6';
    CHECK(findings() ==
          "v2: statement s-measured: its evidence in source tables, revision 1, does not stand at "
          "bytes 20 to 34\n");
  }
  SECTION("a text cut short") {
    sample.texts["tables"].resize(25);
    CHECK(findings().find("s-third: its evidence in source tables") != std::string::npos);
  }
  SECTION("a source gone") {
    sample.texts.erase("essay");
    CHECK(findings().find("s-growing: its evidence in source essay, revision 1, cannot be read: no "
                          "such source") != std::string::npos);
  }
  SECTION("a support that the source does not have") {
    const std::string altered = replaced(record, "\"CodeLadder Verified\"]", "\"CodeLadder 2\"]");
    CHECK(show(verify({altered, markdown, {}, {}}, sample.source_text()))
              .find("leans on words that the source does not have: \"CodeLadder 2\"") !=
          std::string::npos);
  }
}

TEST_CASE("verify recounts what derived sentences count") {
  struct Case {
    std::string_view text, found;
  };
  const Case cases[] = {
      {"5 new items came in.", ""},
      {"6 new items came in.", "counts 6 new items, where the record has 5"},
      {"Five new items came in since v1; 17 items in all.", ""},
      {"18 items in all.", "counts 18 items in all, where the record has 17"},
      {"This dossier opens with 16 items.", "counts 16 items, where the record has 17"},
      {"Nothing moved since v0.", "counts since v0, not since the version before"},
      {"Two new tensions opened.", "counts two new tensions, where the record has 1"},
      {"One new tension opened.", ""},
      {"No new tensions emerged.", "counts no new tensions, where the record has 1"},
      {"One tension opened, one moved, and one closed.", ""},
      {"No tensions opened, one moved, and one closed.",
       "counts no tensions opened, where the record has 1"},
      {"One tension opened, none moved, and one closed.",
       "counts none moved, where the record has 1"},
      {"One tension opened, one moved, and 2 closed.", "counts 2 closed, where the record has 1"},
      {"Quiet: one item in the 14 days to 2026-06-12.", ""},
      {"Quiet: one item in the 14 days to 2026-06-13.",
       "counts to another day than the version's, 2026-06-12"},
  };
  Dossier before = sample_dossier().dossier;
  before.version = 1;
  before.items = 12;
  before.tensions = {{"t-1", "figures", {"s-own"}}, {"t-old", "trend", {}}};
  const std::string previous = write_record(before);
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Sample sample = sample_dossier();
    sample.dossier.tensions.push_back({"t-2", "trend", {"s-growing", "s-months"}});
    sample.dossier.sections[0].layouts[1].sentences = {sentence(SentenceKind::derived, c.text)};
    const std::string record = write_record(sample.dossier);
    const std::string markdown = write_markdown(sample.dossier);
    CHECK(show(verify({record, markdown, {}, previous}, sample.source_text())) ==
          (c.found.empty() ? "" : "v2 What's new, sentence 3: " + std::string{c.found} + '\n'));
  }
}

TEST_CASE("verify compares the JSON form, too") {
  const Sample sample = sample_dossier();
  const std::string record = write_record(sample.dossier);
  const std::string markdown = write_markdown(sample.dossier);
  const std::string json = write_json(sample.dossier);
  const auto findings = [&](const std::string& altered) {
    return show(verify({record, markdown, altered, {}}, sample.source_text()));
  };
  CHECK(findings(json) == "");
  CHECK(findings(replaced(json, "Tern Max stands", "Tern Max sits"))
            .find("v2 What, sentence 2: differs in the JSON") == 0);
  CHECK(
      findings(replaced(json, "\"items\": 17", "\"items\": 18")).find("v2: the JSON has another") ==
      0);
  CHECK(findings("{").find("v2: the JSON cannot be read") == 0);
}

TEST_CASE("verify survives pages and records of any kind") {
  const Sample sample = sample_dossier();
  const std::string record = write_record(sample.dossier);
  const std::string markdown = write_markdown(sample.dossier);
  for (std::size_t size = 0; size < markdown.size(); size += 13) {
    CHECK_FALSE(findings_on_page(sample, markdown.substr(0, size)).empty());
  }
  for (std::size_t size = 0; size < record.size(); size += 101) {
    const std::string cut = record.substr(0, size);
    CHECK(show(verify({cut, markdown, {}, {}}, sample.source_text()))
              .find("v0: the record cannot be read: ") == 0);
  }
  for (const char* odd : {"{\"format\":1}", "{\"format\":1,\"sections\":[1,\"a\",null,[]]}",
                          "{\"format\":1,\"statements\":[{\"claim\":\"[]\",\"evidence\":[3]}]}"}) {
    CHECK_FALSE(show(verify({odd, markdown, {}, {}}, sample.source_text())).empty());
  }
}

TEST_CASE("words, figures and dates are read as people mean them") {
  using namespace proof;
  const auto figures = [](std::string_view text) {
    std::ostringstream out;
    out.precision(15);
    for (const proof::Figure& figure : figures_of(words_of(plain_form(text)))) {
      out << (out.tellp() > 0 ? " " : "") << figure.value;
    }
    return out.str();
  };
  CHECK(figures("1,679 points, 58.45% and $0.94") == "1679 58.45 0.94");
  CHECK(figures("2.8T, 104B, 1M-token, 20 million, 5k") ==
        "2800000000000 104000000000 1000000 20000000 5000");
  CHECK(figures("third of twenty; #3, 3rd, 1.5\u00D7") == "3 20 3 3 1.5");
  CHECK(figures("K2.6 and GLM-5.1, a 1.6T-A49B MoE") == "5.1 1600000000000 49000000000");

  const auto dates = [](std::string_view text) {
    const std::string plain = plain_form(text);
    std::string out;
    for (const DatePoint& point : dates_of(words_of(plain), plain)) {
      if (!out.empty()) out += ' ';
      out += std::to_string(point.year.value_or(0)) + '/' +
             std::to_string(point.month.value_or(0)) + '/' + std::to_string(point.day.value_or(0));
    }
    return out;
  };
  CHECK(dates("2026-07-31, July 4, 2025, 5 May 2026, Sept 2026, 2026, June 2nd") ==
        "2026/7/31 2025/7/4 2026/5/5 2026/9/0 2026/0/0 0/6/2");
  CHECK(dates("may 5 runs, 1,999 points, 2026-13, 3500") == "2026/0/0");
}

}  // namespace
}  // namespace dossier
