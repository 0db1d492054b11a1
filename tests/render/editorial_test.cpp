// What editors do to a page: it stays whole, and tells its readers.

#include "render/editorial.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace dossier {
namespace {

using enum DecisionKind;

constexpr const char* kId = "models";

DossierSentence sentence(const std::string& text, const std::vector<std::string>& statements,
                         int citation) {
  DossierSentence made;
  made.parts.push_back({SentencePart::Kind::text, text, {}});
  if (citation > 0) made.parts.push_back({SentencePart::Kind::citation, "", {citation}});
  made.parts.push_back({SentencePart::Kind::text, ".", {}});
  made.statements = statements;
  return made;
}

Layout paragraph(std::vector<DossierSentence> sentences) {
  Layout layout;
  layout.sentences = std::move(sentences);
  return layout;
}

Dossier page() {
  Dossier made;
  made.id = kId;
  made.version = 4;
  made.sections = {
      {"What's new", {}, {paragraph({sentence("Brand expects more", {"a1"}, 1)})}},
      {"What",
       {},
       {paragraph({sentence("Brand expects more", {"a1"}, 1), sentence("Mora agrees", {"b2"}, 2)}),
        paragraph({sentence("Both are early", {"a1", "b2"}, 1)})}},
  };
  for (const int number : {1, 2}) {
    CitedSource source;
    source.number = number;
    made.sources.push_back(source);
  }
  for (const char* id : {"a1", "b2"}) {
    Statement statement;
    statement.id = id;
    made.statements.push_back(statement);
  }
  return made;
}

Decision decision(DecisionKind kind, const std::string& subject) {
  Decision made;
  made.when = *parse_rfc3339("2026-06-01T09:00:00Z");
  made.who = "ada";
  made.kind = kind;
  made.subject = subject;
  made.dossier = kId;
  return made;
}

Rulings rulings_of(std::vector<Decision> decisions) {
  for (std::size_t i = 0; i < decisions.size(); ++i) decisions[i].number = i + 1;
  return Rulings{decisions};
}

Dossier edited(std::vector<Decision> decisions, const Dossier* previous = nullptr,
               const RefusedSentences& refused = {}) {
  Dossier made = page();
  const Rulings rulings = rulings_of(std::move(decisions));
  const std::set<std::uint64_t> on_page = rulings.made_on(kId);
  made.decisions.assign(on_page.begin(), on_page.end());
  edit_page(made, rulings, previous, refused);
  return made;
}

std::vector<std::string> texts_of(const Dossier& dossier, const std::string& name) {
  std::vector<std::string> texts;
  for (const Section& section : dossier.sections) {
    if (section.name != name) continue;
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& s : layout.sentences) texts.push_back(plain_text(s));
    }
  }
  return texts;
}

const std::string kAgrees = sentence_key("What", sentence("Mora agrees", {"b2"}, 2));

TEST_CASE("a sentence is known by its section and its statements, or by its words") {
  CHECK(kAgrees == "What:b2");
  CHECK(sentence_key("What", sentence("Both", {"a1", "b2"}, 1)) == "What:a1,b2");
  const std::string derived = sentence_key("Status", sentence("Two items", {}, 0));
  CHECK(derived.starts_with("Status:#"));
  CHECK(derived != sentence_key("Status", sentence("Three items", {}, 0)));
}

TEST_CASE("a dropped sentence leaves its section, and takes its source along") {
  const Dossier dropped = edited({decision(drop_sentence, kAgrees)});
  CHECK(texts_of(dropped, "What") ==
        std::vector<std::string>{"Brand expects more.", "Both are early."});
  REQUIRE(dropped.sources.size() == 1);
  CHECK(dropped.sources[0].number == 1);
  CHECK(dropped.statements.size() == 2);
  const Dossier both = edited({decision(drop_sentence, "What:a1,b2")});
  CHECK(texts_of(both, "What").empty());
  CHECK(texts_of(both, "What's new").size() == 1);
}

