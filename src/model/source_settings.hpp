#pragma once

#include <cstddef>
#include <string>

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

/// How numbers, dates and periods are written in the cells of a source.
enum class Writing {
  plain,      ///< 1234.5, 2025-03-14, 2025-Q1
  vietnamese, ///< 1.234,5, also 14/3/2025 and quý I/2025
  english     ///< 1,234.5
};

/// Settings of files: tables of text and workbooks.
struct FileSettings {
  std::string encoding;                           ///< one of format::encoding_names; "" = UTF-8, or what its mark says
  std::string sheet;                              ///< of a workbook; "" = its first
  std::size_t header_row = 0;                     ///< of a workbook, from 1; 0 = found by the names of the columns
  ColumnMapping fixed = ColumnMapping::none();    ///< texts that every row has
  ColumnMapping at_cells = ColumnMapping::none(); ///< cells of a workbook ("C3") whose text every row has
  std::string name_means;                         ///< the part that is the file's name without its ending
};

/// Where a database server is and who reads there. The password itself is never a setting, only its place.
struct ServerSettings {
  std::string host; ///< name or address; a text that begins with "/" is the folder of a local socket
  int port = 0;     ///< 0 = the usual one
  std::string database;
  std::string user;
  std::string password_variable;   ///< name of an environment variable
  std::string password_file;       ///< absolute; readable by its owner alone
  std::string certificate_file;    ///< the authority that signed the server's certificate; "" = the system's
  bool verify_on_loopback = false; ///< TLS with a verified certificate also to this machine; elsewhere it always is
};

/// One source as configured, without secrets.
struct SourceSettings {
  std::string alias;
  std::string kind; ///< one of `data::open_source`
  std::string path; ///< of a file or folder, absolute
  std::string table = "observations";
  ColumnMapping columns;
  Writing writing = Writing::plain;
  int timeout_seconds = 60;
  ServerSettings server;
  FileSettings file;
};

} // namespace solieu::model
