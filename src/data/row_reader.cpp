#include "data/row_reader.hpp"

#include "format/text.hpp"
#include "model/nearest_key.hpp"

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

/// How a number is written, for messages.
std::string number_form(model::Writing writing) {
  switch (writing) {
  case model::Writing::vietnamese:
    return "1.234,5";
  case model::Writing::english:
    return "1,234.5";
  case model::Writing::plain:
    break;
  }
  return "1234.5";
}

/// "30.000" in plain writing: thirty, or thirty thousand.
bool looks_grouped(std::string_view value) noexcept {
  const auto point = value.find('.');
  return point != std::string_view::npos && value.size() - point == 4 && value.front() != '0' && point <= 3;
}

bool carries_no_number(Status status) noexcept {
  return status == Status::missing || status == Status::not_applicable || status == Status::suppressed;
}

} // namespace

void RowFindings::add(diagnostic::Diagnostic finding) {
  if (full())
    count();
  else
    list_.push_back(std::move(finding));
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

std::optional<Observation> RowReader::read(const RowView &row) {
  row_ = &row;
  indicator_ = nullptr;
  refused_ = false;
  words_unit_.clear();
  Observation observation;
  read_indicator(observation);
  read_territory(observation);
  read_period(observation);
  read_names(observation);
  read_slice(observation);
  read_values(observation);
  read_unit(observation);
  require_whole(observation);
  read_rest(observation);
  if (refused_)
    return std::nullopt;
  return observation;
}

void RowReader::report(Code code, Field field, Arguments arguments, Severity severity) {
  const auto &value = row_->at(field);
  const auto index = static_cast<std::size_t>(field);
  arguments.emplace_back("table", origin_.table);
  arguments.emplace_back("row", std::to_string(row_->number));
  arguments.emplace_back("column", origin_.columns.at(index));
  arguments.emplace_back("value", value ? shown(*value) : "");
  diagnostic::Place place{diagnostic::PlaceKind::record, origin_.table, row_->number, 0};
  if (!origin_.sheet.empty())
    place = {diagnostic::PlaceKind::sheet_cell, origin_.sheet, row_->number, origin_.cell_columns.at(index)};
  findings_.add({std::move(code), severity, {.file = origin_.file, .place = std::move(place)}, std::move(arguments)});
}

/// What the finding says is made only when it will be shown: looking for the nearest name takes its time.
void RowReader::refuse(std::string_view code, Field field, const std::function<Arguments()> &arguments) {
  refused_ = true;
  if (findings_.full())
    findings_.count();
  else
    report(Code{code}, field, arguments ? arguments() : Arguments{});
}

std::string_view RowReader::text(Field field) {
  const auto &value = row_->at(field);
  if (!value || format::is_normalised(*value))
    return value.value_or(std::string_view());
  if (!format::valid_utf8(*value)) {
    refuse("data.not-utf8", field);
    return {};
  }
  if (std::ranges::any_of(*value, [](char c) { return is_control(static_cast<unsigned char>(c)); })) {
    refuse("data.control-character", field);
    return {};
  }
  auto &clean = cleaned_.at(static_cast<std::size_t>(field));
  clean = format::normalised(*value);
  return clean;
}

void RowReader::read_indicator(Observation &observation) {
  const auto code = text(Field::indicator);
  auto id = indicators_.find(code) != nullptr ? std::optional(*indicators_.find(code)) : std::nullopt;
  if (!id) {
    id = catalogue_.indicator(code);
    if (!id && code.empty())
      return refuse("data.value-missing", Field::indicator);
    if (!id)
      return refuse("data.indicator-unknown", Field::indicator, [&] {
        return Arguments{{"nearest", diagnostic::nearest_name(code, catalogue_.indicator_codes())}};
      });
    indicators_.keep(code, *id);
  }
  observation.key.indicator = *id;
  indicator_ = &catalogue_.at(*id);
}

/// A full key, or a bare code that only one unit ever had (figures.md §1).
void RowReader::read_territory(Observation &observation) {
  const auto key = text(Field::territory);
  if (const auto *const known = territories_.find(key); known != nullptr) {
    observation.key.territory = *known;
    return;
  }
  const auto &territories = catalogue_.territories;
  const auto keep = [&](model::TerritoryId unit) {
    observation.key.territory = unit;
    territories_.keep(key, unit);
  };
  if (const auto unit = territories.find(key))
    return keep(*unit);
  if (key.empty())
    return refuse("data.value-missing", Field::territory);
  const auto units = territories.by_code(key);
  if (units.size() == 1)
    return keep(units.front());
  if (units.empty())
    return refuse("data.territory-unknown", Field::territory, [&] {
      return Arguments{{"nearest", model::nearest_key(key, territories)}};
    });
  refuse("data.territory-ambiguous", Field::territory, [&] {
    std::string candidates;
    for (const auto unit : units)
      candidates +=
          (candidates.empty() ? "" : ", ") + territories.at(unit).keys.front().text() + " " + territories.at(unit).name;
    return Arguments{{"candidates", candidates}};
  });
}

void RowReader::read_period(Observation &observation) {
  const auto id = text(Field::period);
  if (id.empty())
    return refuse("data.value-missing", Field::period);
  if (const auto *const known = periods_.find(id); known != nullptr) {
    observation.key.period = *known;
  } else if (const auto period = data::read_period(id, origin_.writing)) {
    observation.key.period = *period;
    periods_.keep(id, *period);
  } else if (const auto foreign = model::period_of_code(id)) {
    read_foreign_period(observation, *foreign);
  } else {
    refuse("data.period-invalid", Field::period);
  }
}

/// A range ("2025-02-15/P1M") says its clock itself; the row's own one must be the same or unsaid.
void RowReader::read_foreign_period(Observation &observation, const model::ClockedPeriod &foreign) {
  observation.key.period = foreign.period;
  const auto own = model::clock_named(text(Field::clock));
  const bool stated = own && *own != model::Clock::unstated;
  if (stated && *own != foreign.clock)
    return refuse("data.period-clock", Field::period);
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
      refuse("data.name-unknown", field);
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
      std::ranges::find(indicator_->breakdowns, *id) == indicator_->breakdowns.end())
    return refuse("data.breakdown-unknown", Field::slice, [&] {
      std::vector<std::string> allowed;
      allowed.reserve(indicator_->breakdowns.size());
      for (const auto breakdown : indicator_->breakdowns)
        allowed.push_back(catalogue_.at(breakdown).code);
      return Arguments{
          {"breakdown", name}, {"indicator", indicator_->code}, {"nearest", diagnostic::nearest_name(name, allowed)}};
    });
  const auto member = format::normalised(entry.substr(equals + 1));
  if (member == "TOTAL")
    return;
  const auto &breakdown = catalogue_.at(*id);
  if (breakdown.find(member) == nullptr)
    return refuse("data.member-unknown", Field::slice, [&] {
      std::vector<std::string> members;
      std::ranges::transform(breakdown.members, std::back_inserter(members), &model::Member::code);
      return Arguments{{"member", member}, {"breakdown", name}, {"nearest", diagnostic::nearest_name(member, members)}};
    });
  if (std::ranges::find(observation.key.slice, *id, &model::Coordinate::breakdown) != observation.key.slice.end())
    return refuse("data.breakdown-twice", Field::slice, [&] { return Arguments{{"breakdown", name}}; });
  observation.key.slice.push_back({*id, member});
}

