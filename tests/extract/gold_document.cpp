#include "tests/extract/gold_document.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

// Found anywhere below, caught once: the place of a mistake is most of its message.
[[noreturn]] void complain(const YAML::Mark& mark, const std::string& message) {
  throw YAML::Exception(mark, message);
}

std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

// Takes the marks out of the text and joins the sentences of a paragraph.
class TextReader {
 public:
  TextReader(const YAML::Node& node, GoldDocument& document) : mark_(node.Mark()), to_(document) {
    std::istringstream lines(node.as<std::string>());
    for (std::string line; std::getline(lines, line);) {
      ++mark_.line;
      if (line.empty()) {
        separator_ = "\n\n";
      } else {
        read_line(line);
      }
    }
    to_.text += '\n';
  }

  // A line is a sentence, a heading, or a row.
  [[nodiscard]] const std::vector<TextSpan>& lines() const { return lines_; }

 private:
  void read_line(std::string_view line) {
    const bool row = line.front() == '|';
    if (!lines_.empty()) to_.text += separator_.empty() ? (row ? "\n" : " ") : separator_;
    separator_.clear();
    const std::size_t start = to_.text.size();
    while (!line.empty()) {
      const std::size_t open = std::min(line.find('{'), line.size());
      to_.text += line.substr(0, open);
      line.remove_prefix(open);
      if (line.empty()) break;
      const std::size_t close = line.find('}');
      if (close == std::string_view::npos) complain(mark_, "\"{\" without \"}\"");
      read_mark(line.substr(1, close - 1));
      line.remove_prefix(close + 1);
    }
    lines_.push_back({start, to_.text.size()});
  }

  // "V4|model|DeepSeek V4", without the braces.
  void read_mark(std::string_view inside) {
    const std::size_t first = inside.find('|');
    if (first == std::string_view::npos || first == 0) {
      complain(mark_,
               "expected {NAME|KIND} or {NAME|KIND|FULL NAME}, got {" + std::string(inside) + "}");
    }
    const std::string_view name = inside.substr(0, first);
    const std::string_view rest = inside.substr(first + 1);
    const std::size_t second = rest.find('|');
    Mention mention;
    mention.span = {to_.text.size(), to_.text.size() + name.size()};
    mention.kind = kind_called(rest.substr(0, second));
    mention.canonical = second == std::string_view::npos ? name : rest.substr(second + 1);
    to_.mentions.push_back(std::move(mention));
    to_.text += name;
  }

  NameKind kind_called(std::string_view word) const {
    for (const NameKind kind :
         {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
      if (to_string(kind) == word) return kind;
    }
    complain(mark_, "no kind of name is called " + in_quotes(word));
  }

  YAML::Mark mark_;
  GoldDocument& to_;
  std::vector<TextSpan> lines_;
  std::string separator_;
};

// Fields of a map, each asked for once; what nobody asked for is a mistake.
class Fields {
 public:
  explicit Fields(const YAML::Node& node) : node_(node) {
    if (!node.IsMap()) complain(node.Mark(), "expected fields");
  }

  YAML::Node optional(const std::string& key) {
    asked_.insert(key);
    return node_[key];
  }
  YAML::Node required(const std::string& key) {
    YAML::Node found = optional(key);
    if (!found || found.IsNull()) complain(node_.Mark(), "lacks " + in_quotes(key));
    return found;
  }
  std::string text(const std::string& key) {
    const YAML::Node found = optional(key);
    return found && !found.IsNull() ? found.as<std::string>() : std::string();
  }
  // For enumerations, spelled as to_string() spells them.
  template <typename Value>
  Value one_of(const std::string& key, std::initializer_list<Value> values) {
    const YAML::Node found = required(key);
    for (const Value value : values) {
      if (to_string(value) == found.as<std::string>()) return value;
    }
    complain(found.Mark(), "no " + key + " is called " + in_quotes(found.as<std::string>()));
  }
  void check_all_known() const {
    for (const auto& field : node_) {
      const auto key = field.first.as<std::string>();
      if (asked_.count(key) == 0) complain(field.first.Mark(), "unknown field " + in_quotes(key));
    }
  }

 private:
  YAML::Node node_;
  std::set<std::string> asked_;
};

std::optional<Day> day_in(const YAML::Node& node) {
  if (!node) return std::nullopt;
  const std::optional<Day> day = parse_day(node.as<std::string>());
  if (!day) complain(node.Mark(), "expected YYYY-MM-DD, got " + in_quotes(node.as<std::string>()));
  return day;
}

class RecordReader {
 public:
  RecordReader(GoldDocument& document, const std::vector<TextSpan>& lines)
      : document_(document), lines_(lines) {}

  void read(const YAML::Node& records, Claim (RecordReader::*read_one)(Fields&)) {
    if (!records.IsSequence()) complain(records.Mark(), "expected a list");
    for (const YAML::Node& record : records) {
      Fields fields(record);
      const TextSpan evidence = place_of(fields);
      Claim claim = (this->*read_one)(fields);
      claim.evidence = evidence;
      fields.check_all_known();
      document_.claims.push_back(std::move(claim));
    }
  }

  Claim benchmark_claim(Fields& fields) {
    BenchmarkClaim content;
    content.model = model(fields.required("model"));
    content.benchmark = name(fields.required("benchmark"), NameKind::benchmark);
    content.relation =
        fields.one_of("relation", {Relation::score, Relation::rank, Relation::beats,
                                   Relation::trails, Relation::ties, Relation::change});
    if (const YAML::Node value = fields.optional("value")) {
      content.figure = Figure{value.as<double>(), {}};
    }
    content.unit = fields.text("unit");
    if (const YAML::Node rank = fields.optional("rank")) content.rank = rank.as<int>();
    if (const YAML::Node versus = fields.optional("versus")) content.versus = model(versus);
    return claim_of(std::move(content));
  }

