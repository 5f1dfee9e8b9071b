#include "shipped_phrases.hpp"

#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

using solieu::model::Decimal;

namespace {

using Expected = std::vector<std::pair<std::string, std::string>>;

void check(const solieu::format::Formatter &formatter, const Expected &expected) {
  for (const auto &[number, words] : expected) {
    BOOST_TEST_CONTEXT(number) { BOOST_TEST(formatter.words(Decimal::parse(number).value()) == words); }
  }
}

} // namespace

BOOST_AUTO_TEST_SUITE(number_words)

BOOST_AUTO_TEST_CASE(vietnamese_below_one_hundred) {
  check(vietnamese(), {{"0", "không"},
                       {"1", "một"},
                       {"2", "hai"},
                       {"3", "ba"},
                       {"4", "bốn"},
                       {"5", "năm"},
                       {"6", "sáu"},
                       {"7", "bảy"},
                       {"8", "tám"},
                       {"9", "chín"},
                       {"10", "mười"},
                       {"11", "mười một"},
                       {"12", "mười hai"},
                       {"13", "mười ba"},
                       {"14", "mười bốn"},
                       {"15", "mười lăm"},
                       {"16", "mười sáu"},
                       {"17", "mười bảy"},
                       {"18", "mười tám"},
                       {"19", "mười chín"},
                       {"20", "hai mươi"},
                       {"21", "hai mươi mốt"},
                       {"22", "hai mươi hai"},
                       {"23", "hai mươi ba"},
                       {"24", "hai mươi tư"},
                       {"25", "hai mươi lăm"},
                       {"26", "hai mươi sáu"},
                       {"27", "hai mươi bảy"},
                       {"28", "hai mươi tám"},
                       {"29", "hai mươi chín"},
                       {"30", "ba mươi"},
                       {"31", "ba mươi mốt"},
                       {"34", "ba mươi tư"},
                       {"35", "ba mươi lăm"},
                       {"40", "bốn mươi"},
                       {"41", "bốn mươi mốt"},
                       {"44", "bốn mươi tư"},
                       {"45", "bốn mươi lăm"},
                       {"50", "năm mươi"},
                       {"51", "năm mươi mốt"},
                       {"54", "năm mươi tư"},
                       {"55", "năm mươi lăm"},
                       {"60", "sáu mươi"},
                       {"64", "sáu mươi tư"},
                       {"71", "bảy mươi mốt"},
                       {"78", "bảy mươi tám"},
                       {"81", "tám mươi mốt"},
                       {"85", "tám mươi lăm"},
                       {"94", "chín mươi tư"},
                       {"95", "chín mươi lăm"},
                       {"99", "chín mươi chín"}});
}

BOOST_AUTO_TEST_CASE(vietnamese_hundreds_and_thousands) {
  check(vietnamese(), {{"100", "một trăm"},
                       {"101", "một trăm linh một"},
                       {"104", "một trăm linh bốn"},
                       {"105", "một trăm linh năm"},
                       {"109", "một trăm linh chín"},
                       {"110", "một trăm mười"},
                       {"111", "một trăm mười một"},
                       {"114", "một trăm mười bốn"},
                       {"115", "một trăm mười lăm"},
                       {"120", "một trăm hai mươi"},
                       {"121", "một trăm hai mươi mốt"},
                       {"124", "một trăm hai mươi tư"},
                       {"125", "một trăm hai mươi lăm"},
                       {"150", "một trăm năm mươi"},
                       {"200", "hai trăm"},
                       {"202", "hai trăm linh hai"},
                       {"215", "hai trăm mười lăm"},
                       {"300", "ba trăm"},
                       {"404", "bốn trăm linh bốn"},
                       {"452", "bốn trăm năm mươi hai"},
                       {"500", "năm trăm"},
                       {"505", "năm trăm linh năm"},
                       {"555", "năm trăm năm mươi lăm"},
                       {"600", "sáu trăm"},
                       {"701", "bảy trăm linh một"},
                       {"910", "chín trăm mười"},
                       {"999", "chín trăm chín mươi chín"},
                       {"1000", "một nghìn"},
                       {"1001", "một nghìn không trăm linh một"},
                       {"1005", "một nghìn không trăm linh năm"},
                       {"1010", "một nghìn không trăm mười"},
                       {"1015", "một nghìn không trăm mười lăm"},
                       {"1021", "một nghìn không trăm hai mươi mốt"},
                       {"1050", "một nghìn không trăm năm mươi"},
                       {"1100", "một nghìn một trăm"},
                       {"1105", "một nghìn một trăm linh năm"},
                       {"1250", "một nghìn hai trăm năm mươi"},
                       {"1600", "một nghìn sáu trăm"},
                       {"2000", "hai nghìn"},
                       {"2025", "hai nghìn không trăm hai mươi lăm"},
                       {"3757", "ba nghìn bảy trăm năm mươi bảy"},
                       {"7650", "bảy nghìn sáu trăm năm mươi"},
                       {"9999", "chín nghìn chín trăm chín mươi chín"},
                       {"10000", "mười nghìn"},
                       {"10001", "mười nghìn không trăm linh một"},
                       {"10500", "mười nghìn năm trăm"},
                       {"15000", "mười lăm nghìn"},
                       {"19209", "mười chín nghìn hai trăm linh chín"},
                       {"21000", "hai mươi mốt nghìn"},
                       {"24024", "hai mươi tư nghìn không trăm hai mươi tư"},
                       {"30000", "ba mươi nghìn"},
                       {"35120", "ba mươi lăm nghìn một trăm hai mươi"},
                       {"53893", "năm mươi ba nghìn tám trăm chín mươi ba"},
                       {"100000", "một trăm nghìn"},
                       {"100005", "một trăm nghìn không trăm linh năm"},
                       {"105357", "một trăm linh năm nghìn ba trăm năm mươi bảy"},
                       {"195400", "một trăm chín mươi lăm nghìn bốn trăm"},
                       {"999999", "chín trăm chín mươi chín nghìn chín trăm chín mươi chín"}});
}

