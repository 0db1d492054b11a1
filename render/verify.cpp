#include "render/verify.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/proof_json.h"
#include "render/proof_match.h"
#include "render/proof_page.h"
#include "render/proof_record.h"
#include "render/proof_recount.h"
#include "render/proof_sentence.h"
#include "render/proof_sources.h"
#include "render/proof_words.h"

namespace dossier {
namespace {

using proof::Claimed;
using proof::MatchedSentence;
using proof::Record;
using proof::RecordedSource;

constexpr std::size_t kShownBytesMax = 240;  // Of a sentence in a finding

std::string shown(std::string_view comparable_text) {
  const std::string text = on_one_line(proof::readable(comparable_text));
  const std::string_view clipped = clip(text, kShownBytesMax);
  return "\"" + std::string{clipped} + (clipped.size() < text.size() ? "\u2026\"" : "\"");
}

std::string number_mark(int number) {
  return '[' + std::to_string(number) + ']';
}

// The citations in a printed sentence, ascending.
std::vector<int> citations_in(std::string_view text) {
  std::set<int> numbers;
  for (std::size_t at = text.find(proof::kCiteOpen); at != text.npos;
       at = text.find(proof::kCiteOpen, at + 1)) {
    numbers.insert(std::atoi(std::string{clip(text.substr(at + 1), 8)}.c_str()));
  }
  return {numbers.begin(), numbers.end()};
}

class Verifier {
 public:
  Verifier(const VersionToProve& version, const SourceText& source_text, const NameAliases& aliases)
      : version_{version}, source_text_{source_text}, aliases_{aliases} {}

  std::vector<Finding> run() {
    Result<Record> record = proof::read(version_.record);
    if (!record) {
      find("", 0, "the record cannot be read: " + record.error().message);
      return std::move(findings_);
    }
    record_ = std::move(*record);
    names_ = proof::NameTable{record_};
    page_ = proof::read_page(version_.markdown);
    read_previous();
    for (const std::string& problem : page_.problems) find("", 0, problem);
    check_head();
    check_sources();
    check_sections();
    check_every_source_cited();
    check_evidence();
    if (!version_.json.empty()) check_json();
    return std::move(findings_);
  }

 private:
  void find(std::string section, int sentence, std::string message) {
    findings_.push_back({record_.version, std::move(section), sentence, std::move(message)});
  }

  void read_previous() {
    if (version_.previous.empty()) return;
    Result<Record> previous = proof::read_as_before(version_.previous);
    if (!previous) {
      find("", 0, "the record of the version before cannot be read: " + previous.error().message);
    } else {
      previous_ = std::move(*previous);
    }
  }

  // --- The page as a whole

  void check_head() {
    if (page_.title != on_one_line(record_.title)) {
      find("", 0, "the title is " + shown(page_.title) + ", not " + shown(record_.title));
    }
    std::string head = record_.open ? "open" : "closed";
    head += " · v" + std::to_string(record_.version) + " · ";
    if (record_.published) head += format_day(*record_.published);
    head += " · " + std::to_string(record_.items) + (record_.items == 1 ? " item" : " items");
    head += " · [history](";
    // "./" beside the versions, "ID/" in the copy above their folder, and in pages of old.
    if (page_.head != head + "./)" && page_.head != head + record_.id + "/)") {
      find("", 0, "the head line is \"" + page_.head + "\", not \"" + head + "\"");
    }
  }

  void check_sources() {
    std::map<int, const proof::PrintedSource*> printed;
    for (const proof::PrintedSource& source : page_.sources) {
      if (!printed.emplace(source.number, &source).second) {
        find("Sources", 0, number_mark(source.number) + " is listed twice");
      }
    }
    for (const RecordedSource& source : record_.sources) {
      if (!by_number_.emplace(source.number, &source).second) {
        find("Sources", 0, "the record gives " + number_mark(source.number) + " to two sources");
      }
      const auto found = printed.find(source.number);
      if (found == printed.end()) {
        find("Sources", 0, number_mark(source.number) + " is missing");
      } else {
        check_source(source, *found->second);
      }
      printed.erase(source.number);
    }
    for (const auto& [number, source] : printed) {
      find("Sources", 0, number_mark(number) + " is no source of this version");
    }
  }

  void check_source(const RecordedSource& source, const proof::PrintedSource& printed) {
    for (const std::string& problem : proof::source_problems(source, printed)) {
      find("Sources", 0, number_mark(source.number) + ' ' + problem);
    }
  }

  void check_sections() {
    std::vector<std::string> expected;
    for (const proof::RecordedSection& section : record_.sections) {
      expected.push_back(section.name == "What's new"
                             ? "What's new in v" + std::to_string(record_.version)
                             : section.name);
    }
    std::vector<bool> seen(page_.sections.size(), false);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto found =
          std::ranges::find(page_.sections, expected[i], &proof::PrintedSection::heading);
      const auto at = static_cast<std::size_t>(found - page_.sections.begin());
      if (found == page_.sections.end() || seen[at]) {
        if (version_.compares_record) find(record_.sections[i].name, 0, "the section is missing");
        continue;
      }
      seen[at] = true;
      check_section(record_.sections[i], *found);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (!seen[i] && version_.compares_record) {
        find(page_.sections[i].heading, 0, "the section is not in the record");
      }
    }
  }

