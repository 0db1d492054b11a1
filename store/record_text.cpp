#include "store/record_text.h"

#include <simdjson.h>

#include <array>
#include <bitset>
#include <limits>
#include <string>
#include <utility>

namespace dossier {
namespace {

using simdjson::dom::element;

// --- values: false for one that is not written so

bool take(const element& value, std::string& text) {
  std::string_view read;
  if (value.get(read) != simdjson::SUCCESS) return false;
  text = read;
  return true;
}

bool take(const element& value, bool& flag) {
  return value.get(flag) == simdjson::SUCCESS;
}

bool take(const element& value, double& number) {
  return value.get(number) == simdjson::SUCCESS;
}

bool take(const element& value, std::uint64_t& number) {
  return value.get(number) == simdjson::SUCCESS;
}

bool take(const element& value, int& number) {
  std::int64_t read = 0;
  if (value.get(read) != simdjson::SUCCESS) return false;
  number = static_cast<int>(read);
  return number == read;
}

bool take(const element& value, std::optional<int>& number) {
  return take(value, number.emplace());
}

bool take(const element& value, Time& time) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return false;
  const auto read = parse_rfc3339(text);
  if (read) time = *read;
  return read.has_value();
}

bool take(const element& value, std::optional<Time>& time) {
  return take(value, time.emplace());
}

bool take(const element& value, std::optional<DateWindow>& window) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return false;
  window = parse_window(text);
  return window.has_value();
}

bool take(const element& value, TextSpan& span) {
  simdjson::dom::array ends;
  if (value.get(ends) != simdjson::SUCCESS || ends.size() != 2) return false;
  return ends.at(0).get(span.start) == simdjson::SUCCESS &&
         ends.at(1).get(span.end) == simdjson::SUCCESS && span.start <= span.end;
}

bool take(const element& value, Confidence& confidence) {
  std::string_view name;
  if (value.get(name) != simdjson::SUCCESS) return false;
  confidence = name == "confident" ? Confidence::confident : Confidence::tentative;
  return true;
}

template <typename Enum>
bool take_name(const element& value, Enum& named, Enum last) {
  std::string_view name;
  if (value.get(name) != simdjson::SUCCESS) return false;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    named = static_cast<Enum>(i);
    if (to_string(named) == name) return true;
  }
  return false;
}
bool take(const element& value, Relation& relation) {
  return take_name(value, relation, Relation::change);
}
bool take(const element& value, Polarity& polarity) {
  return take_name(value, polarity, Polarity::mixed);
}
bool take(const element& value, StanceKind& kind) {
  return take_name(value, kind, StanceKind::demand);
}
bool take(const element& value, Direction& direction) {
  return take_name(value, direction, Direction::narrowing);
}

bool take(const element& value, std::optional<Figure>& figure);
bool take(const element& value, Support& support);
bool take(const element& value, Passage& passage);
bool take(const element& value, Claim& claim);

template <typename T>
bool take(const element& value, std::vector<T>& list) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return false;
  list.reserve(array.size());
  for (const element& each : array) {
    if (!take(each, list.emplace_back())) return false;
  }
  return true;
}

// --- objects

template <typename T>
struct Field {
  std::string_view key;
  bool (*take_into)(const element& value, T& record);
  bool needed = false;
};

template <auto Member, typename T>
bool take_member(const element& value, T& record) {
  return take(value, record.*Member);
}
template <auto Member, typename T>
constexpr Field<T> field(std::string_view key, bool needed = false) {
  return {key, &take_member<Member, T>, needed};
}

// Takes members as they come, each of them in the place that the list has it in.
template <typename T, std::size_t N>
class Members {
 public:
  explicit Members(const std::array<Field<T>, N>& fields) : fields_{fields} {}

  [[nodiscard]] bool begun() const { return next_ > 0; }
  // Whether it stands in the list, after all that were taken.
  [[nodiscard]] bool comes(std::string_view key) {
    std::size_t at = next_;
    while (at < N && fields_[at].key != key) ++at;
    if (at == N) return false;
    next_ = at;
    return true;
  }
  [[nodiscard]] bool take_next(const element& value, T& record) {
    taken_.set(next_);
    return fields_[next_++].take_into(value, record);
  }
  [[nodiscard]] bool complete() const {
    for (std::size_t i = 0; i < N; ++i) {
      if (fields_[i].needed && !taken_[i]) return false;
    }
    return true;
  }

