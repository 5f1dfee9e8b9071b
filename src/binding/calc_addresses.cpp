#include "binding/calc_addresses.hpp"
#include "binding/cell_names.hpp"
#include "binding/chart_ranges.hpp"
#include "binding/followed_blocks.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace solieu::binding {

using diagnostic::Code;
using odf::FormulaReference;
using odf::XmlNode;

namespace {

/// Attributes that hold ranges, one cell, or a formula.
constexpr std::array range_attributes = {
    "table:cell-range-address",     "table:target-range-address",      "table:print-ranges",
    "calcext:target-range-address", "draw:notify-on-update-of-ranges", "chart:values-cell-range-address",
    "chart:label-cell-address"};
constexpr std::array cell_attributes = {"table:base-cell-address", "calcext:base-cell-address",
                                        "table:end-cell-address", "style:base-cell-address", "table:buttons"};
constexpr std::array formula_attributes = {"table:condition", "table:expression", "calcext:value", "style:condition"};

class AddressBinder {
public:
  AddressBinder(Draft &draft, odf::XmlDocument &document)
      : draft_(draft), out_(*draft.out), document_(document), something_moves_(moves(*draft.out, draft)),
        blocks_(draft), names_(*draft.out) {}

  void run(XmlNode &spreadsheet) {
    if (something_moves_)
      names_.find(spreadsheet);
    walk(
        spreadsheet, [this](XmlNode &node) { return enter(node); }, [this](XmlNode &node) { leave(node); });
  }

  /// Conditions of cell styles.
  void run_styles(XmlNode &root) {
    walk(root, [this](XmlNode &node) {
      if (node.is(RangeNames::get().map) && something_moves_) {
        read_base(node);
        belongs_to_ = base_sheet_ != no_index && out_.sheets[base_sheet_].repeated ? base_sheet_ : no_index;
        ranges(node);
        belongs_to_ = no_index;
      }
      return node.kind == XmlNode::Kind::element && !node.is(RangeNames::get().body);
    });
  }

  /// The ranges that a chart shows; the table of its last values is not read when it stands in a sheet.
  bool run_chart(XmlNode &root, const ChartPlace &chart) {
    static const odf::XmlName series = odf::xml_name("chart:series");
    chart_ = &chart;
    place_ = {diagnostic::PlaceKind::chart, chart.name, 0, 0};
    walk(root, [this](XmlNode &node) {
      if (node.is(series))
        ++series_;
      if (node.kind == XmlNode::Kind::element && !node.is(Names::get().table))
        ranges(node);
      return node.kind == XmlNode::Kind::block || (node.kind == XmlNode::Kind::element && !node.is(Names::get().table));
    });
    return bound_;
  }

private:
  bool enter(XmlNode &node) {
    const Names &n = Names::get();
    if (node.kind == XmlNode::Kind::block)
      return true;
    if (node.kind == XmlNode::Kind::slot && draft_.marks[node.mark].kind == Mark::Kind::gone_cell) {
      ++columns_;
      return false;
    }
    if (node.kind != XmlNode::Kind::element)
      return false;
    if (node.is(n.table)) {
      in_table_ = true;
      ++sheet_;
      columns_ = 0;
    } else if (node.is(n.row)) {
      in_row_ = true;
      const auto numbers = draft_.rows.find(&node);
      row_ = numbers == draft_.rows.end() ? 0 : numbers->second.first;
      columns_ = 0;
    } else if (node.is(n.cell) || node.is(n.covered)) {
      column_ = columns_;
      columns_ += repeat_count(node, n.columns_repeated);
      if (node.attribute(n.formula))
        formula(node);
      follow_validation(node);
      return true;
    }
    give_each_sheet_its_own(node);
    ranges(node);
    return true;
  }

  void leave(const XmlNode &node) {
    in_row_ = in_row_ && !node.is(Names::get().row);
    in_table_ = in_table_ && !node.is(Names::get().table);
    if (&node == thing_)
      belongs_to_ = no_index;
  }

