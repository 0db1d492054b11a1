#include "app/interruption.h"

#include <csignal>

namespace dossier {
namespace {

std::atomic<bool> interrupted = false;  // A handler can reach nothing else
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int) {
  interrupted = true;
}

}  // namespace

const std::atomic<bool>& listen_for_interruption() {
  struct sigaction action {};
  action.sa_handler = &on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
  return interrupted;
}

}  // namespace dossier
