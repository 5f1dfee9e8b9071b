// Times the data of reports against a large SQLite source: one report cold, and many in one read through the local
// snapshot. Usage: solieu_scale_bench FOLDER [OBSERVATIONS=10000000] [REPORTS=1000]. The database is made once and
// kept. The index an administrator's table needs: (territory, indicator, period).

#include "job/batch_data.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

namespace solieu::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr long months = 46; ///< 2023-01 to 2026-10
constexpr const char *channels[]{"VBSP_LOAN", "INDUSTRIAL_PARK", "COAL", "TOURISM_SERVICE", "ABROAD", "OTHER"};
constexpr std::size_t batch = 50;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string commune_key(long number) { return "VN-NSO/2025-07-01/" + std::to_string(10'000 + number); }

long peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/// The series of one commune: every indicator of the catalogue, and the channels of JOB_ADDED.
std::vector<std::pair<std::string, std::string>> series_of(const model::Catalogue &catalogue) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const auto &indicator : catalogue.indicators())
    list.emplace_back(indicator.code, "");
  for (const char *channel : channels)
    list.emplace_back("JOB_ADDED", std::string("channel=") + channel);
  return list;
}

/// A copy of the shipped workspace with so many made-up communes of Quảng Ninh and the large database as its source.
void make_workspace(const fs::path &folder, long communes) {
  fs::remove_all(folder / "workspace");
  fs::copy(fs::path(SOLIEU_SOURCE_DIR) / "templates", folder / "workspace", fs::copy_options::recursive);
  std::ofstream territories(folder / "workspace" / "territories.csv", std::ios::app);
  for (long number = 1; number <= communes; ++number)
    territories << commune_key(number) << ",Xã thử " << number << ",xã,,,,VN-NSO/2025-07-01/22,,\n";
  std::ofstream(folder / "workspace" / "sources.json")
      << R"({"sources": [{"alias": "published", "kind": "sqlite", "path": "../large.sqlite"}]})";
}

void execute(sqlite3 *database, const char *text) {
  if (sqlite3_exec(database, text, nullptr, nullptr, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(database));
    std::exit(1);
  }
}

void make_database(const fs::path &file, long communes, const model::Catalogue &catalogue) {
  if (fs::exists(file))
    return;
  const auto part = file.string() + ".part";
  fs::remove(part);
  sqlite3 *database = nullptr;
  sqlite3_open(part.c_str(), &database);
  execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE observations (indicator TEXT, "
                    "territory TEXT, period TEXT, clock TEXT, slice TEXT, kind TEXT, value TEXT, source TEXT); BEGIN");
  sqlite3_stmt *insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO observations VALUES (?, ?, ?, 'admin15', ?, 'actual', ?, 'Số liệu giả')",
                     -1, &insert, nullptr);
  const auto series = series_of(catalogue);
  for (auto month = model::Period::month_of(2023, 1); month <= model::Period::month_of(2026, 10); month = month.next())
    for (long number = 1; number <= communes; ++number) // by month, as a table grows: not in the order of the reports
      for (const auto &[indicator, slice] : series) {
        const auto territory = commune_key(number), period = month.id();
        const auto text = [&](int place, const std::string &value) {
          sqlite3_bind_text(insert, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        };
        text(1, indicator);
        text(2, territory);
        text(3, period);
        text(4, slice);
        text(5, std::to_string(slice.empty() ? 60 : 10));
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
  sqlite3_finalize(insert);
  execute(database, "COMMIT; CREATE INDEX observations_key ON observations (territory, indicator, period)");
  sqlite3_close(database);
  fs::rename(part, file);
}

/// The system no longer holds the file in memory.
void forget(const fs::path &file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY);
  ::fsync(descriptor);
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  ::close(descriptor);
}

expression::ReportContext context_of(const workspace::Workspace &workspace, long number) {
  job::Coordinates coordinates;
  coordinates.period = "2026-Q3";
  coordinates.territory = commune_key(number);
  coordinates.issue_date = model::Date{2026, 10, 3};
  return job::make_context(workspace, coordinates, nullptr);
}

model::Quantity jobs(const workspace::Workspace &workspace, const model::Dataset &dataset,
                     const expression::ReportContext &context) {
  model::FigureQuery query;
  query.indicator = workspace.catalogue.indicator("JOB_ADDED").value();
  query.territory = context.territory;
  query.period = context.period;
  query.clock = context.clock;
  return figures::Resolver(workspace.catalogue, dataset).figure(query).quantity;
}

