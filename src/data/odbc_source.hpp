#pragma once

#include "data/server_source.hpp"

namespace solieu::data {

/// Observations in a database reached through an ODBC driver of the system.
class OdbcSource : public ServerSource {
public:
  using ServerSource::ServerSource;

private:
  [[nodiscard]] std::unique_ptr<ServerSession> open(ServerAccess access) override;
};

} // namespace solieu::data
