#include "fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace {

using namespace solieu::expression;
using solieu::diagnostic::Diagnostics;
using testing::Fixture;
using Kind = Type::Kind;

std::string unit_of(Fixture &fixture, std::string_view text) {
  Diagnostics errors;
  const Type type = fixture.type(text, errors);
  BOOST_TEST(Fixture::described(errors) == "");
  return type.unit ? type.unit->text : "unknown";
}

std::string joined(const std::set<std::string> &names) {
  std::string text;
  for (const std::string &name : names) {
    text += (text.empty() ? "" : " ") + name;
  }
  return text;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(check, Fixture)

BOOST_AUTO_TEST_CASE(units_follow_the_arithmetic) {
  BOOST_TEST(unit_of(*this, "JOB_ADDED") == "người");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.ytd - JOB_ADDED") == "người");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.plan_pct - 100") == "%");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.average - JOB_ADDED.stated_average") == "người/năm");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.stated_plan_pct + JOB_ADDED[channel=COAL].stated_share") == "%");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.stated_ratio") == "lần");
  BOOST_TEST(unit_of(*this, "BUD_VET / JOB_ADDED") == "triệu đồng/người");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.by(channel) | sum(\"value\")") == "người");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.change") == "người");
  BOOST_TEST(unit_of(*this, "JOB_ADDED > 7000") == "unknown");
  BOOST_TEST(unit_of(*this, "JOB_ADDED.low") == "người");
}

BOOST_AUTO_TEST_CASE(different_units_are_never_added_or_compared) {
  BOOST_TEST(findings("JOB_ADDED + BUD_VET") ==
             "expression.units-differ «JOB_ADDED + BUD_VET» left=người right=triệu đồng operator=+");
  BOOST_TEST(findings("JOB_ADDED - VET_ENR") ==
             "expression.units-differ «JOB_ADDED - VET_ENR» left=người right=lượt người operator=-");
  BOOST_TEST(findings("JOB_ADDED < VET_ENR") ==
             "expression.units-differ «JOB_ADDED < VET_ENR» left=người right=lượt người operator=<");
  BOOST_TEST(findings("JOB_ADDED / VET_ENR") == "");
  BOOST_TEST(findings("JOB_ADDED | scale(\"tỷ đồng\", 1)") ==
             "expression.units-differ «\"tỷ đồng\"» left=người right=tỷ đồng operator=scale");
  BOOST_TEST(findings("BUD_VET | scale(\"tỷ đồng\", 1)") == "");
}

BOOST_AUTO_TEST_CASE(unknown_names_with_the_nearest) {
  BOOST_TEST(findings("JOB_ADED + XYZ[chanel=SC]") ==
             "expression.unknown-indicator «JOB_ADED» code=JOB_ADED nearest=JOB_ADDED\n"
             "expression.unknown-indicator «XYZ» code=XYZ nearest=\n"
             "expression.unknown-breakdown «chanel» breakdown=chanel nearest=channel");
  BOOST_TEST(findings("JOB_ADDED[channel=COALL, sex=F]") ==
             "expression.unknown-member «COALL» member=COALL breakdown=channel nearest=COAL");
  BOOST_TEST(findings("JOB_ADDED[channel=coal]") ==
             "expression.unknown-member «coal» member=coal breakdown=channel nearest=COAL");
  BOOST_TEST(findings("job_added") == "expression.unknown-variable «job_added» name=job_added nearest=JOB_ADDED");
  BOOST_TEST(findings("JOB_ADDED[age=\"15-24\"]") == "");
  BOOST_TEST(findings("VET_ENR[channel=COAL]") ==
             "expression.breakdown-not-of-indicator «channel» breakdown=channel indicator=VET_ENR known=sex, group");
  BOOST_TEST(findings("JOB_ADDED[sex=F, sex=M]") == "expression.breakdown-repeated «sex» breakdown=sex");
  BOOST_TEST(findings("JOB_ADDED | phrse | tred") == "expression.unknown-filter «phrse» filter=phrse nearest=phrase\n"
                                                     "expression.unknown-filter «tred» filter=tred nearest=trend");
  BOOST_TEST(findings("member(channel)") == "expression.unknown-function «member» function=member nearest=members");
  BOOST_TEST(findings("reprt.period") == "expression.unknown-variable «reprt» name=reprt nearest=report");
  BOOST_TEST(findings("report.perod") ==
             "expression.unknown-field «report.perod» name=report field=perod nearest=period");
  BOOST_TEST(findings("org") == "expression.field-missing «org» name=org field=name");
  BOOST_TEST(findings("JOB_ADDED is mising") ==
             "expression.unknown-test «JOB_ADDED is mising» name=mising nearest=missing");
}

