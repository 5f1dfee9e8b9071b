#include "expression/evaluator.hpp"

#include "diagnostic/failure.hpp"
#include "expression/adding.hpp"
#include "expression/evaluation.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <compare>

namespace solieu::expression {
namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;
using model::Absence;
using Truth = std::optional<bool>;

/// The first figure or variable of an operand, as a person wrote it; "" when there is none.
std::string described(const Node &operand_node) {
  const Node *node = &operand_node;
  while (true) {
    if (const auto *figure = std::get_if<FigureReference>(&node->data)) {
      return figure->code;
    }
    if (const auto *filter = std::get_if<Filter>(&node->data)) {
      node = filter->input.get();
    } else if (const auto *unary = std::get_if<Unary>(&node->data)) {
      node = unary->operand.get();
    } else if (const auto *binary = std::get_if<Binary>(&node->data)) {
      node = std::holds_alternative<Literal>(binary->left->data) ? binary->right.get() : binary->left.get();
    } else if (const auto *call = std::get_if<Call>(&node->data); call != nullptr && call->subject != nullptr) {
      node = call->subject.get();
    } else {
      break;
    }
  }
  std::string text;
  if (const auto *name = std::get_if<Name>(&node->data)) {
    for (const std::string &part : name->path) {
      text += (text.empty() ? "" : ".") + part;
    }
  }
  return text;
}

bool has_no_number(const Value &value) noexcept {
  const model::Quantity *quantity = quantity_of(value);
  return quantity == nullptr ? std::holds_alternative<std::monostate>(value.data) : !quantity->present();
}

void add_once(Diagnostic note, diagnostic::Diagnostics &notes) {
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) {
    notes.push_back(std::move(note));
  }
}

/// Two values that are there and of kinds that cannot be compared are an error; else one is missing.
void note_unknown(const Binary &binary, const Node &node, const Value &left, const Value &right,
                  Environment &environment) {
  const auto absent = [](const Value &value) { return has_no_number(value) || is_missing(value); };
  const bool numbers = quantity_of(left) != nullptr && quantity_of(right) != nullptr;
  if (!numbers && !absent(left) && !absent(right)) {
    note_error(Code{"expression.types-differ"}, node, environment, {{"operator", std::string(symbol_of(binary.op))}});
    return;
  }
  Diagnostic note{Code{"expression.comparison-unknown"}, Severity::note};
  if (!environment.text.empty()) {
    note.location.offset = node.span.offset;
    note.location.length = node.span.length;
  }
  note.arguments = {{"condition", typed(node, environment)},
                    {"name", typed(absent(left) ? *binary.left : *binary.right, environment)}};
  add_once(std::move(note), environment.notes);
}

Truth holds(Operator op, std::strong_ordering order) noexcept {
  switch (op) {
  case Operator::equal:
  case Operator::in:
    return std::is_eq(order);
  case Operator::not_equal:
    return std::is_neq(order);
  case Operator::less:
    return std::is_lt(order);
  case Operator::less_equal:
    return std::is_lteq(order);
  case Operator::greater:
    return std::is_gt(order);
  default:
    return std::is_gteq(order);
  }
}

template <typename Data> Truth same_kind(Operator op, const Value &left, const Value &right) {
  const auto *a = std::get_if<Data>(&left.data);
  const auto *b = std::get_if<Data>(&right.data);
  return a == nullptr || b == nullptr ? std::nullopt : holds(op, *a <=> *b);
}

/// By their last day; periods that end together by their kind.
std::strong_ordering in_time(const model::Period &a, const model::Period &b, model::Clock clock) {
  const std::strong_ordering order = a.last_day(clock) <=> b.last_day(clock);
  return std::is_eq(order) ? a <=> b : order;
}

/// A date, or a text that is one.
std::optional<model::Date> date_in(const Value &value) {
  if (const auto *date = std::get_if<model::Date>(&value.data)) {
    return *date;
  }
  const auto *text = std::get_if<std::string>(&value.data);
  return text == nullptr ? std::nullopt : date_of(*text);
}

