#pragma once

#include <rtl/ustring.hxx>

namespace solieu::ui {

/// What is typed, as the core's search keys are written: lower case, without Vietnamese diacritics, composed or not.
[[nodiscard]] rtl::OUString search_key(const rtl::OUString &typed);

} // namespace solieu::ui
