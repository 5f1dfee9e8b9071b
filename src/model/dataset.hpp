#pragma once

#include "model/large_pages.hpp"
#include "model/observation.hpp"

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace solieu::model {

/// The observations one job needs, found by key in constant time. Built once, then read-only and shared.
class Dataset {
public:
  void reserve(std::size_t count);
  /// Puts the slice in order and lets rows share the text of their source. Past 4 billion rows: Failure
  /// `model.too-many-observations`.
  void add(Observation &&observation);
  void add(const Observation &observation) { add(Observation(observation)); }
  /// Puts the row `order[i]` of those added in place i; each row once. They are moved where they are: no second copy.
  void arrange(std::vector<std::uint32_t> order);
  /// Makes the index; call once after the last add.
  void seal();

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// A row below size().
  [[nodiscard]] const Observation &at(std::size_t row) const noexcept {
    return blocks_[row / rows_a_block][row % rows_a_block];
  }
  /// All rows in order.
  [[nodiscard]] auto all() const noexcept {
    return std::views::iota(std::size_t{0}, size_) |
           std::views::transform([this](std::size_t row) -> const Observation & { return at(row); });
  }
  /// Rows with exactly this key (vintages and duplicates), in the order added; empty when there are none.
  [[nodiscard]] std::span<const std::uint32_t> find(const ObservationKey &key) const;
  /// Rows of a territory, in the order added.
  [[nodiscard]] std::span<const std::uint32_t> of(TerritoryId territory) const noexcept;

  std::string snapshot_id; ///< SHA-256 of what was read, hex; set by data::read
  std::string read_at;     ///< ISO 8601 time of the read, UTC

private:
  static constexpr std::size_t rows_a_block = 32'768;
  using Block = std::vector<Observation>;
  [[nodiscard]] Observation &row_at(std::size_t row) noexcept {
    return blocks_[row / rows_a_block][row % rows_a_block];
  }

  std::vector<Block> blocks_; ///< all full but the last: beyond the first, rows do not move when more come
  std::size_t size_ = 0;
  std::vector<std::uint32_t> rows_;
  /// A key without its heap: what differs in the slice is a number.
  struct PackedKey {
    std::uint64_t coordinates = 0;
    std::uint64_t period = 0;
    std::uint32_t slice = 0;
    friend bool operator==(const PackedKey &, const PackedKey &) = default;
  };
  /// Rows with the same key: `count` of rows_ from `first` on; a single row stands here itself, so that the usual
  /// look-up touches one line of memory before the row. A free slot has none.
  struct alignas(32) Group {
    PackedKey key;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct SliceHash {
    [[nodiscard]] std::size_t operator()(const Slice &slice) const noexcept;
  };
  [[nodiscard]] static PackedKey packed(const ObservationKey &key, std::uint32_t slice) noexcept;
  [[nodiscard]] std::size_t slot_of(const PackedKey &key) const noexcept;
  struct TextHash {
    [[nodiscard]] std::size_t operator()(const SharedText &text) const noexcept;
  };
  void index_territories();
  std::vector<std::uint32_t> by_territory_;     ///< all rows, territory after territory
  std::vector<std::uint32_t> territory_ends_;   ///< of each territory, where its rows end in by_territory_
  std::uint32_t present_ = 0;                   ///< which clocks × kinds occur at all
  std::vector<Group, LargePages<Group>> slots_; ///< open addressing over a power of two
  std::unordered_map<Slice, std::uint32_t, SliceHash> slices_;
  std::unordered_set<SharedText, TextHash> sources_; ///< until sealed
};

} // namespace solieu::model
