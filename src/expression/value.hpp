#pragma once

#include "model/figure.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace solieu::expression {

/// How a value is to be printed; filters fill it, the text is made once at the end (evaluate, format).
struct Presentation {
  std::optional<int> decimals;
  bool percent = false;
  std::string scale_unit; ///< "triệu đồng": print in this unit
  bool compact = false;   ///< 23,5 nghìn
  bool padded = false;    ///< 06
  bool words = false;     ///< số thành chữ
  bool signed_ = false;
  bool with_unit = false;
  bool phrase = false; ///< with the source's wording: "trên 7.650"
  enum class Sentence : std::uint8_t { none, trend, plan_trend, rebased_note } sentence = Sentence::none;
  model::Base base = model::Base::last_year; ///< of the trend
  std::string date_style;                    ///< "long", "short"
  std::string period_style;                  ///< "title", "range" …
  enum class Case : std::uint8_t { upper, lower, sentence };
  std::vector<Case> cases;                ///< one after the other
  std::optional<std::string> fallback;    ///< `default("…")`
  bool merge = false;                     ///< vertical merge of equal neighbours
  std::optional<std::string> image_width; ///< `image("4cm")`: the text names an image; empty = its own width
  bool coded = false;                     ///< the text is a code ("more_than"): compared as it is, printed in words
  bool unit_name = false;                 ///< the text is a unit: compared as it is, printed in the report's language
  friend bool operator==(const Presentation &, const Presentation &) = default;
};

/// A member of a list a report can run over: breakdown member, territory or period.
struct Item {
  enum class Kind : std::uint8_t { member, territory, period } kind = Kind::member;
  std::string code; ///< the row key: member code, full territory key, period id
  std::string name;
  std::string short_name;
  std::size_t index = 0; ///< from 1
  model::BreakdownId breakdown{};
  model::TerritoryId territory = model::TerritoryId::none;
  model::Period period;
};

struct Value;
/// A row of `X.by(…)` or `query(…)`: its key and named columns.
struct Row {
  std::string key;
  std::vector<std::pair<std::string, Value>> columns;
  std::size_t index = 0;
};
using List = std::vector<Value>;
class RowSource;

/// Any value of the language. Lists and rows are shared, never copied deeply.
struct Value {
  using Data = std::variant<std::monostate, bool, model::Quantity, std::string, model::Date, model::Period,
                            std::shared_ptr<const model::Figure>, Item, std::shared_ptr<const Row>,
                            std::shared_ptr<const List>, std::shared_ptr<const RowSource>>;
  Data data;                                        ///< monostate = missing without a quantity; unknown comparison
  std::shared_ptr<const Presentation> presentation; ///< null = default
  /// For a figure with a trend or plan_trend: the figures the sentence needs (base; ytd, plan, plan_pct). For a
  /// computed value that is being explained: the figures it stands on.
  std::shared_ptr<const std::vector<model::Figure>> beside;
  /// Digits after the point that a computed number is printed with; nothing = those that it has, two at most.
  std::optional<int> decimals{};
};

/// Rows too many to be held as values, such as those of a named query: a list of which each row is made when it is
/// looked at. Immutable.
class RowSource {
public:
  virtual ~RowSource() = default;
  [[nodiscard]] virtual std::size_t size() const noexcept = 0;
  /// Puts row `index` (from 0) into `row`, which is empty or was filled by this source before, so that the names of its
  /// columns are there already.
  virtual void read(std::size_t index, Row &row) const = 0;
};

/// The list that a value is, or a list made of its rows; null for any other value.
[[nodiscard]] std::shared_ptr<const List> list_of(const Value &value);

} // namespace solieu::expression
