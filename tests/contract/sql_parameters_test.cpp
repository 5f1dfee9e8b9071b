#include "contract/source_kinds.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "format/text.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

using namespace solieu;
using contract::fresh_folder;
using contract::small_catalogue;
using contract::source_kinds;
using contract::TestRow;
using contract::usual_columns;

namespace {

/// One a line; \n, \r, \t, \\ and \uXXXX of the basic plane's first half are written so.
std::vector<std::string> injections() {
  std::ifstream file(SOLIEU_SOURCE_DIR "/tests/contract/sql_injections.txt");
  std::vector<std::string> list;
  for (std::string line; std::getline(file, line);) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto next = line[i] == '\\' && i + 1 < line.size() ? line[++i] : '\0';
      if (next == 'u' && line.substr(i, 5) == "u00a0") {
        text += "\xC2\xA0";
        i += 4;
      } else if (next == '\0') {
        text += line[i];
      } else {
        text += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
      }
    }
    list.push_back(text);
  }
  return list;
}

model::SourceSettings stored(const contract::SourceKind &kind) {
  const std::vector<TestRow> rows{
      {{"row_id", "1"}, {"indicator", "JOB"}, {"territory", "22"}, {"period", "2024"}, {"value", "24.5"}},
      {{"row_id", "2"}, {"indicator", "JOB"}, {"territory", "22"}, {"period", "2025"}, {"value", "25.5"}}};
  return kind.store(fresh_folder(kind.name), usual_columns(), rows);
}

std::string failure(const model::SourceSettings &settings) {
  try {
    static_cast<void>(data::open_source(settings)->read({}, small_catalogue()));
  } catch (const diagnostic::Failure &failed) {
    return format::message(failed.findings().front(), "en");
  }
  return "";
}

const model::NamedQuery echo{"echo", "SELECT :p AS ket_qua", {"p"}, {"ket_qua"}, {}};
const model::NamedQuery find{
    "find", "SELECT value AS ket_qua FROM observations WHERE row_id = :p", {"p"}, {"ket_qua"}, {"ket_qua"}};

} // namespace

BOOST_AUTO_TEST_SUITE(sql_parameters)

BOOST_AUTO_TEST_CASE(two_hundred_injections_are_text_and_nothing_else) {
  const auto payloads = injections();
  BOOST_REQUIRE_EQUAL(payloads.size(), 200U);
  for (const auto &kind : source_kinds()) {
    if (!kind.sql)
      continue;
    const auto settings = stored(kind);
    const auto source = data::open_source(settings);
    for (const auto &payload : payloads) {
      BOOST_TEST_CONTEXT(kind.name << ": " << payload) {
        const auto answer = source->query(echo, {{"p", payload}});
        BOOST_REQUIRE_EQUAL(answer.rows.size(), 1U);
        BOOST_CHECK_EQUAL(answer.rows[0][0].value_or("NULL"), format::nfc(payload));
        BOOST_CHECK_EQUAL(source->query(find, {{"p", payload}}).rows.size(), 0U);
      }
    }
    BOOST_CHECK_EQUAL(source->query(find, {{"p", "2"}}).rows.at(0)[0].value_or("NULL"), "25.5");
    BOOST_CHECK_EQUAL(data::open_source(settings)->test(small_catalogue()).rows, 2U);
  }
}

BOOST_AUTO_TEST_CASE(a_select_with_parameters_stands_for_a_table) {
  for (const auto &kind : source_kinds()) {
    if (!kind.sql)
      continue;
    BOOST_TEST_CONTEXT(kind.name) {
      auto settings = stored(kind);
      settings.table = "chon";
      settings.sql = "SELECT indicator, territory, period AS ky, value, ':not' AS text, row_id -- :comment\n"
                     "FROM observations /* :comment */ WHERE period = :nam AND period <= :last_year";
      settings.columns.period = "ky";
      settings.parameters = {{"nam", "2024"}};
      auto result = data::open_source(settings)->read({}, small_catalogue());
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK_EQUAL(result.dataset.at(0).low->text() + result.dataset.at(0).text, "24.5:not");
      BOOST_CHECK_EQUAL(data::open_source(settings)->test(small_catalogue()).rows, 1U);
      data::Selection selection;
      selection.parameters = {{"nam", "2025"}};
      selection.indicators = {"JOB"};
      result = data::open_source(settings)->read(selection, small_catalogue());
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK_EQUAL(result.dataset.at(0).low->text(), "25.5");
      selection.last_year = 2024;
      BOOST_CHECK_EQUAL(data::open_source(settings)->read(selection, small_catalogue()).dataset.size(), 0U);
      selection.parameters = {{"nam", "2024' OR '1'='1"}};
      BOOST_CHECK_EQUAL(data::open_source(settings)->read(selection, small_catalogue()).dataset.size(), 0U);
    }
  }
}

BOOST_AUTO_TEST_CASE(sql_that_is_no_select_is_refused_before_it_is_sent) {
  for (const auto &kind : source_kinds()) {
    if (!kind.sql)
      continue;
    BOOST_TEST_CONTEXT(kind.name) {
      auto settings = stored(kind);
      for (const auto *const sql : {"DROP TABLE observations", "SELECT 1; DROP TABLE observations", "", "EXPLAIN x",
                                    "/* SELECT */ DELETE FROM observations"}) {
        settings.sql = sql;
        if (!settings.sql.empty())
          BOOST_CHECK_EQUAL(failure(settings), "Source “" + settings.alias +
                                                   "”: “sql” in sources.json must be exactly one SELECT (or WITH), "
                                                   "without a semicolon.");
      }
      settings.sql = "SELECT :no AS indicator";
      BOOST_CHECK_EQUAL(failure(settings), "Source “" + settings.alias +
                                               "”: the SQL uses the parameter :no, which has no value; add it to "
                                               "“parameters” in sources.json.");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_query_whose_answer_cannot_be_used_says_where) {
  for (const auto &kind : source_kinds()) {
    if (!kind.sql)
      continue;
    BOOST_TEST_CONTEXT(kind.name) {
      const auto settings = stored(kind);
      const auto said = [&](const model::NamedQuery &query) -> std::string {
        try {
          static_cast<void>(data::open_source(settings)->query(query, {{"p", "2"}}));
        } catch (const diagnostic::Failure &failed) {
          return failed.findings().front().code.name;
        }
        return "";
      };
      auto query = find;
      query.columns = {"ket qua"};
      BOOST_CHECK_EQUAL(said(query), "data.query-column-missing");
      query = find;
      query.sql = "SELECT indicator AS ket_qua FROM observations WHERE row_id = :p";
      BOOST_CHECK_EQUAL(said(query), "data.query-cell");
      query.numbers.clear();
      BOOST_CHECK_EQUAL(said(query), "");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
