// Lists of feeds as other readers write them: OPML 2.0 (http://opml.org/spec2.opml), also 1.0.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/configuration.h"
#include "base/result.h"

namespace dossier {

struct FeedList {
  std::string title;
  std::vector<FeedConfiguration> feeds;  // url, name, category
  std::vector<std::string> skipped;      // "no http address: …", one line each
};

// Outlines nest as categories do; one that has no outline around it has the first category that it
// names itself. Errors: malformed.
[[nodiscard]] Result<FeedList> parse_opml(std::string_view bytes);

// Categories become outlines around their feeds, in the order in which they are met.
[[nodiscard]] std::string write_opml(const std::string& title,
                                     const std::vector<FeedConfiguration>& feeds);

}  // namespace dossier
