#include "review/html_builder.h"

#include "base/escape_html.h"
#include "base/utf8.h"

namespace dossier {

Html& Html::text(std::string_view words) {
  out_ += escape_html(for_display(words));
  return *this;
}

Html& Html::value(std::string_view bytes) {
  out_ += escape_html(bytes);
  return *this;
}

Html& Html::number(std::size_t number) {
  out_ += std::to_string(number);
  return *this;
}

Html& Html::link(std::string_view href, std::string_view words) {
  return add("<a href=\"").value(href).add("\">").text(words).add("</a>");
}

Html& Html::hidden(Markup name, std::string_view bytes) {
  add("<input type=\"hidden\" name=\"").add(name).add("\" value=\"").value(bytes);
  return add("\">");
}

Html& Html::option(std::string_view bytes, std::string_view words, bool selected) {
  add("<option value=\"").value(bytes).add("\"");
  if (selected) add(" selected");
  return add(">").text(words).add("</option>");
}

std::string address(std::string_view path, const Parameters& query) {
  std::string text{path};
  char join = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    text += join;
    text += encode_percent(name) + '=' + encode_percent(value);
    join = '&';
  }
  return text;
}

std::string counted_noun(std::size_t count, std::string_view noun) {
  const bool changes = noun.ends_with("y") && !noun.ends_with("ay");
  std::string text = std::to_string(count) + ' ';
  if (count == 1) return text + std::string{noun};
  return text +
         (changes ? std::string{noun.substr(0, noun.size() - 1)} + "ies" : std::string{noun} + "s");
}

}  // namespace dossier
