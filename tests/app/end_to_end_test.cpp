// The main job, end to end: the built program, the example press on loopback, three weeks.

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "render/history_page.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kDates{"2026-03-02", "2026-03-09", "2026-03-16"};

// Every file under a folder, by its path in it.
std::map<std::string, std::string> files_under(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path().string());
  }
  return files;
}

// What the press published over three weeks, as one desk made it. For tests that only read.
struct ThreeWeeks {
  ExamplePress press;
  Desk desk{press};
  std::vector<ProgramRun> runs;
  std::map<std::string, std::string> after_first;

  ThreeWeeks() {
    for (const std::string& date : kDates) {
      runs.push_back(desk.update(date, {"--json"}));
      if (runs.size() == 1) after_first = files_under(desk.path("pages"));
    }
  }
};

const ThreeWeeks& three_weeks() {
  static const ThreeWeeks weeks;
  return weeks;
}

const Json* section(const Json& dossier, const std::string& name) {
  for (const Json& candidate : dossier.at("sections")) {
    if (candidate.at("name") == name) return &candidate;
  }
  return nullptr;
}

// All that a section says, on one line.
std::string text_of(const Json& dossier, const std::string& name) {
  std::string text;
  const Json* found = section(dossier, name);
  if (found == nullptr) return text;
  for (const Json& sentence : found->at("sentences")) {
    text += sentence.at("text").get<std::string>() + " ";
  }
  return text;
}

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_CASE("three weeks of the press make three versions, each of which tells what is new") {
  const ThreeWeeks& weeks = three_weeks();
  for (int number = 1; number <= 3; ++number) {
    CAPTURE(number);
    const ProgramRun& run = weeks.runs[static_cast<std::size_t>(number - 1)];
    CHECK(run.status == 0);
    CHECK(run.err.empty());
    const Json dossier = weeks.desk.version(number);
    CHECK(dossier.at("id") == kExampleId);
    CHECK(dossier.at("version") == number);
    const std::string date = kDates[static_cast<std::size_t>(number - 1)];
    CHECK(dossier.at("published_at").get<std::string>().starts_with(date));
    CHECK(dossier.at("sections").at(0).at("name") == "What's new");
    CHECK(!dossier.at("sections").at(0).at("sentences").empty());
    CHECK(!dossier.at("changes").empty());
  }
  CHECK_FALSE(fs::exists(weeks.desk.path("pages/" + std::string{kExampleId} + "/v4.md")));
}

TEST_CASE("the example shows a release, a conflict, its corroboration and people who disagree") {
  const Desk& desk = three_weeks().desk;
  const Json first = desk.version(1), second = desk.version(2), third = desk.version(3);
  for (const char* words : {"Borealis 2.1 Flash", "Apache 2.0", "118B", "9B"}) {
    CAPTURE(words);
    CHECK(contains(text_of(first, "What's new"), words));
  }
  for (const char* words : {"Priya Ramaswamy", "Tomasz Wilk", "widening", "narrowing"}) {
    CAPTURE(words);
    CHECK(contains(text_of(first, "Tensions"), words));
  }
  CHECK_FALSE(contains(text_of(first, "Tensions"), "66.8"));
  for (const char* words : {"71.4% by Northwind AI", "66.8% by Tally Lab"}) {
    CAPTURE(words);
    CHECK(contains(text_of(second, "Tensions"), words));
  }
  CHECK(contains(text_of(second, "What's new"), "Contested: "));
  for (const char* words : {"together with its harness", "should not be compared"}) {
    CAPTURE(words);
    CHECK(contains(text_of(second, "Perspectives"), words));
  }
  CHECK(contains(text_of(third, "What's new"), "Corroborated: "));
  CHECK(contains(text_of(third, "Tensions"), "holding steady"));
  CHECK(contains(text_of(third, "Perspectives"), "a ban on open-weight models"));
  CHECK(contains(text_of(third, "Perspectives"), "Argues that nobody \"should"));
}

TEST_CASE("update --json ends with a line that counts what was done") {
  const ThreeWeeks& weeks = three_weeks();
  int number = 0;
  for (const ProgramRun& run : weeks.runs) {
    ++number;
    CAPTURE(run.out);
    const Json done = last_line(run.out);
    CHECK(done.at("feeds") == 3);
    CHECK(done.at("feeds_failed") == 0);
    CHECK(done.at("not_modified") == 0);
    CHECK(done.at("sources_new").get<int>() >= 3);
    CHECK(done.at("claims_new").get<int>() > done.at("sources_new").get<int>());
    CHECK(done.at("versions_published") ==
          Json::array({{{"id", kExampleId}, {"version", number}}}));
  }
}

