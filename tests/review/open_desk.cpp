#include "tests/review/open_desk.h"

#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "tests/store/sample_document.h"

namespace dossier {
namespace {

constexpr const char* kSource = "00000000aaaa";
constexpr const char* kDossier = "gap";

Document hostile_document() {
  const std::string hostile{kHostile};
  Document document = sample_document(kSource, "Kimi K2 is out " + hostile + ". It is open.");
  document.source.title = hostile;
  document.source.outlet = hostile;
  document.source.author = hostile;
  document.source.url = "javascript:alert(1)//" + hostile;
  document.mentions.front().canonical = hostile;
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

std::string fill(const std::string& directory) {
  Store store = value_of(Store::open(directory));
  const Document document = hostile_document();
  add(store, document);
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
  return value_of(store.claims(kSource)).front().id;
}

}  // namespace

OpenDesk::OpenDesk() {
  const std::string store = directory_ / "store";
  claim_ = fill(store);
  DeskServices services;
  services.store = store;
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
  server_ = std::make_unique<DeskServer>(std::move(services));
  port_ = value_of(server_->start("127.0.0.1", 0));
}

std::vector<Decision> OpenDesk::decisions() const {
  return value_of(read_decisions(directory_ / "store"));
}

RawReply OpenDesk::get(const std::string& target, const std::string& cookie) const {
  return send_raw(port_, "GET " + target + " HTTP/1.1\r\nHost: " + host() +
                             "\r\nCookie: " + cookie + "\r\n\r\n");
}

RawReply OpenDesk::post(const std::string& target, const std::string& cookie,
                        const std::string& form) const {
  return send_raw(port_, "POST " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" +
                             host() + "\r\nCookie: " + cookie +
                             "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                             "Content-Length: " +
                             std::to_string(form.size()) + "\r\n\r\n" + form);
}

std::string OpenDesk::enter(const std::string& who) const {
  const RawReply reply = get("/login?token=" + std::string{kToken} + "&who=" + who, "");
  const std::string cookie = reply.header("Set-Cookie");
  return cookie.substr(0, cookie.find(';'));
}

std::string OpenDesk::csrf(const std::string& cookie) const {
  const std::string page = get("/", cookie).body;
  const std::string mark = "name=\"csrf\" value=\"";
  const std::size_t start = page.find(mark);
  if (start == page.npos) return {};
  return page.substr(start + mark.size(), 32);
}

}  // namespace dossier
