#include "data/waiting.hpp"

#include <algorithm>
#include <poll.h>

namespace solieu::data {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr milliseconds slice{100};
/// Whoever sends is not silent for longer than this.
constexpr milliseconds between_answers{300};

} // namespace

Waiting::End Waiting::ended() const noexcept { return silent_ < between_answers ? End::slow : End::deadline; }

Waiting::End Waiting::until(const std::function<bool(milliseconds)> &ready) {
  while (true) {
    if (cancelled())
      return End::cancelled;
    if (left_ <= milliseconds::zero())
      return ended();
    const auto start = Clock::now();
    const bool done = ready(std::min(left_, slice));
    const auto took =
        std::chrono::ceil<milliseconds>(Clock::now() - start) - (done ? milliseconds{1} : milliseconds{0});
    left_ -= took;
    silent_ = done ? milliseconds::zero() : silent_ + took;
    if (done)
      return cancelled() ? End::cancelled : End::ready;
  }
}

Waiting::End Waiting::wait(int socket, short events) {
  return until([=](milliseconds time) {
    pollfd place{.fd = socket, .events = events, .revents = 0};
    return ::poll(&place, 1, static_cast<int>(time.count())) > 0;
  });
}

Waiting::End Waiting::spend(milliseconds time, bool arrived) {
  left_ -= time;
  silent_ = arrived ? milliseconds::zero() : silent_ + time;
  if (cancelled())
    return End::cancelled;
  return left_ > milliseconds::zero() ? End::ready : ended();
}

} // namespace solieu::data