std::optional<WrittenNumber> RowReader::number(Field field) {
  const auto value = text(field);
  if (value.empty())
    return WrittenNumber{.low = std::nullopt};
  auto written = data::read_number(value, origin_.writing);
  const bool range_in_range = field == Field::high && written && (written->high || written->bound);
  if (!written || range_in_range) {
    refuse("data.number-unreadable", field, [this] { return Arguments{{"form", number_form(origin_.writing)}}; });
    return std::nullopt;
  }
  if (row_->inexact && written->low && !(written->low->absolute() < inexact_whole))
    refuse("data.number-inexact", field);
  else if (row_->inexact && written->low)
    report(Code{"data.number-rounded"}, field, {}, Severity::note);
  return written;
}

/// What the value's own words say holds where the row has no column for it.
void RowReader::take_words(Observation &observation, WrittenNumber &&written) {
  if (written.high)
    observation.high = written.high;
  if (written.bound && !row_->at(Field::bound))
    observation.bound = *written.bound;
  const bool worded = written.high || written.bound || !written.unit.empty();
  observation.wording = std::move(written.wording);
  words_unit_ = std::move(written.unit);
  if (worded && observation.text.empty())
    observation.text = text(Field::low);
}

void RowReader::read_values(Observation &observation) {
  auto written = number(Field::low);
  const auto upper = number(Field::high);
  if (refused_ || !written || !upper)
    return;
  observation.low = written->low;
  if (written->high && upper->low)
    return refuse("data.number-unreadable", Field::low, [this] {
      return Arguments{{"form", number_form(origin_.writing)}};
    });
  observation.high = upper->low;
  take_words(observation, *std::move(written));
  if (observation.high && !observation.low)
    return refuse("data.range-open", Field::high);
  if (observation.high && *observation.high < *observation.low)
    return refuse("data.range-backwards", row_->at(Field::high) ? Field::high : Field::low, [&] {
      return Arguments{{"low", observation.low->text()}};
    });
  if (observation.high && *observation.high == *observation.low)
    observation.high.reset();
  if (observation.low && carries_no_number(observation.status))
    return refuse("data.status-with-number", Field::status);
  if (!observation.low && !carries_no_number(observation.status))
    observation.status = Status::missing;
}

