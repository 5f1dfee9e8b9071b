#pragma once

#include <atomic>
#include <cstddef>
#include <limits>
#include <thread>

namespace solieu::support {

/// Stands between a client and a server on 127.0.0.1 and behaves badly with what the server answers.
class TcpProxy {
public:
  static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
  struct Behaviour {
    std::size_t cut_after = never;   ///< bytes from the server, then both connections are closed
    std::size_t stall_after = never; ///< then the client's bytes are taken and nothing is ever answered
    std::size_t bytes_a_second = 0;  ///< 0 = at once
    std::size_t alter_at = never;    ///< the byte from the server that becomes `alter_to`
    char alter_to = 0;
    bool plain = false; ///< tells a client of PostgreSQL that there is no encryption
  };

  TcpProxy(int server_port, Behaviour behaviour);
  TcpProxy(const TcpProxy &) = delete;
  TcpProxy &operator=(const TcpProxy &) = delete;
  ~TcpProxy();
  [[nodiscard]] int port() const noexcept { return port_; }
  /// Bytes the server sent so far.
  [[nodiscard]] std::size_t passed() const noexcept { return passed_; }

private:
  void run();
  void serve(int client);
  bool answer(int from, int to, std::size_t &sent);

  int server_port_;
  Behaviour behaviour_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<std::size_t> passed_ = 0;
  std::thread thread_;
};

} // namespace solieu::support
