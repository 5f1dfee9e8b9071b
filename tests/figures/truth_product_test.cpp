#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace solieu::figures;
using namespace solieu::model;

namespace {

constexpr const char *quarter = "2025-Q1";

/// What stands in the table at one key, and what a lookup of that key and kind says; alone, and as the last month of a
/// quarter whose first two months are 1 each (an open period until it is there).
struct State {
  const char *name;
  std::array<const char *, 2> values; ///< null = no row, "" = NULL
  const char *alone;                  ///< null = the kind's own "nothing was reported"
  const char *in_quarter;
};
constexpr std::array states{
    State{"missing", {nullptr, nullptr}, nullptr, "figures.periods-incomplete"},
    State{"NULL", {"", nullptr}, "figures.value-empty", "figures.periods-incomplete"},
    State{"NULL twice", {"", ""}, "figures.value-empty", "figures.periods-incomplete"},
    State{"zero", {"0", nullptr}, "0 người", "2 người"},
    State{"value", {"5", nullptr}, "5 người", "7 người"},
    State{"value and NULL", {"", "5"}, "5 người", "7 người"},
    State{"value twice", {"5", "5.0"}, "5 người", "7 người"},
    State{"two values", {"5", "6"}, "figures.duplicate", "figures.duplicate"},
};

struct Row {
  Kind kind;
  const char *nothing;
  bool unasked;    ///< answers when no kind is asked for
  bool estimating; ///< answers only where estimates are allowed
};
constexpr std::array kinds{
    Row{Kind::actual, "figures.not-observed", true, false}, Row{Kind::final, "figures.not-observed", true, false},
    Row{Kind::estimate, "figures.no-estimate", false, true}, Row{Kind::plan, "figures.no-plan", false, false},
    Row{Kind::target, "figures.no-target", false, false}};

struct Country : SmallCountry {
  Country(const State &state, Kind kind, bool open) {
    if (open) {
      row("JOB_ADDED", quang_ninh, "2025-01", "1", kind);
      row("JOB_ADDED", quang_ninh, "2025-02", "1", kind);
    }
    for (const char *value : state.values)
      if (value != nullptr)
        row("JOB_ADDED", quang_ninh, open ? "2025-03" : quarter, value, kind);
  }
  std::string asked(std::optional<Kind> kind) {
    FigureQuery query = this->query("JOB_ADDED", quang_ninh, quarter);
    query.kind = kind;
    return shown(figure(query));
  }
};

bool present(const std::string &answer) { return !answer.starts_with("figures."); }

} // namespace

BOOST_AUTO_TEST_SUITE(truth_product)

BOOST_AUTO_TEST_CASE(every_state_of_every_kind_closed_and_open_asked_by_that_kind) {
  for (const State &state : states)
    for (const Row &row : kinds)
      for (const bool open : {false, true}) {
        const std::string expected = open ? state.in_quarter : state.alone == nullptr ? row.nothing : state.alone;
        BOOST_TEST_CONTEXT(state.name << ", " << name_of(row.kind) << (open ? ", open" : ", closed"))
        BOOST_TEST(Country(state, row.kind, open).asked(row.kind) == expected);
      }
}

BOOST_AUTO_TEST_CASE(a_kind_never_answers_for_another_one) {
  for (const State &state : states)
    for (const Row &row : kinds)
      for (const Row &other : kinds)
        for (const bool open : {false, true})
          if (row.kind != other.kind) {
            BOOST_TEST_CONTEXT(state.name << ", " << name_of(row.kind) << " asked as " << name_of(other.kind))
            BOOST_TEST(Country(state, row.kind, open).asked(other.kind) == other.nothing);
          }
}

BOOST_AUTO_TEST_CASE(no_kind_asked_takes_what_was_reported_and_an_estimate_where_allowed) {
  for (const State &state : states)
    for (const Row &row : kinds)
      for (const bool open : {false, true})
        for (const bool allowed : {false, true}) {
          Country country(state, row.kind, open);
          country.policy.estimates_allowed = allowed;
          const std::string answer = country.asked(std::nullopt);
          const bool answers = row.unasked || (row.estimating && allowed);
          const std::string own = open ? state.in_quarter : state.alone == nullptr ? row.nothing : state.alone;
          BOOST_TEST_CONTEXT(state.name << ", " << name_of(row.kind) << (open ? ", open" : "")
                                        << (allowed ? ", estimates allowed" : "")) {
            if (answers && present(own))
              BOOST_TEST(answer == own);
            else
              BOOST_TEST(!present(answer));
          }
        }
}

BOOST_AUTO_TEST_SUITE_END()
