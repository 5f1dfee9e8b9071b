#pragma once

#include "binding/compiled_parts.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace solieu::evaluate {

/// Where the rows, or the columns, of the tables of a template went: every copy of every block with its first row in
/// the filled table. "Row" stands for both.
class AxisLayout {
public:
  AxisLayout(const std::vector<binding::RowBody> &bodies, const std::vector<binding::RowBlock> &blocks)
      : compiled_bodies_(bodies), compiled_blocks_(blocks) {}

  /// What is open at a moment; a table inside another one gives it back.
  struct State {
    std::uint32_t copy = binding::no_index;
    std::vector<std::uint32_t> open{};
  };

  /// A table begins; the copy that stands for all of it.
  std::uint32_t begin_root(std::uint32_t body);
  [[nodiscard]] State leave();
  void restore(State state);

  /// A block begins inside the current copy; its instance. When it is said how many copies of its first body follow,
  /// and that body holds no blocks itself, the block ends where that says from now on, and its copies are not kept.
  std::uint32_t begin_block(std::uint32_t block, std::size_t copies = 0);
  void begin_copy(std::uint32_t body);
  void end_copy();
  /// `kept`: one empty row stands for a block without rows.
  void end_block(bool kept);

  /// The instance of a block that the current copy has had already.
  [[nodiscard]] std::uint32_t instance(std::uint32_t block) const;
  [[nodiscard]] std::uint32_t first_copy(std::uint32_t instance) const { return blocks_[instance].first_copy; }
  [[nodiscard]] std::uint32_t next_copy(std::uint32_t copy) const { return copies_[copy].next; }
  /// Goes into a copy made before; the one to come back to.
  std::uint32_t enter(std::uint32_t copy);

  /// From now on every copy is kept: something asks about each of them in the end.
  void keep_all() noexcept { keep_all_ = true; }
  /// All copies of a block below a copy, from top to bottom; needs keep_all() for rows.
  [[nodiscard]] std::vector<std::uint32_t> copies_of(std::uint32_t copy, std::uint32_t block) const;

  /// The current copy; the context of what is written now.
  [[nodiscard]] std::uint32_t current() const noexcept { return copy_; }
  /// Filled row of a template row of the current copy.
  [[nodiscard]] std::uint32_t row(std::uint32_t template_row) const;
  struct Extent {
    std::uint32_t first = 0, end = 0;
  };
  /// First and last filled row of the block that ended last.
  [[nodiscard]] Extent ended_block() const noexcept { return ended_; }
  /// Filled row of a template row of the table `root`, seen from `copy`: inside its own block it stays in the copy,
  /// from outside it is the first or the last of all copies. Nothing while that depends on rows still to come.
  [[nodiscard]] std::optional<std::int64_t> find(std::uint32_t root, std::size_t template_row, std::uint32_t copy,
                                                 bool last) const;
  /// The filled rows of template rows first … last of the table `root`, seen from `copy` like `find`, as stretches from
  /// top to bottom, ends included: what other rows lie between the copies of a block is left out. Empty when they lie
  /// in no block.
  [[nodiscard]] std::vector<Extent> stretches(std::uint32_t root, std::size_t first, std::size_t last,
                                              std::uint32_t copy) const;
  /// The copy will be asked about later.
  void keep(std::uint32_t copy);

private:
  struct Copy {
    std::uint32_t body, block, start; ///< `block` = index of its block instance
    std::uint32_t next = binding::no_index;
    std::vector<std::uint32_t> blocks{}; ///< instances inside, in order
  };
  struct Block {
    std::uint32_t block, parent, start, end;
    std::uint32_t first_copy, last_copy;
    bool ended = false; ///< `end` is final
    bool equal = false; ///< its copies have no blocks inside and all `rows` rows; only the last one is there
    bool kept = false;  ///< somebody will ask about the last one
    std::uint32_t rows = 0;
    std::uint32_t filled = 0; ///< end of the copies begun so far
  };

  [[nodiscard]] std::uint32_t position(const Copy &copy, std::uint32_t plain_since, std::uint32_t order) const;
  [[nodiscard]] std::optional<std::int64_t> known(const Copy &copy, std::uint32_t plain_since,
                                                  std::uint32_t order) const;
  [[nodiscard]] std::optional<std::int64_t> behind(const Copy &copy, std::uint32_t row) const;
  [[nodiscard]] std::vector<std::uint32_t> copies_around(std::uint32_t copy) const;
  [[nodiscard]] std::int64_t of_equal(const Block &block, std::uint32_t row, std::uint32_t copy, bool last) const;
  [[nodiscard]] bool body_holds(std::uint32_t body, std::uint32_t row) const;
  [[nodiscard]] bool holds_both(std::uint32_t copy, std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::uint32_t innermost_block(std::uint32_t body, std::uint32_t first, std::uint32_t last) const;

  const std::vector<binding::RowBody> &compiled_bodies_;
  const std::vector<binding::RowBlock> &compiled_blocks_;
  std::vector<Copy> copies_;
  std::vector<Block> blocks_;
  std::uint32_t copy_ = binding::no_index;
  std::vector<std::uint32_t> open_; ///< blocks
  Extent ended_;
  bool keep_all_ = false;
};

} // namespace solieu::evaluate
