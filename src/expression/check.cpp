#include "expression/check.hpp"

#include "expression/static_checker.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;
using Kind = Type::Kind;

namespace {

/// The type that both can be taken for.
Type merged(const Type &a, const Type &b) {
  Type result = a;
  if (a.kind != b.kind) {
    result.kind = is_numeric(a) && is_numeric(b) ? Kind::number : Kind::any;
  }
  if (a.unit != b.unit) {
    result.unit.reset();
  }
  result.item = a.item == b.item ? a.item : Kind::any;
  result.from_query = a.from_query || b.from_query;
  result.outside = a.outside || b.outside;
  if (a.indicator != b.indicator || a.over != b.over) {
    result.indicator.reset();
  }
  if (a.numbers != b.numbers) {
    result.numbers.reset();
  }
  if (a.rows != b.rows) {
    result.rows.reset();
  }
  return result;
}

/// Members, territories and periods are compared with texts by their code.
bool coded(Kind kind) noexcept {
  return kind == Kind::text || kind == Kind::member || kind == Kind::territory || kind == Kind::period;
}

bool comparable(const Type &a, const Type &b) noexcept {
  if (a.kind == Kind::any || b.kind == Kind::any || a.kind == b.kind || (is_numeric(a) && is_numeric(b))) {
    return a.kind != Kind::list && a.kind != Kind::row;
  }
  if (a.kind == Kind::date || b.kind == Kind::date) {
    return a.kind == Kind::text || b.kind == Kind::text;
  }
  return coded(a.kind) && coded(b.kind) && (a.kind == Kind::text || b.kind == Kind::text);
}

} // namespace

