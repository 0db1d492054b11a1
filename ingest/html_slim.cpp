#include "ingest/html_slim.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dossier {
namespace {

constexpr std::size_t kJsonLdBytesMax = 1U << 20U;

// One of these is in every style that hides.
constexpr std::array<std::string_view, 7> kHidingWords = {"none", "hidden", "opacity", "font-size",
                                                          "left", "top",    "indent"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_no_space(char c) {
  return !is_space(c);
}
bool ends_unquoted(char c) {
  return is_space(c) || c == '>';
}
bool ends_name(char c) {
  return ends_unquoted(c) || c == '/';
}
bool ends_attribute_name(char c) {
  return ends_name(c) || c == '=';
}

bool starts_with_folded(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (lower(text[i]) != lower_case[i]) return false;
  }
  return true;
}

bool contains_folded(std::string_view text, std::string_view lower_case) {
  for (std::size_t i = 0; i + lower_case.size() <= text.size(); ++i) {
    if (starts_with_folded(text.substr(i), lower_case)) return true;
  }
  return false;
}

// Elements whose content ends at the first end tag of the same name.
struct OpaqueElement {
  std::string_view name;
  bool dropped;     // Or only copied unread: <title> holds text that may look like tags
  bool to_the_end;  // What has no end tag runs to the end of the page (HTML standard)
};
constexpr std::array kOpaque = {
    OpaqueElement{"script", true, true},    OpaqueElement{"style", true, true},
    OpaqueElement{"noscript", true, false}, OpaqueElement{"svg", true, false},
    OpaqueElement{"iframe", true, false},   OpaqueElement{"template", true, false},
    OpaqueElement{"title", false, false},   OpaqueElement{"textarea", false, false},
};

// Attributes that anything here reads; most of a modern page's bytes are others.
constexpr std::array<std::string_view, 25> kReadAttributes = {
    "alt",      "aria-hidden", "class",      "colspan", "content",  "datetime", "encoding",
    "hidden",   "href",        "http-equiv", "id",      "itemprop", "lang",     "name",
    "property", "rel",         "role",       "rowspan", "src",      "style",    "title",
    "type",     "xml:lang",    "color",      "charset"};

bool is_read(std::string_view name) {
  for (const std::string_view read : kReadAttributes) {
    if (read.size() == name.size() && starts_with_folded(name, read)) return true;
  }
  return false;
}

// In alphabetical order. White space alone beside their tags is never text.
constexpr std::array<std::string_view, 38> kBlocks = {
    "article", "aside",      "blockquote", "body",   "dd",      "details", "div",   "dl",
    "dt",      "figcaption", "figure",     "footer", "form",    "h1",      "h2",    "h3",
    "h4",      "h5",         "h6",         "head",   "header",  "html",    "li",    "main",
    "nav",     "ol",         "p",          "pre",    "section", "summary", "table", "tbody",
    "td",      "tfoot",      "th",         "thead",  "tr",      "ul"};

bool is_block(std::string_view name) {
  char folded[12];
  if (name.size() > sizeof folded) return false;
  for (std::size_t i = 0; i < name.size(); ++i) folded[i] = lower(name[i]);
  return std::binary_search(kBlocks.begin(), kBlocks.end(), std::string_view(folded, name.size()));
}

// Elements whose white space is their text.
constexpr std::array<std::string_view, 5> kVerbatim = {"pre", "textarea", "listing", "xmp",
                                                       "plaintext"};

class Slimmer {
 public:
  explicit Slimmer(std::string_view page) : page_(page) {}

