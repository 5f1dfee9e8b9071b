#include "render/render.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

using namespace solieu;

namespace {

constexpr int worlds_count = 4, reports_each = 60;

/// Worlds that differ in their figures only.
std::unique_ptr<support::SmallWorld> make_world(int number) {
  auto world = std::make_unique<support::SmallWorld>();
  world->observe("JOB_ADDED;2025-Q1;;actual;" + std::to_string(7000 + number));
  for (const char *channel : {"COAL", "IZ", "LOAN", "OTHER"})
    world->observe("JOB_ADDED;2025-Q1;channel=" + std::string(channel) + ";actual;" + std::to_string(1000 + number));
  return world;
}

} // namespace

BOOST_AUTO_TEST_SUITE(threads_test)

/// Run in a build with -DSOLIEU_SANITIZE=thread this finds what the threads share and should not.
BOOST_AUTO_TEST_CASE(threads_share_a_compiled_template) {
  std::vector<std::unique_ptr<support::SmallWorld>> worlds;
  for (int i = 0; i < worlds_count; ++i)
    worlds.push_back(make_world(i));
  diagnostic::Diagnostics findings;
  const auto compiled = worlds.front()->compile(
      support::make_package({.calc = true,
                             .body = "<table:table table:name=\"B\"><table:table-row><table:table-cell><text:p>"
                                     "{% for c in members(channel) %}{{ c.name }}</text:p></table:table-cell>"
                                     "<table:table-cell><text:p>{{ JOB_ADDED[channel=c] }}{% endfor %}</text:p>"
                                     "</table:table-cell></table:table-row><table:table-row><table:table-cell>"
                                     "<text:p>{{ JOB_ADDED | words }}</text:p></table:table-cell><table:table-cell "
                                     "table:formula=\"of:=SUM([.B1])\"/></table:table-row></table:table>"}),
      findings);
  BOOST_REQUIRE(compiled);
  std::vector<std::string> alone;
  for (const auto &world : worlds)
    alone.push_back(render::render(*compiled, world->fill(*compiled)));
  BOOST_TEST(alone[0] != alone[1]);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < worlds_count; ++i)
    threads.emplace_back([&, i] {
      const auto at = static_cast<std::size_t>(i);
      for (int report = 0; report < reports_each; ++report)
        if (render::render(*compiled, worlds[at]->fill(*compiled)) != alone[at])
          ++wrong;
    });
  for (std::thread &thread : threads)
    thread.join();
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
