#include "evaluate/row_layout.hpp"

#include <algorithm>

namespace solieu::evaluate {

using binding::no_index;
using binding::RowBody;
using binding::RowItem;

namespace {

constexpr std::int64_t last_sheet_row = 1'048'575;

/// The item that holds a template row; null when the row lies behind all of them.
const RowItem *item_of(const RowBody &body, std::uint32_t row) {
  auto next = std::upper_bound(body.items.begin(), body.items.end(), row,
                               [](std::uint32_t r, const RowItem &item) { return r < item.first; });
  if (next == body.items.begin())
    return nullptr;
  const RowItem &item = *std::prev(next);
  return row < item.first + item.count ? &item : nullptr;
}

} // namespace

void RowLayout::begin_sheet(std::uint32_t sheet) {
  sheet_ = sheet;
  copy_ = sheets_[sheet] = static_cast<std::uint32_t>(copies_.size());
  copies_.push_back({parts_.sheets[sheet].rows, no_index, 0, {}});
  open_.clear();
}

std::uint32_t RowLayout::position(const Copy &copy, std::uint32_t plain_since, std::uint32_t order) const {
  return (order == 0 ? copy.start : blocks_[copy.blocks[order - 1]].end) + plain_since;
}

void RowLayout::begin_block(std::uint32_t block) {
  const binding::RowBlock &compiled = parts_.row_blocks[block];
  const std::uint32_t start = position(copies_[copy_], compiled.plain_since, compiled.order);
  const auto index = static_cast<std::uint32_t>(blocks_.size());
  blocks_.push_back({block, copy_, start, start, no_index, no_index});
  copies_[copy_].blocks.push_back(index);
  open_.push_back(index);
}

void RowLayout::begin_copy(std::uint32_t row_body) {
  Block &block = blocks_[open_.back()];
  copy_ = static_cast<std::uint32_t>(copies_.size());
  if (block.first_copy == no_index)
    block.first_copy = copy_;
  block.last_copy = copy_;
  copies_.push_back({row_body, open_.back(), block.end, {}});
}

void RowLayout::end_copy() {
  const Copy &copy = copies_[copy_];
  const auto order = static_cast<std::uint32_t>(copy.blocks.size());
  Block &block = blocks_[copy.block];
  block.end = position(copy, parts_.row_bodies[copy.body].plain_at_end, order);
  copy_ = block.parent;
}

void RowLayout::end_block(bool kept) {
  Block &block = blocks_[open_.back()];
  block.end += kept ? 1 : 0;
  ended_ = {block.start, block.end};
  open_.pop_back();
}

std::uint32_t RowLayout::row(std::uint32_t template_row) const {
  const Copy &copy = copies_[copy_];
  const RowItem *item = item_of(parts_.row_bodies[copy.body], template_row);
  if (!item)
    return 0;
  return position(copy, item->plain_since, item->blocks_before) + (template_row - item->first);
}

bool RowLayout::body_holds(std::uint32_t body, std::uint32_t row) const {
  return body != no_index && item_of(parts_.row_bodies[body], row) != nullptr;
}

std::int64_t RowLayout::find(std::uint32_t sheet, std::size_t template_row, std::uint32_t copy, bool last) const {
  const auto row = static_cast<std::uint32_t>(template_row);
  std::vector<std::uint32_t> around; // copies around the context, outermost first
  for (std::uint32_t at = copy; at != no_index;
       at = copies_[at].block == no_index ? no_index : blocks_[copies_[at].block].parent)
    around.push_back(at);
  std::reverse(around.begin(), around.end());
  std::uint32_t at = sheets_[sheet];
  bool inside = !around.empty() && around.front() == at;
  for (std::size_t depth = 1;; ++depth) {
    const Copy &now = copies_[at];
    const RowBody &body = parts_.row_bodies[now.body];
    const RowItem *item = item_of(body, row);
    if (!item) { // behind the last row that the template holds
      const std::uint32_t rows = body.items.empty() ? 0 : body.items.back().first + body.items.back().count;
      return position(now, body.plain_at_end, static_cast<std::uint32_t>(now.blocks.size())) +
             (row >= rows ? row - rows : 0);
    }
    if (item->kind == RowItem::Kind::plain)
      return position(now, item->plain_since, item->blocks_before) + (row - item->first);
    if (item->kind == RowItem::Kind::gone)
      return std::int64_t{position(now, item->plain_since, item->blocks_before)} - (last ? 1 : 0);
    const Block &block = blocks_[now.blocks[item->blocks_before]];
    inside = inside && depth < around.size() && &blocks_[copies_[around[depth]].block] == &block;
    std::uint32_t next = inside ? around[depth] : last ? block.last_copy : block.first_copy;
    if (next == no_index || !body_holds(copies_[next].body, row))
      return last ? std::int64_t{block.end} - 1 : std::int64_t{block.start};
    at = next;
  }
}

std::string RowLayout::moved(const binding::Addresses &addresses, std::uint32_t copy, std::uint32_t own_sheet) const {
  std::string result;
  std::size_t done = 0;
  for (std::size_t i = 0; i < addresses.references.size(); ++i) {
    odf::FormulaReference reference = addresses.references[i];
    result.append(addresses.text, done, reference.offset - done);
    done = reference.offset + reference.length;
    const std::uint32_t named = addresses.sheets[i];
    const std::uint32_t sheet = named == no_index && reference.first.sheet.empty() ? own_sheet : named;
    if (sheet != no_index && sheets_[sheet] != no_index) {
      const std::size_t last_row = reference.last ? reference.last->row : reference.first.row;
      const std::int64_t first = find(sheet, reference.first.row, copy, false);
      const std::int64_t last = std::min(last_sheet_row, std::max(first, find(sheet, last_row, copy, true)));
      if (!reference.last && last > first) {
        reference.last = reference.first;
        reference.last->sheet.clear();
        reference.last->sheet_absolute = false;
      }
      reference.first.row = static_cast<std::size_t>(std::min(first, last_sheet_row));
      if (reference.last)
        reference.last->row = static_cast<std::size_t>(last);
    }
    const std::string text = odf::reference_text(reference);
    result += addresses.brackets ? text : text.substr(1, text.size() - 2);
  }
  result.append(addresses.text, done);
  return result;
}

} // namespace solieu::evaluate
