// What a person reads where rows repeat in groups, with sums between them: charts and formulas, after LibreOffice.
#include "job/report_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::job_test;

namespace {

std::string row(const std::string &cells) { return "<table:table-row>" + cells + "</table:table-row>"; }

std::string formula(const std::string &text) {
  return "<table:table-cell table:formula=\"" + text +
         "\" office:value-type=\"float\" office:value=\"99\"><text:p>99</text:p></table:table-cell>";
}

/// Head; two groups: name and sum, then the two smallest channels; sum of all.
std::string grouped_rows(const std::string &sum_of_group, const std::string &sum_of_all) {
  return "<table:table-column table:number-columns-repeated=\"2\"/>" + row(cell("Kênh") + cell("Số")) +
         row(cell("{% for g in [\"NA\", \"NB\"] %}") + cell("")) + row(cell("{{ g }}") + formula(sum_of_group)) +
         row(cell("{% for c in JOB_ADDED.by(channel) | sort(\"value\") | top(2) %}{{ g }}{{ loop.index }}") +
             cell("{{ c.value }}{% endfor %}")) +
         row(cell("{% endfor %}") + cell("")) + row(cell("Cộng") + formula(sum_of_all)) + "</table:table>";
}

/// A sheet of them with a chart of the rows `first` … `last`.
support::OdfContent sheet(const std::string &first, const std::string &last) {
  support::OdfContent content;
  content.calc = true;
  content.body = "<table:table table:name=\"Biểu\"><table:shapes><draw:frame draw:z-index=\"0\" svg:x=\"1cm\" "
                 "svg:y=\"6cm\" svg:width=\"14cm\" svg:height=\"7cm\"><draw:object xlink:href=\"./Object 1\" "
                 "xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></table:shapes>" +
                 grouped_rows("of:=SUM([.B4])", "of:=SUM([.B4])");
  content.objects["Object 1"] =
      chart("Biểu.$A$" + first + ":.$A$" + last, "Biểu.$B$" + first + ":.$B$" + last, "Biểu.$B$1");
  return content;
}

/// A text with them and such a chart.
support::OdfContent text(const std::string &first, const std::string &last) {
  support::OdfContent content;
  content.body = "<table:table table:name=\"Biểu\">" + grouped_rows("ooow:sum(&lt;B4&gt;)", "ooow:sum(&lt;B4&gt;)") +
                 "<text:p>" + frame + "</text:p>";
  content.objects["Object 1"] =
      chart("Biểu.A" + first + ":Biểu.A" + last, "Biểu.B" + first + ":Biểu.B" + last, "Biểu.B1:Biểu.B1");
  return content;
}

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

BOOST_AUTO_TEST_CASE(a_chart_of_a_sheet_shows_the_items_of_all_groups) { stand(pdf_text(sheet("4", "4")), 2, 1); }

BOOST_AUTO_TEST_CASE(a_chart_of_a_sheet_shows_the_sum_of_each_group) { stand(pdf_text(sheet("3", "3")), 1, 2); }

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_the_items_of_all_groups) { stand(pdf_text(text("4", "4")), 2, 1); }

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_the_sum_of_each_group) { stand(pdf_text(text("3", "3")), 1, 2); }

BOOST_AUTO_TEST_CASE(a_chart_of_a_text_shows_items_and_sums_where_it_points_at_both) {
  stand(pdf_text(text("3", "4")), 2, 2);
}

BOOST_AUTO_TEST_CASE(formulas_of_a_text_table_show_the_sums_of_the_report) {
  support::OdfContent content;
  content.body = "<table:table table:name=\"Biểu\">" + grouped_rows("ooow:sum(&lt;B4&gt;)", "ooow:sum(&lt;B4&gt;)+0") +
                 "<table:table table:name=\"Khác\"><table:table-column/>" + row(formula("ooow:mean(&lt;Biểu.B4&gt;)")) +
                 "</table:table>";
  for (const std::string &shown : {pdf_text(content), docx_text(content)}) {
    BOOST_TEST(count(shown, "650") == 2U, shown);   // of each group: 150 + 500
    BOOST_TEST(count(shown, "1.300") == 1U, shown); // of all
    BOOST_TEST(count(shown, "325") == 1U, shown);   // mean
    BOOST_TEST(count(shown, "99") == 0U, shown);    // what was stored
  }
}

BOOST_AUTO_TEST_SUITE_END()
