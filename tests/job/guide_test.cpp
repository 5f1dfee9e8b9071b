// The examples of docs/guide-administrator.md, made from the shipped workspace: what the guide says is what comes out.
// A block ```writer or ```calc is a template (a line is a paragraph, `| a | b |` a row of a table, `- ` an item of a
// list; `header: `, `chart: ` and the like say where else a text stands), ```file <name> a document that it includes,
// the block ```result after it what the report then says.
#include "diagnostic/failure.hpp"
#include "job/figure_job.hpp"
#include "job/report_job.hpp"
#include "support/odf_builder.hpp"

#include "odf/paragraph.hpp"
#include "odf/xml_document.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <utility>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;
namespace data = boost::unit_test::data;
using namespace solieu;

namespace {

const fs::path guide = fs::path(SOLIEU_SOURCE_DIR) / "docs" / "guide-administrator.md";

std::vector<std::string> lines_of(const fs::path &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(line);
  return lines;
}

/// Expression and result of a row `| `{{ … }}` | … |` of the table of figures.
struct Printed {
  std::string expression, text;
  friend std::ostream &operator<<(std::ostream &out, const Printed &printed) { return out << printed.expression; }
};

std::vector<Printed> printed_figures() {
  static const std::regex row(R"(^\| `\{\{ (.*) \}\}` \| (.*) \|$)");
  std::vector<Printed> found;
  for (const std::string &line : lines_of(guide)) {
    std::smatch match;
    if (!std::regex_match(line, match, row))
      continue;
    const std::string expression = std::regex_replace(match[1].str(), std::regex(R"(\\\|)"), "|");
    found.push_back({expression, match[2].str().starts_with("nothing") ? std::string() : match[2].str()});
  }
  return found;
}

struct Example {
  std::size_t line = 0; ///< of the guide
  bool calc = false;
  std::vector<std::string> body, result;
  std::map<std::string, std::vector<std::string>> files;
  friend std::ostream &operator<<(std::ostream &out, const Example &example) { return out << "line " << example.line; }
};

std::vector<Example> examples() {
  std::vector<Example> found;
  std::map<std::string, std::vector<std::string>> files;
  std::vector<std::string> *open = nullptr;
  std::size_t number = 0;
  for (const std::string &line : lines_of(guide)) {
    ++number;
    if (!line.starts_with("```")) {
      if (open)
        open->push_back(line);
      continue;
    }
    const std::string kind = line.substr(3);
    open = nullptr;
    if (kind == "writer" || kind == "calc") {
      found.push_back({number, kind == "calc", {}, {}, std::move(files)});
      files.clear();
      open = &found.back().body;
    } else if (kind == "result" && !found.empty()) {
      open = &found.back().result;
    } else if (kind.starts_with("file ")) {
      open = &files[kind.substr(5)];
    }
  }
  return found;
}

std::string escaped(const std::string &text) {
  std::string result;
  odf::escape_xml(text, true, result);
  return result;
}

/// "=SUM(B2:B3)" as the file has it.
std::string formula(const std::string &text) {
  const std::string dotted = std::regex_replace(text, std::regex(R"(\$?[A-Z]+\$?[0-9]+)"), ".$&");
  return "of:" + std::regex_replace(dotted, std::regex(R"((\.\$?[A-Z]+\$?[0-9]+)(:\.\$?[A-Z]+\$?[0-9]+)?)"), "[$1$2]");
}

std::string row(const std::string &line) {
  std::string cells;
  std::istringstream in(line.substr(1, line.size() - 2));
  std::string cell;
  bool quoted = false;
  std::vector<std::string> texts(1);
  for (std::size_t i = 1; i + 1 < line.size(); ++i) { // bars inside markers belong to them
    quoted = quoted || line.compare(i, 2, "{{") == 0 || line.compare(i, 2, "{%") == 0;
    quoted = quoted && line.compare(i, 2, "}}") != 0 && line.compare(i, 2, "%}") != 0;
    if (line[i] == '|' && !quoted)
      texts.emplace_back();
    else
      texts.back() += line[i];
  }
  for (std::string &text : texts) {
    const std::size_t first = text.find_first_not_of(' ');
    text = first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
    if (text.starts_with('='))
      cells += "<table:table-cell table:formula=\"" + escaped(formula(text)) + "\"/>";
    else
      cells += "<table:table-cell><text:p>" + escaped(text) + "</text:p></table:table-cell>";
  }
  return "<table:table-row>" + cells + "</table:table-row>";
}

/// What a line says after `word: `; nothing for another line.
std::optional<std::string> after(const std::string &line, const std::string &word) {
  return line.starts_with(word + ": ") ? std::optional(line.substr(word.size() + 2)) : std::nullopt;
}

std::string paragraph(const std::string &xml) { return "<text:p>" + xml + "</text:p>"; }

/// Lines of the guide → a template: rows with bars, `- ` items of a list, `header: ` and the like.
class TemplateMaker {
public:
  static std::string make(const std::vector<std::string> &lines, bool calc) {
    TemplateMaker maker;
    maker.content_.calc = calc;
    for (const std::string &line : lines)
      maker.add(line);
    maker.become(Inside::text);
    return support::make_package(maker.content_);
  }

private:
  enum class Inside : std::uint8_t { text, table, list } inside_ = Inside::text;

