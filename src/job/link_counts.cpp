#include "job/link_counts.hpp"

namespace solieu::job {

LinkCounts count_links(const binding::FilledReport &filled) {
  LinkCounts counts;
  for (const binding::Link &link : filled.links) {
    counts.figures += link.value_type == "block" ? 0U : 1U;
    counts.missing += link.figure != nullptr && !link.figure->quantity.present() ? 1U : 0U;
  }
  return counts;
}

} // namespace solieu::job
