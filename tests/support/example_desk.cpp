#include "tests/support/example_desk.h"

#include <stdexcept>

namespace dossier {
namespace {

constexpr const char* kExamples = DOSSIER_EXAMPLES;
constexpr const char* kProgram = DOSSIER_PROGRAM;

template <typename T>
T expected(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

Time time_of(const std::string& date) {
  const auto time = parse_now(date);
  if (!time) throw std::runtime_error("no date: " + date);
  return *time;
}

// The configuration of the example, with the port that this press has.
std::string example_configuration(int port) {
  const std::string printed = ":8765/";
  const std::string ours = ":" + std::to_string(port) + "/";
  std::string text = bytes_of(std::string{kExamples} + "/feeds.yaml");
  for (std::size_t at = 0; (at = text.find(printed, at)) != text.npos; at += ours.size()) {
    text.replace(at, printed.size(), ours);
  }
  return text;
}

}  // namespace

ExamplePress::ExamplePress()
    : press_{expected(Press::read(std::string{kExamples} + "/press")), time_of("2026-03-02")},
      server_{[this](const HttpCall& call) { return answer(call); }} {}

void ExamplePress::set_date(const std::string& date) {
  press_.set_now(time_of(date));
}

void ExamplePress::before_each(std::function<int(const HttpCall&)> hook) {
  const std::scoped_lock lock(mutex_);
  hook_ = std::move(hook);
}

int ExamplePress::asked() const {
  const std::scoped_lock lock(mutex_);
  return asked_;
}

HttpReply ExamplePress::answer(const HttpCall& call) {
  std::function<int(const HttpCall&)> hook;
  {
    const std::scoped_lock lock(mutex_);
    ++asked_;
    hook = hook_;
  }
  const int status = hook ? hook(call) : 0;
  if (status != 0) return {.status = status, .body = "out of order"};
  return press_.answer(call);
}

Desk::Desk(ExamplePress& press) : press_{press} {
  write_bytes(path("feeds.yaml"), example_configuration(press.port()));
  write_bytes(path("lexicon.yaml"), bytes_of(std::string{kExamples} + "/lexicon.yaml"));
}

std::vector<std::string> Desk::command(std::vector<std::string> arguments) const {
  std::vector<std::string> command{kProgram, "--config", path("feeds.yaml"), "--store",
                                   path("store")};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

ProgramRun Desk::run(std::vector<std::string> arguments) const {
  return run_program(command(std::move(arguments)));
}

std::vector<std::string> Desk::update_command(const std::string& date,
                                              std::vector<std::string> options) const {
  press_.set_date(date);
  std::vector<std::string> arguments{"--now", date, "update", "--out", path("pages")};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return command(std::move(arguments));
}

ProgramRun Desk::update(const std::string& date, std::vector<std::string> options) const {
  return run_program(update_command(date, std::move(options)));
}

std::string Desk::page(const std::string& name) const {
  return bytes_of(path("pages/" + name));
}

Json Desk::version(int number) const {
  const std::string name = std::string{kExampleId} + "/v" + std::to_string(number) + ".json";
  return expected(parse_json(page(name)));
}

Json last_line(const std::string& out) {
  const std::size_t end = out.find_last_not_of('\n');
  if (end == out.npos) throw std::runtime_error("nothing was printed");
  const std::size_t before = out.rfind('\n', end);
  return expected(parse_json(out.substr(before == out.npos ? 0 : before + 1, end - before)));
}

}  // namespace dossier
