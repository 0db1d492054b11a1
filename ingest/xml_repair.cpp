#include "ingest/xml_repair.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <unordered_map>

#include "ingest/html_entities.h"

namespace dossier {

namespace {

constexpr std::size_t kDepthMax = 256;
constexpr std::size_t kElementsMax = 1'000'000;
constexpr std::size_t kAttributesMax = 256;       // Of one element
constexpr std::size_t kEntitiesMax = 1000;        // Declared in the internal subset
constexpr std::size_t kExpansionMax = 1U << 20U;  // Bytes that declared entities may add
constexpr std::size_t kGrowthMax = 16U << 20U;    // Bytes that bare "&", "<" and quotes may add
constexpr std::string_view kBlank = " \t\r\n";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

bool is_name(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

// The next byte from `i` on that may be no character of XML: below a blank, or the first of U+0080
// to U+00BF. Eight at a time, since nearly all are sound.
std::size_t next_odd(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kHighs = 0x8080808080808080ULL;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, sizeof eight);
    const std::uint64_t is_low = (eight - kOnes * 0x20) & ~eight & kHighs;
    const std::uint64_t difference = eight ^ (kOnes * 0xc2);
    const std::uint64_t is_c2 = (difference - kOnes) & ~difference & kHighs;
    if ((is_low | is_c2) != 0) break;
  }
  for (; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0xc2) return i;
  }
  return i;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
  return std::ranges::equal(a, b, [lower](char x, char y) { return lower(x) == lower(y); });
}

class Repair {
 public:
  explicit Repair(std::string_view text) : in_(text) { out_.reserve(text.size() + 64); }

  RepairedXml run() {
    skip_prologue();
    while (at_ < in_.size()) {
      if (in_[at_] == '<') {
        markup();
      } else {
        const std::size_t end = std::min(in_.find('<', at_), in_.size());
        text(in_.substr(at_, end - at_));
        at_ = end;
      }
    }
    if (!open_.empty()) {
      warn("the end is missing, open elements closed");
      close_to(0);
    }
    RepairedXml repaired;
    for (const auto& [what, where] : found_) {
      std::string line = "line " + std::to_string(where.line) + ": " + what;
      if (where.times > 1) line += " (" + std::to_string(where.times) + " times)";
      repaired.warnings.push_back(std::move(line));
    }
    repaired.text = std::move(out_);
    return repaired;
  }

 private:
  struct Found {
    std::size_t line = 0;
    std::size_t times = 0;
  };

