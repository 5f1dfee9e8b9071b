#pragma once

#include "model/observation.hpp"

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

namespace solieu::model {

/// The observations one job needs, found by key in constant time. Built once, then read-only and shared.
class Dataset {
public:
  void reserve(std::size_t count);
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
  struct Range {
    std::uint32_t first;
    std::uint32_t count;
  };
  std::unordered_multimap<std::size_t, Range> index_;
};

/// Hash of a key, equal for equal keys.
[[nodiscard]] std::size_t hash_of(const ObservationKey &key) noexcept;

} // namespace solieu::model
