#include "workspace_builder/synthetic_facts.hpp"

#include <algorithm>
#include <numeric>

namespace solieu::workspace_builder {

namespace {

constexpr std::uint64_t seed = 20250701;
constexpr int first_year = 2023;
constexpr Count thousand = 1000;

/// Shares of a year by month, in thousandths: the Tết months are weak, training begins in September.
constexpr std::array<Count, 12> job_season{58, 52, 84, 90, 92, 93, 86, 88, 92, 93, 89, 83};
constexpr std::array<Count, 12> enrolment_season{25, 22, 60, 70, 75, 80, 90, 150, 200, 120, 68, 40};
constexpr std::array<Count, 12> even_season{70, 66, 86, 88, 86, 84, 82, 86, 90, 90, 88, 84};

constexpr std::array<Count, levels.size()> level_weights{110, 170, 400, 260, 60};

/// SplitMix64 over an FNV-1a hash: a number for every unit, series and month, without a state to keep.
std::uint64_t mixed(std::string_view unit, std::string_view series, int year, int month) {
  std::uint64_t hash = 14695981039346656037ULL ^ seed;
  const auto take = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (const std::string_view text : {unit, series})
    for (const char c : text)
      take(static_cast<unsigned char>(c));
  take(static_cast<std::uint64_t>(year));
  take(static_cast<std::uint64_t>(month));
  std::uint64_t z = hash + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

Count between(Count low, Count high, std::uint64_t number) {
  return low + static_cast<Count>(number % static_cast<std::uint64_t>(high - low + 1));
}

/// Growth since the first month, in thousandths: so many thousandths a year.
Count grown(Count value, Count a_year, int year, int month) {
  return value * (12 * thousand + a_year * (12 * (year - first_year) + month - 1)) / (12 * thousand);
}

Count flow(Count a_year, Count growth, const std::array<Count, 12> &season, std::string_view unit,
           std::string_view series, int year, int month) {
  const auto usual = grown(a_year, growth, year, month) * season.at(static_cast<std::size_t>(month - 1)) / thousand;
  return usual * between(950, 1050, mixed(unit, series, year, month)) / thousand;
}

template <std::size_t size>
std::array<Count, size> parted(Count whole, const std::array<Count, size> &weights, std::string_view unit,
                               const std::array<std::string_view, size> &names, int year, int month) {
  std::vector<Count> shaken(size);
  for (std::size_t i = 0; i < size; ++i)
    shaken[i] = weights.at(i) * between(90, 110, mixed(unit, names.at(i), year, month));
  const auto list = apportioned(whole, shaken);
  std::array<Count, size> parts{};
  std::ranges::copy(list, parts.begin());
  return parts;
}

/// Consulted → referred → placed, and the unemployed: shares of the number before, in thousandths.
void take_shares(Facts &facts, std::string_view unit, int year, int month) {
  facts.referred = facts.consulted * between(280, 360, mixed(unit, "referred", year, month)) / thousand;
  facts.placed = facts.referred * between(470, 620, mixed(unit, "placed", year, month)) / thousand;
  facts.unemployed = facts.labour_force * between(16, 25, mixed(unit, "unemployed", year, month)) / thousand;
}

template <class Number> std::vector<Count> weights_of(const std::vector<Part> &parts, Number weight) {
  std::vector<Count> weights;
  std::ranges::transform(parts, std::back_inserter(weights), weight);
  return weights;
}

Count tens(Count value) { return value / 10 * 10; }

} // namespace

Count Facts::all_jobs() const noexcept { return std::accumulate(jobs.begin(), jobs.end(), Count{0}); }
Count Facts::all_enrolled() const noexcept { return std::accumulate(enrolled.begin(), enrolled.end(), Count{0}); }

Facts &Facts::operator+=(const Facts &other) noexcept {
  for (std::size_t i = 0; i < jobs.size(); ++i)
    jobs[i] += other.jobs[i];
  for (std::size_t i = 0; i < enrolled.size(); ++i)
    enrolled[i] += other.enrolled[i];
  sessions += other.sessions;
  consulted += other.consulted;
  referred += other.referred;
  placed += other.placed;
  labour_force += other.labour_force;
  unemployed += other.unemployed;
  return *this;
}

Plans &Plans::operator+=(const Plans &other) noexcept {
  jobs += other.jobs;
  enrolled += other.enrolled;
  sessions += other.sessions;
  return *this;
}

const std::vector<Profile> &profiles() {
  static const std::vector<Profile> list{
      {"VN-NSO/2025-01-01/22", 27'000, 38'000, 150, 60'000, 690'000, {190, 330, 140, 210, 20, 110}},
      {"VN-NSO/2025-01-01/10", 12'500, 11'000, 42, 18'000, 445'000, {310, 210, 0, 250, 20, 210}},
      {"VN-NSO/2025-01-01/15", 14'500, 14'000, 38, 16'000, 510'000, {330, 220, 0, 130, 40, 280}},
      {"VN-NSO/2025-01-01/30", 34'000, 33'000, 96, 52'000, 935'000, {120, 520, 0, 120, 110, 130}},
      {"VN-NSO/2025-01-01/31", 52'000, 49'000, 180, 88'000, 1'080'000, {110, 560, 0, 190, 40, 100}},
  };
  return list;
}

Facts facts_of(const Profile &profile, int year, int month) {
  const auto unit = profile.key;
  Facts facts;
  facts.jobs = parted(flow(profile.jobs, 35, job_season, unit, "jobs", year, month), profile.channel_weights, unit,
                      channels, year, month);
  facts.enrolled = parted(flow(profile.enrolled, 25, enrolment_season, unit, "enrolled", year, month), level_weights,
                          unit, levels, year, month);
  facts.sessions = flow(profile.sessions, 40, even_season, unit, "sessions", year, month);
  facts.consulted = flow(profile.consulted, 30, even_season, unit, "consulted", year, month);
  facts.labour_force = grown(profile.labour_force, 9, year, month);
  take_shares(facts, unit, year, month);
  return facts;
}

Plans plans_of(const Profile &profile, int year) {
  const auto shaken = [&](Count a_year, std::string_view series) {
    return grown(a_year, 30, year, 7) * between(970, 1030, mixed(profile.key, series, year, 0)) / thousand;
  };
  return {tens(shaken(profile.jobs, "jobs")), tens(shaken(profile.enrolled, "enrolled")),
          shaken(profile.sessions, "sessions")};
}

Part part_of(std::string_view code, std::string_view type) {
  const Count weight = between(40, 120, mixed(code, "weight", 0, 0));
  return {code, type == "phường" ? 2 * weight : weight};
}

std::vector<Count> apportioned(Count whole, const std::vector<Count> &weights) {
  const auto all = std::accumulate(weights.begin(), weights.end(), Count{0});
  std::vector<Count> parts(weights.size());
  if (all == 0)
    return parts;
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = 0; i < weights.size(); ++i)
    parts[i] = whole * weights[i] / all;
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return whole * weights[a] % all > whole * weights[b] % all; });
  const auto rest = whole - std::accumulate(parts.begin(), parts.end(), Count{0});
  for (std::size_t i = 0; i < static_cast<std::size_t>(rest); ++i)
    ++parts[order[i]];
  return parts;
}

