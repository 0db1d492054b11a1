#include "ingest/sanitize.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/word_set.h"
#include "ingest/html_tokens.h"
#include "ingest/url.h"

namespace dossier {

namespace {

constexpr std::size_t kDepthMax = 256;

constexpr auto kElements = word_set(
    {"a",     "abbr",    "acronym",  "address",    "article",    "aside",   "audio",  "b",
     "bdi",   "bdo",     "big",      "blockquote", "br",         "caption", "center", "cite",
     "code",  "col",     "colgroup", "dd",         "del",        "details", "dfn",    "dir",
     "div",   "dl",      "dt",       "em",         "figcaption", "figure",  "font",   "footer",
     "h1",    "h2",      "h3",       "h4",         "h5",         "h6",      "header", "hr",
     "i",     "img",     "ins",      "kbd",        "li",         "main",    "mark",   "nav",
     "ol",    "p",       "picture",  "pre",        "q",          "rp",      "rt",     "ruby",
     "s",     "samp",    "section",  "small",      "source",     "span",    "strike", "strong",
     "sub",   "summary", "sup",      "table",      "tbody",      "td",      "tfoot",  "th",
     "thead", "time",    "tr",       "tt",         "u",          "ul",      "video",  "var",
     "wbr"});
constexpr auto kVoid = word_set({"br", "col", "hr", "img", "source", "wbr"});
constexpr auto kAttributes = word_set(
    {"abbr",     "align",    "alt",      "axis",     "border", "cellpadding", "cellspacing",
     "cite",     "colspan",  "controls", "datetime", "dir",    "headers",     "height",
     "href",     "hreflang", "lang",     "longdesc", "open",   "poster",      "rel",
     "reversed", "rowspan",  "rules",    "scope",    "span",   "src",         "start",
     "summary",  "title",    "type",     "valign",   "width"});
constexpr auto kAddresses = word_set({"cite", "href", "longdesc", "poster", "src"});
// A paragraph ends where one of these begins.
constexpr auto kBlocks =
    word_set({"address", "article",    "aside",   "blockquote", "center", "details", "dir", "div",
              "dl",      "figcaption", "figure",  "footer",     "h1",     "h2",      "h3",  "h4",
              "h5",      "h6",         "header",  "hr",         "main",   "nav",     "ol",  "p",
              "pre",     "section",    "summary", "table",      "ul",     "li"});

std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20) continue;  // Browsers skip them: "java\nscript:"
    if (c == ':') return scheme;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!letter && (!other || scheme.empty())) return "";
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  }
  return "";
}

std::string safe_address(std::string_view base_url, std::string_view url, bool picture) {
  constexpr auto kSchemes = word_set(
      {"http", "https", "mailto", "ftp", "tel", "xmpp", "irc", "magnet", "feed", "gopher"});
  const std::size_t first = url.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos) return "";
  url = url.substr(first, url.find_last_not_of(" \t\r\n\f") - first + 1);
  std::string absolute = resolve_url(base_url, url);
  const std::string scheme = scheme_of(absolute);
  if (scheme.empty() || kSchemes.contains(scheme)) return absolute;
  if (picture && scheme == "data" && absolute.starts_with("data:image/") &&
      !absolute.starts_with("data:image/svg")) {
    return absolute;
  }
  return "";
}

class Rebuilder {
 public:
  Rebuilder(std::string_view base_url, std::size_t size) : base_url_(base_url) {
    out_.reserve(size + size / 16);
  }

  void text(std::string_view text) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c != '&' && c != '<' && c != '>') continue;
      out_.append(text, written, i - written);
      out_ += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
      written = i + 1;
    }
    out_.append(text, written);
  }

  void start(const HtmlToken& tag) {
    if (!kElements.contains(tag.name) || open_.size() >= kDepthMax) return;
    close_implied(tag.name);
    out_ += '<';
    out_ += tag.name;
    for (std::size_t i = 0; i < tag.attributes.size(); ++i) {
      const auto& [name, value] = tag.attributes[i];
      const auto same = [&name](const auto& attribute) { return attribute.first == name; };
      const auto end = tag.attributes.begin() + static_cast<std::ptrdiff_t>(i);
      if (!kAttributes.contains(name) || std::any_of(tag.attributes.begin(), end, same)) continue;
      attribute(tag.name, name, value);
    }
    out_ += '>';
    if (!kVoid.contains(tag.name)) open_.push_back(tag.name);
  }

  void end(std::string_view name) {
    const auto last = std::find(open_.rbegin(), open_.rend(), name);
    if (last == open_.rend()) return;
    close_to(static_cast<std::size_t>(open_.rend() - last) - 1);
  }

  std::string finish() {
    close_to(0);
    return std::move(out_);
  }

 private:
  void attribute(std::string_view element, std::string_view name, std::string_view value) {
    std::string kept(value);
    if (kAddresses.contains(name)) {
      kept = safe_address(base_url_, value, element == "img" && name == "src");
      if (kept.empty()) return;
    }
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += escape_html(kept);
    out_ += '"';
  }

  void close_to(std::size_t depth) {
    while (open_.size() > depth) {
      out_ += "</";
      out_ += open_.back();
      out_ += '>';
      open_.pop_back();
    }
  }

  void close_if_open(std::string_view name) {
    if (!open_.empty() && open_.back() == name) close_to(open_.size() - 1);
  }

  // The end tags that HTML lets authors leave out.
  void close_implied(std::string_view name) {
    if (kBlocks.contains(name)) close_if_open("p");
    if (name == "li") close_if_open("li");
    if (name == "dt" || name == "dd") {
      close_if_open("p");
      close_if_open("dt");
      close_if_open("dd");
    }
    if (name == "td" || name == "th" || name == "tr") {
      close_if_open("td");
      close_if_open("th");
    }
    if (name == "tr") close_if_open("tr");
  }

  std::string_view base_url_;
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace

std::string sanitize_html(std::string_view html, std::string_view base_url) {
  Rebuilder rebuilder(base_url, html.size());
  HtmlTokens tokens(html);
  for (HtmlToken token; tokens.next(token);) {
    switch (token.kind) {
      case HtmlToken::Kind::text:
        rebuilder.text(token.text);
        break;
      case HtmlToken::Kind::start_tag:
        rebuilder.start(token);
        break;
      case HtmlToken::Kind::end_tag:
        rebuilder.end(token.name);
        break;
    }
  }
  return rebuilder.finish();
}

bool is_unsafe_url(std::string_view url) {
  const std::string scheme = scheme_of(url);
  return scheme == "javascript" || scheme == "vbscript" || scheme == "data";
}

}  // namespace dossier
