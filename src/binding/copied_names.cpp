#include "binding/draft.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace solieu::binding {

using odf::XmlNode;

namespace {

/// Names that are alike do not meet: a table may be called as a bookmark is.
enum class Family : std::uint8_t { bookmark, mark, sequence, note, table, section, shape, identity };

/// ODF 1.3 part 3: attributes that name a thing of which there may be one only, and those that point at one.
struct NamedBy {
  odf::XmlName element, attribute;
  Family family;
};

struct NameTables {
  static const NameTables &get() {
    static const NameTables tables;
    return tables;
  }
  odf::XmlName name = odf::xml_name("text:name"), reference = odf::xml_name("text:ref-name"),
               href = odf::xml_name("xlink:href"), continued = odf::xml_name("text:continue-list"),
               identity = odf::xml_name("xml:id");
  std::array<NamedBy, 11> declared{{{odf::xml_name("text:bookmark"), name, Family::bookmark},
                                    {odf::xml_name("text:bookmark-start"), name, Family::bookmark},
                                    {odf::xml_name("text:bookmark-end"), name, Family::bookmark},
                                    {odf::xml_name("text:reference-mark"), name, Family::mark},
                                    {odf::xml_name("text:reference-mark-start"), name, Family::mark},
                                    {odf::xml_name("text:reference-mark-end"), name, Family::mark},
                                    {odf::xml_name("text:sequence"), reference, Family::sequence},
                                    {odf::xml_name("text:note"), odf::xml_name("text:id"), Family::note},
                                    {odf::xml_name("text:section"), name, Family::section},
                                    {odf::xml_name("text:table-of-content"), name, Family::section},
                                    {odf::xml_name("table:table"), odf::xml_name("table:name"), Family::table}}};
  std::array<NamedBy, 4> pointing{{{odf::xml_name("text:bookmark-ref"), reference, Family::bookmark},
                                   {odf::xml_name("text:reference-ref"), reference, Family::mark},
                                   {odf::xml_name("text:sequence-ref"), reference, Family::sequence},
                                   {odf::xml_name("text:note-ref"), reference, Family::note}}};
};

/// Gives the things in a body that repeats a name for each copy, and those of an included document another name than
/// that of a thing elsewhere; what points at them from within follows.
class NameBinder {
public:
  NameBinder(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void run() {
    visit([&](XmlNode &node) {
      declared(node, [&](odf::XmlName attribute, Family family) {
        const std::string &name = *node.attribute(attribute);
        names_.insert({family, name});
        if (name.find(draft_.token) == std::string::npos && !draft_.tables.contains(&node))
          declare({family, name});
      });
    });
    for (const auto &[name, owners] : owners_)
      for (std::size_t i = 1; i < owners.size(); ++i)
        renamed_[{owners[i].scope, name}] = name.second + separator(name) + std::to_string(i + 1);
    visit([&](XmlNode &node) {
      declared(node, [&](odf::XmlName attribute, Family family) { follow(node, attribute, family, {}, {}); });
      pointing(node);
    });
  }

private:
  using Name = std::pair<Family, std::string>;
  /// A document (0) or one that is included in it, in which a name is given.
  struct Owner {
    std::size_t scope;
    std::uint32_t loop; ///< innermost one that copies the name: its group
  };

  /// Document order, knowing the loops and included documents around.
  template <class Look> void visit(Look look) {
    const Names &n = Names::get();
    loops_around_.assign(1, no_index);
    scopes_.assign(1, 0);
    walk(
        document_.root(),
        [&](XmlNode &node) {
          if (node.kind == XmlNode::Kind::block) {
            const Mark &mark = draft_.marks[node.mark];
            const bool loop = mark.kind == Mark::Kind::branch && mark.branch == 0 && draft_.groups[mark.index].loop;
            loops_around_.push_back(loop ? mark.index : loops_around_.back());
            scopes_.push_back(mark.kind == Mark::Kind::scope ? node.mark + 1 : scopes_.back());
          } else if (node.kind == XmlNode::Kind::element) {
            look(node);
          }
          return !node.is(n.tracked_changes);
        },
        [&](XmlNode &node) {
          if (node.kind != XmlNode::Kind::block)
            return;
          loops_around_.pop_back();
          scopes_.pop_back();
        });
  }

  void declare(const Name &name) {
    std::vector<Owner> &owners = owners_[name];
    const auto known = std::ranges::find(owners, scopes_.back(), &Owner::scope);
    if (known == owners.end()) // the document itself comes first, so that its names stay
      owners.insert(scopes_.back() == 0 ? owners.begin() : owners.end(), {scopes_.back(), loops_around_.back()});
    else if (known->loop == no_index)
      known->loop = loops_around_.back();
  }

  template <class Found> void declared(const XmlNode &node, Found found) const {
    const NameTables &tables = NameTables::get();
    const bool calc = draft_.out->kind == DocumentKind::calc; // sheets have their own way
    for (const NamedBy &by : tables.declared)
      if (node.is(by.element) && node.attribute(by.attribute) && !(calc && by.family == Family::table))
        found(by.attribute, by.family);
    if (node.name->starts_with("draw:") && node.attribute(Names::get().draw_name))
      found(Names::get().draw_name, Family::shape);
    if (node.attribute(tables.identity))
      found(tables.identity, Family::identity);
  }

  void pointing(XmlNode &node) {
    const NameTables &tables = NameTables::get();
    for (const NamedBy &by : tables.pointing)
      if (node.is(by.element) && node.attribute(by.attribute))
        follow(node, by.attribute, by.family, {}, {});
    if (node.attribute(tables.continued))
      follow(node, tables.continued, Family::identity, {}, {});
    const std::string *href = node.attribute(tables.href);
    if (!href || !href->starts_with('#'))
      return;
    const std::size_t kind = href->rfind('|');
    const std::string suffix = kind == std::string::npos ? "" : href->substr(kind);
    const Family family = suffix == "|table"    ? Family::table
                          : suffix == "|region" ? Family::section
                          : suffix.empty()      ? Family::bookmark
                                                : Family::shape;
    follow(node, tables.href, family, "#", suffix);
  }

  /// The owner that is meant here: the included document around, else the one around it.
  [[nodiscard]] const Owner *owner_of(const Name &name) const {
    const auto owners = owners_.find(name);
    if (owners == owners_.end())
      return nullptr;
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
      if (const auto found = std::ranges::find(owners->second, *scope, &Owner::scope); found != owners->second.end())
        return &*found;
    return nullptr;
  }

  /// An attribute whose value is `before`, a name, `after`.
  void follow(XmlNode &node, odf::XmlName attribute, Family family, std::string_view before, std::string_view after) {
    const std::string &value = *node.attribute(attribute);
    const Name name{family, value.substr(before.size(), value.size() - before.size() - after.size())};
    const Owner *owner = draft_.tables.contains(&node) ? nullptr : owner_of(name);
    if (!owner)
      return;
    const auto other = renamed_.find({owner->scope, name});
    const bool copied = owner->loop != no_index && std::ranges::find(loops_around_, owner->loop) != loops_around_.end();
    if (!copied && other == renamed_.end())
      return;
    std::string text = std::string(before) + (other == renamed_.end() ? name.second : other->second);
    if (copied) {
      draft_.out->copied_names.push_back({separator(name), owner->loop});
      const auto index = static_cast<std::uint32_t>(draft_.out->copied_names.size() - 1);
      text += draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::copied_name, index}});
    }
    document_.set_attribute(node, *attribute, text + std::string(after));
  }

  /// What stands between name and number, so that no copy is called as another thing is.
  [[nodiscard]] std::string separator(const Name &name) const {
    std::string between = "_";
    const auto taken = [&] {
      const auto next = names_.lower_bound({name.first, name.second + between});
      return next != names_.end() && next->first == name.first && next->second.starts_with(name.second + between);
    };
    while (taken())
      between += "_";
    return between;
  }

  Draft &draft_;
  odf::XmlDocument &document_;
  std::set<Name> names_;
  std::map<Name, std::vector<Owner>> owners_;
  std::map<std::pair<std::size_t, Name>, std::string> renamed_; ///< in that included document
  std::vector<std::uint32_t> loops_around_;                     ///< innermost last
  std::vector<std::size_t> scopes_;
};

} // namespace

void bind_names(Draft &draft) {
  for (DraftPart &part : draft.parts)
    if (part.needed && (part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles))
      NameBinder(draft, *part.document).run();
}

} // namespace solieu::binding
