#pragma once

#include "binding/filled_report.hpp"
#include "binding/report_template.hpp"
#include "expression/evaluator.hpp"
#include "figures/resolver.hpp"
#include "format/formatter.hpp"

#include <functional>
#include <optional>
#include <string>

namespace solieu::binding {
class PieceSink;
}

namespace solieu::evaluate {

/// Bounds of one filled document (template-language.md §6).
struct Limits {
  std::size_t rows = 1'048'576;   ///< rows a document's loops may make together
  std::size_t copies = 4'000'000; ///< what other loops may make together: paragraphs, list items, texts, sheets
  std::size_t output_pieces = 200'000'000;
  std::uint64_t steps = 200'000'000;
  std::size_t picture_bytes = 64U << 20U; ///< of the file of one picture
};

struct FillContext {
  const model::Catalogue &catalogue;
  const figures::Resolver &figures;
  const format::Formatter &formatter;
  const expression::ReportContext &report;
  Limits limits{};
  const expression::QueryPort *queries = nullptr; ///< null = no query gives rows
  /// Bytes of a picture by its path in the workspace; nothing when it cannot be reached. Of one that is larger than the
  /// limit, one byte more than that.
  std::function<std::optional<std::string>(const std::string &path)> read_image{};
  /// Called every few hundred copies of loops; what it throws ends the filling.
  std::function<void()> between{};
  /// False for a report that will carry no links: they are listed without id and path, in half the time.
  bool link_ids = true;
  /// False for a format that LibreOffice converts to without laying the text out: it would compute sums over ranges of
  /// a text's tables as 0, so their results are written alone.
  bool table_formulas = true;
  /// True where it will be explained: a value computed from figures then has them beside it.
  bool trace = false;
};

/// Expands loops and conditions and prints every value. What a person should look at (missing figures, unknown
/// conditions) is in `findings` of the result; Failure `evaluate.…` when a limit is passed.
[[nodiscard]] binding::FilledReport fill(const binding::ReportTemplate &report_template, const FillContext &context);

/// The same for a report of any length: what is done goes to `sink`, and the result holds the rest.
[[nodiscard]] binding::FilledReport fill(const binding::ReportTemplate &report_template, const FillContext &context,
                                         binding::PieceSink &sink);

/// One expression as the command `solieu figure` asks for it.
struct Answer {
  expression::Value value;
  std::string text;
  diagnostic::Diagnostics findings;
};
[[nodiscard]] Answer answer(const expression::Node &expression, const FillContext &context);

} // namespace solieu::evaluate
