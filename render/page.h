// A dossier being written: citation numbers, the statements printed so far, and sentences built
// part by part. Internal to the composer.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "render/dossier.h"
#include "render/fact.h"
#include "render/names.h"

namespace dossier {

class Page {
 public:
  // `previous` may be nullptr: the first version. All three must outlive the page.
  Page(const TopicView& view, const Lexicon& lexicon, const Dossier* previous);

  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const Source& source(const std::string& id) const;
  // A model's name as this section would print it now.
  [[nodiscard]] std::string model(std::string_view canonical) { return names_(canonical); }
  // A person's, too: in full, then the last name; organizations and handles as they are.
  [[nodiscard]] std::string holder(std::string_view name) { return holders_(name); }
  // "as AINews puts it", "in AINews's words": in turn.
  [[nodiscard]] std::string as_put_by(std::string_view outlet);

  // Whether it is the turn of the second of two forms of a sentence, so that they alternate.
  [[nodiscard]] bool turn(std::string_view form);

  // Starts a section; names are written in full again.
  void start_section() {
    names_.start_section();
    holders_.start_section();
  }

  // Facts that running text has told, so that no later paragraph says them again.
  void tell(const Fact& fact);
  [[nodiscard]] bool told(const Fact& fact) const { return told_.contains(fact.id); }
  // Whether a model's headline figure on a benchmark has been told.
  [[nodiscard]] bool told_headline(std::string_view model, std::string_view benchmark) const;

  // Whether a fact was reported so long before the version that its present tense would mislead.
  [[nodiscard]] bool is_dated(const Fact& fact) const { return today_ - fact.last > kCurrent; }
  // Whether its figures are so old that newer ones make them history.
  [[nodiscard]] bool is_stale(const Fact& fact) const { return today_ - fact.last > kOfInterest; }
  void set_today(Day today) { today_ = today; }
  [[nodiscard]] Day today() const { return today_; }

  // Whether the page is about open-weight models: closed ones then stand for comparison only.
  void set_about_open_models(bool about) { about_open_models_ = about; }
  [[nodiscard]] bool is_beside_the_point(std::string_view model) const;

  // The facts of the version, for what must be looked up beside the one at hand. May be nullptr
  // until they are set; must outlive the page.
  void set_facts(const std::vector<Fact>& facts) { facts_ = &facts; }
  // A model's own score on the same benchmark by the same speaker, from one of the sources of
  // `beside`: what "behind X" may be completed with. nullptr if there is none, or several.
  [[nodiscard]] const Fact* score_beside(const Fact& beside, std::string_view model) const;

  // The citation number of a source: the one it had in earlier versions, else the next free.
  int number_of(const std::string& source_id);
  // Remembers that a fact was printed, with its evidence from the sources cited for it, and
  // from others as far as there is room; gives its statement's id.
  std::string print(const Fact& fact, const std::set<std::string>& cited);
  // Orders sources: the earliest report first, then by what readers see. Never by id before
  // all else: ids follow addresses.
  [[nodiscard]] bool reported_before(const std::string& one, const std::string& other) const;
  [[nodiscard]] bool printed(const Fact& fact) const { return statements_.contains(fact.id); }

  // Moves what was gathered into the dossier: statements, cited sources, numbers.
  void finish(Dossier& dossier);

 private:
  [[nodiscard]] int gone_in(const Fact& fact, const StoredClaim& claim) const;

  const TopicView& view_;
  const Lexicon& lexicon_;
  ModelNames names_;
  HolderNames holders_;
  static constexpr auto kCurrent = std::chrono::days{45};
  static constexpr auto kOfInterest = std::chrono::days{120};
  Day today_{};
  const std::vector<Fact>* facts_ = nullptr;
  std::set<std::string> told_;
  std::set<std::string> told_headlines_;
  std::map<std::string, bool, std::less<>> turns_;
  bool about_open_models_ = false;
  std::unordered_map<std::string, const Source*> sources_;
  std::map<std::string, int> numbers_;
  int next_number_ = 1;
  std::map<std::string, Statement> statements_;
  std::map<int, std::string> cited_;  // Number → source id
};

// A sentence being written.
class Line {
 public:
  explicit Line(Page& page, SentenceKind kind = SentenceKind::claim) : page_{page} {
    sentence_.kind = kind;
  }
  Line& say(std::string_view text);
  // Words of a source. Their trailing stop goes, since the sentence has its own.
  Line& quote(std::string_view words);
  // Cites what the facts rest on: as few sources as cover them all. `words_from`: claims whose
  // words were quoted, so their sources must be among those cited.
  Line& cite(const std::vector<const Fact*>& facts,
             const std::vector<const StoredClaim*>& words_from = {});
  Line& cite(const Fact& fact) { return cite(std::vector<const Fact*>{&fact}); }

  // The sentence, with a capital at its start and a full stop unless it has an end mark.
  [[nodiscard]] DossierSentence end();
  // The same without a full stop: for table cells and list labels.
  [[nodiscard]] DossierSentence end_without_stop();

 private:
  Page& page_;
  DossierSentence sentence_;
};

// "a", "a and b", "a, b, and c"
[[nodiscard]] std::string join_words(const std::vector<std::string>& words,
                                     std::string_view conjunction = "and");
// "one" … "twelve", else digits.
[[nodiscard]] std::string count_word(std::size_t count);
// count_word() and the noun, in plural where it must be.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);
// "first" … "tenth", else "11th".
[[nodiscard]] std::string ordinal_word(int rank);

}  // namespace dossier
