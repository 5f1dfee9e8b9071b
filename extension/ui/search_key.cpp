#include "ui/search_key.hpp"

#include <rtl/ustrbuf.hxx>

#include <array>
#include <string_view>

namespace solieu::ui {

namespace {

/// Each row: the plain letter, then its forms with diacritics, small and capital.
constexpr std::array<std::u16string_view, 7> rows = {u"aàáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ",
                                                     u"dđĐ",
                                                     u"eèéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ",
                                                     u"iìíỉĩịÌÍỈĨỊ",
                                                     u"oòóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ",
                                                     u"uùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ",
                                                     u"yỳýỷỹỵỲÝỶỸỴ"};

constexpr char16_t first_combining = 0x0300;
constexpr char16_t last_combining = 0x036F;

char16_t plain(char16_t letter) {
  for (const std::u16string_view row : rows) {
    if (row.find(letter) != std::u16string_view::npos) {
      return row.front();
    }
  }
  return letter;
}

} // namespace

rtl::OUString search_key(const rtl::OUString &typed) {
  const rtl::OUString text = typed.trim();
  rtl::OUStringBuffer key(text.getLength());
  for (sal_Int32 i = 0; i < text.getLength(); ++i) {
    const bool mark = text[i] >= first_combining && text[i] <= last_combining;
    const bool second_blank = text[i] == ' ' && text[i - 1] == ' ';
    if (!mark && !second_blank) {
      key.append(static_cast<sal_Unicode>(plain(text[i])));
    }
  }
  return key.makeStringAndClear().toAsciiLowerCase();
}

} // namespace solieu::ui