  void become(Inside next) {
    if (inside_ == next)
      return;
    content_.body += inside_ == Inside::table ? "</table:table>" : inside_ == Inside::list ? "</text:list>" : "";
    content_.body += next == Inside::list ? "<text:list>" : "";
    inside_ = next;
  }

  void add(const std::string &line) {
    if (line.starts_with("|"))
      return add_row(line);
    if (line.starts_with("- ")) {
      become(Inside::list);
      content_.body += "<text:list-item>" + paragraph(escaped(line.substr(2))) + "</text:list-item>";
      return;
    }
    become(Inside::text);
    if (add_picture(line))
      return;
    if (const auto title = after(line, "title"))
      content_.title = escaped(*title);
    else if (const auto header = after(line, "header"))
      content_.header = paragraph(escaped(*header));
    else if (const auto footer = after(line, "footer"))
      content_.footer = paragraph(escaped(*footer));
    else if (const auto section = after(line, "section"))
      content_.body += "<text:section text:name=\"" + escaped(*section) + "\">";
    else if (line == "end of section")
      content_.body += "</text:section>";
    else if (const auto chart = after(line, "chart"))
      add_chart(*chart);
    else if (const auto note = after(line, "footnote"))
      into_paragraph("<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>"
                     "<text:note-body>" +
                     paragraph(escaped(*note)) + "</text:note-body></text:note>");
    else if (const auto box = after(line, "text box"))
      into_paragraph("<draw:frame draw:name=\"Khung\"><draw:text-box>" + paragraph(escaped(*box)) +
                     "</draw:text-box></draw:frame>");
    else
      content_.body += paragraph(escaped(line));
  }

  void add_row(const std::string &line) {
    if (inside_ != Inside::table) {
      become(Inside::table);
      rows_ = 0;
      const bool shown = std::regex_replace(line, std::regex(R"(\{[{%].*?[%}]\})"), "").find('|') == 0;
      content_.body += "<table:table table:name=\"Bảng 1\"><table:table-column table:number-columns-repeated=\"" +
                       std::to_string(shown ? std::count(line.begin(), line.end(), '|') : 1) + "\"/>";
    }
    ++rows_;
    content_.body += row(line);
  }

