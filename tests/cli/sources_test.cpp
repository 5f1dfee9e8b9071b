// The command on sources that are written wrong, and on outputs that would destroy what they are made from.
#include "support/own_workspace.hpp"

#include <boost/test/unit_test.hpp>

#include <sqlite3.h>
#include <sys/stat.h>

using namespace solieu;
using support::Ended;
using support::OwnWorkspace;

namespace {

constexpr const char *vietnamese = "vi_VN.UTF-8";

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// A workspace whose only sources are these.
struct WithSources : OwnWorkspace {
  explicit WithSources(const std::string &json) {
    change("workspace.json", "\"default_source\": \"published\"", "\"default_source\": \"main\"");
    support::write_file(path() + "/sources.json", json);
  }
  /// What was said without the folder's own name.
  [[nodiscard]] std::string bare(std::string text) const {
    for (auto at = text.find(path()); at != std::string::npos; at = text.find(path(), at))
      text.replace(at, path().size(), "WS");
    return text;
  }
};

std::vector<std::string> fill(const std::string &report_template, const std::vector<std::string> &more) {
  std::vector<std::string> words{"fill",        report_template,        "--period",     "2025-Q1",
                                 "--territory", "VN-NSO/2025-01-01/22", "--issue-date", "2025-03-20"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

void run_sql(const std::string &file, const std::string &statement) {
  sqlite3 *database = nullptr;
  BOOST_TEST_REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  BOOST_TEST_REQUIRE(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

/// Refused as wrong use with exactly these words, and the file is as it was.
void check_refused(const OwnWorkspace &workspace, const std::vector<std::string> &words, const std::string &file,
                   const std::string &sentence) {
  const std::string before = support::read_file(file);
  const Ended ended = workspace.solieu(words, vietnamese);
  BOOST_TEST(ended.status == 2);
  BOOST_TEST(ended.err == sentence);
  BOOST_TEST((support::read_file(file) == before), file + " was touched");
}

const std::string header = "row_id,indicator,territory,period,value\n";
const std::string csv_source = R"({"sources": [{"alias": "main", "kind": "csv", "path": "rows.csv"}]})";

} // namespace

BOOST_AUTO_TEST_SUITE(wrong_sources)

BOOST_AUTO_TEST_CASE(a_secret_is_in_no_output_of_any_command) {
  const WithSources workspace(R"({"sources": [{"alias": "main", "kind": "postgresql", "host": "localhost",
    "database": "d", "user": "u", "PassWord": "CANARY-7788"}]})");
  const std::vector<std::vector<std::string>> commands{
      {"source", "test"}, {"source", "list", "--json"}, {"workspace", "check", "--json"},
      fill("BC03", {}),   fill("BC03", {"--json"}),     {"figure", "JOB_ADDED", "--period", "2025-Q1", "--json"},
      {"check", "BC03"}};
  for (const auto &words : commands) {
    const Ended ended = workspace.solieu(words, vietnamese);
    BOOST_TEST(ended.status == 1);
    BOOST_TEST(has(ended.out + ended.err, "“PassWord” không được nằm trong tệp dùng chung"), ended.out + ended.err);
    BOOST_TEST(!has(ended.out + ended.err, "CANARY"), ended.out + ended.err);
  }
}

BOOST_AUTO_TEST_CASE(broken_sources_are_told_once_by_every_command) {
  const std::vector<std::pair<std::string, std::string>> texts{
      {R"({"sources":[{"alias":"main","kind":"csv","path":"rows.csv",}]})", "workspace.json-broken"},
      {"", "workspace.json-broken"},
      {R"({"sources":{"alias":"main","kind":"csv","path":"rows.csv"}})", "workspace.json-kind"},
      {R"({"sources":[{"alias":"main","kind":"csv","path":"a"},{"alias":"main","kind":"csv","path":"a"}]})",
       "workspace.alias-twice"},
      {R"({"source":[{"alias":"main","kind":"csv","path":"rows.csv"}]})", "workspace.json-name-unknown"}};
  for (const auto &[text, code] : texts) {
    const WithSources workspace(text);
    const Ended checked = workspace.solieu({"workspace", "check"}, vietnamese);
    BOOST_TEST(has(checked.err, code), checked.err);
    for (const std::string word : {"test", "list"}) {
      const Ended ended = workspace.solieu({"source", word}, vietnamese);
      BOOST_TEST(ended.status == 1);
      BOOST_TEST(ended.err == checked.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_test_tells_the_rows_that_are_left_out) {
  const WithSources workspace(R"({"sources": [{"alias": "main", "kind": "csv", "path": "rows.csv", "tabel": "x"}]})");
  support::write_file(workspace.path() + "/rows.csv",
                      header + "A1,JOB_ADDED,VN-NSO/2025-01-01/22,2025,10\nA2,JOB_ADDED,VN-NSO/2025-01-01/22,abc,10\n");
  Ended ended = workspace.solieu({"source", "test"}, vietnamese);
  BOOST_TEST(ended.status == 0);
  BOOST_TEST(ended.out == "! main: dùng được 1 dòng số liệu; xem các cảnh báo và ghi chú về nguồn này\n");
  BOOST_TEST(has(ended.err, "[workspace.json-name-unknown]"), ended.err);
  BOOST_TEST(has(ended.err, "dòng 3 bị bỏ qua: “abc” (cột “period”) không phải một kỳ"), ended.err);
  BOOST_TEST(workspace.solieu({"source", "test", "main", "--strict"}).status == 7);
  const Ended json = workspace.solieu({"source", "test", "--json"});
  BOOST_TEST(has(json.out, "\"rows\": 1"), json.out);
  BOOST_TEST(has(json.out, "\"code\": \"data.period-invalid\""), json.out);
  support::write_file(workspace.path() + "/sources.json", csv_source);
  support::write_file(workspace.path() + "/rows.csv", header + "A1,JOB_ADDED,VN-NSO/2025-01-01/22,2025,10\n");
  ended = workspace.solieu({"source", "test"});
  BOOST_TEST(ended.out == "✓ main: rows that can be used: 1\n");
  BOOST_TEST(ended.err == "");
}

BOOST_AUTO_TEST_CASE(a_pipe_among_the_files_is_named_and_not_waited_for) {
  const WithSources workspace(R"({"sources": [{"alias": "main", "kind": "csv", "path": "rows.csv"},
    {"alias": "forms", "kind": "csv", "path": "forms"}]})");
  std::filesystem::create_directory(workspace.path() + "/forms");
  BOOST_TEST_REQUIRE(::mkfifo((workspace.path() + "/rows.csv").c_str(), 0600) == 0);
  BOOST_TEST_REQUIRE(::mkfifo((workspace.path() + "/forms/a.csv").c_str(), 0600) == 0);
  support::write_file(workspace.path() + "/forms/b.csv", header + "A1,JOB_ADDED,VN-NSO/2025-01-01/22,2025,10\n");
  const std::string sentence = " is no regular file (but a folder, a pipe or a device) and is not read; correct the "
                               "path in sources.json, or take it out of the source's folder. [data.not-a-file]\n";
  const Ended ended = workspace.solieu({"source", "test"});
  BOOST_TEST(ended.status == 3);
  BOOST_TEST(workspace.bare(ended.err) ==
             "WS/rows.csv: error: WS/rows.csv" + sentence + "WS/forms/a.csv: warning: WS/forms/a.csv" + sentence);
  BOOST_TEST(ended.out == "! forms: rows that can be used: 1; see the warnings and notes on this source\n");
}

BOOST_AUTO_TEST_CASE(no_output_takes_the_place_of_what_it_is_made_from) {
  const OwnWorkspace workspace;
  const std::string data = workspace.database();
  const std::string link = workspace.folder.file("link.sqlite");
  std::filesystem::create_symlink(data, link);
  for (const std::string &name : {data, link}) {
    const std::string sentence = name + ": lỗi: " + name +
                                 " là tệp số liệu của nguồn “published” nên không bị ghi đè; " +
                                 "hãy chọn tên khác. [job.output-is-source]\n";
    check_refused(workspace, fill("BC03", {"--keep-snapshot", name, "-o", workspace.folder.file("a.odt")}), data,
                  sentence);
    check_refused(workspace, {"snapshot", "make", name}, data, sentence);
  }
  const std::string copy = workspace.folder.file("copy.ott");
  const std::string hard = workspace.folder.file("hard.odt");
  std::filesystem::copy_file(workspace.path() + "/BC03/template.ott", copy);
  std::filesystem::create_hard_link(copy, hard);
  check_refused(workspace, fill(copy, {"-o", hard}), copy,
                hard + ": lỗi: " + hard + " là chính mẫu báo cáo nên không bị ghi đè; hãy chọn tên khác sau -o. " +
                    "[job.output-is-template]\n");
  BOOST_TEST(!std::filesystem::exists(workspace.folder.file("a.odt")));
}

BOOST_AUTO_TEST_CASE(a_snapshot_replaces_a_snapshot_and_nothing_else) {
  const OwnWorkspace workspace;
  const std::string notes = workspace.folder.file("notes.txt");
  support::write_file(notes, "important");
  check_refused(workspace, {"snapshot", "make", notes}, notes,
                notes + ": lỗi: " + notes + " đã có và không phải bản chụp số liệu nên không bị ghi đè; hãy chọn tên " +
                    "khác. [job.output-no-snapshot]\n");
  const std::string kept = workspace.folder.file("kept.sqlite");
  BOOST_TEST(workspace.solieu({"snapshot", "make", kept}).status == 0);
  BOOST_TEST(workspace.solieu({"snapshot", "make", kept}).status == 0);
  run_sql(kept, "DROP TABLE solieu_snapshot");
  BOOST_TEST(workspace.solieu({"snapshot", "make", kept}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_was_edited_is_not_used) {
  const OwnWorkspace workspace;
  const std::string kept = workspace.folder.file("kept.sqlite");
  BOOST_TEST(workspace.solieu({"snapshot", "make", kept}).status == 0);
  const std::vector<std::string> figure{
      "figure", "JOB_ADDED", "--period", "2025-Q1", "--territory", "VN-NSO/2025-01-01/22", "--snapshot", kept};
  const Ended good = workspace.solieu(figure);
  BOOST_TEST(good.status == 0, good.err);
  run_sql(kept, "VACUUM"); // written to, with the same rows
  BOOST_TEST(workspace.solieu(figure).out == good.out);
  run_sql(kept, "UPDATE observations SET value = '7651' WHERE row_id = 'A7'");
  const Ended edited = workspace.solieu(figure, vietnamese);
  BOOST_TEST(edited.status == 3);
  BOOST_TEST(edited.err == kept + ": lỗi: Bản chụp " + kept +
                               " đã bị sửa sau khi tạo, nội dung không còn khớp với mã " +
                               "của nó; hãy tạo lại từ nguồn. [data.snapshot-changed]\n");
}

BOOST_AUTO_TEST_SUITE_END()
