// Tables with several columns of values, and names in the place of codes, as communes fill their forms in.
#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/program.hpp"
#include "support/sheet_cells.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Breakdown sex;
  sex.code = "sex";
  sex.members = {{"F", {"Nữ", "Women"}, ""}, {"M", {"Nam", "Men"}, ""}};
  const auto by_sex = made.add(std::move(sex));
  const auto add = [&](const char *code, const char *vi, const char *en, const char *unit) {
    model::Indicator indicator;
    indicator.code = code;
    indicator.name = {vi, en};
    indicator.unit = model::Unit::of(unit);
    indicator.breakdowns = {by_sex};
    made.add(std::move(indicator));
  };
  add("JOB", "Số lao động có việc làm", "Workers with a job", "người");
  add("JOB_ABROAD", "Số lao động đi làm việc ở nước ngoài", "Workers sent abroad", "người");
  add("NEW", "Doanh nghiệp", "Enterprises", "doanh nghiệp");
  add("CLOSED", "Doanh nghiệp", "Enterprises closed", "doanh nghiệp");
  const auto unit = [&](const char *key, const char *name, const char *type, model::Date from,
                        std::optional<model::Date> to) {
    model::Territory territory;
    territory.name = name;
    territory.type = type;
    territory.keys = {*model::TerritoryKey::parse(key)};
    territory.valid_from = from;
    territory.valid_to = to;
    made.territories.add(std::move(territory));
  };
  const model::Date merger{2025, 7, 1}, before{2025, 6, 30}, early{1900, 1, 1};
  unit("VN-NSO/2025-01-01/10", "Lào Cai", "tỉnh", early, before);
  unit("VN-NSO/2025-07-01/15", "Lào Cai", "tỉnh", merger, {});
  unit("VN-NSO/2025-07-01/01234", "Tân Tiến", "xã", merger, {});
  unit("VN-NSO/2025-07-01/01235", "Tân Tiến", "xã", merger, {});
  unit("VN-NSO/2025-07-01/01236", "Tân Tiến", "phường", merger, {});
  return made;
}

model::ValueColumn values(const char *column, const char *indicator, const char *slice = "") {
  model::ValueColumn made;
  made.column = column;
  made.fixed.indicator = indicator;
  made.fixed.slice = slice;
  return made;
}

model::SourceSettings wide(const std::string &kind, const std::string &path) {
  model::SourceSettings settings;
  settings.kind = kind;
  settings.path = path;
  settings.writing = model::Writing::vietnamese;
  settings.columns.territory = "Địa bàn";
  settings.columns.period = "Kỳ";
  settings.file.values = {values("Tổng số", "Số lao động có việc làm"), values("Trong đó / Nữ", "JOB", "sex=F"),
                          values("Đi nước ngoài", "JOB_ABROAD")};
  return settings;
}

/// "JOB/F VN-NSO/2025-07-01/15 2025-Q3 40 (a:3)", and what was reported.
std::vector<std::string> read(const model::SourceSettings &settings, const std::string &folder) {
  const auto names = catalogue();
  const auto result = data::open_source(settings)->read({}, names);
  std::vector<std::string> list;
  for (const auto &row : result.dataset.all())
    list.push_back(names.at(row.key.indicator).code + (row.key.slice.empty() ? "" : "/" + row.key.slice[0].member) +
                   " " + names.territories.at(row.key.territory).keys.front().text() + " " + row.key.period.id() + " " +
                   (row.low ? row.low->text() : "NULL") + " (" + row.origin.text() + ")");
  for (const auto &finding : result.findings) {
    auto text = format::report(finding, "en");
    if (const auto at = text.find(folder + "/"); at != std::string::npos)
      text.erase(at, folder.size() + 1);
    list.push_back(std::move(text));
  }
  return list;
}

void check_all(const std::vector<std::string> &found, const std::vector<std::string> &expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

} // namespace

BOOST_AUTO_TEST_SUITE(wide_table)

