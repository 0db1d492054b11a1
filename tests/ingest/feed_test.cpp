#include "ingest/feed.h"

#include <catch2/catch.hpp>
#include <string>

#include "ingest/feed_output.h"

using namespace dossier;

namespace {

std::string show(std::string_view bytes, std::string_view base_url = "http://a.org/feed",
                 const Headers& headers = {}) {
  const Result<Feed> feed = parse_feed(bytes, base_url, headers);
  if (!feed) return feed.error().message;
  std::string shown = feed->format + " \"" + feed->title.value_or("-") + "\" " + feed->link;
  for (const FeedEntry& entry : feed->entries) {
    shown += "\n" + (entry.id.empty() ? "-" : entry.id) + " | " + entry.link + " | " +
             entry.title.value_or("-") + " | " +
             (entry.published ? format_rfc3339(*entry.published) : "-") + " | " +
             (entry.updated ? format_rfc3339(*entry.updated) : "-") + " | ";
    for (const FeedPerson& author : entry.authors) {
      shown += author.name + "<" + author.email + ">";
    }
    shown += " | " + entry.summary_html + " | " + entry.content_html;
  }
  return shown;
}

FeedEntry first_entry(const std::string& inside, const std::string& attributes = "") {
  const auto feed = parse_feed("<feed xmlns='http://www.w3.org/2005/Atom' " + attributes +
                                   "><entry>" + inside + "</entry></feed>",
                               "http://a.org/d/feed");
  REQUIRE(feed);
  REQUIRE(feed->entries.size() == 1);
  return feed->entries[0];
}

FeedEntry first_item(const std::string& inside) {
  const auto feed =
      parse_feed("<rss version='2.0'><channel><item>" + inside + "</item></channel></rss>",
                 "http://a.org/d/feed");
  REQUIRE(feed);
  REQUIRE(feed->entries.size() == 1);
  return feed->entries[0];
}

constexpr const char* kRss = R"(<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Ann &amp;amp; Bo</title><link>http://a.org/</link>
  <atom:link rel="self" href="http://a.org/feed"/>
  <item>
    <title>GLM-5 &lt;b&gt;is out&lt;/b&gt;</title>
    <link>/posts/1</link><guid isPermaLink="false">p1</guid>
    <pubDate>Tue, 12 May 2026 08:30:05 GMT</pubDate><dc:creator>Ann Lee</dc:creator>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>Long <a href="x">story</a>.<script>x()</script></p>]]></content:encoded>
  </item>
  <item><title>Two</title><guid>http://a.org/2</guid><author>bo@a.org (Bo Ek)</author></item>
</channel></rss>)";

// What the feed says of itself under that key, as JSON.
std::string told_of_itself(const std::string& inside, const char* key, bool atom = false) {
  const std::string feed = atom ? "<feed xmlns='http://www.w3.org/2005/Atom'>" + inside +
                                      "<entry><title>t</title></entry></feed>"
                                : "<rss version='2.0' xmlns:dcterms='http://purl.org/dc/terms/' "
                                  "xmlns:dc='http://purl.org/dc/elements/1.1/' "
                                  "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
                                  "xmlns:media='http://search.yahoo.com/mrss/'><channel>" +
                                      inside + "<item><title>t</title></item></channel></rss>";
  const auto read = parse_feed(feed, "http://a.org/d/feed");
  REQUIRE(read);
  const Json head = feed_to_json(*read)["feed"];
  return head.contains(key) ? dump_json(head[key]) : "-";
}

