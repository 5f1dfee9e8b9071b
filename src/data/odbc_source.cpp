#include "data/odbc_source.hpp"

#include "data/odbc_text.hpp"
#include "data/server_query.hpp"

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
constexpr SQLSMALLINT name_length = 256;

bool good(SQLRETURN state) { return SQL_SUCCEEDED(state); }

/// As ODBC wants the number of an attribute.
SQLPOINTER number(SQLULEN value) {
  return reinterpret_cast<SQLPOINTER>(value); // NOLINT(performance-no-int-to-ptr)
}

/// What the driver says of its last failure.
struct Problem {
  std::string state;
  std::string text;
};

/// The handles of one connection; whoever ends last frees them, be it a call that was left behind.
class Handles {
public:
  Handles() {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
    SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
  }
  Handles(const Handles &) = delete;
  Handles &operator=(const Handles &) = delete;
  ~Handles() {
    if (statement_ != SQL_NULL_HSTMT)
      SQLFreeHandle(SQL_HANDLE_STMT, statement_);
    if (connected_) {
      SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_ROLLBACK);
      SQLDisconnect(connection_);
    }
    SQLFreeHandle(SQL_HANDLE_DBC, connection_);
    SQLFreeHandle(SQL_HANDLE_ENV, environment_);
  }

  [[nodiscard]] SQLHDBC connection() const noexcept { return connection_; }
  [[nodiscard]] SQLHSTMT statement() const noexcept { return statement_; }

  bool connect(std::vector<SQLWCHAR> &words) {
    const auto state = SQLDriverConnectW(connection_, nullptr, words.data(), static_cast<SQLSMALLINT>(words.size()),
                                         nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
    std::ranges::fill(words, SQLWCHAR{0});
    connected_ = good(state);
    if (!connected_)
      return false;
    begin();
    return good(SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement_));
  }

  [[nodiscard]] Problem problem() const {
    const bool of_statement = statement_ != SQL_NULL_HSTMT;
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const auto found = of_statement ? SQLGetDiagRecW(SQL_HANDLE_STMT, statement_, 1, state.data(), &native, text.data(),
                                                     static_cast<SQLSMALLINT>(text.size()), &length)
                                    : SQLGetDiagRecW(SQL_HANDLE_DBC, connection_, 1, state.data(), &native, text.data(),
                                                     static_cast<SQLSMALLINT>(text.size()), &length);
    if (!good(found))
      return {"HY000", "the driver gives no reason"};
    const auto size = std::clamp<std::size_t>(static_cast<std::size_t>(length), 0, text.size() - 1);
    return {from_wide(std::span(state).first(5)), from_wide(std::span(text).first(size))};
  }

private:
  /// Read-only where the driver knows it, and one view of the data: repeatable read, else the strictest it has.
  void begin() {
    SQLSetConnectAttrW(connection_, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_ONLY), 0);
    SQLUINTEGER levels = 0;
    SQLGetInfoW(connection_, SQL_TXN_ISOLATION_OPTION, &levels, sizeof levels, nullptr);
    const SQLULEN level = (levels & SQL_TXN_REPEATABLE_READ) != 0 ? SQL_TXN_REPEATABLE_READ : SQL_TXN_SERIALIZABLE;
    SQLSetConnectAttrW(connection_, SQL_ATTR_TXN_ISOLATION, number(level), 0);
    SQLSetConnectAttrW(connection_, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0);
  }

  SQLHENV environment_ = SQL_NULL_HENV;
  SQLHDBC connection_ = SQL_NULL_HDBC;
  SQLHSTMT statement_ = SQL_NULL_HSTMT;
  bool connected_ = false;
};

/// Rows that were fetched, or what was wrong.
struct Block {
  bool good = true;
  Problem problem;
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
  const bool done = good(SQLExecute(statement));
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  return done;
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
    const auto used = std::clamp<SQLSMALLINT>(length, 0, name_length - 1);
    block.names.push_back({from_wide(std::span(name).first(static_cast<std::size_t>(used))), type_of(type)});
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

class Session : public ServerSession {
public:
  explicit Session(ServerAccess access)
      : settings_(std::move(access.settings)), waiting_(access.waiting), secret_(Secret::of(settings_)) {
    connect();
  }

