#pragma once

#include "format/formatter.hpp"

#include <span>
#include <string_view>

namespace solieu::workspace {

/// The text of templates/phrases.vi.csv and phrases.en.csv, made by cmake/embed_texts.cmake.
[[nodiscard]] std::span<const std::string_view> embedded_phrases();

/// The shipped wording of a language ("vi", "en"): what a workspace does not word itself is worded so.
[[nodiscard]] const format::Phrases &built_in_phrases(std::string_view language);

} // namespace solieu::workspace
