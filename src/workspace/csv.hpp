#pragma once

#include "diagnostic/diagnostic.hpp"
#include "format/delimited_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace solieu::workspace {

/// One record of a CSV file (RFC 4180, UTF-8, comma or semicolon), with where its fields begin.
using CsvRecord = format::DelimitedRecord;

/// A CSV table with a header; fields are NFC and trimmed.
struct CsvTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<CsvRecord> records;
};

/// Parses; appends findings `workspace.csv-…` (unclosed quote, wrong number of fields, no UTF-8, missing column).
[[nodiscard]] CsvTable parse_csv(std::string_view bytes, const std::string &file,
                                 const std::vector<std::string> &required, diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
