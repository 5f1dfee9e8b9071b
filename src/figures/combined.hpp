#pragma once

#include "model/figure.hpp"

namespace solieu::figures {

/// A figure computed from two others: weakest kind and status, both sources, marks and provenance of both. `kind` is
/// the first one's unless the second is an estimate.
[[nodiscard]] model::Figure combined(const model::FigureQuery &query, model::Quantity quantity, model::Step step,
                                     const model::Figure &first, const model::Figure &second);

} // namespace solieu::figures
