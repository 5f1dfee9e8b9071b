#include "expression/static_checker.hpp"
#include "model/arithmetic.hpp"
#include "model/nearest_key.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;
using Kind = Type::Kind;

namespace {

std::vector<std::string> breakdown_codes(const model::Catalogue &catalogue, const model::Indicator *indicator) {
  std::vector<std::string> codes;
  if (indicator == nullptr) {
    for (const model::Breakdown &breakdown : catalogue.breakdowns()) {
      codes.push_back(breakdown.code);
    }
    return codes;
  }
  for (const model::BreakdownId id : indicator->breakdowns) {
    codes.push_back(catalogue.at(id).code);
  }
  return codes;
}

std::vector<std::string> member_codes(const model::Breakdown &breakdown) {
  std::vector<std::string> codes;
  codes.reserve(breakdown.members.size());
  for (const model::Member &member : breakdown.members) {
    codes.push_back(member.code);
  }
  return codes;
}

std::string joined(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

/// What a measure of an indicator is counted in; nothing where it is not known before data.
std::optional<model::Unit> unit_of(model::FigureMeasure measure, const model::Unit &own) {
  switch (measure) {
  case model::FigureMeasure::value:
  case model::FigureMeasure::change:
  case model::FigureMeasure::outlook:
  case model::FigureMeasure::outlook_usual:
    return own;
  case model::FigureMeasure::average:
  case model::FigureMeasure::stated_average:
    return model::unit_of_quotient(own, model::Unit::of("năm"));
  case model::FigureMeasure::stated_ratio:
    return model::Unit::of("lần");
  case model::FigureMeasure::change_pp:
    return std::nullopt;
  default:
    return model::Unit::of("%");
  }
}

} // namespace

/// `c.code == COAL`: a code that is no indicator but a member, with nothing after it.
bool StaticChecker::only_member(const FigureReference &figure, Type &type) const {
  if (!figure.slice.empty() || !figure.selectors.empty() || figure.part ||
      figure.measure != model::FigureMeasure::value) {
    return false;
  }
  const auto &breakdowns = catalogue_.breakdowns();
  const bool found = std::any_of(breakdowns.begin(), breakdowns.end(),
                                 [&](const model::Breakdown &one) { return one.find(figure.code) != nullptr; });
  type = type_of_kind(Kind::member);
  return found;
}

Type StaticChecker::of(const FigureReference &figure, const Node &node) {
  const std::optional<model::IndicatorId> id = catalogue_.indicator(figure.code);
  const model::Indicator *indicator = id ? &catalogue_.at(*id) : nullptr;
  if (Type type; indicator == nullptr && only_member(figure, type)) {
    return type;
  }
  if (indicator == nullptr) {
    report_.add(Code{"expression.unknown-indicator"}, {node.span.offset, figure.code.size()},
                {{"code", figure.code}, {"nearest", nearest_name(figure.code, catalogue_.indicator_codes())}});
  } else {
    need_indicator(*indicator);
  }
  slice(figure, indicator);
  for (const SelectorUse &use : figure.selectors) {
    selector(use);
  }
  if (indicator != nullptr) {
    measure(figure, *indicator, node);
  }
  if (figure.part) {
    return part(*figure.part, figure.measure == model::FigureMeasure::value ? indicator : nullptr);
  }
  Type type = type_of_kind(Kind::figure);
  if (indicator != nullptr) {
    type.unit = unit_of(figure.measure, indicator->unit);
    if (figure.measure == model::FigureMeasure::value) {
      type.indicator = id;
    }
  }
  return type;
}

void StaticChecker::need_indicator(const model::Indicator &indicator) {
  std::vector<std::string> waiting{indicator.code};
  while (!waiting.empty()) {
    const std::string code = std::move(waiting.back());
    waiting.pop_back();
    const auto id = code.empty() ? std::nullopt : catalogue_.indicator(code);
    if (id && needs_.indicators.insert(code).second) {
      waiting.push_back(catalogue_.at(*id).numerator);
      waiting.push_back(catalogue_.at(*id).denominator);
    }
  }
}

void StaticChecker::need_base(model::Base base) {
  (base == model::Base::last_year ? needs_.last_year : needs_.previous) = true;
}

void StaticChecker::slice(const FigureReference &figure, const model::Indicator *indicator) {
  std::vector<std::string> seen;
  for (const SliceEntry &entry : figure.slice) {
    if (entry.breakdown.empty()) {
      member_alone(entry, indicator);
      continue;
    }
    const Span name{entry.span.offset, entry.breakdown.size()};
    const std::optional<model::BreakdownId> id = catalogue_.breakdown(entry.breakdown);
    const std::vector<std::string> known = breakdown_codes(catalogue_, indicator);
    if (!id) {
      report_.add(Code{"expression.unknown-breakdown"}, name,
                  {{"breakdown", entry.breakdown}, {"nearest", nearest_name(entry.breakdown, known)}});
      continue;
    }
    if (std::find(known.begin(), known.end(), entry.breakdown) == known.end()) {
      report_.add(Code{"expression.breakdown-not-of-indicator"}, name,
                  {{"breakdown", entry.breakdown}, {"indicator", figure.code}, {"known", joined(known)}});
    }
    if (std::find(seen.begin(), seen.end(), entry.breakdown) != seen.end()) {
      report_.add(Code{"expression.breakdown-repeated"}, name, {{"breakdown", entry.breakdown}});
    }
    seen.push_back(entry.breakdown);
    member(entry, *id);
  }
}

/// “[COAL]” or “[channel]” instead of “[channel=COAL]”.
void StaticChecker::member_alone(const SliceEntry &entry, const model::Indicator *indicator) {
  const auto *name = std::get_if<Name>(&entry.member->data);
  const bool word = name != nullptr && name->path.size() == 1 && !is_variable(name->path.front());
  if (const auto id = word ? catalogue_.breakdown(name->path.front()) : std::nullopt) {
    const model::Breakdown &breakdown = catalogue_.at(*id);
    report_.add(
        Code{"expression.member-missing"}, entry.span,
        {{"breakdown", breakdown.code},
         {"example", breakdown.code + "=" + (breakdown.members.empty() ? "…" : breakdown.members.front().code)}});
    return;
  }
  std::string example = "channel=" + typed(*entry.member);
  if (const auto of = name != nullptr && !word ? type_of(*entry.member).breakdown : std::nullopt) {
    example = catalogue_.at(*of).code + "=" + typed(*entry.member);
  } else if (indicator != nullptr) {
    const std::string *code = literal_text(*entry.member);
    const std::string &wanted = word ? name->path.front() : code == nullptr ? example : *code;
    for (const model::BreakdownId own : indicator->breakdowns) {
      const model::Breakdown &breakdown = catalogue_.at(own);
      if (const std::string nearest = nearest_name(wanted, member_codes(breakdown)); !nearest.empty()) {
        example = breakdown.code + "=" + (nearest == wanted ? typed(*entry.member) : nearest);
        break;
      }
    }
  }
  report_.add(Code{"expression.breakdown-missing"}, entry.span,
              {{"member", typed(*entry.member)}, {"example", example}});
}

std::string StaticChecker::meant_member(const SliceEntry &entry, const model::Breakdown &breakdown) const {
  const Name *const name = std::get_if<Name>(&entry.member->data);
  if (name == nullptr || name->path.size() != 1 || is_variable(name->path.front())) {
    return {};
  }
  return nearest_name(name->path.front(), member_codes(breakdown));
}

void StaticChecker::member(const SliceEntry &entry, model::BreakdownId id) {
  const model::Breakdown &breakdown = catalogue_.at(id);
  if (const std::string *code = literal_text(*entry.member); code != nullptr) {
    if (breakdown.find(*code) == nullptr) {
      report_.add(Code{"expression.unknown-member"}, entry.member->span,
                  {{"member", *code},
                   {"breakdown", entry.breakdown},
                   {"nearest", nearest_name(*code, member_codes(breakdown))}});
    }
    return;
  }
  if (const std::string nearest = meant_member(entry, breakdown); !nearest.empty()) {
    report_.add(Code{"expression.unknown-member"}, entry.member->span,
                {{"member", std::get<Name>(entry.member->data).path.front()},
                 {"breakdown", entry.breakdown},
                 {"nearest", nearest}});
    return;
  }
  const Type type = type_of(*entry.member);
  const std::string typed(report_.text().substr(entry.member->span.offset, entry.member->span.length));
  if (type.from_query) {
    report_.add(Code{"expression.coordinate-from-query"}, entry.member->span, {{"name", typed}});
  } else if (type.breakdown && *type.breakdown != id) {
    report_.add(Code{"expression.member-of-other-breakdown"}, entry.member->span,
                {{"name", typed}, {"actual", catalogue_.at(*type.breakdown).code}, {"breakdown", entry.breakdown}});
  } else if (type.kind != Kind::member && type.kind != Kind::row && type.kind != Kind::text && type.kind != Kind::any) {
    report_.add(Code{"expression.not-a-member"}, entry.member->span, {{"name", typed}, {"breakdown", entry.breakdown}});
  }
}

void StaticChecker::selector(const SelectorUse &use) {
  switch (use.selector) {
  case Selector::last_year:
    needs_.last_year = true;
    break;
  case Selector::previous:
    needs_.previous = true;
    break;
  case Selector::next:
    needs_.years_ahead = std::max(needs_.years_ahead, 1);
    break;
  default:
    break;
  }
  if (use.period != nullptr) {
    period_coordinate(*use.period);
  }
  if (use.territory != nullptr) {
    territory_coordinate(*use.territory);
  }
}

/// Checks what is no literal; true when it is of the wanted kind.
bool StaticChecker::coordinate(const Node &node, Kind wanted) {
  const Type type = type_of(node);
  const std::string typed(report_.text().substr(node.span.offset, node.span.length));
  if (type.from_query) {
    report_.add(Code{"expression.coordinate-from-query"}, node.span, {{"name", typed}});
  } else if (type.kind != wanted && type.kind != Kind::row && type.kind != Kind::text && type.kind != Kind::any) {
    const Code code = wanted == Kind::period ? Code{"expression.not-a-period"} : Code{"expression.not-a-territory"};
    report_.add(code, node.span, {{"name", typed}});
  } else {
    return true;
  }
  return false;
}

void StaticChecker::period_coordinate(const Node &node) {
  const std::string *text = literal_text(node);
  if (text == nullptr) {
    static_cast<void>(coordinate(node, Kind::period));
    return;
  }
  const std::optional<model::Period> period = model::Period::parse(*text);
  if (!period) {
    report_.add(Code{"expression.unknown-period"}, node.span, {{"period", *text}});
    return;
  }
  for (int year = period->year(); year <= period->last_year_number(); ++year) {
    needs_.years.insert(year);
  }
}

void StaticChecker::territory_coordinate(const Node &node) {
  if (const std::string *text = literal_text(node); text != nullptr) {
    named_territory(*text, node);
  } else {
    needs_.children = coordinate(node, Kind::territory) || needs_.children;
  }
}

void StaticChecker::named_territory(const std::string &key, const Node &node) {
  const model::TerritoryList &list = catalogue_.territories;
  if (list.find(key)) {
    needs_.territories.insert(key);
    return;
  }
  const std::vector<model::TerritoryId> same_code = list.by_code(key);
  if (same_code.size() > 1) {
    std::vector<std::string> names;
    names.reserve(same_code.size());
    for (const model::TerritoryId id : same_code) {
      names.push_back(list.at(id).keys.front().text() + " " + list.at(id).name);
    }
    report_.add(Code{"expression.ambiguous-territory"}, node.span, {{"territory", key}, {"known", joined(names)}});
  } else if (same_code.size() == 1) {
    needs_.territories.insert(list.at(same_code.front()).keys.back().text());
  } else {
    report_.add(Code{"expression.unknown-territory"}, node.span,
                {{"territory", key}, {"nearest", model::nearest_key(key, list)}});
  }
}

/// A forecast stands as it is, so that it never loses its mark.
void StaticChecker::outlook(const FigureReference &figure, const model::Indicator &indicator, const Node &node) {
  needs_.years_back = std::max(needs_.years_back, model::outlook_years);
  const bool other_kind = std::any_of(figure.selectors.begin(), figure.selectors.end(),
                                      [](const SelectorUse &use) { return chooses_kind(use.selector); });
  if (other_kind || indicator.aggregation != model::TimeAggregation::flow) {
    report_.add(Code{"expression.outlook-needs-flow"}, node.span, {{"indicator", figure.code}});
  }
  if (figure.part == Part::low || figure.part == Part::high) {
    report_.add(Code{"expression.outlook-has-no-ends"}, node.span, {{"indicator", figure.code}});
  }
}

void StaticChecker::measure(const FigureReference &figure, const model::Indicator &indicator, const Node &node) {
  if (model::is_outlook(figure.measure)) {
    outlook(figure, indicator, node);
  }
  if (compares(figure.measure)) {
    need_base(figure.base);
  }
  if (figure.measure == model::FigureMeasure::change_pp && indicator.aggregation != model::TimeAggregation::rate &&
      !indicator.unit.pure()) {
    report_.add(Code{"expression.change-pp-needs-rate"}, node.span,
                {{"indicator", figure.code}, {"unit", indicator.unit.text}});
  }
}

Type StaticChecker::part(Part part, const model::Indicator *indicator) const {
  if (part == Part::low || part == Part::high) {
    return type_of_number(indicator == nullptr ? std::nullopt : std::optional<model::Unit>(indicator->unit));
  }
  return type_of_kind(part == Part::as_of ? Kind::date : Kind::text);
}

} // namespace solieu::expression
