#include "contract/source_kinds.hpp"

#include "format/text.hpp"
#include "support/mysql_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/sheet_cells.hpp"
#include "support/web_server.hpp"

#include <algorithm>
#include <fstream>
#include <sqlite3.h>
#include <stdexcept>

namespace solieu::contract {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> cell(const TestRow &row, const std::string &column) {
  const auto found = std::ranges::find(row, column, &std::pair<std::string, std::string>::first);
  return found == row.end() ? std::nullopt : std::optional(found->second);
}

std::string in_quotes(const std::string &text) {
  std::string field = "\"";
  for (const char c : text)
    field += c == '"' ? "\"\"" : std::string(1, c);
  return field + "\"";
}

void run(sqlite3 *database, const std::string &sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database));
}

void insert(sqlite3 *database, const std::vector<std::string> &columns, const TestRow &row) {
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i)
    places += i == 0 ? "?" : ", ?";
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(database, ("INSERT INTO observations VALUES (" + places + ")").c_str(), -1, &statement, nullptr);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (const auto value = cell(row, columns[i]))
      sqlite3_bind_text(statement, static_cast<int>(i) + 1, value->data(), static_cast<int>(value->size()),
                        SQLITE_TRANSIENT);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

model::SourceSettings store_sqlite(const fs::path &folder, const std::vector<std::string> &columns,
                                   const std::vector<TestRow> &rows) {
  model::SourceSettings settings;
  settings.alias = "test";
  settings.kind = "sqlite";
  settings.path = (folder / "tệp dữ liệu%20?.sqlite").string();
  sqlite3 *database = nullptr;
  sqlite3_open(settings.path.c_str(), &database);
  std::string list;
  for (const auto &column : columns)
    list += (list.empty() ? "" : ", ") + in_quotes(column) + " TEXT";
  run(database, "CREATE TABLE observations (" + list + ")");
  for (const auto &row : rows)
    insert(database, columns, row);
  sqlite3_close(database);
  return settings;
}

model::SourceSettings store_csv(const fs::path &folder, const std::vector<std::string> &columns,
                                const std::vector<TestRow> &rows) {
  model::SourceSettings settings;
  settings.alias = "test";
  settings.kind = "csv";
  settings.path = (folder / "observations.csv").string();
  std::ofstream file(settings.path, std::ios::binary);
  for (std::size_t i = 0; i < columns.size(); ++i)
    file << (i == 0 ? "" : ",") << in_quotes(columns[i]);
  file << "\r\n";
  for (const auto &row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto value = cell(row, columns[i]);
      file << (i == 0 ? "" : ",") << (value ? in_quotes(*value) : "");
    }
    file << "\r\n";
  }
  return settings;
}

/// Text cells, so that every digit stands as it was written.
model::SourceSettings store_workbook(const fs::path &folder, const std::vector<std::string> &columns,
                                     const std::vector<TestRow> &rows) {
  model::SourceSettings settings;
  settings.alias = "test";
  settings.kind = "workbook";
  settings.path = (folder / "observations.ods").string();
  std::string header;
  for (const auto &column : columns)
    header += support::text_cell(column);
  std::string table = support::sheet_row(header);
  for (const auto &row : rows) {
    std::string cells;
    for (const auto &column : columns) {
      const auto value = cell(row, column);
      cells += value ? support::text_cell(*value) : std::string(support::empty_cell);
    }
    table += support::sheet_row(cells);
  }
  std::ofstream(settings.path, std::ios::binary) << support::workbook(support::sheet("Biểu", table));
  return settings;
}

std::string &web_body() {
  static std::string body;
  return body;
}

bool has_broken_text(const std::vector<TestRow> &rows) {
  return std::ranges::any_of(rows, [](const TestRow &row) {
    return std::ranges::any_of(row, [](const auto &entry) { return !format::valid_utf8(entry.second); });
  });
}