  SlimPage run() {
    out_.html.reserve(page_.size() / 2);
    std::size_t kept = 0;  // Everything before it is written or dropped
    std::size_t at = 0;
    while ((at = page_.find('<', at)) != std::string_view::npos) {
      if (page_.substr(at, 4) == "<!--") {
        if (!is_white(kept, at)) after_block_ = false;
        copy_text(kept, at);
        at = kept = comment_end(at);
        continue;
      }
      const bool end_tag = page_.substr(at + 1, 1) == "/";
      const std::size_t name = at + (end_tag ? 2 : 1);
      if (name >= page_.size() || !is_letter(page_[name])) {
        // A '<' that is text costs gumbo more than any tag; written so, it counts for its cost.
        if (name >= page_.size() || (!end_tag && page_[name] != '!' && page_[name] != '?')) {
          copy_text(kept, at);
          out_.html += "&lt;";
          after_block_ = false;
          kept = at + 1;
        }
        ++at;
        continue;
      }
      const bool block = is_block(tag_name(name));
      if (verbatim_depth_ > 0 || !(block || after_block_) || !is_white(kept, at)) {
        copy_text(kept, at);
      }
      after_block_ = block;
      kept = at;
      const std::size_t before = out_.html.size();
      const std::size_t tag_end = end_tag ? end_of_tag(at) : copy_start_tag(at);
      if (tag_end == std::string_view::npos) {
        out_.html.resize(before);
        out_.html.append(page_.substr(kept));  // As it is: it may be text
        return std::move(out_);
      }
      kept = tag_end;
      // At the end of the page gumbo closes templates in quadratic time, without a call of its
      // allocator that could stop it.
      const bool is_template =
          lower(page_[name]) == 't' && starts_with_folded(page_.substr(name), "template");
      if (is_template) out_.html.resize(before);
      if (end_tag) {
        if (!is_template) out_.html.append(page_.substr(at, tag_end - at));
        leave(name);
        at = tag_end;
        continue;
      }
      at = tag_end;
      const std::size_t opaque = opaque_at(name - 1);
      if (opaque == kOpaque.size() || page_[tag_end - 2] == '/') {
        enter(name);
        continue;
      }
      const std::size_t body_end = find_end_tag(opaque, tag_end);
      if (body_end == std::string_view::npos) {
        enter(name);
        continue;
      }
      const std::string_view body = page_.substr(tag_end, body_end - tag_end);
      if (kOpaque[opaque].dropped) {
        keep_json_ld(page_.substr(name - 1, tag_end - name + 1), body);
      } else {
        out_.html.append(body);
        enter(name);
      }
      at = kept = body_end;
    }
    copy_text(kept, page_.size());
    return std::move(out_);
  }

 private:
  // The first character from `at` on of which `wanted` is true, or npos.
  template <typename Wanted>
  [[nodiscard]] std::size_t find_if(std::size_t at, Wanted wanted) const {
    while (at < page_.size() && !wanted(page_[at])) ++at;
    return at < page_.size() ? at : std::string_view::npos;
  }

  [[nodiscard]] std::string_view tag_name(std::size_t at) const {
    const std::size_t end = std::min(find_if(at, ends_name), page_.size());
    return page_.substr(at, end - at);
  }

  [[nodiscard]] bool is_white(std::size_t from, std::size_t to) const {
    while (from < to && is_space(page_[from])) ++from;
    return from >= to;
  }

  // Runs of white space as one, but where they are text.
  void copy_text(std::size_t from, std::size_t to) {
    if (from >= to) return;
    if (verbatim_depth_ > 0) {
      out_.html.append(page_.substr(from, to - from));
      return;
    }
    std::size_t start = from;
    for (std::size_t i = from; i + 1 < to; ++i) {
      if (!is_space(page_[i]) || !is_space(page_[i + 1])) continue;
      out_.html.append(page_.substr(start, i + 1 - start));
      while (i + 1 < to && is_space(page_[i + 1])) ++i;
      start = i + 1;
    }
    if (start < to) out_.html.append(page_.substr(start, to - start));
  }

  void enter(std::size_t name) { verbatim_depth_ += is_verbatim(name) ? 1 : 0; }
  void leave(std::size_t name) {
    if (verbatim_depth_ > 0 && is_verbatim(name)) --verbatim_depth_;
  }
  [[nodiscard]] bool is_verbatim(std::size_t name) const {
    if (std::string_view("ptlxPTLX").find(page_[name]) == std::string_view::npos) return false;
    return std::any_of(kVerbatim.begin(), kVerbatim.end(), [&](std::string_view element) {
      return starts_with_folded(page_.substr(name), element);
    });
  }

  // Writes the start tag at `at` with the attributes that are read; npos where it does not end.
  std::size_t copy_start_tag(std::size_t at) {
    const std::size_t name_end = find_if(at, ends_name);
    if (name_end == std::string_view::npos) return name_end;
    out_.html.append(page_.substr(at, name_end - at));
    std::size_t i = name_end;
    bool closes_itself = false;
    const bool is_opaque = opaque_at(at) != kOpaque.size();
    while (i < page_.size()) {
      const char c = page_[i];
      if (c == '>') {
        out_.html += closes_itself ? " />" : ">";
        return i + 1;
      }
      closes_itself = c == '/';
      if (c == '/' || is_space(c)) {
        ++i;
        continue;
      }
      const std::size_t start = i;
      i = find_if(start + 1, ends_attribute_name);  // A name may begin with '='
      if (i == std::string_view::npos) return i;
      const std::string_view attribute = page_.substr(start, i - start);
      i = end_of_value(i);
      if (i == std::string_view::npos) return i;
      if (!is_read(attribute) || is_opaque || !says_something(attribute, start, i)) continue;
      out_.html += ' ';
      out_.html.append(page_.substr(start, i - start));
    }
    return std::string_view::npos;
  }

