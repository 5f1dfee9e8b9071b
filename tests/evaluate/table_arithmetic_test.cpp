#include "evaluate/table_arithmetic.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using evaluate::CellValue;

namespace {

CellValue cell(const char *number, unsigned decimals = 0, bool percent = false) {
  return {CellValue::Kind::number, percent, static_cast<std::uint8_t>(decimals), *model::Decimal::parse(number)};
}

/// B2 … B4 = 10, 4, 1.5; C2, C3 = 25,5% and 74,5%; D2 without a number; E2 waits.
std::vector<CellValue> sample(const odf::FormulaReference &reference) {
  const std::vector<std::vector<CellValue>> columns = {{cell("10"), cell("4"), cell("1.5", 1)},
                                                       {cell("0.255", 1, true), cell("0.745", 1, true)},
                                                       {CellValue{}},
                                                       {CellValue{CellValue::Kind::waiting}}};
  std::vector<CellValue> cells;
  const odf::CellAddress &last = reference.last ? *reference.last : reference.first;
  for (std::size_t column = reference.first.column; column <= last.column; ++column)
    for (std::size_t row = reference.first.row; row <= last.row; ++row)
      cells.push_back(columns.at(column - 1).at(row - 1));
  return cells;
}

std::string result(std::string_view formula) {
  const odf::TableFormula read = odf::table_formula(formula);
  const evaluate::TableResult computed = evaluate::compute(
      read.steps, [&](std::size_t number) { return sample(read.references[number]); }, ',');
  switch (computed.kind) {
  case evaluate::TableResult::Kind::missing:
    return "missing";
  case evaluate::TableResult::Kind::waiting:
    return "waiting";
  case evaluate::TableResult::Kind::unknown:
    return "unknown";
  case evaluate::TableResult::Kind::number:
    break;
  }
  return computed.value.number.text() + " with " + std::to_string(computed.value.decimals) +
         (computed.value.percent ? " %" : "");
}

} // namespace

BOOST_AUTO_TEST_SUITE(table_arithmetic_test)

BOOST_AUTO_TEST_CASE(functions_and_operators) {
  BOOST_TEST(result("sum(<B2:B4>)") == "15.5 with 1");
  BOOST_TEST(result("<B2:B3>*2") == "28 with 0");
  BOOST_TEST(result("mean(<B2:B3>)") == "7 with 0");
  BOOST_TEST(result("average(<B2>|<B4>)") == "5.75 with 2");
  BOOST_TEST(result("min(<B2:B4>)") == "1.5 with 1");
  BOOST_TEST(result("max <B2:B3>") == "10 with 0");
  BOOST_TEST(result("count(<B2:B4>|7)") == "4 with 0");
  BOOST_TEST(result("product(<B2:B4>)") == "60 with 0");
  BOOST_TEST(result("abs(<B3>-<B2>)") == "6 with 0");
  BOOST_TEST(result("<B2>/3") == "3.33333333333333333333 with 2");
  BOOST_TEST(result("-<B2>+2*(<B3>-1,5)") == "-5 with 0");
}

BOOST_AUTO_TEST_CASE(percentages_stay_what_they_are) {
  BOOST_TEST(result("sum(<C2:C3>)") == "1 with 1 %");
  BOOST_TEST(result("mean(<C2:C3>)") == "0.5 with 0 %");
  BOOST_TEST(result("<C2>*<B2>") == "2.55 with 2");
  BOOST_TEST(result("<C2>+<B2>") == "10.255 with 1");
}

BOOST_AUTO_TEST_CASE(a_cell_without_a_number_is_not_zero) {
  BOOST_TEST(result("sum(<B2>|<D2>)") == "10 with 0");
  BOOST_TEST(result("count(<B2>|<D2>)") == "1 with 0");
  for (const char *formula : {"<D2>", "<B2>+<D2>", "mean(<B2>|<D2>)", "min(<D2>)", "average(<D2>)", "<B2>/0"})
    BOOST_TEST(result(formula) == "missing", formula);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_computed_now) {
  BOOST_TEST(result("sum(<E2>)") == "waiting");
  for (const char *formula : {"<B2>^2", "sqrt(<B2>)", "1.5*<B2>", "abs(<B2:B3>)"})
    BOOST_TEST(result(formula) == "unknown", formula);
}

BOOST_AUTO_TEST_SUITE_END()
