#include "ingest/feed_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

#include "base/utf8.h"
#include "ingest/html_tokens.h"
#include "ingest/sanitize.h"
#include "ingest/url.h"

namespace dossier {

namespace {

constexpr std::size_t kEntriesMax = 10'000;
constexpr std::size_t kContentBytesMax = 32U << 20U;  // Of all entries; escaping makes five of one
constexpr std::size_t kListMax = 200;                 // Categories, links, enclosures of one entry
constexpr std::size_t kPeopleMax = 50;  // Every entry of an Atom feed may inherit them

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  return out;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (value < 0) {
      if (c == '=') break;
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
      return std::nullopt;
    }
    buffer = (buffer << 6U) | static_cast<unsigned>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 0xffU);
  }
  return out;
}

bool is_html_type(std::string_view type) {
  return type == "html" || type == "text/html" || type == "xhtml" ||
         type == "application/xhtml+xml" || type == "application/xhtml";
}

bool is_xml_type(std::string_view type) {
  return type == "xhtml" || type.ends_with("+xml") || type.ends_with("/xml");
}

FeedText read_atom_text(pugi::xml_node node, const FeedContext& context) {
  std::string type = lower(attribute(node, "type"));
  type = std::string(trim(type.substr(0, type.find(';'))));
  const std::string mode = lower(attribute(node, "mode"));
  const bool binary = type.find('/') != std::string::npos && !is_html_type(type) &&
                      !type.starts_with("text/") && !is_xml_type(type);
  if (mode == "base64" || (binary && mode.empty() && !has_element_child(node))) {
    const std::string text = inner_text(node);
    if (auto bytes = decode_base64(text); bytes && is_valid_utf8(*bytes)) {
      return {std::move(*bytes), type.empty() || !type.starts_with("text/") || is_html_type(type)};
    }
    // Not base64 after all; unless it is a picture or the like, it is for reading.
    const bool picture =
        type.starts_with("image/") || type.starts_with("audio/") || type.starts_with("video/");
    return {picture ? std::string() : text, false};
  }
  if (has_element_child(node)) {
    // Markup stands here as markup; text beside it in type="html" is HTML source.
    const bool source = type == "html" || (type == "text/html" && mode == "escaped");
    return {inner_html(node, source, context.base_url), true};
  }
  const std::string text = inner_text(node);
  if (is_xml_type(type) && mode != "escaped") return {text, false};
  return {text, is_html_type(type)};
}

bool is_email(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < word.size() &&
         word.find('@', at + 1) == std::string_view::npos;
}

}  // namespace

std::string FeedText::plain() const {
  return is_html ? plain_text_of_html(value) : on_one_line(value);
}

std::string FeedText::fragment(std::string_view base_url, FeedHtml html) && {
  const std::string_view text = trim(value);
  if (is_html && html == FeedHtml::as_written) {
    return text.size() == value.size() ? std::move(value) : std::string(text);
  }
  if (is_html) return sanitize_html(text, base_url);
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else
      escaped += c;
  }
  return escaped;
}

FeedText read_text(pugi::xml_node node, bool atom, const FeedContext& context) {
  if (atom) return read_atom_text(node, context);
  // An XHTML body is markup; all other text of RSS is HTML source, naked markup or not.
  const bool xhtml = std::string_view(node.name()).starts_with("xhtml:");
  return {inner_html(node, !xhtml, context.base_url), true};
}

ElementName element_name(pugi::xml_node node, const FeedContext& context) {
  ElementName element{node.name(), context.vocabulary == FeedVocabulary::atom, false};
  if (element.name.starts_with("atom:")) {
    element.name.remove_prefix(5);
    element.atom = true;
  } else if (element.name.find(':') != std::string_view::npos) {
    element.atom = false;
  }
  element.foreign = element.atom && context.vocabulary != FeedVocabulary::atom;
  return element;
}

bool is_category(std::string_view name) {
  return name == "category" || name == "dc:subject" || name == "itunes:category" ||
         name == "itunes:keywords" || name == "media:category";
}

