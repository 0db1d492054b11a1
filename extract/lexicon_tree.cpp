#include "extract/lexicon_tree.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>

#include "base/utf8.h"

namespace dossier {

using Kind = LexiconEntry::Kind;

std::string LexiconNode::text() const {
  if (entry_.kind == Kind::nothing) return {};
  if (!is_text()) expected("a text");
  return std::string{bytes()};
}

bool LexiconNode::flag() const {
  constexpr std::array<std::string_view, 4> kYes{"true", "yes", "on", "y"};
  constexpr std::array<std::string_view, 4> kNo{"false", "no", "off", "n"};
  if (entry_.kind == Kind::nothing) return false;
  const std::string word = is_text() ? fold_case(bytes()) : std::string{};
  if (std::ranges::find(kYes, word) != kYes.end()) return true;
  if (std::ranges::find(kNo, word) == kNo.end()) expected("true or false");
  return false;
}

std::vector<std::string> LexiconNode::texts() const {
  if (is_text()) return {text()};
  std::vector<std::string> list;
  list.reserve(entry_.size);
  for (const LexiconNode& element : elements()) list.push_back(element.text());
  return list;
}

std::vector<LexiconNode> LexiconNode::elements() const {
  std::vector<LexiconNode> list;
  if (entry_.kind == Kind::nothing) return list;
  if (entry_.kind != Kind::list) expected("a list");
  list.reserve(entry_.size);
  for (std::size_t i = 0; i < entry_.size; ++i) list.push_back(child(i));
  return list;
}

std::vector<std::pair<std::string, LexiconNode>> LexiconNode::members() const {
  std::vector<std::pair<std::string, LexiconNode>> list;
  if (entry_.kind == Kind::nothing) return list;
  if (!is_map()) expected("a map");
  list.reserve(entry_.size);
  for (std::size_t i = 0; i < entry_.size; ++i) {
    list.emplace_back(child(2 * i).text(), child(2 * i + 1));
  }
  return list;
}

LexiconNode LexiconNode::operator[](std::string_view key) const {
  if (!is_map()) return {};
  for (std::size_t i = 0; i < entry_.size; ++i) {
    const LexiconNode name = child(2 * i);
    if (name.is_text() && name.bytes() == key) return child(2 * i + 1);
  }
  return {};
}

LexiconNode LexiconNode::child(std::size_t index) const {
  return {tree_, tree_->entries[entry_.first + index]};
}

std::string_view LexiconNode::bytes() const {
  return tree_->texts.substr(entry_.first, entry_.size);
}

void LexiconNode::expected(std::string_view what) const {
  throw LexiconMistake{entry_.line, fmt::format("expected {}", what)};
}

// Builds a tree while yaml-cpp tells what it reads: its own nodes take three times as long. The
// children of a node lie side by side, before those of what holds it.
class LexiconReader : public YAML::EventHandler {
 public:
  explicit LexiconReader(LexiconFile& file) : file_{file} { open_.emplace_back(); }

  void finish() {
    const std::vector<LexiconEntry>& roots = open_.front().children;
    if (!roots.empty()) file_.root_ = roots.front();
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add({Kind::nothing, line_of(mark), 0, 0}, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    // One that stands inside what it names is not known yet.
    const auto named = anchored_.find(anchor);
    if (named == anchored_.end()) {
      throw LexiconMistake{line_of(mark), "an alias inside what it stands for"};
    }
    add(named->second, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    add({Kind::text, line_of(mark), size_of(file_.texts_), size_of(value)}, anchor);
    file_.texts_ += value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open_.push_back({line_of(mark), anchor, {}});
  }
  void OnSequenceEnd() override { close(Kind::list, 1); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open_.push_back({line_of(mark), anchor, {}});
  }
  void OnMapEnd() override { close(Kind::map, 2); }

 private:
  struct Open {
    std::uint32_t line = 1;
    YAML::anchor_t anchor = 0;
    std::vector<LexiconEntry> children;
  };

  static std::uint32_t line_of(const YAML::Mark& mark) {
    return static_cast<std::uint32_t>(mark.is_null() ? 1 : mark.line + 1);
  }
  template <typename T>
  static std::uint32_t size_of(const T& many) {
    return static_cast<std::uint32_t>(many.size());
  }
  void add(const LexiconEntry& entry, YAML::anchor_t anchor) {
    open_.back().children.push_back(entry);
    if (anchor != 0) anchored_[anchor] = entry;
  }
  void close(Kind kind, std::uint32_t entries_each) {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    const LexiconEntry entry{kind, closed.line, size_of(file_.entries_),
                             size_of(closed.children) / entries_each};
    file_.entries_.insert(file_.entries_.end(), closed.children.begin(), closed.children.end());
    add(entry, closed.anchor);
  }

  LexiconFile& file_;
  std::vector<Open> open_;  // The first holds the root
  std::map<YAML::anchor_t, LexiconEntry> anchored_;
};

Result<LexiconFile> LexiconFile::read(std::string_view yaml, std::string_view name) {
  LexiconFile file;
  try {
    std::istringstream stream{std::string{yaml}};
    YAML::Parser parser{stream};
    LexiconReader reader{file};
    parser.HandleNextDocument(reader);
    reader.finish();
    return file;
  } catch (const YAML::Exception& exception) {
    return fail(ErrorCode::malformed,
                fmt::format("{}:{}: {}", name, exception.mark.line + 1, exception.msg));
  } catch (const LexiconMistake& mistake) {
    return fail(ErrorCode::malformed,
                fmt::format("{}:{}: {}", name, mistake.line, mistake.message));
  }
}

}  // namespace dossier
