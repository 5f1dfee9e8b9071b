#pragma once

#include "model/date.hpp"
#include "workspace/csv.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::workspace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// The bytes of a file of the workspace; nothing when it is missing, too large or unreadable, which is a finding.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path &path,
                                                   diagnostic::Diagnostics &findings);

/// Whether the text is a code: ^[A-Z][A-Z0-9_]{1,31}$ (figures.md §1).
[[nodiscard]] bool is_code(std::string_view text) noexcept;
/// Whether the text names a breakdown or an alias: ^[a-z][a-z0-9_]{0,31}$.
[[nodiscard]] bool is_lower_name(std::string_view text) noexcept;
/// Parts between semicolons, trimmed; empty ones are left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

class Table;

/// One row of a workspace table: values by column name, findings with the row's place.
class Row {
public:
  Row(const Table &table, const CsvRecord &record) : table_(&table), record_(&record) {}

  /// "" when the column is not there.
  [[nodiscard]] const std::string &text(std::string_view column) const;
  /// The text; an empty one is a finding.
  const std::string &required(std::string_view column) const;
  /// yes/no/true/false/1/0/có/không; anything else is a finding.
  [[nodiscard]] bool yes_no(std::string_view column, bool fallback) const;
  /// An ISO day; nothing when empty; anything else is a finding.
  [[nodiscard]] std::optional<model::Date> date(std::string_view column) const;
  void report(diagnostic::Code code, std::string_view column, Arguments arguments = {},
              diagnostic::Severity severity = diagnostic::Severity::error) const;
  [[nodiscard]] std::size_t line() const noexcept { return record_->line; }

private:
  const Table *table_;
  const CsvRecord *record_;
};

/// A CSV file of the workspace. Unknown columns are a warning.
class Table {
public:
  /// Reads the file; a missing one is a finding unless `may_be_absent`.
  Table(const std::filesystem::path &path, const std::vector<std::string> &required,
        const std::vector<std::string> &optional, bool may_be_absent, diagnostic::Diagnostics &findings);

  [[nodiscard]] const std::vector<Row> &rows() const noexcept { return rows_; }
  [[nodiscard]] const std::string &file() const noexcept { return csv_.file; }

  Table(const Table &) = delete;
  Table &operator=(const Table &) = delete;

private:
  friend class Row;
  CsvTable csv_;
  std::vector<Row> rows_;
  diagnostic::Diagnostics *findings_;
};

} // namespace solieu::workspace
