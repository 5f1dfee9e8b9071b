#include "render/render.hpp"

#include "support/document_text.hpp"
#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "model/sha256.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

struct Made {
  support::SmallWorld world;
  std::shared_ptr<const binding::ReportTemplate> compiled;
  binding::FilledReport report;

  explicit Made(const support::OdfContent &content) {
    world.observe("JOB_ADDED;2025-Q1;;actual;7650");
    for (const char *line : {"COAL;actual;3000", "IZ;actual;2500", "LOAN;actual;1200", "OTHER;actual;950"})
      world.observe("JOB_ADDED;2025-Q1;channel=" + std::string(line));
    diagnostic::Diagnostics findings;
    compiled = world.compile(support::make_package(content), findings);
    BOOST_REQUIRE(compiled);
    report = world.fill(*compiled);
  }
};

std::string entry(const std::string &bytes, std::string_view name) {
  const odf::Package package = odf::Package::open(bytes, "result");
  const odf::PackageEntry *found = package.find(name);
  return found ? package.read(*found) : std::string();
}

std::string link_name(const std::string &path) { return "SL_" + model::sha256(path).substr(0, 12); }

bool holds(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_AUTO_TEST_SUITE(render_test)

BOOST_AUTO_TEST_CASE(a_figure_stands_between_bookmarks_named_after_its_path) {
  Made made({.body = "<text:p>Có {{ JOB_ADDED }} người, {{ org.name }}</text:p>"});
  const std::string id = link_name("1");
  const std::string content = entry(render::render(*made.compiled, made.report), "content.xml");
  BOOST_TEST(holds(content, "<text:p>Có <text:bookmark-start text:name=\"" + id +
                                "\"/>7.650<text:bookmark-end text:name=\"" + id + "\"/> người, Sở Nội vụ</text:p>"));
  BOOST_TEST(made.report.links.size() == 1U);
  BOOST_TEST(made.report.links[0].expression == "JOB_ADDED");
  BOOST_TEST(made.report.links[0].text == "7.650");
  BOOST_TEST(made.report.links[0].value == "7650");
  BOOST_TEST(made.report.links[0].value_type == "float");
  BOOST_TEST(made.report.links[0].figure != nullptr);
}

BOOST_AUTO_TEST_CASE(links_can_be_left_out) {
  Made made({.body = "<text:p>{{ JOB_ADDED }}</text:p>", .header = "<text:p>{{ JOB_ADDED }}</text:p>"});
  render::Options plain;
  plain.links = false;
  const std::string bytes = render::render(*made.compiled, made.report, plain);
  BOOST_TEST(!holds(entry(bytes, "content.xml"), "SL_"));
  BOOST_TEST(!holds(entry(bytes, "styles.xml"), "SL_"));
  BOOST_TEST(holds(entry(bytes, "styles.xml"), "<style:header><text:p>7.650</text:p></style:header>"));
}

BOOST_AUTO_TEST_CASE(rows_carry_the_key_of_their_item) {
  Made made({.body = "<text:p>{% for c in members(channel) %}</text:p><text:p>{{ JOB_ADDED[channel=c] }}</text:p>"
                     "<text:p>{% endfor %}</text:p>"});
  std::vector<std::string> paths;
  for (const binding::Link &link : made.report.links)
    paths.push_back(link.path);
  const std::vector<std::string> expected = {"1", "2/channel=COAL", "2/channel=IZ", "2/channel=LOAN",
                                             "2/channel=OTHER"};
  BOOST_TEST(paths == expected, boost::test_tools::per_element());
  const std::string content = entry(render::render(*made.compiled, made.report), "content.xml");
  const std::string block = link_name("1");
  BOOST_TEST(holds(content, "<text:p><text:bookmark-start text:name=\"" + block +
                                "\"/><text:bookmark-start text:name=\"" + link_name("2/channel=COAL")));
  BOOST_TEST(holds(content, "950<text:bookmark-end text:name=\"" + link_name("2/channel=OTHER") +
                                "\"/><text:bookmark-end text:name=\"" + block + "\"/></text:p>"));
}

BOOST_AUTO_TEST_CASE(equal_keys_get_ids_of_their_own) {
  Made made({.body = "<text:p>{% for c in [1, 1] %}{{ JOB_ADDED }}{% endfor %}</text:p>"});
  BOOST_TEST(made.report.links.size() == 2U);
  BOOST_TEST(made.report.links[0].path == "2/1");
  BOOST_TEST(made.report.links[1].path == "2/1~2");
  BOOST_TEST(made.report.links[0].id != made.report.links[1].id);
}

BOOST_AUTO_TEST_CASE(a_header_carries_user_fields) {
  Made made({.body = "<text:p/>", .header = "<text:p>{{ JOB_ADDED }}</text:p>"});
  const std::string styles = entry(render::render(*made.compiled, made.report), "styles.xml");
  const std::string id = link_name("1");
  BOOST_TEST(holds(styles, "<style:header><text:user-field-decls><text:user-field-decl office:value-type=\"string\" "
                           "office:string-value=\"7.650\" text:name=\"" +
                               id +
                               "\"/></text:user-field-decls><text:p>"
                               "<text:user-field-get text:name=\"" +
                               id + "\">7.650</text:user-field-get></text:p>"));
}

BOOST_AUTO_TEST_CASE(cells_get_named_ranges_and_blocks_database_ranges) {
  Made made({.calc = true,
             .body =
                 "<table:table table:name=\"Biểu 1\"><table:table-column/><table:table-row><table:table-cell><text:p>"
                 "{% for c in members(channel) %}{{ c.name }}</text:p></table:table-cell><table:table-cell><text:p>"
                 "{{ JOB_ADDED[channel=c] }}{% endfor %}</text:p></table:table-cell></table:table-row></table:table>"});
  const std::string text = support::DocumentText::of(render::render(*made.compiled, made.report));
  BOOST_TEST(holds(text, link_name("3/channel=COAL") + " = $'Biểu 1'.$B$1\n"));
  BOOST_TEST(holds(text, link_name("3/channel=OTHER") + " = $'Biểu 1'.$B$4\n"));
  BOOST_TEST(holds(text, link_name("1") + " = 'Biểu 1'.$A$1:'Biểu 1'.$B$4\n"));
}

BOOST_AUTO_TEST_CASE(a_template_becomes_a_document_without_preview) {
  Made made({.body = "<text:p>{{ JOB_ADDED }}</text:p>"});
  const std::string bytes = render::render(*made.compiled, made.report);
  const odf::Package package = odf::Package::open(bytes, "result");
  BOOST_TEST(package.entries().front().name == "mimetype");
  BOOST_TEST(package.media_type() == "application/vnd.oasis.opendocument.text");
  BOOST_TEST(package.find("Thumbnails/thumbnail.png") == nullptr);
  const std::string manifest = entry(bytes, "META-INF/manifest.xml");
  BOOST_TEST(!holds(manifest, "-template"));
  BOOST_TEST(!holds(manifest, "Thumbnails"));
}

BOOST_AUTO_TEST_CASE(a_document_without_markers_keeps_its_parts_byte_for_byte) {
  const support::OdfContent content{
      .is_template = false, .body = "<text:p  text:style-name='A'>x&#233;</text:p>", .title = "T"};
  Made made(content);
  const std::string source = support::make_package(content);
  const std::string bytes = render::render(*made.compiled, made.report);
  for (const char *name : {"content.xml", "styles.xml", "meta.xml"})
    BOOST_TEST(entry(bytes, name) == entry(source, name));
}

BOOST_AUTO_TEST_CASE(equal_input_gives_equal_bytes) {
  const support::OdfContent content{.body = "<text:p>{{ JOB_ADDED }}</text:p>"};
  Made one(content), two(content);
  BOOST_TEST(render::render(*one.compiled, one.report) == render::render(*two.compiled, two.report));
}

BOOST_AUTO_TEST_CASE(properties_are_written_and_old_ones_replaced) {
  render::Options options;
  options.properties = {{"SL_0", "{\"a\":\"<&>\"}"}};
  const std::string property =
      "<meta:user-defined meta:name=\"SL_0\" meta:value-type=\"string\">{\"a\":\"&lt;&amp;&gt;\"}</meta:user-defined>";
  Made with_meta({.body = "<text:p/>",
                  .title = "T</dc:title><meta:user-defined meta:name=\"SL_0\">old</meta:user-defined><dc:title>"});
  const std::string meta = entry(render::render(*with_meta.compiled, with_meta.report, options), "meta.xml");
  BOOST_TEST(holds(meta, property));
  BOOST_TEST(!holds(meta, "old"));
  Made without({.body = "<text:p/>"});
  const std::string bytes = render::render(*without.compiled, without.report, options);
  BOOST_TEST(holds(entry(bytes, "meta.xml"), property));
  BOOST_TEST(holds(entry(bytes, "META-INF/manifest.xml"), "manifest:full-path=\"meta.xml\""));
}

BOOST_AUTO_TEST_CASE(text_of_values_keeps_breaks_tabs_and_spaces) {
  Made made({.body = "<text:p>{{ org.name }}</text:p>"});
  made.world.report.org_name = " a  b\tc\nd<&>\x01";
  const binding::FilledReport report = made.world.fill(*made.compiled);
  const std::string content = entry(render::render(*made.compiled, report), "content.xml");
  BOOST_TEST(
      holds(content, "<text:p><text:s/>a <text:s/>b<text:tab/>c<text:line-break/>d&lt;&amp;&gt;\xEF\xBF\xBD</text:p>"));
  BOOST_REQUIRE(report.findings.size() == 1U);
  BOOST_TEST(report.findings[0].code.name == "evaluate.control-character");
}

BOOST_AUTO_TEST_CASE(an_output_over_the_limit_is_refused) {
  Made made({.body = "<text:p>{{ JOB_ADDED }}</text:p>"});
  render::Options options;
  options.output_bytes = 100;
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(render::render(*made.compiled, made.report, options)), diagnostic::Failure,
      [](const diagnostic::Failure &f) { return f.findings()[0].code.name == "render.output-too-large"; });
}

BOOST_AUTO_TEST_SUITE_END()
