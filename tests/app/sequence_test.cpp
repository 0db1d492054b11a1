// Made-up weeks: sites that publish, edit, drop and break, each with a feed of another format;
// clocks that jump, updates that are killed or asked to end, stores that come back from backups.
// After every step the promises hold: no source is lost, versions are numbered on and never change,
// a citation's number stays its source's, the doctor finds nothing, every sentence is proved.
// DOSSIER_SEQUENCE_STEPS sets how many (a few dozen by default), DOSSIER_SEQUENCE_SEED which.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "store/decision.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

constexpr std::array kModels{"GLM-5.1", "Qwen3.5", "DeepSeek-V4", "Kimi K3", "Claude Opus 4.7"};
constexpr std::array kBenchmarks{"SWE-bench Pro", "GPQA Diamond", "Terminal-Bench", "MMLU-Pro"};
constexpr int kSites = 3;

// Sites that change under the program's hands. Any thread.
class ChangingPress {
 public:
  explicit ChangingPress(unsigned seed)
      : random_{seed}, server_{[this](const HttpCall& call) { return answer(call); }} {}

  void publish() {
    const std::scoped_lock lock(mutex_);
    articles_.push_back({static_cast<int>(random_() % kSites), words(), 1});
  }
  void edit() {
    const std::scoped_lock lock(mutex_);
    if (articles_.empty()) return;
    Article& article = articles_[random_() % articles_.size()];
    article.text = words();
    ++article.state;
  }
  // Feeds forget their older entries; pages may go with them.
  void drop() {
    const std::scoped_lock lock(mutex_);
    if (articles_.empty()) return;
    Article& article = articles_[random_() % articles_.size()];
    article.is_listed = false;
    article.is_gone = random_() % 2 == 0;
  }
  // A site that answers nothing of use, until it is mended.
  void break_or_mend() {
    const std::scoped_lock lock(mutex_);
    broken_ = broken_ < 0 ? static_cast<int>(random_() % kSites) : -1;
    breakage_ = static_cast<Breakage>(random_() % 4);
    noise_.clear();
    for (int i = 0; i < 300; ++i) noise_ += static_cast<char>(random_() % 256);
  }
  [[nodiscard]] std::string feed(int site) const {
    return server_.url("/" + std::to_string(site) + "/feed");
  }

 private:
  struct Article {
    int site;
    std::string text;
    int state;
    bool is_listed = true, is_gone = false;
  };
  enum class Breakage { error, noise, cut, nothing };

  std::string words() {
    std::string text;
    for (int i = 0; i < 3; ++i) {
      text += "<p>" + std::string{kModels[random_() % kModels.size()]} + " scores " +
              std::to_string(30 + random_() % 60) + "." + std::to_string(random_() % 10) + "% on " +
              kBenchmarks[random_() % kBenchmarks.size()] +
              ", and nobody has repeated the figure since it was printed on the model card.</p>";
    }
    return text;
  }

  HttpReply answer(const HttpCall& call) {
    const std::scoped_lock lock(mutex_);
    if (call.path == "/robots.txt") return {.status = 404, .body = ""};
    const int site = std::atoi(call.path.c_str() + 1);
    HttpReply reply = call.path.ends_with("/feed") ? feed_of(site) : page_of(call.path);
    if (site != broken_) return reply;
    switch (breakage_) {
      case Breakage::error:
        return {.status = 500, .body = "out of order"};
      case Breakage::noise:
        reply.body = noise_;
        break;
      case Breakage::cut:
        reply.body.resize(reply.body.size() / 2);
        break;
      case Breakage::nothing:
        reply.body.clear();
        break;
    }
    return reply;
  }

