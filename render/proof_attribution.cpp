// Who said it: the holder of a position, the speaker of a quotation, the giver of a figure.

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "render/proof_claim.h"

namespace dossier::proof {
namespace {

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

class AttributionChecker {
 public:
  AttributionChecker(const Reading& reading, std::vector<Unproved>& messages)
      : r_{reading}, messages_{messages} {}

  void run() {
    const bool asks = r_.plain.find('?') != std::string_view::npos;
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      if (r_.words[i].quoted || r_.words[i].in_name) continue;
      if (!asks) check_direction(i);
      check_giver(i);
      check_verb(i);
    }
    check_quotations();
    if (asks) check_sides();
    if (!asks) check_holders();
    if (!asks) check_own_account();
  }

 private:
  void say(std::string message, std::string subject = {}) {
    messages_.push_back({std::move(message), std::move(subject)});
  }
  template <typename Test>
  [[nodiscard]] bool any(Test test) const {
    return std::ranges::any_of(r_.statements(), [&](const Claimed* c) { return test(*c); });
  }

  [[nodiscard]] bool is_by(const Claimed& claimed, const Mention& mention) const {
    if (r_.means(mention, claimed.content.holder) || r_.means(mention, claimed.content.actor)) {
      return true;
    }
    return std::ranges::any_of(claimed.voices,
                               [&](const std::string& voice) { return r_.means(mention, voice); });
  }

  [[nodiscard]] bool is_speaker(const Mention& mention) const {
    return std::ranges::any_of(mention.names,
                               [&](const std::string& name) { return r_.names.is_speaker(name); });
  }

  // The nearest speaker named before a word; else the label's.
  [[nodiscard]] const Mention* speaker_before(std::size_t at) const {
    const Mention* nearest = nullptr;
    for (const Mention& mention : r_.mentions) {
      if (mention.last < at && is_speaker(mention)) nearest = &mention;
    }
    if (nearest == nullptr && !r_.lead_mentions.empty()) nearest = &r_.lead_mentions.front();
    return nearest;
  }

  // --- Trends: "sees it widening", "expects it to widen"

  static std::string_view direction_of(std::string_view key, std::string_view next) {
    if (key.starts_with("widen")) return "widening";
    if (key.starts_with("narrow") || key == "closing" || key == "shrinking") return "narrowing";
    if ((key == "holding" || key == "hold" || key == "holds") && next == "steady") return "stable";
    return {};
  }

  void check_direction(std::size_t at) {
    const std::string_view direction = direction_of(r_.key(at), r_.key(at + 1));
    if (direction.empty()) return;
    // "expects it to hold steady"; not "from widening to holding steady".
    const bool forecast = at > 0 && r_.key(at - 1) == "to" && !r_.key(at).ends_with("ing");
    const Mention* speaker = speaker_before(at);
    if (!any([](const Claimed& c) { return !c.content.direction.empty(); })) return;
    const auto is = [&](const Claimed& c) {
      return c.content.direction == direction && (speaker == nullptr || is_by(c, *speaker)) &&
             r_.cites_for(at, c) && (!forecast || c.content.stance == "forecast") &&
             (forecast || !is_expected(at) || c.content.stance == "forecast");
    };
    if (any(is)) return;
    say((speaker == nullptr ? std::string{"nobody"} : speaker->printed) +
        " does not say so in its statements: " + std::string{r_.plain.substr(0, 160)});
  }

  [[nodiscard]] bool is_expected(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && at - i < 14;) {
      if (r_.key(i) == "sees") return false;
      if (holds(std::array{"expects", "forecasts", "predicts"}, r_.key(i))) return true;
    }
    return false;
  }

