// Who is found to hold what: the holder in and outside the sentence, for or against, and the
// words that may be quoted. Mentions are given by hand here: every name of kNames in the text.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "extract/extraction.h"
#include "ingest/plain_text.h"

namespace dossier {
namespace {

constexpr std::array<std::pair<std::string_view, NameKind>, 12> kNames{{
    {"@mara_lin", NameKind::person},
    {"@oskar77", NameKind::person},
    {"Mara Linden", NameKind::person},
    {"Tobias Crane", NameKind::person},
    {"Harbor Institute", NameKind::organization},
    {"Northwind", NameKind::organization},
    {"Lumen Labs", NameKind::organization},
    {"@lumenlabs", NameKind::person},
    {"Heron 3", NameKind::model},
    {"Kestrel 2", NameKind::model},
    {"TideBench", NameKind::benchmark},
    {"OpenAI", NameKind::organization},
}};

std::vector<Mention> mentions_in(std::string_view text) {
  std::vector<Mention> mentions;
  for (const auto& [name, kind] : kNames) {
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      Mention mention;
      mention.span = {at, at + name.size()};
      mention.kind = kind;
      mention.canonical = name;
      mentions.push_back(mention);
    }
  }
  std::ranges::sort(mentions, {}, [](const Mention& m) { return m.span; });
  return mentions;
}

std::vector<Claim> stances_of(const Article& article, const std::string& author) {
  static const Result<Lexicon> lexicon = Lexicon::load();
  REQUIRE(lexicon.has_value());
  const DocumentContext context{parse_day("2026-05-20"), author, {}};
  const std::vector<Sentence> sentences = split_sentences(article);
  const std::vector<Mention> mentions = mentions_in(article.text);
  LoweredText lowered(article.text);
  const SentenceWords words(lowered, sentences);
  SentenceTokens tokens(lowered, sentences, mentions);
  return find_stances({article, context, sentences, mentions, *lexicon, lowered, words, tokens});
}

// "holder polarity kind [topic] "quotable"", one a line.
std::string show(const Article& article, const std::string& author = {}) {
  std::string shown;
  for (const Claim& claim : stances_of(article, author)) {
    const auto& stance = std::get<Stance>(claim.content);
    if (!shown.empty()) shown += '\n';
    shown += stance.holder + ' ';
    shown += to_string(stance.polarity);
    shown += ' ';
    shown += to_string(stance.kind);
    if (!stance.topic.empty()) shown += " [" + stance.topic + ']';
    if (stance.direction != Direction::none) {
      shown += ' ';
      shown += to_string(stance.direction);
    }
    if (stance.figure) shown += ' ' + stance.figure->text + ' ' + stance.unit;
    if (stance.due) shown += " due " + format_window(*stance.due);
    if (stance.second_hand) shown += " told by " + claim.asserted_by;
    if (!stance.quotable.empty()) {
      shown += stance.quotable_is_speech ? " said \"" : " \"";
      shown += text_at(article.text, stance.quotable);
      shown += '"';
    }
  }
  return shown;
}

std::string show(std::string_view text, const std::string& author = {}) {
  return show(article_from_plain_text(std::string(text)), author);
}

TEST_CASE("a sentence says whose position it gives") {
  struct Case {
    std::string_view name, text, expected;
  };
  const Case cases[] = {
      {"the subject of a verb",
       "@mara_lin argued that open models will catch up with closed labs by the end of 2026.",
       "@mara_lin support forecast [open-closed-gap] narrowing due 2026-05-20..2026-12-31 "
       "\"open models will catch up with closed labs by the end of 2026\""},
      {"the first of two subjects",
       "@mara_lin and @oskar77 both emphasized that harnesses decide most of the score.",
       "@mara_lin support assessment [harness-or-model] \"harnesses decide most of the score\""},
      {"over an aside",
       "Harbor Institute, which audits labs, concludes that the open-closed gap is widening.",
       "Harbor Institute support assessment [open-closed-gap] widening "
       "\"the open-closed gap is widening\""},
      {"according to somebody",
       "According to Tobias Crane, benchmark methodology is flawed and misleading for most labs.",
       "Tobias Crane oppose assessment [benchmark-validity] "
       "\"benchmark methodology is flawed and misleading for most labs\""},
      {"their own words in quotation marks are preferred",
       "Mara Linden called the ban \"a gift to the largest labs\" on open weights.",
       "Mara Linden support assessment [open-weights-limits] said "
       "\"a gift to the largest labs\""},
      {"a citation at the end names the first who is cited",
       "Many engineers called Heron 3 the best open model for long agentic work "
       "(@mara_lin, @oskar77).",
       "@mara_lin support assessment [open-models-standing]"},
      {"news is nobody's position", "Northwind released Heron 3 today under an MIT license.", ""},
      {"the head of a person of an organization",
       "Mara Linden of the Harbor Institute argues that open-weight models should stay legal.",
       "Mara Linden support demand "
       "\"open-weight models should stay legal\""},
      {"who said it stands behind the speech",
       "“A ban on open-weight models would protect three companies and nobody else,” said Mara "
       "Linden.",
       "Mara Linden oppose assessment [open-weights-limits] said "
       "\"A ban on open-weight models would protect three companies and nobody else\""},
      {"who says it, with the verb last",
       "“A ban on open-weight models would be terrible,” Mara Linden says.",
       "Mara Linden oppose assessment [open-weights-limits] said "
       "\"A ban on open-weight models would be terrible\""},
      {"a pronoun behind the speech is the last who was named",
       "Mara Linden runs a small lab in Oslo. “A ban on open-weight models would be terrible,” "
       "she says.",
       "Mara Linden oppose assessment [open-weights-limits] said "
       "\"A ban on open-weight models would be terrible\""},
      {"a pronoun that two may be meant by",
       "Mara Linden met Tobias Crane in Oslo. “A ban on open-weight models would be terrible,” "
       "she says.",
       ""},
      {"the object of a preposition holds nothing",
       "Models by the Northwind claim the top of every list.", ""},
      {"the object of a preposition holds nothing",
       "Models by Northwind claim the top of every list.", ""},
      {"who wrote what says it",
       "A long post from @mara_lin argued that harnesses decide most of the score.",
       "@mara_lin support assessment [harness-or-model] \"harnesses decide most of the score\""},
      {"who speaks for a house",
       "Northwind's developer account argued that harnesses decide most of the score.",
       "Northwind support assessment [harness-or-model] \"harnesses decide most of the score\""},
      {"the colon behind the point that is made",
       "@oskar77 made the same point more bluntly: slow tool calls make giant models painful.",
       "@oskar77 oppose assessment \"slow tool calls make giant models painful\""},
      {"criticism names its holder behind it",
       "The new terms were read as a restriction, with criticism from @mara_lin and @oskar77.",
       "@mara_lin oppose assessment"},
      {"after a headline",
       "Heron 3 ships: Northwind launched Heron 3, positioning it as the strongest open model.",
       "Northwind support assessment [open-models-standing]"},
      {"whom nobody has listed", "Rosinality argued that harnesses decide most of the score.",
       "Rosinality support assessment [harness-or-model] \"harnesses decide most of the score\""},
      {"what a deed shows is the writer's word",
       "Northwind launched a store for agents, underscoring that open models are the future.", ""},
      {"a citation with a word of its own",
       "Many engineers called Heron 3 the best open model for long agentic work (analysis by "
       "@mara_lin; more from @oskar77).",
       "@mara_lin support assessment [open-models-standing]"},
      {"a judgement without a verb",
       "Strong tool calling and reliable recovery, though far too slow for daily work @mara_lin.",
       "@mara_lin mixed assessment"},
      {"praise beside what is missing",
       "A nuanced take: Heron 3 is praised as truly open, while its vision is weak @mara_lin.",
       "@mara_lin mixed assessment"},
      {"the verb of those who speak, not a noun before them",
       "Credit, again: one researcher complains that the paper got none @mara_lin.",
       "@mara_lin oppose assessment"},
      {"a concern that is one",
       "A recurring engineering concern is that “ten thousand lines a day” makes easy debt "
       "@mara_lin.",
       "@mara_lin oppose assessment said \"ten thousand lines a day\""},
      {"a figure that is cited is none", "Heron 3 scores 57 on TideBench, up from 41 @mara_lin.",
       ""},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(show(c.text) == c.expected);
  }
}

TEST_CASE("a holder may stand outside the sentence") {
  CHECK(show("@mara_lin:\n\n\"Heron 3 is much weaker than its scores suggest\"") ==
        "@mara_lin oppose assessment said \"Heron 3 is much weaker than its scores suggest\"");
  Article quoted;
  quoted.text =
      "Their reply came quickly.\n\nBenchmarks are not worth trusting any more.\n\n"
      "— Tobias Crane, Harbor Institute";
  quoted.blocks = {{BlockKind::paragraph, {0, 25}},
                   {BlockKind::quotation, {27, 69}, 0, 1},
                   {BlockKind::paragraph, {71, 71 + 34}}};
  CHECK(show(quoted).starts_with("Tobias Crane oppose assessment"));
}

TEST_CASE("for or against is what the words say, in order") {
  struct Case {
    std::string_view said, polarity;
  };
  const Case cases[] = {
      {"Heron 3 is excellent for long work", "support"},
      {"Heron 3 is overhyped and brittle", "oppose"},
      {"Heron 3 is not a serious model", "oppose"},
      {"Heron 3 is excellent at tools but fails at long work", "mixed"},
      {"the gap is no longer a question of weights", "support"},
      {"the launch was not a stunt but a sign of progress in testing", "support"},
      {"there is no evidence for these scores", "oppose"},
      {"labs will face a funding problem", "support"},
      {"the new loop reduces errors and failures", "support"},
      {"the setup uses a static list, which does not satisfy these needs", "oppose"},
      {"Heron 3 is a fine writer, a poor planner", "mixed"},
      {"it is a good tool for drafts and a terrible one for reviews", "mixed"},
      {"the new test rewards luck more than skill", "oppose"},
      {"its tables matter less than their authors claim", "oppose"},
      {"Heron 3 is no longer lagging on long tasks", "support"},
      {"the tools are sharp, not clumsy or brittle", "support"},
      {"editors should ask for the weights while the question still costs nothing", "support"},
      {"Heron 3 ranks behind only two closed models", "support"},
      {"a test that a short script can pass should not decide a purchase", "oppose"},
      {"the numbers below demonstrate its advantages", "support"},
  };
  for (const Case& c : cases) {
    INFO(c.said);
    const std::string text = "@mara_lin argued that " + std::string(c.said) + ".";
    const std::vector<Claim> claims = stances_of(article_from_plain_text(text), {});
    REQUIRE(claims.size() == 1);
    CHECK(to_string(std::get<Stance>(claims.front().content).polarity) == c.polarity);
  }
}

TEST_CASE("holders are found behind an aside, a pronoun and a quotation") {
  struct Case {
    std::string_view text, opening;
  };
  const Case cases[] = {
      {"Edda Kvist, who audits hospitals in Bergen, says that such scores are useless to a nurse.",
       "Edda Kvist oppose assessment"},
      {"Edda Kvist of Harbor Data argues that the logs should be open as well.",
       "Edda Kvist support demand"},
      {"Northwind saw the draft last week. It rejects the charge of cheating.",
       "Northwind oppose assessment"},
      {"“A score without its logs is an empty promise,” Edda Kvist told reporters.",
       "Edda Kvist support assessment"},
      {"@mara_lin, a lawyer from Bergen, was not convinced: the draft leaves out the labs.",
       "@mara_lin oppose assessment"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text).starts_with(c.opening));
  }
}

