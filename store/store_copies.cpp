// Which sources repeat each other's text: found when a document is added, marked in its batch.

#include <set>

#include "store/duplicate.h"
#include "store/store_impl.h"

namespace dossier {
namespace {

// A page printed a thousand times over would cost a thousand comparisons each time; the first
// hundred lead to the same original.
constexpr std::size_t kCandidatesMax = 100;

// The one of a group whose text the others repeat. An editor's word that a source is a copy keeps
// it from being that; nullptr if it keeps all.
const CopyMember* first_of(const CopyGroup& group) {
  const CopyMember* first = nullptr;
  for (const auto& [id, member] : group) {
    if (member.by_hand && !member.source.copy_of.empty()) continue;
    if (first == nullptr || comes_first(member.source, first->source)) first = &member;
  }
  return first;
}

}  // namespace

Result<void> Store::Impl::add_member(const Source& source, CopyGroup& group) const {
  const auto mark = copy_mark(source.id);
  if (!mark) return tl::unexpected<Error>(mark.error());
  CopyMember& added = group[source.id];
  added.source = source;
  if (*mark) {
    added.source.copy_of = (*mark)->original;
    added.by_hand = (*mark)->by_hand;
  }
  return {};
}

// The source with those that repeat its text, and the originals that these are known to have;
// empty if there are none.
Result<CopyGroup> Store::Impl::copies_of(const Source& source,
                                         const std::vector<std::uint64_t>& runs,
                                         const std::set<std::string>& candidates) const {
  CopyGroup group;
  for (const std::string& id : candidates) {
    const auto candidate = latest(id);
    if (!candidate) return tl::unexpected<Error>(candidate.error());
    if (!*candidate) return corrupt(schema::source_prefix(schema::Kind::source, id), "missing");
    const auto text = bytes_companion(schema::text_key(id, (*candidate)->revision));
    if (!text) return tl::unexpected<Error>(text.error());
    if (!are_copies(source, **candidate, resemblance(runs, shingles(*text)))) continue;
    if (auto added = add_member(**candidate, group); !added) {
      return tl::unexpected<Error>(std::move(added.error()));
    }
  }
  if (group.empty()) return group;
  if (auto added = add_member(source, group); !added) {
    return tl::unexpected<Error>(std::move(added.error()));
  }
  std::set<std::string> originals;
  for (const auto& [id, member] : group) originals.insert(member.source.copy_of);
  for (const std::string& id : originals) {
    if (id.empty() || group.contains(id)) continue;
    const auto original = latest(id);
    if (!original) return tl::unexpected<Error>(original.error());
    if (!*original) continue;
    if (auto added = add_member(**original, group); !added) {
      return tl::unexpected<Error>(std::move(added.error()));
    }
  }
  return group;
}

Result<std::vector<std::string>> Store::Impl::mark_group(const CopyGroup& group,
                                                         Batch& batch) const {
  std::vector<std::string> marked;
  const CopyMember* first = first_of(group);
  if (first == nullptr) return marked;
  const auto mark = [&](const std::string& id, const std::string& original) {
    batch.put(schema::copy_key(id), dump_json(copy_mark_to_json({original, false})));
    if (!original.empty()) marked.push_back(id);
  };
  std::set<std::string> demoted;  // Originals until now, whose own copies must follow
  for (const auto& [id, member] : group) {
    const std::string original = &member == first ? std::string{} : first->source.id;
    if (member.by_hand || member.source.copy_of == original) continue;
    if (member.source.copy_of.empty()) demoted.insert(id);
    mark(id, original);
  }
  if (demoted.empty()) return marked;
  std::optional<Error> error;
  const auto scanned = database->scan(
      schema::kind_prefix(schema::Kind::copy), [&](std::string_view key, std::string_view value) {
        const Result<CopyMark> other = decode(key, value, &copy_mark_from_json);
        if (!other) return error = other.error(), false;
        const std::string id{schema::first_text(key)};
        if (!other->by_hand && demoted.contains(other->original) && !group.contains(id)) {
          mark(id, first->source.id);
        }
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return tl::unexpected<Error>(std::move(*error));
  return marked;
}

Result<std::vector<std::string>> Store::Impl::mark_copies(const Source& source,
                                                          std::string_view text,
                                                          Batch& batch) const {
  const std::vector<std::uint64_t> runs = shingles(text);
  const auto signature = signature_of(runs);
  if (!signature) return std::vector<std::string>{};

  std::set<std::string> candidates;
  const auto hashes = bands(*signature);
  for (std::size_t band = 0; band < hashes.size(); ++band) {
    const std::string prefix = schema::band_prefix(band, hashes[band]);
    const auto scanned = database->scan(prefix, [&](std::string_view key, std::string_view note) {
      const std::string_view id = key.substr(prefix.size());
      if (id != source.id && may_be_copy(source, note)) candidates.emplace(id);
      return candidates.size() < kCandidatesMax;
    });
    if (!scanned) return tl::unexpected<Error>(scanned.error());
    batch.put(schema::band_key(band, hashes[band], source.id), band_note(source));
  }
  const auto group = copies_of(source, runs, candidates);
  if (!group) return tl::unexpected<Error>(group.error());
  return mark_group(*group, batch);
}

}  // namespace dossier
