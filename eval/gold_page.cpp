// The page that perfect extraction would give: composes a dossier from annotated texts instead of
// extracted claims, so that composing can be judged by itself.
//
//   gold_page GOLD_DIR ADDITIONS.json > page.md
//
// GOLD_DIR holds texts/ and labels/. The additions say, by index of label and by byte offset, what
// the labels lack: outlets and dates of the texts, topics and quotable words of stances, what a
// figure rose from, plans and their dates. eval/README.md describes them.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "extract/claim_json.h"
#include "render/compose.h"
#include "render/markdown.h"

namespace dossier {
namespace {

Result<std::string> read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(ErrorCode::not_found, path + ": cannot be read");
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

Result<Json> read_json(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  auto json = parse_json(*text);
  if (!json) return within(path, json.error());
  return json;
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

const Json& member(const Json& json, const std::string& key) {
  static const Json kNothing = Json::object();
  const auto found = json.find(key);
  return found == json.end() ? kNothing : *found;
}

TextSpan span_of(const Json& label) {
  return {label.at("start").get<std::size_t>(), label.at("end").get<std::size_t>()};
}

// The number as the text prints it: labels carry only its value.
std::optional<Figure> printed_figure(std::string_view evidence, double value) {
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
  for (std::size_t i = 0; i < evidence.size();) {
    if (evidence[i] < '0' || evidence[i] > '9') {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < evidence.size() && is_part(evidence[end])) ++end;
    std::string printed{evidence.substr(i, end - i)};
    while (printed.back() == '.' || printed.back() == ',') printed.pop_back();
    std::string digits = printed;
    std::erase(digits, ',');
    double read = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), read);
    if (read == value) return Figure{value, printed};
    i = end;
  }
  return std::nullopt;
}

Figure figure_at(const std::string& text, const Json& span) {
  const std::string printed{text_at(text, span_from_json(span))};
  double value = 0;
  std::from_chars(printed.data(), printed.data() + printed.size(), value);
  return {value, printed};
}

template <typename Enum>
Enum named(std::string_view name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return Enum{};
}

Claim claim_from(const Json& label, TextSpan evidence) {
  Claim claim;
  claim.evidence = evidence;
  claim.asserted_by = text_of(label, "asserted_by");
  claim.confidence = Confidence::confident;
  claim.rule = "gold";
  return claim;
}

Claim benchmark_claim(const Json& label, const Json& addition, const std::string& text) {
  Claim claim = claim_from(label, span_of(label));
  BenchmarkClaim content;
  content.model = text_of(label, "model");
  content.benchmark = text_of(label, "benchmark");
  content.relation = named(text_of(label, "relation"), Relation::change);
  content.unit = text_of(label, "unit");
  content.versus = text_of(label, "versus");
  content.aspect = text_of(addition, "aspect");
  content.conditions = text_of(addition, "conditions");
  if (label.at("rank").is_number()) content.rank = label.at("rank").get<int>();
  if (label.at("value").is_number()) {
    content.figure = printed_figure(text_at(text, claim.evidence), label.at("value").get<double>());
  }
  if (addition.contains("figure")) content.figure = figure_at(text, addition.at("figure"));
  if (addition.contains("from")) content.from = figure_at(text, addition.at("from"));
  claim.content = std::move(content);
  return claim;
}

Claim release_claim(const Json& label, const Json& addition) {
  Claim claim = claim_from(label, span_of(label));
  Release content;
  content.organization = text_of(label, "organization");
  content.model = text_of(label, "model");
  content.license = text_of(label, "license");
  content.total_parameters = text_of(label, "total_params");
  content.active_parameters = text_of(label, "active_params");
  content.planned = addition.value("planned", false);
  content.date = parse_window(text_of(addition, "date"));
  claim.content = std::move(content);
  return claim;
}

Stance stance_content(const Json& label, const Json& addition, const std::string& text) {
  Stance content;
  content.holder = text_of(label, "holder");
  content.target = text_of(label, "target");
  content.polarity = named(text_of(label, "polarity"), Polarity::mixed);
  content.kind = named(text_of(label, "kind"), StanceKind::demand);
  content.topic = text_of(addition, "topic");
  content.direction = named(text_of(addition, "direction"), Direction::narrowing);
  content.quotable = span_from_json(member(addition, "quotable"));
  content.quotable_is_speech = addition.value("speech", false);
  content.second_hand = addition.value("second_hand", false);
  content.due = parse_window(text_of(addition, "due"));
  content.unit = text_of(addition, "unit");
  if (addition.contains("figure")) content.figure = figure_at(text, addition.at("figure"));
  return content;
}

std::vector<Claim> claims_of(const Json& labels, const Json& additions, const std::string& text) {
  std::vector<Claim> claims;
  const auto each = [&](const char* kind, const auto& make) {
    std::size_t index = 0;
    for (const Json& label : labels.at(kind)) {
      claims.push_back(make(label, member(member(additions, kind), std::to_string(index++))));
    }
  };
  each("benchmark_claims",
       [&](const Json& label, const Json& more) { return benchmark_claim(label, more, text); });
  each("releases", [&](const Json& label, const Json& more) { return release_claim(label, more); });
  each("stances", [&](const Json& label, const Json& more) {
    Claim claim = claim_from(label, span_of(label));
    claim.content = stance_content(label, more, text);
    return claim;
  });
  for (const Json& stance : member(additions, "more_stances")) {
    Claim claim = claim_from(stance, span_from_json(stance.at("evidence")));
    claim.content = stance_content(stance, stance, text);
    claims.push_back(std::move(claim));
  }
  for (const Json& event : member(additions, "events")) {
    Claim claim = claim_from(event, span_from_json(event.at("evidence")));
    claim.content =
        Event{text_of(event, "actor"), text_of(event, "action"), text_of(event, "object"),
              span_from_json(member(event, "quotable")), parse_window(text_of(event, "date"))};
    claims.push_back(std::move(claim));
  }
  return claims;
}

Result<TopicView> read_view(const std::string& gold, const Json& additions) {
  TopicView view;
  for (const auto& [name, addition] : additions.items()) {
    const auto text = read_file(gold + "/texts/" + name + ".txt");
    if (!text) return tl::unexpected(text.error());
    const auto labels = read_json(gold + "/labels/" + name + ".json");
    if (!labels) return tl::unexpected(labels.error());
    Source source;
    source.url = text_of(addition, "url");
    source.canonical_url = source.url;
    source.id = short_id({source.url});
    source.outlet = text_of(addition, "outlet");
    source.author = text_of(addition, "author");
    source.title = addition.contains("title")
                       ? std::string{text_at(*text, span_from_json(addition.at("title")))}
                       : text->substr(0, text->find('\n'));
    source.published = parse_now(text_of(addition, "published"));
    source.first_seen = source.fetched = source.published.value_or(Time{});
    source.text_hash = content_hash(*text);
    std::ranges::move(store_claims(source, *text, claims_of(*labels, addition, *text)),
                      std::back_inserter(view.claims));
    view.sources.push_back(std::move(source));
  }
  return view;
}

Result<std::string> gold_page(const std::string& gold, const std::string& additions_path) {
  const auto additions = read_json(additions_path);
  if (!additions) return tl::unexpected(additions.error());
  const auto view = read_view(gold, *additions);
  if (!view) return tl::unexpected(view.error());
  const auto lexicon = Lexicon::load();
  if (!lexicon) return tl::unexpected(lexicon.error());

  // Two versions: what was out by mid-June, and what July added.
  DossierConfiguration configuration;
  configuration.id = "open-model-gap";
  configuration.title = "Open Model Wave and Open-vs-Closed Capability Gap Debate";
  const auto june = parse_now("2026-06-12");
  TopicView early;
  std::ranges::copy_if(view->sources, std::back_inserter(early.sources),
                       [&](const Source& source) { return source.published <= june; });
  std::ranges::copy_if(view->claims, std::back_inserter(early.claims), [&](const auto& claim) {
    return std::ranges::find(early.sources, claim.source, &Source::id) != early.sources.end();
  });
  const auto first = compose(configuration, early, *lexicon, nullptr, *june);
  if (!first) return fail(ErrorCode::malformed, "the first version has nothing to say");
  const auto second = compose(configuration, *view, *lexicon, &*first, *parse_now("2026-07-31"));
  if (!second) return fail(ErrorCode::malformed, "the second version has nothing to say");
  return write_markdown(*first) + "\n\n" + write_markdown(*second);
}

}  // namespace
}  // namespace dossier

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: gold_page GOLD_DIR ADDITIONS.json\n");
    return 2;
  }
  try {
    const auto page = dossier::gold_page(argv[1], argv[2]);
    if (!page) {
      fmt::print(stderr, "gold_page: {}\n", page.error().message);
      return 1;
    }
    fmt::print("{}", *page);
  } catch (const std::exception& error) {
    fmt::print(stderr, "gold_page: {}\n", error.what());
    return 1;
  }
  return 0;
}
