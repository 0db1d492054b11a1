#include "app/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "app/against_previous.h"
#include "app/file.h"
#include "app/topic_view.h"
#include "app/version.h"
#include "base/hash.h"
#include "render/atom.h"
#include "render/compose.h"
#include "render/dossier_json.h"
#include "render/history_page.h"

namespace dossier {
namespace {

Result<void> write_if_changed(const std::string& path, const std::string& bytes) {
  if (const auto there = read_file(path); there && *there == bytes) return {};
  return write_file(path, bytes);
}

// The forms that readers get, by the ends of their files' names.
constexpr std::array<std::pair<const char*, std::string VersionRecord::*>, 3> kForms{{
    {".md", &VersionRecord::markdown},
    {".html", &VersionRecord::html},
    {".json", &VersionRecord::json},
}};

Result<void> write_forms(const std::string& stem, const VersionRecord& version) {
  for (const auto& [ending, form] : kForms) {
    if (auto written = write_if_changed(stem + ending, version.*form); !written) return written;
  }
  return {};
}

// Whether a run before this one left the files of that version, which never change: by their size,
// since the oldest of them are as many as the versions.
bool has_forms(const std::string& stem, const VersionRecord& version) {
  return std::ranges::all_of(kForms, [&](const auto& form) {
    std::error_code absent;
    return std::filesystem::file_size(stem + form.first, absent) == (version.*form.second).size();
  });
}

// Whether it left every file: the feed of versions is written last.
bool is_written(const std::string& stem, int last) {
  std::error_code ignored;
  const auto there = [&](const std::string& path) {
    return std::filesystem::exists(path, ignored);
  };
  for (int number = 1; number <= last; ++number) {
    for (const auto& [ending, form] : kForms) {
      if (!there(fmt::format("{}/v{}{}", stem, number, ending))) return false;
    }
  }
  const auto written_at = [&](const std::string& path) {
    return std::filesystem::last_write_time(path, ignored);
  };
  if (!there(stem + ".atom.xml") || !there(stem + ".md")) return false;
  return written_at(stem + ".atom.xml") >= written_at(fmt::format("{}/v{}.json", stem, last));
}

Result<void> write_last(const std::string& stem, const std::string& id, VersionRecord version) {
  version.markdown = moved_above_folder(version.markdown, id);
  version.html = moved_above_folder(version.html, id);
  return write_forms(stem, version);
}

Result<void> write_dossier(const Store& store, const DossierConfiguration& dossier,
                           const std::string& directory) {
  const auto numbers = store.versions(dossier.id);
  if (!numbers) return tl::unexpected(numbers.error());
  if (numbers->empty()) return {};
  const std::string stem = fmt::format("{}/{}", directory, dossier.id);
  if (is_written(stem, numbers->back())) return {};
  std::vector<VersionSummary> summaries;
  for (const int number : *numbers) {
    auto version = store.version(dossier.id, number);
    if (!version) return tl::unexpected(version.error());
    const std::string place = fmt::format("{}/v{}", stem, number);
    if (!has_forms(place, **version)) {
      if (auto done = write_forms(place, **version); !done) return done;
    }
    auto summary = summary_in((*version)->record);
    if (!summary) return within(dossier.id, summary.error());
    summaries.push_back(std::move(*summary));
    if (number != numbers->back()) continue;
    if (auto done = write_last(stem, dossier.id, std::move(**version)); !done) return done;
  }
  for (const char* ending : {".md", ".html", ".json"}) {  // What was a draft is out
    std::error_code ignored;
    std::filesystem::remove(fmt::format("{}/draft{}", stem, ending), ignored);
  }
  if (auto done = write_if_changed(stem + "/index.html",
                                   write_history_page(dossier.id, dossier.title, summaries));
      !done) {
    return done;
  }
  return write_if_changed(stem + ".atom.xml", write_atom(dossier.id, dossier.title, summaries));
}

// Names all that a composition rests on: the same basis would say the same again. A day is part of
// it, since forecasts fall due and dossiers fall quiet.
std::string basis_of(const DossierConfiguration& dossier, const std::vector<TopicMember>& members,
                     const PublishTerms& terms) {
  std::string basis =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n", kVersion, format_day(day_of(terms.now)),
                  dossier.title, dossier.open, terms.rulings.basis(), terms.as_drafts);
  for (const TopicMember& member : members) {
    basis += fmt::format("{} {} {} {}\n", member.source, member.revision, member.read,
                         fmt::join(member.passages, " "));
  }
  return content_hash(basis);
}

Result<std::optional<Proved>> compose_members(const Store& store,
                                              const DossierConfiguration& configuration,
                                              const GatheredTopic& topic,
                                              const NameAliases& aliases,
                                              const PublishTerms& terms) {
  auto view = read_view(store, topic.members, terms.rulings, configuration.id);
  if (!view) return tl::unexpected(view.error());
  const auto previous = last_version(store, configuration.id);
  if (!previous) return tl::unexpected(previous.error());
  const Dossier* before = *previous ? &(*previous)->dossier : nullptr;
  const Lexicon lexicon = terms.lexicon.described(terms.rulings.descriptions());
  if (auto compared = compare_with_previous(*view, store, topic.members, topic.state.seen, before,
                                            terms.rulings, configuration.id);
      !compared) {
    return tl::unexpected(compared.error());
  }
  return compose_proved(
      store, aliases, terms.rulings, *previous,
      [&](const Unprovable& unprovable) {
        return compose(configuration, *view, lexicon, before, terms.now, unprovable.facts,
                       terms.rulings, unprovable.refused);
      },
      terms.unproved);
}

}  // namespace

