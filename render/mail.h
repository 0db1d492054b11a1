// A digest as a mail that any mail program opens and any sender can pass on: RFC 5322, MIME with
// the text as plain text and as HTML.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "render/dossier.h"

namespace dossier {

// Addresses as RFC 5322 writes them: "ada@example.org" or "Ada Brink <ada@example.org>".
struct MailAddresses {
  std::string from;         // Empty: dossier@localhost
  std::string to;           // Several are parted by commas; empty: undisclosed-recipients
  std::string unsubscribe;  // For List-Unsubscribe: an https or mailto address; empty: none
};

// The message, with CRLF line ends. Its date is the digest's, its Message-ID and its boundary come
// from its content, so the same digest to the same people is the same message. Errors: malformed
// (an address that is none; names what was expected).
[[nodiscard]] Result<std::string> write_mail(const Dossier& dossier,
                                             const MailAddresses& addresses);

// Text as a header takes it: as it stands if it is plain, else in encoded words (RFC 2047), folded.
[[nodiscard]] std::string encoded_header(std::string_view text, std::size_t column);

// RFC 2045, section 6.7: lines of at most 76 characters, CRLF.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace dossier
