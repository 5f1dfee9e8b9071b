#pragma once

#include "data/data_source.hpp"
#include "data/gather.hpp"

namespace solieu::data {

/// Observations in a CSV or TSV file, or in all *.csv and *.tsv files of a folder, with a header row.
class CsvSource : public DataSource {
public:
  explicit CsvSource(model::SourceSettings settings) : settings_(std::move(settings)) {}

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;

private:
  std::size_t read_all(Gatherer &gatherer) const;

  model::SourceSettings settings_;
};

} // namespace solieu::data
