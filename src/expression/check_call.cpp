#include "expression/static_checker.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;
using Kind = Type::Kind;

namespace {

constexpr int most_periods = 600;

/// A whole number typed in the template, within 1…600; nothing otherwise.
std::optional<int> literal_count(const Node &node) {
  const auto *literal = std::get_if<Literal>(&node.data);
  const auto *number = literal == nullptr ? nullptr : std::get_if<model::Quantity>(&literal->value.data);
  if (number == nullptr || !number->low || !number->low->is_whole()) {
    return std::nullopt;
  }
  if (*number->low < model::Decimal(1) || *number->low > model::Decimal(most_periods)) {
    return std::nullopt;
  }
  return std::stoi(number->low->text());
}

/// The name of a breakdown as it is typed: `channel`.
const std::string *plain_name(const Node &node) {
  const auto *name = std::get_if<Name>(&node.data);
  return name != nullptr && name->path.size() == 1 ? &name->path.front() : nullptr;
}

std::vector<std::string> all_breakdowns(const model::Catalogue &catalogue) {
  std::vector<std::string> codes;
  for (const model::Breakdown &breakdown : catalogue.breakdowns()) {
    codes.push_back(breakdown.code);
  }
  return codes;
}

constexpr std::string_view by_usage = "X.by(channel), X.by(\"children\"), X.by(\"periods\", last=12)";

} // namespace

Type StaticChecker::wrong_arguments(const Call &call, std::string_view usage, const Node &node) {
  report_.add(Code{"expression.function-arguments"}, node.span,
              {{"function", call.function}, {"usage", std::string(usage)}});
  return type_of_kind(Kind::any);
}

Type StaticChecker::of(const Call &call, const Node &node) {
  if (call.subject != nullptr) {
    return by(call, node);
  }
  if (call.function == "members") {
    return members(call, node);
  }
  if (call.function == "children") {
    return children(call, node);
  }
  if (call.function == "periods") {
    return periods(call, node);
  }
  if (call.function == "query") {
    return query(call, node);
  }
  report_.add(Code{"expression.unknown-function"}, {node.span.offset, std::min(call.function.size(), node.span.length)},
              {{"function", call.function}, {"nearest", nearest_name(call.function, function_names())}});
  return type_of_kind(Kind::any);
}

Type StaticChecker::by(const Call &call, const Node &node) {
  const Type subject = type_of(*call.subject);
  if (subject.kind != Kind::figure && subject.kind != Kind::any) {
    report_.add(Code{"expression.by-needs-figure"}, call.subject->span);
  }
  Type rows = type_of_kind(Kind::row);
  rows.unit = subject.unit;
  rows.indicator = subject.indicator;
  rows.columns = {"code", "name", "short_name", "index", "value", "figure"};
  if (call.arguments.empty() || !call.arguments.front().name.empty()) {
    wrong_arguments(call, by_usage, node);
    return list_of(std::move(rows));
  }
  const Node &what = *call.arguments.front().value;
  const std::string *name = plain_name(what);
  const std::string *word = literal_text(what);
  const bool known = name != nullptr   ? by_breakdown(call, *name, what, rows)
                     : word != nullptr ? by_word(call, *word, what)
                                       : false;
  if (word != nullptr) {
    rows.over = *word == "children" ? Type::Over::children : Type::Over::periods;
  }
  if (!known) {
    wrong_arguments(call, by_usage, node);
  }
  return list_of(std::move(rows));
}

/// False when the arguments have a wrong shape.
bool StaticChecker::by_breakdown(const Call &call, const std::string &name, const Node &argument, Type &rows) {
  const auto *figure = std::get_if<FigureReference>(&call.subject->data);
  const auto indicator = figure == nullptr ? std::nullopt : catalogue_.indicator(figure->code);
  std::vector<std::string> known = all_breakdowns(catalogue_);
  if (indicator) {
    known.clear();
    for (const model::BreakdownId id : catalogue_.at(*indicator).breakdowns) {
      known.push_back(catalogue_.at(id).code);
    }
  }
  const auto id = catalogue_.breakdown(name);
  if (!id) {
    report_.add(Code{"expression.unknown-breakdown"}, argument.span,
                {{"breakdown", name}, {"nearest", nearest_name(name, known)}});
    return true;
  }
  rows.breakdown = id;
  rows.over = Type::Over::members;
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    std::string list;
    for (const std::string &code : known) {
      list += (list.empty() ? "" : ", ") + code;
    }
    report_.add(Code{"expression.breakdown-not-of-indicator"}, argument.span,
                {{"breakdown", name}, {"indicator", figure->code}, {"known", list}});
  }
  if (figure != nullptr && std::any_of(figure->slice.begin(), figure->slice.end(),
                                       [&](const SliceEntry &entry) { return entry.breakdown == name; })) {
    report_.add(Code{"expression.breakdown-repeated"}, argument.span, {{"breakdown", name}});
  }
  return call.arguments.size() == 1;
}

