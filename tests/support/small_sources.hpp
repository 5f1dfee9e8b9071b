#pragma once

#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace solieu::support {

/// The indicator JOB (người) and the province 22.
inline model::Catalogue small_catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  made.add(std::move(job));
  model::Territory unit;
  unit.name = "Quảng Ninh";
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

/// What a person reads when the source cannot be read; "" when it can.
inline std::string failure_of(const model::SourceSettings &settings, const std::string &language) {
  try {
    static_cast<void>(data::open_source(settings)->read({}, small_catalogue()));
  } catch (const diagnostic::Failure &failed) {
    return format::message(failed.findings().front(), language);
  }
  return "";
}

/// A read and a query of one opened source see the two rows (1, 2) of its table `moment`, though two more come in
/// between; the next opened source sees all four.
inline void check_one_moment(const model::SourceSettings &settings,
                             const std::function<void(const std::string &)> &run_sql) {
  const model::NamedQuery sum{
      "sum", "SELECT SUM(value) AS tong FROM moment WHERE value < :most", {"most"}, {"tong"}, {"tong"}};
  const auto source = data::open_source(settings);
  BOOST_CHECK_EQUAL(source->read({}, small_catalogue()).dataset.size(), 2U);
  run_sql("INSERT INTO moment SELECT indicator, territory, period, value + 10, row_id FROM moment");
  BOOST_CHECK_EQUAL(source->read({}, small_catalogue()).dataset.size(), 2U);
  BOOST_CHECK_EQUAL(model::Decimal::parse(source->query(sum, {{"most", "100"}}).rows.at(0)[0].value())->text(), "3");
  BOOST_CHECK_EQUAL(data::open_source(settings)->read({}, small_catalogue()).dataset.size(), 4U);
}

/// How a read ended that was cancelled: the code of its failure ("" when it had none), and how long after the call.
struct CancelledRead {
  std::string code;
  std::chrono::steady_clock::duration took{};
};

/// Reads the source and cancels it from another thread as soon as `wait` returns.
inline CancelledRead cancelled_read(data::DataSource &source, const std::function<void()> &wait) {
  std::chrono::steady_clock::time_point asked;
  std::thread canceller([&] {
    wait();
    asked = std::chrono::steady_clock::now();
    source.cancel();
  });
  std::string code;
  try {
    static_cast<void>(source.read({}, small_catalogue()));
  } catch (const diagnostic::Failure &failed) {
    code = failed.findings().front().code.name;
  }
  const auto answered = std::chrono::steady_clock::now();
  canceller.join();
  return {std::move(code), answered - asked};
}

} // namespace solieu::support
