#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::format {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// The text of every src/*/messages.csv, made by cmake/embed_texts.cmake.
[[nodiscard]] std::span<const std::string_view> embedded_messages();

/// The sentence of a code with its places unfilled; nullptr when there is none.
[[nodiscard]] const std::string *sentence_of(std::string_view code, std::string_view language);

/// `{name}` replaced by its argument in one pass; a name without an argument stays as it is.
[[nodiscard]] std::string filled(std::string_view text, const Arguments &arguments);

} // namespace solieu::format
