// What an update costs beside ten thousand claims and beside a million: whole processes of the
// built program against a server on loopback, and a dossier of 5,000 claims beside its raw limit.
//
//   build/bench/store_bench --program build/bench/dossier [--claims 1000000] [--rounds 9]
//                           [--graphs FOLDER] [--json]
//
// With --graphs, the made-up graphs stay there for the next time.

#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/topic_view.h"
#include "base/json.h"
#include "bench/claim_graph.h"
#include "render/atom.h"
#include "render/compose.h"
#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "store/doctor.h"
#include "store/record_json.h"
#include "tests/support/http_server.h"

extern char** environ;

namespace dossier {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kSmall = 10'000;
constexpr std::size_t kFeeds = 100;
constexpr const char* kDossierId = "quillmark";

struct Options {
  std::string program, graphs;
  std::size_t claims = 1'000'000;
  std::size_t rounds = 9;
  bool json = false;
};

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "store_bench: {}\n", result.error().message);
  std::exit(1);
}
void must(const Result<void>& result) {
  if (result) return;
  fmt::print(stderr, "store_bench: {}\n", result.error().message);
  std::exit(1);
}

double milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.at(values.size() / 2);
}

// What one run of a program took.
struct Cost {
  double wall_ms = 0, cpu_ms = 0, memory_mb = 0;
  int status = 0;
};

Cost run(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto started = Clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    fmt::print(stderr, "store_bench: cannot start {}\n", command[0]);
    std::exit(1);
  }
  int status = 0;
  rusage use{};
  wait4(child, &status, 0, &use);
  const auto milli = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return {milliseconds(Clock::now() - started), milli(use.ru_utime) + milli(use.ru_stime),
          static_cast<double>(use.ru_maxrss) / 1024, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

Cost median_of(const std::vector<Cost>& costs) {
  const auto of = [&](double Cost::*field) {
    std::vector<double> values;
    for (const Cost& cost : costs) values.push_back(cost.*field);
    return median(std::move(values));
  };
  Cost most = *std::ranges::max_element(costs, {}, &Cost::memory_mb);
  return {of(&Cost::wall_ms), of(&Cost::cpu_ms), most.memory_mb, 0};
}

// A hundred feeds that answer 304 but for the first, which has a new article each day.
class News {
 public:
  News() : server_{[this](const HttpCall& call) { return answer(call); }} {}

  void publish(int article) { article_ = article; }
  [[nodiscard]] std::string feed(std::size_t number) const {
    return fmt::format("http://s{}.localhost:{}/feed", number, server_.port());
  }

 private:
  HttpReply answer(const HttpCall& call) {
    if (call.path == "/robots.txt") return {.status = 404, .body = ""};
    const int article = article_;
    if (call.path == "/feed") {
      const bool first = call.host.starts_with("s0.");
      const std::string tag = fmt::format("\"{}\"", first ? article : 0);
      if (call.header("If-None-Match") == tag) return {.status = 304, .body = ""};
      HttpReply reply;
      reply.content_type = "application/rss+xml";
      reply.headers = {{"ETag", tag}};
      reply.body = "<rss version=\"2.0\"><channel><title>News</title>";
      if (first && article > 0) {
        reply.body += fmt::format(
            "<item><title>Digest of day {0}</title><link>http://{1}/{0}.html</link>"
            "<guid>{0}</guid></item>",
            article, call.host);
      }
      reply.body += "</channel></rss>";
      return reply;
    }
    const std::size_t number = 1'000'000'000 + static_cast<std::size_t>(article);
    return {.body = fmt::format("<html><head><title>Digest of day {}</title></head><body><article>"
                                "<h1>Digest of day {}</h1><p>{}</p></article></body></html>",
                                article, article, source_text(number, true))};
  }

  std::atomic<int> article_ = 0;
  HttpServer server_;
};

// A store with its configuration, in a folder.
struct Desk {
  std::string folder, store, out, configuration;
  Time now = end_of_graph();

  Desk(const std::string& at, const News& news, std::size_t claims) : folder{at} {
    store = folder + "/store";
    out = folder + "/out";
    configuration = folder + "/feeds.yaml";
    if (!fs::exists(store)) {
      fs::remove_all(store + ".part");
      must(make_claim_graph(store + ".part", claims));
      fs::rename(store + ".part", store);
    }
    std::ofstream file{configuration};
    file << "defaults: {user_agent: bench, host_delay: 0s, allow_private: true}\nfeeds:\n";
    for (std::size_t i = 0; i < kFeeds; ++i) file << "  - url: " << news.feed(i) << '\n';
    file << "dossiers:\n  - {id: " << kDossierId
         << ", title: Quillmark, match: {any: [Quillmark]}}\n";
  }

  // An update an hour after the last one, asking every feed.
  Cost update(const Options& options, std::chrono::seconds later = std::chrono::hours{1}) {
    now += later;
    const Cost cost = run({options.program, "--config", configuration, "--store", store, "--now",
                           format_rfc3339(now), "update", "--all", "--out", out});
    if (cost.status != 0) {
      fmt::print(stderr, "store_bench: update ended with status {}\n", cost.status);
      std::exit(1);
    }
    return cost;
  }
};

struct Updates {
  Cost article, nothing;
  double open_ms = 0;
};

double time_to_open(const Desk& desk) {
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    const auto started = Clock::now();
    const Store store = must(Store::open(desk.store));
    times.push_back(milliseconds(Clock::now() - started));
  }
  return median(std::move(times));
}

