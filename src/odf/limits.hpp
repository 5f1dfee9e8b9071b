#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace solieu::odf {

/// Bounds for files from elsewhere (reliability.md §2); each has its own error `odf.…`.
struct Limits {
  std::size_t package_bytes = 64U << 20;   ///< the file
  std::size_t inflated_bytes = 256U << 20; ///< all entries together, counted while inflating
  std::size_t entry_bytes = 64U << 20;     ///< one entry
  std::size_t ratio = 100;                 ///< inflated : packed, after the first 8 MB
  std::size_t entries = 2000;
  std::size_t xml_depth = 256;
  std::size_t xml_nodes = 1'000'000;        ///< nodes and attributes of one part; one takes about 200 bytes
  std::size_t attribute_bytes = 1U << 20;   ///< one attribute value or text
  std::uint64_t repeated_cells = 5'000'000; ///< rows × columns of repeated cells that hold something
  bool configured = false;                  ///< by "limits" of a workspace, so that errors name the key there

  /// What an error says of the limit with that key.
  [[nodiscard]] std::pair<std::string, std::string> named(const char *key) const {
    return {"limit_key", configured ? key : ""};
  }
};

} // namespace solieu::odf
