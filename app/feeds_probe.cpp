// dossier feeds discover, test: asks the web and stores nothing.

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/commands.h"
#include "app/crawl_document.h"
#include "app/fetching.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "ingest/article.h"
#include "ingest/feed.h"
#include "ingest/feed_discovery.h"

namespace dossier {
namespace {

constexpr std::size_t kShownEntriesMax = 20;

Result<Response> fetch(Fetcher& fetcher, const std::string& url, FetchKind kind) {
  Result<Response> answer = fail(ErrorCode::unavailable, url + ": not asked");
  fetcher.get({url, kind, "", ""}, [&](Result<Response> got) { answer = std::move(got); });
  fetcher.run({});
  if (answer && answer->status != 200) {
    return fail(ErrorCode::unavailable,
                fmt::format("{}: answered {}", answer->url, answer->status));
  }
  return answer;
}

// The configuration if there is one: a feed can be looked for before there is.
Result<Configuration> configuration_of(const GlobalOptions& global) {
  if (!global.config_given && !std::filesystem::exists(global.config)) return Configuration{};
  return load_configuration(global.config);
}

struct FoundFeed {
  std::string url, title, format;
  std::size_t entries = 0;
};

std::optional<FoundFeed> feed_in(const Response& answer) {
  const auto feed = parse_feed(answer.body, answer.url, answer.headers);
  if (!feed) return std::nullopt;
  return FoundFeed{answer.url, feed->title.value_or(""), feed->format, feed->entries.size()};
}

// The page's own word first; only where that leads nowhere, the usual places.
Result<std::vector<FoundFeed>> discover(Fetcher& fetcher, const std::string& url) {
  const auto page = fetch(fetcher, url, FetchKind::feed);
  std::vector<FoundFeed> found;
  const auto try_at = [&](const std::string& address) {
    const auto answer = fetch(fetcher, address, FetchKind::feed);
    if (!answer) return;
    if (auto feed = feed_in(*answer)) {
      const auto is_it = [&](const FoundFeed& known) { return known.url == feed->url; };
      if (std::ranges::none_of(found, is_it)) found.push_back(std::move(*feed));
    }
  };
  if (page) {
    if (auto feed = feed_in(*page)) return std::vector<FoundFeed>{std::move(*feed)};
    for (const FeedCandidate& candidate : linked_feeds(page->body, page->url, page->headers)) {
      try_at(candidate.url);
    }
  }
  if (found.empty()) {
    for (const std::string& address : usual_feed_addresses(page ? page->url : url)) {
      try_at(address);
      if (!found.empty()) break;
    }
  }
  if (found.empty() && !page) return tl::unexpected<Error>(page.error());
  return found;
}

// What would become of an entry.
struct TestedEntry {
  const FeedEntry* entry;
  std::string text_from;              // "feed", "page", or why the page was not to be had
  std::vector<std::string> dossiers;  // That would take passages of it
};

class Tester {
 public:
  Tester(const Configuration& configuration, const Lexicon& lexicon, Fetcher& fetcher, Time now)
      : lexicon_{lexicon}, fetcher_{fetcher}, now_{now} {
    for (const DossierConfiguration& dossier : configuration.dossiers) {
      matchers_.emplace_back(dossier.id, TermMatcher{dossier.match});
    }
  }

  TestedEntry test(const FeedConfiguration& feed, const FeedEntry& entry, bool fetch_page) {
    TestedEntry tested{&entry, "feed", {}};
    std::optional<Article> article;
    if (fetch_page && !entry.link.empty()) {
      const auto answer = fetch(fetcher_, entry.link, FetchKind::page);
      auto read = answer ? parse_article(answer->body, answer->url, answer->headers)
                         : Result<Article>{tl::unexpected<Error>(answer.error())};
      if (read) {
        article = std::move(*read);
        tested.text_from = "page";
      } else {
        tested.text_from = "feed, since " + read.error().message;
      }
    }
    if (!article) {
      const std::string& html =
          entry.content_html.empty() ? entry.summary_html : entry.content_html;
      auto read = parse_fragment(html, entry.link);
      if (read) article = std::move(*read);
    }
    if (!article) return tested;
    const Document document =
        document_of({feed, feed.name, entry, "", {}}, *article, entry.link, "", {}, lexicon_, now_);
    const MatchableText title{document.source.title}, text{document.text};
    for (const auto& [id, matcher] : matchers_) {
      if (!matcher.matching_passages(title, text, document.passages).empty()) {
        tested.dossiers.push_back(id);
      }
    }
    return tested;
  }

