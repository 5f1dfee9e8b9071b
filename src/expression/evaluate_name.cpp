#include "expression/evaluation.hpp"

#include <algorithm>

namespace solieu::expression {
namespace {

const Value *column_of(const Value &value, const std::string &field) noexcept {
  const auto *row = std::get_if<std::shared_ptr<const Row>>(&value.data);
  if (row == nullptr) {
    return nullptr;
  }
  const auto &columns = (*row)->columns;
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const auto &entry) { return entry.first == field; });
  return found == columns.end() ? nullptr : &found->second;
}

Value count(std::size_t number) {
  return make_value(model::Quantity::of(model::Decimal(static_cast<std::int64_t>(number)), model::Unit{}));
}

Value period_field(const model::Period &period, const std::string &field, const Environment &environment) {
  if (field == "year") {
    return make_value(std::to_string(period.year()));
  }
  if (field == "index") {
    return count(static_cast<std::size_t>(std::max(0, period.index())));
  }
  return make_value(field == "code" ? period.id() : environment.texts.text(make_value(period)));
}

Value item_field(const Item &item, const std::string &field, const Environment &environment) {
  if (field == "code") {
    return make_value(item.code);
  }
  if (field == "name") {
    return make_value(item.name);
  }
  if (field == "short_name") {
    return make_value(item.short_name.empty() ? item.name : item.short_name);
  }
  if (field == "index") {
    return count(item.index);
  }
  if (field == "year" && item.kind == Item::Kind::period) {
    return make_value(std::to_string(item.period.year()));
  }
  if (field == "type" && item.kind == Item::Kind::territory && item.territory != model::TerritoryId::none) {
    const model::Date day = environment.report.period.last_day(environment.report.clock);
    return make_value(environment.catalogue.territories.type_on(item.territory, day));
  }
  return {};
}

Value figure_field(const std::shared_ptr<const model::Figure> &figure, const std::string &field,
                   const Environment &environment) {
  if (const auto part = part_named(field)) {
    return part_of(figure, *part, environment);
  }
  model::FigureQuery query = figure->query;
  if (const auto selector = selector_named(field)) {
    apply(*selector, query);
  } else if (const auto measure = measure_named(field)) {
    query.measure = *measure;
  } else {
    return {};
  }
  return look_up(query, environment);
}

Value list_of_texts(const std::vector<std::string> &texts) {
  List list;
  list.reserve(texts.size());
  for (const std::string &text : texts) {
    list.push_back(make_value(text));
  }
  return make_value(std::make_shared<const List>(std::move(list)));
}

Value report_value(const std::string &field, const Environment &environment) {
  const ReportContext &report = environment.report;
  if (field == "period") {
    return make_value(report.period);
  }
  if (field == "next_period") {
    return make_value(report.period.next());
  }
  if (field == "previous_period") {
    return make_value(report.period.previous());
  }
  if (field == "territory") {
    return report.territory == model::TerritoryId::none ? Value{}
                                                        : make_value(territory_item(report.territory, 1, environment));
  }
  if (field == "checks") {
    return make_value(report.checks ? report.checks : std::make_shared<const List>());
  }
  return field == "issue_date" ? make_value(report.issue_date) : make_value(report.number);
}

Value organisation_value(const std::string &field, const ReportContext &report) {
  if (field == "name") {
    return make_value(report.org_name);
  }
  return make_value(field == "parent" ? report.org_parent : report.org_place);
}

Value parameter(const std::string &key, const ReportContext &report) {
  const auto &list = report.parameters;
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto &entry) { return entry.first == key; });
  return found == list.end() ? Value{} : make_value(found->second);
}

/// The value of the first names and how many of them it took.
Value root_of(const Name &name, Environment &environment, std::size_t &taken) {
  const std::string &root = name.path.front();
  const std::string &second = name.path.size() > 1 ? name.path[1] : root;
  taken = 2;
  if (root == "report") {
    return report_value(second, environment);
  }
  if (root == "org") {
    return organisation_value(second, environment.report);
  }
  if (root == "signer") {
    return make_value(second == "name" ? environment.report.signer_name : environment.report.signer_post);
  }
  if (root == "param") {
    return parameter(second, environment.report);
  }
  taken = 1;
  if (root == "recipients") {
    return list_of_texts(environment.report.recipients);
  }
  const Value *variable = environment.variables.find(root);
  return variable == nullptr ? Value{} : *variable;
}

} // namespace

const Value *find_value(const Name &name, const Environment &environment) noexcept {
  const Value *value = environment.variables.find(name.path.front());
  for (std::size_t index = 1; value != nullptr && index < name.path.size(); ++index) {
    value = column_of(*value, name.path[index]);
  }
  return value;
}

Value field_of(const Value &value, const std::string &field, Environment &environment) {
  if (const Value *column = column_of(value, field); column != nullptr) {
    return *column;
  }
  if (const auto *item = std::get_if<Item>(&value.data)) {
    return item_field(*item, field, environment);
  }
  if (const auto *period = std::get_if<model::Period>(&value.data)) {
    return period_field(*period, field, environment);
  }
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    return figure_field(*figure, field, environment);
  }
  return {};
}

void note_variable(const Name &name, Environment &environment) {
  const Value *variable = environment.trace == nullptr ? nullptr : environment.variables.find(name.path.front());
  if (variable != nullptr) {
    append_figures(*variable, *environment.trace);
  }
}

void append_figures(const Value &value, std::vector<model::Figure> &figures) {
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    figures.push_back(**figure);
  } else if (const auto *list = std::get_if<std::shared_ptr<const List>>(&value.data)) {
    for (const Value &item : **list) {
      append_figures(item, figures);
    }
  } else {
    const Value *figure_of_row = column_of(value, "figure");
    const Value *rows = column_of(value, "rows");
    if (const Value *behind = figure_of_row != nullptr ? figure_of_row : rows; behind != nullptr) {
      append_figures(*behind, figures);
    }
  }
  if (value.beside != nullptr) {
    figures.insert(figures.end(), value.beside->begin(), value.beside->end());
  }
}

Value evaluate_name(const Name &name, Environment &environment) {
  note_variable(name, environment);
  if (const Value *found = find_value(name, environment); found != nullptr) {
    return *found;
  }
  std::size_t taken = 0;
  Value value = root_of(name, environment, taken);
  for (std::size_t index = taken; index < name.path.size(); ++index) {
    value = field_of(value, name.path[index], environment);
  }
  return value;
}

} // namespace solieu::expression
