#include "app/feed_list.h"

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace dossier {
namespace {

// Lines with their ends.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.emplace_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool says_nothing(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  return first == line.npos || line[first] == '#';
}

// In double quotes; the texts of a configuration have no control characters.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// One entry of the list: its lines [first, end), and the column of its dash.
struct Place {
  std::size_t first = 0, end = 0, indent = 0;
  bool in_braces = false;  // {url: …, name: …}
};

// Where the list stands: nothing where there is none.
struct List {
  std::size_t key_line = 0;
  bool is_empty = false;  // feeds: []
  std::vector<Place> places;
};

Error cannot_edit(std::string_view file, std::size_t line, std::string_view why) {
  return {ErrorCode::malformed, fmt::format("{}:{}: {}", file, line + 1, why)};
}

std::optional<Place> place_of(const YAML::Node& entry, const std::vector<std::string>& lines) {
  const YAML::Mark mark = entry.Mark();
  if (mark.is_null() || mark.line < 0) return std::nullopt;
  Place place;
  place.first = static_cast<std::size_t>(mark.line);
  // The dash is on the entry's line, or alone on one before it.
  while (place.first < lines.size()) {
    const std::string& line = lines[place.first];
    place.indent = indent_of(line);
    if (line[place.indent] == '-') break;
    if (place.first == 0) return std::nullopt;
    --place.first;
  }
  if (place.first >= lines.size()) return std::nullopt;
  place.end = place.first + 1;
  for (std::size_t i = place.end; i < lines.size(); ++i) {
    if (says_nothing(lines[i])) continue;
    if (indent_of(lines[i]) <= place.indent) break;
    place.end = i + 1;
  }
  place.in_braces = entry.Style() == YAML::EmitterStyle::Flow;
  return place;
}

Result<std::optional<List>> find_list(const YAML::Node& root, std::string_view file,
                                      const std::vector<std::string>& lines) {
  if (!root.IsMap()) return std::nullopt;
  for (const auto& member : root) {
    if (!member.first.IsScalar() || member.first.Scalar() != "feeds") continue;
    List list;
    list.key_line = static_cast<std::size_t>(std::max(member.first.Mark().line, 0));
    if (root.Style() == YAML::EmitterStyle::Flow) {
      return tl::unexpected(cannot_edit(file, list.key_line, "the file is one map in braces"));
    }
    list.is_empty = member.second.size() == 0;
    if (!list.is_empty && member.second.Style() == YAML::EmitterStyle::Flow) {
      return tl::unexpected(
          cannot_edit(file, list.key_line,
                      "feeds are listed in brackets; give each a line of its own, '- url: "
                      "…', to have the list edited"));
    }
    for (const YAML::Node& entry : member.second) {
      const auto place = place_of(entry, lines);
      if (!place) return tl::unexpected(cannot_edit(file, list.key_line, "feeds: no dash found"));
      list.places.push_back(*place);
    }
    return list;
  }
  return std::nullopt;
}

std::string category_in_yaml(const std::vector<std::string>& category) {
  if (category.size() == 1) return quoted(category.front());
  std::string list;
  for (const std::string& each : category) list += (list.empty() ? "[" : ", ") + quoted(each);
  return list + "]";
}

std::string in_yaml(const FeedConfiguration& feed, std::size_t indent, bool in_braces,
                    std::string_view line_end) {
  std::vector<std::string> members{"url: " + quoted(feed.url)};
  if (!feed.name.empty()) members.push_back("name: " + quoted(feed.name));
  if (!feed.category.empty()) members.push_back("category: " + category_in_yaml(feed.category));
  if (feed.tier != FeedConfiguration{}.tier) members.push_back(fmt::format("tier: {}", feed.tier));
  std::string text = std::string(indent, ' ') + "- ";
  if (in_braces) text += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) {
      text += in_braces ? ", " : std::string{line_end} + std::string(indent + 2, ' ');
    }
    text += members[i];
  }
  if (in_braces) text += '}';
  return text.append(line_end);
}

// "feeds: []" ⇄ "feeds:"; false where the line is written in another way.
bool set_empty(std::string& line, bool empty) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return false;
  if (empty) {
    line.insert(colon + 1, " []");
    return true;
  }
  const std::size_t open = line.find('[', colon), close = line.find(']', colon);
  if (open == line.npos || close == line.npos) return false;
  if (line.find_first_not_of(" \t", colon + 1) != open ||
      line.find_first_not_of(" \t", open + 1) != close) {
    return false;
  }
  line.erase(colon + 1, close - colon);
  return true;
}

