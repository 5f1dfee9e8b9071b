#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/report_job.hpp"
#include "odf/package.hpp"
#include "support/document_text.hpp"
#include "support/odf_builder.hpp"
#include "support/program.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>

using namespace solieu;

namespace {

namespace fs = std::filesystem;

/// The example of the administrator's guide, beside the shipped source.
constexpr const char *sources = R"({"sources": [
  {"alias": "published", "kind": "sqlite", "path": "observations.sqlite"},
  {"alias": "register", "kind": "sqlite", "path": "observations.sqlite",
   "sql": "SELECT * FROM observations WHERE substr(period, 1, 4) >= :first_year AND territory = :place",
   "parameters": {"place": "VN-NSO/2025-01-01/22"},
   "queries": [{"name": "largest", "sql": "SELECT row_id, value FROM observations WHERE indicator = :code ORDER BY CAST(value AS REAL) DESC LIMIT 3",
                "parameters": ["code"], "columns": ["row_id", "value"], "numbers": ["value"]},
               {"name": "note", "sql": "SELECT ' Dòng 1' || char(10) || 'Dòng 2' || char(9) || 'a   b ' AS t", "columns": ["t"]},
               {"name": "words", "sql": "SELECT 'a' AS value", "columns": ["value"]}]}]})";

class Workspace {
public:
  Workspace() {
    fs::copy(SOLIEU_BINARY_DIR "/workspace", path(), fs::copy_options::recursive);
    support::write_file(path() / "sources.json", sources);
  }
  [[nodiscard]] fs::path path() const { return folder_.path() / "workspace"; }

  [[nodiscard]] fs::path file(const std::string &name) const { return folder_.path() / name; }

  /// A report of one paragraph, from the source, or from a snapshot that stands for it.
  [[nodiscard]] job::ReportResult report(const std::string &paragraph, const std::string &source,
                                         const fs::path &snapshot = {}, const fs::path &keep = {}) const {
    const auto file = folder_.path() / "free.ott";
    support::write_file(file, support::make_package({.body = "<text:p>" + paragraph + "</text:p>"}));
    job::ReportJob job;
    job.template_name = file.string();
    job.workspace = path();
    job.source = source;
    job.snapshot = snapshot;
    job.keep_snapshot = keep;
    job.period = "2025-Q1";
    job.territory = "VN-NSO/2025-01-01/22";
    job.issue_date = {2025, 3, 20};
    return job::run(job);
  }

private:
  support::Folder folder_;
};

constexpr const char *loop =
    R"({% for r in query("largest", code="JOB_ADDED") %}{{ r.row_id }} {{ r.value }}; {% endfor %})";

} // namespace

BOOST_AUTO_TEST_SUITE(named_query)

BOOST_AUTO_TEST_CASE(a_free_table_stands_in_a_report) {
  const Workspace workspace;
  for (const std::string source : {"register", "published"}) {
    const auto text = support::DocumentText::of(workspace.report(loop, source).bytes);
    BOOST_TEST(text.find("A9 30.000; A16 9.000; A7 7.650; ") != std::string::npos, text);
  }
}

BOOST_AUTO_TEST_CASE(the_text_of_a_query_keeps_its_lines_tabs_and_spaces) {
  const Workspace workspace;
  const auto report = workspace.report(R"({% for r in query("note") %}[{{ r.t }}]{% endfor %})", "register");
  const auto package = odf::Package::open(report.bytes, "result");
  const auto content = package.read(*package.find("content.xml"));
  BOOST_TEST(content.find("[ Dòng 1<text:line-break/>Dòng 2<text:tab/>a <text:s text:c=\"2\"/>b ]") !=
                 std::string::npos,
             content);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_counted_also_of_sums_and_queries) {
  const Workspace workspace;
  const auto report = workspace.report("{{ JOB_ADDED }} {{ JOB_ADDED / 0 }} {{ 1 / 0 }}", "published");
  BOOST_TEST(report.figures == 3U);
  BOOST_TEST(report.missing == 2U);
}

