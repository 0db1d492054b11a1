// Bits for bytes tell the same as a look at each byte.

#include "extract/byte_mask.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

namespace dossier {
namespace {

constexpr ByteKind kKinds[] = {ByteKind::wide,      ByteKind::special,     ByteKind::sentence_mark,
                               ByteKind::word_part, ByteKind::folded_word, ByteKind::chunk};

void compare(std::string_view text, ByteKind kind, const ByteMask& mask) {
  INFO(text);
  const auto is_of = [&](std::size_t at) {
    return is_of_kind(kind, static_cast<unsigned char>(text[at]));
  };
  bool same = true;
  for (std::size_t from = 0; from <= text.size(); ++from) {
    std::size_t next = from, other = from;
    while (next < text.size() && !is_of(next)) ++next;
    while (other < text.size() && is_of(other)) ++other;
    same = same && mask.next(from) == next && mask.next_other(from) == other;
    same = same && (from == text.size() || mask.at(from) == is_of(from));
    same = same && mask.any({from, text.size()}) == (next < text.size());
  }
  CHECK(same);
}

TEST_CASE("a mask tells what each byte is, whatever the size of the text") {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> byte(0, 255), size(0, 200);
  for (const ByteKind kind : kKinds) {
    ByteMask kept;
    compare("", kind, kept);
    for (int round = 0; round < 40; ++round) {
      std::string text(static_cast<std::size_t>(size(random)), ' ');
      for (char& c : text) c = static_cast<char>(byte(random));
      compare(text, kind, ByteMask(text, kind));
      kept.read(text, kind);  // Longer and shorter ones before it are forgotten
      compare(text, kind, kept);
    }
    for (const std::size_t bytes : {63U, 64U, 65U, 128U}) {
      const std::string all(bytes, kind == ByteKind::sentence_mark ? '.' : '\xC3');
      compare(all, kind, ByteMask(all, kind));
    }
  }
}

TEST_CASE("which bytes are of which kind") {
  struct Case {
    ByteKind kind;
    std::string_view yes, no;
  };
  const Case cases[] = {
      {ByteKind::special, "AZ09\xC3\x80", "az .-_"},
      {ByteKind::sentence_mark, ".!?\n\r\xE3", "aZ9 ,;:"},
      {ByteKind::word_part, "azAZ09_$%", " .-'\xC3"},
      {ByteKind::folded_word, "az09\xC3", "AZ -_."},
      {ByteKind::chunk, "azAZ09\xC3\x80", " -_.\xC2\xE2\xF0"},
  };
  for (const Case& c : cases) {
    INFO(static_cast<int>(c.kind));
    for (const char byte : c.yes) CHECK(is_of_kind(c.kind, static_cast<unsigned char>(byte)));
    for (const char byte : c.no) CHECK_FALSE(is_of_kind(c.kind, static_cast<unsigned char>(byte)));
  }
}

}  // namespace
}  // namespace dossier