TEST_CASE("a quotation without marks goes on over paragraphs, until its author speaks again") {
  const std::string shown = show(
      "I read everything that I find on this, and my favourite is short.\n\n"
      "In her book Mara Linden explains the rule:\n\n"
      "I think that a test must be open.\n\n"
      "A closed test is useless to everybody who did not write it.\n\n"
      "This makes a lot of sense to me.",
      "Oskar Vale");
  CHECK(shown.find("Mara Linden support demand") != std::string::npos);
  CHECK(shown.find("Mara Linden oppose assessment") != std::string::npos);
  CHECK(shown.find("Oskar Vale support assessment") != std::string::npos);
}

TEST_CASE("a column's figures, plans and the views of others are not its author's positions") {
  const std::string shown = show(
      "I ran both for a month, and I am glad that I did.\n\n"
      "Heron 3 gets 71.2% of the tasks, which is some nine points below Lumen 2.\n\n"
      "We will publish the logs in May.\n\n"
      "The weights will be sold by anybody for cents, she says, and that is a bargain.",
      "Oskar Vale");
  CHECK(shown.find("71.2%") == std::string::npos);
  CHECK(shown.find("logs") == std::string::npos);
  CHECK(shown.find("cents") == std::string::npos);
}

TEST_CASE("a headline that begins with a name is no label of its holder") {
  CHECK(show("Northwind: remote control and better tools for agents: The new agents can be moved "
             "between two machines.")
            .empty());
}

