#include "review/sessions.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/utf8.h"

namespace dossier {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kSessionsMax = 64;
constexpr std::chrono::hours kSessionIdle{12};
constexpr std::string_view kCookieName = "dossier_session";
constexpr std::size_t kWhoBytesMax = 60;

// The value of a cookie in "a=1; b=2"; empty if absent.
std::string_view cookie_in(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    std::string_view pair = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(pair.size() + 1, cookies.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

std::string shown_name(std::string_view who) {
  const std::string name{clip(on_one_line(for_display(who)), kWhoBytesMax)};
  return name.empty() ? "editor" : name;
}

}  // namespace

std::string random_secret() {
  std::array<unsigned char, 16> bytes{};
  if (::getentropy(bytes.data(), bytes.size()) != 0) std::abort();  // No secret, no service
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string secret;
  for (const unsigned char byte : bytes) secret += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  return secret;
}

bool same_secret(std::string_view one, std::string_view other) {
  unsigned difference = one.size() == other.size() ? 0U : 1U;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const char against = one.empty() ? '\0' : one[i % one.size()];
    difference |= static_cast<unsigned char>(against ^ other[i]);
  }
  return difference == 0 && !one.empty();
}

bool Allowance::take(Clock::time_point now) {
  if (last_ != Clock::time_point{}) {
    const std::chrono::duration<double> since = now - last_;
    left_ = std::min(burst_, left_ + since.count() * rate_);
  }
  last_ = now;
  if (left_ < 1) return false;
  left_ -= 1;
  return true;
}

bool Sessions::is_token(std::string_view token) {
  const std::scoped_lock lock(mutex_);
  if (same_secret(token_, token)) return true;
  static_cast<void>(wrong_tokens_.take(Clock::now()));
  return false;
}

Result<EditorSession> Sessions::start(std::string_view token, std::string_view who) {
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  // The right one is always let in, so that nobody can lock the editors out by guessing.
  if (!same_secret(token_, token)) {
    if (!wrong_tokens_.take(now)) {
      return fail(ErrorCode::busy, "too many wrong tokens; try again in a while");
    }
    return fail(ErrorCode::refused, "this link does not open the desk: its token is not ours");
  }
  std::erase_if(sessions_,
                [&](const auto& entry) { return now - entry.second.used > kSessionIdle; });
  if (sessions_.size() >= kSessionsMax) {
    const auto oldest = std::ranges::min_element(
        sessions_, {}, [](const auto& entry) { return entry.second.used; });
    sessions_.erase(oldest);
  }
  EditorSession session;
  session.cookie = random_secret();
  session.csrf = random_secret();
  session.who = shown_name(who);
  session.used = now;
  return sessions_.emplace(session.cookie, session).first->second;
}

std::optional<EditorSession> Sessions::find(std::string_view cookies) {
  const std::string_view cookie = cookie_in(cookies, kCookieName);
  if (cookie.empty()) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(cookie);
  if (found == sessions_.end()) return std::nullopt;
  const auto now = Clock::now();
  if (now - found->second.used > kSessionIdle) {
    sessions_.erase(found);
    return std::nullopt;
  }
  found->second.used = now;
  return found->second;
}

bool Sessions::may_decide(std::string_view cookie) {
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(cookie);
  return found != sessions_.end() && found->second.decisions.take(Clock::now());
}

void Sessions::rename(std::string_view cookie, std::string_view who) {
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(cookie);
  if (found != sessions_.end()) found->second.who = shown_name(who);
}

void Sessions::end(std::string_view cookie) {
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(cookie);
  if (found != sessions_.end()) sessions_.erase(found);
}

std::string session_cookie(const EditorSession& session) {
  return std::string{kCookieName} + "=" + session.cookie + "; Path=/; HttpOnly; SameSite=Strict";
}

std::string ended_cookie() {
  return std::string{kCookieName} + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
}

}  // namespace dossier
