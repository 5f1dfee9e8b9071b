#pragma once

#include "data/data_source.hpp"
#include "data/server_session.hpp"

#include <memory>
#include <string>

namespace solieu::data {

/// Observations in a table or view of a database server. What is the same for all of them; a driver opens the session.
class ServerSource : public DataSource {
public:
  explicit ServerSource(model::SourceSettings settings) : settings_(std::move(settings)) {}

  StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) override;
  [[nodiscard]] std::string test(const model::Catalogue &catalogue) override;

private:
  /// Connects, read-only and with one view of the data; throws Failure `data.…`.
  [[nodiscard]] virtual std::unique_ptr<ServerSession> open(ServerAccess access) = 0;
  [[nodiscard]] std::unique_ptr<ServerSession> open();

  model::SourceSettings settings_;
};

} // namespace solieu::data
