#pragma once

#include "model/dataset.hpp"

namespace solieu::workspace_builder {

/// A made-up monthly series from 2023-01 to 2026-10 (clock admin15) for Quảng Ninh and its 54 communes and for Lào Cai,
/// Yên Bái, Hải Dương and Hải Phòng, before 1 July 2025 by the old units and from then on by the new ones. Every row is
/// marked synthetic. The same catalogue gives the same rows, on any machine. Not sealed.
[[nodiscard]] model::Dataset synthetic_series(const model::Catalogue &catalogue);

} // namespace solieu::workspace_builder
