// Times the data of reports against a large table in SQLite or PostgreSQL: one report cold, and many in one read
// through the local snapshot. Usage: solieu_scale_bench sqlite|postgresql FOLDER [OBSERVATIONS=1000000] [REPORTS=1000].

#include "job/batch_data.hpp"
#include "scale_world.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <memory>
#include <string_view>
#include <sys/resource.h>

namespace solieu::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch = 50;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Of this process: what else runs on the machine does not count.
double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval &time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

expression::ReportContext context_of(const workspace::Workspace &workspace, long number) {
  job::Coordinates coordinates;
  coordinates.period = "2026-Q3";
  coordinates.territory = scale_commune(number);
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

double time_one(const workspace::Workspace &workspace, const expression::Needs &needs, long number, std::size_t &rows,
                double &busy) {
  const auto context = context_of(workspace, number);
  const auto start = Clock::now();
  const auto processor = processor_seconds();
  const auto data = job::read_data(workspace, "", needs, context);
  require(jobs(workspace, data.dataset, context));
  rows = data.dataset.size();
  busy = processor_seconds() - processor;
  return seconds_since(start);
}

/// Of five communes far from each other, each with nothing in memory before.
void time_cold(const workspace::Workspace &workspace, const expression::Needs &needs, ScaleWorld &world,
               long communes) {
  std::vector<double> times;
  std::size_t rows = 0;
  double busy = 0;
  for (long i = 0; i < 5; ++i) {
    world.forget();
    times.push_back(time_one(workspace, needs, 1 + i * (communes - 1) / 4, rows, busy));
  }
  std::ranges::sort(times);
  std::printf("one report, cold: %.3f s (%.3f to %.3f; %.3f s of this processor) for %zu rows\n", times[2],
              times.front(), times.back(), busy, rows);
}

void time_many(const workspace::Workspace &workspace, const expression::Needs &needs, const fs::path &folder,
               long reports) {
  std::vector<expression::ReportContext> contexts;
  std::vector<data::Selection> selections;
  for (long number = 1; number <= reports; ++number) {
    contexts.push_back(context_of(workspace, number));
    selections.push_back(job::selection_of(workspace, needs, contexts.back()));
  }
  const auto before = peak_megabytes();
  const auto processor = processor_seconds();
  const auto start = Clock::now();
  job::JobSources sources(workspace, "");
  const job::BatchData data(workspace, sources, std::move(selections), folder / "snapshot.sqlite");
  const auto read = seconds_since(start);
  for (std::size_t first = 0; first < contexts.size(); first += batch) {
    const auto datasets = data.load(first, batch);
    for (std::size_t i = 0; i < datasets.size(); ++i)
      require(jobs(workspace, datasets[i], contexts[first + i]));
  }
  std::printf(
      "%ld reports in one read: %.2f s (of that %.2f s into the snapshot; %.2f s of this processor) for %zu rows; "
      "peak %ld MB, before %ld MB\n",
      reports, seconds_since(start), read, processor_seconds() - processor, data.rows(), peak_megabytes(), before);
}

int run(ScaleWorld &world, long communes, long reports) {
  diagnostic::Diagnostics findings;
  const auto workspace = job::open_workspace(world.workspace(), findings);
  const auto start = Clock::now();
  world.fill(workspace->catalogue);
  const auto report = job::compile_template(*workspace, job::find_template(*workspace, "BC03"), findings);
  if (!report)
    throw diagnostic::Failure(std::move(findings));
  const expression::Needs needs = report->needs();
  std::printf("%ld communes, %ld observations (made in %.0f s)\n", communes, communes * series_count * month_count,
              seconds_since(start));
  const auto measure = [&] {
    time_cold(*workspace, needs, world, communes);
    time_many(*workspace, needs, world.folder(), std::max(reports / 4, 1L));
    time_many(*workspace, needs, world.folder(), reports);
  };
  measure(); // rows in the order in which months came in
  if (world.arrange()) {
    std::printf("with the rows in the order of the index:\n");
    measure();
  }
  return 0;
}

int run(std::string_view kind, const fs::path &folder, long observations, long reports) {
  const long communes = std::max(reports, observations / (series_count * month_count));
  std::unique_ptr<ScaleWorld> world;
  if (kind == "postgresql")
    world = std::make_unique<PostgresqlWorld>(folder, communes);
  else
    world = std::make_unique<SqliteWorld>(folder, communes);
  return run(*world, communes, reports);
}

} // namespace
} // namespace solieu::bench

int main(int count, char **arguments) try {
  const std::string_view kind = count > 1 ? arguments[1] : "";
  if (count < 3 || (kind != "sqlite" && kind != "postgresql")) {
    std::fprintf(stderr, "usage: solieu_scale_bench sqlite|postgresql FOLDER [OBSERVATIONS] [REPORTS]\n");
    return 2;
  }
  return solieu::bench::run(kind, arguments[2], count > 3 ? std::atol(arguments[3]) : 1'000'000,
                            count > 4 ? std::atol(arguments[4]) : 1000);
} catch (const solieu::diagnostic::Failure &failure) {
  for (const auto &finding : failure.findings())
    std::fprintf(stderr, "%s\n", solieu::format::report(finding, "en").c_str());
  return 1;
} catch (const std::exception &exception) {
  std::fprintf(stderr, "%s\n", exception.what());
  return 1;
}