  void warn(const char* what) {
    Found& found = found_[what];
    if (++found.times > 1) return;
    found.line = 1 + static_cast<std::size_t>(std::count(
                         in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  }

  [[nodiscard]] bool at(std::string_view prefix) const {
    return in_.substr(at_).starts_with(prefix);
  }

  void skip_prologue() {
    const std::size_t first = std::min(in_.find('<'), in_.size());
    if (in_.substr(0, first).find_first_not_of(kBlank) != std::string_view::npos) {
      warn("text before the first element dropped");
    } else if (first > 0 && in_.substr(first).starts_with("<?xml")) {
      warn("white space before the XML declaration");
    }
    at_ = first;
  }

  // Moves past `terminator`, or to the end.
  std::string_view take_until(std::size_t from, std::string_view terminator) {
    const std::size_t end = in_.find(terminator, from);
    if (end == std::string_view::npos) {
      warn("markup that never ends");
      const std::string_view taken = in_.substr(std::min(from, in_.size()));
      at_ = in_.size();
      return taken;
    }
    at_ = end + terminator.size();
    return in_.substr(from, end - from);
  }

  void markup() {
    if (at("<!--")) {
      take_until(at_ + 4, "-->");
    } else if (at("<![CDATA[")) {
      const std::string_view content = take_until(at_ + 9, "]]>");
      if (open_.empty()) return;
      out_ += "<![CDATA[";
      characters(content);
      out_ += "]]>";
    } else if (at("<!DOCTYPE") || at("<!doctype")) {
      doctype();
    } else if (at("<?")) {
      if (at("<?xml ") && (started_ || at_ > 0)) warn("XML declaration not at the beginning");
      take_until(at_ + 2, "?>");
    } else if (at("</") && at_ + 2 < in_.size() && is_name_start(in_[at_ + 2])) {
      end_tag();
    } else if (at_ + 1 < in_.size() && is_name_start(in_[at_ + 1])) {
      start_tag();
    } else {
      warn("a bare < taken as text");
      ++at_;
      if (!open_.empty()) as_reference("&lt;");
    }
  }

  // Skips it; remembers what the internal subset declares.
  void doctype() {
    std::size_t i = at_ + 9;
    bool subset = false;
    for (; i < in_.size(); ++i) {
      const char c = in_[i];
      if (c == '"' || c == '\'') {
        i = std::min(in_.find(c, i + 1), in_.size());
      } else if (in_.substr(i).starts_with("<!--")) {
        i = std::min(in_.find("-->", i), in_.size());
      } else if (in_.substr(i).starts_with("<!ENTITY")) {
        i = entity(i + 8) - 1;
      } else if (c == '[') {
        subset = true;
      } else if (c == ']') {
        subset = false;
      } else if (c == '>' && !subset) {
        break;
      }
    }
    at_ = std::min(i + 1, in_.size());
  }

  // Returns where the declaration ends.
  std::size_t entity(std::size_t from) {
    const std::size_t first = in_.find_first_not_of(kBlank, from);
    if (first == std::string_view::npos) return in_.size();
    std::size_t end = first;
    while (end < in_.size() && is_name(in_[end])) ++end;
    const std::size_t quote = in_.find_first_not_of(kBlank, end);
    if (quote == std::string_view::npos) return in_.size();
    if (end == first || (in_[quote] != '"' && in_[quote] != '\'')) return end;
    const std::size_t close = in_.find(in_[quote], quote + 1);
    if (close == std::string_view::npos) return in_.size();
    if (entities_.size() < kEntitiesMax) {
      entities_.emplace(in_.substr(first, end - first), in_.substr(quote + 1, close - quote - 1));
    }
    return close + 1;
  }

  void end_tag() {
    const std::size_t first = at_ + 2;
    std::size_t end = first;
    while (end < in_.size() && is_name(in_[end])) ++end;
    const std::string_view name = in_.substr(first, end - first);
    const std::size_t close = in_.find_first_not_of(kBlank, end);
    const bool sound = close != std::string_view::npos && in_[close] == '>';
    if (!sound) warn("an end tag with more than a name");
    // "</rss\n" at the very end, or "</title <link>": up to what comes next.
    const std::size_t next = std::min(in_.find_first_of("<>", end), in_.size());
    at_ = next < in_.size() && in_[next] == '>' ? next + 1 : next;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == name || (i + 1 == open_.size() && equal_ignoring_case(open_[i], name))) {
        if (i + 1 != open_.size()) warn("elements not closed before their parent");
        if (open_[i] != name) warn("an end tag spelled unlike its start tag");
        close_to(i);
        return;
      }
    }
    if (dropped_ > 0) {
      --dropped_;
    } else {
      warn("an end tag without a start tag dropped");
    }
  }

  void close_to(std::size_t depth) {
    while (open_.size() > depth) {
      out_ += "</";
      out_ += open_.back();
      out_ += '>';
      open_.pop_back();
    }
  }

  void start_tag() {
    const std::size_t first = at_ + 1;
    std::size_t end = first;
    while (end < in_.size() && is_name(in_[end])) ++end;
    const std::string_view name = in_.substr(first, end - first);
    const std::size_t mark = out_.size();
    out_ += '<';
    out_ += name;
    at_ = end;
    const bool empty = attributes();
    const bool second_root = open_.empty() && started_;
    if (second_root || open_.size() >= kDepthMax || elements_ >= kElementsMax) {
      out_.resize(mark);
      if (!empty) ++dropped_;
      warn(second_root ? "an element after the end dropped" : "elements beyond a limit dropped");
      return;
    }
    started_ = true;
    ++elements_;
    out_ += empty ? "/>" : ">";
    if (!empty) open_.push_back(name);
  }

