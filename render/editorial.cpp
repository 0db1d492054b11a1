#include "render/editorial.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/page.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::string_view kNews = "What's new";

std::vector<std::string> statements_in(std::string_view key) {
  std::vector<std::string> ids;
  const std::size_t colon = key.find(':');
  if (colon == key.npos || key.substr(colon + 1).starts_with('#')) return ids;
  for (std::size_t start = colon + 1; start < key.size();) {
    const std::size_t end = std::min(key.find(',', start), key.size());
    ids.emplace_back(key.substr(start, end - start));
    start = end + 1;
  }
  return ids;
}

DossierSentence editors_words(std::string text) {
  DossierSentence sentence;
  sentence.kind = SentenceKind::editor;
  SentencePart part;
  part.text = on_one_line(text);
  sentence.parts.push_back(std::move(part));
  return sentence;
}

// "It is \"so\"." → text, quotation, text
std::vector<SentencePart> parts_of(std::string_view text) {
  std::vector<SentencePart> parts;
  bool quoted = false;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('"', start), text.size());
    SentencePart part;
    part.kind = quoted ? SentencePart::Kind::quotation : SentencePart::Kind::text;
    part.text = text.substr(start, end - start);
    if (!part.text.empty()) parts.push_back(std::move(part));
    quoted = !quoted;
    start = end + 1;
  }
  return parts;
}

// An editor's text in the place of a sentence. Its citations stay, before the final stop; what
// stands on the editor's word alone has none, and says whose it is.
void replace_text(DossierSentence& sentence, const SentenceRuling& ruling) {
  std::string text = on_one_line(*ruling.text);
  if (ruling.uncited) {
    sentence = editors_words(text + " (Ed.)");
    return;
  }
  const bool stopped = text.ends_with('.');
  if (stopped) text.pop_back();
  SentencePart citation;
  citation.kind = SentencePart::Kind::citation;
  citation.citations = citations_of(sentence);
  sentence.parts = parts_of(text);
  if (!citation.citations.empty()) sentence.parts.push_back(std::move(citation));
  if (stopped) sentence.parts.push_back({SentencePart::Kind::text, ".", {}});
}

class Editing {
 public:
  Editing(Dossier& page, const Rulings& rulings, const RefusedSentences& refused)
      : page_{page}, refused_{refused}, sentences_{rulings.sentences(page.id)} {
    for (const auto& [key, ruling] : sentences_) {
      if (ruling.dropped) dropped_[key.substr(0, key.find(':'))].push_back(statements_in(key));
    }
    for (const Withdrawal& withdrawal : rulings.withdrawals(page.id)) {
      withdrawn_.insert(name_key(withdrawal.sentence));
    }
  }

  void run() {
    for (Section& section : page_.sections) {
      for (Layout& layout : section.layouts) edit(section.name, layout);
      std::erase_if(section.layouts, [](const Layout& layout) { return layout.sentences.empty(); });
    }
    std::erase_if(page_.sections, [](const Section& section) { return section.layouts.empty(); });
  }

 private:
  void edit(const std::string& section, Layout& layout) {
    if (layout.kind == LayoutKind::table_row) {
      const bool gone = std::ranges::any_of(layout.sentences, [&](const DossierSentence& cell) {
        return !cell.statements.empty() && is_dropped(section, cell);
      });
      if (gone || is_dropped(section, row_sentence(layout))) layout.sentences.clear();
      return;
    }
    std::erase_if(layout.sentences, [&](const DossierSentence& sentence) {
      return is_dropped(section, sentence) || withdrawn_.contains(name_key(plain_text(sentence)));
    });
    for (DossierSentence& sentence : layout.sentences) {
      const std::string key = sentence_key(section, sentence);
      const auto ruling = sentences_.find(key);
      if (ruling == sentences_.end() || !ruling->second.text || refused_.edits.contains(key))
        continue;
      replace_text(sentence, ruling->second);
    }
  }

  [[nodiscard]] bool is_dropped(const std::string& section, const DossierSentence& sentence) const {
    const std::string key = sentence_key(section, sentence);
    if (refused_.sentences.contains(key)) return true;
    if (const auto ruling = sentences_.find(key); ruling != sentences_.end()) {
      return ruling->second.dropped;
    }
    const auto dropped = dropped_.find(section);
    if (dropped == dropped_.end() || sentence.statements.empty()) return false;
    return std::ranges::any_of(dropped->second, [&](const std::vector<std::string>& ids) {
      return std::ranges::includes(ids, sentence.statements);
    });
  }

  Dossier& page_;
  const RefusedSentences& refused_;
  std::map<std::string, SentenceRuling> sentences_;
  std::map<std::string, std::vector<std::vector<std::string>>> dropped_;  // By section
  std::set<std::string> withdrawn_;                                       // By name_key()
};

Section& section_of(Dossier& page, std::string_view name) {
  const auto found = std::ranges::find(page.sections, name, &Section::name);
  if (found != page.sections.end()) return *found;
  return *page.sections.insert(name == kNews ? page.sections.begin() : page.sections.end(),
                               Section{std::string{name}, {}, {}});
}

void add_paragraph(Section& section, std::size_t at, DossierSentence sentence) {
  Layout layout;
  layout.sentences.push_back(std::move(sentence));
  section.layouts.insert(
      section.layouts.begin() + static_cast<std::ptrdiff_t>(std::min(at, section.layouts.size())),
      std::move(layout));
}

bool was_told(const Dossier* previous, std::uint64_t decision) {
  return previous != nullptr && std::ranges::binary_search(previous->decisions, decision);
}