TEST_CASE("a digest's opening may be its editor's") {
  const std::string shown = show(
      "You would think that two launches on one day are a coincidence, but it is clearly the "
      "best marketing of the year.\n\nRecap\n\n"
      "Northwind released Heron 3 today under an MIT license.");
  CHECK(shown.starts_with("author "));
}

TEST_CASE("an unsigned quotation is nobody's position") {
  Article quoted;
  quoted.text =
      "I read this today and I think it matters to us.\n\n"
      "Benchmarks are not worth trusting any more.";
  quoted.blocks = {{BlockKind::paragraph, {0, 47}}, {BlockKind::quotation, {49, 92}, 0, 1}};
  const std::string shown = show(quoted, "Mara Linden");
  CHECK(shown.find("Benchmarks") == std::string::npos);
}

TEST_CASE("a column's arguable sentences are its author's") {
  const std::string_view column =
      "I have used both for a month, and my notes are below.\n\n"
      "I think distillation will not decide the balance between labs.\n\n"
      "We need shared evaluations that are run by independent people.";
  CHECK(show(column, "Mara Linden") ==
        "Mara Linden oppose forecast [distillation] "
        "\"I think distillation will not decide the balance between labs\"\n"
        "Mara Linden support demand [benchmark-validity] \"We need shared evaluations that are run "
        "by independent "
        "people\"");
}