bool is_same_feed(const FeedConfiguration& a, const FeedConfiguration& b) {
  return feed_identity(a.url) == feed_identity(b.url) && a.name == b.name &&
         a.category == b.category;
}

// What was edited must say what was meant, and nothing else.
Result<std::string> proved(std::string edited, std::string_view file,
                           const Configuration& expected) {
  const auto read = parse_configuration(edited, file);
  if (!read || !std::ranges::equal(read->feeds, expected.feeds, is_same_feed) ||
      read->dossiers.size() != expected.dossiers.size()) {
    return fail(ErrorCode::malformed,
                fmt::format("{}: written in a way that cannot be edited safely", file));
  }
  return edited;
}

bool is_blank(std::string_view yaml) {
  return std::ranges::all_of(lines_of(yaml), says_nothing);
}

}  // namespace

Result<std::string> add_feeds(std::string_view yaml, std::string_view file_name,
                              const std::vector<FeedConfiguration>& feeds) {
  Configuration expected;
  if (!is_blank(yaml)) {
    auto read = parse_configuration(yaml, file_name);
    if (!read) return tl::unexpected<Error>(std::move(read.error()));
    expected = std::move(*read);
  }
  std::set<std::string> known;
  for (const FeedConfiguration& feed : expected.feeds) known.insert(feed_identity(feed.url));
  for (const FeedConfiguration& feed : feeds) {
    if (!known.insert(feed_identity(feed.url)).second) {
      return fail(ErrorCode::refused, feed.url + ": is listed already");
    }
    expected.feeds.push_back(feed);
  }
  if (feeds.empty()) return std::string{yaml};

  std::vector<std::string> lines = lines_of(yaml);
  const std::string_view line_end = yaml.find("\r\n") == yaml.npos ? "\n" : "\r\n";
  if (!lines.empty() && !lines.back().ends_with('\n')) lines.back().append(line_end);
  std::optional<List> list;
  try {
    auto found = find_list(YAML::Load(std::string{yaml}), file_name, lines);
    if (!found) return tl::unexpected<Error>(std::move(found.error()));
    list = std::move(*found);
  } catch (const std::exception& error) {
    return fail(ErrorCode::malformed, fmt::format("{}: {}", file_name, error.what()));
  }
  std::size_t at;  // Given by each case
  Place model{0, 0, 2, false};
  if (!list) {
    if (!lines.empty()) lines.emplace_back(line_end);
    lines.push_back("feeds:" + std::string{line_end});
    at = lines.size();
  } else if (list->is_empty) {
    if (!set_empty(lines[list->key_line], false)) {
      return tl::unexpected(cannot_edit(file_name, list->key_line, "feeds: an odd empty list"));
    }
    at = list->key_line + 1;
  } else {
    model = list->places.back();
    at = model.end;
  }
  std::string added;
  for (const FeedConfiguration& feed : feeds) {
    added += in_yaml(feed, model.indent, model.in_braces, line_end);
  }
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::move(added));
  return proved(joined(lines), file_name, expected);
}

Result<std::string> remove_feed(std::string_view yaml, std::string_view file_name,
                                std::string_view address_or_name) {
  auto expected = parse_configuration(yaml, file_name);
  if (!expected) return tl::unexpected<Error>(std::move(expected.error()));
  const auto is_meant = [&](const FeedConfiguration& feed) {
    return feed.url == address_or_name || feed.name == address_or_name;
  };
  const auto feed = std::ranges::find_if(expected->feeds, is_meant);
  if (feed == expected->feeds.end()) {
    return fail(ErrorCode::not_found, fmt::format("{}: no feed of that address or name in {}",
                                                  address_or_name, file_name));
  }
  const std::size_t index = static_cast<std::size_t>(feed - expected->feeds.begin());
  expected->feeds.erase(feed);

  std::vector<std::string> lines = lines_of(yaml);
  try {
    const auto list = find_list(YAML::Load(std::string{yaml}), file_name, lines);
    if (!list) return tl::unexpected<Error>(list.error());
    const Place& place = (*list)->places.at(index);
    if ((*list)->places.size() == 1) set_empty(lines[(*list)->key_line], true);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(place.first),
                lines.begin() + static_cast<std::ptrdiff_t>(place.end));
  } catch (const std::exception& error) {
    return fail(ErrorCode::malformed, fmt::format("{}: {}", file_name, error.what()));
  }
  return proved(joined(lines), file_name, *expected);
}

}  // namespace dossier
