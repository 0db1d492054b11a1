#include "extract/name_index.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace dossier {

NameIndex::NameIndex(std::vector<std::string> names)
    : names_(std::move(names)), buckets_(kBuckets) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const std::string& name = names_[i];
    assert(!name.empty());
    Entry entry;
    entry.opening = opening_of(name);
    entry.mask = opening_mask(name.size());
    entry.index = static_cast<std::uint32_t>(i);
    const std::size_t bytes = std::min(name.size(), kFiledBytes);
    entry.bucket_bytes = static_cast<std::uint32_t>(bytes);
    opens_[static_cast<unsigned char>(name.front())] |= static_cast<std::uint8_t>(1U << bytes);
    const std::size_t bit = bit_of(entry.opening, bytes);
    filed_[bit / 64] |= std::uint64_t{1} << bit % 64;
    buckets_[bucket_of(entry.opening, bytes)].push_back(entry);
  }
}

}  // namespace dossier
