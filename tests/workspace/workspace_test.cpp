#include "workspace/workspace.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <sys/stat.h>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

Files small_workspace() {
  return {
      {"workspace.json", R"({"id": "w", "name": {"vi": "Mẫu", "en": "Sample"}, "default_source": "main",
 "organisations": [{"name": "Sở Lao động"}, {"from": "2025-03-01", "name": "Sở Nội vụ"}]})"},
      {"sources.json", R"({"sources": [{"alias": "main", "kind": "sqlite", "path": "data/one.sqlite"}]})"},
      {"breakdowns.csv",
       "breakdown,member,name_vi,name_en,combination\nchannel,,kênh,channel,exclusive\nchannel,COAL,Than,Coal,\n"},
      {"indicators.csv",
       "code,name_vi,name_en,unit,aggregation,additive,breakdowns\nJOB,Việc làm,Jobs,người,flow,yes,channel\n"},
      {"territories.csv", "keys,name,type,parent,valid_to,predecessors\nL/2025-01-01/1,Một,tỉnh,,,\n"},
      {"rules.csv", "name,left,relation,right,severity,message_vi,message_en\n"},
      {"phrases.vi.csv", "key,text\nwording.tren,trên {number}\n"},
      {"phrases.en.csv", "key,text\nwording.tren,over {number}\n"},
  };
}

