#include "render/mail.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "base/escape_html.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "render/newsletter.h"
#include "render/plain_text.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

void append_hex(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += '=';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

// "Fri, 31 Jul 2026 23:59:59 +0000"
std::string mail_date(Time time) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = day_of(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format(
      "{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays.at(std::chrono::weekday{day}.c_encoding()),
      static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
      static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
      clock.seconds().count());
}

struct Mailbox {
  std::string name, address;
};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Result<Mailbox> parse_mailbox(std::string_view text) {
  const auto refuse = [&] {
    return fail(ErrorCode::malformed,
                fmt::format("expected an address such as ada@example.org or Ada Brink "
                            "<ada@example.org>, got {}",
                            clean_line(text)));
  };
  Mailbox mailbox;
  text = trimmed(text);
  std::string_view address = text;
  if (const std::size_t open = text.rfind('<'); open != std::string_view::npos) {
    if (!text.ends_with('>')) return refuse();
    std::string_view name = trimmed(text.substr(0, open));
    if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) {
      name = name.substr(1, name.size() - 2);
    }
    mailbox.name = name;
    address = text.substr(open + 1, text.size() - open - 2);
  }
  const std::size_t at = address.find('@');
  const bool one_at = at != std::string_view::npos && address.find('@', at + 1) == address.npos;
  const bool plain =
      is_plain_ascii(address) && address.find_first_of(" ,;:<>()[]\\\"") == std::string_view::npos;
  if (!one_at || !plain || at == 0 || at + 1 == address.size()) return refuse();
  // A header could be smuggled in by a line break.
  if (std::ranges::any_of(mailbox.name, [](char c) { return c == '\r' || c == '\n'; })) {
    return refuse();
  }
  mailbox.address = address;
  return mailbox;
}

std::string printed(const Mailbox& mailbox, std::size_t column) {
  if (mailbox.name.empty()) return mailbox.address;
  if (!is_plain_ascii(mailbox.name)) {
    return encoded_header(mailbox.name, column) + " <" + mailbox.address + '>';
  }
  std::string name = "\"";
  for (const char c : mailbox.name) {
    if (c == '"' || c == '\\') name += '\\';
    name += c;
  }
  return name + "\" <" + mailbox.address + '>';
}

// Commas part addresses, but not those within a quoted name.
std::vector<std::string_view> split_addresses(std::string_view text) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '"') quoted = !quoted;
    if (i < text.size() && (text[i] != ',' || quoted)) continue;
    parts.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return parts;
}

Result<std::string> recipients(std::string_view to) {
  if (trimmed(to).empty()) return std::string{"undisclosed-recipients:;"};
  std::string out;
  for (const std::string_view part : split_addresses(to)) {
    const auto mailbox = parse_mailbox(part);
    if (!mailbox) return within("--to", mailbox.error());
    out += (out.empty() ? "" : ",\r\n ") + printed(*mailbox, 4);
  }
  return out;
}

// RFC 2369, and RFC 8058 for a single click.
Result<std::string> unsubscribe_headers(std::string_view address) {
  if (address.empty()) return std::string{};
  const bool web = address.starts_with("https://");
  const bool usable = (web || address.starts_with("mailto:")) && is_plain_ascii(address) &&
                      address.find_first_of(" <>,") == std::string_view::npos;
  if (!usable) {
    return fail(ErrorCode::malformed,
                fmt::format("--unsubscribe: expected an https or mailto address, got {}",
                            clean_line(address)));
  }
  std::string out = fmt::format("List-Unsubscribe: <{}>\r\n", address);
  if (web) out += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  return out;
}

std::string html_body(const Dossier& dossier) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
         escape_html(clean_line(dossier.title)) +
         "</title>\n</head>\n<body style=\"max-width: 40em; margin: 0 auto; padding: 1em; "
         "font-family: Georgia, serif; line-height: 1.5\">\n" +
         newsletter_html(dossier, true) + "</body>\n</html>\n";
}

std::string body_part(std::string_view type, std::string_view text) {
  return fmt::format(
      "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
      type, quoted_printable(text));
}

}  // namespace

std::string encoded_header(std::string_view text, std::size_t column) {
  constexpr std::size_t kLineMax = 76;
  constexpr std::size_t kPlainMax = 900;
  if (is_plain_ascii(text) && text.size() + column <= kPlainMax &&
      text.find("=?") == std::string_view::npos) {
    std::string out;  // Folded at blanks
    for (std::size_t start = 0; start < text.size();) {
      std::size_t end = std::min(text.find(' ', start + 1), text.size());
      if (column + (end - start) > kLineMax && start > 0) {
        out += "\r\n";
        column = 0;
      }
      out += text.substr(start, end - start);
      column += end - start;
      start = end;
    }
    return out;
  }
  // Encoded words of whole code points, none longer than 75 characters.
  constexpr std::string_view kOpen = "=?utf-8?Q?";
  std::string out;
  std::string word;
  const auto flush = [&] {
    if (word.empty()) return;
    if (!out.empty()) out += "\r\n ";
    out += std::string{kOpen} + word + "?=";
    word.clear();
    column = 1;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    std::string encoded;
    for (; i < end; ++i) {
      const char c = text[i];
      const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (plain) {
        encoded += c;
      } else if (c == ' ') {
        encoded += '_';
      } else {
        append_hex(encoded, c);
      }
    }
    if (column + kOpen.size() + word.size() + encoded.size() + 2 > kLineMax) flush();
    word += encoded;
  }
  flush();
  return out;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::size_t kLineMax = 76;
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool at_end = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool blank_at_end = c == ' ' && at_end;
    // A dot alone on a line ends a message on its way, and "From " begins one in a mailbox.
    const bool risky =
        column == 0 && (c == '.' || (c == 'F' && text.substr(i).starts_with("From ")));
    std::string encoded;
    if (c >= 0x20 && c < 0x7F && c != '=' && !blank_at_end && !risky) {
      encoded = c;
    } else {
      append_hex(encoded, c);
    }
    // Room must be left for the mark that the line goes on.
    if (column + encoded.size() > kLineMax - (at_end ? 0 : 1)) {
      out += "=\r\n";
      column = 0;
    }
    out += encoded;
    column += encoded.size();
  }
  return out;
}

Result<std::string> write_mail(const Dossier& dossier, const MailAddresses& addresses) {
  const auto from =
      parse_mailbox(addresses.from.empty() ? "Dossier <dossier@localhost>" : addresses.from);
  if (!from) return within("--from", from.error());
  const auto to = recipients(addresses.to);
  if (!to) return tl::unexpected(to.error());
  const auto unsubscribe = unsubscribe_headers(addresses.unsubscribe);
  if (!unsubscribe) return tl::unexpected(unsubscribe.error());

  const std::string date = mail_date(dossier.published);
  const std::string text = write_plain_text(dossier);
  const std::string html = html_body(dossier);
  const std::string hash = content_hash(
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", date, addresses.from, *to, dossier.title, text, html));
  const std::string host = from->address.substr(from->address.find('@') + 1);
  const std::string boundary = "=_" + hash;
  std::string mail = fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n{}MIME-Version: "
      "1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n",
      date, printed(*from, 6), *to, encoded_header(clean_line(dossier.title), 9), hash, host,
      *unsubscribe, boundary);
  mail += fmt::format("--{}\r\n{}\r\n", boundary, body_part("text/plain", text));
  mail += fmt::format("--{}\r\n{}\r\n", boundary, body_part("text/html", html));
  return mail + fmt::format("--{}--\r\n", boundary);
}

}  // namespace dossier
