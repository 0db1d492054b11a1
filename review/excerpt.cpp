#include "review/excerpt.h"

#include <algorithm>

namespace dossier {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

bool lies_in(std::string_view text, TextSpan span) {
  return span.start <= span.end && span.end <= text.size();
}

std::size_t start_before(std::string_view text, std::size_t at, std::size_t around) {
  if (at <= around) return 0;
  std::size_t start = at - around;
  while (start < at && !is_blank(text[start])) ++start;
  while (start < at && is_blank(text[start])) ++start;
  return start;
}

std::size_t end_after(std::string_view text, std::size_t at, std::size_t around) {
  if (text.size() - at <= around) return text.size();
  std::size_t end = at + around;
  while (end > at && !is_blank(text[end])) --end;
  while (end > at && is_blank(text[end - 1])) --end;
  return end;
}

}  // namespace

Excerpt excerpt_of(std::string_view text, TextSpan evidence, const std::vector<TextSpan>& supports,
                   std::size_t around) {
  Excerpt excerpt;
  if (!lies_in(text, evidence)) return excerpt;
  const TextSpan shown{start_before(text, evidence.start, around),
                       end_after(text, evidence.end, around)};
  excerpt.cut_before = shown.start > 0;
  excerpt.cut_after = shown.end < text.size();

  std::vector<std::size_t> edges{shown.start, shown.end, evidence.start, evidence.end};
  std::vector<TextSpan> inside;
  for (const TextSpan support : supports) {
    if (!lies_in(text, support) || !shown.contains(support)) continue;
    inside.push_back(support);
    edges.insert(edges.end(), {support.start, support.end});
  }
  std::ranges::sort(edges);
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const TextSpan run{edges[i], edges[i + 1]};
    if (run.empty()) continue;
    using Mark = ExcerptPart::Mark;
    const bool supports_it =
        std::ranges::any_of(inside, [&](TextSpan span) { return span.contains(run); });
    const Mark mark = evidence.contains(run) ? Mark::evidence
                      : supports_it          ? Mark::support
                                             : Mark::none;
    const std::string_view bytes = text_at(text, run);
    if (!excerpt.parts.empty() && excerpt.parts.back().mark == mark) {
      excerpt.parts.back().text += bytes;
    } else {
      excerpt.parts.push_back({mark, std::string{bytes}});
    }
  }
  return excerpt;
}

}  // namespace dossier
