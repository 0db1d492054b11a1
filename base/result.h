// How an operation says that it could not do its work.
//
// An Error is a failure the world can cause: a dead host, a torn file, a feed that is
// not a feed. What only a bug can cause is an assert(); what may simply not be there is
// a std::optional.

#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace dossier {

// What a caller could do about a failure. Few on purpose: a code earns its place when
// some caller branches on it.
enum class ErrorCode {
  malformed,    // The input is not what it claims to be; trying again will not help
  not_found,    // Asked for by name, and not there
  unavailable,  // Out of reach just now; trying again may help
  refused,      // Against a rule of ours (address policy, robots.txt, a limit); will not help
  busy,         // Another run holds the store; a host asked for quiet
  corrupt,      // What we stored ourselves contradicts itself
  unproved,     // A page of ours says what its sources do not
};

struct Error {
  ErrorCode code;
  std::string message;  // For people: where, what was expected, what came instead
};

template <typename T>
using Result = tl::expected<T, Error>;

// `return fail(ErrorCode::malformed, "expected <rss>, got <html>");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

// Passes an error on, saying where we were: "feeds.yaml: line 3: expected a URL".
[[nodiscard]] inline tl::unexpected<Error> within(std::string_view place, Error error) {
  error.message.insert(0, ": ").insert(0, place);
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace dossier
