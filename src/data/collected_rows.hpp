#pragma once

#include "data/data_source.hpp"
#include "data/one_beside.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace solieu::data {

/// Keeps all rows of a read and puts them in the order of their canonical rows, so that the order in the source never
/// matters. They are kept beside the reading of the next ones.
class CollectedRows : public ObservationSink {
public:
  explicit CollectedRows(const model::Catalogue &catalogue) : catalogue_(catalogue) {}

  void take(model::Observation &&observation) override;
  /// All rows as a sealed dataset; none are left.
  [[nodiscard]] model::Dataset dataset();

private:
  void keep(std::vector<model::Observation> &rows);

  /// The first parts of the canonical row, as numbers.
  struct Coordinates {
    std::uint32_t indicator = 0, territory = 0;
    std::uint32_t period = 0; ///< in the order met
    std::uint32_t clock = 0;
  };
  struct Place {
    std::uint64_t rank = 0; ///< of the coordinates
    std::uint32_t row = 0;
  };
  [[nodiscard]] std::uint32_t number_of(const model::Period &period);
  [[nodiscard]] std::vector<Place> ranked() const;
  void order_equals(std::vector<Place>::iterator first, std::vector<Place>::iterator last);

  const model::Catalogue &catalogue_;
  model::Dataset rows_; ///< as they came
  std::vector<Coordinates> coordinates_;
  std::map<model::Period, std::uint32_t> periods_;
  struct KnownPeriod {
    model::Period period;
    std::uint32_t number = 0;
    bool used = false;
  };
  std::array<KnownPeriod, 512> known_periods_; ///< by their steps
  std::vector<model::Observation> next_, under_way_;
  OneBeside beside_; ///< keeps the rows under way; the last member, as it waits for them
};

} // namespace solieu::data
