#pragma once

#include "figures/resolution.hpp"

namespace solieu::figures {

/// Figures of every measure: value, percent of plan, comparisons, share (domain.md 2.2). A percentage that cannot be
/// computed is taken as the source states it, where it does.
[[nodiscard]] model::Figure measured(const model::FigureQuery &query, const Resolution &resolution);

} // namespace solieu::figures
