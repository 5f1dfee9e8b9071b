#pragma once

#include "binding/report_template.hpp"
#include "diagnostic/diagnostic.hpp"
#include "evaluate/fill.hpp"
#include "model/catalogue.hpp"
#include "model/dataset.hpp"

#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace solieu::support {

/// A table that a template sees as `query("name")`: its first line names the columns.
class QueryTable final : public expression::RowSource {
public:
  explicit QueryTable(const std::string &csv) {
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
      std::vector<std::string> cells;
      std::istringstream in(line);
      for (std::string cell; std::getline(in, cell, ',');)
        cells.push_back(cell);
      (columns.empty() ? columns : rows_.emplace_back()) = std::move(cells);
    }
  }
  [[nodiscard]] std::size_t size() const noexcept override { return rows_.size(); }
  void read(std::size_t index, expression::Row &row) const override {
    if (row.columns.empty())
      for (const std::string &name : columns)
        row.columns.emplace_back(name, expression::Value{});
    row.index = index + 1;
    row.key = std::to_string(index + 1);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string &text = i < rows_[index].size() ? rows_[index][i] : std::string();
      const auto number = model::Decimal::parse(text);
      row.columns[i].second = {};
      if (number)
        row.columns[i].second.data = model::Quantity::of(*number, {});
      else if (!text.empty())
        row.columns[i].second.data = text;
    }
  }
  std::vector<std::string> columns;

private:
  std::vector<std::vector<std::string>> rows_;
};

/// A small workspace for tests: three indicators, two breakdowns, one province, the first quarter of 2025.
class SmallWorld final : expression::QueryPort {
public:
  SmallWorld() {
    model::Breakdown channel;
    channel.code = "channel";
    channel.name = {"kênh", "channel"};
    for (const auto &[code, name] : {std::pair{"COAL", "Ngành than"}, std::pair{"IZ", "Khu công nghiệp"},
                                     std::pair{"LOAN", "Vay vốn"}, std::pair{"OTHER", "Khác"}})
      channel.members.push_back({code, {name, name}, ""});
    const model::BreakdownId channels = catalogue.add(std::move(channel));
    model::Breakdown sex;
    sex.code = "sex";
    sex.name = {"giới tính", "sex"};
    sex.members = {{"F", {"Nữ", "Female"}, ""}, {"M", {"Nam", "Male"}, ""}};
    const model::BreakdownId sexes = catalogue.add(std::move(sex));
    model::Indicator added;
    added.code = "JOB_ADDED";
    added.name = {"Số lao động có việc làm tăng thêm", "Jobs added"};
    added.unit = model::Unit::of("người");
    added.breakdowns = {channels, sexes};
    catalogue.add(added);
    model::Indicator rate;
    rate.code = "UNEMP_RATE";
    rate.name = {"Tỷ lệ thất nghiệp", "Unemployment rate"};
    rate.unit = model::Unit::of("%");
    rate.aggregation = model::TimeAggregation::rate;
    rate.additive_over_territory = false;
    rate.lower_is_better = true;
    rate.decimals = 2;
    catalogue.add(rate);
    model::Indicator fund;
    fund.code = "LOAN_FUND";
    fund.name = {"Vốn cho vay", "Loans"};
    fund.unit = model::Unit::of("triệu đồng");
    fund.decimals = 1;
    catalogue.add(fund);
    model::Territory country;
    country.name = "Việt Nam";
    country.type = "quốc gia";
    country.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/00")};
    const model::TerritoryId root = catalogue.territories.add(country);
    model::Territory province;
    province.name = "Quảng Ninh";
    province.type = "tỉnh";
    province.keys = {*model::TerritoryKey::parse(territory)};
    province.parent = root;
    report.territory = catalogue.territories.add(province);
    report.period = *model::Period::parse("2025-Q1");
    report.issue_date = {2025, 3, 5};
    report.number = "12/BC-SNV";
    report.org_name = "Sở Nội vụ";
    report.org_place = "Quảng Ninh";
    report.signer_name = "Nguyễn Văn A";
    report.recipients = {"Bộ Nội vụ", "UBND tỉnh", "Lưu: VT"};
    phrases = std::make_shared<format::Phrases>();
    read_phrases();
  }

