// The places of a Markdown page where somebody could alter it: figures, names, citations, dates,
// quotations, sentences, cells, the lines under Sources.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier {

struct Site {
  std::size_t at = 0, length = 0;
};

struct NameList {
  std::string kind;                // "model"
  std::vector<std::string> names;  // Of the page
  std::string foreign;             // That nobody has heard of
  std::vector<Site> sites;
};

struct SourceSites {
  Site line, title, outlet, date, address;
};

[[nodiscard]] std::size_t line_start(std::string_view text, std::size_t at);
[[nodiscard]] std::string line_at(std::string_view text, std::size_t at);
[[nodiscard]] Site whole_line(std::string_view text, std::size_t at);  // Its newline included
// "2026-03-12" or "March 12", moved on.
[[nodiscard]] std::string shifted_date(const std::string& date, int days, int months, int years);

class PageSites {
 public:
  PageSites(const std::string& markdown, const std::string& record);

  [[nodiscard]] std::string text(Site site) const { return page_.substr(site.at, site.length); }
  [[nodiscard]] bool in_quotation(std::size_t at) const;
  // Occurrences between the head line and Sources.
  [[nodiscard]] std::vector<Site> all(std::string_view words) const;
  [[nodiscard]] std::vector<Site> figures() const;
  [[nodiscard]] std::vector<NameList> names() const;
  [[nodiscard]] std::vector<Site> citations() const;  // "[4]"
  [[nodiscard]] std::vector<int> numbers() const;     // Of the sources
  [[nodiscard]] std::vector<Site> dates() const;
  [[nodiscard]] std::vector<Site> quotations() const;  // With their marks
  [[nodiscard]] std::vector<Site> sentences() const;   // In paragraphs, citing
  [[nodiscard]] std::vector<Site> headings() const;
  [[nodiscard]] std::vector<Site> labels() const;  // "**Ada Brink.**" without its asterisks
  [[nodiscard]] std::vector<std::vector<Site>> rows() const;
  [[nodiscard]] std::vector<SourceSites> sources() const;
  [[nodiscard]] std::vector<Site> head_figures() const;

 private:
  [[nodiscard]] std::vector<Site> whole_words(std::string_view words) const;
  [[nodiscard]] std::vector<Site> lines() const;  // Between the head line and Sources

  std::string page_;
  std::string record_;
  std::size_t body_ = 0;     // Where the first section starts
  std::size_t sources_ = 0;  // Where Sources starts
};

}  // namespace dossier
