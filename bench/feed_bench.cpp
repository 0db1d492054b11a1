// Reading feeds beside raw pugixml on the same bytes, and fetching beside raw libcurl from the same
// server, in one process: a made-up feed of 20 MB, a folder of small ones (DOSSIER_FEEDS), and a
// page of 60 KB.
//
//   DOSSIER_FEEDS=feeds build/bench/feed_bench

#include <benchmark/benchmark.h>
#include <curl/curl.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "ingest/feed.h"
#include "ingest/fetcher.h"
#include "ingest/sanitize.h"
#include "tests/support/http_server.h"

namespace dossier {
namespace {

// As blogs write: paragraphs with some links and emphasis, HTML inside CDATA.
std::string paragraph(int number) {
  const std::string n = std::to_string(number);
  return "<p>On the morning of day " + n +
         " the team read its own notes again &amp; found <em>three</em> of them to be wrong, which "
         "is <a href=\"/notes/" +
         n +
         "?page=2\" class=\"note\">told in full</a> elsewhere; the rest held, as far as anyone "
         "could tell without asking those who wrote them down in the first place.</p>\n";
}

const std::string& large_feed() {
  static const std::string feed = [] {
    constexpr std::size_t kBytes = 20U << 20U;
    constexpr int kParagraphs = 6;
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Large</title>\n";
    for (int i = 0; text.size() < kBytes; ++i) {
      const std::string n = std::to_string(i);
      text += "<item><title>Entry " + n + " of many &amp; more</title><link>https://a.example/" +
              n + "</link><guid isPermaLink=\"false\">id-" + n +
              "</guid><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><dc:creator>Ann Lee"
              "</dc:creator><category>one</category><description>&lt;p&gt;In short: day " +
              n + ".&lt;/p&gt;</description><content:encoded><![CDATA[";
      for (int k = 0; k < kParagraphs; ++k) text += paragraph(i + k);
      text += "]]></content:encoded></item>\n";
    }
    return text + "</channel></rss>\n";
  }();
  return feed;
}

// A few made-up ones where no folder is named.
const std::vector<std::string>& small_feeds() {
  static const std::vector<std::string> feeds = [] {
    std::vector<std::string> read;
    if (const char* folder = std::getenv("DOSSIER_FEEDS")) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        read.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      }
    }
    for (int i = 0; read.size() < 100; ++i) {
      read.push_back(
          "<rss version='2.0'><channel><title>Small</title><item><title>One</title>"
          "<description><![CDATA[" +
          paragraph(i) + "]]></description></item></channel></rss>");
    }
    return read;
  }();
  return feeds;
}

template <typename Read>
void over(benchmark::State& state, const std::vector<const std::string*>& texts, const Read& read) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const std::string* text : texts) {
      read(*text);
      bytes += text->size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

std::vector<const std::string*> large() {
  return {&large_feed()};
}

std::vector<const std::string*> small() {
  std::vector<const std::string*> texts;
  for (const std::string& feed : small_feeds()) texts.push_back(&feed);
  return texts;
}

// The limit: a tree of the document as it comes.
void raw_pugixml(const std::string& text) {
  pugi::xml_document document;
  benchmark::DoNotOptimize(document.load_buffer(text.data(), text.size()));
}

void read_fully(const std::string& text) {
  benchmark::DoNotOptimize(parse_feed(text, "https://a.example/feed"));
}

void read_unsanitised(const std::string& text) {
  benchmark::DoNotOptimize(parse_feed(text, "https://a.example/feed", {}, FeedHtml::as_written));
}

void large_pugixml(benchmark::State& state) {
  over(state, large(), raw_pugixml);
}
void large_parse(benchmark::State& state) {
  over(state, large(), read_fully);
}
void large_parse_unsanitised(benchmark::State& state) {
  over(state, large(), read_unsanitised);
}
void small_pugixml(benchmark::State& state) {
  over(state, small(), raw_pugixml);
}
void small_parse(benchmark::State& state) {
  over(state, small(), read_fully);
}
void small_parse_unsanitised(benchmark::State& state) {
  over(state, small(), read_unsanitised);
}
BENCHMARK(large_pugixml)->Unit(benchmark::kMillisecond);
BENCHMARK(large_parse_unsanitised)->Unit(benchmark::kMillisecond);
BENCHMARK(large_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(small_pugixml)->Unit(benchmark::kMillisecond);
BENCHMARK(small_parse_unsanitised)->Unit(benchmark::kMillisecond);
BENCHMARK(small_parse)->Unit(benchmark::kMillisecond);

void sanitise(benchmark::State& state) {
  std::string html;
  for (int i = 0; i < 3'000; ++i) html += paragraph(i);
  std::size_t bytes = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sanitize_html(html, "https://a.example/feed"));
    bytes += html.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(sanitise)->Unit(benchmark::kMillisecond);

// --- Fetching. The server has threads of its own, so the time that counts is this thread's.

class PageServer {
 public:
  [[nodiscard]] std::string url() const { return server_.url("/page.bin"); }

 private:
  // Not compressed, so that neither side unpacks.
  HttpServer server_{[](const HttpCall&) {
    return HttpReply{200, std::string(60'000, 'x'), "application/octet-stream", {}};
  }};
};

constexpr int kPagesAtOnce = 50;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::size_t count_bytes(char*, std::size_t size, std::size_t count, void* total) {
  *static_cast<std::size_t*>(total) += size * count;
  return size * count;
}

// One handle, used again, its connection kept.
void fetch_raw_libcurl(benchmark::State& state) {
  const PageServer server;
  const std::string url = server.url();
  CURL* handle = curl_easy_init();
  std::size_t bytes = 0;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &count_bytes);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &bytes);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_perform(handle);  // The connection is not what is compared
  for (auto _ : state) {
    const double start = thread_seconds();
    for (int i = 0; i < kPagesAtOnce; ++i) curl_easy_perform(handle);
    state.SetIterationTime(thread_seconds() - start);
  }
  state.counters["pages/s"] =
      benchmark::Counter(kPagesAtOnce, benchmark::Counter::kIsIterationInvariantRate);
  curl_easy_cleanup(handle);
}
BENCHMARK(fetch_raw_libcurl)->UseManualTime()->Unit(benchmark::kMillisecond);

void fetch_ours(benchmark::State& state) {
  const PageServer server;
  FetchOptions options;
  options.allow_private = true;
  options.host_delay = std::chrono::milliseconds{0};
  const auto fetcher = make_curl_fetcher(options);
  const auto fetch = [&](int pages) {
    for (int i = 0; i < pages; ++i) {
      fetcher->get({server.url(), FetchKind::page, "", ""}, [&](const Result<Response>& answer) {
        if (!answer || answer->body.size() != 60'000) state.SkipWithError("no page");
      });
    }
    fetcher->run({});
  };
  fetch(1);  // robots.txt and the connection
  for (auto _ : state) {
    const double start = thread_seconds();
    fetch(kPagesAtOnce);
    state.SetIterationTime(thread_seconds() - start);
  }
  state.counters["pages/s"] =
      benchmark::Counter(kPagesAtOnce, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(fetch_ours)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dossier

BENCHMARK_MAIN();