// The state of every file that was written for readers.
std::vector<std::pair<std::string, fs::file_time_type>> written(const Desk& desk) {
  std::vector<std::pair<std::string, fs::file_time_type>> files;
  for (const auto& file : fs::recursive_directory_iterator{desk.out}) {
    files.emplace_back(file.path().string(), file.last_write_time());
  }
  std::ranges::sort(files);
  return files;
}

Updates measure_updates(const Options& options, Desk& desk, News& news, int& article) {
  news.publish(++article);
  static_cast<void>(desk.update(options));  // The first version, and the validators of the feeds
  Updates updates;
  std::vector<Cost> costs;
  for (std::size_t i = 0; i < options.rounds; ++i) {
    news.publish(++article);
    costs.push_back(desk.update(options));
  }
  updates.article = median_of(costs);
  costs.clear();
  const auto before = written(desk);
  for (std::size_t i = 0; i < options.rounds; ++i) {
    costs.push_back(desk.update(options, std::chrono::seconds{1}));
  }
  if (written(desk) != before)
    fmt::print(stderr, "store_bench: a run without news rewrote files\n");
  updates.nothing = median_of(costs);
  updates.open_ms = time_to_open(desk);
  return updates;
}

double best_time(std::size_t rounds, const std::function<void()>& work) {
  double best = 1e12;
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto started = Clock::now();
    work();
    best = std::min(best, milliseconds(Clock::now() - started));
  }
  return best;
}

struct Dossiers {
  double read_ms = 0, whole_ms = 0;
  std::size_t claims = 0;
};

// A dossier read, composed and written in four forms, beside reading its claims and writing them as
// they are.
Dossiers measure_dossier(const Desk& desk) {
  const Store store = must(Store::open_for_reading(desk.store));
  const Lexicon lexicon = must(Lexicon::load());
  const auto members = must(store.topic_members(kDossierId));
  Dossiers measured;
  std::size_t sink = 0;
  measured.read_ms = best_time(5, [&] {
    const TopicView view = must(read_view(store, members, Rulings{}, kDossierId));
    measured.claims = view.claims.size();
    for (const StoredClaim& claim : view.claims) {
      sink += dump_json(stored_claim_to_json(claim)).size();
    }
  });
  DossierConfiguration configuration;
  configuration.id = kDossierId;
  configuration.title = "Quillmark";
  measured.whole_ms = best_time(5, [&] {
    const TopicView view = must(read_view(store, members, Rulings{}, kDossierId));
    const auto dossier = compose(configuration, view, lexicon, nullptr, desk.now, {});
    if (!dossier) std::abort();
    sink += write_markdown(*dossier).size() + write_html(*dossier).size() +
            write_json(*dossier).size() +
            write_atom(kDossierId, "Quillmark", {summary_of(*dossier)}).size();
  });
  if (sink == 0) std::abort();
  return measured;
}

struct Disk {
  double claim_bytes = 0, with_indexes = 0, store = 0;  // A claim
};

Disk measure_disk(const Desk& desk) {
  Disk disk;
  double claims = 0, on_disk = 0;
  for (const KindUse& use : must(disk_use(desk.store))) {
    if (use.kind == "claims") {
      claims = static_cast<double>(use.records);
      disk.claim_bytes = static_cast<double>(use.bytes) / claims;
    }
    if (use.kind == "claims" || use.kind == "claim ids" || use.kind == "spellings") {
      on_disk += static_cast<double>(use.disk_bytes);
    }
  }
  double all = 0;
  for (const auto& file : fs::recursive_directory_iterator{desk.store}) {
    if (file.is_regular_file()) all += static_cast<double>(file.file_size());
  }
  disk.with_indexes = on_disk / claims;
  disk.store = all / claims;
  return disk;
}

