// The desk as those meet it who have no business there.

#include "review/desk_server.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <list>
#include <string>
#include <vector>

#include "tests/review/open_desk.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;

bool contains(std::string_view text, std::string_view words) {
  return text.find(words) != text.npos;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> kPages{
      "/",
      "/queue",
      "/queue?state=all",
      "/tensions",
      "/forecasts",
      "/names",
      "/names?state=all",
      "/sources",
      "/drafts",
      "/log",
      "/feeds",
      "/draft/gap",
      "/draft/gap?show=changes",
      "/d/gap",
      "/d/gap/v1",
      "/d/gap/v1.html",
      "/d/gap/history",
      "/d/gap/v1/source/1",
      "/s/00000000aaaa",
      "/search?q=script",
      "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
      "/name?kind=model&name=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg%20src%3Dx%20onerror"
      "%3Dy%3E"};
  return kPages;
}

}  // namespace

TEST_CASE("nobody comes in without the token") {
  const OpenDesk desk;
  for (const std::string& page : pages()) {
    INFO(page);
    CHECK(desk.get(page, "").status == 401);
    CHECK(desk.get(page, "dossier_session=0123456789abcdef0123456789abcdef").status == 401);
    CHECK_FALSE(contains(desk.get(page, "").body, "script>alert"));
  }
  CHECK(desk.get("/login", "").status == 403);
  CHECK(desk.get("/login?token=", "").status == 403);
  CHECK(desk.get("/login?token=" + std::string{kToken.substr(1)}, "").status == 403);
  CHECK(desk.get("/login?token=" + std::string{kToken} + "0", "").status == 403);
  CHECK(desk.post("/decide", "", "kind=undo&subject=1").status == 401);
  CHECK(desk.get("/metrics", "").status == 401);
}

TEST_CASE("tokens cannot be guessed for long, and guessing locks nobody out") {
  const OpenDesk desk;
  int last = 0;
  for (int i = 0; i < 15; ++i) last = desk.get("/login?token=guess", "").status;
  CHECK(last == 429);
  CHECK_FALSE(desk.enter("anna").empty());
}

TEST_CASE("the session is a cookie that scripts and other sites cannot use") {
  const OpenDesk desk;
  const RawReply reply = desk.get("/login?token=" + std::string{kToken}, "");
  CHECK(reply.status == 200);
  CHECK(contains(reply.header("Set-Cookie"), "; HttpOnly; SameSite=Strict"));
  CHECK_FALSE(contains(reply.body, kToken));
}

TEST_CASE("every page answers, bears its policy, and shows what is hostile as text") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  for (const std::string& target : pages()) {
    INFO(target);
    const RawReply reply = desk.get(target, cookie);
    CHECK(reply.status == 200);
    CHECK_FALSE(contains(reply.body, "<script>alert"));
    CHECK_FALSE(contains(reply.body, "<img"));
    CHECK_FALSE(contains(reply.body, "href=\"javascript:"));
    CHECK(contains(reply.header("Content-Security-Policy"), "default-src 'none'"));
    CHECK(contains(reply.header("Content-Security-Policy"), "frame-ancestors 'none'"));
    CHECK_FALSE(contains(reply.header("Content-Security-Policy"), "unsafe-inline"));
    CHECK(reply.header("X-Content-Type-Options") == "nosniff");
    CHECK(reply.header("Referrer-Policy") == "same-origin");
    CHECK(reply.header("Cache-Control") == "no-store");
  }
  CHECK(contains(desk.get("/d/gap/v1.html", cookie).header("Content-Security-Policy"),
                 "style-src 'sha256-"));
}

