// The whole daemon in one process: a feed on loopback, rules, a journal, a webhook. What it must and must not ring.
#include "app/daemon.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/kept_log.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/config/configuration.hpp"

namespace tb::app {
namespace {

using fakes::answer;
using fakes::ScriptedServer;
using testing::HasSubstr;
using namespace std::chrono_literals;

std::string feed_of(const std::vector<std::string>& titles) {
  std::string items;
  for (const std::string& title : titles) {
    items += "<item><guid isPermaLink=\"false\">" + title + "</guid><title>" + title +
             "</title><link>https://herald.example/" + std::to_string(title.size()) + "</link></item>";
  }
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Herald</title>" + items + "</channel></rss>";
}

std::string a_feed(const std::vector<std::string>& titles) {
  return answer("200 OK", "Content-Type: application/rss+xml\r\n", feed_of(titles));
}

class DaemonTest : public testing::Test {
 protected:
  DaemonTest() : hook_(ScriptedServer::always(answer("200 OK", "", ""))) {}

  void configure(const std::string& sources, const std::string& rule = "ferry") {
    folder_.write("rules.yaml", "rules:\n  - id: boats\n    title: Boats\n    match: '" + rule + "'\n");
    folder_.write("tenbells.yaml", "sources:\n" + sources +
                                       "rules: [rules.yaml]\n"
                                       "defaults: {allow_private: true, every: 1s}\n"
                                       "journal: {path: journal.db}\n"
                                       "sinks:\n  hook: {webhook: '" +
                                       hook_.url() + "', allow_private: true}\n");
  }

  config::Checked<Loaded> load() {
    return load_and_compile(folder_.path() / "tenbells.yaml", config::process_environment());
  }

  // Starts a daemon on what is configured, runs it until the condition holds, and stops it.
  template <class Condition>
  bool run_until(Condition condition) {
    auto loaded = load();
    for (const auto& mistake : loaded ? std::vector<config::Diagnostic>{} : loaded.error()) {
      ADD_FAILURE() << to_string(mistake);
    }
    if (!loaded) return false;
    auto daemon = Daemon::make(std::move(*loaded), context_, outside());
    if (!daemon) {
      ADD_FAILURE() << to_string(daemon.error());
      return false;
    }
    daemon_ = std::move(*daemon);
    daemon_->start();
    const bool held = spin_until(condition);
    fakes::run_until_done(context_, daemon_->stop(5s));
    daemon_.reset();
    return held;
  }

  template <class Condition>
  bool spin_until(Condition condition) {
    context_.restart();
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!condition() && std::chrono::steady_clock::now() < end) context_.run_one_for(50ms);
    return condition();
  }

  Outside outside() {
    return {.clock = clock_, .sleeper = sleeper_, .resolver = resolver_, .pool = pool_, .log = log_};
  }

  [[nodiscard]] std::size_t rung(const std::string& title) const {
    std::size_t count = 0;
    for (const std::string& request : hook_.requests()) {
      count += request.find("\"title\":\"" + title + "\"") != std::string::npos ? 1 : 0;
    }
    return count;
  }