  /// `picture 6cm x 1cm, described "…": {{ … }}`: a picture of the template with that size and alternative text.
  bool add_picture(const std::string &line) {
    std::smatch found;
    if (!std::regex_match(line, found, std::regex(R"re(picture (\w+) x (\w+), described "(.*)": (.*))re")))
      return false;
    content_.pictures["mau.png"] = "\x89PNG\r\n\x1a\n";
    content_.body += paragraph(
        "<draw:frame draw:name=\"Ảnh\" text:anchor-type=\"as-char\" svg:width=\"" + found.str(1) + "\" svg:height=\"" +
        found.str(2) + "\"><draw:image xlink:href=\"Pictures/mau.png\" xlink:type=\"simple\"/><svg:title>" +
        escaped(found.str(4)) + "</svg:title><svg:desc>" + escaped(found.str(3)) + "</svg:desc></draw:frame>");
    return true;
  }

  /// Of the paragraph above.
  void into_paragraph(const std::string &xml) {
    content_.body.insert(content_.body.size() - std::string_view("</text:p>").size(), xml);
  }

  /// Of the table above: names in its first column, numbers in its second, below a head.
  void add_chart(const std::string &title) {
    const std::string object = "Object " + std::to_string(content_.objects.size() + 1), last = std::to_string(rows_);
    content_.objects[object] =
        "<chart:chart chart:class=\"chart:bar\"><chart:title>" + paragraph(escaped(title)) +
        "</chart:title><chart:plot-area table:cell-range-address=\"'Bảng 1'.A1:'Bảng 1'.B" + last +
        "\"><chart:axis chart:dimension=\"x\"><chart:categories table:cell-range-address=\"'Bảng 1'.A2:'Bảng 1'.A" +
        last + "\"/></chart:axis><chart:series chart:values-cell-range-address=\"'Bảng 1'.B2:'Bảng 1'.B" + last +
        "\" chart:label-cell-address=\"'Bảng 1'.B1:'Bảng 1'.B1\"/></chart:plot-area></chart:chart>";
    content_.body += paragraph("<draw:frame draw:name=\"" + object + "\"><draw:object xlink:href=\"./" + object +
                               "\" xlink:type=\"simple\"/></draw:frame>");
  }

  support::OdfContent content_;
  std::size_t rows_ = 0;
};

std::string template_bytes(const std::vector<std::string> &lines, bool calc) {
  return TemplateMaker::make(lines, calc);
}

/// Paragraphs and rows as the guide writes them.
class Reader {
public:
  static std::vector<std::string> read(const std::string &bytes) {
    const odf::Package package = odf::Package::open(bytes, "result");
    Reader reader(package);
    for (const char *part : {"meta.xml", "styles.xml", "content.xml"})
      if (package.find(part))
        reader.read_part(part);
    return reader.lines_;
  }

private:
  explicit Reader(const odf::Package &package) : package_(package) {}

  void read_part(const std::string &name) {
    const auto document = odf::XmlDocument::parse(package_.read(*package_.find(name)), "result", name);
    odf::XmlDocument *outer = std::exchange(document_, document.get());
    visit(document->root(), "");
    document_ = outer;
  }

  void visit(odf::XmlNode &node, std::string prefix) {
    if (node.kind != odf::XmlNode::Kind::element)
      return;
    const std::string &name = *node.name;
    if (name == "table:table-row")
      return read_row(node);
    if (name == "dc:title")
      return lines_.push_back("title: " + odf::ParagraphText(*document_, node).text());
    for (const auto &[element, word] : {std::pair{"style:header", "header: "},
                                        {"style:footer", "footer: "},
                                        {"text:note-body", "footnote: "},
                                        {"draw:text-box", "text box: "},
                                        {"text:list-item", "- "},
                                        {"chart:title", "chart: "}})
      if (name == element)
        prefix = word;
    const auto value = [&](const char *attribute) { return *node.attribute(odf::xml_name(attribute)); };
    if (name == "text:section")
      lines_.push_back("section: " + value("text:name"));
    if (name == "chart:series")
      lines_.push_back("values: " + value("chart:values-cell-range-address"));
    if (name == "draw:object")
      return read_part(value("xlink:href").substr(2) + "/content.xml");
    const bool picture = name == "draw:frame" && node.first && *node.first->name == "draw:image";
    if (picture) {
      const bool described = node.last->is(odf::xml_name("svg:desc"));
      lines_.push_back("picture: " + value("svg:width") + " x " + value("svg:height") +
                       (described ? ", described \"" + node.last->first->text + "\"" : ""));
    }
    if (const bool holds_only_frame =
            node.first && node.first == node.last && node.first->name && *node.first->name == "draw:frame";
        name == "text:p" && !holds_only_frame)
      lines_.push_back(prefix + odf::ParagraphText(*document_, node).text());
    for (odf::XmlNode *child = node.first; child; child = child->next)
      visit(*child, prefix);
    if (name == "text:section")
      lines_.emplace_back("end of section");
  }

