// What the rest of the program may assume of text.

#include "base/utf8.h"

#include <catch2/catch.hpp>

#include "base/hash.h"

namespace dossier {
namespace {

TEST_CASE("to_valid_utf8 replaces what is ill-formed and keeps the rest") {
  CHECK(to_valid_utf8("Tschüß") == "Tschüß");
  CHECK(to_valid_utf8("a\xFF"
                      "b") == "a\uFFFDb");
  CHECK(to_valid_utf8("a\xC3") == "a\uFFFD");
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));  // A surrogate
}

TEST_CASE("names are compared by letters, digits, dots and plus signs") {
  struct Case {
    std::string_view one, other;
  };
  const Case same[] = {
      {"GLM 5.1", "glm-5.1"}, {"GLM\u20115.1", "GLM5.1"}, {"Qwen3 Coder", "qwen3-coder"}};
  for (const Case& c : same) CHECK(name_key(c.one) == name_key(c.other));
  CHECK(name_key("GPT-5.1") != name_key("GPT-51"));
  CHECK(name_key("τ²-bench") != name_key("τ-bench"));
}

TEST_CASE("on_one_line collapses white space of every kind") {
  CHECK(on_one_line("  a\u00A0\n b\t ") == "a b");
  CHECK(on_one_line("\n").empty());
}

TEST_CASE("clip never cuts a code point") {
  CHECK(clip("aü", 2) == "a");
  CHECK(clip("aü", 3) == "aü");
  CHECK(clip("aü", 9) == "aü");
}

TEST_CASE("ids tell lists of parts apart") {
  CHECK(short_id({"ab", "c"}) != short_id({"a", "bc"}));
  CHECK(short_id({"ab", "c"}) == short_id({"ab", "c"}));
}

TEST_CASE("ids and hashes stay what stores have them as") {
  CHECK(content_hash("") == "99aa06d3014798d86001c324468d497f");
  CHECK(short_id({"ab", "c"}) == "490a258e5bca");
}

}  // namespace
}  // namespace dossier
