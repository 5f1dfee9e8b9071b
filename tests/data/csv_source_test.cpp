#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

fs::path folder() {
  auto made = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "data-csv";
  fs::remove_all(made);
  fs::create_directories(made);
  return made;
}

void write(const fs::path &path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  made.add(std::move(job));
  model::Territory unit;
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

model::SourceSettings settings_of(const fs::path &path) {
  model::SourceSettings settings;
  settings.kind = "csv";
  settings.path = path.string();
  return settings;
}

data::ReadResult read(const model::SourceSettings &settings) {
  return data::open_source(settings)->read({}, catalogue());
}

data::ReadResult read(const fs::path &path) { return read(settings_of(path)); }

template <class Source> diagnostic::Diagnostic failure(const Source &source) {
  try {
    static_cast<void>(read(source));
  } catch (const diagnostic::Failure &failed) {
    return failed.findings().front();
  }
  return {diagnostic::Code{"none"}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(csv_source)

BOOST_AUTO_TEST_CASE(a_text_that_is_wrong_is_told_in_every_row_that_has_it) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,kind,slice,source,value\n"
              "JOB,22,2025,actual,,Báo Quảng Ninh,1\n"
              "JOB,22,2024,wish,,Báo\x01,2\nJOB,22,2023,wish,,Báo\x01,3\nJOB,22,2022,actual,sex=TOTAL,Báo,4\n"
              "JOB,22,2021,actual,sex=TOTAL,Báo,5\nJOB, 22 ,2020,actual,,Báo  Quảng Ninh,6\n"
              "JOB, 22 ,2019,,,Báo  Quảng Ninh,7\n");
  const auto result = read(file);
  std::string all;
  for (const auto &row : result.dataset.all())
    all += row.origin.text() + " " + row.source.str() + "\n";
  for (const auto &finding : result.findings)
    all += finding.code.name + " " + std::to_string(finding.location.place.row) + "\n";
  BOOST_CHECK_EQUAL(all, "a:8 Báo Quảng Ninh\na:7 Báo Quảng Ninh\na:2 Báo Quảng Ninh\n"
                         "data.name-unknown 3\ndata.control-character 3\ndata.name-unknown 4\n"
                         "data.control-character 4\ndata.breakdown-unknown 5\ndata.breakdown-unknown 6\n");
}

BOOST_AUTO_TEST_CASE(semicolons_tabs_and_a_byte_order_mark_are_read) {
  const auto where = folder();
  write(where / "a.csv", "\xEF\xBB\xBFindicator;territory;period;value\r\nJOB;22;2025;1.5\r\n");
  write(where / "b.tsv", "indicator\tterritory\tperiod\tvalue\nJOB\t22\t2024\t2\n");
  write(where / "notes.txt", "nothing to read");
  const auto result = read(where);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 2U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK(result.findings[0].severity == diagnostic::Severity::note);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "vi"),
                    "Trong thư mục " + where.string() +
                        " có mục không thuộc loại .csv, .tsv nên không được đọc: notes.txt");
  BOOST_CHECK_EQUAL(result.dataset.at(0).low->text(), "2");
  BOOST_CHECK_EQUAL(result.dataset.at(0).origin.text(), "b:2");
  BOOST_CHECK_EQUAL(result.dataset.at(1).low->text(), "1.5");
}

BOOST_AUTO_TEST_CASE(endings_are_read_in_any_case_and_what_else_is_there_is_named) {
  const auto where = folder();
  write(where / "2021.CSV", "indicator,territory,period,value\nJOB,22,2021,1\n");
  write(where / "2022.Tsv", "indicator\tterritory\tperiod\tvalue\nJOB\t22\t2022\t2\n");
  write(where / "~$2021.csv", "open elsewhere");
  write(where / ".hidden", "");
  fs::create_directory(where / "old");
  for (const char c : std::string("abcdefghij"))
    write(where / ("n" + std::string(1, c)), "");
  const auto result = read(where);
  BOOST_CHECK_EQUAL(result.dataset.size(), 2U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "The folder " + where.string() +
                        " holds what is not of the kinds .csv, .tsv and is not read: na, " +
                        "nb, nc, nd, ne, nf, ng, nh, ni, nj … (+1)");
}

