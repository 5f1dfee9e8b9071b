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

} // namespace

std::size_t WorkbookSource::read_all(Gatherer &gatherer) {
  const auto files = source_files(settings_.path, {".ods", ".xlsx", ".xls"});
  WorkbookFiles workbooks(files, [this] { return cancelled_.load(); });
  const auto read = [&](const fs::path &file) {
    if (cancelled_)
      fail_file("data.cancelled", file, {{"alias", settings_.alias}});
    WorkbookForm form(file, settings_, gatherer);
    const auto package = odf::Package::open(workbooks.ods_of(file), file.string(), workbook_limits());
    try {
      odf::read_sheets(package, form, workbook_limits());
    } catch (const Failure &failure) {
      if (failure.findings().front().code.name == "odf.encrypted") // told as of the other formats
        fail_file("data.workbook-locked", file);
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

std::string WorkbookSource::test(const model::Catalogue &catalogue) {
  return count_rows(settings_, catalogue, [this](Gatherer &gatherer) { return read_all(gatherer); });
}

} // namespace solieu::data
