#pragma once

#include "model/source_settings.hpp"
#include "support/server_process.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::support {

/// A MariaDB server of the tests' own, on 127.0.0.1, made when it is first asked for, with the database "solieu" and a
/// user "reader" with a password who may read it.
class MysqlServer {
public:
  [[nodiscard]] static MysqlServer &instance();
  static constexpr const char *password = "mật-khẩu-CANARY-9b2e";

  /// One statement as the administrator; the first value of the first row, "" when there is none.
  std::string sql(const std::string &text, const std::vector<std::optional<std::string>> &values = {});
  /// How to read there as "reader", with the password in the environment.
  [[nodiscard]] model::SourceSettings reader() const;
  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] std::filesystem::path certificate() const { return folder_.path() / "server.crt"; }
  [[nodiscard]] std::filesystem::path log() const { return folder_.path() / "general.log"; }

private:
  MysqlServer();

  ServerFolder folder_;
  int port_;
  std::unique_ptr<ServerProcess> process_;
};

} // namespace solieu::support