BOOST_AUTO_TEST_CASE(a_midnight_is_a_day_and_another_hour_is_none) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value,as_of\nJOB,22,2021,1,2025-03-14 00:00:00\n"
              "JOB,22,2022,1,2025-03-14T00:00:00.000+07:00\nJOB,22,2023,1,2025-03-14T00:00Z\n"
              "JOB,22,2024,1,2025-03-14 08:30:00\nJOB,22,2025,1,2025-03-14 00:00:01\n");
  const auto result = read(file);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 3U);
  for (const auto &observation : result.dataset.all())
    BOOST_CHECK_EQUAL(observation.as_of->iso(), "2025-03-14");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 2U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Table “a”, row 5 is left out: “2025-03-14 08:30:00” (column “as_of”) is no day; write "
                    "year-month-day, without a time of day.");
}

BOOST_AUTO_TEST_CASE(a_line_with_too_few_fields_is_left_out) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value\nJOB,22,2025\nJOB,22,2025,7\n");
  const auto result = read(file);
  BOOST_CHECK_EQUAL(result.dataset.size(), 1U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.csv-field-count");
  BOOST_CHECK_EQUAL(result.findings[0].location.line, 2U);
}

BOOST_AUTO_TEST_CASE(broken_files_are_refused_with_the_place) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value\nJOB,22,2025,\"7\n");
  const auto unclosed = failure(file);
  BOOST_CHECK_EQUAL(unclosed.code.name, "data.csv-quote-unclosed");
  BOOST_CHECK_EQUAL(unclosed.location.line, 2U);
  BOOST_CHECK_EQUAL(unclosed.location.column, 13U);
  write(file, "indicator,territory,period,value\n\"JOB\"x,22,2025,7\n");
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.csv-text-after-quote");
  write(file, std::string_view("PK\x03\x04\0\0", 6));
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.not-a-text-table");
  write(file, "");
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.file-empty");
  BOOST_CHECK_EQUAL(failure(folder()).code.name, "data.folder-empty");
}

/// "7650 more_than tren người | trên 7.650": number, bound, wording, unit and the source's words.
std::string shown(const model::Observation &o) {
  return (o.low ? o.low->text() : "NULL") + (o.high ? ".." + o.high->text() : "") + " " +
         std::string(model::name_of(o.bound)) + " " + o.wording + " " + o.unit.text + " | " + o.text;
}

BOOST_AUTO_TEST_CASE(cells_in_a_declared_locale_with_their_words) {
  auto settings = settings_of(folder() / "a.csv");
  settings.writing = model::Writing::vietnamese;
  write(settings.path,
        "indicator;territory;period;value;as_of\nJOB;22;quý I/2025;trên 7.650;14/3/2025\n"
        "JOB;22;2024;9.000 - 10.000;\nJOB;22;2023;khoảng 23,5 nghìn;\nJOB;22;2022;…;\nJOB;22;2021;NULL;\n"
        "JOB;22;2020;1.23;\nJOB;22;2019;94,4 tỷ đồng;\nJOB;22;2018;1.234,5;3/14/2018\n");
  const auto result = read(settings);
  std::vector<std::string> found;
  for (const auto &observation : result.dataset.all())
    found.push_back(observation.key.period.id() + ": " + shown(observation));
  const std::vector<std::string> expected{"2021: NULL exact  người | ", "2022: NULL exact  người | ",
                                          "2023: 23.5 about khoang nghìn người | khoảng 23,5 nghìn",
                                          "2024: 9000..10000 exact  người | 9.000 - 10.000",
                                          "2025-Q1: 7650 more_than tren người | trên 7.650"};
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
  BOOST_CHECK_EQUAL(result.dataset.at(4).as_of->iso(), "2025-03-14");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 3U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Table “a”, row 7 is left out: “1.23” (column “value”) is no number; write it like 1.234,5 (set by "
                    "“locale” in sources.json), at most 38 digits.");
  BOOST_CHECK_EQUAL(result.findings[1].code.name, "data.unit-mismatch");
  BOOST_CHECK_EQUAL(result.findings[2].code.name, "data.date-invalid");
}

