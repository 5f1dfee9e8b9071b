#include "data/odbc_source.hpp"

#include "data/odbc_connection.hpp"
#include "data/server_query.hpp"
#include "data/write_rights.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace solieu::data {

using diagnostic::Code;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t rows_a_fetch = 10'000;
constexpr std::size_t usual_value = 512;
constexpr std::size_t longest_value = std::size_t{2} * 1024 * 1024;
constexpr milliseconds cancel_time{500};
constexpr milliseconds end_time{300};
constexpr SQLSMALLINT name_length = 256;

/// Rows that were fetched, or what was wrong.
struct Block {
  bool good = true;
  OdbcProblem problem;
  bool last = false;
  std::size_t columns = 0;
  std::vector<std::optional<std::string>> cells;
  std::vector<ServerColumn> names;
};

ServerColumn::Type type_of(SQLSMALLINT type) {
  constexpr std::array<SQLSMALLINT, 3> binary{SQL_REAL, SQL_FLOAT, SQL_DOUBLE};
  constexpr std::array<SQLSMALLINT, 6> text{SQL_CHAR,  SQL_VARCHAR,  SQL_LONGVARCHAR,
                                            SQL_WCHAR, SQL_WVARCHAR, SQL_WLONGVARCHAR};
  if (std::ranges::find(binary, type) != binary.end())
    return ServerColumn::Type::binary_number;
  return std::ranges::find(text, type) != text.end() ? ServerColumn::Type::text : ServerColumn::Type::other;
}

/// Binds the values as text and runs the query.
bool execute(SQLHSTMT statement, const std::string &text, const std::vector<std::string> &values) {
  SQLFreeStmt(statement, SQL_CLOSE);
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  auto words = to_wide(text);
  if (!good(SQLPrepareW(statement, words.data(), static_cast<SQLINTEGER>(words.size()))))
    return false;
  std::vector<std::vector<SQLWCHAR>> wide;
  std::vector<SQLLEN> lengths(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto &value = wide.emplace_back(to_wide(values[i]));
    lengths[i] = static_cast<SQLLEN>(value.size() * sizeof(SQLWCHAR));
    value.push_back(0);
    if (!good(SQLBindParameter(statement, static_cast<SQLUSMALLINT>(i + 1), SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR,
                               std::max<SQLULEN>(1, value.size() - 1), 0, value.data(), lengths[i], &lengths[i])))
      return false;
  }
  if (!good(SQLExecute(statement)))
    return false; // the parameters are let go by the next call: doing it here would wipe what the driver says
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  return true;
}

/// The value of a column of the row; nothing for NULL.
bool get(SQLHSTMT statement, std::size_t column, std::optional<std::string> &value) {
  std::array<SQLWCHAR, usual_value> buffer{};
  std::vector<SQLWCHAR> all;
  while (true) {
    SQLLEN length = 0;
    const auto state = SQLGetData(statement, static_cast<SQLUSMALLINT>(column + 1), SQL_C_WCHAR, buffer.data(),
                                  sizeof buffer, &length);
    if (state == SQL_NO_DATA)
      break;
    if (!good(state))
      return false;
    if (length == SQL_NULL_DATA)
      return true;
    const bool more =
        state == SQL_SUCCESS_WITH_INFO && (length == SQL_NO_TOTAL || static_cast<std::size_t>(length) >= sizeof buffer);
    const auto count = more ? buffer.size() - 1 : static_cast<std::size_t>(length) / sizeof(SQLWCHAR);
    all.insert(all.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(count));
    if (!more || all.size() > longest_value)
      break;
  }
  value = from_wide(all);
  return true;
}

