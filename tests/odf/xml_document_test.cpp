#include "odf/xml_document.hpp"

#include "expect_refusal.hpp"

#include "odf/xml_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

constexpr const char *declarations = " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                                     " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

std::unique_ptr<XmlDocument> parse(const std::string &text, const Limits &limits = {}) {
  return XmlDocument::parse(text, "mau.odt", "content.xml", limits);
}

std::string root(const std::string &inside) {
  return std::string("<office:text") + declarations + ">" + inside + "</office:text>";
}

struct Recorder : XmlSink {
  std::vector<std::string> events;
  void literal(std::string_view bytes) override { events.emplace_back(bytes); }
  void slot(std::size_t mark) override { events.push_back("[slot " + std::to_string(mark) + "]"); }
  void block_begin(std::size_t mark) override { events.push_back("[begin " + std::to_string(mark) + "]"); }
  void block_end(std::size_t mark) override { events.push_back("[end " + std::to_string(mark) + "]"); }
};

std::string nested(std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) {
    text += "<a>";
  }
  for (std::size_t i = 0; i < depth; ++i) {
    text += "</a>";
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(xml_document_test)

BOOST_AUTO_TEST_CASE(what_is_not_changed_is_written_byte_for_byte) {
  const std::string source =
      "\xEF\xBB\xBF<?xml version='1.0'  encoding=\"utf-8\" ?>\n<!-- đầu --><?pi x?>\r\n" +
      root("<text:p  text:style-name = 'A&#10;b' ><![CDATA[<x>]]> &lt;é&#x41;&quot;\"<text:s /></text:p >"
           "<!-- trong --><?pi y?><text:p></text:p><text:p/>\r\n") +
      "\n<!-- sau -->";
  BOOST_TEST(parse(source)->text() == source);
}

BOOST_AUTO_TEST_CASE(text_is_decoded) {
  const auto document = parse(root("<text:p>a<![CDATA[<&]]>&amp;&#x1EA1;</text:p>"));
  BOOST_TEST(document->root().first->first->text == "a<&&ạ");
  BOOST_TEST(document->root().first->first->next == nullptr);
}

BOOST_AUTO_TEST_CASE(a_change_leaves_the_rest_alone) {
  const auto document = parse(root("<text:p  a='1'>x<text:s /></text:p><text:p  b='2'>y</text:p >"));
  auto &second = *document->root().first->next;
  document->set_text(*second.first, "1 < 2 & \"3\"");
  BOOST_TEST(document->text() ==
             root("<text:p  a='1'>x<text:s /></text:p><text:p  b='2'>1 &lt; 2 &amp; \"3\"</text:p >"));
  document->set_attribute(second, "text:style-name", "a\"b\n");
  BOOST_TEST(document->text() ==
             root("<text:p  a='1'>x<text:s /></text:p><text:p b=\"2\" text:style-name=\"a&quot;b&#10;\">1 &lt; 2 "
                  "&amp; \"3\"</text:p >"));
  document->remove_attribute(second, "text:style-name");
  document->remove(*second.first);
  BOOST_TEST(document->text() == root("<text:p  a='1'>x<text:s /></text:p><text:p b=\"2\"/>"));
}

BOOST_AUTO_TEST_CASE(an_empty_element_can_be_filled_and_a_full_one_emptied) {
  const auto document = parse(root("<text:p  a='1' /><text:p >x</text:p >"));
  document->append(*document->root().first, document->new_text("y"));
  document->remove(*document->root().last->first);
  BOOST_TEST(document->text() == root("<text:p  a='1' >y</text:p><text:p ></text:p >"));
}

BOOST_AUTO_TEST_CASE(slots_and_blocks_stand_between_literals) {
  const auto document = parse(root("<text:p>a</text:p><text:p>b</text:p><text:p>c</text:p>"));
  auto &a = *document->root().first;
  auto &b = *a.next;
  document->insert_after(*b.first, document->new_slot(7));
  const auto &block = document->wrap(a, b, 3);
  BOOST_TEST(block.next->first->text == "c");
  Recorder recorder;
  document->write(recorder);
  const std::vector<std::string> expected{std::string("<office:text") + declarations + ">",
                                          "[begin 3]",
                                          "<text:p>a</text:p><text:p>b",
                                          "[slot 7]",
                                          "</text:p>",
                                          "[end 3]",
                                          "<text:p>c</text:p></office:text>"};
  BOOST_TEST(recorder.events == expected, boost::test_tools::per_element());
  document->append(document->root(), document->new_block(9));
  BOOST_TEST(document->text() == document->source());
}

BOOST_AUTO_TEST_CASE(a_clone_is_independent) {
  const auto document = parse(root("<text:p><text:span>a</text:span>b</text:p>"));
  auto &original = *document->root().first;
  auto &copy = document->clone(original);
  document->insert_after(original, copy);
  document->set_text(*copy.first->first, "z");
  BOOST_TEST(document->text() ==
             root("<text:p><text:span>a</text:span>b</text:p><text:p><text:span>z</text:span>b</text:p>"));
}

BOOST_AUTO_TEST_CASE(names_are_canonical_whatever_the_prefix) {
  const auto document =
      parse("<o:text xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:text=\"urn:other\" xmlns:my=\"urn:my\">"
            "<p style-name=\"x\"/><text:p/><my:p/></o:text>");
  const auto *child = document->root().first;
  BOOST_TEST(*document->root().name == "office:text");
  BOOST_TEST(*child->name == "text:p");
  BOOST_TEST(*child->attribute(xml_name("style-name")) == "x");
  BOOST_TEST(*child->next->name == "{urn:other}:p");
  BOOST_TEST(*child->next->next->name == "my:p");
  BOOST_TEST(child->is(xml_name("text:p")));
}

BOOST_AUTO_TEST_CASE(new_elements_use_the_prefixes_of_the_file) {
  const auto document = parse("<t:p xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">x</t:p>");
  document->append(document->root(), document->new_element("text:tab"));
  BOOST_TEST(document->text() == "<t:p xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">x<t:tab/></t:p>");
  document->append(document->root(), document->new_element("draw:frame"));
  BOOST_TEST(document->text() ==
             "<t:p xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
             "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\">x<t:tab/><draw:frame/></t:p>");
}

BOOST_AUTO_TEST_CASE(a_doctype_is_refused) {
  const std::string laughs =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n<a>&lol2;</a>";
  BOOST_CHECK_EXCEPTION(
      parse(laughs), Failure,
      refusal("odf.xml-doctype", {{"file", "mau.odt"}, {"entry", "content.xml"}, {"line", "2"}, {"column", "16"}}));
  BOOST_CHECK_EXCEPTION(parse("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), Failure, refusal("odf.xml-doctype"));
  BOOST_CHECK_EXCEPTION(parse("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://x/'> %p;]><a/>"), Failure,
                        refusal("odf.xml-doctype"));
  BOOST_CHECK_EXCEPTION(parse("<a>&unknown;</a>"), Failure, refusal("odf.xml-broken"));
}

BOOST_AUTO_TEST_CASE(depth_is_bounded) {
  BOOST_TEST(parse(nested(256))->text() == nested(256));
  BOOST_CHECK_EXCEPTION(
      parse(nested(257)), Failure,
      refusal("odf.xml-too-deep",
              {{"file", "mau.odt"}, {"entry", "content.xml"}, {"line", "1"}, {"column", "769"}, {"limit", "256"}}));
  BOOST_CHECK_EXCEPTION(parse(nested(1'000'000)), Failure, refusal("odf.xml-too-deep"));
  Limits deep;
  deep.xml_depth = 1'000'000;
  const auto text = nested(400'000);
  const auto document = parse(text, deep);
  auto *lowest = &document->root();
  while (lowest->first != nullptr) {
    lowest = lowest->first;
  }
  document->append(*lowest, document->new_text("x"));
  BOOST_TEST(document->text().size() == text.size() + 1);
  BOOST_TEST(document->clone(document->root()).name == document->root().name);
}

BOOST_AUTO_TEST_CASE(sizes_are_bounded) {
  Limits small;
  small.xml_nodes = 3;
  small.attribute_bytes = 4;
  BOOST_TEST(parse("<a b='1'>x</a>", small)->text() == "<a b='1'>x</a>");
  BOOST_CHECK_EXCEPTION(parse("<a b='1'>x<c/></a>", small), Failure, refusal("odf.xml-too-large"));
  BOOST_CHECK_EXCEPTION(parse("<a b='12345'/>", small), Failure, refusal("odf.xml-too-long"));
  BOOST_CHECK_EXCEPTION(parse("<a>12&amp;45</a>", small), Failure, refusal("odf.xml-too-long"));
}

BOOST_AUTO_TEST_CASE(other_encodings_are_refused) {
  BOOST_CHECK_EXCEPTION(
      parse("<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>"), Failure,
      refusal(
          "odf.xml-encoding",
          {{"file", "mau.odt"}, {"entry", "content.xml"}, {"line", "1"}, {"column", "1"}, {"encoding", "iso-8859-1"}}));
  BOOST_CHECK_EXCEPTION(parse(std::string("\xFF\xFE<\0a\0/\0>\0", 10)), Failure, refusal("odf.xml-encoding"));
  BOOST_CHECK_EXCEPTION(parse(std::string("\0<\0a\0/\0>", 8)), Failure, refusal("odf.xml-encoding"));
  BOOST_CHECK_EXCEPTION(parse("<a>\xC3(</a>"), Failure, refusal("odf.xml-broken"));
}

BOOST_AUTO_TEST_CASE(prefixes_must_be_declared_and_stay) {
  BOOST_CHECK_EXCEPTION(
      parse("<text:p/>"), Failure,
      refusal("odf.xml-unknown-prefix",
              {{"file", "mau.odt"}, {"entry", "content.xml"}, {"line", "1"}, {"column", "1"}, {"prefix", "text"}}));
  BOOST_CHECK_EXCEPTION(parse(root("<text:p xmlns:text='urn:other'/>")), Failure, refusal("odf.xml-prefix-changed"));
  BOOST_CHECK_EXCEPTION(parse("<a xmlns:b='http://www.w3.org/1999/xlink' xmlns:c='http://www.w3.org/1999/xlink' "
                              "b:href='x' c:href='y'/>"),
                        Failure, refusal("odf.xml-attribute-twice"));
  BOOST_TEST(*parse("<a><b xmlns:m='http://www.w3.org/1998/Math/MathML'><m:c/></b></a>")->root().first->first->name ==
             "math:c");
}

BOOST_AUTO_TEST_CASE(broken_xml_names_the_line) {
  BOOST_CHECK_EXCEPTION(parse("<a>\n<b></a>"), Failure,
                        refusal("odf.xml-broken", {{"file", "mau.odt"},
                                                   {"entry", "content.xml"},
                                                   {"line", "2"},
                                                   {"column", "6"},
                                                   {"reason", "odf.xml-tag-mismatch"}}));
  for (const auto *text : {"", " ", "<a", "<a>", "x", "<a/><b/>", "<a b='1' b='2'/>", "<a>\x01</a>"}) {
    BOOST_CHECK_EXCEPTION(parse(text), Failure, refusal("odf.xml-broken"));
  }
}

BOOST_AUTO_TEST_CASE(no_truncation_crashes) {
  const auto text = root("<text:p a='&#1234;'><![CDATA[x]]><!--c--><?p i?>ạ</text:p>");
  for (std::size_t size = 0; size < text.size(); ++size) {
    BOOST_CHECK_THROW(parse(text.substr(0, size)), Failure);
  }
}

BOOST_AUTO_TEST_CASE(what_xml_forbids_is_replaced) {
  std::string out;
  escape_xml(std::string_view("a\0b\x01\t\n\r<>&\"'\x7F", 13), false, out);
  BOOST_TEST(out == "a\uFFFDb\uFFFD\t\n&#13;&lt;&gt;&amp;\"'\x7F");
  out.clear();
  escape_xml("\t\n\r\"", true, out);
  BOOST_TEST(out == "&#9;&#10;&#13;&quot;");
  out.clear();
  escape_xml("ạ\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80\xC0\x80\xE1\xBA", false, out);
  BOOST_TEST(out == "ạ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(every_character_of_the_basic_plane_survives_or_is_replaced) {
  std::size_t kept = 0;
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    std::string text;
    if (code < 0x80) {
      text = {static_cast<char>(code)};
    } else if (code < 0x800) {
      text = {static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))};
    } else {
      text = {static_cast<char>(0xE0U | code >> 12U), static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
              static_cast<char>(0x80U | (code & 0x3FU))};
    }
    const bool allowed =
        (code >= 0x20 || code == 9 || code == 10 || code == 13) && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE;
    std::string escaped = "<a>";
    escape_xml(text, false, escaped);
    const auto document = parse(escaped + "</a>");
    if (is_xml_text(text) != allowed || (document->root().first->text == text) != allowed) {
      BOOST_ERROR("character " << code);
    }
    kept += allowed ? 1 : 0;
  }
  BOOST_TEST(kept == 65536U - 29U - 2048U - 2U);
}

BOOST_AUTO_TEST_SUITE_END()
