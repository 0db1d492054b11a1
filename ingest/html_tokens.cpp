#include "ingest/html_tokens.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_set.h"
#include "ingest/html_entities.h"

namespace dossier {

namespace {

constexpr std::size_t kAttributesMax = 64;  // Of one tag; the rest is passed over
constexpr std::string_view kBlank = " \t\r\n\f";

// Nothing in these is for reading. What stands in an <iframe> is, where frames are not shown.
constexpr auto kRaw = word_set({"script", "style", "xmp", "textarea", "title", "template"});
constexpr auto kBreaks =
    word_set({"address", "article", "blockquote", "br",  "dd",      "div", "dl", "dt",
              "figure",  "h1",      "h2",         "h3",  "h4",      "h5",  "h6", "hr",
              "li",      "ol",      "p",          "pre", "section", "td",  "tr", "ul"});

constexpr auto kElements = word_set(
    {"a",          "abbr",     "acronym",  "address",    "applet",   "area",     "article",
     "aside",      "audio",    "b",        "base",       "basefont", "bdi",      "bdo",
     "bgsound",    "big",      "blink",    "blockquote", "body",     "br",       "button",
     "canvas",     "caption",  "center",   "cite",       "code",     "col",      "colgroup",
     "data",       "datalist", "dd",       "del",        "details",  "dfn",      "dialog",
     "dir",        "div",      "dl",       "dt",         "em",       "embed",    "fieldset",
     "figcaption", "figure",   "font",     "footer",     "form",     "frame",    "frameset",
     "h1",         "h2",       "h3",       "h4",         "h5",       "h6",       "head",
     "header",     "hgroup",   "hr",       "html",       "i",        "iframe",   "image",
     "img",        "input",    "ins",      "isindex",    "kbd",      "keygen",   "label",
     "legend",     "li",       "link",     "listing",    "main",     "map",      "mark",
     "marquee",    "math",     "menu",     "menuitem",   "meta",     "meter",    "multicol",
     "nav",        "nextid",   "nobr",     "noembed",    "noframes", "noscript", "object",
     "ol",         "optgroup", "option",   "output",     "p",        "param",    "picture",
     "plaintext",  "pre",      "progress", "q",          "rb",       "rp",       "rt",
     "rtc",        "ruby",     "s",        "samp",       "script",   "search",   "section",
     "select",     "slot",     "small",    "source",     "spacer",   "span",     "strike",
     "strong",     "style",    "sub",      "summary",    "sup",      "svg",      "table",
     "tbody",      "td",       "template", "textarea",   "tfoot",    "th",       "thead",
     "time",       "title",    "tr",       "track",      "tt",       "u",        "ul",
     "var",        "video",    "wbr",      "xmp"});

// A set of bytes, to look for the first of them: string_view::find_first_of() calls memchr() for
// each byte that it passes.
class Bytes {
 public:
  consteval explicit Bytes(std::string_view bytes) {
    for (const char c : bytes) is_one_[static_cast<unsigned char>(c)] = true;
  }
  // Where the first one is from `from` on, or the text's size.
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t from) const {
    for (; from < text.size(); ++from) {
      if (is_one_[static_cast<unsigned char>(text[from])]) return from;
    }
    return text.size();
  }

 private:
  std::array<bool, 256> is_one_{};
};
constexpr Bytes kEndsTagName{" \t\r\n\f/>"}, kEndsAttributeName{" \t\r\n\f/>="},
    kEndsBareValue{" \t\r\n\f>"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

}  // namespace

std::string decode_references(std::string_view text, bool attribute) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t amp = std::min(text.find('&', at), text.size());
    out.append(text, at, amp - at);
    at = amp;
    if (at == text.size()) break;
    const auto reference = read_char_reference(text.substr(at));
    // "?a=1&copy=2" is an address, not a copyright sign.
    const std::size_t after = reference ? at + reference->length : at;
    const bool is_name = after < text.size() && (text[after] == '=' || is_letter(text[after]) ||
                                                 (text[after] >= '0' && text[after] <= '9'));
    if (!reference || (attribute && !reference->semicolon && !reference->numeric && is_name)) {
      out += '&';
      ++at;
    } else {
      out += reference->value;
      at = after;
    }
  }
  return out;
}

