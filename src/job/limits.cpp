#include "job/limits.hpp"

#include <array>
#include <string_view>

namespace solieu::job {

namespace {

constexpr std::size_t kilobyte = 1U << 10U, megabyte = 1U << 20U;

struct Setting {
  std::string_view key;
  void (*set)(Limits &, std::size_t);
};

constexpr std::array<Setting, 22> settings{
    {{"rows", [](Limits &l, std::size_t n) { l.filling.rows = n; }},
     {"copies", [](Limits &l, std::size_t n) { l.filling.copies = n; }},
     {"steps", [](Limits &l, std::size_t n) { l.filling.steps = n; }},
     {"pieces", [](Limits &l, std::size_t n) { l.filling.output_pieces = n; }},
     {"output_mb", [](Limits &l, std::size_t n) { l.output_bytes = n * megabyte; }},
     {"converted_output_mb", [](Limits &l, std::size_t n) { l.converted_output_bytes = n * megabyte; }},
     {"picture_mb", [](Limits &l, std::size_t n) { l.filling.picture_bytes = n * megabyte; }},
     {"nesting", [](Limits &l, std::size_t n) { l.structure.nesting = n; }},
     {"expression_bytes", [](Limits &l, std::size_t n) { l.expressions.expression_bytes = n; }},
     {"expression_nesting", [](Limits &l, std::size_t n) { l.expressions.nesting = n; }},
     {"include_depth", [](Limits &l, std::size_t n) { l.structure.include_depth = n; }},
     {"includes", [](Limits &l, std::size_t n) { l.structure.includes = n; }},
     {"repeated_markers", [](Limits &l, std::size_t n) { l.structure.repeated_markers = n; }},
     {"package_mb", [](Limits &l, std::size_t n) { l.reading.package_bytes = n * megabyte; }},
     {"unpacked_mb", [](Limits &l, std::size_t n) { l.reading.inflated_bytes = n * megabyte; }},
     {"entry_mb", [](Limits &l, std::size_t n) { l.reading.entry_bytes = n * megabyte; }},
     {"ratio", [](Limits &l, std::size_t n) { l.reading.ratio = n; }},
     {"entries", [](Limits &l, std::size_t n) { l.reading.entries = n; }},
     {"xml_depth", [](Limits &l, std::size_t n) { l.reading.xml_depth = n; }},
     {"xml_nodes", [](Limits &l, std::size_t n) { l.reading.xml_nodes = n; }},
     {"xml_text_kb", [](Limits &l, std::size_t n) { l.reading.attribute_bytes = n * kilobyte; }},
     {"repeated_cells", [](Limits &l, std::size_t n) { l.reading.repeated_cells = n; }}}};

} // namespace

Limits limits_of(const workspace::Limits &said) {
  Limits limits;
  limits.reading.configured = true;
  for (const Setting &setting : settings)
    if (const auto found = said.find(setting.key); found != said.end())
      setting.set(limits, static_cast<std::size_t>(found->second));
  return limits;
}

} // namespace solieu::job
