#include "evaluate/fill.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "odf/entry_stream.hpp"
#include "render/report_writer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace solieu;

namespace {

/// Rows "1", "2" … made when they are looked at; counts how often.
class NumberedRows final : public expression::RowSource {
public:
  explicit NumberedRows(std::size_t rows) : rows_(rows) {}
  [[nodiscard]] std::size_t size() const noexcept override { return rows_; }
  void read(std::size_t index, expression::Row &row) const override {
    if (row.columns.empty())
      row.columns = {{"number", {}}};
    row.key = std::to_string(index + 1);
    row.columns[0].second.data =
        model::Quantity::of(model::Decimal(static_cast<std::int64_t>(index + 1)), model::Unit{});
  }

private:
  std::size_t rows_;
};

class OneQuery final : public expression::QueryPort {
public:
  explicit OneQuery(std::size_t rows) : source_(std::make_shared<const NumberedRows>(rows)) {}
  [[nodiscard]] expression::List rows(const std::string &,
                                      const std::vector<std::pair<std::string, expression::Value>> &) const override {
    return *expression::list_of({source_, nullptr, nullptr});
  }
  [[nodiscard]] std::shared_ptr<const expression::RowSource>
  source(const std::string &, const std::vector<std::pair<std::string, expression::Value>> &) const override {
    return source_;
  }

private:
  std::shared_ptr<const expression::RowSource> source_;
};

struct Filled {
  std::string content; ///< content.xml
  std::string chart;   ///< that of "Object 1"
  std::size_t taken = 0, most_held = 0;
  diagnostic::Diagnostics findings;
};

/// Passes pieces on and remembers how many there were at once.
struct Watcher final : binding::PieceSink {
  Watcher(render::ReportWriter &to, Filled &result) : writer(to), seen(result) {}
  void take(const binding::FilledReport &report, const binding::FilledPart &part) override {
    ++seen.taken;
    seen.most_held = std::max(seen.most_held, part.pieces.size());
    writer.take(report, part);
  }
  [[nodiscard]] std::size_t room() const noexcept override { return 100; }
  render::ReportWriter &writer;
  Filled &seen;
};

/// `steps` = how many steps of evaluation there may be.
Filled filled(const support::OdfContent &content, std::size_t rows, std::size_t steps = evaluate::Limits{}.steps) {
  support::SmallWorld world;
  binding::CompileContext compiling{world.catalogue};
  compiling.queries = {{"rows", {}, {"number"}}};
  Filled result;
  const auto compiled = binding::compile(support::make_package(content), "mau", compiling, result.findings);
  BOOST_REQUIRE(compiled);
  world.dataset.seal();
  const figures::Resolver resolver(world.catalogue, world.dataset);
  const format::Formatter formatter("vi", world.phrases);
  evaluate::FillContext context{world.catalogue, resolver, formatter, world.report};
  const OneQuery query(rows);
  context.queries = &query;
  context.limits.steps = steps;
  render::ReportWriter writer(*compiled, {});
  Watcher sink(writer, result);
  const binding::FilledReport report = evaluate::fill(*compiled, context, sink);
  const odf::Package package = odf::Package::open(writer.finish(report), "result");
  result.content = package.read(*package.find("content.xml"));
  if (const odf::PackageEntry *chart = package.find("Object 1/content.xml"))
    result.chart = package.read(*chart);
  return result;
}

support::OdfContent sheet(const std::string &rows) {
  return {.calc = true,
          .body = "<table:table table:name=\"Biểu\"><table:table-column table:number-columns-repeated=\"3\"/>" + rows +
                  "</table:table>"};
}

std::string cell(const std::string &text) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
}

std::string formula(const std::string &text) { return "<table:table-cell table:formula=\"of:=" + text + "\"/>"; }

std::string row(const std::string &cells) { return "<table:table-row>" + cells + "</table:table-row>"; }

