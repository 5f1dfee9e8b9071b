#pragma once

#include <string_view>

namespace solieu::odf {

/// True when every character may stand in XML 1.0 (clause 2.2) and the UTF-8 is well formed. What fails this is written
/// as U+FFFD by escape_xml.
[[nodiscard]] bool is_xml_text(std::string_view text) noexcept;

} // namespace solieu::odf