TEST_CASE("a name bound anew to loopback is not answered") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  for (const std::string& host : {std::string{"evil.example"}, std::string{"127.0.0.1"},
                                  "evil.example:" + std::to_string(desk.port()),
                                  "127.0.0.1.evil.example:" + std::to_string(desk.port()),
                                  desk.host() + "@evil.example", std::string{}}) {
    INFO(host);
    const RawReply reply = send_raw(
        desk.port(), "GET / HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie + "\r\n\r\n");
    CHECK(reply.status == 421);
  }
  const std::string own = "localhost:" + std::to_string(desk.port());
  CHECK(
      send_raw(desk.port(), "GET / HTTP/1.1\r\nHost: " + own + "\r\nCookie: " + cookie + "\r\n\r\n")
          .status == 200);
}

TEST_CASE("changes come from the desk's own pages alone") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  const std::string csrf = desk.csrf(cookie);
  REQUIRE(csrf.size() == 32);
  const std::string form = "csrf=" + csrf + "&kind=accept_claim&seen=0&subject=" + desk.claim();
  const auto post_from = [&](const std::string& origin) {
    return send_raw(desk.port(),
                    "POST /decide HTTP/1.1\r\nHost: " + desk.host() + "\r\n" + origin +
                        "Cookie: " + cookie +
                        "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                        std::to_string(form.size()) + "\r\n\r\n" + form)
        .status;
  };
  CHECK(post_from("") == 403);
  CHECK(post_from("Origin: null\r\n") == 403);
  CHECK(post_from("Origin: http://evil.example\r\n") == 403);
  CHECK(post_from("Origin: http://localhost:" + std::to_string(desk.port()) + "\r\n") == 403);
  CHECK(post_from("Origin: http://" + desk.host() + ".evil.example\r\n") == 403);

  const std::string other = desk.csrf(desk.enter("ben"));
  for (const std::string& wrong :
       {std::string{}, std::string{"csrf="}, "csrf=" + other, "csrf=" + std::string(32, '0')}) {
    INFO(wrong);
    CHECK(
        desk.post("/decide", cookie, wrong + "&kind=accept_claim&subject=" + desk.claim()).status ==
        403);
  }
  CHECK(desk.get("/decide?" + form, cookie).status == 404);  // Not by a link
  CHECK(desk.decisions().empty());
  CHECK(post_from("Origin: http://" + desk.host() + "\r\n") == 303);
  CHECK(desk.decisions().size() == 1);
}

TEST_CASE("ids and paths are what they must be, or nothing") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  for (const std::string target : {"/d/../../etc/passwd",
                                   "/d/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                                   "/d/GAP",
                                   "/d/gap%00",
                                   "/d/gap/v0",
                                   "/d/gap/v99999999999",
                                   "/d/gap/v1/source/99",
                                   "/d/gap/v1.exe",
                                   "/d/gap/v1/..",
                                   "/d//gap",
                                   "/d/gap/",
                                   "/s/..%2f..%2f",
                                   "/s/00000000aaaa%0d%0aX:1",
                                   "/s/00000000AAAA",
                                   "/s/0000",
                                   "/draft/..",
                                   "/draft/none",
                                   "/name?kind=none&name=x",
                                   "/name?kind=model&name=x",
                                   "/%",
                                   "/%zz",
                                   "/%ff%fe",
                                   "/desk.css/..",
                                   "//evil.example/",
                                   "/queue%00"}) {
    INFO(target);
    const int status = desk.get(target, cookie).status;
    CHECK((status == 404 || status == 400));
  }
  for (const std::string query : {"page=-1", "page=99999999999999999999", "state=none", "done=99",
                                  "done=x", "source=..", "q=%25%00x"}) {
    INFO(query);
    const int status = desk.get("/queue?" + query, cookie).status;
    CHECK((status == 200 || status == 400));
  }
}

TEST_CASE("a form cannot send the editor elsewhere, nor write a header") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  const std::string csrf = desk.csrf(cookie);
  for (const std::string back : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example",
                                 "%2F%5Cevil.example", "%2F%0D%0ASet-Cookie%3A+a%3Db", "x"}) {
    INFO(back);
    const RawReply reply =
        desk.post("/me", cookie, "csrf=" + csrf + "&who=anna&back=" + std::string{back});
    CHECK(reply.status == 303);
    CHECK(reply.header("Location") == "/");
    CHECK(reply.header("Set-Cookie").empty());
  }
}

