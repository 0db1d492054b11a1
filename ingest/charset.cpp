#include "ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace dossier {

namespace {

constexpr std::size_t kMetaScanBytes = 2048;
constexpr std::size_t kDetectBytes = 64U << 10U;
constexpr int kCloseRace = 25;            // Of the same 100
constexpr int kDetectConfidenceMin = 10;  // Of 100; short texts seldom give more than 30

// How we read a declared encoding: `reader` is ICU's name, `name` what we report.
struct Encoding {
  std::string name;
  std::string reader;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  return out;
}

bool has_high_byte(std::string_view bytes) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  std::size_t i = 0;
  for (; i + sizeof(std::uint64_t) <= bytes.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + i, sizeof eight);
    if ((eight & kHigh) != 0) return true;
  }
  return std::ranges::any_of(bytes.substr(i), [](char c) { return (c & 0x80) != 0; });
}

// The supersets that publishers mean when they declare the smaller set.
std::string reader_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kSupersets = {{
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"iso-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gb-2312", "gb18030"},
      {"gbk", "gb18030"},
      {"x-gbk", "gb18030"},
      {"euc-kr", "windows-949"},
      {"ks-c-5601-1987", "windows-949"},
      {"shift-jis", "ibm-943_P15A-2003"},
      {"x-sjis", "ibm-943_P15A-2003"},
      {"sjis", "ibm-943_P15A-2003"},
      {"big5", "big5-hkscs"},
  }};
  for (const auto& [subset, superset] : kSupersets) {
    if (name == subset) return std::string(superset);
  }
  return std::string(name);
}

std::optional<Encoding> encoding_named(std::string_view label) {
  constexpr std::string_view kBlank = " \t\r\n\"'";
  const std::size_t first = label.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return std::nullopt;
  label = label.substr(first, label.find_last_not_of(kBlank) - first + 1);
  if (label.size() > 64) return std::nullopt;
  std::string name = lower(label);
  std::ranges::replace(name, '_', '-');
  if (name == "utf8") name = "utf-8";
  if (name == "unicode" || name == "ucs-2" || name == "u16" || name == "utf16") name = "utf-16";
  if (name == "u32" || name == "utf32") name = "utf-32";
  const std::string reader = reader_of(name);
  if (reader == "utf-8") return Encoding{"utf-8", "utf-8"};
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(reader.c_str(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_close(converter);
  if (reader == name) {  // An alias ("cp1251") is reported by its registered name
    status = U_ZERO_ERROR;
    const char* registered = ucnv_getStandardName(name.c_str(), "IANA", &status);
    if (U_SUCCESS(status) && registered != nullptr) name = lower(registered);
  }
  if (name == "shift-jis" || name == "x-sjis" || name == "sjis") name = "shift_jis";
  return Encoding{name, reader};
}

// Nothing where `strict` and the bytes are not of that encoding.
std::optional<std::string> convert(std::string_view bytes, const std::string& reader, bool strict) {
  if (reader == "utf-8") {
    if (!strict) return to_valid_utf8(bytes);
    if (!is_valid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(reader.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status) || bytes.size() > INT32_MAX / 4) return std::nullopt;
  if (strict) {
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  }
  std::u16string units(bytes.size() + 16, u'\0');
  std::string out;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (;;) {
    char16_t* target = units.data();
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &at, end, nullptr, 1,
                   &status);
    icu::UnicodeString(0, units.data(), static_cast<int32_t>(target - units.data()))
        .toUTF8String(out);
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
    status = U_ZERO_ERROR;
  }
  if (U_FAILURE(status)) return std::nullopt;
  return to_valid_utf8(out);
}

struct Mark {
  std::string_view bytes;
  const char* encoding;
};

std::optional<std::pair<Encoding, std::size_t>> byte_order_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array<Mark, 5> kMarks = {{
      {"\xef\xbb\xbf"sv, "utf-8"},
      {"\xff\xfe\x00\x00"sv, "utf-32le"},
      {"\x00\x00\xfe\xff"sv, "utf-32be"},
      {"\xff\xfe"sv, "utf-16le"},
      {"\xfe\xff"sv, "utf-16be"},
  }};
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) {
      return std::pair(Encoding{mark.encoding, mark.encoding}, mark.bytes.size());
    }
  }
  return std::nullopt;
}