 private:
  const std::array<Field<T>, N>& fields_;
  std::size_t next_ = 0;
  std::bitset<N> taken_;
};

template <typename T, std::size_t N>
bool take_object(const element& value, T& record, const std::array<Field<T>, N>& fields) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return false;
  Members members{fields};
  for (const auto [key, member] : object) {
    if (!members.comes(key) || !members.take_next(member, record)) return false;
  }
  return members.complete();
}

constexpr bool kNeeded = true;

bool take(const element& value, std::optional<Figure>& figure) {
  static constexpr std::array kFields{field<&Figure::value, Figure>("value"),
                                      field<&Figure::text, Figure>("text")};
  return take_object(value, figure.emplace(), kFields);
}

bool take(const element& value, Support& support) {
  static constexpr std::array kFields{field<&Support::field, Support>("field"),
                                      field<&Support::span, Support>("span")};
  return take_object(value, support, kFields);
}

bool take(const element& value, Passage& passage) {
  static constexpr std::array kFields{field<&Passage::span, Passage>("span"),
                                      field<&Passage::headings, Passage>("headings"),
                                      field<&Passage::introduction, Passage>("introduction")};
  return take_object(value, passage, kFields);
}

constexpr std::array kBenchmarkFields{
    field<&BenchmarkClaim::model, BenchmarkClaim>("model"),
    field<&BenchmarkClaim::benchmark, BenchmarkClaim>("benchmark"),
    field<&BenchmarkClaim::relation, BenchmarkClaim>("relation", kNeeded),
    field<&BenchmarkClaim::figure, BenchmarkClaim>("figure"),
    field<&BenchmarkClaim::from, BenchmarkClaim>("from"),
    field<&BenchmarkClaim::unit, BenchmarkClaim>("unit"),
    field<&BenchmarkClaim::rank, BenchmarkClaim>("rank"),
    field<&BenchmarkClaim::versus, BenchmarkClaim>("versus"),
    field<&BenchmarkClaim::aspect, BenchmarkClaim>("aspect"),
    field<&BenchmarkClaim::among, BenchmarkClaim>("among"),
    field<&BenchmarkClaim::conditions, BenchmarkClaim>("conditions"),
};

constexpr std::array kReleaseFields{
    field<&Release::organization, Release>("organization"),
    field<&Release::model, Release>("model"),
    field<&Release::license, Release>("license"),
    field<&Release::total_parameters, Release>("total_parameters"),
    field<&Release::active_parameters, Release>("active_parameters"),
    field<&Release::planned, Release>("planned"),
    field<&Release::date, Release>("date"),
};

constexpr std::array kStanceFields{
    field<&Stance::holder, Stance>("holder"),
    field<&Stance::target, Stance>("target"),
    field<&Stance::topic, Stance>("topic"),
    field<&Stance::polarity, Stance>("polarity", kNeeded),
    field<&Stance::kind, Stance>("stance", kNeeded),
    field<&Stance::direction, Stance>("direction"),
    field<&Stance::figure, Stance>("figure"),
    field<&Stance::unit, Stance>("unit"),
    field<&Stance::quotable, Stance>("quotable"),
    field<&Stance::quotable_is_speech, Stance>("speech"),
    field<&Stance::second_hand, Stance>("second_hand"),
    field<&Stance::due, Stance>("due"),
};

constexpr std::array kEventFields{
    field<&Event::actor, Event>("actor"),   field<&Event::action, Event>("action"),
    field<&Event::object, Event>("object"), field<&Event::quotable, Event>("quotable"),
    field<&Event::date, Event>("date"),
};

constexpr std::array kClaimFields{
    field<&Claim::evidence, Claim>("evidence"),
    field<&Claim::supports, Claim>("supports"),
    field<&Claim::asserted_by, Claim>("asserted_by"),
    field<&Claim::confidence, Claim>("confidence"),
    field<&Claim::rule, Claim>("rule"),
};

