#include "extract/lexicon.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "base/yaml_tree.h"
#include "extract/embedded.h"
#include "extract/folded_text.h"
#include "extract/lexicon_data.h"
#include "extract/model_name.h"

namespace dossier {
namespace {

constexpr std::size_t kNameBytesMax = 200;

std::string required(const YamlNode& node, const char* key) {
  if (!node[key].is_text()) {
    throw YamlMistake{node.line(), fmt::format("expected an entry with \"{}: NAME\"", key)};
  }
  return node[key].text();
}

// Other names of an entry, or its products: each is looked for by itself, a family's products
// behind each of its names, so that a list without end would cost its square.
std::vector<std::string> names_at(const YamlNode& node, const char* key) {
  constexpr std::size_t kNamesMax = 200;
  std::vector<std::string> names = node[key].texts();
  if (names.size() > kNamesMax) {
    throw YamlMistake{node.line(), fmt::format("more than {} names under \"{}\"", kNamesMax, key)};
  }
  return names;
}

// Collects patterns and names of one lexicon while files are read.
class Builder {
 public:
  explicit Builder(Lexicon::Data& data) : data_(data) {}

  void add_models(const YamlNode& models);
  void add_benchmarks(const YamlNode& benchmarks);
  void add_organizations(const YamlNode& organizations);
  void add_people(const YamlNode& people);
  void add_no_families(const YamlNode& words);
  void finish();

 private:
  void add_pattern(std::string_view name, LexiconPattern pattern);
  std::uint32_t add_name(std::vector<LexiconName>& names, LexiconName name);
  static void add_spelling(LexiconName& entry, std::string_view spelling);