BOOST_AUTO_TEST_CASE(vietnamese_millions_and_more) {
  check(vietnamese(),
        {{"1000000", "một triệu"},
         {"1000001", "một triệu không trăm linh một"},
         {"1000100", "một triệu một trăm"},
         {"1001000", "một triệu không trăm linh một nghìn"},
         {"1050000", "một triệu không trăm năm mươi nghìn"},
         {"2500000", "hai triệu năm trăm nghìn"},
         {"15000000", "mười lăm triệu"},
         {"21000000", "hai mươi mốt triệu"},
         {"104000000", "một trăm linh bốn triệu"},
         {"1000000000", "một tỷ"},
         {"1000000005", "một tỷ không trăm linh năm"},
         {"1000050000", "một tỷ không trăm năm mươi nghìn"},
         {"1005000000", "một tỷ không trăm linh năm triệu"},
         {"94400000000", "chín mươi tư tỷ bốn trăm triệu"},
         {"21600000000000", "hai mươi mốt nghìn sáu trăm tỷ"},
         {"1000000000000", "một nghìn tỷ"},
         {"1000000000000000", "một triệu tỷ"},
         {"1234567890123", "một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi nghìn một "
                           "trăm hai mươi ba"},
         {"1000000000000000000", "một tỷ tỷ"},
         {"2000000003000000004", "hai tỷ tỷ không trăm linh ba tỷ không trăm linh bốn"}});
}

BOOST_AUTO_TEST_CASE(vietnamese_negatives_and_fractions) {
  check(vietnamese(), {{"-1", "âm một"},
                       {"-15", "âm mười lăm"},
                       {"-105", "âm một trăm linh năm"},
                       {"-0.5", "âm không phẩy năm"},
                       {"25.5", "hai mươi lăm phẩy năm"},
                       {"0.25", "không phẩy hai mươi lăm"},
                       {"3.05", "ba phẩy không năm"},
                       {"3.125", "ba phẩy một trăm hai mươi lăm"},
                       {"2.2", "hai phẩy hai"},
                       {"61.6", "sáu mươi mốt phẩy sáu"},
                       {"3.14159", "ba phẩy một bốn một năm chín"},
                       {"82.88", "tám mươi hai phẩy tám mươi tám"},
                       {"0.001", "không phẩy không không một"}});
}

BOOST_AUTO_TEST_CASE(southern_words_are_a_matter_of_phrases) {
  auto phrases = std::make_shared<solieu::format::Phrases>();
  phrases->set("words.odd", "lẻ");
  phrases->set("words.thousand", "ngàn");
  const solieu::format::Formatter southern("vi", phrases);
  check(southern, {{"1005", "một ngàn không trăm lẻ năm"}});
}

BOOST_AUTO_TEST_CASE(english_numbers) {
  check(english(), {{"0", "zero"},
                    {"21", "twenty-one"},
                    {"105", "one hundred five"},
                    {"7650", "seven thousand six hundred fifty"},
                    {"1000000", "one million"},
                    {"1000000000000000", "one quadrillion"},
                    {"-15", "minus fifteen"},
                    {"25.5", "twenty-five point five"},
                    {"3.05", "three point zero five"},
                    {"123456789012345678901", "123456789012345678901"}});
}

BOOST_AUTO_TEST_SUITE_END()
