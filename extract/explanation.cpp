#include "extract/explanation.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "base/escape_html.h"
#include "base/utf8.h"

namespace dossier {
namespace {

// What was found in one block, in text order. Claims stand with the block in which their
// evidence begins.
struct ExplainedBlock {
  const Block* block = nullptr;
  std::span<const Mention> mentions;
  std::span<const Claim> claims;
};

std::vector<ExplainedBlock> explained_blocks(const Article& article, const Extraction& found) {
  std::vector<ExplainedBlock> blocks;
  blocks.reserve(article.blocks.size());
  auto mention = found.mentions.begin();
  auto claim = found.claims.begin();
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const std::size_t end =
        i + 1 < article.blocks.size() ? article.blocks[i + 1].span.start : article.text.size() + 1;
    const auto last_mention = std::ranges::find_if(
        mention, found.mentions.end(), [&](const Mention& m) { return m.span.start >= end; });
    const auto last_claim = std::ranges::find_if(
        claim, found.claims.end(), [&](const Claim& c) { return c.evidence.start >= end; });
    blocks.push_back({&article.blocks[i], {mention, last_mention}, {claim, last_claim}});
    mention = last_mention;
    claim = last_claim;
  }
  return blocks;
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string line;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!line.empty()) line += " · ";
    line += part;
  }
  return line;
}

std::string led(const char* lead, const std::string& text) {
  return text.empty() ? "" : lead + text;
}

std::string figure_text(const std::optional<Figure>& figure, const std::string& unit) {
  if (!figure) return "";
  return unit.empty() ? figure->text : figure->text + " " + unit;
}

std::string window_text(const std::optional<DateWindow>& window) {
  return window ? format_window(*window) : "";
}

std::string summary(const BenchmarkClaim& c) {
  std::string relation{to_string(c.relation)};
  if (c.rank) relation += " " + std::to_string(*c.rank);
  if (c.figure) relation += " " + figure_text(c.figure, c.unit);
  if (c.from) relation += " from " + c.from->text;
  if (!c.versus.empty()) relation += " against " + c.versus;
  return joined({c.model, c.benchmark, c.aspect, relation, led("among ", c.among), c.conditions});
}

std::string summary(const Release& c) {
  return joined({c.model, led("by ", c.organization), c.planned ? "planned" : "",
                 led("license ", c.license), led("parameters ", c.total_parameters),
                 led("active ", c.active_parameters), window_text(c.date)});
}

std::string summary(const Stance& c) {
  return joined({c.holder,
                 (c.polarity == Polarity::mixed ? "is of two minds on"
                                                : std::string{to_string(c.polarity)} + "s"),
                 c.target, std::string{to_string(c.kind)}, led("topic ", c.topic),
                 c.direction == Direction::none ? "" : std::string{to_string(c.direction)},
                 figure_text(c.figure, c.unit), led("due ", window_text(c.due)),
                 c.second_hand ? "second hand" : ""});
}

std::string summary(const Event& c) {
  return joined({c.actor, c.action, c.object, window_text(c.date)});
}

// Each name of the block once for each way that it was found: "V4 → DeepSeek V4 (short_form)".
std::vector<std::string> name_lines(const Article& article, std::span<const Mention> mentions) {
  std::vector<std::string> lines;
  std::set<std::string> told;
  for (const Mention& mention : mentions) {
    const std::string printed = on_one_line(text_at(article.text, mention.span));
    std::string line = printed == mention.canonical ? printed : printed + " → " + mention.canonical;
    line += std::string{": "} + std::string{to_string(mention.kind)} + ", " + mention.rule;
    if (told.insert(line).second) lines.push_back(std::move(line));
  }
  return lines;
}

// Hands out the block's text piece by piece: between names, and the names.
template <typename Plain, typename Name>
void walk(const Article& article, const ExplainedBlock& block, Plain plain, Name name) {
  std::size_t at = block.block->span.start;
  for (const Mention& mention : block.mentions) {
    if (mention.span.start < at || mention.span.end > block.block->span.end) continue;
    plain(text_at(article.text, {at, mention.span.start}));
    name(mention);
    at = mention.span.end;
  }
  plain(text_at(article.text, {at, block.block->span.end}));
}

std::string block_mark(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading:
      return std::string(static_cast<std::size_t>(std::clamp(block.level, 1, 6)), '#') + " ";
    case BlockKind::list_item:
      return std::string(static_cast<std::size_t>(std::clamp(block.level, 1, 9) - 1) * 2, ' ') +
             "- ";
    case BlockKind::quotation:
      return "> ";
    case BlockKind::table_row:
      return "| ";
    case BlockKind::paragraph:
    case BlockKind::code:
      break;
  }
  return "";
}

// --- Terminal

