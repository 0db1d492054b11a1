// Files that a program must write again byte for byte. DOSSIER_UPDATE=1 rewrites them; the diff
// is the review.

#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace dossier {

// Checks `actual` against tests/data/`name`.
inline void check_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string{DOSSIER_TEST_DATA} + '/' + name;
  if (std::getenv("DOSSIER_UPDATE") != nullptr) {
    std::ofstream{path, std::ios::binary} << actual;
  }
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file.good());
  std::ostringstream expected;
  expected << file.rdbuf();
  INFO("DOSSIER_UPDATE=1 rewrites " << path);
  CHECK(actual == expected.str());
}

}  // namespace dossier