TEST_CASE("what a feed says of itself is told, the better of two first") {
  struct Case {
    const char *key, *inside, *expected;
    bool atom = false;
  };
  for (const Case& c : {
           Case{"updated", "<lastBuildDate>Tue, 12 May 2026 08:30:05 GMT</lastBuildDate>",
                "\"2026-05-12T08:30:05Z\""},
           Case{"updated",
                "<dc:date>2026-05-01</dc:date><lastBuildDate>Tue, 12 May 2026 08:30:05 "
                "GMT</lastBuildDate>",
                "\"2026-05-12T08:30:05Z\""},
           Case{"updated", "<lastBuildDate>soon</lastBuildDate>", "-"},
           Case{"published", "<pubDate>Mon, 11 May 2026 00:00:00 GMT</pubDate>",
                "\"2026-05-11T00:00:00Z\""},
           Case{"language", "<dc:language>fr</dc:language><language>en-us</language>", "\"en-us\""},
           Case{"description",
                "<description>News "
                "&lt;script&gt;x()&lt;/script&gt;&lt;b&gt;daily&lt;/b&gt;</description>",
                "\"News <b>daily</b>\""},
           Case{"rights", "<copyright>2026 Ann</copyright>", "\"2026 Ann\""},
           Case{"categories", "<category domain='http://a.org/t'>models</category>",
                "[{\"term\":\"models\",\"scheme\":\"http://a.org/t\"}]"},
           Case{"generator", "<generator>Press 2</generator>", "{\"name\":\"Press 2\"}"},
           Case{"generator", "<generator uri='/press' version='2'>Press</generator>",
                "{\"name\":\"Press\",\"url\":\"http://a.org/press\",\"version\":\"2\"}", true},
           Case{"image",
                "<image><url>/i.png</url><title>A</title><link>http://a.org/</link>"
                "<width>88</width><height>x</height></image>",
                "{\"url\":\"http://a.org/i.png\",\"title\":\"A\",\"link\":\"http://a.org/"
                "\",\"width\":88}"},
           Case{"image", "<itunes:image href='i.jpg'/>", "{\"url\":\"http://a.org/d/i.jpg\"}"},
           Case{"image",
                "<itunes:image href='i.jpg'/><image><url>/i.png</url><title>A</title></image>",
                "{\"url\":\"http://a.org/i.png\",\"title\":\"A\"}"},
           Case{"image", "<media:thumbnail url='t.png'/>", "{\"url\":\"http://a.org/d/t.png\"}"},
           Case{"image", "<logo>/l.png</logo>", "{\"url\":\"http://a.org/l.png\"}", true},
           Case{"icon", "<icon>/favicon.ico</icon>", "\"http://a.org/favicon.ico\"", true},
           Case{"contributors", "<contributor><name>Bo</name></contributor>", "[{\"name\":\"Bo\"}]",
                true},
       }) {
    CAPTURE(c.inside);
    CHECK(told_of_itself(c.inside, c.key, c.atom) == c.expected);
  }
}

TEST_CASE("a feed says how often it wants to be asked, and when not") {
  const auto feed = parse_feed(
      "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
      "<ttl>90</ttl><sy:updateFrequency>4</sy:updateFrequency><sy:updatePeriod> Daily "
      "</sy:updatePeriod><skipHours><hour>24</hour><hour>7</hour><hour>7</hour><hour>25</hour>"
      "<hour>x</hour></skipHours><skipDays><day>Sunday</day><day>saturday</day><day>Someday</day>"
      "</skipDays><item><title>t</title></item></channel></rss>",
      "https://a.example/feed");
  REQUIRE(feed);
  CHECK(feed->ttl_minutes == 90);
  CHECK(feed->update_minutes == 360);
  CHECK(feed->skip_hours == std::vector<int>{0, 7});
  CHECK(feed->skip_days == std::vector<int>{0, 6});
  CHECK_FALSE(parse_feed("<rss><channel><sy:updatePeriod>often</sy:updatePeriod><item>"
                         "<title>t</title></item></channel></rss>",
                         "")
                  ->update_minutes);
}

}  // namespace

TEST_CASE("RSS 2.0 is read with full text, summary and both kinds of guid") {
  CHECK(
      show(kRss) ==
      "rss20 \"Ann & Bo\" http://a.org/\n"
      "p1 | http://a.org/posts/1 | GLM-5 is out | 2026-05-12T08:30:05Z | - | Ann Lee<> | Short. | "
      "<p>Long <a href=\"http://a.org/x\">story</a>.</p>\n"
      "http://a.org/2 | http://a.org/2 | Two | - | - | Bo Ek<bo@a.org> |  | ");
}

TEST_CASE("RSS 1.0 keeps its items beside the channel") {
  CHECK(show(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="http://a.org/feed"><title>R</title><link>http://a.org/</link></channel>
  <item rdf:about="http://a.org/1"><title>One</title><link>http://a.org/1</link>
    <dc:date>2026-05-12T10:00+02:00</dc:date><dc:creator>Ann</dc:creator>
    <description>&lt;i&gt;x&lt;/i&gt;</description></item></rdf:RDF>)") ==
        "rss10 \"R\" http://a.org/\n"
        "http://a.org/1 | http://a.org/1 | One | 2026-05-12T08:00:00Z | - | Ann<> | <i>x</i> | ");
}

