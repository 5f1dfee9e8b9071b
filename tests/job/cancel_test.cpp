#include "diagnostic/failure.hpp"
#include "job/figure_job.hpp"
#include "support/mysql_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/program.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>
#include <unistd.h>

using namespace solieu;
using Clock = std::chrono::steady_clock;

namespace {

namespace fs = std::filesystem;

/// A server with a view whose rows take minutes, and how to see whether somebody reads it.
struct SlowServer {
  std::string kind;
  model::SourceSettings reader;
  std::function<std::string()> running;
};

SlowServer postgresql() {
  auto &server = support::PostgresqlServer::instance();
  server.sql("solieu", "CREATE OR REPLACE VIEW slow AS SELECT 'JOB_ADDED' AS indicator, 'VN-NSO/2025-01-01/22' AS "
                       "territory, '2025' AS period, n AS value, pg_sleep(0.01)::text AS text FROM "
                       "generate_series(1, 100000) n; GRANT SELECT ON slow TO reader");
  return {"postgresql", server.reader(), [&server] {
            return server.sql("solieu", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state <> "
                                        "'idle'");
          }};
}

SlowServer mysql() {
  auto &server = support::MysqlServer::instance();
  server.sql("CREATE OR REPLACE VIEW slow AS SELECT 'JOB_ADDED' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, "
             "'2025' AS period, seq AS value FROM seq_1_to_100000 WHERE SLEEP(0.01) = 0");
  return {"mysql", server.reader(), [&server] {
            return server.sql("SELECT count(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND COMMAND "
                              "<> 'Sleep'");
          }};
}

/// The shipped workspace with the slow view as its source.
fs::path workspace_on(const SlowServer &server) {
  const fs::path folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / ("cancel-" + server.kind);
  fs::remove_all(folder);
  fs::copy(SOLIEU_BINARY_DIR "/workspace", folder, fs::copy_options::recursive);
  const auto &place = server.reader.server;
  support::write_file(folder / "sources.json",
                      R"({"sources": [{"alias": "published", "kind": ")" + server.kind +
                          R"(", "host": "127.0.0.1", "port": )" + std::to_string(place.port) +
                          R"(, "database": "solieu", "user": "reader", "password_variable": ")" +
                          place.password_variable + R"(", "table": "slow"}]})");
  return folder;
}

bool soon(const std::function<bool()> &condition) {
  for (int i = 0; i < 250; ++i) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

/// The shipped workspace with a folder of Excel forms as its source, and a folder for everything temporary.
class FormsWorkspace {
public:
  FormsWorkspace() {
    fs::copy(SOLIEU_BINARY_DIR "/workspace", workspace(), fs::copy_options::recursive);
    fs::create_directories(forms());
    fs::create_directories(temporary());
    for (int i = 0; i < forms_count; ++i) {
      const bool old = i % 2 == 1;
      fs::copy_file(std::string(SOLIEU_SOURCE_DIR "/tests/data/workbooks/") + (old ? "xlwt.xls" : "xlsxwriter.xlsx"),
                    forms() / (std::to_string(100 + i) + (old ? ".xls" : ".xlsx")));
    }
    support::write_file(workspace() / "sources.json",
                        R"({"sources": [{"alias": "published", "kind": "workbook", "path": "forms", "locale": "vi",
  "columns": {"indicator": "Chỉ tiêu", "slice": "Phân tổ", "value": "Số lao động / Thực hiện"},
  "cells": {"territory": "B2", "period": "B3"}}]})");
  }
  [[nodiscard]] fs::path workspace() const { return folder_.path() / "workspace"; }
  [[nodiscard]] fs::path forms() const { return workspace() / "forms"; }
  [[nodiscard]] fs::path temporary() const { return folder_.path() / "temporary"; }
  /// An office is at work: processes whose words name the temporary folder.
  [[nodiscard]] bool office_runs() const {
    for (const auto &entry : fs::directory_iterator("/proc")) {
      const auto words = support::read_file(entry.path() / "cmdline");
      if (words.find("soffice") != std::string::npos && words.find(temporary().string()) != std::string::npos) {
        return true;
      }
    }
    return false;
  }
  /// It has written the first result, so that it is in the midst of its work.
  [[nodiscard]] bool office_has_begun() const {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(temporary(), error), end; !error && entry != end;
         entry.increment(error)) {
      if (entry->path().extension() == ".ods") {
        return true;
      }
    }
    return false;
  }
  void check_nothing_is_left() const {
    BOOST_CHECK(!office_runs());
    BOOST_CHECK(fs::is_empty(temporary()));
    BOOST_CHECK_EQUAL(std::distance(fs::directory_iterator(forms()), fs::directory_iterator()), forms_count);
  }

private:
  static constexpr int forms_count = 40;
  support::Folder folder_;
};

