#include "expression/static_checker.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;
using Kind = Type::Kind;

namespace {

/// The figure reference under presentational filters; null when there is none.
const FigureReference *figure_under(const Node &node) {
  const Node *inner = &node;
  while (const auto *filter = std::get_if<Filter>(&inner->data)) {
    inner = filter->input.get();
  }
  return std::get_if<FigureReference>(&inner->data);
}

bool accepts(FilterInput input, const Type &type) {
  if (type.kind == Kind::any) {
    return true;
  }
  switch (input) {
  case FilterInput::any:
    return type.kind != Kind::row;
  case FilterInput::text:
    return type.kind == Kind::text;
  case FilterInput::number:
    return is_numeric(type);
  case FilterInput::figure:
    return type.kind == Kind::figure;
  case FilterInput::date:
    return type.kind == Kind::date || (type.kind == Kind::text && type.outside);
  case FilterInput::period:
    return type.kind == Kind::period || (type.kind == Kind::text && type.outside);
  case FilterInput::list:
    return type.kind == Kind::list;
  }
  return false;
}

Code wrong_input(FilterInput input) {
  switch (input) {
  case FilterInput::number:
    return Code{"expression.filter-needs-number"};
  case FilterInput::figure:
    return Code{"expression.filter-needs-figure"};
  case FilterInput::date:
    return Code{"expression.filter-needs-date"};
  case FilterInput::period:
    return Code{"expression.filter-needs-period"};
  case FilterInput::list:
    return Code{"expression.filter-needs-list"};
  default:
    return Code{"expression.filter-needs-text"};
  }
}

bool whole_number(const Node &node) {
  const auto *literal = std::get_if<Literal>(&node.data);
  if (literal == nullptr) {
    return false;
  }
  const auto *number = std::get_if<model::Quantity>(&literal->value.data);
  return number != nullptr && number->low && number->low->is_whole() && *number->low <= model::Decimal(1'000'000);
}

/// Columns a list's items have; empty = not known, or the items have none.
std::vector<std::string> columns_of(const Type &list) {
  switch (list.item) {
  case Kind::row:
    return {list.columns.begin(), list.columns.end()};
  case Kind::member:
  case Kind::territory:
  case Kind::period:
    return {"code", "name", "short_name", "index"};
  default:
    return {};
  }
}

} // namespace

Type StaticChecker::of(const Filter &filter, const Node &node) {
  Type input = type_of(*filter.input);
  const FilterSignature *signature = filter_named(filter.name);
  if (signature == nullptr) {
    const std::size_t after = filter.input->span.offset + filter.input->span.length;
    const std::size_t spot = report_.text().find(filter.name, std::min(after, report_.text().size()));
    const Span span = spot == std::string_view::npos ? node.span : Span{spot, filter.name.size()};
    report_.add(Code{"expression.unknown-filter"}, span,
                {{"filter", filter.name}, {"nearest", nearest_name(filter.name, filter_names())}});
    return type_of_kind(Kind::any);
  }
  filter_input(filter, *signature, input);
  filter_arguments(filter, *signature, input, node);
  if (signature->presentational) {
    const bool reads = signature->input == FilterInput::date || signature->input == FilterInput::period;
    return reads && input.kind == Kind::text
               ? type_of_kind(signature->input == FilterInput::date ? Kind::date : Kind::period)
               : input;
  }
  summed(filter, input, node);
  return list_filter(filter, std::move(input));
}

void StaticChecker::filter_input(const Filter &filter, const FilterSignature &signature, const Type &input) {
  const FigureReference *figure = figure_under(*filter.input);
  const bool measured = figure != nullptr && figure->measure != model::FigureMeasure::value;
  if (!accepts(signature.input, input) || (signature.input == FilterInput::figure && measured)) {
    const bool column = signature.input == FilterInput::number && input.kind == Kind::text && input.from_query;
    report_.add(column ? Code{"expression.filter-needs-number-column"} : wrong_input(signature.input),
                filter.input->span, {{"filter", filter.name}, {"name", typed(*filter.input)}});
  } else if (is_numeric(input) && input.unit) {
    filter_unit(filter, input);
  }
  if (filter.name == "trend") {
    const std::string *named = filter.arguments.empty() ? nullptr : literal_text(*filter.arguments.front().value);
    need_base(named == nullptr ? model::Base::last_year : base_named(*named).value_or(model::Base::last_year));
  }
}

/// Filters that would do nothing, or nonsense, with a number of this unit.
void StaticChecker::filter_unit(const Filter &filter, const Type &input) {
  const model::Unit &unit = *input.unit;
  const bool share = unit.pure() && !unit.text.empty();
  if (filter.name == "percent" && !unit.pure()) {
    report_.add(Code{"expression.filter-needs-ratio"}, filter.input->span, {{"unit", unit.text}});
  } else if (share && (filter.name == "compact" || filter.name == "scale")) {
    report_.add(Code{"expression.filter-not-for-share"}, filter.input->span,
                {{"filter", filter.name}, {"unit", unit.text}});
  } else if (filter.name == "with_unit" && unit.pure() && unit.text.empty()) {
    report_.add(Code{"expression.filter-needs-unit"}, filter.input->span, {{"filter", filter.name}});
  }
}

