#include "data/sqlite_rows.hpp"

#include "diagnostic/failure.hpp"

#include <chrono>
#include <thread>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int steps_between_looks = 10'000;

/// Looks in from the library's own loop whether to go on; a row that came starts the time anew.
class Look {
public:
  Look(sqlite3 *database, int seconds, const std::atomic<bool> &cancelled)
      : database_(database), limit_(seconds), cancelled_(cancelled) {
    sqlite3_progress_handler(database, steps_between_looks, &Look::stop, this);
  }
  Look(const Look &) = delete;
  Look &operator=(const Look &) = delete;
  ~Look() { sqlite3_progress_handler(database_, 0, nullptr, nullptr); }

  void row() noexcept { ++rows_; }

private:
  static int stop(void *self) {
    auto &look = *static_cast<Look *>(self);
    if (look.rows_ != look.seen_) {
      look.seen_ = look.rows_;
      look.since_ = Clock::now();
    }
    const bool late = look.limit_ > std::chrono::seconds(0) && Clock::now() - look.since_ > look.limit_;
    return late || look.cancelled_.load() ? 1 : 0;
  }

  sqlite3 *database_;
  std::chrono::seconds limit_;
  const std::atomic<bool> &cancelled_;
  std::size_t rows_ = 0;
  std::size_t seen_ = 0;
  Clock::time_point since_ = Clock::now();
};

[[noreturn]] void fail_interrupted(const model::SourceSettings &settings, bool cancelled) {
  throw Failure(Diagnostic{
      cancelled ? Code{"data.cancelled"} : Code{"data.file-timeout"},
      Severity::error,
      {.file = settings.path},
      {{"alias", settings.alias}, {"file", settings.path}, {"seconds", std::to_string(settings.timeout_seconds)}}});
}

} // namespace

void LockWait::begin(sqlite3 *database) { sqlite3_busy_handler(database, &LockWait::again, this); }

int LockWait::again(void *self, int times) {
  constexpr std::chrono::milliseconds pause{50};
  const auto &wait = *static_cast<const LockWait *>(self);
  if (wait.cancelled_ || times * pause >= std::chrono::seconds(wait.seconds_))
    return 0;
  std::this_thread::sleep_for(pause);
  return 1;
}

void require_not_cancelled(const model::SourceSettings &settings, const std::atomic<bool> &cancelled) {
  if (cancelled)
    fail_interrupted(settings, true);
}

Dialect sqlite_dialect() { return {.quote = '"', .text_type = "TEXT"}; }

void SqliteRows::each(const ServerQuery &query, const std::function<void(sqlite3_stmt *)> &visit) const {
  require_not_cancelled(settings_, cancelled_);
  const auto statement = prepared(database_, query);
  Look look(database_, settings_.timeout_seconds, cancelled_);
  int state = sqlite3_step(statement.get());
  for (; state == SQLITE_ROW; state = sqlite3_step(statement.get())) {
    look.row();
    visit(statement.get());
  }
  if (state == SQLITE_INTERRUPT)
    fail_interrupted(settings_, cancelled_);
  if (state != SQLITE_DONE)
    throw SqliteError(database_);
}

void SqliteRows::read(const ServerQuery &query, const RowVisitor &visit) const {
  std::vector<ServerCell> cells;
  each(query, [&](sqlite3_stmt *row) {
    cells.resize(static_cast<std::size_t>(sqlite3_column_count(row)));
    int column = 0;
    for (auto &cell : cells)
      cell = cell_of(row, column++);
    visit(cells);
  });
}

std::vector<std::string> SqliteRows::columns_of(const ServerQuery &query) const {
  const auto statement = prepared(database_, query);
  const int count = sqlite3_column_count(statement.get());
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    names.emplace_back(sqlite3_column_name(statement.get(), i));
  return names;
}

} // namespace solieu::data