  // The first site has RSS, the second Atom, the third JSON Feed.
  [[nodiscard]] HttpReply feed_of(int site) const {
    std::string entries;
    for (std::size_t i = 0; i < articles_.size(); ++i) {
      const Article& article = articles_[i];
      if (article.site != site || !article.is_listed) continue;
      const std::string title = "Article " + std::to_string(i);
      const std::string link = "/" + std::to_string(site) + "/" + std::to_string(i);
      const std::string state = std::to_string(article.state);
      if (site == 0) {
        entries += "<item><title>" + title + "</title><link>" + link + "</link><description>" +
                   state + "</description></item>";
      } else if (site == 1) {
        entries += "<entry><title>" + title + "</title><link href=\"" + link + "\"/><id>" + link +
                   "</id><summary>" + state + "</summary></entry>";
      } else {
        entries += std::string{entries.empty() ? "" : ","} + R"({"title":")" + title +
                   R"(","url":")" + link + R"(","id":")" + link + R"(","summary":")" + state +
                   "\"}";
      }
    }
    if (site == 0) {
      return {.body = "<rss version=\"2.0\"><channel><title>Site</title>" + entries +
                      "</channel></rss>",
              .content_type = "application/rss+xml"};
    }
    if (site == 1) {
      return {.body = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Site</title>" + entries +
                      "</feed>",
              .content_type = "application/atom+xml"};
    }
    return {.body = R"({"version":"https://jsonfeed.org/version/1.1","title":"Site","items":[)" +
                    entries + "]}",
            .content_type = "application/feed+json"};
  }

  [[nodiscard]] HttpReply page_of(const std::string& path) const {
    const auto index = std::strtoul(path.c_str() + path.rfind('/') + 1, nullptr, 10);
    if (index >= articles_.size() || articles_[index].is_gone) return {.status = 404, .body = ""};
    return {.body = "<html><head><title>Article " + std::to_string(index) +
                    "</title></head><body><article><h1>Article</h1>" + articles_[index].text +
                    "</article></body></html>"};
  }

  std::mutex mutex_;  // Guards what follows
  std::mt19937 random_;
  std::vector<Article> articles_;
  int broken_ = -1;
  Breakage breakage_ = Breakage::error;
  std::string noise_;
  HttpServer server_;
};

// A desk at that press, and what it has shown until now.
class Weeks {
 public:
  explicit Weeks(unsigned seed) : random_{seed}, press_{seed + 1} {
    std::string yaml = "defaults: {host_delay: 0s, allow_private: true}\nfeeds:\n";
    for (int site = 0; site < kSites; ++site) yaml += "  - url: " + press_.feed(site) + "\n";
    yaml +=
        "dossiers:\n  - {id: glm, title: GLM, match: {any: [GLM]}}\n"
        "  - {id: open, title: Open, match: {any: [Qwen3.5, DeepSeek-V4, Kimi]}}\n";
    write_bytes(path("feeds.yaml"), yaml);
    press_.publish();
  }

  void step() {
    switch (random_() % 9) {
      case 0:
      case 1:
        press_.publish();
        break;
      case 2:
        press_.edit();
        break;
      case 3:
        press_.break_or_mend();
        break;
      case 4:
        now_ += std::chrono::hours{random_() % 200};
        break;
      case 5:
        now_ -= std::chrono::hours{random_() % 400};
        break;
      case 6:
        restore_from_backup();
        break;
      case 7:
        decide();
        break;
      case 8:
        press_.drop();
        break;
    }
    now_ += 2h;
    switch (random_() % 6) {
      case 0:
      case 1:
        update_and_send(SIGKILL);
        break;
      case 2:
        update_and_send(SIGTERM);
        break;
      default:
        update();
    }
    check();
  }