void StaticChecker::filter_arguments(const Filter &filter, const FilterSignature &signature, const Type &input,
                                     const Node &node) {
  const std::size_t given = filter.arguments.size();
  bool fits = given >= signature.required && given <= signature.arguments.size();
  for (std::size_t index = 0; fits && index < given; ++index) {
    const Argument &argument = filter.arguments[index];
    fits = argument.name.empty() && filter_argument(signature.arguments[index], *argument.value, input);
  }
  if (!fits) {
    report_.add(Code{"expression.filter-arguments"}, node.span,
                {{"filter", filter.name}, {"usage", std::string(signature.usage)}});
  }
}

/// False when the argument has the wrong shape; wrong names are reported here.
bool StaticChecker::filter_argument(ArgumentKind kind, const Node &argument, const Type &input) {
  if (kind == ArgumentKind::whole) {
    return whole_number(argument);
  }
  const std::string *text = literal_text(argument);
  if (text == nullptr) {
    return false;
  }
  switch (kind) {
  case ArgumentKind::unit:
    scale_unit(*text, argument, input);
    return true;
  case ArgumentKind::column:
    column(*text, argument, input);
    return true;
  case ArgumentKind::base:
    if (!base_named(*text)) {
      report_.add(Code{"expression.unknown-base"}, argument.span,
                  {{"base", *text}, {"nearest", nearest_name(*text, base_names())}});
    }
    return true;
  case ArgumentKind::order:
    return *text == "asc" || *text == "desc";
  default:
    return true;
  }
}

void StaticChecker::scale_unit(const std::string &unit, const Node &argument, const Type &input) {
  const model::Unit wanted = model::Unit::of(unit);
  const bool word_alone = wanted.pure() && wanted.power > 0;
  if (input.unit && !word_alone && !model::unit_of_sum(*input.unit, wanted)) {
    report_.add(Code{"expression.units-differ"}, argument.span,
                {{"left", input.unit->text}, {"right", unit}, {"operator", "scale"}});
  }
}

void StaticChecker::column(const std::string &name, const Node &argument, const Type &input) {
  const std::vector<std::string> known = columns_of(input);
  if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
    report_.add(Code{"expression.unknown-column"}, argument.span,
                {{"column", name}, {"nearest", nearest_name(name, known)}});
  }
}

namespace {

/// The column that a filter looks at; "value" when none is named.
std::string column_named(const Filter &filter) {
  const std::string *named = filter.arguments.empty() ? nullptr : literal_text(*filter.arguments.front().value);
  return named == nullptr ? std::string("value") : *named;
}

bool looks_at_figures(const Filter &filter) {
  const std::string column = column_named(filter);
  return column == "value" || column == "figure";
}

} // namespace

void StaticChecker::summed(const Filter &filter, const Type &input, const Node &node) {
  if ((filter.name != "sum" && filter.name != "avg") || input.kind != Kind::list) {
    return;
  }
  if (input.numbers) {
    column_of_numbers(filter, input);
  } else if (looks_at_figures(filter)) {
    if (const auto refusal = not_added(input, filter.name == "avg", catalogue_)) {
      refuse(*refusal, node.span);
    }
  }
}

void StaticChecker::column_of_numbers(const Filter &filter, const Type &input) {
  const std::string name = column_named(filter);
  if (filter.arguments.empty() && !input.columns.contains(name)) {
    report_.add(Code{"expression.filter-needs-column"}, filter.input->span,
                {{"filter", filter.name}, {"column", input.numbers->empty() ? name : *input.numbers->begin()}});
  } else if (input.columns.contains(name) && !input.numbers->contains(name)) {
    const Span span = filter.arguments.empty() ? filter.input->span : filter.arguments.front().value->span;
    report_.add(Code{"expression.column-of-texts"}, span, {{"filter", filter.name}, {"column", name}});
  }
}

Type StaticChecker::list_filter(const Filter &filter, Type input) {
  if (filter.name == "sort" || filter.name == "top") {
    return input;
  }
  Type result;
  result.from_query = input.from_query;
  if (filter.name == "group") {
    result.kind = Kind::list;
    result.item = Kind::row;
    result.columns = {"key", "rows", "count", "index"};
    result.rows = std::make_shared<const Type>(std::move(input));
    return result;
  }
  if (filter.name == "join") {
    result.kind = Kind::text;
    return result;
  }
  result.kind = Kind::number;
  const bool extreme = filter.name == "max" || filter.name == "min";
  if (extreme && (input.numbers ? !input.numbers->contains(column_named(filter)) : !looks_at_figures(filter))) {
    result.kind = Kind::any;
    result.outside = input.numbers.has_value();
    return result;
  }
  if (filter.name == "count") {
    result.unit = model::Unit{};
    return result;
  }
  result.unit = input.numbers ? std::optional(model::Unit{}) : looks_at_figures(filter) ? input.unit : std::nullopt;
  return result;
}

} // namespace solieu::expression