  void check_section(const proof::RecordedSection& section, const proof::PrintedSection& printed) {
    const bool has_rows =
        std::ranges::any_of(section.blocks, [](const proof::Block& b) { return b.is_row; });
    std::vector<std::string> columns;
    for (const std::string& column : section.columns) columns.push_back(on_one_line(column));
    if (has_rows && printed.columns != columns) {
      find(section.name, 0, "the columns are not those of the record");
    }
    for (const MatchedSentence& sentence : proof::match_section(section, printed.blocks)) {
      check_sentence(section.name, sentence);
    }
  }

  // --- One sentence

  void check_sentence(const std::string& section, const MatchedSentence& matched) {
    const auto say = [&](std::string message) {
      find(section, matched.number, std::move(message));
    };
    for (const int number : citations_in(matched.printed)) {
      cited_.insert(number);
      if (!by_number_.contains(number))
        say("cites " + number_mark(number) + ", which no source has");
    }
    if (matched.recorded == nullptr) return check_added(say, matched);
    if (version_.compares_record && !check_against_record(say, matched)) return;
    if (matched.missing || matched.merged) return;
    const proof::Sentence& sentence = *matched.recorded;
    if (sentence.kind == "claim") {
      check_claim(say, sentence, matched);
    } else if (sentence.kind == "derived") {
      const Record* previous = previous_ ? &*previous_ : nullptr;
      for (std::string& message : proof::miscounted(matched.printed, record_, previous)) {
        say(std::move(message));
      }
    }
  }

  // False if nothing is left to be judged.
  template <typename Say>
  static bool check_against_record(const Say& say, const MatchedSentence& matched) {
    if (matched.missing) return say("is missing: " + shown(matched.expected)), false;
    if (matched.merged) {
      return say("was altered with the one before: " + shown(matched.expected)), false;
    }
    if (matched.printed != matched.expected) {
      say("reads " + shown(matched.printed) + " instead of " + shown(matched.expected));
    }
    return true;
  }

  // What the record does not have is held against all that its sources are cited for.
  template <typename Say>
  void check_added(const Say& say, const MatchedSentence& matched) {
    if (version_.compares_record) {
      say("behind it stands what the record does not have: " + shown(matched.printed));
    }
    const std::vector<int> citations = citations_in(matched.printed);
    if (citations.empty()) {
      if (proof::words_of(matched.printed).size() > 2) say("claims without a citation");
      return;
    }
    std::set<std::string> cited;
    for (const int number : citations) {
      const auto found = by_number_.find(number);
      if (found != by_number_.end()) cited.insert(found->second->id);
    }
    std::vector<const Claimed*> statements;
    for (const auto& [id, claimed] : record_.statements) {
      const bool is_cited = std::ranges::any_of(
          claimed.evidence, [&](const proof::Evidence& e) { return cited.contains(e.source); });
      if (is_cited) statements.push_back(&claimed);
    }
    check_words(say, matched.printed, statements, citations, matched.lead, true);
  }

  template <typename Say>
  void check_words(const Say& say, const std::string& printed,
                   const std::vector<const Claimed*>& statements, const std::vector<int>& citations,
                   const std::string& lead, bool altered) {
    const proof::Grounds grounds = proof::grounds_of(record_, statements, citations, names_);
    for (proof::Unproved& found :
         proof::unproved(printed, lead, grounds, names_, aliases_, altered)) {
      say(std::move(found.message));
      findings_.back().subject = std::move(found.subject);
    }
  }

  template <typename Say>
  void check_claim(const Say& say, const proof::Sentence& sentence,
                   const MatchedSentence& matched) {
    const std::string& printed = matched.printed;
    const std::vector<int> citations = citations_in(printed);
    if (citations.empty()) say("claims without a citation");
    if (sentence.statements.empty()) return say("claims, but rests on no statement");
    std::vector<const Claimed*> statements;
    for (const std::string& id : sentence.statements) {
      const auto found = record_.statements.find(id);
      if (found == record_.statements.end()) {
        say("rests on " + id + ", which the record does not hold");
      } else {
        statements.push_back(&found->second);
      }
    }
    check_citations(say, statements, citations);
    check_corrections(say, statements, citations, printed);
    check_words(say, printed, statements, citations, matched.lead, printed != matched.expected);
  }

  // What an editor corrected stands in no source: readers must be told.
  template <typename Say>
  void check_corrections(const Say& say, const std::vector<const Claimed*>& statements,
                         const std::vector<int>& citations, const std::string& printed) {
    const auto is_corrected = [&](const proof::Evidence& evidence) {
      return !evidence.corrections.empty() && std::ranges::any_of(citations, [&](int number) {
        const auto found = by_number_.find(number);
        return found != by_number_.end() && found->second->id == evidence.source;
      });
    };
    const bool must_tell = std::ranges::any_of(statements, [&](const Claimed* claimed) {
      return std::ranges::any_of(claimed->evidence, is_corrected);
    });
    if (must_tell && printed.find("(corrected)") == printed.npos) {
      say("does not say that it was corrected: " + shown(printed));
    }
  }

