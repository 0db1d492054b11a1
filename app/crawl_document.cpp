#include "app/crawl_document.h"

#include <string_view>
#include <utility>

#include "app/reading.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "extract/extraction.h"
#include "ingest/url.h"

namespace dossier {
namespace {

// A date of the future, or of a time before the web, is a mistake, and absent rather than guessed.
std::optional<Time> believable(std::optional<Time> date, Time now) {
  constexpr auto kZones = std::chrono::hours{26};  // Somewhere it is tomorrow already
  constexpr Time kFirst{std::chrono::sys_days{std::chrono::year{1991} / 1 / 1}};
  if (!date || *date < kFirst || *date > now + kZones) return std::nullopt;
  return date;
}

Source source_of(const CrawledEntry& crawled, const Article& article, const std::string& url,
                 Time now) {
  const FeedEntry& entry = crawled.entry;
  Source source;
  source.url = url;
  const std::string own = canonical_url(url);
  // One that was kept before stays the same source, wherever it has moved. Entries without an
  // address of their own are told apart by their key.
  const bool has_own_address = !entry.link.empty() && crawled.key.find('\n') == std::string::npos;
  source.id = !crawled.state.source.empty() ? crawled.state.source
              : has_own_address             ? short_id({own})
                                            : short_id({own, crawled.key});
  source.canonical_url = article.canonical_url.empty() ? own : canonical_url(article.canonical_url);
  source.title = for_display(entry.title && !entry.title->empty() ? *entry.title : article.title);
  source.outlet = crawled.outlet;
  source.author = for_display(entry.authors.empty() ? article.byline : entry.authors.front().name);
  source.feed_url = crawled.feed.url;
  source.tier = crawled.feed.tier;
  source.published = believable(entry.published ? entry.published : article.published.time, now);
  source.updated = believable(entry.updated ? entry.updated : article.modified.time, now);
  source.first_seen = source.fetched = now;
  return source;
}

std::string as_lines(const Headers& headers) {
  std::string lines;
  for (const auto& [name, value] : headers) {
    lines.append(to_valid_utf8(name)).append(": ").append(to_valid_utf8(value)).append("\n");
  }
  return lines;
}

}  // namespace

// "AINews (smol.ai)" → "AINews": the remark in brackets is for the operator.
std::string outlet_of(const FeedConfiguration& feed, const std::string& title) {
  const std::string& name = feed.name.empty() ? title : feed.name;
  const std::size_t bracket = name.find(" (");
  return name.substr(0, bracket == 0 ? name.size() : bracket);
}

Document document_of(const CrawledEntry& crawled, const Article& article, const std::string& url,
                     const std::string& raw, const Headers& headers, const Lexicon& lexicon,
                     Time now) {
  Document document;
  document.source = source_of(crawled, article, url, now);
  Source& source = document.source;
  source.text_hash = content_hash(article.text);
  source.raw_hash = content_hash(raw);
  document.raw = raw;
  document.headers = as_lines(headers);
  document.text = article.text;

  Extraction found = read_article(article, source, lexicon);
  document.mentions = std::move(found.mentions);
  document.passages = std::move(found.passages);
  document.claims = store_claims(source, document.text, found.claims);
  return document;
}

}  // namespace dossier
