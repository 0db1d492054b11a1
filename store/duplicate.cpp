#include "store/duplicate.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>

#include "base/utf8.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr std::size_t kWordsMin = 50;
constexpr std::size_t kRowsOfBand = kSignatureBins / kSignatureBands;
constexpr double kCopyBetweenSites = 0.7;
constexpr std::uint64_t kEmptyBin = std::numeric_limits<std::uint64_t>::max();

// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

bool is_word_byte(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

// How many bytes at `i` separate words though they are not ASCII: U+0080 to U+00BF (no-break
// blank, guillemets) and U+2000 to U+2FFF (dashes, quotation marks, arrows).
std::size_t separator_bytes(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte == 0xC2) return 2;
  if (byte == 0xE2) return 3;
  return 0;
}

// U+3000 to U+D7FF: scripts that part no words with blanks. Three bytes a character.
bool starts_cjk(unsigned char byte) {
  return byte >= 0xE3 && byte <= 0xED;
}

std::vector<std::uint64_t> word_hashes(std::string_view text) {
  const std::string folded = fold_case(text);
  std::vector<std::uint64_t> words;
  constexpr std::uint64_t kStart = 0xCBF29CE484222325ULL;  // FNV-1a
  std::uint64_t word = kStart;
  const auto end_word = [&] {
    if (word != kStart) words.push_back(mix(word));
    word = kStart;
  };
  for (std::size_t i = 0; i < folded.size();) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (const std::size_t skip = separator_bytes(folded, i); skip != 0) {
      end_word();
      i += skip;
      continue;
    }
    if (!is_word_byte(byte) || starts_cjk(byte)) end_word();
    if (is_word_byte(byte)) word = (word ^ byte) * 0x100000001B3ULL;
    ++i;
  }
  end_word();
  return words;
}

std::string site_of(std::string_view url) {
  const auto parsed = parse_url(url);
  return parsed ? registrable_domain(parsed->host) : std::string{url};
}

// Whether the page says itself that the other's site has the original.
bool names_as_original(const Source& copy, const Source& original) {
  if (copy.canonical_url.empty()) return false;
  const std::string named = site_of(copy.canonical_url);
  return named != site_of(copy.url) && named == site_of(original.url);
}

}  // namespace

std::vector<std::uint64_t> shingles(std::string_view text) {
  const std::vector<std::uint64_t> words = word_hashes(text);
  std::vector<std::uint64_t> runs;
  if (words.size() < kWordsMin) return runs;
  runs.reserve(words.size());
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t k = 0; k < kShingleWords; ++k) run = mix(run + words[i + k]);
    runs.push_back(run);
  }
  std::ranges::sort(runs);
  const auto repeated = std::ranges::unique(runs);
  runs.erase(repeated.begin(), repeated.end());
  return runs;
}

std::optional<Signature> signature_of(const std::vector<std::uint64_t>& runs) {
  if (runs.empty()) return std::nullopt;
  std::array<std::uint64_t, kSignatureBins> least;
  least.fill(kEmptyBin);
  for (std::uint64_t run : runs) {
    std::uint64_t& bin = least[run % kSignatureBins];
    bin = std::min(bin, run >> 32U);
  }
  Signature signature;
  for (std::size_t i = 0; i < kSignatureBins; ++i) {
    // An empty bin takes the value of the next one that is not, marked by the distance, so that
    // short texts stay comparable (Shrivastava, Li, "Densifying One Permutation Hashing", 2014).
    std::size_t distance = 0;
    while (least[(i + distance) % kSignatureBins] == kEmptyBin) ++distance;
    const std::uint64_t value = least[(i + distance) % kSignatureBins];
    signature.minima[i] = static_cast<std::uint32_t>(distance == 0 ? value : mix(value + distance));
  }
  return signature;
}

std::array<std::uint64_t, kSignatureBands> bands(const Signature& signature) {
  std::array<std::uint64_t, kSignatureBands> hashes{};
  for (std::size_t i = 0; i < kSignatureBins; ++i) {
    std::uint64_t& hash = hashes[i / kRowsOfBand];
    hash = mix(hash + signature.minima[i] + 1);
  }
  return hashes;
}

double resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++shared, ++i, ++k;
    } else {
      a[i] < b[k] ? ++i : ++k;
    }
  }
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

std::string band_note(const Source& source) {
  return site_of(source.url) + '\n' + source.text_hash;
}

bool may_be_copy(const Source& source, std::string_view note) {
  const std::string own = band_note(source);
  const std::string_view site{own.data(), own.find('\n') + 1};
  return note == own || !note.starts_with(site);
}

bool are_copies(const Source& a, const Source& b, double likeness) {
  return likeness >= (site_of(a.url) == site_of(b.url) ? 1.0 : kCopyBetweenSites);
}

bool comes_first(const Source& a, const Source& b) {
  const bool a_is_named = names_as_original(b, a);
  if (a_is_named != names_as_original(a, b)) return a_is_named;
  const auto rank = [](const Source& source) {
    return std::tuple{source.published.value_or(Time::max()), std::string_view{source.url},
                      std::string_view{source.id}};
  };
  return rank(a) < rank(b);
}

}  // namespace dossier
