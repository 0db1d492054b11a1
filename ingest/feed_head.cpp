// What a feed says of itself: <channel>, <feed>, atom:source, CDF's <CHANNEL>.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/feed_parts.h"

namespace dossier {

namespace {

// Reads one child after another; holds how good the value of each field is so far.
class HeadReader {
 public:
  HeadReader(const FeedContext& context, Feed& feed) : context_(context), feed_(feed) {}

  void read(pugi::xml_node node) {
    const auto [name, atom, foreign] = element_name(node, context_);
    if (texts(node, name, atom, foreign) || dates(node, name, foreign) || people(node, name) ||
        links(node, name, atom) || pictures(node, name)) {
      return;
    }
    if (is_category(name)) {
      add_categories(feed_.categories, node);
    } else if (name == "id" || name == "guid" || name == "dc:identifier") {
      if (const std::string id = short_text(node); !id.empty() && id_.take(name == "id" ? 0 : 1)) {
        feed_.id = id;
      }
    } else if (name == "language" || name == "dc:language") {
      const std::string tag = language_tag(short_text(node));
      if (!tag.empty() && language_.take(name == "language" ? 0 : 1)) feed_.language = tag;
    } else if (pace(node, name)) {
      return;
    } else if (name == "generator" || name == "admin:generatoragent") {
      generator(node, name);
    }
  }

  void finish(pugi::xml_node node) {
    if (period_minutes_ > 0) {
      feed_.update_minutes = std::max(1, period_minutes_ / std::max(1, updates_a_period_));
    }
    if (node.attribute("rdf:about") && id_.take(3)) feed_.id = attribute(node, "rdf:about");
    if (const std::string href = attribute(node, "href"); !href.empty()) {  // CDF
      FeedLink link = read_link(node, context_);
      if (link_.take(0)) feed_.link = link.href;
      feed_.links.push_back(std::move(link));
    }
    if (const std::string time = attribute(node, "lastmod"); !time.empty() && !feed_.updated) {
      feed_.updated = parse_feed_date(time);
    }
    if (feed_.link.empty()) feed_.link = link_with_rel(feed_.links, "alternate");
    feed_.self_link = link_with_rel(feed_.links, "self");
    feed_.hub_link = link_with_rel(feed_.links, "hub");
    feed_.next_link = link_with_rel(feed_.links, "next");
    feed_.base = base_in_force(node, context_.base_url);
    if (const auto tag = language_in_force(node); tag && language_.take(2)) {
      feed_.language = language_tag(*tag);
    } else if (feed_.language.empty() && language_.take(3)) {
      feed_.language = context_.content_language;
    }
  }

 private:
  bool texts(pugi::xml_node node, std::string_view name, bool atom, bool foreign) {
    const int worse = foreign ? 1 : 0;
    if (name == "title" || name == "dc:title" || name == "itunes:title") {
      const std::string text = read_text(node, atom, context_).plain();
      if (!text.empty() && title_.take(name == "title" ? worse : 3)) feed_.title = text;
    } else if (const int rank = description_rank(name); rank >= 0) {
      fragment(node, atom, rank + worse, description_, feed_.description_html);
    } else if (name == "copyright" || name == "rights" || name == "dc:rights") {
      fragment(node, atom, name == "dc:rights" ? 3 : worse, rights_, feed_.rights_html);
    } else {
      return false;
    }
    return true;
  }

  static int description_rank(std::string_view name) {
    if (name == "description" || name == "tagline" || name == "subtitle" || name == "abstract") {
      return 0;
    }
    if (name == "info" || name == "dc:description") return 3;
    if (name == "itunes:summary") return 5;
    return name == "itunes:subtitle" ? 6 : -1;
  }

  void fragment(pugi::xml_node node, bool atom, int rank, Ranked& ranked, std::string& field) {
    std::string html = read_text(node, atom, context_)
                           .fragment(base_in_force(node, context_.base_url), context_.html);
    if (!html.empty() && ranked.take(rank)) field = std::move(html);
  }