/// Both as dates where one is a date and the other a date or the text of one.
std::optional<std::pair<model::Date, model::Date>> dates_of(const Value &left, const Value &right) {
  if (!std::holds_alternative<model::Date>(left.data) && !std::holds_alternative<model::Date>(right.data)) {
    return std::nullopt;
  }
  const auto first = date_in(left);
  const auto second = date_in(right);
  return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

/// How two values stand; nothing when one is missing or they cannot be compared.
Truth compared(Operator op, const Value &left, const Value &right, const Environment &environment) {
  const model::Quantity *a = quantity_of(left);
  const model::Quantity *b = quantity_of(right);
  if (a != nullptr && b != nullptr) {
    const auto order = model::compare(*a, *b);
    return order ? holds(op, *order) : std::nullopt;
  }
  if (const Truth result = same_kind<bool>(op, left, right)) {
    return result;
  }
  if (const auto dates = dates_of(left, right)) {
    return holds(op, dates->first <=> dates->second);
  }
  const auto *first = std::get_if<model::Period>(&left.data);
  const auto *second = std::get_if<model::Period>(&right.data);
  if (first != nullptr && second != nullptr) {
    return holds(op, in_time(*first, *second, environment.report.clock));
  }
  const std::optional<std::string> text_a = code_of(left);
  const std::optional<std::string> text_b = code_of(right);
  return text_a && text_b ? holds(op, *text_a <=> *text_b) : std::nullopt;
}

Value of_truth(Truth truth) { return truth ? make_value(*truth) : Value{}; }

Value comparison(const Binary &binary, const Node &node, Environment &environment) {
  Value left_storage;
  Value right_storage;
  const Value &left = operand(*binary.left, environment, left_storage);
  const Value &right = operand(*binary.right, environment, right_storage);
  const Truth result = compared(binary.op, left, right, environment);
  if (!result) {
    note_unknown(binary, node, left, right, environment);
  }
  return of_truth(result);
}

Value membership(const Binary &binary, const Node &node, Environment &environment) {
  Value storage;
  Value list_storage;
  const Value &item = operand(*binary.left, environment, storage);
  const Value &list = operand(*binary.right, environment, list_storage);
  const std::shared_ptr<const List> shared = list_of(list);
  Truth result = shared == nullptr ? Truth{} : Truth{false};
  if (shared != nullptr) {
    for (const Value &candidate : *shared) {
      step(environment);
      const Truth same = compared(Operator::equal, item, candidate, environment);
      if (same && *same) {
        return make_value(true);
      }
      result = same ? result : Truth{};
    }
  }
  if (shared == nullptr && !is_missing(list)) {
    note_error(Code{"expression.in-needs-list"}, *binary.right, environment);
  } else if (!result) {
    note_unknown(binary, node, item, Value{}, environment);
  }
  return of_truth(result);
}

/// Three-valued: `false and unknown` is false, `true or unknown` is true.
Value logic(const Binary &binary, Environment &environment) {
  const bool decisive = binary.op == Operator::or_;
  const Truth left = truth(*binary.left, environment);
  if (left && *left == decisive) {
    return make_value(decisive);
  }
  const Truth right = truth(*binary.right, environment);
  if (right && *right == decisive) {
    return make_value(decisive);
  }
  return left && right ? make_value(!decisive) : Value{};
}

Value arithmetic(const Binary &binary, Environment &environment) {
  Value left_storage;
  Value right_storage;
  const Value &first = operand(*binary.left, environment, left_storage);
  const Value &second = operand(*binary.right, environment, right_storage);
  const model::Quantity &left = number_or_missing(first);
  const model::Quantity &right = number_or_missing(second);
  const std::optional<int> decimals = decimals_of_result(binary.op, first, second, environment);
  switch (binary.op) {
  case Operator::plus:
    return make_number(added(first, second, environment), decimals);
  case Operator::minus:
    return make_number(model::subtract(left, right), decimals);
  case Operator::times:
    return make_number(model::multiply(left, right), decimals);
  default:
    return make_number(model::divide(left, right), decimals);
  }
}

Value value_of(const Binary &binary, const Node &node, Environment &environment) {
  if (is_arithmetic(binary.op)) {
    return arithmetic(binary, environment);
  }
  if (is_comparison(binary.op)) {
    return comparison(binary, node, environment);
  }
  if (binary.op == Operator::in) {
    return membership(binary, node, environment);
  }
  if (binary.op == Operator::otherwise) {
    Value value = evaluate(*binary.left, environment);
    return is_missing(value) ? evaluate(*binary.right, environment) : value;
  }
  return logic(binary, environment);
}

Value value_of(const Unary &unary, const Node &, Environment &environment) {
  if (unary.negate) {
    Value storage;
    const Value &value = operand(*unary.operand, environment, storage);
    return make_number(model::negate(number_or_missing(value)), decimals_of(value, environment));
  }
  const Truth result = truth(*unary.operand, environment);
  return of_truth(result ? Truth{!*result} : result);
}

Value value_of(const Conditional &conditional, const Node &, Environment &environment) {
  const bool holds_true = truth(*conditional.condition, environment).value_or(false);
  return evaluate(holds_true ? *conditional.then : *conditional.otherwise, environment);
}

/// Why a value that is there is no condition.
Code no_condition(const Value &value) {
  if (quantity_of(value) != nullptr) {
    return Code{"expression.number-no-condition"};
  }
  const bool list = std::holds_alternative<std::shared_ptr<const List>>(value.data) ||
                    std::holds_alternative<std::shared_ptr<const RowSource>>(value.data);
  return list                                              ? Code{"expression.list-no-condition"}
         : std::holds_alternative<std::string>(value.data) ? Code{"expression.text-no-condition"}
                                                           : Code{"expression.not-a-condition"};
}

bool passes(const std::string &test, const Value &value) {
  if (test == "missing") {
    return is_missing(value);
  }
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
  if (figure == nullptr) {
    return false;
  }
  if (test == "rebased") {
    return (*figure)->rebased;
  }
  return (*figure)->kind == model::Kind::estimate || (*figure)->status == model::Status::estimated;
}

Value value_of(const Test &test, const Node &, Environment &environment) {
  Value storage;
  return make_value(passes(test.name, operand(*test.operand, environment, storage)) != test.negated);
}

Value value_of(const ListLiteral &list, const Node &, Environment &environment) {
  List values;
  values.reserve(list.items.size());
  for (const NodePtr &item : list.items) {
    values.push_back(evaluate(*item, environment));
  }
  return make_value(std::make_shared<const List>(std::move(values)));
}

Value value_of(const Literal &literal, const Node &, Environment &) { return literal.value; }
Value value_of(const Name &name, const Node &, Environment &environment) { return evaluate_name(name, environment); }
Value value_of(const FigureReference &figure, const Node &, Environment &environment) {
  return evaluate_figure(figure, environment);
}
Value value_of(const Call &call, const Node &, Environment &environment) { return evaluate_call(call, environment); }
Value value_of(const Filter &, const Node &node, Environment &environment) {
  return evaluate_filter(node, environment);
}

} // namespace

