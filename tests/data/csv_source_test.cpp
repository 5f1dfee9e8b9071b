#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

fs::path folder() {
  auto made = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "data-csv";
  fs::remove_all(made);
  fs::create_directories(made);
  return made;
}

void write(const fs::path &path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  made.add(std::move(job));
  model::Territory unit;
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

data::ReadResult read(const fs::path &path) {
  model::SourceSettings settings;
  settings.kind = "csv";
  settings.path = path.string();
  return data::open_source(settings)->read({}, catalogue());
}

diagnostic::Diagnostic failure(const fs::path &path) {
  try {
    static_cast<void>(read(path));
  } catch (const diagnostic::Failure &failed) {
    return failed.findings().front();
  }
  return {diagnostic::Code{"none"}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(csv_source)

BOOST_AUTO_TEST_CASE(semicolons_tabs_and_a_byte_order_mark_are_read) {
  const auto where = folder();
  write(where / "a.csv", "\xEF\xBB\xBFindicator;territory;period;value\r\nJOB;22;2025;1.5\r\n");
  write(where / "b.tsv", "indicator\tterritory\tperiod\tvalue\nJOB\t22\t2024\t2\n");
  write(where / "notes.txt", "nothing to read");
  const auto result = read(where);
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 2U);
  BOOST_CHECK_EQUAL(result.dataset.at(0).low->text(), "2");
  BOOST_CHECK_EQUAL(result.dataset.at(0).origin, "b:2");
  BOOST_CHECK_EQUAL(result.dataset.at(1).low->text(), "1.5");
}

BOOST_AUTO_TEST_CASE(a_line_with_too_few_fields_is_left_out) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value\nJOB,22,2025\nJOB,22,2025,7\n");
  const auto result = read(file);
  BOOST_CHECK_EQUAL(result.dataset.size(), 1U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.csv-field-count");
  BOOST_CHECK_EQUAL(result.findings[0].location.line, 2U);
}

BOOST_AUTO_TEST_CASE(broken_files_are_refused_with_the_place) {
  const auto file = folder() / "a.csv";
  write(file, "indicator,territory,period,value\nJOB,22,2025,\"7\n");
  const auto unclosed = failure(file);
  BOOST_CHECK_EQUAL(unclosed.code.name, "data.csv-quote-unclosed");
  BOOST_CHECK_EQUAL(unclosed.location.line, 2U);
  BOOST_CHECK_EQUAL(unclosed.location.column, 13U);
  write(file, "indicator,territory,period,value\n\"JOB\"x,22,2025,7\n");
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.csv-text-after-quote");
  write(file, std::string_view("PK\x03\x04\0\0", 6));
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.not-a-text-table");
  write(file, "");
  BOOST_CHECK_EQUAL(failure(file).code.name, "data.file-empty");
  BOOST_CHECK_EQUAL(failure(folder()).code.name, "data.folder-empty");
}

BOOST_AUTO_TEST_SUITE_END()
