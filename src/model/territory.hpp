#pragma once

#include "model/date.hpp"
#include "model/decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solieu::model {

/// Index of a territorial unit in its TerritoryList.
enum class TerritoryId : std::uint32_t { none = 0xFFFFFFFF };

/// A unit's name in one code list: "VN-NSO/2025-07-01/22" = list, date of the list, code.
struct TerritoryKey {
  std::string list;
  Date date;
  std::string code;

  [[nodiscard]] static std::optional<TerritoryKey> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const TerritoryKey &, const TerritoryKey &) = default;
};

/// A part of the predecessor that went into this unit; share 1 = all of it, nothing = an unknown part.
struct Predecessor {
  TerritoryId unit = TerritoryId::none;
  std::optional<Decimal> share;
};

/// A territorial unit over time. A unit whose boundary did not change is one unit under all its keys.
struct Territory {
  std::string name;               ///< "Quảng Ninh"
  std::string type;               ///< "tỉnh", "thành phố", "xã", "phường", "đặc khu", "quốc gia"
  std::vector<TerritoryKey> keys; ///< oldest first
  std::vector<std::pair<Date, std::string>> type_changes; ///< from this day on the type is this
  Date valid_from{1900, 1, 1};
  std::optional<Date> valid_to; ///< last day; nothing = still valid
  TerritoryId parent = TerritoryId::none;
  std::vector<Predecessor> predecessors;

  [[nodiscard]] bool valid_on(Date day) const noexcept { return valid_from <= day && (!valid_to || day <= *valid_to); }
};

/// All units of a workspace, found by key.
class TerritoryList {
public:
  TerritoryId add(Territory unit);
  [[nodiscard]] const Territory &at(TerritoryId id) const { return units_.at(static_cast<std::size_t>(id)); }
  [[nodiscard]] Territory &at(TerritoryId id) { return units_.at(static_cast<std::size_t>(id)); }
  [[nodiscard]] std::size_t size() const noexcept { return units_.size(); }
  /// By full key "VN-NSO/2025-07-01/22".
  [[nodiscard]] std::optional<TerritoryId> find(std::string_view key) const;
  /// By bare code: all units that ever had it (more than one = ambiguous).
  [[nodiscard]] std::vector<TerritoryId> by_code(std::string_view code) const;
  /// Units with this parent that are valid on the day, in list order.
  [[nodiscard]] std::vector<TerritoryId> children(TerritoryId parent, Date day) const;
  /// All full keys, for messages.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// The key in the newest list that is not after `day` (else the oldest).
  [[nodiscard]] std::string key_text(TerritoryId id, Date day) const;
  /// Its type on the day.
  [[nodiscard]] const std::string &type_on(TerritoryId id, Date day) const;

private:
  std::vector<Territory> units_;
  std::unordered_map<std::string, TerritoryId> by_key_;
  std::unordered_map<std::string, std::vector<TerritoryId>> by_code_;
};

} // namespace solieu::model
