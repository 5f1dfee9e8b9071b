#pragma once

#include "model/figure.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solieu::format {

/// The wording of one language as editable data (phrases.vi.csv): key → text with `{name}` places; ICU message syntax
/// for plurals.
class Phrases {
public:
  void set(std::string key, std::string text);
  /// The text, or the key itself between brackets when it is absent (a house test forbids that for shipped keys).
  [[nodiscard]] std::string_view get(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> keys() const;

private:
  std::unordered_map<std::string, std::string> texts_;
};

/// Signs of numbers in one language, from ICU.
struct NumberSigns;

/// How a quantity is printed.
struct NumberStyle {
  std::optional<int> decimals{}; ///< nothing = `default_decimals`, more if a ratio
  int default_decimals = 0;
  bool percent = false;     ///< a pure number as a percentage with the sign %
  std::string scale_unit{}; ///< print in this unit of the same dimension
  bool compact = false;
  bool padded = false;
  bool words = false;
  bool signed_ = false;
  bool with_unit = false;
  bool phrase = false;
};

/// Values → text in one language (vi, en). Numbers by ICU; dates and periods by the official rules
/// (domain.md 3.1, 3.6). Immutable, shared between threads.
class Formatter {
public:
  Formatter(std::string language, std::shared_ptr<const Phrases> phrases);

  [[nodiscard]] const std::string &language() const noexcept { return language_; }
  /// Exact decimal with grouping and `digits` after the point: 7650 → "7.650".
  [[nodiscard]] std::string number(const model::Decimal &value, int digits) const;
  /// Digits after the point of a number as `number` writes it; none when the text is anything else.
  [[nodiscard]] std::optional<std::size_t> decimals_of(std::string_view text) const;
  /// A quantity in a style; an absent one prints its token (`token.missing`, `token.not-applicable`,
  /// `token.suppressed`).
  [[nodiscard]] std::string quantity(const model::Quantity &quantity, const NumberStyle &style) const;
  /// The unit that a quantity of `unit` is printed in: `scale("triệu đồng")` of a plain number counts millions.
  [[nodiscard]] static model::Unit shown_unit(const model::Unit &unit, const NumberStyle &style);
  /// A unit by its name in the language, as of many: "người/phiên" → "people per session".
  [[nodiscard]] std::string unit_name(const std::string &unit) const;
  /// "tăng 1.250 người (tăng 5,2%) so với cùng kỳ năm trước"; "" when there is no base or no value.
  [[nodiscard]] std::string trend(const model::Figure &current, const model::Figure &base, model::Base which,
                                  const model::Indicator &indicator) const;
  /// "đạt 25,5% kế hoạch năm", "vượt 3,0% kế hoạch năm", "mới đạt …" (below the share of the year passed, `twelfths`
  /// of 12; lower-is-better turned round); "" when there is no plan or no value.
  [[nodiscard]] std::string plan_trend(const model::Quantity &plan_percentage, int twelfths,
                                       const model::Indicator &indicator, int decimals) const;
  /// The footnote of a figure that was restated to the boundaries of now: its period, and the former units it is the
  /// sum of; "" for any other figure.
  [[nodiscard]] std::string rebased_note(const model::Figure &figure, const model::TerritoryList &territories) const;
  /// "long": "ngày 05 tháng 3 năm 2025"; "short": "05/3/2025"; "place" etc. by phrases.
  [[nodiscard]] std::string date(const model::Date &date, std::string_view style) const;
  /// "title": "quý I năm 2025", "tháng 3 năm 2025"; "range": "từ ngày 15/12/2024 đến ngày 14/3/2025" in the clock.
  [[nodiscard]] std::string period(const model::Period &period, std::string_view style, model::Clock clock) const;
  [[nodiscard]] std::string upper(std::string_view text) const;
  [[nodiscard]] std::string lower(std::string_view text) const;
  /// First letter upper case.
  [[nodiscard]] std::string sentence(std::string_view text) const;
  /// The number in words: 7650 → "bảy nghìn sáu trăm năm mươi".
  [[nodiscard]] std::string words(const model::Decimal &value) const;
  /// Roman numeral; Vietnamese letter a, b, c, d, đ, e, g … (Decree 30/2020 Annex I).
  [[nodiscard]] static std::string roman(std::size_t number);
  [[nodiscard]] std::string letter(std::size_t number) const;
  [[nodiscard]] std::string_view phrase(std::string_view key) const { return phrases_->get(key); }

private:
  struct Shown;

  [[nodiscard]] std::string phrase_with(std::string_view key,
                                        const std::vector<std::pair<std::string, std::string>> &places) const;
  [[nodiscard]] std::string number_in(const model::Decimal &value, const Shown &shown, const NumberStyle &style) const;
  /// `text` is how `count` is printed, with `digits` after the point.
  [[nodiscard]] std::string with_unit(std::string text, const model::Unit &unit, const model::Decimal &count,
                                      int digits) const;
  [[nodiscard]] static bool trimmed(const Shown &shown, const NumberStyle &style);
  [[nodiscard]] Shown settled(const model::Quantity &quantity, const NumberStyle &style) const;
  [[nodiscard]] std::string counted(std::string text, const Shown &shown, const NumberStyle &style) const;
  [[nodiscard]] std::string_view qualifier(const model::Quantity &quantity) const;
  [[nodiscard]] std::string base_text(const model::Figure &current, model::Base which) const;

  std::string language_;
  std::shared_ptr<const Phrases> phrases_;
  std::shared_ptr<const NumberSigns> signs_;
  std::shared_ptr<const std::vector<std::string>> months_;
};

} // namespace solieu::format
