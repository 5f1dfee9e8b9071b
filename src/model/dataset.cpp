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
  return static_cast<std::uint64_t>(static_cast<std::uint16_t>(period.year())) |
         static_cast<std::uint64_t>(static_cast<std::uint16_t>(period.last_year_number())) << 16 |
         static_cast<std::uint64_t>(period.index()) << 32 | static_cast<std::uint64_t>(day) << 40 |
         static_cast<std::uint64_t>(period.kind()) << 48;
}

/// One bit for a clock and a kind.
std::uint32_t bit_of(const ObservationKey &key) noexcept {
  return 1U << (static_cast<unsigned>(key.clock) * 5 + static_cast<unsigned>(key.kind));
}

} // namespace

std::size_t Dataset::SliceHash::operator()(const Slice &slice) const noexcept {
  std::uint64_t hash = 0;
  for (const Coordinate &coordinate : slice) {
    hash = mixed(hash ^ std::hash<std::string_view>()(coordinate.member) ^
                 static_cast<std::uint64_t>(coordinate.breakdown) << 48);
  }
  return hash;
}

std::size_t Dataset::TextHash::operator()(const SharedText &text) const noexcept {
  return std::hash<std::string>()(text.str());
}

Dataset::PackedKey Dataset::packed(const ObservationKey &key, std::uint32_t slice) noexcept {
  return {static_cast<std::uint64_t>(key.indicator) | static_cast<std::uint64_t>(key.territory) << 16 |
              static_cast<std::uint64_t>(key.clock) << 48 | static_cast<std::uint64_t>(key.kind) << 52 |
              static_cast<std::uint64_t>(key.measure) << 56,
          bits_of(key.period), slice};
}

void Dataset::reserve(std::size_t count) {
  if (blocks_.empty() && count > 0) {
    blocks_.emplace_back().reserve(std::min(count, rows_a_block));
  }
}

void Dataset::add(Observation &&observation) {
  if (size_ >= std::numeric_limits<std::uint32_t>::max() - 1) {
    throw diagnostic::Failure(
        diagnostic::Diagnostic{diagnostic::Code{"model.too-many-observations"}, diagnostic::Severity::error, {}, {}});
  }
  std::sort(observation.key.slice.begin(), observation.key.slice.end());
  const SharedText *const source_before = size_ == 0 ? nullptr : &at(size_ - 1).source;
  if (source_before != nullptr && *source_before == observation.source) {
    observation.source = *source_before; // most rows are of the same source as the row before
  } else {
    observation.source = *sources_.insert(std::move(observation.source)).first;
  }
  if (blocks_.empty()) {
    blocks_.emplace_back();
  } else if (blocks_.back().size() == rows_a_block) {
    blocks_.emplace_back().reserve(rows_a_block);
  }
  blocks_.back().push_back(std::move(observation));
  ++size_;
}

/// Each cycle of the permutation in turn, with one row held aside.
void Dataset::arrange(std::vector<std::uint32_t> order) {
  for (std::uint32_t first = 0; first < order.size(); ++first) {
    if (order[first] == first) {
      continue;
    }
    Observation aside = std::move(row_at(first));
    std::uint32_t place = first;
    for (std::uint32_t next = order[place]; next != first; next = order[place]) {
      row_at(place) = std::move(row_at(next));
      order[place] = place;
      place = next;
    }
    row_at(place) = std::move(aside);
    order[place] = place;
  }
}

std::size_t Dataset::slot_of(const PackedKey &key) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = mixed(mixed(key.coordinates ^ mixed(key.period)) ^ key.slice) & mask;
  while (slots_[slot].count != 0 && slots_[slot].key != key) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void Dataset::seal() {
  slices_.clear();
  sources_.clear();
  present_ = 0;
  index_territories();
  slots_.assign(std::bit_ceil(size_ + size_ / 4 + 2), Group());
  std::vector<std::size_t> slot_of_row;
  slot_of_row.reserve(size_);
  for (const Observation &observation : all()) {
    const auto next = static_cast<std::uint32_t>(slices_.size());
    const std::uint32_t slice = slices_.try_emplace(observation.key.slice, next).first->second;
    const PackedKey key = packed(observation.key, slice);
    const std::size_t slot = slot_of(key);
    slots_[slot].key = key;
    ++slots_[slot].count;
    present_ |= bit_of(observation.key);
    slot_of_row.push_back(slot);
  }
  std::uint32_t end = 0;
  for (Group &group : slots_) {
    end += group.count > 1 ? group.count : 0;
    group.first = end;
  }
  rows_.assign(end, 0);
  for (auto row = static_cast<std::uint32_t>(size_); row-- > 0;) {
    Group &group = slots_[slot_of_row[row]];
    if (group.count == 1) {
      group.first = row;
    } else {
      rows_[--group.first] = row;
    }
  }
}

void Dataset::index_territories() {
  std::size_t count = 0;
  for (const Observation &observation : all()) {
    if (observation.key.territory != TerritoryId::none) {
      count = std::max(count, static_cast<std::size_t>(observation.key.territory) + 1);
    }
  }
  territory_ends_.assign(count, 0);
  for (const Observation &observation : all()) {
    if (observation.key.territory != TerritoryId::none) {
      ++territory_ends_[static_cast<std::size_t>(observation.key.territory)];
    }
  }
  std::uint32_t end = 0;
  for (std::uint32_t &rows : territory_ends_) {
    end += std::exchange(rows, end);
  }
  by_territory_.assign(end, 0);
  for (std::uint32_t row = 0; row < size_; ++row) {
    if (const TerritoryId territory = at(row).key.territory; territory != TerritoryId::none) {
      by_territory_[territory_ends_[static_cast<std::size_t>(territory)]++] = row;
    }
  }
}

std::span<const std::uint32_t> Dataset::of(TerritoryId territory) const noexcept {
  const auto number = static_cast<std::size_t>(territory);
  if (number >= territory_ends_.size()) {
    return {};
  }
  const std::uint32_t first = number == 0 ? 0 : territory_ends_[number - 1];
  return std::span(by_territory_).subspan(first, territory_ends_[number] - first);
}

std::span<const std::uint32_t> Dataset::find(const ObservationKey &key) const {
  if ((present_ & bit_of(key)) == 0) {
    return {};
  }
  const auto slice = slices_.find(key.slice);
  if (slice == slices_.end()) {
    return {};
  }
  const Group &group = slots_[slot_of(packed(key, slice->second))];
  return group.count == 1 ? std::span(&group.first, 1) : std::span(rows_).subspan(group.first, group.count);
}

} // namespace solieu::model