bool describe(SQLHSTMT statement, Block &block) {
  SQLSMALLINT count = 0;
  if (!good(SQLNumResultCols(statement, &count)))
    return false;
  for (SQLSMALLINT i = 1; i <= count; ++i) {
    std::array<SQLWCHAR, name_length> name{};
    SQLSMALLINT length = 0;
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    SQLSMALLINT digits = 0;
    SQLSMALLINT nullable = 0;
    if (!good(SQLDescribeColW(statement, static_cast<SQLUSMALLINT>(i), name.data(), name_length, &length, &type, &size,
                              &digits, &nullable)))
      return false;
    // not `length`: for drivers without wide characters the manager gives that of the bytes
    block.names.push_back({from_wide(until_zero(name)), type_of(type)});
  }
  block.columns = block.names.size();
  return true;
}

bool fetch(SQLHSTMT statement, Block &block) {
  for (std::size_t row = 0; row < rows_a_fetch; ++row) {
    const auto state = SQLFetch(statement);
    if (state == SQL_NO_DATA) {
      block.last = true;
      return true;
    }
    if (!good(state))
      return false;
    for (std::size_t i = 0; i < block.columns; ++i)
      if (!get(statement, i, block.cells.emplace_back()))
        return false;
  }
  return true;
}

/// SQL's name for the type of text, by the name of the system.
std::string_view text_type_of(std::string_view system) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types{{{"PostgreSQL", "text"},
                                                                                {"SQLite", "text"},
                                                                                {"Microsoft", "nvarchar(4000)"},
                                                                                {"Oracle", "varchar2(4000)"},
                                                                                {"MySQL", "char"},
                                                                                {"MariaDB", "char"}}};
  const auto known = std::ranges::find_if(types, [&](const auto &one) { return system.starts_with(one.first); });
  return known == types.end() ? "varchar(4000)" : known->second;
}

/// A driver without wide characters. For these the manager cuts every letter of the connection's words to a byte; it
/// turns letters into those of the thread's locale only once it is connected.
bool is_of_bytes(std::string_view driver) { return driver.find("SQLite") != std::string_view::npos; }

/// Why a server does not let somebody in.
enum class Refusal { none, user, database, host_name, encryption };

/// By its state or the server's own number (MariaDB and MySQL, SQL Server, Oracle); PostgreSQL's driver passes on
/// neither, only libpq's words.
Refusal refusal_of(const OdbcProblem &problem) {
  constexpr std::array<SQLINTEGER, 5> user{1045, 1698, 18456, 18452, 1017};
  constexpr std::array<SQLINTEGER, 5> database{1049, 1044, 4060, 12514, 12505};
  constexpr std::array<std::string_view, 4> user_words{"authentication failed", "no pg_hba.conf entry",
                                                       "no password supplied", "role \""};
  const auto says = [&problem](std::string_view words) { return problem.text.find(words) != std::string::npos; };
  if (problem.state.starts_with("28") || std::ranges::find(user, problem.number) != user.end() ||
      std::ranges::any_of(user_words, says))
    return Refusal::user;
  if (problem.state == "3D000" || std::ranges::find(database, problem.number) != database.end() ||
      (says("database \"") && says("does not exist")))
    return Refusal::database;
  if (says("could not translate host name"))
    return Refusal::host_name;
  const bool of_connection = says("EOF detected") || says("unexpected eof") || says("invalid response");
  return !of_connection && (says("certificate") || says("SSL")) ? Refusal::encryption : Refusal::none;
}

