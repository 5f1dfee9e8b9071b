#include "binding/filled_report.hpp"

#include "binding/filled_parts.hpp"

namespace solieu::binding {

FilledReport::FilledReport() : parts(std::make_unique<FilledParts>()) {}
FilledReport::FilledReport(FilledReport &&) noexcept = default;
FilledReport &FilledReport::operator=(FilledReport &&) noexcept = default;
FilledReport::~FilledReport() = default;

} // namespace solieu::binding
