#pragma once

#include "diagnostic/diagnostic.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::workspace {

struct JsonMember;

/// A value of a JSON file with where it stands (of a member: where its name stands).
struct JsonValue {
  enum class Kind { null, boolean, whole, fraction, text, list, object } kind = Kind::null;
  std::string text; ///< of text (NFC) and of numbers and Booleans, as written
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;
  std::size_t line = 0;
  std::size_t column = 0;

  [[nodiscard]] const JsonValue *find(std::string_view name) const noexcept;
};

/// A named value of an object; a std::pair could not hold a value of a type that is not complete yet.
struct JsonMember {
  std::string first;
  JsonValue second;
};

/// Reads a JSON file; nothing when it is none, which is a finding `workspace.json-…` with line and column.
[[nodiscard]] std::optional<JsonValue> parse_json(const std::string &bytes, const std::string &file,
                                                  diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
