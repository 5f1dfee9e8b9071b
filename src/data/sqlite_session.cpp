#include "data/sqlite_session.hpp"

#include "diagnostic/failure.hpp"
#include "format/text.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/Statement.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace solieu::data {

namespace fs = std::filesystem;
namespace sqlite = Poco::Data::SQLite;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using Poco::Data::Keywords::bind;
using Poco::Data::Keywords::into;
using Poco::Data::Keywords::now;

namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t identifier_limit = 128;
/// The library tries that long to open a file that cannot be opened.
constexpr std::size_t open_timeout_seconds = 5;
constexpr int milliseconds = 1000;

[[noreturn]] void fail(Code code, const std::string &path,
                       std::vector<std::pair<std::string, std::string>> arguments = {}) {
  arguments.emplace_back("file", path);
  throw Failure(Diagnostic{std::move(code), Severity::error, {.file = path}, std::move(arguments)});
}

/// Looks at the file itself, so that the commonest mistakes get a message of their own.
void check_file(const std::string &path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    fail(Code{"data.file-missing"}, path);
  if (!fs::is_regular_file(status))
    fail(Code{"data.not-a-file"}, path);
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    fail(Code{"data.file-unreadable"}, path);
  std::array<char, magic.size()> head{};
  stream.read(head.data(), head.size());
  const auto count = static_cast<std::size_t>(stream.gcount());
  if (count == 0)
    fail(Code{"data.file-empty"}, path);
  if (std::string_view(head.data(), count) != magic)
    fail(Code{"data.not-a-database"}, path);
}

/// file: URI with everything escaped that has a meaning in it.
std::string read_only_uri(const std::string &path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : fs::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '-' || c == '_';
    if (plain)
      uri += c;
    else
      uri += {'%', digits[byte >> 4U], digits[byte & 0x0FU]};
  }
  return uri + "?mode=ro";
}

Poco::Data::Session connect(const std::string &address) {
  static std::once_flag registered;
  std::call_once(registered, [] { sqlite::Connector::registerConnector(); });
  return {sqlite::Connector::KEY, address, open_timeout_seconds};
}

} // namespace

Poco::Data::Session open_readonly(const std::string &path, int timeout_seconds) {
  check_file(path);
  try {
    auto session = connect(read_only_uri(path));
    session << "PRAGMA busy_timeout = " + std::to_string(timeout_seconds * milliseconds), now;
    return session;
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, path, {});
  }
}

Poco::Data::Session open_writable(const std::string &path) {
  try {
    return connect(path);
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, path, {});
  }
}

void raise_failure(const Poco::Exception &exception, const std::string &path, const std::string &table) {
  const auto is = [&](const auto *type) { return dynamic_cast<decltype(type)>(&exception) != nullptr; };
  const bool busy = is(static_cast<const sqlite::DBLockedException *>(nullptr)) ||
                    is(static_cast<const sqlite::TableLockedException *>(nullptr)) ||
                    is(static_cast<const sqlite::LockProtocolException *>(nullptr));
  if (busy)
    fail(Code{"data.database-busy"}, path);
  if (is(static_cast<const sqlite::CorruptImageException *>(nullptr)))
    fail(Code{"data.database-damaged"}, path);
  if (is(static_cast<const sqlite::CantOpenDBFileException *>(nullptr)))
    fail(Code{"data.file-unreadable"}, path);
  fail(Code{"data.read-failed"}, path, {{"table", table}, {"detail", exception.message()}});
}

std::vector<std::string> table_names(Poco::Data::Session &session) {
  std::vector<std::string> names;
  session
      << "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite@_%' ESCAPE '@' "
         "ORDER BY name",
      into(names), now;
  return names;
}

SqliteTable describe_table(Poco::Data::Session &session, const std::string &path, const std::string &name) {
  const auto names = table_names(session);
  if (std::ranges::find(names, name) == names.end()) {
    std::string all;
    for (const auto &other : names)
      all += (all.empty() ? "" : ", ") + other;
    fail(Code{"data.table-missing"}, path,
         {{"table", name}, {"tables", all.empty() ? "–" : all}, {"nearest", diagnostic::nearest_name(name, names)}});
  }
  SqliteTable table{.name = name, .has_row_number = false, .columns = {}, .from = {"main." + quoted(name, path), {}}};
  session << "SELECT name FROM pragma_table_info(?)", bind(name), into(table.columns), now;
  int with_row_number = 0;
  session << "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table' AND wr = 0",
      bind(name), into(with_row_number), now;
  table.has_row_number = with_row_number == 1;
  return table;
}

std::string quoted(std::string_view identifier, const std::string &path) {
  const bool control = std::ranges::any_of(identifier, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (identifier.empty() || identifier.size() > identifier_limit || control || !format::valid_utf8(identifier))
    fail(Code{"data.identifier-invalid"}, path, {{"name", format::normalised(identifier.substr(0, identifier_limit))}});
  std::string text = "\"";
  for (const char c : identifier)
    text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

} // namespace solieu::data
