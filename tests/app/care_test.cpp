// Looking after a store with the built program: doctor, backup, restore, export, prune, and the
// questions that `claims` answers.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "render/dossier_json.h"
#include "store/store.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

// Three weeks of the example press. For tests that change nothing.
struct ThreeWeeks {
  ExamplePress press;
  Desk desk{press};

  ThreeWeeks() {
    for (const char* date : {"2026-03-02", "2026-03-09", "2026-03-16"}) {
      if (desk.update(date).status != 0) throw std::runtime_error("the example failed");
    }
  }
};

const Desk& three_weeks() {
  static const ThreeWeeks weeks;
  return weeks.desk;
}

ProgramRun succeed(const ProgramRun& run) {
  INFO(run.err);
  REQUIRE(run.status == 0);
  return run;
}

// The same question of another store.
ProgramRun run_on(const Desk& desk, const std::string& store, std::vector<std::string> arguments) {
  std::vector<std::string> command = desk.command(std::move(arguments));
  *(std::ranges::find(command, "--store") + 1) = store;
  return run_program(command);
}

std::vector<Json> lines_of(const std::string& out) {
  std::vector<Json> lines;
  for (std::size_t start = 0; start < out.size();) {
    const std::size_t end = out.find('\n', start);
    lines.push_back(parse_json(std::string_view{out}.substr(start, end - start)).value());
    start = end + 1;
  }
  return lines;
}

std::vector<Json> claims(const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"claims", "--json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return lines_of(succeed(three_weeks().run(arguments)).out);
}

TEST_CASE("the doctor finds nothing in what updates leave, and tells what it takes with -v") {
  const Desk& desk = three_weeks();
  const ProgramRun run = succeed(desk.run({"doctor"}));
  CHECK(run.out.ends_with("3 versions: all as promised\n"));
  CHECK(succeed(desk.run({"-q", "doctor"})).out.empty());
  CHECK(succeed(desk.run({"doctor", "--json"})).out.empty());
  CHECK(succeed(desk.run({"-v", "doctor"})).out.find("raw bytes") != std::string::npos);
  CHECK(run_on(desk, desk.path("nowhere"), {"doctor"}).status == 2);
  CHECK_FALSE(fs::exists(desk.path("nowhere")));
}

TEST_CASE("while the store is held, who only looks or backs up is not held up") {
  ExamplePress press;
  const Desk desk{press};
  succeed(desk.update("2026-03-02"));
  const Store held = Store::open(desk.path("store")).value();
  succeed(desk.run({"doctor"}));
  succeed(desk.run({"backup", desk.path("backups")}));
  succeed(desk.run({"prune", "--older-than", "0", "--dry-run"}));
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"doctor", "--repair"}, {"prune", "--older-than", "0"}}) {
    const ProgramRun run = desk.run(command);
    CHECK(run.status == 4);
    CHECK(run.err.find("is held by another run") != std::string::npos);
  }
}

TEST_CASE("the doctor reads the records of versions, and names a number that has changed") {
  ExamplePress press;
  const Desk desk{press};
  succeed(desk.update("2026-03-02"));
  std::string source;
  {
    Store store = Store::open(desk.path("store")).value();
    const VersionRecord first = store.version(kExampleId, 1).value().value();
    Dossier dossier = read_record(first.record).value();
    source = dossier.sources.front().id;
    dossier.version = 2;
    dossier.numbers.at(source) = dossier.sources.front().number = 99;
    VersionRecord second{kExampleId, 2, first.published, "#", "<p>", "{}", write_record(dossier)};
    REQUIRE(store.publish(second));
    second.version = 3;
    second.record = "{";
    REQUIRE(store.publish(second));
  }
  const std::string name = "dossier " + std::string{kExampleId};
  const ProgramRun run = desk.run({"doctor"});
  CHECK(run.status == 1);
  CHECK(run.out.starts_with(name + " v2: source " + source + " was [1] and is [99]\n" + name +
                            " v3: its record cannot be read: "));
  CHECK(run.out.ends_with("2 breaches\n"));
  CHECK(desk.run({"doctor", "--repair"}).out == run.out);  // That cannot be derived
  CHECK(lines_of(desk.run({"doctor", "--json"}).out).at(0).at("subject") == name + " v2");
}

TEST_CASE("a backup restored elsewhere answers as the store does, and is examined") {
  const Desk& desk = three_weeks();
  const std::string place = desk.path("backups"), copy = desk.path("restored");
  const Json taken = last_line(succeed(desk.run({"backup", place, "--json"})).out);
  CHECK(taken.at("number") == 1);
  succeed(desk.run({"backup", place, "--keep", "1"}));
  CHECK(lines_of(succeed(desk.run({"backup", place, "--list", "--json"})).out).size() == 1);
  succeed(run_on(desk, copy, {"restore", place}));
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"claims", "--json"}, {"show", kExampleId}, {"verify"}}) {
    CHECK(succeed(run_on(desk, copy, question)).out == succeed(desk.run(question)).out);
  }
  const ProgramRun again = run_on(desk, copy, {"restore", place});
  CHECK(again.status == 1);
  CHECK(again.err.find("is not empty") != std::string::npos);
  CHECK(run_on(desk, desk.path("r"), {"restore", desk.path("none")}).status == 2);
}

