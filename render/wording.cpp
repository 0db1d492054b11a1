#include "render/wording.h"

#include <algorithm>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::string_view kClosing = ".,;:!?)";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

// Control characters become blanks, runs of blanks one; a blank at either end stays.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : to_valid_utf8(text)) {
    const bool blank = c == ' ' || is_control(c);
    if (blank && !out.empty() && out.back() == ' ') continue;
    out += blank ? ' ' : c;
  }
  return out;
}

void strip_trailing_blank(std::vector<SentencePart>& parts) {
  if (parts.empty() || parts.back().kind != SentencePart::Kind::text) return;
  std::string& text = parts.back().text;
  if (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.empty()) parts.pop_back();
}

bool ends_with_blank(const std::vector<SentencePart>& parts) {
  return parts.empty() ||
         (parts.back().kind == SentencePart::Kind::text && parts.back().text.ends_with(' '));
}

// A text that follows a citation: no blank before closing punctuation, one before a word.
std::string after_citation(std::string text) {
  if (text.size() > 1 && text[0] == ' ' && kClosing.find(text[1]) != kClosing.npos) {
    text.erase(0, 1);
  } else if (!text.empty() && text[0] != ' ' && text[0] != '\'' &&
             kClosing.find(text[0]) == kClosing.npos) {
    text.insert(0, 1, ' ');
  }
  return text;
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out = to_valid_utf8(text);
  std::ranges::replace_if(out, is_control, ' ');
  return on_one_line(out);
}

std::string lead_of(const Section& section, const Layout& layout) {
  std::string lead = clean_line(layout.label);
  if (lead.empty()) return lead;
  if (section.name == "Timeline") return lead + ':';
  if (std::string_view{".:!?"}.find(lead.back()) == std::string_view::npos) lead += '.';
  return lead;
}

std::vector<SentencePart> printed_parts(const DossierSentence& sentence) {
  std::vector<SentencePart> parts;
  for (const SentencePart& part : sentence.parts) {
    const bool after_cite = !parts.empty() && parts.back().kind == SentencePart::Kind::citation;
    SentencePart printed = part;
    if (part.kind == SentencePart::Kind::citation) {
      if (part.citations.empty()) continue;
      strip_trailing_blank(parts);
      if (!parts.empty() && parts.back().kind == SentencePart::Kind::citation) {
        std::vector<int>& numbers = parts.back().citations;
        numbers.insert(numbers.end(), part.citations.begin(), part.citations.end());
        continue;
      }
    } else if (part.kind == SentencePart::Kind::quotation) {
      printed.text = clean_line(part.text);
      if (printed.text.empty()) continue;
      if (after_cite) parts.push_back({SentencePart::Kind::text, " ", {}});
    } else {
      printed.text = collapsed(part.text);
      if (after_cite) printed.text = after_citation(std::move(printed.text));
      if (ends_with_blank(parts) && printed.text.starts_with(' ')) printed.text.erase(0, 1);
      if (printed.text.empty()) continue;
    }
    parts.push_back(std::move(printed));
  }
  strip_trailing_blank(parts);
  return parts;
}

std::string spoken_text(const DossierSentence& sentence) {
  DossierSentence printed;
  printed.parts = printed_parts(sentence);
  return on_one_line(plain_text(printed));
}

DossierSentence row_sentence(const Layout& row) {
  DossierSentence whole;
  whole.kind = SentenceKind::derived;
  for (const DossierSentence& cell : row.sentences) {
    const std::vector<SentencePart> parts = printed_parts(cell);
    if (parts.empty()) continue;
    if (!whole.parts.empty()) whole.parts.push_back({SentencePart::Kind::text, " | ", {}});
    whole.parts.insert(whole.parts.end(), parts.begin(), parts.end());
    for (const std::string& statement : cell.statements) {
      if (std::ranges::find(whole.statements, statement) == whole.statements.end()) {
        whole.statements.push_back(statement);
      }
    }
    if (!citations_of(cell).empty()) whole.kind = SentenceKind::claim;
  }
  return whole;
}

SourceLine source_line(const CitedSource& source) {
  SourceLine line;
  const std::string author = clean_line(source.author);
  const std::string outlet = clean_line(source.outlet);
  line.before = author.empty() ? outlet : author;
  if (outlet != line.before) line.outlet = outlet;
  std::string title = clean_line(source.title);
  for (const std::string_view mark : {"\"", "\u201C", "\u201D"}) {
    for (std::size_t at = 0; (at = title.find(mark, at)) != title.npos;) {
      title.replace(at, mark.size(), "'");
    }
  }
  line.title = title.empty() ? "Untitled" : title;
  if (source.published) line.day = format_day(day_of(*source.published));
  const bool has_end = std::string_view{".?!,"}.find(line.title.back()) != std::string_view::npos ||
                       line.title.ends_with("\u2026");
  const bool goes_on = !line.outlet.empty() || !line.day.empty();
  if (!has_end) line.stop = goes_on ? "," : ".";
  for (const std::string& copy : source.copies) {
    line.note += line.note.empty() ? "also carried by " : ", ";
    line.note += clean_line(copy);
  }
  if (!line.note.empty()) line.note += "; counted once";
  return line;
}

std::string link_target(std::string_view url) {
  const std::string folded = fold_case(url.substr(0, 8));
  if (!folded.starts_with("http://") && !folded.starts_with("https://")) return {};
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : to_valid_utf8(url)) {
    if (is_control(c) || std::string_view{" <>\"'\\`"}.find(c) != std::string_view::npos) {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

std::string item_count(int items) {
  return std::to_string(items) + (items == 1 ? " item" : " items");
}

std::string heading_of(const Section& section, int version) {
  const std::string name = clean_line(section.name);
  return name == "What's new" ? name + " in v" + std::to_string(version) : name;
}

}  // namespace dossier
