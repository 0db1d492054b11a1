// An entry with its text, as the document that is stored.

#pragma once

#include <string>

#include "app/configuration.h"
#include "extract/lexicon.h"
#include "ingest/article.h"
#include "ingest/feed.h"
#include "ingest/headers.h"
#include "store/store.h"

namespace dossier {

struct CrawledEntry {
  const FeedConfiguration& feed;
  const std::string& outlet;
  const FeedEntry& entry;
  const std::string& key;
  const EntryState& state;  // Names the source that it became before, if any
};

// The outlet as it is printed: the configured name, else the feed's title.
[[nodiscard]] std::string outlet_of(const FeedConfiguration& feed, const std::string& title);

// The article, read at `url` from the bytes `raw`, with its claims. `headers`: of a page's answer.
[[nodiscard]] Document document_of(const CrawledEntry& crawled, const Article& article,
                                   const std::string& url, const std::string& raw,
                                   const Headers& headers, const Lexicon& lexicon, Time now);

}  // namespace dossier
