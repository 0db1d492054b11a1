#include "render/proof_sources.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "render/proof_words.h"

namespace dossier::proof {
namespace {

// Quotation marks of all kinds count as one here, since a title's own are printed single.
std::string folded(std::string_view text) {
  std::string plain = plain_form(text);
  std::ranges::replace(plain, '"', '\'');
  return plain;
}

// What cannot stand between < and > is percent-encoded.
std::string encoded(std::string_view url) {
  std::string out;
  for (const char c : to_valid_utf8(url)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7F &&
        std::string_view{"<>\"'\\`"}.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    for (const unsigned digit : {byte / 16U, byte % 16U}) out += "0123456789ABCDEF"[digit];
    out.insert(out.size() - 2, 1, '%');
  }
  return out;
}

// Takes what the record knows out of the line, the longest first, so that an outlet's name within
// the title does not stand for the outlet; what is left must be nothing but punctuation.
class LineChecker {
 public:
  LineChecker(const RecordedSource& source, const PrintedSource& printed)
      : source_{source}, printed_{printed}, line_{folded(printed.text)} {}

  std::vector<std::string> run() {
    check_address();
    take("title", source_.title);
    const bool author_first = source_.author.size() > source_.outlet.size();
    if (folded(source_.author) == folded(source_.outlet)) {
      take("outlet", source_.outlet);
    } else if (author_first) {
      take("author", source_.author);
      take("outlet", source_.outlet);
    } else {
      take("outlet", source_.outlet);
      take("author", source_.author);
    }
    for (const std::string& copy : source_.copies) take("copy", copy);
    if (source_.published) take("date", format_day(*source_.published));
    check_rest();
    return std::move(problems_);
  }

 private:
  void take(std::string_view what, std::string_view value) {
    const std::string wanted = folded(value);
    const std::size_t at = line_.find(wanted);
    if (at == std::string::npos) {
      problems_.push_back("does not give its " + std::string{what} + ", " + std::string{value});
    } else if (!wanted.empty()) {
      line_.replace(at, wanted.size(), "|");
    }
  }

  void check_address() {
    if (printed_.url.empty()) return take("address", source_.url);
    if (printed_.url == encoded(source_.url)) return;
    problems_.push_back("gives the address " + printed_.url + ", not " + source_.url);
  }

  void check_rest() {
    const std::vector<Word> words = words_of(line_);
    if (!source_.published && !dates_of(words, line_).empty()) {
      return problems_.push_back("gives a date that nobody knows");
    }
    constexpr std::array<std::string_view, 7> kOwnWords{"also", "carried", "by",      "counted",
                                                        "once", "and",     "untitled"};
    for (const Word& word : words) {
      if (std::ranges::find(kOwnWords, word.key) != kOwnWords.end()) continue;
      return problems_.push_back("says more than the record knows: " + word.key);
    }
  }

  const RecordedSource& source_;
  const PrintedSource& printed_;
  std::string line_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> source_problems(const RecordedSource& source,
                                         const PrintedSource& printed) {
  return LineChecker{source, printed}.run();
}

}  // namespace dossier::proof