fs::path stored(const Files &files) {
  const auto folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "workspace";
  fs::remove_all(folder);
  for (const auto &[name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
  return folder;
}

/// "file:line:column code" of every finding.
std::vector<std::string> findings_of(const Files &files) {
  diagnostic::Diagnostics findings;
  static_cast<void>(workspace::load(stored(files), findings));
  std::vector<std::string> list;
  for (const auto &finding : findings)
    list.push_back(fs::path(finding.location.file).filename().string() + ":" + std::to_string(finding.location.line) +
                   ":" + std::to_string(finding.location.column) + " " + finding.code.name);
  return list;
}

void check(const std::string &file, const std::string &text, const std::vector<std::string> &expected) {
  auto files = small_workspace();
  files[file] = text;
  const auto found = findings_of(files);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

std::unique_ptr<const workspace::Workspace> shipped() {
  diagnostic::Diagnostics findings;
  auto made = workspace::load(SOLIEU_SOURCE_DIR "/templates", findings);
  for (const auto &finding : findings)
    BOOST_ERROR(format::report(finding, "en"));
  return made;
}

model::TerritoryId unit(const workspace::Workspace &workspace, const char *key) {
  return workspace.catalogue.territories.find(key).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(workspace_folder)

BOOST_AUTO_TEST_CASE(a_correct_workspace_has_no_findings) {
  BOOST_CHECK(findings_of(small_workspace()).empty());
  diagnostic::Diagnostics findings;
  const auto made = workspace::load(stored(small_workspace()), findings);
  BOOST_CHECK_EQUAL(made->organisation({2025, 2, 28}).name, "Sở Lao động");
  BOOST_CHECK_EQUAL(made->organisation({2025, 3, 1}).name, "Sở Nội vụ");
  BOOST_CHECK_EQUAL(made->find_source("main")->path, (made->folder / "data" / "one.sqlite").string());
  BOOST_CHECK_EQUAL(made->phrases.at("vi")->get("wording.tren"), "trên {number}");
}

BOOST_AUTO_TEST_CASE(nothing_to_read_is_a_failure) {
  diagnostic::Diagnostics findings;
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(workspace::load("/nowhere", findings)), diagnostic::Failure,
      [](const auto &failed) { return failed.findings().front().code.name == "workspace.not-found"; });
  auto files = small_workspace();
  files["workspace.json"] = "{\n  \"id\": \"w\",\n  \"name\" }";
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(workspace::load(stored(files), findings)), diagnostic::Failure, [](const auto &failed) {
        return failed.findings()[0].code.name == "workspace.unreadable" &&
               failed.findings()[1].code.name == "workspace.json-broken" && failed.findings()[1].location.line == 3;
      });
}

BOOST_AUTO_TEST_CASE(indicators_are_checked_all_at_once) {
  check("indicators.csv",
        "code,name_vi,name_en,unit,aggregation,additive,breakdowns,numerator,denominator,decimals\n"
        "job,a,b,người,flow,yes,,,,\n"
        "JOB,Việc làm,Jobs,người,flow,yes,chanel,,,\n"
        "JOB,Việc làm,Jobs,người,flow,yes,,,,\n"
        "RATE,Tỷ lệ,Rate,%,rate,yes,,JOB,JOBS,\n"
        "HALF,Tỷ lệ,Rate,%,rate,no,,JOB,,99\n"
        "FLOW,Tỷ lệ,,người,flows,có,channel;channel,,,\n",
        {"indicators.csv:2:1 workspace.code-invalid", "indicators.csv:3:34 workspace.breakdown-unknown",
         "indicators.csv:4:1 workspace.indicator-twice", "indicators.csv:5:24 workspace.never-additive",
         "indicators.csv:6:33 workspace.decimals-invalid", "indicators.csv:7:12 workspace.value-missing",
         "indicators.csv:7:19 workspace.aggregation-unknown", "indicators.csv:7:28 workspace.indicator-breakdown-twice",
         "indicators.csv:5:33 workspace.part-unknown", "indicators.csv:6:32 workspace.parts-incomplete"});
}

BOOST_AUTO_TEST_CASE(breakdowns_are_checked) {
  check("breakdowns.csv",
        "breakdown,member,name_vi,name_en,combination\n"
        "channel,,kênh,channel,exclusive\n"
        "channel,TOTAL,a,b,\n"
        "channel,COAL,a,b,\n"
        "channel,COAL,a,b,\n"
        "Sex,,giới,sex,both\n"
        "level,TC,a,b,\n"
        "form,,a,b,some\n",
        {"breakdowns.csv:3:9 workspace.member-code-invalid", "breakdowns.csv:5:9 workspace.member-twice",
         "breakdowns.csv:6:1 workspace.breakdown-name-invalid", "breakdowns.csv:7:1 workspace.breakdown-undeclared",
         "breakdowns.csv:8:11 workspace.combination-unknown"});
}

BOOST_AUTO_TEST_CASE(territories_are_checked) {
  check("territories.csv",
        "keys,name,type,parent,valid_to,predecessors\n"
        "L/2025-01-01/1,Một,tỉnh,L/2025-01-01/2,,\n"
        "L/2025-01-01/2,Hai,tỉnh,L/2025-01-01/1,,\n"
        "L/2025-01-01/1,Ba,tỉnh,,,\n"
        "L/1,Bốn,tỉnh,,,\n"
        "L/2025-01-01/5,Năm,tỉnh,L/2025-01-01/9,2025-06-31,\n"
        "L/2025-01-01/6,Sáu,tỉnh,,2025-06-30,\n"
        "L/2025-07-01/7,Bảy,tỉnh,,,L/2025-01-01/6=0.6\n"
        "L/2025-07-01/8,Tám,tỉnh,,,L/2025-01-01/6=0.5; L/2025-01-01/6=2\n",
        {"territories.csv:4:1 workspace.territory-key-twice", "territories.csv:5:1 workspace.territory-key-invalid",
         "territories.csv:6:40 workspace.date-invalid", "territories.csv:6:25 workspace.territory-unknown",
         "territories.csv:9:27 workspace.share-invalid", "territories.csv:2:25 workspace.parent-circle",
         "territories.csv:9:27 workspace.shares-exceed-whole"});
}

BOOST_AUTO_TEST_CASE(broken_tables_say_where) {
  check("rules.csv", "name;left;relation;right;severity;message_vi;message_en\nSUM;A;~;B;bad;x;y\nlow;A;=;B;note;x;y\n",
        {"rules.csv:2:7 workspace.relation-unknown", "rules.csv:2:11 workspace.severity-unknown",
         "rules.csv:3:1 workspace.code-invalid"});
  check("rules.csv", "name,left,relation,right,severity,message_vi\nSUM,\"A,=,B\n",
        {"rules.csv:2:5 workspace.csv-quote-unclosed", "rules.csv:1:0 workspace.csv-column-missing"});
  check("phrases.en.csv", "key,text,teext\nrange,b\nwording.c,d,e\nwording.c,d,e\n",
        {"phrases.en.csv:2:0 workspace.csv-field-count", "phrases.en.csv:1:0 workspace.column-unknown",
         "phrases.en.csv:4:1 workspace.phrase-twice"});
  check("phrases.en.csv",
        "key,text\nplan.reachd,{percent}\nplan.reached,{percnt}\nunit.người,\"{cout, plural, one{person} "
        "other{people}}\"\n"
        "date.diary,{d}.{month_name}\nwording.moi,mới {number}\n",
        {"phrases.en.csv:2:1 workspace.phrase-unknown", "phrases.en.csv:3:14 workspace.phrase-place-unknown",
         "phrases.en.csv:4:12 workspace.phrase-place-unknown"});
  check("phrases.en.csv", "key,text\na,\xFF\n", {"phrases.en.csv:2:0 workspace.csv-not-utf8"});
  check("phrases.en.csv", "", {"phrases.en.csv:1:0 workspace.csv-empty"});
}

BOOST_AUTO_TEST_CASE(settings_say_where) {
  check("workspace.json", R"({"id": "w",
 "name": {"vi": "Mẫu"},
 "langage": "vi", "clock": "unstated",
 "default_source": "mains", "default_territory": "L/2025-01-01/2",
 "limits": {"rows": 0, "copies": 5, "row": 1},
 "organisations": []})",
        {"workspace.json:2:2 workspace.json-member-missing", "workspace.json:3:19 workspace.clock-unknown",
         "workspace.json:6:2 workspace.no-organisation", "workspace.json:5:13 workspace.number-out-of-range",
         "workspace.json:5:37 workspace.limit-unknown", "workspace.json:4:29 workspace.default-territory-unknown",
         "workspace.json:3:2 workspace.json-name-unknown", "sources.json:0:0 workspace.default-source-unknown"});
}

