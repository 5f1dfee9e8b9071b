#pragma once

#include "binding/draft.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace solieu::binding {

/// Which cell styles show a number as a percentage.
class NumberFormats {
public:
  /// Reads the styles of a part.
  void read(odf::XmlNode &root);
  [[nodiscard]] bool is_percentage(const std::string &cell_style) const;

private:
  struct Style {
    std::string format, parent;
  };
  std::unordered_map<std::string, Style> styles_;
  std::unordered_set<std::string> percentages_;
};

} // namespace solieu::binding
