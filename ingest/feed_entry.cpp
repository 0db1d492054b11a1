// One entry: RSS's and RDF's <item>, Atom's <entry>, CDF's <ITEM>.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/feed_parts.h"

namespace dossier {

namespace {

class EntryReader {
 public:
  EntryReader(const FeedContext& context, FeedEntry& entry) : context_(context), entry_(entry) {}

  void read(pugi::xml_node node) {
    const auto [name, atom, foreign] = element_name(node, context_);
    if (texts(node, name, atom, foreign) || dates(node, name, foreign) || people(node, name) ||
        links(node, name, atom) || media(node, name)) {
      return;
    }
    if (is_category(name)) {
      add_categories(entry_.categories, node);
    } else if (name == "guid" || name == "id" || name == "dc:identifier") {
      identity(node, name, foreign);
    } else if (name == "comments") {
      if (entry_.comments.empty()) entry_.comments = address(node, context_);
    } else if (name == "dc:language" || name == "language") {
      if (dc_language_.empty()) dc_language_ = language_tag(short_text(node));
    } else if (name == "source") {
      source(node, atom);
    }
  }

  void finish(pugi::xml_node node, const Feed& feed) {
    if (node.attribute("rdf:about") && id_.take(3)) entry_.id = attribute(node, "rdf:about");
    if (const std::string href = attribute(node, "href"); !href.empty()) {  // CDF
      FeedLink link = read_link(node, context_);
      if (link_.take(0)) entry_.link = link.href;
      entry_.links.push_back(std::move(link));
    }
    if (const std::string time = attribute(node, "lastmod"); !time.empty() && !entry_.updated) {
      entry_.updated = parse_feed_date(time);
    }
    if (entry_.link.empty()) entry_.link = link_with_rel(entry_.links, "alternate");
    if (entry_.comments.empty()) replies();
    if (context_.vocabulary == FeedVocabulary::atom) inherit_authors(feed);
    // An Atom entry without a link often is its own address.
    if (entry_.link.empty() && entry_.links.empty() && is_web_address(entry_.id) &&
        context_.vocabulary == FeedVocabulary::atom) {
      entry_.link = entry_.id;
    }
    pugi::xml_node body = node;
    for (const pugi::xml_node candidate : {content_node_, summary_node_, title_node_}) {
      if (!candidate) continue;
      body = candidate;
      break;
    }
    entry_.base = base_in_force(body, context_.base_url);
    if (const auto tag = language_in_force(body)) {
      entry_.language = language_tag(*tag);
    } else {
      entry_.language = dc_language_.empty() ? feed.language : dc_language_;
    }
  }

 private:
  // RFC 4287, 4.2.1. An author with neither name nor mail address is nobody.
  void inherit_authors(const Feed& feed) {
    const auto is_somebody = [](const FeedPerson& person) {
      return !person.name.empty() || !person.email.empty();
    };
    if (std::ranges::any_of(entry_.authors, is_somebody)) return;
    if (entry_.source && std::ranges::any_of(entry_.source->authors, is_somebody)) {
      entry_.authors = entry_.source->authors;
    } else if (!feed.authors.empty()) {
      entry_.authors = feed.authors;
    }
  }

  bool texts(pugi::xml_node node, std::string_view name, bool atom, bool foreign) {
    const int worse = foreign ? 1 : 0;
    if (name == "title" || name == "dc:title" || name == "media:title" || name == "itunes:title") {
      const int rank = name == "title" ? worse : name == "dc:title" ? 2 : 3;
      const std::string text = read_text(node, atom, context_).plain();
      if (text.empty() || !title_.take(rank)) return true;
      entry_.title = text;
      title_node_ = node;
    } else if (const int summary = summary_rank(name); summary >= 0) {
      fragment(node, atom, summary + worse, summary_, entry_.summary_html, summary_node_);
    } else if (const int content = content_rank(name); content >= 0) {
      fragment(node, atom, content + worse, content_, entry_.content_html, content_node_);
    } else if (name == "rights" || name == "copyright" || name == "dc:rights") {
      pugi::xml_node unused;
      fragment(node, atom, name == "dc:rights" ? 2 : worse, rights_, entry_.rights_html, unused);
    } else {
      return false;
    }
    return true;
  }

