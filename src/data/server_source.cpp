#include "data/server_source.hpp"

#include "data/gather.hpp"
#include "data/query_rows.hpp"
#include "data/server_query.hpp"
#include "data/sql_text.hpp"
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

/// Makes rows of a server's answer, cell by cell into the same row.
class RowMaker {
public:
  RowMaker(const std::vector<ServerColumn> &columns, const ColumnNames &names) {
    for (std::size_t i = 0; i < field_count; ++i) {
      if (names.at(i).empty())
        continue;
      const auto column = std::ranges::find(columns, names.at(i), &ServerColumn::name);
      const bool binary = column != columns.end() && column->type == ServerColumn::Type::binary_number;
      cells_.push_back({i, binary && is_number(i)});
    }
  }

  /// Cells of a row.
  [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }

  /// Valid until the next one; null when a value is longer than anything a report holds.
  const RowView *row(std::span<const ServerCell> cells, std::size_t number) {
    row_.number = number;
    row_.inexact = false;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto [field, binary] = cells_[i];
      const auto &cell = cells[i];
      if (cell && cell->size() > longest_value)
        return nullptr;
      auto &value = row_.values[field];
      value = cell;
      if (!binary || !cell)
        continue;
      if (auto sure = sure_digits(*cell)) {
        cut_[field] = std::move(*sure);
        value = cut_[field];
        row_.inexact = true;
      }
    }
    return &row_;
  }

private:
  struct Cell {
    std::size_t field;
    bool binary; ///< the server holds it as a binary number
  };
  std::vector<Cell> cells_;
  RowView row_;
  std::array<std::string, field_count> cut_; ///< numbers cut to their sure digits
};

Diagnostic too_long(const model::SourceSettings &settings, std::size_t number) {
  return {Code{"data.value-too-long"},
          Severity::warning,
          {.file = settings.alias, .place = {diagnostic::PlaceKind::record, settings.table, number, 0}},
          {{"table", settings.table}, {"row", std::to_string(number)}}};
}

/// The one value that was asked for.
std::string_view only(std::span<const ServerCell> cells, const model::SourceSettings &settings) {
  if (cells.size() != 1)
    fail_server(Code{"data.answer-unfit"}, settings);
  return cells.front().value_or(std::string_view());
}

void require_rows(ServerSession &session, const ServerQuery &table, const model::SourceSettings &settings) {
  if (session.dialect().plain) // everything was read
    fail_server(Code{"data.table-empty"}, settings);
  bool any = false;
  session.read({"SELECT CASE WHEN EXISTS (SELECT 1 FROM " + table.text + ") THEN 'yes' ELSE 'no' END", table.values},
               [&](std::span<const ServerCell> cells) { any = only(cells, settings) == "yes"; });
  if (!any)
    fail_server(Code{"data.table-empty"}, settings);
}

} // namespace

ServerSession &ServerSource::session() {
  if (!session_) {
    const std::chrono::seconds budget(std::max(1, settings_.timeout_seconds));
    session_ = open({settings_, Waiting(budget, cancelled_)});
  }
  return *session_;
}

StreamResult ServerSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                  ObservationSink &sink) {
  const auto dialect = session().dialect();
  const auto table = table_expression(settings_, selection, dialect);
  const auto columns = session().columns_of(table);
  const auto names = match_columns(columns, settings_);
  Gatherer gatherer(selection, catalogue, sink);
  gatherer.begin({.file = settings_.alias,
                  .table = settings_.table,
                  .columns = names,
                  .writing = settings_.writing,
                  .fixed_point = true});
  RowMaker maker(columns, names);
  std::size_t number = 0;
  const auto take = [&](std::span<const ServerCell> cells) {
    ++number;
    if (cells.size() != maker.size())
      fail_server(Code{"data.answer-unfit"}, settings_);
    if (const auto *const row = maker.row(cells, number))
      gatherer.add(*row);
    else
      gatherer.reject(too_long(settings_, number));
  };
  session().read(make_query(table, columns, names, selection, catalogue, dialect, settings_), take);
  if (number == 0 && settings_.sql.empty())
    require_rows(session(), table, settings_);
  if (session().may_write()) {
    auto finding = server_finding(Code{"data.role-may-write"}, settings_);
    finding.severity = Severity::warning;
    gatherer.reject(std::move(finding));
  }
  return gatherer.finish(utc_now());
}

QueryRows ServerSource::query(const model::NamedQuery &query, const model::NamedValues &values) {
  const auto bound = bound_query(query.sql, values, session().dialect(), settings_);
  std::vector<std::string> names;
  for (const auto &column : session().columns_of({"(" + bound.text + ") solieu_rows", bound.values}))
    names.push_back(column.name);
  QueryRowsMaker maker(query, settings_, names);
  session().read(bound, [&maker](std::span<const ServerCell> cells) { maker.add(cells); });
  return std::move(maker).rows();
}

} // namespace solieu::data
