#include "data/host_lookup.hpp"
#include "data/json_rows.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"
#include "support/web_server.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace solieu;
using support::TcpProxy;
using support::WebPage;
using support::WebRequest;
using support::WebServer;
using Clock = std::chrono::steady_clock;

namespace {

constexpr const char *canary = "mã-CANARY-51d0";

std::string rows(int first, int count) {
  std::string text;
  for (int i = first; i < first + count; ++i)
    text += std::string(text.empty() ? "" : ",") +
            R"({"indicator":"JOB","territory":"VN-NSO/2025-01-01/22","period":"2025-03","value":)" + std::to_string(i) +
            R"(.10,"row_id":")" + std::to_string(i) + R"("})";
  return text;
}

WebPage json(const std::string &body) { return {.body = body, .headers = {{"Content-Type", "application/json"}}}; }

WebPage moved(const std::string &target) { return {.status = 302, .body = "", .headers = {{"Location", target}}}; }

WebServer::Answer always(WebPage page) {
  return [page](const WebRequest &) { return page; };
}

model::SourceSettings source(int port, const std::string &path = "/api") {
  model::SourceSettings settings;
  settings.alias = "web";
  settings.kind = "http";
  settings.timeout_seconds = 10;
  settings.web.url = "http://127.0.0.1:" + std::to_string(port) + path;
  settings.web.local_addresses = true;
  return settings;
}

std::string failure(const model::SourceSettings &settings) { return support::failure_of(settings, "en"); }

std::size_t count(const model::SourceSettings &settings) {
  return data::open_source(settings)->read({}, support::small_catalogue()).dataset.size();
}

std::string place(int port) { return "127.0.0.1:" + std::to_string(port); }

} // namespace

BOOST_AUTO_TEST_SUITE(web_source)

BOOST_AUTO_TEST_CASE(pages_are_followed_and_numbers_keep_their_digits) {
  const WebServer server([](const WebRequest &request) {
    if (request.path == "/api")
      return json(R"({"data":{"items":[)" + rows(1, 2) + R"(]},"links":{"next":"/api?page=2"}})");
    auto page = json(R"({"links":{"next":null},"data":{"items":[{"indicator":"JOB","territory":"22","period":"2024",)"
                     R"("value":1234567890123456.78,"more":{"list":[{"value":7}]}}]}})");
    page.chunked = true;
    return page;
  });
  auto settings = source(server.port());
  settings.web.rows = "data.items";
  settings.web.next = "links.next";
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_REQUIRE_EQUAL(result.dataset.size(), 3U);
  BOOST_CHECK_EQUAL(result.dataset.at(0).low->text(), "1234567890123456.78");
  BOOST_CHECK_EQUAL(result.dataset.at(1).low->text(), "1.1");
  BOOST_CHECK_EQUAL(data::open_source(settings)->test(support::small_catalogue()).rows, 3U);
}

BOOST_AUTO_TEST_CASE(the_job_s_selection_stands_in_the_address_escaped) {
  const WebServer server(always(json("[" + rows(1, 1) + "]")));
  auto settings = source(server.port(), "/api?v=1");
  settings.parameters = {{"from", "{first_year}"},
                         {"to", "{last_year}"},
                         {"code", "{indicators}"},
                         {"place", "{territories}"},
                         {"unit", "a&b=ô"}};
  data::Selection selection;
  selection.first_year = 2024;
  selection.indicators = {"JOB", "RATE"};
  selection.parameters = {{"unit", "x';--&y=1"}, {"unknown", "1"}};
  static_cast<void>(data::open_source(settings)->read(selection, support::small_catalogue()));
  BOOST_CHECK_EQUAL(server.requests().at(0).path, "/api?v=1&from=2024&code=JOB%2cRATE&unit=x%27%3b--%26y%3d1");
}

