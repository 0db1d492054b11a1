#include "extract/claim_scope.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kIntroductionBytesMax = 400;
constexpr std::size_t kBridgeBytesMax = 60;
constexpr std::size_t kSentencesBackMax = 3;  // That "the three" may look back
constexpr std::size_t kShortParagraphBytesMax = 300;

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

// The heading, or the line above a paragraph, that the article begins with; empty if it begins
// otherwise.
TextSpan title_of(const Reading& reading) {
  const std::vector<Block>& blocks = reading.article.blocks;
  if (blocks.empty()) return {};
  const Block& first = blocks.front();
  const bool line = first.kind == BlockKind::list_item && blocks.size() > 1 &&
                    blocks[1].kind == BlockKind::paragraph;
  return line || first.kind == BlockKind::heading ? first.span : TextSpan{};
}

// The model that holds the article together: the first that it names, if it comes back to it
// again and again, or else the one of more than a third of all mentions.
const Mention* find_main_model(const Reading& reading) {
  const TextSpan title = title_of(reading);
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
  const bool titled = title.contains(first->span) && of_first >= 2 && of_first * 4 >= all;
  if (titled && has_digit(first->canonical)) return &*first;
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

// The benchmark that the whole article is about: two thirds of what it names of benchmarks.
const Mention* find_main_benchmark(const Reading& reading) {
  constexpr std::size_t kNamedMin = 3;
  std::map<std::string_view, std::pair<std::size_t, const Mention*>> counts;
  std::size_t all = 0;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != NameKind::benchmark) continue;
    ++all;
    auto& [count, first] = counts[mention.canonical];
    if (count++ == 0) first = &mention;
  }
  for (const auto& [name, entry] : counts) {
    if (entry.first >= kNamedMin && entry.first * 3 >= all * 2) return entry.second;
  }
  return nullptr;
}

// The one benchmark that the title names, or that the first paragraph below it names first, and
// that is half of all that the article names: a report on it.
const Mention* find_titled_benchmark(const Reading& reading) {
  constexpr std::size_t kNamedMin = 2;
  const std::vector<Block>& blocks = reading.article.blocks;
  const TextSpan title = title_of(reading);
  if (title.empty() || blocks.size() < 2) return nullptr;
  const Mention* found = nullptr;
  std::size_t all = 0;
  std::size_t same = 0;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != NameKind::benchmark) continue;
    if (found == nullptr && mention.span.start >= blocks[1].span.end) return nullptr;
    if (found == nullptr) found = &mention;
    const bool other = mention.canonical != found->canonical;
    if (other && mention.span.start < blocks[1].span.end) return nullptr;
    ++all;
    if (!other) ++same;
  }
  return same >= kNamedMin && same * 2 >= all ? found : nullptr;
}

}  // namespace

ScopeReader::ScopeReader(const Reading& reading)
    : reading_(reading),
      titled_benchmark_(find_titled_benchmark(reading)),
      main_benchmark_(find_main_benchmark(reading)),
      main_model_(find_main_model(reading)) {}

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

bool ScopeReader::goes_on(const Block& block) const {
  if (block.kind != BlockKind::heading || lists_.empty()) return false;
  const std::string_view line = text_at(reading_.article.text, block.span);
  const char first = line.empty() ? '\0' : line.front();
  if ((first >= 'a' && first <= 'z') || first == '#' || first == '+') return true;
  const std::size_t colon = line.find(": ");
  return colon != std::string_view::npos && colon + 2 < line.size() && line[colon + 2] >= '0' &&
         line[colon + 2] <= '9';
}

bool ScopeReader::is_item(const Block& block) const {
  return block.kind == BlockKind::list_item || goes_on(block);
}

void ScopeReader::enter_block(std::size_t index) {
  const std::vector<Block>& blocks = reading_.article.blocks;
  const Block& block = blocks[index];
  block_ = index;
  block_focus_ = {};
  if (block.kind == BlockKind::heading && !goes_on(block)) return enter_heading(block);
  Frame introduction;
  const bool announced = index > 0 && block.kind != BlockKind::table_row &&
                         blocks[index - 1].span.size() <= kIntroductionBytesMax &&
                         text_at(reading_.article.text, blocks[index - 1].span).ends_with(':');
  if (announced) introduction = frame_of(blocks[index - 1].span, 0);
  if (is_item(block)) {
    enter_item(block, announced ? &introduction : nullptr);
  } else {
    enter_paragraph(block, announced ? &introduction : nullptr);
  }
}

