#include "binding/draft.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace solieu::binding {

using diagnostic::Code;
using diagnostic::Diagnostics;
using expression::NodePtr;
using expression::Scope;
using expression::Type;
using expression::Wanted;

namespace {

void for_each_child(const expression::Node &node, const std::function<void(const NodePtr &)> &visit) {
  struct Visitor {
    const std::function<void(const NodePtr &)> &visit;
    void arguments(const std::vector<expression::Argument> &list) const {
      for (const expression::Argument &argument : list)
        visit(argument.value);
    }
    void operator()(const expression::Literal &) const {}
    void operator()(const expression::Name &) const {}
    void operator()(const expression::FigureReference &figure) const {
      for (const expression::SliceEntry &entry : figure.slice)
        visit(entry.member);
      for (const expression::SelectorUse &use : figure.selectors) {
        visit(use.period);
        visit(use.territory);
      }
    }
    void operator()(const expression::Call &call) const {
      visit(call.subject);
      arguments(call.arguments);
    }
    void operator()(const expression::Filter &filter) const {
      visit(filter.input);
      arguments(filter.arguments);
    }
    void operator()(const expression::Unary &unary) const { visit(unary.operand); }
    void operator()(const expression::Binary &binary) const {
      visit(binary.left);
      visit(binary.right);
    }
    void operator()(const expression::Conditional &conditional) const {
      visit(conditional.condition);
      visit(conditional.then);
      visit(conditional.otherwise);
    }
    void operator()(const expression::Test &test) const { visit(test.operand); }
    void operator()(const expression::ListLiteral &list) const {
      for (const NodePtr &item : list.items)
        visit(item);
    }
  };
  std::visit(Visitor{visit}, node.data);
}

/// True when the expression or a part of it is as asked; its depth is bounded by the parser.
bool any_node(const NodePtr &node, const std::function<bool(const expression::Node &)> &wanted) {
  if (!node)
    return false;
  bool found = wanted(*node);
  for_each_child(*node, [&](const NodePtr &child) { found = found || any_node(child, wanted); });
  return found;
}

bool says_loop(const NodePtr &node) {
  return any_node(node, [](const expression::Node &n) {
    const auto *name = std::get_if<expression::Name>(&n.data);
    return name && !name->path.empty() && name->path.front() == "loop";
  });
}

/// Checks the expressions of a program in the order and with the names that filling will have.
class ProgramChecker {
public:
  explicit ProgramChecker(Draft &draft) : draft_(draft), out_(*draft.out) {}

  void run() {
    for (const Part &part : out_.parts) {
      if (part.embedded)
        continue;
      Scope scope;
      scope.loops_visible = part.entry == "content.xml";
      visit(part.body, scope);
    }
  }

private:
  /// The body's steps; blocks inside are bounded by the limit on nesting.
  void visit(std::uint32_t body, Scope &scope) {
    if (body == no_index)
      return;
    const std::size_t names = scope.names.size();
    for (const Step &step : out_.bodies[body]) {
      if (step.kind == StepKind::value || step.kind == StepKind::cell_type || step.kind == StepKind::picture)
        value(out_.sites[step.index], scope);
      else if (step.kind == StepKind::loop)
        loop(out_.loops[step.index], scope);
      else if (step.kind == StepKind::choice)
        choice(out_.choices[step.index], scope);
      else if (step.kind == StepKind::sheet_name)
        sheet_name(out_.sheets[step.index], scope);
      else if (step.kind == StepKind::object)
        object(out_.objects[step.index], scope);
      else if (step.kind == StepKind::set)
        assignment(out_.assignments[step.index], scope);
    }
    scope.names.resize(names);
  }

  void value(Site &site, const Scope &scope) {
    note_loop(site.expression);
    const Type type = check(site.expression, scope, site);
    using Kind = Type::Kind;
    const bool figure = any_node(site.expression, [](const expression::Node &n) {
      return std::holds_alternative<expression::FigureReference>(n.data);
    });
    const bool counted = type.kind == Kind::figure || type.kind == Kind::number || type.kind == Kind::any;
    // Rows of a query are no figures: they live as a block, not value by value.
    site.linked = figure || (counted && !type.from_query && !says_loop(site.expression));
  }

  /// The titles of a chart see what its place sees.
  void object(const EmbeddedObject &object, Scope &scope) {
    if (object.part != no_index)
      visit(out_.parts[object.part].body, scope);
  }

  void sheet_name(const Sheet &sheet, const Scope &scope) {
    for (const Sheet::NamePart &part : sheet.name_parts)
      if (part.site != no_index)
        value(out_.sites[part.site], scope);
  }