// Wide encodings without a mark give themselves away: the first character is ASCII.
std::optional<Encoding> wide_encoding(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  const std::array<bool, 4> zero = {bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0};
  const auto is = [&zero](bool a, bool b, bool c, bool d) {
    return zero == std::array<bool, 4>{a, b, c, d};
  };
  if (is(true, true, true, false)) return Encoding{"utf-32be", "utf-32be"};
  if (is(false, true, true, true)) return Encoding{"utf-32le", "utf-32le"};
  if (is(true, false, true, false)) return Encoding{"utf-16be", "utf-16be"};
  if (is(false, true, false, true)) return Encoding{"utf-16le", "utf-16le"};
  return std::nullopt;
}

std::optional<std::string> header_charset(const Headers& headers) {
  const std::string type = lower(find_header(headers, "Content-Type"));
  const std::size_t at = type.find("charset");
  if (at == std::string::npos) return std::nullopt;
  const std::size_t equals = type.find_first_not_of(" \t", at + 7);
  if (equals == std::string::npos || type[equals] != '=') return std::nullopt;
  std::string_view value = std::string_view(type).substr(equals + 1);
  return std::string(value.substr(0, value.find(';')));
}

// The value of `name = "value"` in `text`, at or after `from`.
std::optional<std::string> pseudo_attribute(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    std::size_t next = text.find_first_not_of(" \t\r\n", at + name.size());
    if (next == std::string_view::npos || text[next] != '=') continue;
    next = text.find_first_not_of(" \t\r\n", next + 1);
    if (next == std::string_view::npos) return std::nullopt;
    const char quote = text[next];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = text.find(quote, next + 1);
      if (end == std::string_view::npos) return std::nullopt;
      return std::string(text.substr(next + 1, end - next - 1));
    }
    return std::string(text.substr(next, text.find_first_of(" \t\r\n\"';/>", next) - next));
  }
  return std::nullopt;
}

std::optional<std::string> xml_declared(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, 1024));
  const std::size_t start = head.find("<?xml");
  if (start == std::string::npos) return std::nullopt;
  const std::size_t end = head.find("?>", start);
  if (end == std::string::npos) return std::nullopt;
  return pseudo_attribute(std::string_view(head).substr(start, end - start), "encoding");
}

std::optional<std::string> meta_declared(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kMetaScanBytes));
  for (std::size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 5)) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    if (auto label = pseudo_attribute(std::string_view(head).substr(at, end - at), "charset")) {
      return label;
    }
  }
  return std::nullopt;
}

// ICU has no Thai detector. Thai bytes are consonants with marks above and below, which never
// stand anywhere else; no other encoding keeps to that by chance.
bool looks_thai(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t marks = 0;
  std::size_t misplaced = 0;
  unsigned char previous = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool mark =
        byte == 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee);
    if (byte >= 0x80) ++high;
    if (mark) {
      ++marks;
      const bool carried = (previous >= 0xa1 && previous <= 0xce) || previous == 0xd1 ||
                           (previous >= 0xd4 && previous <= 0xda);
      if (!carried) ++misplaced;
    }
    previous = byte;
  }
  return high >= 40 && marks * 7 >= high && misplaced * 50 <= marks;
}

bool is_latin_script(std::string_view name) {
  return name == "ISO-8859-2" || name == "ISO-8859-9" || name == "windows-1250" ||
         name == "windows-1254";
}

std::optional<Encoding> detect(std::string_view bytes) {
  bytes = bytes.substr(0, kDetectBytes);
  if (looks_thai(bytes)) return Encoding{"tis-620", "windows-874"};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucsdet_enableInputFilter(detector.get(), 1);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || count == 0) return std::nullopt;
  const int32_t best = ucsdet_getConfidence(matches[0], &status);
  if (best < kDetectConfidenceMin) return std::nullopt;
  const char* name = ucsdet_getName(matches[0], &status);
  if (U_FAILURE(status) || name == nullptr) return std::nullopt;
  // Among alphabets that differ in a few letters, a close race goes to the commonest.
  for (int32_t i = 1; i < count; ++i) {
    const std::string_view other = ucsdet_getName(matches[i], &status);
    const bool close = ucsdet_getConfidence(matches[i], &status) + kCloseRace >= best;
    if (close && (other == "ISO-8859-1" || other == "windows-1252") && is_latin_script(name)) {
      return Encoding{"windows-1252", "windows-1252"};
    }
  }
  auto encoding = encoding_named(name);
  // Guesses of wide encodings come from stray zero bytes in what is text of one byte a letter.
  if (encoding && (encoding->name.starts_with("utf-16") || encoding->name.starts_with("utf-32"))) {
    return std::nullopt;
  }
  return encoding;
}