  bool dates(pugi::xml_node node, std::string_view name, bool foreign) {
    const int worse = foreign ? 1 : 0;
    int updated = -1;
    int published = -1;
    if (name == "updated" || name == "modified" || name == "lastbuilddate") updated = worse;
    if (name == "dcterms:modified") updated = 2;
    if (name == "pubdate" || name == "published" || name == "issued") published = worse;
    if (name == "dcterms:issued") published = 2;
    if (name == "dcterms:created" || name == "created") published = 3;
    if (name == "dc:date") published = updated = 4;
    if (updated < 0 && published < 0) return false;
    if (const auto time = parse_feed_date(inner_text(node))) {
      if (updated >= 0 && updated_.take(updated)) feed_.updated = time;
      if (published >= 0 && published_.take(published)) feed_.published = time;
    }
    return true;
  }

  // RSS 2.0's <ttl>, <skipHours> and <skipDays>; the syndication module of RSS 1.0.
  bool pace(pugi::xml_node node, std::string_view name) {
    constexpr int kMax = 1'000'000;
    const auto number = [&] { return whole_number(short_text(node)).value_or(-1); };
    if (name == "ttl") {
      if (const auto minutes = number(); minutes >= 0 && minutes <= kMax) {
        feed_.ttl_minutes = static_cast<int>(minutes);
      }
    } else if (name == "sy:updateperiod") {
      period_minutes_ = minutes_of_period(short_text(node));
    } else if (name == "sy:updatefrequency") {
      if (const auto updates = number(); updates > 0 && updates <= kMax) {
        updates_a_period_ = static_cast<int>(updates);
      }
    } else if (name == "skiphours") {
      for (const pugi::xml_node hour : node.children("hour")) {
        const auto value = whole_number(short_text(hour)).value_or(-1);
        if (value >= 0 && value <= 24) add_sorted(feed_.skip_hours, static_cast<int>(value % 24));
      }
    } else if (name == "skipdays") {
      for (const pugi::xml_node day : node.children("day")) {
        if (const int value = weekday_of(short_text(day)); value >= 0) {
          add_sorted(feed_.skip_days, value);
        }
      }
    } else {
      return false;
    }
    return true;
  }

  static int minutes_of_period(std::string_view period) {
    constexpr std::pair<std::string_view, int> kPeriods[] = {{"hourly", 60},
                                                             {"daily", 24 * 60},
                                                             {"weekly", 7 * 24 * 60},
                                                             {"monthly", 30 * 24 * 60},
                                                             {"yearly", 365 * 24 * 60}};
    const std::string folded = fold_case(period);
    for (const auto& [word, minutes] : kPeriods) {
      if (folded == word) return minutes;
    }
    return 0;
  }

  static int weekday_of(std::string_view day) {
    constexpr std::string_view kDays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    const std::string folded = fold_case(day);
    for (int i = 0; i < 7; ++i) {
      if (folded.starts_with(kDays[i])) return i;
    }
    return -1;
  }

  static void add_sorted(std::vector<int>& numbers, int number) {
    const auto place = std::ranges::lower_bound(numbers, number);
    if (place == numbers.end() || *place != number) numbers.insert(place, number);
  }

  bool people(pugi::xml_node node, std::string_view name) {
    if (name == "author" || name == "managingeditor" || name == "dc:creator" ||
        name == "dc:author" || name == "itunes:author" || name == "itunes:owner" ||
        name == "googleplay:author") {
      add_person(feed_.authors, read_person(node, context_));
    } else if (name == "contributor" || name == "dc:contributor") {
      add_person(feed_.contributors, read_person(node, context_));
    } else {
      return false;
    }
    return true;
  }

