#include "extract/claim_scope.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kIntroductionBytesMax = 400;
constexpr std::size_t kBridgeBytesMax = 60;

bool is_hypothetical_heading(std::string_view heading) {
  const std::string folded = fold_case(clip(heading, 200));
  for (const std::string_view words : {"would confirm", "predict", "forecast", "what to watch",
                                       "wish", "expectation", "open question"}) {
    if (folded.find(words) != std::string::npos) return true;
  }
  return false;
}

bool has_digit(std::string_view name) {
  return std::ranges::any_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

// "Claude Sonnet" after "Claude Sonnet 4.6" is the same model said shortly, or the line of it:
// either way the full name stays in force.
bool is_shorter(const std::vector<const Mention*>& now, const std::vector<const Mention*>& before) {
  return now.size() == 1 && before.size() == 1 && !has_digit(now.front()->canonical) &&
         before.front()->canonical.starts_with(now.front()->canonical);
}

// The model that holds the article together: the first that it names, if it comes back to it
// again and again, or else the one of more than a third of all mentions.
const Mention* find_main_model(const Reading& reading) {
  std::map<std::string_view, std::pair<std::size_t, const Mention*>> counts;
  std::size_t all = 0;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != NameKind::model) continue;
    ++all;
    auto& [count, first] = counts[mention.canonical];
    if (count++ == 0) first = &mention;
  }
  const auto first = std::ranges::find(reading.mentions, NameKind::model, &Mention::kind);
  if (first == reading.mentions.end()) return nullptr;
  const std::size_t of_first = counts[first->canonical].first;
  if (has_digit(first->canonical) && of_first * 6 >= all && of_first >= 3) return &*first;
  const Mention* main = nullptr;
  std::size_t most = 0;
  for (const auto& [name, entry] : counts) {
    if (entry.first <= most) continue;
    most = entry.first;
    main = entry.second;
  }
  return most * 3 >= all && most >= 2 ? main : nullptr;
}

}  // namespace

ScopeReader::ScopeReader(const Reading& reading)
    : reading_(reading), main_model_(find_main_model(reading)) {}

std::vector<const Mention*> ScopeReader::mentions_in(TextSpan span) const {
  std::vector<const Mention*> found;
  auto mention = std::ranges::lower_bound(reading_.mentions, span.start, {},
                                          [](const Mention& m) { return m.span.start; });
  for (; mention != reading_.mentions.end() && mention->span.start < span.end; ++mention) {
    found.push_back(&*mention);
  }
  return found;
}

ScopeReader::Frame ScopeReader::frame_of(TextSpan span, int level) const {
  Frame frame;
  frame.level = level;
  for (const Mention* mention : mentions_in(span)) {
    if (mention->kind == NameKind::model) frame.models.push_back(mention);
    if (mention->kind == NameKind::benchmark) frame.benchmarks.push_back(mention);
    const bool speaks =
        mention->kind == NameKind::organization || mention->kind == NameKind::person;
    if (speaks && frame.speaker == nullptr) frame.speaker = mention;
  }
  frame.hypothetical = is_hypothetical_heading(text_at(reading_.article.text, span));
  return frame;
}

void ScopeReader::enter_block(std::size_t index) {
  const std::vector<Block>& blocks = reading_.article.blocks;
  const Block& block = blocks[index];
  block_ = index;
  block_focus_ = {};
  if (block.kind == BlockKind::heading) {
    while (!headings_.empty() && headings_.back().level >= block.level) headings_.pop_back();
    headings_.push_back(frame_of(block.span, block.level));
    introduced_ = false;
    list_focus_ = {};
    return;
  }
  const bool item = block.kind == BlockKind::list_item;
  const bool same_list = item && index > 0 && blocks[index - 1].kind == BlockKind::list_item &&
                         blocks[index - 1].group == block.group;
  // "category wins:" between two lists carries on what the first was about.
  const bool bridges = !item && block.span.size() <= kBridgeBytesMax &&
                       text_at(reading_.article.text, block.span).ends_with(':') &&
                       mentions_of_subjects(block.span) == 0;
  if (!same_list && !bridges && !bridged_) list_focus_ = {};
  bridged_ = bridges;
  const bool after = index > 0 && block.kind != BlockKind::table_row;
  const bool announced = after && blocks[index - 1].span.size() <= kIntroductionBytesMax &&
                         text_at(reading_.article.text, blocks[index - 1].span).ends_with(':');
  if (announced) {
    introduction_ = frame_of(blocks[index - 1].span, 0);
    introduced_ = true;
    if (mentions_of_subjects(blocks[index - 1].span) > 0) list_focus_ = {};
  } else if (!same_list) {
    introduced_ = false;
  }
}

std::size_t ScopeReader::mentions_of_subjects(TextSpan span) const {
  std::size_t count = 0;
  for (const Mention* mention : mentions_in(span)) {
    if (mention->kind == NameKind::model || mention->kind == NameKind::benchmark) ++count;
  }
  return count;
}

Inherited ScopeReader::enter(std::size_t index) {
  const Sentence& sentence = reading_.sentences[index];
  for (std::size_t b = block_ + 1; b <= sentence.block; ++b) enter_block(b);
  Inherited in;
  const auto take_models = [&in](const Frame& frame, Reach reach) {
    if (!in.models.empty() || frame.models.empty()) return;
    in.models = frame.models;
    in.models_reach = reach;
  };
  const auto take_benchmarks = [&in](const Frame& frame, Reach reach) {
    if (!in.benchmarks.empty() || frame.benchmarks.empty()) return;
    in.benchmarks = frame.benchmarks;
    in.benchmarks_reach = reach;
  };
  take_models(block_focus_, Reach::block);
  take_benchmarks(block_focus_, Reach::block);
  if (introduced_) {
    if (introduction_.models.size() == 1) take_models(introduction_, Reach::introduction);
    if (introduction_.benchmarks.size() == 1) {
      take_benchmarks(introduction_, Reach::introduction);
    }
    in.speaker = introduction_.speaker;
    in.hypothetical = introduction_.hypothetical;
  }
  take_models(list_focus_, Reach::list);
  take_benchmarks(list_focus_, Reach::list);
  for (auto frame = headings_.rbegin(); frame != headings_.rend(); ++frame) {
    if (frame->models.size() == 1) take_models(*frame, Reach::heading);
    if (frame->benchmarks.size() == 1) take_benchmarks(*frame, Reach::heading);
    in.hypothetical |= frame->hypothetical;
  }
  if (in.models.empty() && main_model_ != nullptr) in.models = {main_model_};
  return in;
}

void ScopeReader::leave(const std::vector<const Mention*>& models,
                        const std::vector<const Mention*>& benchmarks) {
  if (block_ >= reading_.article.blocks.size()) return;
  const BlockKind kind = reading_.article.blocks[block_].kind;
  if (kind == BlockKind::heading) return;
  for (Frame* frame : {&block_focus_, &list_focus_}) {
    if (frame == &list_focus_ && kind != BlockKind::list_item) continue;
    if (!models.empty() && !is_shorter(models, frame->models)) frame->models = models;
    if (!benchmarks.empty()) frame->benchmarks = benchmarks;
  }
}

}  // namespace dossier
