// HTML put together so that nothing from outside can reach a page unescaped: only literals of ours
// and what another builder made go in as they are.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "review/web_server.h"

namespace dossier {

class Html {
 public:
  Html() = default;
  // Markup of ours: only a literal makes one.
  struct Markup {
    std::string_view text;
    template <std::size_t size>
    consteval Markup(const char (&literal)[size]) : text{literal, size - 1} {}
  };

  Html& add(Markup markup) {
    out_ += markup.text;
    return *this;
  }
  Html& add(const Html& other) {
    out_ += other.out_;
    return *this;
  }
  // Words for people: without control characters and bidirectional marks.
  Html& text(std::string_view words);
  // The inside of a double-quoted attribute, byte for byte.
  Html& value(std::string_view bytes);
  Html& number(std::size_t number);

  // <a href="…">words</a>
  Html& link(std::string_view href, std::string_view words);
  // <input type="hidden" …>
  Html& hidden(Markup name, std::string_view value);
  // <option value="…" selected>words</option>
  Html& option(std::string_view value, std::string_view words, bool selected);

  [[nodiscard]] bool empty() const { return out_.empty(); }
  [[nodiscard]] const std::string& str() const { return out_; }

  // Bytes that were escaped already when they were stored: a published version's own.
  [[nodiscard]] static Html published(std::string bytes) {
    Html html;
    html.out_ = std::move(bytes);
    return html;
  }

 private:
  std::string out_;
};

// "/name?kind=model&name=GLM%205": `path` is ours, the values are escaped; empty ones are left out.
[[nodiscard]] std::string address(std::string_view path, const Parameters& query);

// "3 claims", "1 claim".
[[nodiscard]] std::string counted_noun(std::size_t count, std::string_view noun);

}  // namespace dossier
