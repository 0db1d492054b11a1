// https with certificates of one's own (`ca_file`): trusted as far as they reach, and no further.

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

void openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "/usr/bin/openssl");
  const ProgramRun run = run_program(arguments);
  INFO(run.err);
  REQUIRE(run.status == 0);
}

// An authority, made for one test, which vouches for servers.
class Authority {
 public:
  explicit Authority(const std::string& name) {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-subj", "/CN=" + name, "-keyout", path("ca.key"), "-out", certificate(), "-days",
             "2"});
  }

  [[nodiscard]] std::string certificate() const { return path("ca.pem"); }
  // `names` as in a certificate: "IP:127.0.0.1", "DNS:other.example".
  [[nodiscard]] HttpIdentity vouch_for(const std::string& names) const {
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
             "/CN=server", "-keyout", path("key.pem"), "-out", path("request.pem")});
    write_bytes(path("names"), "subjectAltName=" + names + "\n");
    openssl({"x509", "-req", "-in", path("request.pem"), "-CA", certificate(), "-CAkey",
             path("ca.key"), "-CAcreateserial", "-days", "2", "-extfile", path("names"), "-out",
             path("server.pem")});
    return {path("server.pem"), path("key.pem")};
  }

 private:
  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }

  TemporaryDirectory directory_;
};

// A site of one feed and one page.
HttpReply answer(const HttpCall& call) {
  if (call.path == "/robots.txt") return {.status = 404, .body = ""};
  if (call.path == "/feed") {
    return {.body =
                "<rss version=\"2.0\"><channel><title>Site</title><item><title>Article</title>"
                "<link>/1</link></item></channel></rss>",
            .content_type = "application/rss+xml"};
  }
  const std::string paragraph =
      "<p>GLM-5.1 scores 58.4% on SWE-bench Pro, by its maker's own account, and nobody has "
      "repeated the figure since it was printed on the model card.</p>";
  return {.body = "<html><head><title>Article</title></head><body><article><h1>Article</h1>" +
                  paragraph + paragraph + paragraph + "</article></body></html>"};
}

// An update of a desk that reads that feed alone.
struct Update {
  ProgramRun run;
  std::size_t asked = 0;  // Pages that the server was asked for

  Update(const HttpIdentity& identity, const std::string& defaults, const std::string& ca = "") {
    std::atomic<std::size_t> calls = 0;
    const HttpServer server{[&](const HttpCall& call) {
                              ++calls;
                              return answer(call);
                            },
                            identity};
    const TemporaryDirectory directory;
    fs::create_directory(directory / "certificates");
    if (!ca.empty()) fs::copy(ca, directory / "certificates/ca.pem");
    write_bytes(directory / "feeds.yaml",
                "defaults: {host_delay: 0s, allow_private: true" + defaults +
                    "}\nfeeds:\n  - url: " + server.url("/feed") +
                    "\ndossiers:\n  - {id: glm, title: GLM, match: {any: [GLM-5.1]}}\n");
    run = run_program({DOSSIER_PROGRAM, "--config", directory / "feeds.yaml", "--store",
                       directory / "store", "--now", "2026-03-02", "update", "--out",
                       directory / "pages", "--json"});
    asked = calls;
  }
};

TEST_CASE("https is read with an authority of one's own, beside feeds.yaml or anywhere") {
  const Authority authority{"Ours"};
  const HttpIdentity identity = authority.vouch_for("IP:127.0.0.1");
  for (const std::string& place : {std::string{"certificates/ca.pem"}, authority.certificate()}) {
    CAPTURE(place);
    const Update update{identity, ", ca_file: " + place, authority.certificate()};
    CAPTURE(update.run.err);
    CHECK(update.run.status == 0);
    CHECK(last_line(update.run.out).at("sources_new") == 1);
  }
}

TEST_CASE("a server that nobody vouches for is asked for nothing, and the feed says why") {
  const Authority ours{"Ours"};
  const Authority other{"Other"};
  struct Case {
    const char* name;
    HttpIdentity identity;
    std::string defaults;
    const char* reason;
  };
  const std::string trust_ours = ", ca_file: " + ours.certificate();
  for (const Case& c : std::vector<Case>{
           {"no authority but the system's", ours.vouch_for("IP:127.0.0.1"), "", "certificate"},
           {"another authority", other.vouch_for("IP:127.0.0.1"), trust_ours, "certificate"},
           {"another's name", ours.vouch_for("DNS:other.example"), trust_ours, "127.0.0.1"},
       }) {
    CAPTURE(c.name);
    const Update update{c.identity, c.defaults};
    CAPTURE(update.run.err);
    CHECK(update.run.status == 3);
    CHECK(update.run.err.find(c.reason) != std::string::npos);
    CHECK(update.asked == 0);
  }
}

TEST_CASE("certificates that are not there are a mistake in the configuration") {
  const Authority authority{"Ours"};
  const HttpIdentity identity = authority.vouch_for("IP:127.0.0.1");
  for (const std::string defaults : {", ca_file: missing.pem", ", ca_file: certificates"}) {
    CAPTURE(defaults);
    const Update update{identity, defaults};
    CAPTURE(update.run.err);
    CHECK(update.run.status == 2);
    CHECK(update.run.err.find("ca_file") != std::string::npos);
    CHECK(update.asked == 0);
  }
}

}  // namespace
}  // namespace dossier
