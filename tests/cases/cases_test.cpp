// Golden cases: tests/cases/<case>/ with writer.xml or calc.xml (the body of a template), optional styles.xml,
// header.xml, first_header.xml, footer.xml, title.xml, subject.xml, object_<n>.xml (the chart "Object <n>") and
// data.txt, and expected.txt (what a person reads) with expected_content.xml (styles and body of its content, a line
// for each tag) where the names or the look matter, or expected_errors.txt and expected_errors.vi.txt (what is wrong
// with the template, in English and Vietnamese). A file include_<name>.xml is the body of a document of the template's
// kind that it may include as <name>.ott or <name>.ots, include_<name>_styles.xml its automatic styles,
// include_<name>_object.xml its chart. picture_<name>.png (.jpg, .svg) is a picture of the workspace that a value may
// name, own_<name>.png one of the template (and of what it includes) as Pictures/<name>.png, query_<name>.csv the rows
// of the named query <name>.
#include "support/document_text.hpp"
#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "format/diagnostic_text.hpp"
#include "render/report_writer.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace fs = std::filesystem;
namespace data = boost::unit_test::data;
using namespace solieu;

namespace {

const fs::path cases_folder = fs::path(SOLIEU_SOURCE_DIR) / "tests" / "cases";

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const fs::directory_entry &entry : fs::directory_iterator(cases_folder))
    if (entry.is_directory())
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// XML without the line breaks and indents that only make it readable.
std::string packed(const std::string &text) {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    result += line.substr(std::min(line.find_first_not_of(' '), line.size()));
  return result;
}

std::string sentences(const diagnostic::Diagnostics &findings, std::string_view language) {
  std::string text;
  for (const diagnostic::Diagnostic &finding : findings)
    text += finding.code.name + " @ " + (finding.location.file == "mau" ? "" : finding.location.file + ": ") +
            format::place(finding.location.place, language) + ": " + format::message(finding, language) + "\n";
  return text;
}

/// Automatic styles and body of the content of a report, a line for each tag.
std::string content_text(const std::string &report) {
  const odf::Package package = odf::Package::open(report, "result");
  const std::string xml = package.read(*package.find("content.xml"));
  std::string text;
  for (std::size_t at = xml.find("<office:automatic-styles"); at < xml.size(); ++at) {
    text += xml[at];
    if (xml[at] == '>' && xml.substr(at + 1, 1) == "<")
      text += '\n';
  }
  return text + "\n";
}

void write_if_asked(const fs::path &path, const std::string &text) {
  if (std::getenv("SOLIEU_WRITE_EXPECTED"))
    std::ofstream(path, std::ios::binary) << text;
}

/// For check_results.py: the report as a file, and content.xml of the template and of the report.
void write_result(const std::string &name, bool calc, const std::string &source, const std::string &report) {
  const char *folder = std::getenv("SOLIEU_WRITE_RESULTS");
  if (folder == nullptr)
    return;
  const std::string path = std::string(folder) + "/" + name;
  const auto content = [](const std::string &bytes) {
    const odf::Package package = odf::Package::open(bytes, "result");
    return package.read(*package.find("content.xml"));
  };
  std::ofstream(path + (calc ? ".ods" : ".odt"), std::ios::binary) << report;
  std::ofstream(path + ".template.xml", std::ios::binary) << content(source);
  std::ofstream(path + ".result.xml", std::ios::binary) << content(report);
}

std::map<std::string, std::string> pictures_of(const fs::path &folder) {
  std::map<std::string, std::string> pictures;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (const std::string name = entry.path().filename().string(); name.starts_with("own_"))
      pictures[name.substr(4)] = read(entry.path());
  return pictures;
}

support::OdfContent content_of(const fs::path &folder) {
  support::OdfContent content;
  content.calc = fs::exists(folder / "calc.xml");
  content.body = packed(read(folder / (content.calc ? "calc.xml" : "writer.xml")));
  content.automatic_styles = packed(read(folder / "styles.xml"));
  content.header = packed(read(folder / "header.xml"));
  content.first_header = packed(read(folder / "first_header.xml"));
  content.footer = packed(read(folder / "footer.xml"));
  content.title = packed(read(folder / "title.xml"));
  content.subject = packed(read(folder / "subject.xml"));
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (const std::string name = entry.path().stem().string(); name.starts_with("object_"))
      content.objects["Object " + name.substr(7)] = packed(read(entry.path()));
  content.pictures = pictures_of(folder);
  return content;
}

