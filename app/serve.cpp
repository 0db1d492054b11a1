// dossier serve: the editors' desk and the reading pages, on loopback.

#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "app/commands.h"
#include "app/desk.h"
#include "app/feed_health.h"
#include "app/file.h"
#include "app/prometheus.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "review/desk_server.h"
#include "review/sessions.h"
#include "review/web_server.h"
#include "store/rulings.h"

namespace dossier {
namespace {

constexpr std::size_t kTokenBytesMin = 16;

std::string editor_of(const ServeOptions& options) {
  if (!options.by.empty()) return options.by;
  for (const char* variable : {"DOSSIER_EDITOR", "USER"}) {
    const char* name = std::getenv(variable);
    if (name != nullptr && *name != '\0') return name;
  }
  return "editor";
}

// The file of the command line, else that of the configuration, which stands beside it.
std::string token_file(const GlobalOptions& global, const ServeOptions& options,
                       const Configuration& configuration) {
  if (!options.token_file.empty() || configuration.token_file.empty()) return options.token_file;
  const std::filesystem::path beside{global.config};
  return (beside.parent_path() / configuration.token_file).string();
}

// The first line of the file; without a file, one made up for this run.
Result<std::string> read_token(const std::string& file) {
  if (file.empty()) return random_secret();
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  std::string token = on_one_line(text->substr(0, text->find('\n')));
  if (token.size() < kTokenBytesMin) {
    return fail(ErrorCode::malformed,
                fmt::format("{}: expected a token of {} characters or more on its first line", file,
                            kTokenBytesMin));
  }
  const auto allowed = std::filesystem::status(file).permissions();
  if ((allowed & std::filesystem::perms::others_read) != std::filesystem::perms::none) {
    return fail(ErrorCode::malformed, file + ": everybody can read it; try chmod go-r");
  }
  return token;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

// What the desk asks of the rest. Called on the server's threads; each call reads the store anew.
class Services {
 public:
  Services(const GlobalOptions& global, const ServeOptions& options, Configuration configuration,
           Lexicon lexicon)
      : global_{global},
        options_{options},
        configuration_{std::move(configuration)},
        lexicon_{std::move(lexicon)} {}

  [[nodiscard]] DeskServices services(std::string token) const {
    DeskServices services;
    services.store = global_.store;
    services.token = std::move(token);
    services.editor = editor_of(options_);
    services.hosts = options_.hosts;
    services.hosts.insert(services.hosts.end(), configuration_.hosts.begin(),
                          configuration_.hosts.end());
    services.dossiers = configuration_.dossiers;
    services.now = [this] { return now_of(global_); };
    services.draft = [this](const std::string& dossier) { return draft(dossier); };
    services.publish = [this](const std::string& dossier, const std::string& who,
                              const std::string& hash) { return publish(dossier, who, hash); };
    services.feeds = [this] { return feeds(); };
    services.metrics = [this] { return metrics(); };
    return services;
  }

 private:
  [[nodiscard]] Result<Rulings> rulings() const {
    const auto decisions = read_decisions(global_.store);
    if (!decisions) return tl::unexpected(decisions.error());
    return Rulings{*decisions};
  }

  [[nodiscard]] Result<std::optional<DraftView>> draft(const std::string& dossier) const {
    const auto ruled = rulings();
    if (!ruled) return tl::unexpected(ruled.error());
    const auto store = Store::open_for_reading(global_.store);
    if (!store) return tl::unexpected(store.error());
    auto draft = draft_of(*store, configuration_, dossier, {lexicon_, *ruled, now_of(global_)});
    if (!draft) return tl::unexpected(draft.error());
    if (!*draft) return std::optional<DraftView>{};
    return std::optional{DraftView{std::move((*draft)->dossier), std::move((*draft)->hash),
                                   std::move((*draft)->left_out)}};
  }

  [[nodiscard]] Result<int> publish(const std::string& dossier, const std::string& who,
                                    const std::string& hash) const {
    const auto ruled = rulings();
    if (!ruled) return tl::unexpected(ruled.error());
    return publish_draft(global_.store, configuration_, dossier, who, hash, options_.out,
                         {lexicon_, *ruled, now_of(global_)});
  }

  [[nodiscard]] Result<std::vector<FeedHealth>> health() const {
    const auto store = Store::open_for_reading(global_.store);
    if (!store) return tl::unexpected(store.error());
    return feed_health(configuration_, &*store, now_of(global_));
  }

  [[nodiscard]] Result<std::vector<FeedLine>> feeds() const {
    const auto known = health();
    if (!known) return tl::unexpected(known.error());
    std::vector<FeedLine> lines;
    for (const FeedHealth& feed : *known) {
      lines.push_back({feed.name.empty() ? feed.url : feed.name, feed.url,
                       std::string{to_string(feed.condition)}, feed.reason, feed.last_success,
                       feed.last_new_entry, feed.next_ask, feed.failures});
    }
    return lines;
  }

  [[nodiscard]] Result<std::string> metrics() const {
    const auto known = health();
    if (!known) return tl::unexpected(known.error());
    return write_prometheus(*known, nullptr, now_of(global_));
  }

  const GlobalOptions& global_;
  const ServeOptions& options_;
  const Configuration configuration_;
  const Lexicon lexicon_;
};

// Signals that end the program. Blocked in every thread, so that one waits for them.
sigset_t endings() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGINT);
  ::sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

int run_serve(const GlobalOptions& global, const ServeOptions& options) {
  const Report report{global};
  auto configuration = load_configuration(global.config);
  if (!configuration) {
    report.trouble(configuration.error().message);
    return kBadUsage;
  }
  auto lexicon = load_lexicon(global.config, *configuration);
  if (!lexicon) {
    report.trouble(lexicon.error().message);
    return kBadUsage;
  }
  if (const auto store = Store::open_for_reading(global.store); !store) {
    return report.failure(store.error());
  }
  const auto token = read_token(token_file(global, options, *configuration));
  if (!token) {
    report.trouble(token.error().message);
    return kBadUsage;
  }
  const sigset_t ends = endings();
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  const Services services{global, options, std::move(*configuration), std::move(*lexicon)};
  DeskServer server{services.services(*token)};
  const auto port = server.start(options.bind, options.port);
  if (!port) return report.failure(port.error());
  if (!is_loopback(options.bind)) {
    report.trouble(options.bind +
                   ": reached from other machines, and nothing is encrypted; put a "
                   "proxy with TLS in front of it (--host names it)");
  }
  const std::string host =
      options.bind.find(':') == std::string::npos ? options.bind : "[" + options.bind + "]";
  const std::string url =
      fmt::format("http://{}:{}/login?token={}", host, *port, encode_percent(*token));
  report.result(global.json ? dump_json(Json{{"url", url}, {"port", *port}}) + "\n"
                            : "The desk is open at\n  " + url + "\nCtrl-C closes it.\n");
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&ends, &signal);
  server.stop();
  return kDone;
}

}  // namespace dossier
