#include "data/office_port.hpp"

namespace solieu::data {

namespace {

OfficePort &lent() {
  static OfficePort port;
  return port;
}

} // namespace

void lend(OfficePort port) { lent() = std::move(port); }

const OfficePort &office_port() { return lent(); }

} // namespace solieu::data
