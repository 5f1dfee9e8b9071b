#pragma once

#include "model/source_settings.hpp"
#include "workspace/object.hpp"

#include <filesystem>
#include <string_view>

namespace solieu::workspace {

/// Whether sources of the kind are servers or services, which have no path.
[[nodiscard]] bool is_remote(std::string_view kind);

/// Where a server or service is and who reads there; the password is named by its place.
void read_remote(Object &object, model::SourceSettings &source, const std::filesystem::path &folder);

/// What is asked of a source: its table, or a SELECT with parameters, and named queries.
void read_queries(Object &object, model::SourceSettings &source);

} // namespace solieu::workspace
