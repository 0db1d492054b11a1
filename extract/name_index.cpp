#include "extract/name_index.h"

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
    entry.run = hash_of(first_run(entry.opening, first_word(name)));
    entry.index = static_cast<std::uint32_t>(i);
    opens_oddly_ = opens_oddly_ || !is_folded_word_byte(name.front());
    const std::size_t bit = entry.run >> 48U;
    filed_[bit / 64] |= std::uint64_t{1} << bit % 64;
    buckets_[entry.run >> 52U].push_back(entry);
  }
}

}  // namespace dossier
