#include "workspace/limits.hpp"

#include <array>

namespace solieu::workspace {

namespace {

constexpr int any = 2'000'000'000;
constexpr int package_mb = 2047; ///< what a package without ZIP64 holds

constexpr std::array<LimitRange, 22> ranges{{{"rows", 1, any},
                                             {"copies", 1, any},
                                             {"steps", 1, any},
                                             {"pieces", 1, any},
                                             {"output_mb", 1, package_mb},
                                             {"converted_output_mb", 1, package_mb},
                                             {"picture_mb", 1, package_mb},
                                             {"nesting", 1, 200},
                                             {"expression_bytes", 16, 1'000'000},
                                             {"expression_nesting", 1, 100},
                                             {"include_depth", 1, 64},
                                             {"includes", 1, 10'000},
                                             {"repeated_markers", 1, 100'000},
                                             {"package_mb", 1, package_mb},
                                             {"unpacked_mb", 1, package_mb},
                                             {"entry_mb", 1, package_mb},
                                             {"ratio", 1, 100'000},
                                             {"entries", 3, 65'534},
                                             {"xml_depth", 8, 10'000},
                                             {"xml_nodes", 100, 100'000'000},
                                             {"xml_text_kb", 1, 1'000'000},
                                             {"repeated_cells", 1, any}}};

} // namespace

std::span<const LimitRange> known_limits() { return ranges; }

} // namespace solieu::workspace
