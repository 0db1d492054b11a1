// A press of our own: small sites in a folder, served as of a date that a clock says. What is
// published later is not there yet.
//
// A press has one folder a site. Its site.txt tells what it is; each other file is an article,
// named by its day and its address: 2026-03-02-borealis.html. Both begin with "name: value"
// lines; an article goes on, after a line "---", with the HTML of its text:
//
//   site.txt   title, tagline, author, feed (rss, atom or json), content (summary or full)
//   articles   title, author (the site's if absent), time (09:00 if absent), summary
//
// A site has /feed, a page for each article at /NAME.html, and a front page. It is reached as
// http://SITE.localhost:PORT/…, which makes each site a host of its own (libcurl needs no DNS
// for these names), or as http://127.0.0.1:PORT/SITE/….

#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "tests/support/http_server.h"

namespace dossier {

struct PressArticle {
  std::string name;  // "borealis"
  std::string title, author, summary, html;
  Time published;
};

struct PressSite {
  std::string name;  // Its folder
  std::string title, tagline, author, feed, content;
  std::vector<PressArticle> articles;  // By time
};

class Press {
 public:
  // Reads a folder. Errors: not_found, malformed ("weekly/2026-03-02-x.html: no title").
  [[nodiscard]] static Result<std::vector<PressSite>> read(const std::string& folder);

  Press(std::vector<PressSite> sites, Time now);

  // Any thread. POST /now?date=2026-03-09 moves the clock to the end of that day. Answers carry
  // ETag and Last-Modified, and are 304 to whoever has them already.
  [[nodiscard]] HttpReply answer(const HttpCall& call);
  void set_now(Time now);

 private:
  const std::vector<PressSite> sites_;
  std::mutex mutex_;  // Guards now_
  Time now_;
};

}  // namespace dossier