bool StaticChecker::by_word(const Call &call, const std::string &word, const Node &argument) {
  if (word == "children") {
    needs_.children = true;
    return call.arguments.size() == 1;
  }
  if (word != "periods") {
    const std::string nearest = nearest_name(word, {"children", "periods"});
    report_.add(Code{"expression.unknown-grouping"}, argument.span, {{"name", word}, {"nearest", nearest}});
    return true;
  }
  const bool shape = call.arguments.size() == 2 && call.arguments[1].name == "last";
  const std::optional<int> count = shape ? literal_count(*call.arguments[1].value) : std::nullopt;
  if (count) {
    needs_.years_back = std::max(needs_.years_back, *count);
  }
  return count.has_value();
}

Type StaticChecker::members(const Call &call, const Node &node) {
  Type item = type_of_kind(Kind::member);
  const bool one = call.arguments.size() == 1 && call.arguments.front().name.empty();
  const std::string *name = one ? plain_name(*call.arguments.front().value) : nullptr;
  if (name == nullptr) {
    wrong_arguments(call, "members(channel)", node);
    return list_of(std::move(item));
  }
  item.breakdown = catalogue_.breakdown(*name);
  if (!item.breakdown) {
    report_.add(Code{"expression.unknown-breakdown"}, call.arguments.front().value->span,
                {{"breakdown", *name}, {"nearest", nearest_name(*name, all_breakdowns(catalogue_))}});
  }
  return list_of(std::move(item));
}

Type StaticChecker::children(const Call &call, const Node &node) {
  needs_.children = true;
  if (call.arguments.size() == 1 && call.arguments.front().name.empty()) {
    territory_coordinate(*call.arguments.front().value);
  } else {
    wrong_arguments(call, "children(report.territory)", node);
  }
  return list_of(type_of_kind(Kind::territory));
}

Type StaticChecker::periods(const Call &call, const Node &node) {
  const bool two = call.arguments.size() == 2 && call.arguments[0].name.empty() && call.arguments[1].name.empty();
  if (!two) {
    wrong_arguments(call, "periods(\"2020\", \"2024\")", node);
    return list_of(type_of_kind(Kind::period));
  }
  std::vector<model::Period> ends;
  for (const Argument &argument : call.arguments) {
    period_coordinate(*argument.value);
    const std::string *text = literal_text(*argument.value);
    if (const auto period = text == nullptr ? std::nullopt : model::Period::parse(*text)) {
      ends.push_back(*period);
    }
  }
  if (ends.size() < 2) {
    needs_.years_back = std::max(needs_.years_back, ends.empty() ? 1 : 10);
  } else if (ends[0].kind() != ends[1].kind() || ends[1] < ends[0] || ends[1].year() - ends[0].year() > most_periods) {
    report_.add(Code{"expression.periods-order"}, node.span, {{"first", ends[0].id()}, {"last", ends[1].id()}});
  } else {
    for (int year = ends[0].year(); year <= ends[1].last_year_number(); ++year) {
      needs_.years.insert(year);
    }
  }
  return list_of(type_of_kind(Kind::period));
}

Type StaticChecker::query(const Call &call, const Node &node) {
  Type row = type_of_kind(Kind::row);
  row.from_query = true;
  const bool named = !call.arguments.empty() && call.arguments.front().name.empty();
  const std::string *name = named ? literal_text(*call.arguments.front().value) : nullptr;
  if (name == nullptr) {
    wrong_arguments(call, "query(\"name\", key=value)", node);
    return list_of(std::move(row));
  }
  const auto found = std::find_if(queries_.begin(), queries_.end(),
                                  [&](const QuerySignature &signature) { return signature.name == *name; });
  if (found == queries_.end()) {
    std::vector<std::string> names;
    names.reserve(queries_.size());
    for (const QuerySignature &signature : queries_) {
      names.push_back(signature.name);
    }
    report_.add(Code{"expression.unknown-query"}, call.arguments.front().value->span,
                {{"query", *name}, {"nearest", nearest_name(*name, names)}});
    return list_of(std::move(row));
  }
  needs_.queries.insert(*name);
  row.columns = {found->columns.begin(), found->columns.end()};
  if (found->numbers) {
    row.numbers.emplace(found->numbers->begin(), found->numbers->end());
  }
  query_parameters(call, *found, node);
  return list_of(std::move(row));
}

void StaticChecker::query_parameters(const Call &call, const QuerySignature &signature, const Node &node) {
  std::vector<std::string> given;
  for (std::size_t index = 1; index < call.arguments.size(); ++index) {
    const Argument &argument = call.arguments[index];
    static_cast<void>(type_of(*argument.value));
    const auto &known = signature.parameters;
    given.push_back(argument.name);
    if (argument.name.empty()) {
      wrong_arguments(call, "query(\"name\", key=value)", node);
    } else if (std::find(known.begin(), known.end(), argument.name) == known.end()) {
      report_.add(
          Code{"expression.unknown-query-parameter"}, argument.value->span,
          {{"parameter", argument.name}, {"query", signature.name}, {"nearest", nearest_name(argument.name, known)}});
    }
  }
  for (const std::string &parameter : signature.parameters) {
    if (std::find(given.begin(), given.end(), parameter) == given.end()) {
      report_.add(Code{"expression.query-parameter-missing"}, node.span,
                  {{"parameter", parameter}, {"query", signature.name}});
    }
  }
}

} // namespace solieu::expression
