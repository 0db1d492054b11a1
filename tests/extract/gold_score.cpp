#include "tests/extract/gold_score.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  // Gold, found

std::size_t shared_bytes(TextSpan a, TextSpan b) {
  return a.overlaps(b) ? std::min(a.end, b.end) - std::max(a.start, b.start) : 0;
}

// Shared bytes as a share of the union.
double overlap(TextSpan a, TextSpan b) {
  const std::size_t shared = shared_bytes(a, b);
  const std::size_t both = a.size() + b.size() - shared;
  return both == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(both);
}

// One to one; the heaviest pair first. A pair without weight cannot be.
template <typename Weight>
Pairs match(std::size_t gold, std::size_t found, Weight weight) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> edges;
  for (std::size_t g = 0; g < gold; ++g) {
    for (std::size_t f = 0; f < found; ++f) {
      const double heavy = weight(g, f);
      if (heavy > 0) edges.emplace_back(-heavy, g, f);
    }
  }
  std::sort(edges.begin(), edges.end());
  std::vector<bool> gold_taken(gold), found_taken(found);
  Pairs pairs;
  for (const auto& [heavy, g, f] : edges) {
    if (gold_taken[g] || found_taken[f]) continue;
    gold_taken[g] = found_taken[f] = true;
    pairs.emplace_back(g, f);
  }
  return pairs;
}

class Names {
 public:
  explicit Names(const GoldDocument& gold) : gold_(gold) {}

  [[nodiscard]] bool same(std::string_view wanted, std::string_view found) const {
    if (wanted.empty() || found.empty()) return wanted.empty() && found.empty();
    const std::string key = name_key(wanted);
    return key == name_key(found) || accepts(key, name_key(found));
  }

  // Of holders it is enough that one name stands in the other.
  [[nodiscard]] bool same_holder(std::string_view wanted, std::string_view found) const {
    const std::string key = name_key(wanted), other = name_key(found);
    if (stands_in(key, other)) return true;
    const auto names = gold_.accepted.find(key);
    return names != gold_.accepted.end() &&
           std::any_of(names->second.begin(), names->second.end(),
                       [&](const std::string& name) { return stands_in(name, other); });
  }

 private:
  static bool stands_in(const std::string& a, const std::string& b) {
    if (std::min(a.size(), b.size()) < 3) return !a.empty() && a == b;
    return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
  }
  [[nodiscard]] bool accepts(const std::string& key, const std::string& found) const {
    const auto names = gold_.accepted.find(key);
    return names != gold_.accepted.end() && names->second.count(found) != 0;
  }

  const GoldDocument& gold_;
};

// How many of value, rank and rival are right, and whether those that the gold gives are among
// them.
struct Parts {
  int right = 0;
  bool one_given_is_right = false;
};

Parts parts_of(const Names& names, const BenchmarkClaim& gold, const BenchmarkClaim& found) {
  const bool value = gold.figure.has_value() == found.figure.has_value() &&
                     (!gold.figure || std::abs(gold.figure->value - found.figure->value) < 1e-6);
  const bool rank = gold.rank == found.rank;
  const bool versus = names.same(gold.versus, found.versus);
  Parts parts;
  parts.right = int{value} + int{rank} + int{versus};
  const bool nothing_given = !gold.figure && !gold.rank && gold.versus.empty();
  parts.one_given_is_right = nothing_given ? parts.right == 3
                                           : (gold.figure && value) || (gold.rank && rank) ||
                                                 (!gold.versus.empty() && versus);
  return parts;
}

std::string on_claim(const Claim& claim) {
  std::ostringstream shown;
  if (const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
    shown << benchmark->model << " on " << benchmark->benchmark << ": "
          << to_string(benchmark->relation);
    if (benchmark->figure) shown << ' ' << benchmark->figure->value << benchmark->unit;
    if (benchmark->rank) shown << " #" << *benchmark->rank;
    if (!benchmark->versus.empty()) shown << " versus " << benchmark->versus;
  } else if (const auto* release = std::get_if<Release>(&claim.content)) {
    shown << release->model;
    if (!release->organization.empty()) shown << " by " << release->organization;
    if (release->planned) shown << " (planned)";
  } else if (const auto* stance = std::get_if<Stance>(&claim.content)) {
    shown << stance->holder << ": " << to_string(stance->polarity) << ' '
          << to_string(stance->kind);
    if (stance->due) shown << " by " << format_day(stance->due->last);
  }
  return shown.str();
}

