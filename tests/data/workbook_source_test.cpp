#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/sheet_cells.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace solieu;
using namespace solieu::support;
namespace fs = std::filesystem;

namespace {

fs::path folder() {
  auto made = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "data-workbook";
  fs::remove_all(made);
  fs::create_directories(made);
  return made;
}

void write(const fs::path &path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Forms that python3-xlsxwriter and python3-xlwt wrote (make_workbooks.py).
fs::path by_another_writer(const char *name) { return fs::path(SOLIEU_SOURCE_DIR) / "tests/data/workbooks" / name; }

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Breakdown channel;
  channel.code = "channel";
  channel.members = {{"COAL", {"Ngành than", "Coal"}, ""}, {"OTHER", {"Khác", "Other"}, ""}};
  const auto by_channel = made.add(std::move(channel));
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  job.breakdowns = {by_channel};
  made.add(std::move(job));
  model::Indicator rate;
  rate.code = "RATE";
  rate.unit = model::Unit::of("%");
  made.add(std::move(rate));
  for (const auto &[code, unit] : {std::pair("JOB_ADDED", "người"), std::pair("TRAINED_RATE", "%")}) {
    model::Indicator shipped;
    shipped.code = code;
    shipped.unit = model::Unit::of(unit);
    shipped.breakdowns = {by_channel};
    made.add(std::move(shipped));
  }
  model::Territory unit;
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

model::SourceSettings settings_of(const fs::path &path) {
  model::SourceSettings settings;
  settings.alias = "forms";
  settings.kind = "workbook";
  settings.path = path.string();
  return settings;
}

std::string bytes_of(const fs::path &path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// As sources.json would describe the form of make_workbooks.py.
model::SourceSettings form_settings(const fs::path &path) {
  auto settings = settings_of(path);
  settings.writing = model::Writing::vietnamese;
  settings.columns.indicator = "Chỉ tiêu";
  settings.columns.slice = "Phân tổ";
  settings.columns.low = "Số lao động / Thực hiện";
  settings.file.at_cells.territory = "B2";
  settings.file.at_cells.period = "B3";
  return settings;
}

data::ReadResult read(const model::SourceSettings &settings) {
  return data::open_source(settings)->read({}, catalogue());
}

/// "JOB/COAL 62 người (xlsxwriter:8)".
std::vector<std::string> shown(const data::ReadResult &result) {
  const auto names = catalogue();
  std::vector<std::string> list;
  for (const auto &o : result.dataset.all())
    list.push_back(names.at(o.key.indicator).code +
                   std::string(o.key.slice.empty() ? "" : "/" + o.key.slice[0].member) + " " + o.key.period.id() + " " +
                   (o.low ? o.low->text() : "NULL") + " " + o.unit.text + " " + o.wording + " (" + o.origin.text() +
                   ")");
  return list;
}

void check_all(const std::vector<std::string> &found, const std::vector<std::string> &expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

/// What a read reports, as it stands on the screen, without the folder.
std::vector<std::string> reported(const data::ReadResult &result, const fs::path &where) {
  std::vector<std::string> list;
  for (const auto &finding : result.findings) {
    auto text = format::report(finding, "en");
    for (auto at = text.find(where.string() + "/"); at != std::string::npos; at = text.find(where.string() + "/"))
      text.erase(at, where.string().size() + 1);
    list.push_back(std::move(text));
  }
  return list;
}

std::string failure(const model::SourceSettings &settings) {
  try {
    static_cast<void>(read(settings));
  } catch (const diagnostic::Failure &failed) {
    return failed.findings().front().code.name;
  }
  return "none";
}

const std::string header =
    sheet_row(text_cell("indicator") + text_cell("territory") + text_cell("period") + text_cell("value"));

std::string data_row(const std::string &value_cell, const std::string &period = "2025") {
  return sheet_row(text_cell("JOB") + text_cell("22") + text_cell(period) + value_cell);
}

} // namespace

BOOST_AUTO_TEST_SUITE(workbook_source)

BOOST_AUTO_TEST_CASE(kinds_of_cells) {
  const auto file = folder() / "a.ods";
  const std::string formula = " table:formula=\"of:=31+31\"";
  write(file,
        workbook(sheet(
            "Biểu", header + data_row(number_cell("0.1"), "2001") +
                        data_row(number_cell("62", "float", formula), "2002") +
                        data_row(number_cell("0.30000000000000004"), "2003") + data_row(number_cell("1E+15"), "2004") +
                        data_row(text_cell("1234567890123456.78"), "2005") + data_row(number_cell("-0"), "2006") +
                        data_row(std::string(empty_cell) + text_cell("x"), "2007") +
                        data_row("<table:table-cell calcext:value-type=\"error\" office:value-type=\"string\" "
                                 "office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell>",
                                 "2008") +
                        data_row("<table:table-cell table:formula=\"of:=[.A1]\"/>", "2009") +
                        data_row(text_cell("x<office:annotation/>"), "2010") +
                        data_row(number_cell("9007199254740993.5"), "2011"))));
  const auto result = read(settings_of(file));
  check_all(shown(result), {"JOB 2001 0.1 người  (a:2)", "JOB 2002 62 người  (a:3)", "JOB 2003 0.3 người  (a:4)",
                            "JOB 2004 1000000000000000 người  (a:5)", "JOB 2005 1234567890123456.78 người  (a:6)",
                            "JOB 2006 0 người  (a:7)", "JOB 2007 NULL người  (a:8)"});
  check_all(
      reported(result, file.parent_path()),
      {"a.ods: Biểu.D4: note: Table “a”, row 4: the number in the column “value” is stored in binary; 15 digits are "
       "taken: 0.3. [data.number-rounded]",
       "a.ods: Biểu.D9: warning: Table “a”, row 9 is left out: the cell holds an error or a formula without a result "
       "(#DIV/0!); correct the formula and save the file again. [data.cell-error]",
       "a.ods: Biểu.D10: warning: Table “a”, row 10 is left out: the cell holds an error or a formula without a "
       "result (of:=[.A1]); correct the formula and save the file again. [data.cell-error]",
       "a.ods: Biểu.D11: warning: Table “a”, row 11 is left out: “x<office:annotation/>” (column “value”) is no "
       "number; write it like 1234.5 (set by “locale” in sources.json), at most 38 digits. "
       "[data.number-unreadable]",
       "a.ods: Biểu.D12: warning: Table “a”, row 12 is left out: the number in the column “value” is stored in "
       "binary and has lost digits (it reads 9007199254740993.5); store the column as text. [data.number-inexact]"});
}

BOOST_AUTO_TEST_CASE(titles_merged_headers_column_numbers_totals_and_signatures) {
  const auto file = folder() / "22.ods";
  const std::string two_rows = " table:number-rows-spanned=\"2\"";
  const std::string wide = " table:number-columns-spanned=\"3\"";
  const std::string covered(covered_cell);
  write(file,
        workbook(sheet("Bìa", sheet_row(text_cell("Trang bìa"))) +
                 sheet("Biểu 01",
                       sheet_row(text_cell("BIỂU 01", wide) + covered + covered) +
                           sheet_row("", " table:number-rows-repeated=\"3\"") +
                           sheet_row(text_cell("Kỳ:") + text_cell("tháng 3/2025")) +
                           sheet_row(text_cell("STT", two_rows) + text_cell("Chỉ tiêu", two_rows) +
                                     text_cell("Số lao động", " table:number-columns-spanned=\"2\"") + covered) +
                           sheet_row(covered + covered + text_cell("Kế hoạch") + text_cell("Thực hiện")) +
                           sheet_row(text_cell("A") + text_cell("B") + number_cell("1") + text_cell("2=3+4")) +
                           sheet_row(text_cell("I") + text_cell("Thành thị", " table:number-columns-spanned=\"3\"") +
                                     covered + covered) +
                           sheet_row(number_cell("1") + text_cell("JOB") + number_cell("70") + number_cell("62.5")) +
                           sheet_row(number_cell("2") + text_cell("RATE") + number_cell("70") +
                                     number_cell("0.255", "percentage")) +
                           sheet_row(text_cell("Tổng cộng", " table:number-columns-spanned=\"2\"") + covered +
                                     number_cell("140") + number_cell("62.5")) +
                           sheet_row("", " table:number-rows-repeated=\"2\"") +
                           sheet_row(std::string(empty_cell) + text_cell("Người lập biểu") + empty_cell +
                                     text_cell("GIÁM ĐỐC")) +
                           sheet_row("", " table:number-rows-repeated=\"1048000\""))));
  auto settings = form_settings(file);
  settings.columns.slice = "slice";
  settings.file.at_cells = model::ColumnMapping::none();
  settings.file.at_cells.period = "B5";
  settings.file.name_means = "territory";
  const auto result = read(settings);
  check_all(reported(result, file.parent_path()), {});
  check_all(shown(result), {"JOB 2025-03 62.5 người  (22:10)", "RATE 2025-03 25.5 %  (22:11)"});
}

BOOST_AUTO_TEST_CASE(a_form_of_another_shape_is_named_with_its_cell_and_the_others_are_read) {
  const auto where = folder();
  write(where / "a.ods", workbook(sheet("Biểu", sheet_row(text_cell("Tiêu đề")) +
                                                    sheet_row(text_cell("indicator") + text_cell("territory") +
                                                              text_cell("period") + text_cell("valeu")))));
  write(where / "b.ods", workbook(sheet("Biểu", header + data_row(number_cell("5")))));
  write(where / "c.ods", "PK\x03\x04 not to the end");
  write(where / "d.ods", "<html>");
  write(where / "~$b.ods", "a lock file of another program");
  const auto result = read(settings_of(where));
  check_all(shown(result), {"JOB 2025 5 người  (b:2)"});
  const auto said = reported(result, where);
  BOOST_REQUIRE_EQUAL(said.size(), 3U);
  BOOST_CHECK_EQUAL(said[0], "a.ods: sheet \"Biểu\", row 2: warning: The table “a.ods” of a.ods has no column “value”; "
                             "correct “columns” in sources.json or add the column. Did you mean “valeu”? "
                             "[data.column-missing]");
  BOOST_CHECK_EQUAL(said[1],
                    "c.ods: warning: This workbook cannot be read, so none of its figures are used. The file c.ods is "
                    "damaged or not fully copied (at byte 19). Copy it again from the original. "
                    "[data.workbook-package]");
  BOOST_CHECK_EQUAL(said[2],
                    "d.ods: warning: d.ods is no .ods workbook, whatever its name says; open it in LibreOffice or "
                    "Excel and save it as .xlsx or .ods. [data.workbook-wrong-kind]");
}

BOOST_AUTO_TEST_CASE(sheet_and_cells_that_are_not_there) {
  const auto file = folder() / "a.ods";
  write(file, workbook(sheet("Biểu", header + data_row(number_cell("5"))) + sheet("Khác", sheet_row(text_cell("x")))));
  auto settings = settings_of(file);
  settings.file.sheet = "Biểu 1";
  BOOST_CHECK_EQUAL(failure(settings), "data.sheet-missing");
  settings.file.sheet = "Khác";
  BOOST_CHECK_EQUAL(failure(settings), "data.column-missing");
  settings.file.sheet = "Biểu";
  BOOST_CHECK_EQUAL(failure(settings), "none");
  settings.file.at_cells.source = "F1";
  BOOST_CHECK_EQUAL(failure(settings), "data.cell-missing");
  settings.file.at_cells = model::ColumnMapping::none();
  settings.file.header_row = 2;
  BOOST_CHECK_EQUAL(failure(settings), "data.column-missing");
}

BOOST_AUTO_TEST_CASE(workbooks_with_a_password_or_damage) {
  const auto where = folder();
  odf::PackageWriter writer;
  writer.add_stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  writer.add("content.xml", "\x01\x02");
  writer.add("META-INF/manifest.xml", "<manifest:encryption-data/>");
  write(where / "locked.ods", writer.finish());
  BOOST_CHECK_EQUAL(failure(settings_of(where / "locked.ods")), "data.workbook-locked");
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  write(where / "locked.xlsx", compound + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32));
  BOOST_CHECK_EQUAL(failure(settings_of(where / "locked.xlsx")), "data.workbook-locked");
  write(where / "locked.xls", compound + std::string("\x09\x08\x10\x00\x00\x06\x05\x00", 8) + std::string(12, '\0') +
                                  std::string("\x2F\x00\x36\x00", 4) + std::string(54, '\0'));
  BOOST_CHECK_EQUAL(failure(settings_of(where / "locked.xls")), "data.workbook-locked");
  write(where / "page.xls", "<html><table>");
  BOOST_CHECK_EQUAL(failure(settings_of(where / "page.xls")), "data.workbook-wrong-kind");
}

BOOST_AUTO_TEST_CASE(an_excel_97_workbook_that_was_cut_is_damaged) {
  const auto where = folder();
  const auto whole = bytes_of(by_another_writer("xlwt.xls"));
  for (const auto size : {whole.size() - 1, whole.size() / 2, std::size_t{700}, std::size_t{100}}) {
    write(where / "cut.xls", std::string_view(whole).substr(0, size));
    BOOST_CHECK_EQUAL(failure(settings_of(where / "cut.xls")), "data.workbook-damaged");
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_cell_of_the_form_is_told_once_and_where_it_stands) {
  const auto where = folder();
  const auto form = [](std::string_view place, std::string_view period) {
    std::string rows = sheet_row(text_cell("BIỂU 1")) + sheet_row(text_cell("Địa bàn") + text_cell(place)) +
                       sheet_row(text_cell("Kỳ") + text_cell(period)) +
                       sheet_row(text_cell("indicator") + text_cell("value"));
    for (const char *value : {"1", "2", "3"})
      rows += sheet_row(text_cell("JOB") + number_cell(value));
    return workbook(sheet("Biểu", rows));
  };
  write(where / "a.ods", form("VN-NSO/2025-01-01/23", "2025"));
  write(where / "b.ods", form("22", "quý V/2025"));
  write(where / "c.ods", form("22", "2025"));
  auto settings = settings_of(where);
  settings.file.at_cells.territory = "B2";
  settings.file.at_cells.period = "B3";
  const auto result = read(settings);
  BOOST_CHECK_EQUAL(result.dataset.size(), 3U);
  check_all(
      reported(result, where),
      {"a.ods: Biểu.B2: warning: a.ods: the cell B2, which holds “territory” of the whole form, has a "
       "value that cannot be used: “VN-NSO/2025-01-01/23”; none of its figures are used. Correct the cell. "
       "[data.cell-unusable]",
       "b.ods: Biểu.B3: warning: b.ods: the cell B3, which holds “period” of the whole form, has a value "
       "that cannot be used: “quý V/2025”; none of its figures are used. Correct the cell. [data.cell-unusable]"});
}

BOOST_AUTO_TEST_CASE(texts_typed_with_an_old_font) {
  const auto file = folder() / "a.ods";
  write(file, workbook(sheet("Biểu", sheet_row(text_cell("ChØ tiªu") + text_cell("territory") + text_cell("period") +
                                               text_cell("value") + text_cell("source")) +
                                         sheet_row(text_cell("JOB") + text_cell("22") + text_cell("2025") +
                                                   text_cell("trªn 7.650") + text_cell("tØnh Qu¶ng Ninh")))));
  auto settings = settings_of(file);
  settings.file.encoding = "tcvn3";
  settings.writing = model::Writing::vietnamese;
  settings.columns.indicator = "Chỉ tiêu";
  const auto result = read(settings);
  check_all(shown(result), {"JOB 2025 7650 người tren (a:2)"});
  BOOST_CHECK_EQUAL(result.dataset.at(0).source, "tỉnh Quảng Ninh");
}

BOOST_AUTO_TEST_CASE(excel_workbooks_of_other_writers_in_one_folder_with_a_broken_one) {
  const auto where = folder();
  fs::copy_file(by_another_writer("xlsxwriter.xlsx"), where / "a.xlsx");
  write(where / "broken.xlsx", "PK\x03\x04 and nothing of a workbook");
  fs::copy_file(by_another_writer("xlsxwriter.xlsx"), where / "c.XLSX");
  auto settings = form_settings(where);
  const auto result = read(settings);
  check_all(shown(result),
            {"JOB_ADDED/COAL 2025-Q1 62 người  (a:8)", "JOB_ADDED/COAL 2025-Q1 62 người  (c:8)",
             "JOB_ADDED/OTHER 2025-Q1 1700 người tren (a:9)", "JOB_ADDED/OTHER 2025-Q1 1700 người tren (c:9)",
             "TRAINED_RATE 2025-Q1 25.5 %  (a:10)", "TRAINED_RATE 2025-Q1 25.5 %  (c:10)"});
  check_all(
      reported(result, where),
      {"broken.xlsx: warning: LibreOffice cannot open broken.xlsx: it is damaged or has a password; get it again from "
       "its sender. [data.workbook-unreadable]"});
}

BOOST_AUTO_TEST_CASE(an_excel_97_workbook) {
  const auto result = read(settings_of(by_another_writer("xlwt.xls")));
  check_all(shown(result), {"JOB 2025 62.5 người  (xlwt:4)"});
  BOOST_CHECK_EQUAL(result.dataset.at(0).text, "Quảng Ninh");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.cell-error");
}

BOOST_AUTO_TEST_SUITE_END()
