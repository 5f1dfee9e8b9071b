#include "model/observation.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace solieu::model {

namespace {

constexpr std::array<std::string_view, 5> kinds{"actual", "estimate", "plan", "target", "final"};
constexpr std::array<std::string_view, 6> bounds{"exact", "at_least", "more_than", "at_most", "less_than", "about"};
constexpr std::array<std::string_view, 5> measures{"value", "share", "plan_percentage", "average", "ratio"};
constexpr std::array<std::string_view, 8> statuses{"normal",  "estimated", "provisional",    "forecast",
                                                   "missing", "break",     "not_applicable", "suppressed"};

constexpr std::array<std::string_view, 6> bound_signs{"=", "≥", ">", "≤", "<", "≈"};
constexpr std::array<std::string_view, 8> status_letters{"A", "E", "P", "F", "M", "B", "N", "S"};

template <typename Enum, std::size_t Size>
std::optional<Enum> named(const std::array<std::string_view, Size> &names, std::string_view name) {
  for (std::size_t i = 0; i < Size; ++i) {
    if (names[i] == name) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

} // namespace

std::string Origin::text() const {
  if (table.empty()) {
    return {};
  }
  std::string text = table.str();
  text.append(":").append(std::to_string(row));
  return text;
}

std::string_view name_of(Kind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Bound bound) noexcept { return bounds[static_cast<std::size_t>(bound)]; }
std::string_view name_of(Measure measure) noexcept { return measures[static_cast<std::size_t>(measure)]; }
std::string_view name_of(Status status) noexcept { return statuses[static_cast<std::size_t>(status)]; }

std::optional<Kind> kind_named(std::string_view name) noexcept { return named<Kind>(kinds, name); }
std::optional<Bound> bound_named(std::string_view name) noexcept {
  const auto bound = named<Bound>(bounds, name);
  return bound ? bound : named<Bound>(bound_signs, name);
}
std::optional<Measure> measure_named(std::string_view name) noexcept { return named<Measure>(measures, name); }
std::optional<Status> status_named(std::string_view name) noexcept {
  const auto status = named<Status>(statuses, name);
  return status ? status : named<Status>(status_letters, name);
}

} // namespace solieu::model
