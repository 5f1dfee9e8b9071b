#include "binding/draft.hpp"

#include <charconv>
#include <unordered_set>

namespace solieu::binding {

namespace {

/// Turns the events of a tree into steps; literal bytes between them are kept once.
class ProgramWriter final : public odf::XmlSink {
public:
  explicit ProgramWriter(Draft &draft) : draft_(draft), out_(*draft.out) {}

  std::uint32_t write_part(const odf::XmlDocument &document) {
    const std::uint32_t body = begin_body();
    document.write(*this);
    flush();
    open_.clear();
    return body;
  }

  /// A body that is given as XML text.
  std::uint32_t write_text(std::string_view xml) {
    const std::uint32_t body = begin_body();
    pending_ += xml;
    flush();
    open_.pop_back();
    return body;
  }

  void literal(std::string_view bytes) override { pending_ += bytes; }

  void slot(std::size_t mark) override {
    flush();
    step_of(draft_.marks[mark]);
  }

  void block_begin(std::size_t mark) override {
    flush();
    const Mark found = draft_.marks[mark];
    if (found.kind == Mark::Kind::group) {
      add(begin_group(found.index));
      open_.push_back(open_.back());
    } else if (found.kind == Mark::Kind::scope) {
      out_.choices.emplace_back();
      const auto choice = static_cast<std::uint32_t>(out_.choices.size() - 1);
      add({StepKind::choice, choice});
      out_.choices[choice].branches.push_back({nullptr, begin_body(), {}, {}});
    } else if (found.kind == Mark::Kind::series) {
      add({StepKind::series, found.index});
      const std::uint32_t body = begin_body();
      out_.series[found.index].body = body;
    } else if (found.kind == Mark::Kind::things) {
      add({StepKind::sheet_things, found.index});
      const std::uint32_t body = begin_body();
      out_.sheet_things[found.index].body = body;
    } else {
      set_branch(found.index, found.branch, begin_body());
    }
  }

  void block_end(std::size_t) override {
    flush();
    open_.pop_back();
  }

private:
  std::uint32_t begin_body() {
    out_.bodies.emplace_back();
    open_.push_back(static_cast<std::uint32_t>(out_.bodies.size() - 1));
    return open_.back();
  }
  void add(Step step) { out_.bodies[open_.back()].push_back(step); }

  /// Literal bytes up to each mark inside an attribute, and the marks' steps.
  void flush() {
    std::string_view rest = pending_;
    while (true) {
      const std::size_t at = draft_.token.empty() ? std::string_view::npos : rest.find(draft_.token);
      keep(rest.substr(0, at));
      if (at == std::string_view::npos)
        break;
      rest.remove_prefix(at + draft_.token.size());
      std::size_t mark = 0;
      const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), mark);
      rest.remove_prefix(static_cast<std::size_t>(end.ptr - rest.data()) + 1);
      step_of(draft_.marks[mark]);
    }
    pending_.clear();
  }

  void keep(std::string_view bytes) {
    if (bytes.empty())
      return;
    add({StepKind::literal, static_cast<std::uint32_t>(out_.literals.size()),
         static_cast<std::uint32_t>(bytes.size())});
    out_.literals += bytes;
  }

  void step_of(const Mark &mark) {
    if (mark.kind == Mark::Kind::step)
      plain_step(mark.step);
    else if (mark.kind == Mark::Kind::marker)
      marker_step(mark.index);
    else if (mark.kind == Mark::Kind::cell_type)
      add({StepKind::cell_type, site(mark.index)});
    else if (mark.kind == Mark::Kind::picture)
      add({StepKind::picture, site(mark.index)});
  }

  void plain_step(const Step &step) {
    if (step.kind == StepKind::merge_tag && seen_merges_.insert(step.index).second) {
      Merge &merge = out_.merges[step.index];
      merge.site = site(merge.site);
    } else if (step.kind == StepKind::number_cell) {
      NumberCell &cell = out_.number_cells[step.index];
      cell.site = site(cell.site);
    } else if (step.kind == StepKind::copied_name) {
      CopiedName &name = out_.copied_names[step.index];
      name.loop = index_.at(name.loop);
    } else if (step.kind == StepKind::sheet_name) {
      for (Sheet::NamePart &part : out_.sheets[step.index].name_parts)
        part.site = part.site == no_index ? no_index : site(part.site);
    }
    add(step);
  }

