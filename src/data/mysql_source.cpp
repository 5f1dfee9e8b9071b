#include "data/mysql_source.hpp"

#include "data/write_rights.hpp"

#include <algorithm>
#include <array>
#include <mysql.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>

namespace solieu::data {

using diagnostic::Code;
using std::chrono::milliseconds;

namespace {

constexpr unsigned usual_port = 3306;
constexpr const char *system_certificates = "/etc/ssl/certs/ca-certificates.crt";
constexpr milliseconds kill_time{500};
constexpr int own_time = 10;

struct Close {
  void operator()(MYSQL *connection) const noexcept { mysql_close(connection); }
  void operator()(MYSQL_RES *result) const noexcept { mysql_free_result(result); }
};
using Connection = std::unique_ptr<MYSQL, Close>;
using Result = std::unique_ptr<MYSQL_RES, Close>;

/// What ended the waiting for a server's answer.
struct Interrupted {
  Waiting::End end;
};

/// Waits for what a non-blocking call of the library asked for; throws Interrupted.
int wait_for(MYSQL *connection, int wanted, Waiting &waiting) {
  const int events = ((wanted & MYSQL_WAIT_READ) != 0 ? POLLIN : 0) | ((wanted & MYSQL_WAIT_WRITE) != 0 ? POLLOUT : 0) |
                     ((wanted & MYSQL_WAIT_EXCEPT) != 0 ? POLLPRI : 0);
  const auto end = waiting.wait(mysql_get_socket(connection), static_cast<short>(events));
  if (end != Waiting::End::ready)
    throw Interrupted{end};
  return wanted & (MYSQL_WAIT_READ | MYSQL_WAIT_WRITE | MYSQL_WAIT_EXCEPT);
}

Connection prepared(const model::ServerSettings &server) {
  Connection connection(mysql_init(nullptr));
  auto *const mysql = connection.get();
  const unsigned no = 0;
  const my_bool yes = 1;
  const unsigned protocol = server.host.starts_with('/') ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
  mysql_options(mysql, MYSQL_OPT_NONBLOCK, nullptr);
  mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no);
  mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
  mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (server.verify_on_loopback || !on_this_machine(server)) {
    mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
    mysql_options(mysql, MYSQL_OPT_SSL_CA,
                  server.certificate_file.empty() ? system_certificates : server.certificate_file.c_str());
  }
  return connection;
}

/// A connection being made in a thread of its own, as the library looks the host's name up in a call that knows no
/// limit. Left behind, it ends by itself.
struct Attempt {
  Attempt(const model::SourceSettings &settings, milliseconds budget)
      : server(settings.server), secret(Secret::of(settings)), connection(prepared(server)),
        waiting(budget, left_behind) {}

  void run() {
    try {
      const bool local = server.host.starts_with('/');
      const auto port = server.port == 0 ? usual_port : static_cast<unsigned>(server.port);
      auto *const mysql = connection.get();
      MYSQL *answer = nullptr;
      int status = mysql_real_connect_start(&answer, mysql, local ? nullptr : server.host.c_str(), server.user.c_str(),
                                            secret.reveal(), server.database.c_str(), port,
                                            local ? server.host.c_str() : nullptr, 0);
      while (status != 0)
        status = mysql_real_connect_cont(&answer, mysql, wait_for(mysql, status, waiting));
      made = answer != nullptr;
    } catch (const Interrupted &) {
      ::shutdown(mysql_get_socket(connection.get()), SHUT_RDWR);
    }
  }

