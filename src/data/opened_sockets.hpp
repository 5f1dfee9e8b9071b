#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <sys/types.h>
#include <vector>

namespace solieu::data {

/// The sockets that a library opens to a port while it connects. A library that waits for its peer for ever and shows
/// no handle of its own is ended by shutting them.
class OpenedSockets {
public:
  /// Remembers what is open now. With port 0 no socket is ever taken: it could be anybody's.
  explicit OpenedSockets(int port);
  /// The connecting is over: the sockets are those that came since.
  void take();
  /// Waits a tenth of a second: whether something arrives by one of them.
  [[nodiscard]] bool flows();
  /// Shuts them in both directions; whoever waits for one sees the end of its connection.
  void shut();

private:
  struct Socket {
    int descriptor;
    ino_t number; ///< tells whether the descriptor is still the same socket
  };
  [[nodiscard]] std::vector<Socket> opened() const;
  [[nodiscard]] std::vector<Socket> ours() const;
  [[nodiscard]] std::uint64_t received() const;

  int port_;
  std::set<ino_t> before_;
  std::mutex mutex_;
  std::optional<std::vector<Socket>> taken_;
};

} // namespace solieu::data
