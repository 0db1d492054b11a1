// What one subject holds together: the unit that a dossier matches.

#include <string_view>
#include <vector>

#include "extract/extraction.h"

namespace dossier {
namespace {

constexpr std::size_t kRunBlocksMax = 4;
constexpr std::size_t kRunBytesMax = 2500;

struct OpenHeading {
  int level;
  TextSpan span;
};

class PassageFinder {
 public:
  explicit PassageFinder(const Article& article) : article_(article) {}

  std::vector<Passage> find() {
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) read(i);
    close_run();
    return std::move(passages_);
  }

 private:
  void read(std::size_t index) {
    const Block& block = article_.blocks[index];
    switch (block.kind) {
      case BlockKind::heading:
        return read_heading(block);
      case BlockKind::list_item:
        return read_item(index);
      case BlockKind::table_row:
        return read_row(index);
      case BlockKind::paragraph:
      case BlockKind::quotation:
      case BlockKind::code:
        return read_paragraph(block);
    }
  }

  // A heading is a passage too, below those above it.
  void read_heading(const Block& block) {
    close_run();
    while (!headings_.empty() && headings_.back().level >= block.level) headings_.pop_back();
    add(block.span, {});
    headings_.push_back({block.level, block.span});
  }

  void read_paragraph(const Block& block) {
    const bool full = run_blocks_ == kRunBlocksMax ||
                      (run_blocks_ > 0 && block.span.end - run_.start > kRunBytesMax);
    if (full) close_run();
    if (run_blocks_ == 0) run_.start = block.span.start;
    run_.end = block.span.end;
    ++run_blocks_;
  }

  // The introduction of an item is the item that it stands under, else the block before its list.
  void read_item(std::size_t index) {
    close_run();
    const Block& block = article_.blocks[index];
    const bool continues = index > 0 && article_.blocks[index - 1].kind == BlockKind::list_item &&
                           article_.blocks[index - 1].group == block.group;
    if (!continues) {
      parents_.clear();
      introduction_ = introduction_before(index);
    }
    while (!parents_.empty() && parents_.back().level >= block.level) parents_.pop_back();
    add(block.span, parents_.empty() ? introduction_ : parents_.back().span);
    parents_.push_back({block.level, block.span});
  }

  void read_row(std::size_t index) {
    const Block& block = article_.blocks[index];
    const bool continues = index > 0 && article_.blocks[index - 1].kind == BlockKind::table_row &&
                           article_.blocks[index - 1].group == block.group;
    if (continues && !passages_.empty()) {
      passages_.back().span.end = block.span.end;
      return;
    }
    close_run();
    add(block.span, introduction_before(index));
  }

  // The paragraph just before, if it announces what follows.
  TextSpan introduction_before(std::size_t index) const {
    if (index == 0) return {};
    const Block& before = article_.blocks[index - 1];
    if (before.kind != BlockKind::paragraph && before.kind != BlockKind::list_item) return {};
    const bool announces = text_at(article_.text, before.span).ends_with(':');
    return announces ? before.span : TextSpan{};
  }

  void close_run() {
    if (run_blocks_ > 0) add(run_, {});
    run_blocks_ = 0;
  }

  void add(TextSpan span, TextSpan introduction) {
    Passage passage{span, {}, introduction};
    for (const OpenHeading& heading : headings_) passage.headings.push_back(heading.span);
    passages_.push_back(std::move(passage));
  }

  const Article& article_;
  std::vector<Passage> passages_;
  std::vector<OpenHeading> headings_;
  std::vector<OpenHeading> parents_;  // Items that the current one stands under
  TextSpan introduction_;
  TextSpan run_;
  std::size_t run_blocks_ = 0;
};

}  // namespace

std::vector<Passage> find_passages(const Article& article) {
  return PassageFinder(article).find();
}

}  // namespace dossier