  model::ServerSettings server;
  Secret secret;
  Connection connection;
  std::atomic<bool> left_behind = false;
  Waiting waiting;
  bool made = false;
};

/// Whether the connection could be made; it holds what was wrong when not. Throws Interrupted.
bool connect(Connection &connection, const model::SourceSettings &settings, Waiting &waiting) {
  constexpr milliseconds grace{1000};
  const auto attempt = std::make_shared<Attempt>(settings, waiting.left() + grace);
  auto done = std::make_shared<std::promise<void>>();
  const auto future = done->get_future();
  std::thread([attempt, done] {
    attempt->run();
    done->set_value();
  }).detach();
  if (const auto end = waiting.wait(future); end != Waiting::End::ready) {
    attempt->left_behind = true;
    throw Interrupted{end};
  }
  connection = std::move(attempt->connection);
  return attempt->made;
}

bool run(MYSQL *mysql, const std::string &text, Waiting &waiting) {
  int failed = 0;
  int status = mysql_real_query_start(&failed, mysql, text.data(), text.size());
  while (status != 0)
    status = mysql_real_query_cont(&failed, mysql, wait_for(mysql, status, waiting));
  return failed == 0;
}

ServerColumn::Type type_of(enum_field_types type) {
  constexpr std::array binary{MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE};
  constexpr std::array text{MYSQL_TYPE_VARCHAR,   MYSQL_TYPE_VAR_STRING,  MYSQL_TYPE_STRING,
                            MYSQL_TYPE_TINY_BLOB, MYSQL_TYPE_MEDIUM_BLOB, MYSQL_TYPE_LONG_BLOB,
                            MYSQL_TYPE_BLOB,      MYSQL_TYPE_NEWDECIMAL}; // a decimal is sent as its digits
  if (std::ranges::find(binary, type) != binary.end())
    return ServerColumn::Type::binary_number;
  return std::ranges::find(text, type) != text.end() ? ServerColumn::Type::text : ServerColumn::Type::other;
}

/// A text whatever stands in it: nothing but digits.
std::string in_hexadecimal(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string literal = "_utf8mb4 X'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    literal += digits[byte >> 4U];
    literal += digits[byte & 15U];
  }
  return literal + "'";
}

class Session : public ServerSession {
public:
  explicit Session(ServerAccess access)
      : settings_(std::move(access.settings)), waiting_(access.waiting), secret_(Secret::of(settings_)) {
    try {
      if (!connect(connection_, settings_, waiting_))
        fail_login();
    } catch (const Interrupted &interrupted) {
      fail_waiting(interrupted.end, settings_);
    }
    begin();
  }

  [[nodiscard]] Dialect dialect() const override { return {.quote = '`', .text_type = "CHAR"}; }

  std::vector<ServerColumn> columns_of(const ServerQuery &table) override {
    std::vector<ServerColumn> columns;
    guarded([&] {
      const auto result = ask(prepared({"SELECT * FROM " + table.text + " LIMIT 0", table.values}));
      const MYSQL_FIELD *const fields = result ? mysql_fetch_fields(result.get()) : nullptr;
      for (unsigned i = 0; fields != nullptr && i < mysql_num_fields(result.get()); ++i)
        columns.push_back({{fields[i].name, fields[i].name_length}, type_of(fields[i].type)});
    });
    return columns;
  }

  void read(const ServerQuery &query, const RowVisitor &visit) override {
    guarded([&] {
      auto *const mysql = connection_.get();
      if (!run(mysql, prepared(query), waiting_))
        fail_query();
      rows_.reset(mysql_use_result(mysql));
      if (!rows_)
        fail_query();
      const auto columns = mysql_num_fields(rows_.get());
      std::vector<ServerCell> cells(columns);
      while (const MYSQL_ROW row = fetch(rows_.get())) {
        const auto *const lengths = mysql_fetch_lengths(rows_.get());
        for (unsigned i = 0; i < columns; ++i)
          cells[i] = row[i] == nullptr ? ServerCell() : ServerCell(std::string_view(row[i], lengths[i]));
        try {
          visit(cells);
        } catch (...) { // the rest of the answer is still on its way
          stop_query();
          throw;
        }
      }
      rows_.reset();
    });
  }

  bool may_write() override {
    bool may = false;
    read(write_rights("MariaDB", settings_, dialect()).value(), [&may](std::span<const ServerCell>) { may = true; });
    return may;
  }

private:
  /// Stops the query on the server when the waiting for it ended.
  template <class Action> void guarded(const Action &action) {
    try {
      action();
    } catch (const Interrupted &interrupted) {
      stop_query();
      fail_waiting(interrupted.end, settings_);
    }
  }

