#pragma once

#include "diagnostic/diagnostic.hpp"
#include "figures/observations.hpp"
#include "model/catalogue.hpp"
#include "model/figure.hpp"

#include <string>

namespace solieu::figures {

/// "JOB_ADDED[channel=COAL, sex=F]".
[[nodiscard]] std::string name_of(const model::FigureQuery &query, const model::Catalogue &catalogue);

/// An absent quantity whose reason names the figure: arguments figure, territory, period.
[[nodiscard]] model::Quantity absent(const model::FigureQuery &query, const model::Catalogue &catalogue,
                                     const diagnostic::Code &reason, model::Absence absence = model::Absence::missing);

/// Nothing was reported: `figures.not-observed`, `figures.no-plan`, `figures.no-target` or `figures.no-estimate`.
[[nodiscard]] model::Quantity not_observed(const model::FigureQuery &query, const model::Catalogue &catalogue);

/// Why a row that was found gives no number.
[[nodiscard]] model::Quantity without_number(const model::FigureQuery &query, const model::Catalogue &catalogue,
                                             const Observations &observations, const Sighting &sighting);

/// Why a unit has no figure in a period outside its life: `figures.unit-ended`, `figures.unit-not-yet`; else as
/// not_observed.
[[nodiscard]] model::Quantity outside_life(const model::FigureQuery &query, const model::Catalogue &catalogue);

/// The note on figures from rows that do not say their clock.
[[nodiscard]] std::string clock_note(bool clock_unstated);

} // namespace solieu::figures
