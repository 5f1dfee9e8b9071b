#include "binding/included_parts.hpp"
#include "binding/calc_addresses.hpp"
#include "binding/chart_ranges.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace solieu::binding {

using odf::FormulaReference;
using odf::XmlNode;

namespace {

constexpr std::string_view object_type = "application/vnd.oasis.opendocument.chart";

using Change = std::function<void(FormulaReference &)>;

/// The text with every reference changed.
std::string changed(const Addresses &addresses, const Change &change) {
  std::string result;
  std::size_t done = 0;
  for (FormulaReference reference : addresses.references) {
    result.append(addresses.text, done, reference.offset - done);
    done = reference.offset + reference.length;
    change(reference);
    const std::string text = odf::reference_text(reference);
    result += addresses.brackets ? text : text.substr(1, text.size() - 2);
  }
  return result.append(addresses.text, done);
}

void change_addresses(odf::XmlDocument &document, XmlNode &node, const Change &change) {
  for (const AddressAttribute &attribute : address_attributes()) {
    const std::string *text = node.attribute(attribute.name);
    if (!text)
      continue;
    const Addresses found =
        attribute.formula ? Addresses{*text, odf::formula_references(*text), {}} : address_list(*text);
    if (std::string moved = changed(found, change); moved != *text)
      document.set_attribute(node, *attribute.name, std::move(moved));
  }
}

/// How one row became many.
struct Room {
  std::string sheet; ///< of the template
  std::size_t row;   ///< from 0
  std::size_t rows;  ///< that stand there now
};

void move_down(const Room &room, odf::CellAddress &address, bool end) {
  if (address.row > room.row)
    address.row += room.rows - 1;
  else if (end && address.row == room.row)
    address.row += std::max<std::size_t>(room.rows, 1) - 1;
}

void move_down(const Room &room, const std::string &own_sheet, FormulaReference &reference) {
  if ((reference.first.sheet.empty() ? own_sheet : reference.first.sheet) != room.sheet)
    return;
  move_down(room, reference.first, false);
  if (reference.last)
    move_down(room, *reference.last, true);
}

void move_all(odf::XmlDocument &document, const Room &room) {
  const Names &n = Names::get();
  std::string sheet;
  walk(
      document.root(),
      [&](XmlNode &node) {
        if (node.kind != XmlNode::Kind::element)
          return node.kind == XmlNode::Kind::block;
        if (const std::string *name = node.is(n.table) ? node.attribute(n.table_name) : nullptr)
          sheet = *name;
        change_addresses(document, node, [&](FormulaReference &reference) { move_down(room, sheet, reference); });
        return true;
      },
      [&](XmlNode &node) {
        if (node.is(n.table))
          sheet.clear();
      });
}

std::size_t rows_before(const XmlNode &row, XmlNode &table) {
  const Names &n = Names::get();
  std::size_t count = 0;
  bool met = false;
  walk(table, [&](XmlNode &node) {
    met = met || &node == &row;
    if (!met && node.is(n.row))
      count += repeat_count(node, n.rows_repeated);
    return !met && !node.is(n.row);
  });
  return count;
}

/// Names of all tables beside those in `scope`.
bool is_taken(odf::XmlDocument &document, const XmlNode &scope, const std::string &wanted) {
  const Names &n = Names::get();
  bool taken = false;
  walk(document.root(), [&](XmlNode &node) {
    const std::string *name = node.is(n.table) ? node.attribute(n.table_name) : nullptr;
    taken = taken || (name && *name == wanted);
    return !taken && &node != &scope;
  });
  return taken;
}

std::string with_number(const std::string &name, std::size_t number) { return name + "_I" + std::to_string(number); }

/// Brings the entries of one included document.
class Luggage {
public:
  Luggage(Draft &draft, odf::XmlDocument &document, XmlNode &scope, const odf::Package &package)
      : draft_(draft), document_(document), scope_(scope), package_(package), number_(draft.included.size()) {}