  /// Filters, pivot tables and validations of a sheet that repeats.
  void give_each_sheet_its_own(XmlNode &node) {
    const RangeNames &r = RangeNames::get();
    const bool validation = node.is(r.validation);
    const std::string *name = validation || node.is(r.filter) || node.is(r.pivot) ? node.attribute(r.name) : nullptr;
    const std::string *at = name ? node.attribute(validation ? r.base : r.target) : nullptr;
    const std::vector<FormulaReference> where =
        at && something_moves_ ? address_list(*at).references : std::vector<FormulaReference>{};
    const std::uint32_t sheet = where.empty() ? no_index : sheet_named(where.front().first.sheet);
    if (sheet == no_index || !out_.sheets[sheet].repeated || holds_slot(node))
      return;
    const auto index = static_cast<std::uint32_t>(out_.sheet_things.size());
    out_.sheet_things.push_back({sheet, no_index, names_.separator(*name)});
    if (validation)
      validations_[*name] = index;
    thing_ = &node;
    belongs_to_ = sheet;
    document_.set_attribute(node, "table:name", *name + rest_of_name(index));
    document_.wrap(node, node, draft_.mark({Mark::Kind::things, index}));
  }

  /// Texts with markers, such as the message of a validation, are filled where they stand.
  static bool holds_slot(XmlNode &node) {
    bool found = false;
    walk(node, [&](const XmlNode &inner) {
      found = found || inner.kind == XmlNode::Kind::slot || inner.kind == XmlNode::Kind::block;
      return !found;
    });
    return found;
  }

