#pragma once

#include "binding/filled_parts.hpp"
#include "odf/entry_stream.hpp"
#include "render/part_writer.hpp"
#include "render/render.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::render {

/// Writes a report while it is being filled: takes the pieces of its long part as they come, then all the rest.
class ReportWriter final : public binding::PieceSink {
public:
  /// Properties and notice may still be missing in `options`.
  ReportWriter(const binding::ReportTemplate &report_template, Options options);
  /// What is known only once all figures are.
  void set_properties(std::vector<std::pair<std::string, std::string>> properties);
  void set_notice(std::string notice);

  void take(const binding::FilledReport &report, const binding::FilledPart &part) override;
  [[nodiscard]] std::size_t room() const noexcept override { return 1U << 13U; }
  /// The rest, and the whole file: as a string, or into a sink piece by piece.
  [[nodiscard]] std::string finish(const binding::FilledReport &report);
  void finish(const binding::FilledReport &report, odf::ByteSink &sink);

private:
  /// The beginning of a long part, which a notice may change, as text and places that are known later.
  struct HeadPiece {
    std::string text;
    std::optional<std::uint32_t> later;
  };
  struct LongPart {
    explicit LongPart(odf::Packing packing) : stream(packing) {}
    std::uint32_t part = 0;
    std::vector<HeadPiece> head;
    odf::EntryStream stream; ///< its place 0 is the head
    std::vector<std::pair<std::size_t, std::uint32_t>> places;
  };
  void write(const binding::FilledReport &report, odf::PackageWriter &package);
  void write_entry(const binding::FilledReport &report, const odf::PackageEntry &entry, odf::PackageWriter &package);
  void write_long(const binding::FilledReport &report, const binding::FilledPart &part, odf::PackageWriter &package);
  void add_to_head(PartWriter &writer, const binding::FilledPart &part);
  void add_to_stream(PartWriter &writer, const binding::FilledPart &part);
  [[nodiscard]] const binding::FilledPart *written_part(const binding::FilledParts &filled,
                                                        std::string_view entry) const;
  [[nodiscard]] bool takes_notice_here(std::string_view entry) const;
  [[nodiscard]] std::string noticed(std::string xml, std::string_view entry) const;

  const binding::CompiledParts &parts_;
  Options options_;
  std::size_t written_ = 0;
  std::optional<LongPart> long_;
};

} // namespace solieu::render