/// Runs the command and interrupts it as Ctrl-C does once `reading` says that it reads; its exit status.
int interrupted(const std::vector<std::string> &words, const std::function<bool()> &reading, Clock::time_point &asked) {
  const int process = ::fork();
  if (process == 0) {
    std::vector<char *> arguments;
    for (const auto &word : words) {
      arguments.push_back(const_cast<char *>(word.c_str()));
    }
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  (void)soon(reading);
  asked = Clock::now();
  ::kill(process, SIGINT);
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

BOOST_AUTO_TEST_SUITE(cancel)

BOOST_AUTO_TEST_CASE(a_job_stops_within_a_second_and_leaves_no_query) {
  for (const SlowServer &server : {postgresql(), mysql()}) {
    BOOST_TEST_CONTEXT(server.kind) {
      job::FigureJob job;
      job.expression = "JOB_ADDED";
      job.period = "2025";
      job.territory = "VN-NSO/2025-01-01/22";
      job.workspace = workspace_on(server);
      job.issue_date = {2025, 4, 5};
      Clock::time_point asked;
      job.cancelled = [&] {
        if (asked == Clock::time_point{} && server.running() != "0") {
          asked = Clock::now();
        }
        return asked != Clock::time_point{};
      };
      std::string code;
      try {
        (void)job::run(job);
      } catch (const diagnostic::Failure &failure) {
        code = failure.findings().front().code.name;
      }
      BOOST_CHECK_EQUAL(code, "data.cancelled");
      BOOST_CHECK(Clock::now() - asked < std::chrono::seconds(1));
      BOOST_CHECK(soon([&] { return server.running() == "0"; }));
    }
  }
}

BOOST_AUTO_TEST_CASE(ctrl_c_stops_the_command_and_its_query) {
  for (const SlowServer &server : {postgresql(), mysql()}) {
    const auto folder = workspace_on(server).string();
    const std::vector<std::vector<std::string>> commands{
        {"figure", "JOB_ADDED", "--period", "2025", "--territory", "VN-NSO/2025-01-01/22"},
        {"source", "test", "published"},
        {"snapshot", "make", folder + "/kept.sqlite"}};
    for (const auto &command : commands) {
      BOOST_TEST_CONTEXT(server.kind << " " << command.front()) {
        std::vector<std::string> words{SOLIEU_BINARY_DIR "/bin/solieu"};
        words.insert(words.end(), command.begin(), command.end());
        words.insert(words.end(), {"--workspace", folder});
        Clock::time_point asked;
        BOOST_CHECK_EQUAL(interrupted(
                              words, [&] { return server.running() != "0"; }, asked),
                          130);
        BOOST_CHECK(Clock::now() - asked < std::chrono::milliseconds(1500));
        BOOST_CHECK(soon([&] { return server.running() == "0"; }));
        BOOST_CHECK(!fs::exists(folder + "/kept.sqlite") && !fs::exists(folder + "/kept.sqlite.part"));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_job_stops_the_office_that_converts_its_forms) {
  const FormsWorkspace place;
  const char *const before = std::getenv("TMPDIR");
  const std::string usual = before == nullptr ? "" : before;
  ::setenv("TMPDIR", place.temporary().c_str(), 1);
  job::FigureJob job;
  job.expression = "JOB_ADDED";
  job.period = "2025-Q1";
  job.territory = "VN-NSO/2025-01-01/22";
  job.workspace = place.workspace();
  job.issue_date = {2025, 4, 5};
  Clock::time_point asked;
  job.cancelled = [&] {
    if (asked == Clock::time_point{} && place.office_has_begun()) {
      asked = Clock::now();
    }
    return asked != Clock::time_point{};
  };
  std::string code;
  try {
    (void)job::run(job);
  } catch (const diagnostic::Failure &failure) {
    code = failure.findings().front().code.name;
  }
  BOOST_CHECK_EQUAL(code, "data.cancelled");
  BOOST_CHECK(Clock::now() - asked < std::chrono::seconds(1));
  place.check_nothing_is_left();
  usual.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", usual.c_str(), 1);
}

BOOST_AUTO_TEST_CASE(ctrl_c_stops_the_command_and_its_office) {
  const std::vector<std::vector<std::string>> commands{{"source", "test", "published"},
                                                       {"snapshot", "make", "kept.sqlite"}};
  for (auto words : commands) {
    const FormsWorkspace place;
    BOOST_TEST_CONTEXT(words.front()) {
      words.insert(words.begin(),
                   {"/usr/bin/env", "TMPDIR=" + place.temporary().string(), SOLIEU_BINARY_DIR "/bin/solieu"});
      if (words.back() == "kept.sqlite") {
        words.back() = (place.workspace() / words.back()).string();
      }
      words.insert(words.end(), {"--workspace", place.workspace().string()});
      Clock::time_point asked;
      BOOST_CHECK_EQUAL(interrupted(
                            words, [&] { return place.office_has_begun(); }, asked),
                        130);
      BOOST_CHECK(Clock::now() - asked < std::chrono::seconds(1));
      place.check_nothing_is_left();
      BOOST_CHECK(!fs::exists(place.workspace() / "kept.sqlite"));
      BOOST_CHECK(!fs::exists(place.workspace() / "kept.sqlite.part"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
