#pragma once

#include "workspace/workspace.hpp"

#include <cstddef>
#include <string>

namespace solieu::workspace {

/// What a list of communes adds to territories.csv.
struct CommuneImport {
  std::size_t added = 0;
  std::size_t known = 0; ///< in the workspace already
  std::string rows;      ///< lines for territories.csv
};

/// Reads a list of communes (CSV: code, name, type or type_2025_07_01, province_code; valid_from is 2025-07-01 where
/// the column is absent). Names become NFC. Every row that is wrong is a finding with its line and column: a code that
/// is not five digits, an unknown type or province, a code twice, two communes of one name and type in a province.
[[nodiscard]] CommuneImport read_communes(const std::filesystem::path &file, const Workspace &workspace,
                                          const std::string &province, diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
