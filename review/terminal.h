// The editors' queue on a terminal: keys in, a screenful out. Knows no terminal and no store; the
// app reads the keys, draws the screen, and does what is asked.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "review/excerpt.h"
#include "review/queue.h"
#include "store/decision.h"

namespace dossier {

struct TerminalServices {
  // The queue as it is now.
  std::function<Result<std::vector<WaitingClaim>>()> claims;
  // The passage of a claim, with the find marked.
  std::function<Excerpt(const WaitingClaim&)> passage;
  // Makes a decision; who and when are added.
  std::function<Result<Decision>(Decision)> decide;
  // Publishes the draft of a dossier; gives the version.
  std::function<Result<int>(const std::string& dossier)> publish;
};

class TerminalDesk {
 public:
  explicit TerminalDesk(TerminalServices services);

  // One key: a character (UTF-8), or "\r", "\x7f" (backspace), "\x1b" (escape).
  void key(std::string_view key);
  [[nodiscard]] bool is_done() const { return done_; }

  // The screen, `rows` lines of at most `columns` characters; with ANSI colours if asked for.
  [[nodiscard]] std::string screen(std::size_t columns, std::size_t rows, bool colour) const;

 private:
  // What is being typed, and for what.
  enum class Asking { nothing, rejection, correction, merging, filter, publishing };

  void command(char key);
  void answer();
  void reload();
  void move(int by);
  void ask(Asking what, std::string prompt);
  void decide(Decision decision, std::string done);
  void undo();
  [[nodiscard]] const WaitingClaim* current() const;
  [[nodiscard]] std::vector<std::string> body(std::size_t columns, bool colour) const;

  TerminalServices services_;
  std::vector<WaitingClaim> all_, shown_;
  std::string filter_;
  std::size_t at_ = 0;
  Asking asking_ = Asking::nothing;
  std::string prompt_, typed_, message_;
  std::vector<std::uint64_t> made_;  // Decisions of this sitting that may be undone
  bool help_ = false, done_ = false;
};

}  // namespace dossier
