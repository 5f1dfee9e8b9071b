// Any bytes as the sheets of an .ods workbook: refused with Failure, or read row by row in order, each row with
// something at its end; twice the same.

#include "../support/odf_builder.hpp"

#include "diagnostic/failure.hpp"
#include "odf/sheet_reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace solieu;

namespace {

class Rows final : public odf::SheetVisitor {
public:
  bool begin_sheet(std::string_view name) override {
    last_ = 0;
    seen_.append("#").append(name);
    return name != "skipped";
  }
  void row(std::size_t number, std::span<const odf::SheetCell> cells) override {
    if (number <= last_ || cells.empty() || (cells.back().kind == odf::SheetCell::Kind::empty && !cells.back().covered))
      std::abort();
    last_ = number;
    seen_ += "\n" + std::to_string(number);
    for (const auto &cell : cells)
      seen_.append("|").append(std::to_string(static_cast<int>(cell.kind))).append(cell.text);
  }
  [[nodiscard]] const std::string &seen() const { return seen_; }

private:
  std::size_t last_ = 0;
  std::string seen_;
};

std::string outcome(const std::string &workbook) {
  odf::Limits limits;
  limits.repeated_cells = 10'000;
  Rows rows;
  try {
    odf::read_sheets(odf::Package::open(workbook, "input", limits), rows, limits);
  } catch (const diagnostic::Failure &failure) {
    return failure.what() + rows.seen();
  }
  return rows.seen();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  support::OdfContent content;
  content.calc = true;
  content.is_template = false;
  content.body.assign(reinterpret_cast<const char *>(data), size);
  const std::string workbook = support::make_package(content);
  if (outcome(workbook) != outcome(workbook))
    std::abort();
  return 0;
}
