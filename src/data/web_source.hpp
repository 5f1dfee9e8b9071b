#pragma once

#include "data/data_source.hpp"
#include "data/gather.hpp"
#include "data/web_download.hpp"

namespace solieu::data {

/// Observations from a web service that answers with JSON, page by page, or CSV.
class WebSource : public DataSource {
public:
  explicit WebSource(model::SourceSettings settings);

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;

private:
  void read_all(const Selection &selection, const model::Catalogue &catalogue, Gatherer &gatherer);

  model::SourceSettings settings_;
};

} // namespace solieu::data
