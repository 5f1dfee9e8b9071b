#include "model/nearest_key.hpp"
#include "workspace/loading.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <map>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;
using model::Decimal;
using model::TerritoryId;
using model::TerritoryKey;
using model::TerritoryList;

namespace {

struct Loaded {
  Row row;
  TerritoryId id;
};

std::optional<std::vector<TerritoryKey>> read_keys(const TerritoryList &list, const Row &row) {
  std::vector<TerritoryKey> keys;
  for (const auto &text : split_list(row.required("keys"))) {
    auto key = TerritoryKey::parse(text);
    if (!key)
      row.report(Code{"workspace.territory-key-invalid"}, "keys", {{"key", text}});
    else if (list.find(text) || std::ranges::find(keys, *key) != keys.end())
      row.report(Code{"workspace.territory-key-twice"}, "keys", {{"key", text}});
    else
      keys.push_back(std::move(*key));
  }
  if (keys.empty())
    return std::nullopt;
  std::ranges::stable_sort(keys, {}, &TerritoryKey::date);
  return keys;
}

/// "2026-04-30=thành phố; …"
void read_type_changes(model::Territory &unit, const Row &row) {
  for (const auto &text : split_list(row.text("type_changes"))) {
    const auto equals = text.find('=');
    const auto day = model::Date::parse(text.substr(0, equals));
    if (equals == std::string::npos || !day || equals + 1 == text.size())
      row.report(Code{"workspace.type-change-invalid"}, "type_changes", {{"change", text}});
    else
      unit.type_changes.emplace_back(*day, text.substr(equals + 1));
  }
  std::ranges::sort(unit.type_changes);
}

std::optional<model::Territory> read_unit(const TerritoryList &list, const Row &row) {
  auto keys = read_keys(list, row);
  if (!keys)
    return std::nullopt;
  model::Territory unit;
  unit.keys = std::move(*keys);
  unit.name = row.required("name");
  unit.type = row.required("type");
  read_type_changes(unit, row);
  unit.valid_from = row.date("valid_from").value_or(unit.valid_from);
  unit.valid_to = row.date("valid_to");
  if (unit.valid_to && *unit.valid_to < unit.valid_from)
    row.report(Code{"workspace.validity-backwards"}, "valid_to");
  return unit;
}

std::optional<TerritoryId> find_unit(const TerritoryList &list, const Row &row, std::string_view column,
                                     const std::string &key) {
  auto id = list.find(key);
  if (!id)
    row.report(Code{"workspace.territory-unknown"}, column, {{"key", key}, {"nearest", model::nearest_key(key, list)}});
  return id;
}

void read_parent(TerritoryList &list, const Loaded &loaded) {
  const auto &key = loaded.row.text("parent");
  if (key.empty())
    return;
  const auto parent = find_unit(list, loaded.row, "parent", key);
  if (parent == loaded.id)
    loaded.row.report(Code{"workspace.parent-circle"}, "parent");
  else if (parent)
    list.at(loaded.id).parent = *parent;
}

/// Follows the parents upwards; a walk longer than the list has gone round in a circle, which is cut here.
void check_circle(TerritoryList &list, const Loaded &loaded) {
  TerritoryId unit = loaded.id;
  for (std::size_t steps = 0; unit != TerritoryId::none; ++steps) {
    if (steps > list.size()) {
      loaded.row.report(Code{"workspace.parent-circle"}, "parent");
      list.at(loaded.id).parent = TerritoryId::none;
      return;
    }
    unit = list.at(unit).parent;
  }
}

/// "VN-NSO/2025-01-01/10=1; VN-NSO/2025-01-01/15=?": whole, or an unknown part.
void read_predecessors(TerritoryList &list, const Loaded &loaded) {
  for (const auto &text : split_list(loaded.row.text("predecessors"))) {
    const auto equals = text.find('=');
    const auto share_text = equals == std::string::npos ? std::string() : text.substr(equals + 1);
    const auto share = Decimal::parse(share_text);
    const bool valid_share = share && Decimal(0) < *share && !(Decimal(1) < *share);
    if (share_text != "?" && !valid_share) {
      loaded.row.report(Code{"workspace.share-invalid"}, "predecessors", {{"share", text}});
      continue;
    }
    const auto unit = find_unit(list, loaded.row, "predecessors", text.substr(0, equals));
    if (!unit)
      continue;
    if (!list.at(*unit).valid_to)
      loaded.row.report(Code{"workspace.predecessor-still-valid"}, "predecessors", {{"key", text.substr(0, equals)}},
                        Severity::warning);
    list.at(loaded.id).predecessors.push_back({*unit, share});
  }
}

/// The parts of a unit that went to its successors are together at most the whole of it.
void check_shares(const TerritoryList &list, const std::vector<Loaded> &units) {
  std::map<TerritoryId, Decimal> given;
  for (const auto &loaded : units) {
    for (const auto &predecessor : list.at(loaded.id).predecessors) {
      auto &sum = given[predecessor.unit];
      const bool was_whole = !(sum < Decimal(1));
      sum = sum + predecessor.share.value_or(Decimal(0));
      if (Decimal(1) < sum || (was_whole && !predecessor.share))
        loaded.row.report(Code{"workspace.shares-exceed-whole"}, "predecessors",
                          {{"key", list.at(predecessor.unit).keys.front().text()}});
    }
  }
}

} // namespace

void load_territories(Workspace &workspace, Diagnostics &findings) {
  const Table table(workspace.folder / "territories.csv", {"keys", "name", "type"},
                    {"type_changes", "valid_from", "valid_to", "parent", "predecessors", "note"}, false, findings);
  auto &list = workspace.catalogue.territories;
  std::vector<Loaded> units;
  for (const auto &row : table.rows())
    if (auto unit = read_unit(list, row))
      units.push_back({row, list.add(std::move(*unit))});
  for (const auto &loaded : units) {
    read_parent(list, loaded);
    read_predecessors(list, loaded);
  }
  for (const auto &loaded : units)
    check_circle(list, loaded);
  check_shares(list, units);
}

} // namespace solieu::workspace
