#include "extract/model_register.h"

#include <algorithm>
#include <utility>

namespace dossier {
namespace {

constexpr std::size_t kNamesOfTierMax = 64;  // An article with more has no usual one

}  // namespace

ModelRegister::ModelRegister(std::vector<RegisteredModel> models)
    : models_(std::move(models)), given_(models_.size()) {
  for (std::size_t i = 0; i < models_.size(); ++i) {
    for (std::string& key : keys_of(models_[i])) first_.try_emplace(std::move(key), i);
  }
}

std::vector<std::string> ModelRegister::keys_of(const RegisteredModel& model) {
  std::vector<std::string> keys;
  for (const NamePart& part : model.parts) {
    std::string lower = to_lower_ascii(part.text);
    if (part.kind == NamePartKind::version) lower = plain_version(lower);
    if (part.kind == NamePartKind::version && lower.size() > 1) {
      const auto digit = lower.find_first_of("0123456789");
      if (digit == 1) keys.push_back(std::string{"letter "} + lower[0]);
      if (digit != std::string::npos) keys.push_back("#" + lower.substr(digit));
    } else if (part.kind == NamePartKind::version) {
      keys.push_back("#" + lower);
    }
    if (is_tier(lower)) keys.emplace_back("any tier");
    keys.push_back(std::move(lower));
  }
  keys.push_back("family " + model.family->name);
  keys.emplace_back("any");
  return keys;
}

void ModelRegister::read_up_to(std::size_t at) {
  for (; read_ < given_ && models_[read_].span.start < at; ++read_) {
    for (std::string& key : keys_of(models_[read_])) latest_[std::move(key)] = read_;
    count(read_);
  }
}

void ModelRegister::add(RegisteredModel model) {
  models_.push_back(std::move(model));
  for (std::string& key : keys_of(models_.back())) latest_[std::move(key)] = models_.size() - 1;
  count(models_.size() - 1);
}

void ModelRegister::count(std::size_t index) {
  const RegisteredModel& model = models_[index];
  for (std::size_t i = 0; i < model.parts.size(); ++i) {
    if (!is_tier(model.parts[i].text)) continue;
    // By the name up to the tier: efforts and dates behind it are the same model's.
    std::string name = canonical_model(
        *model.family,
        {model.parts.begin(), model.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1});
    std::vector<Count>& counts = counts_[to_lower_ascii(model.parts[i].text)];
    auto known = std::ranges::find(counts, name, &Count::canonical);
    if (known == counts.end()) {
      if (counts.size() >= kNamesOfTierMax) return;
      counts.push_back({std::move(name), 0, 0});
      known = counts.end() - 1;
    }
    ++known->times;
    known->last = index;
    return;
  }
}

const RegisteredModel* ModelRegister::latest(const std::string& key) const {
  if (const auto read = latest_.find(key); read != latest_.end()) return &models_[read->second];
  const auto found = first_.find(key);
  return found == first_.end() ? nullptr : &models_[found->second];
}

const RegisteredModel* ModelRegister::latest_in(TextSpan line, const std::string& key) const {
  const auto read = latest_.find(key);
  if (read == latest_.end() || !line.contains(models_[read->second].span)) return nullptr;
  return &models_[read->second];
}

const RegisteredModel* ModelRegister::usual(const std::string& tier) const {
  const auto counts = counts_.find(tier);
  if (counts == counts_.end()) return latest(tier);
  const Count* best = nullptr;
  for (const Count& candidate : counts->second) {
    const bool better = best == nullptr || candidate.times > best->times ||
                        (candidate.times == best->times && candidate.last > best->last);
    if (better) best = &candidate;
  }
  return &models_[best->last];
}

}  // namespace dossier
