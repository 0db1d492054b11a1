// serve_press: the example press on loopback, for scripts/demo and for looking around in.
//
//   serve_press --press examples/press --port 8765 --now 2026-03-02
//   curl -X POST 'http://127.0.0.1:8765/now?date=2026-03-09'

#include <fmt/core.h>
#include <signal.h>

#include <charconv>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "tests/support/http_server.h"
#include "tests/support/press.h"

namespace {

using namespace dossier;

constexpr std::string_view kUsage =
    "usage: serve_press --press DIR --now DATE [--port N] [--port-file FILE]\n"
    "  --press DIR       the folder with one folder a site\n"
    "  --now DATE        what is published later is not there yet; POST /now?date= moves on\n"
    "  --port N          0, or none: any free port\n"
    "  --port-file FILE  written with the port once it answers\n";

struct Options {
  std::string press, port_file;
  std::optional<Time> now;
  int port = 0;
};

std::optional<Options> parse_options(int count, char** arguments) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = arguments[i], value = arguments[i + 1];
    if (name == "--press") {
      options.press = value;
    } else if (name == "--port-file") {
      options.port_file = value;
    } else if (name == "--now") {
      options.now = parse_now(value);
    } else if (name == "--port") {
      const auto [stop, error] =
          std::from_chars(value.data(), value.data() + value.size(), options.port);
      if (error != std::errc{} || stop != value.data() + value.size()) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  if (count % 2 == 0 || options.press.empty() || !options.now) return std::nullopt;
  return options;
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = parse_options(count, arguments);
  if (!options) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  auto sites = Press::read(options->press);
  if (!sites) {
    fmt::print(stderr, "serve_press: {}\n", sites.error().message);
    return 1;
  }
  // Blocked before the server's threads start, so that all of them leave the signals to us.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Press press{std::move(*sites), *options->now};
  const HttpServer server{[&press](const HttpCall& call) { return press.answer(call); },
                          "127.0.0.1", options->port};
  if (server.port() <= 0) {
    fmt::print(stderr, "serve_press: port {} is taken\n", options->port);
    return 1;
  }
  if (!options->port_file.empty()) std::ofstream{options->port_file} << server.port() << '\n';
  fmt::print("{}\n", server.url("/"));
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  return 0;
}
