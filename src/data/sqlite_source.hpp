#pragma once

#include "data/data_source.hpp"

namespace solieu::data {

/// Observations in a table or view of an SQLite file, opened read-only and read in one transaction.
class SqliteSource : public DataSource {
public:
  explicit SqliteSource(model::SourceSettings settings) : settings_(std::move(settings)) {}

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;
  [[nodiscard]] std::string test(const model::Catalogue &catalogue) override;

private:
  model::SourceSettings settings_;
};

} // namespace solieu::data
