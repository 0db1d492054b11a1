#include "tests/support/hostile_desk.h"

#include <stdexcept>

#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "store/store.h"

namespace dossier {
namespace {

constexpr const char* kSource = "00000000aaaa";
constexpr const char* kDossier = "gap";

Time at(std::string_view rfc3339) {
  return parse_rfc3339(rfc3339).value();
}

void succeed(const Result<void>& result) {
  if (!result) throw std::runtime_error{result.error().message};
}

Document hostile_document() {
  const std::string hostile{kHostile};
  Document document;
  document.source.id = kSource;
  document.source.published = at("2026-05-01T08:00:00Z");
  document.source.first_seen = document.source.fetched = at("2026-05-02T08:00:00Z");
  document.text = "Kimi K2 is out " + hostile + ". It is open.";
  document.raw = "<p>" + document.text + "</p>";
  document.passages.push_back({{0, document.text.size()}, {}, {}});
  document.source.title = hostile;
  document.source.outlet = hostile;
  document.source.author = hostile;
  document.source.url = "javascript:alert(1)//" + hostile;
  document.mentions.push_back({{0, 7}, NameKind::model, hostile, {}, "test"});
  Claim claim;
  claim.content = Release{hostile, hostile, hostile, "", "", false, {}};
  claim.evidence = {0, document.text.find('.') + 1};
  claim.rule = hostile;
  claim.asserted_by = hostile;
  document.claims = store_claims(document.source, document.text, {claim});
  return document;
}

Dossier hostile_dossier() {
  Dossier dossier;
  dossier.id = kDossier;
  dossier.title = std::string{kHostile};
  dossier.published = at("2026-05-03T08:00:00Z");
  dossier.status = "active";
  DossierSentence sentence;
  sentence.parts = {{SentencePart::Kind::text, "It says ", {}},
                    {SentencePart::Kind::quotation, std::string{kHostile}, {}},
                    {SentencePart::Kind::citation, "", {1}}};
  sentence.statements = {"111111111111"};
  Section section;
  section.name = "What";
  section.layouts = {{LayoutKind::paragraph, "", {sentence}}};
  dossier.sections = {section};
  CitedSource cited;
  cited.number = 1;
  cited.id = kSource;
  cited.title = cited.outlet = std::string{kHostile};
  cited.url = "javascript:alert(1)";
  dossier.sources = {cited};
  Statement statement;
  statement.id = "111111111111";
  statement.kind = "release";
  statement.claim = R"({"kind":"release","model":"<script>alert(1)</script>"})";
  StatementEvidence evidence;
  evidence.source = kSource;
  evidence.end = 15;
  statement.evidence = {evidence};
  dossier.statements = {statement};
  dossier.tensions = {{"222222222222", std::string{kHostile}, {"111111111111"}}};
  return dossier;
}

}  // namespace

std::string fill_hostile_store(const std::string& directory) {
  Store store = Store::open(directory).value();
  const Document document = hostile_document();
  store.add_document(document, "https://news.example/feed", "entry", EntryState{}).value();
  TopicState state;
  state.seen = 1;
  succeed(store.put_topic(kDossier, state, {{kSource, 1, {0}}}));
  const Dossier dossier = hostile_dossier();
  VersionRecord version;
  version.dossier = kDossier;
  version.version = 1;
  version.published = dossier.published;
  version.markdown = write_markdown(dossier);
  version.html = write_html(dossier);
  version.json = write_json(dossier);
  version.record = write_record(dossier);
  succeed(store.publish(version));
  return document.claims.front().id;
}

DeskServices hostile_services(const std::string& directory) {
  DeskServices services;
  services.store = directory;
  services.token = std::string{kToken};
  services.editor = "editor";
  DossierConfiguration dossier;
  dossier.id = kDossier;
  dossier.title = std::string{kHostile};
  services.dossiers = {dossier};
  services.now = [] { return at("2026-05-04T08:00:00Z"); };
  services.draft = [](const std::string&) {
    DraftView draft;
    draft.dossier = hostile_dossier();
    draft.dossier.version = 2;
    draft.hash = "h";
    draft.objections = {std::string{kHostile}};
    return Result<std::optional<DraftView>>{std::move(draft)};
  };
  services.publish = [](const std::string&, const std::string&, const std::string&) {
    return Result<int>{1};
  };
  services.feeds = [] {
    FeedLine line;
    line.name = line.url = line.reason = std::string{kHostile};
    return Result<std::vector<FeedLine>>{{line}};
  };
  services.metrics = [] { return Result<std::string>{"dossier_feeds 1\n"}; };
  return services;
}

}  // namespace dossier
