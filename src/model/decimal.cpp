#include "model/decimal.hpp"

#include "diagnostic/failure.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace solieu::model {

namespace {

using Mantissa = Decimal::Mantissa;
__extension__ using Magnitude = unsigned __int128;
using Wide = boost::multiprecision::uint512_t;

constexpr int max_digits = 38;
constexpr int max_exponent_text = 1000;

constexpr std::array<Magnitude, max_digits + 1> make_powers() {
  std::array<Magnitude, max_digits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1] * 10;
  }
  return powers;
}
constexpr auto powers = make_powers();

Magnitude power_of_ten(int exponent) { return powers[static_cast<std::size_t>(exponent)]; }

[[noreturn]] void too_large() {
  throw diagnostic::Failure(
      diagnostic::Diagnostic{diagnostic::Code{"model.number-too-large"}, diagnostic::Severity::error, {}, {}});
}

Magnitude magnitude_of(Mantissa value) {
  return value < 0 ? Magnitude(0) - static_cast<Magnitude>(value) : static_cast<Magnitude>(value);
}

Mantissa with_sign(Magnitude magnitude, bool negative) {
  const auto value = static_cast<Mantissa>(magnitude);
  return negative ? -value : value;
}

Wide widened(Magnitude value) {
  Wide wide = static_cast<std::uint64_t>(value >> 64);
  wide <<= 64;
  wide |= static_cast<std::uint64_t>(value);
  return wide;
}

Magnitude narrowed(const Wide &wide) {
  const auto low = static_cast<std::uint64_t>(wide & Wide(0xFFFFFFFFFFFFFFFFULL));
  const auto high = static_cast<std::uint64_t>((wide >> 64) & Wide(0xFFFFFFFFFFFFFFFFULL));
  return (static_cast<Magnitude>(high) << 64) | low;
}

Wide wide_power(int exponent) { return boost::multiprecision::pow(Wide(10), static_cast<unsigned>(exponent)); }

/// Brings a wide magnitude into 38 digits and the largest scale by cutting digits after the point; a cut digit that
/// matters makes a last digit 0 or 5 one larger, so that a later rounding sees neither a whole nor a tie.
Decimal cut(Wide wide, int scale, bool negative, bool inexact) {
  const Wide limit = widened(power_of_ten(max_digits));
  while (scale > 0 && (scale > Decimal::max_scale || wide >= limit)) {
    inexact = inexact || wide % 10 != 0;
    wide /= 10;
    --scale;
  }
  if (inexact && wide % 5 == 0) {
    wide += 1;
  }
  if (wide >= limit) {
    too_large();
  }
  return Decimal::from_parts(with_sign(narrowed(wide), negative), scale);
}

constexpr Magnitude one_word = Magnitude(1) << 64;

void strip_zeros(Magnitude &magnitude, int &scale) {
  if (magnitude < one_word) { // one division where the wide one takes ten
    auto small = static_cast<std::uint64_t>(magnitude);
    for (; scale > 0 && small != 0 && small % 10 == 0; --scale) {
      small /= 10;
    }
    magnitude = small;
    scale = small == 0 ? std::min(scale, 0) : scale;
    return;
  }
  for (const int step : {16, 8, 4, 2, 1}) {
    while (scale >= step && magnitude % power_of_ten(step) == 0) {
      magnitude /= power_of_ten(step);
      scale -= step;
    }
  }
}