class Session : public ServerSession {
public:
  explicit Session(ServerAccess access)
      : settings_(std::move(access.settings)), waiting_(access.waiting), secret_(Secret::of(settings_)) {
    try {
      connect();
    } catch (...) { // this constructor's destructor does not run, and the connection's own would wait for the server
      end();
      throw;
    }
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  ~Session() override { end(); }

  [[nodiscard]] Dialect dialect() const override { return dialect_; }

  std::vector<ServerColumn> columns_of(const ServerQuery &table) override {
    const ServerQuery query{"SELECT * FROM " + table.text + " WHERE 1 = 0", table.values};
    auto block = call([query](OdbcConnection &odbc, Block &made) {
      made.good = execute(odbc.statement(), query.text, query.values) && describe(odbc.statement(), made);
    });
    return std::move(block->names);
  }

  void read(const ServerQuery &query, const RowVisitor &visit) override {
    auto block = call([query](OdbcConnection &odbc, Block &made) {
      made.good = execute(odbc.statement(), query.text, query.values) && describe(odbc.statement(), made) &&
                  fetch(odbc.statement(), made);
    });
    const auto columns = block->columns;
    visit_all(*block, visit);
    while (!block->last) {
      block = call([columns](OdbcConnection &odbc, Block &made) {
        made.columns = columns;
        made.good = fetch(odbc.statement(), made);
      });
      visit_all(*block, visit);
    }
    static_cast<void>(call([](OdbcConnection &odbc, Block &) { SQLFreeStmt(odbc.statement(), SQL_CLOSE); }));
  }

  bool may_write() override {
    const auto query = write_rights(system_, settings_, dialect_);
    if (!query)
      return is_granted_writing();
    bool may = false;
    read(*query, [&may](std::span<const ServerCell> cells) { may = !cells.empty() && cells[0] == "1"; });
    return may;
  }

private:
  using Work = std::function<void(OdbcConnection &, Block &)>;

  static void visit_all(const Block &block, const RowVisitor &visit) {
    std::vector<ServerCell> cells(block.columns);
    for (std::size_t at = 0; block.columns > 0 && at + block.columns <= block.cells.size(); at += block.columns) {
      for (std::size_t i = 0; i < block.columns; ++i) {
        const auto &value = block.cells[at + i];
        cells[i] = value ? ServerCell(*value) : ServerCell();
      }
      visit(cells);
    }
  }

  /// What the driver lists as granted to this very user.
  bool is_granted_writing() {
    if (settings_.server.user.empty() || !settings_.sql.empty())
      return false;
    const auto table = settings_.table.substr(settings_.table.find('.') + 1);
    bool may = false;
    constexpr std::size_t grantee = 4;
    constexpr std::size_t privilege = 5;
    const auto block = call([table](OdbcConnection &odbc, Block &made) {
      auto name = to_wide(table);
      const auto found = SQLTablePrivilegesW(odbc.statement(), nullptr, 0, nullptr, 0, name.data(),
                                             static_cast<SQLSMALLINT>(name.size()));
      made.last = !good(found);
      if (good(found))
        made.good = describe(odbc.statement(), made) && fetch(odbc.statement(), made);
      SQLFreeStmt(odbc.statement(), SQL_CLOSE);
    });
    for (std::size_t at = 0; block->columns > privilege && at + block->columns <= block->cells.size();
         at += block->columns) {
      const auto right = block->cells[at + privilege].value_or("");
      may = may || (block->cells[at + grantee] == settings_.server.user &&
                    (right == "INSERT" || right == "UPDATE" || right == "DELETE"));
    }
    return may;
  }

  /// PostgreSQL's driver is told to fetch by a cursor: otherwise it holds all rows.
  std::string connection_words() {
    const auto &server = settings_.server;
    std::string words = server.odbc_driver.empty() ? "DSN=" + connection_value(server.odbc_source) + ";"
                                                   : "DRIVER=" + in_braces(server.odbc_driver) + ";";
    const auto add = [&words](std::string_view name, std::string_view value) {
      if (!value.empty())
        words += std::string(name) + "=" + connection_value(value) + ";";
    };
    add("SERVER", server.host);
    add("PORT", server.port == 0 ? "" : std::to_string(server.port));
    add("DATABASE", server.database);
    add("UID", server.user);
    const auto is_set = [&server](std::string_view name) {
      return std::ranges::find(server.odbc_options, name, [](const auto &option) { return option.first; }) !=
             server.odbc_options.end();
    };
    if (server.odbc_driver.starts_with("PostgreSQL") && !is_set("UseDeclareFetch"))
      words += "UseDeclareFetch=1;Fetch=" + std::to_string(rows_a_fetch) + ";";
    if (server.odbc_driver.starts_with("PostgreSQL"))
      words += "Debug=0;CommLog=0;"; // Debian sets the driver to keep files in /tmp that everybody may read
    if (server.odbc_driver.starts_with("SQLite"))
      words += "NoCreat=1;"; // a file that is not there is not made
    for (const auto &[name, value] : server.odbc_options)
      add(name, value);
    return words;
  }

  /// PostgreSQL's driver comes in two forms, and one of them gives no wide characters at all.
  void require_wide(std::string_view driver) const {
    if (driver.find("ANSI") != std::string_view::npos || driver.find("psqlodbca") != std::string_view::npos)
      fail_server(Code{"data.odbc-driver"}, settings_, nullptr, Code{"data.odbc-ansi"}.name);
  }

  void connect() {
    require_wide(settings_.server.odbc_driver);
    auto text = connection_words();
    if (!secret_.empty()) {
      auto value = connection_value(secret_.reveal(), "[]{}(),;?*=!@");
      text.reserve(text.size() + value.size() + 8); // so that no copy of it is left
      text.append("PWD=").append(value).append(";");
      std::ranges::fill(value, '\0');
    }
    auto words = is_of_bytes(settings_.server.odbc_driver) ? to_units(text) : to_wide(text);
    std::ranges::fill(text, '\0');
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(waiting_.left()).count();
    const auto shared = std::make_shared<std::vector<SQLWCHAR>>(std::move(words));
    const auto block = call([shared, seconds](OdbcConnection &odbc, Block &made) {
      made.good = odbc.connect(*shared, seconds);
      if (made.good)
        made.cells = {odbc.info(SQL_DBMS_NAME), odbc.info(SQL_IDENTIFIER_QUOTE_CHAR), odbc.info(SQL_DRIVER_NAME)};
    });
    require_wide(block->cells.at(2).value());
    system_ = block->cells.at(0).value();
    const auto quote = block->cells.at(1).value();
    dialect_.quote = quote.empty() || quote == " " ? '"' : quote.front();
    dialect_.text_type = text_type_of(system_);
    dialect_.backslash_escapes = dialect_.quote == '`';
    dialect_.hash_comments = dialect_.quote == '`';
    dialect_.dollar_quotes = system_.starts_with("PostgreSQL");
    const bool takes_many = system_.starts_with("PostgreSQL") || system_.starts_with("SQLite") ||
                            system_.starts_with("MySQL") || system_.starts_with("MariaDB");
    dialect_.value_limit = takes_many ? 10'000 : 1000;
  }

  /// ODBC's calls wait for ever: each runs in a thread of its own and is left behind, cancelled, when it takes too
  /// long; the thread then frees the handles.
  std::shared_ptr<Block> call(const Work &work) {
    auto block = std::make_shared<Block>();
    const auto future = in_thread([work, block](OdbcConnection &odbc) {
      work(odbc, *block);
      if (!block->good)
        block->problem = odbc.problem();
    });
    if (auto end = waiting_.wait(future); end != Waiting::End::ready) {
      if (end == Waiting::End::deadline && odbc_->hears())
        end = Waiting::End::slow;
      stop(future);
      fail_waiting(end, settings_);
    }
    if (!block->good)
      fail(block->problem);
    return block;
  }

  /// The thread has a share in the connection until it ends.
  std::future<void> in_thread(std::function<void(OdbcConnection &)> action) const {
    std::promise<void> done;
    auto future = done.get_future();
    std::thread([action = std::move(action), done = std::move(done), odbc = odbc_]() mutable {
      const Utf8Thread utf8;
      action(*odbc);
      odbc.reset();
      done.set_value();
    }).detach();
    return future;
  }

  /// First the driver's own way, which tells the server; SQLCancel too may wait. Then the connection is cut, so that a
  /// server that still works sees it, and no thread waits here.
  void stop(const std::future<void> &running) {
    const auto latest = std::chrono::steady_clock::now() + cancel_time;
    const auto cancelling = in_thread([](const OdbcConnection &odbc) { odbc.cancel(); });
    if (running.wait_until(latest) == std::future_status::ready &&
        cancelling.wait_until(latest) == std::future_status::ready) { // neither uses the handles any more
      end();
      return;
    }
    odbc_->cut();
    odbc_.reset();
  }

  /// Ending a session asks the server, too.
  void end() {
    if (!odbc_)
      return;
    const auto ended = in_thread([](OdbcConnection &odbc) { odbc.disconnect(); });
    if (ended.wait_for(end_time) != std::future_status::ready)
      odbc_->cut();
    odbc_.reset();
  }

  [[noreturn]] void fail(const OdbcProblem &problem) {
    const auto &state = problem.state;
    if (state.starts_with("IM") || problem.text.find("Can't open lib") != std::string::npos)
      fail_server(Code{"data.odbc-driver"}, settings_, &secret_, problem.text);
    if (state == "HYT00" || state == "HYT01" || state == "HY008" || state == "57014")
      fail_server(Code{"data.server-timeout"}, settings_);
    if (system_.empty())
      fail_login(problem);
    if (state == "42501")
      fail_server(Code{"data.permission-denied"}, settings_);
    if (state.starts_with("08"))
      fail_server(Code{"data.connection-lost"}, settings_, &secret_, problem.text);
    if (settings_.sql.empty() && !listing_)
      require_table();
    fail_server(Code{"data.server-error"}, settings_, &secret_, problem.text);
  }

  [[noreturn]] void fail_login(const OdbcProblem &problem) {
    const auto refusal = refusal_of(problem);
    if (refusal == Refusal::user)
      fail_server(Code{"data.login-refused"}, settings_);
    if (refusal == Refusal::database)
      fail_server(Code{"data.database-unknown"}, settings_);
    if (refusal == Refusal::host_name)
      fail_server(Code{"data.host-unknown"}, settings_, &secret_, problem.text);
    if (refusal == Refusal::encryption)
      fail_server(Code{"data.odbc-encryption"}, settings_, &secret_, problem.text);
    fail_connecting(settings_, &secret_, problem.text);
  }

  /// Drivers have many words for a table that is not there, so the list of tables decides.
  void require_table() {
    listing_ = true;
    const auto block = call([](OdbcConnection &odbc, Block &made) {
      SQLFreeStmt(odbc.statement(), SQL_CLOSE);
      SQLEndTran(SQL_HANDLE_DBC, odbc.handle(), SQL_ROLLBACK);
      const auto found = SQLTablesW(odbc.statement(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
      made.good = good(found) && describe(odbc.statement(), made) && fetch(odbc.statement(), made);
      if (made.good)
        SQLFreeStmt(odbc.statement(), SQL_CLOSE);
    });
    constexpr std::size_t schema = 1;
    constexpr std::size_t name = 2;
    std::vector<std::string> tables;
    const auto wanted = settings_.table.substr(settings_.table.find('.') + 1);
    for (std::size_t at = 0; block->columns > name && at + block->columns <= block->cells.size();
         at += block->columns) {
      const auto table = block->cells[at + name].value_or("");
      const auto place = block->cells[at + schema].value_or("");
      if (table == wanted)
        return;
      if (place != "information_schema" && !place.starts_with("pg_"))
        tables.push_back(table);
    }
    fail_table(settings_, tables);
  }

  model::SourceSettings settings_;
  Waiting waiting_;
  Secret secret_;
  Dialect dialect_;
  std::string system_; ///< as the server names itself
  std::shared_ptr<OdbcConnection> odbc_ = std::make_shared<OdbcConnection>(settings_.server.port);
  bool listing_ = false;
};

} // namespace

std::unique_ptr<ServerSession> OdbcSource::open(ServerAccess access) {
  return std::make_unique<Session>(std::move(access));
}

} // namespace solieu::data
