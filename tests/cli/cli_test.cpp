#include "support/document_text.hpp"
#include "support/own_workspace.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sqlite3.h>
#include <sys/stat.h>

using namespace solieu;
using support::Ended;
using support::Folder;

namespace {

const std::string program = SOLIEU_BINARY_DIR "/bin/solieu";
const std::string shipped = SOLIEU_BINARY_DIR "/workspace";
const std::string quang_ninh = "VN-NSO/2025-01-01/22";

Ended solieu_vi(const std::vector<std::string> &arguments) {
  return support::run(program, arguments, "LC_ALL=vi_VN.UTF-8");
}
Ended solieu_en(const std::vector<std::string> &arguments) {
  return support::run(program, arguments, "LC_ALL=C.UTF-8");
}

std::vector<std::string> fill(const std::string &report_template, const std::string &output,
                              const std::vector<std::string> &more = {}) {
  std::vector<std::string> words = {"fill",         report_template, "--period", "2025-Q1", "--territory", quang_ninh,
                                    "--issue-date", "2025-03-20",    "--number", "05",      "-o",          output};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// The workspace to be broken, and what a fill there leaves behind.
struct OwnWorkspace : support::OwnWorkspace {
  [[nodiscard]] Ended fill_here(const std::string &report_template = "BC03") const {
    return solieu_en(fill(report_template, folder.file("report.odt"), {"--workspace", path()}));
  }
  [[nodiscard]] bool nothing_written() const {
    for (const auto &entry : std::filesystem::directory_iterator(folder.path())) {
      if (entry.path().filename() != "workspace") {
        return false;
      }
    }
    return true;
  }
};

/// The words of a PDF as they stand, with one space between them.
std::string pdf_text(const std::string &file) {
  const Ended text = support::run("/usr/bin/pdftotext", {"-layout", file, "-"});
  std::string words;
  for (const char c : text.out) {
    const bool space = c == ' ' || c == '\n' || c == '\f';
    if (!space) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return words;
}

void expect(const OwnWorkspace &workspace, const Ended &ended, int status, const std::string &code) {
  BOOST_TEST(ended.status == status);
  BOOST_TEST(has(ended.err, code), ended.err);
  BOOST_TEST(workspace.nothing_written());
}

} // namespace

BOOST_AUTO_TEST_SUITE(cli)

BOOST_AUTO_TEST_CASE(writer_report_has_the_published_figures_in_words) {
  const Folder folder;
  const Ended ended = solieu_vi(fill("BC03", folder.file("report.odt")));
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(has(ended.out, "SUM_OF_CHANNELS: 7.650 = 7.650"), ended.out);
  const std::string text = support::DocumentText::of(support::read_file(folder.file("report.odt")));
  BOOST_TEST(
      has(text, "tổng số lao động có việc làm tăng thêm trên 7.650 người, đạt 25,5% kế hoạch năm (trên 30.000 người)"),
      text);
  BOOST_TEST(has(text, "khoảng 9.000–10.000"), text);
  BOOST_TEST(has(text, "quý I năm 2025"), text);
  BOOST_TEST(has(text, "ngày 20 tháng 3 năm 2025"), text);
  for (const char *figure : {"1.700", "2.500", "500", "1.600", "150", "1.200", "62", "3.757"}) {
    BOOST_TEST(has(text, figure), figure);
  }
  BOOST_TEST(!has(text, "{{"), text);
  BOOST_TEST(!has(text, "{%"), text);
}

BOOST_AUTO_TEST_CASE(each_change_stands_beside_its_own_figure_from_the_second_quarter) {
  const Folder folder;
  const auto results_of = [&](const std::string &period) {
    const Ended ended =
        solieu_vi({"fill", "BC03", "--period", period, "--territory", "VN-NSO/2025-07-01/15", "--source", "synthetic",
                   "--issue-date", "2026-12-20", "-o", folder.file("report.odt")});
    BOOST_TEST(ended.status == 0, ended.err);
    return support::DocumentText::of(support::read_file(folder.file("report.odt")));
  };
  const std::string first = results_of("2026-Q1");
  BOOST_TEST(has(first,
                 "Trong quý I năm 2026, tổng số lao động có việc làm tăng thêm 5.900 người, mới đạt 19,6% kế hoạch "
                 "năm (30.140 người), tăng 352 người (tăng 6,3%) so với cùng kỳ năm trước."),
             first);
  const std::string second = results_of("2026-Q2");
  BOOST_TEST(has(second,
                 "Trong quý II năm 2026, tổng số lao động có việc làm tăng thêm 8.210 người, tăng 118 người (tăng "
                 "1,5%) so với cùng kỳ năm trước. Lũy kế từ đầu năm, số lao động có việc làm tăng thêm là 14.110 "
                 "người, mới đạt 46,8% kế hoạch năm (30.140 người), tăng 470 người (tăng 3,4%) so với cùng kỳ "
                 "năm trước."),
             second);
  const std::string half = results_of("2026-S1");
  BOOST_TEST(has(half, "tăng thêm 14.110 người, mới đạt 46,8% kế hoạch năm (30.140 người), tăng 470 người"), half);
  BOOST_TEST(!has(half, "Lũy kế"), half);
}

BOOST_AUTO_TEST_CASE(a_doubtful_letterhead_or_date_is_pointed_out) {
  const Folder folder;
  const auto said = [&](const std::vector<std::string> &coordinates) {
    std::vector<std::string> words{"fill", "BC03", "-o", folder.file("report.odt")};
    words.insert(words.end(), coordinates.begin(), coordinates.end());
    return solieu_en(words).err;
  };
  BOOST_TEST(said({"--period", "2025-Q1", "--territory", quang_ninh, "--issue-date", "2025-03-14"}) == "");
  BOOST_TEST(said({"--period", "2025-Q1", "--territory", quang_ninh, "--issue-date", "2025-03-13"}) ==
             "warning: The date of issue, 2025-03-13, lies before the last day of the period (2025-03-14). Check "
             "--issue-date and the period. [job.issued-before-end]\n");
  const std::string there = said({"--period", "2026-Q2", "--territory", "VN-NSO/2025-07-01/15", "--issue-date",
                                  "2026-06-20", "--source", "synthetic"});
  BOOST_TEST(has(there, "warning: The report is on Lào Cai, but its letterhead is that of Quảng Ninh. Choose the right "
                        "territory, or use the workspace of Lào Cai (organisations in workspace.json). "
                        "[job.letterhead-elsewhere]\n"),
             there);
}

BOOST_AUTO_TEST_CASE(calc_annex_has_typed_cells_and_a_live_sum) {
  const Folder folder;
  const Ended ended = solieu_vi(fill("BC03-PL", folder.file("annex.ods")));
  BOOST_TEST(ended.status == 0, ended.err);
  const std::string text = support::DocumentText::of(support::read_file(folder.file("annex.ods")));
  for (const char *cell :
       {"float 1700", "float 2500", "float 500", "float 1600", "float 150", "float 1200", "float 7650"}) {
    BOOST_TEST(has(text, cell), text);
  }
  BOOST_TEST(has(text, "SUM([.D6:.D11])"), text);
  BOOST_TEST(!has(text, "{{"), text);
}

BOOST_AUTO_TEST_CASE(same_input_same_bytes_and_plain_has_no_links) {
  const Folder folder;
  BOOST_TEST(solieu_en(fill("BC03", folder.file("a.odt"))).status == 0);
  BOOST_TEST(solieu_en(fill("BC03", folder.file("b.odt"))).status == 0);
  BOOST_TEST(solieu_en(fill("BC03", folder.file("plain.odt"), {"--plain"})).status == 0);
  BOOST_TEST((support::read_file(folder.file("a.odt")) == support::read_file(folder.file("b.odt"))));
  const auto part = [&](const std::string &file, const char *name) {
    const odf::Package package = odf::Package::open(support::read_file(folder.file(file)), file);
    return package.read(*package.find(name));
  };
  BOOST_TEST(has(part("a.odt", "content.xml"), "text:name=\"SL_"));
  BOOST_TEST(has(part("a.odt", "meta.xml"), "\"SL_0\""));
  BOOST_TEST(!has(part("plain.odt", "content.xml"), "SL_"));
  BOOST_TEST(!has(part("plain.odt", "meta.xml"), "SL_"));
}

BOOST_AUTO_TEST_CASE(a_figure_with_everything_behind_it) {
  const Ended ended = solieu_vi(
      {"figure", "JOB_ADDED.plan_pct | with_unit", "--period", "2025-Q1", "--territory", quang_ninh, "--why"});
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(has(ended.out, "25,5%\n"), ended.out);
  for (const char *part :
       {"A7", "A9", "trên 7.650 người", "trên 30.000 người", "baoquangninh.vn", "over 7,650 workers"}) {
    BOOST_TEST(has(ended.out, part), ended.out);
  }
  const Ended json =
      solieu_en({"figure", "JOB_ADDED.next.target", "--period", "2025-Q1", "--territory", quang_ninh, "--json"});
  BOOST_TEST(has(json.out, "\"value\": \"9000\""), json.out);
  BOOST_TEST(has(json.out, "\"value_high\": \"10000\""), json.out);
}

BOOST_AUTO_TEST_CASE(a_figure_that_is_wrong_when_it_is_computed_is_refused) {
  const Ended ended =
      solieu_en({"figure", "param.d | date", "--param", "d=abc", "--period", "2025-Q1", "--territory", quang_ninh});
  BOOST_TEST(ended.status == 1);
  BOOST_TEST(has(ended.err, "error: “abc” is no date. The filter “date” reads days written like 2025-03-14."),
             ended.err);
}

BOOST_AUTO_TEST_CASE(a_figure_that_is_missing_behind_another_is_told_as_missing) {
  const Ended ended =
      solieu_en({"figure", "JOB_ADDED.change", "--period", "2025-Q1", "--territory", quang_ninh, "--why"});
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(has(ended.out, "\n    JOB_ADDED, Quảng Ninh, 2025-Q1: as observed\n"), ended.out);
  BOOST_TEST(has(ended.out, "\n    JOB_ADDED, Quảng Ninh, 2024-Q1: no figure\n"), ended.out);
}

BOOST_AUTO_TEST_CASE(explain_follows_a_figure_from_the_page_to_its_row) {
  const Folder folder;
  BOOST_TEST(solieu_vi(fill("BC03", folder.file("report.odt"))).status == 0);
  const Ended ended = solieu_vi({"explain", folder.file("report.odt")});
  BOOST_TEST(ended.status == 0, ended.err);
  for (const char *part : {"BC03", "2025-Q1", quang_ninh.c_str(), "A12", "JOB_ADDED[channel=COAL]", "500 người"}) {
    BOOST_TEST(has(ended.out, part), ended.out);
  }
  BOOST_TEST(solieu_vi({"explain", folder.file("report.odt"), "--drift"}).status == 0);
}

BOOST_AUTO_TEST_CASE(explain_names_the_cell_of_the_report_and_not_of_the_template) {
  const Folder folder;
  BOOST_TEST(solieu_vi(fill("BC03-PL", folder.file("annex.ods"))).status == 0);
  const Ended annex = solieu_vi({"explain", folder.file("annex.ods")});
  for (const char *line : {"\n'Phụ lục'.D6: 1.700   {{ c.value }}\n", "\n'Phụ lục'.D7: 2.500   {{ c.value }}\n",
                           "\n'Phụ lục'.D13: 7.650   {{ JOB_ADDED }}\n"}) {
    BOOST_TEST(has(annex.out, line), annex.out);
  }
  BOOST_TEST(solieu_vi(fill("BC03", folder.file("report.odt"))).status == 0);
  const Ended report = solieu_vi({"explain", folder.file("report.odt")});
  BOOST_TEST(has(report.out, "\nbảng \"Bảng 1\", hàng 3, cột D: 2.500   {{ c.value }}\n"), report.out);
}

BOOST_AUTO_TEST_CASE(what_could_not_be_printed_is_no_success) {
  for (const std::string words : {"figure JOB_ADDED --period 2025-Q1", "help", "source list --json"}) {
    const Ended ended = support::run("/bin/sh", {"-c", program + " " + words + " > /dev/full"}, "LC_ALL=C.UTF-8");
    BOOST_TEST(ended.status == 5, words);
    BOOST_TEST(ended.err == "error: What the command prints could not be written: standard output takes no more (is "
                            "the disk full?). [cli.not-printed]\n");
  }
}

BOOST_AUTO_TEST_CASE(a_changed_figure_shows_as_drift) {
  const OwnWorkspace workspace;
  BOOST_TEST(workspace.fill_here().status == 0);
  sqlite3 *database = nullptr;
  BOOST_TEST_REQUIRE(sqlite3_open(workspace.database().c_str(), &database) == SQLITE_OK);
  BOOST_TEST_REQUIRE(sqlite3_exec(database, "UPDATE observations SET value='510' WHERE row_id='A12'", nullptr, nullptr,
                                  nullptr) == SQLITE_OK);
  sqlite3_close(database);
  const Ended ended =
      solieu_en({"explain", workspace.folder.file("report.odt"), "--workspace", workspace.path(), "--drift"});
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(has(ended.out, "now: 510"), ended.out);
  BOOST_TEST(!has(ended.out, "1.700"), ended.out);
}

BOOST_AUTO_TEST_CASE(check_finds_templates_good_and_reports_the_rules) {
  const Ended ended = solieu_vi({"check", "--all", "--period", "2025-Q1", "--territory", quang_ninh});
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(has(ended.out, "✓ BC03: mẫu không có lỗi"), ended.out);
  BOOST_TEST(has(ended.out, "✓ SUM_OF_CHANNELS: 7.650 = 7.650"), ended.out);
}

BOOST_AUTO_TEST_CASE(sources_and_workspace_tell_what_they_hold) {
  const Ended list = solieu_en({"source", "list"});
  BOOST_TEST(list.status == 0);
  BOOST_TEST(has(list.out, "* published  sqlite"), list.out);
  const Ended tested = solieu_en({"source", "test", "published"});
  BOOST_TEST(tested.status == 0, tested.err);
  BOOST_TEST(has(tested.out, "✓ published: "), tested.out);
  const Ended workspace = solieu_en({"workspace", "check"});
  BOOST_TEST(workspace.status == 0, workspace.err);
  BOOST_TEST(has(workspace.out, "74 indicators"), workspace.out);
}

BOOST_AUTO_TEST_CASE(a_period_has_its_days_and_codes_on_each_clock) {
  const Ended admin = solieu_en({"catalogue", "period", "2025", "2025-9M", "--clock", "admin15"});
  BOOST_TEST(admin.status == 0, admin.err);
  BOOST_TEST(has(admin.out, "(admin15, 2024-12-15 – 2025-12-14)\n  SDMX 2024-12-15/P1Y  DHIS2 –  ILOSTAT –\n"),
             admin.out);
  BOOST_TEST(has(admin.out, "REPORTING_YEAR_START_DAY = --12-15: 2024-A1"), admin.out);
  BOOST_TEST(has(admin.out, "SDMX 2024-12-15/P9M"), admin.out);
  const Ended calendar = solieu_en({"catalogue", "period", "2025-03", "--clock", "calendar", "--json"});
  for (const char *part :
       {"\"sdmx\": \"2025-M03\"", "\"dhis2\": \"202503\"", "\"ilostat\": \"2025M03\"", "\"lastDay\": \"2025-03-31\""})
    BOOST_TEST(has(calendar.out, part), calendar.out);
  BOOST_TEST(has(solieu_en({"catalogue", "period", "2025-13"}).err, "job.period-unknown"));
}

BOOST_AUTO_TEST_CASE(an_accepted_warning_is_told_with_its_reason) {
  const OwnWorkspace workspace;
  std::ofstream(workspace.path() + "/accepted.csv")
      << "rule,period,territory,figure,reason,who,date\n"
      << "SHARES_100,2020/2024," << quang_ninh << ",,Giữ nguyên như nguồn,Nguyễn Văn A,2025-06-20\n";
  const std::vector<std::string> check{"check",       "BC12",     "--period",    "2020/2024",
                                       "--territory", quang_ninh, "--workspace", workspace.path()};
  const Ended ended = solieu_vi(check);
  BOOST_TEST(has(ended.out, "Nguyễn Văn A chấp nhận ngày 2025-06-20: Giữ nguyên như nguồn"), ended.out);
  BOOST_TEST(has(ended.out, "SHARES_100"), ended.out);
}

BOOST_AUTO_TEST_CASE(wrong_words_are_usage_errors_that_name_the_nearest) {
  const auto says = [](const std::vector<std::string> &words, const std::string &code, const std::string &text) {
    const Ended ended = solieu_en(words);
    BOOST_TEST(ended.status == 2, ended.err);
    BOOST_TEST(has(ended.err, code), ended.err);
    BOOST_TEST(has(ended.err, text), ended.err);
  };
  says({"fil", "BC03"}, "cli.command-unknown", "fill");
  says({"fill", "BC03", "--perod", "2025-Q1"}, "cli.option-unknown", "--period");
  says({"fill", "BC03"}, "cli.option-needed", "--period");
  says({"fill", "BC03", "--period"}, "cli.value-missing", "--period");
  says({"fill", "BC04", "--period", "2025-Q1"}, "job.template-unknown", "BC03");
  says({"fill", "BC03", "--period", "2025-Q5"}, "job.period-unknown", "2025-Q1");
  says({"fill", "BC03", "--period", "2025-03"}, "job.period-not-for-template", "BC03");
  says({"fill", "BC03", "--period", "2025-Q1", "--territory", "VN-NSO/2025-01-01/99"}, "job.territory-unknown",
       "VN-NSO/2025-01-01/");
  says({"fill", "BC03", "--period", "2025-Q1", "--territory", "15"}, "job.territory-ambiguous", "Yên Bái");
  says({"fill", "BC03", "--period", "2025-Q1", "--source", "publishd"}, "job.source-unknown", "published");
  says({"fill", "BC03", "--period", "2025-Q1", "--clock", "lunar"}, "job.clock-unknown", "lunar");
  says({"fill", "BC03", "--period", "2025-Q1", "-o", "x.rtf"}, "job.format-unknown", "odt, docx, pdf");
  says({"fill", "BC03", "--period", "2025-Q1", "--issue-date", "30-02"}, "cli.date-malformed", "30-02");
  says({"figure", "JOB_ADDED", "--period", "2025-Q1", "--workspace", "/nonexistent"}, "workspace.not-found",
       "/nonexistent");
}

BOOST_AUTO_TEST_CASE(errors_of_an_expression_carry_the_spot_and_the_nearest_name) {
  const Ended ended = solieu_en({"figure", "JOB_ADDE[chanel=COAL]", "--period", "2025-Q1"});
  BOOST_TEST(ended.status == 1);
  BOOST_TEST(has(ended.err, "expression.unknown-indicator"), ended.err);
  BOOST_TEST(has(ended.err, "JOB_ADDED"), ended.err);
  BOOST_TEST(has(ended.err, "^"), ended.err);
  const Ended json = solieu_en({"figure", "JOB_ADDE", "--period", "2025-Q1", "--json"});
  BOOST_TEST(has(json.out, "\"code\": \"expression.unknown-indicator\""), json.out);
}

BOOST_AUTO_TEST_CASE(a_source_that_is_missing_empty_locked_or_of_another_shape) {
  {
    const OwnWorkspace workspace;
    std::filesystem::remove(workspace.database());
    expect(workspace, workspace.fill_here(), 3, "data.");
  }
  {
    const OwnWorkspace workspace;
    support::write_file(workspace.database(), "");
    expect(workspace, workspace.fill_here(), 3, "data.");
  }
  {
    const OwnWorkspace workspace;
    support::write_file(workspace.database(), std::string(5000, 'x'));
    expect(workspace, workspace.fill_here(), 3, "data.");
  }
  const auto changed = [](const char *sql) {
    OwnWorkspace *workspace = new OwnWorkspace;
    sqlite3 *database = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open(workspace->database().c_str(), &database) == SQLITE_OK);
    BOOST_TEST_REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    return std::unique_ptr<OwnWorkspace>(workspace);
  };
  const auto emptied = changed("DELETE FROM observations");
  expect(*emptied, emptied->fill_here(), 3, "data.table-empty");
  const auto renamed = changed("ALTER TABLE observations RENAME COLUMN value TO amount");
  expect(*renamed, renamed->fill_here(), 3, "data.");
  const auto without = changed("ALTER TABLE observations RENAME TO figures");
  expect(*without, without->fill_here(), 3, "data.");
}

BOOST_AUTO_TEST_CASE(a_locked_database_is_named_after_the_time_limit) {
  const OwnWorkspace workspace;
  sqlite3 *database = nullptr;
  BOOST_TEST_REQUIRE(sqlite3_open(workspace.database().c_str(), &database) == SQLITE_OK);
  BOOST_TEST_REQUIRE(sqlite3_exec(database, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) == SQLITE_OK);
  std::string sources = support::read_file(workspace.path() + "/sources.json");
  const std::string limit = "\"timeout_seconds\": 10";
  sources.replace(sources.find(limit), limit.size(), "\"timeout_seconds\": 1");
  support::write_file(workspace.path() + "/sources.json", sources);
  expect(workspace, workspace.fill_here(), 3, "data.");
  sqlite3_close(database);
}

BOOST_AUTO_TEST_CASE(templates_that_are_no_odf_are_refused_before_anything_is_read) {
  const OwnWorkspace workspace;
  const std::string file = workspace.path() + "/BC03/template.ott";
  const std::string good = support::read_file(file);
  for (const std::string &bytes : {std::string("this is no package"), good.substr(0, good.size() / 2), std::string()}) {
    support::write_file(file, bytes);
    expect(workspace, workspace.fill_here(), 4, "odf.");
  }
}

BOOST_AUTO_TEST_CASE(an_output_that_cannot_be_written_leaves_nothing) {
  const Folder folder;
  BOOST_TEST(solieu_en(fill("BC03", folder.file("no/such/folder/report.odt"))).status == 5);
  std::filesystem::create_directory(folder.path() / "report.odt");
  const Ended ended = solieu_en(fill("BC03", folder.file("report.odt")));
  BOOST_TEST(ended.status == 5);
  BOOST_TEST(has(ended.err, "office."), ended.err);
  BOOST_TEST(has(ended.err, "report.odt"), ended.err);
}

BOOST_AUTO_TEST_CASE(without_an_office_a_pdf_is_refused_and_says_what_to_install) {
  const Folder folder;
  std::vector<std::string> words = fill("BC03", folder.file("report.pdf"));
  const Ended ended = support::run(program, words, "LC_ALL=C.UTF-8 SOLIEU_SOFFICE=/nonexistent/soffice");
  BOOST_TEST(ended.status == 5);
  BOOST_TEST(has(ended.err, "office.not-found"), ended.err);
  BOOST_TEST(!std::filesystem::exists(folder.file("report.pdf")));
}

BOOST_AUTO_TEST_CASE(strict_turns_warnings_into_a_status) {
  const Folder folder;
  const std::vector<std::string> words = {
      "fill",     "BC03",      "--period",     "2026-Q2",    "--territory", "VN-NSO/2025-07-01/15",
      "--source", "synthetic", "--issue-date", "2026-06-20", "-o",          folder.file("report.odt")};
  std::vector<std::string> strict = words;
  strict.emplace_back("--strict");
  const std::string sentence =
      "warning: This report uses synthetic data, and says so itself. Choose a real source before "
      "it is issued. [job.synthetic-data]\n";
  const Ended ended = solieu_en(strict);
  BOOST_TEST(ended.status == 7, ended.err);
  BOOST_TEST(has(ended.err, sentence), ended.err);
  BOOST_TEST(std::filesystem::exists(folder.file("report.odt")));
  BOOST_TEST(solieu_en(words).status == 0);
}

BOOST_AUTO_TEST_CASE(help_and_version) {
  BOOST_TEST(has(solieu_vi({"--help"}).out, "Số Liệu: lập báo cáo từ mẫu"));
  BOOST_TEST(has(solieu_en({"--help"}).out, "Report Figures: reports from Writer and Calc templates"));
  BOOST_TEST(has(solieu_en({"--version"}).out, "solieu 0.1.0"));
}

BOOST_AUTO_TEST_CASE(hostile_templates_are_refused_with_a_name_and_nothing_is_written) {
  const auto package = [](const std::string &content) {
    odf::PackageWriter writer(odf::Packing::small);
    writer.add_stored("mimetype", "application/vnd.oasis.opendocument.text");
    writer.add("content.xml", content);
    return writer.finish();
  };
  const std::string head = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                           "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                           "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
                           "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:body><office:text>";
  const std::string tail = "</office:text></office:body></office:document-content>";
  std::string nested; // names that no packing makes small, so that the depth answers and not the density
  std::uint64_t random = 1;
  for (int i = 0; i < 200'000; ++i) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    nested += "<text:section text:name=\"" + std::to_string(random) + "\">";
  }
  const std::vector<std::pair<std::string, std::string>> hostile = {
      {package(head + "<text:p>" + std::string(40U << 20, 'A') + "</text:p>" + tail), "odf.zip-too-"},
      {package("<!DOCTYPE x [<!ENTITY a \"ha\">]>" + head + "&a;" + tail), "odf.xml-"},
      {package(head + nested + tail), "is nested more than 256 levels deep (line 1, column "},
      {package(head + "<text:p>unclosed" + tail), "odf.xml-"},
      {package(head + "<text:p><draw:image xlink:href=\"file:///etc/passwd\"/></text:p>" + tail), "odf.linked-content"},
  };
  for (const auto &[bytes, code] : hostile) {
    const OwnWorkspace workspace;
    support::write_file(workspace.path() + "/BC03/template.ott", bytes);
    expect(workspace, workspace.fill_here(), 4, code);
  }
}

BOOST_AUTO_TEST_CASE(all_errors_of_a_template_are_told_at_once_with_their_places) {
  const OwnWorkspace workspace;
  odf::PackageWriter writer(odf::Packing::small);
  writer.add_stored("mimetype", "application/vnd.oasis.opendocument.text");
  writer.add("content.xml",
             "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
             "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>"
             "<text:p>{{ JOB_ADDE }}</text:p><text:p>{{ JOB_ADDED[channel=COAX] }}</text:p>"
             "<text:p>{% for c in members(channel) %}</text:p></office:text></office:body>"
             "</office:document-content>");
  support::write_file(workspace.path() + "/BC03/template.ott", writer.finish());
  const Ended ended = workspace.fill_here();
  BOOST_TEST(ended.status == 1, ended.err);
  BOOST_TEST(has(ended.err, "expression.unknown-indicator"), ended.err);
  BOOST_TEST(has(ended.err, "expression.unknown-member"), ended.err);
  BOOST_TEST(has(ended.err, "binding."), ended.err);
  BOOST_TEST(has(ended.err, "paragraph 2"), ended.err);
  BOOST_TEST(workspace.nothing_written());
}

BOOST_AUTO_TEST_CASE(the_pdf_says_what_the_document_says) {
  const Folder folder;
  const Ended ended = solieu_vi(fill("BC03", folder.file("report.pdf")));
  BOOST_TEST(ended.status == 0, ended.err);
  const std::string words = pdf_text(folder.file("report.pdf"));
  BOOST_TEST(has(words, "trên 7.650 người, đạt 25,5% kế hoạch năm (trên 30.000 người)"), words);
  BOOST_TEST(has(words, "khoảng 9.000–10.000 người"), words);
  const Ended info = support::run("/usr/bin/pdfinfo", {folder.file("report.pdf")});
  BOOST_TEST(has(info.out, "Tagged:          yes"), info.out);
  const Ended fonts = support::run("/usr/bin/pdffonts", {folder.file("report.pdf")});
  BOOST_TEST(!has(fonts.out, "DejaVu"), fonts.out);
}

BOOST_AUTO_TEST_CASE(the_pdf_of_the_annex_has_the_figures_of_its_table) {
  const Folder folder;
  const Ended ended = solieu_vi(fill("BC03-PL", folder.file("annex.pdf")));
  BOOST_TEST(ended.status == 0, ended.err);
  const std::string words = pdf_text(folder.file("annex.pdf"));
  for (const char *row :
       {"1 Vay vốn Ngân hàng Chính sách xã hội người 1.700 22,2% khoảng 1.700 người",
        "2 Doanh nghiệp trong khu công nghiệp, khu kinh tế người 2.500 32,7% khoảng 2.500 người",
        "3 Ngành than người 500 6,5% 500 người", "4 Du lịch - dịch vụ người 1.600 20,9% khoảng 1.600 người",
        "5 Đi làm việc ở nước ngoài theo hợp đồng người 150 2,0% 150 người",
        "6 Các ngành, lĩnh vực khác người 1.200 15,7% hơn 1.200 người", "Cộng người 7.650 100,0%",
        "Tổng số theo nguồn người 7.650 100,0% trên 7.650 người", "Đối chiếu với tổng số Khớp",
        "Kế hoạch năm người 30.000 trên 30.000 người",
        "Mục tiêu quý II năm 2025 người 9.000–10.000 khoảng 9.000–10.000 người"}) {
    BOOST_TEST(has(words, row), row << " in " << words);
  }
  BOOST_TEST(has(words, "25,5%"), words);
}

BOOST_AUTO_TEST_SUITE_END()
