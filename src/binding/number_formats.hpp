#pragma once

#include "binding/draft.hpp"

#include <string>
#include <unordered_map>

namespace solieu::binding {

/// How cell styles write numbers.
class NumberFormats {
public:
  /// Reads the styles of a part.
  void read(odf::XmlNode &root);
  [[nodiscard]] bool is_percentage(const std::string &cell_style) const;
  /// Of numbers and percentages; as they come for any other style.
  [[nodiscard]] NumberFormat format_of(const std::string &cell_style) const;

private:
  [[nodiscard]] std::string data_style(const std::string &cell_style) const;
  struct Style {
    std::string format, parent;
  };
  std::unordered_map<std::string, Style> styles_;
  std::unordered_map<std::string, NumberFormat> formats_; ///< of numbers and percentages, by data style
};

} // namespace solieu::binding
