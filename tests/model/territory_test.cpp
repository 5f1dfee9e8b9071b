#include "model/territory.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

namespace {

const Date old_list{2025, 1, 1};
const Date new_list{2025, 7, 1};
const Date last_old_day{2025, 6, 30};

struct Provinces {
  TerritoryList list;
  TerritoryId nation = TerritoryId::none;
  TerritoryId quang_ninh, old_lao_cai, yen_bai, lao_cai, dong_nai;

  Provinces() {
    nation = add("Việt Nam", {{"VN-NSO", old_list, "VN"}});
    list.at(nation).parent = TerritoryId::none;
    quang_ninh = add("Quảng Ninh", {{"VN-NSO", new_list, "22"}, {"VN-NSO", old_list, "22"}});
    old_lao_cai = add("Lào Cai", {{"VN-NSO", old_list, "10"}}, {1900, 1, 1}, last_old_day);
    yen_bai = add("Yên Bái", {{"VN-NSO", old_list, "15"}}, {1900, 1, 1}, last_old_day);
    lao_cai = add("Lào Cai", {{"VN-NSO", new_list, "15"}}, new_list);
    dong_nai = add("Đồng Nai", {{"VN-NSO", new_list, "75"}}, new_list);
    list.at(lao_cai).predecessors = {{old_lao_cai, Decimal(1)}, {yen_bai, Decimal(1)}};
    list.at(dong_nai).type_changes = {{{2026, 4, 30}, "thành phố"}};
  }
  TerritoryId add(std::string name, std::vector<TerritoryKey> keys, Date from = {1900, 1, 1},
                  std::optional<Date> to = std::nullopt) {
    Territory unit;
    unit.name = std::move(name);
    unit.type = "tỉnh";
    unit.keys = std::move(keys);
    unit.valid_from = from;
    unit.valid_to = to;
    unit.parent = nation;
    return list.add(std::move(unit));
  }
};

} // namespace

BOOST_AUTO_TEST_SUITE(territory)

BOOST_AUTO_TEST_CASE(keys_name_list_date_and_code) {
  const auto key = TerritoryKey::parse("VN-NSO/2025-07-01/22");
  BOOST_REQUIRE(key.has_value());
  BOOST_TEST(key->list == "VN-NSO");
  BOOST_TEST(key->date.iso() == "2025-07-01");
  BOOST_TEST(key->code == "22");
  BOOST_TEST(key->text() == "VN-NSO/2025-07-01/22");
  for (const char *text :
       {"", "22", "VN-NSO/22", "VN-NSO/2025-07-01/", "/2025-07-01/22", "VN-NSO/2025-07-32/22", "//", "/"}) {
    BOOST_TEST(!TerritoryKey::parse(text).has_value(), text);
  }
}

BOOST_FIXTURE_TEST_CASE(an_unchanged_unit_is_one_unit_under_all_its_keys, Provinces) {
  BOOST_CHECK(list.find("VN-NSO/2025-01-01/22") == quang_ninh);
  BOOST_CHECK(list.find("VN-NSO/2025-07-01/22") == quang_ninh);
  BOOST_TEST(list.by_code("22").size() == 1U);
  BOOST_TEST(list.key_text(quang_ninh, {2025, 3, 14}) == "VN-NSO/2025-01-01/22");
  BOOST_TEST(list.key_text(quang_ninh, last_old_day) == "VN-NSO/2025-01-01/22");
  BOOST_TEST(list.key_text(quang_ninh, new_list) == "VN-NSO/2025-07-01/22");
  BOOST_TEST(list.key_text(quang_ninh, {2020, 1, 1}) == "VN-NSO/2025-01-01/22");
}

BOOST_FIXTURE_TEST_CASE(a_reused_code_means_two_units, Provinces) {
  BOOST_CHECK(list.find("VN-NSO/2025-01-01/15") == yen_bai);
  BOOST_CHECK(list.find("VN-NSO/2025-07-01/15") == lao_cai);
  BOOST_TEST(list.by_code("15").size() == 2U);
  BOOST_TEST(list.by_code("99").empty());
  BOOST_TEST(!list.find("15").has_value());
}

BOOST_FIXTURE_TEST_CASE(children_are_those_valid_on_the_day, Provinces) {
  const std::vector<TerritoryId> before{quang_ninh, old_lao_cai, yen_bai};
  const std::vector<TerritoryId> after{quang_ninh, lao_cai, dong_nai};
  BOOST_CHECK(list.children(nation, last_old_day) == before);
  BOOST_CHECK(list.children(nation, new_list) == after);
  BOOST_TEST(list.children(quang_ninh, new_list).empty());
}

BOOST_FIXTURE_TEST_CASE(a_type_changes_on_its_day, Provinces) {
  BOOST_TEST(list.type_on(dong_nai, {2026, 4, 29}) == "tỉnh");
  BOOST_TEST(list.type_on(dong_nai, {2026, 4, 30}) == "thành phố");
  BOOST_TEST(list.type_on(quang_ninh, {2026, 4, 30}) == "tỉnh");
}

BOOST_FIXTURE_TEST_CASE(all_keys_are_listed, Provinces) {
  BOOST_TEST(list.keys().size() == 7U);
  BOOST_TEST(list.keys().at(1) == "VN-NSO/2025-01-01/22");
}

BOOST_AUTO_TEST_SUITE_END()