void ScopeReader::enter_heading(const Block& block) {
  while (!headings_.empty() && headings_.back().level >= block.level) headings_.pop_back();
  headings_.push_back(frame_of(block.span, block.level));
  introduced_ = false;
  bridged_ = false;
  lists_.clear();
}

// What an introduction names itself is in force instead of what was spoken of before it.
void ScopeReader::enter_item(const Block& block, const Frame* introduction) {
  const bool line = block.kind == BlockKind::heading;
  const int level = line ? lists_.back().level : block.level;
  const std::size_t group = line ? lists_.back().group : block.group;
  while (!lists_.empty()) {
    const List& last = lists_.back();
    const bool other = last.level == level && last.group != group && !bridged_ && !line_before_;
    if (last.level <= level && !other) break;
    lists_.pop_back();
  }
  const bool bridged = bridged_;
  bridged_ = false;
  introduced_ = false;
  line_before_ = line;
  if (lists_.empty() || lists_.back().level < level) {
    List list;
    if (!lists_.empty()) list = lists_.back();
    list.level = level;
    lists_.push_back(std::move(list));
  }
  List& list = lists_.back();
  if (bridged && list.mixed) list.focus.models.clear();
  if (list.group != group) list.mixed = false;
  list.group = group;
  if (introduction == nullptr) return;
  // "thinking variant:" between two lists, or above a list within an item, adds to what introduced
  // the one before.
  Frame joined = *introduction;
  if (list.introduced && joined.models.empty()) joined.models = list.introduction.models;
  if (list.introduced && joined.benchmarks.empty()) {
    joined.benchmarks = list.introduction.benchmarks;
  }
  list.introduced = true;
  list.introduction = std::move(joined);
  if (!introduction->models.empty()) list.focus.models.clear();
  if (!introduction->benchmarks.empty()) list.focus.benchmarks.clear();
}

// "category wins:" between two lists carries on what the first was about.
void ScopeReader::enter_paragraph(const Block& block, const Frame* introduction) {
  const bool bridges = block.span.size() <= kBridgeBytesMax &&
                       text_at(reading_.article.text, block.span).ends_with(':') &&
                       mentions_of_subjects(block.span) == 0;
  if (!bridges) lists_.clear();
  line_before_ = false;
  bridged_ = bridges;
  // A run of short paragraphs is a list that nobody marked.
  const bool goes_on = introduced_ && block.span.size() <= kShortParagraphBytesMax;
  if (introduction == nullptr) {
    introduced_ = goes_on;
  } else if (!goes_on || !introduction->models.empty() || !introduction->benchmarks.empty()) {
    introduction_ = *introduction;
    introduced_ = true;
  }
}

std::size_t ScopeReader::mentions_of_subjects(TextSpan span) const {
  std::size_t count = 0;
  for (const Mention* mention : mentions_in(span)) {
    if (mention->kind == NameKind::model || mention->kind == NameKind::benchmark) ++count;
  }
  return count;
}

bool ScopeReader::is_labelled_otherwise(const Frame& focus, TextSpan item) const {
  constexpr std::size_t kLabelBytesMax = 40;
  if (focus.benchmarks.size() != 1) return false;
  const std::string_view text = reading_.article.text;
  const TextSpan label = focus.benchmarks.front()->span;
  const bool opens = label.start == 0 || text[label.start - 1] == '\n';
  if (!opens || label.end >= text.size() || text[label.end] != ':') return false;
  const std::string_view line = clip(text_at(text, item), kLabelBytesMax);
  const bool capital = !line.empty() && line.front() >= 'A' && line.front() <= 'Z';
  const std::size_t colon = line.find(": ");
  if (!capital || colon == std::string_view::npos) return false;
  return mentions_of_subjects({item.start, item.start + colon}) == 0;
}

