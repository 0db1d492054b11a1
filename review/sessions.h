// Who may come in: one token, sessions by cookie, and how often anybody may try.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dossier {

// 32 hex digits that nobody can guess.
[[nodiscard]] std::string random_secret();
// Compares in a time that does not tell how much is right.
[[nodiscard]] bool same_secret(std::string_view one, std::string_view other);

// So many at once, and so many a second after that.
class Allowance {
 public:
  Allowance(double burst, double per_second) : burst_{burst}, rate_{per_second}, left_{burst} {}
  [[nodiscard]] bool take(std::chrono::steady_clock::time_point now);

 private:
  double burst_, rate_, left_;
  std::chrono::steady_clock::time_point last_{};
};

struct EditorSession {
  std::string cookie;  // Its secret
  std::string csrf;    // Must stand in every form
  std::string who;     // As the editor calls himself
  std::chrono::steady_clock::time_point used{};
  Allowance decisions{60, 5};
};

// Any thread. Sessions end after kSessionIdle, and with the program.
class Sessions {
 public:
  explicit Sessions(std::string token) : token_{std::move(token)} {}

  // Errors: refused (another token), busy (too many wrong ones of late).
  [[nodiscard]] Result<EditorSession> start(std::string_view token, std::string_view who);
  [[nodiscard]] bool is_token(std::string_view token);  // Counts wrong ones, too
  // By the Cookie header.
  [[nodiscard]] std::optional<EditorSession> find(std::string_view cookies);
  // One more decision by that session; false if there were too many of late.
  [[nodiscard]] bool may_decide(std::string_view cookie);
  void rename(std::string_view cookie, std::string_view who);
  void end(std::string_view cookie);

 private:
  std::mutex mutex_;  // Guards all below
  std::string token_;
  std::map<std::string, EditorSession, std::less<>> sessions_;
  Allowance wrong_tokens_{10, 0.2};
};

// The Set-Cookie header's value.
[[nodiscard]] std::string session_cookie(const EditorSession& session);
[[nodiscard]] std::string ended_cookie();

}  // namespace dossier