  // A question that sets sides against each other names each of them.
  void check_sides() {
    std::set<std::string_view> named;
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      named.insert(direction_of(r_.key(i), r_.key(i + 1)));
    }
    named.erase("");
    if (named.empty()) return;
    for (const Claimed* claimed : r_.statements()) {
      const std::string& side = claimed->content.direction;
      if (!side.empty() && side != "none" && !named.contains(side)) {
        return say("asks without the side of " + claimed->content.holder);
      }
    }
  }

  // --- Quotations

  void check_quotations() {
    std::size_t open = r_.plain.find('"');
    std::size_t previous = 0;
    while (open != std::string_view::npos) {
      const std::size_t close = r_.plain.find('"', open + 1);
      if (close == std::string_view::npos) return;
      check_quotation(r_.plain.substr(open + 1, close - open - 1), previous, open);
      previous = close;
      open = r_.plain.find('"', close + 1);
    }
  }

  [[nodiscard]] static bool carries(const Claimed& claimed, std::string_view quotation) {
    const auto has = [&](std::string_view text) {
      return plain_form(text).find(quotation) != std::string::npos;
    };
    return std::ranges::any_of(claimed.evidence, [&](const Evidence& evidence) {
      return has(evidence.text) || std::ranges::any_of(evidence.supports, has);
    });
  }

  // Of those named between the quotation before and this one, or in the label, one must hold it.
  void check_quotation(std::string_view quotation, std::size_t from, std::size_t to) {
    while (!quotation.empty() &&
           std::string_view{" .,;:"}.find(quotation.back()) != quotation.npos) {
      quotation.remove_suffix(1);
    }
    Statements carrying;
    for (const Claimed* claimed : r_.statements()) {
      if (carries(*claimed, quotation)) carrying.push_back(claimed);
    }
    if (carrying.empty()) return;  // Found by others
    const bool all_held =
        std::ranges::all_of(carrying, [](const Claimed* c) { return !c->content.holder.empty(); });
    if (!all_held) return;
    std::vector<const Mention*> named;
    for (const Mention& mention : r_.mentions) {
      const std::size_t at = r_.words[mention.first].start;
      if (at >= from && at < to && is_speaker(mention)) named.push_back(&mention);
    }
    for (const Mention& mention : r_.lead_mentions) named.push_back(&mention);
    const auto is_holder = [&](const Mention* mention) {
      return std::ranges::any_of(carrying, [&](const Claimed* c) { return is_by(*c, *mention); });
    };
    if (!named.empty() && std::ranges::any_of(named, is_holder)) return;
    say("the quotation \"" + std::string{quotation} + "\" is not attributed to who said it");
  }

  // --- Holders and givers

  void check_holders() {
    for (const Claimed* claimed : r_.statements()) {
      const Content& content = claimed->content;
      if (content.kind != "stance") continue;
      // "The gap is disputed: it is widening [3], or narrowing [9]" names nobody, and need not.
      const bool names_nobody = r_.lead_mentions.empty() &&
                                std::ranges::none_of(r_.mentions, [&](const Mention& mention) {
                                  return is_speaker(mention);
                                });
      if (names_nobody && !content.direction.empty()) continue;
      const bool named = r_.tells_of(content.holder) ||
                         std::ranges::any_of(claimed->voices, [&](const std::string& voice) {
                           return r_.tells_of(voice);
                         });
      if (!named) say("does not name " + content.holder + ", who says so", content.holder);
    }
  }

  // "According to A and B", "by A's own account"
  void check_giver(std::size_t at) {
    const bool according = r_.key(at) == "according" && r_.key(at + 1) == "to";
    if (!according && !(r_.key(at) == "own" && r_.key(at + 1) == "account")) return;
    std::size_t last = at + 1;  // The word behind which a giver may stand
    for (const Mention& mention : r_.mentions) {
      const bool meant =
          according ? mention.first > at && joins(last, mention.first) : mention.last + 2 == at;
      if (!meant) continue;
      last = mention.last;
      if (!any([&](const Claimed& c) { return is_by(c, mention); })) {
        say(mention.printed + " says none of its statements", mention.printed);
      }
    }
  }

  // Nothing stands between but "and" or "the"; a comma ends the list of givers.
  [[nodiscard]] bool joins(std::size_t left, std::size_t right) const {
    for (std::size_t i = left + 1; i < right; ++i) {
      if (!holds(std::array{"and", "the"}, r_.key(i))) return false;
    }
    return r_.plain.substr(r_.words[left].end, r_.words[right].start - r_.words[left].end)
               .find(',') == std::string_view::npos;
  }

  // A figure that only its maker gives is told as the maker's.
  void check_own_account() {
    for (const Claimed* claimed : r_.statements()) {
      if (claimed->content.kind != "benchmark" || claimed->voices.size() != 1) continue;
      const std::string& voice = claimed->voices.front();
      if (!r_.names.is_maker(voice) || r_.tells_of(voice)) continue;
      if (claimed->content.relation != "score" || !claimed->content.value) continue;
      say("does not say that " + voice + " itself gives it", voice);
      return;
    }
  }

  // --- Verbs that say how it is meant

  void check_verb(std::size_t at) {
    const std::string_view key = r_.key(at);
    if (r_.words[at].quoted || !any([](const Claimed& c) { return c.content.kind == "stance"; })) {
      return;
    }
    const auto need = [&](std::string_view what, auto test) {
      if (any(test)) return;
      if (std::ranges::any_of(r_.grounds.words, [&](const Word& w) {
            return w.key.size() > 3 && key.substr(0, 5) == std::string_view{w.key}.substr(0, 5);
          })) {
        return;
      }
      say("\"" + std::string{key} + "\", where none of its statements is " + std::string{what});
    };
    if (holds(std::array{"expects", "forecasts", "predicts"}, key)) {
      need("a forecast", [](const Claimed& c) { return c.content.stance == "forecast"; });
    } else if (holds(std::array{"urges", "demands", "asks"}, key)) {
      need("a demand", [](const Claimed& c) { return c.content.stance == "demand"; });
    } else if (holds(std::array{"supports", "backs", "welcomes", "endorses", "favors"}, key)) {
      need("in support", [](const Claimed& c) { return c.content.polarity == "support"; });
    } else if (holds(std::array{"opposes", "rejects", "criticizes", "objects"}, key)) {
      need("opposed", [](const Claimed& c) { return c.content.polarity == "oppose"; });
    }
  }

  const Reading& r_;
  std::vector<Unproved>& messages_;
};

}  // namespace

void check_attribution(const Reading& reading, std::vector<Unproved>& messages) {
  AttributionChecker{reading, messages}.run();
}

}  // namespace dossier::proof