Type type_of_kind(Type::Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type type_of_number(std::optional<model::Unit> unit) {
  Type type = type_of_kind(Kind::number);
  type.unit = std::move(unit);
  return type;
}

Type list_of(Type item) {
  Type type = std::move(item);
  type.item = type.kind;
  type.kind = Kind::list;
  return type;
}

bool is_numeric(const Type &type) noexcept { return type.kind == Kind::number || type.kind == Kind::figure; }

const std::string *literal_text(const Node &node) noexcept {
  const auto *literal = std::get_if<Literal>(&node.data);
  return literal == nullptr ? nullptr : std::get_if<std::string>(&literal->value.data);
}

void Needs::merge(const Needs &other) {
  indicators.insert(other.indicators.begin(), other.indicators.end());
  parameters.insert(other.parameters.begin(), other.parameters.end());
  queries.insert(other.queries.begin(), other.queries.end());
  years.insert(other.years.begin(), other.years.end());
  territories.insert(other.territories.begin(), other.territories.end());
  children = children || other.children;
  last_year = last_year || other.last_year;
  previous = previous || other.previous;
  checks = checks || other.checks;
  years_back = std::max(years_back, other.years_back);
  years_ahead = std::max(years_ahead, other.years_ahead);
}

Type check(const Node &expression, const Scope &scope, const model::Catalogue &catalogue,
           const std::vector<QuerySignature> &queries, Needs &needs, std::string_view marker_text,
           diagnostic::Diagnostics &errors, Wanted wanted) {
  Report report(marker_text, errors);
  StaticChecker checker(scope, catalogue, queries, needs, report);
  Type type = checker.type_of(expression);
  if (wanted == Wanted::condition) {
    checker.condition(expression, type);
  } else if (wanted == Wanted::list) {
    checker.list(expression, type);
  }
  return type;
}

Type loop_type() {
  Type type = type_of_kind(Kind::row);
  type.columns = {"index", "first", "last", "length", "roman", "letter"};
  return type;
}

Type item_type(const Type &list) {
  if (list.kind != Kind::list) {
    Type type;
    type.from_query = list.from_query;
    return type;
  }
  Type type = list;
  type.kind = list.item;
  type.item = Kind::any;
  return type;
}

Type StaticChecker::type_of(const Node &node) {
  return std::visit([&](const auto &data) { return of(data, node); }, node.data);
}

namespace {

/// “7.650” is what a Vietnamese writes for 7650.
bool looks_like_thousands(std::string_view number) {
  constexpr std::size_t group = 3;
  const std::size_t point = number.find('.');
  return point != std::string_view::npos && number.size() - point - 1 == group && point <= group &&
         number.front() != '0';
}

} // namespace

Type StaticChecker::of(const Literal &literal, const Node &node) {
  if (std::holds_alternative<bool>(literal.value.data)) {
    return type_of_kind(Kind::boolean);
  }
  if (std::holds_alternative<std::string>(literal.value.data)) {
    return type_of_kind(Kind::text);
  }
  if (const std::string number = typed(node); looks_like_thousands(number)) {
    const std::size_t point = number.find('.');
    const std::string shorter = number.substr(0, number.find_last_not_of('0') + 1);
    report_.add(Code{"expression.number-or-thousands"}, node.span,
                {{"number", number},
                 {"thousands", number.substr(0, point) + number.substr(point + 1)},
                 {"decimal", shorter == number ? number + "0" : shorter}},
                diagnostic::Severity::warning);
  }
  return type_of_number(model::Unit{});
}

Type StaticChecker::of(const ListLiteral &list, const Node &) {
  Type item;
  for (std::size_t index = 0; index < list.items.size(); ++index) {
    const Type next = type_of(*list.items[index]);
    item = index == 0 ? next : merged(item, next);
  }
  return list_of(std::move(item));
}

void StaticChecker::condition(const Node &node, const Type &type) {
  switch (type.kind) {
  case Kind::boolean:
  case Kind::any:
    return;
  case Kind::number:
  case Kind::figure:
    return report_.add(Code{"expression.number-no-condition"}, node.span, {{"name", typed(node)}});
  case Kind::text:
    return report_.add(Code{"expression.text-no-condition"}, node.span, {{"name", typed(node)}});
  case Kind::list:
    return report_.add(Code{"expression.list-no-condition"}, node.span, {{"name", typed(node)}});
  default:
    return report_.add(Code{"expression.not-a-condition"}, node.span);
  }
}

void StaticChecker::list(const Node &node, const Type &type) {
  if (type.kind == Kind::list || type.kind == Kind::any) {
    return;
  }
  if (type.kind != Kind::figure || !type.indicator) {
    return report_.add(Code{"expression.not-a-list"}, node.span, {{"name", typed(node)}});
  }
  const auto &breakdowns = catalogue_.at(*type.indicator).breakdowns;
  report_.add(Code{"expression.figure-no-list"}, node.span,
              {{"name", typed(node)},
               {"parts", breakdowns.empty() ? std::string("\"children\"") : catalogue_.at(breakdowns.front()).code}});
}

std::string StaticChecker::typed(const Node &node) const {
  return std::string(report_.text().substr(node.span.offset, node.span.length));
}

void StaticChecker::refuse(const NotAdded &refusal, Span span) {
  report_.add(Code{refusal.reason}, span, refusal.arguments);
}

void StaticChecker::numeric(const Node &node, const Type &type, Operator op) {
  if (!is_numeric(type) && type.kind != Kind::any) {
    report_.add(Code{"expression.not-a-number"}, node.span, {{"operator", std::string(symbol_of(op))}});
  }
}

Type StaticChecker::of(const Unary &unary, const Node &) {
  const Type type = type_of(*unary.operand);
  if (!unary.negate) {
    condition(*unary.operand, type);
    return type_of_kind(Kind::boolean);
  }
  numeric(*unary.operand, type, Operator::minus);
  Type result = type_of_number(type.unit);
  result.from_query = type.from_query;
  return result;
}

Type StaticChecker::of(const Binary &binary, const Node &node) {
  const Type left = type_of(*binary.left);
  const Type right = type_of(*binary.right);
  if (is_arithmetic(binary.op)) {
    return arithmetic(binary, left, right, node);
  }
  if (binary.op == Operator::otherwise) {
    return merged(left, right);
  }
  if (binary.op == Operator::and_ || binary.op == Operator::or_) {
    condition(*binary.left, left);
    condition(*binary.right, right);
    return type_of_kind(Kind::boolean);
  }
  if (binary.op == Operator::in && right.kind != Kind::list && right.kind != Kind::any) {
    report_.add(Code{"expression.in-needs-list"}, binary.right->span);
    return type_of_kind(Kind::boolean);
  }
  return comparison(binary, left, binary.op == Operator::in ? item_type(right) : right, node);
}

void StaticChecker::same_unit(Operator op, const Type &left, const Type &right, const Node &node) {
  if (left.unit && right.unit && !model::unit_of_sum(*left.unit, *right.unit)) {
    report_.add(Code{"expression.units-differ"}, node.span,
                {{"left", left.unit->text}, {"right", right.unit->text}, {"operator", std::string(symbol_of(op))}});
  }
}

Type StaticChecker::arithmetic(const Binary &binary, const Type &left, const Type &right, const Node &node) {
  numeric(*binary.left, left, binary.op);
  numeric(*binary.right, right, binary.op);
  Type result = type_of_number(std::nullopt);
  result.from_query = left.from_query || right.from_query;
  if (binary.op == Operator::plus || binary.op == Operator::minus) {
    same_unit(binary.op, left, right, node);
  }
  if (binary.op == Operator::plus) {
    if (const auto refusal = not_added(*binary.left, left, *binary.right, right, catalogue_)) {
      refuse(*refusal, node.span);
    }
  }
  if (!left.unit || !right.unit) {
    return result;
  }
  switch (binary.op) {
  case Operator::times:
    result.unit = model::unit_of_product(*left.unit, *right.unit);
    break;
  case Operator::divide:
    result.unit = model::unit_of_quotient(*left.unit, *right.unit);
    break;
  default:
    result.unit = model::unit_of_sum(*left.unit, *right.unit);
  }
  return result;
}

Type StaticChecker::comparison(const Binary &binary, const Type &left, const Type &right, const Node &node) {
  if (!comparable(left, right)) {
    report_.add(Code{"expression.types-differ"}, node.span, {{"operator", std::string(symbol_of(binary.op))}});
  } else {
    same_unit(binary.op, left, right, node);
  }
  return type_of_kind(Kind::boolean);
}

Type StaticChecker::of(const Conditional &conditional, const Node &) {
  condition(*conditional.condition, type_of(*conditional.condition));
  const Type then = type_of(*conditional.then);
  return merged(then, type_of(*conditional.otherwise));
}

Type StaticChecker::of(const Test &test, const Node &node) {
  static_cast<void>(type_of(*test.operand));
  const auto &names = test_names();
  if (std::find(names.begin(), names.end(), test.name) == names.end()) {
    report_.add(Code{"expression.unknown-test"}, node.span,
                {{"name", test.name}, {"nearest", nearest_name(test.name, names)}});
  }
  return type_of_kind(Kind::boolean);
}

} // namespace solieu::expression
