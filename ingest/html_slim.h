// A page without what a parser would spend its time on: the bodies of scripts, styles and
// drawings, comments, attributes that nothing here reads, and runs of white space outside <pre>.
// Half of the bytes of pages are that, and gumbo reads it byte by byte.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier {

struct SlimPage {
  std::string html;
  std::vector<std::string> json_ld;  // Bodies of <script type="application/ld+json">, in order
};

// Linear in the page, whatever it holds. The tags themselves stay (an empty <script> is left
// where one was, <template> alone goes), so the tree around them is the same, and so is the
// article: tests/support/compare_prepass.cpp. <noscript> is dropped as by browsers with scripting.
[[nodiscard]] SlimPage slim_html(std::string_view page);

}  // namespace dossier
