#include "ingest/fetch_freshness.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

#include "base/utf8.h"

namespace dossier {
namespace {

using std::chrono::seconds;

constexpr seconds kFreshMax = std::chrono::hours{24 * 365};
constexpr seconds kRetryAfterMax = std::chrono::hours{24 * 7};

// Digits alone, as HTTP writes a number of seconds; too many of them mean for ever.
std::optional<seconds> seconds_of(std::string_view text, seconds most) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return most;
  if (error != std::errc{} || stop != text.data() + text.size() || number < 0) return std::nullopt;
  return std::min(seconds{number}, most);
}

// From the host's own clock to a date that it names.
std::optional<seconds> until(const Headers& headers, std::string_view name) {
  const std::int64_t then = curl_getdate(std::string{find_header(headers, name)}.c_str(), nullptr);
  const std::int64_t now = curl_getdate(std::string{find_header(headers, "Date")}.c_str(), nullptr);
  if (then < 0 || now < 0) return std::nullopt;
  return seconds{then - now};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<seconds> freshness(const Headers& headers) {
  const std::string control = fold_case(to_valid_utf8(find_header(headers, "Cache-Control")));
  std::optional<seconds> fresh;
  for (std::string_view rest = control; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view directive = trimmed(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (directive == "no-cache" || directive == "no-store") return seconds{0};
    if (directive.starts_with("max-age=")) {
      directive.remove_prefix(std::string_view{"max-age="}.size());
      if (directive.starts_with('"') && directive.ends_with('"') && directive.size() > 1) {
        directive = directive.substr(1, directive.size() - 2);
      }
      fresh = seconds_of(directive, kFreshMax);
    }
  }
  if (!fresh && !find_header(headers, "Expires").empty()) {
    fresh = until(headers, "Expires").value_or(seconds{0});  // "Expires: 0" means long ago
  }
  if (!fresh) return std::nullopt;
  const seconds age = seconds_of(find_header(headers, "Age"), kFreshMax).value_or(seconds{0});
  return std::clamp(*fresh - age, seconds{0}, kFreshMax);
}

seconds retry_after(const Headers& headers) {
  const std::string_view value = find_header(headers, "Retry-After");
  const auto wait = seconds_of(value, kRetryAfterMax);
  return std::clamp(wait ? *wait : until(headers, "Retry-After").value_or(seconds{0}), seconds{0},
                    kRetryAfterMax);
}

}  // namespace dossier
