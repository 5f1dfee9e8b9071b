#include "format/delimited_text.hpp"
#include "job/preparation.hpp"

#include "expression/parser.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <set>

using namespace solieu;

namespace {

/// The shipped workspace and everything its published source holds, read once.
struct Published {
  Published() {
    diagnostic::Diagnostics findings;
    workspace = job::open_workspace(SOLIEU_BINARY_DIR "/workspace", findings);
    data = data::open_source(job::find_source(*workspace, "published"))->read({}, workspace->catalogue);
  }

  [[nodiscard]] expression::Value ask(const std::string &text, const std::string &period, const std::string &territory,
                                      std::string &printed) const {
    diagnostic::Diagnostics errors;
    const expression::NodePtr node = expression::parse_expression(text, errors);
    expression::Needs needs;
    if (node != nullptr) {
      (void)expression::check(*node, {}, workspace->catalogue, {}, needs, text, errors);
    }
    BOOST_REQUIRE_MESSAGE(errors.empty(), text << (errors.empty() ? "" : ": " + errors.front().code.name));
    job::Coordinates coordinates;
    coordinates.period = period;
    coordinates.territory = territory;
    coordinates.language = "vi";
    coordinates.issue_date = {2026, 1, 5};
    const expression::ReportContext context = job::make_context(*workspace, coordinates, nullptr);
    const job::Evaluation evaluation(*workspace, data.dataset, context, false);
    evaluate::Answer answer = evaluate::answer(*node, evaluation.fill_context());
    printed = std::move(answer.text);
    return std::move(answer.value);
  }

  job::WorkspacePtr workspace;
  data::ReadResult data;
};

const Published &published() {
  static const Published all;
  return all;
}

const model::Figure *figure_of(const expression::Value &value) {
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
  return figure == nullptr ? nullptr : figure->get();
}

} // namespace

BOOST_AUTO_TEST_SUITE(published_wording)

BOOST_AUTO_TEST_CASE(every_observation_is_asked_for_and_printed_as_its_source_words_it) {
  std::ifstream file(SOLIEU_SOURCE_DIR "/tests/contract/published_wording.csv", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto table = format::read_delimited(bytes);
  std::set<std::string> asked;
  for (std::size_t i = 1; i < table.records.size(); ++i) {
    const auto &fields = table.records[i].fields;
    std::string printed;
    const expression::Value value = published().ask(fields[1], fields[2], fields[3], printed);
    BOOST_CHECK_MESSAGE(printed == fields[4],
                        fields[0] << " " << fields[1] << " printed “" << printed << "”, not “" << fields[4] << "”");
    const model::Figure *figure = figure_of(value);
    BOOST_REQUIRE_MESSAGE(figure != nullptr && figure->provenance->observations.size() == 1U, fields[0]);
    const model::Observation &row = published().data.dataset.at(figure->provenance->observations.front());
    BOOST_CHECK_EQUAL(row.row_id, fields[0]);
    BOOST_CHECK_EQUAL(row.text, fields[5]);
    asked.insert(fields[0]);
  }
  BOOST_CHECK_EQUAL(asked.size(), 66U);
  for (const model::Observation &row : published().data.dataset.all()) {
    BOOST_CHECK_MESSAGE(!row.low || row.synthetic || asked.contains(row.row_id), row.row_id << " is never asked for");
  }
}

BOOST_AUTO_TEST_CASE(text_only_rows_are_missing_and_keep_the_words_of_the_source) {
  const auto words = [](const char *text, const char *period) {
    std::string printed;
    const expression::Value value = published().ask(text, period, "VN-NSO/2025-01-01/22", printed);
    const model::Figure *figure = figure_of(value);
    BOOST_REQUIRE(figure != nullptr);
    BOOST_CHECK_EQUAL(printed, "…");
    BOOST_CHECK_EQUAL(figure->quantity.reason, "figures.text-only");
    for (const auto &[name, said] : figure->quantity.reason_arguments) {
      if (name == "text") {
        return said;
      }
    }
    return std::string();
  };
  BOOST_CHECK_EQUAL(words("VET_ENR[level=D3T]", "2025"), "under 3 months");             // A5
  BOOST_CHECK_EQUAL(words("JOB_ADDED", "2025"), "tens of thousands of workers");        // A6
  BOOST_CHECK_EQUAL(words("CONF_N", "2021/2025"), "hundreds of conferences");           // B3
  BOOST_CHECK_EQUAL(words("CONS_N", "2021/2025"), "thousands of participants");         // B3
  BOOST_CHECK_EQUAL(words("VET_ENR[level=D3T].stated_share", "2020/2024"), "the rest"); // B17
}

BOOST_AUTO_TEST_CASE(documents_stand_in_their_own_list) {
  std::set<std::string> rows;
  for (const workspace::PolicyDocument &document : published().workspace->documents) {
    if (!document.row_id.empty()) {
      rows.insert(document.row_id);
    }
  }
  const std::set<std::string> expected{"A1", "A4", "B1",  "B2",  "B22", "H1", "H2",
                                       "H3", "H9", "H11", "L11", "L12", "L21"};
  BOOST_CHECK(rows == expected);
}

BOOST_AUTO_TEST_SUITE_END()