 private:
  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }

  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const {
    std::vector<std::string> all{DOSSIER_PROGRAM, "--config", path("feeds.yaml"),  "--store",
                                 path("store"),   "--now",    format_rfc3339(now_)};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  [[nodiscard]] ProgramRun run(std::vector<std::string> arguments) const {
    return run_program(command(std::move(arguments)));
  }

  void update() {
    const ProgramRun done = run({"update", "--all", "--out", path("pages")});
    INFO(done.err);
    CHECK((done.status == 0 || done.status == 3));
  }
  void update_and_send(int signal) {
    StartedProgram cut_off{command({"update", "--all", "--out", path("pages")})};
    std::this_thread::sleep_for(std::chrono::milliseconds{random_() % 120});
    cut_off.send(signal);
    cut_off.wait();
  }

  void restore_from_backup() {
    if (!fs::exists(path("store/CURRENT"))) return;
    if (run({"doctor"}).status != 0) return;  // Killed before there was a store: nothing to back up
    CHECK(run({"backup", path("backup")}).status == 0);
    fs::remove_all(path("store"));
    CHECK(run({"restore", path("backup")}).status == 0);
  }

  void decide() {
    if (sources_.empty()) return;
    Decision decision;
    decision.kind = DecisionKind::mute_source;
    decision.subject = *sources_.begin();
    decision.who = "editor";
    decision.why = "a test";
    if (append_decision(path("store"), decision)) ++decisions_;
  }

  void check() {
    const ProgramRun doctor = run({"doctor"});
    if (doctor.status != 0 && versions_.empty() && sources_.empty()) return;  // No store yet
    INFO(doctor.out << doctor.err);
    CHECK(doctor.status == 0);
    CHECK(run({"verify"}).status == 0);
    check_sources();
    check_versions();
    check_citations();
    const auto decisions = read_decisions(path("store"));
    REQUIRE(decisions.has_value());
    CHECK(decisions->size() == decisions_);
  }

  void check_sources() {
    std::set<std::string> now;
    const std::string out = run({"export", "--format", "jsonl"}).out;
    for (std::size_t start = 0, end = 0; (end = out.find('\n', start)) != out.npos;
         start = end + 1) {
      const auto json = parse_json(std::string_view{out}.substr(start, end - start));
      REQUIRE(json.has_value());
      if (json->value("kind", "") == "source") now.insert(json->at("id").get<std::string>());
    }
    CHECK(std::ranges::includes(now, sources_));
    sources_ = std::move(now);
  }

  void check_versions() {
    for (const char* id : {"glm", "open"}) {
      std::vector<std::string>& known = versions_[id];
      for (std::size_t number = 1;; ++number) {
        const ProgramRun shown =
            run({"show", id, "--version", std::to_string(number), "--format", "json"});
        if (shown.status != 0) {
          CHECK(number > known.size());  // None that was there is gone
          break;
        }
        if (number > known.size()) {
          known.push_back(shown.out);
        } else {
          CHECK(known[number - 1] == shown.out);
        }
      }
    }
  }

  // One number, one source; one source, one number: over all versions of a dossier.
  void check_citations() const {
    for (const auto& [id, versions] : versions_) {
      std::map<int, std::string> sources;
      std::map<std::string, int> numbers;
      for (const std::string& version : versions) {
        const auto json = parse_json(version);
        REQUIRE(json.has_value());
        for (const Json& source : json->at("sources")) {
          const int number = source.at("number").get<int>();
          const auto url = source.at("url").get<std::string>();
          CHECK(sources.try_emplace(number, url).first->second == url);
          CHECK(numbers.try_emplace(url, number).first->second == number);
        }
      }
    }
  }

  std::mt19937 random_;
  TemporaryDirectory directory_;
  ChangingPress press_;
  Time now_ = parse_rfc3339("2026-03-02T09:00:00Z").value();
  std::set<std::string> sources_;
  std::size_t decisions_ = 0;
  std::map<std::string, std::vector<std::string>> versions_;  // By dossier: each as it was shown
};

TEST_CASE("whatever weeks bring, no source is lost and no version changes") {
  const unsigned steps = from_environment("DOSSIER_SEQUENCE_STEPS", 30);
  const unsigned seed = from_environment("DOSSIER_SEQUENCE_SEED", 20260302);
  constexpr unsigned kStepsOfOne = 15;
  for (unsigned done = 0; done < steps; done += kStepsOfOne) {
    CAPTURE(seed + done);
    Weeks weeks{seed + done};
    for (unsigned i = 0; i < kStepsOfOne; ++i) {
      CAPTURE(i);
      weeks.step();
    }
  }
}

}  // namespace
}  // namespace dossier
