// Models whose family the lexicon does not know: by the shape of the name
// ("Zephyrus-3-14B-Instruct", "Borealis 2.1 Flash"), by what introduces it ("NAME by LAB:", "a
// model called NAME"), and then everywhere else in the article.

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/mentions_models.h"

namespace dossier {
namespace {

using std::string_view;

struct ShapedName {
  std::size_t end = 0;       // Of the whole name
  std::size_t root_end = 0;  // Of what stands for the family
};

bool is_size_part(string_view part) {
  static const ModelFamily kNone;
  if (part.size() < 2 || !is_ascii_digit(part[part.size() - 2])) return false;
  if (part.back() != 'B' && !(part.back() == 'M' && part.size() >= 3) && part.back() != 'b')
    return false;
  return part_kind(part, kNone) == NamePartKind::size;
}

bool is_strong_variant(string_view lower) {
  static constexpr auto kWords = word_set(
      {"instruct", "thinking",  "preview",  "flash",     "coder", "vl",        "omni",  "tts",
       "asr",      "embedding", "reranker", "pro",       "mini",  "nano",      "lite",  "turbo",
       "ultra",    "chat",      "base",     "reasoning", "it",    "captioner", "large", "small",
       "medium",   "max",       "air",      "moe",       "ocr"});
  return kWords.contains(lower);
}

bool speaks_of_models(string_view sentence) {
  for (const string_view cue : {" model", "LLM", "weights", "parameter", "params", "MoE",
                                "open-weight", "multimodal", "checkpoint", "-A"}) {
    if (sentence.find(cue) != string_view::npos) return true;
  }
  return false;
}

// "v2", "V2.1", "R2".
bool is_lettered_version(string_view part) {
  return part.size() >= 2 && is_one_of(part.substr(0, 1), "v", "V", "R") &&
         is_ascii_digit(part[1]) && part.size() <= 4 &&
         part.find_first_not_of("0123456789.", 1) == string_view::npos;
}

// "Zephyrus-3-14B-Instruct", "Holotron-12B", "cogito-v2-preview-llama-70B", "Tern-Code-1-Flash".
ShapedName hyphenated_name(const MentionScene& scene, TextSpan chunk) {
  const string_view text = scene.text();
  const string_view word = text_at(text, chunk);
  bool size = false, digits = false, variant = false;
  std::size_t parts = 0, root_end = 0, part_start = 0;
  string_view first;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const bool dash = i < word.size() && (word[i] == '-' || word.substr(i).starts_with("\u2011"));
    if (i < word.size() && !dash) continue;
    const string_view part = word.substr(part_start, i - part_start);
    if (parts == 0) {
      first = part;
      root_end = i;
    } else {
      size = size || is_size_part(part);
      digits = digits || (!part.empty() && (is_ascii_digit(part[0]) ||
                                            (part.size() > 1 && is_ascii_digit(part[1]))));
      variant = variant || is_strong_variant(to_lower_ascii(part));
    }
    ++parts;
    part_start = i + (i < word.size() && word[i] != '-' ? 3 : 1);
    if (dash && word[i] != '-') i += 2;
  }
  if (parts < 2 || first.size() < 2 || !has_capital(word)) return {};
  // A maker's name may stand before a model's: "Meta-SecAlign-70B".
  const bool maker = parts >= 3 && is_one_of(to_lower_ascii(first), "meta", "nvidia", "google",
                                             "microsoft", "apple");
  // "V4-Flash-0731" is a short form.
  const bool short_form = first.size() >= 2 && is_ascii_upper(first[0]) &&
                          first.find_first_not_of("0123456789.", 1) == string_view::npos;
  if (short_form || is_ascii_digit(first[0]) ||
      (!maker && scene.data().no_families.contains(to_lower_ascii(first))))
    return {};
  const bool capital = has_capital(first);
  if (size && (capital || (parts >= 3 && variant) || parts >= 4))
    return {chunk.end, chunk.start + root_end};
  if (digits && variant && capital && parts >= 3) return {chunk.end, chunk.start + root_end};
  // "Tern-Embed-v2"; "Marlin-V2" where the sentence speaks of models.
  const bool lettered = is_lettered_version(word.substr(word.rfind('-') + 1));
  const bool told = parts >= 3 || speaks_of_models(scene.sentence_around(chunk.start));
  if (lettered && capital && told) return {chunk.end, chunk.start + root_end};
  return {};
}

// "Borealis 2.1 Flash", "Borealis 32B": a capitalised word, then what only a model has.
ShapedName spaced_name(const MentionScene& scene, TextSpan chunk) {
  static const ModelFamily kNone;
  const string_view text = scene.text();
  const string_view word = text_at(text, chunk);
  if (!is_ascii_upper(word[0]) && !(word.size() > 2 && has_capital(word))) return {};
  if (word.size() < 3 || is_ascii_digit(word[0]) ||
      scene.data().no_families.contains(to_lower_ascii(word)))
    return {};
  if (scene.data().organization_of.contains(name_key(word))) return {};  // "Xiaomi 12 Pro"
  if (chunk.end >= text.size() || text[chunk.end] != ' ') return {};
  const ModelReading reading = read_model_parts(text, chunk.end, kNone);
  if (reading.parts.size() < 2) return {};
  const NamePart& head = reading.parts[0];
  const bool version = head.kind == NamePartKind::version && is_ascii_digit(head.text.back());
  const bool size = head.kind == NamePartKind::size;
  // "MAX" shouts; no model's tier is printed so.
  const bool shouts = std::ranges::any_of(reading.parts, [](const NamePart& part) {
    return is_tier(part.text) && std::ranges::all_of(part.text, is_ascii_upper);
  });
  if (shouts) return {};
  const bool tier = std::ranges::any_of(reading.parts, [](const NamePart& part) {
    return part.kind == NamePartKind::variant && is_strong_variant(to_lower_ascii(part.text));
  });
  const bool sized = std::ranges::any_of(
      reading.parts, [](const NamePart& part) { return part.kind == NamePartKind::size; });
  if (!(version && (tier || sized)) && !(size && tier)) return {};
  return {reading.end, chunk.end};
}

bool is_release_word(string_view word) {
  static constexpr auto kWords = word_set(
      {"released", "releases", "launched", "launches", "introduced", "introduces", "introducing",
       "announced", "announces", "announcing", "unveiled", "unveils", "previewed", "open-sourced",
       "open-sources", "shipped", "ships", "dropped", "drops"});
  return kWords.contains(word);
}

bool is_called(string_view before) {
  return is_one_of(before, "called", "named", "dubbed", "codenamed", "nicknamed");
}

// "released Borealis 2.1", "a model called Horizon Beta", "Heron-2 (33B-A3B)".
ShapedName introduced_name(const MentionScene& scene, std::size_t index) {
  const string_view text = scene.text();
  const auto& chunks = scene.chunks();
  const TextSpan chunk = chunks[index];
  const string_view word = text_at(text, chunk);
  if (!is_ascii_upper(word[0]) || word.size() < 3 ||
      scene.data().no_families.contains(to_lower_ascii(word)))
    return {};
  const string_view before = scene.word_before(chunk.start);
  static const ModelFamily kNone;
  // "model called NAME NAME"
  if (is_called(before)) {
    const TextSpan line = scene.line_around(chunk.start);
    const string_view ahead =
        text.substr(std::max(line.start, chunk.start < 60 ? 0 : chunk.start - 60),
                    std::min<std::size_t>(60, chunk.start - line.start));
    if (ahead.find("model") == string_view::npos) return {};
    std::size_t end = chunk.end, last = index;
    while (last + 1 < chunks.size() && chunks[last + 1].start == end + 1 && text[end] == ' ' &&
           is_ascii_upper(text[chunks[last + 1].start]) && last - index < 2) {
      end = chunks[++last].end;
    }
    if (scene.data().organization_of.contains(
            name_key(text.substr(chunk.start, end - chunk.start))))
      return {};
    return {end, end};
  }
  // All that follows needs a number in the name.
  const ModelReading reading = read_model_parts(text, chunk.end, kNone);
  const bool numbered = !reading.parts.empty() || std::ranges::any_of(word, is_ascii_digit);
  if (!numbered || scene.data().organization_of.contains(name_key(word))) return {};
  const bool versioned = !reading.parts.empty() && reading.parts[0].kind == NamePartKind::version;
  const std::size_t end = reading.end;
  // A size in brackets behind it: "(33B-A3B)", "(400B MoE)".
  if (text.substr(end).starts_with(" (") || text.substr(end).starts_with(" (~")) {
    std::size_t open = end + 2;
    if (open < text.size() && text[open] == '~') ++open;
    std::size_t stop = open;
    while (stop < text.size() && (is_ascii_digit(text[stop]) || text[stop] == '.')) ++stop;
    const bool sized = stop > open && stop < text.size() &&
                       (text[stop] == 'B' || text[stop] == 'T') &&
                       (stop + 1 >= text.size() || !is_word_byte(text[stop + 1]));
    if (sized && (versioned || word.find('-') != string_view::npos)) return {end, chunk.end};
  }
  const bool hyphened =
      word.find('-') != string_view::npos && std::ranges::any_of(word, is_ascii_digit);
  const bool released =
      is_release_word(before) ||
      (is_release_word(scene.word_before(chunk.start - std::min(chunk.start, before.size() + 1))) &&
       before == "the");
  if (released && (versioned || hyphened) && speaks_of_models(text.substr(end, 60))) {
    return {hyphened ? chunk.end : end, chunk.end};
  }
  return {};
}

// "NAME by LAB:" at the beginning of a line.
ShapedName entry_name(const MentionScene& scene, TextSpan line) {
  const string_view text = text_at(scene.text(), line);
  constexpr std::size_t kLabWithin = 64;
  const auto by = text.substr(0, kLabWithin).find(" by ");
  if (by == string_view::npos || by > 60 || by < 3) return {};
  const string_view name = text.substr(0, by);
  if (!std::ranges::any_of(name, is_ascii_digit)) return {};
  if (std::ranges::count(name, ' ') > 3 || name.find_first_of(",:;()") != string_view::npos)
    return {};
  // "… 4 Announced by LAB:" is news. Words behind the number are a name's if its grammar has them.
  static const ModelFamily kNone;
  const string_view last = name.substr(name.rfind(' ') + 1);
  const bool part = std::ranges::any_of(last, is_ascii_digit) || part_kind(last, kNone) ||
                    last.find('-') != string_view::npos || name.find(' ') == string_view::npos;
  if (!part) return {};
  // The lab: one or two words, then a colon or a bracket.
  std::size_t end = by + 4;
  const std::size_t limit = std::min(text.size(), by + 44);
  while (end < limit && text[end] != ':' && text[end] != '(' && text[end] != ',' &&
         text[end] != '.')
    ++end;
  if (end >= limit || (text[end] != ':' && text[end] != '(')) return {};
  return {line.start + by, line.start + by};
}

class Finder {
 public:
  Finder(MentionScene& scene, std::deque<ModelFamily>& families)
      : scene_(scene), families_(families) {}
  std::vector<RegisteredModel> run();

