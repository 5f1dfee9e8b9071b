#pragma once

#include "binding/draft.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace solieu::binding {

/// The styles that an included document brings along. What it needs is copied; a style that the template has under the
/// same name with another look gets a new name.
class IncludedStyles {
public:
  /// `number`: of the include in the template, for new names.
  IncludedStyles(odf::XmlDocument &content, odf::XmlDocument *styles, std::size_t number);

  /// Copies what the document's body needs into the template.
  void copy_to(odf::XmlDocument &content, odf::XmlDocument *styles);
  /// A copy of a node for the template, with the names that the styles have there.
  [[nodiscard]] odf::XmlNode &import(odf::XmlDocument &target, const odf::XmlNode &node) const;

private:
  struct Definition {
    odf::XmlNode *node;
    bool automatic;
  };
  void read(odf::XmlNode &root, bool content);
  void find_needed(odf::XmlNode &body);
  void need(const odf::XmlNode &node, std::vector<std::string> &waiting);

  odf::XmlDocument &content_;
  odf::XmlDocument *styles_;
  std::size_t number_;
  std::unordered_map<std::string, std::vector<Definition>> definitions_; ///< by style:name
  std::vector<std::string> order_;                                       ///< names as they come
  std::unordered_set<std::string> needed_;
  std::unordered_map<std::string, std::string> new_names_;
};

} // namespace solieu::binding