  std::string rest_of_name(std::uint32_t thing) {
    return draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::sheet_thing_name, thing}});
  }

  /// A cell of a sheet that repeats has the validation of its copy.
  void follow_validation(XmlNode &cell) {
    const std::string *name = cell.attribute(RangeNames::get().validated);
    const auto thing = name ? validations_.find(*name) : validations_.end();
    if (thing != validations_.end() && out_.sheet_things[thing->second].sheet == sheet_ - 1)
      document_.set_attribute(cell, "table:content-validation-name", *name + rest_of_name(thing->second));
  }

  void formula(XmlNode &cell) {
    if (!something_moves_)
      return;
    Addresses made;
    made.text = *cell.attribute(Names::get().formula);
    made.references = odf::formula_references(made.text);
    names_.add_cells(made, sheet_ - 1);
    if (made.references.empty())
      return;
    const BlocksAround around = blocks_.around(sheet_ - 1, row_, column_);
    for (std::size_t i = 0; i < made.references.size(); ++i)
      if (!made.references[i].named)
        check(made, i, around, true);
    bind(cell, "table:formula", std::move(made));
  }

  static bool any_gone(const std::vector<RowBody> &bodies) {
    return std::any_of(bodies.begin(), bodies.end(), [](const RowBody &body) {
      return std::any_of(body.items.begin(), body.items.end(),
                         [](const RowItem &item) { return item.kind == RowItem::Kind::gone; });
    });
  }

  static bool moves(const CompiledParts &out, const Draft &draft) {
    const bool sheets =
        std::any_of(out.sheets.begin(), out.sheets.end(), [](const Sheet &sheet) { return sheet.repeated; });
    return sheets || !draft.sheet_names.empty() || !out.row_blocks.empty() || !out.column_blocks.empty() ||
           any_gone(out.row_bodies) || any_gone(out.column_bodies);
  }

  void ranges(XmlNode &node) {
    if (!something_moves_)
      return;
    read_base(node);
    for (const char *name : range_attributes)
      if (const std::string *text = node.attribute(odf::xml_name(name))) {
        Addresses made = address_list(*text);
        made.listed = std::string_view(name) == "calcext:target-range-address" || shown_apart(node, name, made);
        if (chart_ && chart_->own_figures)
          made.column = column_of(node, name);
        made.next_sheet = node.is(Names::get().table);
        bind_range(node, name, std::move(made));
      }
    for (const char *name : cell_attributes)
      if (const std::string *text = node.attribute(odf::xml_name(name))) {
        Addresses made = address_list(*text);
        made.single = true;
        made.seen_from = in_table_ ? no_index : base_sheet_;
        if (!made.references.empty())
          bind(node, name, std::move(made));
      }
    if (const std::string *text = node.attribute(odf::xml_name("xlink:href")))
      link(node, *text);
    for (const char *name : formula_attributes)
      if (const std::string *text = node.attribute(odf::xml_name(name)))
        bind_range(node, name, {*text, odf::formula_references(*text), {}});
  }

  /// What a chart of a sheet draws may lie in several ranges; Writer's charts and a chart's own table take one.
  [[nodiscard]] bool shown_apart(const XmlNode &node, std::string_view attribute, const Addresses &shown) const {
    static const odf::XmlName plot_area = odf::xml_name("chart:plot-area");
    const bool drawn = attribute == "chart:values-cell-range-address" ||
                       (attribute == "table:cell-range-address" && !node.is(plot_area));
    return chart_ && drawn && out_.kind == DocumentKind::calc &&
           std::none_of(shown.references.begin(), shown.references.end(),
                        [](const FormulaReference &range) { return range.first.sheet == own_table_name; });
  }

  [[nodiscard]] std::optional<ChartColumn> column_of(const XmlNode &node, std::string_view attribute) const {
    static const odf::XmlName categories = odf::xml_name("chart:categories"), domain = odf::xml_name("chart:domain");
    using Part = ChartColumn::Part;
    if (node.is(categories))
      return ChartColumn{Part::categories, 0};
    if (node.is(domain))
      return ChartColumn{Part::domain, series_};
    if (attribute == "chart:values-cell-range-address")
      return ChartColumn{Part::values, series_};
    if (attribute == "chart:label-cell-address")
      return ChartColumn{Part::label, series_};
    return std::nullopt;
  }

  /// Of a name or filter, for its errors.
  static std::string name_of(const XmlNode &node) {
    const RangeNames &r = RangeNames::get();
    const std::string *name = node.is(r.range) || node.is(r.expression) || node.is(r.filter) || node.is(r.pivot)
                                  ? node.attribute(r.name)
                                  : nullptr;
    return name ? *name : std::string();
  }

  /// A condition is seen from its base cell: what repeats that cell repeats the condition.
  void read_base(const XmlNode &node) {
    base_sheet_ = no_index;
    base_ = {};
    for (const char *name : {"table:base-cell-address", "calcext:base-cell-address", "style:base-cell-address"}) {
      const std::string *text = node.attribute(odf::xml_name(name));
      if (!text)
        continue;
      for (const FormulaReference &reference : address_list(*text).references) {
        base_sheet_ = sheet_named(reference.first.sheet);
        base_cell_ = reference.first;
        if (base_sheet_ != no_index)
          base_ = blocks_.around(base_sheet_, reference.first.row, reference.first.column);
      }
    }
  }

  /// "#Sheet.A5", a place in this document.
  void link(XmlNode &node, const std::string &text) {
    if (!text.starts_with('#'))
      return;
    Addresses made = address_list(text.substr(1));
    if (made.references.size() != 1 || made.references.front().length + 1 != text.size())
      return;
    made.text = text;
    made.references.front().offset = 1;
    made.single = !made.references.front().last;
    bind(node, "xlink:href", std::move(made));
  }

  void bind_range(XmlNode &node, const char *name, Addresses made) {
    made.name = name_of(node);
    made.seen_from = belongs_to_;
    for (std::size_t i = 0; i < made.references.size(); ++i)
      check(made, i, made.brackets ? base_ : BlocksAround{}, made.brackets);
    if (!made.references.empty())
      bind(node, name, std::move(made));
  }

  void bind(XmlNode &node, const char *attribute, Addresses made) {
    made.place = place_of(made);
    for (const FormulaReference &reference : made.references)
      made.sheets.push_back(reference.first.sheet.empty() && !in_table_ ? base_sheet_
                                                                        : sheet_named(reference.first.sheet));
    bound_ = true;
    out_.addresses.push_back(std::move(made));
    const auto index = static_cast<std::uint32_t>(out_.addresses.size() - 1);
    document_.set_attribute(node, attribute,
                            draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::reference, index}}));
  }

  /// Of an address that names none.
  [[nodiscard]] std::uint32_t own_sheet() const { return in_table_ ? sheet_ - 1 : base_sheet_; }

  std::uint32_t sheet_named(const std::string &name) const {
    if (chart_ && name == own_table_name)
      return chart_->own_table;
    for (std::uint32_t i = 0; i < out_.sheets.size() && !name.empty(); ++i)
      if (out_.sheets[i].name == name)
        return i;
    return no_index;
  }

  void check(const Addresses &made, std::size_t number, const BlocksAround &around, bool formula) {
    const FormulaReference &reference = made.references[number];
    const std::uint32_t named = sheet_named(reference.first.sheet);
    if (named == no_index && !reference.first.sheet.empty())
      return;
    const std::uint32_t sheet = named == no_index ? own_sheet() : named;
    if (sheet == no_index)
      return;
    if (chart_ && sheet != chart_->own_table && !repeats_with_chart(sheet)) {
      if (!refused_)
        refuse(Code{"binding.chart-into-loop"}, made, number);
      refused_ = true;
      return;
    }
    const bool inside = sheet == belongs_to_ || (in_table_ && sheet == sheet_ - 1);
    if (!chart_ && out_.sheets[sheet].repeated && !inside) {
      if (!formula && !made.name.empty())
        return refuse(Code{"binding.name-into-sheets"}, made, number);
      if (!formula || (!reference.last && !reference.range_argument))
        return refuse(Code{"binding.reference-into-sheets"}, made, number);
    }
    const odf::CellAddress &last = reference.last ? *reference.last : reference.first;
    const bool range = reference.last || reference.range_argument;
    if (!blocks_.follow(sheet, reference.first, last, around, range))
      refuse(Code{"binding.reference-into-loop"}, made, number);
  }

  /// What repeats a table must repeat the chart that shows it, so that each copy has its own.
  [[nodiscard]] bool repeats_with_chart(std::uint32_t sheet) const {
    const std::vector<std::uint32_t> &loops = draft_.table_loops[sheet];
    return std::all_of(loops.begin(), loops.end(), [&](std::uint32_t loop) {
      return std::find(chart_->loops.begin(), chart_->loops.end(), loop) != chart_->loops.end();
    });
  }

  /// Where a person looks for it: the cell; its sheet; outside of the sheets the cell that it is about.
  [[nodiscard]] diagnostic::Place place_of(const Addresses &made) const {
    if (chart_)
      return place_;
    const auto cell = [this](std::uint32_t sheet, std::size_t row, std::size_t column) {
      return diagnostic::Place{diagnostic::PlaceKind::sheet_cell, out_.sheets[sheet].name, row, column};
    };
    if (in_table_ && in_row_)
      return cell(sheet_ - 1, row_ + 1U, column_ + 1U);
    if (made.brackets && base_sheet_ != no_index)
      return cell(base_sheet_, base_cell_.row + 1, base_cell_.column + 1);
    if (in_table_)
      return cell(sheet_ - 1, 0, 0);
    for (const FormulaReference &reference : made.references)
      if (const std::uint32_t sheet = sheet_named(reference.first.sheet); sheet != no_index)
        return cell(sheet, reference.first.row + 1, reference.first.column + 1);
    return {};
  }

  void refuse(Code code, const Addresses &made, std::size_t number) {
    const FormulaReference &reference = made.references[number];
    const odf::TypedFormula shown = made.shown();
    diagnostic::Diagnostic finding{std::move(code)};
    finding.location.file = out_.file_name;
    finding.location.place = place_of(made);
    finding.location.text = shown.text;
    std::tie(finding.location.offset, finding.location.length) = shown.references[number];
    finding.arguments = {
        {"marker", shown.text},
        {"name", made.name},
        {"cell", odf::column_letters(reference.first.column) + std::to_string(reference.first.row + 1)}};
    draft_.findings.push_back(std::move(finding));
  }

  Draft &draft_;
  CompiledParts &out_;
  odf::XmlDocument &document_;
  bool something_moves_;
  FollowedBlocks blocks_;
  CellNames names_;
  const ChartPlace *chart_ = nullptr;
  std::uint32_t series_ = 0; ///< of the chart, so far
  bool in_table_ = false;
  bool in_row_ = false;
  bool bound_ = false;
  bool refused_ = false;                ///< the chart, which is said once
  std::uint32_t base_sheet_ = no_index; ///< of the base cell of a name, condition or validation
  odf::CellAddress base_cell_;
  BlocksAround base_;                                ///< blocks around that cell
  std::uint32_t belongs_to_ = no_index;              ///< repeated sheet from one of whose copies it is seen
  const XmlNode *thing_ = nullptr;                   ///< that there is once for each of them
  std::map<std::string, std::uint32_t> validations_; ///< sheet things
  diagnostic::Place place_;                          ///< outside of the sheets
  std::uint32_t sheet_ = 0, row_ = 0, column_ = 0, columns_ = 0;
};

} // namespace

