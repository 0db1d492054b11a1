#include "tests/support/browser.h"

#include <httplib.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "tests/support/free_port.h"
#include "tests/support/run_program.h"

namespace dossier {
namespace {

constexpr const char* kDriver = "/usr/bin/chromedriver";
constexpr const char* kChromium = "/usr/bin/chromium";
constexpr const char* kElement = "element-6066-11e4-a52e-4f735466cecf";  // By the standard
constexpr std::chrono::seconds kPatience{15};
constexpr int kScriptMilliseconds = 120'000;  // A checker looks at every element of a page

bool wait_until(const std::function<bool()>& done) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!done()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  return true;
}

}  // namespace

struct Browser::Inside {
  explicit Inside(int driver_port)
      : driver{{kDriver, "--port=" + std::to_string(driver_port)}},
        client{"127.0.0.1", driver_port} {
    client.set_read_timeout(kScriptMilliseconds / 1'000 + 10, 0);
  }

  StartedProgram driver;
  httplib::Client client;
  std::string session;  // "/session/ID"

  // The answer's value; throws what went wrong.
  Json call(const std::string& method, const std::string& path, const Json& body) {
    const auto reply = method == "GET"    ? client.Get((session + path).c_str())
                       : method == "POST" ? client.Post((session + path).c_str(), dump_json(body),
                                                        "application/json")
                                          : client.Delete((session + path).c_str());
    if (!reply) throw BrowserError{"the driver does not answer"};
    const Json json = Json::parse(reply->body, nullptr, false);
    if (json.is_discarded() || !json.contains("value")) throw BrowserError{reply->body};
    if (reply->status != 200) throw BrowserError{json["value"].value("message", reply->body)};
    return json["value"];
  }

  std::string element(const std::string& selector) {
    const Json found =
        call("POST", "/element", Json{{"using", "css selector"}, {"value", selector}});
    return "/element/" + found.at(kElement).get<std::string>();
  }
};

std::optional<std::string> Browser::why_not() {
  for (const char* program : {kDriver, kChromium}) {
    if (!std::filesystem::exists(program)) {
      return std::string{program} + " is not there (scripts/setup --ci installs it)";
    }
  }
  return std::nullopt;
}

Browser::Browser(int width, int height, bool dark)
    : inside_{std::make_unique<Inside>(free_port())} {
  const bool ready = wait_until([&] {
    const auto status = inside_->client.Get("/status");
    return status && status->status == 200;
  });
  if (!ready) throw BrowserError{"chromedriver does not start"};
  Json arguments =
      Json::array({"--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                   "--no-first-run", "--hide-scrollbars", "--no-proxy-server",
                   "--window-size=" + std::to_string(width) + "," + std::to_string(height)});
  if (dark) arguments.push_back("--blink-settings=preferredColorScheme=0");
  const Json options{{"binary", kChromium}, {"args", arguments}};
  const Json wanted{{"browserName", "chrome"},
                    {"goog:chromeOptions", options},
                    {"goog:loggingPrefs", Json{{"browser", "ALL"}}}};
  const Json made =
      inside_->call("POST", "/session", Json{{"capabilities", Json{{"alwaysMatch", wanted}}}});
  inside_->session = "/session/" + made.at("sessionId").get<std::string>();
  inside_->call("POST", "/timeouts", Json{{"script", kScriptMilliseconds}});
  // A window has a least width of its own; what it shows has none.
  const Json size{
      {"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", false}};
  inside_->call("POST", "/goog/cdp/execute",
                Json{{"cmd", "Emulation.setDeviceMetricsOverride"}, {"params", size}});
}

Browser::~Browser() {
  try {
    if (!inside_->session.empty()) inside_->call("DELETE", "", {});
  } catch (const std::exception&) {
    return;  // It is gone already; the driver ends with us
  }
}

void Browser::open(const std::string& url) {
  inside_->call("POST", "/url", Json{{"url", url}});
}

std::string Browser::url() {
  return inside_->call("GET", "/url", {}).get<std::string>();
}

std::string Browser::title() {
  return inside_->call("GET", "/title", {}).get<std::string>();
}

std::string Browser::text(const std::string& selector) {
  return inside_->call("GET", inside_->element(selector) + "/text", {}).get<std::string>();
}

bool Browser::has(const std::string& selector) {
  return !inside_->call("POST", "/elements", Json{{"using", "css selector"}, {"value", selector}})
              .empty();
}

void Browser::click(const std::string& selector) {
  inside_->call("POST", inside_->element(selector) + "/click", Json::object());
}

void Browser::type(const std::string& selector, const std::string& words) {
  const std::string element = inside_->element(selector);
  inside_->call("POST", element + "/clear", Json::object());
  inside_->call("POST", element + "/value", Json{{"text", words}});
}

void Browser::press(const std::string& keys) {
  const Json active = inside_->call("GET", "/element/active", {});
  inside_->call("POST", "/element/" + active.at(kElement).get<std::string>() + "/value",
                Json{{"text", keys}});
}

Json Browser::run(const std::string& script, const Json& arguments) {
  return inside_->call("POST", "/execute/sync", Json{{"script", script}, {"args", arguments}});
}

void Browser::wait_for(const std::string& selector) {
  if (!wait_until([&] { return has(selector); })) {
    throw BrowserError{"nothing on " + url() + " is " + selector + ":\n" + text()};
  }
}

void Browser::wait_for_url(const std::string& part) {
  if (!wait_until([&] { return url().find(part) != std::string::npos; })) {
    throw BrowserError{"still at " + url() + ":\n" + text()};
  }
}

std::string Browser::screenshot() {
  return inside_->call("GET", "/screenshot", {}).get<std::string>();
}

std::vector<std::string> Browser::console() {
  std::vector<std::string> lines;
  for (const Json& line : inside_->call("POST", "/se/log", Json{{"type", "browser"}})) {
    lines.push_back(line.value("level", "") + ": " + line.value("message", ""));
  }
  return lines;
}

}  // namespace dossier