BOOST_AUTO_TEST_CASE(a_row_of_a_text_table_gives_an_observation_for_each_column_of_values) {
  const support::Folder folder;
  support::write_file(folder.file("a.csv"), "Địa bàn;Kỳ;Tổng số;Trong đó / Nữ;Đi nước ngoài\n"
                                            "Lào Cai;quý I/2025;1.100;40;x\n"
                                            "TỈNH LAO CAI;quý III/2025;2.000;;5\n");
  check_all(read(wide("csv", folder.file("a.csv")), folder.path().string()),
            {"JOB VN-NSO/2025-01-01/10 2025-Q1 1100 (a:2)", "JOB/F VN-NSO/2025-01-01/10 2025-Q1 40 (a:2)",
             "JOB VN-NSO/2025-07-01/15 2025-Q3 2000 (a:3)", "JOB/F VN-NSO/2025-07-01/15 2025-Q3 NULL (a:3)",
             "JOB_ABROAD VN-NSO/2025-07-01/15 2025-Q3 5 (a:3)",
             "a.csv: data table \"a\", row 2: warning: Table “a”, row 2: only the value in the column “Đi nước ngoài” "
             "is left out: “x” (column “Đi nước ngoài”) is no number; write it like 1.234,5 (set by “locale” in "
             "sources.json), at most 38 digits. [data.number-unreadable]"});
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_the_row_is_said_once_and_with_a_value_of_it_alone) {
  const support::Folder folder;
  support::write_file(folder.file("a.csv"), "Địa bàn;Kỳ;Tổng số;Trong đó / Nữ;Đi nước ngoài\n"
                                            "Lào Kai;quý I/2025;1.100;40;5\n"
                                            "Lào Cai;quý V/2025;1.100;40;5\n"
                                            "Lào Cai;quý I/2025;1.100;40,5;6\n");
  const auto settings = wide("csv", folder.file("a.csv"));
  const std::string said = "a.csv: data table \"a\", row ";
  check_all(read(settings, folder.path().string()),
            {"JOB VN-NSO/2025-01-01/10 2025-Q1 1100 (a:4)", "JOB_ABROAD VN-NSO/2025-01-01/10 2025-Q1 6 (a:4)",
             said + "2: warning: Table “a”, row 2 is left out: there is no territory with the key or name “Lào Kai” in "
                    "this period (column “Địa bàn”); correct it or add it to territories.csv. "
                    "[data.territory-unknown]",
             said + "3: warning: Table “a”, row 3 is left out: “quý V/2025” (column “Kỳ”) is no period; for example "
                    "2025, 2025-S1, 2025-Q1, 2025-9M, 2025-03. [data.period-invalid]",
             said + "4: warning: Table “a”, row 4: only the value in the column “Trong đó / Nữ” is left out: “40,5” "
                    "(column “Trong đó / Nữ”) reads 40.5, but the indicator JOB counts whole người. If that sign "
                    "separates thousands, set how the source writes numbers in sources.json (“locale”: “vi” for "
                    "7.650, “en” for 7,650); if the indicator has decimals, correct “decimals” in indicators.csv. "
                    "[data.number-not-whole]"});
  const auto result = data::open_source(settings)->read({}, catalogue());
  BOOST_CHECK(format::message(result.findings.back(), "vi")
                  .starts_with("Bảng “a”, dòng 4: chỉ giá trị ở cột “Trong đó / Nữ” bị bỏ qua: “40,5” (cột "));
}

BOOST_AUTO_TEST_CASE(a_form_with_merged_headers_and_a_cell_with_an_error) {
  const support::Folder folder;
  using namespace support;
  const std::string two_rows = " table:number-rows-spanned=\"2\"", covered(covered_cell);
  write_file(folder.file("a.ods"),
             workbook(sheet("Biểu 01", sheet_row(text_cell("BÁO CÁO")) +
                                           sheet_row(text_cell("Địa bàn", two_rows) + text_cell("Kỳ", two_rows) +
                                                     text_cell("Tổng số", two_rows) + text_cell("Trong đó") +
                                                     text_cell("Đi nước ngoài", two_rows)) +
                                           sheet_row(covered + covered + covered + text_cell("Nữ") + covered) +
                                           sheet_row(text_cell("Lào Cai") + text_cell("2025-Q3") + number_cell("1100") +
                                                     number_cell("40") +
                                                     "<table:table-cell calcext:value-type=\"error\" "
                                                     "office:value-type=\"string\"><text:p>#REF!</text:p>"
                                                     "</table:table-cell>") +
                                           sheet_row(text_cell("Tổng cộng") + empty_cell + number_cell("1100")))));
  check_all(
      read(wide("workbook", folder.file("a.ods")), folder.path().string()),
      {"JOB VN-NSO/2025-07-01/15 2025-Q3 1100 (a:4)", "JOB/F VN-NSO/2025-07-01/15 2025-Q3 40 (a:4)",
       "a.ods: 'Biểu 01'.E4: warning: Table “a”, row 4: only the value in the column “Đi nước ngoài” is left out: the "
       "cell holds an error or a formula without a result (#REF!); correct the formula and save the file again. "
       "[data.cell-error]"});
}

