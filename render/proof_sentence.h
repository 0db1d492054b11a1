// Whether what a sentence says stands in its evidence: figures, dates, names, quotations; and
// whether it borrows words without quotation marks. Internal to verify.h.

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/proof_record.h"
#include "render/proof_words.h"

namespace dossier::proof {

// Every name of a record, and the short forms in which a page may print it ("K3", "Brand").
class NameTable {
 public:
  NameTable() = default;
  explicit NameTable(const Record& record);

  // The names that words at `at` may mean, for the longest form that stands there; `length` is
  // its number of words, 0 if there is none.
  struct Match {
    std::size_t length = 0;
    std::vector<std::string> names;
  };
  [[nodiscard]] Match match(const std::vector<Word>& words, std::size_t at) const;

  // What the record knows a name as; the same name may be several things.
  [[nodiscard]] bool is_model(std::string_view name) const { return models_.contains(name); }
  [[nodiscard]] bool is_benchmark(std::string_view name) const {
    return benchmarks_.contains(name);
  }
  [[nodiscard]] bool is_maker(std::string_view name) const { return makers_.contains(name); }
  // Who is quoted, believes something, or gives a figure.
  [[nodiscard]] bool is_speaker(std::string_view name) const { return speakers_.contains(name); }

 private:
  void add(std::string_view name);
  struct Form {
    std::string key;
    bool by_capital = false;  // Only where the word has one: "Brand" is no "brand"
    std::vector<std::string> names;
  };
  std::map<std::string, std::vector<Form>, std::less<>> by_first_letters_;
  std::set<std::string, std::less<>> models_, benchmarks_, makers_, speakers_;
};

// What a sentence may rest on: the evidence of its statements in the sources that it cites.
struct Grounds {
  std::vector<std::string> passages;  // Evidence and supports, in plain_form()
  std::vector<Word> words;            // Of all of them; an empty word parts two passages
  std::vector<Figure> figures;
  std::vector<DatePoint> dates;
  std::vector<DateWindow> windows;  // Of the claims; the days of the sources
  std::vector<Word> speakers;       // Words of outlets, authors and titles of the sources
  std::vector<std::string> titles;  // In plain_form()
  std::vector<std::size_t> counts;  // Of statements, sources and voices
  std::vector<const Claimed*> statements;
  std::map<int, std::string> sources;  // Ids of those cited, by number
  int version = 0;
};

[[nodiscard]] Grounds grounds_of(const Record& record,
                                 const std::vector<const Claimed*>& statements,
                                 const std::vector<int>& citations, const NameTable& names);

using Aliases = std::function<std::vector<std::string>(std::string_view)>;

struct Unproved {
  std::string message;
  std::string subject;  // The name, figure or date as printed; empty for quotations and the like
};

// One for each thing of `text` (as comparable()) that its grounds do not carry. `lead`: the label
// of the block that it stands in, which may name the holder. `altered`: it is not the recorded
// sentence, so that no word of it is one of our own until proved.
[[nodiscard]] std::vector<Unproved> unproved(std::string_view text, std::string_view lead,
                                             const Grounds& grounds, const NameTable& names,
                                             const Aliases& aliases, bool altered);

}  // namespace dossier::proof
