#include "binding/reading_order.hpp"

#include <algorithm>
#include <limits>

namespace solieu::binding {

using diagnostic::Place;
using diagnostic::PlaceKind;

void ReadingOrder::begin_part(Part kind, const std::string &folder) { parts_.push_back({kind, folder}); }

void ReadingOrder::show_chart(const std::string &folder) {
  charts_.try_emplace(folder, Spot{parts_.size() - 1, ++at_, 0});
}

ReadingOrder::PlaceKey ReadingOrder::place_key(const std::string &file, const Place &place) {
  return {file, static_cast<int>(place.kind), place.name, place.row, place.column};
}

void ReadingOrder::begin_table(const std::string &file, const std::string &name, bool sheet) {
  places_.try_emplace(place_key(file, {sheet ? PlaceKind::sheet_cell : PlaceKind::table_cell, name, 0, 0}),
                      Spot{parts_.size() - 1, ++at_, 0});
}

void ReadingOrder::read(const std::string &file, const Place &place, const std::string &text,
                        const std::vector<expression::MarkerSpan> &spans) {
  const PlaceKey key = place_key(file, place);
  const Spot whole{parts_.size() - 1, ++at_, 0};
  places_.try_emplace(key, whole);
  markers_.try_emplace({key, text}, whole);
  for (const expression::MarkerSpan &span : spans)
    markers_.try_emplace({key, text.substr(span.offset, span.length)}, Spot{whole.part, whole.at, span.offset});
}

/// The marker; else the place; else, for a cell, the last one read before it in its table.
const ReadingOrder::Spot *ReadingOrder::spot_of(const diagnostic::Location &location) const {
  const PlaceKey wanted = place_key(location.file, location.place);
  if (const auto marker = markers_.find({wanted, location.text}); marker != markers_.end())
    return &marker->second;
  auto place = places_.upper_bound(wanted);
  if (place == places_.begin())
    return nullptr;
  --place;
  const auto table = [](const PlaceKey &key) { return std::tie(std::get<0>(key), std::get<1>(key), std::get<2>(key)); };
  return table(place->first) == table(wanted) ? &place->second : nullptr;
}

/// Part, text in it, text in the chart shown there, offset in the text, offset in the marker.
ReadingOrder::Key ReadingOrder::key(const diagnostic::Location &location) const {
  const Spot *spot = spot_of(location);
  if (!spot)
    return {std::numeric_limits<std::size_t>::max()};
  const Kind &part = parts_[spot->part];
  const auto chart = part.part == Part::chart ? charts_.find(part.folder) : charts_.end();
  if (chart == charts_.end())
    return {static_cast<std::size_t>(part.part), spot->at, 0, spot->offset, location.offset};
  const Spot &shown = chart->second;
  return {static_cast<std::size_t>(parts_[shown.part].part), shown.at, spot->at, spot->offset, location.offset};
}

void ReadingOrder::sort(diagnostic::Diagnostics &findings, std::size_t from) const {
  std::vector<std::pair<Key, std::size_t>> order;
  for (std::size_t i = from; i < findings.size(); ++i)
    order.emplace_back(key(findings[i].location), i);
  std::ranges::sort(order); // equal keys by number: stable
  diagnostic::Diagnostics sorted;
  sorted.reserve(order.size());
  const Key *last = nullptr;
  std::size_t alike = 0; // the first one of those with the same key
  for (const auto &[key, number] : order) {
    alike = last && *last == key ? alike : sorted.size();
    last = &key;
    if (std::find(sorted.begin() + static_cast<std::ptrdiff_t>(alike), sorted.end(), findings[number]) == sorted.end())
      sorted.push_back(std::move(findings[number]));
  }
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(from), findings.end());
  diagnostic::append(findings, std::move(sorted));
}

} // namespace solieu::binding
