// The dossiers: which there are, their versions as published, their history.

#include <fmt/core.h>

#include <algorithm>

#include "base/digest.h"
#include "base/escape_html.h"
#include "base/utf8.h"
#include "render/dossier_json.h"
#include "review/pages.h"

namespace dossier {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

std::string version_path(const std::string& id, int version) {
  return fmt::format("/d/{}/v{}", id, version);
}

// Base64 of a digest's hex digits: how a policy names a style by its hash.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
  }
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += i + j > bytes.size() ? '=' : kDigits[bits >> (18U - 6U * j) & 63U];
    }
  }
  return text;
}

// The part of a published page that is the dossier, to stand in a page of the desk: its own bytes,
// but for the links, which lead to the desk's pages. Nothing if it is not as we write pages.
std::optional<std::string> inside_of(const VersionRecord& version) {
  const std::string_view html = version.html;
  const std::size_t start = html.find("<header>\n");
  const std::size_t end = html.rfind("</main>\n");
  if (start == html.npos || end == html.npos || end < start) return std::nullopt;
  std::string inside{html.substr(start, end - start)};
  replace_all(inside, "<main id=\"text\">", "<div class=\"text\" id=\"text\">");
  inside += "</div>\n</div>\n";
  const std::string here = version_path(version.dossier, version.version);
  replace_all(inside, "class=\"cite\" href=\"#source-",
              "class=\"cite\" href=\"" + here + "/source/");
  replace_all(inside, "<a href=\"" + escape_html(version.dossier) + "/\">history</a>",
              "<a href=\"/d/" + version.dossier + "/history\">history</a>");
  return inside;
}

// What was withdrawn of this version since.
Html withdrawal_banner(const Shelf& shelf, const std::string& id, int version) {
  Html html;
  for (const Withdrawal& withdrawal : shelf.rulings.withdrawals(id)) {
    if (withdrawal.version != version) continue;
    html.add("<li><del>").text(withdrawal.sentence).add("</del>");
    if (!withdrawal.correction.empty()) {
      html.add(" <ins>").text(withdrawal.correction).add("</ins>");
    }
    html.add(" <span class=\"quiet\">").text(withdrawal.why).add(" (").text(withdrawal.who);
    html.add(", ").add(day_element(day_of(withdrawal.when))).add(")</span></li>\n");
  }
  if (html.empty()) return html;
  Html banner;
  banner.add(
      "<aside class=\"withdrawn\" aria-label=\"Withdrawn\"><p>Of this version was withdrawn:"
      "</p><ul>\n");
  return banner.add(html).add("</ul></aside>\n");
}

Html version_tools(const std::string& id, int version, int last) {
  const std::string here = version_path(id, version);
  Html html;
  html.add("<p class=\"tools\">");
  if (version > 1) {
    html.link(address("/d/" + id + "/diff",
                      {{"from", std::to_string(version - 1)}, {"to", std::to_string(version)}}),
              fmt::format("Compare with v{}", version - 1));
  }
  html.link("/d/" + id + "/history", "History");
  if (version != last) html.link("/d/" + id, fmt::format("Latest (v{})", last));
  html.link("/draft/" + id, "Work on it");
  html.link(here + ".html", "As published");
  html.link(here + ".md", "Markdown").link(here + ".json", "JSON");
  return html.add("</p>\n");
}

WebReply version_page(const Visit& visit, const std::string& id, int number) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto version = read_version(shelf->store, id, number);
  if (!version) return error_page(visit, version.error());
  const auto numbers = shelf->store.versions(id);
  if (!numbers) return error_page(visit, numbers.error());
  const auto record = read_record(version->record);
  if (!record) return error_page(visit, record.error());

  PageParts parts;
  parts.title = fmt::format("{} v{}", record->title, version->version);
  parts.place = Place::reading;
  parts.wide = true;
  if (visit.request.asked("published") == "1") {
    parts.main.add("<div class=\"notice\" role=\"status\"><p>Published as v");
    parts.main.number(static_cast<std::size_t>(version->version)).add(".</p></div>\n");
  }
  parts.main.add(version_tools(id, version->version, numbers->back()));
  parts.main.add(withdrawal_banner(*shelf, id, version->version));
  if (auto inside = inside_of(*version)) {
    parts.main.add("<div class=\"version\">\n").add(Html::published(std::move(*inside)));
    parts.main.add("</div>\n");
  } else {
    parts.main.add("<h1>")
        .text(record->title)
        .add(
            "</h1>\n<p>This version was written by an "
            "earlier program; read it as published.</p>\n");
  }
  return page(visit, &*shelf, parts);
}