bool holds(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_AUTO_TEST_SUITE(long_report_test)

BOOST_AUTO_TEST_CASE(pieces_held_do_not_grow_with_the_rows) {
  const std::string table =
      "<table:table>" + row(cell("{% for r in query(\"rows\") %}{{ r.number }}{% endfor %}")) + "</table:table>";
  const std::string rows = "<table:table>" +
                           row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + cell("{% endfor %}")) +
                           "</table:table>";
  for (const std::string &body : {table, rows}) {
    const Filled few = filled({.body = body}, 1000), many = filled({.body = body}, 10'000);
    BOOST_TEST(few.taken >= 10U);
    BOOST_TEST(many.taken > 9 * few.taken);
    BOOST_TEST(many.most_held < 200U);
    BOOST_TEST(holds(many.content, "10.000"));
  }
}

/// What stands further up and is known in the end waits in its place; the rest goes.
BOOST_AUTO_TEST_CASE(tables_of_contents_and_charts_do_not_hold_a_report_back) {
  const std::string contents =
      "<text:table-of-content text:name=\"Mục lục\"><text:table-of-content-source text:outline-level=\"2\">"
      "<text:table-of-content-entry-template text:outline-level=\"1\"><text:index-entry-text/>"
      "</text:table-of-content-entry-template></text:table-of-content-source><text:index-body/>"
      "</text:table-of-content>";
  const std::string headings = "<text:p>{% for r in query(\"rows\") %}</text:p><text:h text:outline-level=\"1\">Phần "
                               "{% for i in [1, 2] %}{{ i }}{% endfor %} {{ r.number }}</text:h>"
                               "<text:p>{% endfor %}</text:p>";
  const std::string table = "<table:table table:name=\"Bảng1\">" + row(cell("Số")) +
                            row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + cell("{% endfor %}")) +
                            "</table:table>";
  const support::OdfContent chart{
      .body = "<text:p><draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame></text:p>" + table,
      .objects = {{"Object 1", "<chart:chart><chart:title><text:p>{{ report.period }}</text:p></chart:title>"
                               "<chart:plot-area table:cell-range-address=\"Bảng1.A1:Bảng1.A2\"><chart:series "
                               "chart:values-cell-range-address=\"Bảng1.A2:Bảng1.A2\"/></chart:plot-area>"
                               "</chart:chart>"}}};
  for (const support::OdfContent &content : {support::OdfContent{.body = contents + headings}, chart}) {
    const Filled many = filled(content, 2000);
    BOOST_TEST(many.taken >= 20U);
    BOOST_TEST(many.most_held < 200U);
    BOOST_TEST(holds(many.content, "2.000"));
  }
  BOOST_TEST(holds(filled({.body = contents + headings}, 2000).content,
                   "text:ref-name=\"_SoLieu_2000\">Phần 12 2.000</text:bookmark-ref></text:p></text:index-body>"));
  BOOST_TEST(holds(filled(chart, 2000).chart, "chart:values-cell-range-address=\"Bảng1.A2:Bảng1.A2001\""));
  BOOST_TEST(holds(filled(chart, 2000).chart, "<text:p>quý I năm 2025</text:p>"));
}

BOOST_AUTO_TEST_CASE(sums_above_and_shares_of_a_total_below_follow_rows_that_went_already) {
  const Filled report = filled(
      sheet(row(formula("SUM([.A2:.A2])")) +
            row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + formula("[.A2]/[.A$3]") + cell("{% endfor %}")) +
            row(formula("SUM([.A2])")) + row(formula("[.A3]*2"))),
      1000);
  BOOST_TEST(report.taken > 10U);
  BOOST_TEST(holds(report.content, "of:=SUM([.A2:.A1001])\"/></table:table-row><table:table-row>"));
  BOOST_TEST(holds(report.content, "of:=[.A2]/[.A$1002]"));
  BOOST_TEST(holds(report.content, "of:=[.A1001]/[.A$1002]"));
  BOOST_TEST(holds(report.content, "of:=SUM([.A2:.A1001])\"/></table:table-row><table:table-row>"
                                   "<table:table-cell table:formula=\"of:=[.A1002]*2\""));
}

/// In a table of a text, where results are written as well.
BOOST_AUTO_TEST_CASE(formulas_of_a_text_table_do_not_hold_a_report_back) {
  const auto computed = [](const std::string &text) {
    return "<table:table-cell table:formula=\"ooow:" + text + "\"><text:p/></table:table-cell>";
  };
  const std::string body =
      "<table:table table:name=\"Bảng1\">" + row(computed("sum(&lt;A2&gt;)") + cell("")) +
      row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + computed("&lt;A2&gt;*2") + cell("{% endfor %}")) +
      row(computed("mean(&lt;A2&gt;)") + computed("sum(&lt;B2&gt;)-&lt;A1&gt;")) + "</table:table>";
  const Filled report = filled({.body = body}, 2000);
  BOOST_TEST(report.taken >= 20U);
  BOOST_TEST(report.most_held < 200U);
  const auto shown = [&](const std::string &formula, const std::string &value, const std::string &text) {
    const std::string cell = " table:formula=\"ooow:" + formula + "\" office:value-type=\"float\" office:value=\"" +
                             value + "\"><text:p>" + text + "</text:p>";
    BOOST_TEST(holds(report.content, cell), cell);
  };
  shown("sum(&lt;A2:A2001&gt;)", "2001000", "2.001.000");
  shown("&lt;A2001&gt;*2", "4000", "4.000");
  shown("mean(&lt;A2:A2001&gt;)", "1000.5", "1.000,5");
  shown("sum(&lt;B2:B2001&gt;)-&lt;A1&gt;", "2001000", "2.001.000");
}

