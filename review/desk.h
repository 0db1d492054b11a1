// What the desk asks of the program around it. The app fills it in; the pages know nothing else of
// configuration, composition or feeds.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "render/dossier.h"
#include "render/topic_match.h"
#include "store/decision.h"

namespace dossier {

// A dossier as it would be published now, with the decisions applied.
struct DraftView {
  Dossier dossier;
  std::string hash;                     // Says which draft it is that an editor has read
  std::vector<std::string> objections;  // What could not be proved, or no longer holds
};

// A line of the page for the operator.
struct FeedLine {
  std::string name, url;
  std::string state;  // "ok", "failing", "silent", "new"
  std::string reason;
  std::optional<Time> last_success, last_new, next_try;
  int failures = 0;
};

struct DeskServices {
  std::string store;               // Its directory: read for each request, beside a writer
  std::string token;               // Opens the desk
  std::string editor;              // Who comes in by a link that names nobody
  std::vector<std::string> hosts;  // Names that the Host header may bear, besides loopback's
  std::vector<DossierConfiguration> dossiers;
  std::function<Time()> now;
  // Nothing where there is nothing new to say. Errors: as composing and proving have them.
  std::function<Result<std::optional<DraftView>>(const std::string& dossier)> draft;
  // Publishes the draft of that hash; gives its number. Errors: busy (an update holds the store, or
  // the draft is another by now), not_found (nothing to publish).
  std::function<Result<int>(const std::string& dossier, const std::string& who,
                            const std::string& hash)>
      publish;
  std::function<Result<std::vector<FeedLine>>()> feeds;
  std::function<Result<std::string>()> metrics;  // In Prometheus's text format
};

}  // namespace dossier
