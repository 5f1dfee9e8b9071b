#include "expression/static_checker.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;
using Kind = Type::Kind;

namespace {

const std::vector<std::string> item_fields{"code", "name", "short_name", "index"};

bool contains(const std::vector<std::string> &list, const std::string &name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::vector<std::string> fields_of(const Type &type) {
  switch (type.kind) {
  case Kind::row:
    return {type.columns.begin(), type.columns.end()};
  case Kind::member:
    return item_fields;
  case Kind::territory:
    return {"code", "name", "short_name", "index", "type"};
  case Kind::period:
    return {"code", "name", "short_name", "index", "year"};
  case Kind::figure:
    return figure_member_names(false);
  default:
    return {};
  }
}

} // namespace

Type StaticChecker::of(const Name &name, const Node &node) {
  bool found = false;
  const Type built = built_in(name, node, found);
  return found ? built : variable(name, node);
}

Type StaticChecker::built_in(const Name &name, const Node &node, bool &found) {
  found = true;
  const std::string &root = name.path.front();
  if (root == "report") {
    return report_field(name, node);
  }
  if (root == "org") {
    return text_field(name, node, organisation_fields());
  }
  if (root == "signer") {
    return text_field(name, node, signer_fields());
  }
  if (root == "param") {
    if (name.path.size() != 2) {
      return unknown_field(name, 1, {}, node);
    }
    needs_.parameters.insert(name.path[1]);
    Type text = type_of_kind(Kind::text);
    text.outside = true;
    return text;
  }
  if (root == "recipients") {
    return fields(list_of(type_of_kind(Kind::text)), name, 1, node);
  }
  found = false;
  return {};
}

Type StaticChecker::text_field(const Name &name, const Node &node, const std::vector<std::string> &known) {
  if (name.path.size() == 2 && contains(known, name.path[1])) {
    return type_of_kind(Kind::text);
  }
  return unknown_field(name, 1, known, node);
}

Type StaticChecker::report_field(const Name &name, const Node &node) {
  if (name.path.size() < 2 || !contains(report_fields(), name.path[1])) {
    return unknown_field(name, 1, report_fields(), node);
  }
  const std::string &field = name.path[1];
  if (field == "previous_period") {
    needs_.previous = true;
  } else if (field == "next_period") {
    needs_.years_ahead = std::max(needs_.years_ahead, 1);
  }
  if (field == "checks") {
    needs_.checks = true;
    Type row = type_of_kind(Kind::row);
    row.columns = {check_columns().begin(), check_columns().end()};
    return fields(list_of(std::move(row)), name, 2, node);
  }
  const Kind kind = field == "territory"    ? Kind::territory
                    : field == "issue_date" ? Kind::date
                    : field == "number"     ? Kind::text
                                            : Kind::period;
  return fields(type_of_kind(kind), name, 2, node);
}

Type StaticChecker::unknown_field(const Name &name, std::size_t at, const std::vector<std::string> &known,
                                  const Node &node) {
  std::string owner = name.path.front();
  for (std::size_t index = 1; index < std::min(at, name.path.size()); ++index) {
    owner += "." + name.path[index];
  }
  if (at >= name.path.size()) {
    report_.add(Code{"expression.field-missing"}, node.span,
                {{"name", owner}, {"field", known.empty() ? std::string("KEY") : known.front()}});
  } else {
    report_.add(Code{"expression.unknown-field"}, node.span,
                {{"name", owner}, {"field", name.path[at]}, {"nearest", nearest_name(name.path[at], known)}});
  }
  return {};
}

bool StaticChecker::is_variable(const std::string &name) const {
  return std::any_of(scope_.names.begin(), scope_.names.end(), [&](const auto &entry) { return entry.first == name; });
}

Type StaticChecker::variable(const Name &name, const Node &node) {
  const std::string &root = name.path.front();
  const auto found =
      std::find_if(scope_.names.rbegin(), scope_.names.rend(), [&](const auto &entry) { return entry.first == root; });
  if (found != scope_.names.rend()) {
    return fields(found->second, name, 1, node);
  }
  if (root == "loop" && scope_.loops_visible && !scope_.names.empty()) {
    return fields(loop_type(), name, 1, node);
  }
  std::vector<std::string> known{"report", "org", "signer", "recipients", "param"};
  for (const auto &entry : scope_.names) {
    known.push_back(entry.first);
  }
  const Code code = scope_.loops_visible ? Code{"expression.unknown-variable"} : Code{"expression.not-visible-here"};
  std::string nearest = nearest_name(root, known);
  if (nearest.empty()) { // an indicator in small letters
    nearest = nearest_name(root, catalogue_.indicator_codes());
  }
  report_.add(code, {node.span.offset, std::min(root.size(), node.span.length)},
              {{"name", root}, {"nearest", std::move(nearest)}});
  return {};
}

Type StaticChecker::fields(Type type, const Name &name, std::size_t from, const Node &node) {
  for (std::size_t at = from; at < name.path.size(); ++at) {
    const std::vector<std::string> known = fields_of(type);
    if (!field(type, name.path[at])) {
      return unknown_field(name, at, known, node);
    }
  }
  return type;
}

bool StaticChecker::field(Type &type, const std::string &name) {
  if (type.kind == Kind::any) {
    return true;
  }
  if (type.kind == Kind::figure) {
    return figure_field(type, name);
  }
  if (type.kind == Kind::row && type.columns.empty()) {
    type.kind = Kind::any;
    return true;
  }
  if (!contains(fields_of(type), name)) {
    return false;
  }
  const bool from_query = type.from_query;
  if (type.numbers) {
    type = type.numbers->contains(name) ? type_of_number(model::Unit{}) : type_of_kind(Kind::text);
    type.outside = type.kind == Kind::text;
  } else if (type.rows && name == "rows") {
    const std::shared_ptr<const Type> rows = type.rows;
    type = *rows;
  } else if ((from_query && !type.rows) || name == "key") {
    type = type_of_kind(Kind::any);
    type.outside = from_query;
  } else if (name == "value" || name == "figure") {
    type.kind = Kind::figure;
    type.columns.clear();
    type.breakdown.reset();
    type.over = Type::Over::other;
  } else if (name == "index" || name == "length" || name == "count") {
    type = type_of_number(model::Unit{});
  } else if (name == "first" || name == "last") {
    type = type_of_kind(Kind::boolean);
  } else if (name == "rows") {
    type = list_of(type_of_kind(Kind::row));
  } else {
    type = type_of_kind(Kind::text);
  }
  type.from_query = from_query;
  return true;
}

/// `row.figure.plan_pct`, `row.value.unit`: selectors, measures and parts without arguments.
bool StaticChecker::figure_field(Type &type, const std::string &name) {
  if (const auto selector = selector_named(name); selector && *selector != Selector::at) {
    this->selector(SelectorUse{*selector, nullptr, nullptr, {}});
    return true;
  }
  if (const auto measure = measure_named(name)) {
    const bool keeps_unit = *measure == model::FigureMeasure::change || *measure == model::FigureMeasure::outlook ||
                            *measure == model::FigureMeasure::outlook_usual;
    if (model::is_outlook(*measure)) {
      needs_.years_back = std::max(needs_.years_back, model::outlook_years);
    }
    type.unit = keeps_unit ? type.unit : std::nullopt;
    type.indicator.reset();
    if (compares(*measure)) {
      need_base(model::Base::last_year);
    }
    return true;
  }
  const auto found = part_named(name);
  if (found) {
    const std::optional<model::Unit> unit = type.unit;
    type = part(*found, nullptr);
    type.unit = type.kind == Kind::number ? unit : std::nullopt;
  }
  return found.has_value();
}

} // namespace solieu::expression
