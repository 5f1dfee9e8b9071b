#pragma once

#include "model/catalogue.hpp"
#include "model/dataset.hpp"

#include <filesystem>
#include <string_view>

namespace solieu::data {

/// Table of a snapshot file that says when and from what it was read.
inline constexpr std::string_view snapshot_table = "solieu_snapshot";

/// Writes the dataset as an SQLite file that the kind "sqlite" reads back to the same observations, with the same
/// snapshot id and time. The file appears under its name only when it is complete; throws Failure
/// `data.snapshot-not-written`.
void write_snapshot(const model::Dataset &dataset, const model::Catalogue &catalogue,
                    const std::filesystem::path &path);

} // namespace solieu::data
