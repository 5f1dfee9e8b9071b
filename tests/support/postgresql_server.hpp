#pragma once

#include "model/source_settings.hpp"
#include "support/server_process.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::support {

/// A PostgreSQL server of the tests' own, on 127.0.0.1, made when it is first asked for. Database "solieu" in UTF-8,
/// "legacy" without an encoding; role "reader" with a password, which may read what `store` stores.
class PostgresqlServer {
public:
  [[nodiscard]] static PostgresqlServer &instance();
  static constexpr const char *password = "mật-khẩu-CANARY-7c1f";

  /// SQL as the administrator; the first value of the first row, "" when there is none.
  std::string sql(const std::string &database, const std::string &text,
                  const std::vector<std::optional<std::string>> &values = {});
  /// How to read there as "reader", with the password in the environment.
  [[nodiscard]] model::SourceSettings reader(const std::string &database = "solieu") const;
  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] std::filesystem::path certificate() const { return folder_.path() / "server.crt"; }
  /// What the server wrote about itself.
  [[nodiscard]] std::filesystem::path log() const { return folder_.path() / "log"; }

private:
  PostgresqlServer();

  ServerFolder folder_;
  int port_;
  std::unique_ptr<ServerProcess> process_;
};

} // namespace solieu::support
