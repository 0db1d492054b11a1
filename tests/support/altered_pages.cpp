#include "tests/support/altered_pages.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <random>
#include <set>

#include "base/json.h"
#include "tests/support/page_sites.h"

namespace dossier {
namespace {

// Words that turn the sense of a sentence round or stretch it; each may be replaced by each other.
struct Turn {
  const char* kind;
  const char *from, *to;
};
constexpr Turn kTurns[] = {
    {"comparison turned", " ahead of ", " behind "},
    {"comparison turned", " behind ", " ahead of "},
    {"comparison turned", " level with ", " ahead of "},
    {"comparison turned", " beats ", " trails "},
    {"comparison turned", " trails ", " beats "},
    {"comparison turned", " level with ", " behind "},
    {"direction turned", "widening", "narrowing"},
    {"direction turned", "narrowing", "widening"},
    {"direction turned", "holding steady", "widening"},
    {"direction turned", " to widen", " to narrow"},
    {"direction turned", " to narrow", " to widen"},
    {"direction turned", "growing", "shrinking"},
    {"open and closed", "open-weight ", "closed "},
    {"open and closed", "open models", "closed models"},
    {"open and closed", "open and closed models", "American and Chinese models"},
    {"status turned", " released ", " announced "},
    {"status turned", " announced ", " released "},
    {"status turned", " releases ", " announces "},
    {"status turned", " releases ", " withdraws "},
    {"status turned", " announces ", " releases "},
    {"status turned", " announces ", " delays "},
    {"status turned", "Released:", "Announced:"},
    {"status turned", " had released ", " had withdrawn "},
    {"status turned", " released ", " refused to release "},
    {"verb turned", " sees ", " denies "},
    {"verb turned", " expects ", " doubts "},
    {"verb turned", " says", " denies"},
    {"verb turned", " argues", " jokes"},
    {"verb turned", " supports ", " opposes "},
    {"verb turned", " opposes ", " supports "},
    {"verb turned", " expects ", " demands "},
    {"verb turned", " scores ", " doubles its score to "},
    {"verb turned", " scores ", " almost scores "},
    {"verb turned", " scores ", " lost "},
    {"verb turned", " urges", " warns against"},
    {"before and after", "By ", "Before "},
    {"before and after", "By ", "After "},
    {"before and after", "On ", "Before "},
    {"before and after", " by ", " after "},
    {"more and less", " scores ", " scores less than "},
    {"more and less", " scores ", " scores more than "},
    {"more and less", " with ", " with more than "},
    {"more and less", " at ", " at over "},
    {"quantifier", " and ", " and all "},
    {"quantifier", " models ", " models always "},
    {"quantifier", " models", " most models"},
    {"quantifier", "Three ", "All "},
    {"quantifier", "Six ", "All "},
    {"hedge dropped", "according to ", "as proved by "},
    {"hedge dropped", "According to ", "As proved by "},
    {"hedge dropped", " (contested)", ""},
    {"hedge dropped", " †", ""},
    {"hedge dropped", "Reported in first place: ", "In first place: "},
    {"hedge dropped", " expects ", " knows "},
    {"hedge dropped", " may ", " will "},
    {"hedge dropped", "about ", ""},
    {"hedge dropped", "roughly ", ""},
    {"hedge dropped", "nearly ", ""},
    {"hedge added", " scores ", " reportedly scores "},
    {"hedge added", " scores ", " may score "},
    {"hedge added", " at ", " at about "},
    {"hedge added", " released ", " may have released "},
    {"negation added", " scores ", " does not score "},
    {"negation added", " sees ", " does not see "},
    {"negation added", " released ", " never released "},
    {"negation added", " releases ", " does not release "},
    {"negation added", " expects ", " does not expect "},
    {"negation added", " ranks ", " no longer ranks "},
    {"negation added", " argues", " no longer argues"},
    {"negation added", " says", " never says"},
    {"negation dropped", " not ", " "},
    {"negation dropped", " cannot ", " can "},
    {"negation dropped", " nobody ", " everybody "},
    {"superlative added", " scores ", " scores a record "},
    {"superlative added", " released ", " was the first to release "},
    {"superlative added", " models", " leading models"},
    {"superlative added", " ranks ", " easily ranks "},
    {"superlative added", " open-weight ", " the largest open-weight "},
    {"superlative added", " releases ", " releases the best model yet, "},
    {"parameters turned", " in total", " active"},
    {"parameters turned", "B active", "B in total"},
    {"license changed", "MIT", "Apache 2.0"},
    {"license changed", "Apache 2.0", "MIT"},
    {"license changed", "Apache 2.0", "Apache 3.0"},
    {"scope changed", " among open-weight models", ""},
    {"scope changed", " among open-weight models", " among all models"},
    {"scope changed", "Verified", "Multilingual"},
    {"standing turned", "Corroborated: ", "Contested: "},
    {"standing turned", "Unchanged: ", "Closed: "},
    {"standing turned", "Moved: ", "Opened: "},
    {"standing turned", "Opened: ", "Unchanged: "},
    {"standing turned", "Growing", "Dormant"},
    {"standing turned", "Growing", "Quiet"},
    {"count in words", "two ", "three "},
    {"count in words", "three ", "two "},
    {"count in words", "Three ", "Four "},
    {"count in words", "Six ", "Five "},
    {"count in words", "six ", "seven "},
    {"count in words", "one moved", "two moved"},
    {"count in words", "none closed", "one closed"},
    {"count in words", "No tensions opened", "One tension opened"},
    {"count in words", "No new tensions emerged", "One new tension emerged"},
    {"count in words", "twelve items", "eleven items"},
    {"rank changed", " first", " second"},
    {"rank changed", " third", " first"},
    {"rank changed", " ninth", " fifth"},
    {"rank changed", " 32nd", " 2nd"},
};

class Alterer {
 public:
  Alterer(const PageToAlter& page, int per_kind, std::uint32_t seed)
      : page_{page}, sites_{page.markdown, page.record}, per_kind_{per_kind}, random_{seed} {}

