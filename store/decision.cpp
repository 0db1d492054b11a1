#include "store/decision.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/digest.h"
#include "base/json.h"
#include "base/utf8.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::array<std::pair<DecisionKind, std::string_view>, 24> kNames{{
    {accept_claim, "accept_claim"},
    {reject_claim, "reject_claim"},
    {correct_claim, "correct_claim"},
    {move_claim, "move_claim"},
    {merge_name, "merge_name"},
    {split_name, "split_name"},
    {rename, "rename"},
    {describe_name, "describe_name"},
    {not_a_name, "not_a_name"},
    {mute_source, "mute_source"},
    {mark_copy, "mark_copy"},
    {mark_independent, "mark_independent"},
    {describe_source, "describe_source"},
    {confirm_tension, "confirm_tension"},
    {dismiss_tension, "dismiss_tension"},
    {comment_tension, "comment_tension"},
    {pin_sentence, "pin_sentence"},
    {drop_sentence, "drop_sentence"},
    {edit_sentence, "edit_sentence"},
    {add_note, "add_note"},
    {withdraw_sentence, "withdraw_sentence"},
    {publish, "publish"},
    {settle_forecast, "settle_forecast"},
    {undo, "undo"},
}};

// Everything but the hash: what the hash is made of.
Json unsigned_json(const Decision& decision) {
  Json json{{"number", decision.number},
            {"when", format_rfc3339(decision.when)},
            {"who", decision.who},
            {"kind", to_string(decision.kind)},
            {"subject", decision.subject}};
  const std::array<std::pair<const char*, const std::string*>, 6> optional{
      {{"dossier", &decision.dossier},
       {"field", &decision.field},
       {"before", &decision.before},
       {"after", &decision.after},
       {"why", &decision.why},
       {"previous", &decision.previous}}};
  for (const auto& [key, text] : optional) {
    if (!text->empty()) json[key] = *text;
  }
  return json;
}

std::string line_of(const Decision& decision) {
  Json json = unsigned_json(decision);
  json["hash"] = decision.hash;
  return dump_json(json) + '\n';
}

Result<Decision> decision_from(std::string_view line) {
  const auto json = parse_json(line);
  if (!json) return tl::unexpected<Error>(json.error());
  JsonReader reader{*json};
  Decision decision;
  decision.number = static_cast<std::uint64_t>(reader.integer("number"));
  const auto when = parse_rfc3339(reader.text("when"));
  const auto kind = decision_kind_from(reader.text("kind"));
  if (!when) reader.fail_at("when", "a time");
  if (!kind) reader.fail_at("kind", "a kind of decision");
  decision.who = reader.text("who");
  decision.subject = reader.text("subject");
  decision.dossier = reader.text("dossier");
  decision.field = reader.text("field");
  decision.before = reader.text("before");
  decision.after = reader.text("after");
  decision.why = reader.text("why");
  decision.previous = reader.text("previous");
  decision.hash = reader.text("hash");
  if (reader.error()) return fail(ErrorCode::corrupt, *reader.error());
  decision.when = *when;
  decision.kind = *kind;
  return decision;
}

// The decisions of the journal's bytes; a last line without its end is passed over.
Result<std::vector<Decision>> decisions_in(std::string_view bytes, const std::string& path) {
  std::vector<Decision> decisions;
  for (std::size_t start = 0, end = 0; (end = bytes.find('\n', start)) != bytes.npos;
       start = end + 1) {
    const std::string place = path + ":" + std::to_string(decisions.size() + 1);
    auto decision = decision_from(bytes.substr(start, end - start));
    if (!decision) return fail(ErrorCode::corrupt, place + ": " + decision.error().message);
    if (decision->number != decisions.size() + 1) {
      return fail(ErrorCode::corrupt, place + ": expected decision " +
                                          std::to_string(decisions.size() + 1) + ", got " +
                                          std::to_string(decision->number));
    }
    const std::string& before = decisions.empty() ? std::string{} : decisions.back().hash;
    if (decision->previous != before) {
      return fail(ErrorCode::corrupt, place + ": does not follow the decision before it");
    }
    if (decision->hash != sha256_hex(dump_json(unsigned_json(*decision)))) {
      return fail(ErrorCode::corrupt, place + ": altered since it was made");
    }
    decisions.push_back(std::move(*decision));
  }
  return decisions;
}

// The number that an undo names; 0 for what is no number.
std::size_t target_of(const Decision& undoing) {
  std::size_t target = 0;
  const std::string& text = undoing.subject;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
  return error == std::errc{} && end == text.data() + text.size() ? target : 0;
}