BOOST_AUTO_TEST_CASE(what_is_counted_is_whole) {
  auto settings = settings_of(folder() / "a.csv");
  auto whole = catalogue();
  model::Indicator people;
  people.code = "PEOPLE";
  people.unit = model::Unit::of("người");
  whole.add(std::move(people));
  write(settings.path,
        "indicator,territory,period,value,unit,measure\nPEOPLE,22,2024,7.650,,\nPEOPLE,22,2023,30.000,,\n"
        "PEOPLE,22,2022,7650.0,,\nPEOPLE,22,2021,7.650,nghìn người,\nPEOPLE,22,2020,25.500,,share\n"
        "PEOPLE,22,2019,0.5,,\n");
  const auto read_whole = [&] {
    auto result = data::open_source(settings)->read({}, whole);
    std::string all;
    for (std::size_t i = 0; i < result.dataset.size(); ++i)
      all += result.dataset.at(i).origin.text() + "=" + result.dataset.at(i).low->text() + " ";
    for (const auto &finding : result.findings)
      all += "\n" + format::message(finding, "en");
    return all;
  };
  const std::string advice = " If that sign separates thousands, set how the source writes numbers in sources.json "
                             "(“locale”: “vi” for 7.650, “en” for 7,650); if the indicator has decimals, correct "
                             "“decimals” in indicators.csv.";
  BOOST_CHECK_EQUAL(
      read_whole(),
      "a:6=25.5 a:5=7.65 a:4=7650 "
      "\nTable “a”, row 2 is left out: “7.650” (column “value”) reads 7.65, but the indicator PEOPLE counts whole "
      "người." +
          advice +
          "\nTable “a”, row 3 is left out: “30.000” (column “value”) reads 30, but the indicator PEOPLE counts whole "
          "người." +
          advice +
          "\nTable “a”, row 7 is left out: “0.5” (column “value”) reads 0.5, but the indicator PEOPLE counts whole "
          "người." +
          advice);
  settings.writing = model::Writing::vietnamese;
  write(settings.path, "indicator,territory,period,value\nPEOPLE,22,2024,7.650\nPEOPLE,22,2023,30.000\n");
  BOOST_CHECK_EQUAL(read_whole(), "a:3=30000 a:2=7650 ");
}

