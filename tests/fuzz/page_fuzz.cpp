// A published version whose bytes were altered: after an even byte, any record; after an odd one,
// any Markdown. It is proved, compared and written, or refused.

#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "render/verify.h"
#include "render/version_diff.h"
#include "tests/fuzz/doors.h"
#include "tests/render/sample_dossier.h"

namespace dossier {
namespace {

struct Published {
  Sample sample = sample_dossier();
  std::string record = write_record(sample.dossier);
  std::string markdown = write_markdown(sample.dossier);
  SourceText source_text = sample.source_text();

  [[nodiscard]] std::vector<Finding> findings(std::string_view some_record,
                                              std::string_view some_markdown) const {
    VersionToProve version;
    version.record = some_record;
    version.markdown = some_markdown;
    return verify(version, source_text);
  }
};

void check_record(const Published& published, std::string_view bytes) {
  (void)published.findings(bytes, published.markdown);
  const auto read = read_record(bytes);
  if (!read) return;
  const std::string written = write_record(*read);
  const auto again = read_record(written);
  require(again && write_record(*again) == written, "a record is written and read as the same");
  (void)write_markdown(*read);
  (void)write_html(*read);
  (void)write_json(*read);
  (void)difference_as_text(difference(published.sample.dossier, *read));
}

}  // namespace

void fuzz_page(std::string_view bytes) {
  static const Published published;
  const auto [number, rest] = choice_of(bytes);
  if (number % 2 == 0) return check_record(published, rest);
  for (const Finding& finding : published.findings(published.record, rest)) {
    require(to_string(finding).find('\n') == std::string::npos, "a finding stands on one line");
  }
}

}  // namespace dossier
