#pragma once

#include <string>
#include <string_view>

namespace solieu::render {

/// Whether a notice on the whole report changes this entry of the package.
[[nodiscard]] bool takes_notice(std::string_view entry, bool writer) noexcept;

/// The entry's XML with the notice: on top of the first page of a Writer document (a frame in the margin, so that no
/// text moves), in the page headers of a spreadsheet, and before the title in the properties. An entry without the
/// place stays as it is.
[[nodiscard]] std::string with_notice(std::string xml, std::string_view entry, bool writer, std::string_view notice);

} // namespace solieu::render
