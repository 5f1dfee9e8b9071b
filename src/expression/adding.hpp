#pragma once

#include "expression/check.hpp"
#include "expression/evaluator.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::expression {

/// Why figures are not added up (figures.md §1): the code of the reason and the values of its sentence.
struct NotAdded {
  std::string reason;
  std::vector<std::pair<std::string, std::string>> arguments;
};

/// Of the figures of a list, before data: `list` is its type, `averaged` whether the mean is asked for.
[[nodiscard]] std::optional<NotAdded> not_added(const Type &list, bool averaged, const model::Catalogue &catalogue);
/// Of the two sides of a `+`, before data.
[[nodiscard]] std::optional<NotAdded> not_added(const Node &left, const Type &left_type, const Node &right,
                                                const Type &right_type, const model::Catalogue &catalogue);
/// Of two figures at hand; `in_list` when they are rows of a list whose sum is asked for.
[[nodiscard]] std::optional<NotAdded> not_added(const model::Figure &one, const model::Figure &other, bool in_list,
                                                const model::Catalogue &catalogue);

/// The sum of two values; missing with the reason where they are no numbers or are not added up.
[[nodiscard]] model::Quantity added(const Value &left, const Value &right, const Environment &environment);

} // namespace solieu::expression
