#include "format/code_word.hpp"

#include "diagnostic/diagnostic.hpp"
#include "diagnostic/system_cause.hpp"
#include "format/diagnostic_text.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

using namespace solieu;

BOOST_AUTO_TEST_SUITE(code_word)

BOOST_AUTO_TEST_CASE(codes_of_observations_are_printed_in_words) {
  BOOST_TEST(format::code_word("more_than", "vi") == "trên");
  BOOST_TEST(format::code_word("more_than", "en") == "more than");
  BOOST_TEST(format::code_word("actual", "vi") == "thực hiện");
  BOOST_TEST(format::code_word("plan", "vi") == "kế hoạch");
  BOOST_TEST(format::code_word("not_applicable", "en") == "not applicable");
  BOOST_TEST(format::code_word("Sở Nội vụ", "vi") == "Sở Nội vụ");
}

BOOST_AUTO_TEST_CASE(causes_of_the_system_are_told_in_the_readers_language) {
  const auto told = [](int cause, const char *language) {
    return format::message(diagnostic::Diagnostic{diagnostic::Code{"job.file-unreadable"},
                                                  diagnostic::Severity::error,
                                                  {},
                                                  {{"file", "a.odt"}, {"cause", diagnostic::system_cause(cause)}}},
                           language);
  };
  BOOST_TEST(told(ENOENT, "vi") ==
             "Không đọc được tệp a.odt: không có tệp hay thư mục này. Hãy kiểm tra đường dẫn và quyền đọc.");
  BOOST_TEST(told(ENOENT, "en") ==
             "The file a.odt cannot be read: there is no such file or folder. Check its path and permissions.");
  BOOST_TEST(told(EACCES, "vi") == "Không đọc được tệp a.odt: không có quyền. Hãy kiểm tra đường dẫn và quyền đọc.");
  BOOST_TEST(told(EXDEV, "en") ==
             "The file a.odt cannot be read: Invalid cross-device link. Check its path and permissions.");
}

BOOST_AUTO_TEST_SUITE_END()