  std::vector<AlteredPage> run() {
    turns();
    figures();
    names();
    citations();
    dates();
    quotations();
    sentences();
    tables();
    sources();
    head();
    return std::move(out_);
  }

 private:
  std::size_t pick(std::size_t size) { return random_() % size; }

  // Adds the page with [at, at+length) replaced, unless nothing changed or it is there already.
  bool add(const std::string& kind, Site site, const std::string& to, bool evidence_tells = true) {
    AlteredPage altered{kind, line_at(page_.markdown, site.at), "", page_.markdown, evidence_tells};
    altered.markdown.replace(site.at, site.length, to);
    if (altered.markdown == page_.markdown || !seen_.insert(altered.markdown).second) return false;
    altered.after = line_at(altered.markdown, site.at);
    out_.push_back(std::move(altered));
    return true;
  }

  // Calls `alter` on sites in random order until `per_kind_` alterations were added.
  void at_some(std::vector<Site> sites, const std::function<bool(Site)>& alter) {
    std::ranges::shuffle(sites, random_);
    int made = 0;
    for (const Site& site : sites) {
      if (made < per_kind_ && alter(site)) ++made;
    }
  }

  void turns() {
    for (const Turn& turn : kTurns) {
      std::vector<Site> places;
      for (const Site& site : sites_.all(turn.from)) {
        if (!sites_.in_quotation(site.at)) places.push_back(site);
      }
      at_some(places, [&](Site site) { return add(turn.kind, site, turn.to); });
    }
  }

