#include "format/text.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace solieu::format;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(nfd_becomes_nfc) {
  BOOST_TEST(nfc("Qua\xCC\x89ng Ninh") == "Quảng Ninh");
  BOOST_TEST(nfc("Đà Nẵng") == "Đà Nẵng");
  BOOST_TEST(nfc("plain") == "plain");
  BOOST_TEST(nfc(" keeps  spaces ") == " keeps  spaces ");
}

BOOST_AUTO_TEST_CASE(normalised_trims_and_squeezes_every_white_space) {
  BOOST_TEST(normalised("  Qua\xCC\x89ng \t\n\xC2\xA0 Ninh\xE2\x80\xAF ") == "Quảng Ninh");
  BOOST_TEST(normalised("") == "");
  BOOST_TEST(normalised(" \t ") == "");
}

BOOST_AUTO_TEST_CASE(invalid_bytes_become_the_replacement_character) {
  BOOST_TEST(normalised("a\xFFz") == "a\xEF\xBF\xBDz");
  BOOST_TEST(!valid_utf8("a\xFFz"));
  BOOST_TEST(!valid_utf8("\xC3"));
  BOOST_TEST(!valid_utf8("\xED\xA0\x80"));
  BOOST_TEST(!valid_utf8("\xC0\xAF"));
  BOOST_TEST(!valid_utf8("\xF4\x90\x80\x80"));
  BOOST_TEST(valid_utf8("đồng €, 𝄞"));
  BOOST_TEST(valid_utf8(""));
}

BOOST_AUTO_TEST_CASE(search_ignores_marks_case_and_tone_placement) {
  BOOST_TEST(search_key("Quảng  Ninh") == "quang ninh");
  BOOST_TEST(search_key("ĐÀ NẴNG") == "da nang");
  BOOST_TEST(search_key("Hoà Bình") == search_key("Hòa Bình"));
  BOOST_TEST(search_key("thuỷ, uỷ") == search_key("thủy, ủy"));
  BOOST_TEST(search_key("Ưu đãi") == "uu dai");
  BOOST_TEST(search_key(" X\xFF ") == "x\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_CASE(vietnamese_dictionary_order) {
  std::vector<std::string> names{"Đà Nẵng", "Dung", "Cần Thơ", "Cao Bằng", "Da", "Cà Mau",
                                 "Ê a",     "E dè", "An",      "Ăn",       "Ân"};
  std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return compare(a, b, "vi") < 0; });
  const std::vector<std::string> expected{"An", "Ăn",   "Ân",      "Cà Mau", "Cao Bằng", "Cần Thơ",
                                          "Da", "Dung", "Đà Nẵng", "E dè",   "Ê a"};
  BOOST_TEST(names == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tones_are_ordered_ngang_huyen_hoi_nga_sac_nang) {
  const std::vector<std::string> tones{"ma", "mà", "mả", "mã", "má", "mạ"};
  for (std::size_t i = 1; i < tones.size(); ++i) {
    BOOST_TEST(compare(tones[i - 1], tones[i], "vi") < 0);
  }
}

BOOST_AUTO_TEST_CASE(english_order_does_not_know_the_letter_d_with_stroke) {
  BOOST_TEST(compare("Đà Nẵng", "Dung", "en") < 0);
  BOOST_TEST(compare("Đà Nẵng", "Dung", "vi") > 0);
  BOOST_TEST(compare("same", "same", "vi") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
