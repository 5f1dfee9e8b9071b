#include "workspace/built_in_phrases.hpp"

#include "workspace/csv.hpp"

namespace solieu::workspace {

namespace {

format::Phrases parsed(std::string_view bytes) {
  diagnostic::Diagnostics none; // a house test reads the same files as a workspace
  const CsvTable table = parse_csv(bytes, "", {"key", "text"}, none);
  format::Phrases phrases;
  for (const CsvRecord &record : table.records)
    phrases.set(record.fields.at(0), record.fields.at(1));
  return phrases;
}

} // namespace

const format::Phrases &built_in_phrases(std::string_view language) {
  static const format::Phrases vietnamese = parsed(embedded_phrases()[0]);
  static const format::Phrases english = parsed(embedded_phrases()[1]);
  return language == "vi" ? vietnamese : english;
}

} // namespace solieu::workspace
