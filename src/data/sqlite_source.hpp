#pragma once

#include "data/data_source.hpp"
#include "data/sqlite_rows.hpp"
#include "data/sqlite_session.hpp"

namespace solieu::data {

/// Observations in a table or view of an SQLite file, opened read-only and read in one transaction.
class SqliteSource : public DataSource {
public:
  explicit SqliteSource(model::SourceSettings settings) : settings_(std::move(settings)) {}

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;
  [[nodiscard]] QueryRows query(const model::NamedQuery &query, const model::NamedValues &values) override;

private:
  /// The open file, in the one read transaction of the job.
  [[nodiscard]] sqlite3 *database();
  [[nodiscard]] SqliteTable table(const Selection &selection);

  model::SourceSettings settings_;
  LockWait lock_wait_{settings_.timeout_seconds, cancelled_};
  SqliteFile file_;
};

} // namespace solieu::data
