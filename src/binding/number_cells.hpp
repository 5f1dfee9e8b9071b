#pragma once

#include "binding/draft.hpp"

#include <set>
#include <string>
#include <unordered_map>

namespace solieu::binding {

/// Gives the cells of a part that hold one value the styles that say how their number is written: Writer forgets a
/// number without one.
class NumberCells {
public:
  NumberCells(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void bind(odf::XmlNode &table);
  /// The style of a cell, of which there will be one for each number of decimals.
  std::string take_style(const odf::XmlNode &cell);
  /// Number cell of a cell; none when it is not one.
  [[nodiscard]] std::uint32_t number_cell(const odf::XmlNode &cell) const;
  void add_styles();

private:
  void bind_cell(odf::XmlNode &cell, std::uint32_t marker);
  odf::XmlNode &automatic_styles();
  std::string locale(std::uint32_t which);
  void add_number_style(bool percent, std::size_t decimals);
  void add_cell_styles(const std::string &name);
  odf::XmlNode *style_named(const std::string &name);

  Draft &draft_;
  odf::XmlDocument &document_;
  std::set<std::string> styles_;
  std::unordered_map<const odf::XmlNode *, std::uint32_t> cells_;
};

} // namespace solieu::binding
