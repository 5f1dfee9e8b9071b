#pragma once

#include "data/server_source.hpp"

namespace solieu::data {

/// Observations in MariaDB or MySQL. Settings: `server`; the usual port is 3306; a host that begins with "/" is the
/// socket file.
class MysqlSource : public ServerSource {
public:
  using ServerSource::ServerSource;

private:
  [[nodiscard]] std::unique_ptr<ServerSession> open(ServerAccess access) override;
};

} // namespace solieu::data
