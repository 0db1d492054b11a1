// The forms that a digest goes out in: front matter and footnotes that nothing in a title or a
// source can break, plain text of 72 columns, mail that decodes to what went in.

#include "render/newsletter.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/json.h"
#include "render/digest.h"
#include "render/mail.h"
#include "render/plain_text.h"

namespace dossier {
namespace {

const std::string kTricky = R"(Kimi K3: "open" #1 | {{< raw >}} {% x %} \ naïve)";

DossierSentence sentence(const std::string& text, const std::string& quotation,
                         std::vector<int> citations) {
  DossierSentence made;
  made.parts.push_back({SentencePart::Kind::text, text, {}});
  made.parts.push_back({SentencePart::Kind::quotation, quotation, {}});
  made.parts.push_back({SentencePart::Kind::citation, "", std::move(citations)});
  made.parts.push_back({SentencePart::Kind::text, ".", {}});
  return made;
}

Dossier sample(const std::string& title = kTricky) {
  Dossier digest;
  digest.id = kDigestId;
  digest.title = title;
  digest.version = 3;
  digest.published = *parse_now("2026-07-31");
  Section brief{"In brief", {}, {}};
  DossierSentence opening;
  opening.kind = SentenceKind::derived;
  opening.parts.push_back({SentencePart::Kind::text, "Two items in all.", {}});
  brief.layouts.push_back({LayoutKind::paragraph, "", {opening}});
  Section theme{"Kimi K3, Released", {}, {}};
  theme.layouts.push_back({LayoutKind::paragraph,
                           "",
                           {sentence("Ada Brink says of {{K3}} & *others* at a_b: ",
                                     "a very long remark about weights that goes well beyond the "
                                     "seventy-second column of any mail",
                                     {1, 2})}});
  Section watch{"What to watch", {}, {}};
  watch.layouts.push_back(
      {LayoutKind::list_item, "Announced", {sentence("It comes ", "soon", {2})}});
  digest.sections = {brief, theme, watch};
  CitedSource one{
      1,         "a",         "Title with \"quotes\" [and] more", "https://a.example/x?a=1&b=2",
      "Gazette", "Ada Brink", *parse_now("2026-07-28"),           {},
      {}};
  CitedSource two{2,  "b", "Second", "https://b.example/", "Ledger", "", *parse_now("2026-07-29"),
                  {}, {}};
  digest.sources = {one, two};
  return digest;
}

bool contains(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

std::size_t width(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> lines_of(const std::string& text, std::string_view end) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t stop = std::min(text.find(end, start), text.size());
    lines.push_back(text.substr(start, stop - start));
    start = stop + end.size();
  }
  return lines;
}

// Decodes quoted-printable as RFC 2045 tells it.
std::string decoded(const std::string& text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] != '=') {
      out += text[i];
    } else if (text[i + 1] == '\r') {
      i += 2;
    } else {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    }
  }
  return out;
}

TEST_CASE("front matter holds a title with quotation marks, colons, hashes and bars") {
  const std::string quoted = R"("Kimi K3: \"open\" #1 | {{< raw >}} {% x %} \\ naïve")";
  CHECK(write_newsletter(sample(), Flavor::hugo)
            .starts_with("+++\ntitle = " + quoted +
                         "\ndate = "
                         "2026-07-31T23:59:59Z\n"));
  CHECK(write_newsletter(sample(), Flavor::jekyll)
            .starts_with("---\nlayout: post\ntitle: " + quoted +
                         "\ndate: 2026-07-31 23:59:59 +0000\n"));
  CHECK(write_newsletter(sample(), Flavor::buttondown)
            .starts_with("---\nsubject: " + quoted + "\nstatus: draft\n"));
}

TEST_CASE("nothing in a body is a shortcode, Liquid, a variable or emphasis") {
  for (const Flavor flavor : {Flavor::hugo, Flavor::jekyll, Flavor::buttondown, Flavor::plain}) {
    const std::string text = write_newsletter(sample("A title"), flavor);
    CAPTURE(text);
    CHECK_FALSE(contains(text, "{{"));
    CHECK(contains(text, "\\{\\{K3\\}\\} & \\*others\\* at a\\_b"));
  }
}

