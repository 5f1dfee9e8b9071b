#include "binding/report_template.hpp"

#include "binding/compiled_parts.hpp"

namespace solieu::binding {

ReportTemplate::ReportTemplate(std::unique_ptr<const CompiledParts> parts) : parts_(std::move(parts)) {}
ReportTemplate::~ReportTemplate() = default;

DocumentKind ReportTemplate::kind() const noexcept { return parts_->kind; }
const expression::Needs &ReportTemplate::needs() const noexcept { return parts_->needs; }
const std::vector<std::string> &ReportTemplate::rules() const noexcept { return parts_->rules; }
const std::string &ReportTemplate::sha256() const noexcept { return parts_->sha256; }

} // namespace solieu::binding
