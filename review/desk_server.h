// The desk as a server: who may come in, and which page answers which address.
//
// Refused before anything is looked at: a Host that is not ours (a name bound anew to loopback), a
// change that does not come from our own pages (Origin), anybody without a session. Sessions begin
// at /login?token=…&who=…; programs may read /metrics with "Authorization: Bearer TOKEN".

#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "review/desk.h"

namespace dossier {

class DeskServer {
 public:
  explicit DeskServer(DeskServices services);
  DeskServer(const DeskServer&) = delete;
  DeskServer& operator=(const DeskServer&) = delete;
  ~DeskServer();

  // Serves from now on, in threads of its own; gives the port (`port` 0: any free one). Errors:
  // unavailable (the address is in use, or not ours).
  [[nodiscard]] Result<int> start(const std::string& address, int port);
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace dossier