// `at`: behind the kind. What the claim says stands before what is said of every claim.
template <typename T, std::size_t N>
bool take_claim(simdjson::dom::object::iterator at, const simdjson::dom::object& object,
                Claim& claim, const std::array<Field<T>, N>& fields) {
  T& content = claim.content.emplace<T>();
  Members said{fields};
  Members common{kClaimFields};
  for (; at != object.end(); ++at) {
    const auto [key, value] = *at;
    if (!common.begun() && said.comes(key)) {
      if (!said.take_next(value, content)) return false;
    } else if (!common.comes(key) || !common.take_next(value, claim)) {
      return false;
    }
  }
  return said.complete();
}

bool take(const element& value, Claim& claim) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return false;
  auto at = object.begin();
  std::string_view kind;
  if (at == object.end() || at.key() != "kind" || at.value().get(kind) != simdjson::SUCCESS) {
    return false;
  }
  ++at;
  if (kind == "benchmark") return take_claim(at, object, claim, kBenchmarkFields);
  if (kind == "release") return take_claim(at, object, claim, kReleaseFields);
  if (kind == "stance") return take_claim(at, object, claim, kStanceFields);
  return kind == "event" && take_claim(at, object, claim, kEventFields);
}

bool take(const element& value, StoredClaim& claim) {
  static constexpr std::array kFields{
      field<&StoredClaim::id, StoredClaim>("id", kNeeded),
      field<&StoredClaim::source, StoredClaim>("source", kNeeded),
      field<&StoredClaim::revision, StoredClaim>("revision"),
      field<&StoredClaim::claim, StoredClaim>("claim", kNeeded),
      field<&StoredClaim::evidence_text, StoredClaim>("evidence"),
      field<&StoredClaim::support_texts, StoredClaim>("supports"),
      field<&StoredClaim::quotable_text, StoredClaim>("quotable"),
  };
  return take_object(value, claim, kFields) && !claim.id.empty() && !claim.source.empty();
}

bool take(const element& value, Source& source) {
  static constexpr std::array kFields{
      field<&Source::id, Source>("id", kNeeded),
      field<&Source::url, Source>("url"),
      field<&Source::canonical_url, Source>("canonical_url"),
      field<&Source::title, Source>("title"),
      field<&Source::outlet, Source>("outlet"),
      field<&Source::author, Source>("author"),
      field<&Source::feed_url, Source>("feed_url"),
      field<&Source::published, Source>("published"),
      field<&Source::updated, Source>("updated"),
      field<&Source::first_seen, Source>("first_seen", kNeeded),
      field<&Source::fetched, Source>("fetched", kNeeded),
      field<&Source::tier, Source>("tier"),
      field<&Source::revision, Source>("revision", kNeeded),
      field<&Source::text_hash, Source>("text_hash"),
      field<&Source::raw_hash, Source>("raw_hash"),
  };
  return take_object(value, source, kFields) && !source.id.empty() && source.revision >= 1;
}

bool take(const element& value, TopicMember& member) {
  static constexpr std::array kFields{
      field<&TopicMember::revision, TopicMember>("revision", kNeeded),
      field<&TopicMember::passages, TopicMember>("passages"),
      field<&TopicMember::came, TopicMember>("came"),
      field<&TopicMember::read, TopicMember>("read"),
  };
  return take_object(value, member, kFields);
}

// Longer ones are rare; and parse_json() bounds how much it takes.
constexpr std::size_t kTextBytesMax = 1U << 20U;

template <typename T>
std::optional<T> read(std::string_view json) {
  if (json.empty() || json.size() > kTextBytesMax) return std::nullopt;
  static thread_local simdjson::dom::parser parser;
  element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
  std::optional<T> record{std::in_place};
  if (!take(root, *record)) record.reset();
  return record;
}

}  // namespace

template <>
std::optional<Source> read_own_text(std::string_view json) {
  return read<Source>(json);
}

template <>
std::optional<StoredClaim> read_own_text(std::string_view json) {
  return read<StoredClaim>(json);
}

template <>
std::optional<std::vector<Passage>> read_own_text(std::string_view json) {
  return read<std::vector<Passage>>(json);
}

template <>
std::optional<TopicMember> read_own_text(std::string_view json) {
  return read<TopicMember>(json);
}

}  // namespace dossier
