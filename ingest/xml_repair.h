// XML as found on the web, made well-formed before the XML parser sees it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier {

struct RepairedXml {
  std::string text;  // Balanced tags, quoted attributes, known references; no DOCTYPE, no comments
  std::vector<std::string> warnings;  // "line 7: a bare & taken as text (3 times)"; empty if sound
};

// Reads well-formed UTF-8. Unclosed and stray tags, bare ampersands, references to HTML's
// entities, control characters, unquoted attributes and a missing end are put right; entities
// of the internal DTD subset are replaced (one level, bounded). Nesting beyond 256 and elements
// beyond a million are dropped. Linear. Any thread.
[[nodiscard]] RepairedXml repair_xml(std::string_view text);

}  // namespace dossier
