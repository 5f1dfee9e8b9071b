#pragma once

#include "binding/draft.hpp"

#include <map>

namespace solieu::binding {

/// Names of elements and attributes of ranges.
struct RangeNames {
  static const RangeNames &get() {
    static const RangeNames names;
    return names;
  }
  odf::XmlName range = odf::xml_name("table:named-range"), expression = odf::xml_name("table:named-expression"),
               filter = odf::xml_name("table:database-range"), pivot = odf::xml_name("table:data-pilot-table"),
               validation = odf::xml_name("table:content-validation"), map = odf::xml_name("style:map"),
               body = odf::xml_name("office:body"), name = odf::xml_name("table:name"),
               address = odf::xml_name("table:cell-range-address"),
               target = odf::xml_name("table:target-range-address"), base = odf::xml_name("table:base-cell-address"),
               validated = odf::xml_name("table:content-validation-name");
};

/// The names of a spreadsheet: of cells, and of filters, pivot tables and validations.
class CellNames {
public:
  explicit CellNames(const CompiledParts &out) : out_(out) {}
  void find(odf::XmlNode &spreadsheet);

  /// Adds the names of a formula of a sheet that stand for cells between whose copies other rows or columns may lie: a
  /// function takes them as it takes the cells.
  void add_cells(Addresses &formula, std::uint32_t sheet) const;

  /// What stands between a name and the number of a copy, so that no copy is called as another thing is.
  [[nodiscard]] std::string separator(const std::string &name) const;

private:
  struct NamedCells {
    std::uint32_t scope; ///< sheet that alone knows the name; none = all
    odf::FormulaReference cells;
  };
  [[nodiscard]] const odf::FormulaReference *cells_of(const std::string &name, std::uint32_t sheet) const;
  [[nodiscard]] bool is_part_of_blocks(const odf::FormulaReference &cells) const;

  const CompiledParts &out_;
  std::multimap<std::string, NamedCells> named_;
  std::vector<std::string> taken_;
};

} // namespace solieu::binding
