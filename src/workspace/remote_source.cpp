#include "workspace/remote_source.hpp"

#include "workspace/secret_name.hpp"

#include <algorithm>
#include <array>

namespace solieu::workspace {

using diagnostic::Code;

namespace {

constexpr std::array<std::string_view, 5> remote_kinds{"postgresql", "mysql", "odbc", "http", "libreoffice"};
constexpr std::array<std::string_view, 5> sql_kinds{"sqlite", "postgresql", "mysql", "odbc", "libreoffice"};
constexpr int last_port = 65'535;
constexpr int largest_answer_mb = 1024;

bool is_one_of(std::string_view kind, const auto &kinds) { return std::ranges::find(kinds, kind) != kinds.end(); }

std::string absolute_path(const std::filesystem::path &folder, const std::string &path) {
  return path.empty() ? path
                      : std::filesystem::absolute(folder / std::filesystem::path(path)).lexically_normal().string();
}

void read_secret_place(Object &object, model::ServerSettings &server, const std::filesystem::path &folder,
                       const std::string &what) {
  const auto variable = object.text(what + "_variable");
  const auto file = absolute_path(folder, object.text(what + "_file"));
  if (!variable.empty() && !file.empty())
    object.report(Code{"workspace.password-place-twice"}, what + "_file");
  if (!variable.empty())
    server.password_variable = variable;
  if (!file.empty())
    server.password_file = file;
}

void read_server(Object &object, model::ServerSettings &server, const std::filesystem::path &folder) {
  server.host = object.required("host");
  server.port = object.number("port", 0, 1, last_port);
  server.database = object.required("database");
  server.user = object.required("user");
  read_secret_place(object, server, folder, "password");
  server.certificate_file = absolute_path(folder, object.text("certificate_file"));
  server.verify_on_loopback = object.flag("verify_on_loopback", false);
}

void read_odbc(Object &object, model::ServerSettings &server, const std::filesystem::path &folder) {
  server.odbc_driver = object.text("driver");
  server.odbc_source = object.text("dsn");
  if (server.odbc_driver.empty() == server.odbc_source.empty())
    object.report(Code{"workspace.odbc-place"}, "driver");
  server.host = object.text("host");
  server.port = object.number("port", 0, 1, last_port);
  server.database = object.text("database");
  server.user = object.text("user");
  read_secret_place(object, server, folder, "password");
  server.odbc_options = object.named_texts("options");
  for (const auto &[name, value] : server.odbc_options)
    if (is_secret_name(name))
      object.report(Code{"workspace.odbc-option-secret"}, "options");
}

void read_web(Object &object, model::SourceSettings &source, const std::filesystem::path &folder) {
  auto &web = source.web;
  web.url = object.required("url");
  web.format = object.text("format", web.format);
  if (web.format != "json" && web.format != "csv")
    object.report(Code{"workspace.source-format-unknown"}, "format", {{"value", web.format}});
  web.hosts = object.texts("hosts");
  web.local_addresses = object.flag("local_addresses", false);
  web.rows = object.text("rows");
  web.next = object.text("next");
  web.size_limit_mb = object.number("size_limit_mb", web.size_limit_mb, 1, largest_answer_mb);
  web.revocation_file = absolute_path(folder, object.text("revocation_file"));
  source.server.certificate_file = absolute_path(folder, object.text("certificate_file"));
  source.server.user = object.text("user");
  read_secret_place(object, source.server, folder, "password");
  read_secret_place(object, source.server, folder, "token");
  web.bearer = object.has("token_variable") || object.has("token_file");
  source.parameters = object.named_texts("parameters");
}

void read_query(Object &object, model::SourceSettings &source) {
  model::NamedQuery query;
  query.name = object.required("name");
  query.sql = object.required("sql").empty() ? "" : object.as_written("sql");
  query.parameters = object.texts("parameters");
  query.columns = object.texts("columns");
  query.numbers = object.texts("numbers");
  if (query.columns.empty())
    object.report(Code{"workspace.json-member-missing"}, "columns", {{"name", "columns"}});
  for (const auto &name : query.numbers)
    if (std::ranges::find(query.columns, name) == query.columns.end())
      object.report(Code{"workspace.query-number-unknown"}, "numbers", {{"value", name}});
  if (std::ranges::find(source.queries, query.name, &model::NamedQuery::name) != source.queries.end())
    object.report(Code{"workspace.query-twice"}, "name", {{"value", query.name}});
  object.finish();
  source.queries.push_back(std::move(query));
}

} // namespace

bool is_remote(std::string_view kind) { return is_one_of(kind, remote_kinds); }

void read_remote(Object &object, model::SourceSettings &source, const std::filesystem::path &folder) {
  if (source.kind == "http")
    read_web(object, source, folder);
  else if (source.kind == "odbc")
    read_odbc(object, source.server, folder);
  else if (source.kind == "libreoffice")
    source.server.database = object.required("database");
  else
    read_server(object, source.server, folder);
}

void read_queries(Object &object, model::SourceSettings &source) {
  if (!is_one_of(source.kind, sql_kinds)) {
    source.table = object.text("table", source.table);
    return;
  }
  source.sql = object.as_written("sql");
  source.table = object.text("table", source.sql.empty() ? source.table : source.alias);
  source.parameters = object.named_texts("parameters");
  for (auto &query : object.objects("queries"))
    read_query(query, source);
}

} // namespace solieu::workspace
