#pragma once

#include "data/gather.hpp"
#include "data/source_files.hpp"
#include "odf/sheet_reader.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace solieu::data {

/// Reads one workbook of a source's shape: finds the header below the title rows, then takes the rows up to the total.
class WorkbookForm : public odf::SheetVisitor {
public:
  WorkbookForm(const std::filesystem::path &file, const model::SourceSettings &settings, Gatherer &gatherer);

  bool begin_sheet(std::string_view name) override;
  void row(std::size_t number, std::span<const odf::SheetCell> cells) override;
  /// After the last row: Failure `data.column-missing`, `data.sheet-missing` or `data.cell-missing` with the place when
  /// the file has another shape.
  void finish();

private:
  struct HeldRow {
    std::size_t number = 0;
    std::vector<odf::SheetCell> cells;
  };
  struct Header {
    std::size_t first = 0; ///< index in the rows held
    std::size_t rows = 0;
    std::vector<std::string> names; ///< by column
    std::size_t matches = 0;        ///< of the columns wanted
    bool complete = false;
  };

  void close_sheet();
  [[nodiscard]] Header header_at(std::size_t first, std::size_t rows) const;
  [[nodiscard]] std::optional<Header> find_header(bool at_end);
  void begin_table(const Header &header);
  void read_cells_above(RowShape &shape) const;
  void require_usable(const std::array<std::string, field_count> &texts, const ColumnNames &cells) const;
  void data_row(const HeldRow &row);
  [[nodiscard]] bool is_data(const HeldRow &row);
  [[nodiscard]] const odf::SheetCell *cell_of(const HeldRow &row, Field field) const;
  [[nodiscard]] bool holds_something(const HeldRow &row) const;
  [[nodiscard]] bool is_heading(const HeldRow &row, std::size_t texts) const;
  [[nodiscard]] bool is_whole(const HeldRow &row) const;
  [[nodiscard]] std::optional<std::string> text_of(const odf::SheetCell &cell, std::size_t field, bool &inexact) const;
  [[nodiscard]] std::string clean(const odf::SheetCell &cell) const;
  void refuse_error(const HeldRow &row, std::size_t column, std::string_view value_column = {});
  [[noreturn]] void fail_shape();

  const std::filesystem::path &file_;
  const model::SourceSettings &settings_;
  Gatherer &gatherer_;
  std::vector<std::string> wanted_;   ///< names of columns without which the sheet has another shape
  std::vector<std::string> possible_; ///< all names of columns
  std::vector<std::string> sheets_;
  std::string sheet_;
  bool open_ = false; ///< the sheet is looked at
  bool done_ = false; ///< a table was found
  std::vector<HeldRow> held_;
  Header best_; ///< what comes nearest to the header when it is not found
  std::size_t best_row_ = 0;
  std::string best_sheet_;
  std::optional<RowShape> shape_;
  std::size_t last_row_ = 0;
  bool below_ = false; ///< the table has ended
  bool first_data_row_ = true;
};

} // namespace solieu::data
