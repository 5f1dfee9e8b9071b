#pragma once

#include "data/server_session.hpp"
#include "data/sqlite_session.hpp"
#include "model/source_settings.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace solieu::data {

/// The SQLite dialect of what is asked there.
[[nodiscard]] Dialect sqlite_dialect();

/// Waits for a database that another program has locked, as long as the settings say and until a cancel.
class LockWait {
public:
  LockWait(int seconds, const std::atomic<bool> &cancelled) : seconds_(seconds), cancelled_(cancelled) {}
  LockWait(const LockWait &) = delete;
  LockWait &operator=(const LockWait &) = delete;
  /// From now on the open file waits so; this must outlive it.
  void begin(sqlite3 *database);

private:
  static int again(void *self, int times);

  int seconds_;
  const std::atomic<bool> &cancelled_;
};

/// Failure `data.cancelled` when a cancel was asked for.
void require_not_cancelled(const model::SourceSettings &settings, const std::atomic<bool> &cancelled);

/// Runs SELECTs. Throws SqliteError for what the library says, Failure `data.cancelled`, and `data.file-timeout` when
/// no row comes for the source's time.
class SqliteRows {
public:
  SqliteRows(sqlite3 *database, const model::SourceSettings &settings, const std::atomic<bool> &cancelled)
      : database_(database), settings_(settings), cancelled_(cancelled) {}

  /// Shows each row where the library holds it.
  void each(const ServerQuery &query, const std::function<void(sqlite3_stmt *)> &visit) const;
  void read(const ServerQuery &query, const RowVisitor &visit) const;
  /// The names of the answer's columns, without reading it.
  [[nodiscard]] std::vector<std::string> columns_of(const ServerQuery &query) const;

private:
  sqlite3 *database_;
  const model::SourceSettings &settings_;
  const std::atomic<bool> &cancelled_;
};

} // namespace solieu::data
