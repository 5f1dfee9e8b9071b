#include "scratch.hpp"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

// With the LibreOffice of this machine.
namespace {

using namespace solieu::office_process;
using namespace solieu::office_process::test;

ExportRequest request_for(std::string bytes, std::string extension, std::string target) {
  ExportRequest request;
  request.document_bytes = std::move(bytes);
  request.extension = std::move(extension);
  request.target_format = std::move(target);
  return request;
}

/// Every conversion must leave neither files nor children.
struct CleanHouse {
  Scratch scratch;
  Variable temporary{"TMPDIR", scratch.path().string()};
  ~CleanHouse() {
    BOOST_TEST(count_entries(scratch.path()) == 0);
    BOOST_TEST(::waitpid(-1, nullptr, WNOHANG) == -1);
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(office, CleanHouse)

BOOST_AUTO_TEST_CASE(finds_the_office_of_this_machine) {
  const auto office = find_office();
  BOOST_REQUIRE_MESSAGE(office, "install libreoffice-writer and libreoffice-calc");
  BOOST_TEST(office->is_absolute());
}

BOOST_AUTO_TEST_CASE(writer_document_becomes_an_archivable_tagged_pdf) {
  auto request = request_for(writer_document("Tổng số lao động có việc làm tăng thêm: 7.650 người"), "fodt", "pdf");
  request.figures = {"việc làm tăng thêm: 7.650 người"};
  const auto made = convert(request);
  BOOST_TEST(made.findings.size() == 0U);
  const auto &pdf = made.bytes;
  BOOST_TEST(pdf.starts_with("%PDF-1."));
  BOOST_TEST(pdf.find("pdfaid:part>2<") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(works_without_a_sandbox_too_and_says_so) {
  BOOST_TEST(conditions().size() == 0U);
  const Variable none{"SOLIEU_SANDBOX", "none"};
  BOOST_REQUIRE(conditions().size() == 1U);
  BOOST_TEST(conditions().front().code.name == "office.no-sandbox");
  auto request = request_for(writer_document("Quảng Ninh"), "fodt", "pdf");
  request.figures = {"Quảng Ninh"};
  BOOST_TEST(convert(request).bytes.starts_with("%PDF-1."));
}

BOOST_AUTO_TEST_CASE(calc_formulas_are_calculated_whatever_value_was_stored) {
  auto request = request_for(calc_document(), "fods", "ods");
  request = request_for(convert(request).bytes, "ods", "pdf");
  request.figures = {"2000"};
  BOOST_TEST(convert(request).findings.size() == 0U);
}

BOOST_AUTO_TEST_CASE(other_formats_come_back_whole) {
  const auto odt = convert(request_for(writer_document("Số liệu"), "fodt", "odt")).bytes;
  BOOST_TEST(odt.starts_with("PK\3\4"));
  BOOST_TEST(convert(request_for(odt, "odt", "docx")).bytes.starts_with("PK\3\4"));
}

BOOST_AUTO_TEST_CASE(a_figure_may_be_written_in_a_way_of_its_own_and_others_be_hidden) {
  auto request = request_for(writer_document("TĂNG THÊM 7650 NGƯỜI"), "fodt", "pdf");
  request.figures = {"25,5%", "7.650"};
  BOOST_TEST(convert(request).findings.size() == 0U);
}

BOOST_AUTO_TEST_CASE(a_pdf_without_any_of_the_figures_is_warned_about) {
  auto request = request_for(writer_document("Quý I năm 2025"), "fodt", "pdf");
  request.figures = {"7.650", "25,5%"};
  const auto made = convert(request);
  BOOST_TEST(made.bytes.starts_with("%PDF-1."));
  BOOST_REQUIRE_EQUAL(made.findings.size(), 1U);
  BOOST_TEST(made.findings.front().code.name == "office.figures-not-seen");
  BOOST_TEST(argument(made.findings.front(), "text") == "7.650");
}

BOOST_AUTO_TEST_CASE(a_pdf_without_any_text_is_a_failure) {
  auto request = request_for(writer_document(""), "fodt", "pdf");
  request.figures = {"7.650"};
  const auto finding = finding_of([&] { static_cast<void>(convert(request)); });
  BOOST_TEST(finding.code.name == "office.text-missing");
  BOOST_TEST(argument(finding, "text") == "7.650");
}

BOOST_AUTO_TEST_CASE(a_document_that_cannot_be_loaded_is_a_failure_although_the_office_exits_0) {
  const auto finding = finding_of([] { static_cast<void>(convert(request_for("PK\3\4 and no more", "odt", "pdf"))); });
  BOOST_TEST(finding.code.name == "office.no-output");
  BOOST_TEST(argument(finding, "log").find("could not be loaded") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_temporary_folder_with_spaces_and_letters_works) {
  const auto odd = scratch / "Thư mục tạm #1 %20";
  std::filesystem::create_directory(odd);
  {
    const Variable temporary_too{"TMPDIR", odd.string()};
    BOOST_TEST(convert(request_for(writer_document("a"), "fodt", "pdf")).bytes.starts_with("%PDF-1."));
  }
  BOOST_TEST(count_entries(odd) == 0);
  std::filesystem::remove(odd);
}

BOOST_AUTO_TEST_SUITE_END()
