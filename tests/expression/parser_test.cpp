#include "fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace {

using namespace solieu::expression;
using solieu::diagnostic::Diagnostics;
using testing::Fixture;

std::string errors_of(std::string_view marker, const Limits &limits = {}) {
  Diagnostics errors;
  const auto parsed = parse_marker(marker, errors, limits);
  BOOST_TEST(parsed.has_value() == errors.empty());
  return Fixture::described(errors);
}

template <typename Data> Data statement(std::string_view marker) {
  Diagnostics errors;
  const auto parsed = parse_marker(marker, errors);
  BOOST_TEST_REQUIRE(Fixture::described(errors) == "");
  BOOST_TEST_REQUIRE(std::holds_alternative<Data>(parsed->data));
  BOOST_TEST(parsed->text == marker);
  return std::get<Data>(parsed->data);
}

std::string found_in(std::string_view text) {
  Diagnostics errors;
  std::string result;
  for (const MarkerSpan &span : find_markers(text, errors)) {
    result += "[" + std::string(text.substr(span.offset, span.length)) + "]";
  }
  return result + Fixture::described(errors);
}

} // namespace

BOOST_AUTO_TEST_SUITE(parser)

BOOST_AUTO_TEST_CASE(markers_are_found_in_text) {
  BOOST_TEST(found_in("a {{ X }} b {% if X %}{# n'ote #} { } {x}") == "[{{ X }}][{% if X %}][{# n'ote #}]");
  BOOST_TEST(found_in("{{ \"{{\" }} và {{ \"}}\" }}") == "[{{ \"{{\" }}][{{ \"}}\" }}]");
  BOOST_TEST(found_in("{{ “}}” }}") == "[{{ “}}” }}]");
  BOOST_TEST(found_in("") == "");
}

BOOST_AUTO_TEST_CASE(unclosed_markers_are_all_reported) {
  BOOST_TEST(found_in("{{ X và {{ Y }} rồi {% if") == "[{{ Y }}]"
                                                      "expression.marker-unclosed «{{» opening={{ closing=}}\n"
                                                      "expression.marker-unclosed «{%» opening={% closing=%}");
  BOOST_TEST(found_in("{# quên") == "expression.marker-unclosed «{#» opening={# closing=#}");
  BOOST_TEST(found_in("{{ \"a }} và {{ \"b\" }}") == "[{{ \"a }}][{{ \"b\" }}]");
}

BOOST_AUTO_TEST_CASE(statements) {
  const auto loop = statement<ForMarker>("{% for x in X.by(channel) | top(5) if x.value > 3 by columns %}");
  BOOST_TEST(loop.variable == "x");
  BOOST_TEST(std::holds_alternative<Filter>(loop.list->data));
  BOOST_TEST(std::holds_alternative<Binary>(loop.condition->data));
  BOOST_TEST((loop.by_columns && !loop.by_sheets));
  BOOST_TEST(statement<ForMarker>("{% for x in members(channel) by columns if true %}").by_columns);
  BOOST_TEST(statement<ForMarker>("{% sheet for t in children(report.territory) %}").by_sheets);
  BOOST_TEST(statement<SetMarker>("{% set plan = X.year.plan %}").variable == "plan");
  BOOST_TEST(statement<IncludeMarker>("{% include “thư.ott” %}").file == "thư.ott");
  BOOST_TEST(statement<CheckMarker>("{% check SUM_OF_CHANNELS %}").rule == "SUM_OF_CHANNELS");
  statement<IfMarker>("{% if X > 1 and not Y is missing %}");
  statement<ElifMarker>("{% elif X in [1, 2] %}");
  statement<ElseMarker>("{% else %}");
  statement<EndForMarker>("{% endfor %}");
  statement<EndIfMarker>("{%endif%}");
  statement<PageBreakMarker>("{% pagebreak %}");
  statement<CommentMarker>("{# bất cứ gì \" ' }} #}");
  statement<ValueMarker>("{{ X }}");
}

BOOST_AUTO_TEST_CASE(damage_by_autocorrect_is_accepted) {
  const auto shown = statement<ValueMarker>("{{\u00A0X[age=“15-24”]\u202F– 5 | Default(‘…’) }}");
  const auto &filter = std::get<Filter>(shown.expression->data);
  BOOST_TEST(filter.name == "default");
  BOOST_TEST((std::get<Binary>(filter.input->data).op == Operator::minus));
  BOOST_TEST(std::get<std::string>(std::get<Literal>(filter.arguments[0].value->data).value.data) == "…");
  statement<IfMarker>("{% If X \u2212 1 > 2 And Not Y Is Missing %}");
  statement<ElseMarker>("{% Else %}");
  statement<ForMarker>("{% For x In X.By(channel) %}");
  for (const std::string_view minus : {"-", "\u2013", "\u2014", "\u2212"}) {
    statement<ValueMarker>("{{ X " + std::string(minus) + " 1 }}");
  }
}

