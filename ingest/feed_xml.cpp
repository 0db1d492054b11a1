#include "ingest/feed_xml.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "ingest/html_tokens.h"
#include "ingest/sanitize.h"
#include "ingest/url.h"
#include "ingest/xml_repair.h"

namespace dossier {

namespace {

constexpr std::size_t kDeclarationsMax = 256;  // Namespace declarations in force at once

using Name = std::pair<std::string_view, std::string_view>;

// Namespace names without scheme, "www.", trailing '/' or '#', in lower case → our prefix.
// The empty prefix is RSS's own vocabulary.
constexpr std::array<Name, 40> kNamespaces = {{
    {"w3.org/2005/atom", "atom"},
    {"purl.org/atom/ns", "atom"},
    {"purl.org/atom", "atom"},
    {"purl.org/rss/1.0", ""},
    {"my.netscape.com/rdf/simple/0.9", ""},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"channel.netscape.com/rdf/simple/0.9", ""},
    {"backend.userland.com/rss", ""},
    {"backend.userland.com/rss2", ""},
    {"backend.userland.com/rss091", ""},
    {"backend.userland.com/rss092", ""},
    {"backend.userland.com/blogchannelmodule", "blogchannel"},
    {"blogs.law.harvard.edu/tech/rss", ""},
    {"cyber.law.harvard.edu/rss/rss.html", ""},
    {"purl.org/net/rss1.1", ""},
    {"w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    {"purl.org/dc/elements/1.1", "dc"},
    {"purl.org/dc/elements/1.0", "dc"},
    {"purl.org/dc/terms", "dcterms"},
    {"purl.org/rss/1.0/modules/content", "content"},
    {"purl.org/rss/1.0/modules/syndication", "sy"},
    {"purl.org/rss/1.0/modules/slash", "slash"},
    {"purl.org/rss/1.0/modules/dcterms", "dcterms"},
    {"itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"example.com/dtds/podcast-1.0.dtd", "itunes"},
    {"search.yahoo.com/mrss", "media"},
    {"video.search.yahoo.com/mrss", "media"},
    {"w3.org/1999/xhtml", "xhtml"},
    {"w3.org/xml/1998/namespace", "xml"},
    {"w3.org/2000/svg", "svg"},
    {"w3.org/1998/math/mathml", "math"},
    {"w3.org/1999/xlink", "xlink"},
    {"wellformedweb.org/commentapi", "wfw"},
    {"webns.net/mvcb", "admin"},
    {"purl.org/syndication/thread/1.0", "thr"},
    {"rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"webfeeds.org/rss/1.0", "webfeeds"},
    {"schemas.google.com/g/2005", "gd"},
    {"podcastindex.org/namespace/1.0", "podcast"},
    {"google.com/schemas/play-podcasts/1.0", "googleplay"},
}};

// Prefixes that mean their usual namespaces where nobody declared them.
constexpr std::array<std::string_view, 17> kUsualPrefixes = {
    "atom", "rdf",   "dc",    "dcterms", "content", "itunes", "media",      "xhtml",   "wfw",
    "svg",  "admin", "slash", "sy",      "thr",     "xlink",  "feedburner", "webfeeds"};

constexpr std::array<std::string_view, 6> kVoid = {"br", "col", "hr", "img", "source", "wbr"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Our prefix for a namespace name; nothing for one we do not know.
std::optional<std::string_view> known_namespace(std::string_view uri) {
  std::string key = lower(trimmed(uri));
  for (const std::string_view start : {"http://", "https://", "www."}) {
    if (key.starts_with(start)) key.erase(0, start.size());
  }
  while (!key.empty() && (key.back() == '/' || key.back() == '#')) key.pop_back();
  for (const auto& [name, prefix] : kNamespaces) {
    if (key == name) return prefix;
  }
  return std::nullopt;
}

// Renames the elements and attributes of a document in one walk, with the namespace
// declarations in force on a stack.
class Renamer {
 public:
  explicit Renamer(FeedXml& xml) : xml_(xml) {}

  void run() {
    pugi::xml_node node = xml_.root;
    declare(node);
    settle_root(node);
    std::size_t depth = 0;
    for (;;) {
      rename(node);
      if (pugi::xml_node child = next_element(node.first_child())) {
        node = child;
        ++depth;
      } else {
        for (;;) {
          leave(depth);
          if (depth == 0) return;
          if (pugi::xml_node sibling = next_element(node.next_sibling())) {
            node = sibling;
            break;
          }
          node = node.parent();
          --depth;
        }
      }
      depth_ = depth;
      declare(node);
    }
  }

 private:
  struct Declaration {
    std::string_view prefix;  // As written; lives in the document's buffer
    std::string_view uri;
    std::optional<std::string_view> known;
    std::size_t depth;
  };

  static pugi::xml_node next_element(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) node = node.next_sibling();
    return node;
  }

  void declare(pugi::xml_node node) {
    for (const pugi::xml_attribute declared : node.attributes()) {
      const std::string_view name = declared.name();
      if (!name.starts_with("xmlns") || scope_.size() >= kDeclarationsMax) continue;
      if (name.size() > 5 && name[5] != ':') continue;
      const std::string_view prefix = name.size() > 6 ? name.substr(6) : std::string_view();
      const std::string_view uri = declared.value();
      scope_.push_back({prefix, uri, known_namespace(uri), depth_});
    }
  }

  void leave(std::size_t depth) {
    while (!scope_.empty() && scope_.back().depth >= depth && depth > 0) scope_.pop_back();
  }

  [[nodiscard]] const Declaration* in_force(std::string_view prefix) const {
    const auto found = std::find_if(scope_.rbegin(), scope_.rend(),
                                    [prefix](const auto& d) { return d.prefix == prefix; });
    return found == scope_.rend() ? nullptr : &*found;
  }

  // Whatever namespace the root is in is the feed's own vocabulary.
  void settle_root(pugi::xml_node root) {
    const std::string_view name = root.name();
    const std::size_t colon = name.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
    if (const Declaration* declared = in_force(prefix)) {
      xml_.root_namespace = std::string(declared->uri);
      if (xml_.vocabulary != FeedVocabulary::rdf) own_ = declared->uri;
    }
    if (xml_.vocabulary == FeedVocabulary::rdf) {
      if (const Declaration* declared = in_force("")) {
        xml_.root_namespace = std::string(declared->uri);
        own_ = declared->uri;
      }
    }
  }

  std::string our_prefix(std::string_view prefix, bool element) {
    const Declaration* declared = in_force(prefix);
    if (prefix == "xml") return "xml";
    if (prefix.empty() && !element) return "";
    if (declared == nullptr || declared->uri.empty()) {
      if (prefix.empty()) return "";
      const std::string usual = lower(prefix);
      if (std::ranges::find(kUsualPrefixes, usual) == kUsualPrefixes.end()) return "other";
      if (declared == nullptr && !warned_) {
        warned_ = true;
        xml_.warnings.push_back("prefix \"" + usual +
                                "\" not declared, taken for its usual meaning");
      }
      return xml_.vocabulary == FeedVocabulary::atom && usual == "atom" ? "" : usual;
    }
    if (declared->uri == own_) return "";
    if (!declared->known) return "other";
    if (*declared->known == "atom" && xml_.vocabulary == FeedVocabulary::atom) return "";
    return std::string(*declared->known);
  }

  void rename(pugi::xml_node node) {
    const std::string_view written = node.name();
    if (const std::string name = canonical(written, true); name != written) {
      node.set_name(name.c_str());
    }
    for (pugi::xml_attribute attribute : node.attributes()) {
      std::string own = canonical(attribute.name(), false);
      // CDF has its own way to say xml:base.
      if (xml_.vocabulary == FeedVocabulary::cdf && own == "base") own = "xml:base";
      if (own != attribute.name()) attribute.set_name(own.c_str());
    }
  }

  std::string canonical(std::string_view written, bool element) {
    const std::size_t colon = written.find(':');
    const std::string_view prefix =
        colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
    if (!element && (prefix == "xmlns" || written == "xmlns")) return std::string(written);
    const std::string_view local =
        colon == std::string_view::npos ? written : written.substr(colon + 1);
    std::string name = our_prefix(prefix, element);
    if (!name.empty()) name += ':';
    return name + lower(local);
  }

  FeedXml& xml_;
  std::vector<Declaration> scope_;
  std::size_t depth_ = 0;
  std::string own_ = "\x01";  // The namespace of the feed's own vocabulary; matches none
  bool warned_ = false;
};

// Which vocabulary a root of this name (without prefix, in lower case) belongs to.
std::optional<FeedVocabulary> vocabulary_of(pugi::xml_node root) {
  const std::string name = lower(root.name());
  const std::string local = name.substr(name.find(':') + 1);
  if (local == "rss") return FeedVocabulary::rss;
  if (local == "rdf") return FeedVocabulary::rdf;
  if (local == "feed" || local == "entry") return FeedVocabulary::atom;
  if (local != "channel") return std::nullopt;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string own = lower(attribute.name());
    if (own == "href" || own == "lastmod" || own == "base" || own == "precache") {
      return FeedVocabulary::cdf;
    }
  }
  return root.name() == std::string_view("CHANNEL") ? FeedVocabulary::cdf : FeedVocabulary::rss;
}

// The next node of a walk below `top`, in document order; `leave` is told each element left.
template <typename Leave>
pugi::xml_node next_node(pugi::xml_node node, pugi::xml_node top, Leave leave) {
  if (node.first_child()) return node.first_child();
  while (node != top) {
    if (node.type() == pugi::node_element) leave(node);
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

// "xhtml:p" and "p" are "p"; what is of another vocabulary keeps a name that no list allows.
std::string_view html_name(pugi::xml_node node) {
  std::string_view name = node.name();
  if (name.starts_with("xhtml:")) name.remove_prefix(6);
  return name;
}

}  // namespace

bool read_feed_xml(std::string_view text, FeedXml& xml, std::string& problem) {
  RepairedXml repaired = repair_xml(text);
  xml.warnings = std::move(repaired.warnings);
  constexpr unsigned kFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata |
                              pugi::parse_eol | pugi::parse_wconv_attribute;
  xml.text = std::move(repaired.text);
  const pugi::xml_parse_result parsed = xml.document.load_buffer_inplace(
      xml.text.data(), xml.text.size(), kFlags, pugi::encoding_utf8);
  if (!parsed) xml.warnings.push_back(std::string("XML parser: ") + parsed.description());
  xml.root = xml.document.document_element();
  if (!xml.root) {
    problem = "no element in it";
    return false;
  }
  const auto vocabulary = vocabulary_of(xml.root);
  if (!vocabulary) {
    problem = "the root is <" + lower(xml.root.name()).substr(0, 40) + ">";
    return false;
  }
  xml.vocabulary = *vocabulary;
  Renamer(xml).run();
  return true;
}

std::string base_in_force(pugi::xml_node node, std::string_view document_base) {
  std::vector<std::string> bases;
  for (; node; node = node.parent()) {
    if (!node.attribute("xml:base")) continue;
    std::string base = attribute(node, "xml:base");
    if (!base.empty() && !is_unsafe_url(base)) bases.push_back(std::move(base));
  }
  std::string in_force(document_base);
  for (; !bases.empty(); bases.pop_back()) {
    in_force = resolve_url(in_force, bases.back());
  }
  return in_force;
}

std::optional<std::string> language_in_force(pugi::xml_node node) {
  for (; node; node = node.parent()) {
    if (node.attribute("xml:lang")) return attribute(node, "xml:lang");
  }
  return std::nullopt;
}

bool has_element_child(pugi::xml_node node) {
  return std::ranges::any_of(
      node.children(), [](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

std::string inner_text(pugi::xml_node node) {
  const pugi::xml_node only = node.first_child();  // As a rule there is one
  if (only && is_text(only) && !only.next_sibling()) return only.value();
  std::string text;
  for (pugi::xml_node at = node; at; at = next_node(at, node, [](pugi::xml_node) {})) {
    if (is_text(at)) text += at.value();
  }
  return text;
}

std::string inner_html(pugi::xml_node node, bool text_is_html, std::string_view document_base) {
  if (text_is_html && !has_element_child(node)) return inner_text(node);
  std::string html;
  std::size_t bases = 0;  // Open elements with an xml:base of their own
  const auto leave = [&](pugi::xml_node left) {
    if (left.attribute("xml:base")) --bases;
    const std::string_view name = html_name(left);
    if (std::ranges::find(kVoid, name) != kVoid.end() && !left.first_child()) return;
    html.append("</").append(name).append(">");
  };
  for (pugi::xml_node at = next_node(node, node, leave); at; at = next_node(at, node, leave)) {
    if (is_text(at)) {
      html += text_is_html ? at.value() : escape_html(at.value());
    }
    if (at.type() != pugi::node_element) continue;
    if (at.attribute("xml:base")) ++bases;
    html.append("<").append(html_name(at));
    for (const pugi::xml_attribute own : at.attributes()) {
      const std::string_view name = own.name();
      std::string value = own.value();
      if (bases > 0 && (name == "href" || name == "src" || name == "cite" || name == "longdesc")) {
        value = resolve_url(base_in_force(at, document_base), value);
      }
      html.append(" ").append(name).append("=\"").append(escape_html(value)).append("\"");
    }
    html += '>';
  }
  return html;
}

std::string attribute(pugi::xml_node node, const char* name) {
  return std::string(trimmed(node.attribute(name).value()));
}

}  // namespace dossier
