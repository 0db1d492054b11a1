#include "tests/review/open_desk.h"

#include "tests/store/sample_document.h"

namespace dossier {

OpenDesk::OpenDesk() {
  const std::string store = directory_ / "store";
  claim_ = fill_hostile_store(store);
  server_ = std::make_unique<DeskServer>(hostile_services(store));
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
