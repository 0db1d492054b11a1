// dossier parse-feed, parse-article, extract, check-robots: one stage alone, a file in, JSON out.

#include <fmt/core.h>

#include <functional>
#include <iostream>

#include "app/commands.h"
#include "app/file.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "extract/explanation.h"
#include "extract/extraction.h"
#include "extract/extraction_json.h"
#include "ingest/article.h"
#include "ingest/article_explanation.h"
#include "ingest/article_output.h"
#include "ingest/feed.h"
#include "ingest/feed_output.h"
#include "ingest/plain_text.h"
#include "ingest/robots.h"

namespace dossier {
namespace {

constexpr std::size_t kTextBytesMax = 2U << 20U;  // As much as is read of a page

// One input of a stage, read.
struct StageFile {
  std::string bytes;
  std::string url;
  Headers headers;
};

// What a stage makes of one input. A Result that failed is an input that could not be used; the
// JSON then says why, and the status is 1.
using Stage = std::function<Result<Json>(const StageFile&)>;

Json error_json(const Error& error) {
  return Json{{"error", error.message}};
}

Headers headers_from(const Json& json) {
  Headers headers;
  const auto found = json.find("http_headers");
  if (found == json.end() || !found->is_object()) return headers;
  for (const auto& [name, value] : found->items()) {
    if (value.is_string()) headers.emplace_back(name, value.get<std::string>());
  }
  return headers;
}

// One JSON line of --batch: {"id", "file", "url" or "base_url", "http_headers"}.
Json run_batch_line(const std::string& line, const Stage& stage) {
  const auto request = parse_json(line);
  if (!request) return Json{{"id", nullptr}, {"result", error_json(request.error())}};
  JsonReader reader{*request};
  std::string url = reader.text("url");
  if (url.empty()) url = reader.text("base_url");
  const std::string file = reader.text("file");
  if (file.empty() && !reader.error()) reader.fail_at("file", "the path of a file");
  Json answer{
      {"id", request->is_object() && request->contains("id") ? request->at("id") : Json(nullptr)}};
  if (reader.error()) {
    answer["result"] = Json{{"error", *reader.error()}};
    return answer;
  }
  auto bytes = read_file(file);
  if (!bytes) {
    answer["result"] = error_json(bytes.error());
    return answer;
  }
  const auto result = stage({std::move(*bytes), std::move(url), headers_from(*request)});
  answer["result"] = result ? *result : error_json(result.error());
  return answer;
}

int run_stage(const GlobalOptions& global, const StageInput& input, const Stage& stage) {
  const Report report{global};
  if (input.batch) {
    for (std::string line; std::getline(std::cin, line);) {
      if (line.empty()) continue;
      report.result(dump_json(run_batch_line(line, stage)) + "\n");
    }
    return kDone;
  }
  auto bytes = read_file(input.file);
  if (!bytes) {
    report.trouble(bytes.error().message);
    return kFailure;
  }
  const auto result = stage({std::move(*bytes), input.url, input.headers});
  report.result(dump_json_pretty(result ? *result : error_json(result.error())));
  return result ? kDone : kFailure;
}

// The built-in lexicon; with that of the configuration where the user named one.
Result<Lexicon> stage_lexicon(const GlobalOptions& global) {
  if (!global.config_given) return Lexicon::load();
  const auto configuration = load_configuration(global.config);
  if (!configuration) return tl::unexpected(configuration.error());
  return load_lexicon(global.config, *configuration);
}

struct ReadText {
  Article article;
  DocumentContext context;
};

// A page tells its own author and day, where the command line does not.
Result<ReadText> read_text(const StageFile& file, const ExtractOptions& options,
                           const DocumentContext& context) {
  if (!options.html) {
    if (file.bytes.size() > kTextBytesMax) {
      return fail(ErrorCode::refused, "text larger than 2 MiB");
    }
    return ReadText{article_from_plain_text(to_valid_utf8(file.bytes)), context};
  }
  auto article = parse_article(file.bytes, file.url, file.headers);
  if (!article) return tl::unexpected(article.error());
  DocumentContext of_page = context;
  if (of_page.author.empty()) of_page.author = article->byline;
  if (!of_page.published && article->published.time) {
    of_page.published = day_of(*article->published.time);
  }
  return ReadText{std::move(*article), std::move(of_page)};
}

int explain_one(const Report& report, const ExtractOptions& options, const DocumentContext& context,
                const Lexicon& lexicon) {
  auto bytes = read_file(options.input.file);
  if (!bytes) return report.failure(bytes.error());
  const auto read =
      read_text({std::move(*bytes), options.input.url, options.input.headers}, options, context);
  if (!read) return report.failure(read.error());
  const Extraction found = extract(read->article, read->context, lexicon);
  report.result(options.format == "html"
                    ? explain_as_html(read->article, found)
                    : explain_as_text(read->article, found, stdout_is_terminal()));
  return kDone;
}

int explain_page(const Report& report, const StageInput& input) {
  const auto bytes = read_file(input.file);
  if (!bytes) return report.failure(bytes.error());
  const auto explained = explain_article(*bytes, input.url, input.headers);
  if (!explained) return report.failure(explained.error());
  report.result(explanation_text(*explained));
  return kDone;
}

}  // namespace

int run_parse_feed(const GlobalOptions& global, const ParseFeedOptions& options) {
  return run_stage(global, options.input, [](const StageFile& file) -> Result<Json> {
    const auto feed = parse_feed(file.bytes, file.url, file.headers);
    if (!feed) return tl::unexpected(feed.error());
    return feed_to_json(*feed);
  });
}

int run_parse_article(const GlobalOptions& global, const ParseArticleOptions& options) {
  if (options.explain && !global.json && !options.input.batch) {
    return explain_page(Report{global}, options.input);
  }
  return run_stage(global, options.input, [&](const StageFile& file) -> Result<Json> {
    // A page refused as hostile is an answer, too: an empty article that says why.
    const auto refused = [](const Error& error) {
      Json json = article_to_json(Article{});
      json["error"] = error.message;
      return json;
    };
    if (!options.explain) {
      const auto article = parse_article(file.bytes, file.url, file.headers);
      return article ? article_to_json(*article) : refused(article.error());
    }
    const auto explained = explain_article(file.bytes, file.url, file.headers);
    if (!explained) return refused(explained.error());
    Json json = article_to_json(explained->article);
    json["explanation"] = explanation_to_json(*explained);
    return json;
  });
}

int run_extract(const GlobalOptions& global, const ExtractOptions& options) {
  const Report report{global};
  const auto lexicon = stage_lexicon(global);
  if (!lexicon) return report.failure(lexicon.error());
  DocumentContext context;
  context.author = options.author;
  if (!options.published.empty()) {
    context.published = parse_day(options.published);
    if (!context.published) {
      report.trouble("--published: expected YYYY-MM-DD, got " + options.published);
      return kBadUsage;
    }
  }
  if (options.explain && !global.json && !options.input.batch) {
    return explain_one(report, options, context, *lexicon);
  }
  return run_stage(global, options.input, [&](const StageFile& file) -> Result<Json> {
    const auto read = read_text(file, options, context);
    if (!read) return tl::unexpected(read.error());
    return extraction_to_json(
        read->article, read->context, extract(read->article, read->context, *lexicon),
        {.with_text = options.html || !is_valid_utf8(file.bytes), .explain = options.explain});
  });
}

int run_check_robots(const GlobalOptions& global, const CheckRobotsOptions& options) {
  const Report report{global};
  const auto text = read_file(options.robots);
  if (!text) {
    report.trouble(text.error().message);
    return kFailure;
  }
  report.result(Robots::parse(*text).allows(options.agent, options.url) ? "allow\n" : "disallow\n");
  return kDone;
}

}  // namespace dossier
