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

bool is_of_number(char c) noexcept { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

/// Whether a number in the text has three digits after its decimal sign, as "30.000" where the point is that sign:
/// thirty, or thirty thousand.
bool looks_grouped(std::string_view text, char sign) noexcept {
  while (!text.empty()) {
    const auto end =
        std::min(static_cast<std::size_t>(std::ranges::find_if_not(text, is_of_number) - text.begin()), text.size());
    const auto number = text.substr(0, end);
    const auto place = number.rfind(sign);
    if (place != std::string_view::npos && number.size() - place == 4 && place <= 3 && place > 0 &&
        number.front() != '0')
      return true;
    text.remove_prefix(std::max<std::size_t>(end, 1));
  }
  return false;
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

RowReader::RowReader(const model::Catalogue &catalogue, CatalogueNames &names, RowOrigin origin, RowFindings &findings)
    : catalogue_(catalogue), origin_(std::move(origin)), findings_(findings), table_(origin_.table), names_(names) {}

Observation *RowReader::read(const RowView &row) {
  begin(row);
  read_indicator();
  read_period();
  read_territory();
  read_names();
  read_slice();
  read_values();
  read_unit();
  require_whole();
  read_rest();
  return refused_ ? nullptr : &observation_;
}

/// What a row need not say; everything else is set by every row.
void RowReader::begin(const RowView &row) {
  row_ = &row;
  if (row.number != told_row_) {
    told_.reset();
    told_row_ = row.number;
  }
  indicator_ = nullptr;
  refused_ = false;
  period_known_ = true;
  words_unit_.clear();
  auto &key = observation_.key;
  key.clock = model::Clock::unstated;
  key.kind = model::Kind::actual;
  key.measure = Measure::value;
  key.slice.clear();
  observation_.low.reset();
  observation_.high.reset();
  observation_.bound = model::Bound::exact;
  observation_.status = Status::normal;
  observation_.as_of.reset();
  observation_.wording.clear();
  observation_.text.clear();
}

/// The number, and what depends on the indicator that a value may have of its own, is judged value by value.
bool RowReader::concerns_row(Field field) const {
  const auto of_value = [this](Field part) { return row_->of_value.test(static_cast<std::size_t>(part)); };
  if (row_->value_name.empty())
    return true;
  if (field == Field::territory) // a name is that of a unit in the period
    return !of_value(Field::territory) && !of_value(Field::period);
  constexpr std::array of_each{Field::low, Field::high, Field::slice, Field::unit, Field::status};
  return !of_value(field) && std::ranges::find(of_each, field) == of_each.end();
}

void RowReader::report(Code code, Field field, Arguments arguments, Severity severity) {
  const auto &value = row_->at(field);
  const auto index = static_cast<std::size_t>(field);
  arguments.emplace_back("table", origin_.table);
  arguments.emplace_back("row", std::to_string(row_->number));
  const bool of_wide_table = field == Field::low && !row_->value_name.empty();
  arguments.emplace_back("column", of_wide_table ? std::string(row_->value_name) : origin_.columns.at(index));
  arguments.emplace_back("value", value ? shown(*value) : "");
  arguments.emplace_back("value_column", row_->value_name);
  arguments.emplace_back("what", (concerns_row(field) ? Code{"data.row-left-out"} : Code{"data.value-left-out"}).name);
  diagnostic::Place place{diagnostic::PlaceKind::record, origin_.table, row_->number, 0};
  if (!origin_.sheet.empty())
    place = {diagnostic::PlaceKind::sheet_cell, origin_.sheet, row_->number,
             of_wide_table ? row_->value_column : origin_.cell_columns.at(index)};
  findings_.add({std::move(code), severity, {.file = origin_.file, .place = std::move(place)}, std::move(arguments)});
}

/// What the finding says is made only when it will be shown: looking for the nearest name takes its time.
void RowReader::refuse(std::string_view code, Field field, const std::function<Arguments()> &arguments) {
  refused_ = true;
  const auto part = static_cast<std::size_t>(field);
  if (!row_->value_name.empty() && concerns_row(field) && told_.test(part))
    return; // with an earlier value of the row
  told_.set(part);
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

void RowReader::read_indicator() {
  const auto written = row_->at(Field::indicator).value_or(std::string_view());
  const auto *known = indicators_.find(written);
  if (known == nullptr) {
    const auto code = text(Field::indicator);
    auto id = catalogue_.indicator(code);
    if (!id && code.empty())
      return refuse("data.value-missing", Field::indicator);
    if (!id)
      id = indicator_named(code);
    if (!id)
      return;
    known = &indicators_.keep(written, *id);
  }
  observation_.key.indicator = *known;
  indicator_ = &catalogue_.at(*known);
}

/// The one indicator of this name; refused when there is none or more than one.
std::optional<model::IndicatorId> RowReader::indicator_named(std::string_view name) {
  const auto named = names_.indicators(name);
  if (named.size() == 1)
    return named.front();
  if (named.empty())
    refuse("data.indicator-unknown", Field::indicator, [&] {
      return Arguments{{"nearest", diagnostic::nearest_name(name, catalogue_.indicator_codes())}};
    });
  else
    refuse("data.indicator-ambiguous", Field::indicator, [&] {
      std::string candidates;
      for (const auto id : named)
        candidates += (candidates.empty() ? "" : ", ") + catalogue_.at(id).code;
      return Arguments{{"candidates", candidates}};
    });
  return std::nullopt;
}

/// The one territory of this name on the period's last day: a name may be that of another unit after a merger.
void RowReader::read_named_territory(std::string_view name) {
  const auto &territories = catalogue_.territories;
  const auto day =
      period_known_ ? std::optional(observation_.key.period.last_day(model::Clock::calendar)) : std::nullopt;
  const auto named = names_.territories(name, day);
  if (named.size() == 1) {
    observation_.key.territory = named.front();
    return;
  }
  if (named.empty())
    return refuse("data.territory-unknown", Field::territory, [&] {
      return Arguments{{"nearest", model::nearest_key(name, territories)}};
    });
  if (!day)
    return; // refused already: without its period nobody knows which one is meant
  refuse("data.territory-name-ambiguous", Field::territory, [&] {
    std::string candidates;
    for (const auto unit : named)
      candidates += (candidates.empty() ? "" : ", ") + territories.at(unit).keys.back().text();
    return Arguments{{"candidates", candidates}};
  });
}

/// A full key, a bare code that only one unit ever had (figures.md §1), or a name.
void RowReader::read_territory() {
  const auto written = row_->at(Field::territory).value_or(std::string_view());
  if (const auto *const known = territories_.find(written); known != nullptr) {
    observation_.key.territory = *known;
    return;
  }
  const auto key = text(Field::territory);
  const auto &territories = catalogue_.territories;
  const auto keep = [&](model::TerritoryId unit) { observation_.key.territory = territories_.keep(written, unit); };
  if (const auto unit = territories.find(key))
    return keep(*unit);
  if (key.empty())
    return refuse("data.value-missing", Field::territory);
  const auto units = territories.by_code(key);
  if (units.size() == 1)
    return keep(units.front());
  if (units.empty())
    return read_named_territory(key);
  refuse("data.territory-ambiguous", Field::territory, [&] {
    std::string candidates;
    for (const auto unit : units)
      candidates +=
          (candidates.empty() ? "" : ", ") + territories.at(unit).keys.front().text() + " " + territories.at(unit).name;
    return Arguments{{"candidates", candidates}};
  });
}

void RowReader::read_period() {
  const auto written = row_->at(Field::period).value_or(std::string_view());
  if (const auto *const known = periods_.find(written); known != nullptr) {
    observation_.key.period = *known;
    return;
  }
  const auto id = text(Field::period);
  period_known_ = !id.empty();
  if (id.empty())
    return refuse("data.value-missing", Field::period);
  if (const auto period = data::read_period(id, origin_.writing)) {
    observation_.key.period = periods_.keep(written, *period);
  } else if (const auto foreign = model::period_of_code(id)) {
    read_foreign_period(*foreign);
  } else {
    period_known_ = false;
    refuse("data.period-invalid", Field::period);
  }
}

/// A range ("2025-02-15/P1M") says its clock itself; the row's own one must be the same or unsaid.
void RowReader::read_foreign_period(const model::ClockedPeriod &foreign) {
  observation_.key.period = foreign.period;
  const auto own = model::clock_named(text(Field::clock));
  const bool stated = own && *own != model::Clock::unstated;
  if (stated && *own != foreign.clock)
    return refuse("data.period-clock", Field::period);
  observation_.key.clock = foreign.clock;
}

template <class Name, class Find>
void RowReader::read_name(Field field, Memo<Name, 16> &known, Name &target, Find find) {
  const auto &written = row_->at(field);
  if (!written)
    return;
  const auto *found = known.find(*written);
  if (found == nullptr) {
    const auto name = text(field);
    const auto meant = find(name);
    if (!meant)
      return name.empty() ? void() : refuse("data.name-unknown", field);
    found = &known.keep(*written, *meant);
  }
  target = *found;
}

void RowReader::read_names() {
  auto &key = observation_.key;
  const auto said_by_period = key.clock;
  read_name(Field::clock, clocks_, key.clock, model::clock_named);
  if (said_by_period != model::Clock::unstated)
    key.clock = said_by_period;
  read_name(Field::kind, kinds_, key.kind, model::kind_named);
  read_name(Field::measure, measures_, key.measure, model::measure_named);
  read_name(Field::bound, bounds_, observation_.bound, model::bound_named);
  read_name(Field::status, statuses_, observation_.status, model::status_named);
}

void RowReader::read_slice() {
  const auto &written = row_->at(Field::slice);
  if (!written || written->empty())
    return;
  auto &slice = observation_.key.slice;
  const auto allowed = [this](const model::Coordinate &coordinate) {
    return std::ranges::find(indicator_->breakdowns, coordinate.breakdown) != indicator_->breakdowns.end();
  };
  if (const auto *const known = slices_.find(*written);
      known != nullptr && indicator_ != nullptr && std::ranges::all_of(*known, allowed)) {
    slice = *known;
    return;
  }
  const auto entries = entries_of(text(Field::slice));
  if (indicator_ == nullptr)
    return;
  for (const auto &entry : entries)
    read_member(entry);
  std::ranges::sort(slice);
  if (!refused_ && slice.size() == entries.size()) // a total names a breakdown and is not kept
    slices_.keep(*written, slice);
}

void RowReader::read_member(const std::string &entry) {
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
  if (std::ranges::find(observation_.key.slice, *id, &model::Coordinate::breakdown) != observation_.key.slice.end())
    return refuse("data.breakdown-twice", Field::slice, [&] { return Arguments{{"breakdown", name}}; });
  observation_.key.slice.push_back({*id, member});
}

std::optional<Decimal> RowReader::bare_number() const {
  const auto &value = row_->at(Field::low);
  const auto &high = row_->at(Field::high);
  if (!value || (high && !high->empty()) || row_->inexact)
    return std::nullopt;
  const bool digits_only = std::ranges::all_of(*value, [](char c) { return c >= '0' && c <= '9'; });
  return digits_only || origin_.writing == model::Writing::plain ? Decimal::parse(*value) : std::nullopt;
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
void RowReader::take_words(WrittenNumber &&written) {
  if (written.high)
    observation_.high = written.high;
  if (written.bound && !row_->at(Field::bound))
    observation_.bound = *written.bound;
  const bool worded = written.high || written.bound || !written.unit.empty();
  observation_.wording = std::move(written.wording);
  words_unit_ = std::move(written.unit);
  if (worded && observation_.text.empty())
    observation_.text = text(Field::low);
}

void RowReader::read_values() {
  if (auto value = bare_number()) {
    observation_.low = value;
    if (!refused_ && carries_no_number(observation_.status))
      refuse("data.status-with-number", Field::status);
    return;
  }
  auto written = number(Field::low);
  const auto upper = number(Field::high);
  if (refused_ || !written || !upper)
    return;
  observation_.low = written->low;
  if (written->high && upper->low)
    return refuse("data.number-unreadable", Field::low, [this] {
      return Arguments{{"form", number_form(origin_.writing)}};
    });
  observation_.high = upper->low;
  take_words(*std::move(written));
  if (observation_.high && !observation_.low)
    return refuse("data.range-open", Field::high);
  if (observation_.high && *observation_.high < *observation_.low)
    return refuse("data.range-backwards", row_->at(Field::high) ? Field::high : Field::low, [&] {
      return Arguments{{"low", observation_.low->text()}};
    });
  if (observation_.high && *observation_.high == *observation_.low)
    observation_.high.reset();
  if (observation_.low && carries_no_number(observation_.status))
    return refuse("data.status-with-number", Field::status);
  if (!observation_.low && !carries_no_number(observation_.status))
    observation_.status = Status::missing;
}

const model::Unit &RowReader::unit_of(std::string_view name) {
  const auto *const known = units_.find(name);
  return known != nullptr ? *known : units_.keep(name, model::Unit::of(name));
}

/// A stated share, plan percentage or ratio is a pure number; a value is counted in the indicator's own dimension. A
/// unit in the value's words goes before that of the row; a word of scale alone ("94,4 tỷ") is put before it.
void RowReader::read_unit() {
  const auto stated = text(Field::unit);
  if (indicator_ == nullptr)
    return;
  auto &unit = observation_.unit;
  const auto measure = observation_.key.measure;
  const bool pure = measure == Measure::share || measure == Measure::plan_percentage || measure == Measure::ratio;
  if (!stated.empty())
    unit = unit_of(stated);
  else if (pure)
    unit = unit_of(measure == Measure::ratio ? "lần" : "%");
  else
    unit = indicator_->unit;
  if (!words_unit_.empty()) {
    auto said = unit_of(words_unit_);
    if (said.pure() && said.power > 0 && !unit.pure())
      said = unit_of(said.text + " " + unit.base);
    if (!stated.empty() && !said.same_dimension(unit))
      return refuse("data.unit-mismatch", Field::low, [&] {
        return Arguments{{"indicator", indicator_->code}, {"expected", unit.text}};
      });
    unit = std::move(said);
  }
  const bool scaled_share = unit.pure() && unit.power > 0; // "94,4 tỷ" of a rate
  const bool wrong_value = measure == Measure::value && !unit.same_dimension(indicator_->unit);
  if (wrong_value || scaled_share || (pure && !unit.pure()))
    refuse("data.unit-mismatch", words_unit_.empty() ? Field::unit : Field::low, [&] {
      return Arguments{{"indicator", indicator_->code}, {"expected", pure ? "%" : indicator_->unit.text}};
    });
}

void RowReader::require_whole() {
  if (refused_ || observation_.key.measure != Measure::value || indicator_->unit.pure() || indicator_->decimals > 0 ||
      observation_.unit.power != 0 || !observation_.unit.same_dimension(indicator_->unit))
    return;
  const char sign = origin_.writing == model::Writing::vietnamese ? ',' : '.';
  const auto require = [&](Field field, const std::optional<Decimal> &number) {
    if (number && (!number->is_whole() || (!origin_.fixed_point && looks_grouped(text(field), sign))))
      refuse("data.number-not-whole", field, [&] {
        return Arguments{{"read", number->text()}, {"indicator", indicator_->code}, {"unit", indicator_->unit.text}};
      });
  };
  require(Field::low, observation_.low);
  if (row_->at(Field::high))
    require(Field::high, observation_.high);
}

void RowReader::read_source() {
  const auto written = row_->at(Field::source).value_or(std::string_view());
  const auto *known = sources_.find(written);
  if (known == nullptr) {
    const model::SharedText source{std::string(text(Field::source))};
    known = refused_ ? nullptr : &sources_.keep(written, source);
  }
  if (known != nullptr)
    observation_.source = *known;
}

void RowReader::read_rest() {
  if (const auto wording = text(Field::wording); !wording.empty())
    observation_.wording = wording;
  read_source();
  if (const auto words = text(Field::text); !words.empty())
    observation_.text = words;
  observation_.row_id = text(Field::row_id);
  observation_.origin.table = table_;
  observation_.origin.row = row_->number;
  if (const auto day = text(Field::as_of); !day.empty()) {
    observation_.as_of = data::read_date(day, origin_.writing);
    if (!observation_.as_of)
      refuse("data.date-invalid", Field::as_of);
  }
  const auto synthetic = text(Field::synthetic);
  observation_.synthetic = synthetic == "yes" || synthetic == "true" || synthetic == "1";
  if (!observation_.synthetic && !synthetic.empty() && synthetic != "no" && synthetic != "false" && synthetic != "0")
    refuse("data.name-unknown", Field::synthetic);
}

} // namespace solieu::data
