// Two versions side by side; and a draft beside what is published, with what an editor can do to
// each sentence.

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>

#include "render/dossier_json.h"
#include "render/wording.h"
#include "review/comparison.h"
#include "review/pages.h"

namespace dossier {
namespace {

using enum DecisionKind;

// The words of one side, with what the other has not.
Html words_of(const std::vector<DiffRun>& runs, bool is_left) {
  Html html;
  for (const DiffRun& run : runs) {
    if (run.kind == DiffRun::Kind::same) html.text(run.text);
    if (run.kind == DiffRun::Kind::removed && is_left) {
      html.add("<del>").text(run.text).add("</del>");
    }
    if (run.kind == DiffRun::Kind::added && !is_left) {
      html.add("<ins>").text(run.text).add("</ins>");
    }
  }
  return html;
}

// One side of a comparison: what it is called, where its citations lead, and what can be done to
// its sentences.
struct Side {
  std::string heading;
  std::map<int, std::string> citations;
  std::function<Html(const std::string& section, const PageSentence& sentence)> tools;
};

// In a published version a citation leads to what it cites; a draft's to the source.
std::map<int, std::string> citations_in(const Dossier& dossier, bool published) {
  std::map<int, std::string> paths;
  for (const CitedSource& source : dossier.sources) {
    paths[source.number] =
        published ? fmt::format("/d/{}/v{}/source/{}", dossier.id, dossier.version, source.number)
                  : "/s/" + source.id;
  }
  return paths;
}

Html citations(const PageSentence& sentence, const std::map<int, std::string>& paths) {
  Html html;
  for (const int number : sentence.citations) {
    const auto path = paths.find(number);
    if (path == paths.end()) continue;
    html.add("<a class=\"cite\" href=\"").value(path->second).add("\">[");
    html.number(static_cast<std::size_t>(number)).add("]</a>");
  }
  return html;
}

Html cell(const PageSentence* sentence, const std::vector<DiffRun>& words,
          const std::string& section, const Side& side, bool is_left, bool same) {
  Html html;
  if (sentence == nullptr)
    return html.add(
        "<td class=\"absent\"><span class=\"hidden\">nothing"
        "</span></td>");
  if (same) {
    html.add("<td class=\"same\">");
  } else if (is_left) {
    html.add("<td class=\"gone\">");
  } else {
    html.add("<td class=\"come\">");
  }
  if (words.empty()) {
    html.text(sentence->text).add(" ");
  } else {
    html.add(words_of(words, is_left)).add(" ");
  }
  html.add(citations(*sentence, side.citations));
  if (side.tools) html.add(side.tools(section, *sentence));
  return html.add("</td>");
}

Html side_by_side(const std::vector<ComparedSection>& sections, const Side& left, const Side& right,
                  bool changes_only) {
  Html html;
  std::size_t shown = 0;
  for (const ComparedSection& section : sections) {
    Html rows;
    for (const ComparedRow& row : section.rows) {
      if (changes_only && row.is_same()) continue;
      ++shown;
      rows.add("<tr>").add(cell(row.left, row.words, section.name, left, true, row.is_same()));
      rows.add(cell(row.right, row.words, section.name, right, false, row.is_same()));
      rows.add("</tr>\n");
    }
    if (rows.empty()) continue;
    html.add("<section><h2>")
        .text(section.name)
        .add(
            "</h2>\n<table class=\"sides\"><thead><tr>"
            "<th scope=\"col\">");
    html.text(left.heading).add("</th><th scope=\"col\">").text(right.heading);
    html.add("</th></tr></thead>\n<tbody>\n").add(rows).add("</tbody></table></section>\n");
  }
  if (shown == 0) html.add("<p>They say the same.</p>\n");
  return html;
}

int version_asked(const Visit& visit, std::string_view name) {
  return version_in("v" + visit.request.asked(name)).value_or(0);
}

// What is decided on a sentence already, with the way back.
Html verdict_on(const Visit& visit, const Shelf& shelf, const std::string& id,
                const PageSentence& sentence) {
  Html html;
  const Decision* last = last_on(shelf, sentence.key, id);
  if (last == nullptr) return html;
  html.add("<span class=\"verdict\">").text(last->who + " " + in_words(*last)).add("</span> ");
  return html.add(undo_form(visit, shelf, *last, here(visit)));
}

Html sentence_tools(const Visit& visit, const Shelf& shelf, const std::string& id,
                    const PageSentence& sentence) {
  Html html;
  html.add("<details class=\"tools\"><summary>Edit</summary><div>");
  FormHead head;
  head.subject = sentence.key;
  head.dossier = id;
  const auto form = [&](DecisionKind kind) {
    head.kind = kind;
    Html begun = form_head(visit, shelf, head);
    return begun.hidden("before", sentence.plain);
  };
  html.add(form(pin_sentence)).add("<button>Pin</button></form>");
  html.add(form(drop_sentence)).add("<button>Drop</button></form>");
  html.add(form(edit_sentence))
      .add("<label>New text <textarea name=\"after\" rows=\"4\" required>");
  html.value(sentence.plain).add("</textarea></label>");
  html.add(
      "<label><input type=\"checkbox\" name=\"field\" value=\"uncited\"> It stands on our "
      "word, without citations</label> <button>Replace</button></form>");
  html.add("</div></details>");
  return html.add(verdict_on(visit, shelf, id, sentence));
}

Html withdrawal_tools(const Visit& visit, const Shelf& shelf, const std::string& id, int version,
                      const PageSentence& sentence) {
  const std::string which = std::to_string(version) + " " + sentence.key;
  FormHead head;
  head.kind = withdraw_sentence;
  head.subject = id;
  head.field = which;
  Html html;
  html.add("<details class=\"tools\"><summary>Withdraw</summary><div>");
  html.add(form_head(visit, shelf, head)).hidden("before", sentence.plain);
  html.add(
      "<label>Why is it withdrawn? <input name=\"why\" required></label>"
      "<label>What is true instead (may be empty) <textarea name=\"after\" rows=\"3\">"
      "</textarea></label><button>Withdraw it</button></form></div></details>");
  return html;
}

Html note_form(const Visit& visit, const Shelf& shelf, const Dossier& dossier) {
  FormHead head;
  head.kind = add_note;
  head.subject = dossier.id;
  Html html;
  html.add("<details class=\"note\"><summary>Write an editor's note</summary>");
  html.add(form_head(visit, shelf, head));
  html.add("<label>Where <select name=\"field\">").option("", "At the head", true);
  for (const Section& section : dossier.sections) {
    html.option(section.name, section.name, false);
  }
  html.add(
      "</select></label><label>Note <textarea name=\"after\" rows=\"4\" required></textarea>"
      "</label><button>Add the note</button></form></details>\n");
  const auto notes = shelf.rulings.notes(dossier.id);
  if (notes.empty()) return html;
  html.add("<ul class=\"notes\">\n");
  for (const EditorNote& note : notes) {
    html.add("<li>").text(note.text).add(" <span class=\"quiet\">");
    html.text(note.section.empty() ? "at the head" : note.section).text(", " + note.who);
    html.add("</span> ");
    html.add(undo_form(visit, shelf, shelf.decisions[note.decision - 1], here(visit)));
    html.add("</li>\n");
  }
  return html.add("</ul>\n");
}

Html publish_form(const Visit& visit, const DraftView& draft) {
  Html html;
  html.add("<form method=\"post\" action=\"/publish\" class=\"publish\">");
  html.hidden("csrf", visit.session.csrf).hidden("dossier", draft.dossier.id);
  html.hidden("read", draft.hash);
  html.add("<button class=\"main\" data-key=\"p\">Publish v");
  html.number(static_cast<std::size_t>(draft.dossier.version)).add("</button></form>\n");
  return html;
}

Result<std::optional<Dossier>> published_version(const Shelf& shelf, const std::string& id) {
  const auto version = shelf.store.version(id, 0);
  if (!version) return tl::unexpected(version.error());
  if (!*version) return std::optional<Dossier>{};
  auto dossier = read_record((*version)->record);
  if (!dossier) return within(id, dossier.error());
  return std::optional<Dossier>{std::move(*dossier)};
}

// The page of a dossier that has nothing new to say: what is published, to work on.
Html published_alone(const Visit& visit, const Shelf& shelf, const Dossier& dossier) {
  Html html;
  html.add("<p>There is nothing new to publish. What a decision changes makes a draft.</p>\n");
  html.add(note_form(visit, shelf, dossier));
  const auto paths = citations_in(dossier, true);
  for (const PageSection& section : sections_of(dossier)) {
    html.add("<section><h2>").text(section.name).add("</h2>\n<ul class=\"sentences\">\n");
    for (const PageSentence& sentence : section.sentences) {
      html.add("<li>").text(sentence.text).add(" ");
      html.add(citations(sentence, paths));
      html.add(sentence_tools(visit, shelf, dossier.id, sentence));
      html.add(withdrawal_tools(visit, shelf, dossier.id, dossier.version, sentence));
      html.add("</li>\n");
    }
    html.add("</ul></section>\n");
  }
  return html;
}

Html draft_beside(const Visit& visit, const Shelf& shelf, const DraftView& draft,
                  const std::optional<Dossier>& published) {
  const Dossier& dossier = draft.dossier;
  const auto left_sections = published ? sections_of(*published) : std::vector<PageSection>{};
  const auto right_sections = sections_of(dossier);
  const int before = published ? published->version : 0;
  const Side left{published ? fmt::format("Published: v{}", before) : "Nothing published",
                  published ? citations_in(*published, true) : std::map<int, std::string>{},
                  [&](const std::string&, const PageSentence& sentence) {
                    return withdrawal_tools(visit, shelf, dossier.id, before, sentence);
                  }};
  const Side right{fmt::format("Draft of v{}", dossier.version), citations_in(dossier, false),
                   [&](const std::string&, const PageSentence& sentence) {
                     return sentence_tools(visit, shelf, dossier.id, sentence);
                   }};
  Html html;
  html.add(publish_form(visit, draft));
  if (!draft.objections.empty()) {
    html.add("<aside class=\"withdrawn\"><p>Not printed, since it cannot be proved:</p><ul>\n");
    for (const std::string& objection : draft.objections) {
      html.add("<li>").text(objection).add("</li>\n");
    }
    html.add("</ul></aside>\n");
  }
  html.add(note_form(visit, shelf, dossier));
  const bool changes_only = visit.request.asked("show") == "changes";
  html.add("<p class=\"tools\">");
  if (changes_only) {
    html.link(address(visit.request.path, {}), "Show all of it");
  } else {
    html.link(address(visit.request.path, {{"show", "changes"}}), "Show what changes alone");
  }
  html.add("</p>\n");
  return html.add(side_by_side(compare(left_sections, right_sections), left, right, changes_only));
}

}  // namespace

WebReply diff_page(const Visit& visit, const std::string& id) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto numbers = shelf->store.versions(id);
  if (!numbers) return error_page(visit, numbers.error());
  if (numbers->empty()) return error_page(visit, 404, id + ": nothing has been published");
  const int to = version_asked(visit, "to") > 0 ? version_asked(visit, "to") : numbers->back();
  const int from = version_asked(visit, "from") > 0 ? version_asked(visit, "from") : to - 1;
  if (from == 0) return error_page(visit, 404, "v1 has no version before it.");
  std::vector<Dossier> versions;
  for (const int number : {from, to}) {
    const auto version = read_version(shelf->store, id, number);
    if (!version) return error_page(visit, version.error());
    auto record = read_record(version->record);
    if (!record) return error_page(visit, record.error());
    versions.push_back(std::move(*record));
  }
  const auto left_sections = sections_of(versions[0]);
  const auto right_sections = sections_of(versions[1]);
  const auto side = [&](const Dossier& version) {
    return Side{fmt::format("v{}, {}", version.version, format_day(day_of(version.published))),
                citations_in(version, true),
                {}};
  };
  PageParts parts;
  parts.title = fmt::format("{}: v{} and v{}", versions[1].title, from, to);
  parts.place = Place::reading;
  parts.wide = true;
  parts.main.add("<h1>").text(parts.title).add("</h1>\n<form class=\"filters\">");
  for (const auto& [name, chosen] : {std::pair{"from", from}, std::pair{"to", to}}) {
    parts.main.add("<label>").text(name).add(" <select name=\"").value(name).add("\">");
    for (const int number : *numbers) {
      parts.main.option(std::to_string(number), fmt::format("v{}", number), number == chosen);
    }
    parts.main.add("</select></label> ");
  }
  const bool all = visit.request.asked("show") == "all";
  parts.main.add("<label>show <select name=\"show\">").option("changes", "changes", !all);
  parts.main.option("all", "everything", all).add("</select></label> <button>Compare</button>");
  parts.main.add("</form>\n");
  parts.main.add(side_by_side(compare(left_sections, right_sections), side(versions[0]),
                              side(versions[1]), !all));
  return page(visit, &*shelf, parts);
}

