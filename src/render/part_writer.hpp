#pragma once

#include "binding/compiled_parts.hpp"
#include "binding/filled_parts.hpp"
#include "render/render.hpp"

#include <string>

namespace solieu::render {

/// Writes the pieces of a filled part as XML.
class PartWriter {
public:
  /// `written` counts what was written of the report so far.
  PartWriter(const binding::CompiledParts &parts, const binding::FilledReport &report, const Options &options,
             std::size_t &written)
      : parts_(parts), report_(report), filled_(*report.parts), options_(options), written_(written) {}

  /// Appends what the pieces from `first` to before `last` are. Failure `render.output-too-large` when all that was
  /// written passes the limit.
  void write(const binding::FilledPart &part, std::size_t first, std::size_t last, std::string &out);
  [[nodiscard]] std::string write(const binding::FilledPart &part);
  /// A meta.xml that holds nothing but the user-defined properties.
  [[nodiscard]] std::string new_meta() const;

private:
  void piece(const binding::Piece &piece, std::string &out) const;
  void cell(const binding::CellValue &value, std::string &out) const;
  void mark(std::string_view element, std::uint32_t link, std::string &out) const;
  void field(const binding::Piece &piece, std::string_view text, std::string &out) const;
  void declarations(const binding::Piece &piece, std::string &out) const;
  void ranges(const binding::Piece &piece, std::string &out) const;
  void properties(std::string &out) const;
  void check_size(std::size_t size) const;

  const binding::CompiledParts &parts_;
  const binding::FilledReport &report_;
  const binding::FilledParts &filled_;
  const Options &options_;
  std::size_t &written_;
};

} // namespace solieu::render
