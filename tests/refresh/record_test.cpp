#include "refresh/record.hpp"

#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace solieu::refresh;

namespace {

Record sample() {
  Record record;
  record.template_name = "BC03";
  record.template_version = "1.0";
  record.template_sha256 = std::string(64, 'a');
  record.workspace_id = "solieu-shipped";
  record.period = "2025-Q1";
  record.territory = "VN-NSO/2025-01-01/22";
  record.period_name = "quý I năm 2025";
  record.territory_name = "Quảng Ninh";
  record.clock = "admin15";
  record.language = "vi";
  record.issue_date = "2025-03-20";
  record.number = "05 \"mật\"";
  record.source_alias = "published";
  record.snapshot_id = "0123";
  record.snapshot_time = "2025-03-20T01:02:03Z";
  record.parameters = {{"KEY", "dòng 1\ndòng 2"}};
  record.links = {{"0a1b2c3d4e5f", "17/channel=COAL", "JOB_ADDED[channel=COAL]", "500", "500", "float"},
                  {"ffffffffffff", "2", "JOB_ADDED | phrase", "trên 7.650", "7650", ""}};
  return record;
}

std::string code_of(const std::string &text) {
  try {
    (void)from_text(text);
  } catch (const solieu::diagnostic::Failure &failure) {
    return failure.findings().at(0).code.name;
  }
  return "none";
}

std::size_t utf16_units(const std::string &text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

} // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(text_has_every_part_and_comes_back_whole) {
  const Record before = sample();
  const std::string text = to_text(before);
  BOOST_TEST(text.substr(0, 46) == R"({"format":1,"template":"BC03","templateVersion)");
  const Record after = from_text(text);
  BOOST_TEST(to_text(after) == text);
  BOOST_TEST(after.number == "05 \"mật\"");
  BOOST_TEST(after.parameters.at(0).second == "dòng 1\ndòng 2");
  BOOST_TEST(after.links.size() == 2U);
  BOOST_TEST(after.links[0].path == "17/channel=COAL");
  BOOST_TEST(after.links[1].text == "trên 7.650");
}

BOOST_AUTO_TEST_CASE(properties_hold_at_most_255_units_and_join_to_the_same_text) {
  Record record = sample();
  for (int i = 0; i < 60; ++i) {
    record.links.push_back({"0a1b2c3d4e5f", std::to_string(i), "JOB_ADDED", "khoảng 9.000–10.000 người 😀", "", ""});
  }
  const std::string text = to_text(record);
  const auto properties = to_properties(text);
  BOOST_TEST(properties.size() > 10U);
  std::map<std::string, std::string> stored;
  for (const auto &[name, value] : properties) {
    BOOST_TEST(utf16_units(value) <= 255U);
    BOOST_TEST(!value.empty());
    BOOST_TEST(value.front() != ' ');
    BOOST_TEST(value.back() != ' ');
    stored[name] = value;
  }
  BOOST_TEST(properties.front().first == "SL_0");
  BOOST_TEST(from_properties(stored) == text);
}

BOOST_AUTO_TEST_CASE(no_piece_begins_or_ends_with_a_space_wherever_the_cut_falls) {
  for (std::size_t shift = 0; shift < 300; ++shift) {
    const std::string text = std::string(shift, 'x') + " á  b " + std::string(300, 'y');
    std::string joined;
    for (const auto &[name, value] : to_properties(text)) {
      BOOST_TEST((joined.empty() || value.front() != ' '));
      BOOST_TEST(value.back() != ' ');
      joined += value;
    }
    BOOST_TEST(joined == text);
  }
}

BOOST_AUTO_TEST_CASE(a_long_run_of_spaces_still_ends) {
  const auto properties = to_properties(std::string(1000, ' '));
  std::size_t total = 0;
  for (const auto &[name, value] : properties) {
    total += value.size();
  }
  BOOST_TEST(total == 1000U);
}

BOOST_AUTO_TEST_CASE(no_properties_give_no_record) { BOOST_TEST(from_properties({{"Other", "x"}}).empty()); }

BOOST_AUTO_TEST_CASE(broken_or_newer_records_are_refused) {
  BOOST_TEST(code_of("") == "refresh.record-broken");
  BOOST_TEST(code_of("{\"format\":1,\"links\":[1]}") == "refresh.record-broken");
  BOOST_TEST(code_of("[]") == "refresh.record-broken");
  BOOST_TEST(code_of(to_text(sample()).substr(0, 200)) == "refresh.record-broken");
  BOOST_TEST(code_of("{\"format\":2}") == "refresh.record-version");
}

BOOST_AUTO_TEST_SUITE_END()
