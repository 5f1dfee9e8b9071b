#include "data/workbook_source.hpp"

#include "data/source_files.hpp"
#include "data/workbook_files.hpp"
#include "data/workbook_form.hpp"
#include "diagnostic/failure.hpp"
#include "odf/package.hpp"

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Failure;

namespace {

/// Workbooks hold data: more of them than a template, and alike from row to row.
odf::Limits workbook_limits() {
  odf::Limits limits;
  limits.entry_bytes = std::size_t{256} << 20U;
  limits.inflated_bytes = std::size_t{300} << 20U;
  limits.ratio = 1000;
  limits.repeated_cells = 20'000'000;
  return limits;
}

/// What is wrong with a package is here a fault of the source, not of a template.
[[noreturn]] void fail_package(const fs::path &file, diagnostic::Diagnostic finding) {
  if (finding.code.name == "odf.encrypted") // told as of the other formats
    fail_file("data.workbook-locked", file);
  finding.arguments.emplace_back("what", finding.code.name);
  finding.code = diagnostic::Code{"data.workbook-package"};
  throw Failure(std::move(finding));
}

} // namespace

std::size_t WorkbookSource::read_all(Gatherer &gatherer) {
  const auto files = source_files(settings_.path, {".ods", ".xlsx", ".xlsm", ".xls"}, gatherer);
  WorkbookFiles workbooks(files, [this] { return cancelled_.load(); });
  const auto read = [&](const fs::path &file) {
    if (cancelled_)
      fail_file("data.cancelled", file, {{"alias", settings_.alias}});
    WorkbookForm form(file, settings_, gatherer);
    auto bytes = workbooks.ods_of(file);
    try {
      odf::read_sheets(odf::Package::open(std::move(bytes), file.string(), workbook_limits()), form, workbook_limits());
    } catch (const Failure &failure) {
      if (const auto &finding = failure.findings().front(); finding.code.name.starts_with("odf."))
        fail_package(file, finding);
      throw;
    }
    form.finish();
  };
  try {
    return read_files(files, settings_, gatherer, read);
  } catch (const Failure &failure) {
    if (failure.findings().front().code.name != "office.cancelled")
      throw;
    fail_file("data.cancelled", settings_.path, {{"alias", settings_.alias}});
  }
}

StreamResult WorkbookSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                    ObservationSink &sink) {
  Gatherer gatherer(selection, catalogue, sink);
  read_all(gatherer);
  return gatherer.finish(utc_now());
}

} // namespace solieu::data
