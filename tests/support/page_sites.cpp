#include "tests/support/page_sites.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/json.h"
#include "base/time.h"

namespace dossier {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

std::set<std::string> members(const Json& record, std::initializer_list<const char*> keys) {
  std::set<std::string> values;
  for (const Json& statement : record["statements"]) {
    const auto claim = parse_json(statement["claim"].get<std::string>());
    if (!claim) continue;
    for (const char* key : keys) {
      const auto value = claim->find(key);
      if (value != claim->end() && value->is_string()) values.insert(value->get<std::string>());
    }
  }
  return values;
}

}  // namespace

std::size_t line_start(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? text.npos : text.rfind('\n', at - 1);
  return newline == text.npos ? 0 : newline + 1;
}

Site whole_line(std::string_view text, std::size_t at) {
  const std::size_t start = line_start(text, at);
  const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
  return {start, end - start};
}

std::string line_at(std::string_view text, std::size_t at) {
  const Site line = whole_line(text, at);
  std::string words{text.substr(line.at, line.length)};
  if (words.ends_with('\n')) words.pop_back();
  return words;
}

std::string shifted_date(const std::string& date, int days, int months, int years) {
  if (const auto day = parse_day(date)) {
    using namespace std::chrono;
    year_month_day shifted{*day + std::chrono::days{days}};
    shifted += std::chrono::months{months};
    shifted += std::chrono::years{years};
    if (!shifted.ok()) shifted = shifted.year() / shifted.month() / std::chrono::day{1};
    return format_day(Day{shifted});
  }
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string name{kMonths[i]};
    if (!date.starts_with(name + ' ')) continue;
    const int day = std::atoi(date.c_str() + name.size() + 1);
    std::string shifted = std::string{kMonths[(i + static_cast<std::size_t>(months)) % 12]} + ' ' +
                          std::to_string(day % 27 + days + (days == 0 ? day - day % 27 : 0));
    if (years != 0) shifted += ", 2019";
    return shifted;
  }
  return date;
}

PageSites::PageSites(const std::string& markdown, const std::string& record)
    : page_{markdown}, record_{record} {
  body_ = std::min(page_.find("\n## "), page_.size());
  sources_ = std::min(page_.find("\n## Sources"), page_.size());
}

bool PageSites::in_quotation(std::size_t at) const {
  const std::size_t start = line_start(page_, at);
  return std::count(page_.begin() + static_cast<std::ptrdiff_t>(start),
                    page_.begin() + static_cast<std::ptrdiff_t>(at), '"') %
             2 ==
         1;
}

std::vector<Site> PageSites::all(std::string_view words) const {
  std::vector<Site> sites;
  const std::size_t from = words.starts_with("open ·") ? 0 : body_;
  for (std::size_t at = page_.find(words, from); at < sources_; at = page_.find(words, at + 1)) {
    if (page_[line_start(page_, at)] != '#') sites.push_back({at, words.size()});
  }
  return sites;
}

std::vector<Site> PageSites::whole_words(std::string_view words) const {
  std::vector<Site> sites;
  for (const Site& site : all(words)) {
    const char before = page_[site.at - 1];
    const char after = page_[site.at + site.length];
    const bool inside_number = (before == '.' || before == ',') && is_digit(page_[site.at - 2]);
    const bool goes_on =
        (after == '.' || after == ',') && is_digit(page_[site.at + site.length + 1]);
    const bool unit = is_digit(words.back()) && (after == 'B' || after == 'T' || after == 'M');
    if (is_word(before) || (is_word(after) && !unit) || before == '-' || before == '[' ||
        inside_number || goes_on) {
      continue;
    }
    if (!in_quotation(site.at)) sites.push_back(site);
  }
  return sites;
}

