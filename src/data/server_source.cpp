#include "data/server_source.hpp"

#include "data/gather.hpp"
#include "data/server_query.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>
#include <chrono>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

constexpr std::size_t longest_value = std::size_t{1024} * 1024;

bool is_number(std::size_t field) noexcept { return Field{field} == Field::low || Field{field} == Field::high; }

/// Which of the fields a server holds as binary numbers.
std::array<bool, field_count> binary_fields(const std::vector<ServerColumn> &columns, const ColumnNames &names) {
  std::array<bool, field_count> binary{};
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto column = std::ranges::find(columns, names.at(i), &ServerColumn::name);
    binary.at(i) = is_number(i) && column != columns.end() && column->type == ServerColumn::Type::binary_number;
  }
  return binary;
}

/// The row as a source's row; nothing when a value is longer than anything a report holds.
std::optional<RawRow> raw_row(std::span<const ServerCell> cells, const std::array<bool, field_count> &binary,
                              std::size_t number) {
  RawRow row;
  row.number = number;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (!cells[i])
      continue;
    if (cells[i]->size() > longest_value)
      return std::nullopt;
    row.values.at(i) = std::string(*cells[i]);
    if (!binary.at(i))
      continue;
    if (auto cut = sure_digits(*cells[i])) {
      row.values.at(i) = std::move(*cut);
      row.inexact = true;
    }
  }
  return row;
}

Diagnostic too_long(const model::SourceSettings &settings, std::size_t number) {
  return {Code{"data.value-too-long"},
          Severity::warning,
          {.file = settings.alias, .place = {diagnostic::PlaceKind::record, settings.table, number, 0}},
          {{"table", settings.table}, {"row", std::to_string(number)}}};
}

void require_rows(ServerSession &session, const model::SourceSettings &settings) {
  bool any = false;
  const auto table = quoted_table(session.dialect(), settings);
  session.read({"SELECT CASE WHEN EXISTS (SELECT 1 FROM " + table + ") THEN 'yes' ELSE 'no' END", {}},
               [&any](std::span<const ServerCell> cells) { any = cells[0] == "yes"; });
  if (!any)
    fail_server(Code{"data.table-empty"}, settings);
}

} // namespace

std::unique_ptr<ServerSession> ServerSource::open() {
  const std::chrono::seconds budget(std::max(1, settings_.timeout_seconds));
  return open({settings_, Waiting(budget, cancelled_)});
}

StreamResult ServerSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                  ObservationSink &sink) {
  const auto session = open();
  const auto dialect = session->dialect();
  const auto columns = session->columns_of(quoted_table(dialect, settings_));
  const auto names = match_columns(columns, settings_);
  const auto binary = binary_fields(columns, names);
  Gatherer gatherer(selection, catalogue, sink);
  gatherer.begin({settings_.alias, settings_.table, names, settings_.writing});
  std::size_t number = 0;
  const auto take = [&](std::span<const ServerCell> cells) {
    const auto row = raw_row(cells, binary, ++number);
    if (row)
      gatherer.add(*row);
    else
      gatherer.reject(too_long(settings_, number));
  };
  session->read(make_query(columns, names, selection, catalogue, dialect, settings_), take);
  if (number == 0)
    require_rows(*session, settings_);
  if (session->may_write(quoted_table(dialect, settings_))) {
    auto finding = server_finding(Code{"data.role-may-write"}, settings_);
    finding.severity = Severity::warning;
    gatherer.reject(std::move(finding));
  }
  return gatherer.finish(utc_now());
}

std::string ServerSource::test(const model::Catalogue & /*catalogue*/) {
  const auto session = open();
  const auto dialect = session->dialect();
  const auto table = quoted_table(dialect, settings_);
  static_cast<void>(match_columns(session->columns_of(table), settings_));
  std::string count;
  session->read({"SELECT CAST(count(*) AS " + std::string(dialect.text_type) + ") FROM " + table, {}},
                [&count](std::span<const ServerCell> cells) { count = cells[0].value_or("0"); });
  if (count == "0")
    fail_server(Code{"data.table-empty"}, settings_);
  return settings_.table + ": " + count;
}

} // namespace solieu::data
