#include "render/html.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/escape_html.h"
#include "base/utf8.h"
#include "render/page_style.h"
#include "render/svg.h"
#include "render/wording.h"

namespace dossier {
namespace {

// "what-s-new": fit for an id and a fragment.
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : fold_case(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return "section-" + slug;
}

std::string time_element(std::string_view text) {
  const std::string shown = escape_html(text);
  if (!parse_day(text)) return "<span class=\"when\">" + shown + "</span>";
  return "<time datetime=\"" + shown + "\">" + shown + "</time>";
}

class PageWriter {
 public:
  explicit PageWriter(const Dossier& dossier) : dossier_{dossier} {
    for (const CitedSource& source : dossier.sources) sources_[source.number] = &source;
    for (const Statement& statement : dossier.statements) statements_[statement.id] = &statement;
  }

  std::string write() {
    head();
    header();
    out_ += "<div class=\"columns\">\n";
    contents();
    out_ += "<main id=\"text\">\n";
    for (const Section& section : dossier_.sections) write_section(section);
    write_sources();
    out_ += "</main>\n</div>\n</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void head() {
    out_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out_ += "<meta name=\"referrer\" content=\"no-referrer\">\n";
    out_ += "<meta name=\"generator\" content=\"Dossier\">\n";
    out_ += "<title>" + escape_html(clean_line(dossier_.title)) + ", version " +
            std::to_string(dossier_.version) + "</title>\n";
    out_ += "<style>" + std::string{kPageStyle} + "</style>\n</head>\n<body>\n";
    out_ += "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<div class=\"page\">\n";
  }

  void header() {
    const std::string day = format_day(day_of(dossier_.published));
    out_ +=
        "<header>\n<h1>" + escape_html(clean_line(dossier_.title)) + "</h1>\n<ul class=\"meta\">";
    out_ += std::string{"<li class=\"state\">"} + (dossier_.open ? "open" : "closed") + "</li>";
    const std::string version = 'v' + std::to_string(dossier_.version);
    out_ += "<li><a rel=\"bookmark\" href=\"./" + version + ".html\">" + version + "</a></li>";
    out_ += "<li>" + time_element(day) + "</li>";
    out_ += "<li>" + item_count(dossier_.items) + "</li>";
    out_ += "<li><a href=\"./\">history</a></li></ul>\n</header>\n";
  }

  void contents() {
    out_ += "<nav aria-label=\"Contents\">\n<ul>\n";
    for (const Section& section : dossier_.sections) {
      out_ += "<li><a href=\"#" + slug_of(section.name) + "\">" +
              escape_html(heading_of(section, dossier_.version)) + "</a></li>\n";
    }
    if (!dossier_.sources.empty()) {
      out_ += "<li><a href=\"#section-sources\">Sources</a></li>\n";
    }
    out_ += "</ul>\n</nav>\n";
  }

  void write_section(const Section& section) {
    const std::string slug = slug_of(section.name);
    out_ += "<section" + std::string{section.name == "What's new" ? " class=\"news\"" : ""} +
            " aria-labelledby=\"" + slug + "\">\n<h2 id=\"" + slug + "\">" +
            escape_html(heading_of(section, dossier_.version)) + "</h2>\n";
    if (section.name == "Timeline") out_ += timeline_chart(section);
    for (std::size_t start = 0; start < section.layouts.size();) {
      std::size_t end = start + 1;
      const LayoutKind kind = section.layouts[start].kind;
      while (end < section.layouts.size() && section.layouts[end].kind == kind) ++end;
      write_run(section, start, end);
      start = end;
    }
    if (section.name == "Benchmarks") out_ += score_charts(section);
    out_ += "</section>\n";
  }

  // Layouts [start, end) of one kind.
  void write_run(const Section& section, std::size_t start, std::size_t end) {
    const bool dated = section.name == "Timeline";
    switch (section.layouts[start].kind) {
      case LayoutKind::paragraph:
      case LayoutKind::entry:
        for (std::size_t i = start; i < end; ++i) write_entry(section, section.layouts[i]);
        break;
      case LayoutKind::list_item:
        out_ += dated ? "<ol class=\"timeline\">\n" : "<ul>\n";
        for (std::size_t i = start; i < end; ++i) write_item(section, section.layouts[i], dated);
        out_ += dated ? "</ol>\n" : "</ul>\n";
        break;
      case LayoutKind::table_row:
        write_table(section, start, end);
        break;
    }
  }