TEST_CASE("bodies and heads are bounded, and refused with a word") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  const std::string csrf = desk.csrf(cookie);
  const RawReply large =
      desk.post("/decide", cookie, "csrf=" + csrf + "&why=" + std::string(20'000, 'x'));
  CHECK(large.status == 413);
  CHECK(contains(large.body, "8 KB"));
  const std::string head = "POST /decide HTTP/1.1\r\nHost: " + desk.host() + "\r\nOrigin: http://" +
                           desk.host() + "\r\nCookie: " + cookie + "\r\n";
  const std::string form_type = "Content-Type: application/x-www-form-urlencoded\r\n";
  CHECK(send_raw(desk.port(), head + form_type + "Content-Length: 99999999999\r\n\r\n").status ==
        413);
  CHECK(send_raw(desk.port(), head + form_type + "Content-Length: -1\r\n\r\n").status == 411);
  CHECK(send_raw(desk.port(), head + form_type + "\r\n").status == 411);
  CHECK(send_raw(desk.port(), head + form_type + "Transfer-Encoding: chunked\r\n\r\n5\r\nkind=\r\n")
            .status == 411);
  CHECK(send_raw(desk.port(),
                 head + form_type + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
            .status == 415);
  CHECK(send_raw(desk.port(), head + "Content-Type: multipart/form-data; boundary=x\r\n"
                                     "Content-Length: 3\r\n\r\nabc")
            .status == 415);
  CHECK(desk.get("/" + std::string(3'000, 'a'), cookie).status == 400);
  // Far beyond every limit: no more is read than is allowed, and an answer or a closed door comes.
  const RawReply endless = send_raw(desk.port(), "GET /" + std::string(300'000, 'a'));
  CHECK((endless.status == 0 || endless.status >= 400));
  const RawReply headers = send_raw(desk.port(), "GET / HTTP/1.1\r\nHost: " + desk.host() +
                                                     "\r\nX: " + std::string(300'000, 'a'));
  CHECK((headers.status == 0 || headers.status >= 400));
  std::string many = "Range: bytes=0-";
  for (int i = 0; i < 1'500; ++i) many += ",0-";
  const RawReply ranged = send_raw(
      desk.port(), "GET /desk.css HTTP/1.1\r\nHost: " + desk.host() + "\r\n" + many + "\r\n\r\n");
  CHECK(ranged.body.size() < 60'000);
  for (const std::string method : {"PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"}) {
    INFO(method);
    const int status =
        send_raw(desk.port(), method + " / HTTP/1.1\r\nHost: " + desk.host() + "\r\n\r\n").status;
    CHECK((status == 405 || status == 400));
  }
  CHECK(desk.get("/", cookie).status == 200);
}

TEST_CASE("slow clients keep nobody waiting") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  std::list<RawConnection> slow;
  for (int i = 0; i < 12; ++i) {
    slow.emplace_back(desk.port()).send("GET / HTTP/1.1\r\nHost: " + desk.host() + "\r\nX: ");
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(desk.get("/", cookie).status == 200);
  CHECK(std::chrono::steady_clock::now() - start < 5s);
  // A byte now and then does not prolong it.
  const auto sent_until = std::chrono::steady_clock::now() + 12s;
  bool open = true;
  while (open && std::chrono::steady_clock::now() < sent_until) {
    open = slow.front().send("a") && slow.front().read_all(500ms).empty();
  }
  CHECK_FALSE(open);
}

TEST_CASE("two editors at once: the second sees the first's decision, and loses nothing") {
  const OpenDesk desk;
  const std::string anna = desk.enter("anna");
  const std::string ben = desk.enter("ben");
  const std::string subject = "&subject=" + desk.claim() + "&back=%2Fqueue";
  CHECK(
      desk.post("/decide", anna, "csrf=" + desk.csrf(anna) + "&kind=accept_claim&seen=0" + subject)
          .status == 303);
  const RawReply second = desk.post(
      "/decide", ben, "csrf=" + desk.csrf(ben) + "&kind=reject_claim&why=Not+so&seen=0" + subject);
  CHECK(second.status == 409);
  CHECK(contains(second.body, "decided meanwhile by anna"));
  CHECK(contains(second.body, "Not so"));
  CHECK(contains(second.body, "Decide so all the same"));
  REQUIRE(desk.decisions().size() == 1);
  // Now that he has seen it.
  CHECK(desk.post("/decide", ben,
                  "csrf=" + desk.csrf(ben) + "&kind=reject_claim&why=Not+so&seen=1" + subject)
            .header("Location") == "/queue?done=2");
  REQUIRE(desk.decisions().size() == 2);
  CHECK(desk.decisions().back().who == "ben");
}

TEST_CASE("decisions that nobody can mean are refused with their reason") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  const std::string csrf = "csrf=" + desk.csrf(cookie) + "&";
  const std::string claim = "&subject=" + desk.claim();
  struct Case {
    std::string form;
    int status;
    std::string message;
  };
  for (const Case& each : std::vector<Case>{
           {"kind=none", 400, "no decision that this desk knows"},
           {"kind=reject_claim" + claim, 422, "needs its reason"},
           {"kind=accept_claim&subject=..%2F..", 422, "no claim's id"},
           {"kind=accept_claim&subject=000000000000", 404, "there is no claim"},
           {"kind=move_claim&after=elsewhere" + claim, 422, "there is no dossier elsewhere"},
           {"kind=merge_name&subject=x&after=y", 422, "expected KIND:NAME"},
           {"kind=merge_name&subject=model%3Ax&after=", 422, "which name instead?"},
           {"kind=describe_source&subject=00000000aaaa&field=tier&after=9", 422,
            "tier from 1 to 3"},
           {"kind=undo&subject=7", 422, "no such decision"},
           {"kind=publish&subject=gap", 422, "not decided on"},
           {"kind=add_note&subject=gap", 422, "the text is empty"},
       }) {
    INFO(each.form);
    const RawReply reply = desk.post("/decide", cookie, csrf + each.form);
    CHECK(reply.status == each.status);
    CHECK(contains(reply.body, each.message));
  }
  CHECK(desk.decisions().empty());
}

TEST_CASE("a claim is corrected field by field, rejected, and taken back") {
  const OpenDesk desk;
  const std::string cookie = desk.enter("anna");
  const std::string csrf = "csrf=" + desk.csrf(cookie) + "&";
  CHECK(desk.post("/correct", cookie,
                  csrf + "seen=0&f_model=Kimi+K2&f_license=MIT&subject=" + desk.claim())
            .status == 303);
  REQUIRE(desk.decisions().size() == 2);
  CHECK(desk.decisions()[0].field == "model");
  CHECK(desk.decisions()[1].after == "MIT");
  CHECK(desk.post("/decide-all", cookie,
                  csrf + "kind=reject_claim&why=No&seen=2&subject=" + desk.claim())
            .status == 303);
  CHECK(contains(desk.get("/queue?state=decided", cookie).body, "rejected a claim: No"));
  CHECK(desk.post("/decide", cookie, csrf + "kind=undo&subject=3&seen=3").status == 303);
  CHECK(contains(desk.get("/log", cookie).body, "took decision 3 back"));
}

TEST_CASE("programs read the metrics with the token") {
  const OpenDesk desk;
  const auto ask = [&](const std::string& token) {
    return send_raw(desk.port(), "GET /metrics HTTP/1.1\r\nHost: " + desk.host() +
                                     "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  };
  CHECK(ask("guess").status == 401);
  CHECK(ask(std::string{kToken}).body == "dossier_feeds 1\n");
}

}  // namespace dossier
