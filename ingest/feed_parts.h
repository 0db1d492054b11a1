// What the readers of all feed formats share: the small values of a feed, and the rule that the
// first source of a field that has something to say, by rank, wins.

#pragma once

#include <climits>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/feed.h"
#include "ingest/feed_xml.h"

namespace dossier {

struct FeedContext {
  std::string base_url;          // Content-Location over the feed's address
  std::string content_language;  // Of the response
  FeedVocabulary vocabulary = FeedVocabulary::rss;
  FeedHtml html = FeedHtml::sanitised;
};

// Remembers how good the value is that a field holds: lower is better, the first of equals stays.
class Ranked {
 public:
  [[nodiscard]] bool take(int rank) {
    if (rank >= rank_) return false;
    rank_ = rank;
    return true;
  }

 private:
  int rank_ = INT_MAX;
};

// A text construct: what it says, and whether that is HTML or plain.
struct FeedText {
  std::string value;
  bool is_html = true;

  [[nodiscard]] std::string plain() const;  // On one line
  // HTML, as the context wants it.
  [[nodiscard]] std::string fragment(std::string_view base_url, FeedHtml html) &&;
};

// By RSS's rules (all is HTML), or by Atom's (type and mode decide) where `atom`.
[[nodiscard]] FeedText read_text(pugi::xml_node node, bool atom, const FeedContext& context);

// The element's text, trimmed; references decoded where that is what the publisher meant.
[[nodiscard]] std::string short_text(pugi::xml_node node);

// An element as the readers of heads and entries know it.
struct ElementName {
  std::string_view
      name;           // Without "atom:"; other prefixes stay: "dc:date". Lives as long as the node
  bool atom = false;  // Of Atom, by the feed's vocabulary or by its prefix
  bool foreign = false;  // Of Atom, in a feed that is not
};
[[nodiscard]] ElementName element_name(pugi::xml_node node, const FeedContext& context);
[[nodiscard]] bool is_category(std::string_view name);
// The element's text as an address, absolute where a base is known.
[[nodiscard]] std::string address(pugi::xml_node node, const FeedContext& context);
[[nodiscard]] std::string address(pugi::xml_node node, std::string_view reference,
                                  const FeedContext& context);

// "Ann Lee", "ann@a.org (Ann Lee)", "Ann Lee <ann@a.org>" …
[[nodiscard]] FeedPerson person_from_text(std::string_view text);
// Children name, email, uri; or text as above.
[[nodiscard]] FeedPerson read_person(pugi::xml_node node, const FeedContext& context);
// Unless it says nothing, or is there already.
void add_person(std::vector<FeedPerson>& people, FeedPerson person);
void add_category(std::vector<FeedCategory>& categories, FeedCategory category);
void add_categories(std::vector<FeedCategory>& categories, pugi::xml_node node);

[[nodiscard]] FeedLink read_link(pugi::xml_node node, const FeedContext& context);
// Whether an element is not worth a place among the links: <link/>.
[[nodiscard]] bool says_nothing(const FeedLink& link, pugi::xml_node node);
// Whether there are more than anyone reads; the rest is passed over.
[[nodiscard]] bool is_full(const std::vector<FeedLink>& links);
// The first with that rel whose address is http or https; empty if none.
[[nodiscard]] std::string link_with_rel(const std::vector<FeedLink>& links, std::string_view rel);

void add_enclosure(std::vector<FeedEnclosure>& enclosures, FeedEnclosure enclosure);
// A number as feeds write it ("1,234 bytes" is none).
[[nodiscard]] std::optional<long long> whole_number(std::string_view text);

// "en_US" → "en-US".
[[nodiscard]] std::string language_tag(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] bool is_web_address(std::string_view url);  // http: or https:

// The parts of a feed, whatever its vocabulary. `node` is <channel>, <feed>, atom:source …
void read_head(pugi::xml_node node, const FeedContext& context, Feed& feed);
[[nodiscard]] FeedEntry read_entry(pugi::xml_node node, const FeedContext& context,
                                   const Feed& feed);

// Fills a feed with its entries, as many and as much of them as we read of one; once it is told
// that the rest is passed over.
class EntryList {
 public:
  explicit EntryList(Feed& feed) : feed_{feed} {}

  // Whether the next one is to be read: then call add() or skip(), else it is passed over.
  [[nodiscard]] bool takes_next();
  void add(FeedEntry entry);
  void skip(std::string reason);

 private:
  void end(std::string reason);

  Feed& feed_;
  std::size_t position_ = 0, content_bytes_ = 0;
  bool ended_ = false;
};

// A JSON Feed. Fails where the text is no JSON, or JSON of another kind.
[[nodiscard]] Result<Feed> read_json_feed(std::string_view text, const FeedContext& context);

}  // namespace dossier
