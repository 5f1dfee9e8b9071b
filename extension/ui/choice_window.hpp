#pragma once

#include "ui/period_lookup.hpp"
#include "ui/window.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace solieu::ui {

using Records = css::uno::Sequence<border::NamedValues>;

/// The list of records of that name in an answer of the core; empty when there is none.
[[nodiscard]] Records records_of(const border::NamedValues &values, const char *name);
[[nodiscard]] rtl::OUString field(const border::NamedValues &record, const char *name);

/// What a person has chosen.
struct Choice {
  rtl::OUString template_name, period, territory, number;
  rtl::OUString issue_date; ///< ISO 8601; empty = today
};

/// The window "New report": lists that follow each other (template → periods → territories in force). While it is open
/// the source is asked for which periods it has figures; until a person chooses a period, the last one with figures is
/// offered, and a line below the periods says how it stands with the one that is chosen.
class ChoiceWindow {
public:
  /// `choices` is the core's answer to "choices", with at least one template.
  ChoiceWindow(const Context &context, const Frame &parent, const border::NamedValues &choices);

  /// Nothing when the window was left without "Make report".
  [[nodiscard]] std::optional<Choice> ask();

private:
  using Question = std::pair<rtl::OUString, rtl::OUString>; ///< template, key of the territory

  void show_periods();
  void period_chosen();
  void territory_chosen();
  void name_typed();
  /// Units in force on the last day of the period whose name holds the search text. The one chosen before stays, or the
  /// one of its name when its key is of another list.
  void show_territories();
  void remember_territory();
  void look_up();
  void figures_known(const border::NamedValues &answer);
  void say_how_it_stands();
  void say(const rtl::OUString &text);
  [[nodiscard]] const border::NamedValues &template_record() const;
  [[nodiscard]] const border::NamedValues &period() const;
  [[nodiscard]] bool has_figures(const border::NamedValues &period) const;
  /// Place of the first such period, −1 = none.
  [[nodiscard]] sal_Int16 last_with_figures() const;
  [[nodiscard]] bool stays_in_force(const border::NamedValues &period) const;

  Context context_;
  Records templates_, territories_, periods_;
  rtl::OUString wanted_territory_, wanted_name_;
  std::vector<border::NamedValues> shown_;
  sal_Int16 offered_period_ = 0, offered_territory_ = 0; ///< places that this window chose itself
  bool period_is_a_persons_ = false;                     ///< then it stays
  int moves_ = 0;                                        ///< of the period, since a person did something
  Question question_;
  std::optional<border::NamedValues> answer_; ///< to the question
  Window window_;
  PeriodLookup lookup_;
};

} // namespace solieu::ui