  void write_entry(const Section& section, const Layout& layout) {
    if (layout.kind == LayoutKind::entry && !layout.label.empty()) {
      out_ += "<h3>" + escape_html(clean_line(layout.label)) + "</h3>\n";
      out_ += "<p>" + sentences_of(layout) + "</p>\n";
      return;
    }
    out_ += "<p>" + bold_lead(section, layout) + sentences_of(layout) + "</p>\n";
  }

  void write_item(const Section& section, const Layout& layout, bool dated) {
    if (dated && !layout.label.empty()) {
      out_ += "<li>" + time_element(clean_line(layout.label)) + " <span>" + sentences_of(layout) +
              "</span></li>\n";
    } else {
      out_ += "<li>" + bold_lead(section, layout) + sentences_of(layout) + "</li>\n";
    }
  }

  // Wide tables scroll in their own box, which the keyboard can reach. Rows that begin alike stand
  // together under what they begin with.
  void write_table(const Section& section, std::size_t start, std::size_t end) {
    const std::size_t first = is_grouped(section, start, end) ? 1 : 0;
    out_ += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" +
            slug_of(section.name) + "\">\n<table>\n<thead><tr>";
    for (std::size_t c = first; c < section.columns.size(); ++c) {
      out_ += "<th scope=\"col\">" + escape_html(clean_line(section.columns[c])) + "</th>";
    }
    out_ += "</tr></thead>\n";
    std::string group;
    if (first == 0) out_ += "<tbody>\n";
    for (std::size_t i = start; i < end; ++i) {
      const std::vector<DossierSentence>& cells = section.layouts[i].sentences;
      if (const std::string begins = first == 0 ? "" : text_of(cells[0]);
          first > 0 && (begins != group || i == start)) {
        if (i > start) out_ += "</tbody>\n";
        out_ += "<tbody>\n<tr><th class=\"group\" scope=\"rowgroup\" colspan=\"" +
                std::to_string(section.columns.size() - 1) + "\">" + begins + "</th></tr>\n";
        group = begins;
      }
      write_row(section, cells, first);
    }
    out_ += "</tbody>\n</table>\n</div>\n";
  }

  // Whether the first column repeats itself: most of its cells are as the one above.
  static bool is_grouped(const Section& section, std::size_t start, std::size_t end) {
    if (section.columns.size() < 3) return false;
    std::size_t repeated = 0;
    for (std::size_t i = start; i < end; ++i) {
      const std::vector<DossierSentence>& cells = section.layouts[i].sentences;
      if (cells.empty() || spoken_text(cells[0]).empty()) return false;
      const bool same =
          i > start && spoken_text(cells[0]) == spoken_text(section.layouts[i - 1].sentences[0]);
      if (same) ++repeated;
    }
    return 2 * repeated >= end - start;
  }

  void write_row(const Section& section, const std::vector<DossierSentence>& cells,
                 std::size_t first) {
    out_ += "<tr>";
    for (std::size_t c = first; c < section.columns.size(); ++c) {
      const bool head = section.columns[c] == "Model";
      out_ += head ? "<th scope=\"row\">" : "<td>";
      out_ += c < cells.size() ? text_of(cells[c]) : std::string{};
      out_ += head ? "</th>" : "</td>";
    }
    out_ += "</tr>\n";
  }

  std::string bold_lead(const Section& section, const Layout& layout) {
    const std::string lead = lead_of(section, layout);
    return lead.empty() ? "" : "<strong class=\"lead\">" + escape_html(lead) + "</strong> ";
  }

  std::string sentences_of(const Layout& layout) {
    std::string html;
    for (const DossierSentence& sentence : layout.sentences) {
      const std::string text = text_of(sentence);
      if (!html.empty() && !text.empty()) html += ' ';
      html += text;
    }
    return html;
  }

  std::string text_of(const DossierSentence& sentence) {
    std::string html;
    for (const SentencePart& part : printed_parts(sentence)) {
      switch (part.kind) {
        case SentencePart::Kind::text:
          html += escape_html(part.text);
          break;
        case SentencePart::Kind::quotation:
          // The dir keeps the direction of foreign words to themselves.
          html += "\u201C<q dir=\"auto\">" + escape_html(part.text) + "</q>\u201D";
          break;
        case SentencePart::Kind::citation:
          if (!html.empty()) html += "\u00A0";
          for (const int number : part.citations) html += citation(sentence, number);
          break;
      }
    }
    return html;
  }