BOOST_AUTO_TEST_CASE(variables_have_a_scope) {
  Diagnostics errors;
  scope.names.emplace_back("row", item_type(type("JOB_ADDED.by(channel)", errors)));
  scope.names.emplace_back("s", item_type(type("members(sex)", errors)));
  scope.names.emplace_back("loop", loop_type());
  BOOST_TEST(unit_of(*this, "row.value") == "người");
  BOOST_TEST(unit_of(*this, "row.figure.plan_pct") == "unknown");
  BOOST_TEST(findings("row.nam") == "expression.unknown-field «row.nam» name=row field=nam nearest=name");
  BOOST_TEST(findings("row.value + BUD_VET") ==
             "expression.units-differ «row.value + BUD_VET» left=người right=triệu đồng operator=+");
  BOOST_TEST(findings("JOB_ADDED[channel=row]") == "");
  BOOST_TEST(findings("JOB_ADDED[channel=s]") ==
             "expression.member-of-other-breakdown «s» name=s actual=sex breakdown=channel");
  BOOST_TEST(findings("s.code == \"F\" and s == F and not loop.last") == "");
  BOOST_TEST(findings("loop.indx") == "expression.unknown-field «loop.indx» name=loop field=indx nearest=index");
  scope.loops_visible = false;
  BOOST_TEST(findings("other") == "expression.not-visible-here «other» name=other nearest=");
}

BOOST_AUTO_TEST_CASE(coordinates) {
  BOOST_TEST(findings("JOB_ADDED.at(period=\"2025-Q9\")") == "expression.unknown-period «\"2025-Q9\"» period=2025-Q9");
  BOOST_TEST(findings("JOB_ADDED.at(territory=\"VN-NSO/2025-01-01/23\")") ==
             "expression.unknown-territory «\"VN-NSO/2025-01-01/23\"» territory=VN-NSO/2025-01-01/23 nearest=");
  BOOST_TEST(findings("JOB_ADDED.at(territory=\"VN-NS/2025-01-01/22\")") ==
             "expression.unknown-territory «\"VN-NS/2025-01-01/22\"» territory=VN-NS/2025-01-01/22 "
             "nearest=VN-NSO/2025-01-01/22");
  BOOST_TEST(findings("JOB_ADDED.at(period=report.territory)") ==
             "expression.not-a-period «report.territory» name=report.territory");
  BOOST_TEST(findings("JOB_ADDED.at(territory=report.period)") ==
             "expression.not-a-territory «report.period» name=report.period");
  BOOST_TEST(findings("periods(\"2024\", \"2020\")") ==
             "expression.periods-order «periods(\"2024\", \"2020\")» first=2024 last=2020");
}

BOOST_AUTO_TEST_CASE(a_figure_never_depends_on_a_query) {
  Diagnostics errors;
  scope.names.emplace_back("q", item_type(type("query(\"places\", code=report.number)", errors)));
  BOOST_TEST(errors.empty());
  BOOST_TEST(findings("JOB_ADDED[channel=q.place]") == "expression.coordinate-from-query «q.place» name=q.place");
  BOOST_TEST(findings("query(\"place\", code=1)") == "expression.unknown-query «\"place\"» query=place nearest=places");
  BOOST_TEST(findings("query(\"places\", cod=1)") ==
             "expression.unknown-query-parameter «1» parameter=cod query=places nearest=code\n"
             "expression.query-parameter-missing «query(\"places\", cod=1)» parameter=code query=places");
}

