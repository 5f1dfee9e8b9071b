#include "binding/axis_view.hpp"

#include <algorithm>

namespace solieu::binding {

namespace {

/// The item that holds a template row; null when none does.
const RowItem *item_at(const std::vector<RowItem> &items, std::uint32_t row) {
  const auto next = std::upper_bound(items.begin(), items.end(), row,
                                     [](std::uint32_t r, const RowItem &item) { return r < item.first; });
  if (next == items.begin())
    return nullptr;
  const RowItem &item = *std::prev(next);
  return row < item.first + item.count ? &item : nullptr;
}

} // namespace

std::vector<std::uint32_t> AxisView::blocks_around(std::uint32_t sheet, std::uint32_t row) const {
  std::vector<std::uint32_t> around;
  std::uint32_t body = sheets_[sheet].*root_;
  while (body != no_index) {
    const RowItem *item = item_at(bodies_[body].items, row);
    const std::uint32_t block = item == nullptr ? no_index : item->block;
    body = no_index;
    if (block == no_index)
      break;
    around.push_back(block);
    for (const std::uint32_t branch : blocks_[block].bodies)
      if (item_at(bodies_[branch].items, row))
        body = branch;
  }
  return around;
}

std::uint32_t AxisView::only_block(std::uint32_t sheet, std::uint32_t first, std::uint32_t last) const {
  const std::uint32_t root = sheets_[sheet].*root_;
  if (root == no_index)
    return no_index;
  std::uint32_t only = no_index;
  const std::vector<RowItem> &items = bodies_[root].items;
  auto item = std::partition_point(items.begin(), items.end(),
                                   [first](const RowItem &i) { return i.first + i.count <= first; });
  for (; item != items.end() && item->first <= last; ++item) {
    if (item->kind == RowItem::Kind::gone || item->count == 0)
      continue;
    if (item->kind == RowItem::Kind::plain || only != no_index)
      return no_index;
    only = item->block;
  }
  return only;
}

} // namespace solieu::binding