std::string short_text(pugi::xml_node node) {
  return std::string(trim(inner_text(node)));
}

std::string address(pugi::xml_node node, std::string_view reference, const FeedContext& context) {
  reference = trim(reference);
  if (reference.empty() || is_unsafe_url(reference)) return "";
  return resolve_url(base_in_force(node, context.base_url), reference);
}

std::string address(pugi::xml_node node, const FeedContext& context) {
  return address(node, short_text(node), context);
}

FeedPerson person_from_text(std::string_view text) {
  const std::string line = on_one_line(decode_references(text));
  FeedPerson person;
  std::string name;
  // Brackets part the name from the address; which is which, the @ tells.
  constexpr std::string_view kBreaks = " \t<>()[]";
  for (std::size_t at = 0; at < line.size();) {
    if (kBreaks.find(line[at]) != std::string_view::npos) {
      name += line[at++];
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(kBreaks, at), line.size());
    std::string_view word = std::string_view(line).substr(at, end - at);
    at = end;
    std::string_view bare = word;
    if (lower(bare).starts_with("mailto:")) bare.remove_prefix(7);
    if (person.email.empty() && is_email(bare)) {
      person.email = std::string(bare);
    } else {
      name += word;
    }
  }
  if (!person.email.empty()) {
    // "(Ann Lee)" beside an address, or the empty brackets that the address has left.
    for (const std::string_view pair : {"()", "<>", "[]"}) {
      if (const std::size_t empty = name.find(pair); empty != std::string::npos) {
        name.erase(empty, 2);
      }
      const std::string_view rest = trim(name);
      if (rest.size() >= 2 && rest.front() == pair[0] && rest.back() == pair[1]) {
        name = std::string(rest.substr(1, rest.size() - 2));
      }
    }
  }
  person.name = on_one_line(name);
  return person;
}

FeedPerson read_person(pugi::xml_node node, const FeedContext& context) {
  if (!has_element_child(node)) {
    return person_from_text(inner_text(node));
  }
  FeedPerson person;
  for (const pugi::xml_node child : node.children()) {
    std::string_view name = child.name();
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
      name.remove_prefix(colon + 1);
    }
    if (name == "name" && person.name.empty()) {
      person.name = on_one_line(inner_text(child));
    } else if (name == "email" && person.email.empty()) {
      person.email = short_text(child);
    } else if ((name == "uri" || name == "url" || name == "homepage") && person.url.empty()) {
      person.url = address(child, context);
    }
  }
  return person;
}

void add_person(std::vector<FeedPerson>& people, FeedPerson person) {
  if (person.name.empty() && person.email.empty() && person.url.empty()) return;
  if (people.size() >= kPeopleMax) return;
  for (FeedPerson& known : people) {
    const bool same = person.name.empty() ? person.email == known.email && person.url == known.url
                                          : person.name == known.name;
    const bool clash = !person.email.empty() && !known.email.empty() && person.email != known.email;
    if (!same || clash) continue;
    if (known.email.empty()) known.email = std::move(person.email);
    if (known.url.empty()) known.url = std::move(person.url);
    return;
  }
  people.push_back(std::move(person));
}

void add_category(std::vector<FeedCategory>& categories, FeedCategory category) {
  if (category.term.empty() && category.label.empty() && category.scheme.empty()) return;
  if (categories.size() >= kListMax) return;
  const bool known = std::ranges::any_of(categories, [&](const FeedCategory& other) {
    return other.term == category.term && other.scheme == category.scheme &&
           other.label == category.label;
  });
  if (!known) categories.push_back(std::move(category));
}