BOOST_AUTO_TEST_CASE(filters_take_what_they_can_print) {
  BOOST_TEST(findings("(JOB_ADDED + 1) | trend") ==
             "expression.filter-needs-figure «JOB_ADDED + 1» filter=trend name=JOB_ADDED + 1");
  BOOST_TEST(findings("JOB_ADDED.change | trend") ==
             "expression.filter-needs-figure «JOB_ADDED.change» filter=trend name=JOB_ADDED.change");
  BOOST_TEST(findings("JOB_ADDED | phrase | trend(\"previous\") | sentence") == "");
  BOOST_TEST(findings("JOB_ADDED | trend(\"lastyear\")") ==
             "expression.unknown-base «\"lastyear\"» base=lastyear nearest=last_year");
  BOOST_TEST(findings("JOB_ADDED | percent(1)") == "expression.filter-needs-ratio «JOB_ADDED» unit=người");
  BOOST_TEST(findings("JOB_ADDED / LF_TOTAL | percent(1)") == "");
  BOOST_TEST(findings("report.period | date") ==
             "expression.filter-needs-date «report.period» filter=date name=report.period");
  BOOST_TEST(findings("report.issue_date | period") ==
             "expression.filter-needs-period «report.issue_date» filter=period name=report.issue_date");
  BOOST_TEST(findings("org.name | number(1)") ==
             "expression.filter-needs-number «org.name» filter=number name=org.name");
  BOOST_TEST(findings("JOB_ADDED | top(3)") == "expression.filter-needs-list «JOB_ADDED» filter=top name=JOB_ADDED");
  BOOST_TEST(findings("JOB_ADDED | number(\"a\")") ==
             "expression.filter-arguments «JOB_ADDED | number(\"a\")» filter=number usage=number(1)");
  BOOST_TEST(findings("JOB_ADDED.by(channel) | sort(\"valu\", \"down\")") ==
             "expression.unknown-column «\"valu\"» column=valu nearest=value\n"
             "expression.filter-arguments «JOB_ADDED.by(channel) | sort(\"valu\", \"down\")» filter=sort "
             "usage=sort(\"value\", \"desc\")");
}

BOOST_AUTO_TEST_CASE(conditions_are_boolean) {
  BOOST_TEST(findings("1 if JOB_ADDED else 2") == "expression.number-no-condition «JOB_ADDED» name=JOB_ADDED");
  BOOST_TEST(findings("not org.name") == "expression.text-no-condition «org.name» name=org.name");
  BOOST_TEST(findings("org.name + 1") == "expression.not-a-number «org.name» operator=+");
  BOOST_TEST(findings("org.name == 1") == "expression.types-differ «org.name == 1» operator===");
  BOOST_TEST(findings("1 in JOB_ADDED") == "expression.in-needs-list «JOB_ADDED»");
  BOOST_TEST(findings("JOB_ADDED.change_pp") ==
             "expression.change-pp-needs-rate «JOB_ADDED.change_pp» indicator=JOB_ADDED unit=người");
  BOOST_TEST(findings("TRAINED_RATE.change_pp") == "");
}

BOOST_AUTO_TEST_CASE(what_decides_must_be_a_condition) {
  const auto decides = [this](std::string_view text) { return findings_at(text, Wanted::condition); };
  BOOST_TEST(decides("JOB_ADDED") == "expression.number-no-condition «JOB_ADDED» name=JOB_ADDED");
  BOOST_TEST(decides("1 + 2") == "expression.number-no-condition «1 + 2» name=1 + 2");
  BOOST_TEST(decides("report.number") == "expression.text-no-condition «report.number» name=report.number");
  BOOST_TEST(decides("recipients") == "expression.list-no-condition «recipients» name=recipients");
  BOOST_TEST(decides("report.period") == "expression.not-a-condition «report.period»");
  BOOST_TEST(decides("JOB_ADDED > 0 and org.name") == "expression.text-no-condition «org.name» name=org.name");
  BOOST_TEST(decides("JOB_ADDED > 0 and JOB_ADDED is not missing") == "");
  BOOST_TEST(decides("true if JOB_ADDED > 1 else JOB_ADDED < 0") == "");
}

BOOST_AUTO_TEST_CASE(what_a_loop_runs_over_must_be_a_list) {
  const auto runs = [this](std::string_view text) { return findings_at(text, Wanted::list); };
  BOOST_TEST(runs("JOB_ADDED") == "expression.figure-no-list «JOB_ADDED» name=JOB_ADDED parts=channel");
  BOOST_TEST(runs("BUD_VET") == "expression.figure-no-list «BUD_VET» name=BUD_VET parts=\"children\"");
  BOOST_TEST(runs("\"abc\"") == "expression.not-a-list «\"abc\"» name=\"abc\"");
  BOOST_TEST(runs("JOB_ADDED + 1") == "expression.not-a-list «JOB_ADDED + 1» name=JOB_ADDED + 1");
  BOOST_TEST(runs("JOB_ADDED.by(channel) | top(2)") == "");
  BOOST_TEST(runs("[JOB_ADDED, BUD_VET]") == "");
}

