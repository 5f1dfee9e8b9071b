// The exit status of every kind of end, as docs/guide-user.md lists them.
#include "cli/exit_status.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

int status(std::string_view code, Severity severity = Severity::error) {
  return static_cast<int>(cli::status_of({Diagnostic{Code{code}, severity, {}, {}}}));
}

} // namespace

BOOST_AUTO_TEST_SUITE(exit_status)

BOOST_AUTO_TEST_CASE(each_end_has_its_status) {
  const std::vector<std::pair<int, std::vector<std::string_view>>> expected{
      {1, {"expression.unknown-indicator", "binding.for-unclosed", "job.check-failed", "workspace.csv-empty"}},
      {2, {"cli.option-unknown",     "cli.option-twice",        "cli.language-unknown", "job.template-unknown",
           "job.territory-unknown",  "job.territory-ambiguous", "job.period-unknown",   "job.period-not-for-template",
           "job.clock-unknown",      "job.source-unknown",      "job.format-unknown",   "job.parameter-unknown",
           "job.output-is-template", "job.document-unreadable", "job.no-record",        "job.pdf-has-no-record",
           "job.outlook-expression", "refresh.record-broken",   "workspace.not-found",  "workspace.list-missing"}},
      {3,
       {"job.no-data", "data.file-missing", "data.server-timeout", "data.snapshot-missing", "data.snapshot-changed"}},
      {4,
       {"job.file-unreadable", "odf.not-a-package", "odf.xml-too-deep", "binding.wrong-kind", "binding.other-kind",
        "binding.no-content", "binding.content-broken"}},
      {5,
       {"office.cannot-write", "office.not-found", "job.not-created", "job.folder-not-empty",
        "data.snapshot-not-written", "render.output-too-large"}},
      {130, {"job.cancelled", "data.cancelled", "office.cancelled"}},
  };
  for (const auto &[number, codes] : expected) {
    for (const std::string_view code : codes) {
      BOOST_TEST(status(code) == number, code);
    }
  }
}

BOOST_AUTO_TEST_CASE(only_errors_decide_and_the_first_that_names_a_status) {
  BOOST_TEST(status("data.file-missing", Severity::warning) == 1);
  const diagnostic::Diagnostics several{Diagnostic{Code{"odf.broken-zip"}, Severity::note, {}, {}},
                                        Diagnostic{Code{"expression.unknown-indicator"}, Severity::error, {}, {}},
                                        Diagnostic{Code{"data.file-missing"}, Severity::error, {}, {}}};
  BOOST_TEST(static_cast<int>(cli::status_of(several)) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