  // A style matters where it hides, a source where it is an address.
  [[nodiscard]] bool says_something(std::string_view attribute, std::size_t start,
                                    std::size_t end) const {
    const std::string_view value = page_.substr(start, end - start);
    if (starts_with_folded(attribute, "style")) {
      return std::any_of(kHidingWords.begin(), kHidingWords.end(),
                         [&](std::string_view word) { return contains_folded(value, word); });
    }
    return !starts_with_folded(attribute, "src") || value.find("data:") == std::string_view::npos;
  }

  // Behind the value of the attribute whose name ends at `at`, if it has one.
  [[nodiscard]] std::size_t end_of_value(std::size_t at) const {
    const std::size_t equals = find_if(at, is_no_space);
    if (equals == std::string_view::npos || page_[equals] != '=') return at;
    const std::size_t value = find_if(equals + 1, is_no_space);
    if (value == std::string_view::npos) return value;
    if (page_[value] == '>') return value;
    if (page_[value] != '"' && page_[value] != '\'') {
      return find_if(value, ends_unquoted);
    }
    const std::size_t end = page_.find(page_[value], value + 1);
    return end == std::string_view::npos ? end : end + 1;
  }

  std::size_t comment_end(std::size_t at) const {
    if (page_.substr(at, 5) == "<!-->") return at + 5;
    if (page_.substr(at, 6) == "<!--->") return at + 6;
    const std::size_t end = page_.find("-->", at + 4);
    return end == std::string_view::npos ? page_.size() : end + 3;
  }

  // After the '>' of the tag at `at`. A quotation mark counts only where a value begins.
  std::size_t end_of_tag(std::size_t at) const {
    bool value_may_begin = false;
    for (std::size_t i = at + 1; i < page_.size(); ++i) {
      const char c = page_[i];
      if (c == '>') return i + 1;
      if (value_may_begin && (c == '"' || c == '\'')) {
        i = page_.find(c, i + 1);
        if (i == std::string_view::npos) return i;
        value_may_begin = false;
      } else if (c == '=') {
        value_may_begin = true;
      } else if (!is_space(c)) {
        value_may_begin = false;
      }
    }
    return std::string_view::npos;
  }

  std::size_t opaque_at(std::size_t at) const {
    const std::string_view rest = page_.substr(at + 1);
    if (rest.empty() || std::string_view("snitSNIT").find(rest.front()) == std::string_view::npos) {
      return kOpaque.size();
    }
    for (std::size_t i = 0; i < kOpaque.size(); ++i) {
      const std::string_view name = kOpaque[i].name;
      if (!starts_with_folded(rest, name)) continue;
      const char next = rest.size() > name.size() ? rest[name.size()] : '>';
      if (is_space(next) || next == '>' || next == '/') return i;
    }
    return kOpaque.size();
  }

  // Where the end tag begins. Once one is not found it is not looked for again: a page of a
  // million <svg> must not be read a million times.
  std::size_t find_end_tag(std::size_t opaque, std::size_t from) {
    const OpaqueElement& element = kOpaque[opaque];
    if (!endless_[opaque]) {
      for (std::size_t at = from; (at = page_.find("</", at)) != std::string_view::npos; at += 2) {
        const std::string_view rest = page_.substr(at + 2);
        if (!starts_with_folded(rest, element.name)) continue;
        const char next = rest.size() > element.name.size() ? rest[element.name.size()] : '>';
        if (is_space(next) || next == '>' || next == '/') return at;
      }
      endless_[opaque] = true;
    }
    return element.to_the_end ? page_.size() : std::string_view::npos;
  }

  void keep_json_ld(std::string_view tag, std::string_view body) {
    if (!starts_with_folded(tag, "<script") || !contains_folded(tag, "ld+json")) return;
    json_ld_bytes_ += body.size();
    if (json_ld_bytes_ <= kJsonLdBytesMax) out_.json_ld.emplace_back(body);
  }

  std::string_view page_;
  SlimPage out_;
  std::array<bool, kOpaque.size()> endless_{};
  std::size_t json_ld_bytes_ = 0;
  std::size_t verbatim_depth_ = 0;
  bool after_block_ = false;
};

}  // namespace

SlimPage slim_html(std::string_view page) {
  return Slimmer(page).run();
}

}  // namespace dossier
