#pragma once

#include "binding/compiled_parts.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace solieu::evaluate {

/// Where the rows of a spreadsheet template went: every copy of every block with its first row in the filled sheet.
class RowLayout {
public:
  explicit RowLayout(const binding::CompiledParts &parts)
      : parts_(parts), sheets_(parts.sheets.size(), binding::no_index) {}

  void begin_sheet(std::uint32_t sheet);
  /// A block of rows begins inside the current copy.
  void begin_block(std::uint32_t block);
  void begin_copy(std::uint32_t row_body);
  void end_copy();
  /// `kept`: one empty row stands for a block without rows.
  void end_block(bool kept);
  /// The current copy; the context of what is written now.
  [[nodiscard]] std::uint32_t current() const noexcept { return copy_; }
  /// Filled row of a template row of the current copy.
  [[nodiscard]] std::uint32_t row(std::uint32_t template_row) const;
  /// First and last filled row of the block that ended last.
  struct Extent {
    std::uint32_t first = 0, end = 0;
  };
  [[nodiscard]] Extent ended_block() const noexcept { return ended_; }
  /// Sheet of the current copy.
  [[nodiscard]] std::uint32_t sheet() const noexcept { return sheet_; }

  /// The text with every reference moved to where its rows went, seen from `copy` (none = from outside).
  [[nodiscard]] std::string moved(const binding::Addresses &addresses, std::uint32_t copy,
                                  std::uint32_t own_sheet) const;

private:
  struct Copy {
    std::uint32_t body, block, start;  ///< `block` = index of its block instance
    std::vector<std::uint32_t> blocks; ///< instances inside, in order
  };
  struct Block {
    std::uint32_t block, parent, start, end;
    std::uint32_t first_copy, last_copy;
  };

  [[nodiscard]] std::uint32_t position(const Copy &copy, std::uint32_t plain_since, std::uint32_t order) const;
  [[nodiscard]] std::int64_t find(std::uint32_t sheet, std::size_t template_row, std::uint32_t copy, bool last) const;
  [[nodiscard]] bool body_holds(std::uint32_t body, std::uint32_t row) const;

  const binding::CompiledParts &parts_;
  std::vector<std::uint32_t> sheets_; ///< root copy of each sheet
  std::vector<Copy> copies_;
  std::vector<Block> blocks_;
  std::uint32_t copy_ = binding::no_index;
  std::uint32_t sheet_ = binding::no_index;
  std::vector<std::uint32_t> open_; ///< blocks
  Extent ended_;
};

} // namespace solieu::evaluate
