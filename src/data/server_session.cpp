#include "data/server_session.hpp"

#include "diagnostic/failure.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

constexpr std::size_t shown_bytes = 300;

std::string safe_line(std::string_view text) {
  std::string line;
  for (const char c : text.substr(0, shown_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return format::normalised(line);
}

bool says_one_of(std::string_view said, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [said](auto word) { return said.find(word) != std::string_view::npos; });
}

} // namespace

bool on_this_machine(const model::ServerSettings &server) {
  const auto &host = server.host;
  return host.empty() || host.starts_with('/') || host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

Diagnostic server_finding(Code code, const model::SourceSettings &settings, const Secret *secret,
                          std::string_view detail) {
  const auto &server = settings.server;
  const auto told = secret == nullptr ? std::string(detail) : secret->removed_from(detail);
  return {std::move(code),
          Severity::error,
          {.file = settings.alias},
          {{"alias", settings.alias},
           {"file", settings.alias},
           {"host", server.port == 0 ? server.host : server.host + ":" + std::to_string(server.port)},
           {"database", server.database},
           {"user", server.user},
           {"table", settings.table},
           {"seconds", std::to_string(settings.timeout_seconds)},
           {"detail", safe_line(told)}}};
}

void fail_server(Code code, const model::SourceSettings &settings, const Secret *secret, std::string_view detail) {
  throw Failure(server_finding(std::move(code), settings, secret, detail));
}

void fail_connecting(const model::SourceSettings &settings, const Secret *secret, std::string_view said) {
  constexpr std::array<std::string_view, 2> refused{"Connection refused", "(111)"};
  constexpr std::array<std::string_view, 6> closed{"closed the connection", "Lost connection", "reset by peer",
                                                   "EOF detected",          "unexpected eof",  "SSL_ERROR_SYSCALL"};
  constexpr std::array<std::string_view, 5> other{"received invalid response", "expected authentication request",
                                                  "Wrong protocol", "Malformed communication packet",
                                                  "handshake packet"};
  const auto says = [said](std::string_view words) { return said.find(words) != std::string_view::npos; };
  if (std::ranges::any_of(refused, says))
    fail_server(Code{"data.server-refused"}, settings);
  if (std::ranges::any_of(other, says))
    fail_server(Code{"data.server-other"}, settings);
  if (std::ranges::any_of(closed, says))
    fail_server(Code{"data.connection-closed"}, settings);
  fail_server(Code{"data.server-unreachable"}, settings, secret, said);
}

bool says_not_encrypted(std::string_view said) {
  constexpr std::array<std::string_view, 4> words{"does not support SSL", "server does not support it",
                                                  "wrong version number", "packet length too long"};
  return says_one_of(said, words);
}

void fail_encryption(const model::SourceSettings &settings, const Secret *secret, std::string_view said) {
  constexpr std::array<std::string_view, 4> other_name{"does not match", "subject name", "ostname", "host name"};
  if (says_not_encrypted(said))
    fail_server(Code{"data.server-not-encrypted"}, settings, secret, said);
  if (says_one_of(said, other_name))
    fail_server(Code{"data.server-certificate-name"}, settings, secret, said);
  fail_server(Code{"data.server-certificate"}, settings, secret, said);
}

void fail_waiting(Waiting::End end, const model::SourceSettings &settings) {
  if (end == Waiting::End::cancelled)
    fail_server(Code{"data.cancelled"}, settings);
  fail_server(end == Waiting::End::slow ? Code{"data.server-slow"} : Code{"data.server-timeout"}, settings);
}

void fail_table(const model::SourceSettings &settings, const std::vector<std::string> &tables) {
  auto finding = server_finding(Code{"data.server-table-missing"}, settings);
  std::string all;
  for (const auto &name : tables)
    all += (all.empty() ? "" : ", ") + name;
  finding.arguments.emplace_back("tables", all.empty() ? "–" : safe_line(all));
  finding.arguments.emplace_back("nearest", diagnostic::nearest_name(settings.table, tables));
  throw Failure(std::move(finding));
}

} // namespace solieu::data