WebReply drafts_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  PageParts parts;
  parts.title = "Drafts";
  parts.place = Place::drafts;
  parts.main.add(
      "<h1>Drafts</h1>\n<p>What each dossier would say if it were published now.</p>\n"
      "<ul class=\"cards\">\n");
  for (const DossierConfiguration& dossier : visit.desk.dossiers) {
    const auto draft = visit.desk.draft(dossier.id);
    parts.main.add("<li><h2>").link("/draft/" + dossier.id, dossier.title).add("</h2>\n<p>");
    if (!draft) {
      parts.main.text(draft.error().message);
    } else if (!*draft) {
      parts.main.add("<span class=\"quiet\">Nothing new to publish</span>");
    } else {
      parts.main.text(fmt::format("v{} would say: ", (*draft)->dossier.version));
      parts.main.text(counted_noun((*draft)->dossier.changes.size(), "change"));
    }
    parts.main.add("</p></li>\n");
  }
  parts.main.add("</ul>\n");
  return page(visit, &*shelf, parts);
}

WebReply draft_page(const Visit& visit, const std::string& id) {
  const auto known = std::ranges::find(visit.desk.dossiers, id, &DossierConfiguration::id);
  if (known == visit.desk.dossiers.end()) {
    return error_page(visit, 404, "No dossier of that name is configured.");
  }
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto published = published_version(*shelf, id);
  if (!published) return error_page(visit, published.error());
  const auto draft = visit.desk.draft(id);
  if (!draft) return error_page(visit, draft.error());

  PageParts parts;
  parts.title = "Draft: " + known->title;
  parts.place = Place::drafts;
  parts.wide = true;
  parts.main.add("<h1>").text(known->title).add("</h1>\n");
  if (*draft) {
    parts.main.add(draft_beside(visit, *shelf, **draft, *published));
  } else if (*published) {
    parts.main.add(published_alone(visit, *shelf, **published));
  } else {
    parts.main.add("<p>Nothing has been published, and there is nothing to say yet.</p>\n");
  }
  return page(visit, &*shelf, parts);
}

}  // namespace dossier
