#include "contract/source_kinds.hpp"
#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace solieu;
using contract::fresh_folder;
using contract::small_catalogue;
using contract::source_kinds;
using contract::TestRow;
using contract::usual_columns;

namespace {

TestRow row(std::string value, TestRow more = {}) {
  TestRow made{{"indicator", "JOB"}, {"territory", "VN-NSO/2025-01-01/22"}, {"period", "2025-Q1"}};
  if (!value.empty())
    made.emplace_back("value", std::move(value));
  for (auto &entry : more) {
    std::erase_if(made, [&](const auto &other) { return other.first == entry.first; });
    made.push_back(std::move(entry));
  }
  return made;
}

data::ReadResult read(const contract::SourceKind &kind, const std::vector<TestRow> &rows,
                      const data::Selection &selection = {}) {
  const auto settings = kind.store(fresh_folder(kind.name), usual_columns(), rows);
  return data::open_source(settings)->read(selection, small_catalogue());
}

/// One observation as text: low, high, unit, bound, status, source's words.
std::string shown(const model::Observation &o) {
  return (o.low ? o.low->text() : "NULL") + (o.high ? ".." + o.high->text() : "") + " " + o.unit.text + " " +
         std::string(model::name_of(o.bound)) + " " + std::string(model::name_of(o.status)) + " " + o.text;
}

std::vector<std::string> values(const data::ReadResult &result) {
  std::vector<std::string> list;
  for (const auto &observation : result.dataset.all())
    list.push_back(observation.low ? observation.low->text() : "NULL");
  std::ranges::sort(list);
  return list;
}

std::string first_finding(const data::ReadResult &result) {
  return result.findings.empty() ? "" : format::message(result.findings.front(), "en");
}

std::string failure_of(const model::SourceSettings &settings) {
  try {
    static_cast<void>(data::open_source(settings)->read({}, small_catalogue()));
  } catch (const diagnostic::Failure &failure) {
    return failure.findings().front().code.name;
  }
  return "";
}

void check_all(const std::vector<std::string> &found, const std::vector<std::string> &expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

} // namespace

BOOST_AUTO_TEST_SUITE(data_source)

BOOST_AUTO_TEST_CASE(numbers_arrive_to_the_digit) {
  const std::vector<std::string> written{
      "0.1", "1234567890123456.78", "-0", "1000000000000000", "1e15", "-7.50", "0.3000000000000000000000000000000004"};
  std::vector<std::string> expected{"0.1",
                                    "1234567890123456.78",
                                    "0",
                                    "1000000000000000",
                                    "1000000000000000",
                                    "-7.5",
                                    "0.3000000000000000000000000000000004"};
  std::ranges::sort(expected);
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      std::vector<TestRow> rows;
      for (std::size_t i = 0; i < written.size(); ++i)
        rows.push_back(row(written[i], {{"row_id", std::to_string(i)}}));
      const auto result = read(kind, rows);
      check_all(values(result), expected);
      BOOST_CHECK_EQUAL(first_finding(result), "");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_part_of_an_observation_arrives) {
  const auto full = row("9000", {{"row_id", "A16"},
                                 {"clock", "unstated"},
                                 {"slice", " channel = COAL "},
                                 {"kind", "target"},
                                 {"measure", "value"},
                                 {"value_high", "10000"},
                                 {"bound", "about"},
                                 {"wording", "khoang"},
                                 {"unit", "người"},
                                 {"status", "estimated"},
                                 {"as_of", "2025-03-14"},
                                 {"source", "Báo"},
                                 {"text", "khoảng 9.000-10.000, \"người\""},
                                 {"synthetic", "yes"}});
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      const auto result = read(kind, {full});
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      const auto &o = result.dataset.at(0);
      BOOST_CHECK_EQUAL(shown(o), "9000..10000 người about estimated khoảng 9.000-10.000, \"người\"");
      BOOST_CHECK(o.key.kind == model::Kind::target && o.key.clock == model::Clock::unstated);
      BOOST_REQUIRE_EQUAL(o.key.slice.size(), 1U);
      BOOST_CHECK_EQUAL(o.key.slice[0].member, "COAL");
      BOOST_CHECK_EQUAL(o.wording + "|" + o.source.str() + "|" + o.row_id + "|" + o.as_of->iso(),
                        "khoang|Báo|A16|2025-03-14");
      BOOST_CHECK(o.synthetic);
    }
  }
}

