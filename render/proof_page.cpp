#include "render/proof_page.h"

#include <cstdlib>

#include "base/utf8.h"
#include "render/proof_record.h"

namespace dossier::proof {
namespace {

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The length of "[12]" at the start of `text`; 0 if there is none.
std::size_t citation_length(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && i < 8 && is_digit(text[i])) ++i;
  return i > 1 && i < text.size() && text[0] == '[' && text[i] == ']' ? i + 1 : 0;
}

struct Inline {
  std::string text;     // Citations between kCiteOpen and kCiteClose
  std::string address;  // Of the one <…> it may hold
  std::string markup;   // The first that it may not hold
};

// Takes the backslashes off, and knows citations, bold leads and, if `may_link`, one <address>.
Inline read_inline(std::string_view line, bool may_link) {
  Inline out;
  const auto refuse = [&](std::size_t at) {
    if (out.markup.empty()) out.markup = std::string{clip(line.substr(at), 24)};
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const std::string_view rest = line.substr(i);
    if (c == '\\' && i + 1 < line.size() && is_punctuation(line[i + 1])) {
      out.text += line[++i];
    } else if (const std::size_t length = c == '[' ? citation_length(rest) : 0; length > 0) {
      out.text += kCiteOpen;
      out.text += rest.substr(1, length - 2);
      out.text += kCiteClose;
      i += length - 1;
      const bool links = i + 1 < line.size() && (line[i + 1] == '(' || line[i + 1] == ':');
      if (links) refuse(i);
    } else if (rest.starts_with("**")) {
      ++i;
    } else if (c == '<' && may_link && out.address.empty() && rest.find('>') != rest.npos) {
      out.address = rest.substr(1, rest.find('>') - 1);
      i += rest.find('>');
    } else if (std::string_view{"\\`*_[]<~"}.find(c) != std::string_view::npos) {
      refuse(i);
      out.text += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out.text += c;
    }
  }
  return out;
}

// The cells of "| a | b |", still escaped.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size()) {
      cell += row[i];
      cell += row[++i];
    } else if (row[i] == '|') {
      cells.push_back(on_one_line(cell));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  if (!on_one_line(cell).empty()) cells.push_back(on_one_line(cell));
  return cells;
}

bool is_rule(std::string_view line) {
  return line.starts_with("|-") && line.find_first_not_of("|-: ") == std::string_view::npos;
}

class PageReader {
 public:
  explicit PageReader(std::string_view markdown) : markdown_{markdown} {}

  PrintedPage read() {
    while (!markdown_.empty()) {
      ++number_;
      const std::size_t end = std::min(markdown_.find('\n'), markdown_.size());
      read_line(markdown_.substr(0, end));
      markdown_.remove_prefix(std::min(end + 1, markdown_.size()));
    }
    return std::move(page_);
  }

 private:
  void read_line(std::string_view line) {
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) {
      in_block_ = in_table_ = false;
    } else if (line.starts_with("# ") && page_.title.empty()) {
      page_.title = text_of(line.substr(2));
    } else if (line.starts_with("## ")) {
      start_section(text_of(line.substr(3)));
    } else if (page_.sections.empty() && !in_sources_) {
      read_head(line);
    } else if (in_sources_) {
      read_source(line);
    } else {
      read_block_line(line);
    }
  }

  void start_section(std::string heading) {
    in_sources_ = heading == "Sources";
    in_block_ = in_table_ = false;
    if (!in_sources_) page_.sections.push_back({std::move(heading), {}, {}});
  }

  void read_head(std::string_view line) {
    if (page_.head.empty()) {
      page_.head = line;
    } else {
      problem("a line before the first section", line);
    }
  }

  void read_block_line(std::string_view line) {
    std::vector<std::string>& blocks = page_.sections.back().blocks;
    if (line.starts_with('|')) {
      read_row(line);
    } else if (line.starts_with("- ")) {
      blocks.push_back(comparable(text_of(line.substr(2))));
      in_block_ = true;
    } else if (in_block_ && !blocks.empty()) {
      blocks.back() = comparable(blocks.back() + ' ' + text_of(line));
    } else {
      if (std::string_view{"#>+-="}.find(line[0]) != std::string_view::npos) {
        problem("markup that this page cannot have", line);
      }
      blocks.push_back(comparable(text_of(line)));
      in_block_ = true;
    }
  }

  // The first row of a table is its head.
  void read_row(std::string_view line) {
    PrintedSection& section = page_.sections.back();
    if (is_rule(line)) return;
    std::vector<std::string> cells;
    for (const std::string& cell : cells_of(line)) cells.push_back(comparable(text_of(cell)));
    if (!in_table_) {
      in_table_ = true;
      section.columns = std::move(cells);
      return;
    }
    std::string row;
    for (const std::string& cell : cells) {
      if (!row.empty() && !cell.empty()) row += " | ";
      row += cell;
    }
    section.blocks.push_back(comparable(row));
  }

  void read_source(std::string_view line) {
    const std::size_t length = line.starts_with("- ") ? citation_length(line.substr(2)) : 0;
    if (length == 0) return problem("expected \"- [number] …\" under Sources", line);
    const Inline read = read_inline(line.substr(2 + length), true);
    if (!read.markup.empty()) problem("markup that this page cannot have", read.markup);
    page_.sources.push_back({std::atoi(std::string{line.substr(3, length - 2)}.c_str()),
                             on_one_line(read.text), read.address});
  }

  std::string text_of(std::string_view line) {
    const Inline read = read_inline(line, false);
    if (!read.markup.empty()) problem("markup that this page cannot have", read.markup);
    return on_one_line(read.text);
  }

  void problem(std::string_view what, std::string_view where) {
    page_.problems.push_back("line " + std::to_string(number_) + ": " + std::string{what} + ": " +
                             on_one_line(clip(where, 60)));
  }

  std::string_view markdown_;
  int number_ = 0;
  bool in_sources_ = false;
  bool in_block_ = false;
  bool in_table_ = false;
  PrintedPage page_;
};

}  // namespace

PrintedPage read_page(std::string_view markdown) {
  return PageReader{markdown}.read();
}

}  // namespace dossier::proof
