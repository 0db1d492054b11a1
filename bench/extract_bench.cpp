// Reading claims out of text beside ICU's word iterator on the same text: DOSSIER_TEXTS names a
// folder of plain-text articles.
//
//   DOSSIER_TEXTS=texts build/bench/extract_bench

#include <benchmark/benchmark.h>
#include <unicode/ubrk.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "extract/extraction.h"
#include "ingest/article.h"
#include "ingest/plain_text.h"

namespace dossier {
namespace {

// The example press where no folder is named.
const std::vector<Article>& articles() {
  static const std::vector<Article> read = [] {
    std::vector<Article> result;
    const char* folder = std::getenv("DOSSIER_TEXTS");
    const std::filesystem::path root = folder != nullptr ? folder : DOSSIER_EXAMPLES "/press";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const bool page = entry.path().extension() == ".html";
      if (!page && entry.path().extension() != ".txt") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>()};
      if (!page) {
        result.push_back(article_from_plain_text(to_valid_utf8(bytes)));
      } else if (auto article = parse_article(bytes, "https://news.example.com/a")) {
        result.push_back(std::move(*article));
      }
    }
    return result;
  }();
  return read;
}

const Lexicon& lexicon() {
  static const Lexicon loaded = std::move(*Lexicon::load());
  return loaded;
}

// Runs `read` over all articles, again and again; once before the clock starts.
template <typename Read>
void over_articles(benchmark::State& state, const Read& read) {
  for (const Article& article : articles()) read(article);
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const Article& article : articles()) {
      read(article);
      bytes += article.text.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

// Boundaries that ICU finds, on UTF-8 as it lies there.
void iterate(benchmark::State& state, UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* const iterator = ubrk_open(type, "en", nullptr, 0, &status);
  over_articles(state, [&](const Article& article) {
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, article.text.data(), static_cast<std::int64_t>(article.text.size()),
                   &status);
    ubrk_setUText(iterator, &text, &status);
    std::size_t count = 0;
    while (ubrk_next(iterator) != UBRK_DONE) ++count;
    benchmark::DoNotOptimize(count);
    utext_close(&text);
  });
  ubrk_close(iterator);
}

// The limit of the whole.
void icu_words(benchmark::State& state) {
  iterate(state, UBRK_WORD);
}
BENCHMARK(icu_words)->Unit(benchmark::kMillisecond);

void icu_sentences(benchmark::State& state) {
  iterate(state, UBRK_SENTENCE);
}
BENCHMARK(icu_sentences)->Unit(benchmark::kMillisecond);

// What finding names cannot do without: one table look-up a byte.
void byte_table(benchmark::State& state) {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t byte = 0; byte < kinds.size(); ++byte) {
    kinds[byte] = static_cast<std::uint8_t>(byte % 7);
  }
  over_articles(state, [&](const Article& article) {
    std::size_t at = 0;
    for (const char c : article.text) at = kinds[(at + static_cast<unsigned char>(c)) % 256];
    benchmark::DoNotOptimize(at);
  });
}
BENCHMARK(byte_table)->Unit(benchmark::kMillisecond);

void sentences(benchmark::State& state) {
  over_articles(state, [](const Article& article) {
    benchmark::DoNotOptimize(split_sentences(article).size());
  });
}
BENCHMARK(sentences)->Unit(benchmark::kMillisecond);

// Sentences, lexicon, model names.
void candidates(benchmark::State& state) {
  over_articles(state, [](const Article& article) {
    const std::vector<Sentence> split = split_sentences(article);
    benchmark::DoNotOptimize(find_mentions(article, split, lexicon()).size());
  });
}
BENCHMARK(candidates)->Unit(benchmark::kMillisecond);

void extraction(benchmark::State& state) {
  over_articles(state, [](const Article& article) {
    DocumentContext context;
    context.author = "Ada Lovelace";
    benchmark::DoNotOptimize(extract(article, context, lexicon()).claims.size());
  });
}
BENCHMARK(extraction)->Unit(benchmark::kMillisecond);

// With a name of the user's own, which makes it all be read now.
void lexicon_load(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Lexicon::load("people: [{name: Ada Quill}]", "own.yaml").has_value());
  }
}
BENCHMARK(lexicon_load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dossier

BENCHMARK_MAIN();
