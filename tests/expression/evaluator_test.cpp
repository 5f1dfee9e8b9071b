#include "fixture.hpp"

#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace solieu::expression;
namespace model = solieu::model;
using testing::Fixture;

struct Filled : Fixture {
  Filled() {
    figures.set("JOB_ADDED 22 2025-Q1", 7650);
    figures.set("JOB_ADDED 22 2024-Q1", 7000);
    figures.set("JOB_ADDED 22 2025 kind=plan", 30000);
    figures.set("JOB_ADDED 22 2025-Q1 plan_pct", 25, "%");
    figures.set("JOB_ADDED 22 2025-Q1 channel=COAL", 1200);
    figures.set("JOB_ADDED 22 2025-Q1 channel=SC", 3400);
    figures.set("JOB_ADDED 22 2025-Q1 channel=VBSP_LOAN", 900);
    figures.set("LF_TOTAL 22 2025-Q1", 15300);
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(evaluator, Filled)

BOOST_AUTO_TEST_CASE(figures_ask_for_their_coordinates) {
  BOOST_TEST(asks("JOB_ADDED") == "JOB_ADDED 22 2025-Q1");
  BOOST_TEST(asks("JOB_ADDED.ytd") == "JOB_ADDED 22 2025-Q1 ytd");
  BOOST_TEST(asks("JOB_ADDED.year.plan") == "JOB_ADDED 22 2025 kind=plan");
  BOOST_TEST(asks("JOB_ADDED.next.target") == "JOB_ADDED 22 2025-Q2 kind=target");
  BOOST_TEST(asks("JOB_ADDED.previous.actual") == "JOB_ADDED 22 2024-Q4 kind=actual");
  BOOST_TEST(asks("JOB_ADDED.last_year.final") == "JOB_ADDED 22 2024-Q1 kind=final");
  BOOST_TEST(asks("JOB_ADDED.next.next.estimate") == "JOB_ADDED 22 2025-Q3 kind=estimate");
  BOOST_TEST(asks("JOB_ADDED.at(period=\"2024\")") == "JOB_ADDED 22 2024");
  BOOST_TEST(asks("JOB_ADDED.at(territory=\"VN-NSO/2025-01-01/06002\", period=report.next_period)") ==
             "JOB_ADDED 06002 2025-Q2");
  BOOST_TEST(asks("JOB_ADDED[sex=F, channel=COAL]") == "JOB_ADDED 22 2025-Q1 channel=COAL sex=F");
  BOOST_TEST(asks("JOB_ADDED.ytd.plan_pct") == "JOB_ADDED 22 2025-Q1 ytd plan_pct");
  BOOST_TEST(asks("JOB_ADDED.stated_plan_pct.bound") == "JOB_ADDED 22 2025-Q1 stated_plan_pct");
  BOOST_TEST(asks("JOB_ADDED.change_pct(\"previous\")") == "JOB_ADDED 22 2025-Q1 change_pct(previous)");
  BOOST_TEST(asks("JOB_ADDED[channel=SC].share") == "JOB_ADDED 22 2025-Q1 channel=SC share");
  for (const std::string measure : {"plan_over", "change", "change_pp", "index"}) {
    BOOST_TEST(asks("JOB_ADDED." + measure) == "JOB_ADDED 22 2025-Q1 " + measure);
  }
}

BOOST_AUTO_TEST_CASE(parts_of_a_figure) {
  model::Quantity range = model::Quantity::of(model::Decimal(9000), model::Unit::of("người"));
  range.high = model::Decimal(10000);
  range.bound = model::Bound::about;
  figures.values["JOB_ADDED 22 2025-Q2 kind=target"] = range;
  BOOST_TEST(text("JOB_ADDED.next.target") == "9000..10000 người");
  BOOST_TEST(text("JOB_ADDED.next.target.low") == "9000 người");
  BOOST_TEST(text("JOB_ADDED.next.target.high") == "10000 người");
  BOOST_TEST(text("JOB_ADDED.next.target.bound") == std::string(model::name_of(model::Bound::about)));
  BOOST_TEST(text("JOB_ADDED.unit") == "người");
  BOOST_TEST(text("JOB_ADDED.plan_pct.unit") == "%");
  BOOST_TEST(text("JOB_ADDED.as_of") == "2025-03-14");
  BOOST_TEST(text("JOB_ADDED.source") == "BC 12");
  BOOST_TEST(text("JOB_ADDED.kind") == "actual");
}

BOOST_AUTO_TEST_CASE(values_of_the_report) {
  BOOST_TEST(text("report.period") == "kỳ 2025-Q1");
  BOOST_TEST(text("report.next_period") == "kỳ 2025-Q2");
  BOOST_TEST(text("report.previous_period") == "kỳ 2024-Q4");
  BOOST_TEST(text("report.period.year") == "2025");
  BOOST_TEST(text("report.territory.name") == "Quảng Ninh");
  BOOST_TEST(text("report.territory.code") == "VN-NSO/2025-01-01/22");
  BOOST_TEST(text("report.territory.type") == "tỉnh");
  BOOST_TEST(text("report.issue_date") == "2025-04-02");
  BOOST_TEST(text("report.number otherwise \"…\"") == "…");
  BOOST_TEST(text("org.name") == "Sở Nội vụ");
  BOOST_TEST(text("signer.post") == "Giám đốc");
  BOOST_TEST(text("recipients | join(\"; \")") == "UBND tỉnh; Lưu: VT");
  BOOST_TEST(text("param.DON_VI") == "phòng Việc làm");
  BOOST_TEST(text("param.KHAC") == "nothing");
}

BOOST_AUTO_TEST_CASE(arithmetic_is_exact_and_missing_stays_missing) {
  BOOST_TEST(text("JOB_ADDED - JOB_ADDED.last_year") == "650 người");
  BOOST_TEST(text("-JOB_ADDED + 50") == "-7600 người");
  BOOST_TEST(text("JOB_ADDED / LF_TOTAL") == "0.5 lần");
  BOOST_TEST(text("0.1 + 0.2") == "0.3");
  BOOST_TEST(text("2 + 3 * 4 - (5 - 1) / 2") == "12");
  BOOST_TEST(text("JOB_ADDED + VET_ENR.last_year").starts_with("missing: "));
  BOOST_TEST(text("JOB_ADDED[sex=F] + 1") == "missing: figures.not-reported");
  BOOST_TEST(text("JOB_ADDED[sex=F] otherwise JOB_ADDED") == "7650 người");
  BOOST_TEST(text("JOB_ADDED otherwise 1") == "7650 người");
}

BOOST_AUTO_TEST_CASE(conditions_are_three_valued_and_noted_once) {
  BOOST_TEST(text("JOB_ADDED > 7000 and JOB_ADDED.plan_pct < 100") == "true");
  BOOST_TEST(text("\"đạt\" if JOB_ADDED >= 7650 else \"chưa\"") == "đạt");
  BOOST_TEST(environment.notes.empty());
  BOOST_TEST(text("\"a\" if JOB_ADDED[sex=F] > 1 else \"b\"") == "b");
  BOOST_TEST(text("\"a\" if not (JOB_ADDED[sex=F] > 1) else \"b\"") == "b");
  BOOST_TEST(text("JOB_ADDED[sex=F] > 1 or true") == "true");
  BOOST_TEST(text("JOB_ADDED[sex=F] > 1 and false") == "false");
  BOOST_TEST(text("JOB_ADDED[sex=F] > 1 or false") == "nothing");
  BOOST_TEST_REQUIRE(environment.notes.size() == 1U);
  BOOST_TEST(described(environment.notes) == "expression.comparison-unknown «» condition=JOB_ADDED name=JOB_ADDED");
  BOOST_TEST((environment.notes[0].severity == solieu::diagnostic::Severity::note));
}

BOOST_AUTO_TEST_CASE(tests_and_membership) {
  BOOST_TEST(text("JOB_ADDED is missing") == "false");
  BOOST_TEST(text("JOB_ADDED[sex=F] is missing") == "true");
  BOOST_TEST(text("JOB_ADDED[sex=F] is not missing") == "false");
  figures.values["JOB_ADDED 22 2025-Q1 sex=M"] =
      model::Quantity::absent(model::Absence::suppressed, "figures.suppressed");
  BOOST_TEST(text("JOB_ADDED[sex=M] is missing") == "false");
  figures.estimates.insert("JOB_ADDED 22 2025-Q1");
  BOOST_TEST(text("JOB_ADDED is estimate") == "true");
  BOOST_TEST(text("JOB_ADDED.last_year is estimate") == "false");
  BOOST_TEST(text("JOB_ADDED.last_year is rebased") == "true");
  environment.variables.push("c", value("members(channel)"));
  BOOST_TEST(text("\"SC\" in [COAL, SC]") == "true");
  BOOST_TEST(text("\"SC\" in c") == "true");
  BOOST_TEST(text("\"X\" not in c") == "true");
  BOOST_TEST(text("report.period == \"2025-Q1\" and report.period < report.next_period") == "true");
  BOOST_TEST(text("report.issue_date != report.issue_date") == "false");
}

BOOST_AUTO_TEST_CASE(rows_of_a_breakdown) {
  const List rows = items(value("JOB_ADDED.by(channel)"));
  BOOST_TEST_REQUIRE(rows.size() == 3U);
  environment.variables.push("row", rows[0]);
  BOOST_TEST(text("row.code") == "COAL");
  BOOST_TEST(text("row.name") == "ngành than");
  BOOST_TEST(text("row.short_name") == "than");
  BOOST_TEST(text("row.index") == "1");
  BOOST_TEST(text("row.value") == "1200 người");
  BOOST_TEST(std::holds_alternative<std::shared_ptr<const model::Figure>>(value("row.value").data));
  BOOST_TEST(asks("JOB_ADDED[channel=row].share") == "JOB_ADDED 22 2025-Q1 channel=COAL share");
  BOOST_TEST(asks("JOB_ADDED[channel=row.code].ytd") == "JOB_ADDED 22 2025-Q1 ytd channel=COAL");
  BOOST_TEST(asks("row.figure.last_year") == "JOB_ADDED 22 2024-Q1 channel=COAL");
  BOOST_TEST(text("row.figure.unit") == "người");
  BOOST_TEST(text("row.code == COAL") == "true");
}

BOOST_AUTO_TEST_CASE(other_lists) {
  BOOST_TEST(asks("JOB_ADDED.by(\"children\")") == "JOB_ADDED 06001 2025-Q1; JOB_ADDED 06002 2025-Q1");
  BOOST_TEST(asks("JOB_ADDED.ytd.by(\"periods\", last=3)") ==
             "JOB_ADDED 22 2024-Q3 ytd; JOB_ADDED 22 2024-Q4 ytd; JOB_ADDED 22 2025-Q1 ytd");
  BOOST_TEST(text("members(channel) | join(\", \", \"code\")") == "COAL, SC, VBSP_LOAN");
  BOOST_TEST(text("children(report.territory) | join(\", \")") == "Xã 06001, Xã 06002");
  BOOST_TEST(text("periods(\"2024-Q3\", \"2025-Q2\") | join(\" \", \"code\")") == "2024-Q3 2024-Q4 2025-Q1 2025-Q2");
  environment.variables.push("t", items(value("children(report.territory)"))[1]);
  BOOST_TEST(asks("JOB_ADDED.at(territory=t)") == "JOB_ADDED 06002 2025-Q1");
  environment.variables.push("q", items(value("query(\"places\", code=org.name)"))[0]);
  BOOST_TEST(text("q.place") == "Sở Nội vụ");
  BOOST_TEST(items(Value{}).empty());
}

BOOST_AUTO_TEST_CASE(filters_on_lists) {
  const std::string by = "JOB_ADDED.by(channel) | ";
  BOOST_TEST(text(by + "sort(\"value\", \"desc\") | top(2) | join(\"; \", \"code\")") == "SC; COAL");
  BOOST_TEST(text(by + "sort(\"code\", \"desc\") | join(\"; \", \"code\")") == "VBSP_LOAN; SC; COAL");
  BOOST_TEST(text(by + "sum(\"value\")") == "5500 người");
  BOOST_TEST(text(by + "count") == "3");
  BOOST_TEST(text(by + "max(\"value\")") == "3400 người");
  BOOST_TEST(text(by + "min") == "900 người");
  BOOST_TEST(text("[1, 2, 6] | avg") == "3");
  BOOST_TEST(text("[] | sum") == "0");
  BOOST_TEST(text("[] | default(\"không có\")") == "không có");
  BOOST_TEST(text("JOB_ADDED.by(sex) | sum(\"value\")") == "missing: figures.not-reported");
  BOOST_TEST(text("JOB_ADDED.by(sex) | max(\"value\")") == "missing: figures.not-reported");
  BOOST_TEST(text("[2, 1, 2] | group(\"\") | join(\",\", \"count\")") == "2,1");
  figures.values.erase("JOB_ADDED 22 2025-Q1 channel=SC");
  BOOST_TEST(text(by + "sort(\"value\") | join(\"; \", \"code\")") == "VBSP_LOAN; COAL; SC");
  BOOST_TEST(text(by + "sort(\"value\", \"desc\") | join(\"; \", \"code\")") == "COAL; VBSP_LOAN; SC");
}

BOOST_AUTO_TEST_CASE(filters_fill_the_presentation) {
  BOOST_TEST((presentation("JOB_ADDED | phrase | with_unit") == presentation("JOB_ADDED | with_unit | phrase")));
  const Presentation quotient = presentation("JOB_ADDED / LF_TOTAL | percent(1)");
  BOOST_TEST((quotient.percent && quotient.decimals == 1));
  BOOST_TEST(text("JOB_ADDED / LF_TOTAL | percent(1)") == "0.5 lần");
  const Presentation scaled = presentation("BUD_VET | scale(\"tỷ đồng\", 2) | signed | compact | padded | words");
  BOOST_TEST((scaled.scale_unit == "tỷ đồng" && scaled.decimals == 2 && scaled.signed_ && scaled.compact));
  BOOST_TEST((scaled.padded && scaled.words));
  BOOST_TEST(presentation("report.issue_date | date(\"long\")").date_style == "long");
  BOOST_TEST(presentation("report.period | period(\"title\")").period_style == "title");
  BOOST_TEST(presentation("JOB_ADDED | default(\"-\")").fallback.value() == "-");
  BOOST_TEST((presentation("org.name | upper").cases == std::vector{Presentation::Case::upper}));
  BOOST_TEST((presentation("org.name | lower").cases == std::vector{Presentation::Case::lower}));
  BOOST_TEST((presentation("org.name | sentence").cases == std::vector{Presentation::Case::sentence}));
  BOOST_TEST(presentation("org.name | merge").merge);
  BOOST_TEST(presentation("org.name | image(\"4cm\")").image_width.value() == "4cm");
  BOOST_TEST((value("JOB_ADDED").presentation == nullptr));
}

BOOST_AUTO_TEST_CASE(sentences_fetch_what_they_need) {
  BOOST_TEST(asks("JOB_ADDED | trend") == "JOB_ADDED 22 2025-Q1; JOB_ADDED 22 2024-Q1");
  BOOST_TEST(asks("JOB_ADDED.ytd | trend(\"previous\")") == "JOB_ADDED 22 2025-Q1 ytd; JOB_ADDED 22 2024-Q4 ytd");
  BOOST_TEST(asks("JOB_ADDED | plan_trend | sentence") == "JOB_ADDED 22 2025-Q1; JOB_ADDED 22 2025-Q1 plan_pct");
  const Value trend = value("JOB_ADDED | trend | sentence");
  BOOST_TEST_REQUIRE(trend.beside->size() == 1U);
  BOOST_TEST(trend.beside->front().quantity.low->text() == "7000");
  BOOST_TEST((trend.presentation->sentence == Presentation::Sentence::trend));
  BOOST_TEST((value("JOB_ADDED | plan_trend").presentation->sentence == Presentation::Sentence::plan_trend));
}

BOOST_AUTO_TEST_CASE(a_variable_without_value_makes_the_figure_missing) {
  BOOST_TEST(text("JOB_ADDED[channel=nobody]") == "missing: expression.coordinate-missing");
  BOOST_TEST(text("JOB_ADDED.at(period=nobody)") == "missing: expression.coordinate-missing");
}

BOOST_AUTO_TEST_CASE(variables_end_with_their_block) {
  const std::size_t mark = environment.variables.mark();
  environment.variables.push("x", value("1"));
  environment.variables.push("x", value("2"));
  BOOST_TEST(text("x") == "2");
  environment.variables.release(mark + 1);
  BOOST_TEST(text("x") == "1");
  environment.variables.release(mark);
  BOOST_TEST(text("x") == "nothing");
}

BOOST_AUTO_TEST_CASE(fuel_ends_the_evaluation) {
  environment.steps_left = 5;
  BOOST_CHECK_EXCEPTION(text("1 + 2 + 3 + 4 + 5 + 6"), solieu::diagnostic::Failure, [](const auto &failure) {
    return failure.findings().front().code.name == "expression.too-many-steps";
  });
}

BOOST_AUTO_TEST_CASE(what_shows_only_with_the_value_is_an_error_of_the_marker) {
  environment.variables.push("x", value("JOB_ADDED"));
  const auto told = [this](std::string_view text) {
    diagnostics_of(text);
    const std::string result = described(environment.notes);
    environment.notes.clear();
    return result;
  };
  BOOST_TEST(told("1 if x else 2") == "expression.number-no-condition «x» name=x");
  BOOST_TEST(told("\"a\" in x") == "expression.in-needs-list «x»");
  BOOST_TEST(told("x | count") == "expression.filter-needs-list «x» filter=count");
  BOOST_TEST(told("x == \"a\"") == "expression.types-differ «x == \"a\"» operator===");
  BOOST_TEST(told("\"hôm qua\" | date") == "expression.text-no-date «\"hôm qua\"» text=hôm qua");
  BOOST_TEST(told("\"quý một\" | period") == "expression.text-no-period «\"quý một\"» text=quý một");
  BOOST_TEST(told("\"a\" if VET_ENR[sex=F] > 1 else \"b\"") ==
             "expression.comparison-unknown «VET_ENR[sex=F] > 1» condition=VET_ENR[sex=F] > 1 name=VET_ENR[sex=F]");
}

BOOST_AUTO_TEST_CASE(a_text_reads_as_a_date_or_a_period) {
  BOOST_TEST(text("\"2025-03-14\" | date") == "2025-03-14");
  BOOST_TEST(text("\"2025-03-14 08:30:00\" | date(\"long\")") == "2025-03-14");
  BOOST_TEST(text("\"2025-Q1\" | period") == "kỳ 2025-Q1");
  BOOST_TEST(text("\"\" | date") == "nothing");
  BOOST_TEST(text("report.issue_date > \"2025-04-01\"") == "true");
  BOOST_TEST(text("report.issue_date == \"2025-04-02 10:00:00\"") == "true");
  BOOST_TEST(environment.notes.empty());
}

BOOST_AUTO_TEST_CASE(letters_change_in_the_order_of_the_filters) {
  using Case = Presentation::Case;
  BOOST_TEST((presentation("org.name | lower | sentence").cases == std::vector{Case::lower, Case::sentence}));
}

BOOST_AUTO_TEST_CASE(digits_of_results) {
  const auto digits = [this](std::string_view text) {
    const auto decimals = value(text).decimals;
    return decimals ? std::to_string(*decimals) : std::string("own");
  };
  figures.set("TRAINED_RATE 22 2025-Q1", 231, "%");
  figures.set("BUD_VET 22 2025-Q1", 94400, "triệu đồng");
  BOOST_TEST(digits("TRAINED_RATE - TRAINED_RATE") == "2");
  BOOST_TEST(digits("TRAINED_RATE * 1") == "2");
  BOOST_TEST(digits("TRAINED_RATE / 3 + 0.125") == "2");
  BOOST_TEST(digits("JOB_ADDED * 0.5") == "0");
  BOOST_TEST(digits("JOB_ADDED * TRAINED_RATE") == "0");
  BOOST_TEST(digits("-BUD_VET") == "1");
  BOOST_TEST(digits("BUD_VET / JOB_ADDED") == "1");
  BOOST_TEST(digits("JOB_ADDED / LF_TOTAL") == "own");
  BOOST_TEST(digits("1 + 0.5") == "own");
  BOOST_TEST(digits("JOB_ADDED.plan_pct - 100") == "1");
  BOOST_TEST(digits("JOB_ADDED.by(channel) | sum") == "0");
  BOOST_TEST(digits("JOB_ADDED.by(channel) | avg(\"value\")") == "0");
}

BOOST_AUTO_TEST_CASE(what_is_never_added_is_missing_when_it_shows_late) {
  figures.set("TRAINED_RATE 22 2025-Q1 sex=F", 20, "%");
  figures.set("TRAINED_RATE 22 2025-Q1 sex=M", 30, "%");
  figures.set("VET_ENR 22 2025-Q1 group=POOR", 5, "lượt người");
  figures.set("VET_ENR 22 2025-Q1 group=YOUNG", 6, "lượt người");
  BOOST_TEST(text("TRAINED_RATE[sex=F] + TRAINED_RATE[sex=M]") == "missing: expression.rate-added");
  BOOST_TEST(text("TRAINED_RATE.by(sex) | avg") == "missing: expression.rate-added");
  BOOST_TEST(text("VET_ENR.by(group) | sum") == "missing: expression.overlapping-added");
  BOOST_TEST(text("VET_ENR[group=POOR] + VET_ENR[group=POOR]") == "10 lượt người");
}

BOOST_AUTO_TEST_SUITE_END()
