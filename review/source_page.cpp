// A source as stored: what it says, with the passages marked that claims rest on.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "render/dossier_json.h"
#include "render/fact.h"
#include "render/wording.h"
#include "review/pages.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kTextBytesShown = 600'000;

// Spans in order, overlapping ones joined, those outside the text left out.
std::vector<TextSpan> joined(std::vector<TextSpan> spans, std::size_t size) {
  std::erase_if(spans, [&](TextSpan span) { return span.empty() || span.end > size; });
  std::ranges::sort(spans);
  std::vector<TextSpan> runs;
  for (const TextSpan span : spans) {
    if (!runs.empty() && span.start <= runs.back().end) {
      runs.back().end = std::max(runs.back().end, span.end);
    } else {
      runs.push_back(span);
    }
  }
  return runs;
}

// The text with its marks; each mark can be linked to by where it starts.
Html marked_text(std::string_view text, const std::vector<TextSpan>& spans) {
  Html html;
  std::size_t at = 0;
  html.add("<div class=\"stored\" id=\"text\">");
  for (const TextSpan span : joined(spans, text.size())) {
    html.text(text.substr(at, span.start - at)).add("<mark id=\"at-").number(span.start);
    html.add("\">").text(text_at(text, span)).add("</mark>");
    at = span.end;
  }
  return html.text(text.substr(at)).add("</div>\n");
}

// The mark that a span became a part of.
std::size_t mark_of(const std::vector<TextSpan>& runs, TextSpan span) {
  for (const TextSpan run : runs) {
    if (run.contains(span)) return run.start;
  }
  return span.start;
}

Html about(const Source& source, const std::string& original_title) {
  Html html;
  html.add("<p class=\"quiet\">");
  if (!source.author.empty()) html.text(source.author).add(" · ");
  html.text(source.outlet).add(" · ").add(day_element(report_day(source)));
  html.text(fmt::format(" · tier {} · revision {} · fetched ", source.tier, source.revision));
  html.add(time_element(source.fetched)).add("</p>\n<p>");
  const std::string url = link_target(source.url);
  if (url.empty()) {
    html.text(source.url);
  } else {
    html.add("<a rel=\"external nofollow noopener noreferrer\" href=\"").value(url).add("\">");
    html.text(url).add("</a>");
  }
  html.add("</p>\n");
  if (!source.copy_of.empty()) {
    html.add("<p>It repeats ").link("/s/" + source.copy_of, original_title);
    html.add(", and is counted with it.</p>\n");
  }
  return html;
}

Html verdict_on(const Visit& visit, const Shelf& shelf, const std::string& id) {
  Html html;
  const Decision* last = last_on(shelf, id);
  if (last == nullptr) return html;
  html.add("<p class=\"verdict\">").text(last->who + " " + in_words(*last)).add(" ");
  return html.add(undo_form(visit, shelf, *last, here(visit))).add("</p>\n");
}

Html source_tools(const Visit& visit, const Shelf& shelf, const Source& source) {
  FormHead head;
  head.subject = source.id;
  const auto form = [&](DecisionKind kind, std::string_view field = {}) {
    head.kind = kind;
    head.field = field;
    return form_head(visit, shelf, head);
  };
  Html html = verdict_on(visit, shelf, source.id);
  html.add("<details class=\"tools\"><summary>Decide on this source</summary><div>\n");
  html.add(form(mute_source))
      .add(
          "<label>Why <input name=\"why\"></label> <button>Mute it</button>"
          "</form>\n");
  html.add(form(mark_independent)).add("<button>It is independent</button></form>\n");
  html.add(form(mark_copy));
  html.add(
      "<label>It is a copy of the source <input name=\"after\" required pattern=\"[0-9a-f]{12}\""
      " placeholder=\"its id\"></label> <button>Mark as a copy</button></form>\n");
  html.add(form(describe_source, "outlet"))
      .add(
          "<label>Outlet <input name=\"after\" required "
          "value=\"");
  html.value(source.outlet).add("\"></label> <button>Set</button></form>\n");
  html.add(form(describe_source, "tier")).add("<label>Tier <select name=\"after\">");
  for (const auto& [tier, words] : {std::pair{"1", "1: speaks for itself, or measures"},
                                    std::pair{"2", "2: press"}, std::pair{"3", "3: passes on"}}) {
    html.option(tier, words, std::to_string(source.tier) == tier);
  }
  return html.add("</select></label> <button>Set</button></form>\n</div></details>\n");
}

Html claims_list(const std::vector<StoredClaim>& claims, const Shelf& shelf,
                 const std::vector<TextSpan>& runs) {
  Html html;
  html.add("<ul class=\"claims\">\n");
  for (const StoredClaim& claim : claims) {
    html.add("<li id=\"claim-").value(claim.id).add("\"><a href=\"#at-");
    html.number(mark_of(runs, claim.claim.evidence)).add("\">").text(in_brief(claim.claim));
    html.add("</a> <span class=\"quiet\">").text(kind_of(claim.claim)).add(", ");
    html.text(to_string(claim.claim.confidence));
    const ClaimRuling* ruling = shelf.rulings.claim(claim);
    if (ruling != nullptr && ruling->verdict == ClaimRuling::Verdict::rejected) {
      html.add(", rejected");
    }
    if (ruling != nullptr && ruling->verdict == ClaimRuling::Verdict::accepted) {
      html.add(", accepted");
    }
    html.add("</span></li>\n");
  }
  return html.add("</ul>\n");
}

int revision_asked(const Visit& visit) {
  return version_in("v" + visit.request.asked("revision")).value_or(0);
}

}  // namespace

