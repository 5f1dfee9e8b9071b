#include "../expression/fixture.hpp"

#include "diagnostic/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace solieu::expression;

/// Checks and evaluates what a marker holds; only Failure may come out.
void follow(testing::Fixture &fixture, const NodePtr &node, std::string_view text) {
  if (node == nullptr) {
    return;
  }
  solieu::diagnostic::Diagnostics errors;
  static_cast<void>(check(*node, fixture.scope, fixture.catalogue, fixture.signatures, fixture.needs, text, errors));
  fixture.environment.steps_left = 20'000;
  try {
    static_cast<void>(evaluate(*node, fixture.environment));
  } catch (const solieu::diagnostic::Failure &) {
    return;
  }
}

void follow(testing::Fixture &fixture, const Marker &marker) {
  if (const auto *value = std::get_if<ValueMarker>(&marker.data)) {
    follow(fixture, value->expression, marker.text);
  } else if (const auto *loop = std::get_if<ForMarker>(&marker.data)) {
    follow(fixture, loop->list, marker.text);
    follow(fixture, loop->condition, marker.text);
  } else if (const auto *condition = std::get_if<IfMarker>(&marker.data)) {
    follow(fixture, condition->condition, marker.text);
  } else if (const auto *set = std::get_if<SetMarker>(&marker.data)) {
    follow(fixture, set->value, marker.text);
  }
}

} // namespace

/// Any bytes as a paragraph with markers, and as a bare expression.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char *>(data), size);
  testing::Fixture fixture;
  solieu::diagnostic::Diagnostics errors;
  for (const MarkerSpan &span : find_markers(text, errors)) {
    if (const auto marker = parse_marker(text.substr(span.offset, span.length), errors)) {
      follow(fixture, *marker);
    }
  }
  follow(fixture, parse_expression(text, errors), text);
  return 0;
}
