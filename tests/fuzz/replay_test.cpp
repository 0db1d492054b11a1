// A minute of made-up bytes at every door, always the same: our own seeds, altered by dice with a
// fixed seed. What libFuzzer finds in hours (scripts/fuzz) it does not; what breaks a door grossly
// it tells at once, without clang. DOSSIER_FUZZ_ROUNDS multiplies the rounds; DOSSIER_FUZZ_KEEP
// names a file that holds the bytes of the round at hand, should one end the process.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytesMax = 16U << 10U;

struct Door {
  const char* name;  // Of its seeds' folder
  void (*enter)(std::string_view);
  unsigned rounds;  // As many as take some three seconds under the sanitizers
};
constexpr std::array kDoors{Door{"article", fuzz_article, 400},
                            Door{"charset", fuzz_charset, 3'000},
                            Door{"configuration", fuzz_configuration, 1'500},
                            Door{"date", fuzz_date, 4'000},
                            Door{"discovery", fuzz_discovery, 3'000},
                            Door{"extract", fuzz_extract, 300},
                            Door{"feed", fuzz_feed, 2'000},
                            Door{"form", fuzz_form, 60},
                            Door{"journal", fuzz_journal, 400},
                            Door{"json", fuzz_json, 5'000},
                            Door{"lexicon", fuzz_lexicon, 100},
                            Door{"opml", fuzz_opml, 3'000},
                            Door{"page", fuzz_page, 600},
                            Door{"record", fuzz_record, 5'000},
                            Door{"robots", fuzz_robots, 5'000},
                            Door{"terminal", fuzz_terminal, 500},
                            Door{"url", fuzz_url, 5'000}};

// In the order of their names.
std::vector<std::string> seeds_of(const std::string& door) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator{std::string{DOSSIER_FUZZ_SEEDS} + "/" + door}) {
    files.push_back(file.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> seeds;
  for (const fs::path& path : files) {
    std::ifstream file{path, std::ios::binary};
    seeds.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  return seeds;
}

// Not std::uniform_int_distribution: libraries differ in what they make of the same dice.
std::size_t below(std::size_t limit, std::mt19937& dice) {
  return limit == 0 ? 0 : dice() % limit;
}

std::string piece_of(const std::string& bytes, std::mt19937& dice) {
  const std::size_t start = below(bytes.size(), dice);
  return bytes.substr(start, 1 + below(std::min<std::size_t>(bytes.size() - start, 64), dice));
}

void alter(std::string& bytes, const std::vector<std::string>& seeds, std::mt19937& dice) {
  // What parsers turn on, and what they stumble over.
  static const std::vector<std::string> kTelling{{'\0'},
                                                 "\xFF",
                                                 "\xC3",
                                                 "\xF0\x9F",
                                                 "\xEF\xBB\xBF",
                                                 "\xE2\x80\xAE",
                                                 "\x1b[2J",
                                                 "<",
                                                 ">",
                                                 "<![CDATA[",
                                                 "<!--",
                                                 "&",
                                                 "&#x",
                                                 "\"",
                                                 "'",
                                                 "\\",
                                                 "\\u",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 ":",
                                                 ",",
                                                 "- ",
                                                 "\n",
                                                 "\r\n",
                                                 "\t",
                                                 "%",
                                                 "%00",
                                                 "+",
                                                 "=",
                                                 "?",
                                                 "#",
                                                 "/..",
                                                 "-",
                                                 "9",
                                                 "99999999999999999999",
                                                 "-1",
                                                 "1e999",
                                                 ".",
                                                 "GLM-5.1 ",
                                                 "58.4% ",
                                                 "null"};
  const std::size_t at = below(bytes.size() + 1, dice);
  switch (below(8, dice)) {
    case 0:
      if (at < bytes.size()) {
        bytes[at] =
            static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8, dice)));
      }
      break;
    case 1:
      if (at < bytes.size()) bytes[at] = static_cast<char>(below(256, dice));
      break;
    case 2:
      bytes.erase(at, 1 + below(64, dice));
      break;
    case 3:
      bytes.insert(at, kTelling[below(kTelling.size(), dice)]);
      break;
    case 4:
      bytes.insert(at, piece_of(bytes, dice));
      break;
    case 5:
      bytes.insert(at, piece_of(seeds[below(seeds.size(), dice)], dice));
      break;
    case 6: {
      const std::string piece = piece_of(bytes, dice);
      for (std::size_t times = below(64, dice); times > 0; --times) bytes.insert(at, piece);
      break;
    }
    default:
      bytes.resize(at);
  }
  if (bytes.size() > kBytesMax) bytes.resize(kBytesMax);
}

unsigned times() {
  const char* text = std::getenv("DOSSIER_FUZZ_ROUNDS");
  return text == nullptr ? 1 : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

void keep(const std::string& bytes) {
  static const char* const file = std::getenv("DOSSIER_FUZZ_KEEP");
  if (file != nullptr) std::ofstream{file, std::ios::binary} << bytes;
}

TEST_CASE("made-up bytes at any door break no promise") {
  for (const Door& door : kDoors) {
    DYNAMIC_SECTION(door.name) {
      const std::vector<std::string> seeds = seeds_of(door.name);
      REQUIRE_FALSE(seeds.empty());
      std::mt19937 dice{20260302};
      for (unsigned round = 0; round < door.rounds * times(); ++round) {
        // First the seeds as they are; then from each up to eight changes away.
        std::string bytes = seeds[round % seeds.size()];
        if (round >= seeds.size()) {
          for (std::size_t changes = 1 + below(8, dice); changes > 0; --changes) {
            alter(bytes, seeds, dice);
          }
        }
        keep(bytes);
        CAPTURE(round);
        REQUIRE_NOTHROW(door.enter(bytes));
      }
    }
  }
}

}  // namespace
}  // namespace dossier
