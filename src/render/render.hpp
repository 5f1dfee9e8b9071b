#pragma once

#include "binding/filled_report.hpp"
#include "binding/report_template.hpp"
#include "odf/package.hpp"

#include <string>
#include <utility>
#include <vector>

namespace solieu::render {

struct Options {
  bool links = true; ///< write bookmarks and named ranges SL_<id>
  odf::Packing packing = odf::Packing::fast;
  std::size_t output_bytes = 256U << 20; ///< XML of all parts
  std::string output_limit_key{};        ///< where that can be set ("limits" of a workspace), for the error
  /// User-defined document properties to set (the report record SL_0 …), in order.
  std::vector<std::pair<std::string, std::string>> properties{};
  std::string notice{}; ///< a line that the whole report carries, e.g. that its figures are made up; empty = none
};

/// The bytes of the filled .odt/.ods. Equal input gives equal bytes. Failure `render.output-too-large`.
[[nodiscard]] std::string render(const binding::ReportTemplate &report_template, const binding::FilledReport &report,
                                 const Options &options = {});

} // namespace solieu::render
