#pragma once

#include "binding/report_template.hpp"
#include "evaluate/fill.hpp"
#include "workspace/limits.hpp"

namespace solieu::job {

/// Bounds of one report and its template (template-language.md §6), each in the room that keeps it.
struct Limits {
  binding::Limits structure;
  expression::Limits expressions;
  odf::Limits reading;
  evaluate::Limits filling;
  std::size_t output_bytes = 2047U << 20U;          ///< XML of a report that goes straight to a file
  std::size_t converted_output_bytes = 256U << 20U; ///< of one that is held in memory, to be converted or shown
};

/// The program's own where the workspace says nothing.
[[nodiscard]] Limits limits_of(const workspace::Limits &said);

} // namespace solieu::job
