#include "evaluate/printer.hpp"

#include "format/code_word.hpp"
#include "format/text.hpp"

#include <algorithm>

namespace solieu::evaluate {

using binding::CellValue;
using expression::Presentation;
using expression::Value;
using model::FigureMeasure;

namespace {

/// A printed percentage has one digit after the point unless the template says otherwise.
constexpr int percent_decimals = 1;

const Presentation &wish_of(const Value &value) {
  static const Presentation usual;
  return value.presentation ? *value.presentation : usual;
}

format::NumberStyle style_of(const Presentation &wish, int decimals) {
  format::NumberStyle style;
  style.decimals = wish.decimals;
  style.default_decimals = decimals;
  style.percent = wish.percent;
  style.scale_unit = wish.scale_unit;
  style.compact = wish.compact;
  style.padded = wish.padded;
  style.words = wish.words;
  style.signed_ = wish.signed_;
  style.with_unit = wish.with_unit;
  style.phrase = wish.phrase;
  return style;
}

/// Filters that make words of a number, so that a cell can only hold text.
bool wants_words(const Presentation &wish) {
  return wish.words || wish.phrase || wish.with_unit || wish.compact || wish.padded ||
         wish.sentence != Presentation::Sentence::none;
}

int decimals_of(const model::Quantity &quantity) {
  if (!quantity.low)
    return 0;
  return quantity.unit.pure() && !quantity.unit.text.empty() ? percent_decimals : std::min(quantity.low->scale(), 2);
}

} // namespace

std::shared_ptr<const model::Figure> figure_of(const Value &value) {
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data))
    return *figure;
  return nullptr;
}

int Printer::compare(std::string_view left, std::string_view right) const {
  return format::compare(left, right, context_.formatter.language());
}

void Printer::quantity(const model::Quantity &quantity, const Presentation &wish, int decimals, Printed &out) const {
  out.text = context_.formatter.quantity(quantity, style_of(wish, decimals));
  if (!quantity.present() || !quantity.low) {
    out.missing = quantity.absence == model::Absence::missing;
    out.absent = out.missing ? &quantity : nullptr;
    return;
  }
  if (quantity.range() || wants_words(wish))
    return;
  model::Decimal number = *quantity.low;
  const model::Unit shown = format::Formatter::shown_unit(quantity.unit, style_of(wish, decimals));
  if (quantity.unit.pure() && shown.pure())
    out.share = number.shifted(quantity.unit.power);
  number = number.shifted(quantity.unit.power - shown.power);
  out.cell = {CellValue::Type::number, number.text()};
  out.number = true;
}

void Printer::sentence(const Value &value, const model::Figure &figure, const Presentation &wish, Printed &out) const {
  const model::Indicator &indicator = context_.catalogue.at(figure.query.indicator);
  if (wish.sentence == Presentation::Sentence::rebased_note) {
    out.text = context_.formatter.rebased_note(figure, context_.catalogue.territories);
    return;
  }
  if (!value.beside || value.beside->empty())
    return;
  if (wish.sentence == Presentation::Sentence::trend) {
    out.text = context_.formatter.trend(figure, value.beside->front(), wish.base, indicator);
    return;
  }
  const model::Figure &reached = value.beside->back();
  const int twelfths = figure.query.period.twelfths_passed();
  out.text =
      context_.formatter.plan_trend(reached.quantity, twelfths, indicator, wish.decimals.value_or(percent_decimals));
}

void Printer::figure(const Value &value, const model::Figure &figure, const Presentation &wish, Printed &out) const {
  if (wish.sentence != Presentation::Sentence::none) {
    sentence(value, figure, wish, out);
    return;
  }
  if (model::is_stated(figure.query.measure) && !wish.decimals && !wish.percent && wish.scale_unit.empty()) {
    Presentation as_stated = wish;
    as_stated.decimals = expression::decimals_of(figure, context_.catalogue);
    this->figure(value, figure, as_stated, out);
    return;
  }
  const int decimals = expression::decimals_of(figure, context_.catalogue);
  const bool asked_for = figure.query.kind == model::Kind::estimate;
  const bool estimate = figure.kind == model::Kind::estimate && figure.quantity.present();
  out.estimate = estimate && !asked_for;
  if (!estimate || (asked_for && figure.query.measure != FigureMeasure::value)) {
    quantity(figure.quantity, wish, decimals, out);
    return;
  }
  model::Quantity marked = figure.quantity; // a reader must see that it is no actual value
  out.forecast = model::is_outlook(figure.query.measure);
  if (!out.forecast)
    marked.wording = "uoc";
  Presentation phrase = wish;
  phrase.phrase = true;
  if (asked_for) // a cell of a spreadsheet whose author wants the estimate can be added up
    quantity(figure.quantity, wish, decimals, out);
  quantity(marked, phrase, decimals, out);
}

void Printer::finish(const Presentation &wish, Printed &out) const {
  if (out.missing && wish.fallback) {
    out.text = *wish.fallback;
    out.missing = false;
  }
  for (const Presentation::Case letters : wish.cases)
    out.text = letters == Presentation::Case::upper   ? context_.formatter.upper(out.text)
               : letters == Presentation::Case::lower ? context_.formatter.lower(out.text)
                                                      : context_.formatter.sentence(out.text);
}

Printed Printer::print(const Value &value) const {
  const Presentation &wish = wish_of(value);
  Printed out;
  if (std::holds_alternative<std::monostate>(value.data)) {
    out.text = context_.formatter.phrase("token.missing");
    out.missing = true;
  } else if (const auto *truth = std::get_if<bool>(&value.data)) {
    out.text = context_.formatter.language() == "en" ? (*truth ? "yes" : "no") : (*truth ? "có" : "không");
  } else if (const auto *number = std::get_if<model::Quantity>(&value.data)) {
    quantity(*number, wish, value.decimals.value_or(decimals_of(*number)), out);
  } else if (const auto *text = std::get_if<std::string>(&value.data)) {
    out.text = wish.coded       ? format::code_word(*text, context_.formatter.language())
               : wish.unit_name ? context_.formatter.unit_name(*text)
                                : *text;
  } else if (const auto *date = std::get_if<model::Date>(&value.data)) {
    out.text = context_.formatter.date(*date, wish.date_style.empty() ? "short" : wish.date_style);
    if (wish.date_style.empty())
      out.cell = {CellValue::Type::date, date->iso()};
  } else if (const auto *period = std::get_if<model::Period>(&value.data)) {
    out.text = context_.formatter.period(*period, wish.period_style.empty() ? "title" : wish.period_style,
                                         context_.report.clock);
  } else if (const auto figure_value = figure_of(value)) {
    figure(value, *figure_value, wish, out);
  } else if (const auto *item = std::get_if<expression::Item>(&value.data)) {
    out.text = item->name;
  } else if (const auto *row = std::get_if<std::shared_ptr<const expression::Row>>(&value.data)) {
    out.text = (*row)->key;
    for (const auto &[name, column] : (*row)->columns)
      if (name == "name")
        out.text = print(column).text;
  } else if (const auto *list = std::get_if<std::shared_ptr<const expression::List>>(&value.data)) {
    for (const Value &entry : **list)
      out.text += (out.text.empty() ? "" : ", ") + print(entry).text;
  }
  finish(wish, out);
  return out;
}

} // namespace solieu::evaluate
