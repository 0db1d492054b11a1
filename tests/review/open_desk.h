// A desk on a store of its own, with one dossier and one source that means harm.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "review/desk_server.h"
#include "store/decision.h"
#include "tests/support/hostile_desk.h"
#include "tests/support/raw_http.h"
#include "tests/support/temporary_directory.h"

namespace dossier {

class OpenDesk {
 public:
  OpenDesk();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] const std::string& claim() const { return claim_; }
  [[nodiscard]] std::vector<Decision> decisions() const;

  // What a browser of an editor would send. `headers` are added as they are.
  [[nodiscard]] RawReply get(const std::string& target, const std::string& cookie) const;
  [[nodiscard]] RawReply post(const std::string& target, const std::string& cookie,
                              const std::string& form) const;
  // Comes in by the link: the session's cookie, "dossier_session=…".
  [[nodiscard]] std::string enter(const std::string& who) const;
  // The token that stands in the session's forms.
  [[nodiscard]] std::string csrf(const std::string& cookie) const;

  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  TemporaryDirectory directory_;
  std::string claim_;
  std::unique_ptr<DeskServer> server_;
  int port_ = 0;
};

}  // namespace dossier
