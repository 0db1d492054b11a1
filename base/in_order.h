// Work on several threads whose results are used on one, in order: what takes the processor's time
// runs wherever a core is free, what writes stays with the caller.

#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace dossier {

// Calls make(i) for every i below `count`, on `threads` threads at once (the caller's among them;
// at least that one), and use(i, result) on the caller's thread, by i. As soon as use() returns
// false nothing more is begun; what has begun ends before this returns. make() must not throw and
// may run on any thread; what comes out does not depend on how many there are. A few results for
// each thread wait at most.
template <typename Make, typename Use>
void in_order(std::size_t count, unsigned threads, const Make& make, const Use& use) {
  using Made = std::invoke_result_t<const Make&, std::size_t>;
  constexpr std::size_t kWaitingPerThread = 8;
  const std::size_t useful = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1));
  std::vector<std::optional<Made>> made(kWaitingPerThread * useful);  // A ring
  std::mutex mutex;
  std::condition_variable turned;
  std::size_t to_make = 0, to_use = 0;
  bool stopped = false;

  const auto may_make = [&] { return to_make < count && to_make < to_use + made.size(); };
  // Holding the lock, which it gives up meanwhile.
  const auto make_one = [&](std::unique_lock<std::mutex>& lock) {
    const std::size_t i = to_make++;
    lock.unlock();
    Made result = make(i);
    lock.lock();
    made[i % made.size()] = std::move(result);
    turned.notify_all();
  };
  const auto work = [&] {
    std::unique_lock lock{mutex};
    while (true) {
      turned.wait(lock, [&] { return stopped || to_make == count || may_make(); });
      if (stopped || to_make == count) return;
      make_one(lock);
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < useful; ++i) others.emplace_back(work);

  std::unique_lock lock{mutex};
  while (to_use < count && !stopped) {
    std::optional<Made>& next = made[to_use % made.size()];
    if (next) {
      Made result = std::move(*next);
      next.reset();
      lock.unlock();
      const bool go_on = use(to_use, std::move(result));
      lock.lock();
      ++to_use;
      stopped = !go_on;
      turned.notify_all();
    } else if (may_make()) {
      make_one(lock);
    } else {
      turned.wait(lock);
    }
  }
}

}  // namespace dossier
