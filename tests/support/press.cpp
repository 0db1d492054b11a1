#include "tests/support/press.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/json.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// --- reading a folder

struct Document {
  std::map<std::string, std::string> fields;
  std::string html;
};

Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::not_found, path.string() + ": cannot be read");
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<Document> read_document(const fs::path& path) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected<Error>(text.error());
  Document document;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line == "---") break;
    if (line.empty()) continue;
    const std::size_t colon = line.find(": ");
    if (colon == line.npos) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: expected \"name: value\", got \"{}\"", path.string(), line));
    }
    document.fields[std::string{line.substr(0, colon)}] = line.substr(colon + 2);
  }
  document.html = rest;
  if (document.fields["title"].empty()) {
    return fail(ErrorCode::malformed, path.string() + ": no title");
  }
  return document;
}

Result<PressArticle> read_article(const fs::path& path, const PressSite& site) {
  const std::string stem = path.stem().string();
  auto document = read_document(path);
  if (!document) return tl::unexpected<Error>(document.error());
  auto& fields = document->fields;
  const std::string time = fields["time"].empty() ? "09:00" : fields["time"];
  const auto published = parse_rfc3339(stem.substr(0, 10) + "T" + time + ":00Z");
  if (!published || stem.size() < 12 || stem[10] != '-') {
    return fail(ErrorCode::malformed,
                path.string() + ": expected a name like 2026-03-02-word.html");
  }
  PressArticle article;
  article.name = stem.substr(11);
  article.title = fields["title"];
  article.author = fields["author"].empty() ? site.author : fields["author"];
  article.summary = fields["summary"];
  article.html = document->html;
  article.published = *published;
  return article;
}

Result<PressSite> read_site(const fs::path& folder) {
  auto document = read_document(folder / "site.txt");
  if (!document) return tl::unexpected<Error>(document.error());
  auto& fields = document->fields;
  PressSite site;
  site.name = folder.filename().string();
  site.title = fields["title"];
  site.tagline = fields["tagline"];
  site.author = fields["author"];
  site.feed = fields["feed"];
  site.content = fields["content"];
  if (site.feed != "rss" && site.feed != "atom" && site.feed != "json") {
    return fail(ErrorCode::malformed,
                (folder / "site.txt").string() + ": feed: expected rss, atom or json");
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    auto article = read_article(entry.path(), site);
    if (!article) return tl::unexpected<Error>(article.error());
    site.articles.push_back(std::move(*article));
  }
  std::ranges::sort(site.articles, [](const PressArticle& a, const PressArticle& b) {
    return std::tie(a.published, a.name) < std::tie(b.published, b.name);
  });
  return site;
}

// --- writing feeds and pages

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

// "Mon, 02 Mar 2026 09:00:00 GMT", in RSS and in headers.
std::string http_date(Time time) {
  constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = day_of(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday{day}.c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
      clock.seconds().count());
}

std::string page_url(const std::string& base, const PressArticle& article) {
  return base + "/" + article.name + ".html";
}

// Newest first, as feeds are.
std::string rss_of(const PressSite& site, const std::string& base) {
  std::string items;
  for (auto article = site.articles.rbegin(); article != site.articles.rend(); ++article) {
    const std::string url = page_url(base, *article);
    items += fmt::format(
        "  <item>\n    <title>{}</title>\n    <link>{}</link>\n"
        "    <guid isPermaLink=\"true\">{}</guid>\n    <pubDate>{}</pubDate>\n"
        "    <dc:creator>{}</dc:creator>\n    <description>{}</description>\n",
        escaped(article->title), url, url, http_date(article->published), escaped(article->author),
        escaped(article->summary));
    if (site.content == "full") {
      items += "    <content:encoded>" + escaped(article->html) + "</content:encoded>\n";
    }
    items += "  </item>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n  <title>{}</title>\n"
      "  <link>{}/</link>\n  <description>{}</description>\n  <language>en</language>\n"
      "{}</channel>\n</rss>\n",
      escaped(site.title), base, escaped(site.tagline), items);
}

