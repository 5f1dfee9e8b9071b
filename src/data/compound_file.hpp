#pragma once

#include <string_view>

namespace solieu::data {

/// Whether a compound file (an .xls) has every sector that its own tables say it has ([MS-CFB] 2.2 to 2.5); one that
/// was cut has not.
[[nodiscard]] bool is_whole_compound_file(std::string_view bytes);

} // namespace solieu::data
