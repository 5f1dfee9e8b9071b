#include "data/waiting.hpp"

#include <algorithm>
#include <poll.h>

namespace solieu::data {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr milliseconds slice{100};

} // namespace

Waiting::End Waiting::until(const std::function<bool(milliseconds)> &ready) {
  while (true) {
    if (cancelled())
      return End::cancelled;
    if (left_ <= milliseconds::zero())
      return End::deadline;
    const auto start = Clock::now();
    const bool done = ready(std::min(left_, slice));
    left_ -= std::chrono::ceil<milliseconds>(Clock::now() - start) - (done ? milliseconds{1} : milliseconds{0});
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

Waiting::End Waiting::spend(milliseconds time) {
  left_ -= time;
  if (cancelled())
    return End::cancelled;
  return left_ > milliseconds::zero() ? End::ready : End::deadline;
}

} // namespace solieu::data
