#pragma once

#include "model/observation.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace solieu::model {

/// The observations one job needs, found by key in constant time. Built once, then read-only and shared.
class Dataset {
public:
  void reserve(std::size_t count);
  /// Puts the slice in order. Past 4 billion rows: Failure `model.too-many-observations`.
  void add(Observation observation);
  /// Makes the index; call once after the last add.
  void seal();

  [[nodiscard]] std::size_t size() const noexcept { return observations_.size(); }
  [[nodiscard]] const Observation &at(std::size_t row) const { return observations_.at(row); }
  [[nodiscard]] std::span<const Observation> all() const noexcept { return observations_; }
  /// Rows with exactly this key (vintages and duplicates), in the order added; empty when there are none.
  [[nodiscard]] std::span<const std::uint32_t> find(const ObservationKey &key) const;

  std::string snapshot_id; ///< SHA-256 of what was read, hex; set by data::read
  std::string read_at;     ///< ISO 8601 time of the read, UTC

private:
  std::vector<Observation> observations_;
  std::vector<std::uint32_t> rows_;
  /// Rows with the same key: rows_[first], count of them.
  struct Group {
    std::size_t hash;
    std::uint32_t sample; ///< a row with the key
    std::uint32_t first;
    std::uint32_t count;
  };
  [[nodiscard]] std::size_t slot_of(const ObservationKey &key, std::size_t hash) const;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> slots_; ///< open addressing over a power of two: number of the group + 1, 0 = free
};

/// Hash of a key, equal for equal keys.
[[nodiscard]] std::size_t hash_of(const ObservationKey &key) noexcept;

} // namespace solieu::model
