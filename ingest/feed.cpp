#include "ingest/feed.h"

#include <algorithm>
#include <utility>

#include "ingest/charset.h"
#include "ingest/feed_parts.h"
#include "ingest/feed_xml.h"
#include "ingest/sanitize.h"
#include "ingest/url.h"

namespace dossier {

namespace {

constexpr std::size_t kBytesMax = 32U << 20U;

FeedContext context_of(std::string_view base_url, const Headers& headers) {
  FeedContext context;
  context.base_url = std::string(trim(base_url));
  const std::string_view location = trim(find_header(headers, "Content-Location"));
  if (!location.empty() && !is_unsafe_url(location)) {
    context.base_url = resolve_url(context.base_url, location);
  }
  std::string_view language = find_header(headers, "Content-Language");
  context.content_language = language_tag(language.substr(0, language.find(',')));
  return context;
}

std::string rss_format(pugi::xml_node root) {
  const std::string version = attribute(root, "version");
  if (version.starts_with("0.90")) return "rss090";
  if (version.starts_with("0.91")) return "rss091";
  if (version.starts_with("0.92")) return "rss092";
  if (version.starts_with("0.93")) return "rss093";
  if (version.starts_with("0.94")) return "rss094";
  if (version.starts_with("1.")) return "rss10";
  return version.starts_with("2") ? "rss20" : "rss";
}

std::string format_of(const FeedXml& xml) {
  switch (xml.vocabulary) {
    case FeedVocabulary::cdf:
      return "cdf";
    case FeedVocabulary::rdf:
      return xml.root_namespace.find("rdf/simple/0.9") == std::string::npos ? "rss10" : "rss090";
    case FeedVocabulary::rss:
      return rss_format(xml.root);
    case FeedVocabulary::atom:
      break;
  }
  if (xml.root_namespace.find("2005/Atom") != std::string::npos) return "atom10";
  const bool old = xml.root_namespace.find("purl.org/atom") != std::string::npos ||
                   attribute(xml.root, "version").starts_with("0.");
  return old ? "atom03" : "atom10";
}

bool is_entry(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name == "item" || name == "entry" || name == "atom:entry";
}

void read_entries(pugi::xml_node parent, const FeedContext& context, const Feed& feed,
                  EntryList& entries) {
  for (const pugi::xml_node child : parent.children()) {
    if (is_entry(child) && entries.takes_next()) entries.add(read_entry(child, context, feed));
  }
}

Result<Feed> parse_xml_feed(DecodedText decoded, FeedContext context) {
  FeedXml xml;
  std::string problem;
  if (!read_feed_xml(decoded.text, xml, problem)) {
    return fail(ErrorCode::malformed, "not a feed: " + problem);
  }
  context.vocabulary = xml.vocabulary;
  Feed feed;
  feed.format = format_of(xml);
  feed.encoding = std::move(decoded.encoding);
  feed.warnings = std::move(decoded.warnings);
  feed.warnings.insert(feed.warnings.end(), xml.warnings.begin(), xml.warnings.end());

  const pugi::xml_node channel = xml.root.child("channel");
  if (xml.root.name() == std::string_view("entry")) {  // A document of one entry (RFC 4287, 2)
    feed.entries.push_back(read_entry(xml.root, context, feed));
    return feed;
  }
  read_head(channel ? channel : xml.root, context, feed);
  EntryList entries{feed};
  if (channel) read_entries(channel, context, feed, entries);
  read_entries(xml.root, context, feed, entries);
  return feed;
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, std::string_view base_url, const Headers& headers,
                        FeedHtml html) {
  if (bytes.size() > kBytesMax) return fail(ErrorCode::refused, "not a feed: too large");
  FeedContext context = context_of(base_url, headers);
  context.html = html;
  DecodedText decoded = decode_xml(bytes, headers);
  const std::string_view text = trim(decoded.text);
  if (text.empty()) return fail(ErrorCode::malformed, "not a feed: it is empty");
  if (text.front() != '{') return parse_xml_feed(std::move(decoded), std::move(context));

  decoded = decode_json(bytes, headers);
  Result<Feed> feed = read_json_feed(trim(decoded.text), context);
  if (!feed) return feed;
  feed->encoding = std::move(decoded.encoding);
  feed->warnings.insert(feed->warnings.begin(), decoded.warnings.begin(), decoded.warnings.end());
  return feed;
}

}  // namespace dossier
