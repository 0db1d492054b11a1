// A feed as its publisher wrote it, whatever the format: RSS 0.9x/1.0/2.0, Atom 0.3/1.0,
// CDF, JSON Feed. Start at parse_feed().
//
// Nothing here touches the network, the disk or the clock.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "ingest/headers.h"

namespace dossier {

struct FeedPerson {
  std::string name, email, url;  // Each may be empty, never all three
};

struct FeedLink {
  std::string href;  // Absolute where a base was known
  std::string rel;   // "alternate" where the feed says nothing
  std::string type, title, hreflang, length;
};

struct FeedCategory {
  std::string term, scheme, label;
};

struct FeedEnclosure {
  std::string url, type;
  std::optional<long long> length;  // Bytes
};

struct FeedImage {
  std::string url, title, link;
  std::optional<long long> width, height;  // Pixels
};

struct FeedGenerator {
  std::string name, url, version;
};

// What Atom's <source> and RSS's <source> say about the feed that an entry came from.
struct FeedSource {
  std::optional<std::string> title;
  std::string link, self_link, id, language;
  std::string description_html, rights_html;
  std::optional<Time> updated, published;
  std::vector<FeedPerson> authors, contributors;
  std::vector<FeedCategory> categories;
  std::string icon;
  std::optional<FeedImage> image;
  std::optional<FeedGenerator> generator;
  std::vector<FeedLink> links;
};

struct FeedEntry {
  std::string id;    // guid / atom:id / rdf:about as written, trimmed; may be empty
  std::string link;  // The article's address; may be empty
  std::string comments;
  std::optional<std::string> title;        // Plain text on one line; absent, never made up
  std::string summary_html;                // Sanitised fragment, absolute addresses
  std::string content_html;                // The same; empty where the feed carries a summary alone
  std::optional<Time> published, updated;  // Absent rather than guessed
  std::vector<FeedPerson> authors, contributors;
  std::vector<FeedCategory> categories;
  std::vector<FeedLink> links;
  std::vector<FeedEnclosure> enclosures;
  std::string image, rights_html, language, base;
  std::optional<FeedSource> source;
};

// An entry we could not use. Kept, so that a feed which quietly goes bad can be seen to.
struct SkippedEntry {
  std::size_t position;  // 0-based, among the feed's entries
  std::string reason;
};

struct Feed {
  std::string format;                // "rss20", "atom10", "json1.1" …
  std::string encoding;              // IANA name of the encoding that the bytes were read with
  std::optional<std::string> title;  // Plain text
  std::string link, self_link, hub_link, next_link, id, language, base;
  // How often it asks to be asked: <ttl>; sy:updatePeriod by sy:updateFrequency; hours (UTC) and
  // days (from Sunday, 0) on which it does not change. Each sorted.
  std::optional<int> ttl_minutes, update_minutes;
  std::vector<int> skip_hours, skip_days;
  std::string description_html, rights_html;
  std::optional<Time> updated, published;
  std::vector<FeedPerson> authors, contributors;
  std::vector<FeedCategory> categories;
  std::string icon;
  std::optional<FeedImage> image;
  std::optional<FeedGenerator> generator;
  std::vector<FeedLink> links;
  std::vector<FeedEntry> entries;  // In document order
  std::vector<SkippedEntry> skipped;
  std::vector<std::string> warnings;  // One line each; not empty whenever a repair was needed
};

// Whether the HTML of a feed is rebuilt from the allowlist (sanitize.h), or taken as it stands by
// someone who will do so later or shows none of it.
enum class FeedHtml { sanitised, as_written };

// Reads a feed. Ill-formed XML is repaired with a warning where that can be done; only what
// is no feed at all, or empty, fails, with ErrorCode::malformed ("not a feed: …"). `headers`:
// those of the response, as far as the caller knows them.
//
// `base_url` is the address that the bytes came from (after redirects); it may be empty, and
// then relative references stay as written. Any thread.
[[nodiscard]] Result<Feed> parse_feed(std::string_view bytes, std::string_view base_url,
                                      const Headers& headers = {},
                                      FeedHtml html = FeedHtml::sanitised);

}  // namespace dossier
