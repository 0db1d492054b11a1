// Organizations, and the names that are a lab's and its models' alike: which of the two is meant
// is told by what the word does in its sentence.

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/mention_scene.h"
#include "extract/model_name.h"

namespace dossier {
namespace {

using std::string_view;

// What follows an organization's name to make a product or an event of it.
bool is_product_word(string_view word) {
  static constexpr auto kWords =
      word_set({"Build",       "Copilot",   "Gateway",      "Workspace", "Docs",
                "Sheets",      "Colab",     "Chrome",       "Maps",      "Drive",
                "Antigravity", "Bedrock",   "Silicon",      "Azure",     "Office",
                "Word",        "Excel",     "Teams",        "Semantic",  "Agents",
                "Actions",     "Pages",     "Spaces",       "Search",    "Translate",
                "Photos",      "Trends",    "NIM",          "TensorRT",  "Blackwell",
                "Hopper",      "DGX",       "Jetson",       "Dynamo",    "Code",
                "Codex",       "CLI",       "SDK",          "Studio",    "Research License",
                "Watch",       "Vision",    "Intelligence", "Music",     "TV",
                "License",     "licensing", "license",      "licensed",  "Licensed",
                "Foundry",     "Windows",   "Edge",         "Bing",      "Play",
                "Glass",       "Assistant", "Home",         "Pay",       "Wallet",
                "Earth",       "Sans",      "Scholar",      "Stax",      "Beam",
                "Sandbox",     "AI Studio", "I/O",          "IO",        "Connect",
                "GTC"});
  return kWords.contains(word);
}

bool is_product(const MentionScene& scene, TextSpan span) {
  const string_view text = scene.text();
  if (span.end >= text.size()) return false;
  if (text[span.end] == '-') {
    // "MIT-licensed", "Apple-silicon" and the like; "NIST-affiliated" names NIST.
    return scene.word_after(span.end + 1).starts_with("licens");
  }
  if (text[span.end] != ' ') return false;
  const string_view after = scene.word_after(span.end);
  if (is_product_word(after)) return true;
  // "NVIDIA GB200", "AMD MI300X": hardware.
  if (after.size() >= 3 && is_ascii_upper(after[0]) &&
      std::ranges::count_if(after, is_ascii_digit) >= 2) {
    return true;
  }
  // "Vercel AI Gateway", "Google AI Studio"
  // The license, not the institute.
  if (text_at(text, span) == "MIT") {
    if (is_one_of(scene.word_before(span.start), "under", "licensed")) return true;
    if (scene.sentence_around(span.start).find("icens") != string_view::npos) return true;
  }
  if (after == "AI") {
    const string_view third = scene.word_after(span.end + 4);
    return is_one_of(third, "Gateway", "Studio", "Mode", "Overviews", "Edge");
  }
  return false;
}

enum class Role { none, acts, owns, is_used, speaks_for };

bool is_using_word(string_view word) {
  static constexpr auto kWords = word_set(
      {"to",         "than",    "vs",      "versus",    "like",      "over",        "against",
       "using",      "use",     "uses",    "run",       "runs",      "running",     "ran",
       "try",        "tried",   "trying",  "prefer",    "prefers",   "beat",        "beats",
       "beating",    "between", "behind",  "into",      "including", "as",          "route",
       "routes",     "serve",   "serves",  "serving",   "model",     "models",      "asked",
       "ask",        "asking",  "call",    "calls",     "calling",   "outperforms", "outperformed",
       "trails",     "matches", "matched", "fine-tune", "finetune",  "distill",     "distilled",
       "distilling", "swap",    "swapped", "replace",   "replaced",  "choose",      "chose",
       "prompted",   "gave",    "give",    "rival"});
  return kWords.contains(word);
}

bool is_model_verb(string_view word) {
  static constexpr auto kWords = word_set(
      {"improved",     "performs",    "performed",    "scores",        "scored",    "beats",
       "beat",         "outperforms", "outperformed", "trails",        "trailed",   "leads",
       "led",          "answers",     "answered",     "generates",     "generated", "writes",
       "solved",       "solves",      "ranks",        "ranked",        "runs",      "ran",
       "hallucinates", "models",      "model",        "variants",      "variant",   "series",
       "family",       "families",    "checkpoint",   "checkpoints",   "weights",   "line",
       "lineup",       "excels",      "struggles",    "struggled",     "refused",   "refuses",
       "thinks",       "behaves",     "responds",     "responded",     "handles",   "produced",
       "produces",     "wins",        "won",          "came",          "feels",     "seems",
       "can",          "could",       "needs",        "requires",      "gets",      "got",
       "fine-tunes",   "finetunes",   "release",      "quantizations", "quants",    "tokenizer",
       "architecture", "derivatives", "inference",    "users"});
  return kWords.contains(word);
}

// What the words beside a bare name say of it.
bool acts_as_organization(const MentionScene& scene, TextSpan span, BareName bare) {
  const string_view before = scene.word_before(span.start);
  const string_view after = scene.word_after(span.end);
  const bool strong_default = bare == BareName::organization;
  if (scene.is_possessive(span.end)) return true;
  if (is_model_verb(after)) return false;
  if (is_one_of(before, "by", "from", "at", "team", "lab", "labs", "company", "startup", "with",
                "joined", "via", "Chinese", "competitor", "vendor")) {
    return true;
  }
  if (is_using_word(before)) return false;
  // "to GPT, Grok and Kimi": the company it keeps.
  if (is_one_of(after, "is", "was", "has", "had", "will", "have", "does", "did", "then", "now",
                "still", "also", "made", "gives", "used", "just")) {
    return strong_default || is_one_of(after, "has", "had", "did", "used", "made", "have");
  }
  if (is_acting_verb(after)) return true;
  return strong_default;
}

// Whether the name before or after in a list is a model: "DeepSeek and Kimi", "GPT, Grok, Kimi".
bool keeps_company_of_models(const MentionScene& scene, TextSpan span) {
  const string_view text = scene.text();
  const auto touches = [&](const LexiconHit& hit) {
    if (hit.pattern->kind != PatternKind::family || hit.span == span) return false;
    const ModelFamily& family = scene.data().families[hit.pattern->entry];
    if (family.bare != BareName::model && family.bare != BareName::either) return false;
    const TextSpan gap = hit.span.start >= span.end   ? TextSpan{span.end, hit.span.start}
                         : hit.span.end <= span.start ? TextSpan{hit.span.end, span.start}
                                                      : TextSpan{0, text.size()};
    const string_view between = text_at(text, gap);
    return is_one_of(between, ", ", " and ", ", and ", " or ", ", or ", " + ", "/", " vs ", " vs. ",
                     " & ");
  };
  const auto at = std::ranges::lower_bound(scene.hits(), span.start, {},
                                           [](const LexiconHit& hit) { return hit.span.start; });
  for (auto next = at; next != scene.hits().end() && next->span.start <= span.end + 6; ++next) {
    if (touches(*next)) return true;
  }
  for (auto previous = at; previous != scene.hits().begin();) {
    --previous;
    if (previous->span.end + 6 < span.start) break;
    if (touches(*previous)) return true;
  }
  return false;
}

bool has_organization_context(const MentionScene& scene, TextSpan span) {
  const string_view before = scene.word_before(span.start);
  const string_view after = scene.word_after(span.end);
  if (is_one_of(before, "at", "company", "startup", "lab", "outlet", "firm")) return true;
  if (is_one_of(before, "by", "from", "with"))
    return !is_ascii_upper(after.empty() ? 'a' : after[0]);
  if (scene.is_possessive(span.end) && !scene.starts_sentence(span.start)) return true;
  return is_one_of(after, "said", "says", "announced", "released", "launched", "published", "CEO",
                   "raised", "acquired");
}

void find_listed(MentionScene& scene) {
  const Lexicon::Data& data = scene.data();
  const string_view text = scene.text();
  for (const LexiconHit& hit : scene.hits()) {
    if (hit.pattern->kind != PatternKind::organization || !scene.is_free(hit.span)) continue;
    const LexiconName& entry = data.organizations[hit.pattern->entry];
    if (entry.role == OrganizationRole::lab) {
      // As printed alone it is a family too; other spellings ("Mistral AI", "Qwen team") are the
      // lab's.
      const auto same =
          std::ranges::equal_range(scene.hits(), hit.span.start, {},
                                   [](const LexiconHit& other) { return other.span.start; });
      const bool also_family = std::ranges::any_of(same, [&](const LexiconHit& other) {
        return other.span == hit.span && other.pattern->kind == PatternKind::family;
      });
      if (also_family) continue;
    }
    if (entry.needs_context && !has_organization_context(scene, hit.span)) continue;
    if (is_product(scene, hit.span)) continue;
    if (hit.span.start > 0 && text[hit.span.start - 1] == '/' &&
        text[hit.span.start > 1 ? hit.span.start - 2 : 0] == '/')
      continue;
    scene.mark({hit.span, NameKind::organization, entry.name, {}, "organization-listed"});
  }
}

// Names that are a family's and stand alone: "Gemma", "Kimi", "DeepSeek".
void find_bare_families(MentionScene& scene) {
  const Lexicon::Data& data = scene.data();
  for (const LexiconHit& hit : scene.hits()) {
    if (hit.pattern->kind != PatternKind::family || !scene.is_free(hit.span)) continue;
    const ModelFamily& family = data.families[hit.pattern->entry];
    if (family.bare == BareName::none) continue;
    const string_view printed = text_at(scene.text(), hit.span);
    if (!has_capital(printed) && printed != "gpt") continue;
    const std::size_t next = hit.span.end;
    if (next < scene.text().size() && is_word_byte(scene.text()[next])) continue;
    // "Qwen/Qwen3-4B": the account in a path; "Kimi.com" was never a hit.
    const bool account = family.bare != BareName::model && next < scene.text().size() &&
                         scene.text()[next] == '/' &&
                         scene.text().substr(next + 1, printed.size()) == printed;
    if (next < scene.text().size() && scene.text()[next] == '_') continue;
    bool organization = false;
    if (family.bare != BareName::model) {
      organization = account || acts_as_organization(scene, hit.span, family.bare);
      if (organization && !account && !scene.is_possessive(next) &&
          keeps_company_of_models(scene, hit.span)) {
        organization = is_acting_verb(scene.word_after(next)) && scene.word_after(next) != "is";
      }
    }
    if (organization) {
      scene.mark({hit.span, NameKind::organization, family.maker, {}, "organization-lab"});
    } else {
      scene.mark({hit.span,
                  NameKind::model,
                  family.prefix.empty() ? family.name : family.prefix,
                  {},
                  "model-bare"});
    }
  }
}

// Whether capitalized words are an institution's name, not a technique's ("Large Language Models").
bool names_organization(string_view name) {
  static constexpr auto kHeads = std::to_array<string_view>(
      {"Observatory", "Institute",  "Center",      "Centre",     "Council",   "Coalition",
       "Alliance",    "Agency",     "Association", "Foundation", "Office",    "Bureau",
       "Commission",  "Committee",  "Consortium",  "Collective", "Laborator", "Ministry",
       "Department",  "University", "Authority",   "Union",      "Society",   "Administration"});
  return std::ranges::any_of(
      kHeads, [&](string_view head) { return name.find(head) != string_view::npos; });
}

// "Baltic Observatory for AI Evaluation (BOAE)": capitalized words whose initials a bracket gives.
// The acronym counts from there on.
void find_by_acronym(MentionScene& scene) {
  constexpr std::size_t kLettersMin = 3, kLettersMax = 7;
  const string_view text = scene.text();
  const auto& chunks = scene.chunks();
  std::unordered_map<string_view, TextSpan> acronyms;  // To the full name
  for (const std::size_t i : scene.capitalized()) {
    if (i < 2) continue;
    const TextSpan chunk = chunks[i];
    const string_view acronym = text_at(text, chunk);
    const bool bracketed = chunk.start >= 2 && text[chunk.start - 1] == '(' &&
                           chunk.end < text.size() && text[chunk.end] == ')';
    if (!bracketed || acronym.size() < kLettersMin || acronym.size() > kLettersMax ||
        !std::ranges::all_of(acronym, is_ascii_upper) || !scene.is_free(chunk)) {
      continue;
    }
    // Backwards: each capitalized word gives its first letter; small ones ("for") give none.
    std::size_t first = i;
    std::size_t left = acronym.size();
    std::size_t end = chunk.start - 2;
    bool spelled = true;
    while (left > 0 && first > 0 && i - first < 2 * kLettersMax && spelled) {
      const TextSpan before = chunks[--first];
      const string_view word = text_at(text, before);
      spelled = before.end == end || text_at(text, {before.end, chunks[first + 1].start}) == " ";
      if (word == "AI" && left >= 2 && acronym.substr(left - 2, 2) == "AI") {
        left -= 2;
      } else if (is_ascii_upper(word[0])) {
        spelled = spelled && word[0] == acronym[left - 1];
        --left;
      } else {
        spelled = spelled && is_one_of(word, "for", "of", "and", "the", "on", "in");
      }
    }
    const TextSpan full{chunks[first].start, end};
    if (!spelled || left > 0 || full.end > chunk.start || !scene.is_free(full)) continue;
    if (!names_organization(text_at(text, full))) continue;
    const std::string name = on_one_line(text_at(text, full));
    scene.mark({full, NameKind::organization, name, {}, "organization-spelled"});
    acronyms[acronym] = full;
  }
  if (acronyms.empty()) return;
  for (const TextSpan chunk : chunks) {
    const auto known = acronyms.find(text_at(text, chunk));
    if (known == acronyms.end() || !scene.is_free(chunk)) continue;
    scene.mark({chunk, NameKind::organization, on_one_line(text_at(text, known->second)),
                known->second, "organization-acronym"});
  }
}

// "Harbor AI", "Harbor Labs", "University of Somewhere": unknown ones by shape.
void find_by_shape(MentionScene& scene) {
  const string_view text = scene.text();
  const auto& chunks = scene.chunks();
  for (const std::size_t i : scene.capitalized()) {
    if (i == 0) continue;
    const string_view word = text_at(text, chunks[i]);
    const bool ai = word == "AI";
    if (!ai && !is_one_of(word, "Labs", "University", "Institute", "Foundation", "Laboratory",
                          "Coalition", "Alliance", "Collective", "Consortium", "Observatory",
                          "Association", "Council", "Technologies", "Robotics", "Ventures"))
      continue;
    std::size_t first = i;
    while (first > 0 && i - first < (ai ? 1U : 3U)) {
      const TextSpan before = chunks[first - 1];
      if (before.end + 1 != chunks[first].start || text[before.end] != ' ') break;
      const string_view previous = text_at(text, before);
      if (!is_ascii_upper(previous[0]) || !scene.is_free(before)) break;
      if (previous == "Open" && names_organization(word)) {  // "Open Weights Coalition"
        --first;
        continue;
      }
      if (is_one_of(previous, "The", "This", "Our", "In", "On", "A", "An", "At", "By", "And", "For",
                    "Chinese", "American", "Western", "Open", "Generative", "Agentic", "Frontier",
                    "Sovereign", "Physical", "Enterprise", "Embodied", "Responsible", "Safe",
                    "Applied", "European", "US", "Local", "Voice", "Edge", "Conversational",
                    "Multimodal", "Explainable", "Trustworthy", "Modern", "Legal", "Medical",
                    "Healthcare", "Private", "How", "Why", "What", "When", "If", "As", "Is", "Are",
                    "To", "Of", "With", "Using", "Building", "No", "All", "Most", "Many", "New",
                    "Your", "My", "Top", "Best", "Global", "National", "State", "Federal", "Other",
                    "From", "Semantic", "Advanced", "Superhuman", "Artificial", "Strong", "Human",
                    "Autonomous", "Cloud", "Industrial", "Consumer", "Creative", "Video", "Image",
                    "Vertex", "Azure", "Real", "Today", "State-of-the-art")) {
        break;
      }
      --first;
    }
    if (first == i) continue;
    const TextSpan span{chunks[first].start, chunks[i].end};
    if (ai) {
      // "X AI" is a company where it does what companies do.
      const string_view after = scene.word_after(span.end);
      const string_view before = scene.word_before(span.start);
      const bool acts =
          scene.is_possessive(span.end) ||
          (is_acting_verb(after) && !is_one_of(after, "is", "was", "will", "can", "models", "open",
                                               "still", "also", "now")) ||
          is_one_of(before, "by", "from", "at", "startup", "company");
      if (!acts || scene.text()[chunks[first].end] != ' ') continue;
    }
    if (!scene.is_free(span)) continue;
    scene.mark(
        {span, NameKind::organization, on_one_line(text_at(text, span)), {}, "organization-shape"});
  }
}

}  // namespace

void find_organizations(MentionScene& scene) {
  find_listed(scene);
  find_bare_families(scene);
  find_by_acronym(scene);
  find_by_shape(scene);
}

}  // namespace dossier
