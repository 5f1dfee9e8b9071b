#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <rtl/ustring.hxx>

#include <string>

namespace solieu::border {

/// A string of the office's configuration; UNO exceptions pass when the node is not there.
[[nodiscard]] rtl::OUString configured(const css::uno::Reference<css::uno::XComponentContext> &context,
                                       const char *node, const char *name);

/// URL of a file inside the installed extension, e.g. "dialogs/new_report.xdl".
[[nodiscard]] rtl::OUString package_url(const css::uno::Reference<css::uno::XComponentContext> &context,
                                        const char *file);

/// The settings of vn.solieu.Settings as the core takes them.
struct Settings {
  std::string workspace; ///< path; the shipped workspace when nothing is set
  std::string source;    ///< alias; empty = the default of the workspace
};
[[nodiscard]] Settings settings(const css::uno::Reference<css::uno::XComponentContext> &context);

} // namespace solieu::border
