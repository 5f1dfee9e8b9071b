#include "data/gather.hpp"

#include "model/sha256.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <new>
#include <openssl/evp.h>
#include <openssl/sha.h>

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

std::size_t step_of(const model::Period &period) noexcept {
  constexpr std::size_t steps_a_year = 20;
  constexpr std::array<std::size_t, 7> first_step{0, 0, 13, 16, 18, 19, 19}; // by kind; a year has twelve months
  return static_cast<std::size_t>(period.year()) * steps_a_year + static_cast<std::size_t>(period.index()) +
         first_step[static_cast<std::size_t>(period.kind())];
}

const std::string &CanonicalWriter::period(const model::Period &period) {
  auto &named = periods_.at(step_of(period) % periods_.size());
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
  if (next_.bytes.size() < many)
    return;
  summing_.wait();
  std::swap(next_, under_way_);
  summing_.start([this] { sum_->add(under_way_); });
}

std::string RowDigest::text() {
  summing_.wait();
  sum_->add(next_);
  std::string all;
  for (const auto word : sum_->words)
    all += std::to_string(word) + part_end;
  return model::sha256(all + std::to_string(sum_->count));
}

void Gatherer::begin(RowOrigin origin) {
  origin_ = std::move(origin);
  reader_.emplace(catalogue_, names_, origin_, findings_);
}

diagnostic::Diagnostics Gatherer::faults_of(const RowView &parts, model::Writing writing) {
  const RowOrigin nowhere{.file = {}, .table = {}, .columns = column_names({}), .writing = writing};
  RowFindings found;
  static_cast<void>(RowReader(catalogue_, names_, nowhere, found).read(parts));
  return found.take(nowhere);
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

} // namespace solieu::data
