// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/feed_parts.h"
#include "ingest/sanitize.h"
#include "ingest/url.h"

namespace dossier {

namespace {

// Objects and arrays. The JSON parser compares each with its elder siblings.
constexpr std::ptrdiff_t kValuesMax = 20'000;

const Json* member(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

// Publishers write numbers where the specification wants strings, ids above all.
std::string text(const Json& object, const char* key) {
  const Json* value = member(object, key);
  if (value == nullptr) return "";
  if (value->is_string()) return std::string(trim(value->get_ref<const std::string&>()));
  return value->is_number() ? dump_json(*value) : "";
}

std::string address(const Json& object, const char* key, const FeedContext& context) {
  const std::string url = text(object, key);
  return url.empty() || is_unsafe_url(url) ? "" : resolve_url(context.base_url, url);
}

std::optional<long long> number(const Json& object, const char* key) {
  const Json* value = member(object, key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {
    const double written = value->get<double>();
    if (!(written >= 0) || written > 9e15) return std::nullopt;
    return std::llround(written);
  }
  return value->is_string() ? whole_number(value->get_ref<const std::string&>()) : std::nullopt;
}

// An array, or the one value that stands where an array should.
template <typename Visit>
void each(const Json& object, const char* key, Visit visit) {
  const Json* value = member(object, key);
  if (value == nullptr) return;
  if (!value->is_array()) {
    visit(*value);
    return;
  }
  for (const Json& element : *value) visit(element);
}

void read_author(std::vector<FeedPerson>& people, const Json& author, const FeedContext& context) {
  if (author.is_string()) {
    add_person(people, person_from_text(author.get_ref<const std::string&>()));
  } else if (author.is_object()) {
    FeedPerson person{on_one_line(text(author, "name")), "", address(author, "url", context)};
    if (person.url.starts_with("mailto:")) {
      person.email = person.url.substr(7);
      person.url.clear();
    }
    add_person(people, std::move(person));
  }
}

std::vector<FeedPerson> authors_of(const Json& object, const FeedContext& context) {
  std::vector<FeedPerson> people;
  each(object, "authors", [&](const Json& author) { read_author(people, author, context); });
  each(object, "author", [&](const Json& author) { read_author(people, author, context); });
  return people;
}

std::optional<std::string> title_of(const Json& object) {
  std::string title = on_one_line(text(object, "title"));
  return title.empty() ? std::nullopt : std::optional(std::move(title));
}

std::string escaped(const std::string& plain, const FeedContext& context) {
  return FeedText{plain, false}.fragment(context.base_url, context.html);
}

FeedEntry entry_of(const Json& item, const FeedContext& context, const Feed& feed) {
  FeedEntry entry;
  entry.id = text(item, "id");
  entry.title = title_of(item);
  const std::string url = address(item, "url", context);
  const std::string external = address(item, "external_url", context);
  if (!url.empty()) entry.links.push_back({url, "alternate", "", "", "", ""});
  if (!external.empty()) entry.links.push_back({external, "related", "", "", "", ""});
  entry.link = !url.empty() ? url : external;
  if (entry.link.empty() && is_web_address(entry.id)) entry.link = entry.id;
  entry.base = entry.link.empty() ? context.base_url : entry.link;
  entry.summary_html = escaped(text(item, "summary"), context);
  entry.content_html =
      FeedText{text(item, "content_html"), true}.fragment(entry.base, context.html);
  if (entry.content_html.empty()) entry.content_html = escaped(text(item, "content_text"), context);
  entry.published = parse_feed_date(text(item, "date_published"));
  entry.updated = parse_feed_date(text(item, "date_modified"));
  entry.authors = authors_of(item, context);
  each(item, "tags", [&](const Json& tag) {
    if (tag.is_string())
      add_category(entry.categories, {on_one_line(tag.get<std::string>()), "", ""});
  });
  each(item, "attachments", [&](const Json& attachment) {
    if (!attachment.is_object()) return;
    add_enclosure(entry.enclosures,
                  {address(attachment, "url", context), text(attachment, "mime_type"),
                   number(attachment, "size_in_bytes")});
  });
  entry.image = address(item, "image", context);
  if (entry.image.empty()) entry.image = address(item, "banner_image", context);
  entry.language = language_tag(text(item, "language"));
  if (entry.language.empty()) entry.language = feed.language;
  return entry;
}

}  // namespace

Result<Feed> read_json_feed(std::string_view json_text, const FeedContext& context) {
  if (std::ranges::count(json_text, '{') + std::ranges::count(json_text, '[') > kValuesMax) {
    return fail(ErrorCode::refused, "not a feed: JSON of too many values");
  }
  const Result<Json> parsed = parse_json(json_text);
  if (!parsed) return fail(ErrorCode::malformed, "not a feed: " + parsed.error().message);
  const Json& json = *parsed;
  if (!json.is_object()) return fail(ErrorCode::malformed, "not a feed: JSON, but no object");
  const std::string version = text(json, "version");
  const Json* items = member(json, "items");
  const bool has_items = items != nullptr && items->is_array();
  if (!has_items && version.find("jsonfeed.org") == std::string::npos && version != "1.0" &&
      version != "1.1") {
    return fail(ErrorCode::malformed, "not a feed: JSON, but no JSON Feed");
  }

  Feed feed;
  const bool old = version == "1" || version == "1.0" || version.ends_with("version/1") ||
                   version.ends_with("version/1.0") || version.ends_with("version/1/");
  feed.format = old ? "json1.0" : "json1.1";
  if (version.empty()) feed.warnings.emplace_back("no version, taken for JSON Feed 1.1");
  feed.title = title_of(json);
  feed.link = address(json, "home_page_url", context);
  feed.self_link = address(json, "feed_url", context);
  feed.next_link = address(json, "next_url", context);
  feed.id = text(json, "id");
  each(json, "hubs", [&](const Json& hub) {
    if (hub.is_object() && feed.hub_link.empty()) feed.hub_link = address(hub, "url", context);
  });
  feed.description_html = escaped(text(json, "description"), context);
  feed.language = language_tag(text(json, "language"));
  if (feed.language.empty()) feed.language = context.content_language;
  feed.base = context.base_url;
  feed.authors = authors_of(json, context);
  feed.icon = address(json, "favicon", context);
  if (const std::string icon = address(json, "icon", context); !icon.empty()) {
    feed.image = FeedImage{};
    feed.image->url = icon;
  }
  if (!feed.link.empty()) feed.links.push_back({feed.link, "alternate", "", "", "", ""});
  if (!feed.self_link.empty()) feed.links.push_back({feed.self_link, "self", "", "", "", ""});

  EntryList entries{feed};
  std::size_t position = 0;
  each(json, "items", [&](const Json& item) {
    if (!entries.takes_next()) return;
    if (item.is_object()) {
      entries.add(entry_of(item, context, feed));
    } else {
      entries.skip("an item that is no object");
      feed.warnings.push_back("item " + std::to_string(position) + " is no object");
    }
    ++position;
  });
  return feed;
}

}  // namespace dossier
