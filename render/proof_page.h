// A Markdown page as the verifier reads it: only the subset that docs/page-format.md allows;
// whatever else it meets is a problem. Internal to verify.h.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dossier::proof {

struct PrintedSource {
  int number = 0;
  std::string text;  // The line without number and address, unescaped
  std::string url;
};

struct PrintedSection {
  std::string heading;
  std::vector<std::string> columns;
  std::vector<std::string> blocks;  // As comparable() of proof_record.h, leads included
};

struct PrintedPage {
  std::string title;
  std::string head;                      // The line "open · v4 · …", as it stands
  std::vector<PrintedSection> sections;  // Without Sources
  std::vector<PrintedSource> sources;
  std::vector<std::string> problems;  // "line 12: markup that this page cannot have: …"
};

[[nodiscard]] PrintedPage read_page(std::string_view markdown);

}  // namespace dossier::proof