  void read_row(odf::XmlNode &row) {
    std::string line = "|";
    for (odf::XmlNode *cell = row.first; cell; cell = cell->next) {
      if (cell->kind != odf::XmlNode::Kind::element)
        continue;
      line += " ";
      if (const std::string *formula = cell->attribute(odf::xml_name("table:formula")))
        line += std::regex_replace(formula->substr(3), std::regex(R"(\[\.|\]|(:)\.)"), "$1");
      std::string separator;
      for (odf::XmlNode *child = cell->first; child; child = child->next)
        if (child->kind == odf::XmlNode::Kind::element) {
          line += separator + odf::ParagraphText(*document_, *child).text();
          separator = " / ";
        }
      line += line.ends_with(' ') ? "|" : " |";
    }
    lines_.push_back(line);
  }

  const odf::Package &package_;
  odf::XmlDocument *document_ = nullptr;
  std::vector<std::string> lines_;
};

/// The shipped workspace with the files of an example beside its templates.
class Desk {
public:
  Desk() : folder_(fs::temp_directory_path() / ("solieu-guide-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::copy(SOLIEU_BINARY_DIR "/workspace", folder_, fs::copy_options::recursive);
  }
  ~Desk() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Desk(const Desk &) = delete;
  Desk &operator=(const Desk &) = delete;

  void write(const std::string &name, const std::string &bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] const fs::path &folder() const { return folder_; }

private:
  fs::path folder_;
};

std::string text_of(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string joined(const std::vector<std::string> &lines) {
  std::string text;
  for (const std::string &line : lines)
    text += line + "\n";
  return text;
}

std::string made_from(const Example &example) {
  const Desk desk;
  for (const auto &[name, lines] : example.files)
    desk.write(name, template_bytes(lines, name.ends_with(".ots")));
  const std::string name = example.calc ? "mau.ots" : "mau.ott";
  desk.write(name, template_bytes(example.body, example.calc));
  desk.write("dau.png",
             text_of(fs::path(SOLIEU_SOURCE_DIR) / "tests/cases/complaint_08_picture_in_a_header/picture_dau.png"));
  job::ReportJob report;
  report.template_name = (desk.folder() / name).string();
  report.period = "2025-Q1";
  report.territory = "VN-NSO/2025-01-01/22";
  report.workspace = desk.folder();
  report.issue_date = {2025, 4, 5};
  report.plain = true;
  report.language = "vi";
  try {
    return joined(Reader::read(job::run(report).bytes));
  } catch (const diagnostic::Failure &failure) {
    return failure.what();
  }
}

} // namespace

BOOST_AUTO_TEST_SUITE(guide_test)

BOOST_DATA_TEST_CASE(a_figure_prints_what_the_guide_says, data::make(printed_figures()), printed) {
  job::FigureJob figure;
  figure.expression = printed.expression;
  figure.period = "2025-Q1";
  figure.territory = "VN-NSO/2025-01-01/22";
  figure.workspace = SOLIEU_BINARY_DIR "/workspace";
  figure.issue_date = {2025, 4, 5};
  figure.language = "vi";
  BOOST_TEST(job::run(figure).text == printed.text);
}

BOOST_DATA_TEST_CASE(a_template_gives_what_the_guide_says, data::make(examples()), example) {
  BOOST_TEST(made_from(example) == joined(example.result));
}

BOOST_AUTO_TEST_SUITE_END()
