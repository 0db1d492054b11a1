// An editor's morning in a real browser, by keyboard: what last night's run found is read, decided
// on and published; and the next run keeps to it.

#include "tests/support/browser.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "tests/support/example_desk.h"
#include "tests/support/free_port.h"

namespace dossier {
namespace {

constexpr const char* kToken = "a-token-for-this-test-alone";
constexpr const char* kEnter = "\uE007";
constexpr const char* kTab = "\uE004";

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// Versions wait for an editor from now on.
void hold_back(const Desk& desk) {
  std::string configuration = bytes_of(desk.path("feeds.yaml"));
  const std::string defaults = "defaults:\n";
  configuration.replace(configuration.find(defaults), defaults.size(),
                        defaults + "  publish: review\n");
  write_bytes(desk.path("feeds.yaml"), configuration);
}

// `dossier serve` on a desk, as of a day.
class Served {
 public:
  Served(const Desk& desk, const std::string& date) : port_{free_port()} {
    const std::string token = desk.path("token");
    write_bytes(token, std::string{kToken} + "\n");
    std::filesystem::permissions(
        token, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    program_ = std::make_unique<StartedProgram>(
        desk.command({"--now", date, "serve", "--port", std::to_string(port_), "--token-file",
                      token, "--out", desk.path("pages")}));
  }

  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  // Comes in by the link, once somebody answers.
  void enter(Browser& browser, const std::string& who) const {
    for (int attempt = 0; attempt < 100; ++attempt) {
      try {
        browser.open(url("/login?who=" + who + "&token=" + kToken));
        browser.wait_for(".bar");
        return;
      } catch (const BrowserError&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
      }
    }
    throw std::runtime_error("the desk does not open");
  }

 private:
  int port_;
  std::unique_ptr<StartedProgram> program_;
};

// Whether the test can run; says why not, so that a green run without it is no secret.
bool browser_is_there() {
  const auto reason = Browser::why_not();
  if (reason) std::fprintf(stderr, "skipped: no browser: %s\n", reason->c_str());
  return !reason;
}

constexpr const char* kDossierPath = "/d/open-models-example";
constexpr const char* kDraftPath = "/draft/open-models-example";

}  // namespace

TEST_CASE("an editor's morning") {
  if (!browser_is_there()) return;
  ExamplePress press;
  const Desk desk{press};
  REQUIRE(desk.update("2026-03-02").status == 0);
  hold_back(desk);
  REQUIRE(desk.update("2026-03-09").status == 0);
  const Served served{desk, "2026-03-09"};
  Browser browser;
  served.enter(browser, "anna");
  CHECK(contains(browser.text("main"), "Open and Closed Models, Spring 2026"));

  // Reads the draft beside what is published.
  browser.open(served.url(kDraftPath));
  const std::string draft = browser.text("main");
  CHECK(contains(draft, "Draft of v2"));
  CHECK(contains(draft, "Borealis 3 for June 2026"));
  CHECK(contains(draft, "69.7%"));
  CHECK(contains(draft, "Skerry 2.5"));

  // Rejects what is not so: the first claim by keys, with a reason; the second with those chosen.
  browser.open(served.url("/queue?state=open&kind=release&q=borealis+3"));
  browser.wait_for(".item.claim");
  browser.press("j");
  browser.press("r");
  browser.press(std::string{"Only a rumour"} + kEnter);
  browser.wait_for_url("done=1");
  CHECK(contains(browser.text(".notice"), "anna rejected a claim: Only a rumour"));
  browser.wait_for(".item.claim");
  browser.press("j");
  browser.press("x");
  browser.type(".bulk input[name=why]", "Only a rumour");
  browser.click(".bulk button[value=reject_claim]");
  browser.wait_for_url("done=2");
  CHECK_FALSE(browser.has(".item.claim"));

  // Corrects a figure: to the claim, into its form, to the fourth field.
  browser.open(served.url("/queue?state=all&q=livecodebench&kind=benchmark"));
  browser.wait_for(".item.claim");
  for (int i = 0; i < 10; ++i) {
    browser.press("j");
    if (contains(browser.text(".item:focus h2"), "69.7")) break;
  }
  browser.press("e");
  for (int i = 0; i < 3; ++i) browser.press(kTab);
  CHECK(browser.run("return document.activeElement.name;") == "f_figure");
  browser.press(std::string{"69.9"} + kEnter);
  browser.wait_for_url("done=3");
  CHECK(contains(browser.text(".notice"), "corrected figure to 69.9"));

  // Merges two models' names.
  browser.open(served.url("/name?kind=model&name=Skerry%202.5"));
  browser.type("main input[name=after]", "Skerry 3");
  browser.press(kEnter);
  browser.wait_for_url("done=4");
  CHECK(contains(browser.text("main"), "Merged into Skerry 3"));

  // Rejects one too many, and takes it back.
  browser.open(served.url("/queue?state=all&q=gpqa&kind=benchmark"));
  browser.wait_for(".item.claim");
  browser.press("j");
  browser.press("r");
  browser.press(std::string{"A slip"} + kEnter);
  browser.wait_for_url("done=5");
  browser.press("u");
  browser.wait_for_url("done=6");
  CHECK(contains(browser.text(".notice"), "took decision 5 back"));

  // Publishes, and reads the new version.
  browser.open(served.url(kDraftPath));
  browser.wait_for(".publish");
  browser.press("p");
  browser.wait_for_url(std::string{kDossierPath} + "/v2");
  const std::string second = browser.text("main");
  CHECK(contains(second, "Published as v2"));
  CHECK_FALSE(contains(second, "Borealis 3"));
  CHECK_FALSE(contains(second, "69.7%"));
  CHECK(contains(second, "69.9%"));
  CHECK_FALSE(contains(second, "Skerry 2.5"));
  CHECK(desk.run({"verify"}).status == 0);
  CHECK(contains(desk.page(std::string{kExampleId} + "/v2.md"), "69.9%"));

  // The log tells who did what; nothing is lost from it.
  browser.open(served.url("/log"));
  for (const char* words : {"Only a rumour", "69.9", "merged model:Skerry 2.5 into Skerry 3",
                            "taken back", "published open-models-example v2"}) {
    INFO(words);
    CHECK(contains(browser.text("main"), words));
  }
  // No page broke its own policy, or threw.
  for (const std::string& line : browser.console()) {
    INFO(line);
    CHECK_FALSE(contains(line, "SEVERE"));
  }

  // The next run: what was decided still holds, also in a page that reads the same sources again.
  REQUIRE(desk.update("2026-03-16", {"--all"}).status == 0);
  const Served later{desk, "2026-03-16"};
  later.enter(browser, "ben");
  browser.open(later.url(kDraftPath));
  browser.wait_for(".publish");
  browser.press("p");
  browser.wait_for_url(std::string{kDossierPath} + "/v3");
  const std::string third = browser.text("main");
  CHECK_FALSE(contains(third, "Borealis 3"));
  CHECK_FALSE(contains(third, "69.7%"));
  CHECK_FALSE(contains(third, "Skerry 2.5"));
  CHECK(desk.run({"verify"}).status == 0);
}

TEST_CASE("pages read without JavaScript, by keyboard, by those who cannot see them") {
  if (!browser_is_there()) return;
  const char* axe_path = std::getenv("DOSSIER_AXE");
  const std::string axe_file = axe_path != nullptr ? axe_path : DOSSIER_AXE;
  const bool axe_is_there = std::filesystem::exists(axe_file);
  if (!axe_is_there) {
    std::fprintf(stderr, "skipped: no axe-core at %s (scripts/setup --ci)\n", axe_file.c_str());
  }
  const std::string axe = axe_is_there ? bytes_of(axe_file) : std::string{};
  ExamplePress press;
  const Desk desk{press};
  REQUIRE(desk.update("2026-03-02").status == 0);
  hold_back(desk);
  REQUIRE(desk.update("2026-03-09").status == 0);
  const Served served{desk, "2026-03-09"};
  for (const bool dark : {false, true}) {
    Browser browser{dark ? 400 : 1200, 900, dark};
    served.enter(browser, "anna");
    for (const char* path : {"/", "/queue", "/queue?state=all", "/tensions", "/forecasts", "/names",
                             "/sources", "/drafts", kDraftPath, "/log", "/feeds", kDossierPath,
                             "/d/open-models-example/history", "/d/open-models-example/v1/source/1",
                             "/search?q=borealis", "/name?kind=model&name=Skerry%203"}) {
      INFO(path << (dark ? ", dark and narrow" : ", light and wide"));
      browser.open(served.url(path));
      CHECK(browser.has("main h1"));
      // Nothing runs out of a narrow window.
      CHECK(browser.run("return document.documentElement.scrollWidth <= innerWidth + 1;")
                .get<bool>());
      // The first Tab leads past the bar.
      browser.press(kTab);
      CHECK(browser.run("return document.activeElement.className;") == "skip");
      if (!axe_is_there) continue;
      const Json found = browser.run(
          axe +
          "; return axe.run({resultTypes: ['violations']}).then(r => r.violations.filter(v => "
          "['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + "
          "v.nodes.slice(0, 3).map(n => n.html).join(' | ')));");
      for (const Json& violation : found) {
        INFO(violation.get<std::string>());
        CHECK(false);
      }
    }
  }
}

}  // namespace dossier
