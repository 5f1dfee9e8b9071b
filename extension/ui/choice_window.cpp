#include "ui/choice_window.hpp"

#include "border/text.hpp"
#include "ui/search_key.hpp"

#include <com/sun/star/util/Date.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace solieu::ui {

namespace {

using border::Arguments;
using border::NamedValues;

constexpr int moves_at_most = 2; // the unit may have another key in another period, and with it other figures

css::util::Date date_of(const std::string &iso) {
  css::util::Date date;
  int year = 0;
  int month = 0;
  int day = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &year, &month, &day) == 3) {
    date.Year = static_cast<sal_Int16>(year);
    date.Month = static_cast<sal_uInt16>(month);
    date.Day = static_cast<sal_uInt16>(day);
  }
  return date;
}

/// ISO 8601; empty for an empty field.
rtl::OUString iso(const css::uno::Any &value) {
  css::util::Date date;
  const bool given = value >>= date;
  if (!given || date.Year <= 0) {
    return {};
  }
  std::array<char, 32> text{};
  (void)std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.Year, date.Month, date.Day);
  return rtl::OUString::createFromAscii(text.data());
}

} // namespace

Records records_of(const NamedValues &values, const char *name) {
  Records records;
  Arguments(values).any(name) >>= records;
  return records;
}

rtl::OUString field(const NamedValues &record, const char *name) {
  return border::to_oustring(Arguments(record).text(name));
}

namespace {

/// On the last day of the period.
bool in_force(const NamedValues &territory, const NamedValues &period) {
  const rtl::OUString day = field(period, "LastDay");
  const rtl::OUString last = field(territory, "To");
  return field(territory, "From") <= day && (last.isEmpty() || last >= day);
}

} // namespace

ChoiceWindow::ChoiceWindow(const Context &context, const Frame &parent, const NamedValues &choices)
    : context_(context), templates_(records_of(choices, "Templates")), territories_(records_of(choices, "Territories")),
      wanted_territory_(field(choices, "DefaultTerritory")), window_(context, "new_report", parent,
                                                                     {{"onTemplate", [this] { show_periods(); }},
                                                                      {"onPeriod", [this] { period_chosen(); }},
                                                                      {"onTerritory", [this] { territory_chosen(); }},
                                                                      {"onSearch", [this] { name_typed(); }}}),
      lookup_(context, [this](const NamedValues &answer) { figures_known(answer); }) {
  std::vector<rtl::OUString> titles;
  for (const NamedValues &row : templates_) {
    titles.push_back(field(row, "Name") + dash() + field(row, "Title"));
  }
  window_.set_property("issue_date", "Date", css::uno::Any(date_of(today())));
  window_.fill_list("template", titles, 0);
  show_periods();
}

std::optional<Choice> ChoiceWindow::ask() {
  if (!window_.execute() || window_.selected("period") < 0 || window_.selected("territory") < 0) {
    return std::nullopt;
  }
  return Choice{field(template_record(), "Name"), field(period(), "Id"),
                field(shown_.at(static_cast<std::size_t>(window_.selected("territory"))), "Key"),
                border::to_oustring(window_.text("number")), iso(window_.property("issue_date", "Date"))};
}

const NamedValues &ChoiceWindow::template_record() const {
  return templates_[std::max<sal_Int16>(0, window_.selected("template"))];
}

const NamedValues &ChoiceWindow::period() const { return periods_[std::max<sal_Int16>(0, window_.selected("period"))]; }

void ChoiceWindow::show_periods() {
  periods_ = records_of(template_record(), "Periods");
  std::vector<rtl::OUString> titles;
  for (const NamedValues &row : periods_) {
    titles.push_back(field(row, "Title"));
  }
  offered_period_ = 0;
  period_is_a_persons_ = false;
  moves_ = 0;
  window_.fill_list("period", titles, 0);
  show_territories();
}

/// The office tells of choices that this window makes, too; those are no person's.
void ChoiceWindow::period_chosen() {
  period_is_a_persons_ = period_is_a_persons_ || window_.selected("period") != offered_period_;
  show_territories();
}

void ChoiceWindow::territory_chosen() {
  moves_ = window_.selected("territory") == offered_territory_ ? moves_ : 0;
  look_up();
}

void ChoiceWindow::name_typed() {
  moves_ = 0;
  show_territories();
}

