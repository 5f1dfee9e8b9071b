#include "format/text_encoding.hpp"

#include "format/text.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace solieu;

namespace {

std::string decoded(std::string_view encoding, std::string_view bytes) {
  std::string text;
  format::TextDecoder(encoding).decode(bytes, true, text);
  return format::nfc(text);
}

/// The same, one byte at a time.
std::string dripped(std::string_view encoding, std::string_view bytes) {
  format::TextDecoder decoder(encoding);
  std::string text;
  for (const char byte : bytes)
    decoder.decode({&byte, 1}, false, text);
  decoder.decode({}, true, text);
  return format::nfc(text);
}

/// Every letter that Vietnamese has beyond ASCII.
constexpr std::string_view small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
constexpr std::string_view capital = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ";

constexpr std::string_view tcvn3_small = "\xB5\xB6\xB7\xB8\xB9\xA8\xBB\xBC\xBD\xBE\xC6\xA9\xC7\xC8\xC9\xCA\xCB\xAE\xCC"
                                         "\xCE\xCF\xD0\xD1\xAA\xD2\xD3\xD4\xD5\xD6"
                                         "\xD7\xD8\xDC\xDD\xDE\xDF\xE1\xE2\xE3\xE4\xAB\xE5\xE6\xE7\xE8\xE9\xAC\xEA\xEB"
                                         "\xEC\xED\xEE\xEF\xF1\xF2\xF3\xF4\xAD\xF5\xF6"
                                         "\xF7\xF8\xF9\xFA\xFB\xFC\xFD\xFE";
constexpr std::string_view tcvn3_capital =
    "A\xB5"
    "A\xB6"
    "A\xB7"
    "A\xB8"
    "A\xB9"
    "\xA1\xA1\xBB\xA1\xBC\xA1\xBD\xA1\xBE\xA1\xC6\xA2\xA2\xC7\xA2\xC8\xA2\xC9\xA2\xCA\xA2\xCB\xA7"
    "E\xCC"
    "E\xCE"
    "E\xCF"
    "E\xD0"
    "E\xD1"
    "\xA3\xA3\xD2\xA3\xD3\xA3\xD4\xA3\xD5\xA3\xD6"
    "I\xD7"
    "I\xD8"
    "I\xDC"
    "I\xDD"
    "I\xDE"
    "O\xDF"
    "O\xE1"
    "O\xE2"
    "O\xE3"
    "O\xE4"
    "\xA4\xA4\xE5\xA4\xE6\xA4\xE7\xA4\xE8\xA4\xE9\xA5\xA5\xEA\xA5\xEB\xA5\xEC\xA5\xED\xA5\xEE"
    "U\xEF"
    "U\xF1"
    "U\xF2"
    "U\xF3"
    "U\xF4"
    "\xA6\xA6\xF5\xA6\xF6\xA6\xF7\xA6\xF8\xA6\xF9"
    "Y\xFA"
    "Y\xFB"
    "Y\xFC"
    "Y\xFD"
    "Y\xFE";

constexpr std::string_view vni_small = "a\xF8"
                                       "a\xFB"
                                       "a\xF5"
                                       "a\xF9"
                                       "a\xEF"
                                       "a\xEA"
                                       "a\xE8"
                                       "a\xFA"
                                       "a\xFC"
                                       "a\xE9"
                                       "a\xEB"
                                       "a\xE2"
                                       "a\xE0"
                                       "a\xE5"
                                       "a\xE3"
                                       "a\xE1"
                                       "a\xE4"
                                       "\xF1"
                                       "e\xF8"
                                       "e\xFB"
                                       "e\xF5"
                                       "e\xF9"
                                       "e\xEF"
                                       "e\xE2"
                                       "e\xE0"
                                       "e\xE5"
                                       "e\xE3"
                                       "e\xE1"
                                       "e\xE4"
                                       "\xEC\xE6\xF3\xED\xF2"
                                       "o\xF8"
                                       "o\xFB"
                                       "o\xF5"
                                       "o\xF9"
                                       "o\xEF"
                                       "o\xE2"
                                       "o\xE0"
                                       "o\xE5"
                                       "o\xE3"
                                       "o\xE1"
                                       "o\xE4"
                                       "\xF4\xF4\xF8\xF4\xFB\xF4\xF5\xF4\xF9\xF4\xEF"
                                       "u\xF8"
                                       "u\xFB"
                                       "u\xF5"
                                       "u\xF9"
                                       "u\xEF"
                                       "\xF6\xF6\xF8\xF6\xFB\xF6\xF5\xF6\xF9\xF6\xEF"
                                       "y\xF8"
                                       "y\xFB"
                                       "y\xF5"
                                       "y\xF9"
                                       "\xEE";

/// VNI's capitals are the small codes less 0x20, letters too.
std::string vni_capital() {
  std::string bytes(vni_small);
  for (char &byte : bytes)
    byte = static_cast<char>(static_cast<unsigned char>(byte) - 0x20U);
  return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(text_encoding)

BOOST_AUTO_TEST_CASE(the_whole_alphabet_of_tcvn3_and_vni_in_both_cases) {
  BOOST_CHECK_EQUAL(decoded("tcvn3", tcvn3_small), small);
  BOOST_CHECK_EQUAL(decoded("tcvn3", tcvn3_capital), capital);
  BOOST_CHECK_EQUAL(decoded("vni", vni_small), small);
  BOOST_CHECK_EQUAL(decoded("vni", vni_capital()), capital);
  for (const std::string_view bytes : {tcvn3_small, tcvn3_capital})
    BOOST_CHECK_EQUAL(dripped("tcvn3", bytes), decoded("tcvn3", bytes));
  for (const std::string_view bytes : {std::string(vni_small), vni_capital()})
    BOOST_CHECK_EQUAL(dripped("vni", bytes), decoded("vni", bytes));
}

BOOST_AUTO_TEST_CASE(sentences_as_offices_typed_them) {
  BOOST_CHECK_EQUAL(decoded("tcvn3", "\xA7\xD2 t\xB5i khoa h\xE4"
                                     "c: x\xA9y d\xF9ng h\xD6 th\xE8ng ch\xD8 ti\xAAu \x96 50%"),
                    "Đề tài khoa học: xây dựng hệ thống chỉ tiêu – 50%");
  BOOST_CHECK_EQUAL(decoded("vni", "Xin cha\xF8o ca\xF9"
                                   "c ba\xEFn, t\xE6nh Qua\xFBng Ninh; ng\xF6\xF4\xF8i lao \xF1o\xE4ng"),
                    "Xin chào các bạn, tỉnh Quảng Ninh; người lao động");
  // Windows writes most tones as a mark of their own.
  BOOST_CHECK_EQUAL(decoded("windows-1258", "Qua\xD2ng Ninh, \xF0\xE3\xF2"
                                            "c bi\xEA\xF2t, \xD0\xD5"),
                    "Quảng Ninh, đặc biệt, ĐƠ");
}

BOOST_AUTO_TEST_CASE(utf_16_in_both_orders) {
  BOOST_CHECK_EQUAL(decoded("utf-16le", std::string_view("a\0\xA3\x1E\x3D\xD8\x00\xDE", 8)), "aả😀");
  BOOST_CHECK_EQUAL(decoded("utf-16be", std::string_view("\0a\x1E\xA3\xD8\x3D\xDE\x00", 8)), "aả😀");
  BOOST_CHECK_EQUAL(dripped("utf-16le", std::string_view("a\0\xA3\x1E\x3D\xD8\x00\xDE", 8)), "aả😀");
  std::string text;
  format::TextDecoder("utf-16le").decode(std::string_view("a\0\x00\xD8z", 5), true, text);
  BOOST_CHECK_EQUAL(text, "a\xFF\xFF"); // half a pair, half a unit
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_no_utf_8_either) {
  std::string text;
  format::TextDecoder("vni").decode("b\xF9", true, text); // a tone without a vowel
  BOOST_CHECK_EQUAL(text, "b\xFF");
  text.clear();
  format::TextDecoder("windows-1258").decode("a\x8A", true, text); // not assigned
  BOOST_CHECK_EQUAL(text, "a\xFF");
}

BOOST_AUTO_TEST_CASE(letters_of_an_old_font_in_a_workbook) {
  BOOST_CHECK_EQUAL(format::from_old_font("Qu¶ng Ninh", "tcvn3"), "Quảng Ninh");
  BOOST_CHECK_EQUAL(format::from_old_font("Quaûng Ninh", "vni"), "Quảng Ninh");
  BOOST_CHECK_EQUAL(format::from_old_font("Quảng Ninh", "tcvn3"), "Quảng Ninh"); // typed in Unicode
  BOOST_CHECK_EQUAL(format::from_old_font("JOB_ADDED", "vni"), "JOB_ADDED");
}

BOOST_AUTO_TEST_CASE(the_encoding_is_told_by_the_syllables) {
  const std::string_view tcvn = "t\xD8nh Qu\xB6ng Ninh gi\xB6i quy\xD5t vi\xD6"
                                "c l\xB5m";
  const std::string_view vni = "t\xE6nh Qua\xFBng Ninh gia\xFBi quye\xE1t vie\xE4"
                               "c la\xF8m";
  const std::string_view windows = "ti\xD2nh Qua\xD2ng Ninh gia\xD2i quy\xEA\xECt vi\xEA\xF2"
                                   "c la\xCCm";
  BOOST_CHECK_EQUAL(format::likely_encoding(tcvn, "utf-8"), "tcvn3");
  BOOST_CHECK_EQUAL(format::likely_encoding(vni, "tcvn3"), "vni");
  BOOST_CHECK_EQUAL(format::likely_encoding(windows, "vni"), "windows-1258");
  BOOST_CHECK_EQUAL(format::likely_encoding(tcvn, "tcvn3"), "tcvn3");
  BOOST_CHECK_EQUAL(format::likely_encoding("tỉnh Quảng Ninh", "tcvn3"), "utf-8");
  BOOST_CHECK_EQUAL(format::likely_encoding("JOB,22,2025", "vni"), "");
  BOOST_CHECK_EQUAL(format::likely_encoding(std::string_view("J\0O\0B\0", 6), "utf-8"), "utf-16le");
}

BOOST_AUTO_TEST_SUITE_END()
