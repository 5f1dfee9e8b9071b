#include "render/notice.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

constexpr std::string_view line = "Số liệu <giả lập>";

std::string with(std::string xml, std::string_view entry, bool writer) {
  return render::with_notice(std::move(xml), entry, writer, line);
}

bool has(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_AUTO_TEST_SUITE(notice)

BOOST_AUTO_TEST_CASE(a_text_carries_it_in_a_frame_before_its_first_paragraph) {
  const auto xml = with("<office:automatic-styles/><office:body><office:text text:use-soft-page-breaks=\"true\">"
                        "<text:sequence-decls><text:sequence-decl/></text:sequence-decls><office:forms/>\n"
                        "<text:p>A</text:p></office:text></office:body>",
                        "content.xml", true);
  BOOST_TEST(has(xml, "<office:forms/><draw:frame xmlns:draw="), xml);
  BOOST_TEST(has(xml, "Số liệu &lt;giả lập&gt;</text:p></draw:text-box></draw:frame>\n<text:p>A</text:p>"), xml);
  BOOST_TEST(has(xml, "<office:automatic-styles><style:style xmlns:fo="), xml);
}

BOOST_AUTO_TEST_CASE(a_spreadsheet_carries_it_in_every_page_header) {
  const auto xml = with("<style:header-style/><style:master-page><style:header style:display=\"false\"/>"
                        "<style:header-left style:display=\"false\"/></style:master-page><style:master-page>"
                        "<style:header><style:region-left>L</style:region-left><style:region-center>C"
                        "</style:region-center></style:header><style:header-first><text:p/></style:header-first>"
                        "</style:master-page>",
                        "styles.xml", false);
  BOOST_TEST(xml == "<style:header-style/><style:master-page><style:header><text:p>Số liệu &lt;giả lập&gt;</text:p>"
                    "</style:header><style:header-left style:display=\"false\"/></style:master-page>"
                    "<style:master-page><style:header><style:region-left>L</style:region-left><style:region-center>"
                    "<text:p>Số liệu &lt;giả lập&gt;</text:p>C</style:region-center></style:header>"
                    "<style:header-first><text:p>Số liệu &lt;giả lập&gt;</text:p><text:p/></style:header-first>"
                    "</style:master-page>");
}

BOOST_AUTO_TEST_CASE(the_title_begins_with_it) {
  BOOST_TEST(with("<office:meta><dc:title>Báo cáo</dc:title></office:meta>", "meta.xml", true) ==
             "<office:meta><dc:title>[Số liệu &lt;giả lập&gt;] Báo cáo</dc:title></office:meta>");
  BOOST_TEST(has(with("<office:meta></office:meta>", "meta.xml", false), ">[Số liệu &lt;giả lập&gt;]</dc:title>"));
}

BOOST_AUTO_TEST_CASE(no_notice_changes_nothing_and_a_broken_part_stays) {
  BOOST_TEST(render::with_notice("<office:text><text:p/></office:text>", "content.xml", true, "") ==
             "<office:text><text:p/></office:text>");
  for (const char *xml :
       {"", "<office:text", "<office:text/>", "<office:text><office:forms>", "<style:header", "<office:text>"})
    for (const bool writer : {false, true})
      BOOST_TEST(!has(with(xml, writer ? "content.xml" : "styles.xml", writer), "draw:frame"));
}

BOOST_AUTO_TEST_SUITE_END()
