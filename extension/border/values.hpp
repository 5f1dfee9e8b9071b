#pragma once

#include <com/sun/star/beans/NamedValue.hpp>
#include <com/sun/star/uno/Sequence.hxx>

#include <string>
#include <vector>

namespace solieu::border {

using NamedValues = css::uno::Sequence<css::beans::NamedValue>;

/// Reads named arguments.
class Arguments {
public:
  explicit Arguments(const NamedValues &values) : values_(values) {}
  /// The text, or "" when absent. IllegalArgumentException when it is there and no string.
  [[nodiscard]] std::string text(const char *name) const;
  [[nodiscard]] bool flag(const char *name) const;
  [[nodiscard]] css::uno::Any any(const char *name) const;

private:
  const NamedValues &values_;
};

/// Collects named results.
class Results {
public:
  void text(const char *name, const std::string &value);
  void flag(const char *name, bool value);
  void count(const char *name, std::size_t value);
  void any(const char *name, const css::uno::Any &value);
  [[nodiscard]] NamedValues values() const;

private:
  std::vector<css::beans::NamedValue> values_;
};

/// A list of records as one Any: sequence<sequence<NamedValue>>.
[[nodiscard]] css::uno::Any records(const std::vector<NamedValues> &list);

} // namespace solieu::border