BOOST_AUTO_TEST_CASE(grouping_in_another_writing_is_refused_in_ranges_and_words_too) {
  auto settings = settings_of(folder() / "a.csv");
  auto whole = catalogue();
  model::Indicator people;
  people.code = "PEOPLE";
  people.unit = model::Unit::of("người");
  whole.add(std::move(people));
  const std::vector<std::pair<model::Writing, std::string>> cases{
      {model::Writing::plain, "9.000 - 10.000"},   {model::Writing::plain, "khoảng 9.000–10.000"},
      {model::Writing::plain, "ít nhất 13.000"},   {model::Writing::english, "30.000"},
      {model::Writing::vietnamese, "trên 30,000"},
  };
  for (const auto &[writing, number] : cases) {
    settings.writing = writing;
    write(settings.path,
          "indicator,territory,period,value\nPEOPLE,22,2024,\"" + number + "\"\nPEOPLE,22,2023,9 - 10\n");
    const auto result = data::open_source(settings)->read({}, whole);
    BOOST_TEST_CONTEXT(number) {
      BOOST_CHECK_EQUAL(result.dataset.size(), 1U);
      BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
      BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.number-not-whole");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_share_in_billions_is_refused) {
  const auto settings = settings_of(folder() / "a.csv");
  write(settings.path, "indicator,territory,period,value,measure\nJOB,22,2024,\"94,4 tỷ\",share\n");
  auto vietnamese = settings;
  vietnamese.writing = model::Writing::vietnamese;
  const auto result = read(vietnamese);
  BOOST_CHECK_EQUAL(result.dataset.size(), 0U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.unit-mismatch");
}

BOOST_AUTO_TEST_CASE(one_row_in_another_encoding_is_enough_when_none_is_in_the_declared_one) {
  const auto settings = settings_of(folder() / "a.csv");
  write(settings.path, "indicator,territory,period,value,text\nJOB,22,2024,5,ok\n"
                       "JOB,22,2023,6,\xAE\xC6ng th\xDE ch\xE4 \xB8nh \xEB ph\xAD\xEAng h\xB9 long\n");
  const auto said = failure(settings);
  BOOST_CHECK_EQUAL(said.code.name, "data.encoding-mismatch");
  BOOST_CHECK_EQUAL(said.location.line, 3U);
  BOOST_CHECK(format::message(said, "en").find("written in tcvn3 (seen in line 3, column 15)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_encoding_gives_the_same_observation) {
  const std::string head = "indicator,territory,period,value,text\nJOB,22,2025,5,";
  const std::vector<std::pair<std::string, std::string>> files{
      {"utf-8", head + "tỉnh Quảng Ninh giải quyết việc làm\n"},
      {"tcvn3", head + "t\xD8nh Qu\xB6ng Ninh gi\xB6i quy\xD5t vi\xD6"
                       "c l\xB5m\n"},
      {"vni", head + "t\xE6nh Qua\xFBng Ninh gia\xFBi quye\xE1t vie\xE4"
                     "c la\xF8m\n"},
      {"windows-1258", head + "ti\xD2nh Qua\xD2ng Ninh gia\xD2i quy\xEA\xECt vi\xEA\xF2"
                              "c la\xCCm\n"}};
  for (const auto &[encoding, bytes] : files) {
    BOOST_TEST_CONTEXT(encoding) {
      auto settings = settings_of(folder() / "a.csv");
      settings.file.encoding = encoding;
      write(settings.path, bytes);
      const auto result = read(settings);
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK_EQUAL(result.dataset.at(0).text, "tỉnh Quảng Ninh giải quyết việc làm");
    }
  }
}

/// ASCII and ả in UTF-16.
std::string utf16(std::string_view text, bool big, bool mark) {
  std::string bytes = !mark ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    const char high = c == '?' ? '\x1E' : '\0';
    const char low = c == '?' ? '\xA3' : c;
    bytes += big ? std::string{high, low} : std::string{low, high};
  }
  return bytes;
}

BOOST_AUTO_TEST_CASE(utf_16_in_both_orders) {
  const std::string_view text = "indicator\tterritory\tperiod\tvalue\ttext\nJOB\t22\t2025\t5\tQu?ng Ninh\n";
  for (const bool big : {false, true}) {
    auto settings = settings_of(folder() / "a.tsv");
    write(settings.path, utf16(text, big, true));
    BOOST_CHECK_EQUAL(read(settings).dataset.at(0).text, "Quảng Ninh");
    settings.file.encoding = "utf-16";
    BOOST_CHECK_EQUAL(read(settings).dataset.at(0).text, "Quảng Ninh");
    write(settings.path, utf16(text, big, false));
    BOOST_CHECK_EQUAL(read(settings).dataset.at(0).text, "Quảng Ninh");
  }
}

BOOST_AUTO_TEST_CASE(a_file_in_another_encoding_than_declared_is_refused_with_the_place) {
  const std::string head = "indicator,territory,period,value,text\nJOB,22,2025,5,";
  const std::string tcvn = head + "t\xD8nh Qu\xB6ng Ninh\nJOB,22,2024,5,gi\xB6i quy\xD5t vi\xD6"
                                  "c l\xB5m\n";
  const std::string utf8 = head + "tỉnh Quảng Ninh\n";
  const auto said = [](const std::string &declared, const std::string &bytes) {
    auto settings = settings_of(folder() / "a.csv");
    settings.file.encoding = declared;
    write(settings.path, bytes);
    const auto finding = failure(settings);
    std::string text = format::message(finding, "en");
    const auto name = settings.path;
    if (const auto at = text.find(name); at != std::string::npos)
      text.replace(at, name.size(), "a.csv");
    return text;
  };
  BOOST_CHECK_EQUAL(
      said("", tcvn),
      "a.csv: the source declares the encoding utf-8, but the file is written in tcvn3 (seen in line 2, column "
      "16); set “encoding”: “tcvn3” in sources.json or save the file again.");
  BOOST_CHECK_EQUAL(
      said("vni", utf8),
      "a.csv: the source declares the encoding vni, but the file is written in utf-8 (seen in line 2, column "
      "16); set “encoding”: “utf-8” in sources.json or save the file again.");
  BOOST_CHECK_EQUAL(said("vni", tcvn).substr(0, 82),
                    "a.csv: the source declares the encoding vni, but the file is written in tcvn3 (see");
  BOOST_CHECK_EQUAL(said("utf-8", utf16("indicator,territory\n", false, true)).substr(0, 84),
                    "a.csv: the source declares the encoding utf-8, but the file is written in utf-16 (se");
  BOOST_CHECK_EQUAL(said("utf-16", utf8).substr(0, 84),
                    "a.csv: the source declares the encoding utf-16, but the file is written in utf-8 (se");
  BOOST_CHECK_EQUAL(said("", head + "\x80\x81\nJOB,22,2024,5,\x82\x83\n").substr(0, 62),
                    "a.csv: from line 2, column 15 on, the file is no utf-8 text; s");
}

BOOST_AUTO_TEST_CASE(parts_may_be_fixed_or_the_name_of_the_file) {
  const auto where = folder();
  write(where / "2024.csv", "code,value\n22,1\n");
  write(where / "2025.csv", "code,value\n22,2\n");
  auto settings = settings_of(where);
  settings.columns.territory = "code";
  settings.file.fixed.indicator = "JOB";
  settings.file.name_means = "period";
  const auto result = read(settings);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 2U);
  BOOST_CHECK_EQUAL(result.dataset.at(1).key.period.id() + " " + result.dataset.at(1).low->text() + " " +
                        result.dataset.at(1).origin.text(),
                    "2025 2 2025:2");
}

BOOST_AUTO_TEST_CASE(a_file_of_another_shape_is_named_and_the_others_are_read) {
  const auto where = folder();
  write(where / "a.csv", "indicator,territory,period,amount\nJOB,22,2025,1\n");
  write(where / "b.csv", "indicator,territory,period,value\nJOB,22,2025,2\n");
  write(where / "c.csv", "indicator,territory,period,value,value\nJOB,22,2025,3,3\n");
  write(where / "d.csv", "");
  const auto result = read(where);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
  BOOST_CHECK_EQUAL(result.dataset.at(0).origin.text(), "b:2");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 3U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.column-missing");
  BOOST_CHECK_EQUAL(result.findings[0].location.file, (where / "a.csv").string());
  BOOST_CHECK_EQUAL(result.findings[1].code.name, "data.column-twice");
  BOOST_CHECK_EQUAL(result.findings[2].code.name, "data.file-empty");
  fs::remove(where / "b.csv");
  BOOST_CHECK_EQUAL(failure(where).code.name, "data.column-missing");
}

BOOST_AUTO_TEST_CASE(a_file_that_breaks_off_after_rows_were_read_stops_the_read) {
  const auto where = folder();
  write(where / "a.csv", "indicator,territory,period,value\nJOB,22,2025,1\nJOB,22,2024,\"2\n");
  write(where / "b.csv", "indicator,territory,period,value\nJOB,22,2025,2\n");
  const auto broken = failure(where);
  BOOST_CHECK_EQUAL(broken.code.name, "data.csv-quote-unclosed");
  BOOST_CHECK_EQUAL(broken.location.line, 3U);
}

BOOST_AUTO_TEST_CASE(a_million_wrong_rows_are_counted_and_a_thousand_listed) {
  const auto file = folder() / "a.csv";
  std::string rows = "indicator,territory,period,value\nJOB,22,2025,7\n";
  for (int i = 0; i < 1'000'000; ++i)
    rows += "JOBS,99,2025-13,x\n";
  write(file, rows);
  const auto result = read(file);
  BOOST_CHECK_EQUAL(result.dataset.size(), 1U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1001U);
  BOOST_CHECK_EQUAL(format::message(result.findings.back(), "en"),
                    "3999000 more errors in the table “a” are not listed; correct those above and run again.");
}

BOOST_AUTO_TEST_CASE(what_looks_like_a_formula_stays_text_and_is_no_number) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value,text\nJOB,22,2025,5,\"=cmd|' /C calc'!A0\"\nJOB,22,2024,=1+41,\n");
  const auto result = read(file);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
  BOOST_CHECK_EQUAL(result.dataset.at(0).text, "=cmd|' /C calc'!A0");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.number-unreadable");
}

BOOST_AUTO_TEST_CASE(records_across_the_pieces_of_a_large_file) {
  const auto file = folder() / "a.csv";
  std::string rows = "indicator,territory,period,value,text\r\n";
  const std::string text(997, 'x');
  for (int i = 0; i < 3000; ++i)
    rows += "JOB,22,2025," + std::to_string(i) + ",\"" + text + " \"\"" + std::to_string(i) + "\"\"\r\nnext\"\r\n";
  write(file, rows);
  const auto result = read(file);
  BOOST_CHECK_EQUAL(result.findings.size(), 0U);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 3000U);
  for (const auto &observation : result.dataset.all())
    BOOST_REQUIRE_EQUAL(observation.text, text + " \"" + observation.low->text() + "\" next");
  BOOST_CHECK_EQUAL(result.dataset.at(0).origin.text().substr(0, 2), "a:");
}

BOOST_AUTO_TEST_SUITE_END()