TEST_CASE("exports are the same to a file and to standard output, and each time") {
  const Desk& desk = three_weeks();
  for (const std::string format : {"jsonl", "csv", "graphml", "warc"}) {
    CAPTURE(format);
    const std::string file = desk.path("export." + format);
    succeed(desk.run({"export", "--format", format, "--out", file}));
    const std::string printed = succeed(desk.run({"export", "--format", format})).out;
    CHECK(printed == bytes_of(file));
    CHECK(printed.size() > 1'000);
    CHECK_FALSE(fs::exists(file + ".part"));
  }
  CHECK(desk.run({"export", "--out", desk.path("no/such/folder")}).status == 1);
  CHECK(desk.run({"export", "--format", "pdf"}).status == 2);
}

TEST_CASE("claims are found by names in any spelling, kinds, days, sources and confidence") {
  const std::vector<Json> all = claims({});
  const auto count_if = [&](const auto& accepts) {
    return static_cast<std::size_t>(std::ranges::count_if(all, accepts));
  };
  REQUIRE(all.size() > 20);
  const std::string model = [&] {
    for (const Json& claim : all) {
      if (claim.at("kind") == "benchmark") return claim.at("model").get<std::string>();
    }
    return std::string{};
  }();
  REQUIRE_FALSE(model.empty());
  std::string loose = model;
  std::ranges::transform(loose, loose.begin(), [](char c) {
    return c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  const std::vector<Json> of_model = claims({"--model", loose, "--kind", "benchmark"});
  CHECK_FALSE(of_model.empty());
  CHECK(of_model.size() < all.size());
  for (const Json& claim : of_model) {
    CHECK((claim.at("model") == model || claim.value("versus", "") == model));
  }
  CHECK(of_model == claims({"--model", model, "--kind", "benchmark"}));

  for (const std::string kind : {"benchmark", "release", "stance", "event"}) {
    CHECK(claims({"--kind", kind}).size() ==
          count_if([&](const Json& claim) { return claim.at("kind") == kind; }));
  }
  CHECK(claims({"--confident"}).size() ==
        count_if([](const Json& claim) { return claim.at("confidence") == "confident"; }));
  const std::string source = all.front().at("source").get<std::string>();
  CHECK(claims({"--source", source}).size() ==
        count_if([&](const Json& claim) { return claim.at("source") == source; }));
  const std::size_t before = claims({"--until", "2026-03-05"}).size();
  const std::size_t after = claims({"--since", "2026-03-06"}).size();
  CHECK(before > 0);
  CHECK(after > 0);
  CHECK(before + after == all.size());
  CHECK(claims({"--model", "Nobody's Model 9"}).empty());

  const Desk& desk = three_weeks();
  CHECK(desk.run({"claims", "--since", "soon"}).status == 2);
  CHECK(desk.run({"claims", "--kind", "rumour"}).status == 2);
  CHECK(desk.run({"claims", "--as-of", "2026-03-02", "--dossier", kExampleId}).status == 2);
}

TEST_CASE("claims as of a time are those that the store had then") {
  ExamplePress press;
  const Desk desk{press};
  succeed(desk.update("2026-03-02"));
  const std::string then = succeed(desk.run({"claims", "--json"})).out;
  succeed(desk.update("2026-03-09"));
  CHECK(succeed(desk.run({"claims", "--json"})).out != then);
  CHECK(succeed(desk.run({"claims", "--json", "--as-of", "2026-03-02"})).out == then);
  CHECK(succeed(desk.run({"claims", "--json", "--as-of", "2026-03-01"})).out.empty());
}

TEST_CASE("claims come as a table, as CSV and as JSON, one each") {
  const Desk& desk = three_weeks();
  const std::size_t all = claims({}).size();
  const auto lines = [](const std::string& out) {
    return static_cast<std::size_t>(std::ranges::count(out, '\n'));
  };
  const std::string table = succeed(desk.run({"claims", "--format", "table"})).out;
  CHECK(lines(table) == all + 1);
  CHECK(table.starts_with("CLAIM"));
  CHECK(succeed(desk.run({"claims", "--format", "csv"})).out.starts_with("claim,kind,model,"));
  CHECK(succeed(desk.run({"claims", "--format", "json"})).out ==
        succeed(desk.run({"claims", "--json"})).out);
  CHECK(lines(succeed(desk.run({"claims"})).out) == all);
}

TEST_CASE("prune forgets the pages that no version cites, and the doctor knows of it") {
  ExamplePress press;
  const Desk desk{press};
  succeed(desk.update("2026-03-02"));
  const std::string claimed = succeed(desk.run({"claims", "--json"})).out;
  const auto pages = [&](std::vector<std::string> options) {
    std::vector<std::string> arguments{"--now",        "2026-05-01", "prune",
                                       "--older-than", "30",         "--json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return last_line(succeed(desk.run(arguments)).out).at("pages").get<int>();
  };
  const int uncited = pages({"--dry-run"});
  const int all = pages({"--dry-run", "--cited"});
  CHECK(all > uncited);
  CHECK(pages({}) == uncited);
  CHECK(pages({"--cited"}) == all - uncited);
  CHECK(pages({"--cited"}) == 0);
  succeed(desk.run({"doctor"}));
  succeed(desk.run({"verify"}));
  CHECK(succeed(desk.run({"claims", "--json"})).out == claimed);
  CHECK(desk.run({"prune"}).status == 2);
  CHECK(desk.run({"prune", "--older-than", "-1"}).status == 2);
  CHECK(run_on(desk, desk.path("nowhere"), {"prune", "--older-than", "1"}).status == 2);
}

}  // namespace
}  // namespace dossier
