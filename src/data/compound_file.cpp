#include "data/compound_file.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace solieu::data {

namespace {

constexpr std::size_t header_bytes = 512;
constexpr std::size_t entry_bytes = 4;
constexpr std::uint32_t last_sector = 0xFFFFFFFA; ///< what is greater is no sector
constexpr std::uint32_t free_sector = 0xFFFFFFFF;

std::uint32_t u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = entry_bytes; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// The sectors of one file.
class Sectors {
public:
  explicit Sectors(std::string_view bytes) : bytes_(bytes), shift_(u32(bytes, 30) & 0xFFFFU) {}

  [[nodiscard]] bool known_size() const noexcept { return shift_ == 9 || shift_ == 12; }
  [[nodiscard]] std::size_t entries() const noexcept { return (std::size_t{1} << shift_) / entry_bytes; }
  [[nodiscard]] bool has(std::size_t sector) const noexcept { return (sector + 2) << shift_ <= bytes_.size(); }
  [[nodiscard]] std::uint32_t entry(std::size_t sector, std::size_t index) const {
    return u32(bytes_, ((sector + 1) << shift_) + index * entry_bytes);
  }

private:
  std::string_view bytes_;
  std::size_t shift_;
};

/// Where the allocation table stands: 109 places in the header, the others in a chain of sectors. False when a sector
/// of the chain is not there.
bool find_table(std::string_view bytes, const Sectors &sectors, std::vector<std::uint32_t> &table) {
  constexpr std::size_t in_header = 109;
  constexpr std::size_t list_at = 76;
  constexpr std::size_t chain_at = 68;
  for (std::size_t i = 0; i < in_header; ++i)
    table.push_back(u32(bytes, list_at + i * entry_bytes));
  std::size_t steps = 0;
  for (auto next = u32(bytes, chain_at); next <= last_sector; next = sectors.entry(next, sectors.entries() - 1)) {
    if (!sectors.has(next) || ++steps > bytes.size() / header_bytes)
      return false;
    for (std::size_t i = 0; i + 1 < sectors.entries(); ++i)
      table.push_back(sectors.entry(next, i));
  }
  std::erase_if(table, [](std::uint32_t sector) { return sector > last_sector; });
  return true;
}

} // namespace

bool is_whole_compound_file(std::string_view bytes) {
  if (bytes.size() < header_bytes)
    return false;
  const Sectors sectors(bytes);
  std::vector<std::uint32_t> table;
  if (!sectors.known_size() || !find_table(bytes, sectors, table))
    return false;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!sectors.has(table[i]))
      return false;
    for (std::size_t j = sectors.entries(); j-- > 0;)
      if (sectors.entry(table[i], j) != free_sector) {
        if (!sectors.has(i * sectors.entries() + j))
          return false;
        break; // those before it lie before it
      }
  }
  return !table.empty();
}

} // namespace solieu::data
