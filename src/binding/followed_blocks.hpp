#pragma once

#include "binding/axis_view.hpp"
#include "binding/draft.hpp"

namespace solieu::binding {

/// Blocks of rows and of columns around a cell, outermost first.
struct BlocksAround {
  std::vector<std::uint32_t> rows{}, columns{};
};

/// Which blocks the references of a template go into.
class FollowedBlocks {
public:
  explicit FollowedBlocks(Draft &draft);
  [[nodiscard]] BlocksAround around(std::uint32_t sheet, std::size_t row, std::size_t column) const;
  /// A reference seen from inside of the blocks `around`; a block that it needs keeps an empty row or column. False
  /// when a single value (`range` false) is asked of a place that repeats.
  bool follow(std::uint32_t sheet, const odf::CellAddress &first, const odf::CellAddress &last,
              const BlocksAround &around, bool range);

private:
  bool follow(const AxisView &axis, std::uint32_t sheet, std::size_t first, std::size_t last,
              const std::vector<std::uint32_t> &around, bool range);
  void keep(const AxisView &axis, std::uint32_t block);

  Draft &draft_;
  AxisView rows_, columns_;
};

} // namespace solieu::binding
