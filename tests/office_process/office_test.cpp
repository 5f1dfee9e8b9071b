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
  request.probe_text = "việc làm tăng thêm: 7.650 người";
  const auto pdf = convert(request);
  BOOST_TEST(pdf.starts_with("%PDF-1."));
  BOOST_TEST(pdf.find("pdfaid:part>2<") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(works_without_a_sandbox_too_and_says_so) {
  BOOST_TEST(conditions().size() == 0U);
  const Variable none{"SOLIEU_SANDBOX", "none"};
  BOOST_REQUIRE(conditions().size() == 1U);
  BOOST_TEST(conditions().front().code.name == "office.no-sandbox");
  auto request = request_for(writer_document("Quảng Ninh"), "fodt", "pdf");
  request.probe_text = "Quảng Ninh";
  BOOST_TEST(convert(request).starts_with("%PDF-1."));
}

BOOST_AUTO_TEST_CASE(calc_formulas_are_calculated_whatever_value_was_stored) {
  auto request = request_for(calc_document(), "fods", "ods");
  request = request_for(convert(request), "ods", "pdf");
  request.probe_text = "2000";
  BOOST_TEST(convert(request).starts_with("%PDF-1."));
}

BOOST_AUTO_TEST_CASE(other_formats_come_back_whole) {
  const auto odt = convert(request_for(writer_document("Số liệu"), "fodt", "odt"));
  BOOST_TEST(odt.starts_with("PK\3\4"));
  BOOST_TEST(convert(request_for(odt, "odt", "docx")).starts_with("PK\3\4"));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_not_in_the_pdf_is_a_failure) {
  auto request = request_for(writer_document("Quý I năm 2025"), "fodt", "pdf");
  request.probe_text = "Quý II năm 2025";
  const auto finding = finding_of([&] { static_cast<void>(convert(request)); });
  BOOST_TEST(finding.code.name == "office.text-missing");
  BOOST_TEST(argument(finding, "text") == "Quý II năm 2025");
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
    BOOST_TEST(convert(request_for(writer_document("a"), "fodt", "pdf")).starts_with("%PDF-1."));
  }
  BOOST_TEST(count_entries(odd) == 0);
  std::filesystem::remove(odd);
}

BOOST_AUTO_TEST_SUITE_END()