BOOST_AUTO_TEST_CASE(a_limit_is_a_whole_number_that_makes_sense) {
  const auto limited = [](const std::string &limits) {
    auto files = small_workspace();
    files["workspace.json"].insert(1, R"("limits": {)" + limits + "},");
    diagnostic::Diagnostics findings;
    const auto read = workspace::load(stored(files), findings);
    std::string text;
    for (const diagnostic::Diagnostic &finding : findings)
      text += format::message(finding, "en") + "|";
    for (const auto &[key, value] : read->limits)
      text += key + "=" + std::to_string(value) + " ";
    return text;
  };
  BOOST_TEST(limited(R"("rows": 10, "package_mb": 2047, "entries": 3)") == "entries=3 package_mb=2047 rows=10 ");
  BOOST_TEST(limited(R"("rows": 0)") == "“rows” must be a whole number from 1 to 2000000000.|");
  BOOST_TEST(limited(R"("nesting": -1)") == "“nesting” must be a whole number from 1 to 200.|");
  BOOST_TEST(limited(R"("nesting": 201)") == "“nesting” must be a whole number from 1 to 200.|");
  BOOST_TEST(limited(R"("package_mb": 2048)") == "“package_mb” must be a whole number from 1 to 2047.|");
  BOOST_TEST(limited(R"("steps": 99999999999)") == "“steps” must be a whole number from 1 to 2000000000.|");
  BOOST_TEST(limited(R"("rows": "10")") == "“rows” must be of the form 0, 1, 2 ….|");
  BOOST_TEST(limited(R"("rows": 1.5)") == "“rows” must be of the form 0, 1, 2 ….|");
  BOOST_TEST(limited(R"("rows": null)") == ""); // as if it were not there
  BOOST_TEST(limited(R"("include_dept": 3)") ==
             "There is no limit “include_dept”; see the table of limits in the administrator's guide. Did you mean "
             "“include_depth”?|");
}

BOOST_AUTO_TEST_CASE(sources_hold_no_secrets) {
  check("sources.json", R"({"sources": [
  {"alias": "main", "kind": "sqlite", "path": "one.sqlite", "password": "x", "timeout_seconds": -1},
  {"alias": "main", "kind": "sqlite", "path": 7, "columns": {"valeu": "v"}},
  {"alias": "web", "kind": "postgres", "url": "https://a"}]})",
        {"sources.json:2:78 workspace.number-out-of-range", "sources.json:2:61 workspace.secret-in-file",
         "sources.json:3:39 workspace.json-kind", "sources.json:3:62 workspace.json-name-unknown",
         "sources.json:3:4 workspace.alias-twice", "sources.json:4:20 workspace.source-kind-unknown"});
}

