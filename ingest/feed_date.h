// Dates as feeds write them: RFC 822, RFC 3339, W3CDTF, and what people make of them.

#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace dossier {

// Nothing where the text is no date, or names a day or an hour that does not exist; a missing
// time of day is midnight, a missing zone UTC. Two-digit years are 1970 to 2069. Month names in
// English and the languages of our neighbours. Where day and month could be exchanged
// (03/04/2020), a slash means month first, a dot or hyphen day first. Any thread.
[[nodiscard]] std::optional<Time> parse_feed_date(std::string_view text);

}  // namespace dossier
