// Reading pages beside raw gumbo on the same pages: DOSSIER_PAGES names a folder of HTML files.
//
//   DOSSIER_PAGES=pages build/bench/article_bench

#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/article.h"
#include "ingest/charset.h"
#include "ingest/html_slim.h"
#include "ingest/html_tree.h"

namespace dossier {
namespace {

// A folder of the example press where none is named.
const std::vector<std::string>& pages() {
  static const std::vector<std::string> read = [] {
    std::vector<std::string> result;
    const char* folder = std::getenv("DOSSIER_PAGES");
    const std::filesystem::path root = folder != nullptr ? folder : DOSSIER_EXAMPLES "/press";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".html") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      result.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return result;
  }();
  return read;
}

// Runs `read` over all pages, again and again.
template <typename Read>
void over_pages(benchmark::State& state, const Read& read) {
  std::size_t bytes = 0, count = 0;
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      read(page);
      bytes += page.size();
      ++count;
    }
  }
  state.counters["pages/s"] =
      benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsRate);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

// The limit: gumbo as it comes, on the page as it comes.
void raw_gumbo(benchmark::State& state) {
  over_pages(state, [](const std::string& page) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    benchmark::DoNotOptimize(output);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  });
}
BENCHMARK(raw_gumbo)->Unit(benchmark::kMillisecond);

void decode(benchmark::State& state) {
  over_pages(state, [](const std::string& page) {
    benchmark::DoNotOptimize(decode_html(page, {}).text.size());
  });
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond);

void slim(benchmark::State& state) {
  over_pages(state, [](const std::string& page) {
    benchmark::DoNotOptimize(slim_html(page).html.size());
  });
}
BENCHMARK(slim)->Unit(benchmark::kMillisecond);

void tree(benchmark::State& state) {
  over_pages(state, [](const std::string& page) {
    benchmark::DoNotOptimize(parse_html_tree(slim_html(page).html).has_value());
  });
}
BENCHMARK(tree)->Unit(benchmark::kMillisecond);

void article(benchmark::State& state) {
  over_pages(state, [](const std::string& page) {
    benchmark::DoNotOptimize(parse_article(page, "https://news.example.com/a").has_value());
  });
}
BENCHMARK(article)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dossier

BENCHMARK_MAIN();
