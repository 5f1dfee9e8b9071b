#include "check/checker.hpp"

#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using check::Verdict;
using model::Kind;
using model::Measure;

namespace {

class Lookup : public expression::FigureLookup {
public:
  explicit Lookup(const figures::Resolver &resolver) : resolver_(resolver) {}
  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const override { return resolver_.figure(query); }

private:
  const figures::Resolver &resolver_;
};

class NoText : public expression::TextPort {
public:
  [[nodiscard]] std::string text(const expression::Value &) const override { return {}; }
};

struct Fixture : figures::SmallCountry {
  model::Observation &stated(const char *period, Measure measure, const char *value, const char *unit,
                             model::Slice slice = {}) {
    model::Observation &entry = row("JOB_ADDED", quang_ninh, period, value, Kind::actual, std::move(slice));
    entry.key.measure = measure;
    entry.unit = model::Unit::of(unit);
    return entry;
  }

  std::vector<Verdict> verdicts(const char *kind, const char *left, const char *period, const char *arguments = "") {
    model::Rule rule;
    rule.name = "RULE";
    rule.kind = kind;
    rule.left = left;
    rule.arguments = arguments;
    rule.severity = "warning";
    rule.message_vi = "{left} và {right}, {figure}, {place}";
    rule.message_en = "{left} and {right}, {figure}, {place}; {rest}{missing}";
    expression::Needs needs;
    diagnostic::Diagnostics findings;
    const auto rules = check::compile({rule}, catalogue, needs, findings);
    BOOST_TEST_REQUIRE(findings.empty());
    dataset = model::Dataset();
    for (const model::Observation &entry : rows) {
      dataset.add(entry);
    }
    dataset.seal();
    const figures::Resolver resolver(catalogue, dataset);
    const Lookup lookup(resolver);
    const NoText texts;
    expression::ReportContext report;
    report.period = *model::Period::parse(period);
    report.territory = quang_ninh;
    expression::Environment environment{catalogue, report, lookup, texts};
    return check::run(rules, environment, &dataset);
  }

  /// "fails 115.2 <= 100", several with "; "; "" when there was nothing to look at.
  std::string said(const char *kind, const char *left, const char *period, const char *arguments = "") {
    std::string text;
    for (const Verdict &verdict : verdicts(kind, left, period, arguments)) {
      if (verdict.no_data) {
        continue;
      }
      static constexpr std::array names{"holds", "fails", "unknown"};
      text += (text.empty() ? "" : "; ") + std::string(names.at(static_cast<std::size_t>(verdict.outcome))) + " " +
              verdict.left_text + " " + verdict.relation + " " + verdict.right_text;
    }
    return text;
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(built_in, Fixture)

BOOST_AUTO_TEST_CASE(shares) {
  stated("2024", Measure::share, "97", "%", {{level, "CD"}});
  BOOST_TEST(said("shares", "JOB_ADDED", "2024") == "holds 97 <= 100");
  stated("2024", Measure::share, "3.4", "%", {{level, "SC"}});
  BOOST_TEST(said("shares", "*", "2024") == "holds 100.4 = 100");
  stated("2023", Measure::share, "97", "%", {{level, "CD"}});
  stated("2023", Measure::share, "16", "%", {{level, "SC"}});
  const Verdict verdict = verdicts("shares", "JOB_ADDED", "2023", "breakdown=level").at(0);
  BOOST_TEST((verdict.outcome == Verdict::Outcome::fails));
  BOOST_TEST(verdict.message_vi == "113 và 100, JOB_ADDED.by(level), Quảng Ninh, 2023");
  BOOST_TEST(verdict.message_en == "113 and 100, JOB_ADDED.by(level), Quảng Ninh, 2023; -13{missing}");
  BOOST_TEST(verdict.rows == (std::vector<std::string>{"R3", "R4"}), boost::test_tools::per_element());
  stated("2022", Measure::share, "50", "%", {{level, "CD"}});
  stated("2022", Measure::share, "40", "%", {{level, "SC"}});
  BOOST_TEST(said("shares", "JOB_ADDED", "2022") == "fails 90 = 100");
  BOOST_TEST(said("shares", "JOB_ADDED", "2021") == "");
}

BOOST_AUTO_TEST_CASE(stated_against_computed) {
  row("JOB_ADDED", quang_ninh, "2024", "100");
  row("JOB_ADDED", quang_ninh, "2023", "20");
  row("JOB_ADDED", quang_ninh, "2024", "400", Kind::plan);
  row("JOB_ADDED", quang_ninh, "2024", "30", Kind::actual, {{level, "CD"}});
  stated("2024", Measure::plan_percentage, "25", "%");
  stated("2024", Measure::ratio, "5", "lần");
  stated("2024", Measure::share, "31", "%", {{level, "CD"}});
  stated("2024", Measure::share, "70", "%", {{level, "SC"}});
  BOOST_TEST(said("stated", "JOB_ADDED", "2024") == "holds 25 = 25; holds 5 = 5; fails 30 = 31; unknown … = 70");
}

BOOST_AUTO_TEST_CASE(implied_plan) {
  row("JOB_ADDED", quang_ninh, "2024", "35120");
  stated("2024", Measure::plan_percentage, "103", "%");
  BOOST_TEST(said("implied_plan", "*", "2024") == "fails 35120 = 33933–34263");
  row("JOB_ADDED", quang_ninh, "2024", "34000", Kind::plan);
  BOOST_TEST(said("implied_plan", "*", "2024") == "");
}

BOOST_AUTO_TEST_CASE(pace) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7650");
  row("JOB_ADDED", quang_ninh, "2025", "30000", Kind::plan);
  BOOST_TEST(said("pace", "JOB_ADDED", "2025-Q1") == "holds 25.5 >= 25");
  BOOST_TEST(said("pace", "JOB_ADDED", "2025-Q1", "ahead=next") == "unknown … >= 50");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "6000", Kind::target);
  BOOST_TEST(said("pace", "JOB_ADDED", "2025-Q1", "ahead=next") == "fails 45.5 >= 50");
}

BOOST_AUTO_TEST_CASE(year_to_date) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "100");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "150");
  BOOST_TEST(said("year_to_date", "JOB_ADDED", "2025-Q2") == "");
  model::Observation &half = row("JOB_ADDED", quang_ninh, "2025-S1", "250");
  BOOST_TEST(said("year_to_date", "JOB_ADDED", "2025-Q2") == "holds 250 = 250");
  half.low = model::Decimal(260);
  BOOST_TEST(said("year_to_date", "JOB_ADDED", "2025-Q2") == "fails 250 = 260");
  BOOST_TEST(said("year_to_date", "LF_TOTAL", "2025-Q2") == "");
}

