#include "data/waiting.hpp"

#include <algorithm>
#include <poll.h>

namespace solieu::data {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr milliseconds slice{100};

} // namespace

Waiting::End Waiting::wait(int socket, short events) {
  while (true) {
    if (cancelled())
      return End::cancelled;
    if (left_ <= milliseconds::zero())
      return End::deadline;
    const auto start = Clock::now();
    pollfd place{.fd = socket, .events = events, .revents = 0};
    const int ready = ::poll(&place, 1, static_cast<int>(std::min(left_, slice).count()));
    left_ -= std::chrono::ceil<milliseconds>(Clock::now() - start) - (ready > 0 ? milliseconds{1} : milliseconds{0});
    if (ready > 0)
      return cancelled() ? End::cancelled : End::ready;
  }
}

Waiting::End Waiting::spend(milliseconds time) {
  left_ -= time;
  if (cancelled())
    return End::cancelled;
  return left_ > milliseconds::zero() ? End::ready : End::deadline;
}

} // namespace solieu::data
