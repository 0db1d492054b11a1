// What is known about each node of a page before its article is looked for: how much it says,
// how much of that in links, what its class names, and whether it is to be left out.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/html_concepts.h"
#include "ingest/html_tree.h"

namespace dossier {

struct NodeFacts {
  Concepts concepts = 0;
  // Code points of text inside, white space collapsed, without what is dropped.
  std::uint32_t text = 0;
  std::uint32_t link_text = 0;
  std::uint32_t commas = 0;
  std::uint32_t prose = 0;   // Text inside in paragraphs long enough to be prose
  std::uint32_t direct = 0;  // Text whose nearest block element is this one
  bool has_blocks = false;   // Block elements inside
  bool hidden = false;       // Never shown to a reader
  bool dropped = false;      // Hidden, or clutter by its tag or class; also everything inside

  [[nodiscard]] double link_density() const {
    return text == 0 ? 0.0 : static_cast<double>(link_text) / static_cast<double>(text);
  }
};

enum class Strictness {
  strict,   // Clutter goes by tag and class
  sure,     // By tag, and by a class that leaves no doubt
  by_tag,   // By tag alone
  lenient,  // Only what is not shown
};

[[nodiscard]] std::vector<NodeFacts> page_facts(const HtmlTree& tree, Strictness strictness);

// What a class must name for its element to be left out as clutter.
[[nodiscard]] Concepts clutter_concepts();

// Whether "author" is among the properties of an itemprop: "author creator".
[[nodiscard]] bool names_author(std::string_view itemprop);

[[nodiscard]] std::uint32_t code_points(std::string_view text);

}  // namespace dossier