BOOST_AUTO_TEST_CASE(columns_of_a_query_have_kinds) {
  signatures = {{"firms", {}, {"ten", "lao_dong", "ngay"}, std::vector<std::string>{"lao_dong"}}};
  Diagnostics errors;
  scope.names.emplace_back("r", item_type(type("query(\"firms\")", errors)));
  scope.names.emplace_back("g", item_type(type("query(\"firms\") | group(\"ten\")", errors)));
  BOOST_TEST(errors.empty());
  BOOST_TEST(findings("r.lao_dong | compact") == "");
  BOOST_TEST(findings("r.ngay | date(\"long\")") == "");
  BOOST_TEST(findings("r.ten | compact") == "expression.filter-needs-number-column «r.ten» filter=compact name=r.ten");
  BOOST_TEST(findings("r.lao_dong | with_unit") == "expression.filter-needs-unit «r.lao_dong» filter=with_unit");
  BOOST_TEST(findings("r.ten == 1") == "expression.types-differ «r.ten == 1» operator===");
  BOOST_TEST(findings("r.ngay < report.issue_date and r.lao_dong > 5") == "");
  BOOST_TEST(findings_at("r.ten", Wanted::condition) == "expression.text-no-condition «r.ten» name=r.ten");
  BOOST_TEST(findings("g.rows | sum(\"lao_dong\") | compact") == "");
  BOOST_TEST(findings("g.rows | sum(\"ten\")") == "expression.column-of-texts «\"ten\"» filter=sum column=ten");
  BOOST_TEST(findings("g.rows | sum") == "expression.filter-needs-column «g.rows» filter=sum column=lao_dong");
  BOOST_TEST(findings("g.rows | max(\"ngay\") | date") == "");
  BOOST_TEST(findings("g.rows | sort(\"tenn\")") == "expression.unknown-column «\"tenn\"» column=tenn nearest=ten");
}

BOOST_AUTO_TEST_CASE(filters_that_would_do_nothing) {
  BOOST_TEST(findings("23500 | compact") == "");
  BOOST_TEST(findings("TRAINED_RATE | compact") ==
             "expression.filter-not-for-share «TRAINED_RATE» filter=compact unit=%");
  BOOST_TEST(findings("TRAINED_RATE | scale(\"triệu\")") ==
             "expression.filter-not-for-share «TRAINED_RATE» filter=scale unit=%");
  BOOST_TEST(findings("JOB_ADDED | scale(\"nghìn\")") == "");
  BOOST_TEST(findings("1500000 | scale(\"triệu đồng\", 1)") == "");
  BOOST_TEST(findings("5 | with_unit") == "expression.filter-needs-unit «5» filter=with_unit");
  BOOST_TEST(findings("param.NGAY | date") == "");
}

BOOST_AUTO_TEST_CASE(what_is_never_added) {
  BOOST_TEST(findings("TRAINED_RATE.by(sex) | sum(\"value\")") ==
             "expression.rate-added «TRAINED_RATE.by(sex) | sum(\"value\")» indicator=TRAINED_RATE");
  BOOST_TEST(findings("TRAINED_RATE.by(\"children\") | avg") ==
             "expression.rate-added «TRAINED_RATE.by(\"children\") | avg» indicator=TRAINED_RATE");
  BOOST_TEST(findings("TRAINED_RATE[sex=F] + TRAINED_RATE[sex=M]") ==
             "expression.rate-added «TRAINED_RATE[sex=F] + TRAINED_RATE[sex=M]» indicator=TRAINED_RATE");
  BOOST_TEST(findings("TRAINED_RATE[sex=F] - TRAINED_RATE[sex=M]") == "");
  BOOST_TEST(findings("TRAINED_RATE + 0.5") == "");
  BOOST_TEST(findings("VET_ENR.by(group) | sum(\"value\")") ==
             "expression.overlapping-added «VET_ENR.by(group) | sum(\"value\")» indicator=VET_ENR breakdown=group");
  BOOST_TEST(findings("VET_ENR.by(group) | sort(\"name\") | avg(\"figure\")") ==
             "expression.overlapping-added «VET_ENR.by(group) | sort(\"name\") | avg(\"figure\")» indicator=VET_ENR "
             "breakdown=group");
  BOOST_TEST(findings("VET_ENR[group=POOR] + VET_ENR[group=YOUNG]") ==
             "expression.overlapping-added «VET_ENR[group=POOR] + VET_ENR[group=YOUNG]» indicator=VET_ENR "
             "breakdown=group");
  BOOST_TEST(findings("VET_ENR[group=POOR, sex=F] + VET_ENR[group=POOR, sex=M]") == "");
  BOOST_TEST(findings("VET_ENR.by(group) | max(\"value\")") == "");
  BOOST_TEST(findings("LF_TOTAL.by(\"periods\", last=4) | sum") ==
             "expression.stock-added «LF_TOTAL.by(\"periods\", last=4) | sum» indicator=LF_TOTAL");
  BOOST_TEST(findings("LF_TOTAL.by(\"periods\", last=4) | avg") == "");
  BOOST_TEST(findings("LF_TOTAL.by(sex) | sum") == "");
  BOOST_TEST(findings("VET_OCC.by(sex) | sum") ==
             "expression.distinct-added «VET_OCC.by(sex) | sum» indicator=VET_OCC");
}