TEST_CASE("footnotes stand at the word, apart, and every one is defined once") {
  const std::string text = write_newsletter(sample("A title"), Flavor::jekyll);
  CHECK(contains(text, "any mail\"[^1] [^2]."));
  CHECK(contains(text,
                 "\n[^1]: Ada Brink, [\"Title with 'quotes' \\[and\\] more,\"]"
                 "(<https://a.example/x?a=1&b=2>) Gazette, 2026-07-28.\n"));
  CHECK_FALSE(contains(text, "## Sources"));
  CHECK_FALSE(contains(text, "## In brief"));
  CHECK(contains(write_newsletter(sample("A title"), Flavor::plain), "any mail\" [1][2]."));
}

TEST_CASE("a post for Ghost is JSON with HTML, a draft") {
  const auto json = parse_json(write_newsletter(sample(), Flavor::ghost));
  REQUIRE(json.has_value());
  const Json& post = json->at("data").at("posts").at(0);
  CHECK(post.at("title") == kTricky);
  CHECK(post.at("status") == "draft");
  CHECK(contains(post.at("html"), "any mail\" [1][2]."));
}

TEST_CASE("files are named as each program wants them") {
  const Dossier digest = sample("Kimi K3, and Limits on Open-Weight Models");
  CHECK(newsletter_file_name(digest, Flavor::jekyll) ==
        "2026-07-31-kimi-k3-and-limits-on-open-weight-models.md");
  CHECK(newsletter_file_name(digest, Flavor::plain) == "digest-2026-07-31.md");
  CHECK(slug_of(sample("???")) == "digest-2026-07-31");
  CHECK(slug_of(sample(std::string(200, 'a'))).size() == 60);
}

TEST_CASE("plain text keeps to 72 columns, but for addresses") {
  const std::string text = write_plain_text(sample());
  CAPTURE(text);
  for (const std::string& line : lines_of(text, "\n")) {
    if (!contains(line, "https://")) CHECK(width(line) <= 72);
  }
  CHECK(contains(text,
                 "[1] Ada Brink, \"Title with 'quotes' [and] more,\" Gazette, 2026-07-28.\n"
                 "    <https://a.example/x?a=1&b=2>\n"));
  CHECK(contains(text, "Issue 3, 2026-07-31\n"));
  CHECK(contains(text, "- Announced. It comes \"soon\" [2].\n"));
}

TEST_CASE("a mail has the headers of RFC 5322 and decodes to the text that went in") {
  const auto mail = write_mail(
      sample(), {"Zoë Desk <desk@example.org>", "a@example.org, \"Brink, Ada\" <ada@example.org>",
                 "https://example.org/leave"});
  REQUIRE(mail.has_value());
  CHECK(
      mail->starts_with("Date: Fri, 31 Jul 2026 23:59:59 +0000\r\nFrom: =?utf-8?Q?Zo=C3=AB_Desk?= "
                        "<desk@example.org>\r\nTo: a@example.org,\r\n \"Brink, Ada\" "
                        "<ada@example.org>\r\nSubject: =?utf-8?Q?Kimi_K3=3A_"));
  CHECK(contains(*mail,
                 "List-Unsubscribe: <https://example.org/leave>\r\n"
                 "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  for (const std::string& line : lines_of(*mail, "\r\n")) {
    CHECK(line.size() <= 78);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7F; }));
  }
  const std::string head =
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  const std::size_t start = mail->find(head) + head.size();
  const std::size_t end = mail->find("\r\n--=_", start);
  CHECK(decoded(mail->substr(start, end - start)) == write_plain_text(sample()));
  CHECK(*write_mail(sample(), {}) == *write_mail(sample(), {}));
}

TEST_CASE("an address that is none is refused, and so is a header smuggled into one") {
  for (const char* address :
       {"nobody", "a@", "@b", "a@b@c", "Ada <a@b", "a b@c", "x\r\nBcc: y@z <a@b>"}) {
    CAPTURE(address);
    CHECK_FALSE(write_mail(sample(), {address, "", ""}).has_value());
  }
  CHECK_FALSE(write_mail(sample(), {"", "", "javascript:x"}).has_value());
}

TEST_CASE("text that needs care in quoted-printable") {
  CHECK(quoted_printable("a = b \n.\nFrom me\n") == "a =3D b=20\r\n=2E\r\n=46rom me\r\n");
  const std::string quoted = quoted_printable(std::string(200, 'x'));
  for (const std::string& line : lines_of(quoted, "\r\n")) CHECK(line.size() <= 76);
  CHECK(decoded(quoted) == std::string(200, 'x'));
}

}  // namespace
}  // namespace dossier
