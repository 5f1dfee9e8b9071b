#pragma once

#include <functional>
#include <future>
#include <system_error>

namespace solieu::data {

/// Does pieces of work on another thread beside the caller's own, one at a time and in their order. What a piece throws
/// comes out of the next call.
class OneBeside {
public:
  OneBeside() = default;
  OneBeside(const OneBeside &) = delete;
  OneBeside &operator=(const OneBeside &) = delete;
  ~OneBeside() = default; // a future of std::async waits for its work

  /// Waits for the piece before, then starts this one; what it refers to stands until the next call has returned.
  void start(const std::function<void()> &work) {
    wait();
    try {
      under_way_ = std::async(std::launch::async, work);
    } catch (const std::system_error &) { // no thread to be had
      work();
    }
  }
  void wait() {
    if (under_way_.valid())
      under_way_.get();
  }

private:
  std::future<void> under_way_;
};

} // namespace solieu::data
