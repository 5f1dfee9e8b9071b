#include "odf/svg_picture.hpp"

#include "diagnostic/failure.hpp"
#include "odf/part_check.hpp"

#include <array>
#include <string_view>

namespace solieu::odf {
namespace {

constexpr std::uint64_t longest = 1'000'000; // 10 m

struct Unit {
  std::string_view name;
  std::uint64_t thousandths; ///< of a hundredth of a millimetre
};
constexpr std::array<Unit, 7> units{{{"", 26'458},
                                     {"px", 26'458},
                                     {"mm", 100'000},
                                     {"cm", 1'000'000},
                                     {"in", 2'540'000},
                                     {"pt", 35'278},
                                     {"pc", 423'333}}};

/// Takes a number and its unit from the start of a text; nothing for a percentage, zero and less.
std::optional<std::uint32_t> take_length(std::string_view &text) {
  text.remove_prefix(std::min(text.find_first_not_of(" ,\t\r\n"), text.size()));
  std::uint64_t value = 0, divisor = 1;
  std::size_t at = 0;
  for (bool point = false; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
    } else if (text[at] < '0' || text[at] > '9' || value > longest * divisor) {
      break;
    } else if (divisor < 10'000) {
      value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
      divisor *= point ? 10 : 1;
    }
  }
  const auto end = std::min(text.find_first_of(" ,\t\r\n", at), text.size());
  const auto unit = text.substr(at, end - at);
  text.remove_prefix(end);
  for (const auto &known : units) {
    if (unit == known.name) {
      const auto length = value * known.thousandths / divisor / 1000;
      return length > 0 && length <= longest ? std::optional(static_cast<std::uint32_t>(length)) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> length_in(const XmlNode &root, std::string_view name) {
  const auto *text = root.attribute(xml_name(name));
  auto rest = text == nullptr ? std::string_view{} : std::string_view(*text);
  return take_length(rest);
}

/// "0 0 200 100": where it begins, how wide and how high it is.
std::optional<SvgSize> view_box(const XmlNode &root) {
  const auto *text = root.attribute(xml_name("viewBox"));
  if (text == nullptr) {
    return std::nullopt;
  }
  auto rest = std::string_view(*text);
  for (int skipped = 0; skipped < 2; ++skipped) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" ,\t\r\n"), rest.size()));
    rest.remove_prefix(std::min(rest.find_first_of(" ,\t\r\n"), rest.size()));
  }
  const auto width = take_length(rest);
  const auto height = take_length(rest);
  return width && height ? std::optional(SvgSize{*width, *height}) : std::nullopt;
}

} // namespace

std::optional<SvgSize> svg_size(const std::string &bytes) {
  try {
    const auto document = XmlDocument::parse(bytes, "svg", "svg");
    const auto &root = document->root();
    if (!root.is(xml_name("svgp:svg")) || !stays_inside(*document)) {
      return std::nullopt;
    }
    const auto width = length_in(root, "width");
    const auto height = length_in(root, "height");
    return width && height ? std::optional(SvgSize{*width, *height}) : view_box(root);
  } catch (const diagnostic::Failure &) {
    return std::nullopt;
  }
}

} // namespace solieu::odf
