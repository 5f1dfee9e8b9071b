#include "data/csv_source.hpp"
#include "data/mysql_source.hpp"
#include "data/odbc_source.hpp"
#include "data/office_port.hpp"
#include "data/postgresql_source.hpp"
#include "data/sqlite_source.hpp"
#include "data/web_source.hpp"
#include "data/workbook_source.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

template <class Source> std::unique_ptr<DataSource> make(const model::SourceSettings &settings) {
  return std::make_unique<Source>(settings);
}

std::unique_ptr<DataSource> registered(const model::SourceSettings &settings) {
  if (office_port().open_registered)
    return office_port().open_registered(settings);
  throw Failure(Diagnostic{Code{"data.office-only"},
                           Severity::error,
                           {},
                           {{"alias", settings.alias}, {"database", settings.server.database}}});
}

struct Kind {
  std::string_view name;
  std::unique_ptr<DataSource> (*make)(const model::SourceSettings &);
};
constexpr std::array<Kind, model::source_kinds.size()> kinds{{{"sqlite", make<SqliteSource>},
                                                              {"csv", make<CsvSource>},
                                                              {"workbook", make<WorkbookSource>},
                                                              {"postgresql", make<PostgresqlSource>},
                                                              {"mysql", make<MysqlSource>},
                                                              {"odbc", make<OdbcSource>},
                                                              {"http", make<WebSource>},
                                                              {"libreoffice", registered}}};

static_assert(std::ranges::equal(kinds, model::source_kinds, {}, &Kind::name));

} // namespace

std::unique_ptr<DataSource> open_source(const model::SourceSettings &settings) {
  const auto kind = std::ranges::find(kinds, settings.kind, &Kind::name);
  if (kind == kinds.end())
    throw std::invalid_argument("no kind of source: " + settings.kind);
  return kind->make(settings);
}

} // namespace solieu::data
