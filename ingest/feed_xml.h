// XML feeds with one spelling for every element, whatever prefix and case the publisher chose:
// "dc:creator", "content:encoded", "media:thumbnail", and plain "title" for the format's own
// vocabulary (RSS, or Atom in an Atom feed). Start at read_feed_xml().

#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

enum class FeedVocabulary { rss, rdf, atom, cdf };

struct FeedXml {
  std::string text;  // Repaired; the document's names and values lie in it
  pugi::xml_document document;
  pugi::xml_node root;
  FeedVocabulary vocabulary = FeedVocabulary::rss;
  std::string root_namespace;  // As declared, or empty
  std::vector<std::string> warnings;
};

// Repairs and parses well-formed UTF-8. False where the root is that of no feed; `problem` says
// what it was.
[[nodiscard]] bool read_feed_xml(std::string_view text, FeedXml& xml, std::string& problem);

// The base address in force on `node` (XML Base, over `document_base`).
[[nodiscard]] std::string base_in_force(pugi::xml_node node, std::string_view document_base);
// xml:lang in force on `node`: nothing where none is declared, empty where it is cancelled.
[[nodiscard]] std::optional<std::string> language_in_force(pugi::xml_node node);

[[nodiscard]] bool has_element_child(pugi::xml_node node);
// All text below `node`, as it stands.
[[nodiscard]] std::string inner_text(pugi::xml_node node);
// What is below `node` as HTML. `text_is_html`: its text is HTML source already (RSS), else it
// is escaped (XHTML). Addresses under an inner xml:base are made absolute.
[[nodiscard]] std::string inner_html(pugi::xml_node node, bool text_is_html,
                                     std::string_view document_base);

// An attribute, trimmed; empty if absent.
[[nodiscard]] std::string attribute(pugi::xml_node node, const char* name);

}  // namespace dossier
