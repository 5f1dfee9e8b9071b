#include "model/catalogue.hpp"

#include <algorithm>
#include <utility>

namespace solieu::model {

const Member *Breakdown::find(std::string_view member) const noexcept {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const Member &entry) { return entry.code == member; });
  return found == members.end() ? nullptr : &*found;
}

IndicatorId Catalogue::add(Indicator indicator) {
  const IndicatorId id{static_cast<std::uint16_t>(indicators_.size())};
  indicator_by_code_.emplace(indicator.code, id);
  indicators_.push_back(std::move(indicator));
  return id;
}

BreakdownId Catalogue::add(Breakdown breakdown) {
  const BreakdownId id{static_cast<std::uint16_t>(breakdowns_.size())};
  breakdown_by_code_.emplace(breakdown.code, id);
  breakdowns_.push_back(std::move(breakdown));
  return id;
}

std::optional<IndicatorId> Catalogue::indicator(std::string_view code) const {
  const auto found = indicator_by_code_.find(std::string(code));
  return found == indicator_by_code_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<BreakdownId> Catalogue::breakdown(std::string_view code) const {
  const auto found = breakdown_by_code_.find(std::string(code));
  return found == breakdown_by_code_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Catalogue::indicator_codes() const {
  std::vector<std::string> codes;
  codes.reserve(indicators_.size());
  for (const Indicator &indicator : indicators_) {
    codes.push_back(indicator.code);
  }
  return codes;
}

} // namespace solieu::model
