#include "ingest/html_json_ld.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/json.h"
#include "base/utf8.h"
#include "ingest/article_meta_values.h"

namespace dossier {
namespace {

constexpr std::size_t kObjectsMax = 2000;

bool is_article_type(std::string_view type) {
  constexpr std::string_view kTypes[] = {"Article",
                                         "AdvertiserContentArticle",
                                         "NewsArticle",
                                         "AnalysisNewsArticle",
                                         "AskPublicNewsArticle",
                                         "BackgroundNewsArticle",
                                         "OpinionNewsArticle",
                                         "ReportageNewsArticle",
                                         "ReviewNewsArticle",
                                         "Report",
                                         "SatiricalArticle",
                                         "ScholarlyArticle",
                                         "MedicalScholarlyArticle",
                                         "SocialMediaPosting",
                                         "BlogPosting",
                                         "LiveBlogPosting",
                                         "DiscussionForumPosting",
                                         "TechArticle",
                                         "APIReference"};
  const std::size_t slash = type.rfind('/');
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return {};
  return stated_text(found->get_ref<const std::string&>());
}

bool is_article(const Json& json) {
  const auto type = json.find("@type");
  if (type == json.end()) return false;
  if (type->is_string()) return is_article_type(type->get_ref<const std::string&>());
  if (!type->is_array()) return false;
  return std::any_of(type->begin(), type->end(), [](const Json& one) {
    return one.is_string() && is_article_type(one.get_ref<const std::string&>());
  });
}

// The name of a person or organization, or the names of several.
std::string names_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return {};
  const auto name_of = [](const Json& one) {
    if (one.is_string()) return stated_text(one.get_ref<const std::string&>());
    return one.is_object() ? text_of(one, "name") : std::string();
  };
  if (!found->is_array()) return name_of(*found);
  std::string names;
  for (const Json& one : *found) {
    const std::string name = name_of(one);
    if (name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

bool is_not_free(const Json& json) {
  const auto free = json.find("isAccessibleForFree");
  if (free == json.end()) return false;
  if (free->is_boolean()) return !free->get<bool>();
  return free->is_string() && fold_case(free->get_ref<const std::string&>()) == "false";
}

// All objects of the top level, of arrays there, and of @graph.
void collect(const Json& json, std::vector<const Json*>& objects) {
  std::vector<const Json*> left = {&json};
  while (!left.empty() && objects.size() < kObjectsMax) {
    const Json* one = left.back();
    left.pop_back();
    if (one->is_object()) {
      objects.push_back(one);
      const auto graph = one->find("@graph");
      if (graph != one->end()) left.push_back(&*graph);
    } else if (one->is_array()) {
      for (auto item = one->rbegin(); item != one->rend(); ++item) left.push_back(&*item);
    }
  }
}

// Script bodies may be wrapped in CDATA or comment marks, and hold raw line breaks in strings.
std::string cleaned(std::string_view body) {
  if (const std::size_t cdata = body.find("<![CDATA["); cdata < body.find_first_of("{[")) {
    body.remove_prefix(cdata + 9);
    body = body.substr(0, body.rfind("]]>"));
  }
  const std::size_t start = body.find_first_of("{[");
  const std::size_t end = body.find_last_of("}]");
  if (start == std::string_view::npos || end == std::string_view::npos || end < start) return {};
  body = body.substr(start, end + 1 - start);
  std::string result;
  result.reserve(body.size());
  for (const char c : body) result += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  return result;
}

}  // namespace

JsonLdArticle read_json_ld(const std::vector<std::string>& scripts) {
  std::vector<Json> parsed;
  for (const std::string& script : scripts) {
    Result<Json> json = parse_json(cleaned(script));
    if (json) parsed.push_back(std::move(*json));
  }
  std::vector<const Json*> objects;
  for (const Json& json : parsed) collect(json, objects);

  const Json* article = nullptr;
  for (const Json* one : objects) {
    if (is_article(*one)) {
      article = one;
      break;
    }
  }
  const bool is_real_article = article != nullptr;
  for (const Json* one : objects) {
    if (article == nullptr && one->contains("datePublished")) article = one;
  }
  if (article == nullptr) return {};
  JsonLdArticle result;
  result.published = text_of(*article, "datePublished");
  result.modified = text_of(*article, "dateModified");
  result.not_free = is_not_free(*article);
  result.authors = names_of(*article, is_real_article ? "author" : "creator");
  result.title = text_of(*article, "headline");
  result.name = text_of(*article, "name");
  if (!is_real_article) return result;
  result.publisher = names_of(*article, "publisher");
  result.description = text_of(*article, "description");
  const auto body = article->find("articleBody");
  if (body != article->end() && body->is_string()) result.body = body->get<std::string>();
  return result;
}

}  // namespace dossier
