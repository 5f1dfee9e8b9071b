#include "evaluate/axis_layout.hpp"

#include <algorithm>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using binding::RowBody;
using binding::RowItem;

namespace {

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

std::uint32_t AxisLayout::begin_root(std::uint32_t body) {
  copy_ = static_cast<std::uint32_t>(copies_.size());
  copies_.push_back({body, no_index, 0});
  open_.clear();
  return copy_;
}

AxisLayout::State AxisLayout::leave() { return {copy_, std::move(open_)}; }

void AxisLayout::restore(State state) {
  copy_ = state.copy;
  open_ = std::move(state.open);
}

std::uint32_t AxisLayout::instance(std::uint32_t block) const {
  return copies_[copy_].blocks[compiled_blocks_[block].order];
}

std::uint32_t AxisLayout::enter(std::uint32_t copy) { return std::exchange(copy_, copy); }

std::uint32_t AxisLayout::position(const Copy &copy, std::uint32_t plain_since, std::uint32_t order) const {
  return (order == 0 ? copy.start : blocks_[copy.blocks[order - 1]].end) + plain_since;
}

std::uint32_t AxisLayout::begin_block(std::uint32_t block, std::size_t copies) {
  const binding::RowBlock &compiled = compiled_blocks_[block];
  const std::uint32_t start = position(copies_[copy_], compiled.plain_since, compiled.order);
  const auto index = static_cast<std::uint32_t>(blocks_.size());
  blocks_.push_back({block, copy_, start, start, no_index, no_index});
  copies_[copy_].blocks.push_back(index);
  open_.push_back(index);
  const RowBody *body = compiled.bodies.empty() ? nullptr : &compiled_bodies_[compiled.bodies.front()];
  const auto is_block = [](const RowItem &item) { return item.kind == RowItem::Kind::block; };
  if (copies == 0 || keep_all_ || body == nullptr || std::any_of(body->items.begin(), body->items.end(), is_block))
    return index;
  Block &equal = blocks_.back();
  equal.ended = equal.equal = true;
  equal.rows = body->plain_at_end;
  equal.filled = start;
  equal.end = start + equal.rows * static_cast<std::uint32_t>(copies);
  return index;
}

void AxisLayout::begin_copy(std::uint32_t body) {
  Block &block = blocks_[open_.back()];
  const std::uint32_t start = block.equal ? block.filled : block.end;
  block.filled += block.rows;
  if (block.equal && block.last_copy != no_index && !block.kept) {
    copy_ = block.last_copy;
    copies_[copy_].start = start;
    return;
  }
  block.kept = false;
  copy_ = static_cast<std::uint32_t>(copies_.size());
  if (block.first_copy == no_index)
    block.first_copy = copy_;
  else
    copies_[block.last_copy].next = copy_;
  block.last_copy = copy_;
  copies_.push_back({body, open_.back(), start});
}

void AxisLayout::end_copy() {
  const Copy &copy = copies_[copy_];
  const auto order = static_cast<std::uint32_t>(copy.blocks.size());
  Block &block = blocks_[copy.block];
  if (!block.equal)
    block.end = position(copy, compiled_bodies_[copy.body].plain_at_end, order);
  copy_ = block.parent;
}

void AxisLayout::end_block(bool kept) {
  Block &block = blocks_[open_.back()];
  block.end += kept ? 1 : 0;
  block.ended = true;
  ended_ = {block.start, block.end};
  open_.pop_back();
}

void AxisLayout::keep(std::uint32_t copy) {
  if (copy != no_index && copies_[copy].block != no_index)
    blocks_[copies_[copy].block].kept = true;
}

std::vector<std::uint32_t> AxisLayout::copies_of(std::uint32_t copy, std::uint32_t block) const {
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> waiting = {copy}; // copies, the next one last
  while (!waiting.empty()) {
    const std::uint32_t now = waiting.back();
    waiting.pop_back();
    if (copies_[now].block != no_index && blocks_[copies_[now].block].block == block) {
      found.push_back(now);
      continue;
    }
    std::vector<std::uint32_t> inside;
    for (const std::uint32_t instance : copies_[now].blocks)
      for (std::uint32_t at = blocks_[instance].first_copy; at != no_index; at = copies_[at].next)
        inside.push_back(at);
    waiting.insert(waiting.end(), inside.rbegin(), inside.rend());
  }
  return found;
}

std::uint32_t AxisLayout::row(std::uint32_t template_row) const {
  const Copy &copy = copies_[copy_];
  if (copy.body == no_index)
    return template_row;
  const RowItem *item = item_of(compiled_bodies_[copy.body], template_row);
  if (!item)
    return 0;
  return position(copy, item->plain_since, item->blocks_before) + (template_row - item->first);
}

bool AxisLayout::body_holds(std::uint32_t body, std::uint32_t row) const {
  return body != no_index && item_of(compiled_bodies_[body], row) != nullptr;
}

std::optional<std::int64_t> AxisLayout::known(const Copy &copy, std::uint32_t plain_since, std::uint32_t order) const {
  if (order > copy.blocks.size() || (order > 0 && !blocks_[copy.blocks[order - 1]].ended))
    return std::nullopt;
  return position(copy, plain_since, order);
}

/// Of a row behind the last one that the template holds.
std::optional<std::int64_t> AxisLayout::behind(const Copy &copy, std::uint32_t row) const {
  const RowBody &body = compiled_bodies_[copy.body];
  const std::uint32_t rows = body.items.empty() ? 0 : body.items.back().first + body.items.back().count;
  const auto blocks = static_cast<std::uint32_t>(std::count_if(
      body.items.begin(), body.items.end(), [](const RowItem &item) { return item.kind == RowItem::Kind::block; }));
  const auto end = known(copy, body.plain_at_end, blocks);
  return end ? std::optional(*end + (row >= rows ? row - rows : 0)) : end;
}

/// Outermost first.
std::vector<std::uint32_t> AxisLayout::copies_around(std::uint32_t copy) const {
  std::vector<std::uint32_t> around;
  for (std::uint32_t at = copy; at != no_index;
       at = copies_[at].block == no_index ? no_index : blocks_[copies_[at].block].parent)
    around.push_back(at);
  std::reverse(around.begin(), around.end());
  return around;
}

/// In a block of equal copies: in one of them, or in the first or last.
std::int64_t AxisLayout::of_equal(const Block &block, std::uint32_t row, std::uint32_t copy, bool last) const {
  const RowItem *item = item_of(compiled_bodies_[compiled_blocks_[block.block].bodies.front()], row);
  if (!item)
    return last ? std::int64_t{block.end} - 1 : std::int64_t{block.start};
  const std::uint32_t start = copy != no_index ? copies_[copy].start : last ? block.end - block.rows : block.start;
  if (item->kind == RowItem::Kind::gone)
    return std::int64_t{start} + item->plain_since - (last ? 1 : 0);
  return std::int64_t{start} + item->plain_since + (row - item->first);
}

std::optional<std::int64_t> AxisLayout::find(std::uint32_t root, std::size_t template_row, std::uint32_t copy,
                                             bool last) const {
  const auto row = static_cast<std::uint32_t>(template_row);
  if (copies_[root].body == no_index)
    return row;
  const std::vector<std::uint32_t> around = copies_around(copy);
  std::uint32_t at = root;
  bool inside = !around.empty() && around.front() == at;
  for (std::size_t depth = 1;; ++depth) {
    const Copy &now = copies_[at];
    const RowItem *item = item_of(compiled_bodies_[now.body], row);
    if (!item)
      return behind(now, row);
    if (item->kind != RowItem::Kind::block) {
      const auto begin = known(now, item->plain_since, item->blocks_before);
      const std::int64_t after =
          item->kind == RowItem::Kind::plain ? std::int64_t{row} - item->first : std::int64_t{last ? -1 : 0};
      return begin ? std::optional(*begin + after) : begin;
    }
    if (item->blocks_before >= now.blocks.size())
      return std::nullopt;
    const Block &block = blocks_[now.blocks[item->blocks_before]];
    inside = inside && depth < around.size() && &blocks_[copies_[around[depth]].block] == &block;
    if (block.equal)
      return of_equal(block, row, inside ? around[depth] : no_index, last);
    if (!inside && !block.ended && (last || block.first_copy == no_index))
      return std::nullopt;
    const std::uint32_t next = inside ? around[depth] : last ? block.last_copy : block.first_copy;
    if (next != no_index && body_holds(copies_[next].body, row)) {
      at = next;
      continue;
    }
    if (last && !block.ended)
      return std::nullopt;
    return last ? std::int64_t{block.end} - 1 : std::int64_t{block.start};
  }
}

bool AxisLayout::holds_both(std::uint32_t copy, std::uint32_t first, std::uint32_t last) const {
  return body_holds(copies_[copy].body, first) && body_holds(copies_[copy].body, last);
}

/// The innermost block below a body that holds both rows; none when they are no part of one.
std::uint32_t AxisLayout::innermost_block(std::uint32_t body, std::uint32_t first, std::uint32_t last) const {
  std::uint32_t found = no_index;
  while (body != no_index) {
    const RowItem *item = item_of(compiled_bodies_[body], first);
    if (item == nullptr || item->kind != RowItem::Kind::block || last >= item->first + item->count)
      return found;
    const std::vector<std::uint32_t> &branches = compiled_blocks_[item->block].bodies;
    const auto branch = std::find_if(branches.begin(), branches.end(), [&](std::uint32_t inside) {
      return body_holds(inside, first) && body_holds(inside, last);
    });
    if (branch == branches.end())
      return found;
    found = item->block;
    body = *branch;
  }
  return found;
}

std::vector<AxisLayout::Extent> AxisLayout::stretches(std::uint32_t root, std::size_t first, std::size_t last,
                                                      std::uint32_t copy) const {
  std::vector<Extent> found;
  if (copies_[root].body == no_index)
    return found;
  const auto from = static_cast<std::uint32_t>(first), to = static_cast<std::uint32_t>(last);
  std::uint32_t around = copy == no_index ? root : copy;
  while (around != root && !holds_both(around, from, to))
    around = blocks_[copies_[around].block].parent;
  const std::uint32_t block = innermost_block(copies_[around].body, from, to);
  if (block == no_index)
    return found;
  const auto add = [&](std::int64_t begin, std::int64_t end) {
    if (end < begin)
      return;
    if (!found.empty() && std::int64_t{found.back().end} + 1 == begin)
      found.back().end = static_cast<std::uint32_t>(end);
    else
      found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  const auto add_equal = [&](const Block &equal) {
    const std::int64_t begin = of_equal(equal, from, no_index, false) - equal.start;
    const std::int64_t end = of_equal(equal, to, no_index, true) - (std::int64_t{equal.end} - equal.rows);
    for (std::int64_t start = equal.start; equal.rows > 0 && start + equal.rows <= equal.end; start += equal.rows)
      add(start + begin, start + end);
  };
  std::vector<std::uint32_t> waiting = {around}; // copies, the next one last
  while (!waiting.empty()) {
    const std::uint32_t now = waiting.back();
    waiting.pop_back();
    if (copies_[now].block != no_index && blocks_[copies_[now].block].block == block) {
      const auto begin = find(root, first, now, false), end = find(root, last, now, true);
      if (begin && end && holds_both(now, from, to))
        add(*begin, *end);
      continue;
    }
    std::vector<std::uint32_t> inside;
    for (const std::uint32_t instance : copies_[now].blocks) {
      if (blocks_[instance].equal && blocks_[instance].block == block)
        add_equal(blocks_[instance]);
      for (std::uint32_t at = blocks_[instance].first_copy; at != no_index && !blocks_[instance].equal;
           at = copies_[at].next)
        inside.push_back(at);
    }
    waiting.insert(waiting.end(), inside.rbegin(), inside.rend());
  }
  return found;
}

} // namespace solieu::evaluate
