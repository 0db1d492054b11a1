#include "render/history_page.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/escape_html.h"
#include "render/page_style.h"
#include "render/wording.h"

namespace dossier {

std::string write_history_page(std::string_view id, std::string_view title,
                               const std::vector<VersionSummary>& versions) {
  std::vector<VersionSummary> newest_first = versions;
  std::ranges::sort(newest_first, std::ranges::greater{}, &VersionSummary::version);
  const std::string name = escape_html(clean_line(title));
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>" +
      name + ", history</title>\n<link rel=\"alternate\" type=\"application/atom+xml\" href=\"../" +
      escape_html(id) + ".atom.xml\">\n<style>" + std::string{kPageStyle} +
      "</style>\n</head>\n<body>\n<div class=\"page\">\n<header>\n<h1>" + name +
      "</h1>\n<ul class=\"meta\"><li>history</li><li><a href=\"../" + escape_html(id) +
      ".html\">latest version</a></li></ul>\n</header>\n<main>\n";
  for (const VersionSummary& version : newest_first) {
    const std::string number = "v" + std::to_string(version.version);
    const std::string day = format_day(day_of(version.published));
    html += fmt::format(
        "<section>\n<h2><a href=\"{0}.html\">{0}</a>, <time datetime=\"{1}\">{1}</time>, {2}</h2>\n"
        "<ul>\n",
        number, day, item_count(version.items));
    for (const std::string& change : version.changes) {
      html += "<li>" + escape_html(clean_line(change)) + "</li>\n";
    }
    if (version.changes.empty()) html += "<li>First version</li>\n";
    html += "</ul>\n</section>\n";
  }
  return html + "</main>\n</div>\n</body>\n</html>\n";
}

std::string moved_above_folder(std::string_view page, std::string_view id) {
  std::string moved{page};
  const std::string folder = std::string{id} + '/';
  if (!moved.starts_with('<')) {  // Markdown has one such link, in its head line
    const std::size_t link = moved.find("](./)");
    const std::size_t sections = moved.find("\n## ");
    if (link < sections) moved.replace(link + 2, 2, folder);
    return moved;
  }
  const std::string_view from =
      "href=\"./";  // Text cannot hold it: its quotation marks are escaped
  for (std::size_t at = moved.find(from); at != moved.npos; at = moved.find(from, at)) {
    moved.replace(at + 6, 2, folder);
  }
  return moved;
}

}  // namespace dossier
