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
constexpr std::array<Kind, 8> kinds{{{"sqlite", make<SqliteSource>},
                                     {"csv", make<CsvSource>},
                                     {"workbook", make<WorkbookSource>},
                                     {"postgresql", make<PostgresqlSource>},
                                     {"mysql", make<MysqlSource>},
                                     {"odbc", make<OdbcSource>},
                                     {"http", make<WebSource>},
                                     {"libreoffice", registered}}};

} // namespace

std::unique_ptr<DataSource> open_source(const model::SourceSettings &settings) {
  const auto kind = std::ranges::find(kinds, settings.kind, &Kind::name);
  if (kind != kinds.end())
    return kind->make(settings);
  std::vector<std::string> names;
  std::ranges::transform(kinds, std::back_inserter(names), [](const Kind &one) { return std::string(one.name); });
  std::string all;
  for (const auto &name : names)
    all += (all.empty() ? "" : ", ") + name;
  throw Failure(Diagnostic{Code{"data.kind-unknown"},
                           Severity::error,
                           {},
                           {{"alias", settings.alias},
                            {"kind", settings.kind},
                            {"kinds", all},
                            {"nearest", diagnostic::nearest_name(settings.kind, names)}}});
}

} // namespace solieu::data
