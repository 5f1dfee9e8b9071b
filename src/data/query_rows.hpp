#pragma once

#include "data/data_source.hpp"
#include "data/server_session.hpp"

#include <span>
#include <string>
#include <vector>

namespace solieu::data {

/// Gathers the answer to a named query and checks it. Failure `data.query-column-missing`, `data.query-cell` (no text
/// that a document can hold, or no number where one is declared), `data.query-too-long` (beyond 100,000 rows).
class QueryRowsMaker {
public:
  /// `names` are the columns that the answer has.
  QueryRowsMaker(const model::NamedQuery &query, const model::SourceSettings &settings,
                 const std::vector<std::string> &names);

  void add(std::span<const ServerCell> cells);
  [[nodiscard]] QueryRows rows() && { return std::move(answer_); }

private:
  [[noreturn]] void fail(diagnostic::Code code, const std::string &column, std::string_view value) const;
  void check(std::size_t column, std::string_view text) const;

  const model::NamedQuery &query_;
  const model::SourceSettings &settings_;
  std::vector<std::size_t> places_; ///< of the query's columns in the answer
  QueryRows answer_;
};

} // namespace solieu::data
