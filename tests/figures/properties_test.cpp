#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::figures;
using namespace solieu::model;

namespace {

std::string amount(std::mt19937 &random) {
  return std::to_string(random() % 100000) + "." + std::to_string(random() % 100);
}

} // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(months_roll_up_to_the_same_year_on_every_way) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    SmallCountry country;
    country.clock = seed % 2 == 0 ? Clock::admin15 : Clock::calendar;
    for (int month = 1; month <= 12; ++month) {
      country.row("JOB_ADDED", country.quang_ninh, Period::month_of(2025, month).id(), amount(random));
    }
    const auto value = [&](const char *period) {
      return *country.figure("JOB_ADDED", country.quang_ninh, period).quantity.low;
    };
    const Decimal year = value("2025");
    BOOST_TEST((value("2025-Q1") + value("2025-Q2")).text() == value("2025-S1").text());
    BOOST_TEST((value("2025-S1") + value("2025-S2")).text() == year.text());
    BOOST_TEST((value("2025-9M") + value("2025-Q4")).text() == year.text());
    BOOST_TEST((value("2025-01") + value("2025-02") + value("2025-03")).text() == value("2025-Q1").text());
    FigureQuery asked = country.query("JOB_ADDED", country.quang_ninh, "2025-12");
    asked.year_to_date = true;
    BOOST_TEST(country.figure(asked).quantity.low->text() == year.text());
  }
}

BOOST_AUTO_TEST_CASE(parts_make_the_total_and_their_shares_make_a_hundred) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    SmallCountry country;
    Decimal sum;
    for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
      const std::string value = amount(random);
      sum = sum + Decimal::parse(value).value();
      country.row("JOB_ADDED", country.quang_ninh, "2025-Q1", value, Kind::actual, {{country.channel, member}});
    }
    BOOST_TEST(country.figure("JOB_ADDED", country.quang_ninh, "2025-Q1").quantity.low->text() == sum.text());
    Decimal shares;
    for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
      FigureQuery asked = country.query("JOB_ADDED", country.quang_ninh, "2025-Q1");
      asked.slice = {{country.channel, member}};
      asked.measure = FigureMeasure::share;
      shares = shares + *country.figure(asked).quantity.low;
    }
    BOOST_TEST(shares.fixed(12) == "100.000000000000");
  }
}

BOOST_AUTO_TEST_CASE(old_provinces_restated_make_the_new_one) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    SmallCountry country;
    Decimal sum;
    for (const TerritoryId unit : {country.old_lao_cai, country.yen_bai}) {
      for (int month = 1; month <= 6; ++month) {
        const std::string value = amount(random);
        sum = sum + Decimal::parse(value).value();
        country.row("JOB_ADDED", unit, Period::month_of(2025, month).id(), value);
      }
    }
    const Figure half = country.figure("JOB_ADDED", country.lao_cai, "2025-S1");
    BOOST_TEST(half.quantity.low->text() == sum.text());
    BOOST_TEST(half.rebased);
  }
}

BOOST_AUTO_TEST_CASE(the_order_of_rows_never_matters) {
  SmallCountry country;
  country.months("JOB_ADDED", country.quang_ninh, 2025, 1, 12, 50);
  country.months("JOB_ADDED", country.old_lao_cai, 2025, 1, 6, 10);
  country.months("JOB_ADDED", country.yen_bai, 2025, 1, 6, 20);
  country.months("JOB_ADDED", country.lao_cai, 2025, 7, 12, 90);
  for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
    country.row("JOB_ADDED", country.quang_ninh, "2024", "5", Kind::final, {{country.channel, member}});
  }
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q1", "7").as_of = Date{2025, 4, 1};
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q1", "8").as_of = Date{2025, 5, 1};
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q1", "8").as_of = Date{2025, 5, 1};
  country.rows.back().source = "another";
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q1", "").as_of = Date{2025, 5, 1};
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q2", "1").key.clock = Clock::unstated;
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q3", "1");
  country.row("JOB_ADDED", country.quang_ninh, "2025-Q3", "2");
  std::vector<std::string> first;
  for (unsigned seed = 0; seed < 25; ++seed) {
    std::vector<std::string> answers;
    for (const TerritoryId unit : {country.quang_ninh, country.lao_cai, country.nation}) {
      for (const char *period : {"2024", "2025", "2025-S1", "2025-Q1", "2025-Q2", "2025-Q3", "2025-07"}) {
        for (const FigureMeasure measure : {FigureMeasure::value, FigureMeasure::change, FigureMeasure::plan_pct}) {
          FigureQuery asked = country.query("JOB_ADDED", unit, period);
          asked.measure = measure;
          const Figure answer = country.figure(asked);
          answers.push_back(shown(answer) + "|" + answer.source.str() + "|" + argument(answer, "missing"));
        }
      }
    }
    if (first.empty()) {
      first = answers;
    }
    BOOST_TEST(answers == first, boost::test_tools::per_element());
    country.shuffle(seed);
  }
}

BOOST_AUTO_TEST_SUITE_END()
