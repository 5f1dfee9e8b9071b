#include "odf/table_formula.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

/// References, a star behind those that take all copies; then the steps.
std::string read(std::string_view formula) {
  const TableFormula found = table_formula(formula);
  std::string text;
  for (const FormulaReference &reference : found.references) {
    text += table_reference_text(reference) + (reference.range_argument ? "* " : " ");
    if (formula.substr(reference.offset, reference.length) != table_reference_text(reference))
      text += "(elsewhere) ";
  }
  constexpr const char *signs[] = {"", "#", "neg", "+", "-", "*", "/", ""};
  for (const TableFormulaStep &step : found.steps) {
    text += signs[static_cast<std::size_t>(step.kind)] + step.text;
    if (step.kind == TableFormulaStep::Kind::reference || step.kind == TableFormulaStep::Kind::call)
      text += std::to_string(step.count);
    text += " ";
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(table_formula_test)

BOOST_AUTO_TEST_CASE(references_and_steps_of_what_writer_computes) {
  BOOST_TEST(read("ooow:sum(<C2:C5>)") == "<C2:C5>* #0 sum1 ");
  BOOST_TEST(read("ooow:sum <C2>") == "<C2>* #0 sum1 ");
  BOOST_TEST(read("ooow:SUM( <C2> | <E2:E3>)/<Bảng 1.B2>") == "<C2>* <E2:E3>* <Bảng 1.B2> #0 #1 sum2 #2 / ");
  BOOST_TEST(read("ooow:<B2>+<C2>*-<D2>") == "<B2> <C2> <D2> #0 #1 #2 neg * + ");
  BOOST_TEST(read("ooow:(<B2>-1,5)*100") == "<B2> #0 1,5 - 100 * ");
  BOOST_TEST(read("ooow:mean(<B2>)+sum(<C2>*2)") == "<B2>* <C2> #0 mean1 #1 2 * sum1 + ");
}

BOOST_AUTO_TEST_CASE(columns_go_on_with_small_letters) {
  BOOST_TEST(table_formula("ooow:<a1>").references.at(0).first.column == 26U);
  BOOST_TEST(table_formula("ooow:<AA1>").references.at(0).first.column == 52U);
  for (const char *formula : {"<Z9>", "<a9>", "<z9>", "<AA9>", "<Az9>", "<BA9:Bb10>"})
    BOOST_TEST(table_reference_text(table_formula(formula).references.at(0)) == formula);
}

BOOST_AUTO_TEST_CASE(what_the_office_alone_computes_has_references_and_no_steps) {
  BOOST_TEST(read("ooow:<B2> phd <C2>") == "<B2> <C2> ");
  BOOST_TEST(read("ooow:<B2>^2") == "<B2> ");
  BOOST_TEST(read("ooow:<B2>|<C2>") == "<B2> <C2> ");
  BOOST_TEST(read("ooow:(<B2>|<C2>)") == "<B2> <C2> ");
  BOOST_TEST(read("ooow:sum(<B2>") == "<B2>* ");
  BOOST_TEST(read("ooow:<B2>)+(<C2>") == "<B2> <C2> ");
  BOOST_TEST(read("ooow:<B2> <C2>") == "<B2> <C2> ");
  BOOST_TEST(read("ooow:sum()") == "");
  BOOST_TEST(read("ooow:<A1.2.1>+<?>+<.A1>+<A0>") == "");
  BOOST_TEST(read("ooow:<B2") == "");
}

BOOST_AUTO_TEST_SUITE_END()
