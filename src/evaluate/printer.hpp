#pragma once

#include "binding/filled_parts.hpp"
#include "evaluate/fill.hpp"

#include <memory>
#include <optional>
#include <string>

namespace solieu::evaluate {

/// A value ready to be written.
struct Printed {
  std::string text;
  binding::CellValue cell;
  bool number = false;                 ///< `cell` holds a number that a percentage cell takes as a share of one
  std::optional<model::Decimal> share; ///< that number as a share of one; for percentages only
  bool missing = false;
  bool estimate = false;                   ///< stands in for an actual value
  bool forecast = false;                   ///< the estimate is an outlook of the year
  const model::Quantity *absent = nullptr; ///< says why it is missing
};

/// Values → texts and typed cells, by what the filters asked for and what the indicator says.
class Printer final : public expression::TextPort {
public:
  explicit Printer(const FillContext &context) : context_(context) {}
  [[nodiscard]] Printed print(const expression::Value &value) const;
  [[nodiscard]] std::string text(const expression::Value &value) const override { return print(value).text; }
  [[nodiscard]] int compare(std::string_view left, std::string_view right) const override;

private:
  void quantity(const model::Quantity &quantity, const expression::Presentation &wish, int decimals,
                Printed &out) const;
  void figure(const expression::Value &value, const model::Figure &figure, const expression::Presentation &wish,
              Printed &out) const;
  void sentence(const expression::Value &value, const model::Figure &figure, const expression::Presentation &wish,
                Printed &out) const;
  void finish(const expression::Presentation &wish, Printed &out) const;
  const FillContext &context_;
};

/// The figure that a value prints; null when it is none.
[[nodiscard]] std::shared_ptr<const model::Figure> figure_of(const expression::Value &value);

} // namespace solieu::evaluate