void ChoiceWindow::show_territories() {
  if (periods_.getLength() == 0) {
    return;
  }
  remember_territory();
  const rtl::OUString typed = search_key(border::to_oustring(window_.text("search")));
  shown_.clear();
  std::vector<rtl::OUString> names;
  sal_Int16 same_key = -1;
  sal_Int16 same_name = -1;
  for (const NamedValues &row : territories_) {
    if (!in_force(row, period()) || (!typed.isEmpty() && field(row, "SearchKey").indexOf(typed) < 0)) {
      continue;
    }
    const rtl::OUString name = field(row, "Name");
    const auto place = static_cast<sal_Int16>(names.size());
    same_key = field(row, "Key") == wanted_territory_ ? place : same_key;
    same_name = same_name < 0 && name == wanted_name_ ? place : same_name;
    names.push_back(name + " (" + field(row, "Type") + ")");
    shown_.push_back(row);
  }
  offered_territory_ = same_key < 0 ? std::max<sal_Int16>(0, same_name) : same_key;
  window_.fill_list("territory", names, offered_territory_);
  window_.set_property("ok", "Enabled", css::uno::Any(!names.empty()));
  look_up();
}

void ChoiceWindow::remember_territory() {
  if (window_.selected("territory") >= 0 && !shown_.empty()) {
    const NamedValues &chosen = shown_.at(static_cast<std::size_t>(window_.selected("territory")));
    wanted_territory_ = field(chosen, "Key");
    wanted_name_ = field(chosen, "Name");
    return;
  }
  for (const NamedValues &row : territories_) {
    wanted_name_ = field(row, "Key") == wanted_territory_ ? field(row, "Name") : wanted_name_;
  }
}

void ChoiceWindow::look_up() {
  const sal_Int16 place = window_.selected("territory");
  if (place < 0 || static_cast<std::size_t>(place) >= shown_.size()) {
    say({});
    return;
  }
  const Question question(field(template_record(), "Name"), field(shown_.at(static_cast<std::size_t>(place)), "Key"));
  if (question != question_) {
    question_ = question;
    answer_.reset();
    lookup_.ask(question.first, question.second);
  }
  say_how_it_stands();
}

void ChoiceWindow::figures_known(const NamedValues &answer) {
  answer_ = answer;
  const sal_Int16 last = last_with_figures();
  if (!period_is_a_persons_ && last >= 0 && last != window_.selected("period") && moves_ < moves_at_most &&
      stays_in_force(periods_[last])) {
    ++moves_;
    offered_period_ = last;
    window_.control<css::awt::XListBox>("period")->selectItemPos(last, true);
    show_territories();
  }
  say_how_it_stands();
}

bool ChoiceWindow::has_figures(const NamedValues &period) const {
  css::uno::Sequence<rtl::OUString> ids;
  Arguments(*answer_).any("Periods") >>= ids;
  return std::find(ids.begin(), ids.end(), field(period, "Id")) != ids.end();
}

sal_Int16 ChoiceWindow::last_with_figures() const {
  const auto found =
      std::find_if(periods_.begin(), periods_.end(), [this](const NamedValues &period) { return has_figures(period); });
  return found == periods_.end() ? sal_Int16(-1) : static_cast<sal_Int16>(found - periods_.begin());
}

/// Is the unit chosen there on the last day of that period too, be it under another key?
bool ChoiceWindow::stays_in_force(const NamedValues &period) const {
  const NamedValues &chosen = shown_.at(static_cast<std::size_t>(window_.selected("territory")));
  return std::any_of(territories_.begin(), territories_.end(), [&](const NamedValues &row) {
    return in_force(row, period) && field(row, "Name") == field(chosen, "Name");
  });
}

void ChoiceWindow::say_how_it_stands() {
  if (!answer_) {
    say(string(context_, "figures.looking"));
    return;
  }
  const Arguments answer(*answer_);
  if (!answer.flag("Good")) {
    const Records findings = records_of(*answer_, "Findings");
    say(findings.getLength() > 0 ? field(findings[0], "Text") : rtl::OUString());
    return;
  }
  const sal_Int16 last = last_with_figures();
  if (!answer.flag("Known")) {
    say({});
  } else if (last < 0) {
    say(string(context_, "figures.none"));
  } else if (has_figures(period())) {
    say(string(context_, "figures.there"));
  } else {
    say(string(context_, "figures.since").replaceFirst("%1", field(periods_[last], "Title")));
  }
}

void ChoiceWindow::say(const rtl::OUString &text) {
  window_.set_property("figures", "Label", css::uno::Any(text));
  window_.set_property("figures", "HelpText", css::uno::Any(text)); // whole, when it does not fit
}

} // namespace solieu::ui
