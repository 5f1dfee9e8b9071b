#include "model/nearest_key.hpp"

#include "diagnostic/diagnostic.hpp"

namespace solieu::model {

std::string nearest_key(std::string_view wrong, const TerritoryList &list) {
  const std::size_t slash = wrong.rfind('/');
  if (slash == std::string_view::npos) {
    return {};
  }
  const std::string_view code = wrong.substr(slash);
  std::vector<std::string> same_code;
  for (std::string &key : list.keys()) {
    if (key.ends_with(code)) {
      same_code.push_back(std::move(key));
    }
  }
  return diagnostic::nearest_name(wrong, same_code);
}

} // namespace solieu::model