  /// `indicator;period;slice;kind;value[;high;bound;wording;as unit]`, one line each; slice "channel=COAL".
  void observe(const std::string &line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ';');)
      cells.push_back(cell);
    cells.resize(9);
    model::Observation row;
    const auto indicator = catalogue.indicator(cells[0]);
    row.key.indicator = indicator.value();
    row.key.territory = report.territory;
    row.key.period = model::Period::parse(cells[1]).value();
    if (const std::size_t equals = cells[2].find('='); equals != std::string::npos)
      row.key.slice = {{catalogue.breakdown(cells[2].substr(0, equals)).value(), cells[2].substr(equals + 1)}};
    row.key.kind = model::kind_named(cells[3]).value();
    row.low = model::Decimal::parse(cells[4]);
    row.high = model::Decimal::parse(cells[5]);
    row.bound = cells[6].empty() ? model::Bound::exact : model::bound_named(cells[6]).value();
    row.wording = cells[7];
    row.unit = cells[8].empty() ? catalogue.at(row.key.indicator).unit : model::Unit::of(cells[8]);
    row.row_id = "T" + std::to_string(dataset.size() + 1);
    row.origin = {"test", dataset.size() + 1};
    dataset.add(std::move(row));
  }

  [[nodiscard]] std::shared_ptr<const binding::ReportTemplate> compile(std::string bytes,
                                                                       diagnostic::Diagnostics &findings) const {
    binding::CompileContext context{catalogue};
    context.rules = {"SUM_OF_CHANNELS"};
    for (const auto &[name, table] : queries)
      context.queries.push_back({name, {}, table->columns});
    context.read_include = [this](const std::string &file) {
      const auto found = includes.find(file);
      return found == includes.end() ? std::optional<std::string>() : std::optional(found->second);
    };
    return binding::compile(std::move(bytes), "mau", context, findings);
  }

  /// After the last observation.
  [[nodiscard]] binding::FilledReport fill(const binding::ReportTemplate &report_template,
                                           const evaluate::Limits &limits = {}, binding::PieceSink *sink = nullptr) {
    if (!sealed_)
      dataset.seal();
    sealed_ = true;
    const figures::Resolver resolver(catalogue, dataset);
    const format::Formatter formatter("vi", phrases);
    evaluate::FillContext context{catalogue, resolver, formatter, report, limits};
    context.queries = this;
    context.read_image = [this](const std::string &path) {
      const auto found = includes.find(path);
      return found == includes.end() ? std::optional<std::string>() : std::optional(found->second);
    };
    return sink ? evaluate::fill(report_template, context, *sink) : evaluate::fill(report_template, context);
  }

  std::map<std::string, std::shared_ptr<const QueryTable>> queries;
  std::map<std::string, std::string> includes; ///< files that {% include … %} and | image may name
  static constexpr const char *territory = "VN-NSO/2025-01-01/22";
  model::Catalogue catalogue;
  model::Dataset dataset;
  expression::ReportContext report;
  std::shared_ptr<format::Phrases> phrases;

private:
  bool sealed_ = false;

  using Arguments = std::vector<std::pair<std::string, expression::Value>>;
  [[nodiscard]] expression::List rows(const std::string &name, const Arguments &) const override {
    return *expression::list_of({queries.at(name), nullptr, nullptr});
  }
  [[nodiscard]] std::shared_ptr<const expression::RowSource> source(const std::string &name,
                                                                    const Arguments &) const override {
    return queries.at(name);
  }

  void read_phrases() {
    std::ifstream file(std::string(SOLIEU_SOURCE_DIR) + "/templates/phrases.vi.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      const std::size_t comma = line.find(',');
      std::string text = line.substr(comma + 1);
      if (text.size() > 1 && text.front() == '"')
        text = text.substr(1, text.size() - 2);
      phrases->set(line.substr(0, comma), text);
    }
  }
};

} // namespace solieu::support