void add_categories(std::vector<FeedCategory>& categories, pugi::xml_node node) {
  const std::string_view name = node.name();
  if (name == "itunes:keywords") {
    const std::string text = short_text(node);
    const char mark = text.find(',') == std::string::npos ? ' ' : ',';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(mark, at), text.size());
      const std::string_view word = std::string_view(text).substr(at, end - at);
      add_category(categories, {on_one_line(word), "http://www.itunes.com/", ""});
      at = end + 1;
    }
    return;
  }
  if (name == "itunes:category") {
    // Nested by genre; deeper than two levels nobody goes.
    add_category(categories, {attribute(node, "text"), "http://www.itunes.com/", ""});
    for (const pugi::xml_node child : node.children("itunes:category")) {
      add_category(categories, {attribute(child, "text"), "http://www.itunes.com/", ""});
    }
    return;
  }
  FeedCategory category;
  category.term = attribute(node, "term");
  if (category.term.empty()) category.term = on_one_line(decode_references(inner_text(node)));
  category.scheme = attribute(node, "scheme");
  if (category.scheme.empty()) category.scheme = attribute(node, "domain");
  category.label = attribute(node, "label");
  if (category.scheme.empty() && name == "media:category") {
    category.scheme = "http://search.yahoo.com/mrss/category_schema";  // The default of Media RSS
  }
  add_category(categories, std::move(category));
}

FeedLink read_link(pugi::xml_node node, const FeedContext& context) {
  FeedLink link;
  const std::string href = attribute(node, "href");
  link.href = address(node, href, context);
  // An empty reference is the document itself, whose address only an xml:base can tell.
  if (href.empty() && node.attribute("href")) link.href = base_in_force(node, "");
  link.rel = lower(attribute(node, "rel"));
  for (const std::string_view registry : {"http://www.iana.org/assignments/relation/",
                                          "https://www.iana.org/assignments/relation/"}) {
    if (link.rel.starts_with(registry)) link.rel.erase(0, registry.size());
  }
  if (link.rel.empty()) link.rel = "alternate";
  link.type = attribute(node, "type");
  link.title = attribute(node, "title");
  link.hreflang = attribute(node, "hreflang");
  link.length = attribute(node, "length");
  return link;
}

bool says_nothing(const FeedLink& link, pugi::xml_node node) {
  return link.href.empty() && (node.attribute("href") || !node.first_attribute());
}

std::string link_with_rel(const std::vector<FeedLink>& links, std::string_view rel) {
  for (const FeedLink& link : links) {
    if (link.rel == rel && is_web_address(link.href)) return link.href;
  }
  return "";
}

bool is_full(const std::vector<FeedLink>& links) {
  return links.size() >= kListMax;
}

void add_enclosure(std::vector<FeedEnclosure>& enclosures, FeedEnclosure enclosure) {
  if (enclosure.url.empty() || enclosures.size() >= kListMax) return;
  const bool known = std::ranges::any_of(
      enclosures, [&](const FeedEnclosure& other) { return other.url == enclosure.url; });
  if (!known) enclosures.push_back(std::move(enclosure));
}

std::optional<long long> whole_number(std::string_view text) {
  text = trim(text);
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::string language_tag(std::string_view text) {
  std::string tag(trim(text));
  std::ranges::replace(tag, '_', '-');
  return tag;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool is_web_address(std::string_view url) {
  const std::string start = lower(url.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://");
}

bool EntryList::takes_next() {
  if (!ended_ && feed_.entries.size() + feed_.skipped.size() >= kEntriesMax) {
    end("more entries than we read of one feed");
  }
  if (ended_) ++position_;
  return !ended_;
}

void EntryList::add(FeedEntry entry) {
  content_bytes_ += entry.content_html.size() + entry.summary_html.size();
  if (content_bytes_ > kContentBytesMax) {
    end("more content than we read of one feed");
  } else {
    feed_.entries.push_back(std::move(entry));
  }
  ++position_;
}

void EntryList::skip(std::string reason) {
  feed_.skipped.push_back({position_, std::move(reason)});
  ++position_;
}

void EntryList::end(std::string reason) {
  feed_.skipped.push_back({position_, std::move(reason)});
  ended_ = true;
}

}  // namespace dossier
