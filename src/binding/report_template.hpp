#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/check.hpp"
#include "expression/parser.hpp"
#include "model/catalogue.hpp"
#include "odf/limits.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::binding {

enum class DocumentKind : std::uint8_t { writer, calc };

/// Bounds of a template's structure (template-language.md §6); each has its own error `binding.…`.
struct Limits {
  std::size_t nesting = 32;            ///< blocks inside one another
  std::size_t include_depth = 8;       ///< files that include one another
  std::size_t includes = 200;          ///< included documents, all together
  std::size_t repeated_markers = 1000; ///< copies of a repeated row or cell of a sheet that holds a marker
};

/// What compiling may look at besides the template itself.
struct CompileContext {
  const model::Catalogue &catalogue;
  std::vector<expression::QuerySignature> queries{};
  std::vector<std::string> rules{}; ///< names for {% check … %}
  odf::Limits limits{};
  Limits structure{};
  expression::Limits expressions{};
  /// Bytes of a document that {% include "file" %} names; nothing when it cannot be reached.
  std::function<std::optional<std::string>(const std::string &file)> read_include{};
};

struct CompiledParts; // the compiled form, known to binding, evaluate and render only

/// A template found good: every marker parsed, checked and placed. Immutable, shared between threads, used many times.
class ReportTemplate {
public:
  explicit ReportTemplate(std::unique_ptr<const CompiledParts> parts);
  ~ReportTemplate();
  ReportTemplate(const ReportTemplate &) = delete;
  ReportTemplate &operator=(const ReportTemplate &) = delete;

  [[nodiscard]] DocumentKind kind() const noexcept;
  /// Everything that must be read before filling.
  [[nodiscard]] const expression::Needs &needs() const noexcept;
  /// Rules that {% check … %} asks for.
  [[nodiscard]] const std::vector<std::string> &rules() const noexcept;
  /// SHA-256 of the template file, hex.
  [[nodiscard]] const std::string &sha256() const noexcept;
  [[nodiscard]] const CompiledParts &parts() const noexcept { return *parts_; }

private:
  std::unique_ptr<const CompiledParts> parts_;
};

/// Compiles the bytes of an .odt/.ott/.ods/.ots. All errors of the template at once are appended to `findings`, each
/// with its place; null when there is an error. Throws Failure `odf.…` when it is no readable ODF package.
[[nodiscard]] std::shared_ptr<const ReportTemplate> compile(std::string bytes, const std::string &file_name,
                                                            const CompileContext &context,
                                                            diagnostic::Diagnostics &findings);

} // namespace solieu::binding
