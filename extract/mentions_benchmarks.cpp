// Benchmarks: those of the lexicon with their editions, and unknown ones by shape ("…Bench",
// "…-Eval", "… Arena", "… Index").

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/benchmark_introduced.h"
#include "extract/mention_scene.h"
#include "extract/model_name.h"

namespace dossier {
namespace {

using std::string_view;

// "Verified", "Pro" and the like behind a benchmark's name.
bool is_edition_word(string_view word) {
  static constexpr auto kWords = word_set(
      {"Verified", "Pro",          "Lite",       "Hard",     "Diamond",   "Full",     "Plus",
       "AA",       "Multilingual", "Multimodal", "STEM",     "Telecom",   "Retail",   "Airline",
       "Banking",  "Extended",     "Redux",      "CF",       "Challenge", "QnA",      "Live",
       "Easy",     "Extra",        "Public",     "Private",  "Infilling", "Instruct", "Complete",
       "Web",      "Tier",         "Auto",       "verified", "pro",       "hard",     "lite",
       "diamond",  "Ultra",        "Mini"});
  return kWords.contains(word);
}

bool has_measure_after(string_view text, std::size_t end) {
  if (end < text.size() && (text[end] == '%' || text[end] == ',')) return text[end] == '%';
  const string_view rest = text.substr(end, 12);
  for (const string_view unit :
       {" point", " pts", " percent", " %", "x ", "\u00D7", " Elo", " \u2192", " ->", "–", "-"}) {
    if (rest.starts_with(unit)) return true;
  }
  return false;
}

bool is_year(string_view word) {
  return word.size() == 4 && word.starts_with("20");
}

// "2", "2.1", "v2", "V2.0", "2025", "25": an edition, not a score.
bool is_edition_number(string_view word, bool contest) {
  if (word.empty()) return false;
  string_view digits = word;
  const bool v = digits[0] == 'v' || digits[0] == 'V';
  if (v) digits.remove_prefix(1);
  if (digits.empty() || !is_ascii_digit(digits[0])) return false;
  if (!std::ranges::all_of(digits, [](char c) { return is_ascii_digit(c) || c == '.'; }))
    return false;
  if (v) return digits.size() <= 5;
  if (is_year(digits)) return true;
  if (contest) return digits.size() == 2 && digits[0] == '2';
  return digits.size() == 1 ? digits[0] <= '5' : digits.size() == 3 && digits[1] == '.';
}

// The end of a benchmark's name with the editions that follow its base.
std::size_t end_with_editions(const MentionScene& scene, std::size_t end, string_view base) {
  const string_view text = scene.text();
  const bool contest = is_one_of(base, "AIME", "IMO", "IOI", "ICPC", "HMMT", "USAMO", "AMC");
  for (int round = 0; round < 3 && end < text.size(); ++round) {
    std::size_t next = end;
    const bool hyphen = text[end] == '-' || text.substr(end).starts_with("\u2011");
    if (hyphen)
      next += text[end] == '-' ? 1U : 3U;
    else if (text[end] == ' ')
      ++next;
    else if (!is_ascii_digit(text[end]))
      break;
    std::size_t stop = next;
    while (stop < text.size() &&
           (is_word_byte(text[stop]) ||
            (text[stop] == '.' && stop + 1 < text.size() && is_ascii_digit(text[stop + 1]) &&
             stop > next && is_ascii_digit(text[stop - 1])))) {
      ++stop;
    }
    const string_view word = text.substr(next, stop - next);
    if (word.empty()) break;
    const bool v = word[0] == 'v' || word[0] == 'V';
    const bool number = is_edition_number(word, contest) && (v || !has_measure_after(text, stop));
    const bool shots = hyphen && word.ends_with("shot");
    const bool designed = hyphen && word.size() >= 2 && is_ascii_upper(word[0]) &&
                          !is_one_of(word, "Class", "Style", "Based", "Like");
    if (!(number || shots || is_edition_word(word) || designed)) break;
    if (!hyphen && is_edition_word(word) && !is_ascii_upper(word[0])) break;
    end = stop;
    if (end < text.size() && text[end] == '+') ++end;
  }
  return end;
}

bool speaks_of_evaluation(string_view sentence) {
  for (const string_view cue :
       {"bench", "Bench", "score", "Score", "eval", "Eval", "leaderboard", "accuracy", "%",
        "points", "results on", "Elo", "SOTA", "outperform", "rank", "medal", "olympiad",
        "Olympiad", "problems"}) {
    if (sentence.find(cue) != string_view::npos) return true;
  }
  return false;
}

// The usual name of a printed one: the lexicon's, or as printed with the base set right.
std::string canonical_benchmark(const Lexicon::Data& data, string_view printed, string_view base,
                                string_view base_canonical) {
  if (const auto known = data.benchmark_of.find(name_key(printed));
      known != data.benchmark_of.end()) {
    return data.benchmarks[known->second].name;
  }
  string_view edition = printed.substr(base.size());
  const bool shots = edition.ends_with("shot");
  if (edition.empty() || shots) return std::string{base_canonical};
  std::string canonical{base_canonical};
  if (edition.starts_with("\u2011")) edition.remove_prefix(3);
  const bool hyphen = edition[0] == '-';
  if (edition[0] == '-' || edition[0] == ' ') edition.remove_prefix(1);
  const bool versioned_by_number = canonical == "Terminal-Bench" || canonical == "Vending-Bench";
  if (versioned_by_number && edition.size() > 1 && (edition[0] == 'v' || edition[0] == 'V')) {
    edition.remove_prefix(1);
  }
  if (const auto known = data.benchmark_of.find(name_key(canonical + std::string{edition}));
      known != data.benchmark_of.end()) {
    return data.benchmarks[known->second].name;
  }
  canonical += hyphen && !is_ascii_digit(edition[0]) ? '-' : ' ';
  if (edition.size() == 2 && edition[0] == '2' && is_ascii_digit(edition[1])) canonical += "20";
  canonical += edition;
  return canonical;
}

// On "Arena": a place for scores where they are meant, an organization where it speaks.
bool is_place_of_scores(const MentionScene& scene, TextSpan span) {
  if (scene.is_possessive(span.end)) return false;
  const string_view before = scene.word_before(span.start);
  const string_view after = scene.word_after(span.end);
  if (is_acting_verb(after) || after == "announcements") return false;
  if (is_one_of(before, "on", "in", "top", "at", "across", "the", "and", "to")) return true;
  if (is_one_of(after, "score", "scores", "Elo", "rank", "ranking", "rankings", "leaderboard"))
    return true;
  const char next = span.end < scene.text().size() ? scene.text()[span.end] : '\n';
  return next == ')' || next == ',';
}

bool ends_like_benchmark(string_view chunk) {
  for (const string_view ending : {"Bench", "bench", "BENCH"}) {
    if (chunk.size() >= ending.size() + 2 && chunk.ends_with(ending)) {
      const string_view stem = chunk.substr(0, chunk.size() - ending.size());
      return !is_one_of(chunk, "Workbench", "workbench", "OpenBench") && has_capital(stem);
    }
  }
  if (chunk.size() > 6 && chunk.ends_with("Eval")) {
    return is_ascii_upper(chunk[0]) && !is_one_of(chunk, "OpenEval", "ReEval");
  }
  if (chunk.size() > 5 && chunk.ends_with("QA") && is_ascii_upper(chunk[0])) {
    const char stem = chunk[chunk.size() - 3];
    return (stem >= 'a' && stem <= 'z') || stem == '-';
  }
  return false;
}

// "SWE-Bench-Pro-Hard-AA", "AutomationBench-AA": where the benchmark's word ends inside a chunk.
std::size_t benchmark_stem(string_view chunk) {
  if (chunk.size() > 80) return 0;
  for (std::size_t i = 1; i <= chunk.size(); ++i) {
    if (i < chunk.size() && chunk[i] != '-') continue;
    const char last = chunk[i - 1];  // Of "Bench", "BENCH", "Eval", "QA"
    if (last != 'h' && last != 'H' && last != 'l' && last != 'A') continue;
    if (ends_like_benchmark(chunk.substr(0, i))) return i;
  }
  return 0;
}

// "SWE-Bench" in "Multi-SWE-Bench": the longer name is another benchmark's. "OpenAI-MRCR" is not:
// a maker stands before it.
bool is_tail_of_another_name(const MentionScene& scene, TextSpan span) {
  const string_view text = scene.text();
  if (span.start < 2 || text[span.start - 1] != '-') return false;
  const auto& chunks = scene.chunks();
  auto chunk = std::ranges::upper_bound(chunks, span.start, {},
                                        [](const TextSpan& one) { return one.start; });
  if (chunk == chunks.begin()) return false;
  --chunk;
  const string_view word = text_at(text, *chunk);
  if (chunk->end < span.start || !is_ascii_upper(word[0])) return false;
  const std::size_t stem = benchmark_stem(word);
  const string_view head = text.substr(chunk->start, span.start - 1 - chunk->start);
  return chunk->start + stem >= span.end && !scene.data().organization_of.contains(name_key(head));
}

void find_listed(MentionScene& scene) {
  const Lexicon::Data& data = scene.data();
  for (const LexiconHit& hit : scene.hits()) {
    if (hit.pattern->kind != PatternKind::benchmark || !scene.is_free(hit.span)) continue;
    const LexiconName& entry = data.benchmarks[hit.pattern->entry];
    const string_view printed = text_at(scene.text(), hit.span);
    // A name of a family may be in small letters, a benchmark's seldom is.
    if (!has_capital(printed) && printed.find_first_of("-2") == string_view::npos) continue;
    if (entry.needs_context && !speaks_of_evaluation(scene.sentence_around(hit.span.start)))
      continue;
    if (entry.role == OrganizationRole::either && !is_place_of_scores(scene, hit.span)) continue;
    if (hit.span.end < scene.text().size() && scene.text()[hit.span.end] == '_') continue;
    if (is_tail_of_another_name(scene, hit.span)) continue;
    std::size_t start = hit.span.start;
    // "2025 International Mathematical Olympiad"
    if (start >= 5 && is_year(scene.text().substr(start - 5, 4)) && printed.size() > 12) start -= 5;
    std::size_t end = end_with_editions(scene, hit.span.end, printed);
    if (end < scene.text().size() && scene.text()[end] == '+') ++end;
    const TextSpan span{start, end};
    if (!scene.is_free(span)) continue;
    std::string canonical = canonical_benchmark(
        data, scene.text().substr(hit.span.start, end - hit.span.start), printed, entry.name);
    if (start < hit.span.start)
      canonical = entry.name + " " + std::string{scene.text().substr(start, 4)};
    scene.mark({span, NameKind::benchmark, std::move(canonical), {}, "benchmark-listed"});
  }
}

void find_by_shape(MentionScene& scene) {
  const string_view text = scene.text();
  const auto& chunks = scene.chunks();
  for (const std::size_t i : scene.capitals()) {
    const TextSpan chunk = chunks[i];
    const string_view word = text_at(text, chunk);
    if (!scene.is_free(chunk)) continue;
    if (const std::size_t stem = benchmark_stem(word); stem != 0) {
      const std::size_t base_end = chunk.start + stem;
      const std::size_t end =
          std::max(end_with_editions(scene, base_end, word.substr(0, stem)), base_end);
      const TextSpan span{chunk.start, end};
      if (!scene.is_free(span)) continue;
      const string_view printed = text_at(text, span);
      scene.mark({span,
                  NameKind::benchmark,
                  canonical_benchmark(scene.data(), printed, printed.substr(0, stem),
                                      printed.substr(0, stem)),
                  {},
                  "benchmark-shape"});
      continue;
    }
    // "Kimi Code Bench v2", "Game Arena", "Vals Index", "Open ASR Leaderboard".
    const bool bench = word == "Bench" || word == "Eval";
    const bool place = word == "Arena" || word == "Leaderboard" || word == "Index";
    if (!bench && !place) continue;
    std::size_t first = i;
    while (first > 0 && i - first < 4) {
      const TextSpan before = chunks[first - 1];
      const string_view previous = text_at(text, before);
      if (before.end + 1 != chunks[first].start || text[before.end] != ' ') break;
      if (!has_capital(previous.substr(0, 1)) || !scene.is_free(before)) break;
      if (is_one_of(previous, "The", "This", "Our", "In", "On", "A", "An", "New", "Their", "Its",
                    "And", "For"))
        break;
      --first;
    }
    if (first == i) continue;
    if (first + 1 == i &&
        is_one_of(text_at(text, chunks[first]), "Initial", "LLM", "Multimodal", "Full", "Public",
                  "Overall", "Live", "Model", "Final", "Updated", "Official", "Global"))
      continue;
    if (word == "Index" && is_one_of(text_at(text, chunks[i - 1]), "Vector", "Search", "Stock",
                                     "Price", "The", "Package", "Economic"))
      continue;
    const std::size_t end = end_with_editions(scene, chunk.end, word);
    const TextSpan span{chunks[first].start, end};
    if (!scene.is_free(span)) continue;
    const string_view base = text.substr(span.start, chunk.end - span.start);
    scene.mark({span,
                NameKind::benchmark,
                canonical_benchmark(scene.data(), text_at(text, span), base, base),
                {},
                "benchmark-phrase"});
  }
}

}  // namespace

void find_benchmarks(MentionScene& scene) {
  find_listed(scene);
  find_by_shape(scene);
  find_introduced_benchmarks(scene);
}

}  // namespace dossier
