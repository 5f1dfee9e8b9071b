#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace solieu::workspace_builder {

using Count = std::int64_t;

inline constexpr std::array<std::string_view, 6> channels{"VBSP_LOAN",       "INDUSTRIAL_PARK", "COAL",
                                                          "TOURISM_SERVICE", "ABROAD",          "OTHER"};
inline constexpr std::array<std::string_view, 5> levels{"CD", "TC", "SC", "D3T", "TX"};

/// What one unit did in one month. The totals are sums of their parts by construction.
struct Facts {
  std::array<Count, channels.size()> jobs{};
  std::array<Count, levels.size()> enrolled{};
  Count sessions = 0, consulted = 0, referred = 0, placed = 0;
  Count labour_force = 0, unemployed = 0;

  [[nodiscard]] Count all_jobs() const noexcept;
  [[nodiscard]] Count all_enrolled() const noexcept;
  Facts &operator+=(const Facts &other) noexcept;
};

/// Size of a province as it was before 1 July 2025: counts of a usual year.
struct Profile {
  std::string_view key; ///< of the old list
  Count jobs, enrolled, sessions, consulted, labour_force;
  std::array<Count, channels.size()> channel_weights;
};

/// A year's plan.
struct Plans {
  Count jobs = 0, enrolled = 0, sessions = 0;
  Plans &operator+=(const Plans &other) noexcept;
};

/// The provinces of the series.
[[nodiscard]] const std::vector<Profile> &profiles();

/// A month (1–12) of a province with the boundaries of its profile.
[[nodiscard]] Facts facts_of(const Profile &profile, int year, int month);

/// The plan of a year (12 months) for a province.
[[nodiscard]] Plans plans_of(const Profile &profile, int year);

/// A unit inside a province: its code in the list and its share of everything.
struct Part {
  std::string_view code;
  Count weight = 0;
};

/// The share of a commune by its code and its type.
[[nodiscard]] Part part_of(std::string_view code, std::string_view type);

/// Facts of a province's month divided between its parts; where a rounded whole cannot be kept (sums of funnels), the
/// province is what its parts make together.
[[nodiscard]] std::vector<Facts> divided(const Facts &whole, const std::vector<Part> &parts, int year, int month);
[[nodiscard]] std::vector<Plans> divided(const Plans &whole, const std::vector<Part> &parts);

/// `whole` in proportion to the weights, in whole numbers that add up to it (largest remainders; the first of equals).
[[nodiscard]] std::vector<Count> apportioned(Count whole, const std::vector<Count> &weights);

} // namespace solieu::workspace_builder
