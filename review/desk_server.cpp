#include "review/desk_server.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "render/page_style.h"
#include "review/actions.h"
#include "review/assets.h"
#include "review/pages.h"

namespace dossier {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

// "/d/gap/v3" → {"d", "gap", "v3"}; empty parts are kept, so that no two addresses are one page.
std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::string_view part = path.substr(0, path.find('/'));
    parts.emplace_back(part);
    path.remove_prefix(part.size());
  }
  return parts;
}

// What every answer bears. Referrers stay with us; "no-referrer" would make browsers send a null
// Origin with our own forms.
void add_headers(WebReply& reply) {
  const auto has = [&](std::string_view name) {
    return std::ranges::find(reply.headers, name, [](const auto& header) {
             return std::string_view{header.first};
           }) != reply.headers.end();
  };
  if (!has("Content-Security-Policy")) {
    reply.headers.emplace_back("Content-Security-Policy", std::string{kPolicy});
  }
  if (!has("Cache-Control")) reply.headers.emplace_back("Cache-Control", "no-store");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("X-Frame-Options", "DENY");
  reply.headers.emplace_back("Referrer-Policy", "same-origin");
  reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

WebReply asset(std::string_view name, std::string_view type) {
  WebReply reply;
  reply.content_type = type;
  if (name == "desk.css") reply.body = kPageStyle;
  reply.body += embedded_asset(name);
  reply.headers = {{"Cache-Control", "no-cache"}};
  return reply;
}

std::string_view words_for(int status) {
  switch (status) {
    case 400:
      return "That is no request that can be read.";
    case 404:
      return "There is nothing at this address.";
    case 405:
      return "Pages are read, and forms are sent; nothing else.";
    case 408:
    case 411:
      return "The request did not come whole.";
    case 413:
      return "That is more than a form of this desk may hold (8 KB).";
    case 414:
      return "That address is too long.";
    case 415:
      return "That is no form of this desk.";
    case 429:
      return "Too much at once; try again in a moment.";
    default:
      return "That failed.";
  }
}

}  // namespace

struct DeskServer::Inside {
  explicit Inside(DeskServices services)
      : desk{std::move(services)},
        sessions{desk.token},
        server{{[this](const WebRequest& request) { return finish(gate(request)); },
                [this](const WebRequest& request) { return *finish(answer(request)); },
                [](int status) { return *finish(refusal(status)); }}} {}

  DeskServices desk;
  Sessions sessions;
  std::vector<std::string> hosts;  // As Host headers may name us; set before anything is served
  std::mutex mutex;                // Guards requests
  Allowance requests{400, 100};
  WebServer server;

  static std::optional<WebReply> finish(std::optional<WebReply> reply) {
    if (reply) add_headers(*reply);
    return reply;
  }

  static WebReply refusal(int status) {
    return outside_page(status, status == 404 ? "Not here" : "Refused", words_for(status));
  }

  // Before a body is read.
  std::optional<WebReply> gate(const WebRequest& request) {
    {
      const std::scoped_lock lock(mutex);
      if (!requests.take(std::chrono::steady_clock::now())) return refusal(429);
    }
    if (std::ranges::find(hosts, request.host) == hosts.end()) {
      return outside_page(421, "Refused", "This desk does not answer to that name.");
    }
    const bool reads = request.method == "GET";
    if (!reads && request.origin != "http://" + request.host &&
        request.origin != "https://" + request.host) {
      return outside_page(403, "Refused", "Changes are made from the desk's own pages only.");
    }
    if (reads && (request.path == "/desk.css" || request.path == "/desk.js")) return {};
    if (reads && request.path == "/login") return {};
    if (reads && request.path == "/metrics" && bears_token(request)) return {};
    if (sessions.find(request.cookie)) return {};
    return outside_page(401, "The desk is closed",
                        "Open it by the link that `dossier serve` printed when it started.");
  }

