#pragma once

#include "figures/resolver.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::figures {

/// A small country: Quảng Ninh (unchanged, with two communes), old Lào Cai and Yên Bái that became Lào Cai on 1 July
/// 2025; indicators of every aggregation. Rows are added by short sentences and sealed at the first question.
struct SmallCountry {
  model::Catalogue catalogue;
  std::deque<model::Observation> rows; ///< a row given out stays where it is
  model::Dataset dataset;
  Policy policy;
  model::Clock clock = model::Clock::admin15;

  model::BreakdownId channel, level, group;
  model::TerritoryId nation, quang_ninh, ha_long, cam_pha, old_lao_cai, yen_bai, lao_cai;

  SmallCountry() {
    channel = add_breakdown("channel", true, {"COAL", "ABROAD", "OTHER"});
    level = add_breakdown("level", true, {"CD", "SC"});
    group = add_breakdown("target_group", false, {"RURAL", "WOMEN"});
    add_indicator("JOB_ADDED", "người", model::TimeAggregation::flow, {group, channel, level});
    add_indicator("LF_TOTAL", "người", model::TimeAggregation::stock, {});
    add_indicator("UNEMP_N", "người", model::TimeAggregation::stock, {});
    add_indicator("UNEMP_RATE", "%", model::TimeAggregation::rate, {}, "UNEMP_N", "LF_TOTAL");
    add_indicator("TRAINED_RATE", "%", model::TimeAggregation::rate, {channel});
    add_indicator("ENT_N", "doanh nghiệp", model::TimeAggregation::distinct, {channel});
    add_indicator("BUD_VET", "tỷ đồng", model::TimeAggregation::flow, {});
    nation = add_unit("Việt Nam", "VN", "2000-01-01", model::TerritoryId::none);
    quang_ninh = add_unit("Quảng Ninh", "22", "2000-01-01", nation);
    ha_long = add_unit("Hạ Long", "06001", "2025-07-01", quang_ninh);
    cam_pha = add_unit("Cẩm Phả", "06002", "2025-07-01", quang_ninh);
    old_lao_cai = add_unit("Lào Cai (cũ)", "10", "2000-01-01", nation, "2025-06-30");
    yen_bai = add_unit("Yên Bái", "15", "2000-01-01", nation, "2025-06-30");
    lao_cai = add_unit("Lào Cai", "15", "2025-07-01", nation);
    catalogue.territories.at(lao_cai).predecessors = {{old_lao_cai, model::Decimal(1)}, {yen_bai, model::Decimal(1)}};
  }

  model::BreakdownId add_breakdown(std::string code, bool exclusive, const std::vector<std::string> &members) {
    model::Breakdown breakdown;
    breakdown.code = std::move(code);
    breakdown.exclusive = exclusive;
    for (const std::string &member : members) {
      breakdown.members.push_back({member, {member, member}, ""});
    }
    return catalogue.add(std::move(breakdown));
  }

  void add_indicator(std::string code, std::string_view unit, model::TimeAggregation aggregation,
                     std::vector<model::BreakdownId> breakdowns, std::string numerator = "",
                     std::string denominator = "") {
    model::Indicator indicator;
    indicator.code = std::move(code);
    indicator.unit = model::Unit::of(unit);
    indicator.aggregation = aggregation;
    indicator.additive_over_territory = aggregation != model::TimeAggregation::rate;
    indicator.breakdowns = std::move(breakdowns);
    indicator.numerator = std::move(numerator);
    indicator.denominator = std::move(denominator);
    catalogue.add(std::move(indicator));
  }

  model::TerritoryId add_unit(std::string name, std::string code, std::string_view from, model::TerritoryId parent,
                              std::string_view to = "") {
    model::Territory unit;
    unit.name = std::move(name);
    unit.valid_from = model::Date::parse(from).value();
    unit.valid_to = model::Date::parse(to);
    unit.keys.push_back({"VN-NSO", unit.valid_from, std::move(code)});
    unit.parent = parent;
    return catalogue.territories.add(std::move(unit));
  }

  /// Adds a row: value "7650", range "9000..10000", or "" for a row without a number. Returned for further settings.
  model::Observation &row(std::string_view indicator, model::TerritoryId territory, std::string_view period,
                          std::string_view value, model::Kind kind = model::Kind::actual, model::Slice slice = {}) {
    model::Observation entry;
    entry.key = {catalogue.indicator(indicator).value(),
                 territory,
                 model::Period::parse(period).value(),
                 clock,
                 std::move(slice),
                 kind,
                 model::Measure::value};
    entry.unit = catalogue.at(entry.key.indicator).unit;
    const std::size_t dots = value.find("..");
    entry.low = model::Decimal::parse(value.substr(0, dots));
    entry.high = dots == std::string_view::npos ? std::nullopt : model::Decimal::parse(value.substr(dots + 2));
    entry.row_id = "R" + std::to_string(rows.size() + 1);
    rows.push_back(std::move(entry));
    return rows.back();
  }

  void months(std::string_view indicator, model::TerritoryId territory, int year, int first, int last,
              std::int64_t start) {
    for (int month = first; month <= last; ++month) {
      row(indicator, territory, model::Period::month_of(year, month).id(), std::to_string(start + month));
    }
  }

  [[nodiscard]] model::FigureQuery query(std::string_view indicator, model::TerritoryId territory,
                                         std::string_view period) const {
    model::FigureQuery asked;
    asked.indicator = catalogue.indicator(indicator).value();
    asked.territory = territory;
    asked.period = model::Period::parse(period).value();
    asked.clock = clock;
    return asked;
  }

  [[nodiscard]] model::Figure figure(const model::FigureQuery &asked) {
    if (dataset.size() != rows.size()) {
      dataset = model::Dataset();
      for (const model::Observation &entry : rows) {
        dataset.add(entry);
      }
      dataset.seal();
    }
    return Resolver(catalogue, dataset, policy).figure(asked);
  }

  [[nodiscard]] model::Figure figure(std::string_view indicator, model::TerritoryId territory,
                                     std::string_view period) {
    return figure(query(indicator, territory, period));
  }

  void shuffle(unsigned seed) {
    std::mt19937 random(seed);
    std::shuffle(rows.begin(), rows.end(), random);
    dataset = model::Dataset();
  }
};

/// "7650 người", "9000..10000 người", or the code of the reason.
inline std::string shown(const model::Figure &figure) {
  const model::Quantity &quantity = figure.quantity;
  if (!quantity.present()) {
    return quantity.reason;
  }
  return quantity.low->text() + (quantity.high ? ".." + quantity.high->text() : "") + " " + quantity.unit.text;
}

inline std::string argument(const model::Figure &figure, std::string_view name) {
  for (const auto &[key, value] : figure.quantity.reason_arguments) {
    if (key == name) {
      return value;
    }
  }
  return "(none)";
}

} // namespace solieu::figures
