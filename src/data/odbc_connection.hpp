#pragma once

#include "data/odbc_text.hpp"
#include "data/opened_sockets.hpp"

#include <atomic>
#include <cstdint>
#include <sql.h>
#include <sqlext.h>
#include <string>
#include <vector>

namespace solieu::data {

/// ODBC's word for success, with or without something to tell.
[[nodiscard]] inline bool good(SQLRETURN state) noexcept { return SQL_SUCCEEDED(state); }

/// What the driver says of its last failure.
struct OdbcProblem {
  std::string state; ///< SQLSTATE
  std::string text;
  SQLINTEGER number = 0; ///< the server's own, from drivers that pass it on
};

/// The handles of one connection. Every call may wait for ever, so each is made in a thread of its own, and whoever
/// ends last frees the handles, be it a call that was left behind.
class OdbcConnection {
public:
  /// `port` is that of the server, 0 when only the driver knows it.
  explicit OdbcConnection(int port);
  OdbcConnection(const OdbcConnection &) = delete;
  OdbcConnection &operator=(const OdbcConnection &) = delete;
  ~OdbcConnection();

  /// Connects within about `seconds`, read-only and with one view of the data; wipes the words.
  [[nodiscard]] bool connect(std::vector<SQLWCHAR> &words, std::int64_t seconds);
  [[nodiscard]] SQLHDBC handle() const noexcept { return connection_; }
  [[nodiscard]] SQLHSTMT statement() const noexcept { return statement_.load(); }
  /// A text that the driver knows about itself and its system (SQLGetInfo).
  [[nodiscard]] std::string info(SQLUSMALLINT what) const;
  [[nodiscard]] OdbcProblem problem() const;
  /// Rolls back and disconnects; nothing may be asked afterwards.
  void disconnect();
  /// SQLCancel, which may be called while another call is under way.
  void cancel() const;
  /// Whether the peer sends something just now.
  [[nodiscard]] bool hears() { return sockets_.flows(); }
  /// Ends a call whose peer is silent: its connection is shut below the driver.
  void cut() { sockets_.shut(); }

private:
  [[nodiscard]] bool begin(std::int64_t seconds);

  SQLHENV environment_ = SQL_NULL_HENV;
  SQLHDBC connection_ = SQL_NULL_HDBC;
  std::atomic<SQLHSTMT> statement_ = SQL_NULL_HSTMT;
  bool connected_ = false;
  OpenedSockets sockets_;
};

/// The driver manager turns letters into those of the locale for drivers without wide characters (SQLite's): in this
/// thread that is UTF-8 as long as the object lives, whatever the program's own locale is.
class Utf8Thread {
public:
  Utf8Thread();
  Utf8Thread(const Utf8Thread &) = delete;
  Utf8Thread &operator=(const Utf8Thread &) = delete;
  ~Utf8Thread();

private:
  locale_t before_;
};

} // namespace solieu::data
