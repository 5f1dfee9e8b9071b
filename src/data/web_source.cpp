#include "data/web_source.hpp"

#include "data/json_rows.hpp"
#include "data/server_session.hpp"
#include "diagnostic/failure.hpp"
#include "format/delimited_text.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Failure;

namespace {

constexpr std::size_t most_pages = 10'000;

std::string listed(const std::vector<std::string> &names) {
  std::string text;
  for (const auto &name : names)
    text += (text.empty() ? "" : ",") + name;
  return text;
}

/// What a parameter's value may ask of the job: {first_year}, {last_year}, {indicators}, {territories}.
std::optional<std::string> asked(const std::string &value, const Selection &selection,
                                 const model::Catalogue &catalogue) {
  if (value == "{first_year}")
    return selection.first_year ? std::optional(std::to_string(*selection.first_year)) : std::nullopt;
  if (value == "{last_year}")
    return selection.last_year ? std::optional(std::to_string(*selection.last_year)) : std::nullopt;
  if (value == "{indicators}")
    return selection.indicators.empty()
               ? std::nullopt
               : std::optional(listed({selection.indicators.begin(), selection.indicators.end()}));
  if (value != "{territories}")
    return value;
  std::vector<std::string> keys;
  keys.reserve(selection.territories.size());
  for (const auto unit : selection.territories)
    keys.push_back(catalogue.territories.at(unit).keys.front().text());
  return keys.empty() ? std::nullopt : std::optional(listed(keys));
}

WebAddress first_page(const WebAddress &start, const model::SourceSettings &settings, const Selection &selection,
                      const model::Catalogue &catalogue) {
  auto address = start;
  for (const auto &[name, usual] : settings.parameters) {
    const auto given = std::ranges::find(selection.parameters, name, &model::NamedValues::value_type::first);
    const auto value =
        given != selection.parameters.end() ? std::optional(given->second) : asked(usual, selection, catalogue);
    if (value)
      address = with_parameter(address, name, *value);
  }
  return address;
}

/// Puts the members of a row in the places of the fields and remembers which names were ever met.
class RowMaker {
public:
  explicit RowMaker(ColumnNames names) : names_(std::move(names)) {}

  void see(const JsonRow &members) {
    for (const auto &[name, value] : members)
      seen_.insert(name);
  }

  RawRow make(const JsonRow &members, std::size_t number) {
    RawRow row;
    row.number = number;
    for (const auto &[name, value] : members) {
      seen_.insert(name);
      for (std::size_t i = 0; i < field_count; ++i)
        if (names_.at(i) == name)
          row.values.at(i) = value;
    }
    return row;
  }

  /// A column that every row lacks though it is required or the configuration names it.
  void require_columns(const model::SourceSettings &settings) const {
    const auto usual = column_names({});
    for (std::size_t i = 0; i < field_count; ++i) {
      const auto &name = names_.at(i);
      if (seen_.contains(name) || (!is_required(Field{i}) && (name.empty() || name == usual.at(i))))
        continue;
      auto finding = server_finding(Code{"data.column-missing"}, settings);
      finding.arguments.emplace_back("column", name);
      finding.arguments.emplace_back("nearest", diagnostic::nearest_name(name, {seen_.begin(), seen_.end()}));
      throw Failure(std::move(finding));
    }
  }

private:
  ColumnNames names_;
  std::set<std::string> seen_;
};

/// Reads one answer; the address of the next page, "" = none.
class AnswerReader {
public:
  AnswerReader(const model::SourceSettings &settings, Gatherer &gatherer)
      : settings_(settings), gatherer_(gatherer), maker_(column_names(settings.columns)) {}

  std::string read(const std::string &body) { return settings_.web.format == "csv" ? csv(body) : json(body); }
  void require_columns() const { maker_.require_columns(settings_); }

private:
  std::string json(const std::string &body) {
    const auto outcome = read_json_rows(body, settings_.web.rows, settings_.web.next, [this](const JsonRow &row) {
      gatherer_.add(maker_.make(row, gatherer_.rows() + 1));
    });
    if (outcome.problem != JsonOutcome::Problem::none)
      fail_json(outcome);
    if (!outcome.found)
      fail_server(Code{"data.json-no-rows"}, settings_, nullptr, settings_.web.rows);
    return outcome.next;
  }

