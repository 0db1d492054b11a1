#include "render/proof_recount.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "render/proof_words.h"

namespace dossier::proof {
namespace {

struct TensionCounts {
  long long opened = 0, moved = 0, closed = 0;
};

TensionCounts count_tensions(const Record& record, const Record* previous) {
  TensionCounts counts;
  for (const auto& [id, statements] : record.tensions) {
    const auto before = previous == nullptr ? record.tensions.end() : previous->tensions.find(id);
    if (previous == nullptr || before == previous->tensions.end()) {
      ++counts.opened;
    } else if (before->second != statements) {
      ++counts.moved;
    }
  }
  if (previous != nullptr) {
    counts.closed = std::ranges::count_if(previous->tensions, [&](const auto& tension) {
      return !record.tensions.contains(tension.first);
    });
  }
  return counts;
}

// A number, "no" or "none" at a word.
std::optional<long long> count_at(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size()) return std::nullopt;
  if (words[at].key == "no" || words[at].key == "none") return 0;
  const std::vector<Figure> figures = figures_of({words[at]});
  if (figures.empty() || !figures.front().whole || figures.front().ordinal) return std::nullopt;
  return static_cast<long long>(figures.front().value);
}

class Recounter {
 public:
  Recounter(std::string_view text, const Record& record, const Record* previous)
      : record_{record}, previous_{previous}, plain_{plain_form(text)}, words_{words_of(plain_)} {}

  std::vector<std::string> run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      check_items(i);
      check_tensions(i);
      check_version(i);
      check_read_again(i);
    }
    check_day();
    return std::move(messages_);
  }

 private:
  [[nodiscard]] std::string_view key(std::size_t at) const {
    return at < words_.size() ? std::string_view{words_[at].key} : std::string_view{};
  }
  [[nodiscard]] bool is(std::size_t at, std::string_view singular) const {
    return key(at) == singular ||
           (key(at).starts_with(singular) && key(at).substr(singular.size()) == "s");
  }

  void expect(std::size_t at, long long count, std::string_view what) {
    if (count_at(words_, at) == count) return;
    messages_.push_back("counts " + words_[at].key + ' ' + std::string{what} +
                        ", where the record has " + std::to_string(count));
  }

  // What is counted against the version before is known in the first, or with its record.
  [[nodiscard]] bool knows_before() const { return record_.version <= 1 || previous_ != nullptr; }

  void check_items(std::size_t i) {
    if (!count_at(words_, i)) return;
    if (key(i + 1) == "new" && is(i + 2, "item") && knows_before()) {
      expect(i, record_.items - (previous_ == nullptr ? 0 : previous_->items), "new items");
    } else if (is(i + 1, "item") && key(i + 2) == "in" && key(i + 3) == "all") {
      expect(i, record_.items, "items in all");
    } else if (is(i + 1, "item") && i >= 2 && key(i - 2) == "opens" && key(i - 1) == "with") {
      expect(i, record_.items, "items");
    }
  }

  void check_tensions(std::size_t i) {
    if (!count_at(words_, i) || !knows_before()) return;
    const TensionCounts counts = count_tensions(record_, previous_);
    if (key(i + 1) == "new" && is(i + 2, "tension")) {
      expect(i, counts.opened, "new tensions");
    } else if (is(i + 1, "tension") && key(i + 2) == "opened") {
      expect(i, counts.opened, "tensions opened");
      if (key(i + 4) == "moved") expect(i + 3, counts.moved, "moved");
      if (key(i + 5) == "and" && key(i + 7) == "closed") expect(i + 6, counts.closed, "closed");
    }
  }

  // "Two statements changed because earlier sources were read again": each of them was not known
  // to the version before, or was printed by it and is no more.
  void check_read_again(std::size_t i) {
    if (!count_at(words_, i) || !is(i + 1, "statement") || key(i + 2) != "changed") return;
    expect(i, static_cast<long long>(record_.read_again.size()), "statements changed");
    if (previous_ == nullptr) return;
    const bool holds = std::ranges::all_of(record_.read_again, [&](const std::string& id) {
      const bool knows = std::ranges::binary_search(record_.known, id);
      const bool knew = std::ranges::binary_search(previous_->known, id);
      return knows && (!knew || previous_->statements.contains(id));
    });
    if (!holds) messages_.push_back("counts statements as changed that have not changed");
  }

  void check_version(std::size_t i) {
    const std::string_view version = key(i + 1);
    if (key(i) != "since" || version.size() < 2 || version[0] != 'v' ||
        version.find_first_not_of("0123456789", 1) != version.npos) {
      return;
    }
    if (std::atoi(std::string{version.substr(1)}.c_str()) == record_.version - 1) return;
    messages_.push_back("counts since " + std::string{version} + ", not since the version before");
  }

  void check_day() {
    for (const DatePoint& point : dates_of(words_, plain_)) {
      const bool until = point.first >= 2 && key(point.first - 2) == "days" &&
                         key(point.first - 1) == "to" && point.day;
      if (!until || !record_.published ||
          falls_within(point, {*record_.published, *record_.published})) {
        continue;
      }
      messages_.push_back("counts to another day than the version's, " +
                          format_day(*record_.published));
    }
  }

  const Record& record_;
  const Record* previous_;
  std::string plain_;
  std::vector<Word> words_;
  std::vector<std::string> messages_;
};

}  // namespace

std::vector<std::string> miscounted(std::string_view text, const Record& record,
                                    const Record* previous) {
  return Recounter{text, record, previous}.run();
}

}  // namespace dossier::proof
