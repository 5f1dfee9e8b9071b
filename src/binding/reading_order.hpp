#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/parser.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace solieu::binding {

/// Where each place of a template comes when a person reads it: the body, then headers and footers, then the title; an
/// included file where it is included, a chart where it is shown.
class ReadingOrder {
public:
  enum class Part : std::uint8_t { body, headers, title, chart };

  /// What follows is read in this part; `folder` of a chart.
  void begin_part(Part kind, const std::string &folder);
  /// The body shows the chart of this folder here.
  void show_chart(const std::string &folder);
  /// A table or sheet begins; its cells are known by row and column.
  void begin_table(const std::string &file, const std::string &name, bool sheet);
  /// A text with markers.
  void read(const std::string &file, const diagnostic::Place &place, const std::string &text,
            const std::vector<expression::MarkerSpan> &spans);
  /// Puts the findings from number `from` on in that order; those of one place stay as they are, those of none go last.
  /// What a file says that is included twice is said once.
  void sort(diagnostic::Diagnostics &findings, std::size_t from) const;

private:
  using Key = std::array<std::size_t, 5>;                                               ///< see key()
  using PlaceKey = std::tuple<std::string, int, std::string, std::size_t, std::size_t>; ///< file and place
  struct Spot {
    std::size_t part, at, offset;
  };

  static PlaceKey place_key(const std::string &file, const diagnostic::Place &place);
  [[nodiscard]] const Spot *spot_of(const diagnostic::Location &location) const;
  [[nodiscard]] Key key(const diagnostic::Location &location) const;

  struct Kind {
    Part part;
    std::string folder;
  };
  std::vector<Kind> parts_;
  std::size_t at_ = 0;
  std::map<PlaceKey, Spot> places_;
  std::map<std::pair<PlaceKey, std::string>, Spot> markers_; ///< by their text
  std::map<std::string, Spot, std::less<>> charts_;          ///< by folder
};

} // namespace solieu::binding
