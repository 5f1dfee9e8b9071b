#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::model {

/// How a table's columns map to the parts of an observation; names of columns of the source.
struct ColumnMapping {
  std::string row_id = "row_id", indicator = "indicator", territory = "territory", period = "period", clock = "clock",
              slice = "slice", kind = "kind", measure = "measure", low = "value", high = "value_high", bound = "bound",
              wording = "wording", unit = "unit", status = "status", as_of = "as_of", source = "source", text = "text",
              synthetic = "synthetic";

  /// Every part without a text.
  [[nodiscard]] static ColumnMapping none() {
    return {"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""};
  }
};

/// What a source can be (`kind` in sources.json).
inline constexpr std::array<std::string_view, 8> source_kinds{"sqlite", "csv",  "workbook", "postgresql",
                                                              "mysql",  "odbc", "http",     "libreoffice"};

/// How numbers, dates and periods are written in the cells of a source.
enum class Writing {
  plain,      ///< 1234.5, 2025-03-14, 2025-Q1
  vietnamese, ///< 1.234,5, also 14/3/2025 and quý I/2025
  english     ///< 1,234.5
};

/// A column of a wide table: its values are of this indicator, slice, kind …
struct ValueColumn {
  std::string column;                          ///< its name in the header
  ColumnMapping fixed = ColumnMapping::none(); ///< texts that each of its values has
};

/// Settings of files: tables of text and workbooks.
struct FileSettings {
  std::string encoding;                           ///< one of format::encoding_names; "" = UTF-8, or what its mark says
  std::string sheet;                              ///< of a workbook; "" = its first
  std::size_t header_row = 0;                     ///< of a workbook, from 1; 0 = found by the names of the columns
  ColumnMapping fixed = ColumnMapping::none();    ///< texts that every row has
  ColumnMapping at_cells = ColumnMapping::none(); ///< cells of a workbook ("C3") whose text every row has
  std::string name_means;                         ///< the part that is the file's name without its ending
  std::vector<ValueColumn> values;                ///< of a wide table, instead of the one column of values
};

/// Where a database server is and who reads there. The password itself is never a setting, only its place.
struct ServerSettings {
  std::string host; ///< name or address; a text that begins with "/" is the folder of a local socket
  int port = 0;     ///< 0 = the usual one
  std::string database;
  std::string user;
  std::string password_variable; ///< name of an environment variable
  std::string password_file;     ///< absolute; readable by its owner alone
  std::string certificate_file;  ///< the authority that signed the server's certificate; "" = the system's
  std::string odbc_driver;       ///< name in odbcinst.ini; ODBC only, or
  std::string odbc_source;       ///< name in odbc.ini
  std::vector<std::pair<std::string, std::string>> odbc_options; ///< further words of the connection, as the driver has
  bool verify_on_loopback = false; ///< TLS with a verified certificate also to this machine; elsewhere it always is
};

/// A web service that answers with rows, and what it may lead to.
struct WebSettings {
  std::string url;                ///< "https://…"; plain "http://" only without a secret, or to this machine
  std::string format = "json";    ///< or "csv"
  std::vector<std::string> hosts; ///< "host" or "host:port" that an answer may lead to; the URL's own is one
  bool local_addresses = false;   ///< whether a host may have a private, loopback or link-local address
  bool bearer = false;            ///< the secret is a token, not the user's password
  std::string rows;               ///< JSON: names that lead to the list of rows, "data.items"; "" = the answer itself
  std::string next;               ///< JSON: names that lead to the address of the next page; "" = one page
  std::string revocation_file;    ///< list of revoked certificates (PEM); "" = none is looked at
  int size_limit_mb = 64;         ///< of one answer
};

/// Names and the texts bound to them.
using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// A named query of a source for a free table; its parameters stand in the text as `:name`.
struct NamedQuery {
  std::string name;
  std::string sql;
  std::vector<std::string> parameters;
  std::vector<std::string> columns; ///< of the answer, as templates name them
  std::vector<std::string> numbers; ///< those of them that hold numbers
};

/// One source as configured, without secrets.
struct SourceSettings {
  std::string alias;
  std::string kind; ///< one of `data::open_source`
  std::string path; ///< of a file or folder, absolute
  std::string table = "observations";
  std::string sql;        ///< a SELECT that stands for the table; its parameters are written `:name`
  NamedValues parameters; ///< of `sql`, or of a web address; a job may give other values
  std::vector<NamedQuery> queries;
  ColumnMapping columns;
  Writing writing = Writing::plain;
  int timeout_seconds = 60;
  ServerSettings server;
  FileSettings file;
  WebSettings web;
};

} // namespace solieu::model
