// How addresses are read, joined and compared.

#include "ingest/url.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

std::string show(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return "none";
  return url->scheme + " " + url->host + " " + (url->port.empty() ? "-" : url->port) + " " +
         url->path + " " + (url->query.empty() ? "-" : url->query);
}

TEST_CASE("parse_url reads web addresses as a browser would") {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"http://example.org", "http example.org - / -"},
      {"HTTPS://Example.ORG:443/A?b=C#d", "https example.org - /A b=C"},
      {"http://example.org:8080/a/../b", "http example.org 8080 /b -"},
      {"http://example.org:80/", "http example.org - / -"},
      {"  http://example.org/lo\n  ng ", "http example.org - /lo%20%20ng -"},
      {"http://user:secret@example.org/x", "http example.org - /x -"},
      {"http:\\\\example.org\\x", "http example.org - /x -"},
      {"http://example.org/?q=a b", "http example.org - / q=a%20b"},
      {"http://example.org/caf\u00E9", "http example.org - /caf%C3%A9 -"},
      {"http://b\u00FCcher.example/", "http xn--bcher-kva.example - / -"},
      {"http://2130706434/", "http 127.0.0.2 - / -"},
      {"http://[::1]:81/x", "http [::1] 81 /x -"},
      {"http://example.org?a", "http example.org - / a"},
      {"", "none"},
      {"example.org/x", "none"},
      {"//example.org/x", "none"},
      {"http://", "none"},
      {"http:example.org", "none"},
      {"http://a b/", "none"},
      {"http://example.org:99999/", "none"},
      {"ftp://example.org/", "none"},
      {"file:///etc/passwd", "none"},
      {"javascript:alert(1)", "none"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(show(c.text) == c.expected);
  }
}

TEST_CASE("resolve_url joins a reference to its base, whatever the scheme") {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  struct Case {
    std::string_view base, reference, expected;
  };
  const Case cases[] = {
      // RFC 3986, 5.4.1 and 5.4.2
      {kBase, "g:h", "g:h"},
      {kBase, "g", "http://a/b/c/g"},
      {kBase, "./g", "http://a/b/c/g"},
      {kBase, "g/", "http://a/b/c/g/"},
      {kBase, "/g", "http://a/g"},
      {kBase, "//g", "http://g"},
      {kBase, "?y", "http://a/b/c/d;p?y"},
      {kBase, "g?y", "http://a/b/c/g?y"},
      {kBase, "#s", "http://a/b/c/d;p?q#s"},
      {kBase, "g?y#s", "http://a/b/c/g?y#s"},
      {kBase, ";x", "http://a/b/c/;x"},
      {kBase, "", "http://a/b/c/d;p?q"},
      {kBase, ".", "http://a/b/c/"},
      {kBase, "..", "http://a/b/"},
      {kBase, "../g", "http://a/b/g"},
      {kBase, "../..", "http://a/"},
      {kBase, "../../../g", "http://a/g"},
      {kBase, "/./g", "http://a/g"},
      {kBase, "/../g", "http://a/g"},
      {kBase, "g.", "http://a/b/c/g."},
      {kBase, "..g", "http://a/b/c/..g"},
      {kBase, "./g/.", "http://a/b/c/g/"},
      {kBase, "g/../h", "http://a/b/c/h"},
      {kBase, "g;x=1/../y", "http://a/b/c/y"},
      {kBase, "g?y/../x", "http://a/b/c/g?y/../x"},
      // As met in feeds
      {"http://example.org", "a.html", "http://example.org/a.html"},
      {"https://example.org/x/", "//cdn.example.org/i.png", "https://cdn.example.org/i.png"},
      {"http://example.org/x", "mailto:me@example.org", "mailto:me@example.org"},
      {"http://example.org/x", " /y\n", "http://example.org/y"},
      {"http://example.org/x", "\\y", "http://example.org/y"},
      {"http://example.org/x", "HTTP://Other.org/", "HTTP://Other.org/"},
      {"http://example.org/x", "data:text/plain,a/../b", "data:text/plain,a/../b"},
      {"file:///a/b", "c", "file:///a/c"},
      {"", "a.html", "a.html"},
      {"no base", "a.html", "a.html"},
      {"urn:isbn:1", "a.html", "a.html"},
      {"http://example.org/x", "a:b:c d", "a:b:c d"},
      {"http://example.org/x", "1:2", "http://example.org/1:2"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.base, c.reference);
    CHECK(resolve_url(c.base, c.reference) == c.expected);
  }
}

TEST_CASE("canonical_url gives one spelling to one page") {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"HTTP://Example.org:80/a#top", "http://example.org/a"},
      {"https://example.org/a/?utm_source=rss&id=7&UTM_Medium=feed", "https://example.org/a/?id=7"},
      {"https://example.org/a?fbclid=x", "https://example.org/a"},
      {"https://example.org/%7euser/%c3%a9", "https://example.org/~user/%C3%A9"},
      {"https://example.org/blog/index.html", "https://example.org/blog/"},
      {"https://example.org/?p=12&q=", "https://example.org/?p=12&q="},
      {"https://example.org/a%", "https://example.org/a%"},
      {"https://example.org/a%4", "https://example.org/a%4"},
      {"https://example.org/a%41", "https://example.org/aA"},
      {"https://example.org/a%%34%31", "https://example.org/aA"},
      {"https://example.org/a%2541", "https://example.org/a%2541"},
      {"https://example.org/a/%2E%2e/b", "https://example.org/b"},
      {"https://example.org/%2E?a", "https://example.org/?a"},
      {" urn:uuid:1 ", "urn:uuid:1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(canonical_url(c.text) == c.expected);
  }
}

TEST_CASE("a number in disguise is the address that it stands for") {
  for (const char* url : {"http://%35/", "http://5/", "http://\xEF\xBC\x95/"}) {
    CAPTURE(url);
    CHECK(canonical_url(url) == "http://0.0.0.5/");
  }
  CHECK(parse_url("http://%6cocalhost/")->host == "localhost");
  CHECK(parse_url("http://b%C3%BCcher.example/")->host == "xn--bcher-kva.example");
  CHECK(parse_url("http://\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA6.1/")->host == "127.0.0.1");
}

TEST_CASE("registrable_domain is what its owner registered") {
  struct Case {
    std::string_view host, expected;
  };
  const Case cases[] = {
      {"www.interconnects.ai", "interconnects.ai"},
      {"News.BBC.co.uk", "bbc.co.uk"},
      {"qwenlm.github.io", "qwenlm.github.io"},
      {"a.b.host.test", "a.b.host.test"},
      {"localhost", "localhost"},
      {"10.0.0.1", "10.0.0.1"},
      {"[::1]", "[::1]"},
      {"co.uk", "co.uk"},
      {"www.example.org.", "example.org"},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.host);
    CHECK(registrable_domain(c.host) == c.expected);
  }
}

}  // namespace
}  // namespace dossier
