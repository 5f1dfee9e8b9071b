#include "model/figure.hpp"

#include <utility>

namespace solieu::model {

Quantity Quantity::of(Decimal value, Unit unit) {
  Quantity quantity;
  quantity.low = value;
  quantity.unit = std::move(unit);
  quantity.absence = Absence::none;
  return quantity;
}

Quantity Quantity::absent(Absence absence, std::string reason, Unit unit) {
  Quantity quantity;
  quantity.absence = absence;
  quantity.reason = std::move(reason);
  quantity.unit = std::move(unit);
  return quantity;
}

} // namespace solieu::model
