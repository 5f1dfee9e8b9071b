#include "workspace_builder/synthetic_series.hpp"

#include "workspace_builder/synthetic_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace solieu::workspace_builder {

using model::Kind;
using model::Period;
using model::TerritoryId;

namespace {

constexpr int first_year = 2023, last_year = 2026, last_month = 10; ///< the last month of the last year
constexpr std::string_view source_text = "SỐ LIỆU GIẢ LẬP để thử chương trình, không phải số liệu công bố / SYNTHETIC "
                                         "DATA for trials, not published figures";
/// The new provinces and the profiles that they are made of, by the keys of both lists.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> successors{
    {{"VN-NSO/2025-01-01/22", "VN-NSO/2025-07-01/22"},
     {"VN-NSO/2025-01-01/10", "VN-NSO/2025-07-01/15"},
     {"VN-NSO/2025-01-01/15", "VN-NSO/2025-07-01/15"},
     {"VN-NSO/2025-01-01/30", "VN-NSO/2025-07-01/31"},
     {"VN-NSO/2025-01-01/31", "VN-NSO/2025-07-01/31"}}};
constexpr std::string_view with_communes = "VN-NSO/2025-01-01/22";
const model::Date reform{2025, 7, 1};

std::string_view successor_of(std::string_view key) {
  return std::ranges::find(successors, key, [](const auto &pair) { return pair.first; })->second;
}

class Series {
public:
  explicit Series(const model::Catalogue &catalogue) : catalogue_(catalogue) {
    const auto province = catalogue.territories.find(with_communes);
    for (const auto id : catalogue.territories.children(province.value(), reform)) {
      const auto &commune = catalogue.territories.at(id);
      communes_.push_back(id);
      parts_.push_back(part_of(commune.keys.front().code, commune.type));
    }
  }

  model::Dataset made() && {
    for (int year = first_year; year <= last_year; ++year) {
      const bool whole = year < last_year;
      for (int month = 1; month <= (whole ? 12 : last_month); ++month)
        take_month(year, month);
      take_plans(year);
      for (int quarter = 1; quarter <= 4; ++quarter)
        take_targets(year, quarter);
    }
    return std::move(dataset_);
  }

private:
  void take_month(int year, int month) {
    const auto period = Period::month_of(year, month);
    const bool reformed = !(period.last_day(model::Clock::admin15) < reform);
    std::map<std::string_view, Facts> provinces;
    for (const auto &profile : profiles()) {
      Facts facts = facts_of(profile, year, month);
      if (reformed && profile.key == with_communes) {
        const auto parts = divided(facts, parts_, year, month);
        facts = {};
        for (std::size_t i = 0; i < parts.size(); ++i) {
          add_facts(communes_[i], period, parts[i]);
          facts += parts[i];
        }
      }
      provinces[reformed ? successor_of(profile.key) : profile.key] += facts;
    }
    for (const auto &[key, facts] : provinces)
      add_facts(catalogue_.territories.find(key).value(), period, facts);
  }

  /// Plans are set for the units of 1 January of their year; those of 2025 for the old ones.
  void take_plans(int year) {
    const bool reformed = year > 2025;
    std::map<std::string_view, Plans> provinces;
    for (const auto &profile : profiles()) {
      const Plans plans = plans_of(profile, year);
      provinces[reformed ? successor_of(profile.key) : profile.key] += plans;
      if (!reformed || profile.key != with_communes)
        continue;
      const auto parts = divided(plans, parts_);
      for (std::size_t i = 0; i < parts.size(); ++i)
        add_plans(communes_[i], year, parts[i]);
    }
    for (const auto &[key, plans] : provinces)
      add_plans(catalogue_.territories.find(key).value(), year, plans);
  }

  /// A quarter's target is a range around a quarter of the year's plan.
  void take_targets(int year, int quarter) {
    const auto period = Period::of(model::PeriodKind::quarter, year, quarter);
    const bool reformed = !(period.last_day(model::Clock::admin15) < reform);
    std::map<std::string_view, Count> provinces;
    for (const auto &profile : profiles())
      provinces[reformed ? successor_of(profile.key) : profile.key] += plans_of(profile, year).jobs;
    for (const auto &[key, plan] : provinces) {
      auto &row = add(catalogue_.territories.find(key).value(), period, "JOB_ADDED", {}, plan * 23 / 1000 * 10);
      row.key.kind = Kind::target;
      row.high = model::Decimal(plan * 26 / 1000 * 10);
      row.bound = model::Bound::about;
      row.wording = "khoang";
      row.as_of = period.first_day(model::Clock::admin15);
      dataset_.add(std::move(row_));
    }
  }

  void add_facts(TerritoryId unit, Period period, const Facts &facts) {
    const auto value = [&](std::string_view indicator, Count count, model::Slice slice = {}) {
      add(unit, period, indicator, std::move(slice), count);
      dataset_.add(std::move(row_));
    };
    value("JOB_ADDED", facts.all_jobs());
    for (std::size_t i = 0; i < channels.size(); ++i)
      value("JOB_ADDED", facts.jobs.at(i), slice("channel", channels.at(i)));
    value("LOAN_JOBS", facts.jobs.front());
    value("VET_ENR", facts.all_enrolled());
    for (std::size_t i = 0; i < levels.size(); ++i)
      value("VET_ENR", facts.enrolled.at(i), slice("level", levels.at(i)));
    value("SES_N", facts.sessions);
    value("CONS_N", facts.consulted);
    value("REF_N", facts.referred);
    value("PLACED_N", facts.placed);
    value("LF_TOTAL", facts.labour_force);
    value("UNEMP_N", facts.unemployed);
    value("EMP_TOTAL", facts.labour_force - facts.unemployed);
  }

  void add_plans(TerritoryId unit, int year, const Plans &plans) {
    const auto value = [&](std::string_view indicator, Count count) {
      auto &row = add(unit, Period::year_of(year), indicator, {}, count);
      row.key.kind = Kind::plan;
      row.as_of = model::Date{year - 1, 12, 31};
      dataset_.add(std::move(row_));
    };
    value("JOB_ADDED", plans.jobs);
    value("VET_ENR", plans.enrolled);
    value("SES_N", plans.sessions);
  }

  [[nodiscard]] model::Slice slice(std::string_view breakdown, std::string_view member) const {
    return {{catalogue_.breakdown(breakdown).value(), std::string(member)}};
  }

  /// The row to add next, as an actual value known on the period's last day.
  model::Observation &add(TerritoryId unit, Period period, std::string_view indicator, model::Slice slice,
                          Count count) {
    const auto id = catalogue_.indicator(indicator).value();
    row_ = {};
    row_.key = {id, unit, period, model::Clock::admin15, std::move(slice), Kind::actual, model::Measure::value};
    row_.low = model::Decimal(count);
    row_.unit = catalogue_.at(id).unit;
    row_.as_of = period.last_day(model::Clock::admin15);
    row_.source = std::string(source_text);
    row_.row_id = "G" + std::to_string(dataset_.size() + 1);
    row_.synthetic = true;
    return row_;
  }

  const model::Catalogue &catalogue_;
  std::vector<TerritoryId> communes_;
  std::vector<Part> parts_;
  model::Observation row_;
  model::Dataset dataset_;
};

} // namespace

model::Dataset synthetic_series(const model::Catalogue &catalogue) { return Series(catalogue).made(); }

} // namespace solieu::workspace_builder