  void begin() {
    const auto left = (waiting_.left().count() + 1000) * own_time; // what the rows cost here counts there too
    const bool mariadb = mariadb_connection(connection_.get()) != 0;
    ask(mariadb ? "SET max_statement_time = " + std::to_string((left + 999) / 1000)
                : "SET max_execution_time = " + std::to_string(left));
    ask("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    ask("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }

  Result ask(const std::string &text) {
    Result result;
    guarded([&] {
      if (!run(connection_.get(), text, waiting_))
        fail_query();
      MYSQL_RES *rows = nullptr;
      int status = mysql_store_result_start(&rows, connection_.get());
      while (status != 0)
        status = mysql_store_result_cont(&rows, connection_.get(), wait_for(connection_.get(), status, waiting_));
      result.reset(rows);
      if (mysql_errno(connection_.get()) != 0)
        fail_query();
    });
    return result;
  }

  /// The text that runs the query, which was prepared on the server with its values in variables there.
  std::string prepared(const ServerQuery &query) {
    std::string variables = "SET @solieu_text = " + in_hexadecimal(query.text);
    std::string places;
    for (std::size_t i = 0; i < query.values.size(); ++i) {
      const auto name = "@solieu_" + std::to_string(i);
      variables += ", " + name + " = " + in_hexadecimal(query.values[i]);
      places += (places.empty() ? " USING " : ", ") + name;
    }
    ask(variables);
    ask("PREPARE solieu_rows FROM @solieu_text");
    return "EXECUTE solieu_rows" + places;
  }

  /// The next row; null at the end.
  MYSQL_ROW fetch(MYSQL_RES *result) {
    MYSQL_ROW row = nullptr;
    int status = mysql_fetch_row_start(&row, result);
    while (status != 0)
      status = mysql_fetch_row_cont(&row, result, wait_for(connection_.get(), status, waiting_));
    if (row == nullptr && mysql_errno(connection_.get()) != 0)
      fail_query();
    return row;
  }

  /// KILL QUERY goes through a connection of its own; the first one is cut, as the library has a call under way on it.
  void stop_query() {
    const auto thread = mysql_thread_id(connection_.get());
    ::shutdown(mysql_get_socket(connection_.get()), SHUT_RDWR);
    rows_.reset(); // reads what is left, so only now
    connection_.reset();
    if (thread == 0)
      return;
    const std::atomic<bool> never = false;
    Waiting waiting(kill_time, never);
    Connection second;
    try {
      if (connect(second, settings_, waiting))
        static_cast<void>(run(second.get(), "KILL QUERY " + std::to_string(thread), waiting));
    } catch (const Interrupted &) {
      if (second)
        ::shutdown(mysql_get_socket(second.get()), SHUT_RDWR);
    }
  }

  [[noreturn]] void fail_login() {
    const auto number = mysql_errno(connection_.get());
    const std::string message = mysql_error(connection_.get());
    if (number == 1045 || number == 1698)
      fail_server(Code{"data.login-refused"}, settings_);
    if (number == 1044 || number == 1049)
      fail_server(Code{"data.database-unknown"}, settings_);
    if (number == 2026)
      fail_encryption(settings_, &secret_, message);
    fail_connecting(settings_, &secret_, message);
  }

  [[noreturn]] void fail_query() {
    const auto number = mysql_errno(connection_.get());
    const std::string message = mysql_error(connection_.get());
    if (number == 1146 && !listing_ && settings_.sql.empty())
      fail_table(settings_, tables());
    if (number == 1142)
      fail_server(Code{"data.permission-denied"}, settings_);
    if (number == 1317 || number == 1969 || number == 3024)
      fail_server(Code{"data.server-timeout"}, settings_);
    if (number >= 2000 && number < 3000)
      fail_server(Code{"data.connection-lost"}, settings_, &secret_, message);
    fail_server(Code{"data.server-error"}, settings_, &secret_, message);
  }

  std::vector<std::string> tables() {
    listing_ = true;
    const auto result = ask("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
                            "ORDER BY 1 LIMIT 50");
    std::vector<std::string> names;
    while (const MYSQL_ROW row = mysql_fetch_row(result.get()))
      names.emplace_back(row[0] == nullptr ? "" : row[0]);
    return names;
  }

  model::SourceSettings settings_;
  Waiting waiting_;
  Secret secret_;
  Connection connection_;
  Result rows_; ///< of the query under way, taken from the wire one by one
  bool listing_ = false;
};

} // namespace

std::unique_ptr<ServerSession> MysqlSource::open(ServerAccess access) {
  return std::make_unique<Session>(std::move(access));
}

} // namespace solieu::data
