#include "border/guarded.hpp"
#include "border/text.hpp"
#include "border/values.hpp"
#include "format/text.hpp"
#include "ui/search_key.hpp"

#include <com/sun/star/lang/IllegalArgumentException.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace solieu;

namespace {

std::string refusal(const std::function<void()> &body) {
  try {
    border::guarded(nullptr, body);
  } catch (const css::lang::IllegalArgumentException &error) {
    return "argument: " + border::to_utf8(error.Message);
  } catch (const css::uno::RuntimeException &error) {
    return "runtime: " + border::to_utf8(error.Message);
  }
  return "none";
}

} // namespace

BOOST_AUTO_TEST_SUITE(crossing)

BOOST_AUTO_TEST_CASE(only_uno_exceptions_leave_a_guarded_body) {
  BOOST_TEST(refusal([] {}) == "none");
  BOOST_TEST(refusal([] { throw std::runtime_error("không có tệp"); }) == "runtime: không có tệp");
  BOOST_TEST(refusal([] { throw 42; }) == "runtime: unknown exception");
  BOOST_TEST(refusal([] { throw css::lang::IllegalArgumentException("wrong", nullptr, 1); }) == "argument: wrong");
}

BOOST_AUTO_TEST_CASE(text_crosses_unchanged_both_ways) {
  for (const std::string text : {"", "Số Liệu", "a\xCC\x80 \xF0\x9F\x93\x88", "Đ"}) {
    BOOST_TEST(border::to_utf8(border::to_oustring(text)) == text);
  }
}

BOOST_AUTO_TEST_CASE(broken_text_is_refused_and_never_replaced) {
  for (const std::string text : {"\xC3", "\xC0\x80", "\xED\xA0\x80", "a\xFFz", "\xF5\x80\x80\x80"}) {
    BOOST_CHECK_THROW((void)border::to_oustring(text), css::uno::RuntimeException);
  }
  const sal_Unicode low = 0xDC00;
  BOOST_CHECK_THROW((void)border::to_utf8(rtl::OUString(&low, 1)), css::lang::IllegalArgumentException);
}

BOOST_AUTO_TEST_CASE(paths_and_urls_keep_every_letter) {
  const std::string path = "/tmp/Báo cáo số 5%/a b#c.odt";
  BOOST_TEST(border::path_of(border::url_of(path)) == path);
  BOOST_CHECK_THROW((void)border::path_of("http://example.org/x"), css::lang::IllegalArgumentException);
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_folded_as_the_search_keys_are) {
  for (const std::string typed : {"Quảng Ninh", "THỪA THIÊN HUẾ", "Đắk Lắk", "Bà Rịa  -  Vũng Tàu", "Ea H'leo",
                                  "Qua\xCC\x89ng", "ẤẦẨẪẬ ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ÝỲỶỸỴ", "  x  "}) {
    BOOST_TEST(border::to_utf8(ui::search_key(border::to_oustring(typed))) == format::search_key(typed));
  }
}

BOOST_AUTO_TEST_SUITE_END()
