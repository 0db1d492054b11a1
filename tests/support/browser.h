// A real browser, driven through chromedriver by the WebDriver protocol (W3C).

#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/json.h"

namespace dossier {

// There is no browser, or it did not do what it was told.
struct BrowserError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Browser {
 public:
  // "chromium and chromedriver are not installed", or nothing if they are.
  [[nodiscard]] static std::optional<std::string> why_not();

  // Headless, with a window of its own; `dark`: as for a reader who prefers dark pages.
  explicit Browser(int width = 1200, int height = 900, bool dark = false);
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser();

  void open(const std::string& url);
  [[nodiscard]] std::string url();
  [[nodiscard]] std::string title();
  // What a reader sees of the first element that the CSS selector finds.
  [[nodiscard]] std::string text(const std::string& selector = "body");
  [[nodiscard]] bool has(const std::string& selector);
  void click(const std::string& selector);
  void type(const std::string& selector, const std::string& words);  // In place of what is there
  // Presses keys as on a keyboard, to whatever has the focus: "j", "r"; "\uE007" is Enter, "\uE00C"
  // Escape, "\uE004" Tab.
  void press(const std::string& keys);
  // A function's body; what it returns.
  Json run(const std::string& script, const Json& arguments = Json::array());
  // Waits up to some seconds for what a page shows after a click.
  void wait_for(const std::string& selector);
  void wait_for_url(const std::string& part);
  [[nodiscard]] std::string screenshot();  // The whole page as PNG, in base64
  // Lines that the browser has written to its console since, such as refused scripts.
  [[nodiscard]] std::vector<std::string> console();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace dossier