// Scores one document; collects what people want to read of it.
class Scorer {
 public:
  Scorer(const GoldDocument& gold, const Extraction& found)
      : gold_(gold), found_(found), names_(gold) {}

  GoldScore run() {
    score_mentions();
    score_claims();
    score_releases();
    score_stances();
    return std::move(score_);
  }

 private:
  // Claims of one kind with their typed content.
  template <typename Content>
  struct Listed {
    std::vector<const Claim*> claims;

    explicit Listed(const std::vector<Claim>& all) {
      for (const Claim& claim : all) {
        if (std::holds_alternative<Content>(claim.content)) claims.push_back(&claim);
      }
    }
    [[nodiscard]] std::size_t size() const { return claims.size(); }
    [[nodiscard]] const Content& content(std::size_t i) const {
      return std::get<Content>(claims[i]->content);
    }
    [[nodiscard]] TextSpan span(std::size_t i) const { return claims[i]->evidence; }
  };

  void note(std::string_view what, std::string_view kind, std::string_view shown, TextSpan where) {
    score_.misses.push_back(std::string(what) + ' ' + std::string(kind) + "  " +
                            std::string(shown) + "  | " +
                            on_one_line(clip(text_at(gold_.text, where), 100)));
  }

  template <typename Content>
  void note_unmatched(const Pairs& pairs, std::string_view kind, const Listed<Content>& gold,
                      const Listed<Content>& found) {
    std::vector<bool> gold_hit(gold.size()), found_hit(found.size());
    for (const auto& [g, f] : pairs) gold_hit[g] = found_hit[f] = true;
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (!gold_hit[g]) note("missed  ", kind, on_claim(*gold.claims[g]), gold.span(g));
    }
    for (std::size_t f = 0; f < found.size(); ++f) {
      if (!found_hit[f]) {
        note("too many", kind, on_claim(*found.claims[f]) + " (" + found.claims[f]->rule + ')',
             found.span(f));
      }
    }
  }

  Count* count_of(NameKind kind) {
    if (kind == NameKind::model) return &score_.models;
    return kind == NameKind::benchmark ? &score_.benchmarks : nullptr;
  }

  void count_mention(NameKind kind, Count one) {
    score_.mentions += one;
    if (Count* count = count_of(kind)) *count += one;
  }

  void note_mention(std::string_view what, const Mention& mention) {
    const std::size_t end = gold_.text.find('\n', mention.span.start);
    note(what, to_string(mention.kind), text_at(gold_.text, mention.span),
         {mention.span.start, std::min(end, gold_.text.size())});
  }

  void score_mentions() {
    const auto& gold = gold_.mentions;
    const auto& found = found_.mentions;
    const Pairs pairs = match(gold.size(), found.size(), [&](std::size_t g, std::size_t f) {
      const double shared = overlap(gold[g].span, found[f].span);
      return gold[g].kind == found[f].kind && shared >= 0.5 ? shared : 0;
    });
    std::vector<bool> gold_hit(gold.size()), found_hit(found.size());
    for (const auto& [g, f] : pairs) {
      gold_hit[g] = found_hit[f] = true;
      const bool right = names_.same(gold[g].canonical, found[f].canonical);
      score_.canonical += {right, 1, 1};
      if (!right) {
        note("misread ", to_string(gold[g].kind), gold[g].canonical + " as " + found[f].canonical,
             gold[g].span);
      }
    }
    for (std::size_t g = 0; g < gold.size(); ++g) {
      count_mention(gold[g].kind, {gold_hit[g], 1, 0});
      if (!gold_hit[g]) note_mention("missed  ", gold[g]);
    }
    for (std::size_t f = 0; f < found.size(); ++f) {
      count_mention(found[f].kind, {0, 0, 1});
      if (!found_hit[f]) note_mention("too many", found[f]);
    }
  }

  void score_claims() {
    const Listed<BenchmarkClaim> gold(gold_.claims), found(found_.claims);
    const auto subject_is_right = [&](std::size_t g, std::size_t f) {
      return gold.span(g).overlaps(found.span(f)) &&
             names_.same(gold.content(g).model, found.content(f).model) &&
             names_.same(gold.content(g).benchmark, found.content(f).benchmark);
    };
    const Pairs core = match(gold.size(), found.size(), [&](std::size_t g, std::size_t f) {
      if (!subject_is_right(g, f)) return 0;
      const Parts parts = parts_of(names_, gold.content(g), found.content(f));
      if (!parts.one_given_is_right) return 0;
      return 1 + parts.right + int{gold.content(g).relation == found.content(f).relation};
    });
    const Pairs strict = match(gold.size(), found.size(), [&](std::size_t g, std::size_t f) {
      return int{subject_is_right(g, f) &&
                 parts_of(names_, gold.content(g), found.content(f)).right == 3 &&
                 gold.content(g).relation == found.content(f).relation};
    });
    score_.claims += count_of_pairs(core, gold.size(), found.size());
    score_.claims_strict += count_of_pairs(strict, gold.size(), found.size());
    note_unmatched(core, "claim", gold, found);
  }

  void score_releases() {
    const Listed<Release> gold(gold_.claims), found(found_.claims);
    const Pairs pairs = match(gold.size(), found.size(), [&](std::size_t g, std::size_t f) {
      return gold.span(g).overlaps(found.span(f)) &&
                     names_.same(gold.content(g).model, found.content(f).model)
                 ? 1 + overlap(gold.span(g), found.span(f))
                 : 0;
    });
    score_.releases += count_of_pairs(pairs, gold.size(), found.size());
    for (const auto& [g, f] : pairs) {
      const bool right = gold.content(g).planned == found.content(f).planned;
      score_.planned += {right, 1, 1};
      if (!right) note("misread ", "release", on_claim(*found.claims[f]), gold.span(g));
    }
    note_unmatched(pairs, "release", gold, found);
  }

  void score_stances() {
    const Listed<Stance> gold(gold_.claims), found(found_.claims);
    const Pairs pairs = match(gold.size(), found.size(), [&](std::size_t g, std::size_t f) {
      const Stance &wanted = gold.content(g), &got = found.content(f);
      if (!gold.span(g).overlaps(found.span(f)) || !names_.same_holder(wanted.holder, got.holder)) {
        return 0.0;
      }
      return 1 + overlap(gold.span(g), found.span(f)) + 0.5 * int{wanted.polarity == got.polarity} +
             0.25 * int{wanted.kind == got.kind};
    });
    score_.stances += count_of_pairs(pairs, gold.size(), found.size());
    for (const auto& [g, f] : pairs) {
      const Stance &wanted = gold.content(g), &got = found.content(f);
      const bool due_is_right = !wanted.due || (got.due && got.due->last == wanted.due->last);
      score_.polarity += {wanted.polarity == got.polarity, 1, 1};
      score_.kind += {wanted.kind == got.kind, 1, 1};
      if (wanted.due) score_.due += {due_is_right, 1, 1};
      if (wanted.polarity != got.polarity || wanted.kind != got.kind || !due_is_right) {
        note("misread ", "stance",
             on_claim(*gold.claims[g]) + ", found " + on_claim(*found.claims[f]), gold.span(g));
      }
    }
    note_unmatched(pairs, "stance", gold, found);
  }

  static Count count_of_pairs(const Pairs& pairs, std::size_t gold, std::size_t found) {
    return {static_cast<int>(pairs.size()), static_cast<int>(gold), static_cast<int>(found)};
  }

  const GoldDocument& gold_;
  const Extraction& found_;
  Names names_;
  GoldScore score_;
};

}  // namespace

double Count::f1() const {
  return gold + found == 0 ? 1 : 2.0 * right / (gold + found);
}

double Count::share() const {
  return gold == 0 ? 1 : static_cast<double>(right) / gold;
}

Count& Count::operator+=(const Count& other) {
  right += other.right;
  gold += other.gold;
  found += other.found;
  return *this;
}

GoldScore& GoldScore::operator+=(const GoldScore& other) {
  for (Count GoldScore::*count :
       {&GoldScore::models, &GoldScore::benchmarks, &GoldScore::mentions, &GoldScore::claims,
        &GoldScore::claims_strict, &GoldScore::releases, &GoldScore::stances, &GoldScore::canonical,
        &GoldScore::polarity, &GoldScore::kind, &GoldScore::planned, &GoldScore::due}) {
    this->*count += other.*count;
  }
  return *this;
}

GoldScore score(const GoldDocument& gold, const Extraction& found) {
  return Scorer(gold, found).run();
}

}  // namespace dossier
