#include "review/comparison.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "render/editorial.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr std::size_t kSentencesMax = 600;  // In a section, for the alignment's square cost

// The longest common subsequence of sentences, as pairs of indexes.
std::vector<std::pair<std::size_t, std::size_t>> common_of(const std::vector<PageSentence>& left,
                                                           const std::vector<PageSentence>& right) {
  const std::size_t rows = std::min(left.size(), kSentencesMax);
  const std::size_t columns = std::min(right.size(), kSentencesMax);
  std::vector<std::vector<std::size_t>> length(rows + 1, std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      length[i][j] = left[i].text == right[j].text ? length[i + 1][j + 1] + 1
                                                   : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (left[i].text == right[j].text) {
      pairs.emplace_back(i++, j++);
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return pairs;
}

// Whether more than half of both is the same: the same sentence, told anew.
bool is_told_anew(const std::vector<DiffRun>& words, const PageSentence& left,
                  const PageSentence& right) {
  std::size_t same = 0;
  for (const DiffRun& run : words) {
    if (run.kind == DiffRun::Kind::same) same += run.text.size();
  }
  return same * 2 > std::max(left.text.size(), right.text.size());
}

// Sentences [start, end) of one side.
struct Stretch {
  const std::vector<PageSentence>& sentences;
  std::size_t start, end;
};

// What stands between two sentences that are the same.
void add_between(std::vector<ComparedRow>& rows, const Stretch& left, const Stretch& right) {
  std::size_t j = right.start;
  for (std::size_t i = left.start; i < left.end; ++i) {
    const PageSentence& sentence = left.sentences[i];
    ComparedRow row{&sentence, nullptr, {}};
    for (std::size_t k = j; k < right.end && row.right == nullptr; ++k) {
      auto words = diff_words(sentence.text, right.sentences[k].text);
      if (!is_told_anew(words, sentence, right.sentences[k])) continue;
      for (; j < k; ++j) rows.push_back({nullptr, &right.sentences[j], {}});
      row.right = &right.sentences[j++];
      row.words = std::move(words);
    }
    rows.push_back(std::move(row));
  }
  for (; j < right.end; ++j) rows.push_back({nullptr, &right.sentences[j], {}});
}

// What is gone stands beside what has come in its place, row by row.
void close_up(std::vector<ComparedRow>& rows) {
  const auto is_left = [](const ComparedRow& row) { return row.right == nullptr; };
  const auto is_right = [](const ComparedRow& row) { return row.left == nullptr; };
  auto gone = rows.begin();
  while ((gone = std::find_if(gone, rows.end(), is_left)) != rows.end()) {
    const auto come = std::find_if_not(gone, rows.end(), is_left);
    const auto end = std::find_if_not(come, rows.end(), is_right);
    const auto both = std::min(come - gone, end - come);
    for (std::ptrdiff_t i = 0; i < both; ++i) gone[i].right = come[i].right;
    gone = rows.erase(come, come + both);
  }
}

std::vector<ComparedRow> compare_sentences(const std::vector<PageSentence>& left,
                                           const std::vector<PageSentence>& right) {
  std::vector<ComparedRow> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  auto common = common_of(left, right);
  common.emplace_back(left.size(), right.size());
  for (const auto& [next_left, next_right] : common) {
    add_between(rows, {left, i, next_left}, {right, j, next_right});
    if (next_left < left.size()) rows.push_back({&left[next_left], &right[next_right], {}});
    i = next_left + 1;
    j = next_right + 1;
  }
  close_up(rows);
  return rows;
}

PageSentence sentence_of(const Section& section, const Layout& layout,
                         const DossierSentence& sentence, bool first) {
  const std::string lead = first ? lead_of(section, layout) : std::string{};
  std::string text = spoken_text(sentence);
  if (!lead.empty()) text = lead + " " + text;
  return {sentence_key(section.name, sentence), std::move(text), plain_text(sentence),
          citations_of(sentence), sentence.kind};
}

}  // namespace

std::vector<PageSection> sections_of(const Dossier& dossier) {
  std::vector<PageSection> sections;
  for (const Section& section : dossier.sections) {
    PageSection list{section.name, {}};
    for (const Layout& layout : section.layouts) {
      if (layout.kind == LayoutKind::table_row) {
        list.sentences.push_back(sentence_of(section, layout, row_sentence(layout), false));
        continue;
      }
      bool first = true;
      for (const DossierSentence& sentence : layout.sentences) {
        list.sentences.push_back(sentence_of(section, layout, sentence, first));
        first = false;
      }
    }
    sections.push_back(std::move(list));
  }
  return sections;
}

std::vector<ComparedSection> compare(const std::vector<PageSection>& left,
                                     const std::vector<PageSection>& right) {
  static const std::vector<PageSentence> kNothing;
  std::vector<ComparedSection> compared;
  for (const PageSection& section : right) {
    const auto before = std::ranges::find(left, section.name, &PageSection::name);
    compared.push_back(
        {section.name, compare_sentences(before == left.end() ? kNothing : before->sentences,
                                         section.sentences)});
  }
  for (const PageSection& section : left) {
    if (std::ranges::find(right, section.name, &PageSection::name) != right.end()) continue;
    compared.push_back({section.name, compare_sentences(section.sentences, kNothing)});
  }
  return compared;
}

}  // namespace dossier
