#include "ingest/url.h"

#include <curl/curl.h>
#include <libpsl.h>
#include <unicode/idna.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace dossier {
namespace {

// Names of query parameters that say how a reader came, never what the page is.
constexpr std::string_view kTrackingParameters[] = {
    "_ga",     "_gl",       "_hsenc", "_hsmi",   "dclid",    "fbclid",  "gbraid",      "gclid",
    "gclsrc",  "igsh",      "igshid", "mc_cid",  "mc_eid",   "mkt_tok", "msclkid",     "ref_src",
    "ref_url", "s_cid",     "sref",   "srsltid", "ttclid",   "twclid",  "oly_anon_id", "oly_enc_id",
    "vero_id", "li_fat_id", "wbraid", "yclid",   "_openstat"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What browsers do before they read an address: blanks around it go, and so do line breaks and
// tabs anywhere, since pages wrap long addresses.
std::string without_breaks(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  std::string out{text};
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

void append_percent_encoded(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

// Blanks, control characters and non-ASCII as %XX; what is encoded already stays so.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>') {
      append_percent_encoded(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

// An address cut at its delimiters (RFC 3986, appendix B). Absent and empty are not the same.
struct Parts {
  std::string_view scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query, fragment;
};

Parts split(std::string_view text) {
  Parts parts;
  if (const std::size_t hash = text.find('#'); hash != text.npos) {
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != text.npos) {
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  const std::size_t colon = text.find(':');
  const auto in_scheme = [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  };
  if (colon != text.npos && colon > 0 && is_letter(text.front()) &&
      std::ranges::all_of(text.substr(0, colon), in_scheme)) {
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t end = std::min(text.find('/'), text.size());
    parts.authority = text.substr(0, end);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

bool is_web(std::string_view scheme) {
  const std::string name = lowered(scheme);
  return name == "http" || name == "https";
}

// "/a/b/../c/./d" → "/a/c/d" (RFC 3986, 5.2.4), in one pass over the segments.
std::string without_dot_segments(std::string_view path) {
  if (path.find('.') == path.npos) return std::string{path};
  const bool rooted = path.starts_with('/');
  std::vector<std::string_view> kept;
  bool open = false;  // The last segment was "." or "..": the path ends with a slash
  std::string_view rest = path.substr(rooted ? 1 : 0);
  for (bool more = true; more;) {
    const std::size_t slash = rest.find('/');
    more = slash != rest.npos;
    const std::string_view segment = rest.substr(0, slash);
    rest.remove_prefix(more ? slash + 1 : rest.size());
    open = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!open) kept.push_back(segment);
  }
  if (open) kept.push_back("");
  std::string out;
  for (const std::string_view segment : kept) {
    if (rooted || &segment != kept.data()) out += '/';
    out += segment;
  }
  return out;
}

std::string joined(const Parts& parts, std::string_view path) {
  std::string out;
  if (!parts.scheme.empty()) out.append(parts.scheme).append(":");
  if (parts.authority) out.append("//").append(*parts.authority);
  out.append(path);
  if (parts.query) out.append("?").append(*parts.query);
  if (parts.fragment) out.append("#").append(*parts.fragment);
  return out;
}

// A reference without a scheme, which borrows from the base whatever it lacks.
std::string resolve_relative(const Parts& base, Parts reference) {
  reference.scheme = base.scheme;
  if (reference.authority) return joined(reference, without_dot_segments(reference.path));
  reference.authority = base.authority;
  if (reference.path.empty()) {
    if (!reference.query) reference.query = base.query;
    return joined(reference, base.path);
  }
  if (reference.path.starts_with('/')) {
    return joined(reference, without_dot_segments(reference.path));
  }
  std::string path{base.path.substr(0, base.path.rfind('/') + 1)};
  if (path.empty() && base.authority) path = "/";
  path += reference.path;
  return joined(reference, without_dot_segments(path));
}

// Browsers take a backslash for a slash in web addresses, but not after the question mark.
void straighten_slashes(std::string& text) {
  const std::size_t end = std::min(text.find_first_of("?#"), text.size());
  std::replace(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\\', '/');
}

struct CurlUrlDelete {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using CurlUrl = std::unique_ptr<CURLU, CurlUrlDelete>;

std::optional<std::string> part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string out{text};
  curl_free(text);
  return out;
}

// A host once it is decoded may be a number, in one of the many spellings of an IPv4 address:
// "%35", or "5" in full-width digits. libcurl reads such spellings only where they stand as they
// are.
std::optional<std::string> settled_host(const std::string& host) {
  const CurlUrl parser{curl_url()};
  const std::string url = "http://" + host + "/";
  if (!parser || curl_url_set(parser.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  return part_of(parser.get(), CURLUPART_HOST);
}

// An international name as DNS knows it (UTS 46). libcurl's own conversion reads the name in the
// locale's encoding, which is ASCII for a program started by cron.
std::optional<std::string> with_ascii_labels(std::string host) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(host, is_ascii)) return host;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna{
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status)};
  if (U_FAILURE(status)) return std::nullopt;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<std::int32_t>(host.size())),
                         sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  return ascii;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// What the last three characters escape; negative if they are no escape.
int escaped_at_end(std::string_view text) {
  if (text.size() < 3 || text[text.size() - 3] != '%') return -1;
  const int high = hex_value(text[text.size() - 2]), low = hex_value(text[text.size() - 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Escapes in capitals, and none where none is needed: "%7euser" and "~user" are one page (RFC
// 3986, 6.2.2.2). What an unescaped character completes is an escape, too ("%%34%31"), so that one
// spelling stays one spelling.
std::string with_plain_escapes(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    out += byte;
    for (int escaped = escaped_at_end(out); escaped >= 0; escaped = escaped_at_end(out)) {
      const char c = static_cast<char>(escaped);
      out.resize(out.size() - 3);
      const bool unreserved =
          is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
      if (!unreserved) {
        append_percent_encoded(out, c);
        break;
      }
      out += c;
    }
  }
  return out;
}

bool is_tracking(std::string_view parameter) {
  const std::string name = lowered(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") ||
         std::ranges::find(kTrackingParameters, name) != std::end(kTrackingParameters);
}

std::string without_tracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || is_tracking(parameter)) continue;
    if (!out.empty()) out += '&';
    out += parameter;
  }
  return out;
}

}  // namespace

std::string Url::origin() const {
  return scheme + "://" + host + (port.empty() ? "" : ":" + port);
}

std::optional<Url> parse_url(std::string_view text) {
  std::string clean = without_breaks(text);
  straighten_slashes(clean);
  const Parts parts = split(clean);
  if (!is_web(parts.scheme) || !parts.authority || clean.find('\0') != clean.npos) {
    return std::nullopt;
  }
  const CurlUrl parser{curl_url()};
  if (!parser ||
      curl_url_set(parser.get(), CURLUPART_URL, clean.c_str(), CURLU_ALLOW_SPACE) != CURLUE_OK) {
    return std::nullopt;
  }
  const auto host = part_of(parser.get(), CURLUPART_HOST);
  auto ascii_host = host ? with_ascii_labels(lowered(*host)) : std::nullopt;
  const bool was_encoded = std::ranges::any_of(
      *parts.authority, [](char c) { return c == '%' || static_cast<unsigned char>(c) >= 0x80; });
  if (was_encoded && ascii_host && !ascii_host->starts_with('[')) {
    ascii_host = settled_host(*ascii_host);
  }
  if (!ascii_host || ascii_host->empty() || ascii_host->find('%') != ascii_host->npos) {
    return std::nullopt;
  }
  Url url;
  url.scheme = lowered(parts.scheme);
  url.host = *ascii_host;
  url.path = percent_encoded(without_dot_segments(parts.path));
  if (!url.path.starts_with('/')) url.path.insert(0, "/");
  url.query = percent_encoded(parts.query.value_or(""));
  url.port = part_of(parser.get(), CURLUPART_PORT, CURLU_NO_DEFAULT_PORT).value_or("");
  return url;
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  std::string clean_base = without_breaks(base);
  const Parts base_parts = split(clean_base);
  const bool hierarchical = base_parts.authority || base_parts.path.starts_with('/');
  if (base_parts.scheme.empty() || !hierarchical) return std::string{reference};
  std::string clean = without_breaks(reference);
  if (split(clean).scheme.empty() && is_web(base_parts.scheme)) straighten_slashes(clean);
  const Parts parts = split(clean);
  if (parts.scheme.empty()) return resolve_relative(base_parts, parts);
  return parts.authority ? joined(parts, without_dot_segments(parts.path)) : clean;
}

std::string canonical_url(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return without_breaks(text);
  // An escaped dot is a dot.
  std::string path = without_dot_segments(with_plain_escapes(url->path));
  if (!path.starts_with('/')) path.insert(0, "/");
  for (const std::string_view name : {"/index.html", "/index.htm"}) {
    if (path.ends_with(name)) path.resize(path.size() - name.size() + 1);
  }
  const std::string query = without_tracking(with_plain_escapes(url->query));
  return url->origin() + path + (query.empty() ? "" : "?" + query);
}

std::string registrable_domain(std::string_view host) {
  std::string name = lowered(host);
  if (name.ends_with('.')) name.pop_back();
  const std::size_t dot = name.find('.');
  const psl_ctx_t* suffixes = psl_builtin();
  if (!suffixes || dot == name.npos) return name;
  const char* domain = psl_registrable_domain(suffixes, name.c_str());
  if (!domain) return name;
  // An unlisted suffix ("host.test", "10.0.0.1") counts as listed under the list's rule "*".
  const std::string_view found{domain};
  const std::size_t suffix = found.find('.') + 1;
  const bool listed =
      psl_is_public_suffix2(suffixes, domain + suffix, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
  return listed ? std::string{found} : name;
}

}  // namespace dossier