std::vector<Site> PageSites::figures() const {
  const auto record = parse_json(record_);
  std::set<std::string> texts;
  for (const Json& statement : (*record)["statements"]) {
    const auto claim = parse_json(statement["claim"].get<std::string>());
    if (!claim) continue;
    for (const char* key : {"figure", "from"}) {
      if (claim->contains(key)) texts.insert((*claim)[key]["text"].get<std::string>());
    }
    for (const char* key : {"total_parameters", "active_parameters"}) {
      std::string text = claim->value(key, "");
      while (!text.empty() && !is_digit(text.back())) text.pop_back();
      if (!text.empty()) texts.insert(text);
    }
  }
  std::vector<Site> sites;
  for (const std::string& text : texts) {
    if (text.empty() || !is_digit(text.back()) || !is_digit(text.front())) continue;
    for (const Site& site : whole_words(text)) sites.push_back(site);
  }
  std::ranges::sort(sites, {}, &Site::at);
  return sites;
}

std::vector<NameList> PageSites::names() const {
  const auto record = parse_json(record_);
  std::vector<NameList> lists{
      {"model", {}, "Cygnet 7", {}},
      {"benchmark", {}, "MarshBench", {}},
      {"organization", {}, "Wren Works", {}},
      {"person", {}, "Edda Holm", {}},
  };
  const std::set<std::string> values[] = {
      members(*record, {"model", "versus"}), members(*record, {"benchmark"}),
      members(*record, {"organization"}), members(*record, {"holder"})};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (const std::string& name : values[i]) {
      if (name.size() < 2) continue;
      const std::vector<Site> sites = whole_words(name);
      if (sites.empty()) continue;
      lists[i].names.push_back(name);
      for (const Site& site : sites) {
        const auto overlaps = [&](const Site& other) {
          return site.at < other.at + other.length && other.at < site.at + site.length;
        };
        // The longer of two names that begin at one place is the one that is meant.
        std::erase_if(lists[i].sites, [&](const Site& other) {
          return overlaps(other) && other.length < site.length;
        });
        if (std::ranges::none_of(lists[i].sites, overlaps)) lists[i].sites.push_back(site);
      }
    }
    std::ranges::sort(lists[i].sites, {}, &Site::at);
  }
  std::erase_if(lists, [](const NameList& list) { return list.sites.empty(); });
  return lists;
}

std::vector<Site> PageSites::citations() const {
  std::vector<Site> sites;
  for (std::size_t at = page_.find('[', body_); at < sources_; at = page_.find('[', at + 1)) {
    const std::size_t close = page_.find(']', at);
    const bool digits =
        close > at + 1 && std::all_of(page_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                      page_.begin() + static_cast<std::ptrdiff_t>(close), is_digit);
    if (digits && page_[at - 1] != '\\') sites.push_back({at, close + 1 - at});
  }
  return sites;
}

std::vector<int> PageSites::numbers() const {
  std::vector<int> numbers;
  for (std::size_t at = page_.find("\n- [", sources_); at != page_.npos;
       at = page_.find("\n- [", at + 1)) {
    numbers.push_back(std::atoi(page_.c_str() + at + 4));
  }
  return numbers;
}

std::vector<Site> PageSites::dates() const {
  std::vector<Site> sites;
  for (std::size_t at = body_; at + 10 < sources_; ++at) {
    if (parse_day(page_.substr(at, 10))) sites.push_back({at, 10});
  }
  for (const char* month : kMonths) {
    for (const Site& site : all(std::string{month} + ' ')) {
      std::size_t end = site.at + site.length;
      while (is_digit(page_[end])) ++end;
      if (end > site.at + site.length && end < site.at + site.length + 3) {
        sites.push_back({site.at, end - site.at});
      }
    }
  }
  return sites;
}

std::vector<Site> PageSites::quotations() const {
  std::vector<Site> sites;
  for (const Site& line : lines()) {
    const std::size_t end = line.at + line.length;
    for (std::size_t open = page_.find('"', line.at); open < end;) {
      const std::size_t close = page_.find('"', open + 1);
      if (close >= end) break;
      if (close > open + 20) sites.push_back({open, close + 1 - open});
      open = page_.find('"', close + 1);
    }
  }
  return sites;
}

