#include "evaluate/filler.hpp"

#include "diagnostic/failure.hpp"

namespace solieu::evaluate {

using binding::no_index;
using diagnostic::Code;
using expression::Item;
using expression::Row;
using expression::Value;

namespace {

constexpr std::string_view loop_name = "loop";

Value whole(std::size_t number) {
  return {model::Quantity::of(model::Decimal(static_cast<std::int64_t>(number)), {}), nullptr, nullptr};
}

} // namespace

std::string key_of(const Value &item, const model::Catalogue &catalogue, const Printer &printer) {
  if (const auto *row = std::get_if<std::shared_ptr<const Row>>(&item.data))
    return (*row)->key;
  if (const auto *member = std::get_if<Item>(&item.data))
    return member->kind == Item::Kind::member ? catalogue.at(member->breakdown).code + "=" + member->code
                                              : member->code;
  return printer.text(item);
}

Value loop_row(std::size_t index, std::size_t length, const format::Formatter &formatter) {
  auto row = std::make_shared<Row>();
  row->key = std::to_string(index);
  row->index = index;
  row->columns = {{"index", whole(index)},
                  {"first", {index == 1, nullptr, nullptr}},
                  {"last", {index == length, nullptr, nullptr}},
                  {"length", whole(length)},
                  {"roman", {format::Formatter::roman(index), nullptr, nullptr}},
                  {"letter", {formatter.letter(index), nullptr, nullptr}}};
  return {std::shared_ptr<const Row>(std::move(row)), nullptr, nullptr};
}

LoopItems Filler::chosen_items(const binding::Loop &loop) {
  const Marker marker{loop.text, loop.place, loop.file};
  const Value list = evaluate(*loop.list, marker);
  expression::expect_list(list, *loop.list, environment_);
  take_notes(marker);
  LoopItems items(list);
  if (loop.condition)
    items.keep_if([&](const Value &item) {
      const std::size_t names = environment_.variables.mark();
      environment_.variables.push(loop.variable, item);
      environment_.text = loop.text;
      const bool wanted = expression::truth(*loop.condition, environment_).value_or(false);
      environment_.variables.release(names);
      take_notes(marker);
      return wanted;
    });
  if (!loop.repeats_rows)
    return items;
  rows_ += items.size();
  if (rows_ > context_.limits.rows)
    stop({Code{"evaluate.too-many-rows"},
          diagnostic::Severity::error,
          {},
          {{"limit", std::to_string(context_.limits.rows)}, {"limit_key", "rows"}}},
         marker);
  return items;
}

Filler::BlockState Filler::enter_link(std::uint32_t link) {
  const BlockState before = link == no_index ? BlockState{} : blocks_[link];
  if (link != no_index) {
    const binding::BlockLink &block = parts_.block_links[link];
    blocks_[link] = {add_link(block.number, {block.text, block.place, block.file}), true, true};
    report_.links.back().value_type = "block";
  }
  return before;
}

void Filler::block_end(const binding::Step &step, bool open) {
  const BlockState &state = blocks_[step.index];
  if (open ? state.first : state.last)
    put({open ? Piece::Kind::link_open : Piece::Kind::link_close, false, state.link});
}

void Filler::branch_rows(std::uint32_t rows, std::size_t branch, std::uint32_t body_index) {
  if (rows != no_index)
    layout_.rows.begin_copy(parts_.row_blocks[rows].bodies[branch]);
  body(body_index);
  if (rows != no_index)
    layout_.rows.end_copy();
}

void Filler::keep_row(std::uint32_t rows, std::uint32_t kept, bool empty) {
  const bool keep = rows != no_index && empty && kept != no_index;
  if (keep)
    body(kept);
  if (rows != no_index)
    layout_.rows.end_block(keep);
}

void Filler::close_rows(std::uint32_t rows, std::uint32_t link) {
  if (rows == no_index || link == no_index)
    return;
  const AxisLayout::Extent extent = layout_.rows.ended_block();
  if (extent.end <= extent.first)
    return;
  const binding::BlockLink &block = parts_.block_links[link];
  const AxisLayout::Extent columns = layout_.column_range(block.first_column, block.last_column);
  report_.parts->database_ranges.push_back(
      {blocks_[link].link, layout_.sheet(), extent.first, extent.end - 1, columns.first, columns.end});
}

/// Rows are counted when their loop begins.
void Filler::count_copy(const binding::Loop &loop) {
  if (loop.repeats_rows || ++other_copies_ <= context_.limits.copies)
    return;
  stop({Code{"evaluate.too-many-copies"},
        diagnostic::Severity::error,
        {},
        {{"limit", std::to_string(context_.limits.copies)}, {"limit_key", "copies"}}},
       {loop.text, loop.place, loop.file});
}

void Filler::begin_copy(const binding::Loop &loop) {
  constexpr std::uint32_t between = 256;
  repetitions_.push_back(++repetition_);
  if (repetition_ % between == 0 && context_.between)
    context_.between();
  ++copies_[static_cast<std::size_t>(&loop - parts_.loops.data())];
}

void Filler::iterations(const binding::Loop &loop, LoopItems &items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t names = environment_.variables.mark();
    const Value &item = items.at(i);
    environment_.variables.push(loop.variable, item);
    if (loop.uses_loop)
      environment_.variables.push(std::string(loop_name), loop_row(i + 1, items.size(), context_.formatter));
    if (loop.link != no_index) {
      blocks_[loop.link].first = i == 0;
      blocks_[loop.link].last = i + 1 == items.size();
    }
    keys_.push_back(key_of(item, context_.catalogue, printer_));
    count_copy(loop);
    begin_copy(loop);
    branch_rows(loop.rows, 0, loop.body);
    repetitions_.pop_back();
    keys_.pop_back();
    environment_.variables.release(names);
    hand_over_when_many();
  }
}

void Filler::loop(const binding::Loop &loop) {
  if (loop.columns != no_index)
    return loop.defines_columns ? define_columns(loop) : repeat_columns(loop);
  LoopItems items = chosen_items(loop);
  const bool printed = !items.empty() || loop.otherwise != no_index;
  const BlockState outer = enter_link(printed || loop.kept != no_index ? loop.link : no_index);
  if (loop.rows != no_index)
    layout_.rows.begin_block(loop.rows, items.size());
  iterations(loop, items);
  if (items.empty() && loop.otherwise != no_index)
    branch_rows(loop.rows, 1, loop.otherwise);
  keep_row(loop.rows, loop.kept, !printed);
  if (loop.link != no_index && (printed || loop.kept != no_index)) {
    close_rows(loop.rows, loop.link);
    blocks_[loop.link] = outer;
  }
}

void Filler::choice(const binding::Choice &choice) {
  std::size_t taken = 0;
  for (; taken < choice.branches.size(); ++taken) {
    const binding::Branch &branch = choice.branches[taken];
    const expression::NodePtr &condition = branch.condition;
    environment_.text = branch.text;
    const bool holds = !condition || expression::truth(*condition, environment_).value_or(false);
    take_notes({branch.text, branch.place, branch.file});
    if (holds)
      break;
  }
  const bool printed = taken < choice.branches.size();
  const BlockState outer = enter_link(printed ? choice.link : no_index);
  if (choice.rows != no_index)
    layout_.rows.begin_block(choice.rows);
  if (printed)
    branch_rows(choice.rows, taken, choice.branches[taken].body);
  keep_row(choice.rows, choice.kept, !printed);
  if (printed && choice.link != no_index) {
    close_rows(choice.rows, choice.link);
    blocks_[choice.link] = outer;
  }
}

} // namespace solieu::evaluate
