#include "data/postgresql_source.hpp"

#include "data/host_lookup.hpp"
#include "data/write_rights.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <libpq-fe.h>
#include <poll.h>
#include <thread>

namespace solieu::data {

using diagnostic::Code;
using std::chrono::milliseconds;

namespace {

constexpr const char *fetch_rows = "FETCH 10000 FROM solieu_rows";
constexpr const char *system_certificates = "/etc/ssl/certs/ca-certificates.crt";
/// A file that is there would be compared with even where nothing is verified, and the connection made twice.
constexpr const char *no_certificates = "/dev/null/none";
constexpr milliseconds cancel_time{500};
constexpr int first_with_client_check = 140'000;

struct Close {
  void operator()(PGconn *connection) const noexcept { PQfinish(connection); }
  void operator()(PGresult *result) const noexcept { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Close>;
using Result = std::unique_ptr<PGresult, Close>;

/// libpq's own line for what a server says while connecting is "FATAL:  28P01" with PQERRORS_SQLSTATE.
std::string state_of_login(std::string_view message) {
  constexpr std::string_view fatal = "FATAL:  ";
  const auto at = message.rfind(fatal);
  return at == std::string_view::npos ? "" : std::string(message.substr(at + fatal.size(), 5));
}

bool about_certificate(std::string_view message) {
  const auto says = [message](std::string_view words) { return message.find(words) != std::string_view::npos; };
  const bool of_connection = says("EOF detected") || says("unexpected eof") || says("invalid response") ||
                             says("SYSCALL") || says("closed the connection");
  return says("certificate") || (says("SSL") && !of_connection);
}

class Session : public ServerSession {
public:
  explicit Session(ServerAccess access)
      : settings_(std::move(access.settings)), waiting_(access.waiting), secret_(Secret::of(settings_)) {
    connect();
    begin();
  }

  [[nodiscard]] Dialect dialect() const override {
    return {.quote = '"', .text_type = "text", .numbered_places = true, .dollar_quotes = true};
  }

  std::vector<ServerColumn> columns_of(const ServerQuery &table) override {
    const auto result = ask("SELECT * FROM " + table.text + " LIMIT 0", table.values);
    std::vector<ServerColumn> columns;
    columns.reserve(static_cast<std::size_t>(PQnfields(result.get())));
    for (int i = 0; i < PQnfields(result.get()); ++i)
      columns.push_back({PQfname(result.get(), i), type_of(PQftype(result.get(), i))});
    return columns;
  }

  void read(const ServerQuery &query, const RowVisitor &visit) override {
    ask("DECLARE solieu_rows NO SCROLL CURSOR FOR " + query.text, query.values);
    send(fetch_rows);
    for (auto result = answer(); PQntuples(result.get()) > 0; result = answer()) {
      send(fetch_rows); // the server makes the next rows while these are read here
      try {
        show(result.get(), visit);
      } catch (...) {
        stop_query();
        throw;
      }
    }
    ask("CLOSE solieu_rows");
  }

  bool may_write() override {
    const auto query = write_rights("PostgreSQL", settings_, dialect()).value();
    const auto result = ask(query.text, query.values);
    if (PQntuples(result.get()) != 1 || PQnfields(result.get()) != 1)
      fail_server(Code{"data.answer-unfit"}, settings_);
    return std::string_view(PQgetvalue(result.get(), 0, 0)) == "1";
  }

private:
  static void show(const PGresult *result, const RowVisitor &visit) {
    const int rows = PQntuples(result);
    std::vector<ServerCell> cells(static_cast<std::size_t>(PQnfields(result)));
    for (int row = 0; row < rows; ++row) {
      int column = 0;
      for (auto &one : cells)
        one = cell(result, row, column++);
      visit(cells);
    }
  }

  static ServerCell cell(const PGresult *result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0)
      return std::nullopt;
    return std::string_view(PQgetvalue(result, row, column),
                            static_cast<std::size_t>(PQgetlength(result, row, column)));
  }

  static ServerColumn::Type type_of(Oid type) {
    constexpr std::array<Oid, 2> binary{700, 701};     // float4, float8
    constexpr std::array<Oid, 3> text{25, 1042, 1043}; // text, char(n), varchar(n)
    if (std::ranges::find(binary, type) != binary.end())
      return ServerColumn::Type::binary_number;
    return std::ranges::find(text, type) != text.end() ? ServerColumn::Type::text : ServerColumn::Type::other;
  }

  void connect() {
    const auto &server = settings_.server;
    const auto port = std::to_string(server.port == 0 ? 5432 : server.port);
    const bool verify = server.verify_on_loopback || !on_this_machine(server);
    const std::string &authority = server.certificate_file;
    const bool named = !server.host.empty() && !server.host.starts_with('/');
    const auto address = named ? addresses_of(server.host, settings_, waiting_) : std::vector<std::string>();
    std::string addresses;
    std::string hosts;
    for (const auto &one : address) {
      addresses += (addresses.empty() ? "" : ",") + one;
      hosts += (hosts.empty() ? "" : ",") + server.host;
    }
    const std::array<const char *, 14> names{"host",
                                             "hostaddr",
                                             "port",
                                             "dbname",
                                             "user",
                                             "password",
                                             "sslmode",
                                             "sslrootcert",
                                             "passfile",
                                             "gssencmode",
                                             "client_encoding",
                                             "application_name",
                                             "fallback_application_name",
                                             nullptr};
    const std::array<const char *, 14> values{named ? hosts.c_str() : server.host.c_str(),
                                              addresses.c_str(),
                                              port.c_str(),
                                              server.database.c_str(),
                                              server.user.c_str(),
                                              secret_.reveal(),
                                              verify ? "verify-full" : "prefer",
                                              !verify             ? no_certificates
                                              : authority.empty() ? system_certificates
                                                                  : authority.c_str(),
                                              "/dev/null",
                                              "disable",
                                              "UTF8",
                                              "solieu",
                                              "solieu",
                                              nullptr};
    connection_.reset(PQconnectStartParams(names.data(), values.data(), 0));
    if (!connection_)
      fail_server(Code{"data.server-unreachable"}, settings_);
    PQsetErrorVerbosity(connection_.get(), PQERRORS_SQLSTATE);
    auto next = PGRES_POLLING_WRITING;
    while (next != PGRES_POLLING_OK) {
      if (next == PGRES_POLLING_FAILED || PQstatus(connection_.get()) == CONNECTION_BAD)
        fail_login();
      wait(next == PGRES_POLLING_READING ? POLLIN : POLLOUT);
      next = PQconnectPoll(connection_.get());
    }
    PQsetErrorVerbosity(connection_.get(), PQERRORS_TERSE);
    PQsetnonblocking(connection_.get(), 1);
    PQsetNoticeReceiver(
        connection_.get(), [](void *, const PGresult *) {}, nullptr);
  }

  [[noreturn]] void fail_login() {
    const std::string message = PQerrorMessage(connection_.get());
    const auto state = state_of_login(message);
    if (state.starts_with("28"))
      fail_server(Code{"data.login-refused"}, settings_);
    if (state == "3D000")
      fail_server(Code{"data.database-unknown"}, settings_);
    if (message.find("no password supplied") != std::string_view::npos)
      fail_server(Code{"data.login-refused"}, settings_);
    if (state.empty() && about_certificate(message))
      fail_encryption(settings_, &secret_, message);
    fail_connecting(settings_, &secret_, message);
  }

  /// The server itself stops a query when we are gone or past our time; a legacy database without an encoding gives
  /// its bytes as they are.
  void begin() {
    const auto limit = std::to_string(waiting_.left().count() + 1000);
    const char *const encoding = PQparameterStatus(connection_.get(), "server_encoding");
    if (encoding != nullptr && std::string_view(encoding) == "SQL_ASCII")
      ask("SET client_encoding = 'SQL_ASCII'");
    ask("SET statement_timeout = " + limit);
    if (PQserverVersion(connection_.get()) >= first_with_client_check)
      ask("SET client_connection_check_interval = 1000");
    ask("SET extra_float_digits = 1");
    ask("SET DateStyle = 'ISO'");
    ask("SET default_transaction_read_only = on");
    ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  void wait(short events) {
    const auto end = waiting_.wait(PQsocket(connection_.get()), events);
    if (end == Waiting::End::ready)
      return;
    stop_query();
    fail_waiting(end, settings_);
  }

  /// libpq's cancel request is a blocking call on a connection of its own: a thread may keep it when the peer stalls.
  void stop_query() {
    if (PGcancel *const request = PQgetCancel(connection_.get())) {
      std::promise<void> sent;
      auto done = sent.get_future();
      std::thread([request, promise = std::move(sent)]() mutable {
        std::array<char, 256> message{};
        PQcancel(request, message.data(), static_cast<int>(message.size()));
        PQfreeCancel(request);
        promise.set_value();
      }).detach();
      static_cast<void>(done.wait_for(cancel_time));
    }
    connection_.reset();
  }

  Result ask(const std::string &text, const std::vector<std::string> &values = {}) {
    send(text, values);
    return answer();
  }

  void send(const std::string &text, const std::vector<std::string> &values = {}) {
    std::vector<const char *> places;
    places.reserve(values.size());
    for (const auto &value : values)
      places.push_back(value.c_str());
    auto *const connection = connection_.get();
    if (PQsendQueryParams(connection, text.c_str(), static_cast<int>(places.size()), nullptr, places.data(), nullptr,
                          nullptr, 0) == 0)
      fail_lost();
    for (int rest = PQflush(connection); rest != 0; rest = PQflush(connection)) {
      if (rest < 0)
        fail_lost();
      wait(POLLIN | POLLOUT);
      if (PQconsumeInput(connection) == 0)
        fail_lost();
    }
  }

  /// Of what was sent last.
  Result answer() {
    auto result = next_result();
    while (next_result()) {
    }
    return result;
  }

  Result next_result() {
    while (PQisBusy(connection_.get()) != 0) {
      wait(POLLIN);
      if (PQconsumeInput(connection_.get()) == 0)
        fail_lost();
    }
    Result result(PQgetResult(connection_.get()));
    if (result && PQresultStatus(result.get()) != PGRES_COMMAND_OK && PQresultStatus(result.get()) != PGRES_TUPLES_OK)
      fail_query(result.get());
    return result;
  }

  [[noreturn]] void fail_lost() {
    const std::string message = PQerrorMessage(connection_.get());
    fail_server(Code{"data.connection-lost"}, settings_, &secret_, message);
  }

  [[noreturn]] void fail_query(const PGresult *result) {
    const char *const field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = field == nullptr ? "" : field;
    if (!listing_ && settings_.sql.empty() && (state == "42P01" || state == "3F000"))
      fail_table(settings_, tables());
    if (state == "42501")
      fail_server(Code{"data.permission-denied"}, settings_);
    if (state == "57014")
      fail_server(Code{"data.server-timeout"}, settings_);
    if (state.empty() || state.starts_with("08") || state.starts_with("57P"))
      fail_server(Code{"data.connection-lost"}, settings_, &secret_, PQresultErrorMessage(result));
    fail_server(Code{"data.server-error"}, settings_, &secret_, PQresultErrorMessage(result));
  }

  std::vector<std::string> tables() {
    listing_ = true;
    while (next_result()) {
    }
    ask("ROLLBACK");
    const auto result = ask("SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', "
                            "'information_schema') ORDER BY 1 LIMIT 50");
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(PQntuples(result.get())));
    for (int row = 0; row < PQntuples(result.get()); ++row)
      names.emplace_back(PQgetvalue(result.get(), row, 0));
    return names;
  }

  model::SourceSettings settings_;
  Waiting waiting_;
  Secret secret_;
  Connection connection_;
  bool listing_ = false;
};

} // namespace

std::unique_ptr<ServerSession> PostgresqlSource::open(ServerAccess access) {
  return std::make_unique<Session>(std::move(access));
}

} // namespace solieu::data
