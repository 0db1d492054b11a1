// A graph written line by line, for tests of what a dossier says of it.

#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "render/compose.h"

namespace dossier {

inline Day day(unsigned month, unsigned day_of_month) {
  return std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

// A graph written line by line. Every claim's evidence is a sentence of its own.
class Press {
 public:
  // Later claims are this source's.
  Press& source(const std::string& outlet, Day published, const std::string& author = "") {
    Source source;
    source.url = "https://" + outlet + ".example/" + format_day(published);
    source.id = short_id({source.url});
    source.outlet = outlet;
    source.author = author;
    source.title = outlet + " of " + format_day(published);
    source.published = source.first_seen = source.fetched = published;
    view_.sources.push_back(source);
    return *this;
  }
  // Of the last claim.
  Press& rule(const std::string& rule) {
    view_.claims.back().claim.rule = rule;
    return *this;
  }
  Press& copy_of(const std::string& id) {
    view_.sources.back().copy_of = id;
    return *this;
  }
  template <typename Content>
  Press& claim(Content content, const std::string& evidence, const std::string& asserted_by = "",
               const std::string& quotable = "") {
    StoredClaim stored;
    stored.claim.content = std::move(content);
    stored.claim.asserted_by = asserted_by;
    stored.claim.confidence = Confidence::confident;
    stored.claim.evidence = {0, evidence.size()};
    stored.source = view_.sources.back().id;
    stored.evidence_text = evidence;
    stored.quotable_text = quotable;
    stored.id = short_id({stored.source, evidence, std::to_string(view_.claims.size())});
    view_.claims.push_back(std::move(stored));
    return *this;
  }
  [[nodiscard]] const TopicView& view() const { return view_; }

 private:
  TopicView view_;
};

inline BenchmarkClaim score(const std::string& model, const std::string& benchmark, double value,
                            const std::string& text, const std::string& unit = "%") {
  BenchmarkClaim claim;
  claim.model = model;
  claim.benchmark = benchmark;
  claim.figure = Figure{value, text};
  claim.unit = unit;
  return claim;
}

inline BenchmarkClaim first_place(const std::string& model, const std::string& benchmark) {
  BenchmarkClaim claim;
  claim.model = model;
  claim.benchmark = benchmark;
  claim.relation = Relation::rank;
  claim.rank = 1;
  return claim;
}

inline Release release(const std::string& organization, const std::string& model) {
  Release content;
  content.organization = organization;
  content.model = model;
  return content;
}

inline Stance trend(const std::string& holder, Direction direction) {
  Stance content;
  content.holder = holder;
  content.target = "the gap";
  content.topic = "open-closed-gap";
  content.direction = direction;
  return content;
}

inline const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::load();
  REQUIRE(loaded.has_value());
  return *loaded;
}

inline DossierConfiguration configuration() {
  DossierConfiguration made;
  made.id = "open-models";
  made.title = "Open Models";
  return made;
}

inline std::optional<Dossier> compose_at(const Press& press, Day when,
                                         const Dossier* previous = nullptr,
                                         const std::vector<std::string>& excluded = {}) {
  return compose(configuration(), press.view(), lexicon(), previous, when, excluded);
}

// A section as its sentences, one a line, with citations: "Z.ai had … [1]."
inline std::string show(const Dossier& dossier, std::string_view name) {
  std::string lines;
  for (const Section& section : dossier.sections) {
    if (section.name != name) continue;
    for (const Layout& layout : section.layouts) {
      if (!layout.label.empty()) lines += layout.label + ": ";
      for (const DossierSentence& sentence : layout.sentences) {
        for (const SentencePart& part : sentence.parts) {
          if (part.kind == SentencePart::Kind::quotation) {
            lines += '"' + part.text + '"';
          } else if (part.kind == SentencePart::Kind::citation) {
            for (const int number : part.citations) lines += " [" + std::to_string(number) + "]";
          } else {
            lines += part.text;
          }
        }
        lines += layout.kind == LayoutKind::table_row ? "|" : "\n";
      }
      if (layout.kind == LayoutKind::table_row) lines += '\n';
    }
  }
  return lines;
}

}  // namespace dossier
