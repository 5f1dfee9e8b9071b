#pragma once

#include "figures/observations.hpp"
#include "model/figure.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace solieu::figures {

/// A sum in the making: every expected part must be there. A part that is not applicable is there and adds nothing.
class Total {
public:
  Total(model::FigureQuery query, model::Unit unit, model::Step step);

  void add(const model::Observation &observation, const Sighting &sighting);
  /// A part that was itself computed; with a share of it, if only that share counts.
  void add(const model::Figure &figure, const std::optional<model::Decimal> &share = std::nullopt);
  /// A part that is expected and has no number; `label` names it for a person.
  void lack(const model::Figure &figure, const std::string &label);
  void lack(const Sighting &sighting, const std::string &label);
  void mark_rebased() noexcept { figure_.rebased = true; }

  [[nodiscard]] std::size_t expected() const noexcept { return expected_; }
  [[nodiscard]] std::size_t found() const noexcept { return found_; }
  [[nodiscard]] bool complete() const noexcept { return expected_ > 0 && found_ == expected_; }
  /// A part has contradicting rows: the sum is an error and no other way may answer.
  [[nodiscard]] bool contradicted() const noexcept { return contradicted_; }
  /// "COAL, OTHER, …": the first parts that are missing.
  [[nodiscard]] const std::string &missing() const noexcept { return missing_; }
  /// The row that stands for the contradiction.
  [[nodiscard]] const std::string &contradiction() const noexcept { return contradiction_; }

  /// The figure of a complete sum.
  [[nodiscard]] model::Figure figure() const;

private:
  void sum(const model::Quantity &term);
  void take(model::Kind kind, model::Status status, const std::optional<model::Date> &as_of, std::string_view source);

  model::Figure figure_;
  model::Provenance provenance_;
  std::size_t expected_ = 0;
  std::size_t found_ = 0;
  std::size_t summed_ = 0;
  std::size_t missing_count_ = 0;
  bool contradicted_ = false;
  std::string missing_;
  std::string contradiction_;
  std::set<std::string, std::less<>> sources_;
};

/// The weaker of two: an estimate makes the whole an estimate; a final and an actual make an actual.
[[nodiscard]] model::Kind weaker(model::Kind a, model::Kind b) noexcept;
[[nodiscard]] model::Status weaker(model::Status a, model::Status b) noexcept;
/// True for a figure that a sum can take: it has a number, or cannot exist and adds nothing.
[[nodiscard]] bool there(const model::Figure &figure) noexcept;
/// True when contradicting rows are the reason: an error that no other way may answer.
[[nodiscard]] bool contradicted(const model::Quantity &quantity) noexcept;
/// "source A; source B", each once, in order.
[[nodiscard]] std::string joined(const std::set<std::string, std::less<>> &sources);

} // namespace solieu::figures
