#include "format/diagnostic_text.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace solieu::diagnostic;
namespace format = solieu::format;

namespace {

Diagnostic unknown_code(Location location = {}) {
  return {Code{"format.no-sentence"}, Severity::error, std::move(location), {{"code", "x.y"}, {"values", "a = 1"}}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(diagnostic_text)

BOOST_AUTO_TEST_CASE(sentence_with_its_values_in_both_languages) {
  BOOST_TEST(
      format::message(unknown_code(), "en") ==
      "Finding x.y has no sentence in this program; report the code and these values to the administrator: a = 1");
  BOOST_TEST(
      format::message(unknown_code(), "vi") ==
      "Có phát hiện mã x.y nhưng chương trình chưa có câu giải thích cho mã này; hãy báo mã và các giá trị sau cho "
      "người quản trị: a = 1");
}

BOOST_AUTO_TEST_CASE(code_without_a_sentence_still_says_its_values) {
  const Diagnostic odd{Code("nowhere.nothing"), Severity::error, {}, {{"name", "JOB"}, {"count", "3"}}};
  BOOST_TEST(format::message(odd, "en") == "Finding nowhere.nothing has no sentence in this program; report the code "
                                           "and these values to the administrator: name = JOB, count = 3");
}

BOOST_AUTO_TEST_CASE(nearest_name_is_offered_when_there_is_one) {
  Diagnostic finding = unknown_code();
  finding.arguments.emplace_back("nearest", "JOB_ADDED");
  BOOST_TEST(format::message(finding, "en").ends_with("a = 1 Did you mean “JOB_ADDED”?"));
  BOOST_TEST(format::message(finding, "vi").ends_with("a = 1 Có phải ý bạn là “JOB_ADDED”?"));
  finding.arguments.back().second.clear();
  BOOST_TEST(format::message(finding, "en").ends_with("a = 1"));
}

BOOST_AUTO_TEST_CASE(a_value_with_braces_is_not_read_as_a_place) {
  Diagnostic finding = unknown_code();
  finding.arguments = {{"code", "{values}"}, {"values", "{code}"}};
  BOOST_TEST(format::message(finding, "en") == "Finding {values} has no sentence in this program; report the code and "
                                               "these values to the administrator: {code}");
}

BOOST_AUTO_TEST_CASE(places_as_a_person_names_them) {
  using P = PlaceKind;
  BOOST_TEST(format::place({P::none, "", 0, 0}, "vi") == "");
  BOOST_TEST(format::place({P::table_cell, "Bảng 2", 3, 2}, "vi") == "bảng \"Bảng 2\", hàng 3, cột B");
  BOOST_TEST(format::place({P::table_cell, "Bảng 2", 3, 2}, "en") == "table \"Bảng 2\", row 3, column B");
  BOOST_TEST(format::place({P::table_cell, "Bảng 2", 0, 0}, "vi") == "bảng \"Bảng 2\"");
  BOOST_TEST(format::place({P::sheet_cell, "Sheet1", 5, 3}, "vi") == "Sheet1.C5");
  BOOST_TEST(format::place({P::sheet_cell, "Biểu 1", 12, 28}, "vi") == "'Biểu 1'.AB12");
  BOOST_TEST(format::place({P::sheet_cell, "Năm's", 1, 1}, "en") == "'Năm''s'.A1");
  BOOST_TEST(format::place({P::sheet_cell, "Sheet1", 5, 0}, "vi") == "trang tính \"Sheet1\", hàng 5");
  BOOST_TEST(format::place({P::sheet_name, "Sheet1", 0, 0}, "en") == "the name of sheet \"Sheet1\"");
  BOOST_TEST(format::place({P::header, "Trang đầu", 0, 0}, "vi") == "đầu trang của kiểu trang \"Trang đầu\"");
  BOOST_TEST(format::place({P::header, "Trang đầu", 0, 0}, "en") == "the header of page style \"Trang đầu\"");
  BOOST_TEST(format::place({P::footer, "Standard", 0, 0}, "vi") == "chân trang của kiểu trang \"Standard\"");
  BOOST_TEST(format::place({P::paragraph, "", 7, 0}, "vi") == "đoạn 7");
  BOOST_TEST(format::place({P::paragraph, "", 0, 0}, "en") == "the body of the document");
  BOOST_TEST(format::place({P::text_box, "Khung1", 0, 0}, "vi") == "khung chữ \"Khung1\"");
  BOOST_TEST(format::place({P::footnote, "", 2, 0}, "vi") == "cước chú 2");
  BOOST_TEST(format::place({P::title, "Title", 0, 0}, "vi") == "thuộc tính tài liệu \"Title\"");
  BOOST_TEST(format::place({P::chart, "Object 1", 0, 0}, "en") == "chart \"Object 1\"");
  BOOST_TEST(format::place({P::record, "observations", 7, 0}, "vi") == "bảng dữ liệu \"observations\", dòng 7");
  BOOST_TEST(format::place({P::record, "", 7, 2}, "vi") == "dòng 7, cột 2");
}

BOOST_AUTO_TEST_CASE(report_marks_the_spot_under_vietnamese_text) {
  Location location{"BC03.odt", {PlaceKind::table_cell, "Bảng 2", 3, 2}, 0, 0, "Tổng số {{ JOB_ADED }} người", 0, 0};
  location.offset = location.text.find("JOB_ADED");
  location.length = 8;
  BOOST_TEST(
      format::report(unknown_code(location), "en") ==
      "BC03.odt: table \"Bảng 2\", row 3, column B: error: Finding x.y has no sentence in this program; report the "
      "code and these values to the administrator: a = 1 [format.no-sentence]\n"
      "  Tổng số {{ JOB_ADED }} người\n"
      "             ^~~~~~~~");
}

BOOST_AUTO_TEST_CASE(report_counts_a_combining_mark_as_no_column) {
  Location location{"", {}, 0, 0, "Qua\xCC\x89ng X", 0, 1};
  location.offset = location.text.find('X');
  BOOST_TEST(format::report(unknown_code(location), "vi").ends_with("\n  Qua\xCC\x89ng X\n        ^"));
}

BOOST_AUTO_TEST_CASE(report_with_line_and_column_and_each_severity) {
  Diagnostic finding = unknown_code({"rules.csv", {}, 4, 9, "", 0, 0});
  BOOST_TEST(format::report(finding, "en").starts_with("rules.csv: line 4, column 9: error: Finding"));
  finding.severity = Severity::warning;
  BOOST_TEST(format::report(finding, "vi").starts_with("rules.csv: dòng 4, cột 9: cảnh báo: Có phát hiện"));
  finding.severity = Severity::note;
  BOOST_TEST(format::report(finding, "vi").starts_with("rules.csv: dòng 4, cột 9: ghi chú: "));
}

BOOST_AUTO_TEST_CASE(report_shows_the_right_line_of_several) {
  Location location{"", {}, 0, 0, "một\nhai ba\nbốn", 0, 2};
  location.offset = location.text.find("ba");
  BOOST_TEST(format::report(unknown_code(location), "vi").ends_with("\n  hai ba\n      ^~"));
}

BOOST_AUTO_TEST_CASE(report_survives_a_spot_outside_the_text) {
  const Location behind{"", {}, 0, 0, "đá", 99, 99};
  BOOST_TEST(format::report(unknown_code(behind), "vi").ends_with("\n  đá\n    ^"));
  const Location inside_a_letter{"", {}, 0, 0, "đá", 1, 1};
  BOOST_TEST(format::report(unknown_code(inside_a_letter), "vi").ends_with("\n  đá\n  ^"));
}

BOOST_AUTO_TEST_CASE(report_cuts_a_long_line_around_the_spot) {
  Location location{"", {}, 0, 0, std::string(300, 'a') + "X" + std::string(300, 'b'), 300, 1};
  BOOST_TEST(
      format::report(unknown_code(location), "en")
          .ends_with("\n  …" + std::string(50, 'a') + "X" + std::string(69, 'b') + "…\n" + std::string(53, ' ') + "^"));
}

BOOST_AUTO_TEST_CASE(report_lets_no_control_character_through) {
  Location location{"a\x1B[31m.odt", {}, 0, 0, "\x1B[2J\xE2\x80\xAE{{ x }}", 0, 0};
  const std::string text = format::report(unknown_code(location), "en");
  BOOST_TEST(text.find('\x1B') == std::string::npos);
  BOOST_TEST(text.find("\xE2\x80\xAE") == std::string::npos);
  BOOST_TEST(text.starts_with("a\xEF\xBF\xBD[31m.odt: error: "));
}

BOOST_AUTO_TEST_CASE(codes_of_all_rooms_are_known) {
  const std::vector<std::string> codes = format::known_codes();
  BOOST_TEST(std::is_sorted(codes.begin(), codes.end()));
  BOOST_TEST((std::find(codes.begin(), codes.end(), "format.no-sentence") != codes.end()));
}

BOOST_AUTO_TEST_SUITE_END()