  [[noreturn]] void fail_json(const JsonOutcome &outcome) const {
    if (outcome.problem == JsonOutcome::Problem::name_twice)
      fail_server(Code{"data.json-name-twice"}, settings_, nullptr, outcome.name);
    if (outcome.problem == JsonOutcome::Problem::too_deep)
      fail_server(Code{"data.json-too-deep"}, settings_);
    auto finding = server_finding(Code{"data.json-invalid"}, settings_);
    finding.arguments.emplace_back("line", std::to_string(outcome.line));
    finding.arguments.emplace_back("column", std::to_string(outcome.column));
    throw Failure(std::move(finding));
  }

  std::string csv(const std::string &body) {
    const auto text = format::read_delimited(body);
    if (text.problem || text.records.empty()) {
      const auto line = text.problem ? text.problem->line : 1;
      fail_server(Code{"data.web-csv-invalid"}, settings_, nullptr, std::to_string(line));
    }
    const auto &header = text.records.front().fields;
    JsonRow row;
    for (const auto &name : header)
      row.emplace_back(format::normalised(name), std::nullopt);
    maker_.see(row);
    for (std::size_t i = 1; i < text.records.size(); ++i)
      add(text.records[i], row);
    return {};
  }

  /// An empty field is NULL.
  void add(const format::DelimitedRecord &record, JsonRow &row) {
    if (record.fields.size() != row.size()) {
      gatherer_.reject({Code{"data.csv-field-count"},
                        diagnostic::Severity::warning,
                        {.file = settings_.alias, .line = record.line},
                        {{"row", std::to_string(record.line)},
                         {"count", std::to_string(record.fields.size())},
                         {"expected", std::to_string(row.size())}}});
      return;
    }
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i].second = record.fields[i].empty() ? std::nullopt : std::optional(record.fields[i]);
    gatherer_.add(maker_.make(row, record.line));
  }

  const model::SourceSettings &settings_;
  Gatherer &gatherer_;
  RowMaker maker_;
};

} // namespace

WebSource::WebSource(model::SourceSettings settings) : settings_(std::move(settings)) {
  if (const auto address = web_address(settings_.web.url)) {
    settings_.server.host = address->host;
    settings_.server.port = address->port;
  }
}

void WebSource::read_all(const Selection &selection, const model::Catalogue &catalogue, Gatherer &gatherer) {
  const std::chrono::seconds budget(std::max(1, settings_.timeout_seconds));
  WebDownload download(settings_, Waiting(budget, cancelled_));
  gatherer.begin({settings_.alias, settings_.table, column_names(settings_.columns), settings_.writing});
  AnswerReader reader(settings_, gatherer);
  std::set<std::string> pages;
  const auto require_new = [&](const WebAddress &page) {
    if (!pages.insert(page.text).second)
      fail_server(Code{"data.web-page-again"}, settings_);
  };
  auto address = first_page(download.start(), settings_, selection, catalogue);
  for (std::size_t count = 1;; ++count) {
    if (count > most_pages)
      fail_server(Code{"data.web-too-many-pages"}, settings_, nullptr, std::to_string(most_pages));
    require_new(address);
    const auto answer = download.get(address);
    if (answer.address.text != address.text)
      require_new(answer.address);
    const auto target = reader.read(answer.body);
    if (target.empty())
      break;
    const auto next = web_address(target, answer.address);
    if (!next)
      fail_server(Code{"data.web-address-foreign"}, settings_);
    address = *next;
  }
  if (gatherer.rows() > 0 || settings_.web.format == "csv")
    reader.require_columns();
  if (gatherer.rows() == 0 && selection.empty())
    fail_server(Code{"data.table-empty"}, settings_);
}

StreamResult WebSource::stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) {
  Gatherer gatherer(selection, catalogue, sink);
  read_all(selection, catalogue, gatherer);
  return gatherer.finish(utc_now());
}

} // namespace solieu::data
