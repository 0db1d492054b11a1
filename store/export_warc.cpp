#include <fmt/core.h>

#include "base/digest.h"
#include "base/hash.h"
#include "store/export.h"

namespace dossier {
namespace {

// A UUID made of content (RFC 9562, version 8), so that two exports are the same bytes.
std::string record_id(std::string_view content) {
  std::string digits = content_hash(content);
  digits[12] = '8';
  digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) & 3U];
  return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(12, 4), digits.substr(16, 4), digits.substr(20));
}

// An address as a header may carry it: nothing in it ends the line or is beyond ASCII.
std::string header_address(std::string_view url) {
  std::string address;
  for (const char byte : url) {
    if (byte > ' ' && byte < '\x7F' && byte != '<' && byte != '>') {
      address += byte;
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return address;
}

struct Record {
  std::string_view type, id, content_type;
  Time date{};
  std::string extra;  // Further header lines, each with its end
};

Result<void> put_record(const ExportSink& sink, const Record& record, std::string_view block) {
  const std::string head = fmt::format(
      "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n{}"
      "WARC-Block-Digest: sha1:{}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
      record.type, record.id, format_rfc3339(record.date), record.extra, sha1_base32(block),
      record.content_type, block.size());
  if (auto put = sink(head); !put) return put;
  if (auto put = sink(block); !put) return put;
  return sink("\r\n\r\n");
}

// When the last revision came in: the export's own date, which no clock may give.
Result<Time> date_of(const Store& store) {
  const auto last = store.last_arrival();
  if (!last) return tl::unexpected<Error>(last.error());
  if (*last == 0) return Time{};
  const auto arrivals = store.arrivals(*last - 1);
  if (!arrivals) return tl::unexpected<Error>(arrivals.error());
  return arrivals->empty() ? Time{} : arrivals->back().fetched;
}

}  // namespace

Result<void> export_warc(const Store& store, std::string_view software, const ExportSink& sink) {
  const auto date = date_of(store);
  if (!date) return tl::unexpected<Error>(date.error());
  const std::string about = fmt::format(
      "software: {}\r\nformat: WARC File Format 1.1\r\n"
      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
      "\r\n",
      software);
  const std::string info_id = record_id(about + format_rfc3339(*date));
  const Record info{"warcinfo", info_id, "application/warc-fields", *date, {}};
  if (auto put = put_record(sink, info, about); !put) return put;

  return visit_revisions(store, [&](const Source& source) -> Result<void> {
    if (source.raw_hash.empty()) return {};
    const auto raw = store.raw(source.raw_hash);
    if (!raw && raw.error().code == ErrorCode::not_found) return {};  // Pruned
    if (!raw) return tl::unexpected<Error>(raw.error());
    const std::string id =
        record_id(fmt::format("{}\n{}\n{}", source.id, source.revision, source.raw_hash));
    // What was fetched is kept without its HTTP headers: a resource, not a response.
    return put_record(sink,
                      {"resource", id, "text/html", source.fetched,
                       fmt::format("WARC-Target-URI: {}\r\nWARC-Warcinfo-ID: {}\r\n",
                                   header_address(source.url), info_id)},
                      *raw);
  });
}

}  // namespace dossier