std::string atom_of(const PressSite& site, const std::string& base) {
  std::string entries;
  for (auto article = site.articles.rbegin(); article != site.articles.rend(); ++article) {
    const std::string url = page_url(base, *article);
    const std::string time = format_rfc3339(article->published);
    entries += fmt::format(
        "  <entry>\n    <id>{}</id>\n    <title>{}</title>\n    <link rel=\"alternate\" "
        "href=\"{}\"/>\n    <published>{}</published>\n    <updated>{}</updated>\n"
        "    <author><name>{}</name></author>\n    <summary>{}</summary>\n",
        url, escaped(article->title), url, time, time, escaped(article->author),
        escaped(article->summary));
    if (site.content == "full") {
      entries += "    <content type=\"html\">" + escaped(article->html) + "</content>\n";
    }
    entries += "  </entry>\n";
  }
  const std::string updated = site.articles.empty()
                                  ? "2026-01-01T00:00:00Z"
                                  : format_rfc3339(site.articles.back().published);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en\">\n  <id>{}/</id>\n  <title>{}</title>\n  <subtitle>{}</subtitle>\n"
      "  <link href=\"{}/\"/>\n  <link rel=\"self\" href=\"{}/feed\"/>\n"
      "  <updated>{}</updated>\n{}</feed>\n",
      base, escaped(site.title), escaped(site.tagline), base, base, updated, entries);
}

std::string json_of(const PressSite& site, const std::string& base) {
  Json items = Json::array();
  for (auto article = site.articles.rbegin(); article != site.articles.rend(); ++article) {
    const std::string url = page_url(base, *article);
    Json item{{"id", url},
              {"url", url},
              {"title", article->title},
              {"summary", article->summary},
              {"date_published", format_rfc3339(article->published)},
              {"authors", Json::array({Json{{"name", article->author}}})}};
    if (site.content == "full") item["content_html"] = article->html;
    items.push_back(std::move(item));
  }
  return dump_json_pretty(Json{{"version", "https://jsonfeed.org/version/1.1"},
                               {"title", site.title},
                               {"description", site.tagline},
                               {"home_page_url", base + "/"},
                               {"feed_url", base + "/feed"},
                               {"language", "en"},
                               {"items", std::move(items)}});
}

// A page as sites make them: the article stands among navigation and other things to read.
std::string html_of(const PressSite& site, const PressArticle& article, const std::string& base) {
  const Time time = article.published;
  return fmt::format(
      R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | {site}</title>
<link rel="canonical" href="{url}">
<link rel="alternate" href="{base}/feed">
<meta name="author" content="{author}">
<meta name="description" content="{summary}">
<meta property="og:site_name" content="{site}">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="{time}">
</head>
<body>
<header><a href="{base}/">{site}</a><nav><a href="{base}/">Latest</a> <a href="{base}/feed">Feed</a></nav></header>
<main>
<article>
<h1>{title}</h1>
<p class="byline">By <span class="author">{author}</span>, <time datetime="{time}">{day}, {year}</time></p>
{html}
</article>
<aside><h2>Keep reading</h2><p><a href="{base}/">All articles of {site}</a></p></aside>
</main>
<footer><p>{tagline}</p></footer>
</body>
</html>
)",
      fmt::arg("title", escaped(article.title)), fmt::arg("site", escaped(site.title)),
      fmt::arg("url", page_url(base, article)), fmt::arg("base", base),
      fmt::arg("author", escaped(article.author)), fmt::arg("summary", escaped(article.summary)),
      fmt::arg("time", format_rfc3339(time)), fmt::arg("day", format_month_day(day_of(time))),
      fmt::arg("year", format_day(day_of(time)).substr(0, 4)), fmt::arg("html", article.html),
      fmt::arg("tagline", escaped(site.tagline)));
}

