#include "model/dataset.hpp"

#include "diagnostic/failure.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

namespace solieu::model {

namespace {

constexpr std::size_t mixed(std::uint64_t value) noexcept {
  value ^= value >> 30;
  value *= 0xBF58476D1CE4E5B9ULL;
  value ^= value >> 27;
  value *= 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

std::uint64_t bits_of(const Period &period) noexcept {
  const auto day = period.kind() == PeriodKind::day ? period.first_day(Clock::calendar).day : 0;
  return static_cast<std::uint64_t>(period.year()) | static_cast<std::uint64_t>(period.last_year_number()) << 16 |
         static_cast<std::uint64_t>(period.index()) << 32 | static_cast<std::uint64_t>(day) << 40 |
         static_cast<std::uint64_t>(period.kind()) << 48;
}

} // namespace

std::size_t hash_of(const ObservationKey &key) noexcept {
  std::uint64_t hash =
      mixed(static_cast<std::uint64_t>(key.indicator) | static_cast<std::uint64_t>(key.territory) << 16 |
            static_cast<std::uint64_t>(key.clock) << 48 | static_cast<std::uint64_t>(key.kind) << 52 |
            static_cast<std::uint64_t>(key.measure) << 56);
  hash = mixed(hash ^ bits_of(key.period));
  for (const Coordinate &coordinate : key.slice) {
    hash = mixed(hash ^ std::hash<std::string_view>()(coordinate.member) ^
                 static_cast<std::uint64_t>(coordinate.breakdown) << 48);
  }
  return hash;
}

void Dataset::reserve(std::size_t count) { observations_.reserve(count); }

void Dataset::add(Observation observation) {
  if (observations_.size() >= std::numeric_limits<std::uint32_t>::max() - 1) {
    throw diagnostic::Failure(
        diagnostic::Diagnostic{diagnostic::Code{"model.too-many-observations"}, diagnostic::Severity::error, {}, {}});
  }
  std::sort(observation.key.slice.begin(), observation.key.slice.end());
  observations_.push_back(std::move(observation));
}

std::size_t Dataset::slot_of(const ObservationKey &key, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Group &group = groups_[slots_[slot] - 1];
    if (group.hash == hash && observations_[group.sample].key == key) {
      break;
    }
  }
  return slot;
}

void Dataset::seal() {
  groups_.clear();
  rows_.assign(observations_.size(), 0);
  slots_.assign(std::bit_ceil(observations_.size() * 2 + 2), 0);
  std::vector<std::uint32_t> group_of_row(observations_.size());
  for (std::uint32_t row = 0; row < observations_.size(); ++row) {
    const ObservationKey &key = observations_[row].key;
    const std::size_t hash = hash_of(key);
    std::uint32_t &slot = slots_[slot_of(key, hash)];
    if (slot == 0) {
      groups_.push_back({hash, row, 0, 0});
      slot = static_cast<std::uint32_t>(groups_.size());
    }
    ++groups_[slot - 1].count;
    group_of_row[row] = slot - 1;
  }
  std::uint32_t first = 0;
  for (Group &group : groups_) {
    group.first = std::exchange(first, first + group.count);
  }
  std::vector<std::uint32_t> filled(groups_.size(), 0);
  for (std::uint32_t row = 0; row < observations_.size(); ++row) {
    const std::uint32_t group = group_of_row[row];
    rows_[groups_[group].first + filled[group]++] = row;
  }
}

std::span<const std::uint32_t> Dataset::find(const ObservationKey &key) const {
  if (slots_.empty()) {
    return {};
  }
  const std::uint32_t group = slots_[slot_of(key, hash_of(key))];
  return group == 0 ? std::span<const std::uint32_t>()
                    : std::span(rows_).subspan(groups_[group - 1].first, groups_[group - 1].count);
}

} // namespace solieu::model
