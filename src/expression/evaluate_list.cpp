#include "expression/evaluation.hpp"

#include <algorithm>
#include <memory>

namespace solieu::expression {
namespace {

constexpr std::int64_t most_periods = 600;

Value list_value(List list) { return make_value(std::make_shared<const List>(std::move(list))); }

std::string name_in(const model::Names &names, const Environment &environment) {
  return environment.report.language == "en" && !names.en.empty() ? names.en : names.vi;
}

Item member_item(const model::Member &member, model::BreakdownId breakdown, std::size_t index,
                 const Environment &environment) {
  Item item;
  item.kind = Item::Kind::member;
  item.code = member.code;
  item.name = name_in(member.name, environment);
  item.short_name = member.short_name.empty() ? item.name : member.short_name;
  item.index = index;
  item.breakdown = breakdown;
  return item;
}

Item period_item(const model::Period &period, std::size_t index, const Environment &environment) {
  Item item;
  item.kind = Item::Kind::period;
  item.code = period.id();
  item.name = environment.texts.text(make_value(period));
  item.short_name = item.name;
  item.index = index;
  item.period = period;
  return item;
}

/// A row of `X.by(…)`: the item's names and the figure, which is the value too.
Value figure_row(Item item, const model::FigureQuery &query, Environment &environment) {
  step(environment);
  Row row;
  Value figure = look_up(query, environment);
  row.key = item.code;
  row.index = item.index;
  row.columns.reserve(6);
  row.columns.emplace_back("code", make_value(std::move(item.code)));
  row.columns.emplace_back("name", make_value(std::move(item.name)));
  row.columns.emplace_back("short_name", make_value(std::move(item.short_name)));
  row.columns.emplace_back(
      "index", make_value(model::Quantity::of(model::Decimal(static_cast<std::int64_t>(item.index)), model::Unit{})));
  row.columns.emplace_back("value", figure);
  row.columns.emplace_back("figure", std::move(figure));
  return make_value(std::make_shared<const Row>(std::move(row)));
}

Value by_breakdown(model::FigureQuery query, model::BreakdownId id, Environment &environment) {
  const model::Breakdown &breakdown = environment.catalogue.at(id);
  List rows;
  rows.reserve(breakdown.members.size());
  for (const model::Member &member : breakdown.members) {
    set_member(query, id, member.code);
    rows.push_back(figure_row(member_item(member, id, rows.size() + 1, environment), query, environment));
  }
  return list_value(std::move(rows));
}

Value by_children(model::FigureQuery query, Environment &environment) {
  const model::Date day = query.period.last_day(query.clock);
  List rows;
  for (const model::TerritoryId child : environment.catalogue.territories.children(query.territory, day)) {
    query.territory = child;
    rows.push_back(figure_row(territory_item(child, rows.size() + 1, environment), query, environment));
  }
  return list_value(std::move(rows));
}

Value by_periods(model::FigureQuery query, std::int64_t last, Environment &environment) {
  std::vector<model::Period> periods{query.period};
  while (static_cast<std::int64_t>(periods.size()) < std::min(last, most_periods)) {
    periods.push_back(periods.back().previous());
  }
  List rows;
  rows.reserve(periods.size());
  for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
    query.period = *period;
    rows.push_back(figure_row(period_item(*period, rows.size() + 1, environment), query, environment));
  }
  return list_value(std::move(rows));
}

/// The query behind the subject of `.by`.
std::optional<model::FigureQuery> subject_of(const Call &call, Environment &environment) {
  if (const auto *figure = std::get_if<FigureReference>(&call.subject->data)) {
    return query_of(*figure, environment);
  }
  Value storage;
  const Value &value = operand(*call.subject, environment, storage);
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
  if (figure == nullptr && !std::holds_alternative<std::monostate>(value.data)) {
    note_error(diagnostic::Code{"expression.by-needs-figure"}, *call.subject, environment);
  }
  return figure == nullptr ? std::nullopt : std::optional<model::FigureQuery>((*figure)->query);
}

std::int64_t whole(const Value &value, std::int64_t most) {
  const model::Quantity *number = quantity_of(value);
  if (number == nullptr || !number->low || *number->low < model::Decimal(0)) {
    return 0;
  }
  return *number->low > model::Decimal(most) ? most : std::stoll(number->low->fixed(0));
}

Value by(const Call &call, Environment &environment) {
  const std::optional<model::FigureQuery> query = subject_of(call, environment);
  if (!query || call.arguments.empty()) {
    return {};
  }
  const Node &what = *call.arguments.front().value;
  if (const auto *name = std::get_if<Name>(&what.data)) {
    const auto id = environment.catalogue.breakdown(name->path.front());
    return id ? by_breakdown(*query, *id, environment) : Value{};
  }
  Value storage;
  const std::optional<std::string> word = code_of(operand(what, environment, storage));
  if (word == "children") {
    return by_children(*query, environment);
  }
  if (word != "periods" || call.arguments.size() < 2) {
    return {};
  }
  return by_periods(*query, whole(operand(*call.arguments[1].value, environment, storage), most_periods), environment);
}

Value members(const Call &call, Environment &environment) {
  const auto *name = call.arguments.empty() ? nullptr : std::get_if<Name>(&call.arguments.front().value->data);
  const auto id = name == nullptr ? std::nullopt : environment.catalogue.breakdown(name->path.front());
  if (!id) {
    return {};
  }
  List list;
  for (const model::Member &member : environment.catalogue.at(*id).members) {
    step(environment);
    list.push_back(make_value(member_item(member, *id, list.size() + 1, environment)));
  }
  return list_value(std::move(list));
}

Value children(const Call &call, Environment &environment) {
  Value storage;
  const model::TerritoryId parent =
      call.arguments.empty() ? environment.report.territory
                             : territory_of(operand(*call.arguments.front().value, environment, storage), environment);
  if (parent == model::TerritoryId::none) {
    return {};
  }
  const model::Date day = environment.report.period.last_day(environment.report.clock);
  List list;
  for (const model::TerritoryId child : environment.catalogue.territories.children(parent, day)) {
    step(environment);
    list.push_back(make_value(territory_item(child, list.size() + 1, environment)));
  }
  return list_value(std::move(list));
}

Value periods(const Call &call, Environment &environment) {
  if (call.arguments.size() != 2) {
    return {};
  }
  Value storage;
  const auto first = period_of(operand(*call.arguments[0].value, environment, storage));
  const auto last = period_of(operand(*call.arguments[1].value, environment, storage));
  if (!first || !last || first->kind() != last->kind()) {
    return {};
  }
  List list;
  for (model::Period period = *first; period <= *last; period = period.next()) {
    step(environment);
    list.push_back(make_value(period_item(period, list.size() + 1, environment)));
  }
  return list_value(std::move(list));
}

Value query(const Call &call, Environment &environment) {
  if (environment.queries == nullptr || call.arguments.empty()) {
    return {};
  }
  Value storage;
  const std::optional<std::string> name = code_of(operand(*call.arguments.front().value, environment, storage));
  std::vector<std::pair<std::string, Value>> arguments;
  for (std::size_t index = 1; index < call.arguments.size(); ++index) {
    arguments.emplace_back(call.arguments[index].name, evaluate(*call.arguments[index].value, environment));
  }
  if (!name) {
    return {};
  }
  if (auto source = environment.queries->source(*name, arguments)) {
    return make_value(std::move(source));
  }
  return list_value(environment.queries->rows(*name, arguments));
}

} // namespace

Item territory_item(model::TerritoryId id, std::size_t index, const Environment &environment) {
  const model::TerritoryList &list = environment.catalogue.territories;
  Item item;
  item.kind = Item::Kind::territory;
  item.code = list.key_text(id, environment.report.period.last_day(environment.report.clock));
  item.name = list.at(id).name;
  item.short_name = item.name;
  item.index = index;
  item.territory = id;
  return item;
}

Value evaluate_call(const Call &call, Environment &environment) {
  if (call.subject != nullptr) {
    return by(call, environment);
  }
  if (call.function == "members") {
    return members(call, environment);
  }
  if (call.function == "children") {
    return children(call, environment);
  }
  return call.function == "periods" ? periods(call, environment) : query(call, environment);
}

} // namespace solieu::expression