TEST_CASE("Atom 1.0 is read with its text types, and authors are inherited") {
  CHECK(show(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.org/">
  <title type="html">A &amp;lt; B</title><link href="/"/><author><name>Ann</name></author>
  <entry><id>urn:1</id><title>&lt;blink&gt; &amp;amp; co</title><link href="1"/>
    <published>2026-05-12T08:00:00Z</published><updated>2026-05-13T08:00:00Z</updated>
    <summary>1 &lt; 2</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x <a href="y">y</a><br/></p></div></content>
  </entry></feed>)") ==
        "atom10 \"A < B\" http://b.org/\n"
        "urn:1 | http://b.org/1 | <blink> &amp; co | 2026-05-12T08:00:00Z | 2026-05-13T08:00:00Z | "
        "Ann<> | 1 &lt; 2 | <div><p>x <a href=\"http://b.org/y\">y</a><br></p></div>");
}

TEST_CASE("JSON Feed is read, text content escaped") {
  CHECK(
      show(
          R"({"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"http://a.org/",
  "authors":[{"name":"Ann"}],"items":[
   {"id":7,"url":"/1","title":"a <b>","content_text":"1 < 2","date_published":"2026-05-12T08:00:00Z"},
   {"id":"8","content_html":"<p onclick=x>y","authors":[{"name":"Bo"}]}, 3]})") ==
      "json1.1 \"J\" http://a.org/\n"
      "7 | http://a.org/1 | a <b> | 2026-05-12T08:00:00Z | - |  |  | 1 &lt; 2\n"
      "8 |  | - | - | - | Bo<> |  | <p>y</p>");
}

TEST_CASE("of a feed whose contents grow as they are escaped, what is too much is left out") {
  std::string rss = "<rss version=\"2.0\"><channel><title>a</title>";
  for (int i = 0; i < 3; ++i) {
    rss += "<item><title>a</title><description><![CDATA[" + std::string(3'500'000, '&') +
           "]]></description></item>";
  }
  const auto feed = parse_feed(rss + "</channel></rss>", "");
  REQUIRE(feed);
  CHECK(feed->entries.size() == 1);
  REQUIRE(feed->skipped.size() == 1);
  CHECK(feed->skipped[0].position == 1);
  CHECK(feed->skipped[0].reason == "more content than we read of one feed");
  const auto bare = parse_feed("<rss version=\"2.0\"><channel><title>a" +
                                   std::string(5'000'000, '&') + "</title></channel></rss>",
                               "");
  REQUIRE(bare);
  CHECK(bare->title->size() == 1 + (16U << 20U) / 4);
  CHECK(bare->warnings[1] == "line 1: characters beyond a limit dropped (805696 times)");
}

