// Times reading observations from files: CSV into a dataset and into a snapshot, and a folder of workbooks.
// Usage: file_source_bench FOLDER [MEGABYTES=200] [WORKBOOKS=500]. One line each: size, seconds, MB/s or files a
// second, peak memory so far. The rows of the CSV are like those of the shipped workspace, with source and words.

#include "data/data_source.hpp"
#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "office_process/office.hpp"
#include "support/sheet_cells.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <sys/resource.h>

namespace solieu::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t rows_a_workbook = 60;
constexpr double megabyte = 1e6;

/// Rows that are only counted.
class Counter : public data::ObservationSink {
public:
  void take(model::Observation &&) override { ++count; }
  std::size_t count = 0;
};

model::Catalogue catalogue() {
  model::Catalogue made;
  for (const char *const code : {"JOB_ADDED", "VET_ENR", "CADRE_CLASS"}) {
    model::Indicator indicator;
    indicator.code = code;
    indicator.unit = model::Unit::of("người");
    indicator.decimals = 1; // the values below have a tenth
    made.add(std::move(indicator));
  }
  for (int unit = 1000; unit < 2000; ++unit) {
    model::Territory territory;
    territory.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/" + std::to_string(unit))};
    made.territories.add(std::move(territory));
  }
  return made;
}

constexpr std::string_view header = "row_id,indicator,territory,period,clock,slice,kind,measure,value,value_high,bound,"
                                    "wording,unit,status,as_of,source,text,synthetic\n";

std::string csv_row(std::size_t n, const model::Catalogue &names) {
  const auto month = std::to_string(100 + 1 + n / 3000 % 12).substr(1);
  return "A" + std::to_string(n) + "," + names.indicator_codes()[n % 3] + ",VN-NSO/2025-01-01/" +
         std::to_string(1000 + n / 3 % 1000) + "," + std::to_string(2000 + n / 36'000 % 25) + "-" + month +
         ",unstated,,actual,value," + std::to_string(n % 100'000) + "." + std::to_string(n % 10) +
         ",,more_than,tren,người,,2025-03-14,Báo Quảng Ninh: "
         "baoquangninh.vn/tao-nhieu-co-hoi-trong-giai-quyet-viec-lam-"
         "3353357.html,\"over " +
         std::to_string(n) + " workers\",no\n";
}

void report(const char *name, double size, const char *unit, const std::function<std::size_t()> &work) {
  const auto start = std::chrono::steady_clock::now();
  const auto processor = std::clock();
  const auto rows = work();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double busy = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-28s %9zu rows %8.1f %-5s %7.2f s (processor %6.2f s) %8.1f %s/s   peak %ld MB\n", name, rows, size,
              unit, seconds, busy, size / seconds, unit, usage.ru_maxrss / 1024);
}

void csv(const fs::path &folder, std::size_t megabytes) {
  const auto names = catalogue();
  model::SourceSettings settings;
  settings.kind = "csv";
  settings.path = (folder / "observations.csv").string();
  {
    std::ofstream file(settings.path, std::ios::binary);
    file << header;
    for (std::size_t n = 0; static_cast<double>(file.tellp()) < static_cast<double>(megabytes) * megabyte; ++n)
      file << csv_row(n, names);
  }
  const double size = static_cast<double>(fs::file_size(settings.path)) / megabyte;
  report("CSV, rows handed on", size, "MB", [&] {
    Counter counter;
    static_cast<void>(data::open_source(settings)->stream({}, names, counter));
    return counter.count;
  });
  report("CSV into a snapshot", size, "MB", [&] {
    data::SnapshotWriter writer(folder / "snapshot.sqlite", names);
    const auto read = data::open_source(settings)->stream({}, names, writer);
    writer.finish(read.snapshot_id, read.read_at);
    return read.rows;
  });
  data::ReadResult read; // its end is not timed
  report("CSV into a dataset", size, "MB", [&] {
    read = data::open_source(settings)->read({}, names);
    return read.dataset.size();
  });
  fs::remove(settings.path);
  fs::remove(folder / "snapshot.sqlite");
}

std::string form(std::size_t which, const model::Catalogue &names) {
  std::string rows = support::sheet_row(support::text_cell("BIỂU 01"));
  std::string cells;
  for (const char *const name : {"indicator", "territory", "period", "value", "row_id"})
    cells += support::text_cell(name);
  rows += support::sheet_row(cells);
  for (std::size_t n = 0; n < rows_a_workbook; ++n)
    rows += support::sheet_row(
        support::text_cell(names.indicator_codes()[n % 3]) +
        support::text_cell("VN-NSO/2025-01-01/" + std::to_string(1000 + which)) +
        support::text_cell("20" + std::to_string(10 + n / 12) + "-" + std::to_string(101 + n % 12).substr(1)) +
        support::number_cell(std::to_string(which * rows_a_workbook + n) + ".5") +
        support::text_cell(std::to_string(which) + "/" + std::to_string(n)));
  return support::workbook(support::sheet("Biểu", rows));
}

void workbooks(const fs::path &folder, std::size_t count) {
  const auto names = catalogue();
  const auto read_folder = [&](const std::string &what, const fs::path &path) {
    model::SourceSettings settings;
    settings.kind = "workbook";
    settings.path = path.string();
    report(what.c_str(), static_cast<double>(count), "files", [&] {
      Counter counter;
      static_cast<void>(data::open_source(settings)->stream({}, names, counter));
      return counter.count;
    });
  };
  const auto ods = folder / "ods";
  fs::create_directories(ods);
  office_process::BatchRequest request;
  for (std::size_t i = 0; i < count; ++i) {
    const auto file = ods / (std::to_string(10'000 + i) + ".ods");
    std::ofstream(file, std::ios::binary) << form(i, names);
    request.files.push_back(file);
  }
  read_folder("Workbooks .ods", ods);
  request.target_format = "xlsx";
  const auto xlsx = folder / "xlsx";
  fs::create_directories(xlsx);
  const auto bytes = office_process::convert_files(request);
  for (std::size_t i = 0; i < count; ++i)
    std::ofstream(xlsx / (std::to_string(10'000 + i) + ".xlsx"), std::ios::binary) << bytes[i];
  read_folder("Workbooks .xlsx", xlsx);
}

} // namespace
} // namespace solieu::bench

int main(int count, char **words) {
  try {
    const std::filesystem::path folder = count > 1 ? words[1] : "build/bench/files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    solieu::bench::csv(folder, count > 2 ? std::strtoul(words[2], nullptr, 10) : 200);
    solieu::bench::workbooks(folder, count > 3 ? std::strtoul(words[3], nullptr, 10) : 500);
    return 0;
  } catch (const solieu::diagnostic::Failure &failure) {
    for (const auto &finding : failure.findings())
      std::fprintf(stderr, "%s\n", solieu::format::report(finding, "en").c_str());
  } catch (const std::exception &exception) {
    std::fprintf(stderr, "%s\n", exception.what());
  }
  return 1;
}
