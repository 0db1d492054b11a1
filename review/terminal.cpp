#include "review/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "store/rulings.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kMark = "\x1b[7m",
                           kUnderline = "\x1b[4m", kPlain = "\x1b[0m";

constexpr std::array kHelp{
    "j, k     the next, the one before",
    "a        accept: it may be printed",
    "r        reject, with a reason: it is not printed, also when it is read again",
    "e        correct a field: figure=78.8",
    "m        its model is another name of one that is known",
    "s        skip it for now",
    "u        take your last decision back",
    "/        show only what has these words; empty: everything",
    "p        publish the draft of this dossier",
    "?        this help; any key leaves it",
    "q        leave",
};

// Number of characters; wide ones count as one, which is good enough to fill lines.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// A run of text in one style.
struct Run {
  std::string text;
  std::string_view style;
};

// Breaks at blanks; every line has its styles opened and closed.
std::vector<std::string> wrap(const std::vector<Run>& runs, std::size_t columns) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (const Run& run : runs) {
    const std::string text = on_one_line(run.text);
    const bool gap = !run.text.empty() && run.text.front() == ' ';
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find(' ', start), text.size());
      const std::string word = text.substr(start, end - start);
      const std::size_t width = width_of(word);
      const bool blank = used > 0 && (start > 0 || gap || lines.back().ends_with(' '));
      if (used > 0 && used + width + 1 > columns) {
        lines.emplace_back();
        used = 0;
      } else if (blank && !lines.back().ends_with(' ')) {
        lines.back() += ' ';
        ++used;
      }
      lines.back() += run.style.empty() ? word : fmt::format("{}{}{}", run.style, word, kPlain);
      used += width;
      start = end + 1;
    }
    if (run.text.ends_with(' ') && used > 0 && used < columns) {
      lines.back() += ' ';
      ++used;
    }
  }
  return lines;
}

std::string model_of(const Claim& claim) {
  if (const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) return benchmark->model;
  if (const auto* release = std::get_if<Release>(&claim.content)) return release->model;
  return {};
}

std::string verdict_of(const WaitingClaim& waiting) {
  if (waiting.ruling.verdict == ClaimRuling::Verdict::accepted) return "accepted";
  if (waiting.ruling.verdict == ClaimRuling::Verdict::rejected) return "rejected";
  if (!waiting.ruling.corrections.empty()) return "corrected";
  return waiting.reason ? std::string{to_string(*waiting.reason)} : "printed";
}

}  // namespace

TerminalDesk::TerminalDesk(TerminalServices services) : services_{std::move(services)} {
  reload();
}

const WaitingClaim* TerminalDesk::current() const {
  return at_ < shown_.size() ? &shown_[at_] : nullptr;
}

void TerminalDesk::reload() {
  auto claims = services_.claims();
  if (!claims) {
    message_ = claims.error().message;
    return;
  }
  all_ = std::move(*claims);
  QueueFilter filter;
  filter.words = filter_;
  shown_.clear();
  std::ranges::copy_if(all_, std::back_inserter(shown_),
                       [&](const WaitingClaim& claim) { return accepts(filter, claim); });
  at_ = shown_.empty() ? 0 : std::min(at_, shown_.size() - 1);
}

void TerminalDesk::move(int by) {
  if (shown_.empty()) return;
  const auto last = static_cast<long>(shown_.size()) - 1;
  at_ = static_cast<std::size_t>(std::clamp(static_cast<long>(at_) + by, 0L, last));
}

void TerminalDesk::ask(Asking what, std::string prompt) {
  asking_ = what;
  prompt_ = std::move(prompt);
  typed_.clear();
}

void TerminalDesk::decide(Decision decision, std::string done) {
  const auto made = services_.decide(std::move(decision));
  if (!made) {
    message_ = made.error().message;
    return;
  }
  made_.push_back(made->number);
  message_ = fmt::format("{} (decision {}; u takes it back)", done, made->number);
  reload();
}

void TerminalDesk::undo() {
  if (made_.empty()) {
    message_ = "nothing to take back in this sitting; see `dossier review log`";
    return;
  }
  Decision decision;
  decision.kind = DecisionKind::undo;
  decision.subject = std::to_string(made_.back());
  const auto made = services_.decide(std::move(decision));
  message_ = made ? fmt::format("decision {} taken back", made_.back()) : made.error().message;
  made_.pop_back();
  reload();
}

void TerminalDesk::key(std::string_view key) {
  message_.clear();
  if (help_) {
    help_ = false;
    return;
  }
  if (asking_ == Asking::nothing) {
    if (key.size() == 1) command(key.front());
    return;
  }
  if (key == "\x1b") {
    asking_ = Asking::nothing;
  } else if (key == "\r" || key == "\n") {
    answer();
  } else if (key == "\x7f" || key == "\b") {
    while (!typed_.empty() && (static_cast<unsigned char>(typed_.back()) & 0xC0U) == 0x80U) {
      typed_.pop_back();
    }
    if (!typed_.empty()) typed_.pop_back();
  } else if (static_cast<unsigned char>(key.front()) >= ' ') {
    typed_ += key;
  }
}