  // Up to and past the tag's end; whether the element is empty ("/>").
  bool attributes() {
    std::array<std::string_view, kAttributesMax> names;
    std::size_t count = 0;
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '>') {
        ++at_;
        return false;
      }
      if (c == '<') {
        warn("a tag that does not end");
        return false;
      }
      if (c == '/' && at_ + 1 < in_.size() && in_[at_ + 1] == '>') {
        at_ += 2;
        return true;
      }
      if (!is_name_start(c) && c != ':') {
        if (!is_blank(c)) warn("odd characters in a tag");
        ++at_;
        continue;
      }
      const std::size_t first = at_;
      while (at_ < in_.size() && is_name(in_[at_])) ++at_;
      const std::string_view name = in_.substr(first, at_ - first);
      const std::string_view value = attribute_value();
      const auto end = names.begin() + static_cast<std::ptrdiff_t>(count);
      if (count == kAttributesMax || std::find(names.begin(), end, name) != end) {
        warn("a repeated attribute dropped");
        continue;
      }
      names[count++] = name;
      out_ += ' ';
      out_ += name;
      out_ += "=\"";
      attribute_text(value);
      out_ += '"';
    }
    warn("a tag that does not end");
    return false;
  }

  std::string_view attribute_value() {
    const std::size_t equals = in_.find_first_not_of(kBlank, at_);
    if (equals == std::string_view::npos || in_[equals] != '=') {
      warn("an attribute without a value");
      return {};
    }
    at_ = std::min(in_.find_first_not_of(kBlank, equals + 1), in_.size());
    if (at_ == in_.size()) return {};
    const char quote = in_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted && !never_again(quote)) {
      const std::size_t first = at_ + 1;
      const std::size_t close = in_.find(quote, first);
      if (close != std::string_view::npos) {
        at_ = close + 1;
        return in_.substr(first, close - first);
      }
      quotes_gone_ += quote;
    }
    warn("an attribute without quotes");
    const std::size_t first = at_ + (quoted ? 1 : 0);
    std::size_t close = std::min(in_.find_first_of(" \t\r\n>", first), in_.size());
    if (close < in_.size() && in_[close] == '>' && close > first && in_[close - 1] == '/') --close;
    at_ = close;
    return in_.substr(first, close - first);
  }

  // A search to the end that failed once will fail again: this keeps the whole linear.
  [[nodiscard]] bool never_again(char quote) const {
    return quotes_gone_.find(quote) != std::string::npos;
  }

  void attribute_text(std::string_view value) {
    for (std::size_t i = 0; i < value.size();) {
      const std::size_t special = std::min(value.find_first_of("&<\"", i), value.size());
      characters(value.substr(i, special - i));
      i = special;
      if (i == value.size()) break;
      if (value[i] == '&') {
        i += reference(value.substr(i));
      } else {
        if (value[i] == '<') warn("a bare < in an attribute");
        as_reference(value[i] == '<' ? "&lt;" : "&quot;");
        ++i;
      }
    }
  }

  void text(std::string_view run) {
    if (open_.empty()) {
      if (run.find_first_not_of(kBlank) != std::string_view::npos)
        warn("text after the end dropped");
      return;
    }
    for (std::size_t i = 0; i < run.size();) {
      const std::size_t amp = std::min(run.find('&', i), run.size());
      characters(run.substr(i, amp - i));
      i = amp;
      if (i < run.size()) i += reference(run.substr(i));
    }
  }

  // Writes what the reference at the start of `run` means; returns its length.
  std::size_t reference(std::string_view run) {
    std::size_t end = 1;
    while (end < run.size() && end < 64 && (is_name(run[end]) || (end == 1 && run[end] == '#'))) {
      ++end;
    }
    const bool closed = end > 1 && end < run.size() && run[end] == ';';
    const std::string_view name = run.substr(1, end - 1);
    if (closed && name[0] == '#') {
      if (const auto known = read_char_reference(run.substr(0, end + 1))) {
        if (known->length == end + 1) {
          escaped(known->value);
          return end + 1;
        }
      }
    } else if (closed) {
      constexpr std::array<std::string_view, 5> kXml = {"amp", "lt", "gt", "quot", "apos"};
      if (std::ranges::find(kXml, name) != kXml.end()) {
        out_.append(run, 0, end + 1);
        return end + 1;
      }
      if (const auto declared = entities_.find(name); declared != entities_.end()) {
        expand(declared->second);
        return end + 1;
      }
      if (const std::string_view value = html_entity(name); !value.empty()) {
        warn("an undeclared HTML entity decoded");
        escaped(value);
        return end + 1;
      }
      warn("an unknown entity taken as text");
      as_reference("&amp;");
      return 1;
    }
    warn("a bare & taken as text");
    as_reference("&amp;");
    return 1;
  }

  // One character: text of nothing but ampersands would become five times as long.
  void as_reference(std::string_view written) {
    grown_ += written.size() - 1;
    if (grown_ > kGrowthMax) {
      warn("characters beyond a limit dropped");
    } else {
      out_ += written;
    }
  }

  void expand(std::string_view value) {
    expanded_ += value.size();
    if (expanded_ > kExpansionMax) {
      warn("entities beyond a limit dropped");
      return;
    }
    for (std::size_t i = 0; i < value.size();) {
      const std::size_t amp = std::min(value.find('&', i), value.size());
      escaped(value.substr(i, amp - i));
      i = amp;
      if (i == value.size()) break;
      const auto known = read_char_reference(value.substr(i));
      escaped(known ? std::string_view(known->value) : std::string_view("&"));
      i += known ? known->length : 1;
    }
  }

  void escaped(std::string_view value) {
    for (const char c : value) {
      if (c == '&') {
        as_reference("&amp;");
      } else if (c == '<') {
        as_reference("&lt;");
      } else if (c == '"') {
        as_reference("&quot;");
      } else if (static_cast<unsigned char>(c) >= 0x20 || is_blank(c)) {
        out_ += c;
      } else {
        warn("a control character dropped");
      }
    }
  }

  // Control characters go; C1 controls are windows-1252 that somebody took for Latin-1.
  void characters(std::string_view run) {
    std::size_t kept = 0;
    for (std::size_t i = next_odd(run, 0); i < run.size(); i = next_odd(run, i + 1)) {
      const auto byte = static_cast<unsigned char>(run[i]);
      if (byte < 0x20 && !is_blank(run[i])) {
        out_.append(run, kept, i - kept);
        kept = i + 1;
        warn("a control character dropped");
      } else if (byte == 0xc2 && i + 1 < run.size()) {
        const std::string_view meant = windows_1252_char(static_cast<unsigned char>(run[i + 1]));
        if (meant.empty()) continue;
        out_.append(run, kept, i - kept);
        out_ += meant;
        kept = ++i + 1;
        warn("a control character read as windows-1252");
      }
    }
    out_.append(run, kept);
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<std::string_view> open_;
  bool started_ = false;
  std::size_t elements_ = 0;
  std::size_t dropped_ = 0;  // Start tags beyond a limit whose end tags are still to come
  std::unordered_map<std::string_view, std::string_view> entities_;
  std::size_t expanded_ = 0, grown_ = 0;
  std::string quotes_gone_;
  std::map<std::string, Found> found_;
};

}  // namespace

RepairedXml repair_xml(std::string_view text) {
  return Repair(text).run();
}

}  // namespace dossier
