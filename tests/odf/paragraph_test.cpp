#include "odf/paragraph.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

/// A paragraph with the given content; slots are written as [n], blocks as {n … }.
struct Sample : XmlSink {
  explicit Sample(const std::string &inside)
      : document(XmlDocument::parse(start + inside + end, "mau.odt", "content.xml")),
        text(*document, document->root()) {}

  std::string inside() {
    out.clear();
    document->write(*this);
    return out.substr(start.size(), out.size() - start.size() - end.size());
  }
  XmlNode *slot_at(std::size_t from, std::size_t length, std::size_t mark) {
    auto &node = document->new_slot(mark);
    text.replace(from, length, &node);
    return &node;
  }
  void literal(std::string_view bytes) override { out += bytes; }
  void slot(std::size_t mark) override { out += "[" + std::to_string(mark) + "]"; }
  void block_begin(std::size_t mark) override { out += "{" + std::to_string(mark) + " "; }
  void block_end(std::size_t) override { out += "}"; }

  inline static const std::string start = "<text:p xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                                          "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
                                          "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">";
  inline static const std::string end = "</text:p>";
  std::unique_ptr<XmlDocument> document;
  ParagraphText text;
  std::string out;
};

} // namespace

BOOST_AUTO_TEST_SUITE(paragraph_test)

BOOST_AUTO_TEST_CASE(text_is_joined_across_what_the_office_puts_between) {
  Sample sample(
      "Tổng {<text:span text:style-name=\"T1\">{ <text:bookmark text:name=\"b\"/>JOB</text:span>"
      "<text:soft-page-break/><text:change-start text:change-id=\"c\"/>_ADDED<text:change-end text:change-id=\"c\"/>"
      "<text:change text:change-id=\"d\"/><text:a>}</text:a>}<text:s text:c=\"2\"/><text:tab/><text:line-break/>");
  BOOST_TEST(sample.text.text() == "Tổng {{ JOB_ADDED}}  \t\n");
  BOOST_TEST(!sample.text.has_objects());
}

BOOST_AUTO_TEST_CASE(notes_frames_and_fields_are_objects_and_not_text) {
  for (const std::string object : {"<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note>",
                                   "<draw:frame><draw:text-box><text:p>f</text:p></draw:text-box></draw:frame>",
                                   "<text:page-number>1</text:page-number>"}) {
    Sample sample("a" + object + "b");
    BOOST_TEST(sample.text.text() == "ab");
    BOOST_TEST(sample.text.has_objects());
  }
  Sample comment("a<office:annotation><text:p>ghi chú</text:p></office:annotation>b");
  BOOST_TEST(comment.text.text() == "ab");
  BOOST_TEST(!comment.text.has_objects());
}

BOOST_AUTO_TEST_CASE(a_slot_takes_the_format_of_the_first_character) {
  Sample sample("a{<text:span text:style-name=\"B\">{x</text:span><text:span text:style-name=\"C\">}}</text:span>z");
  sample.slot_at(1, 5, 4);
  BOOST_TEST(sample.inside() == "a[4]z");
  BOOST_TEST(sample.text.text() == "az");

  Sample bold("a<text:span text:style-name=\"B\">{{x</text:span>}}z");
  bold.slot_at(1, 5, 4);
  BOOST_TEST(bold.inside() == "a<text:span text:style-name=\"B\">[4]</text:span>z");
}

BOOST_AUTO_TEST_CASE(bookmarks_and_notes_inside_a_marker_stay) {
  Sample sample("{{<text:bookmark-start text:name=\"b\"/>x<text:bookmark-end text:name=\"b\"/>}}");
  sample.slot_at(0, 5, 1);
  BOOST_TEST(sample.inside() == "[1]<text:bookmark-start text:name=\"b\"/><text:bookmark-end text:name=\"b\"/>");
}

BOOST_AUTO_TEST_CASE(nested_spans_left_empty_vanish) {
  Sample sample("a<text:span text:style-name=\"A\"><text:span text:style-name=\"B\">{{</text:span>x}}</text:span>b");
  sample.text.replace(1, 5, nullptr);
  BOOST_TEST(sample.inside() == "ab");
  BOOST_TEST(sample.text.text() == "ab");
  Sample all("<text:span text:style-name=\"A\">{{x}}</text:span>");
  all.text.replace(0, 5, nullptr);
  BOOST_TEST(all.inside() == "");
  BOOST_TEST(all.text.text() == "");
}

BOOST_AUTO_TEST_CASE(many_markers_from_the_end) {
  Sample sample("<text:span text:style-name=\"A\">{{a}} và {{b}}, {{</text:span>c}}.");
  sample.slot_at(17, 5, 3);
  sample.slot_at(10, 5, 2);
  sample.slot_at(0, 5, 1);
  BOOST_TEST(sample.inside() == "<text:span text:style-name=\"A\">[1] và [2], [3]</text:span>.");
  BOOST_TEST(sample.text.text() == " và , .");
}

BOOST_AUTO_TEST_CASE(spaces_and_tabs_can_be_cut) {
  Sample sample("{{<text:s text:c=\"5\"/>x<text:tab/>}}<text:s text:c=\"4\"/>y");
  BOOST_TEST(sample.text.text() == "{{     x\t}}    y");
  sample.text.replace(12, 2, nullptr);
  BOOST_TEST(sample.inside() == "{{<text:s text:c=\"5\"/>x<text:tab/>}}<text:s/><text:s/>y");
  sample.slot_at(3, 5, 1);
  BOOST_TEST(sample.inside() == "{{<text:s/>[1]<text:tab/>}}<text:s/><text:s/>y");
}

