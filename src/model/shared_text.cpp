#include "model/shared_text.hpp"

#include <ostream>

namespace solieu::model {

const std::string SharedText::none;

std::ostream &operator<<(std::ostream &out, const SharedText &text) { return out << text.str(); }

} // namespace solieu::model
