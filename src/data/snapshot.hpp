#pragma once

#include "data/data_source.hpp"
#include "data/one_beside.hpp"
#include "model/catalogue.hpp"
#include "model/dataset.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// Table of a snapshot file that says when and from what it was read.
inline constexpr std::string_view snapshot_table = "solieu_snapshot";

/// Answers to named queries, by what was asked.
using KeptAnswers = std::map<std::string, QueryRows>;

/// Writes observations as they come into a file that the kind "sqlite" reads back, beside the reading of the next ones;
/// the file appears under its name only in `finish`. Throws Failure `data.snapshot-not-written`.
class SnapshotWriter : public ObservationSink {
public:
  SnapshotWriter(std::filesystem::path path, const model::Catalogue &catalogue);
  SnapshotWriter(const SnapshotWriter &) = delete;
  SnapshotWriter &operator=(const SnapshotWriter &) = delete;
  ~SnapshotWriter() override; ///< a file that is not finished is removed

  void take(model::Observation &&observation) override;
  void finish(const std::string &snapshot_id, const std::string &read_at, const KeptAnswers &answers = {});

private:
  struct Writing;
  void write(const std::vector<model::Observation> &rows);

  std::filesystem::path path_;
  const model::Catalogue &catalogue_;
  std::unique_ptr<Writing> writing_;
  std::vector<model::Observation> next_, under_way_;
  OneBeside beside_; ///< writes the rows under way; the last member, as it waits for them
};

/// Writes the dataset as an SQLite file that the kind "sqlite" reads back to the same observations, with the same
/// snapshot id (made here when the dataset has none) and time. The file appears under its name only when it is
/// complete; throws Failure `data.snapshot-not-written`.
void write_snapshot(const model::Dataset &dataset, const model::Catalogue &catalogue, const std::filesystem::path &path,
                    const KeptAnswers &answers = {});

/// The answers that a snapshot file keeps. Failure `data.snapshot-missing`, or `data.no-snapshot` when the file is a
/// database of another kind.
[[nodiscard]] KeptAnswers kept_answers(const std::filesystem::path &path);

/// What a snapshot file says of itself; counts as text.
struct SnapshotInfo {
  std::string id, read_at;
  std::string rows, indicators, territories;
  std::string first_period, last_period; ///< in the order of their text; empty without rows
};

/// Whether the file is a snapshot that can be read.
[[nodiscard]] bool is_snapshot(const std::filesystem::path &path);

/// Whether a snapshot was written to since it was made: it is made in one transaction, which the file counts.
[[nodiscard]] bool written_again(const std::filesystem::path &path);

/// Failure `data.no-snapshot` when the file is a database of another kind.
[[nodiscard]] SnapshotInfo snapshot_info(const std::filesystem::path &path);

} // namespace solieu::data
