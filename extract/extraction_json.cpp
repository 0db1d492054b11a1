#include "extract/extraction_json.h"

#include <cmath>
#include <utility>

#include "extract/claim_json.h"

namespace dossier {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// 50 rather than 50.0: a figure that is whole is printed so.
Json number(double value) {
  const double whole = std::round(value);
  if (whole == value && std::abs(value) < 1e15) return static_cast<long long>(whole);
  return value;
}

Json placed(TextSpan span) {
  return {{"start", span.start}, {"end", span.end}};
}

void write(Json& json, const BenchmarkClaim& content, const Claim& claim) {
  json["model"] = content.model;
  json["benchmark"] = content.benchmark;
  json["relation"] = to_string(content.relation);
  json["value"] = content.figure ? number(content.figure->value) : Json(nullptr);
  json["unit"] = text_or_null(content.unit);
  json["rank"] = content.rank ? Json(*content.rank) : Json(nullptr);
  json["versus"] = text_or_null(content.versus);
  json["asserted_by"] = text_or_null(claim.asserted_by);
}

void write(Json& json, const Release& content, const Claim&) {
  json["organization"] = text_or_null(content.organization);
  json["model"] = content.model;
  json["license"] = text_or_null(content.license);
  json["total_params"] = text_or_null(content.total_parameters);
  json["active_params"] = text_or_null(content.active_parameters);
}

void write(Json& json, const Stance& content, const Claim&) {
  json["holder"] = content.holder;
  json["target"] = content.target;
  json["polarity"] = to_string(content.polarity);
  json["kind"] = to_string(content.kind);
}

void write(Json& json, const Event& content, const Article& article) {
  json["actor"] = content.actor;
  json["action"] = content.action;
  json["object"] = text_or_null(content.object);
  if (!content.quotable.empty()) json["what"] = text_at(article.text, content.quotable);
  json["date"] = content.date ? Json(format_window(*content.date)) : Json(nullptr);
}

void explain(Json& json, const Claim& claim) {
  json["confidence"] = to_string(claim.confidence);
  json["rule"] = claim.rule;
  if (const auto* content = std::get_if<BenchmarkClaim>(&claim.content)) {
    if (!content->aspect.empty()) json["aspect"] = content->aspect;
    if (!content->among.empty()) json["among"] = content->among;
    if (!content->conditions.empty()) json["conditions"] = content->conditions;
    if (content->from) json["from"] = number(content->from->value);
  }
  if (const auto* content = std::get_if<Stance>(&claim.content)) {
    if (!content->topic.empty()) json["topic"] = content->topic;
    if (content->due) json["due"] = format_window(*content->due);
  }
  if (const auto* content = std::get_if<Release>(&claim.content)) {
    if (content->planned) json["planned"] = true;
    if (content->date) json["date"] = format_window(*content->date);
  }
  Json supports = Json::array();
  for (const Support& support : claim.supports) {
    supports.push_back({{"field", support.field}, {"span", span_to_json(support.span)}});
  }
  if (!supports.empty()) json["supports"] = std::move(supports);
}

}  // namespace

Json extraction_to_json(const Article& article, const DocumentContext& context,
                        const Extraction& extraction, const ExtractionJsonOptions& options) {
  Json json = Json::object();
  if (context.published) json["published"] = format_day(*context.published);
  if (!context.author.empty()) json["author"] = context.author;
  if (options.with_text) json["text"] = article.text;
  Json& mentions = json["mentions"] = Json::array();
  for (const Mention& mention : extraction.mentions) {
    Json one = placed(mention.span);
    one["type"] = to_string(mention.kind);
    one["canonical"] = mention.canonical;
    if (options.explain) one["rule"] = mention.rule;
    mentions.push_back(std::move(one));
  }
  json["benchmark_claims"] = Json::array();
  json["releases"] = Json::array();
  json["stances"] = Json::array();
  for (const Claim& claim : extraction.claims) {
    Json one = placed(claim.evidence);
    const char* list = nullptr;
    if (const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
      list = "benchmark_claims";
      write(one, *benchmark, claim);
    } else if (const auto* release = std::get_if<Release>(&claim.content)) {
      list = "releases";
      write(one, *release, claim);
    } else if (const auto* stance = std::get_if<Stance>(&claim.content)) {
      list = "stances";
      write(one, *stance, claim);
    }
    if (const auto* event = std::get_if<Event>(&claim.content)) {
      if (!options.explain) continue;  // No part of the annotations' form
      list = "events";
      write(one, *event, article);
    }
    if (options.explain) explain(one, claim);
    json[list].push_back(std::move(one));
  }
  return json;
}

}  // namespace dossier