  void loop(Loop &loop, Scope &scope) {
    const bool repeats = loop.columns != no_index && !loop.defines_columns; // its items are chosen already
    if (!repeats)
      note_loop(loop.list);
    const Type list = repeats ? column_lists_[loop.columns] : check(loop.list, scope, loop, Wanted::list);
    if (loop.defines_columns)
      column_lists_[loop.columns] = list;
    free_name(loop.variable, scope, loop);
    loops_.push_back(false);
    const std::size_t names = scope.names.size();
    scope.names.emplace_back(loop.variable, expression::item_type(list));
    scope.names.emplace_back("loop", expression::loop_type());
    if (!repeats) {
      note_loop(loop.condition);
      check(loop.condition, scope, loop, Wanted::condition);
    }
    visit(loop.body, scope);
    scope.names.resize(names);
    loop.uses_loop = loops_.back();
    loops_.pop_back();
    visit(loop.otherwise, scope);
  }

  void choice(const Choice &choice, Scope &scope) {
    for (const Branch &branch : choice.branches) {
      note_loop(branch.condition);
      check(branch.condition, scope, branch, Wanted::condition);
      visit(branch.body, scope);
    }
  }

  void assignment(const Assignment &assignment, Scope &scope) {
    note_loop(assignment.value);
    const Type type = check(assignment.value, scope, assignment);
    free_name(assignment.variable, scope, assignment);
    scope.names.emplace_back(assignment.variable, type);
  }

  /// `at`: the marker, as a part of the program.
  template <class Part>
  Type check(const NodePtr &expression, const Scope &scope, const Part &at, Wanted wanted = Wanted::value) {
    if (!expression)
      return {};
    Diagnostics errors;
    Type type = expression::check(*expression, scope, draft_.context.catalogue, draft_.context.queries, out_.needs,
                                  at.text, errors, wanted);
    for (diagnostic::Diagnostic &error : errors) {
      error.location.file = out_.files[at.file];
      error.location.place = at.place;
    }
    append(draft_.findings, std::move(errors));
    return type;
  }

  /// A name may be given once only in the blocks around.
  template <class Part> void free_name(const std::string &name, const Scope &scope, const Part &at) {
    const bool taken =
        std::any_of(scope.names.begin(), scope.names.end(), [&](const auto &n) { return n.first == name; });
    if (!taken)
      return;
    diagnostic::Diagnostic finding{Code{"binding.name-taken"}};
    finding.location = {out_.files[at.file], at.place, 0, 0, at.text, at.text.find(name), name.size()};
    finding.arguments = {{"name", name}};
    draft_.findings.push_back(std::move(finding));
  }

  void note_loop(const NodePtr &expression) {
    if (!loops_.empty() && !loops_.back())
      loops_.back() = says_loop(expression);
  }

  Draft &draft_;
  CompiledParts &out_;
  std::vector<bool> loops_;
  std::unordered_map<std::uint32_t, Type> column_lists_; ///< by column block
};

} // namespace

void check_program(Draft &draft) { ProgramChecker(draft).run(); }

/// When blocks do not match there is no program: every expression is checked as if all names were known.
void check_loosely(Draft &draft) {
  Scope scope;
  for (const DraftMarker &marker : draft.markers) {
    if (const auto *loop = std::get_if<expression::ForMarker>(&marker.marker.data))
      scope.names.emplace_back(loop->variable, Type{});
    else if (const auto *set = std::get_if<expression::SetMarker>(&marker.marker.data))
      scope.names.emplace_back(set->variable, Type{});
  }
  scope.names.emplace_back("loop", Type{});
  expression::Needs needs;
  for (const DraftMarker &marker : draft.markers) {
    std::vector<std::pair<NodePtr, Wanted>> expressions;
    if (const auto *value = std::get_if<expression::ValueMarker>(&marker.marker.data))
      expressions = {{value->expression, Wanted::value}};
    else if (const auto *loop = std::get_if<expression::ForMarker>(&marker.marker.data))
      expressions = {{loop->list, Wanted::list}, {loop->condition, Wanted::condition}};
    else if (const auto *first = std::get_if<expression::IfMarker>(&marker.marker.data))
      expressions = {{first->condition, Wanted::condition}};
    else if (const auto *next = std::get_if<expression::ElifMarker>(&marker.marker.data))
      expressions = {{next->condition, Wanted::condition}};
    else if (const auto *set = std::get_if<expression::SetMarker>(&marker.marker.data))
      expressions = {{set->value, Wanted::value}};
    for (const auto &[expression, wanted] : expressions) {
      if (!expression)
        continue;
      Diagnostics errors;
      static_cast<void>(expression::check(*expression, scope, draft.context.catalogue, draft.context.queries, needs,
                                          marker.marker.text, errors, wanted));
      for (diagnostic::Diagnostic &error : errors) {
        error.location.file = draft.out->files[marker.file];
        error.location.place = marker.place;
      }
      append(draft.findings, std::move(errors));
    }
  }
}

} // namespace solieu::binding