odf::TypedFormula Addresses::shown() const {
  odf::TypedFormula typed = odf::typed_formula(text, references);
  if (name.empty())
    return typed;
  const std::string before = name + " = ";
  typed.text.insert(0, before);
  for (auto &[offset, length] : typed.references)
    offset += before.size();
  return typed;
}

/// In brackets each reads like a reference of a formula.
Addresses address_list(const std::string &text) {
  Addresses result;
  result.text = text;
  result.brackets = false;
  for (std::size_t begin = 0; begin < text.size();) {
    bool quoted = false;
    std::size_t end = begin;
    while (end < text.size() && (quoted || text[end] != ' ')) {
      quoted = quoted != (text[end] == '\'');
      ++end;
    }
    std::vector<FormulaReference> found = odf::formula_references("[" + text.substr(begin, end - begin) + "]");
    if (found.size() == 1) {
      found.front().offset = begin;
      found.front().length = end - begin;
      found.front().range_argument = true;
      result.references.push_back(found.front());
    }
    begin = end + 1;
  }
  return result;
}

const std::vector<AddressAttribute> &address_attributes() {
  static const std::vector<AddressAttribute> all = [] {
    std::vector<AddressAttribute> list;
    list.reserve(std::size(range_attributes) + std::size(cell_attributes) + std::size(formula_attributes));
    for (const char *name : range_attributes)
      list.push_back({odf::xml_name(name), false});
    for (const char *name : cell_attributes)
      list.push_back({odf::xml_name(name), false});
    for (const char *name : formula_attributes)
      list.push_back({odf::xml_name(name), true});
    list.push_back({odf::xml_name("table:formula"), true});
    return list;
  }();
  return all;
}

bool bind_chart_ranges(Draft &draft, odf::XmlDocument &document, const ChartPlace &chart) {
  return AddressBinder(draft, document).run_chart(document.root(), chart);
}

void bind_addresses(Draft &draft, odf::XmlDocument &document, XmlNode &spreadsheet) {
  AddressBinder binder(draft, document);
  binder.run_styles(document.root());
  binder.run(spreadsheet);
}

} // namespace solieu::binding
