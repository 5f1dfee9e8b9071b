#include "border/values.hpp"

#include "border/text.hpp"

#include <com/sun/star/lang/IllegalArgumentException.hpp>

#include <algorithm>

namespace solieu::border {

css::uno::Any Arguments::any(const char *name) const {
  const css::beans::NamedValue *const end = values_.getConstArray() + values_.getLength();
  const auto found = std::find_if(values_.getConstArray(), end,
                                  [name](const css::beans::NamedValue &value) { return value.Name.equalsAscii(name); });
  return found == end ? css::uno::Any() : found->Value;
}

std::string Arguments::text(const char *name) const {
  const css::uno::Any value = any(name);
  rtl::OUString text;
  const bool is_text = value >>= text;
  if (value.hasValue() && !is_text) {
    throw css::lang::IllegalArgumentException("argument " + rtl::OUString::createFromAscii(name) + " is no string",
                                              nullptr, 0);
  }
  return to_utf8(text);
}

bool Arguments::flag(const char *name) const {
  bool value = false;
  any(name) >>= value;
  return value;
}

void Results::text(const char *name, const std::string &value) { any(name, css::uno::Any(to_oustring(value))); }
void Results::flag(const char *name, bool value) { any(name, css::uno::Any(value)); }
void Results::count(const char *name, std::size_t value) { any(name, css::uno::Any(static_cast<sal_Int32>(value))); }

void Results::any(const char *name, const css::uno::Any &value) {
  values_.emplace_back(rtl::OUString::createFromAscii(name), value);
}

NamedValues Results::values() const { return {values_.data(), static_cast<sal_Int32>(values_.size())}; }

css::uno::Any records(const std::vector<NamedValues> &list) {
  return css::uno::Any(css::uno::Sequence<NamedValues>(list.data(), static_cast<sal_Int32>(list.size())));
}

} // namespace solieu::border
