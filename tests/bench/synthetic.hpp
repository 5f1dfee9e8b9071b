#pragma once

#include <filesystem>
#include <string>

namespace solieu::bench {

/// Writes a workspace into `folder`: the fixed part of tests/bench/workspace, the wording of the shipped workspace, and
/// made-up territories and observations of `communes` communes. Always the same numbers.
void make_workspace(const std::filesystem::path &folder, int communes);

/// Key of the commune with that number, from 1.
[[nodiscard]] std::string commune_key(int number);

} // namespace solieu::bench
