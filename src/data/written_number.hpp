#pragma once

#include "model/date.hpp"
#include "model/decimal.hpp"
#include "model/observation.hpp"
#include "model/period.hpp"
#include "model/source_settings.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace solieu::data {

/// A number as people write it in a cell.
struct WrittenNumber {
  std::optional<model::Decimal> low, high{}; ///< none: the cell says that there is no number
  std::optional<model::Bound> bound{};       ///< when a word or a sign says one
  std::string wording{};                     ///< key of the phrase (phrases.vi.csv), "" = none
  std::string unit{};                        ///< what stands behind the number: "tỷ", "%", "người"
};

/// Reads "1.234,5", "trên 7.650", "9.000 - 10.000", "khoảng 9.000–10.000", "94,4 tỷ", "25,5%"; "", "-", "…", "NULL"
/// and "N/A" say that there is none. Groups must be whole: "1.23" is no number in Vietnamese writing. Nothing when the
/// text, which is trimmed, is no number.
[[nodiscard]] std::optional<WrittenNumber> read_number(std::string_view text, model::Writing writing);

/// ISO days; in Vietnamese writing also "14/3/2025", "14-03-2025", "14.3.2025" and "ngày 14 tháng 3 năm 2025".
[[nodiscard]] std::optional<model::Date> read_date(std::string_view text, model::Writing writing);

/// Ids ("2025-Q1"); in Vietnamese writing also "tháng 3/2025", "quý I năm 2025", "6 tháng đầu năm 2025", "9 tháng
/// 2025", "năm 2025", "giai đoạn 2020–2024".
[[nodiscard]] std::optional<model::Period> read_period(std::string_view text, model::Writing writing);

} // namespace solieu::data