std::vector<Site> PageSites::lines() const {
  std::vector<Site> lines;
  for (std::size_t at = body_; at < sources_;) {
    const Site line = whole_line(page_, at);
    if (line.length > 1 && page_[line.at] != '#') lines.push_back(line);
    at = line.at + line.length;
  }
  return lines;
}

std::vector<Site> PageSites::sentences() const {
  std::vector<Site> sites;
  for (const Site& line : lines()) {
    if (std::string_view{"|-*#"}.find(page_[line.at]) != std::string_view::npos) continue;
    std::size_t start = line.at;
    for (std::size_t at = page_.find("]. ", start); at < line.at + line.length;
         at = page_.find("]. ", at + 1)) {
      sites.push_back({start, at + 3 - start});
      start = at + 3;
    }
  }
  return sites;
}

std::vector<Site> PageSites::headings() const {
  std::vector<Site> sites;
  for (std::size_t at = page_.find("\n## ", body_); at < sources_;
       at = page_.find("\n## ", at + 1)) {
    sites.push_back({at + 4, page_.find('\n', at + 4) - at - 4});
  }
  return sites;
}

std::vector<Site> PageSites::labels() const {
  std::vector<Site> sites;
  for (const Site& line : lines()) {
    const std::string words = text(line);
    const std::size_t open = words.find("**");
    if (open > 2) continue;
    const std::size_t close = words.find("**", open + 2);
    if (close != words.npos) sites.push_back({line.at + open + 2, close - open - 2});
  }
  return sites;
}

std::vector<std::vector<Site>> PageSites::rows() const {
  std::vector<std::vector<Site>> rows;
  bool body = false;
  for (const Site& line : lines()) {
    if (page_[line.at] != '|') {
      body = false;
      continue;
    }
    if (page_[line.at + 1] == '-') {
      body = true;
      continue;
    }
    if (!body) continue;
    rows.emplace_back();
    const std::size_t end = line.at + line.length;
    for (std::size_t open = line.at; open < end;) {
      const std::size_t close = page_.find(" |", open + 1);
      if (close >= end) break;
      if (close > open + 2) rows.back().push_back({open + 2, close - open - 2});
      open = close + 1;
    }
  }
  return rows;
}

std::vector<SourceSites> PageSites::sources() const {
  std::vector<SourceSites> sources;
  for (std::size_t at = page_.find("\n- [", sources_); at != page_.npos;
       at = page_.find("\n- [", at + 1)) {
    SourceSites source;
    source.line = whole_line(page_, at + 1);
    const std::size_t end = at + source.line.length;
    const std::size_t open = page_.find('"', at);
    const std::size_t close = page_.find('"', open + 1);
    const std::size_t address = page_.find('<', at);
    if (open < end && close < end) source.title = {open + 1, close - open - 1};
    if (address < end) source.address = {address + 1, page_.find('>', address) - address - 1};
    for (std::size_t i = close; i + 10 < std::min(end, address); ++i) {
      if (!parse_day(page_.substr(i, 10))) continue;
      source.date = {i, 10};
      if (i > close + 5) source.outlet = {close + 2, i - close - 4};
    }
    sources.push_back(source);
  }
  return sources;
}

std::vector<Site> PageSites::head_figures() const {
  const std::size_t head = page_.find("\n\n") + 2;
  std::vector<Site> sites;
  for (const char* mark : {" · v", " items"}) {
    const std::size_t at = page_.find(mark, head);
    if (at >= body_) continue;
    std::size_t start = mark[1] == 'i' ? at : at + std::string_view{mark}.size();
    std::size_t end = start;
    while (is_digit(page_[end])) ++end;
    while (mark[1] == 'i' && is_digit(page_[start - 1])) --start;
    sites.push_back({start, end - start});
  }
  return sites;
}

}  // namespace dossier