 private:
  const Lexicon& lexicon_;
  Fetcher& fetcher_;
  Time now_;
  std::vector<std::pair<std::string, TermMatcher>> matchers_;
};

Json to_json(const Feed& feed, const std::vector<TestedEntry>& entries) {
  Json list = Json::array();
  for (const TestedEntry& tested : entries) {
    const FeedEntry& entry = *tested.entry;
    list.push_back(Json{
        {"title", entry.title.value_or("")},
        {"url", entry.link},
        {"published", entry.published ? Json(format_rfc3339(*entry.published)) : Json(nullptr)},
        {"text_from", tested.text_from},
        {"dossiers", tested.dossiers}});
  }
  Json skipped = Json::array();
  for (const SkippedEntry& each : feed.skipped) {
    skipped.push_back(Json{{"position", each.position}, {"reason", each.reason}});
  }
  return Json{{"title", feed.title.value_or("")},
              {"format", feed.format},
              {"encoding", feed.encoding},
              {"entries", list},
              {"skipped", skipped},
              {"warnings", feed.warnings}};
}

void tell(const Report& report, const Feed& feed, const std::vector<TestedEntry>& entries) {
  report.result(fmt::format("{} ({}, {}): {} entries\n",
                            for_display(feed.title.value_or("untitled")), feed.format,
                            feed.encoding, feed.entries.size()));
  for (const TestedEntry& tested : entries) {
    const FeedEntry& entry = *tested.entry;
    std::string line = entry.published ? format_day(day_of(*entry.published)) : "no date   ";
    line += "  " + for_display(entry.title.value_or("untitled"));
    if (!entry.link.empty()) line += "  " + for_display(entry.link);
    line += "\n            text: " + for_display(tested.text_from);
    std::string ids;
    for (const std::string& id : tested.dossiers) ids += (ids.empty() ? "" : ", ") + id;
    line += "; dossiers: " + (ids.empty() ? "none" : ids) + "\n";
    report.result(line);
  }
  if (feed.entries.size() > entries.size()) {
    report.result(fmt::format("and {} more\n", feed.entries.size() - entries.size()));
  }
  for (const SkippedEntry& each : feed.skipped) {
    report.result(
        fmt::format("entry {} skipped: {}\n", each.position + 1, for_display(each.reason)));
  }
  for (const std::string& warning : feed.warnings) {
    report.result("warning: " + for_display(warning) + "\n");
  }
}

}  // namespace

int run_feeds_discover(const GlobalOptions& global, const FeedsDiscoverOptions& options) {
  const Report report{global};
  const auto configuration = configuration_of(global);
  if (!configuration) {
    report.trouble(configuration.error().message);
    return kBadUsage;
  }
  const std::string url =
      options.url.find("://") == std::string::npos ? "https://" + options.url : options.url;
  const auto fetcher = make_curl_fetcher(fetch_options(*configuration));
  const auto found = discover(*fetcher, url);
  if (!found) return report.failure(found.error());
  for (const FoundFeed& feed : *found) {
    if (global.json) {
      report.result(dump_json(Json{{"url", feed.url},
                                   {"title", feed.title},
                                   {"format", feed.format},
                                   {"entries", feed.entries}}) +
                    "\n");
    } else {
      report.result(fmt::format("{}  {} ({}, {} entries)\n", for_display(feed.url),
                                for_display(feed.title), feed.format, feed.entries));
    }
  }
  if (found->empty()) {
    report.trouble(url + ": no feed found");
    return kFailure;
  }
  return kDone;
}

int run_feeds_test(const GlobalOptions& global, const FeedsTestOptions& options) {
  const Report report{global};
  const auto configuration = configuration_of(global);
  if (!configuration) {
    report.trouble(configuration.error().message);
    return kBadUsage;
  }
  const auto lexicon = load_lexicon(global.config, *configuration);
  if (!lexicon) {
    report.trouble(lexicon.error().message);
    return kBadUsage;
  }
  const auto fetcher = make_curl_fetcher(fetch_options(*configuration));
  const auto answer = fetch(*fetcher, options.url, FetchKind::feed);
  if (!answer) return report.failure(answer.error());
  const auto feed = parse_feed(answer->body, answer->url, answer->headers);
  if (!feed) {
    return report.failure({feed.error().code, answer->url + ": " + feed.error().message});
  }
  FeedConfiguration as_listed;
  as_listed.url = options.url;
  as_listed.name = feed->title.value_or("");
  for (const FeedConfiguration& known : configuration->feeds) {
    if (feed_identity(known.url) == feed_identity(options.url)) as_listed = known;
  }
  Tester tester{*configuration, *lexicon, *fetcher, now_of(global)};
  std::vector<TestedEntry> tested;
  const std::size_t count =
      global.json ? feed->entries.size() : std::min(feed->entries.size(), kShownEntriesMax);
  for (std::size_t i = 0; i < count; ++i) {
    const bool fetch_page = i < static_cast<std::size_t>(options.pages);
    tested.push_back(tester.test(as_listed, feed->entries[i], fetch_page));
  }
  if (global.json) {
    report.result(dump_json(to_json(*feed, tested)) + "\n");
  } else {
    tell(report, *feed, tested);
  }
  return kDone;
}

}  // namespace dossier