  [[nodiscard]] Dialect dialect() const override { return dialect_; }

  std::vector<ServerColumn> columns_of(const ServerQuery &table) override {
    const ServerQuery query{"SELECT * FROM " + table.text + " WHERE 1 = 0", table.values};
    auto block = call([query](Handles &handles, Block &made) {
      made.good = execute(handles.statement(), query.text, query.values) && describe(handles.statement(), made);
    });
    return std::move(block->names);
  }

  void read(const ServerQuery &query, const RowVisitor &visit) override {
    auto block = call([query](Handles &handles, Block &made) {
      made.good = execute(handles.statement(), query.text, query.values) && describe(handles.statement(), made) &&
                  fetch(handles.statement(), made);
    });
    const auto columns = block->columns;
    visit_all(*block, visit);
    while (!block->last) {
      block = call([columns](Handles &handles, Block &made) {
        made.columns = columns;
        made.good = fetch(handles.statement(), made);
      });
      visit_all(*block, visit);
    }
    SQLFreeStmt(handles_->statement(), SQL_CLOSE);
  }

  /// Only what the driver lists as granted to this very user is known here.
  bool may_write(const std::string & /*table*/) override {
    if (settings_.server.user.empty() || !settings_.sql.empty())
      return false;
    const auto table = settings_.table.substr(settings_.table.find('.') + 1);
    bool may = false;
    constexpr std::size_t grantee = 4;
    constexpr std::size_t privilege = 5;
    const auto block = call([table](Handles &handles, Block &made) {
      auto name = to_wide(table);
      const auto found = SQLTablePrivilegesW(handles.statement(), nullptr, 0, nullptr, 0, name.data(),
                                             static_cast<SQLSMALLINT>(name.size()));
      made.last = !good(found);
      if (good(found))
        made.good = describe(handles.statement(), made) && fetch(handles.statement(), made);
      SQLFreeStmt(handles.statement(), SQL_CLOSE);
    });
    for (std::size_t at = 0; block->columns > privilege && at + block->columns <= block->cells.size();
         at += block->columns) {
      const auto right = block->cells[at + privilege].value_or("");
      may = may || (block->cells[at + grantee] == settings_.server.user &&
                    (right == "INSERT" || right == "UPDATE" || right == "DELETE"));
    }
    return may;
  }

private:
  using Work = std::function<void(Handles &, Block &)>;

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

  std::string connection_words() {
    const auto &server = settings_.server;
    std::string words;
    const auto add = [&words](std::string_view name, std::string_view value) {
      if (!value.empty())
        words += std::string(name) + "=" + connection_value(value) + ";";
    };
    add(server.odbc_driver.empty() ? "DSN" : "DRIVER",
        server.odbc_driver.empty() ? server.odbc_source : server.odbc_driver);
    add("SERVER", server.host);
    if (server.port != 0)
      words += "PORT=" + std::to_string(server.port) + ";";
    if (!server.database.empty()) // some drivers take a file's name here and know no braces
      words += "DATABASE=" +
               (server.database.find_first_of(";{}") == std::string::npos ? server.database
                                                                          : connection_value(server.database)) +
               ";";
    add("UID", server.user);
    for (const auto &[name, value] : server.odbc_options)
      add(name, value);
    return words;
  }

