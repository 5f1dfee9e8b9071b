#include "data/gather.hpp"

#include "model/sha256.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <map>
#include <new>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <set>
#include <tuple>

namespace solieu::data {

using model::Observation;

namespace {

constexpr char part_end = '\x1F';

void append_part(std::string &line, std::string_view part) { line.append(part).push_back(part_end); }

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

const std::string &CanonicalWriter::territory(model::TerritoryId unit) {
  const auto place = static_cast<std::size_t>(unit);
  if (place >= territories_.size())
    territories_.resize(place + 1);
  auto &text = territories_[place];
  if (text.empty())
    text = catalogue_.territories.at(unit).keys.front().text();
  return text;
}

const std::string &CanonicalWriter::period(const model::Period &period) {
  constexpr std::size_t steps_a_year = 20;
  const auto place = static_cast<std::size_t>(period.year()) * steps_a_year + static_cast<std::size_t>(period.index()) +
                     static_cast<std::size_t>(period.kind());
  auto &named = periods_.at(place % periods_.size());
  if (named.id.empty() || named.period != period)
    named = {period, period.id()};
  return named.id;
}

std::string_view CanonicalWriter::row(const Observation &observation) {
  const auto &key = observation.key;
  line_.clear();
  append_part(line_, catalogue_.at(key.indicator).code);
  append_part(line_, territory(key.territory));
  append_part(line_, period(key.period));
  append_part(line_, model::clock_name(key.clock));
  append_part(line_, slice_text(key.slice, catalogue_));
  append_part(line_, model::name_of(key.kind));
  append_part(line_, model::name_of(key.measure));
  append_part(line_, observation.low ? observation.low->text() : "");
  append_part(line_, observation.high ? observation.high->text() : "");
  append_part(line_, model::name_of(observation.bound));
  append_part(line_, observation.wording);
  append_part(line_, observation.unit.text);
  append_part(line_, model::name_of(observation.status));
  append_part(line_, observation.as_of ? observation.as_of->iso() : "");
  append_part(line_, observation.source.str());
  append_part(line_, observation.text);
  append_part(line_, observation.row_id);
  append_part(line_, observation.synthetic ? "yes" : "no");
  return line_;
}

std::string canonical_row(const Observation &observation, const model::Catalogue &catalogue) {
  return std::string(CanonicalWriter(catalogue).row(observation));
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, sizeof "2025-03-05T08:00:00Z"> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

struct RowDigest::Hash {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method{EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

RowDigest::RowDigest() : hash_(std::make_unique<Hash>()) {}

RowDigest::~RowDigest() = default;

void RowDigest::add(std::string_view canonical_row) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> bytes{};
  auto *const state = hash_->state.get();
  if (EVP_DigestInit_ex2(state, hash_->method.get(), nullptr) != 1 ||
      EVP_DigestUpdate(state, canonical_row.data(), canonical_row.size()) != 1 ||
      EVP_DigestFinal_ex(state, bytes.data(), nullptr) != 1)
    throw std::bad_alloc(); // the only way in which these calls fail
  std::uint64_t carry = 0;
  for (std::size_t i = sum_.size(); i-- > 0;) { // the last word is the lowest
    std::uint64_t word = 0;
    for (std::size_t byte = 0; byte < sizeof word; ++byte)
      word = word << 8U | bytes.at(sizeof word * i + byte);
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

namespace {

/// Where the names of `all` stand in the order of their texts.
template <class Key, class Name> std::map<Key, std::uint32_t> ranks(std::set<Key> all, Name name) {
  std::vector<std::pair<std::string, Key>> named;
  named.reserve(all.size());
  for (const auto &one : all)
    named.emplace_back(name(one), one);
  std::ranges::sort(named);
  std::map<Key, std::uint32_t> made;
  for (const auto &[text, one] : named)
    made.emplace(one, static_cast<std::uint32_t>(made.size()));
  return made;
}

/// The first parts of the canonical row as numbers in the same order.
struct Place {
  std::uint32_t indicator = 0, territory = 0, period = 0, clock = 0;
  std::uint32_t row = 0;
  [[nodiscard]] auto key() const { return std::tie(indicator, territory, period, clock); }
};

std::vector<Place> places_of(const std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  std::set<model::IndicatorId> indicators;
  std::set<model::TerritoryId> territories;
  std::set<model::Period> periods;
  for (const auto &row : rows) {
    indicators.insert(row.key.indicator);
    territories.insert(row.key.territory);
    periods.insert(row.key.period);
  }
  const auto of_indicator = ranks(std::move(indicators), [&](auto id) { return catalogue.at(id).code; });
  const auto of_territory =
      ranks(std::move(territories), [&](auto id) { return catalogue.territories.at(id).keys.front().text(); });
  const auto of_period = ranks(std::move(periods), [](const auto &period) { return period.id(); });
  std::vector<Place> places;
  places.reserve(rows.size());
  for (const auto &row : rows)
    places.push_back({of_indicator.at(row.key.indicator), of_territory.at(row.key.territory),
                      of_period.at(row.key.period), static_cast<std::uint32_t>(row.key.clock),
                      static_cast<std::uint32_t>(places.size())});
  return places;
}

/// Rows of one place by their whole canonical rows, each made once.
void order_equals(std::vector<Place>::iterator first, std::vector<Place>::iterator last,
                  const std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  std::vector<std::pair<std::string, Place>> named;
  named.reserve(static_cast<std::size_t>(last - first));
  for (auto place = first; place != last; ++place)
    named.emplace_back(canonical_row(rows[place->row], catalogue), *place);
  std::ranges::stable_sort(named, {}, [](const auto &one) -> const std::string & { return one.first; });
  std::ranges::transform(named, first, [](const auto &one) { return one.second; });
}

} // namespace

/// Field by field as in the canonical row: the separator is below every character of a field, and the clocks are
/// declared in the order of their names.
void order(std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  auto places = places_of(rows, catalogue);
  std::ranges::stable_sort(places, {}, [](const Place &place) { return place.key(); });
  for (auto first = places.begin(); first != places.end();) {
    const auto last =
        std::find_if(first, places.end(), [&](const Place &place) { return place.key() != first->key(); });
    if (last - first > 1)
      order_equals(first, last, rows, catalogue);
    first = last;
  }
  std::vector<Observation> ordered;
  ordered.reserve(rows.size());
  for (const auto &place : places)
    ordered.push_back(std::move(rows[place.row]));
  rows = std::move(ordered);
}

model::Dataset dataset_of(std::vector<Observation> rows, const model::Catalogue &catalogue) {
  order(rows, catalogue);
  RowDigest digest;
  CanonicalWriter canonical(catalogue);
  model::Dataset dataset;
  dataset.reserve(rows.size());
  for (auto &row : rows) {
    digest.add(canonical.row(row));
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

void Gatherer::add(const RowView &row) {
  ++rows_;
  auto observation = reader_.value().read(row);
  if (!observation || !is_selected(*observation, selection_, catalogue_))
    return;
  digest_.add(canonical_.row(*observation));
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
