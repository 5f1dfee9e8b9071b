#include "check/checker.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace solieu;
using check::Verdict;

namespace {

/// Figures by indicator code; a code that is not there is missing.
class FixedFigures : public expression::FigureLookup {
public:
  FixedFigures(const model::Catalogue &catalogue, std::map<std::string, model::Quantity> values)
      : catalogue_(catalogue), values_(std::move(values)) {}
  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const override {
    model::Figure figure;
    figure.query = query;
    const auto found = values_.find(catalogue_.at(query.indicator).code);
    figure.quantity = found != values_.end() ? found->second
                                             : model::Quantity::absent(model::Absence::missing, "figures.not-observed");
    return figure;
  }

private:
  const model::Catalogue &catalogue_;
  std::map<std::string, model::Quantity> values_;
};

class NoText : public expression::TextPort {
public:
  [[nodiscard]] std::string text(const expression::Value &) const override { return {}; }
};

model::Indicator indicator(const char *code, const char *unit) {
  model::Indicator result;
  result.code = code;
  result.unit = model::Unit::of(unit);
  return result;
}

model::Quantity number(const char *text, const char *unit) {
  return model::Quantity::of(*model::Decimal::parse(text), model::Unit::of(unit));
}

model::Quantity range(const char *low, const char *high, const char *unit) {
  model::Quantity quantity = number(low, unit);
  quantity.high = model::Decimal::parse(high);
  return quantity;
}

model::Rule rule(const char *left, const char *relation, const char *right) {
  model::Rule result;
  result.name = "RULE";
  result.left = left;
  result.relation = relation;
  result.right = right;
  result.severity = "error";
  result.message_vi = "vế trái {left}, vế phải {right}";
  result.message_en = "left {left}, right {right}";
  result.origin = "rules.csv:2";
  return result;
}

struct Fixture {
  Fixture() {
    catalogue.add(indicator("CONS_N", "lượt người"));
    catalogue.add(indicator("REF_N", "lượt người"));
    catalogue.add(indicator("PCT_ONE", "%"));
    catalogue.add(indicator("PCT_TWO", "%"));
    catalogue.add(indicator("AMOUNT", "tỷ đồng"));
    catalogue.add(indicator("AMOUNT_M", "triệu đồng"));
  }

  Verdict verdict(const model::Rule &checked, std::map<std::string, model::Quantity> values) {
    expression::Needs needs;
    diagnostic::Diagnostics findings;
    const auto compiled = check::compile({checked}, catalogue, needs, findings);
    BOOST_TEST_REQUIRE(findings.empty());
    BOOST_TEST_REQUIRE(compiled.size() == 1U);
    const FixedFigures lookup(catalogue, std::move(values));
    const NoText texts;
    expression::ReportContext report;
    report.period = *model::Period::parse("2025-Q1");
    expression::Environment environment{catalogue, report, lookup, texts};
    return check::run(compiled, environment).at(0);
  }

  model::Catalogue catalogue;
};

bool holds(const Verdict &verdict) { return verdict.outcome == Verdict::Outcome::holds; }
bool fails(const Verdict &verdict) { return verdict.outcome == Verdict::Outcome::fails; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(checker, Fixture)

BOOST_AUTO_TEST_CASE(a_rule_that_holds_and_one_that_does_not) {
  const model::Rule funnel = rule("CONS_N", ">=", "REF_N");
  BOOST_TEST(
      holds(verdict(funnel, {{"CONS_N", number("105357", "lượt người")}, {"REF_N", number("7859", "lượt người")}})));
  const Verdict bad =
      verdict(funnel, {{"CONS_N", number("7858", "lượt người")}, {"REF_N", number("7859", "lượt người")}});
  BOOST_TEST(fails(bad));
  BOOST_TEST(bad.message_vi == "vế trái 7.858, vế phải 7.859");
  BOOST_TEST(bad.message_en == "left 7,858, right 7,859");
  BOOST_TEST((bad.severity == diagnostic::Severity::error));
}

BOOST_AUTO_TEST_CASE(tolerance_is_half_a_unit_of_the_coarser_side) {
  const model::Rule equal = rule("PCT_ONE", "=", "PCT_TWO");
  const auto compare = [&](const char *stated, const char *computed) {
    return verdict(equal, {{"PCT_ONE", number(stated, "%")}, {"PCT_TWO", number(computed, "%")}});
  };
  BOOST_TEST(holds(compare("103", "102.99")));
  BOOST_TEST(holds(compare("103", "103.5")));
  BOOST_TEST(fails(compare("103", "103.51")));
  BOOST_TEST(fails(compare("103", "102.4")));
  BOOST_TEST(holds(compare("25.5", "25.54")));
  BOOST_TEST(fails(compare("25.5", "25.56")));
}

BOOST_AUTO_TEST_CASE(whole_numbers_agree_only_when_equal) {
  const model::Rule equal = rule("CONS_N", "=", "REF_N");
  BOOST_TEST(
      fails(verdict(equal, {{"CONS_N", number("7651", "lượt người")}, {"REF_N", number("7650", "lượt người")}})));
}

BOOST_AUTO_TEST_CASE(ranges_fail_only_when_nothing_in_them_fits) {
  const model::Rule equal = rule("CONS_N", "=", "REF_N");
  BOOST_TEST(holds(
      verdict(equal, {{"CONS_N", range("9000", "10000", "lượt người")}, {"REF_N", number("9500", "lượt người")}})));
  BOOST_TEST(fails(
      verdict(equal, {{"CONS_N", range("9000", "10000", "lượt người")}, {"REF_N", number("10001", "lượt người")}})));
}

BOOST_AUTO_TEST_CASE(scales_of_one_unit_are_brought_together) {
  const model::Rule equal = rule("AMOUNT", "=", "AMOUNT_M");
  BOOST_TEST(
      holds(verdict(equal, {{"AMOUNT", number("94.4", "tỷ đồng")}, {"AMOUNT_M", number("94400", "triệu đồng")}})));
  BOOST_TEST(
      fails(verdict(equal, {{"AMOUNT", number("94.4", "tỷ đồng")}, {"AMOUNT_M", number("95400", "triệu đồng")}})));
}

BOOST_AUTO_TEST_CASE(a_missing_side_is_unknown_and_never_a_failure) {
  const Verdict open = verdict(rule("CONS_N", ">=", "REF_N"), {{"CONS_N", number("1", "lượt người")}});
  BOOST_TEST((open.outcome == Verdict::Outcome::unknown));
  BOOST_TEST(open.message_vi == "vế trái 1, vế phải …");
}

BOOST_AUTO_TEST_CASE(rules_that_cannot_be_are_refused_with_their_line) {
  expression::Needs needs;
  diagnostic::Diagnostics findings;
  const auto compiled =
      check::compile({rule("CONS_N", "≈", "REF_N"), rule("CONS_N", "=", "AMOUNT"), rule("CONS_X", "=", "REF_N")},
                     catalogue, needs, findings);
  BOOST_TEST(compiled.empty());
  BOOST_TEST_REQUIRE(findings.size() == 3U);
  BOOST_TEST(findings[0].code.name == "check.relation-unknown");
  BOOST_TEST(findings[1].code.name == "check.units-differ");
  BOOST_TEST(findings[2].code.name == "expression.unknown-indicator");
  for (const auto &finding : findings) {
    BOOST_TEST(finding.location.file == "rules.csv:2");
  }
}

BOOST_AUTO_TEST_SUITE_END()
