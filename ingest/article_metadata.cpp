#include "ingest/article_metadata.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"
#include "ingest/article_byline.h"
#include "ingest/article_dates.h"
#include "ingest/article_meta_values.h"
#include "ingest/article_places.h"
#include "ingest/article_site.h"
#include "ingest/article_title.h"
#include "ingest/html_json_ld.h"
#include "ingest/url.h"

namespace dossier {
namespace {

std::string language_of(const HtmlTree& tree, const MetaValues& meta) {
  std::string language(tree.attribute(0, "lang"));
  if (language.empty()) language = tree.attribute(0, "xml:lang");
  if (language.empty()) language = first_of(meta, {"content-language", "language", "dc.language"});
  if (language.empty()) language = first_of(meta, {"inlanguage", "og:locale"});
  language = on_one_line(language.substr(0, language.find(',')));
  std::replace(language.begin(), language.end(), '_', '-');
  const bool is_tag = !language.empty() && language.size() <= 35 &&
                      std::all_of(language.begin(), language.end(), [](char c) {
                        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                               (c >= 'A' && c <= 'Z');
                      });
  return is_tag ? language : std::string();
}

std::string link_to(const HtmlTree& tree, std::string_view relation) {
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::link) continue;
    if (fold_case(tree.attribute(i, "rel")) == relation) {
      return on_one_line(tree.attribute(i, "href"));
    }
  }
  return {};
}

// Only addresses of the web are kept: a page may call anything canonical.
std::string absolute(std::string_view base, std::string_view reference) {
  if (reference.empty() || reference.size() > kAddressBytesMax) return {};
  std::string url = resolve_url(base, reference);
  return url.size() <= kAddressBytesMax && parse_url(url) ? url : std::string();
}

// Addresses that only the site's own machines know.
bool is_private_host(std::string_view host) {
  if (host.find('.') == std::string_view::npos || host.front() == '[') return true;
  if (host.ends_with(".local") || host.ends_with(".internal") || host.ends_with(".localhost")) {
    return true;
  }
  if (host.starts_with("127.") || host.starts_with("10.") || host.starts_with("192.168.")) {
    return host.find_first_not_of("0123456789.") == std::string_view::npos;
  }
  return false;
}

// Templates left as they were call the front page canonical, or the machine they were made on.
std::string canonical(std::string_view base, std::string_view reference, std::string_view page) {
  std::string address = absolute(base, reference);
  const auto url = parse_url(address);
  const auto own = parse_url(page);
  if (!url || !own) return address;
  const bool root = url->path.size() <= 1 && url->query.empty();
  if (root && (own->path.size() > 1 || !own->query.empty())) return {};
  return url->host != own->host && is_private_host(url->host) ? std::string() : address;
}

}  // namespace

PageMetadata page_metadata(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                           const std::vector<std::string>& json_ld_scripts, std::string_view url) {
  const MetaValues meta = meta_values(tree);
  JsonLdArticle json_ld = read_json_ld(json_ld_scripts);
  PageMetadata result;
  if (url.size() > kAddressBytesMax) url = {};
  result.base_url = url;
  if (const NodeIndex base = first_element(tree, Tag::base, nullptr); base != kNoNode) {
    const std::string href = absolute(url, tree.attribute(base, "href"));
    if (!href.empty()) result.base_url = href;
  }
  result.site_name = json_ld.publisher;
  if (result.site_name.empty()) result.site_name = first_of(meta, {"og:site_name"});
  const SiteName site(result.site_name, url);
  result.title = article_title(tree, facts, meta, json_ld, site);
  PageByline byline = article_byline(tree, facts, meta, json_ld, site);
  result.byline = std::move(byline.names);
  result.byline_printed = std::move(byline.printed);
  result.description = json_ld.description;
  if (result.description.empty()) {
    result.description =
        first_of(meta, {"dc:description", "dcterm:description", "dc.description", "og:description",
                        "weibo:article:description", "description", "twitter:description"});
  }
  result.language = language_of(tree, meta);
  result.canonical_url = canonical(result.base_url, link_to(tree, "canonical"), url);
  if (result.canonical_url.empty()) {
    result.canonical_url = canonical(result.base_url, first_of(meta, {"og:url"}), url);
  }
  const std::string& address =
      result.canonical_url.empty() ? result.base_url : result.canonical_url;
  result.published = published_date(tree, facts, meta, json_ld.published, address);
  result.modified = modified_date(meta, json_ld.modified);
  const std::string tier = fold_case(first_of(meta, {"article:content_tier"}));
  result.json_ld_body = std::move(json_ld.body);
  result.not_free = json_ld.not_free || tier == "locked";
  return result;
}

}  // namespace dossier
