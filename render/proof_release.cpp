// What is out and what was only announced, whose it is, under which license, since which day.

#include <algorithm>
#include <array>
#include <optional>

#include "render/proof_claim.h"

namespace dossier::proof {
namespace {

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

class ReleaseChecker {
 public:
  ReleaseChecker(const Reading& reading, std::vector<Unproved>& messages)
      : r_{reading}, messages_{messages} {}

  void run() {
    if (!r_.has_kind("release") || r_.plain.find('?') != std::string_view::npos) return;
    for (const Mention& model : r_.mentions) {
      if (r_.is_model(model)) check_release_of(model);
    }
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      if (r_.words[i].quoted || r_.words[i].in_name) continue;
      check_license(i);
      check_exact_day(i);
    }
  }

 private:
  void say(std::string message, std::string subject) {
    messages_.push_back({std::move(message), std::move(subject)});
  }

  static std::optional<bool> planned_by(std::string_view key) {
    if (holds(std::array{"released", "releases", "shipped", "ships"}, key)) return false;
    if (holds(std::array{"announced", "announces", "planned", "plans", "follow", "follows"}, key)) {
      return true;
    }
    return std::nullopt;
  }

  // The verb nearest before the name, else the first behind it. "K3 is released", as a forecast
  // has it, is neither.
  [[nodiscard]] std::optional<bool> verb_about(const Mention& model) const {
    const auto planned_at = [&](std::size_t i) -> std::optional<bool> {
      if (r_.words[i].quoted || r_.words[i].in_name) return std::nullopt;
      if (i > 0 && r_.key(i) == "released" && r_.key(i - 1) == "is") return std::nullopt;
      return planned_by(r_.key(i));
    };
    for (std::size_t i = model.first; i-- > 0;) {
      if (const auto planned = planned_at(i)) return planned;
    }
    for (std::size_t i = model.last + 1; i < r_.words.size(); ++i) {
      if (const auto planned = planned_at(i)) return planned;
    }
    return std::nullopt;
  }

  void check_release_of(const Mention& model) {
    Statements releases;
    for (const Claimed* claimed : r_.statements()) {
      if (claimed->content.kind == "release" && r_.means(model, claimed->content.model)) {
        releases.push_back(claimed);
      }
    }
    const std::optional<bool> planned = verb_about(model);
    if (releases.empty()) {
      // "Tidewater Research releases K3", where its statements tell of another model's release.
      const bool object = planned && model.first > 0 && planned_by(r_.key(model.first - 1));
      const bool owned = owner_of(model) != nullptr && !r_.has_kind("benchmark");
      if (object || owned) {
        say("none of its statements tells of the release of " + model.printed, model.printed);
      }
      return;
    }
    if (planned && std::ranges::none_of(releases, [&](const Claimed* c) {
          return c->content.planned == *planned;
        })) {
      say(std::string{"says that "} + model.printed +
              (*planned ? " was announced, where its statements have it released"
                        : " was released, where its statements have it only announced"),
          model.printed);
    }
    const Mention* maker = owner_of(model);
    if (maker == nullptr) maker = releaser_of(model);
    if (maker == nullptr) return;
    const auto made_by = [&](const Claimed* c) {
      return c->content.organization.empty() || r_.means(*maker, c->content.organization);
    };
    if (std::ranges::none_of(releases, made_by)) {
      say(maker->printed + " is not who its statements say released " + model.printed,
          maker->printed);
    }
  }

  // "Northwind AI's Borealis 2.1": the name before, in the possessive.
  [[nodiscard]] const Mention* owner_of(const Mention& model) const {
    for (const Mention& mention : r_.mentions) {
      if (mention.last >= model.first || r_.is_model(mention)) continue;
      const std::string_view between = r_.plain.substr(
          r_.words[mention.last].end, r_.words[model.first].start - r_.words[mention.last].end);
      if (between == "'s " || between == "' ") return &mention;
    }
    return nullptr;
  }

  // "Tidewater Research released Skerry 3.5", "… it".
  [[nodiscard]] const Mention* releaser_of(const Mention& model) const {
    for (const Mention& mention : r_.mentions) {
      if (r_.is_model(mention) || r_.is_benchmark(mention)) continue;
      std::size_t verb = mention.last + 1;
      if (r_.key(verb) == "had" || r_.key(verb) == "has") ++verb;
      if (!planned_by(r_.key(verb))) continue;
      const bool object = model.first == verb + 1 || r_.key(verb + 1) == "it";
      if (object) return &mention;
    }
    return nullptr;
  }

  // "under the MIT license"
  void check_license(std::size_t at) {
    if (r_.key(at) != "license" || at == 0) return;
    std::size_t start = at;
    while (start > 0 && !holds(std::array{"the", "a", "under"}, r_.key(start - 1))) --start;
    if (start == at || start == 0) return;
    std::string named;
    for (std::size_t i = start; i < at; ++i) named += r_.words[i].key;
    const auto same = [&](const Claimed* c) {
      std::string key;
      for (const Word& word : words_of(plain_form(c->content.license))) key += word.key;
      return !key.empty() && (key == named || key == named + "license");
    };
    if (r_.has_kind("release") && std::ranges::none_of(r_.statements(), same)) {
      say("its statements know no " + r_.printed(start, at), r_.printed(start, at - 1));
    }
  }

  // "On March 12" is the day itself; the day of a report gives no more than "by".
  void check_exact_day(std::size_t at) {
    const bool exact = r_.key(at) == "on";
    if ((!exact && r_.key(at) != "by") || !r_.has_kind("release")) return;
    for (const DatePoint& point : dates_of(r_.words, r_.plain)) {
      if (point.first != at + 1 || !point.day) continue;
      const auto covers = [&](const DateWindow& window) { return falls_within(point, window); };
      if (!exact && std::ranges::any_of(r_.grounds.windows, covers)) continue;
      const auto known = [&](const Claimed* c) {
        return c->content.date && c->content.date->first == c->content.date->last &&
               falls_within(point, *c->content.date);
      };
      if (std::ranges::none_of(r_.statements(), known)) {
        say("its statements do not give the day " + r_.printed(point.first, point.last),
            r_.printed(point.first, point.last));
      }
    }
  }

  const Reading& r_;
  std::vector<Unproved>& messages_;
};

}  // namespace

void check_releases(const Reading& reading, std::vector<Unproved>& messages) {
  ReleaseChecker{reading, messages}.run();
}

}  // namespace dossier::proof
