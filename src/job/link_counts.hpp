#pragma once

#include "binding/filled_report.hpp"

#include <cstddef>

namespace solieu::job {

/// How many figures a filled report shows, and how many of them are missing; marks around blocks are no figures.
struct LinkCounts {
  std::size_t figures = 0;
  std::size_t missing = 0;
};
[[nodiscard]] LinkCounts count_links(const binding::FilledReport &filled);

} // namespace solieu::job
