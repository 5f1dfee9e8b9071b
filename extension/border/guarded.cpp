#include "border/guarded.hpp"

#include "border/text.hpp"

namespace solieu::border {

rtl::OUString current_sentence() {
  try {
    throw;
  } catch (const css::uno::Exception &error) {
    return error.Message;
  } catch (const std::exception &error) {
    return rtl::OUString(error.what(), static_cast<sal_Int32>(std::char_traits<char>::length(error.what())),
                         RTL_TEXTENCODING_UTF8);
  } catch (...) {
    return "unknown exception";
  }
}

} // namespace solieu::border