void TerminalDesk::command(char key) {
  const WaitingClaim* claim = current();
  switch (key) {
    case 'j':
    case 's':
      return move(1);
    case 'k':
      return move(-1);
    case 'q':
      done_ = true;
      return;
    case '?':
      help_ = true;
      return;
    case 'u':
      return undo();
    case '/':
      return ask(Asking::filter, "words");
    default:
      break;
  }
  if (claim == nullptr) return;
  if (key == 'a') {
    Decision decision;
    decision.kind = accept_claim;
    decision.subject = claim->claim.id;
    decide(std::move(decision), "accepted");
  } else if (key == 'r') {
    ask(Asking::rejection, "why is it wrong?");
  } else if (key == 'e') {
    ask(Asking::correction, "field=value");
  } else if (key == 'm' && !model_of(claim->claim.claim).empty()) {
    ask(Asking::merging, model_of(claim->claim.claim) + " is another name of");
  } else if (key == 'p') {
    ask(Asking::publishing, "publish " + claim->dossier + "? yes");
  }
}

void TerminalDesk::answer() {
  const Asking asked = std::exchange(asking_, Asking::nothing);
  const WaitingClaim* claim = current();
  Decision decision;
  if (asked == Asking::filter) {
    filter_ = typed_;
    at_ = 0;
    return reload();
  }
  if (claim == nullptr || typed_.empty()) return;
  decision.subject = claim->claim.id;
  if (asked == Asking::rejection) {
    decision.kind = reject_claim;
    decision.why = typed_;
    decide(std::move(decision), "rejected");
  } else if (asked == Asking::correction) {
    const std::size_t equals = typed_.find('=');
    if (equals == std::string::npos) {
      message_ = "expected field=value, such as figure=78.8";
      return;
    }
    decision.kind = correct_claim;
    decision.field = on_one_line(typed_.substr(0, equals));
    decision.after = on_one_line(typed_.substr(equals + 1));
    const std::string told = decision.field + " corrected";
    decide(std::move(decision), told);
  } else if (asked == Asking::merging) {
    decision.kind = merge_name;
    decision.subject = "model:" + model_of(claim->claim.claim);
    decision.after = on_one_line(typed_);
    decide(std::move(decision), "merged into " + typed_);
  } else if (asked == Asking::publishing && typed_ == "yes") {
    const auto version = services_.publish(claim->dossier);
    message_ = version ? fmt::format("{} v{} published", claim->dossier, *version)
                       : version.error().message;
    reload();
  }
}

std::vector<std::string> TerminalDesk::body(std::size_t columns, bool colour) const {
  const auto style = [&](std::string_view wanted) { return colour ? wanted : std::string_view{}; };
  std::vector<std::string> lines;
  const auto add = [&](const std::vector<Run>& runs) {
    for (std::string& line : wrap(runs, columns)) lines.push_back(std::move(line));
  };
  if (help_) {
    for (const char* line : kHelp) lines.emplace_back(line);
    return lines;
  }
  const WaitingClaim* claim = current();
  if (claim == nullptr) {
    lines.emplace_back(filter_.empty() ? "Nothing waits for you."
                                       : "Nothing that waits has these words.");
    return lines;
  }
  add({{for_display(in_brief(claim->claim.claim)), style(kBold)}});
  add({{fmt::format("{}; found by {}; {}", verdict_of(*claim), claim->claim.claim.rule,
                    claim->claim.id),
        style(kDim)}});
  const Source& source = claim->source;
  std::string where = source.outlet;
  if (source.published) where += ", " + format_day(day_of(*source.published));
  add({{for_display("\"" + source.title + "\", " + where), {}}});
  add({{for_display(source.url), style(kDim)}});
  lines.emplace_back();
  const Excerpt excerpt = services_.passage(*claim);
  std::vector<Run> runs;
  if (excerpt.cut_before) runs.push_back({"… ", {}});
  for (const ExcerptPart& part : excerpt.parts) {
    const bool find = part.mark == ExcerptPart::Mark::evidence;
    const bool support = part.mark == ExcerptPart::Mark::support;
    std::string text = for_display(part.text);
    if (find && !colour) text = " >>" + on_one_line(text) + "<< ";
    runs.push_back({std::move(text), style(find ? kMark : support ? kUnderline : "")});
  }
  if (excerpt.cut_after) runs.push_back({" …", {}});
  add(runs);
  lines.emplace_back();
  for (const ClaimField& field : fields_of(claim->claim.claim)) {
    if (!field.value.empty()) lines.push_back(for_display("  " + field.name + ": " + field.value));
  }
  for (const ClaimEdit& edit : claim->ruling.corrections) {
    lines.push_back(for_display("  corrected: " + edit.field + "=" + edit.after));
  }
  return lines;
}

std::string TerminalDesk::screen(std::size_t columns, std::size_t rows, bool colour) const {
  const auto clipped = [&](std::string line) {
    if (line.find('\x1b') == std::string::npos) {
      while (width_of(line) > columns) line = clip(line, line.size() - 1);
    }
    return line;
  };
  const auto open = static_cast<std::size_t>(
      std::ranges::count_if(all_, [](const WaitingClaim& claim) { return claim.is_open(); }));
  std::string head = fmt::format("{} open", open);
  if (!filter_.empty()) head += fmt::format(", {} with \"{}\"", shown_.size(), filter_);
  if (const WaitingClaim* claim = current()) {
    head = fmt::format("{}: {} of {}; {}", claim->dossier, at_ + 1, shown_.size(), head);
  }
  const std::string foot = asking_ == Asking::nothing
                               ? (message_.empty() ? "j k a r e m s u / p ? q" : message_)
                               : prompt_ + ": " + typed_ + "_";
  std::string out = clipped(for_display(head)) + "\n\n";
  const std::vector<std::string> lines = body(columns, colour);
  const std::size_t room = rows > 4 ? rows - 4 : 1;
  for (std::size_t i = 0; i < room; ++i) out += (i < lines.size() ? clipped(lines[i]) : "") + "\n";
  return out + "\n" + clipped(for_display(foot));
}

}  // namespace dossier
