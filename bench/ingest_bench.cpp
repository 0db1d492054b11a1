// Pages to stored claims, on one core and on two, beside gumbo alone on the same bytes:
// DOSSIER_PAGES names a folder of HTML files.
//
//   DOSSIER_PAGES=pages build/bench/ingest_bench

#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/in_order.h"
#include "extract/extraction.h"
#include "ingest/article.h"
#include "store/store.h"

namespace dossier {
namespace {

struct FetchedPage {
  std::string bytes, url;
};

struct ReadPage {
  Article article;
  Extraction found;
};

// A folder of the example press where none is named.
const std::vector<FetchedPage>& pages() {
  static const std::vector<FetchedPage> read = [] {
    std::vector<FetchedPage> result;
    const char* folder = std::getenv("DOSSIER_PAGES");
    const std::filesystem::path root = folder != nullptr ? folder : DOSSIER_EXAMPLES "/press";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".html") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      FetchedPage page;
      page.bytes.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      page.url = "https://news.example.com/" + std::to_string(result.size());
      result.push_back(std::move(page));
    }
    return result;
  }();
  return read;
}

std::size_t bytes_of_pages() {
  std::size_t bytes = 0;
  for (const FetchedPage& page : pages()) bytes += page.bytes.size();
  return bytes;
}

const Lexicon& lexicon() {
  static const Lexicon loaded = std::move(*Lexicon::load());
  return loaded;
}

Result<ReadPage> read_page(const FetchedPage& page) {
  Result<Article> article = parse_article(page.bytes, page.url);
  if (!article) return tl::unexpected(article.error());
  DocumentContext context;
  context.author = article->byline;
  context.outlet = article->site_name;
  if (article->published.time) context.published = day_of(*article->published.time);
  Extraction found = extract(*article, context, lexicon());
  return ReadPage{std::move(*article), std::move(found)};
}

// Uses every page that can be read, in order.
template <typename Use>
void read_pages(unsigned threads, const Use& use) {
  in_order(
      pages().size(), threads, [](std::size_t i) { return read_page(pages()[i]); },
      [&](std::size_t i, Result<ReadPage> read) {
        if (read) use(pages()[i], std::move(*read));
        return true;
      });
}

Document document_of(const FetchedPage& page, ReadPage read) {
  Document document;
  Source& source = document.source;
  source.id = short_id({page.url});
  source.url = source.canonical_url = page.url;
  source.title = read.article.title;
  source.author = read.article.byline;
  source.published = read.article.published.time;
  source.text_hash = content_hash(read.article.text);
  source.raw_hash = content_hash(page.bytes);
  document.raw = page.bytes;
  document.text = std::move(read.article.text);
  document.mentions = std::move(read.found.mentions);
  document.passages = std::move(read.found.passages);
  document.claims = store_claims(source, document.text, read.found.claims);
  return document;
}

void set_rate(benchmark::State& state) {
  const auto count = static_cast<double>(state.iterations()) * static_cast<double>(pages().size());
  state.counters["pages/s"] = benchmark::Counter(count, benchmark::Counter::kIsRate);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_of_pages()));
}

// The limit: gumbo as it comes, on the page as it comes.
void raw_gumbo(benchmark::State& state) {
  for (auto _ : state) {
    for (const FetchedPage& page : pages()) {
      GumboOutput* output =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.bytes.data(), page.bytes.size());
      benchmark::DoNotOptimize(output);
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  }
  set_rate(state);
}
BENCHMARK(raw_gumbo)->Unit(benchmark::kMillisecond)->UseRealTime();

// Bytes to articles and claims, on so many threads.
void read(benchmark::State& state) {
  static_cast<void>(lexicon());
  const auto threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    std::size_t claims = 0;
    read_pages(threads, [&](const FetchedPage&, const ReadPage& page) {
      claims += page.found.claims.size();
    });
    benchmark::DoNotOptimize(claims);
  }
  set_rate(state);
}
BENCHMARK(read)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

// The whole: bytes to stored claims, in an empty store.
void ingest(benchmark::State& state) {
  static_cast<void>(lexicon());
  const auto threads = static_cast<unsigned>(state.range(0));
  const std::string folder =
      (std::filesystem::temp_directory_path() / "dossier-ingest-bench").string();
  std::size_t claims = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove_all(folder);
    claims = 0;
    state.ResumeTiming();
    Result<Store> store = Store::open(folder);
    if (!store) return state.SkipWithError(store.error().message.c_str());
    read_pages(threads, [&](const FetchedPage& page, ReadPage read) {
      const Document document = document_of(page, std::move(read));
      claims += document.claims.size();
      const auto added =
          store->add_document(document, "https://news.example.com/feed", page.url, EntryState{});
      if (!added) state.SkipWithError(added.error().message.c_str());
    });
  }
  std::filesystem::remove_all(folder);
  set_rate(state);
  state.counters["claims"] = static_cast<double>(claims);
}
BENCHMARK(ingest)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace dossier

BENCHMARK_MAIN();