BOOST_AUTO_TEST_CASE(a_secret_is_never_shown_whatever_its_name) {
  const std::string canary = "CANARY-88f1";
  for (const std::string name : {"password", "Passwd", "TOKEN", "pwd", "api_key", "API-Key", "mat_khau", "Mật khẩu",
                                 "client_secret", "pasword", "key2"}) {
    auto files = small_workspace();
    files["sources.json"] = R"({"sources": [{"alias": "main", "kind": "postgresql", "host": "h", "database": "d",
      "user": "u", ")" + name +
                            R"(": ")" + canary + R"(", "parameters": {")" + name + R"(": 7}}], ")" + name + R"(": ")" +
                            canary + "\"}";
    diagnostic::Diagnostics findings;
    static_cast<void>(workspace::load(stored(files), findings));
    BOOST_CHECK_GE(findings.size(), 3U);
    for (const auto &finding : findings) {
      const auto text = format::report(finding, "vi") + format::report(finding, "en");
      BOOST_CHECK_MESSAGE(text.find(canary) == std::string::npos, text);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_secret_by_any_name_is_an_error_that_shows_the_name_alone) {
  auto files = small_workspace();
  files["sources.json"] =
      R"({"sources": [{"alias": "main", "kind": "sqlite", "path": "a", "Mật_khẩu": "CANARY", "tabel": "CANARY"}]})";
  diagnostic::Diagnostics findings;
  static_cast<void>(workspace::load(stored(files), findings));
  BOOST_REQUIRE_EQUAL(findings.size(), 2U);
  BOOST_CHECK(findings[0].code.name == "workspace.secret-in-file" &&
              findings[0].severity == diagnostic::Severity::error);
  BOOST_CHECK_EQUAL(findings[0].location.text, "Mật_khẩu");
  BOOST_CHECK_EQUAL(findings[1].code.name, "workspace.json-name-unknown");
  BOOST_CHECK_EQUAL(findings[1].location.text, "tabel");
}

BOOST_AUTO_TEST_CASE(a_pipe_in_place_of_a_file_is_not_waited_for) {
  auto files = small_workspace();
  files.erase("sources.json");
  const auto folder = stored(files);
  BOOST_REQUIRE_EQUAL(::mkfifo((folder / "sources.json").c_str(), 0600), 0);
  diagnostic::Diagnostics findings;
  static_cast<void>(workspace::load(folder, findings));
  BOOST_REQUIRE(!findings.empty());
  const auto file = (folder / "sources.json").string();
  BOOST_CHECK_EQUAL(format::report(findings.front(), "vi"),
                    file + ": lỗi: " + file + " không phải một tệp thường mà là thư mục, ống dẫn hoặc thiết bị; hãy " +
                        "thay bằng một tệp. [workspace.not-a-file]");
}

BOOST_AUTO_TEST_CASE(the_value_columns_of_a_wide_table_name_their_parts) {
  check("sources.json", R"({"sources": [
  {"alias": "main", "kind": "csv", "path": "a", "values": [{"column": "Nữ", "indicator": "JOB", "value": "x"}, {"slice": "sex=F"}]},
  {"alias": "two", "kind": "csv", "path": "a", "columns": {"value": "Số"}, "values": [{"column": "Nữ"}]}]})",
        {"sources.json:2:97 workspace.json-name-unknown", "sources.json:2:112 workspace.json-member-missing",
         "sources.json:3:76 workspace.values-twice"});
}