TEST_CASE("without --json an update that goes well prints nothing") {
  ExamplePress press;
  const Desk desk{press};
  const ProgramRun run = desk.update("2026-03-02");
  CHECK(run.status == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
  // The copy above the version's folder differs in its link into it alone.
  CHECK(desk.page(std::string{kExampleId} + ".md") ==
        moved_above_folder(desk.page(std::string{kExampleId} + "/v1.md"), kExampleId));
}

TEST_CASE("every claim is cited, and every citation stands among the sources") {
  for (int number = 1; number <= 3; ++number) {
    const Json dossier = three_weeks().desk.version(number);
    std::set<int> sources, cited;
    for (const Json& source : dossier.at("sources")) sources.insert(source.at("number").get<int>());
    int claims = 0;
    for (const Json& each : dossier.at("sections")) {
      for (const Json& sentence : each.at("sentences")) {
        CAPTURE(number, each.at("name"), sentence.dump());
        for (const Json& citation : sentence.at("citations")) cited.insert(citation.get<int>());
        if (sentence.at("kind") != "claim") continue;
        ++claims;
        CHECK(!sentence.at("citations").empty());
        CHECK(!sentence.at("statements").empty());
      }
    }
    CHECK(claims >= 10);
    CHECK(cited == sources);
  }
}

TEST_CASE("a source keeps its number in every later version") {
  std::map<std::string, int> number_of;
  std::map<int, std::string> url_of;
  std::size_t met_again = 0;
  for (int number = 1; number <= 3; ++number) {
    const Json dossier = three_weeks().desk.version(number);
    for (const Json& source : dossier.at("sources")) {
      const auto url = source.at("url").get<std::string>();
      const int citation = source.at("number").get<int>();
      CAPTURE(number, url, citation);
      met_again += number_of.contains(url) ? 1 : 0;
      CHECK(number_of.emplace(url, citation).first->second == citation);
      CHECK(url_of.emplace(citation, url).first->second == url);
    }
  }
  CHECK(met_again > 0);
}

TEST_CASE("verify proves every version, and finds a figure that was altered") {
  const ThreeWeeks& weeks = three_weeks();
  const ProgramRun proved = weeks.desk.run({"verify"});
  CHECK(proved.status == 0);
  CHECK(proved.out.empty());
  CHECK(proved.err.empty());
  CHECK(contains(weeks.desk.run({"-v", "verify"}).err, "3 versions checked, 0 findings"));

  std::string altered = weeks.desk.page(std::string{kExampleId} + "/v3.md");
  const std::size_t figure = altered.find("71.4%");
  REQUIRE(figure != altered.npos);
  altered.replace(figure, 5, "91.4%");
  const std::string file = weeks.desk.path("altered.md");
  write_bytes(file, altered);
  const ProgramRun found = weeks.desk.run({"verify", kExampleId, "--version", "3", "--file", file});
  CHECK(found.status == 5);
  CHECK(contains(found.out, "91.4"));
  write_bytes(file, weeks.desk.page(std::string{kExampleId} + "/v3.md"));
  CHECK(weeks.desk.run({"verify", kExampleId, "--version", "3", "--file", file}).status == 0);
}

TEST_CASE("show prints the very bytes of the pages") {
  const ThreeWeeks& weeks = three_weeks();
  for (const std::string version : {"1", "2", "3"}) {
    for (const std::string format : {"md", "html", "json"}) {
      CAPTURE(version, format);
      const ProgramRun run =
          weeks.desk.run({"show", kExampleId, "--version", version, "--format", format});
      CHECK(run.status == 0);
      CHECK(run.out == weeks.desk.page(std::string{kExampleId} + "/v" + version + "." + format));
    }
  }
  CHECK(weeks.desk.run({"show", kExampleId}).out ==
        weeks.desk.page(std::string{kExampleId} + "/v3.md"));
}

TEST_CASE("the history link leads to the versions, from each of them and from the page above") {
  const ThreeWeeks& weeks = three_weeks();
  const std::string id = kExampleId;
  CHECK(weeks.desk.page(id + "/v2.html").find("<a href=\"./\">history</a>") != std::string::npos);
  CHECK(weeks.desk.page(id + ".html").find("<a href=\"" + id + "/\">history</a>") !=
        std::string::npos);
  CHECK(weeks.desk.page(id + ".md").find("[history](" + id + "/)\n") != std::string::npos);
  const std::string history = weeks.desk.page(id + "/index.html");
  for (const char* version : {"v1", "v2", "v3"}) {
    CHECK(history.find("<a href=\"" + std::string{version} + ".html\">") != std::string::npos);
  }
}

TEST_CASE("a version, once published, never changes") {
  const ThreeWeeks& weeks = three_weeks();
  for (const std::string format : {"md", "html", "json"}) {
    const std::string name = std::string{kExampleId} + "/v1." + format;
    CAPTURE(name);
    REQUIRE(weeks.after_first.contains(name));
    CHECK(weeks.after_first.at(name) == weeks.desk.page(name));
  }
}

TEST_CASE("a run with nothing new publishes nothing and is quiet") {
  ExamplePress press;
  const Desk desk{press};
  REQUIRE(desk.update("2026-03-02").status == 0);
  const auto before = files_under(desk.path("pages"));

  const ProgramRun again = desk.update("2026-03-02", {"--all"});
  CHECK(again.status == 0);
  CHECK(again.out.empty());
  CHECK(again.err.empty());
  CHECK(files_under(desk.path("pages")) == before);

  const ProgramRun told = desk.update("2026-03-02", {"--all", "--json", "-v"});
  const Json done = last_line(told.out);
  CHECK(done.at("feeds") == 3);
  CHECK(done.at("not_modified") == 3);
  CHECK(done.at("sources_new") == 0);
  CHECK(done.at("versions_published").empty());
  CHECK(contains(told.err, "not modified"));
  CHECK(contains(told.err, "nothing new to publish"));

  // Without --all, no feed is due so soon.
  const int asked = press.asked();
  CHECK(last_line(desk.update("2026-03-02", {"--json"}).out).at("feeds") == 0);
  CHECK(press.asked() == asked);
}

TEST_CASE("list and history tell which versions there are") {
  const Desk& desk = three_weeks().desk;
  const ProgramRun list = desk.run({"list"});
  CHECK(list.status == 0);
  CHECK(list.out.starts_with(std::string{kExampleId} + "  v3  2026-03-16"));
  CHECK(last_line(desk.run({"list", "--json"}).out).at("version") == 3);

  const ProgramRun history = desk.run({"history", kExampleId});
  CHECK(history.status == 0);
  for (const char* heading : {"v1  2026-03-02", "v2  2026-03-09", "v3  2026-03-16"}) {
    CAPTURE(heading, history.out);
    CHECK(contains(history.out, heading));
  }
  CHECK(last_line(desk.run({"history", kExampleId, "--json"}).out).at("version") == 3);
}

TEST_CASE("diff tells what one version says that another did not") {
  const Desk& desk = three_weeks().desk;
  const ProgramRun last = desk.run({"diff", kExampleId});
  CHECK(last.status == 0);
  CHECK(last.out.starts_with(std::string{kExampleId} + ": v2 (2026-03-09) to v3 (2026-03-16)"));
  CHECK(contains(last.out, "Skerry 3.5"));
  const Json whole = last_line(desk.run({"diff", kExampleId, "1", "3", "--json"}).out);
  CHECK(whole.at("from") == 1);
  CHECK(whole.at("to") == 3);
  CHECK(!whole.at("added").empty());
  const Json same = last_line(desk.run({"diff", kExampleId, "2", "2", "--json"}).out);
  for (const char* part : {"added", "dropped", "standing_changed", "tensions_opened"}) {
    CAPTURE(part);
    CHECK(same.at(part).empty());
  }
}

TEST_CASE("why shows the passages of a source that a version cites") {
  const Desk& desk = three_weeks().desk;
  for (const Json& source : desk.version(3).at("sources")) {
    const std::string number = std::to_string(source.at("number").get<int>());
    const ProgramRun told = desk.run({"why", kExampleId, number});
    CHECK(told.status == 0);
    CHECK(told.out.starts_with("[" + number + "] " + source.at("title").get<std::string>()));
    CHECK(contains(told.out, source.at("url").get<std::string>()));
    const Json why = last_line(desk.run({"why", kExampleId, number, "--json"}).out);
    REQUIRE(!why.at("passages").empty());
    for (const Json& passage : why.at("passages")) {
      CAPTURE(passage.dump());
      CHECK(passage.at("text").get<std::string>().size() ==
            passage.at("end").get<std::size_t>() - passage.at("start").get<std::size_t>());
    }
  }
}

TEST_CASE("claims are printed one a line, in a fixed order, without traces of the run") {
  const Desk& desk = three_weeks().desk;
  const ProgramRun run = desk.run({"claims", "--json"});
  CHECK(run.status == 0);
  CHECK(run.out == desk.run({"--now", "2031-01-01", "claims", "--json"}).out);
  CHECK(last_line(run.out).contains("evidence"));
  const ProgramRun of_dossier = desk.run({"claims", "--dossier", kExampleId});
  CHECK(of_dossier.status == 0);
  CHECK(!of_dossier.out.empty());
  CHECK(desk.run({"claims", "--dossier", "nothing"}).status == 2);
}

TEST_CASE("the feed of versions lists all of them") {
  const std::string atom = three_weeks().desk.page(std::string{kExampleId} + ".atom.xml");
  std::size_t entries = 0;
  for (std::size_t at = 0; (at = atom.find("<entry>", at)) != atom.npos; ++at) ++entries;
  CHECK(entries == 3);
}

}  // namespace
}  // namespace dossier