model::SourceSettings store_postgresql(const fs::path & /*folder*/, const std::vector<std::string> &columns,
                                       const std::vector<TestRow> &rows) {
  auto &server = support::PostgresqlServer::instance();
  const std::string database = has_broken_text(rows) ? "legacy" : "solieu";
  std::string list;
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    list += (i == 0 ? "" : ", ") + in_quotes(columns[i]) + " text";
    places += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
  }
  server.sql(database, "DROP TABLE IF EXISTS observations; CREATE TABLE observations (" + list +
                           "); GRANT SELECT ON observations TO reader");
  for (const auto &row : rows) {
    std::vector<std::optional<std::string>> values;
    for (const auto &column : columns)
      values.push_back(cell(row, column));
    server.sql(database, "INSERT INTO observations VALUES (" + places + ")", values);
  }
  return server.reader(database);
}

/// Columns of bytes where the rows hold some that are no text.
model::SourceSettings store_mysql(const fs::path & /*folder*/, const std::vector<std::string> &columns,
                                  const std::vector<TestRow> &rows) {
  auto &server = support::MysqlServer::instance();
  const std::string type = has_broken_text(rows) ? " blob" : " text";
  std::string list;
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    list += (i == 0 ? "`" : ", `") + columns[i] + "`" + type;
    places += i == 0 ? "?" : ", ?";
  }
  server.sql("DROP TABLE IF EXISTS observations");
  server.sql("CREATE TABLE observations (" + list + ")");
  for (const auto &row : rows) {
    std::vector<std::optional<std::string>> values;
    for (const auto &column : columns)
      values.push_back(cell(row, column));
    server.sql("INSERT INTO observations VALUES (" + places + ")", values);
  }
  return server.reader();
}

/// The server answers from the rows that were stored last.
support::WebServer &web_server() {
  static support::WebServer server([](const support::WebRequest &request) {
    if (request.path != "/observations")
      return support::WebPage{.status = 404, .body = {}, .headers = {}};
    return support::WebPage{.body = web_body(), .headers = {}};
  });
  return server;
}

std::string json_text(const std::string &text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20)
      quoted += std::string("\\u00") + (byte < 0x10 ? "0" : "1") + "0123456789abcdef"[byte & 0x0FU];
    else if (c == '"' || c == '\\')
      quoted += std::string("\\") + c;
    else
      quoted += c;
  }
  return quoted + "\"";
}

/// A number is written as one.
std::string json_value(const std::string &column, const std::string &text) {
  const bool number =
      column.starts_with("value") && !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
  return number ? text : json_text(text);
}

model::SourceSettings store_web_json(const fs::path & /*folder*/, const std::vector<std::string> &columns,
                                     const std::vector<TestRow> &rows) {
  std::string body;
  for (const auto &row : rows) {
    std::string members;
    for (const auto &column : columns) {
      const auto value = cell(row, column);
      members += (members.empty() ? "" : ", ") + json_text(column) + ": " +
                 (value ? json_value(column, *value) : std::string("null"));
    }
    body += (body.empty() ? "{" : ",\n{") + members + "}";
  }
  web_body() = "[" + body + "]";
  model::SourceSettings settings;
  settings.alias = "web";
  settings.kind = "http";
  settings.web.url = "http://127.0.0.1:" + std::to_string(web_server().port()) + "/observations";
  settings.web.local_addresses = true;
  return settings;
}

std::string csv_text(const std::vector<std::string> &columns, const std::vector<TestRow> &rows) {
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += (i == 0 ? "" : ",") + in_quotes(columns[i]);
  text += "\r\n";
  for (const auto &row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto value = cell(row, columns[i]);
      text += std::string(i == 0 ? "" : ",") + (value ? in_quotes(*value) : "");
    }
    text += "\r\n";
  }
  return text;
}

model::SourceSettings store_web_csv(const fs::path &folder, const std::vector<std::string> &columns,
                                    const std::vector<TestRow> &rows) {
  auto settings = store_web_json(folder, columns, {});
  web_body() = csv_text(columns, rows);
  settings.web.format = "csv";
  return settings;
}