constexpr const char* kOff = "\x1b[0m";
constexpr const char* kFaint = "\x1b[2m";
constexpr const char* kBold = "\x1b[1m";

const char* colour_of(NameKind kind) {
  switch (kind) {
    case NameKind::model:
      return "\x1b[36m";  // Cyan
    case NameKind::benchmark:
      return "\x1b[33m";  // Yellow
    case NameKind::organization:
      return "\x1b[35m";  // Magenta
    case NameKind::person:
      break;
  }
  return "\x1b[32m";  // Green
}

void write_block_as_text(std::string& out, const Article& article, const ExplainedBlock& block,
                         bool colours) {
  const auto in = [&](const char* code, std::string_view text) {
    return colours ? code + std::string{text} + kOff : std::string{text};
  };
  out += in(kFaint, block_mark(*block.block));
  walk(
      article, block, [&](std::string_view text) { out += for_display(text); },
      [&](const Mention& mention) {
        const std::string text = for_display(text_at(article.text, mention.span));
        out += colours ? in(colour_of(mention.kind), text) : "[" + text + "]";
      });
  out += "\n";
  for (const std::string& line : name_lines(article, block.mentions)) {
    out += "      " + in(kFaint, for_display(line)) + "\n";
  }
  for (const Claim& claim : block.claims) {
    const bool sure = claim.confidence == Confidence::confident;
    out += "    " + in(sure ? kBold : kFaint, sure ? "* " : "? ") +
           in(kBold, std::string{kind_of(claim)}) + " " + for_display(summary_of(claim)) +
           in(kFaint, "  " + claim.rule) + "\n";
  }
}

// --- HTML

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
mark { color: inherit; border-radius: .2em; padding: 0 .15em; }
.model { background: #58a6ff44; } .benchmark { background: #e3b34155; }
.organization { background: #bc8cff44; } .person { background: #3fb95044; }
.block { margin: 0 0 .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.heading { font-weight: 700; font-size: 1.15em; margin-top: 1.6rem; }
.list_item { padding-left: 1.2em; } .quotation { padding-left: 1em; border-left: 3px solid #8888; }
.table_row, .code { font-family: ui-monospace, monospace; font-size: .9em; }
ul.claims { margin: .3rem 0 0; padding-left: 1.2em; font: .88rem/1.4 system-ui, sans-serif;
  white-space: normal; }
.tentative { opacity: .75; } .rule { opacity: .7; font-family: ui-monospace, monospace; }
)css";

std::string_view class_of(BlockKind kind) {
  static constexpr std::array<std::string_view, 6> kNames = {"heading",   "paragraph", "list_item",
                                                             "quotation", "table_row", "code"};
  return kNames.at(static_cast<std::size_t>(kind));
}

void write_block_as_html(std::string& out, const Article& article, const ExplainedBlock& block) {
  out += "<div class=\"block " + std::string{class_of(block.block->kind)} + "\">";
  walk(
      article, block, [&](std::string_view text) { out += escape_html(for_display(text)); },
      [&](const Mention& mention) {
        out += "<mark class=\"" + std::string{to_string(mention.kind)} + "\" title=\"" +
               escape_html(for_display(mention.canonical + ": " + mention.rule)) + "\">" +
               escape_html(for_display(text_at(article.text, mention.span))) + "</mark>";
      });
  if (!block.claims.empty()) out += "<ul class=\"claims\">";
  for (const Claim& claim : block.claims) {
    out += "<li class=\"" + std::string{to_string(claim.confidence)} + "\"><b>" +
           std::string{kind_of(claim)} + "</b> " + escape_html(for_display(summary_of(claim))) +
           " <span class=\"rule\">" + std::string{to_string(claim.confidence)} + ", " +
           escape_html(claim.rule) + "</span></li>";
  }
  if (!block.claims.empty()) out += "</ul>";
  out += "</div>\n";
}

}  // namespace

std::string summary_of(const Claim& claim) {
  std::string line =
      std::visit([](const auto& content) { return summary(content); }, claim.content);
  if (!claim.asserted_by.empty()) line += " · says " + claim.asserted_by;
  return line;
}

std::string explain_as_text(const Article& article, const Extraction& extraction, bool colours) {
  std::string out;
  for (const ExplainedBlock& block : explained_blocks(article, extraction)) {
    write_block_as_text(out, article, block, colours);
    out += "\n";
  }
  return out;
}

std::string explain_as_html(const Article& article, const Extraction& extraction) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>" +
      escape_html(article.title.empty() ? "Finds" : "Finds: " + for_display(article.title)) +
      "</title>\n<style>" + std::string{kStyle} + "</style>\n</head>\n<body>\n<main>\n";
  for (const ExplainedBlock& block : explained_blocks(article, extraction)) {
    write_block_as_html(out, article, block);
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace dossier