 private:
  void add(std::size_t start, const ShapedName& name, const char* rule);
  void find_entries();
  void find_repeated();

  MentionScene& scene_;
  std::deque<ModelFamily>& families_;
  std::vector<RegisteredModel> found_;
  std::unordered_map<std::string, ModelFamily*> by_root_;  // By first chunk as printed
};

void Finder::add(std::size_t start, const ShapedName& name, const char* rule) {
  const TextSpan span{start, name.end};
  if (!scene_.is_free(span)) return;
  const string_view root = scene_.text().substr(start, name.root_end - start);
  ModelFamily*& family = by_root_[std::string{root}];
  if (family == nullptr) {
    ModelFamily& added = families_.emplace_back();
    added.name = std::string{root};
    added.version_join = added.part_join = " ";
    family = &added;
  }
  RegisteredModel model{span, family, {}};
  model.parts = read_model_parts(scene_.text(), name.root_end, *family).parts;
  scene_.mark({span, NameKind::model, on_one_line(text_at(scene_.text(), span)), {}, rule});
  found_.push_back(std::move(model));
}

void Finder::find_entries() {
  const string_view text = scene_.text();
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t newline = std::min(text.find('\n', start), text.size());
    const TextSpan line{start, newline};
    start = newline + 1;
    if (line.size() < 8 || !scene_.is_free({line.start, line.start + 4})) continue;
    if (const ShapedName name = entry_name(scene_, line); name.end != 0) {
      add(line.start, name, "model-entry");
    }
  }
}

