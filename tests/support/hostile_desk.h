// What a desk stands on whose one source means harm: a store with one dossier, and the services of
// a program that is not there.

#pragma once

#include <string>
#include <string_view>

#include "review/desk.h"

namespace dossier {

inline constexpr std::string_view kToken = "0123456789abcdef-secret";
inline constexpr std::string_view kHostile = "<script>alert(1)</script>\"'><img src=x onerror=y>";

// Makes the store; gives the id of its one claim. Throws where it cannot be written.
std::string fill_hostile_store(const std::string& directory);
// Of the dossier "gap" in that store.
[[nodiscard]] DeskServices hostile_services(const std::string& directory);

}  // namespace dossier
