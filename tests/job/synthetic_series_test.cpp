// The made-up monthly series of the shipped workspace: reproducible, marked, and without contradictions.
#include "data/data_source.hpp"
#include "figures/resolver.hpp"
#include "job/figure_job.hpp"
#include "job/preparation.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace solieu;

namespace {

const std::filesystem::path shipped = SOLIEU_BINARY_DIR "/workspace";
const model::Date reform{2025, 7, 1};

struct Series {
  job::WorkspacePtr workspace;
  model::Dataset dataset;

  Series() {
    diagnostic::Diagnostics findings;
    workspace = job::open_workspace(shipped, findings);
    auto read = data::open_source(job::find_source(*workspace, "synthetic"))->read({}, workspace->catalogue);
    BOOST_TEST_REQUIRE(read.findings.empty());
    dataset = std::move(read.dataset);
  }
  [[nodiscard]] const model::Catalogue &catalogue() const { return workspace->catalogue; }
};

const Series &series() {
  static const Series one;
  return one;
}

std::vector<model::Period> months() {
  std::vector<model::Period> list;
  for (auto month = model::Period::month_of(2023, 1); month <= model::Period::month_of(2026, 10); month = month.next())
    list.push_back(month);
  return list;
}

/// Units of the series with monthly rows.
std::vector<model::TerritoryId> units() {
  std::set<model::TerritoryId> list;
  for (const auto &row : series().dataset.all())
    list.insert(row.key.territory);
  return {list.begin(), list.end()};
}

model::FigureQuery query(const char *indicator, model::TerritoryId unit, const model::Period &period) {
  model::FigureQuery asked;
  asked.indicator = series().catalogue().indicator(indicator).value();
  asked.territory = unit;
  asked.period = period;
  asked.clock = model::Clock::admin15;
  return asked;
}

std::string value(const figures::Resolver &resolver, const char *indicator, const char *unit, const char *period) {
  const auto id = series().catalogue().territories.find(unit).value();
  const auto figure = resolver.figure(query(indicator, id, model::Period::parse(period).value()));
  return figure.quantity.present() ? figure.quantity.low->text() : figure.quantity.reason;
}

} // namespace

BOOST_AUTO_TEST_SUITE(synthetic_series)

BOOST_AUTO_TEST_CASE(the_same_rows_on_every_machine) {
  BOOST_TEST(series().dataset.size() == 22586U);
  BOOST_TEST(series().dataset.snapshot_id == "f878b9a8b222ee233bbea6a985aed6dc3755e27d39f1cdd94e84837e717e2ea0");
}

BOOST_AUTO_TEST_CASE(every_row_says_that_it_is_made_up) {
  for (const auto &row : series().dataset.all()) {
    const bool marked = row.synthetic && row.source.str().find("SỐ LIỆU GIẢ LẬP") == 0 &&
                        row.source.str().find("SYNTHETIC DATA") != std::string::npos && row.text.empty();
    if (!marked)
      BOOST_ERROR(row.row_id + " is not marked");
  }
}

BOOST_AUTO_TEST_CASE(old_units_before_the_reform_and_new_ones_from_then_on) {
  for (const auto &row : series().dataset.all()) {
    if (row.key.period.kind() != model::PeriodKind::month)
      continue;
    const auto &unit = series().catalogue().territories.at(row.key.territory);
    if (!unit.valid_on(row.key.period.last_day(model::Clock::admin15)))
      BOOST_ERROR(unit.name + " " + row.key.period.id());
  }
  const auto &list = series().catalogue().territories;
  const auto communes = list.children(list.find("VN-NSO/2025-07-01/22").value(), reform);
  BOOST_TEST(communes.size() == 54U);
  BOOST_TEST(list.children(list.find("VN-NSO/2025-07-01/22").value(), model::Date{2025, 6, 30}).empty());
}

BOOST_AUTO_TEST_CASE(no_error_or_warning_of_the_rules_anywhere) {
  expression::Needs needs;
  diagnostic::Diagnostics findings;
  const auto rules = job::compile_rules(*series().workspace, nullptr, needs, findings);
  std::size_t held = 0;
  for (const auto unit : units()) {
    for (const auto &month : months()) {
      expression::ReportContext context;
      context.period = month;
      context.clock = model::Clock::admin15;
      context.territory = unit;
      context.issue_date = model::Date{2026, 11, 21};
      context.language = "vi";
      const job::Evaluation evaluation(*series().workspace, series().dataset, context, false);
      for (const auto &verdict : evaluation.run(rules)) {
        if (verdict.outcome == check::Verdict::Outcome::fails && verdict.severity != diagnostic::Severity::note)
          BOOST_ERROR(verdict.rule + ", " + series().catalogue().territories.at(unit).name + ", " + month.id() + ": " +
                      verdict.message_en);
        held += verdict.outcome == check::Verdict::Outcome::holds ? 1 : 0;
      }
    }
  }
  // Channels, levels, loan jobs, labour force, employed, funnel: seven in each of 1,062 unit-months.
  BOOST_TEST(held >= 7U * (54U * 16U + 30U * 5U + 16U * 3U));
}