  template <typename Say>
  void check_citations(const Say& say, const std::vector<const Claimed*>& statements,
                       const std::vector<int>& citations) {
    std::set<std::string> carrying;
    for (const Claimed* claimed : statements) {
      for (const proof::Evidence& evidence : claimed->evidence) carrying.insert(evidence.source);
    }
    std::set<std::string> cited;
    for (const int number : citations) {
      const auto found = by_number_.find(number);
      if (found == by_number_.end()) continue;
      cited.insert(found->second->id);
      if (!carrying.contains(found->second->id)) {
        say("cites " + number_mark(number) + ", which carries none of its evidence");
      }
    }
    for (const Claimed* claimed : statements) {
      const bool is_cited = std::ranges::any_of(
          claimed->evidence,
          [&](const proof::Evidence& evidence) { return cited.contains(evidence.source); });
      if (!is_cited) say("rests on " + claimed->id + ", and cites none of its sources");
    }
  }

  // --- What the page rests on

  void check_every_source_cited() {
    for (const RecordedSource& source : record_.sources) {
      if (!cited_.contains(source.number)) {
        find("Sources", 0, number_mark(source.number) + " is cited nowhere");
      }
    }
  }

  void check_evidence() {
    for (const auto& [id, claimed] : record_.statements) {
      if (claimed.evidence.empty()) find("", 0, "statement " + id + " has no evidence");
      for (const proof::Evidence& evidence : claimed.evidence) {
        check_evidence(id, evidence);
        check_retraction(claimed, evidence);
      }
    }
  }

  // What a source took back: the version before printed it, and the later revision does not have
  // the words.
  void check_retraction(const Claimed& claimed, const proof::Evidence& evidence) {
    const bool retracted = claimed.standing == "retracted";
    if (!retracted && evidence.gone_in == 0) return;
    const std::string place = "statement " + claimed.id + " is told as retracted, and ";
    if (!retracted || evidence.gone_in <= evidence.revision) {
      return find("", 0, place + "no later revision of " + evidence.source + " is named");
    }
    const Result<std::string>& text = text_of(evidence.source, evidence.gone_in);
    if (!text) return find("", 0, place + "cannot be held against it: " + text.error().message);
    if (text->find(evidence.text) != std::string::npos) {
      find("", 0,
           place + "revision " + std::to_string(evidence.gone_in) + " of " + evidence.source +
               " still says it");
    }
    if (previous_ && !previous_->statements.contains(claimed.id)) {
      find("", 0, place + "the version before did not print it");
    }
  }

  void check_evidence(const std::string& id, const proof::Evidence& evidence) {
    const std::string place = "statement " + id + ": its evidence in source " + evidence.source +
                              ", revision " + std::to_string(evidence.revision) + ", ";
    const Result<std::string>& text = text_of(evidence.source, evidence.revision);
    if (!text) return find("", 0, place + "cannot be read: " + text.error().message);
    const bool fits = evidence.start < evidence.end && evidence.end <= text->size();
    if (!fits || std::string_view{*text}.substr(evidence.start, evidence.end - evidence.start) !=
                     evidence.text) {
      find("", 0,
           place + "does not stand at bytes " + std::to_string(evidence.start) + " to " +
               std::to_string(evidence.end));
    }
    for (const std::string& support : evidence.supports) {
      if (text->find(support) == std::string::npos) {
        find("", 0, place + "leans on words that the source does not have: " + shown(support));
      }
    }
  }

  const Result<std::string>& text_of(const std::string& source, int revision) {
    const auto [found, is_new] = texts_.try_emplace({source, revision}, std::string{});
    if (is_new) found->second = source_text_(source, revision);
    return found->second;
  }

  void check_json() {
    for (proof::JsonDifference& found : proof::json_differences(record_, version_.json)) {
      find(std::move(found.section), found.sentence, std::move(found.message));
    }
  }

  const VersionToProve& version_;
  const SourceText& source_text_;
  const NameAliases& aliases_;
  Record record_;
  std::optional<Record> previous_;
  proof::NameTable names_;
  proof::PrintedPage page_;
  std::map<int, const RecordedSource*> by_number_;
  std::set<int> cited_;
  std::map<std::pair<std::string, int>, Result<std::string>> texts_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string to_string(const Finding& finding) {
  std::string line = "v" + std::to_string(finding.version);
  if (!finding.section.empty()) line += ' ' + finding.section;
  if (finding.sentence > 0) line += ", sentence " + std::to_string(finding.sentence);
  return on_one_line(line + ": " + finding.message);
}

std::vector<Finding> verify(const VersionToProve& version, const SourceText& source_text,
                            const NameAliases& aliases) {
  return Verifier{version, source_text, aliases}.run();
}

}  // namespace dossier
