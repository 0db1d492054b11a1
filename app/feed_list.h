// The list of feeds in feeds.yaml, edited as a person would: a line added, a line taken out, all
// else as it was, comments and spacing too. From text to text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/configuration.h"
#include "base/result.h"

namespace dossier {

// Adds feeds at the end of the list, in the style of its last entry. Of each the URL, name,
// category and a tier other than the default are written. An empty text becomes a configuration.
// Errors: malformed (what parse_configuration() says, or a list in a style that cannot be edited
// so); refused (a feed that is listed already).
[[nodiscard]] Result<std::string> add_feeds(std::string_view yaml, std::string_view file_name,
                                            const std::vector<FeedConfiguration>& feeds);

// Takes out the feed of that address or name. Errors: as above; not_found.
[[nodiscard]] Result<std::string> remove_feed(std::string_view yaml, std::string_view file_name,
                                              std::string_view address_or_name);

}  // namespace dossier
