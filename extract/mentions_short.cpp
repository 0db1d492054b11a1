// Short forms: "V4", "K2.6", "2.5 Pro", "0731", "Flash". A short form is a model only where the
// article (or, for the few that everybody knows, the lexicon) has a full name that it can stand
// for.

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/mentions_models.h"

namespace dossier {
namespace {

using std::string_view;

// Chips and other things with a letter and a number.
bool is_hardware(const MentionScene& scene, TextSpan span, string_view version) {
  const string_view after = scene.word_after(span.end);
  const string_view before = scene.word_before(span.start);
  if (is_one_of(before, "Mac", "Apple", "MacBook", "iPad", "Studio", "mini", "Pro")) return true;
  if (is_one_of(after, "chip", "chips", "GPU", "GPUs", "MacBook", "Mac", "iPad", "Macs"))
    return true;
  return version[0] == 'M' && version.size() == 2 && is_one_of(after, "Ultra", "Max", "Pro", "Air");
}

bool is_quantization(string_view lower) {
  return lower[0] == 'q' || lower.starts_with("iq") || lower.starts_with("fp");
}

class ShortForms {
 public:
  ShortForms(MentionScene& scene, std::vector<RegisteredModel> models)
      : scene_(scene), register_(std::move(models)) {
    find_present();
  }
  void run();

 private:
  void find_present();
  [[nodiscard]] bool try_version(TextSpan chunk);
  [[nodiscard]] bool try_number(TextSpan chunk);
  [[nodiscard]] bool try_stamp(TextSpan chunk);
  [[nodiscard]] bool try_tier(TextSpan chunk);
  [[nodiscard]] string_view tier_at(TextSpan chunk) const;
  [[nodiscard]] bool try_series(const LexiconHit& hit);
  struct FamilyAt {
    const ModelFamily* family = nullptr;
    TextSpan span;
  };
  [[nodiscard]] FamilyAt family_before(TextSpan line, std::size_t at,
                                       const std::string& tier) const;
  [[nodiscard]] bool is_part_of_another_name(TextSpan tier) const;
  [[nodiscard]] bool is_version_of_another(std::size_t at) const;
  [[nodiscard]] const ModelFamily* family_of_letter(char letter) const;
  void mark(TextSpan span, const ModelFamily& family, std::vector<NamePart> parts,
            TextSpan antecedent, const char* rule);

