// dossier digest: a newsletter over all dossiers.

#include "app/digest.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/commands.h"
#include "app/file.h"
#include "app/proved.h"
#include "app/report.h"
#include "app/session.h"
#include "app/topic_view.h"
#include "base/json.h"
#include "render/dossier_json.h"
#include "render/mail.h"
#include "render/newsletter.h"

namespace dossier {
namespace {

constexpr auto kWeek = std::chrono::days{7};
const std::string kId{kDigestId};

Result<std::vector<DigestTopic>> read_topics(const Store& store,
                                             const std::vector<DossierConfiguration>& dossiers,
                                             const Rulings& rulings) {
  const auto gathered = gather_topics(store, dossiers);
  if (!gathered) return tl::unexpected(gathered.error());
  std::vector<DigestTopic> topics;
  for (std::size_t i = 0; i < dossiers.size(); ++i) {
    auto view = read_view(store, (*gathered)[i].members, rulings, dossiers[i].id);
    if (!view) return tl::unexpected(view.error());
    topics.push_back({dossiers[i].id, dossiers[i].title, std::move(*view)});
  }
  return topics;
}

// What is to be printed, and what it is called as a file.
struct Printed {
  std::string bytes, file_name;
};

Result<Printed> print_digest(const Dossier& digest, const DigestOptions& options, bool json) {
  const std::string day = format_day(day_of(digest.published));
  if (options.eml) {
    auto mail = write_mail(digest, {options.from, options.to, options.unsubscribe});
    if (!mail) return tl::unexpected(mail.error());
    return Printed{std::move(*mail), "digest-" + day + ".eml"};
  }
  if (json) return Printed{write_json(digest), "digest-" + day + ".json"};
  const Flavor flavor = parse_flavor(options.flavor).value_or(Flavor::plain);
  return Printed{write_newsletter(digest, flavor), newsletter_file_name(digest, flavor)};
}

// Into a file, a folder that is there, or to standard output.
Result<void> put_out(const Printed& printed, const std::string& out, const Report& report) {
  if (out.empty()) {
    report.result(printed.bytes);
    return {};
  }
  std::error_code ignored;
  const bool folder = out.ends_with('/') || std::filesystem::is_directory(out, ignored);
  const std::string path = folder ? (std::filesystem::path{out} / printed.file_name).string() : out;
  if (auto done = write_file(path, printed.bytes); !done) return done;
  report.note("written to " + path);
  return {};
}

int show_digest(const Dossier& digest, const GlobalOptions& global, const DigestOptions& options,
                const Report& report) {
  const auto printed = print_digest(digest, options, global.json);
  if (!printed) {
    report.trouble(printed.error().message);
    return kBadUsage;
  }
  const auto done = put_out(*printed, options.out, report);
  return done ? kDone : report.failure(done.error());
}

int show_issue(const GlobalOptions& global, const DigestOptions& options, const Report& report) {
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto version = find_version(*store, kId, options.issue);
  if (!version) return report.failure(version.error());
  const auto digest = read_record(version->record);
  if (!digest) return report.failure(digest.error());
  return show_digest(*digest, global, options, report);
}

int nothing_new(const GlobalOptions& global, const Dossier* last, const Report& report) {
  if (global.json) {
    report.result(dump_json(Json{{"id", kId}, {"version", nullptr}}) + "\n");
  } else {
    report.trouble(last == nullptr
                       ? "digest: nothing new in these days; nothing published"
                       : fmt::format("digest: nothing new since v{} of {}; nothing published",
                                     last->version, format_day(day_of(last->published))));
  }
  return kDone;
}

}  // namespace

std::optional<DigestSince> parse_digest_since(std::string_view text) {
  if (text == "last") return DigestSince{};
  if (const auto day = parse_day(text)) return DigestSince{*day};
  const std::size_t digits = text.find_first_not_of("0123456789");
  const bool is_length =
      digits != std::string_view::npos && digits > 0 && digits <= 4 && text.substr(digits) == "d";
  if (!is_length) return std::nullopt;
  const int length = std::stoi(std::string{text.substr(0, digits)});
  if (length == 0) return std::nullopt;
  return DigestSince{std::chrono::days{length}};
}

DigestPeriod period_of(const DigestSince& since, const Dossier* last, Time now) {
  const Day today = day_of(now);
  if (const auto* day = std::get_if<Day>(&since)) return {*day, today, false};
  if (const auto* length = std::get_if<std::chrono::days>(&since)) {
    return {today - *length + std::chrono::days{1}, today, false};
  }
  if (last == nullptr) return {today - kWeek + std::chrono::days{1}, today, false};
  // A digest of the day's last second has told all of that day.
  const Day told = day_of(last->published + std::chrono::seconds{1});
  return {std::min(told, today), today, true};
}

Result<std::optional<Dossier>> compose_digest(const Store& store,
                                              const std::vector<DossierConfiguration>& dossiers,
                                              const DigestSince& since, const PublishTerms& terms) {
  const auto last = last_version(store, kId);
  if (!last) return tl::unexpected(last.error());
  const Dossier* previous = *last ? &(*last)->dossier : nullptr;
  const auto topics = read_topics(store, dossiers, terms.rulings);
  if (!topics) return tl::unexpected(topics.error());
  const NameAliases aliases = name_aliases(store, terms.lexicon, terms.rulings);
  const DigestPeriod period = period_of(since, previous, terms.now);
  auto proved = compose_proved(
      store, aliases, terms.rulings, *last,
      [&](const Unprovable& unprovable) {
        return compose_digest(*topics, period, terms.lexicon, previous, terms.now, unprovable.facts,
                              terms.rulings, unprovable.refused);
      },
      terms.unproved);
  if (!proved) return tl::unexpected(proved.error());
  if (!*proved) return std::optional<Dossier>{};
  return std::move((*proved)->dossier);
}

Result<void> publish_digest(Store& store, const Dossier& digest) {
  return store.publish(version_record(digest));
}

int run_digest(const GlobalOptions& global, const DigestOptions& options) {
  const Report report{global};
  if (options.issue != 0) return show_issue(global, options, report);
  const auto since = parse_digest_since(options.since);
  if (!since) {
    report.trouble("--since " + options.since + ": expected 7d, YYYY-MM-DD or last");
    return kBadUsage;
  }
  const auto setup = load_setup(global);
  if (!setup) {
    report.trouble(setup.error().message);
    return kBadUsage;
  }
  const Configuration& configuration = setup->configuration;
  const Lexicon& lexicon = setup->lexicon;
  const bool is_draft = options.preview || configuration.publish == PublishMode::review;
  auto store = is_draft ? Store::open_for_reading(global.store) : Store::open(global.store);
  if (!store) return report.failure(store.error());
  const auto rulings = load_rulings(global.store);
  if (!rulings) return report.failure(rulings.error());
  const Time now = now_of(global);
  const auto last = last_version(*store, kId);
  if (!last) return report.failure(last.error());
  const Dossier* previous = *last ? &(*last)->dossier : nullptr;
  if (previous != nullptr && previous->published >= now) {
    // Asked again for the same time, it is the same issue; `last` ended there.
    const bool again =
        previous->published == now && !std::holds_alternative<std::monostate>(*since);
    return again ? show_digest(*previous, global, options, report)
                 : nothing_new(global, previous, report);
  }
  std::vector<std::string> unproved;
  const auto digest = compose_digest(*store, configuration.dossiers, *since,
                                     {lexicon, *rulings, now, is_draft, &unproved});
  for (const std::string& finding : unproved) report.note("left out: " + finding);
  if (!digest) {
    const int status = report.failure(digest.error());
    return digest.error().code == ErrorCode::corrupt ? kVerificationFailed : status;
  }
  if (!*digest) return nothing_new(global, previous, report);
  if (const int status = show_digest(**digest, global, options, report); status != kDone) {
    return status;
  }
  if (is_draft) {
    report.note("a draft: nothing published");
    return kDone;
  }
  if (auto done = publish_digest(*store, **digest); !done) return report.failure(done.error());
  report.note(fmt::format("{}: v{} published", kId, (*digest)->version));
  return kDone;
}

}  // namespace dossier