  static int summary_rank(std::string_view name) {
    if (name == "description" || name == "summary" || name == "abstract") return 0;
    if (name == "dc:description" || name == "dcterms:abstract") return 3;
    if (name == "itunes:summary") return 5;
    if (name == "media:description") return 6;
    return name == "itunes:subtitle" ? 7 : -1;
  }

  static int content_rank(std::string_view name) {
    if (name == "content:encoded") return 0;
    if (name == "content") return 0;
    if (name == "xhtml:body" || name == "xhtml:div") return 2;
    return name == "body" || name == "fullitem" ? 3 : -1;
  }

  void fragment(pugi::xml_node node, bool atom, int rank, Ranked& ranked, std::string& field,
                pugi::xml_node& where) {
    std::string html = read_text(node, atom, context_)
                           .fragment(base_in_force(node, context_.base_url), context_.html);
    if (html.empty() || !ranked.take(rank)) return;
    field = std::move(html);
    where = node;
  }

  bool dates(pugi::xml_node node, std::string_view name, bool foreign) {
    const int worse = foreign ? 1 : 0;
    int updated = -1;
    int published = -1;
    if (name == "updated" || name == "modified") updated = worse;
    if (name == "dcterms:modified") updated = 2;
    if (name == "pubdate" || name == "published" || name == "issued") published = worse;
    if (name == "dcterms:issued") published = 2;
    if (name == "dc:date" || name == "dcterms:date") published = 3;
    if (name == "created" || name == "dcterms:created") published = 4;
    if (updated < 0 && published < 0) return false;
    if (const auto time = parse_feed_date(inner_text(node))) {
      if (updated >= 0 && updated_.take(updated)) entry_.updated = time;
      if (published >= 0 && published_.take(published)) entry_.published = time;
    }
    return true;
  }

  bool people(pugi::xml_node node, std::string_view name) {
    if (name == "author" || name == "dc:creator" || name == "dc:author" ||
        name == "itunes:author" || name == "googleplay:author") {
      add_person(entry_.authors, read_person(node, context_));
    } else if (name == "contributor" || name == "dc:contributor") {
      add_person(entry_.contributors, read_person(node, context_));
    } else {
      return false;
    }
    return true;
  }

  void identity(pugi::xml_node node, std::string_view name, bool foreign) {
    const std::string id = short_text(node);
    if (id.empty()) return;
    if (id_.take(name == "dc:identifier" ? 2 : foreign ? 1 : 0)) entry_.id = id;
    std::string permalink = attribute(node, "ispermalink");
    std::ranges::transform(permalink, permalink.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
    });
    if (name == "guid" && permalink != "false" && is_web_address(id) && link_.take(1)) {
      entry_.link = address(node, id, context_);
    }
  }

  bool links(pugi::xml_node node, std::string_view name, bool atom) {
    if (name != "link") return false;
    if (is_full(entry_.links)) return true;
    FeedLink link = read_link(node, context_);
    const std::string text = short_text(node);
    if (!text.empty() && link.href.empty()) {
      link.href = address(node, text, context_);
      if (!atom && !link.href.empty() && link_.take(0)) entry_.link = link.href;
    }
    if (says_nothing(link, node)) return true;
    if (link.rel == "enclosure") {
      add_enclosure(entry_.enclosures, {link.href, link.type, whole_number(link.length)});
    }
    entry_.links.push_back(std::move(link));
    return true;
  }

