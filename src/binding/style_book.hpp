#pragma once

#include "binding/draft.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace solieu::binding {

/// A length of ODF ("4.25cm", "12pt", "-3mm") in hundredths of a millimetre; nothing for a percentage and the like.
[[nodiscard]] std::optional<std::int64_t> odf_length(std::string_view text);

/// Styles of a template by name, to look up what a style or one of those above it says.
class StyleBook {
public:
  explicit StyleBook(Draft &draft);

  /// An automatic style of the part, or a named one; null when there is none.
  [[nodiscard]] odf::XmlNode *find(std::uint32_t part, std::string_view family, const std::string &name) const;
  /// The attribute of the element of properties, of the style or the nearest above that says it; null when none does.
  [[nodiscard]] const std::string *property(std::uint32_t part, std::string_view family, const std::string *name,
                                            std::string_view properties, std::string_view attribute) const;
  /// The same as a length; 0 when it is not said.
  [[nodiscard]] std::int64_t length(std::uint32_t part, std::string_view family, const std::string *name,
                                    std::string_view properties, std::string_view attribute) const;
  /// What margins, borders and padding take on two opposite sides.
  [[nodiscard]] std::int64_t inset(std::uint32_t part, std::string_view family, const std::string *name,
                                   std::string_view properties, bool across) const;

private:
  [[nodiscard]] std::int64_t side(std::uint32_t part, std::string_view family, const std::string *name,
                                  std::string_view properties, const std::string &what, std::string_view side) const;
  using Key = std::tuple<std::uint32_t, std::string, std::string>; ///< part, family, name
  std::map<Key, odf::XmlNode *, std::less<>> styles_;
};

/// The page that a paragraph of the body begins, and its page style, go over to what follows it, as it is about to
/// vanish; `style_name` is that of a new style. False when it begins none.
bool keep_page_break(Draft &draft, const StyleBook &book, std::uint32_t part, odf::XmlNode &paragraph,
                     const std::string &style_name);

} // namespace solieu::binding
