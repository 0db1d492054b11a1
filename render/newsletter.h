// A digest in the dress of the programs that newsletters are published with: front matter and
// footnotes as each expects them. docs/digest.md names the conventions and where they are written
// down.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "render/dossier.h"

namespace dossier {

enum class Flavor {
  plain,       // GitHub-flavored Markdown, citations as [4]
  hugo,        // TOML front matter, Goldmark footnotes
  jekyll,      // YAML front matter, kramdown footnotes, nothing that Liquid would read
  buttondown,  // YAML front matter of an email, footnotes
  ghost,       // JSON for Ghost's importer: a draft with HTML
  substack,    // HTML to be pasted into an editor without footnotes or Markdown
};

[[nodiscard]] std::optional<Flavor> parse_flavor(std::string_view name);

// The file's bytes, ending in a newline.
[[nodiscard]] std::string write_newsletter(const Dossier& dossier, Flavor flavor);

// As each program wants its files named: "2026-07-31-kimi-k3.md".
[[nodiscard]] std::string newsletter_file_name(const Dossier& dossier, Flavor flavor);

// The title as an address takes it: "kimi-k3-and-limits-on-open-weight-models".
[[nodiscard]] std::string slug_of(const Dossier& dossier);

// From the first heading to the last source, as bare HTML: for pasting and for mail.
// `with_title`: begins with the title.
[[nodiscard]] std::string newsletter_html(const Dossier& dossier, bool with_title);

}  // namespace dossier
