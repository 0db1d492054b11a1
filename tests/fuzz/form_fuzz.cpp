// What editors send to the desk: a line each, the first byte says where to, the rest is a query or
// a form. Every answer is a page of our own tags or leads to a place of ours, and the journal stays
// whole.

#include <array>
#include <filesystem>

#include "base/utf8.h"
#include "review/actions.h"
#include "review/pages.h"
#include "tests/fuzz/doors.h"
#include "tests/support/hostile_desk.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

struct OpenStore {
  TemporaryDirectory directory;
  std::string claim = fill_hostile_store(directory.path().string());
  DeskServices services = hostile_services(directory.path().string());
};

WebReply history_of_gap(const Visit& visit) {
  return history_page(visit, "gap");
}
WebReply diff_of_gap(const Visit& visit) {
  return diff_page(visit, "gap");
}
WebReply draft_of_gap(const Visit& visit) {
  return draft_page(visit, "gap");
}
WebReply the_source(const Visit& visit) {
  return source_page(visit, "00000000aaaa");
}

struct Target {
  char letter;  // By which the seeds name it
  const char* path;
  WebReply (*answer)(const Visit&);
};
constexpr std::array kTargets{Target{'D', "/decide", decide},
                              Target{'A', "/decide-all", decide_all},
                              Target{'C', "/correct", correct},
                              Target{'P', "/publish", publish_draft},
                              Target{'q', "/queue", queue_page},
                              Target{'t', "/tensions", tensions_page},
                              Target{'f', "/forecasts", forecasts_page},
                              Target{'n', "/names", names_page},
                              Target{'m', "/name", name_page},
                              Target{'s', "/search", search_page},
                              Target{'o', "/sources", sources_page},
                              Target{'e', "/s/00000000aaaa", the_source},
                              Target{'r', "/draft/gap", draft_of_gap},
                              Target{'h', "/d/gap/history", history_of_gap},
                              Target{'x', "/d/gap/diff", diff_of_gap},
                              Target{'l', "/log", log_page}};

const Target& target_of(unsigned letter) {
  for (const Target& target : kTargets) {
    if (static_cast<unsigned char>(target.letter) == letter) return target;
  }
  return kTargets[letter % kTargets.size()];
}

// Every "<" of an answer begins a tag of ours: what came in is escaped.
void check_tags(std::string_view html) {
  for (std::size_t at = 0; (at = html.find('<', at)) != html.npos; ++at) {
    std::string_view name = html.substr(at + 1);
    if (name.starts_with('/')) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" >\n"));
    require(name != "img" && !name.empty(), "a page has no tag that came in");
    if (name == "script") {
      require(html.substr(at).starts_with("<script src=\"/desk.js\" defer></script>") ||
                  html.substr(at).starts_with("</script>\n<"),
              "a page has no script but ours");
    }
  }
}

void check_reply(const WebReply& reply) {
  require(reply.status < 500, "no request makes the desk fail");
  require(is_valid_utf8(reply.body), "a page is UTF-8");
  if (reply.content_type.starts_with("text/html")) check_tags(reply.body);
  for (const auto& [name, value] : reply.headers) {
    require(value.find_first_of("\r\n") == std::string::npos, "a header stands on one line");
    if (name != "Location") continue;
    require(value.starts_with('/') && !value.starts_with("//"),
            "an answer leads to our own places");
  }
}

}  // namespace

void fuzz_form(std::string_view bytes) {
  static const OpenStore open;
  EditorSession session;
  session.csrf = "0123456789abcdef0123456789abcdef";
  session.who = "editor";
  std::filesystem::remove(journal_path(open.services.store));
  for (int count = 0; !bytes.empty() && count < 6; ++count) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    const auto [letter, rest] = choice_of(line);
    // CLAIM stands for the id that nobody could guess.
    std::string sent{rest.substr(0, kFormBytesMax)};
    if (const auto at = sent.find("CLAIM"); at != sent.npos) sent.replace(at, 5, open.claim);
    const auto parameters = parse_parameters(sent);
    if (!parameters) continue;
    for (const auto& [name, value] : *parameters) {
      require(is_valid_utf8(name) && is_valid_utf8(value), "what is sent is UTF-8");
      require(decode_percent(encode_percent(value), true) == value, "a value is written and read");
    }
    const Target& target = target_of(letter);
    WebRequest request;
    request.path = target.path;
    request.query = request.form = *parameters;
    check_reply(target.answer(Visit{open.services, request, session}));
  }
  require(read_decisions(open.services.store).has_value(), "the journal is whole");
}

}  // namespace dossier