/// A stated share, plan percentage or ratio is a pure number; a value is counted in the indicator's own dimension. A
/// unit in the value's words goes before that of the row; a word of scale alone ("94,4 tỷ") is put before it.
void RowReader::read_unit(Observation &observation) {
  const auto stated = text(Field::unit);
  if (indicator_ == nullptr)
    return;
  const auto measure = observation.key.measure;
  const bool pure = measure == Measure::share || measure == Measure::plan_percentage || measure == Measure::ratio;
  const auto unit_of = [this](std::string_view name) {
    if (const auto *const known = units_.find(name); known != nullptr)
      return *known;
    auto unit = model::Unit::of(name);
    units_.keep(name, unit);
    return unit;
  };
  if (!stated.empty())
    observation.unit = unit_of(stated);
  else if (pure)
    observation.unit = unit_of(measure == Measure::ratio ? "lần" : "%");
  else
    observation.unit = indicator_->unit;
  if (!words_unit_.empty()) {
    auto said = unit_of(words_unit_);
    if (said.pure() && said.power > 0)
      said = unit_of(said.text + " " + observation.unit.base);
    if (!stated.empty() && !said.same_dimension(observation.unit))
      return refuse("data.unit-mismatch", Field::low, [&] {
        return Arguments{{"indicator", indicator_->code}, {"expected", observation.unit.text}};
      });
    observation.unit = std::move(said);
  }
  const bool wrong_value = measure == Measure::value && !observation.unit.same_dimension(indicator_->unit);
  if (wrong_value || (pure && !observation.unit.pure()))
    refuse("data.unit-mismatch", words_unit_.empty() ? Field::unit : Field::low, [&] {
      return Arguments{{"indicator", indicator_->code}, {"expected", pure ? "%" : indicator_->unit.text}};
    });
}

void RowReader::require_whole(const Observation &observation) {
  if (refused_ || observation.key.measure != Measure::value || indicator_->unit.pure() || indicator_->decimals > 0 ||
      observation.unit.power != 0 || !observation.unit.same_dimension(indicator_->unit))
    return;
  const bool may_be_grouped = origin_.writing == model::Writing::plain && !origin_.fixed_point;
  const auto require = [&](Field field, const std::optional<Decimal> &number) {
    if (number && (!number->is_whole() || (may_be_grouped && looks_grouped(text(field)))))
      refuse("data.number-not-whole", field, [&] {
        return Arguments{{"read", number->text()}, {"indicator", indicator_->code}, {"unit", indicator_->unit.text}};
      });
  };
  require(Field::low, observation.low);
  if (row_->at(Field::high))
    require(Field::high, observation.high);
}

void RowReader::read_rest(Observation &observation) {
  if (const auto wording = text(Field::wording); !wording.empty())
    observation.wording = wording;
  observation.source = std::string(text(Field::source));
  if (const auto words = text(Field::text); !words.empty())
    observation.text = words;
  observation.row_id = text(Field::row_id);
  observation.origin.assign(origin_.table).append(":").append(std::to_string(row_->number));
  if (const auto day = text(Field::as_of); !day.empty()) {
    observation.as_of = data::read_date(day, origin_.writing);
    if (!observation.as_of)
      refuse("data.date-invalid", Field::as_of);
  }
  const auto synthetic = text(Field::synthetic);
  observation.synthetic = synthetic == "yes" || synthetic == "true" || synthetic == "1";
  if (!observation.synthetic && !synthetic.empty() && synthetic != "no" && synthetic != "false" && synthetic != "0")
    refuse("data.name-unknown", Field::synthetic);
}

} // namespace solieu::data
