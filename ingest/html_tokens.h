// An HTML fragment as tags and text, in one pass without a tree. What it gives is meant to be
// judged and rebuilt (sanitize.h), or stripped; it repairs no nesting.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/escape_html.h"

namespace dossier {

struct HtmlToken {
  enum class Kind { text, start_tag, end_tag };
  Kind kind = Kind::text;
  std::string text;                                             // Character references decoded
  std::string name;                                             // In lower case
  std::string_view source;                                      // A tag as written
  std::vector<std::pair<std::string, std::string>> attributes;  // Names in lower case
  bool self_closing = false;
};

// Comments, declarations and the content of <script>, <style> and their like are passed over.
// Linear in the size of `html`, which must outlive it.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}
  // False at the end.
  [[nodiscard]] bool next(HtmlToken& token);

 private:
  void read_text(HtmlToken& token);
  bool read_tag(HtmlToken& token);
  void read_attributes(HtmlToken& token);
  void skip_raw_content(std::string_view name);
  std::string_view html_;
  std::size_t at_ = 0;
  std::string unclosed_;  // "title template …": raw elements with no end tag left
};

// Character references decoded; `attribute`: by the rules for attribute values.
[[nodiscard]] std::string decode_references(std::string_view text, bool attribute = false);

// Whether HTML has, or had, an element of that name (in lower case).
[[nodiscard]] bool is_html_element(std::string_view name);

// The text of a fragment on one line: tags dropped, references decoded, white space collapsed.
// What only looks like a tag stays: "the <think> token".
[[nodiscard]] std::string plain_text_of_html(std::string_view html);

}  // namespace dossier
