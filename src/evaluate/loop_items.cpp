#include "evaluate/loop_items.hpp"

namespace solieu::evaluate {

using expression::Row;
using expression::RowSource;
using expression::Value;

LoopItems::LoopItems(const Value &list) {
  if (const auto *source = std::get_if<std::shared_ptr<const RowSource>>(&list.data))
    source_ = *source;
  else
    list_ = expression::list_of(list);
}

const Value &LoopItems::at(std::size_t index) {
  const std::size_t place = chosen_ ? (*chosen_)[index] : index;
  if (list_)
    return (*list_)[place];
  item_.data = std::monostate{};
  if (!row_ || row_.use_count() > 1)
    row_ = std::make_shared<Row>();
  source_->read(place, *row_);
  item_.data = std::shared_ptr<const Row>(row_);
  return item_;
}

} // namespace solieu::evaluate