// Whether the bytes are UTF-8 with a few bad bytes, rather than another encoding.
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (is_valid_utf8(bytes.substr(i, length)) && i + length <= bytes.size()) {
      ++good;
      i += length;
    } else {
      ++bad;
      ++i;
    }
  }
  return good >= bad;
}

bool is_latin(const Encoding& encoding) {
  return encoding.reader == "windows-1252";
}

// Walks the declarations in order of authority. `declared` holds what each source said.
DecodedText decode(std::string_view bytes,
                   const std::vector<std::optional<std::string>>& declared) {
  DecodedText decoded;
  if (const auto mark = byte_order_mark(bytes)) {
    const auto& [encoding, length] = *mark;
    bytes.remove_prefix(length);
    auto text = convert(bytes, encoding.reader, true);
    if (!text) {
      decoded.warnings.push_back("bytes that are not " + encoding.name + " were replaced");
      text = convert(bytes, encoding.reader, false);
    }
    decoded.text = text.value_or("");
    decoded.encoding = encoding.name;
    return decoded;
  }
  if (const auto wide = wide_encoding(bytes)) {
    auto text = convert(bytes, wide->reader, true);
    if (!text) {
      decoded.warnings.push_back("bytes that are not " + wide->name + " were replaced");
      text = convert(bytes, wide->reader, false);
    }
    decoded.text = text.value_or("");
    decoded.encoding = wide->name;
    return decoded;
  }

  const bool high = has_high_byte(bytes);
  const bool valid_utf8 = !high || is_valid_utf8(bytes);
  std::string first_name;
  for (const auto& label : declared) {
    if (!label || label->empty()) continue;
    const auto encoding = encoding_named(*label);
    if (!encoding) {
      decoded.warnings.push_back("unknown encoding \"" +
                                 std::string(clip(to_valid_utf8(*label), 40)) + "\"");
      continue;
    }
    // Whoever wrote this in a readable declaration did not write UTF-16.
    const bool wide = encoding->name.starts_with("utf-16") || encoding->name.starts_with("utf-32");
    // Servers say Latin-1 by default; text that is well-formed UTF-8 by chance is very rare.
    const bool contradicted = is_latin(*encoding) && high && valid_utf8;
    if (!wide && !contradicted) {
      const bool as_it_is = valid_utf8 && encoding->reader == "utf-8";
      if (auto text = as_it_is ? std::optional(std::string(bytes))
                               : convert(bytes, encoding->reader, true)) {
        decoded.text = std::move(*text);
        decoded.encoding = encoding->name;
        return decoded;
      }
    }
    if (first_name.empty()) first_name = encoding->name;
    if (encoding->name == "utf-8" && mostly_utf8(bytes)) break;
  }
  const auto give = [&](const Encoding& encoding, std::string text) {
    if (!first_name.empty() && first_name != encoding.name) {
      decoded.warnings.push_back("declared " + first_name + ", read as " + encoding.name);
    } else if (encoding.name != "utf-8") {
      decoded.warnings.push_back("no encoding declared, read as " + encoding.name);
    }
    decoded.text = std::move(text);
    decoded.encoding = encoding.name;
  };
  if (valid_utf8) {
    give({"utf-8", "utf-8"}, std::string(bytes));
    return decoded;
  }
  if (mostly_utf8(bytes)) {
    give({"utf-8", "utf-8"}, to_valid_utf8(bytes));
    decoded.warnings.emplace_back("bytes that are not utf-8 were replaced");
    return decoded;
  }
  if (const auto guess = detect(bytes)) {
    if (auto text = convert(bytes, guess->reader, true)) {
      give(*guess, std::move(*text));
      return decoded;
    }
  }
  give({"windows-1252", "windows-1252"},
       convert(bytes, "windows-1252", false).value_or(to_valid_utf8(bytes)));
  return decoded;
}

}  // namespace

DecodedText decode_html(std::string_view bytes, const Headers& headers) {
  return decode(bytes, {header_charset(headers), meta_declared(bytes)});
}

DecodedText decode_xml(std::string_view bytes, const Headers& headers) {
  return decode(bytes, {header_charset(headers), xml_declared(bytes)});
}

DecodedText decode_json(std::string_view bytes, const Headers& headers) {
  return decode(bytes, {"utf-8", header_charset(headers)});
}

}  // namespace dossier
