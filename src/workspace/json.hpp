#pragma once

#include "diagnostic/diagnostic.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::workspace {

/// A value of a JSON file with where it stands (of a member: where its name stands).
struct JsonValue {
  enum class Kind { null, boolean, whole, fraction, text, list, object } kind = Kind::null;
  std::string text; ///< of text (NFC) and of numbers and Booleans, as written
  std::vector<JsonValue> items;
  std::vector<std::pair<std::string, JsonValue>> members;
  std::size_t line = 0;
  std::size_t column = 0;

  [[nodiscard]] const JsonValue *find(std::string_view name) const noexcept;
};

/// Reads a JSON file; nothing when it is none, which is a finding `workspace.json-…` with line and column.
[[nodiscard]] std::optional<JsonValue> parse_json(const std::string &bytes, const std::string &file,
                                                  diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