BOOST_AUTO_TEST_CASE(outliers_stand_against_the_same_month_of_earlier_years) {
  for (const auto &[period, value] : {std::pair{"2022-03", "100"}, std::pair{"2023-03", "110"}}) {
    row("JOB_ADDED", quang_ninh, period, value);
  }
  row("JOB_ADDED", quang_ninh, "2025-02", "9000");
  model::Observation &now = row("JOB_ADDED", quang_ninh, "2025-03", "120");
  BOOST_TEST(said("outlier", "JOB_ADDED", "2025-03") == "unknown 120  …");
  const std::vector<Verdict> early = verdicts("outlier", "JOB_ADDED", "2025-03", "");
  BOOST_TEST_REQUIRE((early.size() == 1U && early[0].why.has_value()));
  BOOST_TEST(early[0].why->code.name == "check.too-few-years");
  BOOST_TEST((early[0].why->arguments ==
              std::vector<std::pair<std::string, std::string>>{
                  {"figure", "JOB_ADDED"}, {"place", "Quảng Ninh, 2025-03"}, {"years", "2"}, {"needed", "3"}}));
  row("JOB_ADDED", quang_ninh, "2024-03", "105");
  BOOST_TEST(said("outlier", "JOB_ADDED", "2025-03") == "holds 120 ≈ 105");
  now.low = model::Decimal(128);
  BOOST_TEST(said("outlier", "JOB_ADDED", "2025-03") == "fails 128 ≈ 105");
  BOOST_TEST(said("outlier", "JOB_ADDED", "2025-03", "factor=9") == "holds 128 ≈ 105");
}

BOOST_AUTO_TEST_CASE(each_territory_inside_stands_against_its_own_earlier_years) {
  for (const auto &[period, value] :
       {std::pair{"2022-08", "20"}, std::pair{"2023-08", "22"}, std::pair{"2024-08", "21"}}) {
    row("JOB_ADDED", ha_long, period, value);
    row("JOB_ADDED", cam_pha, period, "500");
  }
  row("JOB_ADDED", ha_long, "2025-08", "500");
  row("JOB_ADDED", cam_pha, "2025-08", "500");
  const std::vector<Verdict> found = verdicts("outlier_children", "JOB_ADDED", "2025-08");
  BOOST_TEST_REQUIRE(found.size() == 2U);
  BOOST_TEST(found[0].message_en == "500 and 21, JOB_ADDED, Hạ Long, 2025-08; {rest}{missing}");
  BOOST_TEST((found[0].outcome == Verdict::Outcome::fails));
  BOOST_TEST((found[1].outcome == Verdict::Outcome::holds));
}

BOOST_AUTO_TEST_CASE(completeness_counts_the_children_that_report) {
  BOOST_TEST(said("completeness", "JOB_ADDED", "2025-08") == "");
  row("JOB_ADDED", ha_long, "2025-08", "5");
  const Verdict verdict = verdicts("completeness", "JOB_ADDED", "2025-08").at(0);
  BOOST_TEST(verdict.message_en == "1 and 2, JOB_ADDED, Quảng Ninh, 2025-08; {rest}Cẩm Phả");
  row("JOB_ADDED", cam_pha, "2025-08", "0");
  BOOST_TEST(said("completeness", "JOB_ADDED", "2025-08") == "holds 2 = 2");
}

