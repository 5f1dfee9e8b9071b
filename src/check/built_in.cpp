#include "check/built_in.hpp"

#include "expression/evaluation.hpp"
#include "figures/reasons.hpp"

#include <algorithm>

namespace solieu::check {

const std::vector<BuiltIn> &built_ins() {
  static const std::vector<BuiltIn> table{{"shares", check_shares, {"breakdown"}},
                                          {"stated", check_stated, {}},
                                          {"implied_plan", check_implied_plan, {}},
                                          {"pace", check_pace, {"ahead"}},
                                          {"year_to_date", check_year_to_date, {}},
                                          {"outlier", check_outlier, {"years", "factor"}, false, 6},
                                          {"outlier_children", check_outlier, {"years", "factor"}, true, 6},
                                          {"completeness", check_completeness, {}, true},
                                          {"duplicates", check_duplicates, {}},
                                          {"wording_sign", check_wording_sign, {"up", "down"}, false, 1},
                                          {"count_list", check_count_list, {}},
                                          {"mixed_periods", check_mixed_periods, {}}};
  return table;
}

const BuiltIn *built_in_named(std::string_view name) {
  const auto &table = built_ins();
  const auto found = std::find_if(table.begin(), table.end(), [&](const BuiltIn &one) { return one.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const BuiltIn &one : built_ins()) {
    names.emplace_back(one.name);
  }
  return names;
}

std::string Work::text(std::string_view option, std::string_view otherwise) const {
  for (const auto &[name, value] : rule.options) {
    if (name == option) {
      return value;
    }
  }
  return std::string(otherwise);
}

int Work::number(std::string_view option, int otherwise) const {
  const std::string value = text(option, "");
  const bool digits = !value.empty() && value.size() <= 4 && value.find_first_not_of("0123456789") == std::string::npos;
  return digits ? std::stoi(value) : otherwise;
}

std::vector<model::FigureQuery> Work::subjects() const {
  std::vector<model::FigureQuery> list;
  if (rule.all_indicators) {
    model::FigureQuery query;
    query.territory = environment.report.territory;
    query.period = environment.report.period;
    query.clock = environment.report.clock;
    for (std::size_t i = 0; i < environment.catalogue.indicators().size(); ++i) {
      query.indicator = model::IndicatorId{static_cast<std::uint16_t>(i)};
      list.push_back(query);
    }
  }
  for (const expression::NodePtr &subject : rule.subjects) {
    if (const auto query = expression::query_of(std::get<expression::FigureReference>(subject->data), environment)) {
      list.push_back(*query);
    }
  }
  return list;
}

bool Work::looks_at(model::IndicatorId indicator) const {
  return rule.all_indicators ||
         std::any_of(rule.subjects.begin(), rule.subjects.end(), [&](const expression::NodePtr &subject) {
           return std::get<expression::FigureReference>(subject->data).code == environment.catalogue.at(indicator).code;
         });
}

std::vector<std::uint32_t> Work::rows_here() const {
  std::vector<std::uint32_t> rows;
  if (dataset == nullptr) {
    return rows;
  }
  const expression::ReportContext &report = environment.report;
  for (const std::uint32_t i : dataset->of(report.territory)) {
    const model::ObservationKey &key = dataset->at(i).key;
    if (key.period == report.period && looks_at(key.indicator)) {
      rows.push_back(i);
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [this](std::uint32_t a, std::uint32_t b) {
    const model::Observation &one = dataset->at(a);
    const model::Observation &other = dataset->at(b);
    return std::tie(one.key.indicator, one.key.slice, one.row_id, one.origin) <
           std::tie(other.key.indicator, other.key.slice, other.row_id, other.origin);
  });
  return rows;
}

model::FigureQuery Work::query_of(const model::Observation &row) const {
  model::FigureQuery query;
  query.indicator = row.key.indicator;
  query.territory = row.key.territory;
  query.period = row.key.period;
  query.clock = environment.report.clock;
  query.slice = row.key.slice;
  if (row.key.kind != model::Kind::actual && row.key.kind != model::Kind::final) {
    query.kind = row.key.kind;
  }
  return query;
}

} // namespace solieu::check
