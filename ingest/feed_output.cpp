#include "ingest/feed_output.h"

#include <string>
#include <utility>
#include <vector>

namespace dossier {

namespace {

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(Json& object, const char* key, const std::optional<std::string>& text) {
  if (text) put(object, key, *text);
}

void put(Json& object, const char* key, std::optional<Time> time) {
  if (time) object[key] = format_rfc3339(*time);
}

void put(Json& object, const char* key, std::optional<long long> number) {
  if (number) object[key] = *number;
}

Json to_json(const FeedPerson& person) {
  Json json = Json::object();
  put(json, "name", person.name);
  put(json, "email", person.email);
  put(json, "url", person.url);
  return json;
}

Json to_json(const FeedCategory& category) {
  Json json = Json::object();
  put(json, "term", category.term);
  put(json, "scheme", category.scheme);
  put(json, "label", category.label);
  return json;
}

Json to_json(const FeedLink& link) {
  Json json = Json::object();
  put(json, "href", link.href);
  put(json, "rel", link.rel);
  put(json, "type", link.type);
  put(json, "title", link.title);
  put(json, "hreflang", link.hreflang);
  put(json, "length", link.length);
  return json;
}

Json to_json(const FeedEnclosure& enclosure) {
  Json json = Json::object();
  put(json, "url", enclosure.url);
  put(json, "type", enclosure.type);
  put(json, "length", enclosure.length);
  return json;
}

Json to_json(const FeedImage& image) {
  Json json = Json::object();
  put(json, "url", image.url);
  put(json, "title", image.title);
  put(json, "link", image.link);
  put(json, "width", image.width);
  put(json, "height", image.height);
  return json;
}

Json to_json(const FeedGenerator& generator) {
  Json json = Json::object();
  put(json, "name", generator.name);
  put(json, "url", generator.url);
  put(json, "version", generator.version);
  return json;
}

template <typename Value>
void put_list(Json& object, const char* key, const std::vector<Value>& values) {
  if (values.empty()) return;
  Json list = Json::array();
  for (const Value& value : values) list.push_back(to_json(value));
  object[key] = std::move(list);
}

// What a feed and an entry's source have in common.
template <typename Head>
void put_head(Json& json, const Head& head) {
  put(json, "title", head.title);
  put(json, "link", head.link);
  put(json, "self_link", head.self_link);
  put(json, "id", head.id);
  put(json, "language", head.language);
  put(json, "description", head.description_html);
  put(json, "rights", head.rights_html);
  put(json, "updated", head.updated);
  put(json, "published", head.published);
  put_list(json, "authors", head.authors);
  put_list(json, "contributors", head.contributors);
  put_list(json, "categories", head.categories);
  put(json, "icon", head.icon);
  if (head.image) json["image"] = to_json(*head.image);
  if (head.generator) json["generator"] = to_json(*head.generator);
  put_list(json, "links", head.links);
}

Json to_json(const FeedEntry& entry) {
  Json json = Json::object();
  put(json, "id", entry.id);
  put(json, "link", entry.link);
  put(json, "comments", entry.comments);
  put(json, "title", entry.title);
  put(json, "summary", entry.summary_html);
  put(json, "content_html", entry.content_html);
  put(json, "published", entry.published);
  put(json, "updated", entry.updated);
  put_list(json, "authors", entry.authors);
  put_list(json, "contributors", entry.contributors);
  put_list(json, "categories", entry.categories);
  put_list(json, "links", entry.links);
  put_list(json, "enclosures", entry.enclosures);
  put(json, "image", entry.image);
  put(json, "rights", entry.rights_html);
  put(json, "language", entry.language);
  put(json, "base", entry.base);
  if (entry.source) {
    Json source = Json::object();
    put_head(source, *entry.source);
    json["source"] = std::move(source);
  }
  return json;
}

}  // namespace

Json feed_to_json(const Feed& feed) {
  Json head = Json::object();
  put(head, "format", feed.format);
  put(head, "encoding", feed.encoding);
  put_head(head, feed);
  put(head, "hub_link", feed.hub_link);
  put(head, "next_link", feed.next_link);
  put(head, "base", feed.base);
  if (feed.ttl_minutes) head["ttl"] = *feed.ttl_minutes;

  Json json = Json::object();
  json["feed"] = std::move(head);
  json["entries"] = Json::array();
  for (const FeedEntry& entry : feed.entries) json["entries"].push_back(to_json(entry));
  json["warnings"] = feed.warnings;
  if (!feed.skipped.empty()) {
    for (const SkippedEntry& skipped : feed.skipped) {
      json["skipped"].push_back({{"position", skipped.position}, {"reason", skipped.reason}});
    }
  }
  return json;
}

}  // namespace dossier
