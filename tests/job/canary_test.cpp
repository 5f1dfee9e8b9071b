#include "format/delimited_text.hpp"
#include "odf/package.hpp"
#include "support/postgresql_server.hpp"
#include "support/program.hpp"
#include "support/tcp_proxy.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace solieu;

namespace {

namespace fs = std::filesystem;
constexpr std::string_view canary = "CANARY";

/// The published observations as a table of the server.
void store(support::PostgresqlServer &server) {
  const auto bytes = support::read_file(SOLIEU_SOURCE_DIR "/templates/observations.csv");
  const auto text = format::read_delimited(bytes);
  std::string columns;
  for (const auto &name : text.records.front().fields) {
    columns += (columns.empty() ? "" : ", ") + name + " text";
  }
  std::string rows;
  for (std::size_t i = 1; i < text.records.size(); ++i) {
    std::string values;
    for (const auto &field : text.records[i].fields) {
      std::string quoted;
      for (const char c : field) {
        quoted += c == '\'' ? "''" : std::string(1, c);
      }
      values += (values.empty() ? "" : ", ") + (field.empty() ? "NULL" : "'" + quoted + "'");
    }
    rows += (rows.empty() ? "(" : ", (") + values + ")";
  }
  server.sql("solieu", "DROP TABLE IF EXISTS published; CREATE TABLE published (" + columns +
                           "); INSERT INTO published VALUES " + rows + "; GRANT SELECT ON published TO reader");
}

/// A workspace with sources that work and that fail in every way, and the password in a file of its own.
class Place {
public:
  explicit Place(support::PostgresqlServer &server) : cut_(server.port(), {.cut_after = 400}) {
    fs::copy(SOLIEU_BINARY_DIR "/workspace", workspace(), fs::copy_options::recursive);
    support::write_file(secret(), std::string(support::PostgresqlServer::password) + "\n");
    fs::permissions(secret(), fs::perms::owner_read | fs::perms::owner_write);
    std::string sources;
    const auto add = [&](const std::string &alias, int port, const std::string &database, const std::string &user,
                         const std::string &table) {
      sources += (sources.empty() ? "" : ",\n") + (R"({"alias": ")" + alias + R"(", "kind": "postgresql", "host": )") +
                 R"("127.0.0.1", "port": )" + std::to_string(port) + R"(, "database": ")" + database +
                 R"(", "user": ")" + user + R"(", "password_file": ")" + secret().string() + R"(", "table": ")" +
                 table + R"(", "timeout_seconds": 20})";
    };
    add("published", server.port(), "solieu", "reader", "published");
    add("no_user", server.port(), "solieu", "nobody", "published");
    add("no_database", server.port(), "nothing", "reader", "published");
    add("no_table", server.port(), "solieu", "reader", "publishes");
    add("no_server", support::free_port(), "solieu", "reader", "published");
    add("cut", cut_.port(), "solieu", "reader", "published");
    support::write_file(workspace() / "sources.json", "{\"sources\": [" + sources + "]}");
  }
  [[nodiscard]] fs::path workspace() const { return folder_.path() / "workspace"; }
  [[nodiscard]] fs::path secret() const { return folder_.path() / "password"; }
  [[nodiscard]] fs::path file(const std::string &name) const { return folder_.path() / name; }

  /// The names of files, or parts of documents, that hold the canary.
  [[nodiscard]] std::vector<std::string> found() const {
    std::vector<std::string> names;
    for (const auto &entry : fs::recursive_directory_iterator(folder_.path())) {
      if (!entry.is_regular_file() || entry.path() == secret()) {
        continue;
      }
      const auto bytes = support::read_file(entry.path());
      if (bytes.find(canary) != std::string::npos) {
        names.push_back(entry.path().string());
      }
      if (entry.path().extension() == ".odt" || entry.path().extension() == ".ods") {
        const auto package = odf::Package::open(bytes, entry.path().string());
        for (const auto &part : package.entries()) {
          if (package.read(part).find(canary) != std::string::npos) {
            names.push_back(part.name);
          }
        }
      }
    }
    return names;
  }

