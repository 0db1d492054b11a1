#include "base/in_order.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

namespace dossier {
namespace {

TEST_CASE("Results are used in order, on the caller's thread, however many make them") {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    CAPTURE(threads);
    std::vector<std::size_t> used;
    std::string seen;
    bool elsewhere = false;
    const auto caller = std::this_thread::get_id();
    in_order(
        300, threads,
        [](std::size_t i) { return std::make_unique<std::string>(std::to_string(i)); },
        [&](std::size_t i, std::unique_ptr<std::string> made) {
          used.push_back(i);
          elsewhere |= std::this_thread::get_id() != caller;
          return *made == std::to_string(i);
        });
    REQUIRE(used.size() == 300);
    CHECK(std::ranges::is_sorted(used));
    CHECK_FALSE(elsewhere);
  }
}

TEST_CASE("What waits to be used is bounded, and nothing is begun behind the end") {
  for (const unsigned threads : {1U, 3U}) {
    CAPTURE(threads);
    std::atomic<std::size_t> made = 0;
    std::size_t used = 0;
    in_order(
        100'000, threads, [&](std::size_t i) { return ++made, i; },
        [&](std::size_t i, std::size_t result) {
          CHECK(i == result);
          return ++used < 10;
        });
    CHECK(used == 10);
    CHECK(made <= 10 + 8 * threads + threads);
  }
}

TEST_CASE("Nothing to do is done at once") {
  in_order(
      0, 4, [](std::size_t i) { return i; },
      [](std::size_t, std::size_t) {
        FAIL();
        return true;
      });
}

}  // namespace
}  // namespace dossier