void require(const model::Quantity &quantity) {
  if (quantity.present() && quantity.low->text() == "180")
    return;
  std::fprintf(stderr, "wrong figure\n");
  std::exit(1);
}

void time_one(const workspace::Workspace &workspace, const expression::Needs &needs, const fs::path &file) {
  forget(file);
  const auto context = context_of(workspace, 1);
  const auto start = Clock::now();
  const auto data = job::read_data(workspace, "", needs, context);
  require(jobs(workspace, data.dataset, context));
  std::printf("one report, cold: %.3f s for %zu rows\n", seconds_since(start), data.dataset.size());
}

void time_lookup(const workspace::Workspace &workspace, const expression::Needs &needs) {
  const auto context = context_of(workspace, 1);
  const auto data = job::read_data(workspace, "", needs, context);
  const figures::Resolver resolver(workspace.catalogue, data.dataset);
  model::FigureQuery query;
  query.indicator = workspace.catalogue.indicator("JOB_ADDED").value();
  query.territory = context.territory;
  query.period = model::Period::month_of(2026, 9);
  query.clock = context.clock;
  constexpr int times = 200'000;
  std::size_t present = 0;
  const auto start = Clock::now();
  for (int i = 0; i < times; ++i)
    present += resolver.figure(query).quantity.present() ? 1U : 0U;
  std::printf("one figure observed in a loaded dataset: %.2f µs (%zu)\n", seconds_since(start) * 1e6 / times, present);
}

void time_many(const workspace::Workspace &workspace, const expression::Needs &needs, const fs::path &folder,
               long reports) {
  std::vector<expression::ReportContext> contexts;
  for (long number = 1; number <= reports; ++number)
    contexts.push_back(context_of(workspace, number));
  const auto before = peak_megabytes();
  const auto start = Clock::now();
  const job::BatchData data(workspace, "", needs, contexts, folder / "snapshot.sqlite");
  const auto read = seconds_since(start);
  for (std::size_t first = 0; first < contexts.size(); first += batch) {
    const auto datasets = data.load(first, batch);
    for (std::size_t i = 0; i < datasets.size(); ++i)
      require(jobs(workspace, datasets[i], contexts[first + i]));
  }
  std::printf(
      "%ld reports in one read: %.2f s (of that %.2f s into the snapshot) for %zu rows; peak %ld MB, before %ld "
      "MB\n",
      reports, seconds_since(start), read, data.rows(), peak_megabytes(), before);
}

int run(const fs::path &folder, long observations, long reports) {
  fs::create_directories(folder);
  constexpr long series = 80;
  const long communes = std::max(reports, observations / (series * months));
  make_workspace(folder, communes);
  diagnostic::Diagnostics findings;
  const auto workspace = job::open_workspace(folder / "workspace", findings);
  const auto file = folder / ("large.sqlite");
  make_database(file, communes, workspace->catalogue);
  const auto report = job::compile_template(*workspace, job::find_template(*workspace, "BC03"), findings);
  if (!report)
    throw diagnostic::Failure(std::move(findings));
  expression::Needs needs = report->needs();
  std::printf("%ld communes, about %ld observations, %ld MB\n", communes, communes * series * months,
              static_cast<long>(fs::file_size(file) >> 20U));
  time_one(*workspace, needs, file);
  time_lookup(*workspace, needs);
  time_many(*workspace, needs, folder, std::max(reports / 4, 1L));
  time_many(*workspace, needs, folder, reports);
  return 0;
}

} // namespace
} // namespace solieu::bench

int main(int count, char **arguments) try {
  if (count < 2) {
    std::fprintf(stderr, "usage: solieu_scale_bench FOLDER [OBSERVATIONS] [REPORTS]\n");
    return 2;
  }
  return solieu::bench::run(arguments[1], count > 2 ? std::atol(arguments[2]) : 10'000'000,
                            count > 3 ? std::atol(arguments[3]) : 1000);
} catch (const solieu::diagnostic::Failure &failure) {
  for (const auto &finding : failure.findings())
    std::fprintf(stderr, "%s\n", solieu::format::report(finding, "en").c_str());
  return 1;
}
