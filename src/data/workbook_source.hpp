#pragma once

#include "data/data_source.hpp"
#include "data/gather.hpp"

namespace solieu::data {

/// Observations in a workbook (.ods, .xlsx, .xls), or in all workbooks of a folder: forms of one shape.
class WorkbookSource : public DataSource {
public:
  explicit WorkbookSource(model::SourceSettings settings) : settings_(std::move(settings)) {}

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;

private:
  std::size_t read_all(Gatherer &gatherer);

  model::SourceSettings settings_;
};

} // namespace solieu::data
