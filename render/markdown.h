// A dossier as GitHub-flavoured Markdown, the form that newsletters and repositories take.
//
//   # Title
//   open · v4 · 2026-07-31 · 144 items · [history](./)
//   ## What's new in v4 …                paragraphs, bullet lists, tables
//   - 2026-07-31: … [4]                  Timeline
//   - **Opened: distillation.** … [2][7] labelled items
//   **CAISI.** …                         Perspectives
//   ## Sources
//   - [1] Author, "Title," Outlet, 2026-01-05. <url> (also carried by X; counted once)
//
// Every block stands on one line. Text is escaped, so that nothing a source says becomes markup;
// the only brackets without a backslash are citations and the history link. docs/page-format.md
// tells the subset exactly, for those who read it back.

#pragma once

#include <string>
#include <string_view>

#include "render/dossier.h"

namespace dossier {

// The page, ending in a newline. The same dossier always gives the same bytes.
[[nodiscard]] std::string write_markdown(const Dossier& dossier);

// A line of text as a list item's Markdown: what could be markup stands behind backslashes.
[[nodiscard]] std::string escaped_markdown(std::string_view text);

}  // namespace dossier
