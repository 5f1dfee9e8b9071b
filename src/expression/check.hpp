#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"
#include "model/catalogue.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace solieu::expression {

/// Static type of an expression, as far as it is known before data are read.
struct Type {
  enum class Kind : std::uint8_t {
    any,
    boolean,
    number,
    text,
    date,
    period,
    territory,
    member,
    figure,
    row,
    list
  } kind = Kind::any;
  std::optional<model::Unit> unit;             ///< of a number or figure, when known
  std::optional<model::BreakdownId> breakdown; ///< of a member, or of a list's items
  std::optional<model::IndicatorId> indicator; ///< of a figure that is no measure of it, or of a list of such figures
  enum class Over : std::uint8_t { other, members, children, periods };
  Over over = Over::other;                      ///< of a list of figures
  Kind item = Kind::any;                        ///< of a list
  std::set<std::string> columns;                ///< of a row, when known
  std::optional<std::set<std::string>> numbers; ///< of a row of a query: its columns of numbers; the others are texts
  std::shared_ptr<const Type> rows;             ///< of a row of a group: its rows, a list
  bool from_query = false;                      ///< depends on rows of a query
  bool outside = false; ///< a text of a query or a parameter, which may read as a date or a period
};

/// The names a place of a template sees, innermost last.
struct Scope {
  std::vector<std::pair<std::string, Type>> names;
  /// false in headers, titles and sheet names: only report, org, signer, recipients and own sets.
  bool loops_visible = true;
};

/// What must be read before a template can be filled: a superset is allowed.
struct Needs {
  std::set<std::string> indicators;
  bool children = false;  ///< figures of the territory's children
  bool last_year = false; ///< the year before
  bool previous = false;
  int years_back = 0; ///< for periods(…) and by("periods")
  int years_ahead = 0;
  std::set<int> years;               ///< years named outright: `.at(period="2021")`, `periods("2020", "2024")`
  std::set<std::string> territories; ///< full keys named outright: `.at(territory="VN-NSO/2025-07-01/22")`
  std::set<std::string> queries;
  std::set<std::string> parameters; ///< NAME of every param.NAME
  bool checks = false;              ///< prints what the rules said
  void merge(const Needs &other);
};

/// Named queries of the workspace, for static checks.
struct QuerySignature {
  std::string name;
  std::vector<std::string> parameters;
  std::vector<std::string> columns;
  std::optional<std::vector<std::string>> numbers{}; ///< the columns of numbers; nothing = not known
};

/// What the place of an expression takes.
enum class Wanted : std::uint8_t { value, condition, list };

/// Checks names, members, units, filter arguments; appends errors (text, offset, length set) and what must be read.
[[nodiscard]] Type check(const Node &expression, const Scope &scope, const model::Catalogue &catalogue,
                         const std::vector<QuerySignature> &queries, Needs &needs, std::string_view marker_text,
                         diagnostic::Diagnostics &errors, Wanted wanted = Wanted::value);

/// Type of the row named `loop` that is seen inside a loop, beside its variable.
[[nodiscard]] Type loop_type();

/// Type of the items that `list` gives to a loop variable.
[[nodiscard]] Type item_type(const Type &list);

} // namespace solieu::expression