  void figures() {
    const std::vector<Site> figures = sites_.figures();
    at_some(figures, [&](Site site) {
      std::string text = sites_.text(site);
      std::size_t at = 0;
      do at = pick(text.size());
      while (!std::isdigit(static_cast<unsigned char>(text[at])));
      text[at] = static_cast<char>('0' + (text[at] - '0' + 1 + static_cast<int>(pick(8))) % 10);
      return add("digit changed", site, text);
    });
    at_some(figures, [&](Site site) {
      return add("number swapped", site, sites_.text(figures[pick(figures.size())]));
    });
    // Two figures of one line exchanged: both stand in the evidence still.
    at_some(figures, [&](Site site) {
      for (const Site& other : figures) {
        const bool fits =
            other.at > site.at + site.length &&
            line_start(page_.markdown, other.at) == line_start(page_.markdown, site.at) &&
            sites_.text(other) != sites_.text(site);
        if (!fits) continue;
        const std::string between =
            page_.markdown.substr(site.at + site.length, other.at - site.at - site.length);
        return add("figures exchanged", {site.at, other.at + other.length - site.at},
                   sites_.text(other) + between + sites_.text(site));
      }
      return false;
    });
    at_some(figures, [&](Site site) {
      const std::string text = sites_.text(site);
      const std::size_t point = text.find('.');
      return point != text.npos && add("figure rounded", site, text.substr(0, point));
    });
    at_some(figures, [&](Site site) {
      const char unit = page_.markdown[site.at + site.length];
      const Site at{site.at + site.length, 1};
      if (unit == '%') return add("unit changed", at, pick(2) == 0 ? "" : " points");
      if (unit == 'B') return add("unit changed", at, pick(2) == 0 ? "M" : "T");
      if (unit == ' ' || unit == ',') return add("unit changed", {at.at, 0}, "%");
      return false;
    });
    at_some(figures, [&](Site site) { return add("hedge added", {site.at, 0}, "nearly "); });
    at_some(figures, [&](Site site) { return add("figure with a sign", {site.at, 0}, "-"); });
  }

  void names() {
    for (const NameList& list : sites_.names()) {
      at_some(list.sites, [&](Site site) {
        return add(list.kind + " swapped", site, list.names[pick(list.names.size())]);
      });
      at_some(list.sites,
              [&](Site site) { return add(list.kind + " unheard of", site, list.foreign); });
      at_some(list.sites, [&](Site site) {
        for (const Site& other : list.sites) {
          const bool fits =
              other.at > site.at + site.length && sites_.text(other) != sites_.text(site) &&
              line_start(page_.markdown, other.at) == line_start(page_.markdown, site.at);
          if (!fits) continue;
          const std::string between =
              page_.markdown.substr(site.at + site.length, other.at - site.at - site.length);
          return add(list.kind + "s exchanged", {site.at, other.at + other.length - site.at},
                     sites_.text(other) + between + sites_.text(site));
        }
        return false;
      });
      if (list.kind != "model") continue;
      at_some(list.sites, [&](Site site) {
        return add("variant added", {site.at + site.length, 0}, pick(2) == 0 ? " Mini" : " Max");
      });
      at_some(list.sites, [&](Site site) {
        const std::string text = sites_.text(site);
        const std::size_t blank = text.rfind(' ');
        return blank != text.npos && add("variant dropped", site, text.substr(0, blank));
      });
    }
  }

  void citations() {
    const std::vector<Site> marks = sites_.citations();
    const std::vector<int> numbers = sites_.numbers();
    at_some(marks, [&](Site site) {
      const int number = std::atoi(sites_.text(site).c_str() + 1);
      return add("citation shifted", site, '[' + std::to_string(number + 1) + ']');
    });
    at_some(marks, [&](Site site) {
      return add("citation of another source", site,
                 '[' + std::to_string(numbers[pick(numbers.size())]) + ']');
    });
    at_some(marks, [&](Site site) { return add("citation dropped", site, ""); });
    at_some(marks, [&](Site site) {
      return add("citation added", {site.at + site.length, 0},
                 '[' + std::to_string(numbers[pick(numbers.size())]) + ']');
    });
    at_some(marks, [&](Site site) {
      const auto next = std::ranges::find_if(
          marks, [&](const Site& other) { return other.at > site.at + site.length; });
      if (next == marks.end() || sites_.text(*next) == sites_.text(site)) return false;
      const std::string between =
          page_.markdown.substr(site.at + site.length, next->at - site.at - site.length);
      return add("citations exchanged", {site.at, next->at + next->length - site.at},
                 sites_.text(*next) + between + sites_.text(site));
    });
  }