bool HtmlTokens::next(HtmlToken& token) {
  while (at_ < html_.size()) {
    if (html_[at_] != '<' || at_ + 1 == html_.size()) {
      read_text(token);
      return true;
    }
    const char c = html_[at_ + 1];
    if (is_letter(c) || (c == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]))) {
      if (read_tag(token)) return true;
      continue;
    }
    if (html_.substr(at_).starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at_ + 2);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
    } else if (html_.substr(at_).starts_with("<![CDATA[")) {
      at_ += 9;  // Its content is text to readers who know it, and "]]>" is dropped below
    } else if (c == '!' || c == '?' || c == '/') {
      const std::size_t end = html_.find('>', at_);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
    } else {
      read_text(token);
      return true;
    }
  }
  return false;
}

void HtmlTokens::read_text(HtmlToken& token) {
  const std::size_t end = std::min(html_.find('<', at_ + 1), html_.size());
  token.kind = HtmlToken::Kind::text;
  token.text = decode_references(html_.substr(at_, end - at_));
  at_ = end;
}

bool HtmlTokens::read_tag(HtmlToken& token) {
  const bool end_tag = html_[at_ + 1] == '/';
  const std::size_t first = at_ + (end_tag ? 2 : 1);
  const std::size_t after = kEndsTagName.find(html_, first);
  token.kind = end_tag ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
  token.name = lower(html_.substr(first, after - first));
  token.attributes.clear();
  token.self_closing = false;
  at_ = after;
  read_attributes(token);
  token.source = html_.substr(first - (end_tag ? 2 : 1), at_ - first + (end_tag ? 2 : 1));
  if (end_tag || !kRaw.contains(token.name)) return true;
  if (!token.self_closing) skip_raw_content(token.name);
  return false;
}

void HtmlTokens::read_attributes(HtmlToken& token) {
  while (at_ < html_.size() && html_[at_] != '>') {
    if (is_blank(html_[at_]) || html_[at_] == '/') {
      token.self_closing = html_[at_] == '/';
      ++at_;
      continue;
    }
    token.self_closing = false;
    const std::size_t name_end = kEndsAttributeName.find(html_, at_ + 1);
    const std::string_view name = html_.substr(at_, name_end - at_);
    std::string_view value;
    at_ = name_end;
    const std::size_t equals = html_.find_first_not_of(kBlank, at_);
    if (equals != std::string_view::npos && html_[equals] == '=') {
      at_ = std::min(html_.find_first_not_of(kBlank, equals + 1), html_.size());
      if (at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'')) {
        const std::size_t close = std::min(html_.find(html_[at_], at_ + 1), html_.size());
        value = html_.substr(at_ + 1, close - at_ - 1);
        at_ = std::min(close + 1, html_.size());
      } else {
        const std::size_t close = kEndsBareValue.find(html_, at_);
        value = html_.substr(at_, close - at_);
        at_ = close;
      }
    }
    if (token.attributes.size() < kAttributesMax) {
      token.attributes.emplace_back(lower(name), decode_references(value, true));
    }
  }
  if (at_ < html_.size()) ++at_;
}

void HtmlTokens::skip_raw_content(std::string_view name) {
  if (unclosed_.find(name) != std::string::npos) return;  // Searched before, in vain
  for (std::size_t at = html_.find("</", at_); at != std::string_view::npos;
       at = html_.find("</", at + 2)) {
    if (lower(html_.substr(at + 2, name.size())) != name) continue;
    at_ = html_.find('>', at);
    at_ = at_ == std::string_view::npos ? html_.size() : at_ + 1;
    return;
  }
  // Browsers take all that is left for content. For code that is right; what was not meant to
  // be read as text at all should not take the article with it.
  if (name == "script" || name == "style") at_ = html_.size();
  unclosed_.append(name).append(" ");
}

bool is_html_element(std::string_view name) {
  return kElements.contains(name);
}

std::string plain_text_of_html(std::string_view html) {
  if (html.find('<') == html.npos && html.find('&') == html.npos) return on_one_line(html);
  std::string text;
  HtmlTokens tokens(html);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::Kind::text) {
      text += token.text;
    } else if (token.name.find_first_of(":-") == std::string::npos &&
               !is_html_element(token.name)) {
      text += decode_references(token.source);
    } else if (kBreaks.contains(token.name)) {
      text += ' ';
    }
  }
  return on_one_line(text);
}

}  // namespace dossier
