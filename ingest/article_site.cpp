#include "ingest/article_site.h"

#include <cstddef>

#include "base/utf8.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kLabelBytesMin = 4;

}  // namespace

SiteName::SiteName(std::string_view stated, std::string_view url) : stated_(name_key(stated)) {
  const auto parsed = parse_url(url);
  if (!parsed) return;
  const std::string domain = registrable_domain(parsed->host);
  label_ = name_key(domain.substr(0, domain.find('.')));
}

bool SiteName::is(std::string_view text) const {
  const std::string key = name_key(text);
  if (key.empty()) return false;
  if (key == stated_) return true;
  if (label_.size() < kLabelBytesMin || key.substr(0, label_.size()) != label_) return false;
  return key.size() == label_.size() || key[label_.size()] == '.';
}

}  // namespace dossier
