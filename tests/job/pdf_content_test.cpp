// What the office itself fills in when it lays a report out: pages, contents, numbers of captions, charts.
#include "job/report_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::job_test;
using support::cell, support::chart, support::frame;

BOOST_AUTO_TEST_SUITE(pdf_content_test)

BOOST_AUTO_TEST_CASE(contents_pages_and_captions_are_those_of_the_report) {
  support::OdfContent content;
  content.automatic_styles = "<style:style style:name=\"PB\" style:family=\"paragraph\"><style:paragraph-properties "
                             "fo:break-before=\"page\"/></style:style>";
  content.body =
      "<text:sequence-decls><text:sequence-decl text:display-outline-level=\"0\" text:name=\"Bieu\"/>"
      "</text:sequence-decls><text:table-of-content text:name=\"ML\"><text:table-of-content-source "
      "text:outline-level=\"2\"><text:table-of-content-entry-template text:outline-level=\"1\">"
      "<text:index-entry-text/><text:index-entry-span> ... </text:index-entry-span><text:index-entry-page-number/>"
      "</text:table-of-content-entry-template></text:table-of-content-source><text:index-body>"
      "<text:p>Cũ 9</text:p></text:index-body></text:table-of-content><text:p>Tổng số trang: <text:page-count>1"
      "</text:page-count>; xem trang <text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"cuoi\">1"
      "</text:bookmark-ref></text:p><text:p>{% for c in JOB_ADDED.by(channel) | sort(\"value\") | top(2) %}</text:p>"
      "<text:h text:outline-level=\"1\" text:style-name=\"PB\">{{ c.name }}</text:h><text:p>Biểu <text:sequence "
      "text:ref-name=\"r\" text:name=\"Bieu\" text:formula=\"ooow:Bieu+1\" style:num-format=\"1\">7</text:sequence>. "
      "{{ c.value }}</text:p><text:p>{% endfor %}</text:p><text:p><text:bookmark text:name=\"cuoi\"/>Hết</text:p>";
  const std::string text = pdf_text(content);
  BOOST_TEST(text.find("Đi làm việc ở nước ngoài theo hợp đồng ... 2") != std::string::npos, text);
  BOOST_TEST(text.find("Ngành than ... 3") != std::string::npos, text);
  BOOST_TEST(text.find("Tổng số trang: 3; xem trang 3") != std::string::npos, text);
  BOOST_TEST(text.find("Biểu 1. 150") != std::string::npos, text);
  BOOST_TEST(text.find("Biểu 2. 500") != std::string::npos, text);
  BOOST_TEST(text.find("Cũ 9") == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(number_formats_without_a_language_follow_the_report) {
  support::OdfContent content;
  content.calc = true;
  content.automatic_styles = "<number:number-style style:name=\"N3\"><number:number number:decimal-places=\"0\" "
                             "number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>"
                             "<style:style style:name=\"ce1\" style:family=\"table-cell\" "
                             "style:data-style-name=\"N3\"/>";
  content.body = "<table:table table:name=\"A\"><table:table-row><table:table-cell table:style-name=\"ce1\"><text:p>"
                 "{{ JOB_ADDED }}</text:p></table:table-cell></table:table-row></table:table>";
  BOOST_TEST(count(pdf_text(content), "7.650") == 1U);
}

/// "one|two three|": a bar for the end of each page.
std::string pages(const std::string &text) {
  std::string line;
  for (const char c : text)
    if (c == '\f')
      line += '|';
    else if (c != '\n' && c != ' ')
      line += c;
  return line;
}

BOOST_AUTO_TEST_CASE(the_page_that_a_statement_begins_is_begun_by_what_follows_it) {
  support::OdfContent content;
  content.automatic_styles = "<style:style style:name=\"PB\" style:family=\"paragraph\"><style:paragraph-properties "
                             "fo:break-before=\"page\"/></style:style>";
  const std::string paragraph = "<text:p text:style-name=\"PB\">";
  content.body = "<text:p>A</text:p>" + paragraph +
                 "{% for c in members(sex) %}</text:p><text:p>{{ loop.index }}</text:p>" +
                 "<text:p>{% endfor %}</text:p>" + paragraph + "{% if 1 > 2 %}</text:p><text:p>B</text:p>" + paragraph +
                 "{% else %}</text:p><text:p>C</text:p>" + paragraph + "{% endif %}</text:p><text:p>D</text:p>";
  BOOST_TEST(pages(pdf_text(content)) == "A|1|2|C|D|");
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_table_draws_the_figures_of_the_report) {
  support::OdfContent content;
  content.body = "<table:table table:name=\"Biểu\"><table:table-column table:number-columns-repeated=\"2\"/>"
                 "<table:table-row>" +
                 cell("Kênh") + cell("Số") + "</table:table-row><table:table-row>" +
                 cell("{% for c in JOB_ADDED.by(channel) | sort(\"value\") | top(3) %}{{ c.code }}") +
                 cell("{{ c.value }}{% endfor %}") + "</table:table-row></table:table><text:p>" + frame + "</text:p>";
  content.objects["Object 1"] = chart("Biểu.A2:Biểu.A2", "Biểu.B2:Biểu.B2", "Biểu.B1:Biểu.B1");
  const std::string text = pdf_text(content);
  for (const char *code : {"ABROAD", "COAL", "OTHER"}) // in the table, and below the bars
    BOOST_TEST(count(text, code) == 2U, text);
}

BOOST_AUTO_TEST_CASE(a_chart_of_a_sheet_has_a_series_for_each_column) {
  support::OdfContent content;
  content.calc = true;
  content.body = "<table:table table:name=\"Biểu\"><table:shapes><draw:frame draw:z-index=\"0\" svg:x=\"1cm\" "
                 "svg:y=\"4cm\" svg:width=\"14cm\" svg:height=\"7cm\"><draw:object xlink:href=\"./Object 1\" "
                 "xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></table:shapes>"
                 "<table:table-column table:number-columns-repeated=\"2\"/><table:table-row>" +
                 cell("Kỳ") +
                 cell("{% for c in members(channel) if c.code in [COAL, ABROAD] by columns %}{{ c.code }}"
                      "{% endfor %}") +
                 "</table:table-row><table:table-row>" + cell("QUÝ") + cell("{{ JOB_ADDED[channel=c] }}") +
                 "</table:table-row></table:table>";
  content.objects["Object 1"] = "<chart:chart svg:width=\"14cm\" svg:height=\"7cm\" xlink:href=\"..\" "
                                "xlink:type=\"simple\" chart:class=\"chart:bar\"><chart:legend "
                                "chart:legend-position=\"end\"/><chart:plot-area chart:data-source-has-labels=\"both\">"
                                "<chart:axis chart:dimension=\"x\" chart:name=\"primary-x\"/><chart:axis "
                                "chart:dimension=\"y\" chart:name=\"primary-y\"/><chart:series "
                                "chart:style-name=\"ch1\" chart:values-cell-range-address=\"Biểu.$B$2:.$B$2\" "
                                "chart:label-cell-address=\"Biểu.$B$1\" chart:class=\"chart:bar\"/></chart:plot-area>"
                                "</chart:chart>";
  const std::string text = pdf_text(content);
  for (const char *code : {"COAL", "ABROAD"}) // in the sheet and in the legend
    BOOST_TEST(count(text, code) == 2U, text);
}

BOOST_AUTO_TEST_SUITE_END()