BOOST_AUTO_TEST_CASE(no_redirect_leads_off_the_list_of_hosts) {
  int port = 0;
  std::string target;
  const WebServer server(
      [&](const WebRequest &request) { return request.path == "/api" ? moved(target) : json("[" + rows(1, 1) + "]"); });
  port = server.port();
  auto settings = source(port);
  target = "/moved";
  BOOST_CHECK_EQUAL(failure(settings), "");
  for (const std::string wrong :
       {"http://localhost:PORT/moved", "http://127.1:80/", "http://127.0.0.1/", "HTTP://EXAMPLE.com/",
        "http://[::ffff:127.0.0.1]:PORT/moved", "//example.com/x", "http://127.0.0.1@example.com/",
        "http://a:b@127.0.0.1:PORT/moved", "http://0x7f.1.1.1/"}) {
    target = wrong;
    if (const auto at = target.find("PORT"); at != std::string::npos)
      target.replace(at, 4, std::to_string(port));
    BOOST_CHECK_MESSAGE(failure(settings).find("which is not in the list “hosts”") != std::string::npos,
                        target << ": " << failure(settings));
  }
  for (const std::string wrong : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x", "javascript:1"}) {
    target = wrong;
    BOOST_CHECK_MESSAGE(!failure(settings).empty(), target);
  }
  target = "http://localhost:" + std::to_string(port) + "/moved";
  settings.web.hosts = {"LOCALHOST:" + std::to_string(port)};
  BOOST_CHECK_EQUAL(failure(settings), "");
  target = "/api";
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the server " + place(port) +
                                           " redirects more than five times; correct “url” in sources.json.");
}

BOOST_AUTO_TEST_CASE(an_address_of_another_kind_is_blamed_on_the_server_that_leads_there) {
  WebPage page = moved("file:///etc/passwd");
  const WebServer server([&page](const WebRequest &) { return page; });
  auto settings = source(server.port());
  settings.web.rows = "rows";
  settings.web.next = "next";
  const std::string sentence = "Source “web”: the server " + place(server.port()) +
                               " leads to an address that is neither http nor https, which is not followed; no figures "
                               "were used.";
  BOOST_CHECK_EQUAL(failure(settings), sentence);
  page = json(R"({"rows":[)" + rows(1, 1) + R"(],"next":"file:///etc/passwd"})");
  BOOST_CHECK_EQUAL(failure(settings), sentence);
}

BOOST_AUTO_TEST_CASE(a_page_that_was_read_already_does_not_end_the_pages) {
  std::string next;
  const WebServer server([&next](const WebRequest &request) {
    if (request.path == "/moved")
      return moved("/api");
    return json(R"({"rows":[)" + rows(1, 1) + R"(],"next":")" + (request.path == "/api" ? next : "/api") + "\"}");
  });
  auto settings = source(server.port());
  settings.web.rows = "rows";
  settings.web.next = "next";
  for (const std::string again : {"/api", "/api#part", "/two", "/moved"}) {
    next = again;
    BOOST_CHECK_EQUAL(failure(settings),
                      "Source “web”: the server " + place(server.port()) +
                          " leads back to a page that was read already, so it cannot be known whether all pages "
                          "arrived. No figures were used; correct “next” in sources.json or tell the server's "
                          "administrator.");
  }
  next = "";
  BOOST_CHECK_EQUAL(failure(settings), "");
}

BOOST_AUTO_TEST_CASE(a_name_that_stands_twice_is_refused) {
  WebPage page;
  const WebServer server([&page](const WebRequest &) { return page; });
  auto settings = source(server.port());
  settings.web.rows = "data.rows";
  settings.web.next = "next";
  const std::string one = R"({"indicator":"JOB","territory":"22","period":"2025","value":1)";
  for (const auto &[body, name] : std::vector<std::pair<std::string, std::string>>{
           {R"({"data":{"rows":[)" + one + R"(,"value":2}]}})", "value"},
           {R"({"data":{"rows":[)" + one + R"(,"more":{"a":1},"more":{"a":2}}]}})", "more.a"},
           {R"({"data":{"rows":[)" + one + R"(}],"rows":[]}})", "data.rows"},
           {R"({"next":null,"data":{"rows":[)" + one + R"(}]},"next":"/two"})", "next"}}) {
    page = json(body);
    BOOST_CHECK_EQUAL(failure(settings),
                      "Source “web”: in the JSON answer of the server " + place(server.port()) + ", “" + name +
                          "” stands twice in one object, so that nobody knows which is meant. No figures were used; "
                          "tell the server's administrator.");
  }
  page = json(R"({"data":{"rows":[)" + one + R"(,"row_id":"1"},)" + one + R"(,"row_id":"2"}]},"meta":{"next":"x"}})");
  BOOST_CHECK_EQUAL(failure(settings), "");
}