  Claim release(Fields& fields) {
    Release content;
    content.model = model(fields.required("model"));
    if (const YAML::Node organization = fields.optional("organization")) {
      content.organization = name(organization, NameKind::organization);
    }
    if (const YAML::Node planned = fields.optional("planned")) content.planned = planned.as<bool>();
    return claim_of(std::move(content));
  }

  Claim stance(Fields& fields) {
    Stance content;
    const YAML::Node holder = fields.required("holder");
    content.holder = holder.as<std::string>();
    if (content.holder != "author" && content.holder != document_.context.author &&
        document_.text.find(content.holder) == std::string::npos) {
      complain(holder.Mark(), "the text does not know " + in_quotes(content.holder));
    }
    content.target = fields.required("target").as<std::string>();
    content.polarity =
        fields.one_of("polarity", {Polarity::support, Polarity::oppose, Polarity::mixed});
    content.kind =
        fields.one_of("kind", {StanceKind::assessment, StanceKind::forecast, StanceKind::demand});
    if (const auto due = day_in(fields.optional("due"))) content.due = DateWindow{*due, *due};
    return claim_of(std::move(content));
  }

 private:
  template <typename Content>
  static Claim claim_of(Content content) {
    Claim claim;
    claim.content = std::move(content);
    return claim;
  }

  // The sentence that begins with the words of `at`; with `sentences`, some after it as well.
  TextSpan place_of(Fields& fields) {
    const YAML::Node at = fields.required("at");
    const std::string words = at.as<std::string>();
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = text_at(document_.text, lines_[i]);
      if (line.substr(0, words.size()) == words) found.push_back(i);
    }
    std::size_t choice = 0;
    if (const YAML::Node nth = fields.optional("nth")) {
      choice = nth.as<std::size_t>() - 1;
    } else if (found.size() > 1) {
      complain(at.Mark(),
               "several sentences begin with " + in_quotes(words) + ": give its \"nth\"");
    }
    if (choice >= found.size()) complain(at.Mark(), "no sentence begins with " + in_quotes(words));
    std::size_t last = found[choice];
    if (const YAML::Node count = fields.optional("sentences")) {
      const auto further = count.as<std::size_t>();
      last += further - 1;
      if (further == 0 || last >= lines_.size()) complain(count.Mark(), "no such sentences");
    }
    return {lines_[found[choice]].start, lines_[last].end};
  }

  // A name that the text's marks know.
  std::string name(const YAML::Node& node, NameKind kind) const {
    auto wanted = node.as<std::string>();
    const bool known =
        std::any_of(document_.mentions.begin(), document_.mentions.end(),
                    [&](const Mention& m) { return m.kind == kind && m.canonical == wanted; });
    if (!known) {
      complain(node.Mark(),
               "no mark has the " + std::string(to_string(kind)) + ' ' + in_quotes(wanted));
    }
    return wanted;
  }

  // A figure may be about a class of models.
  std::string model(const YAML::Node& node) const {
    auto wanted = node.as<std::string>();
    const bool is_class = wanted == "state of the art" || wanted.ends_with(" models");
    return is_class ? wanted : name(node, NameKind::model);
  }

  GoldDocument& document_;
  const std::vector<TextSpan>& lines_;
};

void read_accepted(const YAML::Node& accept, GoldDocument& document) {
  if (!accept) return;
  for (const auto& entry : accept) {
    const auto name = entry.first.as<std::string>();
    if (!entry.second.IsSequence()) complain(entry.second.Mark(), "expected [NAME, …]");
    for (const YAML::Node& other : entry.second) {
      document.accepted[name_key(name)].insert(name_key(other.as<std::string>()));
    }
  }
}

GoldDocument document_in(const YAML::Node& root) {
  GoldDocument document;
  Fields fields(root);
  document.context.published = day_in(fields.required("published"));
  document.context.author = fields.text("author");
  const TextReader text(fields.required("text"), document);
  read_accepted(fields.optional("accept"), document);
  RecordReader records(document, text.lines());
  records.read(fields.required("benchmark_claims"), &RecordReader::benchmark_claim);
  records.read(fields.required("releases"), &RecordReader::release);
  records.read(fields.required("stances"), &RecordReader::stance);
  fields.check_all_known();
  return document;
}

}  // namespace

Result<GoldDocument> parse_gold(std::string_view yaml, std::string_view file) {
  try {
    return document_in(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception& exception) {
    return fail(
        ErrorCode::malformed,
        std::string(file) + ':' + std::to_string(exception.mark.line + 1) + ": " + exception.msg);
  }
}

Result<std::vector<GoldDocument>> read_gold(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  if (paths.empty()) return fail(ErrorCode::not_found, "no gold texts in " + folder);
  std::sort(paths.begin(), paths.end());
  std::vector<GoldDocument> documents;
  for (const auto& path : paths) {
    std::ostringstream yaml;
    yaml << std::ifstream(path).rdbuf();
    auto document = parse_gold(yaml.str(), "eval/gold/" + path.filename().string());
    if (!document) return tl::unexpected(document.error());
    document->name = path.stem().string();
    documents.push_back(std::move(*document));
  }
  return documents;
}

}  // namespace dossier
