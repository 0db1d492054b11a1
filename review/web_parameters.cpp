// How addresses and forms are taken apart: strictly, since what is guessed at here is decided on
// elsewhere.

#include <algorithm>

#include "base/utf8.h"
#include "review/web_server.h"

namespace dossier {
namespace {

constexpr std::size_t kParametersMax = 600;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Line ends and tabs are text; other control characters are not.
bool is_text(std::string_view text) {
  const auto control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  };
  return std::ranges::none_of(text, control) && is_valid_utf8(text);
}

const std::string& first_of(const Parameters& parameters, std::string_view name) {
  static const std::string nothing;
  const auto found = std::ranges::find(parameters, name, &Parameters::value_type::first);
  return found == parameters.end() ? nothing : found->second;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_text(decoded)) return std::nullopt;
  return decoded;
}

std::string encode_percent(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved = "-._~";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kUnreserved.find(c) != kUnreserved.npos;
    if (plain) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return encoded;
}

std::optional<Parameters> parse_parameters(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = decode_percent(pair.substr(0, equals), true);
    auto value =
        decode_percent(equals == pair.npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value || parameters.size() == kParametersMax) return std::nullopt;
    std::erase(*value, '\r');  // Browsers end lines with both
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

const std::string& WebRequest::asked(std::string_view name) const {
  return first_of(query, name);
}

const std::string& WebRequest::given(std::string_view name) const {
  return first_of(form, name);
}

}  // namespace dossier
