#pragma once

#include "data/snapshot.hpp"
#include "data/sqlite_session.hpp"

namespace solieu::data {

/// Opens a snapshot file read-only; Failure `data.snapshot-missing`, `data.no-snapshot`.
[[nodiscard]] SqliteFile open_snapshot(const std::filesystem::path &path);

/// Writes the table of answers into a snapshot that is being made; throws SqliteError.
void write_answers(sqlite3 *database, const KeptAnswers &answers);

} // namespace solieu::data
