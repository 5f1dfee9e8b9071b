#include "support/tcp_proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <list>
#include <netinet/in.h>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace solieu::support {

namespace {

constexpr int tick = 20;
constexpr std::string_view ssl_request("\0\0\0\b\4\xD2\x16\x2F", 8);

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool readable(int socket) {
  pollfd place{.fd = socket, .events = POLLIN, .revents = 0};
  return ::poll(&place, 1, tick) > 0;
}

void send_all(int socket, const char *bytes, std::size_t count) {
  while (count > 0) {
    const auto sent = ::send(socket, bytes, count, MSG_NOSIGNAL);
    if (sent <= 0)
      return;
    bytes += sent;
    count -= static_cast<std::size_t>(sent);
  }
}

} // namespace

TcpProxy::TcpProxy(int server_port, Behaviour behaviour)
    : server_port_(server_port), behaviour_(behaviour), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(listener_, reinterpret_cast<sockaddr *>(&address), size);
  ::getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
  port_ = ntohs(address.sin_port);
  ::listen(listener_, 8);
  thread_ = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
}

void TcpProxy::run() {
  std::list<std::thread> clients;
  while (!stop_)
    if (readable(listener_))
      clients.emplace_back([this, client = ::accept(listener_, nullptr, nullptr)] { serve(client); });
  for (auto &client : clients)
    client.join();
}

void TcpProxy::serve(int client) {
  const int server = ::socket(AF_INET, SOCK_STREAM, 0);
  const auto address = loopback(server_port_);
  bool open = ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
  std::size_t sent = 0;
  std::array<char, 65'536> buffer{};
  while (open && !stop_) {
    std::array<pollfd, 2> places{
        {{.fd = client, .events = POLLIN, .revents = 0}, {.fd = server, .events = POLLIN, .revents = 0}}};
    if (sent >= behaviour_.stall_after)
      places[1].fd = -1;
    if (::poll(places.data(), places.size(), tick) <= 0)
      continue;
    if (places[0].revents != 0) {
      const auto count = ::recv(client, buffer.data(), buffer.size(), 0);
      open = count > 0;
      if (open && behaviour_.plain && std::string_view(buffer.data(), static_cast<std::size_t>(count)) == ssl_request)
        send_all(client, "N", 1);
      else if (open && sent < behaviour_.stall_after)
        send_all(server, buffer.data(), static_cast<std::size_t>(count));
    }
    if (open && places[1].revents != 0)
      open = answer(server, client, sent);
  }
  ::close(client);
  ::close(server);
}

bool TcpProxy::answer(int from, int to, std::size_t &sent) {
  std::array<char, 65'536> buffer{};
  const auto least = std::min(behaviour_.cut_after, behaviour_.stall_after);
  auto most = std::min(buffer.size(), least - sent);
  if (behaviour_.bytes_a_second > 0) {
    most = std::min(most, std::max<std::size_t>(1, behaviour_.bytes_a_second * tick / 1000));
    ::usleep(tick * 1000);
  }
  const auto count = ::recv(from, buffer.data(), most, 0);
  if (count <= 0)
    return false;
  if (behaviour_.alter_at >= sent && behaviour_.alter_at - sent < static_cast<std::size_t>(count))
    buffer[behaviour_.alter_at - sent] = behaviour_.alter_to;
  send_all(to, buffer.data(), static_cast<std::size_t>(count));
  sent += static_cast<std::size_t>(count);
  passed_ += static_cast<std::size_t>(count);
  return sent < behaviour_.cut_after;
}

} // namespace solieu::support