BOOST_AUTO_TEST_CASE(figures_come_from_a_select_with_parameters) {
  const Workspace workspace;
  const auto text = support::DocumentText::of(workspace.report("{{ JOB_ADDED }}", "register").bytes);
  BOOST_TEST(text.find("7.650") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(a_value_that_looks_like_sql_is_a_value) {
  const Workspace workspace;
  std::string injected = loop;
  injected.replace(injected.find("JOB_ADDED"), 9, "JOB_ADDED' OR '1'='1");
  const auto text = support::DocumentText::of(workspace.report("[" + injected + "]", "register").bytes);
  BOOST_TEST(text.find("[]") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(an_unknown_query_or_column_is_an_error_of_the_template) {
  const Workspace workspace;
  const auto said = [&](const std::string &paragraph) -> std::string {
    try {
      (void)workspace.report(paragraph, "register");
    } catch (const diagnostic::Failure &failure) {
      return failure.findings().front().code.name;
    }
    return "";
  };
  BOOST_TEST(said(R"({% for r in query("larges", code="JOB") %}{{ r.value }}{% endfor %})") ==
             "expression.unknown-query");
  BOOST_TEST(said(R"({% for r in query("largest") %}{{ r.value }}{% endfor %})") ==
             "expression.query-parameter-missing");
  BOOST_TEST(said(R"({{ query("words") | sum }})") == "expression.column-of-texts");
}

BOOST_AUTO_TEST_CASE(a_report_from_a_kept_snapshot_is_the_same_to_the_byte_without_the_source) {
  const Workspace workspace;
  const auto kept = workspace.file("kept.sqlite");
  const std::string paragraph = std::string("{{ JOB_ADDED }} ") + loop;
  const auto first = workspace.report(paragraph, "register", {}, kept);
  BOOST_TEST(first.findings.empty());
  fs::remove(workspace.path() / "observations.sqlite");
  const auto again = workspace.report(paragraph, "register", kept);
  BOOST_TEST((again.bytes == first.bytes));
  BOOST_TEST(support::DocumentText::of(again.bytes).find("7.650 A9 30.000; A16 9.000; A7 7.650;") != std::string::npos);
  BOOST_TEST_REQUIRE(again.findings.size() == 1U);
  const std::string said = format::message(again.findings.front(), "en");
  BOOST_TEST(said.starts_with("The figures come from the snapshot " + kept.string() + ", read from its source at 20"));
}

BOOST_AUTO_TEST_CASE(what_a_snapshot_does_not_hold_is_told) {
  const Workspace workspace;
  const auto kept = workspace.file("kept.sqlite");
  (void)workspace.report("{{ JOB_ADDED }}", "register", {}, kept);
  const auto said = [&](const fs::path &snapshot) -> std::string {
    try {
      (void)workspace.report(loop, "register", snapshot);
    } catch (const diagnostic::Failure &failure) {
      return format::message(failure.findings().front(), "en");
    }
    return "";
  };
  BOOST_TEST(said(kept) == "The snapshot " + kept.string() +
                               " does not keep the answer of the query “largest” for these values; make the report "
                               "from the source with --keep-snapshot.");
  BOOST_TEST(
      said(workspace.file("none.sqlite")).starts_with("There is no file " + workspace.file("none.sqlite").string()));
  support::write_file(workspace.file("text.sqlite"), "no database");
  BOOST_TEST(said(workspace.file("text.sqlite")).find("is no SQLite database") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_cannot_be_kept_is_told_and_there_is_no_report) {
  const Workspace workspace;
  const auto kept = workspace.file("none") / "kept.sqlite";
  BOOST_CHECK_EXCEPTION((void)workspace.report("{{ JOB_ADDED }}", "register", {}, kept), diagnostic::Failure,
                        [](const diagnostic::Failure &failure) {
                          return failure.findings().front().code.name == "data.snapshot-not-written";
                        });
}

BOOST_AUTO_TEST_SUITE_END()