BOOST_AUTO_TEST_CASE(servers_are_named_without_their_password) {
  check("sources.json", R"({"sources": [
  {"alias": "main", "kind": "postgresql", "host": "db", "database": "d", "user": "u", "password_variable": "P"},
  {"alias": "two", "kind": "postgresql", "database": "d", "user": "u", "port": 70000, "password": "x"},
  {"alias": "four", "kind": "mysql", "host": "db", "database": "d", "user": "u", "path": "x",
   "password_variable": "P", "password_file": "f"}]})",
        {"sources.json:3:3 workspace.json-member-missing", "sources.json:3:72 workspace.number-out-of-range",
         "sources.json:3:87 workspace.secret-in-file", "sources.json:5:30 workspace.password-place-twice",
         "sources.json:4:82 workspace.json-name-unknown"});
}

BOOST_AUTO_TEST_CASE(templates_are_found_and_checked) {
  auto files = small_workspace();
  files["BC/template.odt"] = "x";
  files["BC/template.json"] = R"({"title": {"vi": "Báo cáo", "en": "Report"}, "periods": ["quarter", "moth"],
 "file_name": "{template}_{perod}", "version": "1"})";
  files["templates/PL/template.json"] = R"({"title": {"vi": "Phụ lục", "en": "Annex"}, "version": "1"})";
  const std::vector<std::string> expected{"template.json:1:1 workspace.template-file-missing",
                                          "template.json:1:46 workspace.period-kind-unknown",
                                          "template.json:2:2 workspace.file-name-place"};
  const auto found = findings_of(files);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

BOOST_AUTO_TEST_CASE(deep_json_is_refused_without_recursion) {
  auto files = small_workspace();
  files["sources.json"] = std::string(100'000, '[');
  const auto found = findings_of(files);
  BOOST_REQUIRE_EQUAL(found.size(), 1U);
  BOOST_CHECK(found.front().ends_with("workspace.json-broken"));
}

BOOST_AUTO_TEST_CASE(the_shipped_workspace_is_correct) {
  const auto made = shipped();
  BOOST_CHECK_EQUAL(made->catalogue.indicators().size(), 74U);
  BOOST_CHECK_EQUAL(made->documents.size(), 15U);
  BOOST_CHECK(made->find_template("BC03") != nullptr && made->find_template("BC03-PL") != nullptr);
  BOOST_CHECK_EQUAL(made->organisation({2025, 3, 20}).symbol, "BC-SNV");
}

BOOST_AUTO_TEST_CASE(the_63_old_provinces_became_34) {
  const auto made = shipped();
  const auto &list = made->catalogue.territories;
  const auto country = unit(*made, "VN-NSO/2025-07-01/VN");
  BOOST_CHECK_EQUAL(list.children(country, {2025, 6, 30}).size(), 63U);
  const auto now = list.children(country, {2025, 7, 1});
  BOOST_CHECK_EQUAL(now.size(), 34U);
  BOOST_CHECK_EQUAL(std::ranges::count_if(now, [&](auto id) { return list.at(id).keys.size() == 2; }), 11);
  const auto cities = [&](model::Date day) {
    return std::ranges::count_if(now, [&](auto id) { return list.type_on(id, day) == "thành phố"; });
  };
  BOOST_CHECK_EQUAL(cities({2026, 4, 29}), 6);
  BOOST_CHECK_EQUAL(cities({2026, 4, 30}), 7);
  auto ambiguous = std::size_t{0};
  for (const auto id : now)
    ambiguous += list.by_code(list.at(id).keys.back().code).size() > 1 ? std::size_t{1} : std::size_t{0};
  BOOST_CHECK_EQUAL(ambiguous, 23U);
}

BOOST_AUTO_TEST_CASE(lao_cai_has_two_whole_predecessors) {
  const auto made = shipped();
  const auto &unit_now = made->catalogue.territories.at(unit(*made, "VN-NSO/2025-07-01/15"));
  BOOST_REQUIRE_EQUAL(unit_now.predecessors.size(), 2U);
  BOOST_CHECK(unit_now.predecessors[0].unit == unit(*made, "VN-NSO/2025-01-01/10"));
  BOOST_CHECK(unit_now.predecessors[1].unit == unit(*made, "VN-NSO/2025-01-01/15"));
  BOOST_CHECK(unit_now.predecessors[0].share == model::Decimal(1));
  BOOST_CHECK(unit(*made, "VN-NSO/2025-01-01/22") == unit(*made, "VN-NSO/2025-07-01/22"));
}

BOOST_AUTO_TEST_SUITE_END()
