#include "render/atom.h"

#include <simdjson.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "render/dossier_json.h"
#include "render/wording.h"

namespace dossier {
namespace {

// A tag URI wants an authority and a day on which it held the name (RFC 4151). The program does
// not know where its pages are served, so it names itself under a reserved domain.
std::string tag_uri(std::string_view id) {
  return "tag:dossier.invalid,2026:" + std::string{id};
}

void add(pugi::xml_node node, const char* name, const std::string& text) {
  node.append_child(name).text().set(clean_line(text).c_str());
}

void add_link(pugi::xml_node node, const char* relation, const char* type,
              const std::string& target) {
  pugi::xml_node link = node.append_child("link");
  link.append_attribute("rel") = relation;
  link.append_attribute("type") = type;
  link.append_attribute("href") = target.c_str();
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string content_of(const VersionSummary& version) {
  std::string html = "<ul>";
  for (const std::string& change : version.changes) {
    html += "<li>" + html_escaped(clean_line(change)) + "</li>";
  }
  return html + "</ul>";
}

// Nothing where a member is not as write_record() leaves it.
std::optional<VersionSummary> summary_at_a_glance(std::string_view record) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (record.empty() || parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  std::int64_t version = 0, items = 0;
  std::string_view published;
  simdjson::dom::array changes;
  if (root["version"].get(version) != simdjson::SUCCESS ||
      root["items"].get(items) != simdjson::SUCCESS ||
      root["published"].get(published) != simdjson::SUCCESS ||
      root["changes"].get(changes) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  const auto time = parse_rfc3339(published);
  if (!time) return std::nullopt;
  VersionSummary summary{static_cast<int>(version), *time, static_cast<int>(items), {}};
  for (const simdjson::dom::element change : changes) {
    std::string_view text;
    if (change["text"].get(text) != simdjson::SUCCESS) return std::nullopt;
    summary.changes.emplace_back(text);
  }
  return summary;
}

}  // namespace

Result<VersionSummary> summary_in(std::string_view record) {
  if (auto summary = summary_at_a_glance(record)) return std::move(*summary);
  const auto dossier = read_record(record);
  if (!dossier) return tl::unexpected(dossier.error());
  return summary_of(*dossier);
}

VersionSummary summary_of(const Dossier& dossier) {
  VersionSummary summary{dossier.version, dossier.published, dossier.items, {}};
  for (const Change& change : dossier.changes) summary.changes.push_back(change.text);
  return summary;
}

std::string write_atom(std::string_view id, std::string_view title,
                       const std::vector<VersionSummary>& versions) {
  std::vector<VersionSummary> newest_first = versions;
  std::ranges::sort(newest_first, std::ranges::greater{}, &VersionSummary::version);

  const std::string name{id};
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "utf-8";
  pugi::xml_node feed = document.append_child("feed");
  feed.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
  add(feed, "id", tag_uri(name));
  add(feed, "title", std::string{title});
  add(feed, "updated", format_rfc3339(newest_first.empty() ? Time{} : newest_first[0].published));
  add(feed.append_child("author"), "name", "Dossier");
  add_link(feed, "self", "application/atom+xml", name + ".atom.xml");
  add_link(feed, "alternate", "text/html", name + ".html");
  for (const VersionSummary& version : newest_first) {
    const std::string number = "v" + std::to_string(version.version);
    pugi::xml_node entry = feed.append_child("entry");
    add(entry, "id", tag_uri(name + '/' + number));
    add(entry, "title",
        std::string{title} + ", " + number + " (" + item_count(version.items) + ")");
    add(entry, "published", format_rfc3339(version.published));
    add(entry, "updated", format_rfc3339(version.published));
    add_link(entry, "alternate", "text/html", name + '/' + number + ".html");
    pugi::xml_node content = entry.append_child("content");
    content.append_attribute("type") = "html";
    content.text().set(content_of(version).c_str());
  }
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace dossier