WebReply source_page(const Visit& visit, const std::string& id) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto source = shelf->store.source(id);
  if (!source) return error_page(visit, source.error());
  if (!*source) return error_page(visit, 404, "There is no source " + id + ".");
  const int revision = revision_asked(visit);
  const auto text = shelf->store.text(id, revision);
  if (!text) return error_page(visit, text.error());
  const auto claims = shelf->store.claims(id, revision);
  if (!claims) return error_page(visit, claims.error());
  std::string original = (*source)->copy_of;
  if (!original.empty()) {
    const auto other = shelf->store.source(original);
    if (other && *other) original = (*other)->title + " (" + (*other)->outlet + ")";
  }
  std::vector<TextSpan> spans;
  for (const StoredClaim& claim : *claims) spans.push_back(claim.claim.evidence);

  PageParts parts;
  parts.title = (*source)->title.empty() ? "Source " + id : (*source)->title;
  parts.place = Place::sources;
  parts.wide = true;
  parts.main.add("<h1>").text(parts.title).add("</h1>\n").add(about(**source, original));
  parts.main.add(source_tools(visit, *shelf, **source));
  parts.main.add("<div class=\"beside\"><div>")
      .add(marked_text(clip(*text, kTextBytesShown), spans));
  parts.main.add("</div>\n<section aria-labelledby=\"claims\"><h2 id=\"claims\">");
  parts.main.text(counted_noun(claims->size(), "claim")).add("</h2>\n");
  parts.main.add("<p>")
      .link(address("/queue", {{"source", id}, {"state", "all"}}), "Decide on them in the queue")
      .add("</p>\n");
  parts.main.add(claims_list(*claims, *shelf, joined(spans, text->size())));
  parts.main.add("</section></div>\n");
  return page(visit, &*shelf, parts);
}

WebReply citation_page(const Visit& visit, const std::string& id, int number, int citation) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto version = read_version(shelf->store, id, number);
  if (!version) return error_page(visit, version.error());
  const auto record = read_record(version->record);
  if (!record) return error_page(visit, record.error());
  const auto cited = std::ranges::find(record->sources, citation, &CitedSource::number);
  if (cited == record->sources.end()) {
    return error_page(visit, 404, fmt::format("v{} cites no [{}].", number, citation));
  }
  std::vector<TextSpan> spans;
  int revision = 0;
  for (const Statement& statement : record->statements) {
    for (const StatementEvidence& evidence : statement.evidence) {
      if (evidence.source != cited->id) continue;
      revision = std::max(revision, evidence.revision);
      spans.push_back({evidence.start, evidence.end});
    }
  }
  const auto text = shelf->store.text(cited->id, revision);
  if (!text) return error_page(visit, text.error());

  PageParts parts;
  parts.title = fmt::format("[{}] {}", citation, cited->title);
  parts.place = Place::reading;
  parts.main.add("<h1>").text(parts.title).add("</h1>\n<p class=\"quiet\">");
  parts.main.text(cited->outlet).add(" · ");
  if (cited->published) parts.main.add(day_element(day_of(*cited->published))).add(" · ");
  parts.main.link("/s/" + cited->id, "all that it claims").add(" · ");
  parts.main.link(fmt::format("/d/{}/v{}", id, number), fmt::format("back to v{}", number));
  parts.main.add("</p>\n<p>").text(fmt::format("What v{} cites from it is marked.", number));
  const auto runs = joined(spans, text->size());
  if (!runs.empty()) {
    parts.main.add(" <a href=\"#at-").number(runs.front().start).add("\">To the first</a>");
  }
  parts.main.add("</p>\n").add(marked_text(clip(*text, kTextBytesShown), spans));
  return page(visit, &*shelf, parts);
}

WebReply sources_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  constexpr std::size_t kSourcesShown = 400;
  const std::string words = fold_case(visit.request.asked("q"));
  std::vector<Source> sources;
  const auto read = shelf->store.for_each_source([&](const Source& source) {
    if (words.empty() ||
        fold_case(source.title + "\n" + source.outlet + "\n" + source.url).find(words) !=
            std::string::npos) {
      sources.push_back(source);
    }
    return true;
  });
  if (!read) return error_page(visit, read.error());
  std::ranges::sort(sources, [](const Source& one, const Source& other) {
    return report_day(one) != report_day(other) ? report_day(one) > report_day(other)
                                                : one.id < other.id;
  });
  PageParts parts;
  parts.title = "Sources";
  parts.place = Place::sources;
  parts.wide = true;
  parts.main.add(
      "<h1>Sources</h1>\n<form class=\"filters\"><label>Title, outlet or address <input "
      "type=\"search\" name=\"q\" value=\"");
  parts.main.value(visit.request.asked("q")).add("\"></label> <button>Find</button></form>\n<p>");
  parts.main.text(counted_noun(sources.size(), "source"));
  if (sources.size() > kSourcesShown) parts.main.add(", the newest are shown");
  parts.main.add("</p>\n<ul class=\"rows\">\n");
  for (std::size_t i = 0; i < std::min(sources.size(), kSourcesShown); ++i) {
    const Source& source = sources[i];
    parts.main.add("<li>").add(day_element(report_day(source))).add(" ");
    parts.main.link("/s/" + source.id, source.title.empty() ? source.url : source.title);
    parts.main.add(" <span class=\"quiet\">").text(source.outlet);
    if (!source.copy_of.empty()) parts.main.add(", a copy");
    const SourceRuling* ruling = shelf->rulings.source(source.id);
    if (ruling != nullptr && ruling->muted) parts.main.add(", muted");
    parts.main.add("</span></li>\n");
  }
  parts.main.add("</ul>\n");
  return page(visit, &*shelf, parts);
}

}  // namespace dossier
