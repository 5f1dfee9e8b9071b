#pragma once

#include "check/checker.hpp"
#include "check/comparison.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::check {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Looks figures up for one verdict and remembers what it met.
class Evidence : public expression::FigureLookup {
public:
  Evidence(const expression::FigureLookup &figures, const model::Dataset *dataset)
      : figures_(figures), dataset_(dataset) {}

  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const override;
  void saw(std::uint32_t row) const;
  /// The rows of the source, each once, in the order met.
  [[nodiscard]] std::vector<std::string> rows() const;
  /// True when figures were looked up and none has a row behind it.
  [[nodiscard]] bool nothing_there() const noexcept { return !any_row_; }

private:
  const expression::FigureLookup &figures_;
  const model::Dataset *dataset_;
  mutable std::vector<std::uint32_t> rows_;
  mutable bool any_row_ = false;
};

/// A verdict with the rule's name, severity and the place of the report.
[[nodiscard]] Verdict verdict_for(const CompiledRule &rule, const expression::Environment &environment);
/// "Quảng Ninh, 2020/2024".
[[nodiscard]] std::string place_of(const model::FigureQuery &query, const model::Catalogue &catalogue);
/// "VET_ENR[level=SC]".
[[nodiscard]] std::string name_of(const model::FigureQuery &query, const model::Catalogue &catalogue);

/// Sets both sides and fills the rule's two sentences; `more` are places beyond left, right, figure and place.
void tell(Verdict &verdict, const CompiledRule &rule, const Evidence &evidence, const Arguments &more = {});

} // namespace solieu::check
