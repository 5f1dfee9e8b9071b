#pragma once

#include "format/formatter.hpp"
#include "model/dataset.hpp"
#include "model/figure.hpp"

#include <string>
#include <vector>

namespace solieu::job {

/// An observation behind a figure, as a person checks it against its source.
struct ExplainedObservation {
  std::string row_id; ///< "A7"
  std::string origin; ///< table or file and row
  std::string what;   ///< "JOB_ADDED [channel=COAL], Quảng Ninh, 2025-Q1, actual"
  std::string value;  ///< as the source words it: "trên 7.650 người"
  std::string source;
  std::string quote;    ///< the source's own words, or their translation
  std::string quote_as; ///< what the quote is when it is no Vietnamese: "in English translation"; else empty
};

/// The chain behind one figure: what was asked, which step answered, from which rows and which other figures.
struct Explanation {
  std::string what;
  std::string step; ///< code of the step: observed, recomputed_rate, sum_of_members …
  std::string how;  ///< the step in words
  std::string note; ///< sentence; empty = none
  std::vector<ExplainedObservation> observations;
  std::vector<Explanation> parts;
};

/// The chain behind a figure in the formatter's language.
[[nodiscard]] Explanation explain(const model::Figure &figure, const model::Catalogue &catalogue,
                                  const model::Dataset &dataset, const format::Formatter &formatter);

/// The chain as indented lines.
[[nodiscard]] std::vector<std::string> lines_of(const Explanation &explanation);

} // namespace solieu::job
