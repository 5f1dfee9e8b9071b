#include "support/mysql_server.hpp"

#include <cstdlib>
#include <mysql.h>
#include <stdexcept>
#include <unistd.h>

namespace solieu::support {

namespace {

constexpr const char *variable = "SOLIEU_TEST_MYSQL_PASSWORD";
using Connection = std::unique_ptr<MYSQL, decltype(&mysql_close)>;

Connection connect(const std::string &socket, const char *database) {
  Connection connection(mysql_init(nullptr), mysql_close);
  mysql_options(connection.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (mysql_real_connect(connection.get(), nullptr, "root", "", database, 0, socket.c_str(), 0) == nullptr)
    connection.reset();
  return connection;
}

} // namespace

MysqlServer &MysqlServer::instance() {
  static MysqlServer server;
  return server;
}

MysqlServer::MysqlServer() : port_(free_port()) {
  const auto data = (folder_.path() / "data").string();
  const auto key = (folder_.path() / "server.key").string();
  run({"mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db",
       "--innodb-use-native-aio=0", "--datadir=" + data});
  run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
       "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate().string()});
  process_ = std::make_unique<ServerProcess>(
      std::vector<std::string>{"/usr/sbin/mariadbd", "--no-defaults", "--datadir=" + data,
                               "--socket=" + (folder_.path() / "socket").string(), "--port=" + std::to_string(port_),
                               "--bind-address=127.0.0.1", "--pid-file=" + (folder_.path() / "pid").string(),
                               "--innodb-buffer-pool-size=16M", "--innodb-use-native-aio=0",
                               "--innodb-flush-log-at-trx-commit=0", "--general-log=1",
                               "--general-log-file=" + log().string(), "--ssl-key=" + key,
                               "--ssl-cert=" + certificate().string(), "--skip-name-resolve"},
      folder_.path() / "log");
  for (int i = 0; i < 400 && !connect((folder_.path() / "socket").string(), nullptr); ++i)
    ::usleep(50'000);
  sql("CREATE DATABASE IF NOT EXISTS solieu CHARACTER SET utf8mb4");
  sql("CREATE USER reader IDENTIFIED BY '" + std::string(password) + "'");
  sql("GRANT SELECT, SHOW VIEW ON solieu.* TO reader");
  ::setenv(variable, password, 1);
}

std::string MysqlServer::sql(const std::string &text, const std::vector<std::optional<std::string>> &values) {
  const auto connection =
      connect((folder_.path() / "socket").string(), text.starts_with("CREATE DATABASE") ? nullptr : "solieu");
  if (!connection)
    throw std::runtime_error("the MariaDB server does not answer");
  std::string filled;
  std::size_t next = 0;
  for (const char c : text) {
    if (c != '?' || values.empty()) {
      filled += c;
      continue;
    }
    const auto &value = values.at(next++);
    std::string escaped(value ? value->size() * 2 + 1 : 1, '\0');
    if (value)
      escaped.resize(mysql_real_escape_string(connection.get(), escaped.data(), value->data(), value->size()));
    filled += value ? "'" + escaped + "'" : "NULL";
  }
  if (mysql_real_query(connection.get(), filled.data(), filled.size()) != 0)
    throw std::runtime_error(mysql_error(connection.get()));
  const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(mysql_store_result(connection.get()),
                                                                        mysql_free_result);
  const MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
  return row == nullptr || row[0] == nullptr ? "" : row[0];
}

model::SourceSettings MysqlServer::reader() const {
  model::SourceSettings settings;
  settings.alias = "server";
  settings.kind = "mysql";
  settings.timeout_seconds = 20;
  settings.server.host = "127.0.0.1";
  settings.server.port = port_;
  settings.server.database = "solieu";
  settings.server.user = "reader";
  settings.server.password_variable = variable;
  return settings;
}

} // namespace solieu::support
