// Whether a page keeps a part of its article for those who pay or sign in.

#pragma once

#include <vector>

#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

struct ArticleWall {
  bool pay = false;      // "This post is for paid subscribers"
  bool sign_in = false;  // "Sign in to read the rest"
};

// By what the page prints in short texts of its own, in the languages whose phrases we know.
[[nodiscard]] ArticleWall article_wall(const HtmlTree& tree, const std::vector<NodeFacts>& facts);

}  // namespace dossier
