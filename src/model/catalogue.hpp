#pragma once

#include "model/territory.hpp"
#include "model/unit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solieu::model {

/// A name in both languages of the product.
struct Names {
  std::string vi;
  std::string en;
};

/// How values of different times combine (SDMX: flows add, stocks hold at an instant; rates are recomputed; distinct
/// counts never add).
enum class TimeAggregation { flow, stock, rate, distinct };

enum class IndicatorId : std::uint16_t {};
enum class BreakdownId : std::uint16_t {};

struct Member {
  std::string code;
  Names name;
  std::string short_name; ///< empty = the name
};

/// A breakdown with its code list. Exclusive: the members sum to the total. Overlapping: never summed.
struct Breakdown {
  std::string code; ///< lower case: "channel"
  Names name;
  bool exclusive = true;
  std::vector<Member> members;

  [[nodiscard]] const Member *find(std::string_view member) const noexcept;
};

/// What is measured. Code: ^[A-Z][A-Z0-9_]{1,31}$.
struct Indicator {
  std::string code;
  Names name;
  Unit unit;
  TimeAggregation aggregation = TimeAggregation::flow;
  bool additive_over_territory = true;
  std::vector<BreakdownId> breakdowns; ///< in the declared order; the first exclusive one is summed first
  std::string numerator;               ///< codes of the parts of a rate; empty when not declared
  std::string denominator;
  bool lower_is_better = false;
  int decimals = 0;
};

/// Indicators, breakdowns and territories of a workspace; immutable once loaded, shared between threads.
class Catalogue {
public:
  IndicatorId add(Indicator indicator);
  BreakdownId add(Breakdown breakdown);

  [[nodiscard]] std::optional<IndicatorId> indicator(std::string_view code) const;
  [[nodiscard]] std::optional<BreakdownId> breakdown(std::string_view code) const;
  [[nodiscard]] const Indicator &at(IndicatorId id) const { return indicators_.at(static_cast<std::size_t>(id)); }
  [[nodiscard]] const Breakdown &at(BreakdownId id) const { return breakdowns_.at(static_cast<std::size_t>(id)); }
  [[nodiscard]] const std::vector<Indicator> &indicators() const noexcept { return indicators_; }
  [[nodiscard]] const std::vector<Breakdown> &breakdowns() const noexcept { return breakdowns_; }
  [[nodiscard]] std::vector<std::string> indicator_codes() const;

  TerritoryList territories;

private:
  std::vector<Indicator> indicators_;
  std::vector<Breakdown> breakdowns_;
  std::unordered_map<std::string, IndicatorId> indicator_by_code_;
  std::unordered_map<std::string, BreakdownId> breakdown_by_code_;
};

} // namespace solieu::model
