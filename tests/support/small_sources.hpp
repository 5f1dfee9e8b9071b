#pragma once

#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <string>

namespace solieu::support {

/// The indicator JOB (người) and the province 22.
inline model::Catalogue small_catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  made.add(std::move(job));
  model::Territory unit;
  unit.name = "Quảng Ninh";
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

/// What a person reads when the source cannot be read; "" when it can.
inline std::string failure_of(const model::SourceSettings &settings, const std::string &language) {
  try {
    static_cast<void>(data::open_source(settings)->read({}, small_catalogue()));
  } catch (const diagnostic::Failure &failed) {
    return format::message(failed.findings().front(), language);
  }
  return "";
}

} // namespace solieu::support
