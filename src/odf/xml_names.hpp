#pragma once

#include <string_view>

namespace solieu::odf {

/// The usual ODF prefix of a namespace, or "" when ODF does not know it.
[[nodiscard]] std::string_view prefix_of_namespace(std::string_view uri) noexcept;

/// The namespace of a usual ODF prefix, or "".
[[nodiscard]] std::string_view namespace_of_prefix(std::string_view prefix) noexcept;

} // namespace solieu::odf