private:
  support::Folder folder_;
  support::TcpProxy cut_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(password_canary)

BOOST_AUTO_TEST_CASE(the_password_is_in_no_output_document_or_file) {
  auto &server = support::PostgresqlServer::instance();
  store(server);
  const Place place(server);
  const auto solieu = [&](std::vector<std::string> words, int expected) {
    words.insert(words.end(), {"--workspace", place.workspace().string()});
    const auto ended = support::run(SOLIEU_BINARY_DIR "/bin/solieu", words);
    BOOST_TEST(ended.status == expected, words[0] << " " << words[1] << ": " << ended.err);
    BOOST_TEST(ended.out.find(canary) == std::string::npos, ended.out);
    BOOST_TEST(ended.err.find(canary) == std::string::npos, ended.err);
  };
  const std::vector<std::string> about{"--period", "2025-Q1", "--territory", "VN-NSO/2025-01-01/22"};
  for (const std::string name : {"BC03", "BC03-PL"}) {
    std::vector<std::string> words{"fill", name, "-o", place.file(name + (name == "BC03" ? ".odt" : ".ods")).string()};
    words.insert(words.end(), about.begin(), about.end());
    solieu(words, 0);
  }
  BOOST_TEST(fs::exists(place.file("BC03.odt")));
  solieu({"explain", place.file("BC03.odt").string(), "--json"}, 0);
  solieu({"snapshot", "make", place.file("kept.sqlite").string()}, 0);
  solieu({"source", "test", "published", "--json"}, 0);
  for (const std::string alias : {"no_user", "no_database", "no_table", "no_server", "cut"}) {
    solieu({"source", "test", alias}, 3);
    solieu({"source", "test", alias, "--json"}, 3);
    std::vector<std::string> words{"figure", "JOB_ADDED", "--source", alias};
    words.insert(words.end(), about.begin(), about.end());
    solieu(words, 3);
  }
  const auto found = place.found();
  BOOST_TEST(found.empty(), (found.empty() ? std::string() : found.front()));
}

BOOST_AUTO_TEST_CASE(a_process_that_knows_it_shows_it_in_no_argument_and_leaves_no_core) {
  auto &server = support::PostgresqlServer::instance();
  store(server);
  server.sql("solieu", "CREATE OR REPLACE VIEW publishes AS SELECT p.*, pg_sleep(0.05)::text AS nap FROM published p; "
                       "GRANT SELECT ON publishes TO reader");
  const Place place(server);
  const auto process = ::fork();
  if (process == 0) {
    ::unsetenv("SOLIEU_TEST_POSTGRESQL_PASSWORD"); // the tests' own; here the password stands in a file
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CORE, &all);
    const std::string program = SOLIEU_BINARY_DIR "/bin/solieu";
    const std::string workspace = place.workspace().string();
    const std::string output = place.file("out.sqlite").string();
    if (::chdir(place.workspace().c_str()) == 0) {
      ::execl(program.c_str(), program.c_str(), "snapshot", "make", output.c_str(), "--source", "no_table",
              "--workspace", workspace.c_str(), nullptr);
    }
    ::_exit(127);
  }
  const std::string reading = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state <> 'idle'";
  for (int i = 0; i < 250 && server.sql("solieu", reading) == "0"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const std::string root = "/proc/" + std::to_string(process);
  const auto arguments = support::read_file(root + "/cmdline");
  BOOST_TEST(arguments.find("snapshot") != std::string::npos);
  BOOST_TEST(arguments.find(canary) == std::string::npos);
  BOOST_TEST(support::read_file(root + "/environ").find(canary) == std::string::npos);
  ::kill(process, SIGABRT);
  int status = 0;
  ::waitpid(process, &status, 0);
  BOOST_TEST(WIFSIGNALED(status));
  BOOST_TEST(!WCOREDUMP(status));
  const auto found = place.found();
  BOOST_TEST(found.empty(), (found.empty() ? std::string() : found.front()));
  server.sql("solieu", "DROP VIEW publishes");
}

BOOST_AUTO_TEST_SUITE_END()
