#include "data/host_lookup.hpp"

#include "data/server_session.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <optional>
#include <thread>

namespace solieu::data {

using diagnostic::Code;

namespace {

struct Found {
  std::vector<std::string> addresses;
  std::string problem;
};

struct Release {
  void operator()(addrinfo *list) const noexcept { ::freeaddrinfo(list); }
};

Found look_up(const std::string &host) {
  addrinfo wish{};
  wish.ai_socktype = SOCK_STREAM;
  wish.ai_flags = AI_ADDRCONFIG;
  addrinfo *answer = nullptr;
  const int problem = ::getaddrinfo(host.c_str(), nullptr, &wish, &answer);
  if (problem != 0)
    return {{}, ::gai_strerror(problem)};
  const std::unique_ptr<addrinfo, Release> list(answer);
  Found found;
  for (const addrinfo *one = list.get(); one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (::getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0 &&
        std::ranges::find(found.addresses, text.data()) == found.addresses.end())
      found.addresses.emplace_back(text.data());
  }
  return found;
}

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

struct Network {
  Bytes4 first;
  unsigned bits;
};
/// RFC 6890 and its registry: what is not globally reachable.
constexpr std::array<Network, 13> local_networks{{{{0, 0, 0, 0}, 8},
                                                  {{10, 0, 0, 0}, 8},
                                                  {{100, 64, 0, 0}, 10},
                                                  {{127, 0, 0, 0}, 8},
                                                  {{169, 254, 0, 0}, 16},
                                                  {{172, 16, 0, 0}, 12},
                                                  {{192, 0, 0, 0}, 24},
                                                  {{192, 0, 2, 0}, 24},
                                                  {{192, 168, 0, 0}, 16},
                                                  {{198, 18, 0, 0}, 15},
                                                  {{198, 51, 100, 0}, 24},
                                                  {{203, 0, 113, 0}, 24},
                                                  {{224, 0, 0, 0}, 3}}};

std::uint32_t number_of(const Bytes4 &bytes) {
  std::uint32_t number = 0;
  for (const auto byte : bytes)
    number = number << 8U | byte;
  return number;
}

bool is_local(const Bytes4 &address) {
  return std::ranges::any_of(local_networks, [&](const Network &network) {
    return (number_of(address) ^ number_of(network.first)) >> (32U - network.bits) == 0;
  });
}

bool begins_with(const Bytes16 &address, std::initializer_list<std::uint8_t> start) {
  return std::equal(start.begin(), start.end(), address.begin());
}

Bytes4 four_at(const Bytes16 &address, std::size_t place) {
  Bytes4 bytes{};
  std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(place), bytes.size(), bytes.begin());
  return bytes;
}

/// Only 2000::/3 is given to public hosts; forms that hold an IPv4 address are what that address is.
bool is_local(const Bytes16 &address) {
  constexpr std::size_t last_four = 12;
  if (begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}) ||
      begins_with(address, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
    return is_local(four_at(address, last_four));
  if (begins_with(address, {0x20, 0x02}))
    return is_local(four_at(address, 2));
  if (begins_with(address, {0x20, 0x01, 0x00, 0x00}) || begins_with(address, {0x20, 0x01, 0x0D, 0xB8}))
    return true;
  return (address[0] & 0xE0U) != 0x20U;
}

} // namespace

std::vector<std::string> addresses_of(const std::string &host, const model::SourceSettings &settings,
                                      Waiting &waiting) {
  auto answer = std::make_shared<std::promise<Found>>();
  auto future = answer->get_future();
  std::thread([host, answer] { answer->set_value(look_up(host)); }).detach();
  if (const auto end = waiting.wait(future); end != Waiting::End::ready)
    fail_waiting(end, settings);
  auto found = future.get();
  if (found.addresses.empty())
    fail_server(Code{"data.host-unknown"}, settings, nullptr, found.problem);
  return std::move(found.addresses);
}

bool is_local_address(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));
  Bytes4 four{};
  if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1)
    return is_local(four);
  Bytes16 sixteen{};
  return ::inet_pton(AF_INET6, text.c_str(), sixteen.data()) != 1 || is_local(sixteen);
}

} // namespace solieu::data