BOOST_AUTO_TEST_CASE(duplicates_are_rows_that_contradict_each_other) {
  row("JOB_ADDED", quang_ninh, "2025-03", "5");
  row("JOB_ADDED", quang_ninh, "2025-03", "5");
  BOOST_TEST(said("duplicates", "*", "2025-03") == "");
  row("JOB_ADDED", quang_ninh, "2025-03", "6");
  const Verdict verdict = verdicts("duplicates", "*", "2025-03").at(0);
  BOOST_TEST(verdict.message_vi == "5 và 6, JOB_ADDED, Quảng Ninh, 2025-03");
  BOOST_TEST(verdict.rows == (std::vector<std::string>{"R1", "R3"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_follow_the_sign) {
  row("JOB_ADDED", quang_ninh, "2023", "20200");
  model::Observation &now = row("JOB_ADDED", quang_ninh, "2024", "19209");
  now.text = "increasing dramatically: 19,209";
  BOOST_TEST(said("wording_sign", "JOB_ADDED", "2024") == "fails -991  increas");
  BOOST_TEST(said("wording_sign", "JOB_ADDED", "2024", "up=tăng; down=giảm") == "");
  now.text = "giảm còn 19.209";
  BOOST_TEST(said("wording_sign", "JOB_ADDED", "2024") == "holds -991  giảm");
}

BOOST_AUTO_TEST_CASE(a_count_and_its_list) {
  model::Observation &counted = row("ENT_N", quang_ninh, "2024", "3");
  counted.text = "3 doanh nghiệp: than (hầm lò, lộ thiên), điện, xi măng";
  BOOST_TEST(said("count_list", "ENT_N", "2024") == "holds 3 = 3");
  counted.text = "3 doanh nghiệp: than; điện, nước";
  BOOST_TEST(said("count_list", "ENT_N", "2024") == "fails 2 = 3");
  counted.text = "3 doanh nghiệp";
  BOOST_TEST(said("count_list", "ENT_N", "2024") == "");
}

BOOST_AUTO_TEST_CASE(mixed_periods_of_one_source) {
  row("JOB_ADDED", quang_ninh, "2020/2024", "1").source = "báo A";
  row("BUD_VET", quang_ninh, "2021/2024", "1").source = "báo B";
  BOOST_TEST(said("mixed_periods", "*", "2020/2024") == "");
  rows.back().source = "báo A";
  BOOST_TEST(said("mixed_periods", "*", "2020/2024") == "fails 2020/2024  2021/2024");
}

BOOST_AUTO_TEST_CASE(a_mistake_in_a_rule_is_told) {
  const auto codes = [this](const char *kind, const char *left, const char *arguments) {
    model::Rule rule;
    rule.name = "RULE";
    rule.kind = kind;
    rule.left = left;
    rule.arguments = arguments;
    expression::Needs needs;
    diagnostic::Diagnostics findings;
    (void)check::compile({rule}, catalogue, needs, findings);
    return findings.empty() ? std::string() : findings.front().code.name;
  };
  BOOST_TEST(codes("outliers", "JOB_ADDED", "") == "check.kind-unknown");
  BOOST_TEST(codes("outlier", "JOB_ADDED", "year=5") == "check.option-unknown");
  BOOST_TEST(codes("outlier", "1 + 1", "") == "check.subject-no-figure");
  BOOST_TEST(codes("outlier", "JOB_ADDD", "") == "expression.unknown-indicator");
}

BOOST_AUTO_TEST_CASE(a_warning_is_accepted_with_its_reason_and_an_error_never) {
  row("JOB_ADDED", quang_ninh, "2025-03", "5");
  row("JOB_ADDED", quang_ninh, "2025-03", "6");
  std::vector<Verdict> found = verdicts("duplicates", "*", "2025-03");
  expression::ReportContext report;
  report.period = *model::Period::parse("2025-03");
  report.territory = quang_ninh;
  model::Acceptance acceptance{"RULE",      "2025-03",    catalogue.territories.at(quang_ninh).keys.front().text(),
                               "LF_TOTAL",  "đã hỏi lại", "Nguyễn A",
                               {2025, 4, 1}};
  check::accept(found, {acceptance}, catalogue, report);
  BOOST_TEST(!found.at(0).accepted.has_value());
  acceptance.figure = "JOB_ADDED";
  check::accept(found, {acceptance}, catalogue, report);
  BOOST_TEST_REQUIRE(found.at(0).accepted.has_value());
  BOOST_TEST(found.at(0).accepted->reason == "đã hỏi lại");
  found.at(0).accepted.reset();
  found.at(0).severity = diagnostic::Severity::error;
  check::accept(found, {acceptance}, catalogue, report);
  BOOST_TEST(!found.at(0).accepted.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
