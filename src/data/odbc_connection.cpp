#include "data/odbc_connection.hpp"

#include <algorithm>
#include <array>
#include <clocale>
#include <string_view>

namespace solieu::data {

namespace {

/// As ODBC wants the number of an attribute.
SQLPOINTER number(SQLULEN value) {
  return reinterpret_cast<SQLPOINTER>(value); // NOLINT(performance-no-int-to-ptr)
}

/// What a system has to be told in its own SQL.
struct Opening {
  std::string text;
  bool required = true;
};

/// Read-only for good, and a server that ends by itself what nobody waits for any more.
std::vector<Opening> openings(std::string_view system, std::int64_t seconds) {
  const auto limit = std::to_string(seconds + 1);
  if (system.starts_with("PostgreSQL"))
    return {{"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"},
            {"SET statement_timeout = '" + limit + "s'"},
            {"SET client_connection_check_interval = '1s'", false}}; // from version 14 on
  if (system.starts_with("MySQL") || system.starts_with("MariaDB"))
    return {{"SET SESSION TRANSACTION READ ONLY"},
            {"SET max_statement_time = " + limit, false},          // MariaDB's word
            {"SET max_execution_time = " + limit + "000", false}}; // MySQL's
  return {};
}

} // namespace

OdbcConnection::OdbcConnection(int port) : sockets_(port) {
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
  SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
}

OdbcConnection::~OdbcConnection() {
  disconnect();
  SQLFreeHandle(SQL_HANDLE_DBC, connection_);
  SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

void OdbcConnection::disconnect() {
  if (const auto statement = statement_.exchange(SQL_NULL_HSTMT); statement != SQL_NULL_HSTMT)
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
  if (!connected_)
    return;
  connected_ = false;
  SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_ROLLBACK);
  SQLDisconnect(connection_);
}

bool OdbcConnection::connect(std::vector<SQLWCHAR> &words, std::int64_t seconds) {
  SQLSetConnectAttrW(connection_, SQL_ATTR_LOGIN_TIMEOUT, number(static_cast<SQLULEN>(seconds)), 0);
  const auto state = SQLDriverConnectW(connection_, nullptr, words.data(), static_cast<SQLSMALLINT>(words.size()),
                                       nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  std::ranges::fill(words, SQLWCHAR{0});
  connected_ = good(state);
  sockets_.take();
  return connected_ && begin(seconds);
}

/// One view of the data: repeatable read, else the strictest that the driver has.
bool OdbcConnection::begin(std::int64_t seconds) {
  SQLHSTMT made = SQL_NULL_HSTMT;
  if (!good(SQLAllocHandle(SQL_HANDLE_STMT, connection_, &made)))
    return false;
  statement_ = made;
  SQLSetConnectAttrW(connection_, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_ONLY), 0);
  SQLUINTEGER levels = 0;
  SQLGetInfoW(connection_, SQL_TXN_ISOLATION_OPTION, &levels, sizeof levels, nullptr);
  const SQLULEN level = (levels & SQL_TXN_REPEATABLE_READ) != 0 ? SQL_TXN_REPEATABLE_READ : SQL_TXN_SERIALIZABLE;
  SQLSetConnectAttrW(connection_, SQL_ATTR_TXN_ISOLATION, number(level), 0);
  for (const auto &[text, required] : openings(info(SQL_DBMS_NAME), seconds)) {
    auto words = to_wide(text);
    if (!good(SQLExecDirectW(made, words.data(), static_cast<SQLINTEGER>(words.size()))) && required)
      return false;
  }
  SQLSetConnectAttrW(connection_, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0);
  SQLSetStmtAttrW(made, SQL_ATTR_QUERY_TIMEOUT, number(static_cast<SQLULEN>(seconds + 1)), 0);
  return true;
}

std::string OdbcConnection::info(SQLUSMALLINT what) const {
  std::array<SQLWCHAR, 256> text{};
  SQLSMALLINT bytes = 0;
  SQLGetInfoW(connection_, what, text.data(), static_cast<SQLSMALLINT>(sizeof text - sizeof(SQLWCHAR)), &bytes);
  return from_wide(until_zero(text));
}

OdbcProblem OdbcConnection::problem() const {
  const bool of_statement = statement() != SQL_NULL_HSTMT;
  std::array<SQLWCHAR, 6> state{};
  std::array<SQLWCHAR, 1024> text{};
  OdbcProblem problem{"HY000", "the driver gives no reason"};
  SQLSMALLINT length = 0;
  if (!good(SQLGetDiagRecW(of_statement ? SQL_HANDLE_STMT : SQL_HANDLE_DBC, of_statement ? statement() : connection_, 1,
                           state.data(), &problem.number, text.data(), static_cast<SQLSMALLINT>(text.size() - 1),
                           &length)))
    return problem;
  problem.state = from_wide(until_zero(state));
  problem.text = from_wide(until_zero(text));
  return problem;
}

void OdbcConnection::cancel() const {
  if (statement() != SQL_NULL_HSTMT)
    SQLCancel(statement());
}

Utf8Thread::Utf8Thread() {
  static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  before_ = ::uselocale(utf8); // null where the system has no such locale: nothing changes
}

Utf8Thread::~Utf8Thread() { ::uselocale(before_); }

} // namespace solieu::data