  void marker_step(std::uint32_t index) {
    const DraftMarker &marker = draft_.markers[index];
    if (const auto *set = std::get_if<expression::SetMarker>(&marker.marker.data)) {
      out_.assignments.push_back({set->variable, set->value, marker.marker.text, marker.place, marker.file});
      add({StepKind::set, static_cast<std::uint32_t>(out_.assignments.size() - 1)});
    } else if (std::holds_alternative<expression::ValueMarker>(marker.marker.data)) {
      add({marker.site.typed ? StepKind::cell_text : StepKind::value, site(index)});
    }
  }

  std::uint32_t site(std::uint32_t index) {
    const auto known = sites_.find(index);
    if (known != sites_.end())
      return known->second;
    const DraftMarker &marker = draft_.markers[index];
    Site made = marker.site;
    made.expression = std::get<expression::ValueMarker>(marker.marker.data).expression;
    made.text = marker.marker.text;
    made.number = index + 1;
    made.place = marker.place;
    made.file = marker.file;
    out_.sites.push_back(std::move(made));
    return sites_[index] = static_cast<std::uint32_t>(out_.sites.size() - 1);
  }

  Step begin_group(std::uint32_t number) {
    const DraftGroup &group = draft_.groups[number];
    const DraftMarker &first = draft_.markers[group.statements.front()];
    const std::uint32_t kept = group.kept_row ? write_text(group.empty_row) : no_index;
    if (group.loop) {
      const auto &statement = std::get<expression::ForMarker>(first.marker.data);
      Loop loop{statement.variable, statement.list, statement.condition, first.marker.text, first.place, first.file};
      loop.rows = group.rows;
      loop.link = group.link;
      loop.kept = kept;
      loop.repeats_rows = group.repeats_rows;
      loop.sheets = group.sheets;
      loop.columns = group.column_loop == no_index ? no_index : draft_.column_loops[group.column_loop].block;
      loop.defines_columns = group.defines_columns;
      out_.loops.push_back(std::move(loop));
      index_[number] = static_cast<std::uint32_t>(out_.loops.size() - 1);
      return {StepKind::loop, index_[number]};
    }
    Choice choice{{}, first.marker.text, first.place, first.file, group.rows, group.link, kept};
    out_.choices.push_back(std::move(choice));
    index_[number] = static_cast<std::uint32_t>(out_.choices.size() - 1);
    return {StepKind::choice, index_[number]};
  }

  void set_branch(std::uint32_t number, std::uint32_t branch, std::uint32_t body) {
    const DraftGroup &group = draft_.groups[number];
    if (group.loop) {
      Loop &loop = out_.loops[index_[number]];
      (branch == 0 ? loop.body : loop.otherwise) = body;
      return;
    }
    const DraftMarker &marker = draft_.markers[group.statements[branch]];
    const expression::Marker &statement = marker.marker;
    expression::NodePtr condition;
    if (const auto *first = std::get_if<expression::IfMarker>(&statement.data))
      condition = first->condition;
    else if (const auto *next = std::get_if<expression::ElifMarker>(&statement.data))
      condition = next->condition;
    out_.choices[index_[number]].branches.push_back({condition, body, statement.text, marker.place, marker.file});
  }

  Draft &draft_;
  CompiledParts &out_;
  std::string pending_;
  std::vector<std::uint32_t> open_;
  std::unordered_map<std::uint32_t, std::uint32_t> sites_, index_;
  std::unordered_set<std::uint32_t> seen_merges_; ///< both tags of a cell have the step
};

} // namespace

void write_program(Draft &draft) {
  ProgramWriter writer(draft);
  for (const DraftPart &part : draft.parts) {
    if (!part.needed && !part.for_properties)
      continue;
    const bool embedded = part.object != no_index;
    if (embedded)
      draft.out->objects[part.object].part = static_cast<std::uint32_t>(draft.out->parts.size());
    draft.out->parts.push_back({part.entry, writer.write_part(*part.document), !part.needed, embedded});
  }
}

} // namespace solieu::binding
