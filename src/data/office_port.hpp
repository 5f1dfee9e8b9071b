#pragma once

#include "data/data_source.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace solieu::data {

/// What the office that runs this core lends to it: the databases registered there, and the passwords it keeps.
struct OfficePort {
  std::function<std::unique_ptr<DataSource>(const model::SourceSettings &)> open_registered;
  std::function<std::optional<std::string>(const model::SourceSettings &)> password; ///< nothing = not kept there
};

/// Once, before the first job; the command lends nothing.
void lend(OfficePort port);
[[nodiscard]] const OfficePort &office_port();

} // namespace solieu::data