  void dates() {
    at_some(sites_.dates(), [&](Site site) {
      return add("day shifted", site, shifted_date(sites_.text(site), 1, 0, 0));
    });
    at_some(sites_.dates(), [&](Site site) {
      return add("month shifted", site, shifted_date(sites_.text(site), 0, 1, 0));
    });
    at_some(sites_.dates(), [&](Site site) {
      return add("year shifted", site, shifted_date(sites_.text(site), 0, 0, 1));
    });
  }

  void quotations() {
    const std::vector<Site> quotations = sites_.quotations();
    at_some(quotations, [&](Site site) {  // A word left out
      std::string text = sites_.text(site);
      const std::size_t from = text.find(' ', pick(text.size() / 2));
      const std::size_t to = text.find(' ', from + 1);
      if (from == text.npos || to == text.npos) return false;
      return add("quotation: word dropped", site, text.erase(from, to - from));
    });
    at_some(quotations, [&](Site site) {
      std::string text = sites_.text(site);
      const std::size_t at = text.find(' ', pick(text.size() / 2));
      if (at == text.npos) return false;
      return add("quotation: word added", site, text.insert(at, pick(2) == 0 ? " not" : " very"));
    });
    at_some(quotations, [&](Site site) {
      std::string text = sites_.text(site);
      std::size_t at = 1 + pick(text.size() - 2);
      while (at + 1 < text.size() && !std::islower(static_cast<unsigned char>(text[at]))) ++at;
      if (at + 1 >= text.size()) return false;
      text[at] = text[at] == 'e' ? 'a' : 'e';
      return add("quotation: letter changed", site, text);
    });
    at_some(quotations, [&](Site site) {
      const Site& other = quotations[pick(quotations.size())];
      return add("quotations exchanged", site, sites_.text(other));
    });
    at_some(quotations, [&](Site site) {
      const std::string text = sites_.text(site);
      return add("quotation marks taken off", site, text.substr(1, text.size() - 2));
    });
  }

  void sentences() {
    const std::vector<Site> sentences = sites_.sentences();
    if (sentences.empty()) return;
    at_some(sentences, [&](Site site) {
      const Site& target = sentences[pick(sentences.size())];
      return target.at != site.at &&
             add("sentence told again elsewhere", {target.at, 0}, sites_.text(site) + ' ', false);
    });
    at_some(sentences, [&](Site site) { return add("sentence left out", site, "", false); });
    const char* const kUncited[] = {"Analysts agree that this settles the matter. ",
                                    "The gap has been closed for good. ",
                                    "Prices fell by 40% in a week. "};
    at_some(sentences, [&](Site site) {
      return add("sentence added, uncited", {site.at, 0}, kUncited[pick(3)]);
    });
    at_some(sentences, [&](Site site) {
      const std::vector<int> numbers = sites_.numbers();
      return add("sentence added, cited", {site.at, 0},
                 "The vendors had contested the results and asked for a second run [" +
                     std::to_string(numbers[pick(numbers.size())]) + "]. ");
    });
    at_some(sentences, [&](Site site) {
      const std::string run = borrowed_words();
      return !run.empty() &&
             add("words borrowed", {site.at, 0},
                 "It says that " + run + " [" + std::to_string(sites_.numbers()[0]) + "]. ");
    });
    at_some(sites_.headings(), [&](Site site) {
      return add("heading changed", {site.at, site.length}, "Facts", false);
    });
    at_some(sites_.labels(), [&](Site site) {
      const std::vector<Site> labels = sites_.labels();
      return add("label swapped", site, sites_.text(labels[pick(labels.size())]));
    });
  }

  // Nine words in a row of a source, without quotation marks.
  std::string borrowed_words() {
    if (page_.texts.empty()) return {};
    const std::string& text = page_.texts[pick(page_.texts.size())];
    if (text.size() < 400) return {};
    std::size_t at = text.find(' ', pick(text.size() - 300));
    std::string run;
    for (int words = 0; at != text.npos && at < text.size() && words < 12;) {
      const std::size_t end = text.find(' ', at + 1);
      if (end == text.npos) return {};
      const std::string word = text.substr(at + 1, end - at - 1);
      const bool plain = !word.empty() && std::ranges::all_of(word, [](char c) {
        return std::isalpha(static_cast<unsigned char>(c)) != 0;
      });
      run = plain ? run + (run.empty() ? "" : " ") + word : std::string{};
      words = plain ? words + 1 : 0;
      at = end;
    }
    return run;
  }