  Lexicon::Data& data_;
  std::vector<std::string> folded_names_;  // Distinct
  std::unordered_map<std::string, std::size_t> pattern_index_;
};

void Builder::add_pattern(std::string_view name, LexiconPattern pattern) {
  const std::string folded = fold_text(name.substr(0, kNameBytesMax)).bytes;
  if (folded.empty()) return;
  const auto [found, added] = pattern_index_.try_emplace(folded, folded_names_.size());
  if (added) {
    folded_names_.push_back(folded);
    data_.patterns.emplace_back();
  }
  data_.patterns[found->second].push_back(std::move(pattern));
}

std::uint32_t Builder::add_name(std::vector<LexiconName>& names, LexiconName name) {
  add_spelling(name, name.name);
  names.push_back(std::move(name));
  return static_cast<std::uint32_t>(names.size() - 1);
}

void Builder::add_spelling(LexiconName& entry, std::string_view spelling) {
  std::string folded = fold_text(spelling.substr(0, kNameBytesMax)).bytes;
  if (std::ranges::find(entry.spellings, folded) == entry.spellings.end()) {
    entry.spellings.push_back(std::move(folded));
  }
}

Weights weights_from(std::string_view word) {
  return word == "open" ? Weights::open : word == "closed" ? Weights::closed : Weights::unknown;
}

BareName bare_from(std::string_view word) {
  if (word == "organization") return BareName::organization;
  if (word == "either") return BareName::either;
  return word == "none" ? BareName::none : BareName::model;
}

void Builder::add_models(const YamlNode& models) {
  for (const YamlNode& node : models.elements()) {
    ModelFamily family;
    family.name = required(node, "family");
    family.prefix = node["canonical_prefix"].text();
    family.maker = node["maker"].text();
    family.weights = weights_from(node["weights"].text());
    if (const auto join = node["join"].texts(); join.size() == 2) {
      family.version_join = join[0];
      family.part_join = join[1];
    }
    family.bare = bare_from(node["bare"].text());
    family.exact = node["exact"].flag();
    family.implied_letter = node["implied"].text();
    for (const std::string& letter : node["letters"].texts()) {
      family.letters.push_back(to_lower_ascii(letter));
    }
    const auto add_variant = [&](const std::string& variant) {
      if (variant.find_first_of(" -") != std::string::npos) {
        family.variant_phrases.push_back(variant);
      } else {
        family.variants.insert(to_lower_ascii(variant));
      }
      family.variant_spelling.emplace(to_lower_ascii(variant), variant);
    };
    for (const std::string& variant : node["variants"].texts()) add_variant(variant);
    for (const std::string& part : node["open"].texts())
      family.open_parts.insert(to_lower_ascii(part));
    for (const std::string& part : node["closed"].texts()) {
      family.closed_parts.insert(to_lower_ascii(part));
    }
    for (const std::string& name : node["alone"].texts()) family.alone.insert(to_lower_ascii(name));

    const auto index = static_cast<std::uint32_t>(data_.families.size());
    for (const std::string& word : node["series"].texts()) {
      add_pattern(word, {PatternKind::series, static_cast<std::uint32_t>(data_.series.size()),
                         index, word});
      data_.series.push_back({word, "", false});
    }
    for (const std::string& full : node["tiers"].texts()) {
      const std::string word = full.substr(full.rfind(' ') + 1);
      add_pattern(word, {PatternKind::series, static_cast<std::uint32_t>(data_.series.size()),
                         index, word});
      data_.series.push_back({word, full, true});
    }
    std::vector<std::string> names = names_at(node, "also");
    names.push_back(family.name);
    const std::vector<std::string> products = names_at(node, "products");
    for (const std::string& name : names) {
      add_pattern(name, {PatternKind::family, index, 0, family.exact ? name : std::string{}});
      for (const std::string& product : products) {
        add_pattern(fmt::format("{} {}", name, product), {PatternKind::product, index, 0, {}});
      }
    }
    data_.families.push_back(std::move(family));
  }
}

void Builder::add_benchmarks(const YamlNode& benchmarks) {
  for (const YamlNode& node : benchmarks.elements()) {
    if (node["skip"].flag()) continue;
    LexiconName entry;
    const std::string name = required(node, "name");
    entry.name = node["canonical"] ? node["canonical"].text() : name;
    entry.by = node["by"].text();
    entry.needs_context = node["context"].flag();
    if (node["role"].text() == "either") entry.role = OrganizationRole::either;
    const bool exact = node["exact"].flag();
    const std::uint32_t index = add_name(data_.benchmarks, std::move(entry));
    add_spelling(data_.benchmarks[index], name);
    add_pattern(name, {PatternKind::benchmark, index, 0, exact ? name : std::string{}});
    data_.benchmark_of.try_emplace(name_key(name), index);
    for (const std::string& other : names_at(node, "also")) {
      const bool other_exact = exact || node["exact_also"].flag() || other.size() <= 4;
      add_pattern(other, {PatternKind::benchmark, index, 0, other_exact ? other : std::string{}});
      data_.benchmark_of.try_emplace(name_key(other), index);
      add_spelling(data_.benchmarks[index], other);
    }
  }
}

void Builder::add_organizations(const YamlNode& organizations) {
  for (const YamlNode& node : organizations.elements()) {
    if (node["skip"].flag()) continue;
    LexiconName entry;
    const std::string name = required(node, "name");
    entry.name = node["canonical"] ? node["canonical"].text() : name;
    entry.needs_context = node["context"].flag();
    const std::string role = node["role"].text();
    entry.role = role == "lab"      ? OrganizationRole::lab
                 : role == "either" ? OrganizationRole::either
                                    : OrganizationRole::plain;
    const bool exact = node["exact"].flag();
    const std::uint32_t index = add_name(data_.organizations, std::move(entry));
    add_spelling(data_.organizations[index], name);
    if (!node["skip_bare"].flag()) {
      add_pattern(name, {PatternKind::organization, index, 0, exact ? name : std::string{}});
    }
    data_.organization_of.try_emplace(name_key(name), index);
    data_.organization_of.try_emplace(name_key(data_.organizations[index].name), index);
    for (const std::string& other : names_at(node, "also")) {
      // A small initial is an account's name ("moonshotai"), good only as it is.
      const bool other_exact = exact || node["exact_also"].flag() || other.size() <= 4 ||
                               (other[0] >= 'a' && other[0] <= 'z');
      add_pattern(other,
                  {PatternKind::organization, index, 0, other_exact ? other : std::string{}});
      data_.organization_of.try_emplace(name_key(other), index);
      add_spelling(data_.organizations[index], other);
    }
    data_.organizations[index].names = {name_key(data_.organizations[index].name), name_key(name)};
    for (const std::string& other : names_at(node, "also")) {
      data_.organizations[index].names.push_back(name_key(other));
    }
    for (const std::string& account : names_at(node, "accounts")) {
      data_.organization_of.try_emplace(name_key(account), index);
      data_.organization_accounts.insert(name_key(account));
      add_spelling(data_.organizations[index], account);
    }
  }
}

void Builder::add_people(const YamlNode& people) {
  for (const YamlNode& node : people["people"].elements()) {
    LexiconName entry;
    entry.name = required(node, "name");
    entry.by = node["of"].text();
    const std::string name = entry.name;
    const std::uint32_t index = add_name(data_.people, std::move(entry));
    add_pattern(name, {PatternKind::person, index, 0, name});
    data_.person_of.try_emplace(name_key(name), index);
    for (const std::string& other : names_at(node, "also")) {
      if (other[0] >= 'A' && other[0] <= 'Z')
        add_pattern(other, {PatternKind::person, index, 0, other});
      data_.person_of.try_emplace(name_key(other), index);
      add_spelling(data_.people[index], other);
    }
  }
  for (const std::string& name : people["first_names"].texts()) data_.first_names.insert(name);
  for (const std::string& name : people["accounts"].texts()) data_.accounts.insert(name);
}

void Builder::add_no_families(const YamlNode& words) {
  for (const std::string& word : words.texts()) data_.no_families.insert(word);
}

void Builder::finish() {
  data_.names = NameIndex(std::move(folded_names_));
  std::unordered_map<std::string, std::size_t> times;
  const auto given = [](const LexiconName& person) {
    return person.name.substr(0, person.name.find(' '));
  };
  for (const LexiconName& person : data_.people) ++times[given(person)];
  for (LexiconName& person : data_.people) {
    if (times[given(person)] == 1) person.given = given(person);
  }
}

// A user's file: all sections under their names. Throws YamlMistake.
void add_user_file(Builder& builder, std::string_view yaml) {
  const YamlFile file{yaml};
  const YamlTree tree = file.tree();
  const YamlNode root{tree};
  if (!root) return;
  if (!root.is_map()) {
    throw YamlMistake{root.line(), "expected models, benchmarks, organizations or people"};
  }
  builder.add_models(root["models"]);
  builder.add_benchmarks(root["benchmarks"]);
  builder.add_organizations(root["organizations"]);
  if (root["people"]) builder.add_people(root);
}

// The family at the beginning of a name, and how the rest of it reads. A name given by itself is
// nothing but the name, so blanks bind like hyphens: "kimi k2.6 thinking".
std::optional<NameEntry> find_model(const Lexicon::Data& data, std::string_view given) {
  std::string name{given.substr(0, kNameBytesMax)};
  const FoldedText folded = fold_text(name);
  const LexiconPattern* best = nullptr;
  std::size_t best_end = 0;
  data.names.match(folded.bytes, [&](std::uint32_t index, std::size_t, std::size_t end) {
    if (end <= best_end) return;
    if (end < folded.bytes.size() && folded.bytes[end] >= 'a' && folded.bytes[end] <= 'z') return;
    for (const LexiconPattern& pattern : data.patterns[index]) {
      if (pattern.kind != PatternKind::family && pattern.kind != PatternKind::series) continue;
      best = &pattern;
      best_end = end;
      break;  // The user's come first
    }
  });
  if (best == nullptr) return {};
  const bool series = best->kind == PatternKind::series;
  const ModelFamily& family = data.families[series ? best->family : best->entry];
  const std::size_t family_end = folded.origin(best_end);
  std::replace(name.begin() + static_cast<std::ptrdiff_t>(family_end), name.end(), ' ', '-');
  ModelReading reading = read_model_parts(name, family_end, family);
  if (series) {
    const std::string_view word = std::string_view{name}.substr(0, family_end);
    const std::string& full = data.series[best->entry].full;
    std::vector<NamePart> opening{{NamePartKind::variant, word, false}};
    if (!full.empty()) opening = read_model_parts(full, family.name.size(), family).parts;
    reading.parts.insert(reading.parts.begin(), opening.begin(), opening.end());
  }
  NameEntry entry;
  entry.canonical =
      reading.end == name.size() ? canonical_model(family, reading.parts) : std::string{given};
  entry.kind = NameKind::model;
  entry.family = family.prefix.empty() ? family.name : family.prefix;
  entry.maker = family.maker;
  entry.weights = weights_of(family, reading.parts);
  return entry;
}

// The user's entries and the built-in ones. A mistake in ours is a bug, found by the first test.
Result<std::unique_ptr<Lexicon::Data>> read_data(std::string_view user_yaml,
                                                 std::string_view user_file_name) {
  auto data = std::make_unique<Lexicon::Data>();
  Builder builder(*data);
  // The user's first: the first entry for a name wins.
  try {
    if (!user_yaml.empty()) add_user_file(builder, user_yaml);
  } catch (const YamlMistake& mistake) {
    return fail(ErrorCode::malformed,
                fmt::format("{}:{}: {}", user_file_name, mistake.line, mistake.message));
  }
  builder.add_models(embedded_lexicon("models.yaml"));
  builder.add_benchmarks(embedded_lexicon("benchmarks.yaml"));
  builder.add_organizations(embedded_lexicon("organizations.yaml"));
  builder.add_people(embedded_lexicon("people.yaml"));
  builder.add_no_families(embedded_lexicon("not_models.yaml"));
  builder.finish();
  return data;
}

}  // namespace

Lexicon::Lexicon(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(std::string_view user_yaml, std::string_view user_file_name) {
  if (user_yaml.empty()) return Lexicon(nullptr);
  auto data = read_data(user_yaml, user_file_name);
  if (!data) return tl::unexpected(data.error());
  return Lexicon(std::move(*data));
}

const Lexicon::Data& Lexicon::data() const {
  if (data_) return *data_;
  static const std::unique_ptr<const Data> built_in = std::move(*read_data({}, {}));
  return *built_in;
}

std::optional<NameEntry> Lexicon::find(std::string_view name, NameKind kind) const {
  std::optional<NameEntry> entry = listed(name, kind);
  if (described_.empty()) return entry;
  const auto found = described_.find({kind, name_key(entry ? entry->canonical : name)});
  if (found == described_.end()) return entry;
  if (!entry) entry = NameEntry{found->second.name, kind, "", "", Weights::unknown};
  if (found->second.maker) entry->maker = *found->second.maker;
  if (found->second.weights) entry->weights = *found->second.weights;
  return entry;
}

Lexicon Lexicon::described(const std::vector<NameDescription>& descriptions) const {
  Lexicon next{data_};
  next.described_ = described_;
  for (const NameDescription& description : descriptions) {
    next.described_[{description.kind, name_key(description.name)}] = description;
  }
  return next;
}

std::optional<NameEntry> Lexicon::listed(std::string_view name, NameKind kind) const {
  if (kind == NameKind::model) return find_model(data(), name);
  const auto& index = kind == NameKind::benchmark      ? data().benchmark_of
                      : kind == NameKind::organization ? data().organization_of
                                                       : data().person_of;
  const auto& names = kind == NameKind::benchmark      ? data().benchmarks
                      : kind == NameKind::organization ? data().organizations
                                                       : data().people;
  std::string key = name_key(name);
  if (const auto found = index.find(key); found != index.end()) {
    const LexiconName& entry = names[found->second];
    return NameEntry{entry.name, kind, "", entry.by, Weights::unknown};
  }
  if (kind != NameKind::benchmark) return {};
  // An edition of a listed benchmark: "GDPval-AA v2", "AIME 2027".
  while (!key.empty() &&
         (key.back() == '.' || key.back() == 'v' || (key.back() >= '0' && key.back() <= '9'))) {
    key.pop_back();
    if (const auto found = index.find(key); found != index.end()) {
      return NameEntry{std::string{name}, kind, "", names[found->second].by, Weights::unknown};
    }
  }
  return {};
}

std::vector<std::string> Lexicon::aliases(std::string_view canonical) const {
  const std::string key = name_key(canonical);
  std::vector<std::string> spellings;
  const auto add = [&](const std::vector<LexiconName>& names,
                       const std::unordered_map<std::string, std::uint32_t>& index_of) {
    const auto known = index_of.find(key);
    if (known == index_of.end()) return;
    // The user's entry and ours may stand for one name.
    const std::string& name = names[known->second].name;
    for (const LexiconName& entry : names) {
      if (entry.name != name) continue;
      spellings.insert(spellings.end(), entry.spellings.begin(), entry.spellings.end());
    }
  };
  add(data().benchmarks, data().benchmark_of);
  add(data().organizations, data().organization_of);
  add(data().people, data().person_of);
  std::ranges::sort(spellings);
  const auto repeated = std::ranges::unique(spellings);
  spellings.erase(repeated.begin(), repeated.end());
  return spellings;
}

}  // namespace dossier
