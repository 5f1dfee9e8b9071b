#include "data/gather.hpp"

#include "model/sha256.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace solieu::data {

using model::Observation;

namespace {

constexpr char part_end = '\x1F';

void append_part(std::string &line, std::string_view part) {
  line += part;
  line += part_end;
}

std::string slice_text(const model::Slice &slice, const model::Catalogue &catalogue) {
  std::vector<std::string> entries;
  for (const auto &coordinate : slice)
    entries.push_back(catalogue.at(coordinate.breakdown).code + "=" + coordinate.member);
  std::ranges::sort(entries);
  std::string text;
  for (const auto &entry : entries)
    text += (text.empty() ? "" : ";") + entry;
  return text;
}

bool touches(const model::Period &period, const Selection &selection) {
  const bool too_early = selection.first_year && period.last_year_number() < *selection.first_year;
  const bool too_late = selection.last_year && period.year() > *selection.last_year;
  return !too_early && !too_late;
}

} // namespace

bool is_selected(const Observation &observation, const Selection &selection, const model::Catalogue &catalogue) {
  const auto &key = observation.key;
  if (!selection.indicators.empty() && !selection.indicators.contains(catalogue.at(key.indicator).code))
    return false;
  if (!selection.territories.empty() &&
      std::ranges::find(selection.territories, key.territory) == selection.territories.end())
    return false;
  return touches(key.period, selection);
}

std::string canonical_row(const Observation &observation, const model::Catalogue &catalogue) {
  const auto &key = observation.key;
  std::string line;
  append_part(line, catalogue.at(key.indicator).code);
  append_part(line, catalogue.territories.at(key.territory).keys.front().text());
  append_part(line, key.period.id());
  append_part(line, model::clock_name(key.clock));
  append_part(line, slice_text(key.slice, catalogue));
  append_part(line, model::name_of(key.kind));
  append_part(line, model::name_of(key.measure));
  append_part(line, observation.low ? observation.low->text() : "");
  append_part(line, observation.high ? observation.high->text() : "");
  append_part(line, model::name_of(observation.bound));
  append_part(line, observation.wording);
  append_part(line, observation.unit.text);
  append_part(line, model::name_of(observation.status));
  append_part(line, observation.as_of ? observation.as_of->iso() : "");
  append_part(line, observation.source);
  append_part(line, observation.text);
  append_part(line, observation.row_id);
  append_part(line, observation.synthetic ? "yes" : "no");
  return line;
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, sizeof "2025-03-05T08:00:00Z"> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

void Gatherer::begin(RowOrigin origin) {
  origin_ = std::move(origin);
  reader_.emplace(catalogue_, origin_, findings_);
}

void Gatherer::add(const RawRow &row) {
  ++rows_;
  auto observation = reader_.value().read(row);
  if (!observation || !is_selected(*observation, selection_, catalogue_))
    return;
  auto line = canonical_row(*observation, catalogue_);
  gathered_.emplace_back(std::move(line), std::move(*observation));
}

ReadResult Gatherer::finish(std::string read_at) {
  std::ranges::stable_sort(gathered_, {}, &std::pair<std::string, Observation>::first);
  ReadResult result;
  result.dataset.reserve(gathered_.size());
  std::string all;
  for (auto &[line, observation] : gathered_) {
    all += line;
    all += '\n';
    result.dataset.add(std::move(observation));
  }
  result.dataset.seal();
  result.dataset.snapshot_id = model::sha256(all);
  result.dataset.read_at = std::move(read_at);
  result.findings = findings_.take(origin_);
  gathered_.clear();
  return result;
}

} // namespace solieu::data
