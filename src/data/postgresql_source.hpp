#pragma once

#include "data/server_source.hpp"

namespace solieu::data {

/// Observations in PostgreSQL. Settings: `server`; the usual port is 5432.
class PostgresqlSource : public ServerSource {
public:
  using ServerSource::ServerSource;

private:
  [[nodiscard]] std::unique_ptr<ServerSession> open(ServerAccess access) override;
};

} // namespace solieu::data
