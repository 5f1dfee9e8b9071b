#pragma once

#include "data/snapshot.hpp"

#include <Poco/Data/Session.h>

namespace solieu::data {

/// Opens a snapshot file read-only; Failure `data.snapshot-missing`, `data.no-snapshot`.
[[nodiscard]] Poco::Data::Session open_snapshot(const std::filesystem::path &path);

/// Writes the table of answers into a snapshot that is being made.
void write_answers(Poco::Data::Session &session, const KeptAnswers &answers);

} // namespace solieu::data
