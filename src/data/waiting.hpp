#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>

namespace solieu::data {

/// Our own clock over a server's answers: the libraries' time limits do not see a peer that acknowledges bytes and
/// never answers. Only the time spent waiting counts, not what the rows cost here.
class Waiting {
public:
  /// At the deadline the other side was silent, or (slow) still sending.
  enum class End { ready, deadline, slow, cancelled };

  Waiting(std::chrono::milliseconds budget, const std::atomic<bool> &cancelled)
      : left_(budget), cancelled_(&cancelled) {}

  /// Waits until the socket can be read or written, as `events` of poll(2) says, or something ends the waiting; a
  /// cancel is seen within a tenth of a second.
  [[nodiscard]] End wait(int socket, short events);
  /// The same for an answer that another thread is getting.
  template <class Answer> [[nodiscard]] End wait(const std::future<Answer> &answer) {
    return until([&](std::chrono::milliseconds time) { return answer.wait_for(time) == std::future_status::ready; });
  }
  /// Counts time that was spent waiting elsewhere; whether something arrived in it.
  [[nodiscard]] End spend(std::chrono::milliseconds time, bool arrived);
  [[nodiscard]] std::chrono::milliseconds left() const noexcept { return left_; }
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_->load(); }

private:
  /// Asks `ready`, which waits no longer than it is told, until it says yes.
  [[nodiscard]] End until(const std::function<bool(std::chrono::milliseconds)> &ready);

  [[nodiscard]] End ended() const noexcept;

  std::chrono::milliseconds left_;
  std::chrono::milliseconds silent_{0}; ///< since something came last
  const std::atomic<bool> *cancelled_;
};

} // namespace solieu::data
