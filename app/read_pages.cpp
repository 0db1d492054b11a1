#include "app/read_pages.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <thread>
#include <utility>

namespace dossier {
namespace {

Result<ReadPage> read_page(const FetchedPage& page, const Lexicon& lexicon) {
  Result<Article> article = parse_article(page.bytes, page.url, page.headers);
  if (!article) return tl::unexpected(article.error());
  DocumentContext context;
  context.author = article->byline;
  context.outlet = article->site_name;
  if (article->published.time) context.published = day_of(*article->published.time);
  Extraction found = extract(*article, context, lexicon);
  return ReadPage{std::move(*article), std::move(found)};
}

}  // namespace

std::vector<Result<ReadPage>> read_pages(std::span<const FetchedPage> pages, const Lexicon& lexicon,
                                         unsigned threads) {
  std::vector<std::optional<Result<ReadPage>>> read(pages.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < pages.size(); i = next++)
      read[i] = read_page(pages[i], lexicon);
  };
  {
    std::vector<std::jthread> others;
    const std::size_t useful = std::min<std::size_t>(std::max(threads, 1U), pages.size());
    for (std::size_t i = 1; i < useful; ++i) others.emplace_back(work);
    work();
  }  // All have ended
  std::vector<Result<ReadPage>> results;
  results.reserve(read.size());
  for (std::optional<Result<ReadPage>>& result : read) results.push_back(std::move(*result));
  return results;
}

}  // namespace dossier
