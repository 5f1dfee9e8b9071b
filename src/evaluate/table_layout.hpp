#pragma once

#include "evaluate/axis_layout.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace solieu::evaluate {

/// The sheets (and tables) of a filled document with where their rows and columns went.
class TableLayout {
public:
  explicit TableLayout(const binding::CompiledParts &parts)
      : rows(parts.row_bodies, parts.row_blocks), columns(parts.column_bodies, parts.column_blocks), parts_(parts) {
    if (!parts.series.empty())
      rows.keep_all();
  }

  AxisLayout rows;
  AxisLayout columns;

  /// Numbers of the repetitions around a place, outermost first; each repetition of a report has its own.
  using Path = std::vector<std::uint32_t>;

  /// Where something is written.
  struct Context {
    std::uint32_t sheet = binding::no_index, row_copy = binding::no_index, column_copy = binding::no_index;
    std::uint32_t object = binding::no_index;
  };

  /// A copy of a sheet or table of the template begins, with the name that it gets.
  void begin_sheet(std::uint32_t sheet, std::string name, const Path &path);
  void end_sheet();
  /// A chart: of the copies of a table it shows the one that stands in the same repetitions.
  void begin_object(const Path &path);
  void end_object();
  /// The place of something before the sheet that begins next, seen from within that sheet.
  [[nodiscard]] Context next_sheet() const noexcept {
    return {static_cast<std::uint32_t>(instances_.size()), binding::no_index, binding::no_index, binding::no_index};
  }
  /// The copies of a sheet, each seen from outside of its blocks.
  [[nodiscard]] std::vector<Context> copies_of_sheet(std::uint32_t sheet) const;
  /// Number of a copy among those of its sheet, from 1.
  [[nodiscard]] std::size_t number_of(std::uint32_t copy) const;
  /// Number of the copy that is written now; none outside.
  [[nodiscard]] std::uint32_t sheet() const noexcept { return sheet_; }
  /// Name of each sheet that was written.
  [[nodiscard]] std::vector<std::string> names() const;

  [[nodiscard]] Context current() const noexcept { return {sheet_, rows.current(), columns.current(), object_}; }
  /// The places that see one copy each of the columns or rows that a series of a chart shows.
  [[nodiscard]] std::vector<Context> copies_of(const binding::ChartSeries &series, const Context &context) const;
  /// Filled columns of template columns of the current copy, blocks between them with all their copies.
  [[nodiscard]] AxisLayout::Extent column_range(std::uint32_t first, std::uint32_t last) const;

  /// Whether it is known already where every reference of a place goes; a place is kept when it is not.
  [[nodiscard]] bool settled(const binding::Addresses &addresses, const Context &context) const;
  void keep(const Context &context);
  struct Moved {
    std::string text;
    enum class Trouble : std::uint8_t {
      none,
      sheets_differ, ///< a reference spans copies of a sheet whose rows or columns lie differently
      too_many_parts ///< more ranges than the office takes in a formula
    } trouble = Trouble::none;
    bool rows_between = false; ///< a function gets the rows between copies too (sums of groups, say)
  };
  /// The text with every reference moved to where its rows and columns went, seen from a place.
  [[nodiscard]] Moved moved(const binding::Addresses &addresses, const Context &context) const;

  /// Cells of one copy of a table, ends included.
  struct Cells {
    std::uint32_t sheet; ///< number of the copy
    std::uint32_t first_row, last_row, first_column, last_column;
  };
  /// Where a reference went whose place is settled; several when other rows lie between. Empty for another document.
  [[nodiscard]] std::vector<Cells> cells(const binding::Addresses &addresses, std::size_t number,
                                         const Context &context) const;

private:
  struct Instance {
    std::uint32_t sheet, rows, columns; ///< of the template; copies that stand for all of it
    std::string name;
    Path path;
  };
  struct Area {
    std::int64_t first_row, last_row, first_column, last_column;
    friend bool operator==(const Area &, const Area &) = default;
  };
  [[nodiscard]] std::vector<std::uint32_t> instances_of(std::uint32_t sheet, const Context &context) const;
  /// Nothing while it depends on rows still to come.
  [[nodiscard]] std::optional<Area> area(std::uint32_t instance, const odf::FormulaReference &reference,
                                         const Context &context) const;
  [[nodiscard]] std::uint32_t sheet_of(const binding::Addresses &addresses, std::size_t reference,
                                       const Context &context) const;
  [[nodiscard]] std::string parted(const binding::Addresses &addresses, std::size_t number,
                                   const odf::FormulaReference &moved, const Context &context, Moved &result) const;
  [[nodiscard]] std::vector<odf::FormulaReference> stretches(const binding::Addresses &addresses, std::size_t number,
                                                             const odf::FormulaReference &moved,
                                                             const Context &context) const;
  [[nodiscard]] bool move(odf::FormulaReference &reference, std::uint32_t sheet, const Context &context) const;
  [[nodiscard]] const std::vector<odf::FormulaReference> &named_stretches(const binding::Addresses &addresses,
                                                                          std::size_t number,
                                                                          const odf::FormulaReference &moved,
                                                                          const Context &context) const;

  const binding::CompiledParts &parts_;
  std::vector<Instance> instances_;
  std::vector<std::vector<std::uint32_t>> of_sheet_;
  struct Outer {
    std::uint32_t sheet;
    AxisLayout::State rows, columns;
  };
  std::vector<Outer> outer_;
  std::uint32_t sheet_ = binding::no_index;
  std::vector<Path> objects_;
  std::uint32_t object_ = binding::no_index;
  /// Of the name that is reference `number` of a formula, seen from a sheet: the same for every row that says it.
  using NameKey = std::tuple<const binding::Addresses *, std::size_t, std::uint32_t>;
  mutable std::map<NameKey, std::vector<odf::FormulaReference>> named_stretches_;
};

} // namespace solieu::evaluate
