#include "data/csv_source.hpp"

#include "data/source_files.hpp"
#include "data/text_file.hpp"
#include "diagnostic/failure.hpp"
#include "format/delimited_text.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

/// One file from its header to its last row.
class CsvFile {
public:
  CsvFile(const fs::path &path, const model::SourceSettings &settings, const std::atomic<bool> &cancelled)
      : path_(path), settings_(settings), cancelled_(cancelled), text_(path, settings.file.encoding),
        reader_([this](std::string &text) { return refill(text); }) {}

  void read(Gatherer &gatherer) {
    if (!reader_.next())
      end_of_text();
    std::vector<std::string> header;
    std::ranges::transform(reader_.fields(), std::back_inserter(header),
                           [](auto name) { return format::normalised(name); });
    const RowShape shape(header, settings_, path_);
    gatherer.begin({.file = path_.string(),
                    .table = path_.stem().string(),
                    .columns = shape.names(),
                    .writing = settings_.writing});
    bool any = false;
    while (reader_.next()) {
      any = true;
      const auto &fields = reader_.fields();
      if (fields.size() == header.size())
        shape.rows(fields, reader_.line(), [&](const RowView &row) { gatherer.add(row); });
      else
        gatherer.reject(wrong_count(fields.size(), header.size()));
    }
    if (reader_.problem() || !any)
      end_of_text();
  }

private:
  bool refill(std::string &text) {
    if (cancelled_)
      fail_file("data.cancelled", path_, {{"alias", settings_.alias}});
    return text_.read(text);
  }

  /// What is wrong where the records end; a file with a header alone is none.
  void end_of_text() const {
    const auto &problem = reader_.problem();
    if (problem)
      fail_file(problem->kind == format::DelimitedProblem::Kind::unclosed_quote ? "data.csv-quote-unclosed"
                                                                                : "data.csv-text-after-quote",
                path_, {}, problem->line, problem->column);
    if (reader_.fields().empty())
      fail_file("data.file-empty", path_);
  }

  [[nodiscard]] Diagnostic wrong_count(std::size_t count, std::size_t expected) const {
    return {Code{"data.csv-field-count"},
            Severity::warning,
            {.file = path_.string(), .line = reader_.line()},
            {{"row", std::to_string(reader_.line())},
             {"count", std::to_string(count)},
             {"expected", std::to_string(expected)}}};
  }

  const fs::path &path_;
  const model::SourceSettings &settings_;
  const std::atomic<bool> &cancelled_;
  TextFile text_;
  format::DelimitedReader reader_;
};

} // namespace

std::size_t CsvSource::read_all(Gatherer &gatherer) const {
  return read_files(source_files(settings_.path, {".csv", ".tsv"}, gatherer), settings_, gatherer,
                    [&](const fs::path &file) { CsvFile(file, settings_, cancelled_).read(gatherer); });
}

StreamResult CsvSource::stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) {
  Gatherer gatherer(selection, catalogue, sink);
  read_all(gatherer);
  return gatherer.finish(utc_now());
}

} // namespace solieu::data
