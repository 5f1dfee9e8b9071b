#pragma once

#include <string_view>

namespace solieu::workspace {

/// Whether a member of this name holds a secret itself, however it is written ("Password", "mat_khau", "api-key"). The
/// name of a place where one is kept ("password_file", "token_variable") is none.
[[nodiscard]] bool is_secret_name(std::string_view name);

} // namespace solieu::workspace
