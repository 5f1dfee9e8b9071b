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
  [[nodiscard]] QueryRows query(const model::NamedQuery &query, const model::NamedValues &values) override;

protected:
  [[nodiscard]] const model::SourceSettings &settings() const noexcept { return settings_; }

private:
  /// Connects, read-only and with one view of the data; throws Failure `data.…`.
  [[nodiscard]] virtual std::unique_ptr<ServerSession> open(ServerAccess access) = 0;
  /// The one session of the job: what is read later sees the same data.
  [[nodiscard]] ServerSession &session();

  model::SourceSettings settings_;
  std::unique_ptr<ServerSession> session_;
};

} // namespace solieu::data
