// What the <meta> elements of a page say, by name.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "ingest/html_tree.h"

namespace dossier {

// Browsers go on; but every relative link of a page repeats the address it is resolved against.
constexpr std::size_t kAddressBytesMax = 2048;

// The first value of each name, property or itemprop of a <meta>; names in lower case, values on
// one line.
using MetaValues = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] MetaValues meta_values(const HtmlTree& tree);

// The value of the first of `names` that has one, or empty.
[[nodiscard]] std::string first_of(const MetaValues& values,
                                   std::initializer_list<std::string_view> names);

// What a page says of itself, on one line. Publishing systems escape twice ("it&amp;#039;s"), so
// character references are decoded once more than HTML asks for.
[[nodiscard]] std::string stated_text(std::string_view text);

}  // namespace dossier