std::string front_page_of(const PressSite& site, const std::string& base) {
  std::string links;
  for (auto article = site.articles.rbegin(); article != site.articles.rend(); ++article) {
    links += fmt::format("<li><a href=\"{}\">{}</a></li>\n", page_url(base, *article),
                         escaped(article->title));
  }
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<title>{}</title>\n<link rel=\"alternate\" "
      "href=\"{}/feed\">\n<h1>{}</h1>\n<p>{}</p>\n<ul>\n{}</ul>\n</html>\n",
      escaped(site.title), base, escaped(site.title), escaped(site.tagline), links);
}

HttpReply not_found() {
  return {404, "<!doctype html>\n<title>Not found</title>\n<p>There is no such page.</p>\n"};
}

HttpReply page_of(const PressSite& site, const std::string& path, const std::string& base) {
  if (path == "/feed") {
    if (site.feed == "rss") return {200, rss_of(site, base), "application/rss+xml"};
    if (site.feed == "atom") return {200, atom_of(site, base), "application/atom+xml"};
    return {200, json_of(site, base), "application/feed+json"};
  }
  if (path == "/robots.txt") return {200, "User-agent: *\nDisallow: /drafts/\n", "text/plain"};
  if (path.empty() || path == "/") return {200, front_page_of(site, base)};
  for (const PressArticle& article : site.articles) {
    if (path == "/" + article.name + ".html") return {200, html_of(site, article, base)};
  }
  return not_found();
}

// The site's name that a call means, with `path` left as the way inside the site.
std::string take_site(const HttpCall& call, std::string& path) {
  const std::string host = call.host.substr(0, call.host.rfind(':'));
  constexpr std::string_view kSuffix = ".localhost";
  if (host.ends_with(kSuffix)) return host.substr(0, host.size() - kSuffix.size());
  const std::size_t slash = std::min(path.find('/', 1), path.size());
  const std::string name = path.substr(1, slash - 1);
  path.erase(0, slash);
  return name;
}

// Adds validators to an answer, and leaves out the body for whoever has it.
HttpReply validated(HttpReply reply, const HttpCall& call, Time modified) {
  const std::string tag = "\"" + content_hash(reply.body).substr(0, 16) + "\"";
  const std::string date = http_date(modified);
  reply.headers = {{"ETag", tag}, {"Last-Modified", date}};
  const std::string known = call.header("If-None-Match");
  const bool same = known.empty() ? call.header("If-Modified-Since") == date : known == tag;
  if (same) {
    reply.status = 304;
    reply.body.clear();
  }
  return reply;
}

}  // namespace

Result<std::vector<PressSite>> Press::read(const std::string& folder) {
  std::error_code error;
  std::vector<PressSite> sites;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (!entry.is_directory()) continue;
    auto site = read_site(entry.path());
    if (!site) return tl::unexpected<Error>(site.error());
    sites.push_back(std::move(*site));
  }
  if (error) return fail(ErrorCode::not_found, folder + ": " + error.message());
  return sites;
}

Press::Press(std::vector<PressSite> sites, Time now) : sites_(std::move(sites)), now_(now) {}

void Press::set_now(Time now) {
  const std::scoped_lock lock(mutex_);
  now_ = now;
}

HttpReply Press::answer(const HttpCall& call) {
  if (call.method == "POST" && call.path == "/now") {
    const auto now = parse_now(call.parameter("date"));
    if (!now) return {400, "expected /now?date=2026-03-09\n", "text/plain"};
    set_now(*now);
    return {200, format_rfc3339(*now) + "\n", "text/plain"};
  }
  if (call.method != "GET" && call.method != "HEAD") return {405, ""};
  std::string path = call.path;
  const std::string name = take_site(call, path);
  const auto site = std::ranges::find(sites_, name, &PressSite::name);
  if (site == sites_.end()) return not_found();
  const std::string base =
      "http://" + call.host + call.path.substr(0, call.path.size() - path.size());
  PressSite published = *site;
  {
    const std::scoped_lock lock(mutex_);
    std::erase_if(published.articles,
                  [&](const PressArticle& article) { return article.published > now_; });
  }
  HttpReply reply = page_of(published, path, base);
  if (reply.status != 200 || published.articles.empty()) return reply;
  return validated(std::move(reply), call, published.articles.back().published);
}

}  // namespace dossier