// Other places of names found: the same root with another version or size behind it.
void Finder::find_repeated() {
  const string_view text = scene_.text();
  for (const TextSpan chunk : scene_.chunks()) {
    if (!scene_.is_free(chunk)) continue;
    const string_view word = text_at(text, chunk);
    std::size_t root_end = chunk.end;
    auto known = by_root_.find(std::string{word});
    if (known == by_root_.end()) {
      const auto dash = word.find('-');
      if (dash == string_view::npos) continue;
      known = by_root_.find(std::string{word.substr(0, dash)});
      if (known == by_root_.end()) continue;
      root_end = chunk.start + dash;
    }
    const ModelReading reading = read_model_parts(text, root_end, *known->second);
    const bool has_digit =
        std::ranges::any_of(word.substr(0, root_end - chunk.start), is_ascii_digit);
    if (reading.parts.empty() && !has_digit) continue;
    const TextSpan span{chunk.start, reading.end};
    if (!scene_.is_free(span)) continue;
    scene_.mark({span, NameKind::model, on_one_line(text_at(text, span)), {}, "model-repeated"});
    found_.push_back({span, known->second, reading.parts});
  }
}

std::vector<RegisteredModel> Finder::run() {
  find_entries();
  const auto& chunks = scene_.chunks();
  for (const std::size_t i : scene_.capitals()) {
    const ChunkShape shape = scene_.shapes()[i];
    const TextSpan chunk = chunks[i];
    // Behind a blank, a version or a size has a digit.
    const bool digit_next = i + 1 < chunks.size() && scene_.shapes()[i + 1].digit;
    const bool called = shape.capital_first && is_called(scene_.word_before_chunk(i));
    if (!shape.hyphen && !digit_next && !called) continue;
    if (!scene_.is_free(chunk)) continue;
    const ShapedName name = shape.hyphen ? hyphenated_name(scene_, chunk) : ShapedName{};
    if (name.end != 0) {
      add(chunk.start, name, "model-hyphenated");
    } else if (const ShapedName spaced = spaced_name(scene_, chunk); spaced.end != 0) {
      add(chunk.start, spaced, "model-spaced");
    } else if (const ShapedName introduced = introduced_name(scene_, i); introduced.end != 0) {
      add(chunk.start, introduced, "model-introduced");
    }
  }
  if (!by_root_.empty()) find_repeated();
  return std::move(found_);
}

}  // namespace

std::vector<RegisteredModel> find_unlisted_models(MentionScene& scene,
                                                  std::deque<ModelFamily>& families) {
  return Finder(scene, families).run();
}

}  // namespace dossier