std::map<std::string, std::string> includes_of(const fs::path &folder) {
  constexpr std::string_view prefix = "include_", styles = "_styles", object = "_object";
  const bool calc = fs::exists(folder / "calc.xml");
  std::map<std::string, std::string> files;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (name.starts_with("picture_"))
      files[name.substr(8) + entry.path().extension().string()] = read(entry.path());
    if (!name.starts_with(prefix) || name.ends_with(styles) || name.ends_with(object))
      continue;
    support::OdfContent content;
    content.calc = calc;
    content.body = packed(read(entry.path()));
    content.pictures = pictures_of(folder);
    if (fs::exists(folder / (name + std::string(object) + ".xml")))
      content.objects["Object 1"] = packed(read(folder / (name + std::string(object) + ".xml")));
    content.automatic_styles = packed(read(folder / (name + std::string(styles) + ".xml")));
    files[name.substr(prefix.size()) + (calc ? ".ots" : ".ott")] = support::make_package(content);
  }
  return files;
}

/// Takes the pieces as soon as there is one.
struct Impatient final : binding::PieceSink {
  explicit Impatient(render::ReportWriter &to) : writer(to) {}
  void take(const binding::FilledReport &report, const binding::FilledPart &part) override {
    writer.take(report, part);
  }
  [[nodiscard]] std::size_t room() const noexcept override { return 1; }
  render::ReportWriter &writer;
};

/// The report written while it is filled.
std::string streamed(support::SmallWorld &world, const binding::ReportTemplate &compiled) {
  render::ReportWriter writer(compiled, {});
  Impatient sink(writer);
  return writer.finish(world.fill(compiled, {}, &sink));
}

void same_entries(const std::string &left, const std::string &right) {
  const odf::Package one = odf::Package::open(left, "one"), other = odf::Package::open(right, "other");
  BOOST_REQUIRE(one.entries().size() == other.entries().size());
  for (std::size_t i = 0; i < one.entries().size(); ++i)
    BOOST_TEST(one.read(one.entries()[i]) == other.read(other.entries()[i]));
}

} // namespace

BOOST_AUTO_TEST_SUITE(cases_test)

BOOST_DATA_TEST_CASE(a_template_gives_what_is_expected, data::make(cases()), name) {
  const fs::path folder = cases_folder / name;
  support::SmallWorld world;
  std::istringstream lines(read(folder / "data.txt"));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty())
      world.observe(line);
  world.includes = includes_of(folder);
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (const std::string file = entry.path().stem().string(); file.starts_with("query_"))
      world.queries[file.substr(6)] = std::make_shared<const support::QueryTable>(read(entry.path()));
  diagnostic::Diagnostics findings;
  const auto compiled = world.compile(support::make_package(content_of(folder)), findings);
  BOOST_TEST((compiled == nullptr) == diagnostic::has_error(findings));
  std::string text;
  if (compiled) {
    const binding::FilledReport report = world.fill(*compiled);
    render::Options plain;
    plain.links = false;
    const std::string unlinked = render::render(*compiled, report, plain);
    text = support::DocumentText::of(unlinked);
    if (fs::exists(folder / "expected_content.xml")) {
      write_if_asked(folder / "expected_content.xml", content_text(unlinked));
      BOOST_TEST(content_text(unlinked) == read(folder / "expected_content.xml"));
    }
    const std::string linked = render::render(*compiled, report);
    BOOST_TEST(linked == render::render(*compiled, report));
    same_entries(linked, streamed(world, *compiled));
    write_result(name, fs::exists(folder / "calc.xml"), support::make_package(content_of(folder)), linked);
    if (!fs::exists(folder / "calc.xml") && !fs::exists(folder / "header.xml"))
      BOOST_TEST(support::DocumentText::of(linked) == text);
    diagnostic::append(findings, report.findings);
  }
  const std::string wrong = sentences(findings, "en");
  const std::string wrong_vi = sentences(findings, "vi");
  write_if_asked(folder / "expected.txt", text);
  if (!wrong.empty() || fs::exists(folder / "expected_errors.txt")) {
    write_if_asked(folder / "expected_errors.txt", wrong);
    write_if_asked(folder / "expected_errors.vi.txt", wrong_vi);
  }
  BOOST_TEST(text == read(folder / "expected.txt"));
  BOOST_TEST(wrong == read(folder / "expected_errors.txt"));
  if (fs::exists(folder / "expected_errors.vi.txt"))
    BOOST_TEST(wrong_vi == read(folder / "expected_errors.vi.txt"));
}

BOOST_AUTO_TEST_SUITE_END()
