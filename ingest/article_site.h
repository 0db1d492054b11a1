// The name of a page's site, to be known where titles and bylines repeat it.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

class SiteName {
 public:
  // `stated`: what the page calls its site, or empty. Many are named as they are addressed.
  SiteName(std::string_view stated, std::string_view url);

  // "hausinfo" and "hausinfo.ch" on hausinfo.ch; "The Verge" where it is stated.
  [[nodiscard]] bool is(std::string_view text) const;

 private:
  std::string stated_;  // As name_key() has it
  std::string label_;   // "example" of www.example.co.uk
};

}  // namespace dossier
