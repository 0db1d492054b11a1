#include "extract/mentions_models.h"

#include <algorithm>
#include <unordered_set>

namespace dossier {
namespace {

using std::string_view;

// A family whose name is a common word ("Step", "Nova") needs more than a small number behind it.
bool is_name_enough(const MentionScene& scene, const ModelFamily& family, TextSpan family_span,
                    const ModelReading& reading) {
  if (!(family.exact && family.bare == BareName::none)) return true;
  if (family_span.start > 0 && scene.text()[family_span.start - 1] == '-')
    return false;  // "ACE-Step"
  if (reading.parts.empty()) return false;
  if (reading.parts.size() >= 2) return true;
  const NamePart& part = reading.parts[0];
  if (part.kind == NamePartKind::size) return true;
  const bool blank = scene.text()[family_span.end] == ' ';
  if (part.kind == NamePartKind::version) {
    return !blank || part.text.find('.') != string_view::npos || part.text.size() > 2;
  }
  return !blank && part.kind == NamePartKind::variant && is_ascii_upper(part.text[0]) &&
         family.variants.contains(to_lower_ascii(part.text));
}

// "4.5" in "4.5 Opus": where a version directly before a series begins, or `at`.
std::size_t version_before(string_view text, std::size_t at) {
  if (at < 2 || text[at - 1] != ' ') return at;
  std::size_t start = at - 1;
  while (start > 0 && (is_ascii_digit(text[start - 1]) || text[start - 1] == '.')) --start;
  const string_view number = text.substr(start, at - 1 - start);
  const bool version = !number.empty() && number.size() <= 4 && is_ascii_digit(number[0]) &&
                       is_ascii_digit(number.back()) && number.find('.') != string_view::npos;
  const bool free_standing =
      start == 0 || text[start - 1] == ' ' || text[start - 1] == '\n' || text[start - 1] == '(';
  return version && free_standing ? start : at;
}

// "GLM-4.5 and 4.6", "Opus 4.5/4.6": further versions behind a name that ends in one.
void find_coordinated_versions(MentionScene& scene, const RegisteredModel& model,
                               std::vector<RegisteredModel>& found) {
  const string_view text = scene.text();
  std::size_t at = model.span.end;
  if (model.parts.empty() || model.parts.back().kind != NamePartKind::version) return;
  if (model.parts.back().text.find('.') == string_view::npos) return;
  for (int round = 0; round < 3; ++round) {
    std::size_t next = at;
    for (const string_view joint :
         {", and ", " and ", " or ", ", ", "/", " / ", " & ", " to ", " vs ", " vs. "}) {
      if (text.substr(at).starts_with(joint)) {
        next = at + joint.size();
        break;
      }
    }
    if (next == at) return;
    const std::size_t length =
        std::min(text.find_first_not_of("0123456789.", next), text.size()) - next;
    string_view number = text.substr(next, length);
    while (!number.empty() && number.back() == '.') number.remove_suffix(1);
    const std::size_t end = next + number.size();
    if (number.size() != 3 || number[1] != '.') return;
    if (end < text.size() && (is_word_byte(text[end]) || text[end] == '%' || text[end] == '-'))
      return;
    if (end + 1 < text.size() && text[end] == ' ' && !scene.word_after(end).empty() &&
        (scene.word_after(end) == "points" || scene.word_after(end) == "on" ||
         scene.word_after(end) == "percent" || is_ascii_digit(text[end + 1]))) {
      return;
    }
    RegisteredModel other = model;
    other.span = {next, end};
    if (!scene.is_free(other.span)) return;
    other.parts.back().text = number;
    Mention mention{other.span, NameKind::model, canonical_model(*model.family, other.parts),
                    model.span, "model-coordinated"};
    scene.mark(std::move(mention));
    found.push_back(std::move(other));
    at = end;
  }
}

// "DeepSeek V4 Flash and Pro", "GPT-5.6 Sol, Terra, and Luna": further tiers behind one.
void find_coordinated_tiers(MentionScene& scene, const RegisteredModel& model,
                            std::vector<RegisteredModel>& found) {
  const string_view text = scene.text();
  if (model.parts.empty() || model.parts.back().kind != NamePartKind::variant) return;
  std::size_t at = model.span.end;
  for (int round = 0; round < 4; ++round) {
    std::size_t next = at;
    for (const string_view joint :
         {", and ", ", or ", " and ", " or ", ", ", "/", " / ", " & ", " vs ", " vs. "}) {
      if (text.substr(at).starts_with(joint)) {
        next = at + joint.size();
        break;
      }
    }
    if (next == at) return;
    std::size_t end = next;
    while (end < text.size() && is_word_byte(text[end]) &&
           static_cast<unsigned char>(text[end]) < 0x80)
      ++end;
    const string_view word = text.substr(next, end - next);
    const std::string lower = to_lower_ascii(word);
    const bool own = model.family->variants.contains(lower);
    const bool capital = !word.empty() && is_ascii_upper(word[0]);
    if (word.empty() || !(own || (is_tier(lower) && capital))) return;
    if (!capital && !(own && is_tier(lower))) return;
    if (end + 1 < text.size() &&
        (text[end] == '-' || (text[end] == ' ' && is_ascii_digit(text[end + 1]))))
      return;
    RegisteredModel other = model;
    other.span = {next, end};
    if (!scene.is_free(other.span)) return;
    other.parts.back().text = word;
    scene.mark({other.span, NameKind::model, canonical_model(*model.family, other.parts),
                model.span, "model-coordinated"});
    found.push_back(std::move(other));
    at = end;
  }
}

}  // namespace

std::vector<RegisteredModel> find_listed_models(MentionScene& scene) {
  const string_view text = scene.text();
  const Lexicon::Data& data = scene.data();
  std::vector<RegisteredModel> found;
  for (const LexiconHit& hit : scene.hits()) {
    if (!scene.is_free(hit.span)) continue;
    if (hit.span.start > 0 && text[hit.span.start - 1] == '#') {  // "#gpt-4-discussions"
      std::size_t end = hit.span.end;
      while (end < text.size() && (is_word_byte(text[end]) || text[end] == '-')) ++end;
      scene.block({hit.span.start, end});
      continue;
    }
    if (hit.pattern->kind == PatternKind::product) {
      // "Kimi Code" is a tool; the name of a version or a variant before it would be a model's.
      scene.block(hit.span);
      continue;
    }
    RegisteredModel model;
    model.span = hit.span;
    if (hit.pattern->kind == PatternKind::series) {
      const ModelSeries& series = data.series[hit.pattern->entry];
      if (series.needs_family) continue;  // With the short forms
      model.family = &data.families[hit.pattern->family];
      ModelReading reading = read_model_parts(text, hit.span.end, *model.family);
      model.parts.push_back({NamePartKind::variant, text_at(text, hit.span), false});
      const std::size_t start = version_before(text, hit.span.start);
      const bool versioned_behind =
          !reading.parts.empty() && reading.parts[0].kind == NamePartKind::version;
      if (start != hit.span.start && !versioned_behind) {
        model.span.start = start;
        model.parts.insert(
            model.parts.begin(),
            {NamePartKind::version, text.substr(start, hit.span.start - 1 - start), false});
      }
      model.parts.insert(model.parts.end(), reading.parts.begin(), reading.parts.end());
      model.span.end = reading.end;
    } else if (hit.pattern->kind == PatternKind::family) {
      const ModelFamily& family = data.families[hit.pattern->entry];
      const string_view printed = text_at(text, hit.span);
      ModelReading reading = read_model_parts(text, hit.span.end, family);
      if (!is_name_enough(scene, family, hit.span, reading)) continue;
      if (reading.parts.empty()) {
        // Bare names come with the organizations; here those that say a model by themselves.
        const bool whole = family.exact && family.bare == BareName::model;
        const bool tail = hit.span.start > 0 && text[hit.span.start - 1] == '-';  // "Tongyi-MAI"
        if (!whole || tail) continue;
      }
      // "llama 3 times" in small letters is no name, "gemma-4-26B" is.
      if (!has_capital(printed) && text.substr(hit.span.end, 1) == " " && !family.exact &&
          printed != "gpt")
        continue;
      model.family = &family;
      model.parts = std::move(reading.parts);
      model.span.end = reading.end;
    } else {
      continue;
    }
    if (!scene.is_free(model.span)) continue;
    scene.mark({model.span,
                NameKind::model,
                canonical_model(*model.family, model.parts),
                {},
                hit.pattern->kind == PatternKind::series ? "model-series" : "model-family"});
    found.push_back(model);
    find_coordinated_versions(scene, model, found);
    find_coordinated_tiers(scene, model, found);
  }
  return found;
}

void find_models(MentionScene& scene) {
  std::vector<RegisteredModel> models = find_listed_models(scene);
  std::deque<ModelFamily> families;
  std::vector<RegisteredModel> others = find_unlisted_models(scene, families);
  models.insert(models.end(), others.begin(), others.end());
  std::ranges::stable_sort(models, {}, &RegisteredModel::span);
  find_short_models(scene, std::move(models));
}

}  // namespace dossier
