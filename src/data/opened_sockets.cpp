#include "data/opened_sockets.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <filesystem>
#include <linux/tcp.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>

namespace solieu::data {

namespace fs = std::filesystem;

namespace {

std::optional<ino_t> socket_number(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode))
    return std::nullopt;
  return status.st_ino;
}

/// The port that the socket is connected to, 0 when it is none of a network.
int peer_port(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto *const place = reinterpret_cast<sockaddr *>(&address);
  if (::getpeername(descriptor, place, &size) != 0)
    return 0;
  if (address.ss_family == AF_INET)
    return ntohs(reinterpret_cast<const sockaddr_in *>(place)->sin_port);
  return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 *>(place)->sin6_port) : 0;
}

std::vector<int> open_descriptors() {
  std::vector<int> list;
  std::error_code error;
  for (fs::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    int number = -1;
    if (std::from_chars(name.data(), name.data() + name.size(), number).ec == std::errc{})
      list.push_back(number);
  }
  return list;
}

} // namespace

OpenedSockets::OpenedSockets(int port) : port_(port) {
  if (port_ == 0)
    return;
  for (const int descriptor : open_descriptors())
    if (const auto number = socket_number(descriptor))
      before_.insert(*number);
}

std::vector<OpenedSockets::Socket> OpenedSockets::opened() const {
  std::vector<Socket> list;
  if (port_ == 0)
    return list;
  for (const int descriptor : open_descriptors())
    if (const auto number = socket_number(descriptor))
      if (!before_.contains(*number) && peer_port(descriptor) == port_)
        list.push_back({descriptor, *number});
  return list;
}

void OpenedSockets::take() {
  auto now = opened();
  const std::lock_guard lock(mutex_);
  taken_ = std::move(now);
}

std::vector<OpenedSockets::Socket> OpenedSockets::ours() const {
  auto list = taken_ ? *taken_ : opened();
  std::erase_if(list, [](const Socket &one) { return socket_number(one.descriptor) != one.number; });
  return list;
}

/// Bytes that arrived so far, as the system counts them.
std::uint64_t OpenedSockets::received() const {
  std::uint64_t sum = 0;
  for (const auto &[descriptor, number] : ours()) {
    tcp_info state{};
    socklen_t size = sizeof state;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &state, &size) == 0)
      sum += state.tcpi_bytes_received;
  }
  return sum;
}

bool OpenedSockets::flows() {
  const std::lock_guard lock(mutex_);
  const auto before = received();
  ::poll(nullptr, 0, 100);
  return received() != before;
}

void OpenedSockets::shut() {
  const std::lock_guard lock(mutex_);
  for (const auto &[descriptor, number] : ours())
    ::shutdown(descriptor, SHUT_RDWR);
}

} // namespace solieu::data
