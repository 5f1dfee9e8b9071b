#pragma once

#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "workspace/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::workspace {

/// A JSON object of a workspace file, read by name; findings carry the place of the value. Names it is not asked for
/// are findings too (see `finish`).
class Object {
public:
  Object(const JsonValue &value, std::string file, diagnostic::Diagnostics &findings);

  /// The text of a member; `fallback` when it is not there.
  [[nodiscard]] std::string text(std::string_view name, std::string fallback = {});
  /// A text whose spaces and line ends mean something, NFC; "" when it is not there.
  [[nodiscard]] std::string as_written(std::string_view name);
  /// The text; a missing or empty one is a finding.
  [[nodiscard]] std::string required(std::string_view name);
  [[nodiscard]] bool flag(std::string_view name, bool fallback);
  /// A whole number from `least` to `most`.
  [[nodiscard]] int number(std::string_view name, int fallback, int least, int most);
  [[nodiscard]] std::optional<model::Date> date(std::string_view name);
  /// {"vi": …, "en": …}
  [[nodiscard]] model::Names names(std::string_view name);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);
  /// The texts of an object by their names, in the order of the file.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> named_texts(std::string_view name);
  /// The objects of a list.
  [[nodiscard]] std::vector<Object> objects(std::string_view name);
  /// The member, an object; nothing when it is not there.
  [[nodiscard]] std::optional<Object> object(std::string_view name);
  [[nodiscard]] bool has(std::string_view name) const noexcept { return value_->find(name) != nullptr; }
  [[nodiscard]] const JsonValue &value() const noexcept { return *value_; }
  /// A member that is dealt with without its value.
  void pass_over(std::string_view name) { asked_.emplace_back(name); }

  /// A finding at the member, or at the object when it is not there. The value of a secret is not shown.
  void report(diagnostic::Code code, std::string_view name,
              std::vector<std::pair<std::string, std::string>> arguments = {},
              diagnostic::Severity severity = diagnostic::Severity::error);
  /// Reports names that nobody asked for, without their values: one may be a secret under a misspelt name.
  void finish();

private:
  const JsonValue *member(std::string_view name, JsonValue::Kind kind);

  const JsonValue *value_;
  std::string file_;
  diagnostic::Diagnostics *findings_;
  std::vector<std::string> asked_;
};

} // namespace solieu::workspace