BOOST_AUTO_TEST_CASE(nothing_can_be_replaced_anywhere) {
  Sample sample("ab");
  sample.slot_at(2, 0, 3);
  sample.slot_at(1, 0, 2);
  sample.slot_at(0, 0, 1);
  BOOST_TEST(sample.inside() == "[1]a[2]b[3]");
  Sample empty("");
  empty.slot_at(0, 0, 1);
  BOOST_TEST(empty.inside() == "[1]");
  Sample beyond("ab");
  beyond.slot_at(1, 99, 1);
  BOOST_TEST(beyond.inside() == "a[1]");
}

BOOST_AUTO_TEST_CASE(a_block_inside_one_paragraph) {
  Sample sample("a <text:span text:style-name=\"A\">b {% if x %}c <text:span text:style-name=\"B\">{{y}}{% "
                "endif</text:span> %} d</text:span>.");
  BOOST_TEST(sample.text.text() == "a b {% if x %}c {{y}}{% endif %} d.");
  sample.text.replace(21, 11, nullptr);
  auto *after = sample.text.split_at(21);
  sample.slot_at(16, 5, 1);
  sample.text.replace(4, 10, nullptr);
  auto *first = sample.text.split_at(4);
  sample.document->wrap(*first, *after->previous, 5);
  BOOST_TEST(sample.inside() ==
             "a <text:span text:style-name=\"A\">b </text:span>{5 <text:span text:style-name=\"A\">c "
             "<text:span text:style-name=\"B\">[1]</text:span></text:span>}"
             "<text:span text:style-name=\"A\"> d</text:span>.");
}

BOOST_AUTO_TEST_CASE(a_note_before_the_end_marker_belongs_to_the_block) {
  const std::string note = "<text:note text:id=\"n\"/>";
  Sample sample("x{% if a %}y" + note + "{% endif %}" + note + "z");
  sample.text.replace(12, 11, nullptr);
  auto *after = sample.text.split_at(12);
  sample.text.replace(1, 10, nullptr);
  auto *first = sample.text.split_at(1);
  sample.document->wrap(*first, *after->previous, 1);
  BOOST_TEST(sample.inside() == "x{1 y" + note + "}" + note + "z");
}

BOOST_AUTO_TEST_CASE(touching_markers_keep_their_order) {
  Sample sample("{% if a %}{% if b %}{{x}}{% endif %}{% endif %}");
  sample.text.replace(36, 11, nullptr);
  const auto *outer_end = sample.text.split_at(36);
  sample.text.replace(25, 11, nullptr);
  auto *inner_end = sample.text.split_at(25);
  sample.slot_at(20, 5, 9);
  sample.text.replace(10, 10, nullptr);
  auto *inner = sample.text.split_at(10);
  sample.document->wrap(*inner, *inner_end->previous, 2);
  sample.text.replace(0, 10, nullptr);
  auto *outer = sample.text.split_at(0);
  sample.document->wrap(*outer, *outer_end->previous, 1);
  BOOST_TEST(sample.inside() == "{1 {2 [9]}}");
}

BOOST_AUTO_TEST_CASE(splitting_splits_spans_and_keeps_the_first_half) {
  Sample sample(
      "<text:span text:style-name=\"A\" xml:id=\"i\">ab<text:span text:style-name=\"B\">cd</text:span></text:span>e");
  const auto *right = sample.text.split_at(3);
  BOOST_TEST(
      sample.inside() ==
      "<text:span text:style-name=\"A\" xml:id=\"i\">ab<text:span text:style-name=\"B\">c</text:span></text:span>"
      "<text:span text:style-name=\"A\"><text:span text:style-name=\"B\">d</text:span></text:span>e");
  BOOST_TEST(right == sample.document->root().first->next);
  BOOST_TEST(sample.text.split_at(5) == nullptr);
  BOOST_TEST(sample.text.split_at(4) == sample.document->root().last);
  BOOST_TEST(sample.text.split_at(0) == sample.document->root().first);
}

BOOST_AUTO_TEST_CASE(inline_text_keeps_every_space) {
  const auto written = [](std::string_view text, bool at_start) {
    std::string out;
    write_inline_text(text, at_start, out);
    return out;
  };
  BOOST_TEST(written("a b  c   d", false) == "a b <text:s/>c <text:s text:c=\"2\"/>d");
  BOOST_TEST(written(" a", false) == " a");
  BOOST_TEST(written(" a", true) == "<text:s/>a");
  BOOST_TEST(written("  a", true) == "<text:s text:c=\"2\"/>a");
  BOOST_TEST(written("a\tb\nc\r\nd\re", true) ==
             "a<text:tab/>b<text:line-break/>c<text:line-break/>d<text:line-break/>e");
  BOOST_TEST(written("</text:p>&]]>\x01", true) == "&lt;/text:p&gt;&amp;]]&gt;\uFFFD");
  BOOST_TEST(written("", true) == "");
}

BOOST_AUTO_TEST_SUITE_END()