  bool bears_token(const WebRequest& request) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view given = request.authorization;
    return given.starts_with(kScheme) && sessions.is_token(given.substr(kScheme.size()));
  }

  WebReply answer(const WebRequest& request) {
    const bool reads = request.method == "GET";
    if (reads && request.path == "/desk.css") return asset("desk.css", "text/css; charset=utf-8");
    if (reads && request.path == "/desk.js") {
      return asset("desk.js", "text/javascript; charset=utf-8");
    }
    if (reads && request.path == "/login") return login(request);
    if (reads && request.path == "/metrics") return metrics();
    const auto session = sessions.find(request.cookie);
    if (!session) return refusal(401);
    const Visit visit{desk, request, *session};
    return reads ? read(visit) : change(visit);
  }

  // Goes on by the page, not by a redirect: a cookie of SameSite=Strict is not sent along a
  // redirect of a link that stood elsewhere, such as in a chat window.
  WebReply login(const WebRequest& request) {
    const std::string& named = request.asked("who");
    const auto session =
        sessions.start(request.asked("token"), named.empty() ? desk.editor : named);
    if (!session) {
      return outside_page(session.error().code == ErrorCode::busy ? 429 : 403, "The desk is closed",
                          session.error().message);
    }
    WebReply reply = outside_page(200, "Welcome", "The desk is open.");
    reply.headers = {{"Set-Cookie", session_cookie(*session)}, {"Refresh", "0; url=/"}};
    return reply;
  }

  WebReply metrics() {
    WebReply reply;
    const auto text = desk.metrics();
    reply.status = text ? 200 : 500;
    reply.body = text ? *text : text.error().message + "\n";
    reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return reply;
  }

  static WebReply read(const Visit& visit) {
    const std::vector<std::string> parts = parts_of(visit.request.path);
    const std::string& first = parts.front();
    if (parts.size() == 1) {
      if (first.empty()) return home_page(visit);
      if (first == "queue") return queue_page(visit);
      if (first == "tensions") return tensions_page(visit);
      if (first == "forecasts") return forecasts_page(visit);
      if (first == "names") return names_page(visit);
      if (first == "sources") return sources_page(visit);
      if (first == "drafts") return drafts_page(visit);
      if (first == "log") return log_page(visit);
      if (first == "feeds") return feeds_page(visit);
      if (first == "name") return name_page(visit);
      if (first == "search") return search_page(visit);
    }
    if (first == "d" && parts.size() >= 2 && is_dossier_id(parts[1])) {
      return dossier_page(visit, parts);
    }
    if (parts.size() == 2 && first == "s" && is_short_id(parts[1])) {
      return source_page(visit, parts[1]);
    }
    if (parts.size() == 2 && first == "draft" && is_dossier_id(parts[1])) {
      return draft_page(visit, parts[1]);
    }
    return error_page(visit, 404, words_for(404));
  }

  WebReply change(const Visit& visit) {
    if (!same_secret(visit.session.csrf, visit.request.given("csrf"))) {
      return error_page(visit, 403, "This form is not from this session; open its page again.");
    }
    if (!sessions.may_decide(visit.session.cookie)) return error_page(visit, 429, words_for(429));
    const std::string& path = visit.request.path;
    if (path == "/decide") return decide(visit);
    if (path == "/decide-all") return decide_all(visit);
    if (path == "/correct") return correct(visit);
    if (path == "/publish") return publish_draft(visit);
    if (path == "/me") {
      sessions.rename(visit.session.cookie, visit.request.given("who"));
      return go_to(place_of_ours(visit.request.given("back")));
    }
    if (path == "/leave") {
      sessions.end(visit.session.cookie);
      WebReply reply = outside_page(200, "Goodbye", "The desk is closed for this browser.");
      reply.headers = {{"Set-Cookie", ended_cookie()}, {"Clear-Site-Data", "\"cookies\""}};
      return reply;
    }
    return error_page(visit, 404, words_for(404));
  }
};

DeskServer::DeskServer(DeskServices services)
    : inside_{std::make_unique<Inside>(std::move(services))} {}

DeskServer::~DeskServer() {
  stop();
}

Result<int> DeskServer::start(const std::string& address, int port) {
  auto bound = inside_->server.bind(address, port);
  if (!bound) return bound;
  const std::string suffix = ":" + std::to_string(*bound);
  std::vector<std::string>& hosts = inside_->hosts;
  hosts = {"127.0.0.1" + suffix, "localhost" + suffix, "[::1]" + suffix, address + suffix};
  for (const std::string& name : inside_->desk.hosts) {
    hosts.push_back(name);
    hosts.push_back(name + suffix);
  }
  inside_->server.serve();
  return bound;
}

void DeskServer::stop() {
  inside_->server.stop();
}

}  // namespace dossier