std::vector<Facts> divided(const Facts &whole, const std::vector<Part> &parts, int year, int month) {
  const auto shaken = [&](std::string_view series) {
    return weights_of(
        parts, [&](const Part &part) { return part.weight * between(85, 115, mixed(part.code, series, year, month)); });
  };
  std::vector<Facts> list(parts.size());
  const auto share_out = [&](Count amount, std::string_view series, auto target) {
    const auto shares = apportioned(amount, shaken(series));
    for (std::size_t i = 0; i < parts.size(); ++i)
      target(list[i]) = shares[i];
  };
  for (std::size_t c = 0; c < channels.size(); ++c)
    share_out(whole.jobs.at(c), channels.at(c), [c](Facts &facts) -> Count & { return facts.jobs.at(c); });
  for (std::size_t l = 0; l < levels.size(); ++l)
    share_out(whole.enrolled.at(l), levels.at(l), [l](Facts &facts) -> Count & { return facts.enrolled.at(l); });
  share_out(whole.sessions, "sessions", [](Facts &facts) -> Count & { return facts.sessions; });
  share_out(whole.consulted, "consulted", [](Facts &facts) -> Count & { return facts.consulted; });
  const auto people = apportioned(whole.labour_force, weights_of(parts, &Part::weight));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    list[i].labour_force = people[i];
    take_shares(list[i], parts[i].code, year, month);
  }
  return list;
}

std::vector<Plans> divided(const Plans &whole, const std::vector<Part> &parts) {
  const auto weights = weights_of(parts, &Part::weight);
  const auto jobs = apportioned(whole.jobs, weights);
  const auto enrolled = apportioned(whole.enrolled, weights);
  const auto sessions = apportioned(whole.sessions, weights);
  std::vector<Plans> list(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i)
    list[i] = {jobs[i], enrolled[i], sessions[i]};
  return list;
}

} // namespace solieu::workspace_builder