  bool links(pugi::xml_node node, std::string_view name, bool atom) {
    if (name != "link") return false;
    if (is_full(feed_.links)) return true;
    FeedLink link = read_link(node, context_);
    const std::string text = short_text(node);
    if (!text.empty() && link.href.empty()) {
      link.href = address(node, text, context_);
      if (!atom && !link.href.empty() && link_.take(0)) feed_.link = link.href;
    }
    if (!says_nothing(link, node)) feed_.links.push_back(std::move(link));
    return true;
  }

  bool pictures(pugi::xml_node node, std::string_view name) {
    if (name == "icon" || name == "webfeeds:icon") {
      if (feed_.icon.empty()) feed_.icon = address(node, context_);
    } else if (name == "logo" || name == "webfeeds:logo") {
      std::string url = address(node, context_);
      if (url.empty()) url = address(node, attribute(node, "href"), context_);  // CDF
      take_image(url, 0);
    } else if (name == "itunes:image" || name == "itunes:link") {
      const bool picture = name == "itunes:image" || attribute(node, "rel") == "image";
      std::string url = attribute(node, "href");
      if (url.empty()) url = attribute(node, "url");
      if (url.empty()) url = short_text(node);
      if (picture) take_image(address(node, url, context_), 2);
    } else if (name == "media:thumbnail" || name == "media:content") {
      const std::string medium = attribute(node, "medium");
      if (name == "media:thumbnail" || medium == "image" ||
          attribute(node, "type").starts_with("image/")) {
        take_image(address(node, attribute(node, "url"), context_), 3);
      }
    } else if (name == "image") {
      image(node);
    } else {
      return false;
    }
    return true;
  }

  void take_image(const std::string& url, int rank) {
    if (url.empty() || !image_.take(rank)) return;
    feed_.image = FeedImage{};
    feed_.image->url = url;
  }

  // RSS's <image>; in RDF the channel's names one that stands beside it.
  void image(pugi::xml_node node) {
    FeedImage image;
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = child.name();
      if (name == "url" && image.url.empty()) image.url = address(child, context_);
      if (name == "link" && image.link.empty()) image.link = address(child, context_);
      if (name == "title" && image.title.empty()) {
        image.title = read_text(child, false, context_).plain();
      }
      if (name == "width" && !image.width) image.width = whole_number(short_text(child));
      if (name == "height" && !image.height) image.height = whole_number(short_text(child));
    }
    if (image.url.empty()) image.url = address(node, attribute(node, "rdf:resource"), context_);
    if (image.url.empty() && !has_element_child(node)) image.url = address(node, context_);
    const bool says_something = !image.url.empty() || !image.title.empty() || !image.link.empty();
    const bool poor = image.title.empty() && image.link.empty();
    if (says_something && image_.take(poor ? 1 : 0)) feed_.image = std::move(image);
  }

  void generator(pugi::xml_node node, std::string_view name) {
    FeedGenerator generator;
    generator.name = on_one_line(inner_text(node));
    for (const char* attribute_name : {"uri", "url", "rdf:resource"}) {
      if (!generator.url.empty()) break;
      generator.url = address(node, attribute(node, attribute_name), context_);
    }
    generator.version = attribute(node, "version");
    if (!generator_.take(name == "generator" ? 0 : 1)) return;
    feed_.generator = std::move(generator);
  }

  const FeedContext& context_;
  Feed& feed_;
  int period_minutes_ = 0, updates_a_period_ = 1;
  Ranked title_, description_, rights_, updated_, published_, id_, language_, link_, image_,
      generator_;
};

}  // namespace

void read_head(pugi::xml_node node, const FeedContext& context, Feed& feed) {
  HeadReader reader(context, feed);
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element) reader.read(child);
  }
  // RDF puts the channel's image beside the channel.
  if (context.vocabulary == FeedVocabulary::rdf) {
    for (const pugi::xml_node image : node.parent().children("image")) reader.read(image);
  }
  reader.finish(node);
}

}  // namespace dossier
