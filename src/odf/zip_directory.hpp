#pragma once

#include "odf/package.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace solieu::odf {

/// The entries of a ZIP file in the order of its central directory, after every check that needs no inflating: one
/// gapless run of entries from the first byte to the directory, local headers that agree with it, safe names, bounds.
/// The views point into `bytes`. Failure `odf.zip-…`.
[[nodiscard]] std::vector<PackageEntry> read_zip_directory(std::string_view bytes, const std::string &file_name,
                                                           const Limits &limits);

/// A bound as a person reads it: "64 MiB", "900 bytes".
[[nodiscard]] std::string bytes_text(std::size_t bytes);

/// `name` with everything unprintable as \xNN, cut at 80 bytes: for messages.
[[nodiscard]] std::string printable_name(std::string_view name);

} // namespace solieu::odf
