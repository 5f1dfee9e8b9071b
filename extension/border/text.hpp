#pragma once

#include <rtl/ustring.hxx>

#include <string>
#include <string_view>

namespace solieu::border {

/// UTF-16 → UTF-8, strictly: a lone surrogate throws css::lang::IllegalArgumentException, never a silent "?".
[[nodiscard]] std::string to_utf8(const rtl::OUString &text);
/// UTF-8 → UTF-16, strictly: invalid bytes throw css::uno::RuntimeException (our own text is always valid).
[[nodiscard]] rtl::OUString to_oustring(std::string_view text);

/// file: URL ↔ path in UTF-8; IllegalArgumentException when it is no local file.
[[nodiscard]] std::string path_of(const rtl::OUString &url);
[[nodiscard]] rtl::OUString url_of(std::string_view path);

} // namespace solieu::border
