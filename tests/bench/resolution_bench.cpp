// Times the look-up of one whole figure in a loaded dataset of made-up monthly observations.
// Usage: solieu_resolution_bench [OBSERVATIONS=2000000]. Nanoseconds a figure; the observed ones must take ≤ 1 µs.

#include "figures/resolver.hpp"
#include "model/dataset.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace solieu::bench {
namespace {

constexpr int years = 5;
constexpr std::size_t indicator_count = 40;
constexpr std::size_t questions = 200'000;
constexpr const char *members[] = {"VBSP_LOAN", "INDUSTRIAL_PARK", "COAL", "TOURISM_SERVICE", "ABROAD", "OTHER"};

struct World {
  model::Catalogue catalogue;
  model::Dataset dataset;
  std::vector<model::FigureQuery> observed; ///< coordinates that have a row, at random
  std::vector<model::FigureQuery> nothing;  ///< coordinates without one
};

void add_indicators(model::Catalogue &catalogue) {
  model::Breakdown channel;
  channel.code = "channel";
  for (const char *code : members)
    channel.members.push_back({code, {code, code}, ""});
  const model::BreakdownId id = catalogue.add(std::move(channel));
  for (std::size_t i = 0; i < indicator_count; ++i) {
    model::Indicator indicator;
    indicator.code = "IND_" + std::to_string(i);
    indicator.unit = model::Unit::of("người");
    indicator.breakdowns = {id};
    catalogue.add(std::move(indicator));
  }
}

void add_communes(model::Catalogue &catalogue, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    model::Territory commune;
    commune.name = "Xã số " + std::to_string(i);
    commune.keys.push_back({"VN-NSO", model::Date{2025, 7, 1}, std::to_string(i)});
    catalogue.territories.add(std::move(commune));
  }
}

model::Observation row_of(const model::FigureQuery &at, std::size_t number) {
  model::Observation row;
  row.key = {at.indicator, at.territory, at.period, at.clock, at.slice, model::Kind::actual, model::Measure::value};
  row.low = model::Decimal(static_cast<std::int64_t>(number % 9973));
  row.unit = model::Unit::of("người");
  row.source = "Số liệu tổng hợp để đo tốc độ, không phải số liệu thật của địa phương nào";
  row.row_id = std::to_string(number);
  row.origin = {"observations", static_cast<std::uint64_t>(number)};
  row.synthetic = true;
  return row;
}

/// All cells of one commune: months × indicators × (total and members).
std::vector<model::FigureQuery> cells_of(std::uint32_t commune) {
  std::vector<model::FigureQuery> cells;
  for (int month = 0; month < years * 12; ++month)
    for (std::uint16_t indicator = 0; indicator < indicator_count; ++indicator)
      for (std::size_t member = 0; member <= std::size(members); ++member) {
        model::FigureQuery cell;
        cell.indicator = model::IndicatorId{indicator};
        cell.territory = model::TerritoryId{commune};
        cell.period = model::Period::month_of(2021 + month / 12, month % 12 + 1);
        cell.clock = model::Clock::admin15;
        if (member > 0)
          cell.slice = {{model::BreakdownId{0}, members[member - 1]}};
        cells.push_back(std::move(cell));
      }
  return cells;
}

World world_of(std::size_t observations) {
  World world;
  add_indicators(world.catalogue);
  const std::size_t per_commune = cells_of(0).size();
  const std::size_t communes = observations / per_commune + 1;
  add_communes(world.catalogue, communes);
  world.dataset.reserve(communes * per_commune);
  std::mt19937 random(20250701);
  for (std::size_t commune = 0; commune < communes; ++commune) {
    auto cells = cells_of(static_cast<std::uint32_t>(commune));
    for (const model::FigureQuery &cell : cells)
      world.dataset.add(row_of(cell, world.dataset.size()));
    std::ranges::shuffle(cells, random);
    cells.resize(std::min(cells.size(), questions / communes + 1));
    world.observed.insert(world.observed.end(), cells.begin(), cells.end());
  }
  std::ranges::shuffle(world.observed, random);
  world.nothing = world.observed;
  for (model::FigureQuery &query : world.nothing)
    query.period = model::Period::month_of(2031, query.period.index());
  world.dataset.seal();
  return world;
}

/// Of the processor, so that what else runs on the machine does not count.
double seconds_of_this_process() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Nanoseconds a figure, the best of five rounds; ends the program when an answer is not as expected.
double time(const figures::Resolver &resolver, const std::vector<model::FigureQuery> &queries, bool present) {
  double best = 1e18;
  for (int round = 0; round < 5; ++round) {
    std::size_t found = 0;
    const double start = seconds_of_this_process();
    for (const model::FigureQuery &query : queries)
      found += resolver.figure(query).quantity.present() ? 1U : 0U;
    const double taken = (seconds_of_this_process() - start) * 1e9;
    if (found != (present ? queries.size() : 0)) {
      std::fprintf(stderr, "%zu of %zu figures were found\n", found, queries.size());
      std::exit(1);
    }
    best = std::min(best, taken / static_cast<double>(queries.size()));
  }
  return best;
}

} // namespace
} // namespace solieu::bench

int main(int count, char **arguments) {
  using namespace solieu;
  const std::size_t wanted = count > 1 ? static_cast<std::size_t>(std::atoll(arguments[1])) : 2'000'000;
  const bench::World world = bench::world_of(wanted);
  const figures::Resolver resolver(world.catalogue, world.dataset);
  const std::size_t near = std::min<std::size_t>(2'000, world.observed.size());
  std::printf("Whole figures from a loaded dataset of %zu observations, nanoseconds a figure\n", world.dataset.size());
  std::printf("%-44s %8.0f\n", "observed, at random over the dataset", bench::time(resolver, world.observed, true));
  std::printf("%-44s %8.0f\n", "observed, one report's figures again",
              bench::time(resolver, {world.observed.begin(), world.observed.begin() + static_cast<long>(near)}, true));
  std::printf("%-44s %8.0f\n", "missing, all six steps asked", bench::time(resolver, world.nothing, false));
  return 0;
}
