// Texts that repeat each other: mirrors and syndicated copies, which are one voice however many
// sites print it. Signatures find those who may be alike; the texts decide. docs/storage.md has
// the papers and the measurements.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/source.h"

namespace dossier {

inline constexpr std::size_t kSignatureBins = 64;
inline constexpr std::size_t kSignatureBands = 16;

// The least hash of each bin over all runs of five words of a text.
struct Signature {
  std::array<std::uint32_t, kSignatureBins> minima{};
};

// The hashes of a text's runs of five words, sorted, each once. Case, punctuation and white space
// do not count; figures do. Characters of Chinese, Japanese and Korean are words of their own.
[[nodiscard]] std::vector<std::uint64_t> shingles(std::string_view text);

// Nothing for texts too short to be known by their words (under 50): notices, stubs.
[[nodiscard]] std::optional<Signature> signature_of(const std::vector<std::uint64_t>& shingles);

// Texts of which one such value is equal are worth comparing. At a resemblance of 0.7, 98 of 100
// pairs have one; at 0.2, 3 of 100.
[[nodiscard]] std::array<std::uint64_t, kSignatureBands> bands(const Signature& signature);

// Shared runs of words among all runs of words of both: 0 to 1.
[[nodiscard]] double resemblance(const std::vector<std::uint64_t>& a,
                                 const std::vector<std::uint64_t>& b);

// What stands under each band of a source: its site and the hash of its text. Hundreds of states of
// one leaderboard are alike and never copies; this tells so without reading them.
[[nodiscard]] std::string band_note(const Source& source);
// Whether it is worth comparing `source` with one whose note that is: not if they are of one site,
// and not the same. An empty note (written before notes were) says nothing.
[[nodiscard]] bool may_be_copy(const Source& source, std::string_view note);

// Whether texts of this resemblance are one: between sites from 0.7, within a site only if equal.
[[nodiscard]] bool are_copies(const Source& a, const Source& b, double resemblance);

// Whether `a` rather than `b` is the original of two copies: the one to whose site the other's
// canonical link leads; then the one published first; then the first by address.
[[nodiscard]] bool comes_first(const Source& a, const Source& b);

}  // namespace dossier
