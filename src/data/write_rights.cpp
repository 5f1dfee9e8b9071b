#include "data/write_rights.hpp"

#include "data/server_query.hpp"

namespace solieu::data {

namespace {

ServerQuery of_postgresql(const model::SourceSettings &settings, const Dialect &dialect) {
  const std::string super = "SELECT CASE WHEN current_setting('is_superuser') = 'on' OR ";
  const std::string answer = " THEN '1' ELSE '0' END";
  if (settings.sql.empty())
    return {super + "has_table_privilege(CAST(CAST(" + (dialect.numbered_places ? "$1" : "?") +
                " AS text) AS regclass), 'INSERT, UPDATE, DELETE, TRUNCATE')" + answer,
            {quoted_table(dialect, settings)}};
  return {super +
              "EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN "
              "('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND "
              "has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))" +
              answer,
          {}};
}

ServerQuery of_mysql(const model::SourceSettings &settings) {
  const std::string own = "GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''') AND PRIVILEGE_TYPE IN "
                          "('INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'SUPER')";
  const auto point = settings.table.find('.');
  const auto name = point == std::string::npos ? settings.table : settings.table.substr(point + 1);
  const bool one_table = settings.sql.empty();
  return {"SELECT '1' FROM information_schema.USER_PRIVILEGES WHERE " + own +
              " UNION ALL SELECT '1' FROM information_schema.SCHEMA_PRIVILEGES WHERE " + own +
              " AND DATABASE() LIKE TABLE_SCHEMA UNION ALL SELECT '1' FROM information_schema.TABLE_PRIVILEGES WHERE " +
              own + (one_table ? " AND TABLE_NAME = ?" : ""),
          one_table ? std::vector{name} : std::vector<std::string>()};
}

} // namespace

std::optional<ServerQuery> write_rights(std::string_view system, const model::SourceSettings &settings,
                                        const Dialect &dialect) {
  if (system.starts_with("PostgreSQL"))
    return of_postgresql(settings, dialect);
  if (system.starts_with("MariaDB") || system.starts_with("MySQL"))
    return of_mysql(settings);
  return std::nullopt;
}

} // namespace solieu::data