void step(Environment &environment) {
  if (environment.steps_left == 0) {
    Diagnostic finding{Code{"expression.too-many-steps"}};
    finding.arguments = {{"limit", std::to_string(environment.steps)}, {"limit_key", "steps"}};
    throw diagnostic::Failure(std::move(finding));
  }
  --environment.steps_left;
}

const Value &operand(const Node &node, Environment &environment, Value &storage) {
  if (const auto *literal = std::get_if<Literal>(&node.data)) {
    step(environment);
    return literal->value;
  }
  if (const auto *name = std::get_if<Name>(&node.data)) {
    if (const Value *found = find_value(*name, environment); found != nullptr) {
      step(environment);
      note_variable(*name, environment);
      return *found;
    }
  }
  storage = evaluate(node, environment);
  return storage;
}

Value make_value(Value::Data data) { return Value{std::move(data), nullptr, nullptr}; }

Value make_number(model::Quantity number, std::optional<int> decimals) {
  return Value{std::move(number), nullptr, nullptr, decimals};
}

std::string typed(const Node &node, const Environment &environment) {
  return environment.text.empty() ? described(node)
                                  : std::string(environment.text.substr(node.span.offset, node.span.length));
}

void note_error(Code code, const Node &node, Environment &environment,
                std::vector<std::pair<std::string, std::string>> arguments) {
  Diagnostic note{std::move(code), Severity::error, {}, std::move(arguments)};
  if (!environment.text.empty()) {
    note.location.offset = node.span.offset;
    note.location.length = node.span.length;
  }
  add_once(std::move(note), environment.notes);
}