  // The page of comments, not a feed of them.
  void replies() {
    for (const FeedLink& link : entry_.links) {
      const bool page =
          link.type.empty() || link.type == "text/html" || link.type == "application/xhtml+xml";
      if (link.rel != "replies" || !page || !is_web_address(link.href)) continue;
      entry_.comments = link.href;
      return;
    }
  }

  bool media(pugi::xml_node node, std::string_view name) {
    if (name == "enclosure") {
      const std::string url = address(node, attribute(node, "url"), context_);
      add_enclosure(entry_.enclosures,
                    {url, attribute(node, "type"), whole_number(attribute(node, "length"))});
    } else if (name == "media:group" || name == "media:content") {
      if (name == "media:content") media_content(node);
      for (const pugi::xml_node child : node.children()) {
        const std::string_view inner = child.name();
        if (inner == "media:content" && name == "media:group") media(child, inner);
        if (inner == "media:thumbnail") media(child, inner);
        if (inner == "media:title" || inner == "media:description") {
          texts(child, inner, false, false);
        }
        if (inner == "media:category") add_categories(entry_.categories, child);
      }
    } else if (name == "media:thumbnail") {
      take_image(address(node, attribute(node, "url"), context_), 0);
    } else if (name == "itunes:image" || name == "image") {
      std::string url = attribute(node, "href");
      if (url.empty()) url = short_text(node.child("url"));
      if (url.empty() && !has_element_child(node)) url = short_text(node);
      take_image(address(node, url, context_), name == "image" ? 3 : 2);
    } else {
      return false;
    }
    return true;
  }

  void media_content(pugi::xml_node node) {
    const std::string url = address(node, attribute(node, "url"), context_);
    const std::string type = attribute(node, "type");
    if (attribute(node, "medium") == "image" || type.starts_with("image/")) take_image(url, 1);
    add_enclosure(entry_.enclosures, {url, type, whole_number(attribute(node, "filesize"))});
  }

  void take_image(const std::string& url, int rank) {
    if (!url.empty() && image_.take(rank)) entry_.image = url;
  }

  void source(pugi::xml_node node, bool atom) {
    if (entry_.source && has_element_child(node)) {  // A second one is against the rules
      for (const pugi::xml_node author : node.children("author")) {
        add_person(entry_.source->authors, read_person(author, context_));
      }
    }
    if (entry_.source) return;
    if (!atom && !has_element_child(node)) {
      FeedSource source;
      const std::string title = read_text(node, false, context_).plain();
      if (!title.empty()) source.title = title;
      source.link = address(node, attribute(node, "url"), context_);
      if (!source.link.empty()) {
        source.links.push_back({source.link, "alternate", "", "", "", ""});
      }
      entry_.source = std::move(source);
      return;
    }
    Feed head;
    read_head(node, context_, head);
    FeedSource source;
    source.title = std::move(head.title);
    source.link = std::move(head.link);
    source.self_link = std::move(head.self_link);
    source.id = std::move(head.id);
    source.language = std::move(head.language);
    source.description_html = std::move(head.description_html);
    source.rights_html = std::move(head.rights_html);
    source.updated = head.updated;
    source.published = head.published;
    source.authors = std::move(head.authors);
    source.contributors = std::move(head.contributors);
    source.categories = std::move(head.categories);
    source.icon = std::move(head.icon);
    source.image = std::move(head.image);
    source.generator = std::move(head.generator);
    source.links = std::move(head.links);
    entry_.source = std::move(source);
  }

  const FeedContext& context_;
  FeedEntry& entry_;
  Ranked title_, summary_, content_, rights_, updated_, published_, id_, link_, image_;
  pugi::xml_node title_node_, summary_node_, content_node_;
  std::string dc_language_;
};

}  // namespace

FeedEntry read_entry(pugi::xml_node node, const FeedContext& context, const Feed& feed) {
  FeedEntry entry;
  EntryReader reader(context, entry);
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element) reader.read(child);
  }
  reader.finish(node, feed);
  return entry;
}

}  // namespace dossier