  void connect() {
    auto words = to_wide(connection_words());
    if (!secret_.empty()) {
      const auto password = to_wide("PWD=" + connection_value(secret_.reveal()) + ";");
      words.insert(words.end(), password.begin(), password.end());
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(waiting_.left()).count();
    static_cast<void>(call([words, seconds](Handles &handles, Block &made) mutable {
      SQLSetConnectAttrW(handles.connection(), SQL_ATTR_LOGIN_TIMEOUT, number(static_cast<SQLULEN>(seconds)), 0);
      made.good = handles.connect(words);
      if (made.good)
        SQLSetStmtAttrW(handles.statement(), SQL_ATTR_QUERY_TIMEOUT, number(static_cast<SQLULEN>(seconds + 1)), 0);
    }));
    std::ranges::fill(words, SQLWCHAR{0});
    dialect_.quote = info(SQL_IDENTIFIER_QUOTE_CHAR).substr(0, 1).front();
    dialect_.text_type = text_type_of(info(SQL_DBMS_NAME));
    dialect_.backslash_escapes = dialect_.quote == '`';
    dialect_.hash_comments = dialect_.quote == '`';
    dialect_.dollar_quotes = info(SQL_DBMS_NAME).starts_with("PostgreSQL");
    dialect_.value_limit = 1000;
  }

  [[nodiscard]] std::string info(SQLUSMALLINT what) const {
    std::array<SQLWCHAR, name_length> text{};
    SQLSMALLINT bytes = 0;
    SQLGetInfoW(handles_->connection(), what, text.data(), sizeof text, &bytes);
    const auto length = static_cast<std::size_t>(std::max<SQLSMALLINT>(0, bytes)) / sizeof(SQLWCHAR);
    return from_wide(std::span(text).first(std::min(length, text.size()))) + (length == 0 ? "\"" : "");
  }

  /// ODBC's calls wait for ever: each runs in a thread of its own and is left behind, cancelled, when it takes too
  /// long; the thread then frees the handles.
  std::shared_ptr<Block> call(const Work &work) {
    auto block = std::make_shared<Block>();
    auto done = std::make_shared<std::promise<void>>();
    const auto future = done->get_future();
    std::thread([work, block, done, handles = handles_]() mutable {
      work(*handles, *block);
      if (!block->good)
        block->problem = handles->problem();
      handles.reset();
      done->set_value();
    }).detach();
    if (const auto end = waiting_.wait(future); end != Waiting::End::ready) {
      stop(future);
      fail_waiting(end, settings_);
    }
    if (!block->good)
      fail(block->problem);
    return block;
  }

  /// SQLCancel too may wait, for the driver manager's own lock.
  void stop(const std::future<void> &running) {
    if (handles_->statement() != SQL_NULL_HSTMT)
      std::thread([handles = handles_] { SQLCancel(handles->statement()); }).detach();
    static_cast<void>(running.wait_for(cancel_time));
    handles_.reset();
  }

  [[noreturn]] void fail(const Problem &problem) {
    const auto &state = problem.state;
    if (state.starts_with("IM"))
      fail_server(Code{"data.odbc-driver"}, settings_, &secret_, problem.text);
    if (state.starts_with("28"))
      fail_server(Code{"data.login-refused"}, settings_);
    if (state == "42501")
      fail_server(Code{"data.permission-denied"}, settings_);
    if (state == "HYT00" || state == "HYT01" || state == "HY008" || state == "57014")
      fail_server(Code{"data.server-timeout"}, settings_);
    if (state.starts_with("08"))
      fail_server(state == "08001" || state == "08004" ? Code{"data.server-unreachable"} : Code{"data.connection-lost"},
                  settings_, &secret_, problem.text);
    if (handles_->statement() != SQL_NULL_HSTMT && settings_.sql.empty() && !listing_)
      require_table();
    fail_server(Code{"data.server-error"}, settings_, &secret_, problem.text);
  }

  /// Drivers have many words for a table that is not there, so the list of tables decides.
  void require_table() {
    listing_ = true;
    const auto block = call([](Handles &handles, Block &made) {
      SQLFreeStmt(handles.statement(), SQL_CLOSE);
      SQLEndTran(SQL_HANDLE_DBC, handles.connection(), SQL_ROLLBACK);
      const auto found = SQLTablesW(handles.statement(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
      if (good(found))
        made.good = describe(handles.statement(), made) && fetch(handles.statement(), made);
      SQLFreeStmt(handles.statement(), SQL_CLOSE);
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
  std::shared_ptr<Handles> handles_ = std::make_shared<Handles>();
  bool listing_ = false;
};

} // namespace

std::unique_ptr<ServerSession> OdbcSource::open(ServerAccess access) {
  return std::make_unique<Session>(std::move(access));
}

} // namespace solieu::data
