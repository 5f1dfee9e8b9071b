#pragma once

#include "expression/ast.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::expression {

/// The words of the language, each in one place: the parser, the checks and the nearest names read the same tables.

[[nodiscard]] std::optional<Selector> selector_named(std::string_view name) noexcept;
[[nodiscard]] std::string_view name_of(Selector selector) noexcept;
/// `.plan .target .estimate .actual .final`
[[nodiscard]] bool chooses_kind(Selector selector) noexcept;
[[nodiscard]] std::optional<model::FigureMeasure> measure_named(std::string_view name) noexcept;
[[nodiscard]] std::string_view name_of(model::FigureMeasure measure) noexcept;
/// `.change .change_pct .change_pp .index` compare with a base.
[[nodiscard]] bool compares(model::FigureMeasure measure) noexcept;
[[nodiscard]] std::optional<model::Base> base_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Part> part_named(std::string_view name) noexcept;

/// Everything that may stand after the point of a figure; only parts when `parts_only`.
[[nodiscard]] std::vector<std::string> figure_member_names(bool parts_only);
[[nodiscard]] const std::vector<std::string> &base_names();
[[nodiscard]] const std::vector<std::string> &statement_names();
[[nodiscard]] const std::vector<std::string> &test_names();
[[nodiscard]] const std::vector<std::string> &function_names();
[[nodiscard]] const std::vector<std::string> &report_fields();
/// Columns of a row of `report.checks`.
[[nodiscard]] const std::vector<std::string> &check_columns();
[[nodiscard]] const std::vector<std::string> &organisation_fields();
[[nodiscard]] const std::vector<std::string> &signer_fields();

/// Words that are no name of a variable: `if else and or not in is otherwise true false report org …`.
[[nodiscard]] bool is_reserved(std::string_view word);
/// As typed in a template: "+", "and", "otherwise".
[[nodiscard]] std::string_view symbol_of(Operator op) noexcept;
/// `+ - * /`
[[nodiscard]] bool is_arithmetic(Operator op) noexcept;
/// `== != < <= > >=`
[[nodiscard]] bool is_comparison(Operator op) noexcept;

/// What a filter takes on its left.
enum class FilterInput : std::uint8_t { any, text, number, figure, date, period, list };
/// What a filter's argument is.
enum class ArgumentKind : std::uint8_t { whole, text, unit, column, base, order, date_style, period_style };
struct FilterSignature {
  std::string_view name;
  FilterInput input;
  std::size_t required; ///< of the arguments
  std::vector<ArgumentKind> arguments;
  bool presentational;    ///< fills the Presentation and leaves the value
  std::string_view usage; ///< as an example: `scale("triệu đồng", 1)`
};
[[nodiscard]] const std::vector<FilterSignature> &filters();
[[nodiscard]] const FilterSignature *filter_named(std::string_view name) noexcept;
[[nodiscard]] std::vector<std::string> filter_names();

} // namespace solieu::expression