  // "[4]", and beside it, shown on hover and focus, the passage that it stands for.
  std::string citation(const DossierSentence& sentence, int number) {
    const std::string shown = std::to_string(number);
    const auto found = sources_.find(number);
    const std::string anchor = "href=\"#source-" + shown + '"';
    if (found == sources_.end()) return "<a " + anchor + ">[" + shown + "]</a>";
    const CitedSource& source = *found->second;
    const std::string id = "passage-" + std::to_string(++passages_);
    std::string html = "<span class=\"cite\"><a " + anchor + " aria-describedby=\"" + id + "\">[" +
                       shown + "]</a><span class=\"passage\" id=\"" + id + "\" role=\"note\">";
    html += "<span class=\"from\">" +
            escape_html(clean_line(source.outlet.empty() ? source.author : source.outlet));
    if (source.published) html += ", " + format_day(day_of(*source.published));
    html += "</span>";
    for (const std::string& text : passages_behind(sentence, source)) {
      html += " <bdi>" + escape_html(text) + "</bdi>";
    }
    if (const std::string url = link_target(source.url); !url.empty()) {
      html += " <a href=\"" + escape_html(url) +
              "\" rel=\"external nofollow noopener\">Open the source</a>";
    }
    return html + "</span></span>";
  }

  // What a sentence rests on in a source: a passage or two, clipped.
  [[nodiscard]] std::vector<std::string> passages_behind(const DossierSentence& sentence,
                                                         const CitedSource& source) const {
    constexpr std::size_t kPassagesMax = 2;
    constexpr std::size_t kBytesMax = 360;
    std::vector<std::string> passages;
    for (const std::string& id : sentence.statements) {
      const auto statement = statements_.find(id);
      if (statement == statements_.end()) continue;
      for (const StatementEvidence& evidence : statement->second->evidence) {
        if (evidence.source != source.id || passages.size() == kPassagesMax) continue;
        const std::string text = clean_line(evidence.text);
        std::string passage{clip(text, kBytesMax)};
        if (passage.size() < text.size()) passage += "\u2026";
        passage.insert(0, "\u201C").append("\u201D");
        if (std::ranges::find(passages, passage) == passages.end()) passages.push_back(passage);
      }
    }
    return passages;
  }

  void write_sources() {
    if (dossier_.sources.empty()) return;
    out_ +=
        "<section class=\"sources\" aria-labelledby=\"section-sources\">\n"
        "<h2 id=\"section-sources\">Sources</h2>\n<ul>\n";
    for (const CitedSource& source : dossier_.sources) write_source(source);
    out_ += "</ul>\n</section>\n";
  }

  void write_source(const CitedSource& source) {
    const std::string number = std::to_string(source.number);
    const SourceLine line = source_line(source);
    out_ +=
        "<li id=\"source-" + number + "\"><span class=\"number\">[" + number + "]</span> <span>";
    if (!line.before.empty()) out_ += escape_html(line.before) + ", ";
    const std::string title = "<bdi>" + escape_html(line.title) + "</bdi>";
    const std::string url = link_target(source.url);
    out_ += "\u201C";
    out_ += url.empty() ? title
                        : "<a href=\"" + escape_html(url) +
                              "\" rel=\"external nofollow noopener\">" + title + "</a>";
    out_ += line.stop + "\u201D";
    if (!line.outlet.empty()) out_ += ' ' + escape_html(line.outlet);
    if (!line.day.empty()) out_ += (line.outlet.empty() ? " " : ", ") + time_element(line.day);
    if (!line.outlet.empty() || !line.day.empty()) out_ += '.';
    if (!line.note.empty()) out_ += " <span class=\"note\">(" + escape_html(line.note) + ")</span>";
    out_ += "</span></li>\n";
  }

  const Dossier& dossier_;
  std::unordered_map<int, const CitedSource*> sources_;
  std::unordered_map<std::string, const Statement*> statements_;
  int passages_ = 0;  // Printed so far: their ids count on
  std::string out_;
};

}  // namespace

std::string write_html(const Dossier& dossier) {
  return PageWriter{dossier}.write();
}

}  // namespace dossier
