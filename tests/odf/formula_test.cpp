#include "odf/formula.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

/// The references of a formula, a star behind those that are range arguments.
std::string found(std::string_view formula) {
  std::string text;
  for (const auto &reference : formula_references(formula)) {
    text += reference_text(reference) + (reference.range_argument ? "* " : " ");
    if (formula.substr(reference.offset, reference.length) != reference_text(reference)) {
      text += "(" + std::string(formula.substr(reference.offset, reference.length)) + ") ";
    }
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(formula_test)

BOOST_AUTO_TEST_CASE(references_are_found_in_order) {
  BOOST_TEST(found("of:=SUM([.C5:.C6])") == "[.C5:.C6]* ");
  BOOST_TEST(found("of:=[.C5]*2+[.$D$7]") == "[.C5] [.$D$7] ");
  BOOST_TEST(found("of:=SUM([.C5]; [.C7:.C8] ;[.C9]+1)") == "[.C5]* [.C7:.C8]* [.C9] ");
  BOOST_TEST(found("of:=[$Sheet1.$A$1:.B2]") == "[$Sheet1.$A$1:.B2] ");
  BOOST_TEST(found("of:=[$'Bảng tổng''hợp [1].x'.A1]+[Nguồn.B2:Nguồn.B3]") ==
             "[$'Bảng tổng''hợp [1].x'.A1] [Nguồn.B2:Nguồn.B3] ");
}

BOOST_AUTO_TEST_CASE(range_arguments_follow_the_function) {
  BOOST_TEST(found("of:=SUMIF([.A1:.A9];[.B1];[.C1:.C9])") == "[.A1:.A9]* [.B1] [.C1:.C9]* ");
  BOOST_TEST(found("of:=VLOOKUP([.A1];[.B1:.C9];2)") == "[.A1] [.B1:.C9]* ");
  BOOST_TEST(found("of:=SUMIFS([.A1];[.B1];[.C1];[.D1];[.E1])") == "[.A1]* [.B1]* [.C1] [.D1]* [.E1] ");
  BOOST_TEST(found("of:=SUBTOTAL(9;[.C5])") == "[.C5]* ");
  BOOST_TEST(found("of:=sum([.C5])") == "[.C5]* ");
  BOOST_TEST(found("of:=ROUND([.C5];1)") == "[.C5] ");
  BOOST_TEST(found("of:=IF(SUM([.C5])>0;[.C6];([.C7]))") == "[.C5]* [.C6] [.C7] ");
  BOOST_TEST(found("of:=SUM(([.C5]))") == "[.C5] ");
}

BOOST_AUTO_TEST_CASE(text_broken_and_foreign_references_are_left_out) {
  BOOST_TEST(found("of:=\"[.C5]\"\"[.C6]\"&[.C7]") == "[.C7] ");
  BOOST_TEST(found("of:=[#REF!]+[.#REF!5]+[.C0]+[.C]+[.5]+[.XFE1]+[.C1:]+[.C1:.C2:.C3]+[$.A1:.B2]+[$''.A1]") == "");
  BOOST_TEST(found("of:=['file:///tmp/a.ods'#$Sheet1.A1]+[.A1]") == "[.A1] ");
  BOOST_TEST(found("of:=SUM([.A1") == "");
  BOOST_TEST(found("of:=\"[.A1]") == "");
  BOOST_TEST(found("of:=))))((;;[.A1]") == "[.A1] ");
  BOOST_TEST(found("") == "");
}

BOOST_AUTO_TEST_CASE(addresses_are_zero_based) {
  const auto references = formula_references("of:=[$'A b'.$AA$10:.C3]");
  BOOST_REQUIRE(references.size() == 1U);
  const CellAddress first{"A b", 9, 26, true, true, true};
  const CellAddress last{"", 2, 2, false, false, false};
  BOOST_TEST((references[0].first == first));
  BOOST_TEST((references[0].last.value() == last));
  BOOST_TEST(references[0].offset == 4U);
  BOOST_TEST(references[0].length == 19U);
}

BOOST_AUTO_TEST_CASE(names_are_found_with_what_they_stand_for) {
  const auto names = formula_names("of:=SUM(LD;\"LD\";[.B3])+RANK(2;LD)+LD*2+SUM(LD+1)+SUM (LD )");
  BOOST_REQUIRE(names.size() == 9U); // other words too
  std::string ranges, words;
  for (const FormulaName &name : names) {
    words += name.name + " ";
    ranges += name.range_argument ? "1" : "0";
  }
  BOOST_TEST(words == "of LD 2 LD LD 2 LD 1 LD ");
  BOOST_TEST(ranges == "010100001");
  BOOST_TEST(names[1].offset == 8U);
}

BOOST_AUTO_TEST_CASE(formulas_are_shown_as_they_are_typed) {
  const auto typed = [](const std::string &formula) {
    const TypedFormula shown = typed_formula(formula, formula_references(formula));
    std::string text = shown.text;
    for (const auto &[offset, length] : shown.references)
      text += " | " + shown.text.substr(offset, length);
    return text;
  };
  BOOST_TEST(typed("of:=SUMPRODUCT([.B3];[.$B$3:.C4])") == "=SUMPRODUCT(B3;$B$3:C4) | B3 | $B$3:C4");
  BOOST_TEST(typed("of:=[$'Biểu 1'.A1]&\"[.B2]\"") == "=$'Biểu 1'.A1&\"[.B2]\" | $'Biểu 1'.A1");
  BOOST_TEST(typed("of:cell-content-is-in-list([.$A$3:.$A$5])") == "$A$3:$A$5 | $A$3:$A$5");
  BOOST_TEST(typed("of:cell-content()>[.B1]") == "cell-content()>B1 | B1");
  BOOST_TEST(typed("of:=1+1") == "=1+1");
}

BOOST_AUTO_TEST_CASE(columns_are_letters) {
  BOOST_TEST(column_number("A").value() == 0U);
  BOOST_TEST(column_number("amj").value() == 1023U);
  BOOST_TEST(column_number("XFD").value() == 16383U);
  BOOST_TEST(!column_number("XFE").has_value());
  BOOST_TEST(!column_number("").has_value());
  BOOST_TEST(!column_number("A1").has_value());
  BOOST_TEST(!column_number("AAAAAAAAAAAAAAAAAAAAAAAAAAAA").has_value());
  for (std::size_t column = 0; column < 16384; ++column) {
    if (column_number(column_letters(column)) != column) {
      BOOST_ERROR("column " << column);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
