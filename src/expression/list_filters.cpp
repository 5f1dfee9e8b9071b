#include "expression/adding.hpp"
#include "expression/evaluation.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace solieu::expression {
namespace {

using diagnostic::Code;

/// What a list is ordered by: a number, or a text. Missing values stand last in either order.
struct SortKey {
  enum class Kind : std::uint8_t { number, text, missing } kind = Kind::missing;
  model::Decimal number;
  std::string text;
};

std::string column_argument(const Filter &filter, std::size_t at, Environment &environment) {
  if (filter.arguments.size() <= at) {
    return {};
  }
  Value storage;
  return code_of(operand(*filter.arguments[at].value, environment, storage)).value_or("");
}

/// What a filter looks at in an item: the named column, else a row's value, else the item itself.
Value looked_at(const Value &item, const std::string &column, Environment &environment) {
  step(environment);
  if (!column.empty()) {
    return field_of(item, column, environment);
  }
  return std::holds_alternative<std::shared_ptr<const Row>>(item.data) ? field_of(item, "value", environment) : item;
}

SortKey number_key(model::Decimal number) { return {SortKey::Kind::number, number, {}}; }

SortKey key_of(const Value &value, const Environment &environment) {
  if (const model::Quantity *quantity = quantity_of(value)) {
    return quantity->present() && quantity->low ? number_key(quantity->low->shifted(quantity->unit.power)) : SortKey{};
  }
  if (const auto *truth_value = std::get_if<bool>(&value.data)) {
    return number_key(*truth_value ? 1 : 0);
  }
  if (const auto *date = std::get_if<model::Date>(&value.data)) {
    return number_key(date->days());
  }
  if (const auto *item = std::get_if<Item>(&value.data); item != nullptr && item->kind != Item::Kind::period) {
    return {SortKey::Kind::text, {}, item->name};
  }
  if (const auto period = std::holds_alternative<std::string>(value.data) ? std::nullopt : period_of(value)) {
    return number_key(period->last_day(environment.report.clock).days());
  }
  std::optional<std::string> text = code_of(value);
  return text ? SortKey{SortKey::Kind::text, {}, std::move(*text)} : SortKey{};
}

bool before(const SortKey &a, const SortKey &b, bool descending, const Environment &environment) {
  if (a.kind == SortKey::Kind::missing || b.kind != a.kind) {
    return a.kind < b.kind;
  }
  const SortKey &first = descending ? b : a;
  const SortKey &second = descending ? a : b;
  return a.kind == SortKey::Kind::number ? first.number < second.number
                                         : environment.texts.compare(first.text, second.text) < 0;
}

Value shared_list(List list) { return make_value(std::make_shared<const List>(std::move(list))); }

Value sorted(const List &list, const Filter &filter, Environment &environment) {
  const std::string column = column_argument(filter, 0, environment);
  const bool descending = column_argument(filter, 1, environment) == "desc";
  std::vector<std::pair<SortKey, std::size_t>> keys;
  keys.reserve(list.size());
  for (const Value &item : list) {
    keys.emplace_back(key_of(looked_at(item, column, environment), environment), keys.size());
  }
  std::stable_sort(keys.begin(), keys.end(),
                   [&](const auto &a, const auto &b) { return before(a.first, b.first, descending, environment); });
  List result;
  result.reserve(list.size());
  for (const auto &entry : keys) {
    result.push_back(list[entry.second]);
  }
  return shared_list(std::move(result));
}

Value number_value(std::size_t count) {
  return make_value(model::Quantity::of(model::Decimal(static_cast<std::int64_t>(count)), model::Unit{}));
}

Value top(const List &list, const Filter &filter, Environment &environment) {
  Value storage;
  const model::Quantity *limit =
      filter.arguments.empty() ? nullptr : quantity_of(operand(*filter.arguments.front().value, environment, storage));
  const bool cuts = limit != nullptr && limit->low && !limit->low->is_negative() &&
                    *limit->low < model::Decimal(static_cast<std::int64_t>(list.size()));
  const std::size_t count = cuts ? std::stoul(limit->low->fixed(0)) : list.size();
  return shared_list(List(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count)));
}

/// Rows `key rows count index`, one for each different value of the column, in the order they are met.
Value grouped(const List &list, const Filter &filter, Environment &environment) {
  const std::string column = column_argument(filter, 0, environment);
  std::unordered_map<std::string, std::size_t> places;
  std::vector<std::pair<Value, List>> groups;
  for (const Value &item : list) {
    Value key = looked_at(item, column, environment);
    std::string text = environment.texts.text(key);
    const auto [place, added] = places.try_emplace(std::move(text), groups.size());
    if (added) {
      groups.emplace_back(std::move(key), List{});
    }
    groups[place->second].second.push_back(item);
  }
  List rows;
  for (auto &[key, members] : groups) {
    Row row;
    row.index = rows.size() + 1;
    row.key = environment.texts.text(key);
    row.columns.emplace_back("key", std::move(key));
    row.columns.emplace_back("count", number_value(members.size()));
    row.columns.emplace_back("index", number_value(row.index));
    row.columns.emplace_back("rows", shared_list(std::move(members)));
    rows.push_back(make_value(std::make_shared<const Row>(std::move(row))));
  }
  return shared_list(std::move(rows));
}