TEST_CASE("an edited sentence keeps its citations; an uncited one says whose it is") {
  Decision edit = decision(edit_sentence, kAgrees);
  edit.after = "Mora says \"so do I\", and agrees.";
  const Dossier cited = edited({edit});
  const DossierSentence& written = cited.sections[1].layouts[0].sentences[1];
  CHECK(plain_text(written) == "Mora says \"so do I\", and agrees.");
  CHECK(citations_of(written) == std::vector<int>{2});
  CHECK(written.kind == SentenceKind::claim);
  CHECK(written.statements == std::vector<std::string>{"b2"});
  CHECK(std::ranges::any_of(written.parts, [](const SentencePart& part) {
    return part.kind == SentencePart::Kind::quotation && part.text == "so do I";
  }));

  edit.field = "uncited";
  edit.after = "We think so, too.";
  const Dossier uncited = edited({edit});
  const DossierSentence& ours = uncited.sections[1].layouts[0].sentences[1];
  CHECK(plain_text(ours) == "We think so, too. (Ed.)");
  CHECK(ours.kind == SentenceKind::editor);
  CHECK(ours.statements.empty());

  CHECK(texts_of(edited({edit}, nullptr, {{kAgrees}, {}}), "What")[1] == "Mora agrees.");
}

TEST_CASE("a withdrawn sentence is not said again, and the next version tells so once") {
  Decision withdrawal = decision(withdraw_sentence, kId);
  withdrawal.field = "3 What:b2";
  withdrawal.before = "Mora agrees.";
  withdrawal.why = "he never said so";
  withdrawal.after = "Mora has not spoken.";
  Dossier before;
  before.version = 3;
  const Dossier next = edited({withdrawal}, &before);
  CHECK(texts_of(next, "What") ==
        std::vector<std::string>{"Brand expects more.", "Both are early."});
  CHECK(texts_of(next, "What's new")[0] ==
        "Correction: version 3 said \"Mora agrees.\" That is withdrawn: he never said so. Mora has "
        "not spoken.");
  REQUIRE_FALSE(next.changes.empty());
  CHECK(next.changes[0].kind == "withdrawn");
  const Dossier later = edited({withdrawal}, &next);
  CHECK(texts_of(later, "What's new") == std::vector<std::string>{"Brand expects more."});
  CHECK(texts_of(later, "What").size() == 2);
}

TEST_CASE("a sentence that cannot be proved leaves the page, and nothing else does") {
  const Dossier page = edited({}, nullptr, {{}, {kAgrees}});
  CHECK(texts_of(page, "What") ==
        std::vector<std::string>{"Brand expects more.", "Both are early."});
  CHECK(page.statements.size() == 2);
}

TEST_CASE("a note at the head is told once; one in a section stays") {
  Decision head = decision(add_note, kId), section = decision(add_note, kId);
  head.after = "We were away.";
  section.after = "Figures are the makers'.";
  section.field = "What";
  const Dossier first = edited({head, section});
  CHECK(texts_of(first, "What's new")[0] == "Editor's note: We were away.");
  CHECK(texts_of(first, "What").back() == "Editor's note: Figures are the makers'.");
  CHECK(first.sections[0].layouts[0].sentences[0].kind == SentenceKind::editor);
  const Dossier second = edited({head, section}, &first);
  CHECK(texts_of(second, "What's new") == std::vector<std::string>{"Brand expects more."});
  CHECK(texts_of(second, "What").back() == "Editor's note: Figures are the makers'.");
}

TEST_CASE("readers are told what the editors did, and what they took back") {
  Dossier before;
  before.version = 3;
  const Dossier next = edited({decision(drop_sentence, kAgrees)}, &before);
  CHECK(texts_of(next, "What's new").back() ==
        "Since version 3 the editors acted on this page: one sentence edited.");
  const Dossier back = edited({decision(drop_sentence, kAgrees), decision(undo, "1")}, &next);
  CHECK(texts_of(back, "What's new").back() ==
        "Since version 4 the editors acted on this page: one decision taken back.");
  CHECK(texts_of(back, "What").size() == 3);
}

TEST_CASE("a withdrawn sentence names its statements") {
  Decision withdrawal = decision(withdraw_sentence, kId);
  withdrawal.field = "3 What:a1,b2";
  CHECK(withdrawn_statements(rulings_of({withdrawal}), kId) == std::set<std::string>{"a1", "b2"});
  withdrawal.field = "3";
  CHECK(withdrawn_statements(rulings_of({withdrawal}), kId).empty());
}

TEST_CASE("pinned sentences name their statements") {
  const Rulings rulings =
      rulings_of({decision(pin_sentence, "What:a1,b2"), decision(pin_sentence, "Status:#0f0f")});
  CHECK(pinned_statements(rulings, kId) == std::set<std::string>{"a1", "b2"});
  CHECK(pinned_statements(rulings, "others").empty());
}

}  // namespace
}  // namespace dossier
