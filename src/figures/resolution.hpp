#pragma once

#include "diagnostic/diagnostic.hpp"
#include "figures/observations.hpp"
#include "figures/resolver.hpp"
#include "figures/total.hpp"

#include <cstddef>
#include <vector>

namespace solieu::figures {

/// How far a lookup may go down the resolution order.
enum class Reach : std::uint8_t {
  observed,     ///< step 1
  periods,      ///< steps 1–4
  children,     ///< steps 1–5
  predecessors, ///< all six
};

/// The resolution order of figures.md §1 and the year to date; the measures stand on it.
class Resolution {
public:
  Resolution(const model::Catalogue &catalogue, const model::Dataset &dataset, const Policy &policy);

  /// True when the query's indicator and territory exist in the catalogue.
  [[nodiscard]] bool known(const model::FigureQuery &query) const noexcept;
  /// The value asked for (its measure is not looked at): kinds in their order, year to date where asked.
  [[nodiscard]] model::Figure value(const model::FigureQuery &query) const;
  /// What the source states in this measure (share, plan percentage), exactly at the key.
  [[nodiscard]] model::Figure stated(const model::FigureQuery &query, model::Measure measure) const;
  [[nodiscard]] const model::Catalogue &catalogue() const noexcept { return catalogue_; }

private:
  struct Attempt;

  [[nodiscard]] model::Figure of_kinds(const model::FigureQuery &query, Kinds kinds) const;
  [[nodiscard]] model::Figure by_order(const model::FigureQuery &query, Kinds kinds, Reach reach) const;
  /// What step 1 saw, when it is no number.
  [[nodiscard]] bool take(Attempt &attempt, const Sighting &sighting) const;
  [[nodiscard]] bool recompute_rate(Attempt &attempt) const;
  [[nodiscard]] bool sum_members(Attempt &attempt) const;
  [[nodiscard]] bool sum_periods(Attempt &attempt) const;
  [[nodiscard]] bool sum_children(Attempt &attempt) const;
  [[nodiscard]] bool sum_predecessors(Attempt &attempt) const;
  [[nodiscard]] bool sum_across_change(Attempt &attempt) const;
  [[nodiscard]] Total members_total(Attempt &attempt, model::BreakdownId breakdown) const;
  [[nodiscard]] Total predecessors_total(const model::FigureQuery &query, Kinds kinds) const;
  void look(Total &total, model::ObservationKey &key, const model::FigureQuery &query, Kinds kinds,
            const std::string &label) const;
  [[nodiscard]] bool settle(Attempt &attempt, const Total &total, const diagnostic::Code &incomplete) const;

  [[nodiscard]] model::Figure year_to_date(const model::FigureQuery &query, Kinds kinds) const;
  [[nodiscard]] model::Figure flow_to_date(const model::FigureQuery &query, Kinds kinds) const;
  [[nodiscard]] model::Figure stock_to_date(const model::FigureQuery &query, Kinds kinds) const;
  [[nodiscard]] model::Figure rate_to_date(const model::FigureQuery &query, Kinds kinds) const;
  [[nodiscard]] model::Figure rate_of(const model::FigureQuery &query, Kinds kinds, Reach reach) const;

  const model::Catalogue &catalogue_;
  Observations observations_;
  bool estimates_allowed_;
  std::vector<std::vector<model::TerritoryId>> children_; ///< of each unit, over all times
};

/// A figure of a row at the query's key.
[[nodiscard]] model::Figure observed_figure(const model::FigureQuery &query, const Observations &observations,
                                            const Sighting &sighting, const model::Unit &unit);
/// An absent figure.
[[nodiscard]] model::Figure absent_figure(const model::FigureQuery &query, model::Quantity quantity);

} // namespace solieu::figures