/// The missing sum of a list whose rows are not added up, such as rates.
std::optional<model::Quantity> refused(const Value &first, const Value &next, bool averages,
                                       const Environment &environment) {
  const auto *one = std::get_if<std::shared_ptr<const model::Figure>>(&first.data);
  const auto *other = std::get_if<std::shared_ptr<const model::Figure>>(&next.data);
  auto refusal =
      one == nullptr || other == nullptr ? std::nullopt : not_added(**one, **other, !averages, environment.catalogue);
  if (!refusal) {
    return std::nullopt;
  }
  model::Quantity none = model::Quantity::absent(model::Absence::missing, std::move(refusal->reason));
  none.reason_arguments = std::move(refusal->arguments);
  return none;
}

Value summed(const List &list, const Filter &filter, Environment &environment) {
  const std::string column = column_argument(filter, 0, environment);
  if (list.empty()) {
    return number_value(0);
  }
  const bool averages = filter.name == "avg";
  const Value first = looked_at(list.front(), column, environment);
  Value total = make_number(number_or_missing(first), decimals_of(first, environment));
  for (std::size_t index = 1; index < list.size(); ++index) {
    const Value next = looked_at(list[index], column, environment);
    if (auto refusal = refused(first, next, averages, environment)) {
      return make_value(std::move(*refusal));
    }
    const std::optional<int> decimals = decimals_of_result(Operator::plus, total, next, environment);
    total = make_number(model::add(number_or_missing(total), number_or_missing(next)), decimals);
  }
  return total;
}

Value averaged(const List &list, const Filter &filter, Environment &environment) {
  if (list.empty()) {
    return {};
  }
  const Value total = summed(list, filter, environment);
  return make_number(model::divide(number_or_missing(total), number_or_missing(number_value(list.size()))),
                     total.decimals);
}

/// The value itself, so that its provenance stays; a missing one among them makes the answer missing.
Value extreme(const List &list, const Filter &filter, bool largest, Environment &environment) {
  const std::string column = column_argument(filter, 0, environment);
  Value best;
  SortKey best_key;
  for (const Value &item : list) {
    Value value = looked_at(item, column, environment);
    SortKey key = key_of(value, environment);
    if (key.kind == SortKey::Kind::missing) {
      return value;
    }
    if (best_key.kind == SortKey::Kind::missing || before(key, best_key, largest, environment)) {
      best = std::move(value);
      best_key = std::move(key);
    }
  }
  return best;
}

std::string text_of(const Value &value, const Environment &environment) {
  const auto *text = value.presentation == nullptr ? std::get_if<std::string>(&value.data) : nullptr;
  return text == nullptr ? environment.texts.text(value) : *text;
}

Value joined(const List &list, const Filter &filter, Environment &environment) {
  const std::string between = filter.arguments.empty() ? ", " : column_argument(filter, 0, environment);
  const std::string column = column_argument(filter, 1, environment);
  std::string result;
  for (const Value &item : list) {
    step(environment);
    const bool row = std::holds_alternative<std::shared_ptr<const Row>>(item.data);
    const bool inside = row || !column.empty();
    const std::string text =
        text_of(inside ? field_of(item, column.empty() ? "name" : column, environment) : item, environment);
    result += (&item == &list.front() ? "" : between) + text;
  }
  return make_value(std::move(result));
}

} // namespace

Value evaluate_list_filter(const Filter &filter, const Value &input, Environment &environment) {
  const std::shared_ptr<const List> shared = list_of(input);
  if (shared == nullptr) {
    if (!std::holds_alternative<std::monostate>(input.data)) {
      note_error(Code{"expression.filter-needs-list"}, *filter.input, environment, {{"filter", filter.name}});
    }
    return {};
  }
  const List &list = *shared;
  if (filter.name == "sort") {
    return sorted(list, filter, environment);
  }
  if (filter.name == "top") {
    return top(list, filter, environment);
  }
  if (filter.name == "group") {
    return grouped(list, filter, environment);
  }
  if (filter.name == "sum") {
    return summed(list, filter, environment);
  }
  if (filter.name == "avg") {
    return averaged(list, filter, environment);
  }
  if (filter.name == "max" || filter.name == "min") {
    return extreme(list, filter, filter.name == "max", environment);
  }
  return filter.name == "join" ? joined(list, filter, environment) : number_value(list.size());
}

} // namespace solieu::expression
