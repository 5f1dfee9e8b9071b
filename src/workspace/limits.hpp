#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace solieu::workspace {

/// What one report and its template may take, where the administrator says so ("limits" in workspace.json), by key.
using Limits = std::map<std::string, int, std::less<>>;

/// A key of "limits" and the whole numbers that it takes. Some are bounded below what a number can say, because the
/// program or the file format ends there.
struct LimitRange {
  std::string_view key;
  int least = 1, most = 1;
};

/// In the order of the administrator's guide.
[[nodiscard]] std::span<const LimitRange> known_limits();

} // namespace solieu::workspace
