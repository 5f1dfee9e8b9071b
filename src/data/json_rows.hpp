#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::data {

/// The values of one row by the names that lead to them ("gia_tri", "ky.nam"); null is nothing, a number its own text.
using JsonRow = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// What a JSON text held beside its rows, or why it could not be read.
struct JsonOutcome {
  enum class Problem { none, syntax, too_deep, name_twice };

  std::string next;   ///< the text at the path of the next page; "" = none
  bool found = false; ///< whether there is a list at the path of the rows
  Problem problem = Problem::none;
  std::size_t line = 0, column = 0; ///< of wrong syntax
  std::string name;                 ///< that stands twice in one object
};

/// Hands over the objects of the list at `rows_path` (names with points between; "" = the text itself) one by one,
/// without building a tree: memory is that of a row. Numbers keep every digit. Lists within a row are left out. A value
/// of a row, the rows and the next page stand once: which of two is meant nobody knows.
[[nodiscard]] JsonOutcome read_json_rows(std::string_view text, const std::string &rows_path,
                                         const std::string &next_path,
                                         const std::function<void(const JsonRow &)> &take);

} // namespace solieu::data
