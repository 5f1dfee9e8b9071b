#pragma once

#include "border/settings.hpp"
#include "border/values.hpp"

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include <string>

namespace solieu::ui {

using Context = css::uno::Reference<css::uno::XComponentContext>;
using border::package_url;
using border::Settings;
using border::settings;

/// "vi" when the office speaks Vietnamese, else "en".
[[nodiscard]] std::string language(const Context &context);

/// A text of the user interface in the office's language (dialogs/strings_*.properties); the key itself when absent.
[[nodiscard]] rtl::OUString string(const Context &context, const char *key);

/// Arguments for a task of vn.solieu.Reports on the workspace and source that are set, in the office's language.
[[nodiscard]] border::Results task_arguments(const Context &context, const char *task);

/// Today in the office's time zone, ISO 8601.
[[nodiscard]] std::string today();

[[nodiscard]] css::beans::PropertyValue property(const char *name, const css::uno::Any &value);

/// The text of that name among the arguments of a dispatch, "" when there is none.
[[nodiscard]] rtl::OUString text_argument(const css::uno::Sequence<css::beans::PropertyValue> &arguments,
                                          const char *name);

} // namespace solieu::ui
