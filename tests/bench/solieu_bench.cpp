// Times the engine on one-page reports (40 values, a table of 12 rows, 2 conditions) with made-up data.
// Usage: solieu_bench WORKSPACE_FOLDER [DOCUMENTS=300] [PROGRAM]: warm in this process; with PROGRAM also `PROGRAM fill
// …` as a process of its own, and the reports of 1,000 communes from CSV to files (W4). Times in milliseconds a
// document. SOLIEU_BENCH_LOG names a file that gets CPU times as lines of JSON, for ratios.py.

#include "synthetic.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/many_reports.hpp"
#include "job/preparation.hpp"
#include "render/render.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace solieu::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int communes = 20;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double cpu_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void log_cpu(const char *workload, int documents, double milliseconds) {
  const char *file = std::getenv("SOLIEU_BENCH_LOG");
  if (file != nullptr)
    std::ofstream(file, std::ios::app) << R"({"peer": "solieu", "wl": ")" << workload << R"(", "rows": )" << documents
                                       << R"(, "cpu_ms": )" << milliseconds << "}\n";
}

/// One series of times and how it is printed.
class Series {
public:
  void add(double milliseconds) { times_.push_back(milliseconds); }
  void print(const char *name, const std::string &more = {}) {
    std::ranges::sort(times_);
    std::printf("%-44s %8.3f %8.3f %8.3f   %s\n", name, times_.front(), times_[times_.size() / 2], times_.back(),
                more.c_str());
  }

private:
  std::vector<double> times_;
};

std::string megabytes(long kilobytes) { return std::to_string((kilobytes + 512) / 1024) + " MB"; }

/// Everything about one commune that is ready before the clock starts.
struct Subject {
  expression::ReportContext context;
  data::ReadResult data;
  std::unique_ptr<job::Evaluation> evaluation;
};

std::vector<std::unique_ptr<Subject>> read_subjects(const workspace::Workspace &workspace,
                                                    const workspace::TemplateEntry &entry,
                                                    const binding::ReportTemplate &report) {
  std::vector<std::unique_ptr<Subject>> subjects;
  for (int number = 1; number <= communes; ++number) {
    job::Coordinates coordinates;
    coordinates.period = "2025-09";
    coordinates.territory = commune_key(number);
    coordinates.issue_date = model::Date{2025, 10, 3};
    coordinates.number = "12/BC-TTDVVL";
    auto subject = std::make_unique<Subject>();
    subject->context = job::make_context(workspace, coordinates, &entry);
    subject->data = job::read_data(workspace, "", report.needs(), subject->context);
    subject->evaluation =
        std::make_unique<job::Evaluation>(workspace, subject->data.dataset, subject->context, entry.estimates_allowed);
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

void time_warm(const binding::ReportTemplate &report, const std::vector<std::unique_ptr<Subject>> &subjects,
               int documents, bool links) {
  Series evaluating, rendering, both;
  std::size_t bytes = 0, places = 0;
  double cpu = 0;
  for (int number = -communes; number < documents; ++number) { // one round before the clock counts
    auto context = subjects[static_cast<std::size_t>(number + communes) % subjects.size()]->evaluation->fill_context();
    context.link_ids = links; // as a report job does
    const double cpu_before = cpu_milliseconds();
    const auto start = Clock::now();
    const auto filled = evaluate::fill(report, context);
    const auto evaluated = milliseconds_since(start);
    render::Options options;
    options.links = links;
    const auto output = render::render(report, filled, options);
    const auto total = milliseconds_since(start);
    if (number < 0)
      continue;
    cpu += cpu_milliseconds() - cpu_before;
    evaluating.add(evaluated);
    rendering.add(total - evaluated);
    both.add(total);
    bytes = output.size();
    places = filled.links.size();
  }
  both.print(links ? "warm, with living links" : "warm, --plain",
             std::to_string(bytes) + " bytes, " + std::to_string(places) + " figures");
  evaluating.print("  of that: evaluate");
  rendering.print("  of that: render and pack");
  log_cpu(links ? "W1, links" : "W1", 1, cpu / documents);
}

/// Runs the command once; wall milliseconds and peak memory in kilobytes. Ends the program when the command fails.
std::pair<double, long> run_process(const std::vector<std::string> &command) {
  std::vector<char *> arguments;
  for (const auto &argument : command)
    arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  const auto start = Clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_WRONLY);
    ::dup2(nothing, STDOUT_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "%s failed\n", command.front().c_str());
    std::exit(1);
  }
  return {milliseconds_since(start), usage.ru_maxrss};
}

