#include "data/gather.hpp"

#include "model/sha256.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <tuple>

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

void RowDigest::add(std::string_view canonical_row) {
  const auto hex = model::sha256(canonical_row);
  std::uint64_t carry = 0;
  for (std::size_t i = sum_.size(); i-- > 0;) { // the last word is the lowest
    std::uint64_t word = 0;
    std::from_chars(hex.data() + 16 * i, hex.data() + 16 * (i + 1), word, 16);
    const auto with_carry = sum_.at(i) + carry;
    const auto sum = with_carry + word;
    carry = with_carry < carry || sum < word ? 1 : 0;
    sum_.at(i) = sum;
  }
  ++count_;
}

std::string RowDigest::text() const {
  std::string all;
  for (const auto word : sum_)
    all += std::to_string(word) + part_end;
  return model::sha256(all + std::to_string(count_));
}

/// Field by field as in the canonical row: the separator is below every character of a field.
void order(std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  const auto place = [&](const Observation &row) {
    const auto &key = row.key;
    return std::tuple<std::string_view, std::string, std::string, std::string_view>(
        catalogue.at(key.indicator).code, catalogue.territories.at(key.territory).keys.front().text(), key.period.id(),
        model::clock_name(key.clock));
  };
  std::ranges::stable_sort(rows, [&](const Observation &a, const Observation &b) {
    if (a.key.indicator != b.key.indicator)
      return catalogue.at(a.key.indicator).code < catalogue.at(b.key.indicator).code;
    const bool same_place =
        a.key.territory == b.key.territory && a.key.period == b.key.period && a.key.clock == b.key.clock;
    if (!same_place)
      return place(a) < place(b);
    return canonical_row(a, catalogue) < canonical_row(b, catalogue);
  });
}

model::Dataset dataset_of(std::vector<Observation> rows, const model::Catalogue &catalogue) {
  order(rows, catalogue);
  RowDigest digest;
  model::Dataset dataset;
  dataset.reserve(rows.size());
  for (auto &row : rows) {
    digest.add(canonical_row(row, catalogue));
    dataset.add(std::move(row));
  }
  dataset.seal();
  dataset.snapshot_id = digest.text();
  return dataset;
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
  digest_.add(canonical_row(*observation, catalogue_));
  ++taken_;
  sink_.take(std::move(*observation));
}

StreamResult Gatherer::finish(std::string read_at) {
  return {digest_.text(), std::move(read_at), taken_, findings_.take(origin_)};
}

namespace {

class Collected : public ObservationSink {
public:
  void take(Observation observation) override { rows.push_back(std::move(observation)); }
  std::vector<Observation> rows;
};

} // namespace

ReadResult DataSource::read(const Selection &selection, const model::Catalogue &catalogue) {
  Collected collected;
  auto streamed = stream(selection, catalogue, collected);
  order(collected.rows, catalogue);
  ReadResult result;
  result.dataset.reserve(collected.rows.size());
  for (auto &row : collected.rows)
    result.dataset.add(std::move(row));
  result.dataset.seal();
  result.dataset.snapshot_id = std::move(streamed.snapshot_id);
  result.dataset.read_at = std::move(streamed.read_at);
  result.findings = std::move(streamed.findings);
  return result;
}

} // namespace solieu::data
