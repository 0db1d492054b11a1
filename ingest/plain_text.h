// A plain-text file as an Article. Annotated texts and mails have lost their list and heading
// marks, so blocks are told by shape: a short line without a full stop is a heading, a run of
// short lines a list, "Name: …" an item with its label.

#pragma once

#include <string>
#include <string_view>

#include "ingest/article.h"

namespace dossier {

// `text` must be well-formed UTF-8 and stands unchanged in Article::text, so that offsets
// into the file are offsets into the article.
[[nodiscard]] Article article_from_plain_text(std::string text);

}  // namespace dossier
