#pragma once

#include "data/data_source.hpp"

#include <com/sun/star/uno/XComponentContext.hpp>

#include <memory>

namespace solieu::component {

/// Sources of the kind "libreoffice": a database that is registered in this office (Tools ▸ Options ▸ Base ▸
/// Databases), by its name. Read-only, with the source's deadline; a cancel leaves the call behind and cancels its
/// statement.
[[nodiscard]] std::unique_ptr<data::DataSource>
registered_database(const model::SourceSettings &settings,
                    const css::uno::Reference<css::uno::XComponentContext> &context);

} // namespace solieu::component
