#include "app/opml.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "base/utf8.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kBytesMax = 16U << 20U;
constexpr std::size_t kFeedsMax = 20'000;
constexpr std::ptrdiff_t kCategoriesMax = 8;  // One in another; deeper ones are one with the eighth

// An attribute whatever its case: programs write xmlUrl, xmlurl and XMLURL.
std::string attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute own : node.attributes()) {
    if (fold_case(to_valid_utf8(own.name())) == name) {
      return on_one_line(to_valid_utf8(own.value()));
    }
  }
  return "";
}

std::string name_of(pugi::xml_node outline) {
  const std::string title = attribute(outline, "title");
  return for_display(title.empty() ? attribute(outline, "text") : title);
}

// "/Press/Labs,/Weekly" → Press, Labs
std::vector<std::string> own_category(pugi::xml_node outline) {
  const std::string list = attribute(outline, "category");
  const std::string_view first = std::string_view{list}.substr(0, list.find(','));
  std::vector<std::string> path;
  for (std::size_t start = 0; start < first.size() && std::ssize(path) < kCategoriesMax;) {
    const std::size_t end = std::min(first.find('/', start), first.size());
    if (end > start) path.emplace_back(first.substr(start, end - start));
    start = end + 1;
  }
  return path;
}

// An outline around others, which the walk is in.
struct Folder {
  pugi::xml_node node;
  bool is_named;
};

// The next node of a walk below `top` in document order; `leave` is told of each one left.
template <typename Leave>
pugi::xml_node next(pugi::xml_node node, pugi::xml_node top, const Leave& leave) {
  if (node.first_child()) return node.first_child();
  while (node != top) {
    leave(node);
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

}  // namespace

Result<FeedList> parse_opml(std::string_view bytes) {
  if (bytes.size() > kBytesMax) return fail(ErrorCode::refused, "not an OPML list: too large");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
  const pugi::xml_node body = document.child("opml").child("body");
  if (!body) {
    return fail(ErrorCode::malformed,
                std::string{"not an OPML list: "} +
                    (parsed ? "no <body> in an <opml>" : parsed.description()));
  }
  FeedList list;
  list.title = on_one_line(document.child("opml").child("head").child_value("title"));
  std::vector<Folder> folders;
  std::vector<std::string>
      names;  // Of those that have one; read once, however many feeds they hold
  const auto leave = [&](pugi::xml_node left) {
    if (folders.empty() || folders.back().node != left) return;
    if (folders.back().is_named) names.pop_back();
    folders.pop_back();
  };
  for (pugi::xml_node at = next(body, body, leave); at; at = next(at, body, leave)) {
    if (std::string_view{at.name()} != "outline") continue;
    FeedConfiguration feed;
    feed.url = attribute(at, "xmlurl");
    if (feed.url.empty()) {
      if (!at.first_child()) continue;
      std::string name = name_of(at);
      folders.push_back({at, !name.empty()});
      if (!name.empty()) names.push_back(std::move(name));
      continue;
    }
    feed.name = name_of(at);
    if (!parse_url(feed.url)) {
      list.skipped.push_back("no http or https address: " + feed.url);
      continue;
    }
    feed.category.assign(names.begin(),
                         names.begin() + std::min(std::ssize(names), kCategoriesMax));
    if (feed.category.empty()) feed.category = own_category(at);
    list.feeds.push_back(std::move(feed));
    if (list.feeds.size() == kFeedsMax) {
      list.skipped.emplace_back("all after the first 20000 feeds");
      break;
    }
  }
  return list;
}

std::string write_opml(const std::string& title, const std::vector<FeedConfiguration>& feeds) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node opml = document.append_child("opml");
  opml.append_attribute("version") = "2.0";
  opml.append_child("head").append_child("title").text() = title.c_str();
  pugi::xml_node body = opml.append_child("body");
  for (const FeedConfiguration& feed : feeds) {
    pugi::xml_node folder = body;
    for (const std::string& category : feed.category) {
      const auto is_it = [&](pugi::xml_node node) {
        return !node.attribute("xmlUrl") && category == node.attribute("text").value();
      };
      pugi::xml_node inner = folder.find_child(is_it);
      if (!inner) {
        inner = folder.append_child("outline");
        inner.append_attribute("text") = category.c_str();
      }
      folder = inner;
    }
    const std::string& name = feed.name.empty() ? feed.url : feed.name;
    pugi::xml_node outline = folder.append_child("outline");
    outline.append_attribute("type") = "rss";
    outline.append_attribute("text") = name.c_str();
    if (!feed.name.empty()) outline.append_attribute("title") = name.c_str();
    outline.append_attribute("xmlUrl") = feed.url.c_str();
  }
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace dossier
