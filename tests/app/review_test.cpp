// An editor's morning at the terminal: the queue by keys on a pseudo-terminal, the same decisions
// as commands, and what an update makes of them.

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

// A program on a terminal of its own, as wide as a screen.
class Terminal {
 public:
  explicit Terminal(const std::vector<std::string>& command) {
    winsize size{};
    size.ws_row = 30;
    size.ws_col = 100;
    pid_ = ::forkpty(&master_, nullptr, nullptr, &size);
    REQUIRE(pid_ >= 0);
    if (pid_ > 0) return;
    std::vector<char*> arguments;
    std::vector<std::string> copy = command;
    for (std::string& argument : copy) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    ::close(master_);
  }

  void type(std::string_view keys) const {
    REQUIRE(::write(master_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }

  // Reads until the screen has these words since the last call; what it showed.
  std::string wait_for(std::string_view words) {
    constexpr int kPatienceMilliseconds = 30'000;
    std::string shown;
    while (shown.find(words) == shown.npos) {
      pollfd input{master_, POLLIN, 0};
      char buffer[4'096];
      const ssize_t count = ::poll(&input, 1, kPatienceMilliseconds) == 1
                                ? ::read(master_, buffer, sizeof buffer)
                                : -1;
      if (count <= 0) {
        FAIL("the screen never showed \"" << words << "\" but: " << shown);
      }
      shown.append(buffer, static_cast<std::size_t>(count));
    }
    return shown;
  }

  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  int master_ = -1;
  pid_t pid_ = -1;
};

// The configuration, with drafts that wait for an editor.
void hold_for_review(const Desk& desk) {
  std::string yaml = bytes_of(desk.path("feeds.yaml"));
  const std::size_t at = yaml.find("defaults:\n");
  REQUIRE(at != yaml.npos);
  yaml.insert(at + 10, "  publish: review\n");
  write_bytes(desk.path("feeds.yaml"), yaml);
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != text.npos;
}

TEST_CASE("an editor's morning by single keys, and an update after it") {
  ExamplePress press;
  const Desk desk{press};
  hold_for_review(desk);
  const ProgramRun night = desk.update("2026-03-02", {"--json"});
  REQUIRE(night.status == 0);
  CHECK(last_line(night.out)["versions_published"].empty());
  CHECK(last_line(night.out)["drafts"].size() == 1);
  REQUIRE(has(desk.page(std::string{kExampleId} + "/draft.md"), "69.7%"));

  Terminal terminal{
      desk.command({"--now", "2026-03-03", "review", "--by", "ada", "--out", desk.path("pages")})};
  terminal.wait_for("j k a r e m s u");
  terminal.type("/LiveCodeBench\r");
  terminal.wait_for("with \"LiveCodeBench\"");
  // The maker's own figure is one of those; the filter makes it the only one.
  terminal.type("/69.7\r");
  terminal.wait_for("with \"69.7\"");
  terminal.type("r");
  terminal.wait_for("why is it wrong?");
  terminal.type("not a headline\r");
  terminal.wait_for("rejected (decision 1");
  terminal.type("/61.4\r");
  terminal.wait_for("with \"61.4\"");
  terminal.type("efigure=61.5\r");
  terminal.wait_for("figure corrected (decision 2");
  terminal.type("/Skerry 2.5\r");
  terminal.wait_for("with \"Skerry 2.5\"");
  terminal.type("mSkerry 3\r");
  terminal.wait_for("merged into Skerry 3 (decision 3");
  terminal.type("u");
  terminal.wait_for("decision 3 taken back");
  terminal.type("/\r");
  terminal.wait_for("j k a r e m s u");
  terminal.type("?");
  terminal.wait_for("take your last decision back");
  terminal.type("x");
  terminal.type("pyes\r");
  terminal.wait_for("v1 published");
  terminal.type("q");
  CHECK(terminal.wait() == 0);

  const std::string first = desk.page(std::string{kExampleId} + "/v1.md");
  CHECK_FALSE(has(first, "69.7%"));
  CHECK(has(first, "61.5%"));
  CHECK(has(first, "(corrected)"));
  CHECK(desk.run({"verify"}).status == 0);

  // The next week's news: the decisions hold.
  REQUIRE(desk.update("2026-03-09").status == 0);
  const std::string draft = desk.page(std::string{kExampleId} + "/draft.md");
  CHECK_FALSE(has(draft, "69.7%"));
  CHECK(has(draft, "61.5%"));
  const ProgramRun log = desk.run({"review", "log", "--json"});
  CHECK(std::count(log.out.begin(), log.out.end(), '\n') == 5);
  CHECK(has(log.out, "\"kind\":\"undo\""));
  CHECK(desk.run({"doctor"}).status == 0);
}

TEST_CASE("decisions as commands: what makes no sense is refused, and an edit is proved") {
  ExamplePress press;
  const Desk desk{press};
  REQUIRE(desk.update("2026-03-02").status == 0);
  const std::string id = kExampleId;
  const auto review = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--now", "2026-03-03", "review", "--by", "ada"});
    return desk.run(std::move(arguments));
  };
  struct Case {
    std::vector<std::string> arguments;
    int status;
    const char* message;
  };
  const Case cases[] = {
      {{"reject", "000000000000", "--why", "x"}, 2, "there is no claim 000000000000"},
      {{"accept", "../../etc"}, 1, "that is no claim's id"},
      {{"reject", "000000000000"}, 2, "--why is required"},
      {{"undo", "9"}, 1, "there is no such decision"},
      {{"drop", id, "What:99"}, 2, "no such sentence there"},
      {{"note", "nowhere", "--text", "x"}, 1, "there is no such dossier"},
      {{"tier", "x"}, 2, ""},
      {{"publish", id}, 2, "there is nothing new to publish"},
  };
  for (const Case& c : cases) {
    INFO(c.arguments.front());
    const ProgramRun run = review(c.arguments);
    CHECK(run.status == c.status);
    CHECK_THAT(run.err + run.out, Catch::Contains(c.message));
  }
  const ProgramRun false_edit =
      review({"edit", id, "What:1", "--text", "Borealis 9 scores 99.9% on everything."});
  CHECK(false_edit.status == 5);
  CHECK_THAT(false_edit.err, Catch::Contains("cannot be proved"));
  CHECK(review({"note", id, "--text", "We were away."}).status == 0);
  CHECK(review({"withdraw", id, "1", "What:1", "--why", "it was misread"}).status == 0);
  REQUIRE(review({"publish", id, "--out", desk.path("pages")}).status == 0);
  const std::string second = desk.page(id + "/v2.md");
  CHECK(has(second, "Correction: version 1 said"));
  CHECK(has(second, "Editor's note: We were away."));
  CHECK_FALSE(has(second, "99.9%"));
  CHECK(desk.run({"verify"}).status == 0);
}

}  // namespace
}  // namespace dossier
