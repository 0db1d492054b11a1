// dossier re-extract: what the extractor of today finds in the texts of the store.

#include <fmt/core.h>

#include <optional>
#include <thread>

#include "app/commands.h"
#include "app/reading.h"
#include "app/report.h"
#include "app/session.h"
#include "app/version.h"
#include "base/hash.h"
#include "base/in_order.h"
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

// What became of a source.
struct ReadSource {
  Source source;
  bool has_bytes = true;
  std::optional<Extraction> found;  // Nothing where today's parser makes another text
};

Result<ReadSource> read_source(const Store& store, const std::string& id, const Lexicon& lexicon) {
  auto source = store.source(id);
  if (!source) return tl::unexpected(source.error());
  ReadSource read{std::move(**source), true, std::nullopt};
  const auto raw = read.source.raw_hash.empty() ? fail(ErrorCode::not_found, "")
                                                : store.raw(read.source.raw_hash);
  if (!raw) {
    if (raw.error().code != ErrorCode::not_found) return tl::unexpected(raw.error());
    read.has_bytes = false;
    return read;
  }
  const auto headers = store.headers(read.source.id, read.source.revision);
  if (!headers) return tl::unexpected(headers.error());
  const auto article = article_again(read.source, *raw, headers_of(*headers));
  if (article) read.found = read_article(*article, read.source, lexicon);
  return read;
}

Result<void> keep(Store& store, ReadSource read, Time now, Totals& totals, const Report& report) {
  const Source& source = read.source;
  if (!read.has_bytes) {
    ++totals.without_bytes;
    report.note(
        fmt::format("{} ({}): its raw bytes are gone; left as it was read", source.id, source.url));
    return {};
  }
  if (!read.found) {
    ++totals.parsed_otherwise;
    report.note(fmt::format("{} ({}): its page gives another text now; left as it was read",
                            source.id, source.url));
    return {};
  }
  ++totals.read;
  const auto done = store.read_again(
      {source.id, source.revision, std::move(read.found->mentions), std::move(read.found->passages),
       std::move(read.found->claims), now, "dossier/" + std::string{kVersion}});
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
  const Time now = now_of(global);
  Result<void> done;
  in_order(
      ids->size(), std::thread::hardware_concurrency(),
      [&](std::size_t i) { return read_source(*store, (*ids)[i], lexicon); },
      [&](std::size_t, Result<ReadSource> read) {
        if (read) {
          done = keep(*store, std::move(*read), now, totals, report);
        } else {
          done = tl::unexpected(read.error());
        }
        return done.has_value();
      });
  if (!done) return report.failure(done.error());
  if (const auto synced = store->sync(); !synced) return report.failure(synced.error());
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
