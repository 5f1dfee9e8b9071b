#pragma once

#include <string>

namespace solieu::binding {

/// An entry that the template's own package does not have: a picture.
struct AddedEntry {
  std::string name;
  std::string bytes;
};

} // namespace solieu::binding
