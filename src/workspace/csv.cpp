#include "workspace/csv.hpp"

#include "format/text.hpp"

#include <algorithm>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Location;
using diagnostic::Severity;

namespace {

Location at(const std::string &file, std::size_t line, std::size_t column) {
  return {.file = file, .place = {}, .line = line, .column = column};
}

/// Line of the first byte that is no UTF-8; 0 when all of it is.
std::size_t first_bad_line(std::string_view bytes) {
  std::size_t line = 1;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    if (!format::valid_utf8(bytes.substr(0, end)))
      return line;
    if (end == std::string_view::npos)
      break;
    bytes.remove_prefix(end + 1);
    ++line;
  }
  return 0;
}

void report_problem(const format::DelimitedProblem &problem, const std::string &file, Diagnostics &findings) {
  const Location place = at(file, problem.line, problem.column);
  if (problem.kind == format::DelimitedProblem::Kind::unclosed_quote)
    findings.push_back({Code{"workspace.csv-quote-unclosed"}, Severity::error, place});
  else
    findings.push_back({Code{"workspace.csv-text-after-quote"}, Severity::error, place});
}

void take_header(CsvTable &table, const CsvRecord &record, const std::vector<std::string> &required,
                 Diagnostics &findings) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    auto name = format::normalised(record.fields[i]);
    if (std::ranges::find(table.header, name) != table.header.end())
      findings.push_back({Code{"workspace.csv-column-twice"},
                          Severity::error,
                          at(table.file, record.line, record.columns[i]),
                          {{"column", name}}});
    table.header.push_back(std::move(name));
  }
  for (const auto &name : required)
    if (std::ranges::find(table.header, name) == table.header.end())
      findings.push_back({Code{"workspace.csv-column-missing"},
                          Severity::error,
                          at(table.file, record.line, 0),
                          {{"column", name}, {"nearest", diagnostic::nearest_name(name, table.header)}}});
}

void take_record(CsvTable &table, CsvRecord record, Diagnostics &findings) {
  if (record.fields.size() != table.header.size()) {
    findings.push_back(
        {Code{"workspace.csv-field-count"},
         Severity::error,
         at(table.file, record.line, 0),
         {{"count", std::to_string(record.fields.size())}, {"expected", std::to_string(table.header.size())}}});
    return;
  }
  for (auto &field : record.fields)
    field = format::normalised(field);
  if (std::ranges::all_of(record.fields, &std::string::empty))
    return;
  table.records.push_back(std::move(record));
}

} // namespace

CsvTable parse_csv(std::string_view bytes, const std::string &file, const std::vector<std::string> &required,
                   Diagnostics &findings) {
  CsvTable table{.file = file, .header = {}, .records = {}};
  if (const auto line = first_bad_line(bytes)) {
    findings.push_back({Code{"workspace.csv-not-utf8"}, Severity::error, at(file, line, 0)});
    return table;
  }
  auto text = format::read_delimited(bytes);
  if (text.problem)
    report_problem(*text.problem, file, findings);
  if (text.records.empty()) {
    if (!text.problem)
      findings.push_back({Code{"workspace.csv-empty"}, Severity::error, at(file, 1, 0)});
    return table;
  }
  take_header(table, text.records.front(), required, findings);
  for (std::size_t i = 1; i < text.records.size(); ++i)
    take_record(table, std::move(text.records[i]), findings);
  return table;
}

} // namespace solieu::workspace
