#include "data/collected_rows.hpp"

#include "data/gather.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace solieu::data {

namespace {

/// Where names stand in their order, by number; equal numbers of other things do not come into it.
template <class Name> std::vector<std::uint64_t> ranks(const std::vector<bool> &occurs, Name name) {
  std::vector<std::pair<std::string, std::size_t>> named;
  for (std::size_t number = 0; number < occurs.size(); ++number)
    if (occurs[number])
      named.emplace_back(name(number), number);
  std::ranges::sort(named);
  std::vector<std::uint64_t> made(occurs.size());
  for (std::size_t rank = 0; rank < named.size(); ++rank)
    made[named[rank].second] = rank;
  return made;
}

} // namespace

/// Most rows name a period that another one named just before.
std::uint32_t CollectedRows::number_of(const model::Period &period) {
  auto &known = known_periods_.at(step_of(period) % known_periods_.size());
  if (!known.used || known.period != period) {
    const auto next = static_cast<std::uint32_t>(periods_.size());
    known = {period, periods_.try_emplace(period, next).first->second, true};
  }
  return known.number;
}

void CollectedRows::take(model::Observation &&observation) {
  constexpr std::size_t many = 1024;
  next_.push_back(std::move(observation));
  if (next_.size() < many)
    return;
  beside_.wait();
  std::swap(next_, under_way_);
  beside_.start([this] { keep(under_way_); });
}

void CollectedRows::keep(std::vector<model::Observation> &rows) {
  for (auto &row : rows) {
    const auto &key = row.key;
    coordinates_.push_back({static_cast<std::uint32_t>(key.indicator), static_cast<std::uint32_t>(key.territory),
                            number_of(key.period), static_cast<std::uint32_t>(key.clock)});
    rows_.add(std::move(row));
  }
  rows.clear();
}

/// Field by field as in the canonical row: the separator is below every character of a field, and the clocks are
/// declared in the order of their names.
std::vector<CollectedRows::Place> CollectedRows::ranked() const {
  constexpr std::uint64_t clocks = 4;
  std::vector<bool> indicators(catalogue_.indicators().size());
  std::vector<bool> territories(catalogue_.territories.size());
  for (const auto &row : coordinates_) {
    indicators[row.indicator] = true;
    territories[row.territory] = true;
  }
  std::vector<const model::Period *> periods(periods_.size());
  for (const auto &[period, number] : periods_)
    periods[number] = &period;
  const auto of_indicator = ranks(
      indicators, [&](std::size_t number) { return catalogue_.at(static_cast<model::IndicatorId>(number)).code; });
  const auto of_territory = ranks(territories, [&](std::size_t number) {
    return catalogue_.territories.at(static_cast<model::TerritoryId>(number)).keys.front().text();
  });
  const auto of_period =
      ranks(std::vector<bool>(periods.size(), true), [&](std::size_t number) { return periods[number]->id(); });
  std::vector<Place> places;
  places.reserve(coordinates_.size());
  for (const auto &row : coordinates_) {
    const auto unit = of_indicator[row.indicator] * territories.size() + of_territory[row.territory];
    places.push_back({(unit * periods.size() + of_period[row.period]) * clocks + row.clock,
                      static_cast<std::uint32_t>(places.size())});
  }
  return places;
}

/// Rows of one place by their whole canonical rows, each made once.
void CollectedRows::order_equals(std::vector<Place>::iterator first, std::vector<Place>::iterator last) {
  CanonicalWriter canonical(catalogue_);
  std::vector<std::pair<std::string, Place>> named;
  named.reserve(static_cast<std::size_t>(last - first));
  for (auto place = first; place != last; ++place)
    named.emplace_back(canonical.row(rows_.at(place->row)), *place);
  std::ranges::stable_sort(named, {}, [](const auto &one) -> const std::string & { return one.first; });
  std::ranges::transform(named, first, [](const auto &one) { return one.second; });
}

model::Dataset CollectedRows::dataset() {
  beside_.wait();
  keep(next_);
  auto places = ranked();
  coordinates_ = {};
  std::ranges::sort(places, {}, [](const Place &place) { return std::pair(place.rank, place.row); });
  for (auto first = places.begin(); first != places.end();) {
    const auto last = std::find_if(first, places.end(), [&](const Place &place) { return place.rank != first->rank; });
    if (last - first > 1)
      order_equals(first, last);
    first = last;
  }
  std::vector<std::uint32_t> order;
  order.reserve(places.size());
  std::ranges::transform(places, std::back_inserter(order), &Place::row);
  places = {};
  rows_.arrange(std::move(order));
  rows_.seal();
  return std::move(rows_);
}

StreamResult DataSource::test(const model::Catalogue &catalogue) {
  class Nowhere : public ObservationSink {
  public:
    void take(model::Observation &&) override {}
  };
  Nowhere nowhere;
  return stream({}, catalogue, nowhere);
}

ReadResult DataSource::read(const Selection &selection, const model::Catalogue &catalogue) {
  CollectedRows rows(catalogue);
  auto streamed = stream(selection, catalogue, rows);
  ReadResult result{rows.dataset(), std::move(streamed.findings)};
  result.dataset.snapshot_id = std::move(streamed.snapshot_id);
  result.dataset.read_at = std::move(streamed.read_at);
  return result;
}

} // namespace solieu::data
