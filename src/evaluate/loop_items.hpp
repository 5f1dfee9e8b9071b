#pragma once

#include "expression/evaluator.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace solieu::evaluate {

/// What a loop runs over: the items of a list, or rows of which one is held at a time.
class LoopItems {
public:
  explicit LoopItems(const expression::Value &list);
  [[nodiscard]] std::size_t size() const noexcept { return chosen_ ? chosen_->size() : all(); }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// Valid until the next call.
  [[nodiscard]] const expression::Value &at(std::size_t index);
  /// Leaves out the items for which `wanted` says no.
  template <typename Wanted> void keep_if(const Wanted &wanted) {
    std::vector<std::uint32_t> chosen;
    for (std::size_t index = 0; index < all(); ++index)
      if (wanted(at(index)))
        chosen.push_back(static_cast<std::uint32_t>(index));
    chosen_ = std::move(chosen);
  }

private:
  [[nodiscard]] std::size_t all() const noexcept { return list_ ? list_->size() : source_ ? source_->size() : 0; }

  std::shared_ptr<const expression::List> list_;
  std::shared_ptr<const expression::RowSource> source_;
  std::optional<std::vector<std::uint32_t>> chosen_;
  std::shared_ptr<expression::Row> row_; ///< used again for the next one when nobody else holds it
  expression::Value item_;
};

} // namespace solieu::evaluate
