#include "binding/followed_blocks.hpp"

#include <algorithm>

namespace solieu::binding {

FollowedBlocks::FollowedBlocks(Draft &draft)
    : draft_(draft), rows_(draft.out->sheets, &Sheet::rows, draft.out->row_bodies, draft.out->row_blocks),
      columns_(draft.out->sheets, &Sheet::columns, draft.out->column_bodies, draft.out->column_blocks) {}

BlocksAround FollowedBlocks::around(std::uint32_t sheet, std::size_t row, std::size_t column) const {
  return {rows_.blocks_around(sheet, static_cast<std::uint32_t>(row)),
          columns_.blocks_around(sheet, static_cast<std::uint32_t>(column))};
}

bool FollowedBlocks::follow(std::uint32_t sheet, const odf::CellAddress &first, const odf::CellAddress &last,
                            const BlocksAround &around, bool range) {
  return follow(rows_, sheet, first.row, last.row, around.rows, range) &&
         follow(columns_, sheet, first.column, last.column, around.columns, range);
}

bool FollowedBlocks::follow(const AxisView &axis, std::uint32_t sheet, std::size_t first, std::size_t last,
                            const std::vector<std::uint32_t> &around, bool range) {
  const std::vector<std::uint32_t> from = axis.blocks_around(sheet, static_cast<std::uint32_t>(first));
  const std::vector<std::uint32_t> to = axis.blocks_around(sheet, static_cast<std::uint32_t>(last));
  for (const std::uint32_t block : from) {
    if (std::find(around.begin(), around.end(), block) != around.end())
      continue;
    if (!range && axis.repeats(block))
      return false;
    if (std::find(to.begin(), to.end(), block) != to.end())
      keep(axis, block);
  }
  if (around.empty())
    if (const std::uint32_t only =
            axis.only_block(sheet, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last));
        only != no_index)
      keep(axis, only);
  return true;
}

void FollowedBlocks::keep(const AxisView &axis, std::uint32_t block) {
  for (DraftGroup &group : draft_.groups) {
    if (&axis == &rows_ && group.rows == block)
      group.kept_row = !group.empty_row.empty();
    if (&axis == &columns_ && group.column_loop != no_index && draft_.column_loops[group.column_loop].block == block) {
      group.kept_row = true;
      group.empty_row = group.defines_columns ? "<table:table-column/>" : "<table:table-cell/>";
    }
  }
}

} // namespace solieu::binding
