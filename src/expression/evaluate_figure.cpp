#include "expression/evaluation.hpp"

#include <algorithm>
#include <memory>

namespace solieu::expression {
namespace {

/// The member's code in a slice; nothing when the variable has no value.
std::optional<std::string> member_code(const Node &node, Environment &environment) {
  Value storage;
  std::optional<std::string> code = code_of(operand(node, environment, storage));
  return code && code->empty() ? std::nullopt : code;
}

bool apply_at(const SelectorUse &use, model::FigureQuery &query, Environment &environment) {
  Value storage;
  if (use.period != nullptr) {
    const auto period = period_of(operand(*use.period, environment, storage));
    query.period = period.value_or(query.period);
    if (!period) {
      return false;
    }
  }
  if (use.territory != nullptr) {
    query.territory = territory_of(operand(*use.territory, environment, storage), environment);
    return query.territory != model::TerritoryId::none;
  }
  return true;
}

model::Quantity low_of(const model::Quantity &quantity) {
  model::Quantity low = quantity;
  low.high.reset();
  return low;
}

model::Quantity high_of(const model::Quantity &quantity) {
  model::Quantity high = quantity;
  high.low = quantity.range() ? quantity.high : quantity.low;
  high.high.reset();
  return high;
}

} // namespace

void apply(Selector selector, model::FigureQuery &query) {
  switch (selector) {
  case Selector::ytd:
    query.year_to_date = true;
    break;
  case Selector::year:
    query.period = query.period.whole_year();
    query.year_to_date = false;
    break;
  case Selector::previous:
    query.period = query.period.previous();
    break;
  case Selector::next:
    query.period = query.period.next();
    break;
  case Selector::last_year:
    query.period = query.period.same_last_year();
    break;
  case Selector::at:
    break;
  case Selector::plan:
    query.kind = model::Kind::plan;
    break;
  case Selector::target:
    query.kind = model::Kind::target;
    break;
  case Selector::estimate:
    query.kind = model::Kind::estimate;
    break;
  case Selector::actual:
    query.kind = model::Kind::actual;
    break;
  case Selector::final:
    query.kind = model::Kind::final;
    break;
  }
}

void set_member(model::FigureQuery &query, model::BreakdownId breakdown, std::string member) {
  const auto place =
      std::lower_bound(query.slice.begin(), query.slice.end(), breakdown,
                       [](const model::Coordinate &one, model::BreakdownId id) { return one.breakdown < id; });
  if (place != query.slice.end() && place->breakdown == breakdown) {
    place->member = std::move(member);
  } else {
    query.slice.insert(place, model::Coordinate{breakdown, std::move(member)});
  }
}

std::optional<model::Period> period_of(const Value &value) {
  if (const auto *period = std::get_if<model::Period>(&value.data)) {
    return *period;
  }
  if (const auto *item = std::get_if<Item>(&value.data); item != nullptr && item->kind == Item::Kind::period) {
    return item->period;
  }
  const std::optional<std::string> code = code_of(value);
  return code ? model::Period::parse(*code) : std::nullopt;
}

model::TerritoryId territory_of(const Value &value, const Environment &environment) {
  if (const auto *item = std::get_if<Item>(&value.data)) {
    return item->territory;
  }
  const std::optional<std::string> code = code_of(value);
  if (!code) {
    return model::TerritoryId::none;
  }
  const model::TerritoryList &list = environment.catalogue.territories;
  if (const auto found = list.find(*code)) {
    return *found;
  }
  const std::vector<model::TerritoryId> same_code = list.by_code(*code);
  return same_code.size() == 1 ? same_code.front() : model::TerritoryId::none;
}

std::optional<model::FigureQuery> query_of(const FigureReference &figure, Environment &environment) {
  const auto indicator = environment.catalogue.indicator(figure.code);
  if (!indicator) {
    return std::nullopt;
  }
  model::FigureQuery query;
  query.indicator = *indicator;
  query.territory = environment.report.territory;
  query.period = environment.report.period;
  query.clock = environment.report.clock;
  query.measure = figure.measure;
  query.base = figure.base;
  for (const SliceEntry &entry : figure.slice) {
    const auto breakdown = environment.catalogue.breakdown(entry.breakdown);
    std::optional<std::string> member = member_code(*entry.member, environment);
    if (!breakdown || !member) {
      return std::nullopt;
    }
    set_member(query, *breakdown, std::move(*member));
  }
  for (const SelectorUse &use : figure.selectors) {
    apply(use.selector, query);
    if (use.selector == Selector::at && !apply_at(use, query, environment)) {
      return std::nullopt;
    }
  }
  return query;
}

Value look_up(const model::FigureQuery &query, const Environment &environment) {
  auto figure = std::make_shared<const model::Figure>(environment.figures.figure(query));
  if (environment.trace != nullptr) {
    environment.trace->push_back(*figure);
  }
  return make_value(std::move(figure));
}

/// A code of the language of templates, which a report prints in words.
Value coded(std::string_view name) {
  static const auto in_words = [] {
    Presentation wish;
    wish.coded = true;
    return std::make_shared<const Presentation>(std::move(wish));
  }();
  Value value = make_value(std::string(name));
  value.presentation = in_words;
  return value;
}

/// A unit, which a report prints in its language.
Value unit_value(const std::string &text) {
  static const auto in_words = [] {
    Presentation wish;
    wish.unit_name = true;
    return std::make_shared<const Presentation>(std::move(wish));
  }();
  Value value = make_value(text);
  value.presentation = in_words;
  return value;
}

Value part_of(const std::shared_ptr<const model::Figure> &figure, Part part, const Environment &environment) {
  const int decimals = decimals_of(*figure, environment.catalogue);
  switch (part) {
  case Part::low:
    return make_number(low_of(figure->quantity), decimals);
  case Part::high:
    return make_number(high_of(figure->quantity), decimals);
  case Part::bound:
    return coded(model::name_of(figure->quantity.bound));
  case Part::unit:
    return unit_value(figure->quantity.unit.text);
  case Part::as_of:
    return figure->as_of ? make_value(*figure->as_of) : Value{};
  case Part::source:
    return make_value(figure->source);
  case Part::status:
    return coded(model::name_of(figure->status));
  case Part::kind:
    return coded(model::name_of(figure->kind));
  }
  return {};
}

Value evaluate_figure(const FigureReference &figure, Environment &environment) {
  const std::optional<model::FigureQuery> query = query_of(figure, environment);
  if (!query) {
    if (!environment.catalogue.indicator(figure.code)) {
      return make_value(figure.code);
    }
    model::Quantity none = model::Quantity::absent(model::Absence::missing, "expression.coordinate-missing");
    none.reason_arguments.emplace_back("indicator", figure.code);
    return make_value(std::move(none));
  }
  Value value = look_up(*query, environment);
  if (!figure.part) {
    return value;
  }
  const auto &found = std::get<std::shared_ptr<const model::Figure>>(value.data);
  const bool own_unit = *figure.part == Part::unit && figure.measure == model::FigureMeasure::value;
  if (own_unit && found->quantity.unit.text.empty()) {
    return unit_value(environment.catalogue.at(query->indicator).unit.text);
  }
  return part_of(found, *figure.part, environment);
}

} // namespace solieu::expression