BOOST_AUTO_TEST_CASE(a_string_closes_at_the_matching_quote) {
  const auto text = [](std::string_view marker) {
    return std::get<std::string>(std::get<Literal>(statement<ValueMarker>(marker).expression->data).value.data);
  };
  BOOST_TEST(text("{{ \"nghề “hàn”\" }}") == "nghề “hàn”");
  BOOST_TEST(text("{{ “nghề \"hàn\"” }}") == "nghề \"hàn\"");
  BOOST_TEST(text("{{ 'a \"b\"' }}") == "a \"b\"");
  BOOST_TEST(text("{{ „a“ }}") == "a");
  BOOST_TEST(text("{{ «a» }}") == "a");
  BOOST_TEST(text("{{ \"a” }}") == "a");
  BOOST_TEST(text("{{ “a – b…” }}") == "a – b…");
  BOOST_TEST(text("{{ \"{{\" }}") == "{{");
}

BOOST_AUTO_TEST_CASE(statement_errors) {
  BOOST_TEST(errors_of("{% fro x in X %}") == "expression.unknown-statement «fro» name=fro nearest=for");
  BOOST_TEST(errors_of("{% end if %}") == "expression.unknown-statement «end» name=end nearest=endif");
  BOOST_TEST(errors_of("{% end  for %}") == "expression.unknown-statement «end» name=end nearest=endfor");
  BOOST_TEST(errors_of("{% end %}") == "expression.unknown-statement «end» name=end nearest=");
  BOOST_TEST(errors_of("{% %}") == "expression.marker-empty «{% %}»");
  BOOST_TEST(errors_of("{{ }}") == "expression.marker-empty «{{ }}»");
  BOOST_TEST(errors_of("{% for Row in X.by(channel) %}") == "expression.variable-case «Row» name=Row");
  BOOST_TEST(errors_of("{% set PLAN = 1 %}") == "expression.variable-case «PLAN» name=PLAN");
  BOOST_TEST(errors_of("{% set năm = 1 %}") == "expression.variable-case «năm» name=năm");
  BOOST_TEST(errors_of("{% set report = 1 %}") == "expression.variable-reserved «report» name=report");
  BOOST_TEST(errors_of("{% for x of X %}") == "expression.expected «of» expected=in found=of");
  BOOST_TEST(errors_of("{% for x in X by rows %}") == "expression.expected «rows» expected=columns found=rows");
  BOOST_TEST(errors_of("{% set x 1 %}") == "expression.expected «1» expected== found=1");
  BOOST_TEST(errors_of("{% endif X %}") == "expression.unexpected «X» found=X");
  BOOST_TEST(errors_of("{% include X %}") == "expression.expected «X» expected=\"letterhead.ott\" found=X");
  BOOST_TEST(errors_of("{% if x = 5 %}") == "expression.single-equals «=»");
  BOOST_TEST(errors_of("{{ X ") == "expression.marker-unclosed «{{» opening={{ closing=}}");
}

BOOST_AUTO_TEST_CASE(expression_errors) {
  BOOST_TEST(errors_of("{{ X + }}") == "expression.value-missing «}}»");
  BOOST_TEST(errors_of("{{ X + ) }}") == "expression.value-expected «)» found=)");
  BOOST_TEST(errors_of("{{ (X }}") == "expression.expected-at-end «}}» expected=)");
  BOOST_TEST(errors_of("{{ X Y }}") == "expression.unexpected «Y» found=Y");
  BOOST_TEST(errors_of("{{ \"abc }}") == "expression.string-unclosed «\"abc » quote=\"\nexpression.value-missing «}}»");
  BOOST_TEST(errors_of("{{ X & Y ; }}") == "expression.unexpected-character «&» character=&\n"
                                           "expression.unexpected-character «;» character=;\n"
                                           "expression.unexpected «Y» found=Y");
  BOOST_TEST(errors_of("{{ 1.234,5 }}") == "expression.number-grouped «1.234,5» number=1.234,5 meant=1234.5");
  BOOST_TEST(errors_of("{{ (7.650.000 + 1) }}") ==
             "expression.number-grouped «7.650.000» number=7.650.000 meant=7650000");
  BOOST_TEST(errors_of("{% if X > 1,5 %}") == "expression.number-grouped «1,5» number=1,5 meant=1.5");
  BOOST_TEST(errors_of("{{ [1,5] | top(1) }}").empty());
  BOOST_TEST(errors_of("{{ 12abc }}") == "expression.number-malformed «12abc» number=12abc");
  BOOST_TEST(errors_of("{{ Job_Added + VetEnr }}") == "expression.name-case «Job_Added» name=Job_Added\n"
                                                      "expression.name-case «VetEnr» name=VetEnr");
  BOOST_TEST(errors_of("{{ 1 < X < 3 }}") == "expression.chained-comparison «<»");
  BOOST_TEST(errors_of("{{ X if Y > 1 }}") == "expression.expected-at-end «}}» expected=else");
}

