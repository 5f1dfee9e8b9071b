#pragma once

#include "expression/check.hpp"
#include "expression/evaluator.hpp"
#include "expression/parser.hpp"
#include "expression/vocabulary.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::expression::testing {

/// A province with two communes, two exclusive breakdowns, five indicators.
inline model::Catalogue make_catalogue() {
  model::Catalogue catalogue;
  const auto channel = catalogue.add(model::Breakdown{"channel",
                                                      {"kênh", "channel"},
                                                      true,
                                                      {{"COAL", {"ngành than", "coal industry"}, "than"},
                                                       {"SC", {"dự án, khu công nghiệp", "projects"}, ""},
                                                       {"VBSP_LOAN", {"vay vốn", "loans"}, ""}}});
  const auto sex = catalogue.add(
      model::Breakdown{"sex", {"giới", "sex"}, true, {{"M", {"nam", "men"}, ""}, {"F", {"nữ", "women"}, ""}}});
  const auto group = catalogue.add(model::Breakdown{
      "group", {"nhóm", "group"}, false, {{"POOR", {"nghèo", "poor"}, ""}, {"YOUNG", {"trẻ", "young"}, ""}}});
  const auto age = catalogue.add(model::Breakdown{"age", {"tuổi", "age"}, true, {{"15-24", {"15–24", "15–24"}, ""}}});
  const auto add = [&](std::string code, std::string_view unit, model::TimeAggregation aggregation,
                       std::vector<model::BreakdownId> breakdowns, std::string numerator = "",
                       std::string denominator = "", int decimals = 0) {
    model::Indicator indicator;
    indicator.code = std::move(code);
    indicator.unit = model::Unit::of(unit);
    indicator.aggregation = aggregation;
    indicator.breakdowns = std::move(breakdowns);
    indicator.numerator = std::move(numerator);
    indicator.denominator = std::move(denominator);
    indicator.decimals = decimals;
    catalogue.add(std::move(indicator));
  };
  add("JOB_ADDED", "người", model::TimeAggregation::flow, {channel, sex, age});
  add("VET_ENR", "lượt người", model::TimeAggregation::flow, {sex, group});
  add("VET_OCC", "nghề", model::TimeAggregation::distinct, {sex});
  add("BUD_VET", "triệu đồng", model::TimeAggregation::flow, {}, "", "", 1);
  add("LF_TOTAL", "người", model::TimeAggregation::stock, {sex});
  add("TRAINED_RATE", "%", model::TimeAggregation::rate, {sex}, "JOB_ADDED", "LF_TOTAL", 2);
  model::Territory province;
  province.name = "Quảng Ninh";
  province.type = "tỉnh";
  province.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  const auto parent = catalogue.territories.add(province);
  for (const std::string code : {"06001", "06002"}) {
    model::Territory commune;
    commune.name = "Xã " + code;
    commune.type = "xã";
    commune.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/" + code)};
    commune.parent = parent;
    catalogue.territories.add(commune);
  }
  return catalogue;
}

/// "JOB_ADDED 22 2025-Q1 ytd channel=COAL kind=plan plan_pct(previous)": everything a query says that is no default.
inline std::string text_of(const model::FigureQuery &query, const model::Catalogue &catalogue) {
  std::string text = catalogue.at(query.indicator).code + " " +
                     catalogue.territories.at(query.territory).keys.front().code + " " + query.period.id();
  text += query.year_to_date ? " ytd" : "";
  for (const model::Coordinate &coordinate : query.slice) {
    text += " " + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
  }
  text += query.kind ? " kind=" + std::string(model::name_of(*query.kind)) : "";
  const std::string measure(name_of(query.measure));
  text += measure.empty() ? "" : " " + measure;
  return text + (query.base == model::Base::previous ? "(previous)" : "");
}

/// Answers from a table; what is not in it is missing. Remembers what it was asked.
class FakeFigures : public FigureLookup {
public:
  explicit FakeFigures(const model::Catalogue &catalogue) : catalogue_(catalogue) {}
  model::Figure figure(const model::FigureQuery &query) const override {
    const std::string key = text_of(query, catalogue_);
    asked.push_back(key);
    model::Figure figure;
    figure.query = query;
    figure.kind = estimates.count(key) > 0 ? model::Kind::estimate : model::Kind::actual;
    figure.source = "BC 12";
    figure.rebased = key.find("2024-Q1") != std::string::npos;
    figure.as_of = model::Date{2025, 3, 14};
    const auto found = values.find(key);
    figure.quantity = found == values.end() ? model::Quantity::absent(model::Absence::missing, "figures.not-reported",
                                                                      catalogue_.at(query.indicator).unit)
                                            : found->second;
    return figure;
  }
  void set(const std::string &key, std::int64_t value, std::string_view unit = "người") {
    values[key] = model::Quantity::of(model::Decimal(value), model::Unit::of(unit));
  }
  std::map<std::string, model::Quantity> values;
  std::set<std::string> estimates;
  mutable std::vector<std::string> asked;

private:
  const model::Catalogue &catalogue_;
};