BOOST_AUTO_TEST_CASE(a_reference_past_a_second_loop_waits_for_it) {
  const std::string loop =
      row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + formula("[.A2]+[.A$3]") + cell("{% endfor %}"));
  const Filled report = filled(
      sheet(row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + formula("[.A1]/[.A$3]") + cell("{% endfor %}")) +
            loop + row(formula("SUM([.A1:.A2])"))),
      500);
  BOOST_TEST(holds(report.content, "of:=[.A1]/[.A$1001]"));
  BOOST_TEST(holds(report.content, "of:=[.A500]/[.A$1001]"));
  BOOST_TEST(holds(report.content, "of:=[.A1000]+[.A$1001]"));
  BOOST_TEST(holds(report.content, "of:=SUM([.A1:.A1000])"));
}

BOOST_AUTO_TEST_CASE(merged_cells_span_rows_that_went_already) {
  const Filled report = filled(sheet(row(cell("{% for r in query(\"rows\") %}{{ (r.number &lt; 300) | merge }}") +
                                         cell("{{ r.number }}{% endfor %}"))),
                               1000);
  BOOST_TEST(holds(report.content, "table:number-rows-spanned=\"299\""));
  BOOST_TEST(holds(report.content, "table:number-rows-spanned=\"701\""));
}

BOOST_AUTO_TEST_CASE(rows_of_a_query_can_be_chosen_sorted_and_summed) {
  const Filled report =
      filled({.body = "<text:p>{% for r in query(\"rows\") if r.number > 3 %}{{ r.number }} {% endfor %}"
                      "{{ query(\"rows\") | sum(\"number\") }} {{ query(\"rows\") | count }}</text:p>"},
             5);
  BOOST_TEST(holds(report.content, "<text:p>4 5 15 5</text:p>"));
}

/// Ten times the rows, and ten times the groups, are ten times the work.
BOOST_AUTO_TEST_CASE(steps_of_evaluation_grow_as_the_rows_do) {
  const support::OdfContent rows =
      sheet(row(cell("{% for r in query(\"rows\") %}{{ r.number }}") + cell("{{ r.number * 2 }}{% endfor %}")));
  const support::OdfContent groups =
      sheet(row(cell("{% for g in query(\"rows\") | group(\"number\") %}")) +
            row(cell("{{ g.key }}") + cell("{{ g.rows | sum(\"number\") }}") + formula("SUM([.A3])")) +
            row(cell("{% for r in g.rows %}{{ r.number }}{% endfor %}")) + row(cell("{% endfor %}")));
  for (const support::OdfContent &content : {rows, groups})
    for (const std::size_t count : {200U, 2000U}) {
      BOOST_TEST(holds(filled(content, count, 20 * count + 100).content, count == 200 ? ">200<" : ">2.000<"));
      BOOST_CHECK_THROW(static_cast<void>(filled(content, count, 2 * count)), diagnostic::Failure);
    }
}

/// The office reads a formula of 8,192 tokens at most, and would show Err:512 for a longer one.
BOOST_AUTO_TEST_CASE(a_sum_over_more_groups_than_a_formula_takes_is_refused) {
  const support::OdfContent groups = sheet(row(cell("{% for g in query(\"rows\") | group(\"number\") %}{{ g.key }}")) +
                                           row(cell("{% for r in g.rows %}{{ r.number }}{% endfor %}")) +
                                           row(cell("{% endfor %}")) + row(formula("SUM([.A2])")));
  BOOST_TEST(holds(filled(groups, 4000).content, "[.A7996]~[.A7998]~[.A8000])"));
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(filled(groups, 4001)), diagnostic::Failure,
      [](const diagnostic::Failure &failure) { return failure.findings()[0].code.name == "evaluate.too-many-groups"; });
}

BOOST_AUTO_TEST_CASE(more_columns_than_a_sheet_has_are_refused) {
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(
          filled(sheet(row(cell("{% for r in query(\"rows\") by columns %}{{ r.number }}{% endfor %}"))), 16'385)),
      diagnostic::Failure, [](const diagnostic::Failure &failure) {
        return failure.findings()[0].code.name == "evaluate.too-many-columns";
      });
}

BOOST_AUTO_TEST_SUITE_END()
