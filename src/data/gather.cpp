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
#include <system_error>
#include <tuple>

namespace solieu::data {

using model::Observation;

namespace {

constexpr char part_end = '\x1F';

void write_slice(const model::Slice &slice, const model::Catalogue &catalogue, std::string &text) {
  text.clear();
  if (slice.size() == 1) {
    text.append(catalogue.at(slice.front().breakdown).code).append("=").append(slice.front().member);
    return;
  }
  std::vector<std::string> entries;
  for (const auto &coordinate : slice)
    entries.push_back(catalogue.at(coordinate.breakdown).code + "=" + coordinate.member);
  std::ranges::sort(entries);
  for (const auto &entry : entries)
    text.append(text.empty() ? "" : ";").append(entry);
}

} // namespace

Chosen::Chosen(const Selection &selection, const model::Catalogue &catalogue)
    : first_year_(selection.first_year), last_year_(selection.last_year) {
  if (!selection.indicators.empty())
    indicators_.resize(catalogue.indicators().size());
  for (const auto &code : selection.indicators)
    if (const auto id = catalogue.indicator(code))
      indicators_.at(static_cast<std::size_t>(*id)) = true;
  if (!selection.territories.empty())
    territories_.resize(catalogue.territories.size());
  for (const auto unit : selection.territories)
    territories_.at(static_cast<std::size_t>(unit)) = true;
}

bool Chosen::holds(const Observation &observation) const {
  const auto &key = observation.key;
  const auto asked = [](const std::vector<bool> &all, auto id) {
    const auto place = static_cast<std::size_t>(id);
    return all.empty() || (place < all.size() && all[place]);
  };
  if (!asked(indicators_, key.indicator) || !asked(territories_, key.territory))
    return false;
  const bool too_early = first_year_ && key.period.last_year_number() < *first_year_;
  const bool too_late = last_year_ && key.period.year() > *last_year_;
  return !too_early && !too_late;
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
  constexpr std::array<std::size_t, 7> first_step{0, 0, 13, 16, 18, 19, 19}; // by kind; a year has twelve months
  const auto place = static_cast<std::size_t>(period.year()) * steps_a_year + static_cast<std::size_t>(period.index()) +
                     first_step.at(static_cast<std::size_t>(period.kind()));
  auto &named = periods_.at(place % periods_.size());
  if (named.id.empty() || named.period != period)
    named = {period, period.id()};
  return named.id;
}

std::string_view CanonicalWriter::row(const Observation &observation) {
  const auto &key = observation.key;
  write_slice(key.slice, catalogue_, slice_);
  const auto write = [](std::string &text, const auto &value, auto make) {
    if (value)
      text = make(*value);
    else
      text.clear();
  };
  write(low_, observation.low, [](const model::Decimal &number) { return number.text(); });
  write(high_, observation.high, [](const model::Decimal &number) { return number.text(); });
  write(as_of_, observation.as_of, [](const model::Date &day) { return day.iso(); });
  const std::array<std::string_view, field_count> parts{catalogue_.at(key.indicator).code,
                                                        territory(key.territory),
                                                        period(key.period),
                                                        model::clock_name(key.clock),
                                                        slice_,
                                                        model::name_of(key.kind),
                                                        model::name_of(key.measure),
                                                        low_,
                                                        high_,
                                                        model::name_of(observation.bound),
                                                        observation.wording,
                                                        observation.unit.text,
                                                        model::name_of(observation.status),
                                                        as_of_,
                                                        observation.source.str(),
                                                        observation.text,
                                                        observation.row_id,
                                                        observation.synthetic ? "yes" : "no"};
  std::size_t length = parts.size();
  for (const auto part : parts)
    length += part.size();
  line_.resize(length);
  char *at = line_.data();
  for (const auto part : parts) {
    if (!part.empty())
      at = std::ranges::copy(part, at).out;
    *at++ = part_end;
  }
  return line_;
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, sizeof "2025-03-05T08:00:00Z"> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

/// OpenSSL's SHA-256, which uses the processor's own instructions, and the sum so far.
struct RowDigest::Sum {
  void add(std::string_view row) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> bytes{};
    if (EVP_DigestInit_ex2(state.get(), method.get(), nullptr) != 1 ||
        EVP_DigestUpdate(state.get(), row.data(), row.size()) != 1 ||
        EVP_DigestFinal_ex(state.get(), bytes.data(), nullptr) != 1)
      throw std::bad_alloc(); // the only way in which these calls fail
    std::uint64_t carry = 0;
    for (std::size_t i = words.size(); i-- > 0;) { // the last word is the lowest
      std::uint64_t word = 0;
      for (std::size_t byte = 0; byte < sizeof word; ++byte)
        word = word << 8U | bytes[sizeof word * i + byte];
      const auto with_carry = words.at(i) + carry;
      const auto sum = with_carry + word;
      carry = with_carry < carry || sum < word ? 1 : 0;
      words.at(i) = sum;
    }
    ++count;
  }

  void add(Rows &rows) {
    std::string_view rest = rows.bytes;
    for (const auto length : rows.lengths) {
      add(rest.substr(0, length));
      rest.remove_prefix(length);
    }
    rows.bytes.clear();
    rows.lengths.clear();
  }

  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method{EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  std::array<std::uint64_t, 4> words{};
  std::uint64_t count = 0;
};

RowDigest::RowDigest() : sum_(std::make_unique<Sum>()) {}

RowDigest::~RowDigest() = default;

void RowDigest::add(std::string_view canonical_row) {
  constexpr std::size_t many = std::size_t{512} * 1024;
  next_.bytes.append(canonical_row);
  next_.lengths.push_back(canonical_row.size());
  if (next_.bytes.size() >= many)
    hand_over();
}

void RowDigest::hand_over() {
  if (summing_.valid())
    summing_.get();
  std::swap(next_, under_way_);
  try {
    summing_ = std::async(std::launch::async, [this] { sum_->add(under_way_); });
  } catch (const std::system_error &) { // no thread to be had
    sum_->add(under_way_);
  }
}

std::string RowDigest::text() {
  if (summing_.valid())
    summing_.get();
  sum_->add(next_);
  std::string all;
  for (const auto word : sum_->words)
    all += std::to_string(word) + part_end;
  return model::sha256(all + std::to_string(sum_->count));
}

namespace {

/// Where the names of numbered things stand in the order of their texts, by number; only of those that are marked.
template <class Name> std::vector<std::uint32_t> ranks(const std::vector<bool> &marked, Name name) {
  std::vector<std::pair<std::string, std::size_t>> named;
  for (std::size_t place = 0; place < marked.size(); ++place)
    if (marked[place])
      named.emplace_back(name(place), place);
  std::ranges::sort(named);
  std::vector<std::uint32_t> made(marked.size());
  std::uint32_t rank = 0;
  for (const auto &[text, place] : named)
    made[place] = rank++;
  return made;
}

/// The periods of the rows, each once, in the order of their ids.
std::map<model::Period, std::uint32_t> period_ranks(const std::vector<Observation> &rows) {
  std::map<model::Period, std::uint32_t> made;
  const model::Period *before = nullptr;
  for (const auto &row : rows) {
    if (before == nullptr || *before != row.key.period)
      made.try_emplace(row.key.period);
    before = &row.key.period;
  }
  std::vector<std::pair<std::string, std::uint32_t *>> named;
  named.reserve(made.size());
  for (auto &[period, rank] : made)
    named.emplace_back(period.id(), &rank);
  std::ranges::sort(named);
  std::uint32_t next = 0;
  for (const auto &[id, rank] : named)
    *rank = next++;
  return made;
}

/// The first parts of the canonical row as numbers in the same order.
struct Place {
  std::uint32_t indicator = 0, territory = 0, period = 0, clock = 0;
  std::uint32_t row = 0;
  [[nodiscard]] auto key() const { return std::tie(indicator, territory, period, clock); }
};

std::vector<Place> places_of(const std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  std::vector<bool> indicators(catalogue.indicators().size());
  std::vector<bool> territories(catalogue.territories.size());
  for (const auto &row : rows) {
    indicators[static_cast<std::size_t>(row.key.indicator)] = true;
    territories[static_cast<std::size_t>(row.key.territory)] = true;
  }
  const auto of_indicator =
      ranks(indicators, [&](std::size_t place) { return catalogue.at(static_cast<model::IndicatorId>(place)).code; });
  const auto of_territory = ranks(territories, [&](std::size_t place) {
    return catalogue.territories.at(static_cast<model::TerritoryId>(place)).keys.front().text();
  });
  const auto of_period = period_ranks(rows);
  std::vector<Place> places;
  places.reserve(rows.size());
  for (const auto &row : rows)
    places.push_back({of_indicator[static_cast<std::size_t>(row.key.indicator)],
                      of_territory[static_cast<std::size_t>(row.key.territory)], of_period.at(row.key.period),
                      static_cast<std::uint32_t>(row.key.clock), static_cast<std::uint32_t>(places.size())});
  return places;
}

/// Rows of one place by their whole canonical rows, each made once.
void order_equals(std::vector<Place>::iterator first, std::vector<Place>::iterator last,
                  const std::vector<Observation> &rows, CanonicalWriter &canonical) {
  std::vector<std::pair<std::string, Place>> named;
  named.reserve(static_cast<std::size_t>(last - first));
  for (auto place = first; place != last; ++place)
    named.emplace_back(canonical.row(rows[place->row]), *place);
  std::ranges::stable_sort(named, {}, [](const auto &one) -> const std::string & { return one.first; });
  std::ranges::transform(named, first, [](const auto &one) { return one.second; });
}

} // namespace

/// Field by field as in the canonical row: the separator is below every character of a field, and the clocks are
/// declared in the order of their names.
void order(std::vector<Observation> &rows, const model::Catalogue &catalogue) {
  auto places = places_of(rows, catalogue);
  CanonicalWriter canonical(catalogue);
  std::ranges::stable_sort(places, {}, [](const Place &place) { return place.key(); });
  for (auto first = places.begin(); first != places.end();) {
    const auto last =
        std::find_if(first, places.end(), [&](const Place &place) { return place.key() != first->key(); });
    if (last - first > 1)
      order_equals(first, last, rows, canonical);
    first = last;
  }
  std::vector<Observation> ordered;
  ordered.reserve(rows.size());
  for (const auto &place : places)
    ordered.push_back(std::move(rows[place.row]));
  rows = std::move(ordered);
}

void Gatherer::begin(RowOrigin origin) {
  origin_ = std::move(origin);
  reader_.emplace(catalogue_, names_, origin_, findings_);
}

void Gatherer::add(const RowView &row) {
  ++rows_;
  auto *const observation = reader_.value().read(row);
  if (observation == nullptr || !chosen_.holds(*observation))
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
  void take(Observation &&observation) override { rows.push_back(std::move(observation)); }
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
