#include "base/yaml_tree.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/utf8.h"

namespace dossier {

using Kind = YamlEntry::Kind;

namespace {

constexpr std::size_t kNestingMax = 16;
constexpr std::size_t kBytesMax = 1U << 20U;
constexpr std::size_t kValuesMax = 200'000;

std::uint32_t line_of(const YAML::Mark& mark) {
  return static_cast<std::uint32_t>(mark.is_null() ? 1 : mark.line + 1);
}

}  // namespace

std::string YamlNode::text() const {
  if (entry_.kind == Kind::nothing) return {};
  if (!is_text()) expected("a text");
  return std::string{bytes()};
}

bool YamlNode::flag() const {
  constexpr std::array<std::string_view, 4> kYes{"true", "yes", "on", "y"};
  constexpr std::array<std::string_view, 4> kNo{"false", "no", "off", "n"};
  if (entry_.kind == Kind::nothing) return false;
  const std::string word = is_text() ? fold_case(bytes()) : std::string{};
  if (std::ranges::find(kYes, word) != kYes.end()) return true;
  if (std::ranges::find(kNo, word) == kNo.end()) expected("true or false");
  return false;
}

std::vector<std::string> YamlNode::texts() const {
  if (is_text()) return {text()};
  std::vector<std::string> list;
  list.reserve(entry_.size);
  for (const YamlNode& element : elements()) list.push_back(element.text());
  return list;
}

std::vector<YamlNode> YamlNode::elements() const {
  std::vector<YamlNode> list;
  if (entry_.kind == Kind::nothing) return list;
  if (entry_.kind != Kind::list) expected("a list");
  list.reserve(entry_.size);
  for (std::size_t i = 0; i < entry_.size; ++i) list.push_back(child(i));
  return list;
}

std::vector<std::pair<YamlNode, YamlNode>> YamlNode::members() const {
  std::vector<std::pair<YamlNode, YamlNode>> list;
  if (entry_.kind == Kind::nothing) return list;
  if (!is_map()) expected("a map");
  list.reserve(entry_.size);
  for (std::size_t i = 0; i < entry_.size; ++i) {
    list.emplace_back(child(2 * i), child(2 * i + 1));
  }
  return list;
}

YamlNode YamlNode::operator[](std::string_view key) const {
  if (!is_map()) return {};
  for (std::size_t i = 0; i < entry_.size; ++i) {
    const YamlNode name = child(2 * i);
    if (name.is_text() && name.bytes() == key) return child(2 * i + 1);
  }
  return {};
}

YamlNode YamlNode::child(std::size_t index) const {
  return {tree_, tree_->entries[entry_.first + index]};
}

std::string_view YamlNode::bytes() const {
  return tree_->texts.substr(entry_.first, entry_.size);
}

void YamlNode::expected(std::string_view what) const {
  throw YamlMistake{entry_.line, fmt::format("expected {}", what)};
}

// Builds a tree while yaml-cpp tells what it reads. The children of a node lie side by side, before
// those of what holds it.
class YamlReader : public YAML::EventHandler {
 public:
  explicit YamlReader(YamlFile& file) : file_{file} { open_.emplace_back(); }

  void finish() {
    const std::vector<YamlEntry>& roots = open_.front().children;
    if (!roots.empty()) file_.root_ = roots.front();
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw YamlMistake{line_of(mark), "expected one document, got a second"};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add({Kind::nothing, line_of(mark), 0, 0});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YamlMistake{line_of(mark), "aliases (*name) are not accepted: write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    add({Kind::text, line_of(mark), size_of(file_.texts_), size_of(value)});
    file_.texts_ += value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor);
  }
  void OnSequenceEnd() override { close(Kind::list, 1); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor);
  }
  void OnMapEnd() override { close(Kind::map, 2); }

 private:
  struct Open {
    std::uint32_t line = 1;
    std::vector<YamlEntry> children;
  };

  template <typename T>
  static std::uint32_t size_of(const T& many) {
    return static_cast<std::uint32_t>(many.size());
  }
  static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    throw YamlMistake{line_of(mark), "anchors (&name) are not accepted: write the value out"};
  }
  void add(const YamlEntry& entry) {
    if (++values_ > kValuesMax) throw YamlMistake{entry.line, "more than 200000 values"};
    open_.back().children.push_back(entry);
  }
  void open(const YAML::Mark& mark, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    if (open_.size() > kNestingMax) throw YamlMistake{line_of(mark), "nested too deeply"};
    open_.push_back({line_of(mark), {}});
  }
  void close(Kind kind, std::uint32_t entries_each) {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    add({kind, closed.line, size_of(file_.entries_), size_of(closed.children) / entries_each});
    file_.entries_.insert(file_.entries_.end(), closed.children.begin(), closed.children.end());
  }

  YamlFile& file_;
  std::vector<Open> open_;  // The first holds the root
  std::size_t values_ = 0;
  int documents_ = 0;
};

YamlFile::YamlFile(std::string_view yaml) {
  if (yaml.size() > kBytesMax) throw YamlMistake{1, "larger than 1 MB"};
  try {
    std::istringstream stream{std::string{yaml}};
    YAML::Parser parser{stream};
    YamlReader reader{*this};
    while (parser.HandleNextDocument(reader)) {
    }
    reader.finish();
  } catch (const YAML::Exception& exception) {
    throw YamlMistake{line_of(exception.mark), "not YAML: " + exception.msg};
  }
}

}  // namespace dossier
