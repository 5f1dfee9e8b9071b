#include "evaluate/trace.hpp"

#include <algorithm>
#include <memory>
#include <variant>

namespace solieu::evaluate {

void put_beside(expression::Value &value, std::vector<model::Figure> figures) {
  const bool computed = std::holds_alternative<model::Quantity>(value.data) ||
                        std::holds_alternative<bool>(value.data) || std::holds_alternative<std::string>(value.data) ||
                        std::holds_alternative<std::monostate>(value.data);
  if (!computed || value.beside != nullptr || figures.empty())
    return;
  std::vector<model::Figure> once;
  for (model::Figure &figure : figures)
    if (std::ranges::find(once, figure.query, &model::Figure::query) == once.end())
      once.push_back(std::move(figure));
  value.beside = std::make_shared<const std::vector<model::Figure>>(std::move(once));
}

} // namespace solieu::evaluate
