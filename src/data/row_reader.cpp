#include "data/row_reader.hpp"

#include "format/text.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;
using model::Decimal;
using model::Measure;
using model::Observation;
using model::Status;

namespace {

/// From here on a binary number does not even hold whole units exactly in 15 digits.
const Decimal inexact_whole(1'000'000'000'000'000);
constexpr std::size_t shown_bytes = 80;

bool is_control(unsigned char c) noexcept { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

/// The beginning of a value, safe to print.
std::string shown(std::string_view value) {
  std::string safe;
  for (const char c : value.substr(0, shown_bytes))
    safe += is_control(static_cast<unsigned char>(c)) ? ' ' : c;
  return format::normalised(safe) + (value.size() > shown_bytes ? "…" : "");
}

std::vector<std::string> entries_of(std::string_view slice) {
  std::vector<std::string> entries;
  while (!slice.empty()) {
    const auto end = slice.find(';');
    if (auto entry = format::normalised(slice.substr(0, end)); !entry.empty())
      entries.push_back(std::move(entry));
    slice.remove_prefix(end == std::string_view::npos ? slice.size() : end + 1);
  }
  return entries;
}

bool carries_no_number(Status status) noexcept {
  return status == Status::missing || status == Status::not_applicable || status == Status::suppressed;
}

} // namespace

void RowFindings::add(diagnostic::Diagnostic finding) {
  if (list_.size() < limit)
    list_.push_back(std::move(finding));
  else
    ++more_;
}

Diagnostics RowFindings::take(const RowOrigin &origin) {
  if (more_ > 0)
    list_.push_back({Code{"data.more-findings"},
                     Severity::warning,
                     {.file = origin.file},
                     {{"count", std::to_string(more_)}, {"table", origin.table}}});
  more_ = 0;
  return std::exchange(list_, {});
}

RowReader::RowReader(const model::Catalogue &catalogue, RowOrigin origin, RowFindings &findings)
    : catalogue_(catalogue), origin_(std::move(origin)), findings_(findings) {}

std::optional<Observation> RowReader::read(const RawRow &row) {
  row_ = &row;
  indicator_ = nullptr;
  refused_ = false;
  Observation observation;
  read_indicator(observation);
  read_territory(observation);
  read_period(observation);
  read_names(observation);
  read_slice(observation);
  read_values(observation);
  read_unit(observation);
  read_rest(observation);
  if (refused_)
    return std::nullopt;
  return observation;
}

void RowReader::report(Code code, Field field, Arguments arguments, Severity severity) {
  const auto &value = row_->at(field);
  arguments.emplace_back("table", origin_.table);
  arguments.emplace_back("row", std::to_string(row_->number));
  arguments.emplace_back("column", origin_.columns.at(static_cast<std::size_t>(field)));
  arguments.emplace_back("value", value ? shown(*value) : "");
  findings_.add({std::move(code),
                 severity,
                 {.file = origin_.file, .place = {diagnostic::PlaceKind::record, origin_.table, row_->number, 0}},
                 std::move(arguments)});
}

void RowReader::refuse(Code code, Field field, Arguments arguments) {
  refused_ = true;
  report(std::move(code), field, std::move(arguments));
}

std::string RowReader::text(Field field) {
  const auto &value = row_->at(field);
  if (!value)
    return {};
  if (!format::valid_utf8(*value)) {
    refuse(Code{"data.not-utf8"}, field);
    return {};
  }
  if (std::ranges::any_of(*value, [](char c) { return is_control(static_cast<unsigned char>(c)); })) {
    refuse(Code{"data.control-character"}, field);
    return {};
  }
  return format::normalised(*value);
}

void RowReader::read_indicator(Observation &observation) {
  const auto code = text(Field::indicator);
  const auto id = catalogue_.indicator(code);
  if (!id) {
    if (code.empty())
      return refuse(Code{"data.value-missing"}, Field::indicator);
    return refuse(Code{"data.indicator-unknown"}, Field::indicator,
                  {{"nearest", diagnostic::nearest_name(code, catalogue_.indicator_codes())}});
  }
  observation.key.indicator = *id;
  indicator_ = &catalogue_.at(*id);
}

/// A full key, or a bare code that only one unit ever had (figures.md §1).
void RowReader::read_territory(Observation &observation) {
  const auto key = text(Field::territory);
  const auto &territories = catalogue_.territories;
  if (const auto unit = territories.find(key)) {
    observation.key.territory = *unit;
    return;
  }
  if (key.empty())
    return refuse(Code{"data.value-missing"}, Field::territory);
  const auto units = territories.by_code(key);
  if (units.size() == 1) {
    observation.key.territory = units.front();
  } else if (units.empty()) {
    refuse(Code{"data.territory-unknown"}, Field::territory,
           {{"nearest", diagnostic::nearest_name(key, territories.keys())}});
  } else {
    std::string candidates;
    for (const auto unit : units)
      candidates +=
          (candidates.empty() ? "" : ", ") + territories.at(unit).keys.front().text() + " " + territories.at(unit).name;
    refuse(Code{"data.territory-ambiguous"}, Field::territory, {{"candidates", candidates}});
  }
}

void RowReader::read_period(Observation &observation) {
  const auto id = text(Field::period);
  if (id.empty())
    return refuse(Code{"data.value-missing"}, Field::period);
  if (const auto period = model::Period::parse(id))
    observation.key.period = *period;
  else if (const auto foreign = model::period_of_code(id))
    read_foreign_period(observation, *foreign);
  else
    refuse(Code{"data.period-invalid"}, Field::period);
}

/// A range ("2025-02-15/P1M") says its clock itself; the row's own one must be the same or unsaid.
void RowReader::read_foreign_period(Observation &observation, const model::ClockedPeriod &foreign) {
  observation.key.period = foreign.period;
  const auto own = model::clock_named(text(Field::clock));
  const bool stated = own && *own != model::Clock::unstated;
  if (stated && *own != foreign.clock)
    return refuse(Code{"data.period-clock"}, Field::period);
  observation.key.clock = foreign.clock;
}

void RowReader::read_names(Observation &observation) {
  const auto named = [this, &observation](Field field, auto &target, auto find) {
    const auto name = text(field);
    if (name.empty())
      return;
    const auto found = find(name);
    const bool said_by_period = field == Field::clock && observation.key.clock != model::Clock::unstated;
    if (found && !said_by_period)
      target = *found;
    else if (!found)
      refuse(Code{"data.name-unknown"}, field);
  };
  named(Field::clock, observation.key.clock, model::clock_named);
  named(Field::kind, observation.key.kind, model::kind_named);
  named(Field::measure, observation.key.measure, model::measure_named);
  named(Field::bound, observation.bound, model::bound_named);
  named(Field::status, observation.status, model::status_named);
}

void RowReader::read_slice(Observation &observation) {
  const auto entries = entries_of(text(Field::slice));
  if (indicator_ == nullptr)
    return;
  for (const auto &entry : entries)
    read_member(observation, entry);
  std::ranges::sort(observation.key.slice);
}

void RowReader::read_member(Observation &observation, const std::string &entry) {
  const auto equals = entry.find('=');
  const auto name = format::normalised(entry.substr(0, equals));
  const auto id = catalogue_.breakdown(name);
  if (equals == std::string::npos || !id ||
      std::ranges::find(indicator_->breakdowns, *id) == indicator_->breakdowns.end()) {
    std::vector<std::string> allowed;
    allowed.reserve(indicator_->breakdowns.size());
    for (const auto breakdown : indicator_->breakdowns)
      allowed.push_back(catalogue_.at(breakdown).code);
    return refuse(
        Code{"data.breakdown-unknown"}, Field::slice,
        {{"breakdown", name}, {"indicator", indicator_->code}, {"nearest", diagnostic::nearest_name(name, allowed)}});
  }
  const auto member = format::normalised(entry.substr(equals + 1));
  if (member == "TOTAL")
    return;
  const auto &breakdown = catalogue_.at(*id);
  if (breakdown.find(member) == nullptr) {
    std::vector<std::string> members;
    std::ranges::transform(breakdown.members, std::back_inserter(members), &model::Member::code);
    return refuse(Code{"data.member-unknown"}, Field::slice,
                  {{"member", member}, {"breakdown", name}, {"nearest", diagnostic::nearest_name(member, members)}});
  }
  if (std::ranges::find(observation.key.slice, *id, &model::Coordinate::breakdown) != observation.key.slice.end())
    return refuse(Code{"data.breakdown-twice"}, Field::slice, {{"breakdown", name}});
  observation.key.slice.push_back({*id, member});
}

std::optional<Decimal> RowReader::number(Field field) {
  const auto value = text(field);
  if (value.empty())
    return std::nullopt;
  auto parsed = Decimal::parse(value);
  if (!parsed)
    refuse(Code{"data.number-unreadable"}, field);
  else if (row_->inexact && !(parsed->absolute() < inexact_whole))
    refuse(Code{"data.number-inexact"}, field);
  else if (row_->inexact)
    report(Code{"data.number-rounded"}, field, {}, Severity::note);
  return parsed;
}

void RowReader::read_values(Observation &observation) {
  observation.low = number(Field::low);
  observation.high = number(Field::high);
  if (refused_)
    return;
  if (observation.high && !observation.low)
    return refuse(Code{"data.range-open"}, Field::high);
  if (observation.high && *observation.high < *observation.low)
    return refuse(Code{"data.range-backwards"}, Field::high, {{"low", observation.low->text()}});
  if (observation.high && *observation.high == *observation.low)
    observation.high.reset();
  if (observation.low && carries_no_number(observation.status))
    return refuse(Code{"data.status-with-number"}, Field::status);
  if (!observation.low && !carries_no_number(observation.status))
    observation.status = Status::missing;
}

/// A stated share, plan percentage or ratio is a pure number; a value is counted in the indicator's own dimension.
void RowReader::read_unit(Observation &observation) {
  const auto stated = text(Field::unit);
  if (indicator_ == nullptr)
    return;
  const auto measure = observation.key.measure;
  const bool pure = measure == Measure::share || measure == Measure::plan_percentage || measure == Measure::ratio;
  observation.unit = !stated.empty() ? model::Unit::of(stated)
                     : pure          ? model::Unit::of(measure == Measure::ratio ? "lần" : "%")
                                     : indicator_->unit;
  const bool wrong_value = measure == Measure::value && !observation.unit.same_dimension(indicator_->unit);
  if (wrong_value || (pure && !observation.unit.pure()))
    refuse(Code{"data.unit-mismatch"}, Field::unit,
           {{"indicator", indicator_->code}, {"expected", pure ? "%" : indicator_->unit.text}});
}

void RowReader::read_rest(Observation &observation) {
  observation.wording = text(Field::wording);
  observation.source = text(Field::source);
  observation.text = text(Field::text);
  observation.row_id = text(Field::row_id);
  observation.origin = origin_.table + ":" + std::to_string(row_->number);
  if (const auto day = text(Field::as_of); !day.empty()) {
    observation.as_of = model::Date::parse(day);
    if (!observation.as_of)
      refuse(Code{"data.date-invalid"}, Field::as_of);
  }
  const auto synthetic = text(Field::synthetic);
  observation.synthetic = synthetic == "yes" || synthetic == "true" || synthetic == "1";
  if (!observation.synthetic && !synthetic.empty() && synthetic != "no" && synthetic != "false" && synthetic != "0")
    refuse(Code{"data.name-unknown"}, Field::synthetic);
}

} // namespace solieu::data