BOOST_AUTO_TEST_CASE(null_is_missing_and_never_zero) {
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      const auto result = read(kind, {row("", {{"text", "hàng chục nghìn lao động"}})});
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK_EQUAL(shown(result.dataset.at(0)), "NULL người exact missing hàng chục nghìn lao động");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_total_is_the_undivided_figure) {
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      const auto result = read(kind, {row("7650", {{"slice", "channel=TOTAL"}})});
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK(result.dataset.at(0).key.slice.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(kinds_and_orders_of_rows_give_the_same_snapshot) {
  std::vector<TestRow> rows{row("1", {{"slice", "channel=COAL"}}), row("2", {{"slice", "channel=OTHER"}}), row("3")};
  const auto expected = read(source_kinds().front(), rows).dataset.snapshot_id;
  BOOST_CHECK_EQUAL(expected.size(), 64U);
  std::ranges::reverse(rows);
  for (const auto &kind : source_kinds())
    BOOST_CHECK_EQUAL(read(kind, rows).dataset.snapshot_id, expected);
  rows.back() = row("1.5");
  BOOST_CHECK_NE(read(source_kinds().front(), rows).dataset.snapshot_id, expected);
}

BOOST_AUTO_TEST_CASE(a_selection_finds_rows_that_say_names) {
  const std::vector<TestRow> rows{row("1", {{"indicator", "Việc làm mới"}, {"territory", "Quảng Ninh"}}),
                                  row("2", {{"indicator", "New jobs"}}), row("3", {{"territory", "Yên Bái"}})};
  data::Selection selection;
  selection.indicators = {"JOB"};
  selection.territories = {*small_catalogue().territories.find("VN-NSO/2025-07-01/22")};
  for (const auto &kind : source_kinds())
    BOOST_TEST_CONTEXT(kind.name) { check_all(values(read(kind, rows, selection)), {"1", "2"}); }
}

BOOST_AUTO_TEST_CASE(a_selection_reads_only_what_it_names) {
  const std::vector<TestRow> rows{row("1"),
                                  row("2", {{"indicator", "RATE"}}),
                                  row("3", {{"territory", "VN-NSO/2025-01-01/15"}}),
                                  row("4", {{"period", "2020/2024"}}),
                                  row("5", {{"period", "2019-12"}}),
                                  row("6", {{"territory", "22"}})};
  data::Selection selection;
  selection.indicators = {"JOB"};
  selection.territories = {*small_catalogue().territories.find("VN-NSO/2025-07-01/22")};
  selection.first_year = 2024;
  selection.last_year = 2025;
  for (const auto &kind : source_kinds())
    BOOST_TEST_CONTEXT(kind.name)
  check_all(values(read(kind, rows, selection)), {"1", "4", "6"});
}

BOOST_AUTO_TEST_CASE(a_range_is_selected_by_the_year_it_is_named_after) {
  const std::vector<TestRow> rows{row("1", {{"period", "2024-12-15/P1Y"}}), row("2", {{"period", "2024-12-15/P1M"}}),
                                  row("3", {{"period", "2023-12-15/P1Y"}}), row("4", {{"period", "2025-12-15/P1M"}})};
  data::Selection selection;
  selection.first_year = 2025;
  selection.last_year = 2025;
  for (const auto &kind : source_kinds())
    BOOST_TEST_CONTEXT(kind.name)
  check_all(values(read(kind, rows, selection)), {"1", "2"});
}

BOOST_AUTO_TEST_CASE(a_wrong_row_is_left_out_and_named) {
  const std::vector<std::pair<TestRow, std::string>> cases{
      {row("1", {{"indicator", "JOBS"}}), "data.indicator-unknown"},
      {row("1", {{"indicator", ""}}), "data.value-missing"},
      {row("1", {{"territory", "VN-NSO/2025-01-01/99"}}), "data.territory-unknown"},
      {row("1", {{"territory", "15"}}), "data.territory-ambiguous"},
      {row("1", {{"period", "2025-13"}}), "data.period-invalid"},
      {row("1", {{"kind", "ACTUAL?"}}), "data.name-unknown"},
      {row("1", {{"slice", "sex=F"}}), "data.breakdown-unknown"},
      {row("1", {{"slice", "channel=COLA"}}), "data.member-unknown"},
      {row("1", {{"slice", "channel=COAL;channel=OTHER"}}), "data.breakdown-twice"},
      {row("7.650,5"), "data.number-unreadable"},
      {row("=1+41"), "data.number-unreadable"},
      {row("12345678901234567890123456789012345678901234567890"), "data.number-unreadable"},
      {row("2", {{"value_high", "1"}}), "data.range-backwards"},
      {row("", {{"value_high", "1"}}), "data.range-open"},
      {row("1", {{"status", "missing"}}), "data.status-with-number"},
      {row("1", {{"unit", "tỷ đồng"}}), "data.unit-mismatch"},
      {row("1", {{"measure", "share"}, {"unit", "người"}}), "data.unit-mismatch"},
      {row("1", {{"as_of", "14/3/2025"}}), "data.date-invalid"},
      {row("1", {{"text", "\xC3\x28"}}), "data.not-utf8"},
      {row("1", {{"text", "a\x01z"}}), "data.control-character"},
  };
  for (const auto &kind : source_kinds()) {
    for (const auto &[wrong, code] : cases) {
      if (kind.only_text && (code == "data.not-utf8" || code == "data.control-character"))
        continue;
      BOOST_TEST_CONTEXT(kind.name << " " << code) {
        if (kind.only_text && code == "data.not-utf8")
          continue;
        const auto result = read(kind, {wrong, row("42", {{"text", "đã ghi"}})});
        check_all(values(result), {"42"});
        BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
        BOOST_CHECK_EQUAL(result.findings[0].code.name, code);
        BOOST_CHECK_EQUAL(result.findings[0].location.place.row, kind.first_row);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_declared_locale_and_words_are_read_alike) {
  const std::vector<TestRow> rows{row("1.234,5", {{"row_id", "1"}}), row("trên 7.650", {{"row_id", "2"}}),
                                  row("9.000 - 10.000", {{"row_id", "3"}, {"period", "quý II/2025"}}),
                                  row("…", {{"row_id", "4"}}), row("23,5 nghìn", {{"as_of", "14/3/2025"}})};
  std::string expected;
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      auto settings = kind.store(fresh_folder(kind.name), usual_columns(), rows);
      settings.writing = model::Writing::vietnamese;
      const auto result = data::open_source(settings)->read({}, small_catalogue());
      std::vector<std::string> found;
      for (const auto &observation : result.dataset.all())
        found.push_back(shown(observation));
      std::ranges::sort(found);
      check_all(found, {"1234.5 người exact normal ", "23.5 nghìn người exact normal 23,5 nghìn",
                        "7650 người more_than normal trên 7.650", "9000..10000 người exact normal 9.000 - 10.000",
                        "NULL người exact missing "});
      expected = expected.empty() ? result.dataset.snapshot_id : expected;
      BOOST_CHECK_EQUAL(result.dataset.snapshot_id, expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_finding_says_what_to_do) {
  const auto wrong = row("1", {{"territory", "15"}});
  BOOST_CHECK_EQUAL(first_finding(read(source_kinds().front(), {wrong})),
                    "Table “observations”, row 1 is left out: the code “15” (column “territory”) changed its meaning; "
                    "write the full key, one of: VN-NSO/2025-01-01/15 Yên Bái, VN-NSO/2025-07-01/15 Lào Cai.");
}

BOOST_AUTO_TEST_CASE(a_source_of_another_shape_is_refused) {
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      auto settings = kind.store(fresh_folder(kind.name), {"indicator", "territory", "amount"}, {{{"amount", "1"}}});
      BOOST_CHECK_EQUAL(failure_of(settings), "data.column-missing");
      settings = kind.store(fresh_folder(kind.name), usual_columns(), {});
      BOOST_CHECK_EQUAL(failure_of(settings), "data.table-empty");
      settings = kind.store(fresh_folder(kind.name), usual_columns(), {row("1")});
      settings.columns.wording = "lời văn";
      BOOST_CHECK_EQUAL(failure_of(settings), "data.column-missing");
      settings.columns = {};
      kind.lose(settings);
      BOOST_CHECK_EQUAL(failure_of(settings), kind.lost);
    }
  }
}

BOOST_AUTO_TEST_CASE(columns_may_have_other_names_and_be_fewer) {
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      const std::string indicator = "chỉ tiêu", territory = "tỉnh", period = "kỳ", value = "giá \"trị\"";
      auto settings = kind.store(fresh_folder(kind.name), {indicator, territory, period, value},
                                 {{{indicator, "JOB"}, {territory, "22"}, {period, "2025"}, {value, "5"}}});
      settings.columns.indicator = indicator;
      settings.columns.territory = territory;
      settings.columns.period = period;
      settings.columns.low = value;
      check_all(values(data::open_source(settings)->read({}, small_catalogue())), {"5"});
      BOOST_CHECK_EQUAL(data::open_source(settings)->test(small_catalogue()).rows, 1U);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_snapshot_reads_back_as_it_was) {
  for (const auto &kind : source_kinds()) {
    BOOST_TEST_CONTEXT(kind.name) {
      auto first = read(kind, {row("1234567890123456.78", {{"slice", "channel=COAL"}}),
                               row("9", {{"value_high", "10"}}), row("", {{"text", "không có số"}})});
      first.dataset.read_at = "2025-03-20T01:02:03Z";
      const auto path = fresh_folder("snapshot") / "kept.sqlite";
      data::write_snapshot(first.dataset, small_catalogue(), path);
      model::SourceSettings settings;
      settings.kind = "sqlite";
      settings.path = path.string();
      const auto again = data::open_source(settings)->read({}, small_catalogue());
      BOOST_CHECK_EQUAL(again.dataset.snapshot_id, first.dataset.snapshot_id);
      BOOST_CHECK_EQUAL(again.dataset.read_at, "2025-03-20T01:02:03Z");
      BOOST_CHECK_EQUAL(again.dataset.size(), 3U);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