TEST_CASE("who tells what another holds is named") {
  const std::string shown =
      show("Northwind insists that open weights must stay legal everywhere (@oskar77).");
  CHECK(shown ==
        "Northwind support demand told by @oskar77 "
        "\"open weights must stay legal everywhere\"");
  CHECK(
      show("Lumen Labs insists that its agents are the strongest (@lumenlabs).").find("told by") ==
      std::string::npos);
}

TEST_CASE("only what carries its judgement in quotable words is confident") {
  const auto confident = [](std::string_view text) {
    const std::vector<Claim> claims = stances_of(article_from_plain_text(std::string(text)), {});
    return claims.size() == 1 && claims.front().confidence == Confidence::confident;
  };
  CHECK(confident("@mara_lin argued that banning open models would most harm small defenders."));
  CHECK(confident("Mara Linden writes: a model should be published with its weights."));
  CHECK(confident("Mara Linden argues that a model should be tested by outsiders first."));
  // A question is no position.
  CHECK_FALSE(
      confident("Mara Linden objects: “closed-weights models are worse than open-weights ones?”"));
  CHECK_FALSE(confident("Mara Linden argues: should a model be published with its weights?"));
  // A fact that a house tells, not a judgement.
  CHECK_FALSE(
      confident("Harbor Institute finds that performance improves with scaled test-time compute."));
  CHECK_FALSE(confident(
      "Harbor Institute emphasizes that coding agents can navigate large repositories and tests."));
  // A summary may tell what others hold.
  CHECK_FALSE(
      confident("A summary from @mara_lin argued that banning open models would harm defenders."));
  // A pronoun that leans on the sentence before; a guess.
  CHECK_FALSE(confident("@mara_lin argued that it would most harm small defenders."));
  CHECK_FALSE(confident("@mara_lin suspects that banning open models harms small defenders."));
}

// "holder direction figure, confident" of the only stance; supports in brackets.
std::string show_trend(std::string_view text, const std::string& author = {}) {
  const Article article = article_from_plain_text(std::string(text));
  for (const Claim& claim : stances_of(article, author)) {
    const auto& stance = std::get<Stance>(claim.content);
    if (stance.direction == Direction::none) continue;
    std::string shown = stance.holder + ' ' + std::string(to_string(stance.direction));
    if (stance.figure) shown += ' ' + stance.figure->text + ' ' + stance.unit;
    for (const Support& support : claim.supports) {
      shown += " [" + support.field + ": " + std::string(text_at(article.text, support.span)) + "]";
    }
    if (claim.confidence != Confidence::confident) shown += " tentative";
    return shown;
  }
  return {};
}