void lose_web(model::SourceSettings &settings) { settings.web.url += "2"; }

/// The same file as the kind "sqlite" has, through SQLite's driver.
model::SourceSettings store_odbc(const fs::path &folder, const std::vector<std::string> &columns,
                                 const std::vector<TestRow> &rows) {
  auto settings = store_sqlite(folder, columns, rows);
  const auto plain = folder / "observations.sqlite";
  fs::rename(settings.path, plain);
  settings.kind = "odbc";
  settings.path.clear();
  settings.server.odbc_driver = "SQLite3";
  settings.server.database = plain.string();
  return settings;
}

/// The same table as the kind "postgresql" has, through PostgreSQL's driver.
model::SourceSettings store_odbc_postgresql(const fs::path &folder, const std::vector<std::string> &columns,
                                            const std::vector<TestRow> &rows) {
  auto settings = store_postgresql(folder, columns, rows);
  settings.kind = "odbc";
  settings.server.odbc_driver = "PostgreSQL Unicode";
  return settings;
}

void lose_path(model::SourceSettings &settings) { settings.path += ".gone"; }
void lose_table(model::SourceSettings &settings) { settings.table += "_gone"; }

model::Territory unit(const std::string &name, std::initializer_list<const char *> keys) {
  model::Territory territory;
  territory.name = name;
  territory.type = "tỉnh";
  for (const char *key : keys)
    territory.keys.push_back(*model::TerritoryKey::parse(key));
  return territory;
}

} // namespace

const std::vector<SourceKind> &source_kinds() {
  static const std::vector<SourceKind> kinds{
      {"sqlite", store_sqlite, lose_path, "data.file-missing", 1, true},
      {"csv", store_csv, lose_path, "data.file-missing", 2},
      {"workbook", store_workbook, lose_path, "data.file-missing", 2, false, true},
      {"postgresql", store_postgresql, lose_table, "data.server-table-missing", 1, true},
      {"mysql", store_mysql, lose_table, "data.server-table-missing", 1, true},
      {"odbc", store_odbc, lose_table, "data.server-table-missing", 1, true, true},
      {"odbc postgresql", store_odbc_postgresql, lose_table, "data.server-table-missing", 1, true, true},
      {"http json", store_web_json, lose_web, "data.web-status", 1, false, true},
      {"http csv", store_web_csv, lose_web, "data.web-status", 2},
  };
  return kinds;
}

const std::vector<std::string> &usual_columns() {
  static const std::vector<std::string> columns{"row_id", "indicator", "territory", "period",     "clock", "slice",
                                                "kind",   "measure",   "value",     "value_high", "bound", "wording",
                                                "unit",   "status",    "as_of",     "source",     "text",  "synthetic"};
  return columns;
}

fs::path fresh_folder(const std::string &name) {
  auto folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "contract" / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

model::Catalogue small_catalogue() {
  model::Catalogue catalogue;
  model::Breakdown channel;
  channel.code = "channel";
  channel.members = {{"COAL", {"Ngành than", "Coal"}, ""}, {"OTHER", {"Khác", "Other"}, ""}};
  const auto by_channel = catalogue.add(std::move(channel));
  model::Indicator job;
  job.code = "JOB";
  job.name = {"Việc làm mới", "New jobs"};
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  job.breakdowns = {by_channel};
  catalogue.add(std::move(job));
  model::Indicator rate;
  rate.code = "RATE";
  rate.unit = model::Unit::of("%");
  rate.aggregation = model::TimeAggregation::rate;
  rate.additive_over_territory = false;
  catalogue.add(std::move(rate));
  catalogue.territories.add(unit("Quảng Ninh", {"VN-NSO/2025-01-01/22", "VN-NSO/2025-07-01/22"}));
  catalogue.territories.add(unit("Yên Bái", {"VN-NSO/2025-01-01/15"}));
  catalogue.territories.add(unit("Lào Cai", {"VN-NSO/2025-07-01/15"}));
  return catalogue;
}

} // namespace solieu::contract