BOOST_AUTO_TEST_CASE(a_column_of_values_that_is_not_there) {
  const support::Folder folder;
  support::write_file(folder.file("a.csv"), "Địa bàn;Kỳ;Tổng sô;Trong đó / Nữ;Đi nước ngoài\nLào Cai;2025;1;2;3\n");
  try {
    static_cast<void>(read(wide("csv", folder.file("a.csv")), folder.path().string()));
    BOOST_ERROR("was read");
  } catch (const diagnostic::Failure &failure) {
    BOOST_CHECK_EQUAL(format::message(failure.findings().front(), "en"),
                      "The table “a.csv” of " + folder.file("a.csv") +
                          " has no column “Tổng số”; correct “columns” in sources.json or add the column. Did you "
                          "mean “Tổng sô”?");
  }
}

BOOST_AUTO_TEST_CASE(a_name_of_several_is_told_with_what_to_write) {
  const support::Folder folder;
  support::write_file(folder.file("a.csv"), "indicator,territory,period,value\n"
                                            "Workers with a job,phường Tân Tiến,2025-Q3,7\n"
                                            "JOB,Tân Tiến,2025-Q3,1\n"
                                            "JOB,Xã Tân Tiến,2025-Q3,2\n"
                                            "Doanh nghiệp,Lào Cai,2025-Q3,3\n"
                                            "JOB,Tân Tiến,2025-Q1,4\n"
                                            "Lao động,Lào Cai,x,5\n");
  model::SourceSettings settings;
  settings.kind = "csv";
  settings.path = folder.file("a.csv");
  const std::string said = "a.csv: data table \"a\", row ";
  check_all(read(settings, folder.path().string()),
            {"JOB VN-NSO/2025-07-01/01236 2025-Q3 7 (a:2)",
             said + "3: warning: Table “a”, row 3 is left out: “Tân Tiến” (column “territory”) is the name of several "
                    "territories; write the key, one of: VN-NSO/2025-07-01/01234, VN-NSO/2025-07-01/01235, "
                    "VN-NSO/2025-07-01/01236. [data.territory-name-ambiguous]",
             said + "4: warning: Table “a”, row 4 is left out: “Xã Tân Tiến” (column “territory”) is the name of "
                    "several territories; write the key, one of: VN-NSO/2025-07-01/01234, VN-NSO/2025-07-01/01235. "
                    "[data.territory-name-ambiguous]",
             said + "5: warning: Table “a”, row 5 is left out: “Doanh nghiệp” (column “indicator”) is the name of "
                    "several indicators; write the code, one of: NEW, CLOSED. [data.indicator-ambiguous]",
             said +
                 "6: warning: Table “a”, row 6 is left out: there is no territory with the key or name “Tân Tiến” in "
                 "this period (column “territory”); correct it or add it to territories.csv. "
                 "[data.territory-unknown]",
             said + "7: warning: Table “a”, row 7 is left out: the catalogue has no indicator with the code or name "
                    "“Lao động” (column “indicator”). [data.indicator-unknown]",
             said + "7: warning: Table “a”, row 7 is left out: “x” (column “period”) is no period; for example 2025, "
                    "2025-S1, 2025-Q1, 2025-9M, 2025-03. [data.period-invalid]"});
}

BOOST_AUTO_TEST_SUITE_END()