/// Numbers invariant with their unit, texts as they are.
class FakeTexts : public TextPort {
public:
  std::string text(const Value &value) const override {
    if (const auto *text = std::get_if<std::string>(&value.data)) {
      return *text;
    }
    if (const auto *truth = std::get_if<bool>(&value.data)) {
      return *truth ? "true" : "false";
    }
    if (const auto *period = std::get_if<model::Period>(&value.data)) {
      return "kỳ " + period->id();
    }
    if (const auto *date = std::get_if<model::Date>(&value.data)) {
      return date->iso();
    }
    if (const auto *item = std::get_if<Item>(&value.data)) {
      return item->name;
    }
    if (const auto *list = std::get_if<std::shared_ptr<const List>>(&value.data)) {
      return "list of " + std::to_string((*list)->size());
    }
    const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
    const auto *quantity = figure == nullptr ? std::get_if<model::Quantity>(&value.data) : &(*figure)->quantity;
    return quantity == nullptr ? "nothing" : number(*quantity);
  }

private:
  static std::string number(const model::Quantity &quantity) {
    if (!quantity.present()) {
      return "missing: " + quantity.reason;
    }
    const std::string range = quantity.range() ? ".." + quantity.high->text() : "";
    return quantity.low->text() + range + (quantity.unit.text.empty() ? "" : " " + quantity.unit.text);
  }
};

/// Rows of the one query "places".
class FakeQueries : public QueryPort {
public:
  List rows(const std::string &query, const std::vector<std::pair<std::string, Value>> &arguments) const override {
    Row row;
    row.key = query;
    row.columns.emplace_back("place", arguments.empty() ? Value{} : arguments.front().second);
    return {Value{std::make_shared<const Row>(row), nullptr, nullptr}};
  }
};

struct Fixture {
  model::Catalogue catalogue = make_catalogue();
  FakeFigures figures{catalogue};
  FakeTexts texts;
  FakeQueries queries;
  ReportContext report{*model::Period::parse("2025-Q1"),
                       model::Clock::calendar,
                       catalogue.territories.find("VN-NSO/2025-01-01/22").value(),
                       model::Date{2025, 4, 2},
                       "",
                       "Sở Nội vụ",
                       "UBND tỉnh",
                       "Quảng Ninh",
                       "Nguyễn Văn A",
                       "Giám đốc",
                       {"UBND tỉnh", "Lưu: VT"},
                       {{"DON_VI", "phòng Việc làm"}},
                       "vi"};
  Environment environment{catalogue, report, figures, texts, &queries};
  Scope scope;
  Needs needs;
  std::vector<QuerySignature> signatures{{"places", {"code"}, {"place"}}};

  /// The value of an expression that must be free of syntax errors.
  Value value(std::string_view text) {
    diagnostic::Diagnostics errors;
    const NodePtr node = parse_expression(text, errors);
    return node == nullptr ? Value{std::string("syntax error: " + errors.front().code.name), nullptr, nullptr}
                           : evaluate(*node, environment);
  }
  std::string text(std::string_view expression) { return texts.text(value(expression)); }
  Presentation presentation(std::string_view expression) {
    const Value result = value(expression);
    return result.presentation == nullptr ? Presentation{} : *result.presentation;
  }
  /// The queries that an expression makes, joined by "; ".
  std::string asks(std::string_view expression) {
    figures.asked.clear();
    static_cast<void>(value(expression));
    std::string result;
    for (const std::string &query : figures.asked) {
      result += (result.empty() ? "" : "; ") + query;
    }
    return result;
  }
  Type type(std::string_view text, diagnostic::Diagnostics &errors) {
    const NodePtr node = parse_expression(text, errors);
    return node == nullptr ? Type{} : check(*node, scope, catalogue, signatures, needs, text, errors);
  }
  /// Every finding as `code «spot» name=value …`, one a line.
  static std::string described(const diagnostic::Diagnostics &errors) {
    std::string result;
    for (const diagnostic::Diagnostic &error : errors) {
      const auto &where = error.location;
      result +=
          (result.empty() ? "" : "\n") + error.code.name + " «" + where.text.substr(where.offset, where.length) + "»";
      for (const auto &[name, given] : error.arguments) {
        result += " " + name + "=" + given;
      }
    }
    return result;
  }
  /// Evaluates with the text that the spans lie in.
  void diagnostics_of(std::string_view text) {
    environment.text = text;
    static_cast<void>(value(text));
    for (diagnostic::Diagnostic &note : environment.notes) {
      note.location.text = std::string(text);
    }
    environment.text = {};
  }
  /// With what the place of the expression takes.
  std::string findings_at(std::string_view text, Wanted wanted) {
    diagnostic::Diagnostics errors;
    if (const NodePtr node = parse_expression(text, errors); node != nullptr) {
      static_cast<void>(check(*node, scope, catalogue, signatures, needs, text, errors, wanted));
    }
    return described(errors);
  }
  std::string findings(std::string_view text) {
    diagnostic::Diagnostics errors;
    static_cast<void>(type(text, errors));
    return described(errors);
  }
};

} // namespace solieu::expression::testing
