#include "ingest/article_meta_values.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"
#include "ingest/html_tokens.h"

namespace dossier {

MetaValues meta_values(const HtmlTree& tree) {
  MetaValues values;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::meta) continue;
    const std::string content = stated_text(tree.attribute(i, "content"));
    if (content.empty()) continue;
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      // A property may name several: "og:title twitter:title".
      const std::string names = fold_case(on_one_line(tree.attribute(i, key)));
      std::size_t at = 0;
      while (at < names.size()) {
        const std::size_t end = std::min(names.find(' ', at), names.size());
        const auto [value, added] = values.try_emplace(names.substr(at, end - at), content);
        // Scholars' pages have an element for each author.
        if (!added && value->first == "citation_author" && value->second.size() < 500) {
          value->second.append(", ").append(content);
        }
        at = end + 1;
      }
    }
  }
  return values;
}

std::string first_of(const MetaValues& values, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto found = values.find(name); found != values.end()) return found->second;
  }
  return {};
}

std::string stated_text(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return on_one_line(text);
  return on_one_line(decode_references(text, true));
}

}  // namespace dossier