BOOST_AUTO_TEST_CASE(where_json_is_broken_is_told_in_lines) {
  const WebServer server(always(json("[\n {\"chữ\": nul}]")));
  BOOST_CHECK_EQUAL(support::failure_of(source(server.port()), "vi"),
                    "Nguồn “web”: câu trả lời của máy chủ " + place(server.port()) +
                        " không phải JSON đúng, từ dòng 2, cột 13. Chưa dùng số liệu nào.");
}

BOOST_AUTO_TEST_CASE(a_server_without_tls_is_told_apart_from_a_wrong_certificate) {
  const WebServer server(always(json("[" + rows(1, 1) + "]")));
  auto settings = source(server.port());
  settings.web.url.replace(0, 4, "https");
  const auto message = failure(settings);
  BOOST_CHECK_MESSAGE(message.starts_with("Source “web”: the server " + place(server.port()) +
                                          " does not encrypt connections (TLS) at this port: "),
                      message);
}

BOOST_AUTO_TEST_CASE(local_addresses_need_a_word) {
  const WebServer server(always(json("[" + rows(1, 1) + "]")));
  auto settings = source(server.port());
  settings.web.local_addresses = false;
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the server " + place(server.port()) +
                                           " has an address in a local network (127.0.0.1); if that is intended, set "
                                           "“local_addresses”: true in sources.json.");
  BOOST_CHECK(server.requests().empty());
  for (const auto *const local :
       {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:1::", "ff02::1", "no address"})
    BOOST_CHECK_MESSAGE(data::is_local_address(local), local);
  for (const auto *const open : {"8.8.8.8", "172.32.0.1", "203.113.131.1", "2405:4800::1", "::ffff:8.8.8.8"})
    BOOST_CHECK_MESSAGE(!data::is_local_address(open), open);
}

BOOST_AUTO_TEST_CASE(an_answer_of_another_kind_is_named) {
  WebPage page;
  const WebServer server([&](const WebRequest &) { return page; });
  auto settings = source(server.port());
  const auto host = "the server " + place(server.port());
  page = {.status = 404};
  BOOST_CHECK_EQUAL(failure(settings),
                    "Source “web”: " + host + " answers HTTP 404 instead of figures; check “url” in sources.json.");
  page = {.status = 403};
  BOOST_CHECK_EQUAL(failure(settings),
                    "Source “web”: " + host + " refuses access (HTTP 403); check user name, password or token.");
  page = json("[" + rows(1, 1));
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the answer of " + host +
                                           " is no valid JSON from line 1, column 101 on. No figures were used.");
  page = json("{\"items\":[" + rows(1, 1) + "]}");
  settings.web.rows = "data";
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the answer of " + host +
                                           " has no list of rows at “data”; correct “rows” in sources.json.");
  settings.web.rows = "items";
  BOOST_CHECK_EQUAL(failure(settings), "");
  settings.columns.low = "giá trị";
  BOOST_CHECK_EQUAL(failure(settings), "The table “observations” of web has no column “giá trị”; correct “columns” in "
                                       "sources.json or add the column.");
  settings.columns = {};
  page = json(R"({"items":[]})");
  BOOST_CHECK(failure(settings).find("has no rows") != std::string::npos);
  page = json(std::string(100'000, '['));
  BOOST_CHECK(failure(settings).find("more than 64 levels") != std::string::npos);
  page = json("[" + rows(1, 20'000) + "]");
  settings.web.rows.clear();
  settings.web.size_limit_mb = 1;
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the answer of " + host +
                                           " is larger than 1 MB; use pages or raise “size_limit_mb” in sources.json.");
  page = json("[" + rows(1, 1) + "]");
  page.without_length = true;
  BOOST_CHECK(failure(settings).find("does not say how long its answer is") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_answer_cut_anywhere_gives_an_error_and_no_rows) {
  const std::string body = "[" + rows(1, 300) + "]";
  const WebServer server(always(json(body)));
  auto settings = source(server.port());
  const TcpProxy whole(server.port(), {});
  settings.web.url = "http://127.0.0.1:" + std::to_string(whole.port()) + "/api";
  BOOST_CHECK_EQUAL(failure(settings), "");
  while (whole.passed() < body.size()) // it counts after it has passed them on
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const auto all = whole.passed();
  for (std::size_t part = 0; part < 30; ++part) {
    const TcpProxy proxy(server.port(), {.cut_after = 1 + (all - 2) * part / 29});
    settings.web.url = "http://127.0.0.1:" + std::to_string(proxy.port()) + "/api";
    const auto message = failure(settings);
    BOOST_CHECK_MESSAGE(message.find("was lost") != std::string::npos ||
                            message.find("is no valid JSON") != std::string::npos,
                        part << ": " << message);
  }
}

BOOST_AUTO_TEST_CASE(a_server_that_stalls_or_drips_is_left_at_the_deadline) {
  const WebServer server(always(json("[" + rows(1, 3000) + "]")));
  for (const TcpProxy::Behaviour behaviour :
       {TcpProxy::Behaviour{.stall_after = 0}, {.stall_after = 5000}, {.bytes_a_second = 2000}}) {
    const TcpProxy proxy(server.port(), behaviour);
    auto settings = source(proxy.port());
    settings.timeout_seconds = 1;
    const auto start = Clock::now();
    BOOST_CHECK_EQUAL(failure(settings),
                      behaviour.bytes_a_second > 0
                          ? "Source “web”: the server " + place(proxy.port()) +
                                " answers too slowly, after 1 seconds not everything had arrived; no figures were "
                                "used. Raise “timeout_seconds” in sources.json or check the network."
                          : "Source “web”: the server " + place(proxy.port()) +
                                " did not answer within 1 seconds; no figures were used. Try again or raise "
                                "“timeout_seconds” in sources.json.");
    BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2500));
  }
}

BOOST_AUTO_TEST_CASE(cancel_answers_within_a_second) {
  const WebServer server(always(json("[" + rows(1, 3000) + "]")));
  const TcpProxy proxy(server.port(), {.stall_after = 3000});
  const auto opened = data::open_source(source(proxy.port()));
  const auto read =
      support::cancelled_read(*opened, [] { std::this_thread::sleep_for(std::chrono::milliseconds(200)); });
  BOOST_CHECK_EQUAL(read.code, "data.cancelled");
  BOOST_CHECK(read.took < std::chrono::seconds(1));
}

BOOST_AUTO_TEST_CASE(a_name_that_nobody_resolves_is_left_at_the_deadline) {
  auto settings = source(80);
  settings.timeout_seconds = 1;
  settings.web.url = "https://stalled.test/api";
  const auto start = Clock::now();
  BOOST_CHECK(failure(settings).find("the server stalled.test:443 did not answer within 1 seconds") !=
              std::string::npos);
  BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
}

BOOST_AUTO_TEST_CASE(secrets_go_to_their_own_server_alone) {
  ::setenv("SOLIEU_TEST_TOKEN", canary, 1);
  const WebServer other(always(json("[" + rows(1, 1) + "]")));
  const WebServer server([&](const WebRequest &request) {
    return request.path == "/api" ? moved("http://127.0.0.1:" + std::to_string(other.port()) + "/other")
                                  : json("[" + rows(1, 1) + "]");
  });
  auto settings = source(server.port());
  settings.server.password_variable = "SOLIEU_TEST_TOKEN";
  settings.web.hosts = {"127.0.0.1:" + std::to_string(other.port())};
  settings.web.bearer = true;
  BOOST_CHECK_EQUAL(count(settings), 1U);
  BOOST_CHECK_EQUAL(server.requests().at(0).authorization, "Bearer " + std::string(canary));
  BOOST_CHECK_EQUAL(other.requests().at(0).authorization, "");
  settings.web.bearer = false;
  settings.server.user = "nguoi-doc";
  settings.web.url += "2";
  BOOST_CHECK_EQUAL(count(settings), 1U);
  BOOST_CHECK(server.requests().at(1).authorization.starts_with("Basic bmd1b2ktZG9jOm"));
  settings.web.url = "http://example.com/api";
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: the connection to example.com:80 is not encrypted; use https.");
  settings.web.url = "http://u:p@127.0.0.1/";
  BOOST_CHECK_EQUAL(failure(settings), "Source “web”: “url” in sources.json is no http or https address (without user "
                                       "name and password).");
}

BOOST_AUTO_TEST_CASE(a_hostile_server_cannot_write_a_message) {
  const WebServer server(always({.body = "HTTP\x1b[31m <\n\x07>", .headers = {}}));
  const auto message = failure(source(server.port()));
  BOOST_CHECK(message.find("is no valid JSON") != std::string::npos);
  BOOST_CHECK(message.find('\x1b') == std::string::npos && message.find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
