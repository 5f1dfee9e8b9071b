#include "figures/reasons.hpp"
#include "figures/resolution.hpp"

#include <array>
#include <optional>
#include <utility>

namespace solieu::figures {

using diagnostic::Code;
using model::Figure;
using model::FigureQuery;
using model::Period;
using model::PeriodKind;
using model::Quantity;
using model::TimeAggregation;

namespace {

/// The named periods that begin with this month and end inside the span, longest first.
std::vector<Period> beginning_with(int year, int month, int last) {
  static constexpr std::array<std::pair<int, PeriodKind>, 5> kinds{{{12, PeriodKind::year},
                                                                    {9, PeriodKind::nine_months},
                                                                    {6, PeriodKind::half_year},
                                                                    {3, PeriodKind::quarter},
                                                                    {1, PeriodKind::month}}};
  std::vector<Period> list;
  for (const auto &[length, kind] : kinds) {
    const bool named = length == 9 ? month == 1 : (month - 1) % length == 0;
    if (named && month + length - 1 <= last) {
      const bool indexed = length != 12 && length != 9;
      list.push_back(Period::of(kind, year, indexed ? (month - 1) / length + 1 : 0));
    }
  }
  return list;
}

/// The periods that end at the same instant as this one, itself first.
std::vector<Period> ending_with(const FigureQuery &query) {
  std::vector<Period> list{query.period};
  if (const auto span = query.period.year_to_date(); span && *span != query.period) {
    list.push_back(*span);
  }
  for (const std::vector<Period> &split : query.period.splits()) {
    list.push_back(split.back());
  }
  list.push_back(Period::day_of(query.period.last_day(query.clock)));
  return list;
}

FigureQuery at(const FigureQuery &query, const Period &period) {
  FigureQuery part = query;
  part.period = period;
  part.year_to_date = false;
  return part;
}

} // namespace

Figure Resolution::year_to_date(const FigureQuery &query, Kinds kinds) const {
  Figure figure;
  switch (catalogue_.at(query.indicator).aggregation) {
  case TimeAggregation::flow:
    figure = flow_to_date(query, kinds);
    break;
  case TimeAggregation::stock:
    figure = stock_to_date(query, kinds);
    break;
  case TimeAggregation::rate:
  case TimeAggregation::distinct:
    figure = rate_to_date(query, kinds);
    break;
  }
  figure.query = query;
  return figure;
}

/// Covers January to the last month with the longest periods that have a figure.
Figure Resolution::flow_to_date(const FigureQuery &query, Kinds kinds) const {
  if (query.period.kind() == PeriodKind::years || query.period.kind() == PeriodKind::day) {
    return by_order(at(query, query.period), kinds, Reach::predecessors);
  }
  const int last = query.period.last_month();
  Total total(query, catalogue_.at(query.indicator).unit, model::Step::sum_of_periods);
  std::optional<Quantity> first_reason;
  for (int month = 1; month <= last;) {
    Figure figure;
    int covered = 1;
    for (const Period &period : beginning_with(query.period.year(), month, last)) {
      figure = by_order(at(query, period), kinds, Reach::predecessors);
      covered = period.last_month() - month + 1;
      if (contradicted(figure.quantity) || (there(figure) && covered == last)) {
        return figure;
      }
      if (there(figure)) {
        break;
      }
      first_reason = first_reason ? first_reason : figure.quantity;
    }
    there(figure) ? total.add(figure) : total.lack(figure, Period::month_of(query.period.year(), month).id());
    month += covered;
  }
  if (total.complete()) {
    return total.figure();
  }
  if (total.found() == 0) {
    return absent_figure(query, std::move(*first_reason));
  }
  Quantity reason = absent(query, catalogue_, Code{"figures.year-to-date-incomplete"});
  reason.reason_arguments.emplace_back("missing", total.missing());
  return absent_figure(query, std::move(reason));
}

Figure Resolution::stock_to_date(const FigureQuery &query, Kinds kinds) const {
  std::optional<Figure> first;
  for (const Period &period : ending_with(query)) {
    Figure figure = by_order(at(query, period), kinds, Reach::predecessors);
    if (there(figure) || contradicted(figure.quantity)) {
      return figure;
    }
    first = first ? std::move(first) : std::move(figure);
  }
  return std::move(*first);
}

/// Rates and distinct counts never add: a figure of the whole span, else (rates) the parts to date.
Figure Resolution::rate_to_date(const FigureQuery &query, Kinds kinds) const {
  const model::Indicator &indicator = catalogue_.at(query.indicator);
  const auto span = query.period.kind() == PeriodKind::day ? std::optional(query.period) : query.period.year_to_date();
  std::optional<Figure> figure;
  if (span) {
    figure = by_order(at(query, *span), kinds, Reach::predecessors);
    if (there(*figure) || contradicted(figure->quantity)) {
      return std::move(*figure);
    }
  }
  if (indicator.aggregation == TimeAggregation::rate && !indicator.numerator.empty() &&
      !indicator.denominator.empty()) {
    return rate_of(query, kinds, Reach::predecessors);
  }
  return figure ? std::move(*figure)
                : absent_figure(query, absent(query, catalogue_, Code{"figures.never-added-to-date"}));
}

} // namespace solieu::figures
