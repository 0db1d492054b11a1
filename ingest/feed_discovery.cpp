#include "ingest/feed_discovery.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/html_tokens.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kBytesMax = 2U << 20U;
constexpr std::size_t kFeedsMax = 50;

std::string attribute(const HtmlToken& tag, std::string_view name) {
  for (const auto& [key, value] : tag.attributes) {
    if (key == name) return value;
  }
  return "";
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find_first_of(" \t\r\n", start), list.size());
    if (list.substr(start, end - start) == word) return true;
    start = end + 1;
  }
  return false;
}

bool is_feed_type(std::string_view type) {
  constexpr std::array<std::string_view, 5> kTypes = {
      "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
      "application/x-rss+xml"};
  return std::ranges::find(kTypes, type.substr(0, type.find(';'))) != kTypes.end();
}

void add(std::vector<FeedCandidate>& feeds, std::string_view base, std::string_view href,
         std::string_view title) {
  const std::string url = resolve_url(base, href);
  if (href.empty() || !parse_url(url) || feeds.size() >= kFeedsMax) return;
  const auto is_same = [&](const FeedCandidate& known) { return known.url == url; };
  if (std::ranges::none_of(feeds, is_same)) feeds.push_back({url, on_one_line(title)});
}

// Link: <https://a.example/feed>; rel="alternate"; type="application/rss+xml" (RFC 8288)
void add_from_header(std::vector<FeedCandidate>& feeds, std::string_view base,
                     std::string_view value) {
  while (!value.empty()) {
    const std::size_t open = value.find('<'), close = value.find('>', open);
    if (close == value.npos) return;
    const std::size_t end = std::min(value.find(',', close), value.size());
    const std::string parameters = fold_case(to_valid_utf8(value.substr(close, end - close)));
    const bool is_alternate = parameters.find("alternate") != parameters.npos;
    const bool is_feed = parameters.find("rss+xml") != parameters.npos ||
                         parameters.find("atom+xml") != parameters.npos ||
                         parameters.find("feed+json") != parameters.npos;
    if (is_alternate && is_feed) add(feeds, base, value.substr(open + 1, close - open - 1), "");
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

}  // namespace

std::vector<FeedCandidate> linked_feeds(std::string_view html, std::string_view url,
                                        const Headers& headers) {
  std::vector<FeedCandidate> feeds;
  for (const auto& [name, value] : headers) {
    if (fold_case(to_valid_utf8(name)) == "link") add_from_header(feeds, url, value);
  }
  const std::string text = decode_html(html.substr(0, kBytesMax), headers).text;
  HtmlTokens tokens{text};
  HtmlToken token;
  std::string base{url};
  while (tokens.next(token)) {
    if (token.kind != HtmlToken::Kind::start_tag) continue;
    if (token.name == "base") {
      if (const std::string href = attribute(token, "href"); !href.empty()) {
        base = resolve_url(url, href);
      }
    } else if (token.name == "link" || token.name == "a") {
      const std::string rel = fold_case(attribute(token, "rel"));
      const std::string type = fold_case(attribute(token, "type"));
      const bool is_named = has_word(rel, "alternate") && is_feed_type(type);
      if (is_named || has_word(rel, "feed")) {
        add(feeds, base, attribute(token, "href"), attribute(token, "title"));
      }
    }
  }
  return feeds;
}

std::vector<std::string> usual_feed_addresses(std::string_view url) {
  constexpr std::string_view kPaths[] = {
      "feed",      "rss.xml", "atom.xml",  "index.xml", "feed.xml",
      "feed.json", "rss",     "feed.atom", "index.rdf", "feeds/posts/default"};
  const auto parsed = parse_url(url);
  std::vector<std::string> addresses;
  if (!parsed) return addresses;
  // In the page's own folder first: a blog may be a part of a site.
  const std::string folder = parsed->path.substr(0, parsed->path.rfind('/') + 1);
  for (const std::string& place : {folder, std::string{"/"}}) {
    for (const std::string_view path : kPaths) {
      std::string address = parsed->origin() + place;
      address.append(path);
      if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(address);
    }
  }
  return addresses;
}

}  // namespace dossier