// One line of the table; `wanted` 0: told, not judged.
struct Row {
  std::string name;
  double value = 0, wanted = 0;
  std::string unit;
};

void print(const Options& options, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (options.json) {
      fmt::print("{}\n", dump_json(Json{{"name", row.name},
                                        {"value", row.value},
                                        {"unit", row.unit},
                                        {"at_most", row.wanted}}));
    } else {
      fmt::print("{:<58} {:>9.2f} {:<2} {}\n", row.name, row.value, row.unit,
                 row.wanted == 0 ? ""
                                 : fmt::format("at most {}{}", row.wanted,
                                               row.value <= row.wanted ? "" : "  MISSED"));
    }
  }
}

std::vector<Row> measure(const Options& options) {
  News news;
  int article = 0;
  fs::create_directories(options.graphs);
  Desk small{options.graphs + "/" + std::to_string(kSmall), news, kSmall};
  Desk large{options.graphs + "/" + std::to_string(options.claims), news, options.claims};
  const Updates few = measure_updates(options, small, news, article);
  const Updates many = measure_updates(options, large, news, article);
  const Dossiers dossier = measure_dossier(small);
  const Disk disk = measure_disk(large);
  const std::string n = std::to_string(options.claims), s = std::to_string(kSmall);
  return {
      {"one article, " + s + " claims: wall", few.article.wall_ms, 0, "ms"},
      {"one article, " + s + " claims: processor", few.article.cpu_ms, 0, "ms"},
      {"one article, " + n + " claims: wall", many.article.wall_ms, 50, "ms"},
      {"one article, " + n + " claims: processor", many.article.cpu_ms, 0, "ms"},
      {"one article, " + n + " against " + s + ": wall", many.article.wall_ms / few.article.wall_ms,
       1.3, "x"},
      {"one article, " + n + " against " + s + ": processor",
       many.article.cpu_ms / few.article.cpu_ms, 1.3, "x"},
      {"one article, " + n + " claims: peak memory", many.article.memory_mb, 150, "MB"},
      {"100 feeds answer 304, " + n + " claims: wall", many.nothing.wall_ms, 0, "ms"},
      {"100 feeds answer 304, " + n + " claims: processor", many.nothing.cpu_ms, 50, "ms"},
      {"open, " + n + " claims", many.open_ms, 300, "ms"},
      {"dossier of " + std::to_string(dossier.claims) + " claims: read and serialise",
       dossier.read_ms, 0, "ms"},
      {"the same read, composed, written in four forms", dossier.whole_ms, 0, "ms"},
      {"the same against read and serialise", dossier.whole_ms / dossier.read_ms, 6, "x"},
      {"a claim's record", disk.claim_bytes, 0, "B"},
      {"a claim on disk with its indexes", disk.with_indexes, 0, "B"},
      {"the same against its record", disk.with_indexes / disk.claim_bytes, 2, "x"},
      {"the whole store, a claim (texts, pages, copies too)", disk.store, 0, "B"},
  };
}

std::optional<Options> parse_options(int count, char** arguments) {
  Options options;
  options.graphs = (fs::temp_directory_path() / "dossier-graphs").string();
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--json") {
      options.json = true;
      continue;
    }
    if (++i == count) return std::nullopt;
    const std::string_view value = arguments[i];
    if (name == "--program") {
      options.program = value;
    } else if (name == "--graphs") {
      options.graphs = value;
    } else if (name == "--claims" || name == "--rounds") {
      std::size_t& number = name == "--claims" ? options.claims : options.rounds;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  if (options.program.empty()) {
    options.program = (fs::path{arguments[0]}.parent_path() / "dossier").string();
  }
  return options;
}

}  // namespace
}  // namespace dossier

int main(int count, char** arguments) {
  const auto options = dossier::parse_options(count, arguments);
  if (!options) {
    fmt::print(stderr,
               "usage: store_bench [--program DOSSIER] [--claims N] [--rounds N] "
               "[--graphs FOLDER] [--json]\n");
    return 2;
  }
  dossier::print(*options, dossier::measure(*options));
  return 0;
}
