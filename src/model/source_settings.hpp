#pragma once

#include <string>

namespace solieu::model {

/// How a table's columns map to the parts of an observation; names of columns of the source.
struct ColumnMapping {
  std::string row_id = "row_id", indicator = "indicator", territory = "territory", period = "period", clock = "clock",
              slice = "slice", kind = "kind", measure = "measure", low = "value", high = "value_high", bound = "bound",
              wording = "wording", unit = "unit", status = "status", as_of = "as_of", source = "source", text = "text",
              synthetic = "synthetic";
};

/// One source as configured, without secrets.
struct SourceSettings {
  std::string alias;
  std::string kind;  ///< "sqlite"; further kinds follow
  std::string path;  ///< of a file or folder, absolute
  std::string table = "observations";
  ColumnMapping columns;
  int timeout_seconds = 60;
};

} // namespace solieu::model
