#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solieu::model {

/// Exact decimal number: mantissa × 10^-scale, at most 38 significant digits, scale 0…34. Never a double on the way.
/// Digits after the point past the 38th are cut like a quotient's; a whole part past 38 digits throws Failure
/// `model.number-too-large`.
class Decimal {
public:
  __extension__ using Mantissa = __int128;
  static constexpr int max_scale = 34;
  /// Digits after the point that a quotient keeps. What is cut off marks the last digit (a 0 or 5 becomes 1 or 6, the
  /// decimal form of round-to-odd), so a later rounding to fewer digits is right to the digit.
  static constexpr int quotient_scale = 20;

  constexpr Decimal() = default;
  Decimal(std::int64_t whole) : mantissa_(whole) {} // NOLINT(google-explicit-constructor): a whole number is a decimal

  /// Reads "-1234.5", "+7", ".5", "1e3" (invariant: point, no grouping). Nothing for any other text or too many digits.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  [[nodiscard]] static Decimal from_parts(Mantissa mantissa, int scale);

  /// Invariant text without trailing zeros: "25.5", "0", "-0.1".
  [[nodiscard]] std::string text() const;
  /// Invariant text with exactly `digits` after the point, rounded half away from zero (domain rule 3.6).
  [[nodiscard]] std::string fixed(int digits) const;
  /// Rounded half away from zero to `digits` after the point.
  [[nodiscard]] Decimal rounded(int digits) const;
  [[nodiscard]] Decimal absolute() const;
  /// Multiplied by 10^power (power may be negative).
  [[nodiscard]] Decimal shifted(int power) const;
  [[nodiscard]] bool is_zero() const noexcept { return mantissa_ == 0; }
  [[nodiscard]] bool is_negative() const noexcept { return mantissa_ < 0; }
  [[nodiscard]] bool is_whole() const noexcept;
  /// Digits after the point as held (after removing trailing zeros).
  [[nodiscard]] int scale() const noexcept { return scale_; }
  [[nodiscard]] Mantissa mantissa() const noexcept { return mantissa_; }

  [[nodiscard]] Decimal operator-() const;
  friend Decimal operator+(const Decimal &a, const Decimal &b);
  friend Decimal operator-(const Decimal &a, const Decimal &b);
  friend Decimal operator*(const Decimal &a, const Decimal &b);
  /// a / b, or nothing when b is zero.
  [[nodiscard]] static std::optional<Decimal> quotient(const Decimal &a, const Decimal &b);

  friend bool operator==(const Decimal &a, const Decimal &b) noexcept;
  friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b) noexcept;

private:
  Mantissa mantissa_ = 0;
  int scale_ = 0;
};

} // namespace solieu::model
