#include "render/newsletter.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/escape_html.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::array<std::pair<std::string_view, Flavor>, 6> kFlavors{
    {{"plain", Flavor::plain},
     {"hugo", Flavor::hugo},
     {"jekyll", Flavor::jekyll},
     {"buttondown", Flavor::buttondown},
     {"ghost", Flavor::ghost},
     {"substack", Flavor::substack}}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// --- Markdown that CommonMark, Goldmark and kramdown read alike. Each of the escaped is
// punctuation that all three take a backslash before; an ampersand is not, so it is written out.
// Braces would be Liquid to Jekyll, a shortcode to Hugo, a variable to Buttondown.

std::string escaped(std::string_view text) {
  constexpr std::string_view kEscaped = "\\`*_[]<~|{}$";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (c == '&' && (is_letter(next) || next == '#')) {
      out += "&amp;";
      continue;
    }
    const bool opens_link = (c == ':' && text.substr(at + 1).starts_with("//")) ||
                            (c == '.' && at >= 3 && fold_case(text.substr(at - 3, 3)) == "www");
    if (opens_link || kEscaped.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// What only means something at the start of a block.
std::string guarded_start(std::string block) {
  if (block.empty()) return block;
  if (std::string_view{"#>+-=:"}.find(block[0]) != std::string_view::npos) return '\\' + block;
  const std::size_t digits = block.find_first_not_of("0123456789");
  if (digits != std::string::npos && digits > 0 && (block[digits] == '.' || block[digits] == ')')) {
    block.insert(digits, 1, '\\');
  }
  return block;
}

class MarkdownWriter {
 public:
  MarkdownWriter(const Dossier& dossier, bool footnotes)
      : dossier_{dossier}, footnotes_{footnotes} {}

  std::string write() {
    for (const Section& section : dossier_.sections) {
      // The lines before all themes need no heading.
      if (&section != &dossier_.sections.front()) {
        paragraph("## " + escaped(heading_of(section, dossier_.version)));
      }
      const Layout* before = nullptr;
      for (const Layout& layout : section.layouts) {
        const bool item = layout.kind != LayoutKind::paragraph;
        const bool joins = item && before != nullptr && before->kind == layout.kind;
        const std::string text = block_of(section, layout);
        paragraph((item ? "- " : "") + text, joins);
        before = &layout;
      }
    }
    write_sources();
    return std::move(out_);
  }

 private:
  void paragraph(const std::string& text, bool joins = false) {
    if (!out_.empty() && !joins) out_ += '\n';
    out_ += text + '\n';
  }

  // Footnotes stand at the word, apart from each other, so that 2 and 7 never read as 27.
  void cite(std::string& text, const std::vector<int>& numbers) {
    if (!footnotes_) {
      if (!text.empty() && text.back() != ' ') text += ' ';
      for (const int number : numbers) text += '[' + std::to_string(number) + ']';
      return;
    }
    while (text.ends_with(' ')) text.pop_back();
    for (const int number : numbers) {
      text += fmt::format("{}[^{}]", number == numbers.front() ? "" : " ", number);
    }
  }

  std::string text_of(const DossierSentence& sentence) {
    std::string out;
    bool behind = false;
    for (const SentencePart& part : printed_parts(sentence)) {
      if (part.kind == SentencePart::Kind::citation) {
        cite(out, part.citations);
      } else if (part.kind == SentencePart::Kind::quotation) {
        out += '"' + escaped(part.text) + '"';
      } else {
        std::string text = escaped(part.text);
        // "[4](" would be a link, "[4]:" a definition.
        if (behind && (text.starts_with('(') || text.starts_with(':'))) text.insert(0, 1, '\\');
        out += text;
      }
      behind = part.kind == SentencePart::Kind::citation;
    }
    return out;
  }

  std::string block_of(const Section& section, const Layout& layout) {
    std::string out;
    for (const DossierSentence& sentence : layout.sentences) {
      const std::string text = text_of(sentence);
      if (!out.empty() && !text.empty()) out += ' ';
      out += text;
    }
    const std::string lead = lead_of(section, layout);
    if (lead.empty()) return guarded_start(out);
    return "**" + escaped(lead) + "**" + (out.empty() ? "" : ' ' + out);
  }

  void write_sources() {
    if (dossier_.sources.empty()) return;
    if (!footnotes_) paragraph("## Sources");
    const CitedSource* first = &dossier_.sources.front();
    for (const CitedSource& source : dossier_.sources) {
      const SourceLine line = source_line(source);
      std::string text = line.before.empty() ? "" : escaped(line.before) + ", ";
      const std::string url = link_target(source.url);
      const std::string title = '"' + escaped(line.title) + line.stop + '"';
      text += url.empty() ? title : fmt::format("[{}](<{}>)", title, url);
      if (!line.outlet.empty()) text += ' ' + escaped(line.outlet);
      if (!line.day.empty()) text += (line.outlet.empty() ? " " : ", ") + line.day;
      if (!line.outlet.empty() || !line.day.empty()) text += '.';
      if (!line.note.empty()) text += " (" + escaped(line.note) + ')';
      const std::string mark = footnotes_ ? fmt::format("[^{}]: ", source.number)
                                          : fmt::format("- [{}] ", source.number);
      paragraph(mark + text, !footnotes_ && &source != first);
    }
  }

  const Dossier& dossier_;
  const bool footnotes_;
  std::string out_;
};

// --- Front matter

// A double-quoted string, as YAML 1.2 and TOML 1.0 both read it.
std::string in_double_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : clean_line(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// What the issue is about, in its own first sentences, without citations.
std::string description_of(const Dossier& dossier) {
  std::string text;
  if (dossier.sections.empty()) return text;
  for (const Layout& layout : dossier.sections.front().layouts) {
    for (const DossierSentence& sentence : layout.sentences) {
      text += (text.empty() ? "" : " ") + spoken_text(sentence);
    }
  }
  return text;
}

std::string with_front_matter(const Dossier& dossier, Flavor flavor) {
  const std::string date = format_rfc3339(dossier.published);
  const std::string title = in_double_quotes(dossier.title);
  const std::string description = in_double_quotes(description_of(dossier));
  std::string head;
  if (flavor == Flavor::hugo) {
    head =
        fmt::format("+++\ntitle = {}\ndate = {}\ndraft = false\nslug = {}\ndescription = {}\n+++\n",
                    title, date, in_double_quotes(slug_of(dossier)), description);
  } else if (flavor == Flavor::jekyll) {
    std::string time = date;  // Jekyll's own form: "2026-07-31 23:59:59 +0000"
    time[10] = ' ';
    time.replace(19, 1, " +0000");
    head = fmt::format("---\nlayout: post\ntitle: {}\ndate: {}\ndescription: {}\n---\n", title,
                       time, description);
  } else {
    head = fmt::format(
        "---\nsubject: {}\nstatus: draft\nemail_type: public\nslug: {}\ndescription: {}\n---\n",
        title, in_double_quotes(slug_of(dossier)), description);
  }
  return head + '\n' + MarkdownWriter{dossier, true}.write();
}

// --- HTML

std::string html_of(const DossierSentence& sentence) {
  std::string out;
  for (const SentencePart& part : printed_parts(sentence)) {
    switch (part.kind) {
      case SentencePart::Kind::text:
        out += escape_html(part.text);
        break;
      case SentencePart::Kind::quotation:
        out += '"' + escape_html(part.text) + '"';
        break;
      case SentencePart::Kind::citation:
        if (!out.empty() && out.back() != ' ') out += ' ';
        for (const int number : part.citations) out += '[' + std::to_string(number) + ']';
        break;
    }
  }
  return out;
}

std::string html_block(const Section& section, const Layout& layout) {
  const std::string lead = lead_of(section, layout);
  std::string out = lead.empty() ? "" : "<strong>" + escape_html(lead) + "</strong>";
  for (const DossierSentence& sentence : layout.sentences) {
    const std::string text = html_of(sentence);
    if (!out.empty() && !text.empty()) out += ' ';
    out += text;
  }
  return out;
}

std::string html_source(const CitedSource& source) {
  const SourceLine line = source_line(source);
  const std::string url = link_target(source.url);
  const std::string title = '"' + escape_html(line.title + line.stop) + '"';
  std::string out = fmt::format("<p>[{}] ", source.number);
  if (!line.before.empty()) out += escape_html(line.before) + ", ";
  out += url.empty() ? title : fmt::format("<a href=\"{}\">{}</a>", escape_html(url), title);
  if (!line.outlet.empty()) out += ' ' + escape_html(line.outlet);
  if (!line.day.empty()) out += (line.outlet.empty() ? " " : ", ") + line.day;
  if (!line.outlet.empty() || !line.day.empty()) out += '.';
  if (!line.note.empty()) out += " (" + escape_html(line.note) + ')';
  return out + "</p>\n";
}

// "2026-07-31 23:59:59", as Ghost keeps times.
std::string database_time(Time time) {
  std::string text = format_rfc3339(time);
  text[10] = ' ';
  text.pop_back();
  return text;
}

// https://docs.ghost.org/migration/custom
std::string write_ghost(const Dossier& dossier) {
  constexpr std::size_t kExcerptBytesMax = 290;  // Ghost's column takes 300 characters
  const std::string time = database_time(dossier.published);
  const Json post{{"id", "1"},
                  {"title", clean_line(dossier.title)},
                  {"slug", slug_of(dossier)},
                  {"html", newsletter_html(dossier, false)},
                  {"type", "post"},
                  {"status", "draft"},
                  {"visibility", "public"},
                  {"created_at", time},
                  {"updated_at", time},
                  {"published_at", nullptr},
                  {"custom_excerpt", std::string{clip(description_of(dossier), kExcerptBytesMax)}}};
  const auto exported = std::chrono::milliseconds{dossier.published.time_since_epoch()}.count();
  return dump_json(Json{{"meta", Json{{"exported_on", exported}, {"version", "6.0.0"}}},
                        {"data", Json{{"posts", Json::array({post})}}}}) +
         '\n';
}

std::string write_paste_page(const Dossier& dossier) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
         escape_html(clean_line(dossier.title)) + "</title>\n</head>\n<body>\n" +
         newsletter_html(dossier, true) + "</body>\n</html>\n";
}

}  // namespace

std::optional<Flavor> parse_flavor(std::string_view name) {
  const auto found = std::ranges::find(kFlavors, name, &std::pair<std::string_view, Flavor>::first);
  return found == kFlavors.end() ? std::nullopt : std::optional{found->second};
}

std::string write_newsletter(const Dossier& dossier, Flavor flavor) {
  switch (flavor) {
    case Flavor::plain:
      return "# " + escaped(clean_line(dossier.title)) + "\n\n" +
             MarkdownWriter{dossier, false}.write();
    case Flavor::ghost:
      return write_ghost(dossier);
    case Flavor::substack:
      return write_paste_page(dossier);
    default:
      return with_front_matter(dossier, flavor);
  }
}

std::string newsletter_file_name(const Dossier& dossier, Flavor flavor) {
  const std::string day = format_day(day_of(dossier.published));
  switch (flavor) {
    case Flavor::plain:
      return "digest-" + day + ".md";
    case Flavor::buttondown:
      return slug_of(dossier) + ".md";
    case Flavor::ghost:
      return "digest-" + day + ".ghost.json";
    case Flavor::substack:
      return "digest-" + day + ".html";
    default:
      return day + '-' + slug_of(dossier) + ".md";
  }
}

std::string slug_of(const Dossier& dossier) {
  constexpr std::size_t kSlugBytesMax = 60;
  std::string slug;
  for (const char c : fold_case(dossier.title)) {
    if ((c >= 'a' && c <= 'z') || is_digit(c)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  if (slug.size() > kSlugBytesMax) {
    slug.resize(kSlugBytesMax + 1);
    slug.resize(std::min(slug.rfind('-'), kSlugBytesMax));
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? "digest-" + format_day(day_of(dossier.published)) : slug;
}

std::string newsletter_html(const Dossier& dossier, bool with_title) {
  std::string out;
  if (with_title) out += "<h1>" + escape_html(clean_line(dossier.title)) + "</h1>\n";
  for (const Section& section : dossier.sections) {
    if (&section != &dossier.sections.front()) {
      out += "<h2>" + escape_html(heading_of(section, dossier.version)) + "</h2>\n";
    }
    bool in_list = false;
    for (const Layout& layout : section.layouts) {
      const bool item = layout.kind != LayoutKind::paragraph;
      if (item != in_list) out += item ? "<ul>\n" : "</ul>\n";
      in_list = item;
      const std::string_view tag = item ? "li" : "p";
      out += fmt::format("<{0}>{1}</{0}>\n", tag, html_block(section, layout));
    }
    if (in_list) out += "</ul>\n";
  }
  if (!dossier.sources.empty()) out += "<h2>Sources</h2>\n";
  for (const CitedSource& source : dossier.sources) out += html_source(source);
  return out;
}

}  // namespace dossier