/// Reads the part after "e"; nothing when it is no sane exponent.
std::optional<int> exponent_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  int value = 0;
  if (text.empty()) {
    return std::nullopt;
  }
  for (const char c : text) {
    if (c < '0' || c > '9' || value > max_exponent_text) {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

struct Digits {
  Magnitude magnitude = 0;
  int scale = 0;
};

/// Reads "1234.50" as digits and scale; zeros at the end of the part after the point are not kept.
std::optional<Digits> digits_of(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (point == std::string_view::npos ? whole.empty() : part.empty()) {
    return std::nullopt;
  }
  Digits digits;
  for (const std::string_view run : {whole, part}) {
    for (const char c : run) {
      if (c < '0' || c > '9') {
        return std::nullopt;
      }
    }
  }
  part = part.substr(0, part.find_last_not_of('0') + 1);
  for (const std::string_view run : {whole, part}) {
    for (const char c : run) {
      if (digits.magnitude >= power_of_ten(max_digits - 1)) {
        return std::nullopt;
      }
      digits.magnitude = digits.magnitude * 10 + static_cast<unsigned>(c - '0');
    }
  }
  digits.scale = static_cast<int>(std::min(part.size(), std::size_t{2} * max_digits));
  return digits;
}

/// The usual number, read in one go: at most 18 digits with a point or none. Nothing for any other text, which may be a
/// number all the same.
std::optional<std::pair<std::uint64_t, int>> short_digits(std::string_view text) noexcept {
  constexpr std::size_t longest = 18;
  if (text.empty() || text.size() > longest) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  std::size_t after_point = 0; // characters from the point on
  for (const char c : text) {
    const auto digit = static_cast<unsigned>(c - '0');
    if (digit <= 9) {
      value = value * 10 + digit;
      after_point += after_point != 0 ? 1 : 0;
    } else if (c == '.' && after_point == 0) {
      after_point = 1;
    } else {
      return std::nullopt;
    }
  }
  if (after_point == 1 || text.size() == after_point) { // "5.", ".5"
    return std::nullopt;
  }
  int scale = after_point == 0 ? 0 : static_cast<int>(after_point) - 1;
  for (; scale > 0 && value % 10 == 0; --scale) {
    value /= 10;
  }
  return std::pair(value, scale);
}

std::string plain(Magnitude value) {
  if (value <= std::numeric_limits<std::uint64_t>::max()) {
    return std::to_string(static_cast<std::uint64_t>(value));
  }
  std::string text;
  do {
    text.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

std::string with_point(Magnitude magnitude, int scale, bool negative) {
  std::string text = plain(magnitude);
  const auto places = static_cast<std::size_t>(scale);
  if (text.size() <= places) {
    text.insert(0, places + 1 - text.size(), '0');
  }
  if (places > 0) {
    text.insert(text.size() - places, 1, '.');
  }
  return negative ? "-" + text : text;
}

Decimal wide_sum(const Decimal &a, const Decimal &b) {
  const int scale = std::max(a.scale(), b.scale());
  const Wide left = widened(magnitude_of(a.mantissa())) * wide_power(scale - a.scale());
  const Wide right = widened(magnitude_of(b.mantissa())) * wide_power(scale - b.scale());
  if (a.is_negative() == b.is_negative()) {
    return cut(left + right, scale, a.is_negative(), false);
  }
  return left >= right ? cut(left - right, scale, a.is_negative(), false)
                       : cut(right - left, scale, b.is_negative(), false);
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  if (const auto digits = short_digits(text)) {
    Decimal number;
    number.mantissa_ = negative ? -static_cast<Mantissa>(digits->first) : static_cast<Mantissa>(digits->first);
    number.scale_ = digits->second;
    return number;
  }
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    const auto read = exponent_of(text.substr(e + 1));
    if (!read) {
      return std::nullopt;
    }
    exponent = *read;
    text = text.substr(0, e);
  }
  auto digits = digits_of(text);
  if (!digits) {
    return std::nullopt;
  }
  if (digits->magnitude == 0) {
    return Decimal();
  }
  int scale = digits->scale - exponent;
  strip_zeros(digits->magnitude, scale);
  for (; scale < 0; ++scale) {
    if (digits->magnitude >= power_of_ten(max_digits - 1)) {
      return std::nullopt;
    }
    digits->magnitude *= 10;
  }
  if (scale > max_scale) {
    return std::nullopt;
  }
  return from_parts(with_sign(digits->magnitude, negative), scale);
}

Decimal Decimal::from_parts(Mantissa mantissa, int scale) {
  Magnitude magnitude = magnitude_of(mantissa);
  if (magnitude >= power_of_ten(max_digits)) {
    too_large();
  }
  strip_zeros(magnitude, scale);
  if (scale < 0 || scale > max_scale) {
    Decimal number;
    number.mantissa_ = with_sign(magnitude, mantissa < 0);
    return number.shifted(-scale);
  }
  Decimal number;
  number.mantissa_ = with_sign(magnitude, mantissa < 0);
  number.scale_ = magnitude == 0 ? 0 : scale;
  return number;
}

std::string Decimal::text() const { return with_point(magnitude_of(mantissa_), scale_, is_negative()); }

std::string Decimal::fixed(int digits) const {
  const int places = std::clamp(digits, 0, max_scale);
  const Decimal number = rounded(places);
  std::string text = number.text();
  if (places > number.scale_) {
    if (number.scale_ == 0) {
      text.push_back('.');
    }
    text.append(static_cast<std::size_t>(places - number.scale_), '0');
  }
  return text;
}

Decimal Decimal::rounded(int digits) const {
  if (digits >= scale_) {
    return *this;
  }
  const int drop = scale_ - digits;
  if (drop > max_digits) {
    return {};
  }
  const Magnitude unit = power_of_ten(drop);
  const Magnitude magnitude = magnitude_of(mantissa_);
  const Magnitude rest = magnitude % unit;
  const Magnitude kept = magnitude / unit + (rest >= unit - rest ? 1U : 0U);
  return from_parts(with_sign(kept, is_negative()), digits);
}

Decimal Decimal::absolute() const { return is_negative() ? -*this : *this; }

Decimal Decimal::shifted(int power) const {
  if (mantissa_ == 0 || power == 0) {
    return *this;
  }
  if (power > 2 * max_digits) {
    too_large();
  }
  if (power <= scale_ && power > -max_scale && scale_ - power <= max_scale) {
    return from_parts(mantissa_, scale_ - power);
  }
  const int scale = scale_ - std::max(power, -4 * max_digits);
  const Wide wide = widened(magnitude_of(mantissa_));
  return scale < 0 ? cut(wide * wide_power(-scale), 0, is_negative(), false) : cut(wide, scale, is_negative(), false);
}

bool Decimal::is_whole() const noexcept { return scale_ == 0; }

Decimal Decimal::operator-() const {
  Decimal number = *this;
  number.mantissa_ = -number.mantissa_;
  return number;
}

Decimal operator+(const Decimal &a, const Decimal &b) {
  Mantissa sum = 0;
  if (a.scale_ == b.scale_ && !__builtin_add_overflow(a.mantissa_, b.mantissa_, &sum) &&
      magnitude_of(sum) < power_of_ten(max_digits)) {
    return Decimal::from_parts(sum, a.scale_);
  }
  return wide_sum(a, b);
}

Decimal operator-(const Decimal &a, const Decimal &b) { return a + -b; }

Decimal operator*(const Decimal &a, const Decimal &b) {
  Mantissa product = 0;
  const int scale = a.scale_ + b.scale_;
  if (scale <= Decimal::max_scale && !__builtin_mul_overflow(a.mantissa_, b.mantissa_, &product) &&
      magnitude_of(product) < power_of_ten(max_digits)) {
    return Decimal::from_parts(product, scale);
  }
  return cut(widened(magnitude_of(a.mantissa_)) * widened(magnitude_of(b.mantissa_)), scale,
             a.is_negative() != b.is_negative(), false);
}

std::optional<Decimal> Decimal::quotient(const Decimal &a, const Decimal &b) {
  if (b.is_zero()) {
    return std::nullopt;
  }
  const int shift = quotient_scale + b.scale_ - a.scale_;
  const bool negative = a.is_negative() != b.is_negative();
  const Magnitude top = magnitude_of(a.mantissa_);
  const Magnitude bottom = magnitude_of(b.mantissa_);
  Magnitude scaled = 0;
  if (shift >= 0 && shift <= max_digits && !__builtin_mul_overflow(top, power_of_ten(shift), &scaled)) {
    return cut(widened(scaled / bottom), quotient_scale, negative, scaled % bottom != 0);
  }
  const Wide upper = shift >= 0 ? Wide(widened(top) * wide_power(shift)) : widened(top);
  const Wide lower = shift >= 0 ? widened(bottom) : Wide(widened(bottom) * wide_power(-shift));
  return cut(upper / lower, quotient_scale, negative, upper % lower != 0);
}

bool operator==(const Decimal &a, const Decimal &b) noexcept {
  return a.mantissa_ == b.mantissa_ && a.scale_ == b.scale_;
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b) noexcept {
  if (a.scale_ == b.scale_) {
    return a.mantissa_ <=> b.mantissa_;
  }
  const auto unit_a = static_cast<Mantissa>(power_of_ten(a.scale_));
  const auto unit_b = static_cast<Mantissa>(power_of_ten(b.scale_));
  if (const auto whole = a.mantissa_ / unit_a <=> b.mantissa_ / unit_b; std::is_neq(whole)) {
    return whole;
  }
  const int scale = std::max(a.scale_, b.scale_);
  return a.mantissa_ % unit_a * static_cast<Mantissa>(power_of_ten(scale - a.scale_)) <=>
         b.mantissa_ % unit_b * static_cast<Mantissa>(power_of_ten(scale - b.scale_));
}

} // namespace solieu::model
