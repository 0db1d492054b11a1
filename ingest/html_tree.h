// An HTML page as a flat array of nodes, in document order. Start at parse_html_tree().
//
// Gumbo builds the tree; this is what is left of it: the rest of the program never sees gumbo,
// and walks by index, so depth costs no stack.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dossier {

// Elements that article reading tells apart; `other` is every further one.
enum class Tag : std::uint8_t {
  text,
  other,
  a,
  abbr,
  address,
  annotation,
  article,
  aside,
  audio,
  b,
  base,
  blockquote,
  body,
  br,
  button,
  caption,
  center,
  cite,
  code,
  dd,
  del,
  details,
  dialog,
  div,
  dl,
  dt,
  em,
  fieldset,
  figcaption,
  figure,
  font,
  footer,
  form,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hgroup,
  hr,
  html,
  i,
  iframe,
  img,
  input,
  ins,
  kbd,
  label,
  legend,
  li,
  link,
  main,
  mark,
  math,
  menu,
  meta,
  nav,
  noscript,
  object,
  ol,
  option,
  p,
  picture,
  pre,
  q,
  s,
  samp,
  script,
  section,
  select,
  small,
  span,
  strong,
  style,
  sub,
  summary,
  sup,
  svg,
  table,
  tbody,
  td,
  textarea,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  tt,
  u,
  ul,
  var,
  video,
};

using NodeIndex = std::uint32_t;
constexpr NodeIndex kNoNode = 0xFFFFFFFF;

struct HtmlAttribute {
  std::string_view name, value;
};

struct HtmlNode {
  Tag tag = Tag::text;
  NodeIndex parent = kNoNode;
  NodeIndex end = 0;  // One past the last node inside; a leaf's is its own index + 1
  std::uint32_t attributes_start = 0, attributes_end = 0;
  std::string_view text;  // Of text nodes, entities decoded; of `other`, the name as written
};

// Views point into memory that the tree owns; it moves, and is not copied.
class HtmlTree {
 public:
  HtmlTree();
  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  std::vector<HtmlNode> nodes;  // nodes[0] is <html>
  std::vector<HtmlAttribute> attributes;

  [[nodiscard]] std::span<const HtmlAttribute> attributes_of(NodeIndex node) const;
  // The value, or empty: an absent attribute and an empty one are the same here.
  [[nodiscard]] std::string_view attribute(NodeIndex node, std::string_view name) const;
  [[nodiscard]] bool is_inside(NodeIndex node, NodeIndex ancestor) const {
    return ancestor <= node && node < nodes[ancestor].end;
  }
  // All text inside, white space collapsed.
  [[nodiscard]] std::string text_of(NodeIndex node) const;

  struct Memory;
  std::unique_ptr<Memory> memory;  // The bytes parsed, and gumbo's arena
};

// `html` in UTF-8. Errors: refused, where it is too large, nested too deep, or too costly; the
// limits stand in the .cpp. Whatever the input, it costs no more than they say. Any thread.
[[nodiscard]] Result<HtmlTree> parse_html_tree(std::string html);

// Elements that begin a new line in a browser.
[[nodiscard]] bool is_block_element(Tag tag);
// 1 to 6, or 0 for what is no heading.
[[nodiscard]] int heading_level(Tag tag);

}  // namespace dossier
