#include "render/render.hpp"

#include "render/report_writer.hpp"

namespace solieu::render {

std::string render(const binding::ReportTemplate &report_template, const binding::FilledReport &report,
                   const Options &options) {
  return ReportWriter(report_template, options).finish(report);
}

} // namespace solieu::render
