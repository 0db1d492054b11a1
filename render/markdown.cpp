#include "render/markdown.h"

#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::string_view kEscaped = "\\`*_[]<~|";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What opens a character reference ("&amp;", "&#39;") and what GFM makes a link of by itself
// ("https://", "www.") is broken up too.
bool needs_backslash(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (kEscaped.find(c) != std::string_view::npos) return true;
  if (c == '&') return is_letter(next) || next == '#';
  if (c == ':') return text.substr(at + 1).starts_with("//");
  if (c == '.')
    return at >= 3 && (text[at - 1] | 0x20) == 'w' && (text[at - 2] | 0x20) == 'w' &&
           (text[at - 3] | 0x20) == 'w';
  return false;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (needs_backslash(text, i)) out += '\\';
    out += text[i];
  }
  return out;
}

// What only means something at the start of a block: headings, quotes, list marks, rules.
std::string guarded_start(std::string block) {
  if (block.empty()) return block;
  if (std::string_view{"#>+-="}.find(block[0]) != std::string_view::npos) return '\\' + block;
  std::size_t digits = 0;
  while (digits < block.size() && is_digit(block[digits])) ++digits;
  if (digits > 0 && digits < block.size() && (block[digits] == '.' || block[digits] == ')')) {
    block.insert(digits, 1, '\\');
  }
  return block;
}

// A text right behind "[4]" must not make a link or a definition of it.
std::string behind_citation(std::string text) {
  if (text.starts_with('(') || text.starts_with(':')) text.insert(0, 1, '\\');
  return text;
}

std::string markdown_of(const DossierSentence& sentence) {
  std::string out;
  bool behind = false;
  for (const SentencePart& part : printed_parts(sentence)) {
    switch (part.kind) {
      case SentencePart::Kind::text:
        out += behind ? behind_citation(escaped(part.text)) : escaped(part.text);
        break;
      case SentencePart::Kind::quotation:
        out += '"' + escaped(part.text) + '"';
        break;
      case SentencePart::Kind::citation:
        if (!out.empty() && out.back() != ' ') out += ' ';
        for (const int number : part.citations) out += '[' + std::to_string(number) + ']';
        break;
    }
    behind = part.kind == SentencePart::Kind::citation;
  }
  return out;
}

std::string sentences_of(const Layout& layout) {
  std::string out;
  for (const DossierSentence& sentence : layout.sentences) {
    const std::string text = markdown_of(sentence);
    if (!out.empty() && !text.empty()) out += ' ';
    out += text;
  }
  return out;
}

std::string running_text(const Section& section, const Layout& layout) {
  const std::string text = sentences_of(layout);
  const std::string lead = lead_of(section, layout);
  if (lead.empty()) return guarded_start(text);
  const bool dated = section.name == "Timeline";
  std::string out = dated ? guarded_start(escaped(lead)) : "**" + escaped(lead) + "**";
  if (!text.empty()) out += ' ' + text;
  return out;
}

std::string table_head(const std::vector<std::string>& columns) {
  std::string head = "|";
  std::string rule = "|";
  for (const std::string& column : columns) {
    head += ' ' + escaped(clean_line(column)) + " |";
    rule += "---|";
  }
  return head + '\n' + rule + '\n';
}

// As many cells as there are columns: GFM drops what is beyond them.
std::string table_row(const Layout& layout, std::size_t columns) {
  std::string row = "|";
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string cell =
        i < layout.sentences.size() ? markdown_of(layout.sentences[i]) : std::string{};
    row += cell.empty() ? " |" : ' ' + cell + " |";
  }
  return row + '\n';
}

// Blocks of one kind stand together; an empty line parts them from the next.
void write_section(std::string& out, const Section& section, int version) {
  out += "\n## " + escaped(heading_of(section, version)) + '\n';
  std::optional<LayoutKind> previous;
  for (const Layout& layout : section.layouts) {
    const bool joins = previous == layout.kind && (layout.kind == LayoutKind::list_item ||
                                                   layout.kind == LayoutKind::table_row);
    if (!joins) out += '\n';
    if (layout.kind == LayoutKind::table_row) {
      if (!joins) out += table_head(section.columns);
      out += table_row(layout, section.columns.size());
    } else {
      const bool item = layout.kind == LayoutKind::list_item;
      out += (item ? "- " : "") + running_text(section, layout) + '\n';
    }
    previous = layout.kind;
  }
}

std::string source_item(const CitedSource& source) {
  const SourceLine line = source_line(source);
  std::string out = "- [" + std::to_string(source.number) + "] ";
  if (!line.before.empty()) out += escaped(line.before) + ", ";
  out += '"' + escaped(line.title) + line.stop + '"';
  if (!line.outlet.empty()) out += ' ' + escaped(line.outlet);
  if (!line.day.empty()) out += (line.outlet.empty() ? " " : ", ") + line.day;
  if (!line.outlet.empty() || !line.day.empty()) out += '.';
  const std::string url = link_target(source.url);
  if (!url.empty())
    out += " <" + url + '>';
  else if (!source.url.empty())
    out += ' ' + escaped(clean_line(source.url));
  if (!line.note.empty()) out += " (" + escaped(line.note) + ')';
  return out + '\n';
}

}  // namespace

std::string escaped_markdown(std::string_view text) {
  return guarded_start(escaped(clean_line(text)));
}

std::string write_markdown(const Dossier& dossier) {
  std::string out = "# " + escaped(clean_line(dossier.title)) + "\n\n";
  out += dossier.open ? "open" : "closed";
  out += " · v" + std::to_string(dossier.version);
  out += " · " + format_day(day_of(dossier.published));
  out += " · " + item_count(dossier.items);
  out += " · [history](./)\n";
  for (const Section& section : dossier.sections) write_section(out, section, dossier.version);
  if (!dossier.sources.empty()) out += "\n## Sources\n\n";
  for (const CitedSource& source : dossier.sources) out += source_item(source);
  return out;
}

}  // namespace dossier
