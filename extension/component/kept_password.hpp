#pragma once

#include "model/source_settings.hpp"

#include <com/sun/star/uno/XComponentContext.hpp>

#include <optional>
#include <string>

namespace solieu::component {

/// The password that this office keeps under "solieu:ALIAS" for the source's user; nothing when it keeps none, or the
/// master password is not given.
[[nodiscard]] std::optional<std::string> kept_password(const model::SourceSettings &settings,
                                                       const css::uno::Reference<css::uno::XComponentContext> &context);

} // namespace solieu::component
