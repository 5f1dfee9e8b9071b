#pragma once

#include "binding/compiled_parts.hpp"

#include <vector>

namespace solieu::binding {

/// The blocks of the rows, or of the columns, of the sheets of a template.
class AxisView {
public:
  AxisView(const std::vector<Sheet> &sheets, std::uint32_t Sheet::*root, const std::vector<RowBody> &bodies,
           const std::vector<RowBlock> &blocks)
      : sheets_(sheets), root_(root), bodies_(bodies), blocks_(blocks) {}

  /// Blocks that hold a template row, outermost first.
  [[nodiscard]] std::vector<std::uint32_t> blocks_around(std::uint32_t sheet, std::uint32_t row) const;
  /// The block that is all a range of rows consists of, beside rows that vanish; none when there is more.
  [[nodiscard]] std::uint32_t only_block(std::uint32_t sheet, std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool repeats(std::uint32_t block) const { return blocks_[block].repeats; }

private:
  const std::vector<Sheet> &sheets_;
  std::uint32_t Sheet::*root_;
  const std::vector<RowBody> &bodies_;
  const std::vector<RowBlock> &blocks_;
};

} // namespace solieu::binding