  MentionScene& scene_;
  ModelRegister register_;
  std::unordered_map<char, FamilyAt> letter_named_;  // The latest, as the text is read
  std::unordered_set<const ModelFamily*>
      present_;  // Families that the article names, or their makers
};

void ShortForms::find_present() {
  const Lexicon::Data& data = scene_.data();
  std::unordered_set<std::string> makers;
  for (const LexiconHit& hit : scene_.hits()) {
    if (hit.pattern->kind == PatternKind::family || hit.pattern->kind == PatternKind::product) {
      present_.insert(&data.families[hit.pattern->entry]);
    }
    if (hit.pattern->kind == PatternKind::organization) {
      makers.insert(data.organizations[hit.pattern->entry].name);
    }
  }
  for (const ModelFamily& family : data.families) {
    if (!family.letters.empty() && makers.contains(family.maker)) present_.insert(&family);
  }
}

const ModelFamily* ShortForms::family_of_letter(char letter) const {
  const std::string lower(1, letter);
  for (const ModelFamily& family : scene_.data().families) {
    if (present_.contains(&family) &&
        std::ranges::find(family.letters, lower) != family.letters.end()) {
      return &family;
    }
  }
  return nullptr;
}

void ShortForms::mark(TextSpan span, const ModelFamily& family, std::vector<NamePart> parts,
                      TextSpan antecedent, const char* rule) {
  std::string canonical = canonical_model(family, parts);
  scene_.mark({span, NameKind::model, std::move(canonical), antecedent, rule});
  register_.add({span, &family, std::move(parts)});
}

bool ShortForms::is_version_of_another(std::size_t at) const {
  if (at == 0 || scene_.text()[at - 1] != ' ' || scene_.starts_sentence(at)) return false;
  const string_view before = scene_.word_before(at);
  if (before.size() < 2 || !is_ascii_upper(before[0])) return false;
  if (is_one_of(before, "The", "And", "While", "But", "On", "For", "Both", "With", "In", "That",
                "AI", "If", "When", "Since", "From", "Unlike", "Like", "To", "Using", "Run")) {
    return false;
  }
  if (scene_.starts_sentence(at - 1 - before.size())) return false;
  return !scene_.data().organization_of.contains(name_key(before));
}

// "V4", "K2.6 Thinking", "R1", "XS.2".
bool ShortForms::try_version(TextSpan chunk) {
  const string_view text = scene_.text();
  const string_view word = text_at(text, chunk);
  if (word.size() < 2) return false;
  static const ModelFamily kNone;
  const ModelFamily* reader = &kNone;
  if (!is_ascii_upper(word[0])) {
    // "k3" where "kimi-k3" stands elsewhere; "v2" is anybody's.
    const std::size_t length = std::min(word.find_first_not_of("0123456789.", 1), word.size());
    if (word[0] < 'a' || word[0] > 'z' || word[0] == 'v' || length < 2) return false;
    const RegisteredModel* named = register_.latest(std::string{word.substr(0, length)});
    if (named == nullptr || named->parts.empty() ||
        std::ranges::find(named->family->letters, std::string(1, word[0])) ==
            named->family->letters.end()) {
      return false;
    }
    reader = named->family;
  }
  ModelReading reading = read_model_parts(text, chunk.start, *reader, true);
  if (reading.parts.empty() || reading.parts[0].kind != NamePartKind::version) return false;
  const std::string lower = to_lower_ascii(reading.parts[0].text);
  const auto digit = lower.find_first_of("0123456789");
  if (digit == 0 || is_quantization(lower)) return false;
  if (std::min(lower.find('.'), lower.size()) - digit > 2) return false;  // "V100", "A100"
  if (is_hardware(scene_, {chunk.start, chunk.start + lower.size()}, reading.parts[0].text))
    return false;

  const RegisteredModel* full = register_.latest(lower);
  // Only the version that a name begins with: the Q4 of "…-27B-Q4" is a quantization.
  if (full != nullptr && (to_lower_ascii(full->parts[0].text) != lower ||
                          full->parts[0].kind != NamePartKind::version)) {
    full = nullptr;
  }
  const ModelFamily* family = full != nullptr ? full->family : nullptr;
  TextSpan antecedent = full != nullptr ? full->span : TextSpan{};
  // "DeepEncoder V2", "Deep Think V2": what stands before it has that version, not a family of
  // ours.
  if (full == nullptr && is_version_of_another(chunk.start)) return false;
  if (family == nullptr && digit == 1) {
    // The latest family whose versions have this letter, whether or not with a version: the V4 that
    // "DeepSeek" has is not MiMo's.
    // "M5" is a chip unless MiniMax is at hand.
    const TextSpan line = scene_.line_around(chunk.start);
    const bool chip_like = lower[0] == 'm' && lower.size() == 2;
    const auto named = letter_named_.find(lower[0]);
    if (chip_like && (named == letter_named_.end() || !line.contains(named->second.span)))
      return false;
    if (named != letter_named_.end()) {
      family = named->second.family;
      antecedent = named->second.span;
    } else if (full = register_.latest(std::string{"letter "} + lower[0]); full != nullptr) {
      family = full->family;
      antecedent = full->span;
    }
  }
  if (family == nullptr && digit == 1) {
    family = family_of_letter(lower[0]);
    antecedent = {};
    if (family == nullptr) {
      for (const ModelFamily& known : scene_.data().families) {
        if (known.alone.contains(lower)) family = &known;
      }
    }
  }
  if (family == nullptr) return false;
  reading = read_model_parts(text, chunk.start, *family, true);
  if (reading.parts.empty()) return false;
  const TextSpan span{chunk.start, reading.end};
  if (!scene_.is_free(span)) return false;
  // "R1-V" is another model's name.
  const bool goes_on =
      span.end + 1 < text.size() && text[span.end] == '-' && is_ascii_upper(text[span.end + 1]);
  if (goes_on && antecedent.empty()) return false;
  mark(span, *family, std::move(reading.parts), antecedent, "model-short-version");
  return true;
}

// "2.5 Pro", "5.2 codex": a version by its number, with a variant behind it.
bool ShortForms::try_number(TextSpan chunk) {
  const string_view text = scene_.text();
  const string_view word = text_at(text, chunk);
  if (!is_ascii_digit(word[0]) || word.size() > 8) return false;
  const std::size_t number_length = std::min(word.find_first_not_of("0123456789."), word.size());
  const string_view number = word.substr(0, number_length);
  if (number.find('.') == string_view::npos) return false;
  const RegisteredModel* full = register_.latest("#" + std::string{number});
  if (full == nullptr) return false;
  ModelReading rest = read_model_parts(text, chunk.start, *full->family, true);
  if (rest.parts.size() < 2 || rest.parts[0].text != number ||
      rest.parts[1].kind != NamePartKind::variant) {
    return false;
  }
  rest.parts.erase(rest.parts.begin());
  const auto version = std::ranges::find_if(full->parts, [&](const NamePart& part) {
    return part.kind == NamePartKind::version && part.text.ends_with(number);
  });
  if (version == full->parts.end()) return false;
  std::vector<NamePart> parts(full->parts.begin(), version + 1);
  if (full->family->name == "Claude") parts = {*version};
  parts.insert(parts.end(), rest.parts.begin(), rest.parts.end());
  const TextSpan span{chunk.start, rest.end};
  if (!scene_.is_free(span)) return false;
  mark(span, *full->family, std::move(parts), full->span, "model-short-number");
  return true;
}

// "0731" of "DeepSeek V4 Flash 0731".
bool ShortForms::try_stamp(TextSpan chunk) {
  const string_view word = text_at(scene_.text(), chunk);
  if (word.size() != 4 || !std::ranges::all_of(word, is_ascii_digit)) return false;
  const RegisteredModel* full = register_.latest(std::string{word});
  if (full == nullptr) return false;
  const auto stamp = std::ranges::find_if(full->parts, [&](const NamePart& part) {
    return part.kind == NamePartKind::stamp && part.text == word;
  });
  if (stamp == full->parts.end()) return false;
  mark(chunk, *full->family, {full->parts.begin(), stamp + 1}, full->span, "model-short-stamp");
  return true;
}

// Whether a size stands right behind: "Super (~100B", "Flash, a 284B", "Pro 505B".
bool has_size_behind(string_view text, std::size_t end) {
  for (const string_view opening :
       {" (~", " (", ", a ", ", an ", ", which is a ", " model (", " model (~", " "}) {
    if (!text.substr(end).starts_with(opening)) continue;
    std::size_t stop = end + opening.size();
    const std::size_t start = stop;
    while (stop < text.size() && (is_ascii_digit(text[stop]) || text[stop] == '.')) ++stop;
    if (stop > start && stop < text.size() && (text[stop] == 'B' || text[stop] == 'T')) return true;
  }
  return false;
}

// Tiers that are common words too: alone they count only with a size behind them, or inside a
// sentence.
bool is_weak_tier(string_view lower) {
  static constexpr auto kWords =
      word_set({"max", "super", "large", "medium", "small", "tiny", "plus", "air", "mini", "nano"});
  return kWords.contains(lower);
}

// The family that a tier with a size belongs to where no model of any tier was named before: the
// latest family, or the family with such a tier of the latest maker.
ShortForms::FamilyAt ShortForms::family_before(TextSpan line, std::size_t at,
                                               const std::string& tier) const {
  const auto after = std::ranges::lower_bound(scene_.hits(), at, {},
                                              [](const LexiconHit& hit) { return hit.span.start; });
  for (auto hit = after; hit != scene_.hits().begin();) {
    --hit;
    if (hit->span.start < line.start) break;
    if (hit->pattern->kind == PatternKind::family) {
      return {&scene_.data().families[hit->pattern->entry], hit->span};
    }
    if (hit->pattern->kind != PatternKind::organization) continue;
    const std::string& maker = scene_.data().organizations[hit->pattern->entry].name;
    for (const ModelFamily& family : scene_.data().families) {
      if (family.maker == maker && family.variants.contains(tier)) return {&family, {}};
    }
  }
  return {};
}

// Whether the words around a tier make another name of it: "MacBook Pro", "Flash Attention".
bool ShortForms::is_part_of_another_name(TextSpan tier) const {
  const string_view before = scene_.word_before(tier.start);
  if (!scene_.starts_sentence(tier.start) && !before.empty()) {
    if (is_ascii_digit(before[0])) return true;
    const bool plain = is_one_of(before, "The", "And", "While", "But", "On", "For", "Both", "With",
                                 "In", "DeepSeek’s", "That");
    if (is_ascii_upper(before[0]) && !plain) return true;
  }
  return tier.start > 0 && scene_.text()[tier.start - 1] == '-';
}

// The letters and digits that a chunk begins with.
string_view ShortForms::tier_at(TextSpan chunk) const {
  const string_view word = text_at(scene_.text(), chunk);
  const auto end = std::ranges::find_if_not(word, is_word_byte);
  return word.substr(0, static_cast<std::size_t>(end - word.begin()));
}

// "Flash", "Pro". Bare tiers are common words, so the article must have a model of that tier, or
// must print a size right behind.
bool ShortForms::try_tier(TextSpan chunk) {
  const string_view text = scene_.text();
  const string_view tier = tier_at(chunk);
  if (!is_tier(tier)) return false;
  const std::size_t tier_end = chunk.start + tier.size();
  const std::string lower = to_lower_ascii(tier);
  const bool capital = is_ascii_upper(tier[0]);
  const bool sized = has_size_behind(text, tier_end);
  const TextSpan line = scene_.line_around(chunk.start);
  const RegisteredModel* full = register_.latest_in(line, lower);
  if (full == nullptr && sized) full = register_.latest_in(line, "any tier");
  FamilyAt family;
  if (full == nullptr && sized) family = family_before(line, chunk.start, lower);
  if (full == nullptr && family.family == nullptr) full = register_.usual(lower);
  if (full == nullptr && family.family == nullptr && sized) full = register_.latest("any tier");
  if (full == nullptr && family.family == nullptr) return false;
  if (!capital) {
    // Small letters only where the article prints this very tier so: "GPT-5.4 mini".
    const bool printed_so =
        full != nullptr && is_one_of(lower, "mini", "nano") && tier_end == chunk.end &&
        std::ranges::any_of(full->parts, [&](const NamePart& part) { return part.text == tier; });
    if (!printed_so) return false;
  }
  if (is_part_of_another_name({chunk.start, tier_end})) return false;
  if (is_weak_tier(lower) && !sized && capital &&
      (scene_.starts_sentence(chunk.start) || register_.latest_in(line, lower) == nullptr)) {
    return false;
  }

  std::vector<NamePart> parts;
  if (full != nullptr) {
    family = {full->family, full->span};
    for (const NamePart& part : full->parts) {
      if (is_tier(part.text)) break;
      if (!part.slashed) parts.push_back(part);
    }
  }
  parts.push_back({NamePartKind::variant, tier, false});
  // What belongs to the name behind the tier; another capitalised word makes it another name.
  ModelReading rest{tier_end, {}};
  if (!sized) rest = read_model_parts(text, tier_end, *family.family);
  const string_view after = scene_.word_after(tier_end);
  const bool directly = tier_end < text.size() && text[tier_end] == ' ';
  // "Max 20x", "Pro plan": what one subscribes to.
  if (directly && !after.empty() &&
      ((is_ascii_digit(after[0]) && after.back() == 'x') ||
       std::ranges::all_of(after, is_ascii_digit) ||
       is_one_of(to_lower_ascii(after), "plan", "plans", "subscription", "subscriptions", "tier",
                 "users", "user", "members", "member", "subscriber", "subscribers", "customers",
                 "accounts", "account"))) {
    return false;
  }
  if (rest.parts.empty() && directly && !after.empty() && is_ascii_upper(after[0]) &&
      !is_one_of(after, "API", "Preview", "APIs")) {
    return false;
  }
  if (rest.parts.empty() && tier_end < chunk.end &&
      !is_one_of(text_at(text, {tier_end, chunk.end}), "-class", "-tier", "-level", "-style",
                 "-like")) {
    return false;
  }
  parts.insert(parts.end(), rest.parts.begin(), rest.parts.end());
  const TextSpan span{chunk.start, rest.end};
  if (!scene_.is_free(span)) return false;
  mark(span, *family.family, std::move(parts), family.span, "model-short-tier");
  return true;
}

// "Maverick", "Sol Max": names below a version, where the article has the full one or the family.
bool ShortForms::try_series(const LexiconHit& hit) {
  const string_view text = scene_.text();
  const ModelSeries& series = scene_.data().series[hit.pattern->entry];
  if (!series.needs_family || !scene_.is_free(hit.span)) return false;
  const ModelFamily& family = scene_.data().families[hit.pattern->family];
  const RegisteredModel* full = register_.latest(to_lower_ascii(series.word));
  if (full == nullptr && !present_.contains(&family)) return false;
  std::vector<NamePart> parts;
  TextSpan antecedent;
  const ModelFamily* owner = &family;
  if (full != nullptr) {
    owner = full->family;
    antecedent = full->span;
    for (const NamePart& part : full->parts) {
      if (!part.slashed) parts.push_back(part);
      if (to_lower_ascii(part.text) == to_lower_ascii(series.word)) break;
    }
  } else {
    parts = read_model_parts(series.full, family.name.size(), family).parts;
  }
  const ModelReading rest = read_model_parts(text, hit.span.end, *owner);
  const string_view after = scene_.word_after(hit.span.end);
  if (rest.parts.empty() && hit.span.end < text.size() && text[hit.span.end] == ' ' &&
      full == nullptr && !after.empty() && is_ascii_upper(after[0])) {
    return false;
  }
  parts.insert(parts.end(), rest.parts.begin(), rest.parts.end());
  const TextSpan span{hit.span.start, rest.end};
  if (!scene_.is_free(span)) return false;
  mark(span, *owner, std::move(parts), antecedent, "model-short-series");
  return true;
}

void ShortForms::run() {
  auto hit = scene_.hits().begin();
  for (std::size_t i = 0; i < scene_.chunks().size(); ++i) {
    const TextSpan chunk = scene_.chunks()[i];
    while (hit != scene_.hits().end() && hit->span.start < chunk.end) {
      if (hit->pattern->kind == PatternKind::series) {
        register_.read_up_to(hit->span.start);
        static_cast<void>(try_series(*hit));
      } else if (hit->pattern->kind == PatternKind::family) {
        const ModelFamily& family = scene_.data().families[hit->pattern->entry];
        for (const std::string& letter : family.letters)
          letter_named_[letter[0]] = {&family, hit->span};
      }
      ++hit;
    }
    // Versions, numbers and stamps have a digit.
    const bool digit = scene_.shapes()[i].digit;
    const string_view head =
        scene_.shapes()[i].joined ? tier_at(chunk) : text_at(scene_.text(), chunk);
    // Of the tiers in small letters try_tier() takes two.
    const bool tier =
        scene_.shapes()[i].capital_first ? is_tier(head) : is_one_of(head, "mini", "nano");
    if (!digit && !tier) continue;
    if (!scene_.is_free({chunk.start, chunk.start + 1})) continue;
    register_.read_up_to(chunk.start);
    static_cast<void>((digit && (try_version(chunk) || try_number(chunk) || try_stamp(chunk))) ||
                      try_tier(chunk));
  }
}

}  // namespace

void find_short_models(MentionScene& scene, std::vector<RegisteredModel> models) {
  ShortForms(scene, std::move(models)).run();
}

}  // namespace dossier
