// Character references of HTML (the WHATWG table).

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dossier {

// "eacute" → "é"; empty for a name that means nothing. Names are case-sensitive.
[[nodiscard]] std::string_view html_entity(std::string_view name);
// Whether HTML also knows the name without a semicolon, as in "AT&amp T".
[[nodiscard]] bool html_entity_may_be_bare(std::string_view name);

// What a C1 control (0x80 to 0x9f) was meant to be: 0x92 → "’". Empty outside that range.
[[nodiscard]] std::string_view windows_1252_char(unsigned code);

void append_utf8(std::string& text, char32_t code);

struct CharReference {
  std::string value;       // UTF-8
  std::size_t length = 0;  // Of the reference as written
  bool numeric = false;
  bool semicolon = false;
};

// The reference that `text` begins with ("&amp;…", "&#8217;…", "&copy …"), read as HTML reads it;
// nothing where the ampersand is just one.
[[nodiscard]] std::optional<CharReference> read_char_reference(std::string_view text);

}  // namespace dossier