  void tables() {
    const std::vector<std::vector<Site>> rows = sites_.rows();
    std::vector<Site> cells;
    for (const auto& row : rows) cells.insert(cells.end(), row.begin(), row.end());
    at_some(cells, [&](Site site) {
      for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const auto found = std::ranges::find(rows[i], site.at, &Site::at);
        if (found == rows[i].end()) continue;
        const auto column = static_cast<std::size_t>(found - rows[i].begin());
        const std::size_t other = pick(rows.size());
        if (column >= rows[other].size()) return false;
        return add("cell of another row", site, sites_.text(rows[other][column]));
      }
      return false;
    });
    at_some(cells, [&](Site site) {
      for (const auto& row : rows) {
        const auto found = std::ranges::find(row, site.at, &Site::at);
        if (found == row.end() || found + 1 == row.end()) continue;
        const Site& next = found[1];
        return add("cells exchanged", {site.at, next.at + next.length - site.at},
                   sites_.text(next) + " | " + sites_.text(site));
      }
      return false;
    });
    std::vector<Site> whole;
    for (const auto& row : rows) {
      if (!row.empty()) whole.push_back(whole_line(page_.markdown, row.front().at));
    }
    at_some(whole, [&](Site site) { return add("row left out", site, "", false); });
  }

  void sources() {
    for (const SourceSites& source : sites_.sources()) {
      const std::pair<const char*, Site> parts[] = {{"source: title", source.title},
                                                    {"source: outlet", source.outlet},
                                                    {"source: date", source.date},
                                                    {"source: address", source.address}};
      for (const auto& [kind, site] : parts) {
        if (site.length < 3 || made_[kind] >= per_kind_) continue;
        std::string text = sites_.text(site);
        if (std::string_view{kind} == "source: date") {
          text = shifted_date(text, 1, 0, 0);
        } else {
          const std::size_t at = text.size() / 2;
          text[at] = text[at] == 'x' ? 'y' : 'x';
        }
        if (add(kind, site, text)) ++made_[kind];
      }
    }
    std::vector<Site> lines;
    for (const SourceSites& source : sites_.sources()) lines.push_back(source.line);
    at_some(lines, [&](Site site) { return add("source left out", site, ""); });
    at_some(lines, [&](Site site) {
      return add("source added", {site.at, 0},
                 "- [999] Nobody, \"Nothing,\" Nowhere, 2026-01-01. <https://nowhere.example/>\n");
    });
  }

  void head() {
    at_some(sites_.head_figures(), [&](Site site) {
      return add("head line", site, std::to_string(std::atoi(sites_.text(site).c_str()) + 1));
    });
    for (const Site& site : sites_.all("open · ")) add("head line", site, "closed · ");
  }

  const PageToAlter& page_;
  PageSites sites_;
  int per_kind_;
  std::mt19937 random_;
  std::map<std::string, int> made_;
  std::set<std::string> seen_;
  std::vector<AlteredPage> out_;
};

}  // namespace

std::vector<AlteredPage> altered_pages(const PageToAlter& page, int per_kind, std::uint32_t seed) {
  return Alterer{page, per_kind, seed}.run();
}

std::vector<AlteredPage> harmless_edits(const std::string& markdown) {
  std::vector<AlteredPage> edits;
  const auto add = [&](const char* kind, std::string text) {
    if (text != markdown) edits.push_back({kind, "", "", std::move(text), false});
  };
  const auto replaced = [&](std::string_view from, std::string_view to) {
    std::string text = markdown;
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
    return text;
  };
  add("carriage returns", replaced("\n", "\r\n"));
  add("blanks at line ends", replaced("]\n", "]  \n"));
  add("double empty lines", replaced("\n\n", "\n\n\n"));
  add("no newline at the end", markdown.substr(0, markdown.size() - 1));
  add("sentences on lines of their own", replaced("]. ", "].\n"));
  add("double blanks", replaced("]. ", "].  "));
  add("tables aligned", replaced(" | ", "  |  "));
  return edits;
}

}  // namespace dossier
