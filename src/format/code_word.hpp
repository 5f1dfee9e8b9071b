#pragma once

#include <string>
#include <string_view>

namespace solieu::format {

/// A code of an observation (its bound, kind, status or measure) in words of the language: "more_than" → "trên". Other
/// texts come back as they are.
[[nodiscard]] std::string code_word(std::string_view code, std::string_view language);

} // namespace solieu::format
