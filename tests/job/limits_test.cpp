// Each limit of workspace.json, at the value and one above it, with what a person is told.
#include "job/limits.hpp"

#include "support/odf_builder.hpp"
#include "support/own_workspace.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/report_job.hpp"
#include "job/workspace_job.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>

using namespace solieu;

namespace {

/// Text that packs badly, always the same.
std::string noise(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size;) {
    state = state * 1664525U + 1013904223U;
    text += static_cast<char>('a' + (state >> 24U) % 26);
  }
  return text;
}

std::string repeated(const std::string &text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

std::string paragraph(const std::string &text) { return "<text:p>" + text + "</text:p>"; }

std::string writer(const std::string &body) { return support::make_package({.body = body}); }
std::string calc(const std::string &rows) {
  return support::make_package({.calc = true, .body = "<table:table table:name=\"S\">" + rows + "</table:table>"});
}
std::string with_picture(std::size_t size) {
  support::OdfContent content{.body = paragraph("{{ 1 }}")};
  content.pictures["to.png"] = "\x89PNG\r\n\x1a\n" + noise(size);
  return support::make_package(content);
}

const std::string many = "{% for c in JOB_ADDED.by(channel) %}"; // six of them
const std::string long_text = repeated(paragraph(noise(100'000)), 12) + paragraph("{{ 1 }}");
const std::size_t large = 1'200'000;

struct Case {
  std::string key;
  int enough; ///< the smallest value with which the report is made; 0 = found by trying
  std::function<std::string()> bytes;
  std::string told; ///< in English, when it is one less
  bool to_file = false;
  friend std::ostream &operator<<(std::ostream &out, const Case &one) { return out << one.key; }
};

std::vector<Case> cases() {
  const std::string row = "<table:table-row><table:table-cell><text:p>" + many +
                          "{{ c.name }}{% endfor %}</text:p></table:table-cell></table:table-row>";
  const std::string row_loop = "<table:table><table:table-row><table:table-cell><text:p>" + many +
                               "{{ c.name }}</text:p></table:table-cell><table:table-cell><text:p>{% endfor %}</text:p>"
                               "</table:table-cell></table:table-row></table:table>";
  return {
      {"rows", 6, [=] { return writer(row_loop); }, "The loops make more than 5 rows; narrow the list of {% for … %}."},
      {"copies", 6, [] { return writer(paragraph(many + "x{% endfor %}")); },
       "The loops make more than 5 copies of paragraphs, items or texts; narrow the list of {% for … %} or nest fewer "
       "loops."},
      {"steps", 0, [] { return writer(paragraph("{{ 1 + 2 }}")); },
       "The template needs more than {limit} steps and was stopped. Use fewer nested loops."},
      {"pieces", 0, [] { return writer(paragraph("{{ 1 }}{{ 2 }}")); },
       "The report from {file} passes the limit of {limit} pieces; narrow its loops."},
      {"output_mb", 2, [] { return writer(long_text); },
       "The report from {file} is larger than 1 MB; narrow its loops, or write .odt or .ods.", true},
      {"converted_output_mb", 2, [] { return writer(long_text); },
       "The report from {file} is larger than 1 MB; narrow its loops, or write .odt or .ods."},
      {"picture_mb", 2, [] { return writer(paragraph("{{ \"to.png\" | image }}")); },
       "The picture “to.png” of {{ \"to.png\" | image }} is larger than 1 MB; save it again in a smaller size."},
      {"nesting", 3,
       [] { return writer(paragraph(repeated("{% if 1 == 1 %}", 3) + "x" + repeated("{% endif %}", 3))); },
       "{% if 1 == 1 %} is nested more than 2 levels deep; split the template into simpler parts."},
      {"expression_bytes", 20, [] { return writer(paragraph("{{ JOB_ADDED<text:s text:c=\"6\"/>}}")); },
       "The marker has 20 bytes, more than the limit of 19. Split it into several markers or use “set”."},
      {"expression_nesting", 3, [] { return writer(paragraph("{{ ((1)) }}")); },
       "The expression is nested too deeply (limit 2). Take parts of it out with “set”."},
      {"include_depth", 2, [] { return writer(paragraph("{% include \"one.ott\" %}")); },
       "{% include \"two.ott\" %} is nested more than 1 files deep; check whether the files include one another."},
      {"includes", 2, [] { return writer(repeated(paragraph("{% include \"two.ott\" %}"), 2)); },
       "{% include \"two.ott\" %} comes after 1 included files; put them together, or check whether they include one "
       "another."},
      {"repeated_markers", 5,
       [] {
         return calc("<table:table-row table:number-rows-repeated=\"5\"><table:table-cell><text:p>{{ 1 }}</text:p>"
                     "</table:table-cell></table:table-row>");
       },
       "A row or cell with a marker is repeated 5 times (at most 4); delete the copies and use a {% for … %} loop."},
      {"package_mb", 2, [] { return with_picture(2 * large); },
       "The file {file} has {size}, more than the limit of 1 MiB. Make the pictures in the template smaller."},
      {"unpacked_mb", 2, [] { return with_picture(large); },
       "The file {file} unpacks to more than the limit of 1 MiB. Reduce its content."},
      {"entry_mb", 2, [] { return with_picture(large); },
       "The part Pictures/to.png of the file {file} has {size}, more than the limit of 1 MiB. Reduce its content or "
       "pictures."},
      {"ratio", 0, [] { return writer(paragraph("{{ 1 }}") + repeated(paragraph(repeated("ab ", 1000)), 4000)); },
       "The part content.xml of the file {file} unpacks to more than {limit} times its size, the mark of a malicious "
       "file. Do not use it; ask its sender."},
      {"entries", 5, [] { return writer(paragraph("{{ 1 }}")); },
       "The file {file} has 5 parts, more than the limit of 4. Use fewer pictures and objects."},
      {"xml_depth", 24,
       [] { return writer(paragraph(repeated("<text:span>", 20) + "{{ 1 }}" + repeated("</text:span>", 20))); },
       "The part content.xml of the file {file} is nested more than 23 levels deep (line 2, column {column}). Use "
       "fewer "
       "nested tables, frames or sections."},
      {"xml_nodes", 0, [] { return writer(repeated(paragraph("{{ 1 }}"), 60)); },
       "The part content.xml of the file {file} has more than {limit} pieces (line 2, column {column}). A template "
       "should "
       "hold the frame and not the data."},
      {"xml_text_kb", 2, [] { return writer(paragraph("{{ 1 }}" + noise(1500))); },
       "The part content.xml of the file {file} has a piece of text longer than 1024 bytes (line 2, column {column}). "
       "Divide it."},
      {"repeated_cells", 50,
       [] {
         return calc("<table:table-row table:number-rows-repeated=\"10\"><table:table-cell "
                     "table:number-columns-repeated=\"5\"><text:p>x</text:p></table:table-cell></table:table-row>");
       },
       "The file {file} repeats table:table-cell in the part content.xml more than 49 times. Delete the surplus rows, "
       "columns or spaces and save it again."},
  };
}

/// A workspace whose limits are set anew for each report.
class Desk {
public:
  explicit Desk(const Case &one)
      : to_file_(one.to_file), settings_(support::read_file(own_.path() + "/workspace.json")) {
    support::write_file(own_.path() + "/mau.odt", one.bytes());
    support::write_file(own_.path() + "/one.ott", writer(paragraph("{% include \"two.ott\" %}")));
    support::write_file(own_.path() + "/two.ott", writer(paragraph("x")));
    support::write_file(own_.path() + "/to.png",
                        std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\1", 24) + noise(large));
  }

  /// What was wrong, if anything.
  [[nodiscard]] std::optional<diagnostic::Diagnostic> made_with(const std::string &key, int value) const {
    std::string settings = settings_;
    settings.insert(settings.find('{') + 1, "\"limits\": {\"" + key + "\": " + std::to_string(value) + "},");
    support::write_file(own_.path() + "/workspace.json", settings);
    job::ReportJob report;
    report.template_name = own_.path() + "/mau.odt";
    report.period = "2025-Q1";
    report.territory = "VN-NSO/2025-01-01/22";
    report.workspace = own_.path();
    report.issue_date = {2025, 4, 5};
    report.plain = true;
    if (to_file_)
      report.output_file = own_.path() + "/ra.odt";
    try {
      (void)job::run(report);
    } catch (const diagnostic::Failure &failure) {
      return failure.findings().front();
    }
    return std::nullopt;
  }

private:
  support::OwnWorkspace own_;
  bool to_file_;
  std::string settings_;
};

int least_of(const std::string &key) {
  for (const workspace::LimitRange &range : workspace::known_limits())
    if (range.key == key)
      return range.least;
  throw std::runtime_error("no limit " + key);
}

int smallest_enough(const Desk &desk, const std::string &key) {
  int low = least_of(key), high = low + 1;
  BOOST_TEST_REQUIRE(desk.made_with(key, low).has_value());
  for (; desk.made_with(key, high); high *= 2)
    low = high;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (desk.made_with(key, middle) ? low : high) = middle;
  }
  return high;
}

std::string argument(const diagnostic::Diagnostic &finding, const std::string &name) {
  for (const auto &[known, value] : finding.arguments)
    if (known == name)
      return value;
  return {};
}

} // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_DATA_TEST_CASE(a_report_is_made_at_the_limit_and_not_above_it, boost::unit_test::data::make(cases()), one) {
  const Desk desk(one);
  const int enough = one.enough > 0 ? one.enough : smallest_enough(desk, one.key);
  const auto fine = desk.made_with(one.key, enough);
  BOOST_TEST((!fine), (fine ? format::message(*fine, "en") : ""));
  const auto finding = desk.made_with(one.key, enough - 1);
  BOOST_REQUIRE(finding);
  std::string told = one.told + " This limit is set by “" + one.key + "” under “limits” in workspace.json.";
  for (const char *name : {"file", "size", "limit", "column"})
    if (const std::string place = std::string("{") + name + "}"; told.find(place) != std::string::npos)
      told.replace(told.find(place), place.size(), argument(*finding, name));
  BOOST_TEST(format::message(*finding, "en") == told);
  BOOST_TEST(format::message(*finding, "vi")
                 .ends_with(" Giới hạn này được đặt bằng “" + one.key + "” trong “limits” của workspace.json."));
  if (one.enough == 0)
    BOOST_TEST(argument(*finding, "limit") == std::to_string(enough - 1));
}

BOOST_AUTO_TEST_CASE(each_known_limit_is_tried_above_and_stands_in_the_guide_with_its_value) {
  const job::Limits own = job::limits_of({});
  const std::map<std::string, std::uint64_t> values{{"rows", own.filling.rows},
                                                    {"copies", own.filling.copies},
                                                    {"steps", own.filling.steps},
                                                    {"pieces", own.filling.output_pieces},
                                                    {"output_mb", own.output_bytes >> 20U},
                                                    {"converted_output_mb", own.converted_output_bytes >> 20U},
                                                    {"picture_mb", own.filling.picture_bytes >> 20U},
                                                    {"nesting", own.structure.nesting},
                                                    {"expression_bytes", own.expressions.expression_bytes},
                                                    {"expression_nesting", own.expressions.nesting},
                                                    {"include_depth", own.structure.include_depth},
                                                    {"includes", own.structure.includes},
                                                    {"repeated_markers", own.structure.repeated_markers},
                                                    {"package_mb", own.reading.package_bytes >> 20U},
                                                    {"unpacked_mb", own.reading.inflated_bytes >> 20U},
                                                    {"entry_mb", own.reading.entry_bytes >> 20U},
                                                    {"ratio", own.reading.ratio},
                                                    {"entries", own.reading.entries},
                                                    {"xml_depth", own.reading.xml_depth},
                                                    {"xml_nodes", own.reading.xml_nodes},
                                                    {"xml_text_kb", own.reading.attribute_bytes >> 10U},
                                                    {"repeated_cells", own.reading.repeated_cells}};
  const std::string guide =
      support::read_file(std::filesystem::path(SOLIEU_SOURCE_DIR) / "docs" / "guide-administrator.md");
  const std::vector<Case> tried = cases();
  for (const workspace::LimitRange &range : workspace::known_limits()) {
    const std::string key(range.key);
    BOOST_TEST(std::ranges::count(tried, key, &Case::key) == 1, key);
    std::string value = std::to_string(values.at(key));
    for (std::size_t at = value.size(); at > 3; at -= 3)
      value.insert(at - 3, ",");
    BOOST_TEST((guide.find("| `" + key + "` | " + value + " |") != std::string::npos), key + " " + value);
  }
}

BOOST_AUTO_TEST_CASE(the_check_of_a_workspace_reads_its_templates_with_its_limits) {
  const support::OwnWorkspace own;
  own.change("workspace.json", "{", "{\"limits\": {\"expression_bytes\": 16, \"nesting\": 1},");
  const support::Ended ended = own.solieu({"workspace", "check"});
  BOOST_TEST(ended.status != 0);
  BOOST_TEST(
      ended.err.find("more than the limit of 16. Split it into several markers or use “set”. This limit is set by "
                     "“expression_bytes” under “limits” in workspace.json.") != std::string::npos);
  BOOST_TEST(ended.err.find("This limit is set by “nesting” under “limits” in workspace.json.") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
