#include "support/postgresql_server.hpp"

#include <algorithm>
#include <cstdlib>
#include <libpq-fe.h>
#include <stdexcept>
#include <unistd.h>

namespace solieu::support {

namespace fs = std::filesystem;

namespace {

constexpr const char *variable = "SOLIEU_TEST_POSTGRESQL_PASSWORD";

std::string program(const std::string &name) {
  std::vector<fs::path> versions;
  for (const auto &entry : fs::directory_iterator("/usr/lib/postgresql"))
    versions.push_back(entry.path() / "bin" / name);
  std::ranges::sort(versions);
  if (versions.empty())
    throw std::runtime_error("the package postgresql is missing");
  return versions.back().string();
}

} // namespace

PostgresqlServer &PostgresqlServer::instance() {
  static PostgresqlServer server;
  return server;
}

PostgresqlServer::PostgresqlServer() : port_(free_port()) {
  const auto data = (folder_.path() / "data").string();
  const auto key = (folder_.path() / "server.key").string();
  run({program("initdb"), "-D", data, "-U", "admin", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync",
       "-E", "UTF8", "--locale=C.UTF-8"});
  run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
       "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate().string()});
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  process_ = std::make_unique<ServerProcess>(std::vector<std::string>{program("postgres"),
                                                                      "-D",
                                                                      data,
                                                                      "-p",
                                                                      std::to_string(port_),
                                                                      "-k",
                                                                      folder_.path().string(),
                                                                      "-c",
                                                                      "listen_addresses=127.0.0.1",
                                                                      "-c",
                                                                      "fsync=off",
                                                                      "-c",
                                                                      "shared_buffers=16MB",
                                                                      "-c",
                                                                      "ssl=on",
                                                                      "-c",
                                                                      "ssl_key_file=" + key,
                                                                      "-c",
                                                                      "ssl_cert_file=" + certificate().string(),
                                                                      "-c",
                                                                      "log_statement=all"},
                                             log());
  for (int i = 0;
       i < 200 && PQping(("host=" + folder_.path().string() + " port=" + std::to_string(port_)).c_str()) != PQPING_OK;
       ++i)
    ::usleep(50'000);
  sql("postgres", "CREATE ROLE reader LOGIN PASSWORD '" + std::string(password) + "'");
  sql("postgres", "CREATE DATABASE solieu");
  sql("postgres", "CREATE DATABASE legacy ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
  ::setenv(variable, password, 1);
}

std::string PostgresqlServer::sql(const std::string &database, const std::string &text,
                                  const std::vector<std::optional<std::string>> &values) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
      PQconnectdb(
          ("host=" + folder_.path().string() + " port=" + std::to_string(port_) + " user=admin dbname=" + database)
              .c_str()),
      PQfinish);
  PQsetNoticeReceiver(
      connection.get(), [](void *, const PGresult *) {}, nullptr);
  std::vector<const char *> places;
  for (const auto &value : values)
    places.push_back(value ? value->c_str() : nullptr);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(
      places.empty() ? PQexec(connection.get(), text.c_str())
                     : PQexecParams(connection.get(), text.c_str(), static_cast<int>(places.size()), nullptr,
                                    places.data(), nullptr, nullptr, 0),
      PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

model::SourceSettings PostgresqlServer::reader(const std::string &database) const {
  model::SourceSettings settings;
  settings.alias = "server";
  settings.kind = "postgresql";
  settings.timeout_seconds = 20;
  settings.server.host = "127.0.0.1";
  settings.server.port = port_;
  settings.server.database = database;
  settings.server.user = "reader";
  settings.server.password_variable = variable;
  return settings;
}

} // namespace solieu::support
