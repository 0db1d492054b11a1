#include "render/plain_text.h"

#include <algorithm>

#include "render/digest.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::size_t kColumns = 72;

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// Breaks at blanks. The first line begins with `first`, the others with as many blanks.
std::string wrapped(std::string_view text, std::string_view first = {}) {
  const std::string indent(width_of(first), ' ');
  std::string out{first};
  std::size_t column = width_of(first);
  bool at_start = true;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view word = text.substr(start, end - start);
    start = end + 1;
    if (word.empty()) continue;
    const std::size_t width = width_of(word);
    if (!at_start && column + 1 + width > kColumns) {
      out += '\n' + indent;
      column = indent.size();
      at_start = true;
    }
    if (!at_start) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
    at_start = false;
  }
  return out + '\n';
}

std::string underlined(const std::string& title, char mark) {
  const std::string lines = wrapped(title);
  const std::size_t last = lines.rfind('\n', lines.size() - 2);
  const std::size_t start = last == std::string::npos ? 0 : last + 1;
  return lines + std::string(width_of(lines.substr(start)) - 1, mark) + '\n';
}

std::string text_of(const DossierSentence& sentence) {
  std::string out;
  for (const SentencePart& part : printed_parts(sentence)) {
    switch (part.kind) {
      case SentencePart::Kind::text:
        out += part.text;
        break;
      case SentencePart::Kind::quotation:
        out += '"' + part.text + '"';
        break;
      case SentencePart::Kind::citation:
        if (!out.empty() && out.back() != ' ') out += ' ';
        for (const int number : part.citations) out += '[' + std::to_string(number) + ']';
        break;
    }
  }
  return out;
}

std::string sentences_of(const Section& section, const Layout& layout) {
  std::string out = lead_of(section, layout);
  for (const DossierSentence& sentence : layout.sentences) {
    const std::string text = text_of(sentence);
    if (!out.empty() && !text.empty()) out += ' ';
    out += text;
  }
  return out;
}

// A row reads as a list item: "GPQA Diamond: GLM-5.1, 81.5%, Z.ai [3]".
std::string row_of(const Layout& layout) {
  std::string out;
  std::size_t cells = 0;
  for (const DossierSentence& sentence : layout.sentences) {
    const std::string text = text_of(sentence);
    if (text.empty()) continue;
    if (cells > 0) out += text.starts_with('[') ? " " : cells == 1 ? ": " : ", ";
    out += text;
    ++cells;
  }
  return out;
}

void write_section(std::string& out, const Section& section, int version) {
  out += '\n' + underlined(heading_of(section, version), '-');
  for (const Layout& layout : section.layouts) {
    const bool row = layout.kind == LayoutKind::table_row;
    const bool item = row || layout.kind == LayoutKind::list_item;
    const bool joins =
        item && &layout != &section.layouts.front() && (&layout - 1)->kind == layout.kind;
    if (!joins) out += '\n';
    out += wrapped(row ? row_of(layout) : sentences_of(section, layout), item ? "- " : "");
  }
}

std::string head_of(const Dossier& dossier) {
  const std::string day = format_day(day_of(dossier.published));
  if (dossier.id == kDigestId)
    return "Issue " + std::to_string(dossier.version) + ", " + day + '\n';
  return std::string{dossier.open ? "open" : "closed"} + ", v" + std::to_string(dossier.version) +
         ", " + day + ", " + item_count(dossier.items) + '\n';
}

}  // namespace

std::string write_plain_text(const Dossier& dossier) {
  std::string out = underlined(clean_line(dossier.title), '=') + '\n' + head_of(dossier);
  for (const Section& section : dossier.sections) write_section(out, section, dossier.version);
  if (!dossier.sources.empty()) out += '\n' + underlined("Sources", '-') + '\n';
  for (const CitedSource& source : dossier.sources) {
    const SourceLine line = source_line(source);
    std::string text = line.before.empty() ? "" : line.before + ", ";
    text += '"' + line.title + line.stop + '"';
    if (!line.outlet.empty()) text += ' ' + line.outlet;
    if (!line.day.empty()) text += (line.outlet.empty() ? " " : ", ") + line.day;
    if (!line.outlet.empty() || !line.day.empty()) text += '.';
    if (!line.note.empty()) text += " (" + line.note + ')';
    const std::string mark = '[' + std::to_string(source.number) + "] ";
    out += wrapped(text, mark);
    const std::string url = link_target(source.url);
    if (!url.empty()) out += std::string(mark.size(), ' ') + '<' + url + ">\n";
  }
  return out;
}

}  // namespace dossier