const model::Quantity *quantity_of(const Value &value) noexcept {
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    return &(*figure)->quantity;
  }
  return std::get_if<model::Quantity>(&value.data);
}

bool is_missing(const Value &value) noexcept {
  if (const model::Quantity *quantity = quantity_of(value)) {
    return quantity->absence == Absence::missing;
  }
  const auto *text = std::get_if<std::string>(&value.data);
  return text == nullptr ? std::holds_alternative<std::monostate>(value.data) : text->empty();
}

std::optional<std::string> code_of(const Value &value) {
  if (const auto *text = std::get_if<std::string>(&value.data)) {
    return *text;
  }
  if (const auto *item = std::get_if<Item>(&value.data)) {
    return item->code;
  }
  if (const auto *period = std::get_if<model::Period>(&value.data)) {
    return period->id();
  }
  if (const auto *row = std::get_if<std::shared_ptr<const Row>>(&value.data)) {
    return (*row)->key;
  }
  return std::nullopt;
}

const model::Quantity &number_or_missing(const Value &value) noexcept {
  static const model::Quantity none = model::Quantity::absent(Absence::missing, "expression.no-number");
  static const model::Quantity forecast =
      model::Quantity::absent(Absence::missing, "expression.forecast-in-arithmetic");
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
      figure != nullptr && (*figure)->quantity.present() && model::is_outlook((*figure)->query.measure)) {
    return forecast;
  }
  const model::Quantity *quantity = quantity_of(value);
  return quantity == nullptr ? none : *quantity;
}

const Value *Variables::find(std::string_view name) const noexcept {
  const auto found =
      std::find_if(entries_.rbegin(), entries_.rend(), [&](const auto &entry) { return entry.first == name; });
  return found == entries_.rend() ? nullptr : &found->second;
}

Value evaluate(const Node &expression, Environment &environment) {
  step(environment);
  return std::visit([&](const auto &data) { return value_of(data, expression, environment); }, expression.data);
}

std::optional<bool> truth(const Node &condition, Environment &environment) {
  Value storage;
  const Value &value = operand(condition, environment, storage);
  if (const auto *result = std::get_if<bool>(&value.data)) {
    return *result;
  }
  if (!has_no_number(value)) {
    note_error(no_condition(value), condition, environment, {{"name", typed(condition, environment)}});
  }
  return std::nullopt;
}

void expect_list(const Value &value, const Node &node, Environment &environment) {
  const bool list = std::holds_alternative<std::shared_ptr<const List>>(value.data) ||
                    std::holds_alternative<std::shared_ptr<const RowSource>>(value.data);
  if (!list && !std::holds_alternative<std::monostate>(value.data)) {
    note_error(Code{"expression.not-a-list"}, node, environment, {{"name", typed(node, environment)}});
  }
}

std::shared_ptr<const List> list_of(const Value &value) {
  if (const auto *list = std::get_if<std::shared_ptr<const List>>(&value.data)) {
    return *list;
  }
  const auto *source = std::get_if<std::shared_ptr<const RowSource>>(&value.data);
  if (source == nullptr) {
    return nullptr;
  }
  auto list = std::make_shared<List>();
  list->reserve((*source)->size());
  for (std::size_t index = 0; index < (*source)->size(); ++index) {
    auto row = std::make_shared<Row>();
    (*source)->read(index, *row);
    list->push_back(make_value(std::shared_ptr<const Row>(std::move(row))));
  }
  return list;
}

List items(const Value &value) {
  const std::shared_ptr<const List> list = list_of(value);
  return list ? *list : List{};
}

} // namespace solieu::expression