TEST_CASE("of a feed of a great many items that are none, the first thousands are told") {
  std::string json = R"({"version":"https://jsonfeed.org/version/1.1","items":[)";
  for (int i = 0; i < 50'000; ++i) json += "1,";
  const auto feed = parse_feed(json + "{\"id\":\"late\"}]}", "");
  REQUIRE(feed);
  CHECK(feed->entries.empty());
  REQUIRE(feed->skipped.size() == 10'001);
  CHECK(feed->skipped.back().position == 10'000);
  CHECK(feed->skipped.back().reason == "more entries than we read of one feed");
}

TEST_CASE("CDF and Atom 0.3 are still read") {
  CHECK(show(R"(<CHANNEL HREF="http://a.org/"><TITLE>C</TITLE>
    <ITEM HREF="/1" LASTMOD="2004-05-12T08:00:00Z"><TITLE>One</TITLE><ABSTRACT>x</ABSTRACT></ITEM></CHANNEL>)") ==
        "cdf \"C\" http://a.org/\n- | http://a.org/1 | One | - | 2004-05-12T08:00:00Z |  | x | ");
  CHECK(show(R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>O</title>
    <entry><title mode="base64" type="text/html">SGkgPGI+Qm88L2I+</title>
    <issued>2004-05-12T08:00:00Z</issued>
    <content type="text/html" mode="escaped">&lt;b&gt;x&lt;/b&gt;</content></entry></feed>)") ==
        "atom03 \"O\" \n- |  | Hi Bo | 2004-05-12T08:00:00Z | - |  |  | <b>x</b>");
}

TEST_CASE("What is no feed is refused with what it was") {
  const struct {
    const char* bytes;
    const char* message;
  } cases[] = {
      {"", "not a feed: it is empty"},
      {" \n\t", "not a feed: it is empty"},
      {"hello", "not a feed: no element in it"},
      {"<!doctype html><html><body>404</body></html>", "not a feed: the root is <html>"},
      {"{\"a\":1}", "not a feed: JSON, but no JSON Feed"},
      {"{\"version\":", "not a feed: not JSON: stopped at byte 12"},
  };
  for (const auto& [bytes, message] : cases) {
    INFO(bytes);
    CHECK(show(bytes) == message);
  }
}

TEST_CASE("Undeclared prefixes mean the usual thing, and a warning says so") {
  const auto feed = parse_feed(
      "<rss version='2.0'><channel><item><dc:creator>Ann</dc:creator></item></channel></rss>", "");
  REQUIRE(feed);
  CHECK(feed->entries[0].authors[0].name == "Ann");
  CHECK(feed->warnings.size() == 1);
}

TEST_CASE("Prefixes are the publisher's choice, and unknown namespaces are left alone") {
  const auto feed = parse_feed(
      "<r:rss xmlns:r='http://backend.userland.com/rss2' xmlns:x='http://nobody.org/'"
      " xmlns:d='http://purl.org/dc/elements/1.1/' version='2.0'><r:channel><r:item>"
      "<x:title>No</x:title><r:title>Yes</r:title><d:creator>Ann</d:creator></r:item></r:channel></"
      "r:rss>",
      "");
  REQUIRE(feed);
  CHECK(feed->entries[0].title == "Yes");
  CHECK(feed->entries[0].authors[0].name == "Ann");
  CHECK(feed->warnings.empty());
}

TEST_CASE("A person's name and address are told apart") {
  const struct {
    const char* written;
    const char* name;
    const char* email;
  } cases[] = {
      {"Ann Lee", "Ann Lee", ""},
      {"ann@a.org", "", "ann@a.org"},
      {"ann@a.org (Ann Lee)", "Ann Lee", "ann@a.org"},
      {"Ann Lee (ann@a.org)", "Ann Lee", "ann@a.org"},
      {"Ann Lee &lt;ann@a.org&gt;", "Ann Lee", "ann@a.org"},
      {"mailto:ann@a.org", "", "ann@a.org"},
      {"Ann (Bo) Lee", "Ann (Bo) Lee", ""},
  };
  for (const auto& [written, name, email] : cases) {
    INFO(written);
    const FeedEntry entry = first_item("<author>" + std::string(written) + "</author>");
    REQUIRE(entry.authors.size() == 1);
    CHECK(entry.authors[0].name == name);
    CHECK(entry.authors[0].email == email);
  }
}

TEST_CASE("Language and base are those in force on the content") {
  const FeedEntry entry =
      first_entry("<title>t</title><content xml:lang='de_AT' xml:base='x/'>c</content>",
                  "xml:lang='en' xml:base='http://b.org/'");
  CHECK(entry.language == "de-AT");
  CHECK(entry.base == "http://b.org/x/");
  CHECK(first_entry("<title>t</title>", "xml:lang='en'").language == "en");
  CHECK(first_entry("<title xml:lang=''>t</title>", "xml:lang='en'").language.empty());
}

TEST_CASE("Enclosures are unique, and empty ones dropped") {
  const FeedEntry entry = first_item(
      "<enclosure url=' /a.mp3 ' length=' 12 ' type='audio/mpeg'/><enclosure url='/a.mp3'/>"
      "<enclosure url=''/><media:content url='/b.png' medium='image'/>");
  REQUIRE(entry.enclosures.size() == 2);
  CHECK(entry.enclosures[0].url == "http://a.org/a.mp3");
  CHECK(entry.enclosures[0].length == 12);
  CHECK(entry.image == "http://a.org/b.png");
}

TEST_CASE("An entry's source speaks for its authors") {
  const FeedEntry entry = first_entry(
      "<source><id>urn:s</id><title>S</title><author><name>Bo</name></author></source>");
  REQUIRE(entry.source);
  CHECK(entry.source->title == "S");
  CHECK(entry.source->id == "urn:s");
  REQUIRE(entry.authors.size() == 1);
  CHECK(entry.authors[0].name == "Bo");
}

TEST_CASE("A feed cut at any byte is read as far as it goes, or refused") {
  const std::string whole = kRss;
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    const auto feed = parse_feed(std::string_view(whole).substr(0, cut), "http://a.org/");
    if (feed && !whole.substr(cut).starts_with('\n')) CHECK(!feed->warnings.empty());
    if (!feed) CHECK(feed.error().code == ErrorCode::malformed);
  }
}

TEST_CASE("A feed is printed with what it says, and nothing else") {
  const auto feed = parse_feed(
      "<rss version='2.0'><channel><title>T</title><ttl>60</ttl><item><guid>g</guid></item>"
      "</channel></rss>",
      "");
  REQUIRE(feed);
  CHECK(dump_json(feed_to_json(*feed)) ==
        R"({"feed":{"format":"rss20","encoding":"utf-8","title":"T","ttl":60},)"
        R"("entries":[{"id":"g"}],"warnings":[]})");
}
