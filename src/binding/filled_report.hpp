#pragma once

#include "diagnostic/diagnostic.hpp"
#include "model/figure.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::binding {

/// What the name of every link in a document begins with (living-report.md); its id follows.
inline constexpr std::string_view link_prefix = "SL_";

/// One living figure of a filled report (living-report.md).
struct Link {
  std::string id;         ///< first 12 hex digits of SHA-256 of the instance path
  std::string path;       ///< "17/channel=COAL"
  std::string expression; ///< marker text between the braces
  std::string text;       ///< as written
  std::string value;      ///< typed value as invariant text, or ""
  std::string value_type; ///< "float", "percentage", "date", "string"
  diagnostic::Place place;
  std::shared_ptr<const model::Figure> figure;              ///< null when the marker is no figure
  std::shared_ptr<const std::vector<model::Figure>> beside; ///< figures a sentence needs besides (trend, plan_trend)
};

struct FilledParts; // the pieces in order, known to evaluate and render only

/// A template with loops and conditions expanded: values, texts and link ids, ready to be written.
struct FilledReport {
  FilledReport();
  FilledReport(FilledReport &&) noexcept;
  FilledReport &operator=(FilledReport &&) noexcept;
  ~FilledReport();

  std::unique_ptr<FilledParts> parts;
  std::vector<Link> links;
  std::size_t figures = 0; ///< shown, and values that are missing
  std::size_t missing = 0; ///< of them
  diagnostic::Diagnostics findings; ///< missing values, unknown conditions …: warnings and notes
};

} // namespace solieu::binding
