#include "data/csv_source.hpp"

#include "data/gather.hpp"
#include "diagnostic/failure.hpp"
#include "format/delimited_text.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

constexpr std::uintmax_t size_limit = std::uintmax_t{1024} * 1024 * 1024;
using Arguments = std::vector<std::pair<std::string, std::string>>;

[[noreturn]] void fail(Code code, const fs::path &path, Arguments arguments = {}, std::size_t line = 0,
                       std::size_t column = 0) {
  arguments.emplace_back("file", path.string());
  throw Failure(Diagnostic{
      std::move(code), Severity::error, {.file = path.string(), .line = line, .column = column}, std::move(arguments)});
}

/// The file, or the tables of the folder in the order of their names.
std::vector<fs::path> files_of(const fs::path &path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    fail(Code{"data.file-missing"}, path);
  if (fs::is_regular_file(status))
    return {path};
  if (!fs::is_directory(status))
    fail(Code{"data.not-a-file"}, path);
  std::vector<fs::path> files;
  for (const auto &entry : fs::directory_iterator(path, error))
    if (entry.path().extension() == ".csv" || entry.path().extension() == ".tsv")
      files.push_back(entry.path());
  if (error)
    fail(Code{"data.file-unreadable"}, path);
  if (files.empty())
    fail(Code{"data.folder-empty"}, path);
  std::ranges::sort(files);
  return files;
}

std::string bytes_of(const fs::path &path) {
  std::error_code error;
  if (fs::file_size(path, error) > size_limit && !error)
    fail(Code{"data.file-too-large"}, path);
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  if (error || !stream)
    fail(Code{"data.file-unreadable"}, path);
  if (bytes.empty())
    fail(Code{"data.file-empty"}, path);
  return bytes;
}

format::DelimitedText parse(const fs::path &path) {
  const auto bytes = bytes_of(path);
  if (bytes.find('\0') != std::string::npos)
    fail(Code{"data.not-a-text-table"}, path);
  auto text = format::read_delimited(bytes);
  if (text.problem)
    fail(text.problem->kind == format::DelimitedProblem::Kind::unclosed_quote ? Code{"data.csv-quote-unclosed"}
                                                                              : Code{"data.csv-text-after-quote"},
         path, {}, text.problem->line, text.problem->column);
  return text;
}

using Positions = std::array<std::size_t, field_count>;
constexpr std::size_t absent = static_cast<std::size_t>(-1);

Positions match_columns(const std::vector<std::string> &raw_header, const ColumnNames &names, const fs::path &path) {
  std::vector<std::string> header;
  std::ranges::transform(raw_header, std::back_inserter(header),
                         [](const auto &name) { return format::normalised(name); });
  const auto usual = column_names({});
  Positions positions{};
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto found = std::ranges::find(header, names.at(i));
    positions.at(i) = found == header.end() ? absent : static_cast<std::size_t>(found - header.begin());
    const bool named = is_required(Field{i}) || (!names.at(i).empty() && names.at(i) != usual.at(i));
    if (found == header.end() && named)
      fail(Code{"data.column-missing"}, path,
           {{"table", path.filename().string()},
            {"column", names.at(i)},
            {"nearest", diagnostic::nearest_name(names.at(i), header)}});
  }
  return positions;
}

/// An empty field is NULL.
RawRow raw_row(const format::DelimitedRecord &record, const Positions &positions) {
  RawRow row;
  row.number = record.line;
  for (std::size_t i = 0; i < field_count; ++i)
    if (positions.at(i) < record.fields.size() && !record.fields[positions.at(i)].empty())
      row.values.at(i) = record.fields[positions.at(i)];
  return row;
}

std::size_t read_file(const fs::path &path, const ColumnNames &names, Gatherer &gatherer) {
  const auto text = parse(path);
  if (text.records.empty())
    fail(Code{"data.file-empty"}, path);
  const auto &header = text.records.front();
  const auto positions = match_columns(header.fields, names, path);
  gatherer.begin({path.string(), path.stem().string(), names});
  for (std::size_t i = 1; i < text.records.size(); ++i) {
    if (text.records[i].fields.size() == header.fields.size())
      gatherer.add(raw_row(text.records[i], positions));
    else
      gatherer.reject({Code{"data.csv-field-count"},
                       Severity::warning,
                       {.file = path.string(), .line = text.records[i].line},
                       {{"row", std::to_string(text.records[i].line)},
                        {"count", std::to_string(text.records[i].fields.size())},
                        {"expected", std::to_string(header.fields.size())}}});
  }
  return text.records.size() - 1;
}

std::size_t read_all(const model::SourceSettings &settings, Gatherer &gatherer) {
  const auto names = column_names(settings.columns);
  std::size_t rows = 0;
  for (const auto &file : files_of(settings.path))
    rows += read_file(file, names, gatherer);
  if (rows == 0)
    fail(Code{"data.table-empty"}, settings.path, {{"table", fs::path(settings.path).stem().string()}});
  return rows;
}

/// Rows that are only counted.
class Nowhere : public ObservationSink {
public:
  void take(model::Observation) override {}
};

} // namespace

StreamResult CsvSource::stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) {
  Gatherer gatherer(selection, catalogue, sink);
  read_all(settings_, gatherer);
  return gatherer.finish(utc_now());
}

std::string CsvSource::test(const model::Catalogue &catalogue) {
  const Selection all;
  Nowhere nowhere;
  Gatherer gatherer(all, catalogue, nowhere);
  return fs::path(settings_.path).stem().string() + ": " + std::to_string(read_all(settings_, gatherer));
}

} // namespace solieu::data