  fakes::TemporaryFolder folder_;
  ScriptedServer hook_;
  asio::io_context context_{1};
  SystemClock clock_;
  async::SteadySleeper sleeper_;
  http::SystemResolver resolver_{2};
  async::CpuPool pool_{2};
  fakes::KeptLog log_;
  std::unique_ptr<Daemon> daemon_;
};

TEST_F(DaemonTest, ANewItemThatMatchesRingsOnceAndTheFirstLookRingsNothing) {
  const ScriptedServer feed(
      ScriptedServer::in_turn({a_feed({"Old ferry news"}), a_feed({"New ferry news", "A tram", "Old ferry news"})}));
  configure("  - {feed: '" + feed.url() + "', id: herald}\n");
  EXPECT_TRUE(run_until([&] { return rung("New ferry news") > 0 && feed.requests().size() >= 4; }));
  EXPECT_EQ(rung("New ferry news"), 1U);
  EXPECT_EQ(hook_.requests().size(), 1U);
}

TEST_F(DaemonTest, AFirstPollOfAllRingsWhatIsThereOldestFirst) {
  const ScriptedServer feed(ScriptedServer::always(a_feed({"Second ferry", "First ferry"})));
  configure("  - {feed: '" + feed.url() + "', id: herald, first_poll: all}\n");
  EXPECT_TRUE(run_until([&] { return hook_.requests().size() == 2; }));
  EXPECT_THAT(hook_.requests().front(), HasSubstr("First ferry"));
}

TEST_F(DaemonTest, ARestartRingsNothingAgain) {
  const ScriptedServer feed(ScriptedServer::always(a_feed({"The ferry"})));
  configure("  - {feed: '" + feed.url() + "', id: herald, first_poll: all}\n");
  EXPECT_TRUE(run_until([&] { return rung("The ferry") == 1; }));
  const std::size_t polls = feed.requests().size();
  EXPECT_TRUE(run_until([&] { return feed.requests().size() >= polls + 3; }));
  EXPECT_EQ(rung("The ferry"), 1U);
}

TEST_F(DaemonTest, AJsonApiIsReadThroughItsPointers) {
  const ScriptedServer api(ScriptedServer::always(answer(
      "200 OK", "Content-Type: application/json\r\n",
      R"({"response":{"results":[{"id":"x/1","webTitle":"Ferry by API","webUrl":"https://herald.example/1"}]}})")));
  configure("  - {api: '" + api.url("/search") +
            "', id: api, first_poll: all, query: {q: 'a b'}, items: /response/results, "
            "fields: {id: /id, title: /webTitle, link: /webUrl}}\n");
  EXPECT_TRUE(run_until([&] { return rung("Ferry by API") == 1; }));
  EXPECT_THAT(api.requests().front(), HasSubstr("GET /search?q=a%20b "));
}

const std::string kGerman = "Die Brücke ist nach dem Sturm gesperrt und wird nicht vor dem Winter geöffnet";

TEST_F(DaemonTest, ANewItemThatDeclaresNoLanguageReachesRulesAndAlertsWithTheOneItIsIn) {
  const ScriptedServer feed(ScriptedServer::in_turn({a_feed({}), a_feed({"The ferry", kGerman})}));
  configure("  - {feed: '" + feed.url() + "', id: herald}\n", "lang:de");
  EXPECT_TRUE(run_until([&] { return rung(kGerman) == 1; }));
  EXPECT_EQ(hook_.requests().size(), 1U);
  EXPECT_THAT(hook_.requests().front(), HasSubstr("\"language\":\"de\""));
}

TEST_F(DaemonTest, ADeclaredLanguageIsNotReplacedByTheOneThatTheTextIsIn) {
  const std::string item = "<item><title>" + kGerman + "</title><language>gsw</language></item>";
  const ScriptedServer feed(ScriptedServer::always(answer("200 OK", "", "<rss><channel>" + item + "</channel></rss>")));
  configure("  - {feed: '" + feed.url() + "', id: herald, first_poll: all}\n", "lang:gsw");
  EXPECT_TRUE(run_until([&] { return rung(kGerman) == 1; }));
}

TEST_F(DaemonTest, AnItemThatIsKnownIsNotAskedForItsLanguageAgain) {
  // The item of the first look says too little to tell; as the same item in German it would match.
  const std::string same = "<guid isPermaLink=\"false\">bridge</guid>";
  const auto feed_with = [&](const std::string& title, const std::string& more = {}) {
    return answer("200 OK", "",
                  "<rss><channel>" + more + "<item>" + same + "<title>" + title + "</title></item></channel></rss>");
  };
  const std::string end = "<item><title>Und " + kGerman + "</title></item>";
  const ScriptedServer feed(ScriptedServer::in_turn({feed_with("OK"), feed_with(kGerman), feed_with(kGerman, end)}));
  configure("  - {feed: '" + feed.url() + "', id: herald}\n", "lang:de");
  EXPECT_TRUE(run_until([&] { return rung("Und " + kGerman) == 1; }));
  EXPECT_EQ(rung(kGerman), 0U);
}

TEST_F(DaemonTest, ASourceThatFailsStopsNoOtherAndIsSaidOnce) {
  const ScriptedServer good(ScriptedServer::in_turn({a_feed({}), a_feed({"Ferry one"})}));
  const ScriptedServer html(ScriptedServer::always(answer("200 OK", "Content-Type: text/html\r\n", "<html>no</html>")));
  const ScriptedServer broken(ScriptedServer::always(answer("500 Internal Server Error", "", "")));
  configure("  - {feed: '" + good.url() + "', id: good}\n  - {feed: '" + html.url() + "', id: html}\n  - {feed: '" +
            broken.url() + "', id: broken}\n  - {feed: 'http://127.0.0.1:1/', id: closed}\n");
  EXPECT_TRUE(run_until([&] { return rung("Ferry one") == 1 && html.requests().size() >= 2; }));
  for (const char* id : {"html", "broken", "closed"}) {
    EXPECT_EQ(log_.count(std::string("the source fails source=") + id), 1U) << id;
  }
}

TEST_F(DaemonTest, ADocumentThatCannotBeReadLeavesItsValidatorsUnused) {
  const ScriptedServer feed(ScriptedServer::in_turn(
      {answer("200 OK", "ETag: \"broken\"\r\n", "<html><body>Please log in</body></html>"), a_feed({"The ferry"})}));
  configure("  - {feed: '" + feed.url() + "', id: herald, first_poll: all}\n");
  EXPECT_TRUE(run_until([&] { return rung("The ferry") == 1; }));
  EXPECT_EQ(feed.requests().at(1).find("If-None-Match"), std::string::npos);
}

TEST_F(DaemonTest, AReloadSwapsRulesAndSourcesAndKeepsTheRestGoing) {
  const ScriptedServer feed(ScriptedServer::in_turn(
      {a_feed({}), a_feed({"A tram"}), a_feed({"A tram"}), a_feed({"A tram"}), a_feed({"Another tram", "A tram"})}));
  const ScriptedServer added(ScriptedServer::always(a_feed({"A third tram"})));
  const std::string herald = "  - {feed: '" + feed.url() + "', id: herald}\n";
  configure(herald);
  auto loaded = load();
  ASSERT_TRUE(loaded);
  auto made = Daemon::make(std::move(*loaded), context_, outside());
  ASSERT_TRUE(made);
  daemon_ = std::move(*made);
  daemon_->start();
  EXPECT_TRUE(spin_until([&] { return feed.requests().size() == 3; }));  // the second has been taken in
  configure(herald + "  - {feed: '" + added.url() + "', id: added, first_poll: all}\n", "tram");
  auto again = load();
  ASSERT_TRUE(again);
  ASSERT_TRUE(fakes::run_until_done(context_, daemon_->reload(std::move(*again))));
  EXPECT_TRUE(spin_until([&] { return rung("Another tram") == 1 && rung("A third tram") == 1; }));
  EXPECT_EQ(rung("A tram"), 0U);
  fakes::run_until_done(context_, daemon_->stop(5s));
}

TEST_F(DaemonTest, StopDeliversWhatTheOutboxHolds) {
  std::vector<std::string> titles;
  for (int i = 0; i < 40; ++i) titles.push_back("Ferry " + std::to_string(i));
  const ScriptedServer feed(ScriptedServer::always(a_feed(titles)));
  configure("  - {feed: '" + feed.url() + "', id: herald, first_poll: all}\n");
  EXPECT_TRUE(run_until([&] { return !hook_.requests().empty(); }));
  EXPECT_EQ(hook_.requests().size(), 40U);
}

}  // namespace
}  // namespace tb::app
