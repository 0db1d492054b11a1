#include "ingest/article_html.h"

#include <cstddef>

#include "base/escape_html.h"
#include "ingest/article_meta_values.h"
#include "ingest/sanitize.h"

namespace dossier {
namespace {

// Of one article's attributes, with what resolving an address adds. Gumbo repeats the attributes
// of formatting elements that are not closed.
constexpr std::size_t kAttributeBytesMax = 8U << 20U;

bool is_void(Tag tag) {
  return tag == Tag::br || tag == Tag::hr || tag == Tag::img;
}

// Elements that say something of their own; of all others only what is inside is written.
std::string_view written_name(Tag tag) {
  switch (tag) {
    case Tag::a:
      return "a";
    case Tag::abbr:
      return "abbr";
    case Tag::b:
    case Tag::strong:
      return "strong";
    case Tag::blockquote:
      return "blockquote";
    case Tag::br:
      return "br";
    case Tag::caption:
      return "caption";
    case Tag::code:
      return "code";
    case Tag::dd:
      return "dd";
    case Tag::del:
      return "del";
    case Tag::div:
    case Tag::section:
    case Tag::center:
      return "div";
    case Tag::dl:
      return "dl";
    case Tag::dt:
      return "dt";
    case Tag::em:
    case Tag::i:
      return "em";
    case Tag::figcaption:
      return "figcaption";
    case Tag::figure:
      return "figure";
    case Tag::h1:
      return "h1";
    case Tag::h2:
      return "h2";
    case Tag::h3:
      return "h3";
    case Tag::h4:
      return "h4";
    case Tag::h5:
      return "h5";
    case Tag::h6:
      return "h6";
    case Tag::hr:
      return "hr";
    case Tag::img:
      return "img";
    case Tag::li:
      return "li";
    case Tag::ol:
      return "ol";
    case Tag::p:
      return "p";
    case Tag::pre:
      return "pre";
    case Tag::sub:
      return "sub";
    case Tag::sup:
      return "sup";
    case Tag::table:
      return "table";
    case Tag::tbody:
      return "tbody";
    case Tag::td:
      return "td";
    case Tag::tfoot:
      return "tfoot";
    case Tag::th:
      return "th";
    case Tag::thead:
      return "thead";
    case Tag::tr:
      return "tr";
    case Tag::ul:
      return "ul";
    default:
      return {};
  }
}

// Takes what it writes from `bytes_left`; attributes that find nothing left are not written.
void append_start_tag(const HtmlTree& tree, NodeIndex i, std::string_view name,
                      std::size_t base_bytes, std::size_t& bytes_left, std::string& out) {
  out += '<';
  out += name;
  for (const HtmlAttribute& attribute : tree.attributes_of(i)) {
    if (attribute.name != "href" && attribute.name != "src" && attribute.name != "alt" &&
        attribute.name != "title" && attribute.name != "colspan" && attribute.name != "rowspan") {
      continue;
    }
    const bool address = attribute.name == "href" || attribute.name == "src";
    if (address && attribute.value.size() > kAddressBytesMax) continue;
    const std::size_t bytes = attribute.value.size() + (address ? base_bytes : 0);
    if (bytes > bytes_left) continue;
    bytes_left -= bytes;
    out += ' ';
    out += attribute.name;
    out += "=\"";
    out += escape_html(attribute.value);
    out += '"';
  }
  out += '>';
}

}  // namespace

std::string article_html(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                         const std::vector<NodeIndex>& roots, const RawBlocks& raw,
                         const std::vector<BlockVerdict>& verdicts, std::string_view base_url) {
  // An element is left out where no block of its own was kept, and at least one was not.
  std::vector<bool> left_out(tree.nodes.size());
  for (std::size_t b = 0; b < verdicts.size(); ++b) {
    if (verdicts[b] != BlockVerdict::kept && raw.blocks[b].node != kNoNode)
      left_out[raw.blocks[b].node] = true;
  }
  for (std::size_t b = 0; b < verdicts.size(); ++b) {
    if (verdicts[b] != BlockVerdict::kept) continue;
    for (NodeIndex up = raw.blocks[b].node; up != kNoNode; up = tree.nodes[up].parent) {
      left_out[up] = false;
    }
  }
  struct Open {
    NodeIndex end;
    std::string_view name;
  };
  std::string out;
  std::size_t bytes_left = kAttributeBytesMax;
  std::vector<Open> open;
  const auto close_until = [&](NodeIndex next) {
    while (!open.empty() && open.back().end <= next) {
      out.append("</").append(open.back().name).append(">");
      open.pop_back();
    }
  };
  for (const NodeIndex root : roots) {
    for (NodeIndex i = root; i < tree.nodes[root].end;) {
      close_until(i);
      const HtmlNode& node = tree.nodes[i];
      const bool caption = node.tag == Tag::figcaption && !facts[node.parent].dropped;
      if (left_out[i] || (facts[i].dropped && (!caption || facts[i].hidden))) {
        i = node.end;
        continue;
      }
      if (caption) {
        out += "<figcaption>";
        out += escape_html(tree.text_of(i));
        out += "</figcaption>";
        i = node.end;
        continue;
      }
      if (node.tag == Tag::text) {
        out += escape_html(node.text);
      } else if (const std::string_view name = written_name(node.tag); !name.empty()) {
        append_start_tag(tree, i, name, base_url.size(), bytes_left, out);
        if (!is_void(node.tag)) open.push_back({node.end, name});
      }
      ++i;
    }
    close_until(kNoNode);
  }
  return sanitize_html(out, base_url);
}

}  // namespace dossier
