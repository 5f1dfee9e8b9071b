// What a person reads where rows repeat in groups, with sums between them: charts and formulas, after LibreOffice.
#include "job/report_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::job_test;

namespace {

/// How often the names of the items (NA1, NA2, NB1, NB2) and those of the groups (NA, NB) stand on the page: once in
/// the table, once more below the bars that are drawn for them.
void stand(const std::string &text, std::size_t items, std::size_t groups) {
  for (const char *item : {"NA1", "NA2", "NB1", "NB2"})
    BOOST_TEST(count(text, item) == items, text);
  BOOST_TEST(count(text, "NA") == 2 * items + groups, text);
  BOOST_TEST(count(text, "NB") == 2 * items + groups, text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(pdf_groups_test)

BOOST_AUTO_TEST_CASE(a_chart_of_a_sheet_shows_the_items_of_all_groups) {
  stand(pdf_text(support::grouped_sheet("4", "4")), 2, 1);
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_sheet_shows_the_sum_of_each_group) {
  stand(pdf_text(support::grouped_sheet("3", "3")), 1, 2);
}

BOOST_AUTO_TEST_CASE(a_chart_inserted_over_markers_draws_what_the_report_has) {
  support::OdfContent content = support::grouped_sheet("2", "2");
  content.objects["Object 1"] =
      "<chart:chart svg:width=\"14cm\" svg:height=\"7cm\" xlink:href=\"..\" xlink:type=\"simple\" "
      "chart:class=\"chart:bar\"><chart:plot-area table:cell-range-address=\"Biểu.A1:Biểu.B4\" "
      "chart:data-source-has-labels=\"both\"><chart:axis chart:dimension=\"x\" chart:name=\"primary-x\" "
      "chart:style-name=\"ch1\"/><chart:axis chart:dimension=\"y\" chart:name=\"primary-y\" "
      "chart:style-name=\"ch1\"/></chart:plot-area></chart:chart>";
  stand(pdf_text(content), 2, 2);
}

BOOST_AUTO_TEST_CASE(a_name_of_the_items_adds_them_without_the_sums_between) {
  support::OdfContent content = support::grouped_sheet("4", "4");
  content.objects.clear();
  content.body = "<table:table table:name=\"Biểu\">" + support::grouped_rows("of:=SUM([.B4])", "of:=SUM(SO)") +
                 "<table:named-expressions><table:named-range table:name=\"SO\" "
                 "table:base-cell-address=\"$Biểu.$A$1\" table:cell-range-address=\"$Biểu.$B$4\"/>"
                 "</table:named-expressions>";
  const std::string shown = pdf_text(content);
  BOOST_TEST(count(shown, "1300") == 1U, shown);
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_the_items_of_all_groups) {
  stand(pdf_text(support::grouped_text("4", "4")), 2, 1);
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_the_sum_of_each_group) {
  stand(pdf_text(support::grouped_text("3", "3")), 1, 2);
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_items_and_sums_where_it_points_at_both) {
  stand(pdf_text(support::grouped_text("3", "4")), 2, 2);
}

BOOST_AUTO_TEST_CASE(formulas_of_a_text_table_show_the_sums_of_the_report) {
  support::OdfContent content;
  content.body = "<table:table table:name=\"Biểu\">" +
                 support::grouped_rows("ooow:sum(&lt;B4&gt;)", "ooow:sum(&lt;B4&gt;)+0") +
                 "<table:table table:name=\"Khác\"><table:table-column/>" +
                 support::row(support::formula("ooow:mean(&lt;Biểu.B4&gt;)")) + "</table:table>";
  for (const std::string &shown : {pdf_text(content), docx_text(content)}) {
    BOOST_TEST(count(shown, "650") == 2U, shown);   // of each group: 150 + 500
    BOOST_TEST(count(shown, "1.300") == 1U, shown); // of all
    BOOST_TEST(count(shown, "325") == 1U, shown);   // mean
    BOOST_TEST(count(shown, "99") == 0U, shown);    // what was stored
  }
}

BOOST_AUTO_TEST_SUITE_END()