// A note at the head is news: told once. One in a section stays until it is taken back.
void add_notes(Dossier& page, const Rulings& rulings, const Dossier* previous) {
  std::size_t at = 0;
  for (const Withdrawal& withdrawal : rulings.withdrawals(page.id)) {
    if (was_told(previous, withdrawal.decision)) continue;
    std::string text = fmt::format("Correction: version {} said \"{}\" That is withdrawn",
                                   withdrawal.version, withdrawal.sentence);
    text += withdrawal.why.empty() ? "." : ": " + withdrawal.why;
    if (!text.ends_with('.')) text += '.';
    if (!withdrawal.correction.empty()) text += ' ' + withdrawal.correction;
    add_paragraph(section_of(page, kNews), at++, editors_words(text));
    page.changes.push_back({"withdrawn", text, {}});
  }
  for (const EditorNote& note : rulings.notes(page.id)) {
    DossierSentence sentence = editors_words("Editor's note: " + note.text);
    if (!note.section.empty()) {
      Section& section = section_of(page, note.section);
      add_paragraph(section, section.layouts.size(), std::move(sentence));
    } else if (!was_told(previous, note.decision)) {
      page.changes.push_back({"note", plain_text(sentence), {}});
      add_paragraph(section_of(page, kNews), at++, std::move(sentence));
    }
  }
}

std::string_view deed_of(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::accept_claim:
      return "claim accepted";
    case DecisionKind::reject_claim:
      return "claim rejected";
    case DecisionKind::correct_claim:
      return "claim corrected";
    case DecisionKind::move_claim:
      return "claim moved";
    case DecisionKind::merge_name:
    case DecisionKind::split_name:
    case DecisionKind::rename:
    case DecisionKind::describe_name:
    case DecisionKind::not_a_name:
      return "name settled";
    case DecisionKind::mute_source:
    case DecisionKind::mark_copy:
    case DecisionKind::mark_independent:
    case DecisionKind::describe_source:
      return "source settled";
    case DecisionKind::confirm_tension:
    case DecisionKind::dismiss_tension:
    case DecisionKind::comment_tension:
      return "tension settled";
    case DecisionKind::pin_sentence:
    case DecisionKind::drop_sentence:
    case DecisionKind::edit_sentence:
      return "sentence edited";
    case DecisionKind::settle_forecast:
      return "forecast settled";
    case DecisionKind::add_note:
    case DecisionKind::withdraw_sentence:
    case DecisionKind::publish:
    case DecisionKind::undo:
      break;
  }
  return {};
}

// "Since version 3 the editors acted on this page: two claims rejected and one name settled."
void tell_decisions(Dossier& page, const Rulings& rulings, const Dossier* previous) {
  if (previous == nullptr) return;
  std::map<std::string_view, std::size_t> counts;
  for (const std::uint64_t decision : page.decisions) {
    if (was_told(previous, decision)) continue;
    const auto kind = rulings.kind_of(decision);
    if (kind && !deed_of(*kind).empty()) ++counts[deed_of(*kind)];
  }
  const auto gone = std::ranges::count_if(previous->decisions, [&](std::uint64_t decision) {
    return !rulings.kind_of(decision).has_value();
  });
  std::vector<std::string> deeds;
  for (const auto& [deed, count] : counts) {
    const std::size_t blank = deed.find(' ');
    deeds.push_back(counted(count, deed.substr(0, blank)) + std::string{deed.substr(blank)});
  }
  if (gone > 0) {
    deeds.push_back(counted(static_cast<std::size_t>(gone), "decision") + " taken back");
  }
  if (deeds.empty()) return;
  DossierSentence sentence =
      editors_words(fmt::format("Since version {} the editors acted on this page: {}.",
                                previous->version, join_words(deeds)));
  page.changes.push_back({"edited", plain_text(sentence), {}});
  Section& news = section_of(page, kNews);
  add_paragraph(news, news.layouts.size(), std::move(sentence));
}

// Sources and statements that no sentence uses any more.
void forget_unused(Dossier& page) {
  std::set<int> cited;
  std::set<std::string> used;
  for (const Section& section : page.sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        const std::vector<int> citations = citations_of(sentence);
        cited.insert(citations.begin(), citations.end());
        used.insert(sentence.statements.begin(), sentence.statements.end());
      }
    }
  }
  std::erase_if(page.sources,
                [&](const CitedSource& source) { return !cited.contains(source.number); });
  std::erase_if(page.statements,
                [&](const Statement& statement) { return !used.contains(statement.id); });
}

}  // namespace

std::string sentence_key(std::string_view section, const DossierSentence& sentence) {
  if (sentence.statements.empty()) {
    return fmt::format("{}:#{}", section, short_id({plain_text(sentence)}));
  }
  return fmt::format("{}:{}", section, fmt::join(sentence.statements, ","));
}

std::set<std::string> pinned_statements(const Rulings& rulings, std::string_view dossier) {
  std::set<std::string> pinned;
  for (const auto& [key, ruling] : rulings.sentences(dossier)) {
    if (!ruling.pinned) continue;
    for (std::string& id : statements_in(key)) pinned.insert(std::move(id));
  }
  return pinned;
}

std::set<std::string> withdrawn_statements(const Rulings& rulings, std::string_view dossier) {
  std::set<std::string> withdrawn;
  for (const Withdrawal& withdrawal : rulings.withdrawals(dossier)) {
    for (std::string& id : statements_in(withdrawal.key)) withdrawn.insert(std::move(id));
  }
  return withdrawn;
}

void edit_page(Dossier& page, const Rulings& rulings, const Dossier* previous,
               const RefusedSentences& refused) {
  Editing{page, rulings, refused}.run();
  add_notes(page, rulings, previous);
  tell_decisions(page, rulings, previous);
  forget_unused(page);
}

}  // namespace dossier