// A version's own bytes. The page's style stands inside it: the policy names exactly that style.
WebReply version_bytes(const Visit& visit, const std::string& id, int number,
                       std::string_view form) {
  const auto store = Store::open_for_reading(visit.desk.store);
  if (!store) return error_page(visit, store.error());
  auto version = read_version(*store, id, number);
  if (!version) return error_page(visit, version.error());
  WebReply reply;
  if (form == "md") {
    reply.content_type = "text/plain; charset=utf-8";
    reply.body = std::move(version->markdown);
    return reply;
  }
  if (form == "json") {
    reply.content_type = "application/json; charset=utf-8";
    reply.body = std::move(version->json);
    return reply;
  }
  const std::string_view html = version->html;
  const std::size_t start = html.find("<style>");
  const std::size_t end = html.find("</style>");
  std::string style = "'none'";
  if (start != html.npos && end != html.npos && start + 7 <= end) {
    const std::string digest = sha256_hex(html.substr(start + 7, end - start - 7));
    style = "'sha256-" + base64_of_hex(digest) + "'";
  }
  reply.body = std::move(version->html);
  reply.headers = {{"Content-Security-Policy",
                    "default-src 'none'; style-src " + style +
                        "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
  return reply;
}

// "v3.html" → 3 and "html".
WebReply version_or_bytes(const Visit& visit, const std::string& id, std::string_view name) {
  const std::size_t dot = name.find('.');
  const auto number = version_in(name.substr(0, dot));
  if (!number) return error_page(visit, 404, "There is no such page of this dossier.");
  if (dot == name.npos) return version_page(visit, id, *number);
  const std::string_view form = name.substr(dot + 1);
  if (form != "html" && form != "md" && form != "json") {
    return error_page(visit, 404, "A version is there as html, md and json.");
  }
  return version_bytes(visit, id, *number, form);
}

}  // namespace

Result<VersionRecord> read_version(const Store& store, const std::string& id, int number) {
  auto version = store.version(id, number);
  if (!version) return tl::unexpected(version.error());
  if (*version) return std::move(**version);
  if (number == 0) return fail(ErrorCode::not_found, id + ": nothing has been published");
  return fail(ErrorCode::not_found, fmt::format("{}: there is no v{}", id, number));
}

WebReply home_page(const Visit& visit) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  PageParts parts;
  parts.title = "Dossiers";
  parts.place = Place::reading;
  Html& main = parts.main;
  main.add("<h1>Dossiers</h1>\n<ul class=\"cards\">\n");
  auto ids = shelf->store.dossiers();
  if (!ids) return error_page(visit, ids.error());
  for (const DossierConfiguration& dossier : visit.desk.dossiers) {
    if (std::ranges::find(*ids, dossier.id) == ids->end()) ids->push_back(dossier.id);
  }
  for (const std::string& id : *ids) {
    const auto version = shelf->store.version(id, 0);
    if (!version) return error_page(visit, version.error());
    main.add("<li>");
    if (!*version) {
      const auto known = std::ranges::find(visit.desk.dossiers, id, &DossierConfiguration::id);
      main.add("<h2>").link("/draft/" + id, known->title);
      main.add("</h2><p class=\"quiet\">Nothing published yet</p></li>\n");
      continue;
    }
    const auto record = read_record((*version)->record);
    if (!record) return error_page(visit, record.error());
    main.add("<h2>").link("/d/" + id, record->title).add("</h2><p class=\"quiet\">");
    main.text(
        fmt::format("v{} · {} · {} · {} · ", record->version, format_day(day_of(record->published)),
                    counted_noun(static_cast<std::size_t>(record->items), "item"), record->status));
    main.link("/d/" + id + "/history", "history").add(" · ");
    main.link(address("/queue", {{"dossier", id}}), "queue").add(" · ");
    main.link("/draft/" + id, "draft").add("</p></li>\n");
  }
  main.add("</ul>\n");
  if (ids->empty()) main.add("<p>No dossier has been configured.</p>\n");
  return page(visit, &*shelf, parts);
}

WebReply history_page(const Visit& visit, const std::string& id) {
  const auto shelf = open_shelf(visit.desk.store);
  if (!shelf) return error_page(visit, shelf.error());
  const auto numbers = shelf->store.versions(id);
  if (!numbers) return error_page(visit, numbers.error());
  if (numbers->empty()) return error_page(visit, 404, id + ": nothing has been published");
  PageParts parts;
  parts.place = Place::reading;
  Html versions;
  for (auto number = numbers->rbegin(); number != numbers->rend(); ++number) {
    const auto version = read_version(shelf->store, id, *number);
    if (!version) return error_page(visit, version.error());
    const auto record = read_record(version->record);
    if (!record) return error_page(visit, record.error());
    if (parts.title.empty()) parts.title = "History of " + record->title;
    versions.add("<section><h2>").link(version_path(id, *number), fmt::format("v{}", *number));
    versions.add("</h2>\n<p class=\"quiet\">").add(day_element(day_of(record->published)));
    versions.text(" · " + counted_noun(static_cast<std::size_t>(record->items), "item"));
    if (*number > 1) {
      versions.add(" · ").link(address("/d/" + id + "/diff", {{"from", std::to_string(*number - 1)},
                                                              {"to", std::to_string(*number)}}),
                               fmt::format("compare with v{}", *number - 1));
    }
    versions.add("</p>\n").add(withdrawal_banner(*shelf, id, *number)).add("<ul>\n");
    for (const Change& change : record->changes) {
      versions.add("<li>").text(change.text).add("</li>\n");
    }
    versions.add("</ul></section>\n");
  }
  parts.main.add("<h1>").text(parts.title).add("</h1>\n").add(versions);
  return page(visit, &*shelf, parts);
}

WebReply dossier_page(const Visit& visit, const std::vector<std::string>& path) {
  const std::string& id = path[1];
  if (path.size() == 2) return version_page(visit, id, 0);
  if (path.size() == 3 && path[2] == "history") return history_page(visit, id);
  if (path.size() == 3 && path[2] == "diff") return diff_page(visit, id);
  if (path.size() == 3) return version_or_bytes(visit, id, path[2]);
  const auto version = version_in(path[2]);
  const auto number = path.size() == 5 ? version_in("v" + path[4]) : std::nullopt;
  if (!version || !number || path[3] != "source") {
    return error_page(visit, 404, "There is no such page of this dossier.");
  }
  return citation_page(visit, id, *version, *number);
}

}  // namespace dossier
