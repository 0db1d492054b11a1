// dossier re-extract: what the extractor of today finds in the texts of the store.

#include <fmt/core.h>

#include <optional>

#include "app/commands.h"
#include "app/reading.h"
#include "app/report.h"
#include "app/session.h"
#include "app/version.h"
#include "base/hash.h"
#include "base/json.h"
#include "ingest/article.h"

namespace dossier {
namespace {

struct Totals {
  std::size_t read = 0, changed = 0, claims_gained = 0, claims_lost = 0;
  std::size_t parsed_otherwise = 0;  // Their article is another one to the parser of today
  std::size_t without_bytes = 0;     // Pruned
};

Headers headers_of(const std::string& lines) {
  Headers headers;
  for (std::size_t start = 0; start < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', start), lines.size());
    const std::string line = lines.substr(start, end - start);
    if (const std::size_t colon = line.find(": "); colon != std::string::npos) {
      headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    start = end + 1;
  }
  return headers;
}

// The article as it was when its text was stored; nothing where today's parser makes another.
std::optional<Article> article_again(const Source& source, const std::string& raw,
                                     const Headers& headers) {
  const auto is_it = [&](const Result<Article>& article) {
    return article && content_hash(article->text) == source.text_hash;
  };
  // A feed's own HTML came without headers. One text may come of both, with other tables: what it
  // was read as goes first.
  for (const bool as_page : {!headers.empty(), headers.empty()}) {
    auto article =
        as_page ? parse_article(raw, source.url, headers) : parse_fragment(raw, source.url);
    if (is_it(article)) return std::move(*article);
  }
  return std::nullopt;
}

Result<void> read_one(Store& store, const Source& source, const Lexicon& lexicon, Time now,
                      Totals& totals, const Report& report) {
  const auto raw =
      source.raw_hash.empty() ? fail(ErrorCode::not_found, "") : store.raw(source.raw_hash);
  if (!raw) {
    if (raw.error().code != ErrorCode::not_found) return tl::unexpected(raw.error());
    ++totals.without_bytes;
    report.note(
        fmt::format("{} ({}): its raw bytes are gone; left as it was read", source.id, source.url));
    return {};
  }
  const auto headers = store.headers(source.id, source.revision);
  if (!headers) return tl::unexpected(headers.error());
  const auto article = article_again(source, *raw, headers_of(*headers));
  if (!article) {
    ++totals.parsed_otherwise;
    report.note(fmt::format("{} ({}): its page gives another text now; left as it was read",
                            source.id, source.url));
    return {};
  }
  Extraction found = read_article(*article, source, lexicon);
  ++totals.read;
  const auto done = store.read_again({source.id, source.revision, std::move(found.mentions),
                                      std::move(found.passages), std::move(found.claims), now,
                                      "dossier/" + std::string{kVersion}});
  if (!done) return tl::unexpected(done.error());
  if (!done->changed) return {};
  ++totals.changed;
  totals.claims_gained += done->gained;
  totals.claims_lost += done->lost;
  report.note(fmt::format("{} ({}): {} claims more, {} fewer", source.id, source.url, done->gained,
                          done->lost));
  return {};
}

// The sources that are asked for. Ids first: nothing is written under a scan.
Result<std::vector<std::string>> wanted(const Store& store, const ReExtractOptions& options) {
  if (!options.source.empty()) {
    const auto there = store.source(options.source);
    if (!there) return tl::unexpected(there.error());
    if (!*there) return fail(ErrorCode::not_found, "no source " + options.source);
    return std::vector{options.source};
  }
  std::vector<std::string> ids;
  const auto visited = store.for_each_source([&](const Source& source) {
    if (!options.since || day_of(source.fetched) >= *options.since) ids.push_back(source.id);
    return true;
  });
  if (!visited) return tl::unexpected(visited.error());
  return ids;
}

Json to_json(const Totals& totals) {
  return Json{{"read", totals.read},
              {"changed", totals.changed},
              {"claims_gained", totals.claims_gained},
              {"claims_lost", totals.claims_lost},
              {"parsed_otherwise", totals.parsed_otherwise},
              {"without_bytes", totals.without_bytes}};
}

}  // namespace

int run_re_extract(const GlobalOptions& global, const ReExtractOptions& options) {
  const Report report{global};
  const auto setup = load_setup(global);
  if (!setup) {
    report.trouble(setup.error().message);
    return kBadUsage;
  }
  const Lexicon& lexicon = setup->lexicon;
  auto store = Store::open(global.store);
  if (!store) return report.failure(store.error());
  const auto ids = wanted(*store, options);
  if (!ids) return report.failure(ids.error());
  Totals totals;
  for (const std::string& id : *ids) {
    const auto source = store->source(id);
    if (!source) return report.failure(source.error());
    if (auto done = read_one(*store, **source, lexicon, now_of(global), totals, report); !done) {
      return report.failure(done.error());
    }
  }
  if (auto done = store->sync(); !done) return report.failure(done.error());
  if (global.json) {
    report.result(dump_json(to_json(totals)) + "\n");
  } else {
    report.result(fmt::format("{} texts read again: {} changed, with {} claims more and {} fewer\n",
                              totals.read, totals.changed, totals.claims_gained,
                              totals.claims_lost));
  }
  if (totals.parsed_otherwise > 0) {
    report.trouble(fmt::format(
        "{} sources left as they were read: their pages give another text now (-v names them)",
        totals.parsed_otherwise));
  }
  if (totals.without_bytes > 0) {
    report.trouble(fmt::format(
        "{} sources left as they were read: their raw bytes were pruned (-v names them)",
        totals.without_bytes));
  }
  return kDone;
}

}  // namespace dossier
