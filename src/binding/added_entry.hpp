#pragma once

#include <string>

namespace solieu::binding {

/// An entry that the template's own package does not have: a picture or a part of an included chart.
struct AddedEntry {
  std::string name;
  std::string bytes;
  std::string media_type{}; ///< of a folder, which is named in the manifest only
};

} // namespace solieu::binding