const Mention* ScopeReader::index_of_speaker(std::size_t index) {
  const Sentence& sentence = reading_.sentences[index];
  const auto is_index = [](const Word& word) { return word.text.starts_with("index"); };
  if (std::ranges::none_of(reading_.words.of(index), is_index)) return nullptr;
  const std::string_view words =
      clip(text_at(reading_.lowered.lower(), sentence.span), kIntroductionBytesMax);
  if (words.find("their index") == std::string_view::npos &&
      words.find("its index") == std::string_view::npos) {
    return nullptr;
  }
  // Sentences come in order: each goes on where the one before it in the block has stopped.
  const std::size_t start = reading_.article.blocks[sentence.block].span.start;
  if (start > index_read_) index_named_ = nullptr;
  const TextSpan unread{std::max(start, index_read_), sentence.span.end};
  index_read_ = std::max(index_read_, unread.end);
  for (const Mention& mention : dossier::mentions_in(reading_, unread)) {
    if (mention.kind != NameKind::organization) continue;
    const auto entry = reading_.lexicon.find(mention.canonical + " Index", NameKind::benchmark);
    if (!entry) continue;
    Mention named = mention;
    named.kind = NameKind::benchmark;
    named.canonical = entry->canonical;
    index_named_ = &indices_.emplace_back(std::move(named));
  }
  return index_named_;
}

void ScopeReader::remember_names(TextSpan before, Inherited& in) const {
  const auto is_new = [](const std::vector<const Mention*>& names, const Mention& mention) {
    return std::ranges::none_of(
        names, [&](const Mention* name) { return name->canonical == mention.canonical; });
  };
  const bool models_known = !in.models_before.empty();
  const bool benchmarks_known = !in.benchmarks_before.empty();
  for (const Mention* mention : mentions_in(before)) {
    const bool model = mention->kind == NameKind::model;
    if (!model && mention->kind != NameKind::benchmark) continue;
    if (model ? models_known : benchmarks_known) continue;
    auto& names = model ? in.models_before : in.benchmarks_before;
    if (is_new(names, *mention)) names.push_back(mention);
  }
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
  if (const Mention* named = index_of_speaker(index)) {
    in.benchmarks = {named};
    in.benchmarks_reach = Reach::block;
  }
  take_models(block_focus_, Reach::block);
  take_benchmarks(block_focus_, Reach::block);
  const bool in_list = !lists_.empty() && is_item(reading_.article.blocks[block_]);
  const bool introduced = in_list ? lists_.back().introduced : introduced_;
  if (introduced) {
    const Frame& introduction = in_list ? lists_.back().introduction : introduction_;
    if (introduction.models.size() == 1) take_models(introduction, Reach::introduction);
    if (introduction.benchmarks.size() == 1) take_benchmarks(introduction, Reach::introduction);
    in.speaker = introduction.speaker;
    in.hypothetical = introduction.hypothetical;
  }
  if (in_list) {
    take_models(lists_.back().focus, Reach::list);
    const Frame& focus = lists_.back().focus;
    const TextSpan item = reading_.article.blocks[block_].span;
    if (!is_labelled_otherwise(focus, item)) take_benchmarks(focus, Reach::list);
  }
  for (auto frame = headings_.rbegin(); frame != headings_.rend(); ++frame) {
    if (frame->models.size() == 1) take_models(*frame, Reach::heading);
    if (frame->benchmarks.size() == 1) take_benchmarks(*frame, Reach::heading);
    in.hypothetical |= frame->hypothetical;
  }
  if (in.models.empty() && main_model_ != nullptr) in.models = {main_model_};
  if (in.benchmarks.empty() && titled_benchmark_ != nullptr) {
    in.benchmarks = {titled_benchmark_};
    in.benchmarks_reach = Reach::heading;
  }
  if (in.benchmarks.empty() && main_benchmark_ != nullptr) in.benchmarks = {main_benchmark_};
  for (std::size_t back = 1; back <= kSentencesBackMax && back <= index; ++back) {
    const Sentence& before = reading_.sentences[index - back];
    if (before.block != sentence.block) break;
    remember_names(before.span, in);
  }
  return in;
}

void ScopeReader::leave(const std::vector<const Mention*>& models,
                        const std::vector<const Mention*>& benchmarks) {
  if (block_ >= reading_.article.blocks.size()) return;
  const Block& block = reading_.article.blocks[block_];
  const bool item = is_item(block);
  if (block.kind == BlockKind::heading && !item) return;
  for (Frame* frame : {&block_focus_, item ? &lists_.back().focus : nullptr}) {
    if (frame == nullptr) continue;
    if (frame != &block_focus_ && !models.empty() && !frame->models.empty()) {
      lists_.back().mixed |= models.front()->canonical != frame->models.front()->canonical;
    }
    if (!models.empty() && !is_shorter(models, frame->models)) frame->models = models;
    if (!benchmarks.empty()) frame->benchmarks = benchmarks;
  }
}

}  // namespace dossier