Result<std::optional<Proved>> compose_next(const Store& store,
                                           const DossierConfiguration& configuration,
                                           const PublishTerms& terms) {
  const auto topics = gather_topics(store, {configuration});
  if (!topics) return tl::unexpected(topics.error());
  const NameAliases aliases = name_aliases(store, terms.lexicon, terms.rulings);
  return compose_members(store, configuration, topics->front(), aliases, terms);
}

Result<Publication> publish_dossiers(Store& store,
                                     const std::vector<DossierConfiguration>& dossiers,
                                     const PublishTerms& terms) {
  auto topics = gather_topics(store, dossiers);
  if (!topics) return tl::unexpected(topics.error());
  const NameAliases aliases = name_aliases(store, terms.lexicon, terms.rulings);
  Publication publication;
  for (std::size_t i = 0; i < dossiers.size(); ++i) {
    GatheredTopic& topic = (*topics)[i];
    const std::string basis = basis_of(dossiers[i], topic.members, terms);
    const bool composed_before = topic.state.composed == basis;
    if (composed_before && topic.changed.empty() && !topic.afresh) continue;
    if (!composed_before) {
      auto next = compose_members(store, dossiers[i], topic, aliases, terms);
      const bool unproved = !next && next.error().code == ErrorCode::unproved;
      if (unproved) {  // Its members are kept, and the next run composes it again
        publication.unpublished.push_back(next.error().message);
      } else if (!next) {
        return tl::unexpected(next.error());
      } else if (*next && terms.as_drafts) {
        publication.drafts.push_back(std::move((*next)->dossier));
      } else if (*next) {
        if (auto done = store.publish((*next)->forms); !done) {
          return tl::unexpected(done.error());
        }
        publication.versions.push_back({dossiers[i].id, (*next)->forms.version});
      }
      topic.state.composed = unproved ? std::string{} : basis;
    }
    if (auto kept = store.put_topic(dossiers[i].id, topic.state, topic.changed, topic.afresh);
        !kept) {
      return tl::unexpected(kept.error());
    }
  }
  return publication;
}

Result<void> write_drafts(const std::vector<Dossier>& drafts, const std::string& directory) {
  for (const Dossier& draft : drafts) {
    const std::string stem = fmt::format("{}/{}/draft", directory, draft.id);
    if (auto done = write_forms(stem, version_record(draft)); !done) return done;
  }
  return {};
}

Result<void> write_pages(const Store& store, const std::vector<DossierConfiguration>& dossiers,
                         const std::string& directory) {
  for (const DossierConfiguration& dossier : dossiers) {
    if (auto done = write_dossier(store, dossier, directory); !done) return done;
  }
  return {};
}

}  // namespace dossier