TEST_CASE("who sees the gap move is named, however the text names them") {
  struct Case {
    std::string_view name, text, expected;
  };
  const Case cases[] = {
      {"a possessive that means whose evaluation was just told of",
       "Heron 3 led to an evaluation by Harbor Institute. Their result is that open models lag "
       "behind the frontier, with the gap becoming wider over time:",
       "Harbor Institute widening [holder: Harbor Institute]"},
      {"the report of the sentence before",
       "Harbor Institute published a report. The report concludes that the gap between open and "
       "closed models shrank to two months.",
       "Harbor Institute narrowing two months [holder: Harbor Institute]"},
      {"the house whose index is read, not the reader",
       "Open models lag behind closed models. When using Harbor Institute's TideBench, which is "
       "new, we "
       "see that the gap roughly stays between 3-7 months since May:",
       "Harbor Institute stable 3-7 months [topic: Open models lag behind closed models.]"},
      {"according to",
       "According to Harbor Institute, the gap between open and closed models has "
       "narrowed from twelve to four points.",
       "Harbor Institute narrowing four points"},
      {"whom nobody names", "The gap between open and closed models is widening.", ""},
      {"a pronoun that two may be meant by",
       "Northwind met Lumen Labs. Their finding is that the open-closed gap is widening.",
       "Northwind widening [holder: Northwind] tentative"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(show_trend(c.text) == c.expected);
  }
}

TEST_CASE("a column's author is a person, and only a stated view of theirs is a trend") {
  const std::string opening = "I have read both, and my notes on our month are below.\n\n";
  CHECK(show_trend(opening + "I expect closed labs to clearly draw ahead of open models.",
                   "Harbor Notes (Mara Linden)") == "Mara Linden widening");
  CHECK(show_trend(opening + "A popular prediction is that open models catch up with closed labs.",
                   "Mara Linden")
            .empty());
}

TEST_CASE("a vendor's praise of its goods is not printed") {
  const std::string text =
      "We are happy to show our work to all of you, and we hope that you like it.\n\n"
      "Our open models represent a significant milestone and are better than most other models.";
  for (const Claim& claim : stances_of(article_from_plain_text(text), "Lumen Team")) {
    CHECK(claim.confidence == Confidence::tentative);
  }
}

TEST_CASE("what an author's results show is told, not held") {
  const std::string opening =
      "I have read both, and my notes on our month are below. I think they help.\n\n";
  const auto confident = [&](const std::string& sentence) {
    const std::string text = opening + sentence;
    return std::ranges::any_of(
        stances_of(article_from_plain_text(text), "Mara Linden"),
        [](const Claim& claim) { return claim.confidence == Confidence::confident; });
  };
  CHECK_FALSE(confident("Our results suggest that performance improves with test-time compute."));
  CHECK_FALSE(confident("We find that performance improves with scaled test-time compute."));
  CHECK_FALSE(confident("Coding agents can navigate large repositories and run all their tests."));
  CHECK(confident("I think that open models will never be safe enough for most companies."));
}

TEST_CASE("a forecast says by when, as far as its words do") {
  struct Case {
    std::string_view text, due;
  };
  const Case cases[] = {
      {"@mara_lin expects open models to match closed labs as soon as later this year.",
       "2026-05-21..2026-12-31"},
      {"@mara_lin expects open models to match closed labs 3-9 months later.", ""},
      {"@mara_lin expects open models to match closed labs starting in early 2027.",
       "2027-01-01..2027-04-30"},
      {"@mara_lin predicts that open models will match closed labs within two years.",
       "2026-05-20..2028-05-20"},
      {"@mara_lin expects the open-closed gap to widen in the second half of 2026.", "2026-H2"},
      {"@mara_lin predicts that open models will match closed labs by Q3 2027.",
       "2026-05-20..2027-09-30"},
      {"@mara_lin predicts that open models will match closed labs next year.", "2027"},
      {"@mara_lin predicts that open models will match closed labs over the next 18 months.",
       "2026-05-20..2027-11-20"},
      {"@mara_lin predicts that prices will halve every six months.", ""},
      {"@mara_lin predicts that open models will match closed labs.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const std::vector<Claim> claims =
        stances_of(article_from_plain_text(std::string(c.text)), std::string());
    REQUIRE(claims.size() == 1);
    const auto& stance = std::get<Stance>(claims.front().content);
    CHECK(stance.kind == StanceKind::forecast);
    CHECK((stance.due ? format_window(*stance.due) : std::string()) == c.due);
  }
}

TEST_CASE("a forecast keeps its condition") {
  const std::string shown = show("Mara Linden believes open models will win if compute is cheap.");
  CHECK(shown.find("if compute is cheap") != std::string::npos);
}

TEST_CASE("text of any shape is answered") {
  CHECK(show("").empty());
  CHECK(show("(((((((((").empty());
  CHECK(show("\"\"\"\"\" : ; @ — [ ( \" ) ]").empty());
  std::string long_line;
  for (int i = 0; i < 3000; ++i) long_line += "@mara_lin argued that (open models will; ";
  CHECK_NOTHROW(show(long_line));
}

}  // namespace
}  // namespace dossier
