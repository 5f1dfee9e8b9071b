#include "border/text.hpp"

#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/uno/RuntimeException.hpp>
#include <osl/file.hxx>
#include <rtl/strbuf.hxx>
#include <rtl/string.hxx>
#include <rtl/textenc.h>

namespace solieu::border {

namespace {
constexpr sal_uInt32 strict_to_bytes = RTL_UNICODETOTEXT_FLAGS_UNDEFINED_ERROR | RTL_UNICODETOTEXT_FLAGS_INVALID_ERROR;
constexpr sal_uInt32 strict_to_unicode = RTL_TEXTTOUNICODE_FLAGS_UNDEFINED_ERROR |
                                         RTL_TEXTTOUNICODE_FLAGS_MBUNDEFINED_ERROR |
                                         RTL_TEXTTOUNICODE_FLAGS_INVALID_ERROR;
} // namespace

std::string to_utf8(const rtl::OUString &text) {
  rtl::OString bytes;
  if (!text.convertToString(&bytes, RTL_TEXTENCODING_UTF8, strict_to_bytes)) {
    throw css::lang::IllegalArgumentException("text is no valid UTF-16", nullptr, 0);
  }
  return {bytes.getStr(), static_cast<std::size_t>(bytes.getLength())};
}

rtl::OUString to_oustring(std::string_view text) {
  rtl_uString *result = nullptr;
  if (!rtl_convertStringToUString(&result, text.data(), static_cast<sal_Int32>(text.size()), RTL_TEXTENCODING_UTF8,
                                  strict_to_unicode)) {
    throw css::uno::RuntimeException("text is no valid UTF-8", nullptr);
  }
  return rtl::OUString(result, SAL_NO_ACQUIRE);
}

std::string path_of(const rtl::OUString &url) {
  rtl::OUString path;
  if (osl::FileBase::getSystemPathFromFileURL(url, path) != osl::FileBase::E_None) {
    throw css::lang::IllegalArgumentException("not a local file: " + url, nullptr, 0);
  }
  return to_utf8(path);
}

rtl::OUString url_of(std::string_view path) {
  rtl::OUString url;
  if (osl::FileBase::getFileURLFromSystemPath(to_oustring(path), url) != osl::FileBase::E_None) {
    throw css::lang::IllegalArgumentException("not a local path: " + to_oustring(path), nullptr, 0);
  }
  return url;
}

} // namespace solieu::border