class File {
 public:
  explicit File(int descriptor) : descriptor_{descriptor} {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> failed(const std::string& path) {
  return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
              path + ": " + std::strerror(errno));
}

Result<std::string> bytes_of(int descriptor, const std::string& path) {
  std::string bytes;
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const ssize_t count =
        ::pread(descriptor, buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(path);
    if (count == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

// All of it on disk, or none.
Result<void> write_line(int descriptor, std::size_t at, std::string_view line,
                        const std::string& path) {
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t count = ::pwrite(descriptor, line.data() + written, line.size() - written,
                                   static_cast<off_t>(at + written));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      auto error = failed(path);
      // What is left is passed over by readers anyway.
      [[maybe_unused]] const int done = ::ftruncate(descriptor, static_cast<off_t>(at));
      return error;
    }
    written += static_cast<std::size_t>(count);
  }
  if (::fsync(descriptor) != 0) return failed(path);
  return {};
}

// A new file's name is on disk only when its directory is.
Result<void> sync_directory(const std::string& directory) {
  const File folder{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return failed(directory);
  return {};
}

std::string subject_in_words(const Decision& decision) {
  return std::string{to_string(decision.kind)} + " " + decision.subject;
}

Result<void> check(const Decision& next, const std::vector<Decision>& decisions,
                   std::optional<std::uint64_t> expected) {
  if (next.subject.empty()) {
    return fail(ErrorCode::refused, std::string{to_string(next.kind)} + ": of what?");
  }
  if (next.who.empty()) return fail(ErrorCode::refused, subject_in_words(next) + ": by whom?");
  if (next.kind == reject_claim && next.why.empty()) {
    return fail(ErrorCode::refused, subject_in_words(next) + ": a rejection needs its reason");
  }
  if (next.kind == undo) {
    const std::size_t target = target_of(next);
    if (target == 0 || target > decisions.size()) {
      return fail(ErrorCode::refused, "undo " + next.subject + ": there is no such decision");
    }
    if (!holding(decisions)[target - 1]) {
      return fail(ErrorCode::refused, "undo " + next.subject + ": it does not hold any more");
    }
  }
  if (!expected) return {};
  for (std::size_t i = *expected; i < decisions.size(); ++i) {
    const Decision& meanwhile = decisions[i];
    if (meanwhile.subject != next.subject || meanwhile.dossier != next.dossier) continue;
    return fail(ErrorCode::busy, next.subject + " was decided meanwhile by " + meanwhile.who +
                                     ": " + std::string{to_string(meanwhile.kind)});
  }
  return {};
}

}  // namespace

std::string_view to_string(DecisionKind kind) {
  return std::ranges::find(kNames, kind, &std::pair<DecisionKind, std::string_view>::first)->second;
}

std::optional<DecisionKind> decision_kind_from(std::string_view name) {
  const auto found =
      std::ranges::find(kNames, name, &std::pair<DecisionKind, std::string_view>::second);
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

std::string journal_path(const std::string& directory) {
  return directory + "/decisions.jsonl";
}

std::vector<bool> holding(const std::vector<Decision>& decisions) {
  std::vector<bool> holds(decisions.size(), true);
  for (std::size_t i = decisions.size(); i-- > 0;) {
    if (!holds[i] || decisions[i].kind != undo) continue;
    const std::size_t target = target_of(decisions[i]);
    if (target >= 1 && target <= i) holds[target - 1] = false;
  }
  return holds;
}

Result<std::vector<Decision>> read_decisions(const std::string& directory) {
  const std::string path = journal_path(directory);
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.get() < 0) {
    if (errno == ENOENT) return std::vector<Decision>{};
    return failed(path);
  }
  const auto bytes = bytes_of(file.get(), path);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return decisions_in(*bytes, path);
}

Result<Decision> append_decision(const std::string& directory, Decision decision,
                                 std::optional<std::uint64_t> expected) {
  const std::string path = journal_path(directory);
  const File file{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)};
  if (file.get() < 0) return failed(path);
  while (::flock(file.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return failed(path);
  }
  const auto bytes = bytes_of(file.get(), path);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  const auto decisions = decisions_in(*bytes, path);
  if (!decisions) return tl::unexpected<Error>(decisions.error());
  if (auto checked = check(decision, *decisions, expected); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  for (std::string* text : {&decision.who, &decision.subject, &decision.dossier, &decision.field,
                            &decision.before, &decision.after, &decision.why}) {
    *text = to_valid_utf8(*text);  // What is hashed is what can be read again
  }
  decision.number = decisions->size() + 1;
  decision.previous = decisions->empty() ? std::string{} : decisions->back().hash;
  decision.hash = sha256_hex(dump_json(unsigned_json(decision)));
  const std::size_t end = bytes->rfind('\n') == bytes->npos ? 0 : bytes->rfind('\n') + 1;
  if (end < bytes->size() && ::ftruncate(file.get(), static_cast<off_t>(end)) != 0) {
    return failed(path);
  }
  if (auto written = write_line(file.get(), end, line_of(decision), path); !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (decisions->empty()) {
    if (auto synced = sync_directory(directory); !synced) {
      return tl::unexpected<Error>(synced.error());
    }
  }
  return decision;
}

}  // namespace dossier