BOOST_AUTO_TEST_CASE(communes_add_up_to_their_province) {
  const auto &territories = series().catalogue().territories;
  const auto province = territories.find("VN-NSO/2025-07-01/22").value();
  const figures::Resolver whole(series().catalogue(), series().dataset);
  model::Dataset without;
  for (const auto &row : series().dataset.all())
    if (row.key.territory != province)
      without.add(row);
  without.seal();
  const figures::Resolver parts(series().catalogue(), without);
  for (const char *indicator : {"JOB_ADDED", "SES_N", "CONS_N", "REF_N", "PLACED_N", "VET_ENR", "LF_TOTAL", "UNEMP_N",
                                "EMP_TOTAL", "LOAN_JOBS"})
    for (const auto &month : months()) {
      if (month.last_day(model::Clock::admin15) < reform)
        continue;
      const auto stated = whole.figure(query(indicator, province, month));
      const auto summed = parts.figure(query(indicator, province, month));
      BOOST_TEST_REQUIRE(summed.quantity.present());
      BOOST_TEST(summed.quantity.low->text() == stated.quantity.low->text());
      BOOST_TEST(summed.synthetic);
    }
}

BOOST_AUTO_TEST_CASE(a_merged_province_is_compared_with_its_predecessors) {
  const figures::Resolver resolver(series().catalogue(), series().dataset);
  auto asked = query("JOB_ADDED", series().catalogue().territories.find("VN-NSO/2025-07-01/15").value(),
                     model::Period::parse("2026-03").value());
  asked.measure = model::FigureMeasure::change;
  const auto change = resolver.figure(asked);
  BOOST_TEST_REQUIRE(change.quantity.present());
  BOOST_TEST(change.rebased);
  const auto before = [&](const char *unit) { return std::stol(value(resolver, "JOB_ADDED", unit, "2025-03")); };
  BOOST_TEST(std::stol(value(resolver, "JOB_ADDED", "VN-NSO/2025-07-01/15", "2025-03")) ==
             before("VN-NSO/2025-01-01/10") + before("VN-NSO/2025-01-01/15"));
  BOOST_TEST(value(resolver, "JOB_ADDED", "VN-NSO/2025-01-01/15", "2025-08") == "figures.unit-ended");
  BOOST_TEST(value(resolver, "JOB_ADDED", "VN-NSO/2025-07-01/06652", "2025-03") == "figures.unit-not-yet");
}

BOOST_AUTO_TEST_CASE(a_restated_figure_has_its_footnote_and_the_figure_as_reported_then_has_none) {
  const auto text = [](const std::string &expression, const std::string &language) {
    job::FigureJob asked;
    asked.expression = expression;
    asked.period = "2026-03";
    asked.territory = "VN-NSO/2025-07-01/15";
    asked.source = "synthetic";
    asked.workspace = SOLIEU_BINARY_DIR "/workspace";
    asked.issue_date = {2026, 4, 1};
    asked.language = language;
    return job::run(asked).text;
  };
  BOOST_TEST(text("JOB_ADDED.last_year", "vi") == "2.417");
  BOOST_TEST(text("JOB_ADDED.last_year | rebased_note", "vi") ==
             "Số liệu tháng 3 năm 2025 được quy đổi theo địa giới hiện nay của tỉnh Lào Cai: tổng số của tỉnh Lào Cai, "
             "tỉnh Yên Bái trước khi sắp xếp.");
  BOOST_TEST(
      text("JOB_ADDED.last_year | rebased_note", "en") ==
      "The figure of March 2025 is restated to the boundaries of Lào Cai as they are now: the sum of Lào Cai, Yên "
      "Bái before the merger.");
  BOOST_TEST(text("JOB_ADDED | rebased_note", "vi") == "");
  const std::string then = "JOB_ADDED.last_year.at(territory=\"VN-NSO/2025-01-01/10\")";
  BOOST_TEST(text(then, "vi") == "1.098");
  BOOST_TEST(text(then + " | rebased_note", "vi") == "");
}

BOOST_AUTO_TEST_SUITE_END()