  void take() {
    static const odf::XmlName href = odf::xml_name("xlink:href"), object = odf::xml_name("draw:object");
    const Names &n = Names::get();
    walk(scope_, [&](XmlNode &node) {
      if (node.kind != XmlNode::Kind::element)
        return true;
      const std::string *name = node.is(n.table) ? node.attribute(n.table_name) : nullptr;
      if (name && is_taken(document_, scope_, *name)) {
        tables_[*name] = with_number(*name, number_);
        document_.set_attribute(node, "table:name", tables_.at(*name));
      }
      return true;
    });
    walk(scope_, [&](XmlNode &node) {
      const std::string *target = node.kind == XmlNode::Kind::element ? node.attribute(href) : nullptr;
      if (target && target->starts_with("Pictures/"))
        take_picture(node, *target);
      else if (target && node.is(object))
        take_object(node, target->starts_with("./") ? target->substr(2) : *target);
      return true;
    });
  }

private:
  void take_picture(XmlNode &node, const std::string &target) {
    const std::string name = "Pictures/I" + std::to_string(number_) + "_" + target.substr(9);
    if (add(name, target))
      document_.set_attribute(node, "xlink:href", name);
  }

  void take_object(XmlNode &node, const std::string &folder) {
    const std::string made = with_number(folder, number_);
    for (const odf::PackageEntry &entry : package_.entries())
      if (entry.name.starts_with(folder + "/"))
        add(made + entry.name.substr(folder.size()), entry.name);
    draft_.out->added.push_back({made + "/", {}, std::string(object_type)});
    document_.set_attribute(node, "xlink:href", "./" + made);
    rename_tables(made + "/content.xml");
  }

  bool add(const std::string &name, const std::string &from) {
    const odf::PackageEntry *entry = package_.find(from);
    std::vector<AddedEntry> &added = draft_.out->added;
    if (entry && std::none_of(added.begin(), added.end(), [&](const AddedEntry &known) { return known.name == name; }))
      added.push_back({name, package_.read(*entry), {}});
    return entry != nullptr;
  }

  /// A chart shows its tables under their new names.
  void rename_tables(const std::string &name) {
    std::vector<AddedEntry> &added = draft_.out->added;
    const auto entry = std::find_if(added.begin(), added.end(), [&](const AddedEntry &e) { return e.name == name; });
    if (entry == added.end() || tables_.empty())
      return;
    const auto chart = odf::XmlDocument::parse(entry->bytes, draft_.out->files.back(), name, draft_.context.limits);
    const auto rename = [&](std::string &sheet) {
      const auto known = tables_.find(sheet);
      sheet = known == tables_.end() ? sheet : known->second;
    };
    walk(chart->root(), [&](XmlNode &node) {
      if (node.kind == XmlNode::Kind::element)
        change_addresses(*chart, node, [&](FormulaReference &reference) {
          rename(reference.first.sheet);
          if (reference.last)
            rename(reference.last->sheet);
        });
      return true;
    });
    entry->bytes = chart->text();
  }

  Draft &draft_;
  odf::XmlDocument &document_;
  XmlNode &scope_;
  const odf::Package &package_;
  std::size_t number_;
  std::map<std::string, std::string> tables_; ///< new names of included tables
};

} // namespace

void take_along(Draft &draft, odf::XmlDocument &document, XmlNode &scope, const odf::Package &package) {
  Luggage(draft, document, scope, package).take();
}

void add_included_objects(Draft &draft) {
  for (const AddedEntry &entry : draft.out->added) {
    if (!entry.name.ends_with("/content.xml"))
      continue;
    DraftPart part;
    part.entry = entry.name;
    part.kind = DraftPart::Kind::object;
    part.document = odf::XmlDocument::parse(entry.bytes, draft.out->file_name, entry.name, draft.context.limits);
    draft.parts.push_back(std::move(part));
  }
}

void make_room(Draft &draft, odf::XmlDocument &document, const XmlNode &row, const std::vector<XmlNode *> &rows,
               const std::string &sheet) {
  const Names &n = Names::get();
  XmlNode *table = parent_element(row);
  while (table && !table->is(n.table))
    table = parent_element(*table);
  if (!table)
    return;
  const std::string *name = table->attribute(n.table_name);
  Room room{name ? *name : std::string(), rows_before(row, *table), 0};
  for (const XmlNode *made : rows)
    room.rows += repeat_count(*made, n.rows_repeated);
  move_all(document, room);
  for (DraftPart &part : draft.parts)
    if (part.kind == DraftPart::Kind::object)
      move_all(*part.document, room);
  const auto follow = [&](odf::CellAddress &address) {
    address.row += room.row;
    address.sheet = address.sheet == sheet ? room.sheet : address.sheet;
  };
  for (XmlNode *made : rows)
    walk(*made, [&](XmlNode &node) {
      if (node.kind == XmlNode::Kind::element)
        change_addresses(document, node, [&](FormulaReference &reference) {
          follow(reference.first);
          if (reference.last)
            follow(*reference.last);
        });
      return true;
    });
}

} // namespace solieu::binding
