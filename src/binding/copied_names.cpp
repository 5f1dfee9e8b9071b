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

/// Gives the things in a body that repeats a name for each copy, and lets what points at them from within follow.
class NameBinder {
public:
  NameBinder(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void run() {
    const bool calc = draft_.out->kind == DocumentKind::calc;
    visit([&](XmlNode &node) {
      declared(node, calc, [&](odf::XmlName attribute, Family family) {
        const std::string &name = *node.attribute(attribute);
        names_.insert({family, name});
        if (loop_ != no_index && name.find(draft_.token) == std::string::npos)
          loops_.try_emplace({family, name}, loop_);
      });
    });
    if (!loops_.empty())
      visit([&](XmlNode &node) {
        declared(node, calc, [&](odf::XmlName attribute, Family family) { follow(node, attribute, family, {}, {}); });
        pointing(node);
      });
  }

private:
  using Name = std::pair<Family, std::string>;

  /// Document order, knowing the loops around.
  template <class Look> void visit(Look look) {
    const Names &n = Names::get();
    std::vector<std::uint32_t> around;
    loop_ = no_index;
    walk(
        document_.root(),
        [&](XmlNode &node) {
          if (node.kind == XmlNode::Kind::block) {
            around.push_back(loop_);
            const Mark &mark = draft_.marks[node.mark];
            if (mark.kind == Mark::Kind::branch && mark.branch == 0 && draft_.groups[mark.index].loop)
              loop_ = mark.index;
            loops_around_.push_back(loop_);
          } else if (node.kind == XmlNode::Kind::element) {
            look(node);
          }
          return !node.is(n.tracked_changes);
        },
        [&](XmlNode &node) {
          if (node.kind != XmlNode::Kind::block)
            return;
          loop_ = around.back();
          around.pop_back();
          loops_around_.pop_back();
        });
  }

  template <class Found> static void declared(const XmlNode &node, bool calc, Found found) {
    const NameTables &tables = NameTables::get();
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

  /// An attribute whose value is `before`, a name that is copied with a loop around this place, `after`.
  void follow(XmlNode &node, odf::XmlName attribute, Family family, std::string_view before, std::string_view after) {
    const std::string &value = *node.attribute(attribute);
    const std::string name = value.substr(before.size(), value.size() - before.size() - after.size());
    const auto found = loops_.find({family, name});
    if (found == loops_.end() || std::ranges::find(loops_around_, found->second) == loops_around_.end())
      return;
    draft_.out->copied_names.push_back({separator({family, name}), found->second});
    const auto index = static_cast<std::uint32_t>(draft_.out->copied_names.size() - 1);
    document_.set_attribute(node, *attribute,
                            std::string(before) + name +
                                draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::copied_name, index}}) +
                                std::string(after));
  }

  /// What stands between name and number, so that no copy is called as another thing is.
  std::string separator(const Name &name) const {
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
  std::map<Name, std::uint32_t> loops_; ///< innermost loop that copies a name: its group
  std::uint32_t loop_ = no_index;
  std::vector<std::uint32_t> loops_around_;
};

} // namespace

void bind_names(Draft &draft) {
  for (DraftPart &part : draft.parts)
    if (part.needed && (part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles))
      NameBinder(draft, *part.document).run();
}

} // namespace solieu::binding
