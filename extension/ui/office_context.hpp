#pragma once

#include "border/values.hpp"

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include <string>

namespace solieu::ui {

using Context = css::uno::Reference<css::uno::XComponentContext>;

/// "vi" when the office speaks Vietnamese, else "en".
[[nodiscard]] std::string language(const Context &context);

/// URL of a file inside the installed extension, e.g. "dialogs/new_report.xdl".
[[nodiscard]] rtl::OUString package_url(const Context &context, const char *file);

/// The settings of vn.solieu.Settings as the core takes them: Workspace (path; the shipped one when nothing is set),
/// Source.
struct Settings {
  std::string workspace;
  std::string source;
};
[[nodiscard]] Settings settings(const Context &context);

/// A text of the user interface in the office's language (dialogs/strings_*.properties); the key itself when absent.
[[nodiscard]] rtl::OUString string(const Context &context, const char *key);

/// Today in the office's time zone, ISO 8601.
[[nodiscard]] std::string today();

[[nodiscard]] css::beans::PropertyValue property(const char *name, const css::uno::Any &value);

} // namespace solieu::ui