BOOST_AUTO_TEST_CASE(figure_errors_are_found_all_at_once) {
  BOOST_TEST(errors_of("{{ X.plan_pct.ytd + X.yaer }}") ==
             "expression.after-measure «ytd» name=ytd measure=plan_pct\n"
             "expression.unknown-selector «yaer» name=yaer code=X nearest=year");
  BOOST_TEST(errors_of("{{ X.change.plan_pct }}") ==
             "expression.after-measure «plan_pct» name=plan_pct measure=change");
  BOOST_TEST(errors_of("{{ X.share.by(channel) }}") == "expression.after-measure «by» name=by measure=share");
  BOOST_TEST(errors_of("{{ X.share.lwo }}") == "expression.unknown-part «lwo» name=lwo measure=share nearest=low");
  BOOST_TEST(errors_of("{{ X.low.unit }}") == "expression.after-part «unit» name=unit");
  BOOST_TEST(errors_of("{{ X.ytd[channel=SC] }}") == "expression.slice-late «[» code=X");
  BOOST_TEST(errors_of("{{ X.plan.target }}") == "expression.two-kinds «target» first=plan second=target");
  BOOST_TEST(errors_of("{{ X.ytd(3) }}") == "expression.selector-arguments «ytd» selector=ytd");
  BOOST_TEST(errors_of("{{ X.at }}") == "expression.at-arguments «at»");
  BOOST_TEST(errors_of("{{ X.at(\"2025\") }}") == "expression.at-arguments «\"2025\"»");
  BOOST_TEST(errors_of("{{ X.change(\"lastyear\") }}") ==
             "expression.unknown-base «\"lastyear\"» base=lastyear nearest=last_year");
  BOOST_TEST(errors_of("{{ X.change(1) }}") == "expression.base-argument «change» measure=change");
  BOOST_TEST(errors_of("{{ X[CHANNEL=COAL] }}") == "expression.breakdown-case «CHANNEL» name=CHANNEL small=channel");
}

BOOST_AUTO_TEST_CASE(too_long_and_too_deep) {
  BOOST_TEST(errors_of("{{ " + std::string(5000, '1') + " }}").starts_with("expression.marker-too-long"));
  BOOST_TEST(errors_of("{{ " + std::string(2000, '(')).starts_with("expression.marker-unclosed"));
  BOOST_TEST(errors_of("{{ " + std::string(2000, '(') + " }}") == "expression.too-deep «(» limit=32 limit_key=expression_nesting");
  BOOST_TEST(errors_of("{{ " + std::string(2000, '-') + "1 }}") == "expression.too-deep «-» limit=32 limit_key=expression_nesting");
  std::string chain = "{{ 1";
  for (int count = 0; count < 900; ++count) {
    chain += " + 1";
  }
  BOOST_TEST(errors_of(chain + " }}").starts_with("expression.too-long-chain"));
  const auto added = [](int operators) {
    std::string text = "{{ 1";
    for (int count = 0; count < operators; ++count)
      text += " + 1";
    return errors_of(text + " }}", Limits{4096, 2});
  };
  BOOST_TEST(added(15) == "");
  BOOST_TEST(added(16).starts_with("expression.too-long-chain"));
  BOOST_TEST(errors_of("{{ ((((1)))) }}", Limits{100, 4}) == "expression.too-deep «1» limit=4 limit_key=expression_nesting");
}

BOOST_AUTO_TEST_CASE(broken_bytes_are_errors_and_no_crash) {
  BOOST_TEST(errors_of("{{ \xFF\xC3 }}") != "");
  BOOST_TEST(errors_of("{{ \xE2\x80 }}") != "");
  BOOST_TEST(errors_of("{{") != "");
  BOOST_TEST(errors_of("") != "");
}

BOOST_AUTO_TEST_CASE(a_bare_expression) {
  Diagnostics errors;
  BOOST_TEST((parse_expression("JOB_ADDED.by(channel) | sum(\"value\")", errors) != nullptr));
  BOOST_TEST((parse_expression("JOB_ADDED +", errors) == nullptr));
  BOOST_TEST(Fixture::described(errors) == "expression.value-missing «»");
}

BOOST_AUTO_TEST_SUITE_END()