BOOST_AUTO_TEST_CASE(a_number_that_looks_like_thousands_is_a_warning) {
  Diagnostics errors;
  static_cast<void>(type("7.650", errors));
  BOOST_TEST(described(errors) == "expression.number-or-thousands «7.650» number=7.650 thousands=7650 decimal=7.65");
  BOOST_TEST((errors.front().severity == solieu::diagnostic::Severity::warning));
  BOOST_TEST(findings("1.234 * JOB_ADDED") ==
             "expression.number-or-thousands «1.234» number=1.234 thousands=1234 decimal=1.2340");
  BOOST_TEST(findings("0.125 + 7.6500 + 12.5") == "");
}

BOOST_AUTO_TEST_CASE(a_member_without_its_breakdown) {
  BOOST_TEST(findings("JOB_ADDED[COAL]") == "expression.breakdown-missing «COAL» member=COAL example=channel=COAL");
  BOOST_TEST(findings("JOB_ADDED[F, channel=SC]") == "expression.breakdown-missing «F» member=F example=sex=F");
  BOOST_TEST(findings("JOB_ADDED[coal]") == "expression.breakdown-missing «coal» member=coal example=channel=COAL");
  BOOST_TEST(findings("JOB_ADDED[channel]") ==
             "expression.member-missing «channel» breakdown=channel example=channel=COAL");
  BOOST_TEST(findings("JOB_ADDED[\"15-24\"]") ==
             "expression.breakdown-missing «\"15-24\"» member=\"15-24\" example=age=\"15-24\"");
  Diagnostics errors;
  scope.names.emplace_back("s", item_type(type("members(sex)", errors)));
  BOOST_TEST(findings("JOB_ADDED[s]") == "expression.breakdown-missing «s» member=s example=sex=s");
}

BOOST_AUTO_TEST_CASE(lists_by_what) {
  BOOST_TEST(findings("JOB_ADDED.by(chanel)") ==
             "expression.unknown-breakdown «chanel» breakdown=chanel nearest=channel");
  BOOST_TEST(findings("JOB_ADDED.by(\"child\")") == "expression.unknown-grouping «\"child\"» name=child nearest=");
  BOOST_TEST(findings("JOB_ADDED[channel=SC].by(channel)") ==
             "expression.breakdown-repeated «channel» breakdown=channel");
  BOOST_TEST(findings("JOB_ADDED.by(\"periods\")").starts_with("expression.function-arguments"));
  BOOST_TEST(findings("children()").starts_with("expression.function-arguments"));
}

BOOST_AUTO_TEST_CASE(needs_are_gathered) {
  BOOST_TEST(findings("TRAINED_RATE.last_year - TRAINED_RATE.previous") == "");
  BOOST_TEST(joined(needs.indicators) == "JOB_ADDED LF_TOTAL TRAINED_RATE");
  BOOST_TEST((needs.last_year && needs.previous && !needs.children));
  BOOST_TEST(findings("VET_ENR.by(\"children\") | count") == "");
  BOOST_TEST(findings("VET_ENR.by(\"periods\", last=12) | count") == "");
  BOOST_TEST(findings("VET_ENR.at(period=\"2020/2024\", territory=\"VN-NSO/2025-01-01/06001\")") == "");
  BOOST_TEST((needs.children && needs.years_back == 12 && needs.years.size() == 5 && *needs.years.begin() == 2020));
  BOOST_TEST(joined(needs.territories) == "VN-NSO/2025-01-01/06001");
  Needs other;
  other.queries = {"places"};
  other.years_ahead = 1;
  needs.merge(other);
  BOOST_TEST((needs.queries.count("places") == 1 && needs.years_ahead == 1));
}

BOOST_AUTO_TEST_CASE(every_finding_has_its_sentences) {
  std::ifstream file(std::string(SOLIEU_SOURCE_DIR) + "/src/expression/messages.csv");
  std::stringstream all;
  all << file.rdbuf();
  for (const std::string_view code : {"unknown-indicator", "units-differ", "after-measure", "comparison-unknown"}) {
    BOOST_TEST((all.str().find("\nexpression." + std::string(code) + ",") != std::string::npos));
  }
}

BOOST_AUTO_TEST_SUITE_END()