void time_process(const std::string &program, const std::string &folder) {
  Series series;
  long most = 0;
  const std::vector<std::string> command{program,      "fill",     "W1",           "--workspace",  folder,
                                         "--period",   "2025-09",  "--territory",  commune_key(1), "--issue-date",
                                         "2025-10-03", "--number", "12/BC-TTDVVL", "-o",           folder + "/W1.odt"};
  for (int round = 0; round < 15; ++round) {
    const auto [time, memory] = run_process(command);
    series.add(time);
    most = std::max(most, memory);
  }
  series.print("whole process: solieu fill", "peak " + megabytes(most));
}

/// Workload W4: everything from the CSV file of all communes to their files, as a bulk run does it.
void time_many(const std::string &folder) {
  constexpr int many = 1000;
  make_workspace(folder, many);
  job::ManyReports wanted;
  for (int number = 1; number <= many; ++number)
    wanted.reports.push_back({"W1", "2025-09", commune_key(number), std::to_string(number)});
  wanted.shared.workspace = folder;
  wanted.shared.issue_date = {2025, 10, 3};
  const std::filesystem::path files = std::filesystem::path(folder) / "reports";
  std::filesystem::create_directories(files);
  const double before = cpu_milliseconds();
  const auto start = Clock::now();
  const auto result = job::run_many(wanted, [&](std::size_t index, const job::ReportOutcome &outcome) {
    if (outcome.made)
      std::ofstream(files / (std::to_string(index) + ".odt"), std::ios::binary) << outcome.made->bytes;
  });
  const double cpu = cpu_milliseconds() - before;
  std::printf("%-44s %8.3f                     ms a report, %zu made, CPU %.0f ms in all\n",
              "1,000 communes from CSV to files", milliseconds_since(start) / many, result.made, cpu);
  log_cpu("W4", many, cpu);
}

int run(const std::string &folder, int documents, const std::string &program) {
  make_workspace(folder, communes);
  diagnostic::Diagnostics findings;
  const auto workspace = job::open_workspace(folder, findings);
  const auto entry = job::find_template(*workspace, "W1");
  const auto start = Clock::now();
  const auto report = job::compile_template(*workspace, entry, findings);
  const auto compiling = milliseconds_since(start);
  if (!report)
    throw diagnostic::Failure(std::move(findings));
  const auto subjects = read_subjects(*workspace, entry, *report);
  std::printf("One-page report: 40 values, 12 rows, 2 conditions; %d documents of %d communes\n", documents, communes);
  std::printf("%-44s %8s %8s %8s   ms a document\n", "", "min", "median", "max");
  time_warm(*report, subjects, documents, false);
  time_warm(*report, subjects, documents, true);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("%-44s %8.3f                     peak %s of this process\n", "compiling the template, once", compiling,
              megabytes(usage.ru_maxrss).c_str());
  if (!program.empty())
    time_process(program, folder);
  if (!program.empty())
    time_many(folder + "-W4");
  return 0;
}

} // namespace
} // namespace solieu::bench

int main(int count, char **arguments) try {
  if (count < 2) {
    std::fprintf(stderr, "usage: solieu_bench WORKSPACE_FOLDER [DOCUMENTS] [PROGRAM]\n");
    return 2;
  }
  return solieu::bench::run(arguments[1], count > 2 ? std::atoi(arguments[2]) : 300, count > 3 ? arguments[3] : "");
} catch (const solieu::diagnostic::Failure &failure) {
  for (const auto &finding : failure.findings())
    std::fprintf(stderr, "%s\n", solieu::format::report(finding, "en").c_str());
  return 1;
}
