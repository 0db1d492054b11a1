#include "render/version_diff.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "base/json.h"
#include "render/markdown.h"

namespace dossier {
namespace {

// A table row reads as its cells, without the citation: "GPQA Diamond: GLM-5.1, 81.5%, Z.ai".
std::string row_text(const Layout& row) {
  std::string text;
  for (const DossierSentence& cell : row.sentences) {
    const std::string words = plain_text(cell);
    if (words.empty()) continue;
    if (!text.empty()) text += text.find(": ") == std::string::npos ? ": " : ", ";
    text += words;
  }
  return text;
}

using Accepts = std::function<bool(const std::string& statement)>;

// The lines of a version, in its order and each once, that rest on a statement which `accepts`
// takes. Running text is asked first, then tables, and questions last: what prose says needs no
// row.
std::vector<std::string> lines_about(const Dossier& dossier, const Accepts& accepts) {
  std::vector<std::string> lines;
  std::set<std::string> told;
  enum class Pass { prose, rows, questions };
  for (const Pass pass : {Pass::prose, Pass::rows, Pass::questions}) {
    for (const Section& section : dossier.sections) {
      if (section.name == "What's new") continue;  // Written against the version before, not ours
      for (const Layout& layout : section.layouts) {
        const bool rows = layout.kind == LayoutKind::table_row;
        const Pass of_layout = rows                               ? Pass::rows
                               : section.name == "Open questions" ? Pass::questions
                                                                  : Pass::prose;
        if (of_layout != pass) continue;
        for (const DossierSentence& sentence : layout.sentences) {
          const bool says_something = std::ranges::any_of(
              sentence.statements,
              [&](const std::string& id) { return accepts(id) && !told.contains(id); });
          if (!says_something) continue;
          told.insert(sentence.statements.begin(), sentence.statements.end());
          lines.push_back(rows ? row_text(layout) : plain_text(sentence));
        }
      }
    }
  }
  return lines;
}

// Tensions of `dossier` that `wanted` takes, each by the first line that tells of it.
std::vector<std::string> tension_lines(const Dossier& dossier,
                                       const std::function<bool(const Tension&)>& wanted) {
  std::vector<std::string> lines;
  for (const Tension& tension : dossier.tensions) {
    if (!wanted(tension)) continue;
    const auto of_tension = lines_about(dossier, [&](const std::string& id) {
      return std::ranges::find(tension.statements, id) != tension.statements.end();
    });
    if (!of_tension.empty()) lines.push_back(of_tension.front());
  }
  return lines;
}

const Tension* same_tension(const Dossier& dossier, const Tension& tension) {
  const auto found = std::ranges::find(dossier.tensions, tension.id, &Tension::id);
  return found == dossier.tensions.end() ? nullptr : &*found;
}

// What is measured, by whom: two scores of one subject that differ are one figure that changed.
struct Score {
  std::string subject, figure;
};

std::optional<Score> score_of(const Statement& statement) {
  const auto claim = parse_json(statement.claim);
  if (!claim || !claim->is_object()) return std::nullopt;
  JsonReader reader{*claim};
  const auto figure = claim->find("figure");
  if (reader.text("relation") != "score" || figure == claim->end() || !figure->is_object()) {
    return std::nullopt;
  }
  JsonReader inner{*figure};
  Score score{"", inner.text("text") + (reader.text("unit") == "%" ? "%" : "")};
  for (const char* key : {"model", "benchmark", "aspect", "conditions"}) {
    score.subject += reader.text(key) + '\n';
  }
  for (const std::string& voice : statement.voices) score.subject += voice + '\n';
  return score;
}

void add_changed_figures(const Dossier& from, const Dossier& to, VersionDifference& found) {
  std::map<std::string, std::pair<std::string, std::string>> before;  // Figure and statement
  for (const Statement& statement : from.statements) {
    if (const auto score = score_of(statement))
      before[score->subject] = {score->figure, statement.id};
  }
  for (const Statement& statement : to.statements) {
    const auto score = score_of(statement);
    if (!score) continue;
    const auto old = before.find(score->subject);
    if (old == before.end() || old->second.first == score->figure) continue;
    const auto lines = lines_about(to, [&](const std::string& id) { return id == statement.id; });
    if (lines.empty()) continue;
    found.figures_changed.push_back(
        fmt::format("{} → {}: {}", old->second.first, score->figure, lines.front()));
  }
}

struct Part {
  const char *heading, *key;
  const std::vector<std::string>* lines;
};

std::vector<Part> parts_of(const VersionDifference& d) {
  return {{"New", "added", &d.added},
          {"Figures changed", "figures_changed", &d.figures_changed},
          {"Standing changed", "standing_changed", &d.standing_changed},
          {"No longer said", "dropped", &d.dropped},
          {"Tensions opened", "tensions_opened", &d.tensions_opened},
          {"Tensions moved", "tensions_moved", &d.tensions_moved},
          {"Tensions closed", "tensions_closed", &d.tensions_closed}};
}

std::string head_of(const VersionDifference& d) {
  return fmt::format("{}: v{} ({}) to v{} ({}), {} to {} items", d.id, d.from,
                     format_day(day_of(d.from_published)), d.to, format_day(day_of(d.to_published)),
                     d.from_items, d.to_items);
}

bool is_empty(const VersionDifference& d) {
  return std::ranges::all_of(parts_of(d), [](const Part& part) { return part.lines->empty(); });
}

}  // namespace

VersionDifference difference(const Dossier& from, const Dossier& to) {
  VersionDifference found{to.id,        from.version,
                          to.version,   from.published,
                          to.published, from.items,
                          to.items,     {},
                          {},           {},
                          {},           {},
                          {},           {}};
  found.added = lines_about(to, [&](const std::string& id) {
    return !std::ranges::binary_search(from.known_statements, id);
  });
  found.dropped = lines_about(from, [&](const std::string& id) {
    return !std::ranges::binary_search(to.known_statements, id);
  });
  add_changed_figures(from, to, found);
  for (const Statement& statement : to.statements) {
    const auto before = std::ranges::find(from.statements, statement.id, &Statement::id);
    if (before == from.statements.end() || before->standing == statement.standing) continue;
    const auto lines = lines_about(to, [&](const std::string& id) { return id == statement.id; });
    if (lines.empty()) continue;
    found.standing_changed.push_back(
        fmt::format("{} → {}: {}", before->standing, statement.standing, lines.front()));
  }
  found.tensions_opened =
      tension_lines(to, [&](const Tension& t) { return same_tension(from, t) == nullptr; });
  found.tensions_moved = tension_lines(to, [&](const Tension& t) {
    const Tension* before = same_tension(from, t);
    return before != nullptr && before->statements != t.statements;
  });
  found.tensions_closed =
      tension_lines(from, [&](const Tension& t) { return same_tension(to, t) == nullptr; });
  return found;
}

std::string difference_as_text(const VersionDifference& difference) {
  std::string text = head_of(difference) + '\n';
  for (const Part& part : parts_of(difference)) {
    if (part.lines->empty()) continue;
    text += std::string{part.heading} + '\n';
    for (const std::string& line : *part.lines) text += "  " + line + '\n';
  }
  if (is_empty(difference)) text += "Nothing changed\n";
  return text;
}

std::string difference_as_markdown(const VersionDifference& difference) {
  std::string text = "# " + escaped_markdown(head_of(difference)) + '\n';
  for (const Part& part : parts_of(difference)) {
    if (part.lines->empty()) continue;
    text += fmt::format("\n## {}\n\n", part.heading);
    for (const std::string& line : *part.lines) text += "- " + escaped_markdown(line) + '\n';
  }
  if (is_empty(difference)) text += "\nNothing changed.\n";
  return text;
}

std::string difference_as_json(const VersionDifference& difference) {
  Json json{{"id", difference.id}, {"from", difference.from}, {"to", difference.to}};
  for (const Part& part : parts_of(difference)) json[part.key] = *part.lines;
  return dump_json(json);
}

}  // namespace dossier
