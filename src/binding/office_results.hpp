#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// A pivot table over markers, with the first cell that it fills.
struct PivotOutput {
  std::string name;
  odf::CellAddress output{};
};

/// Takes away what the office computed when it saved a spreadsheet: the results of formulas, and what pivot tables over
/// markers show. It is no text of the template. The pivot tables that lost their output.
std::vector<PivotOutput> drop_results(odf::XmlDocument &document);

} // namespace solieu::binding
