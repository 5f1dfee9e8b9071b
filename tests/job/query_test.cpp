#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/report_job.hpp"
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
                "parameters": ["code"], "columns": ["row_id", "value"], "numbers": ["value"]}]}]})";

class Workspace {
public:
  Workspace() {
    fs::copy(SOLIEU_BINARY_DIR "/workspace", path(), fs::copy_options::recursive);
    support::write_file(path() / "sources.json", sources);
  }
  [[nodiscard]] fs::path path() const { return folder_.path() / "workspace"; }

  /// A report of one paragraph, from the source.
  [[nodiscard]] job::ReportResult report(const std::string &paragraph, const std::string &source) const {
    const auto file = folder_.path() / "free.ott";
    support::write_file(file, support::make_package({.body = "<text:p>" + paragraph + "</text:p>"}));
    job::ReportJob job;
    job.template_name = file.string();
    job.workspace = path();
    job.source = source;
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
}

BOOST_AUTO_TEST_SUITE_END()
