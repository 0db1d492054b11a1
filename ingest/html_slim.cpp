#include "ingest/html_slim.h"

#include <array>
#include <cstddef>

namespace dossier {
namespace {

constexpr std::size_t kJsonLdBytesMax = 1U << 20U;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
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

class Slimmer {
 public:
  explicit Slimmer(std::string_view page) : page_(page) {}

  SlimPage run() {
    out_.html.reserve(page_.size() / 2);
    std::size_t kept = 0;  // Everything before it is written or dropped
    std::size_t at = 0;
    while ((at = page_.find('<', at)) != std::string_view::npos) {
      if (page_.substr(at, 4) == "<!--") {
        copy(kept, at);
        at = kept = comment_end(at);
        continue;
      }
      const bool end_tag = page_.substr(at + 1, 1) == "/";
      const std::size_t name = at + (end_tag ? 2 : 1);
      if (name >= page_.size() || !is_letter(page_[name])) {
        // A '<' that is text costs gumbo more than any tag; written so, it counts for its cost.
        if (name >= page_.size() || (!end_tag && page_[name] != '!' && page_[name] != '?')) {
          copy(kept, at);
          out_.html += "&lt;";
          kept = at + 1;
        }
        ++at;
        continue;
      }
      const std::size_t tag_end = end_of_tag(at);
      if (tag_end == std::string_view::npos) break;
      if (starts_with_folded(page_.substr(name), "template")) {
        // At the end of the page gumbo closes templates in quadratic time, without a call of its
        // allocator that could stop it.
        copy(kept, at);
        kept = tag_end;
      }
      if (end_tag) {
        at = tag_end;
        continue;
      }
      const std::size_t opaque = opaque_at(at);
      if (opaque == kOpaque.size() || page_[tag_end - 2] == '/') {
        at = tag_end;
        continue;
      }
      const std::size_t body_end = find_end_tag(opaque, tag_end);
      if (body_end == std::string_view::npos) {
        at = tag_end;
        continue;
      }
      if (kOpaque[opaque].dropped) {
        keep_json_ld(page_.substr(at, tag_end - at), page_.substr(tag_end, body_end - tag_end));
        copy(kept, tag_end);
        kept = body_end;
      }
      at = body_end;
    }
    copy(kept, page_.size());
    return std::move(out_);
  }

 private:
  void copy(std::size_t from, std::size_t to) {
    if (from < to) out_.html.append(page_.substr(from, to - from));
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
};

}  // namespace

SlimPage slim_html(std::string_view page) {
  return Slimmer(page).run();
}

}  // namespace dossier
