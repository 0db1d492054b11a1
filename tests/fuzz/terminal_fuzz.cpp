// Any keys at the editors' terminal: the screen stays within its size and shows nothing that a
// terminal would obey; only what makes sense is decided.

#include <algorithm>

#include "base/utf8.h"
#include "review/terminal.h"
#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

constexpr std::size_t kColumns = 60, kRows = 20;

WaitingClaim waiting(const std::string& id, const std::string& model) {
  WaitingClaim made;
  made.dossier = "models";
  made.source.outlet = "The \x1b[31mWire";
  made.source.url = "https://wire.example/a";
  made.claim.id = id;
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = "CodeLadder";
  content.figure = Figure{71.3, "71.3"};
  made.claim.claim.content = content;
  made.claim.evidence_text = model + " scores 71.3.";
  made.reason = WaitsFor::confidence;
  return made;
}

std::size_t characters_of(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void check_screen(const TerminalDesk& desk) {
  const std::string screen = desk.screen(kColumns, kRows, false);
  require(is_valid_utf8(screen), "a screen is UTF-8");
  require(for_display(screen) == screen, "a screen has nothing that a terminal would obey");
  std::size_t rows = 0;
  for (std::string_view rest = screen; !rest.empty(); ++rows) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    require(characters_of(line) <= kColumns, "no line is wider than the screen");
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  require(rows <= kRows, "no screen is higher than it should be");
}

}  // namespace

void fuzz_terminal(std::string_view bytes) {
  std::uint64_t decided = 0;
  TerminalServices services;
  services.claims = [] {
    return Result<std::vector<WaitingClaim>>{
        {waiting("c1", "Borealis 2"), waiting("c2", "Sk\xC3\xA9rry \xE2\x80\xAE 4")}};
  };
  services.passage = [](const WaitingClaim& claim) {
    return excerpt_of(claim.claim.evidence_text, {0, 4}, {}, 200);
  };
  services.decide = [&](Decision decision) -> Result<Decision> {
    require(!decision.subject.empty(), "a decision is on something");
    require(is_valid_utf8(decision.after + decision.why), "what was typed is UTF-8");
    if (decision.why.size() > 100) return fail(ErrorCode::refused, "too long\x1b[2J");
    decision.number = ++decided;
    return decision;
  };
  services.publish = [](const std::string&) { return Result<int>{4}; };
  TerminalDesk desk{std::move(services)};
  const std::string keys = to_valid_utf8(bytes.substr(0, 2'000));
  for (std::size_t i = 0, end = 0; i < keys.size() && !desk.is_done(); i = end) {
    end = i + 1;
    while (end < keys.size() && (static_cast<unsigned char>(keys[end]) & 0xC0U) == 0x80U) ++end;
    desk.key(std::string_view{keys}.substr(i, end - i));
    if (i % 16 == 0) check_screen(desk);
  }
  check_screen(desk);
}

}  // namespace dossier
