// Lines 19 to 23: who is followed, for how long, and what goes along.
#include "etiquette.hpp"
#include "fakes/tls_server.hpp"

namespace tb::app {
namespace {

using schedule::Reason;

std::string redirect(const std::string& line, const std::string& to) {
  return status(line, "Location: " + to + "\r\n");
}

TEST_F(Etiquette, L19_APermanentRedirectIsAdoptedAtTheThirdTimeInARow) {
  for (const std::string line : {"301 Moved Permanently", "308 Permanent Redirect"}) {
    SCOPED_TRACE(line);
    Publisher& moved = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
    Publisher& old = a_publisher(fresh({"One"}, "ETag: \"old\"\r\n"));
    watch(old);
    old.answers(redirect(line, moved.url("/new")));
    ASSERT_TRUE(run_until_asked(moved, 6));
    EXPECT_THAT(old.asked(), SizeIs(4)) << "three times after its own answer";
    EXPECT_EQ(header_of(moved.asked().at(0).request, "If-None-Match"), std::nullopt) << "they are another address's";
    EXPECT_EQ(header_of(moved.last(), "If-None-Match"), "\"a\"");
    EXPECT_EQ(state().moved_to, moved.url("/new"));
    EXPECT_EQ(log_->count("moved the source for good"), 1U);
    EXPECT_EQ(items(), 1U) << "the history goes along";
    restart();
    ASSERT_TRUE(run_until_asked(moved, 7));
    EXPECT_THAT(old.asked(), SizeIs(4));
    wipe();
  }
}

TEST_F(Etiquette, L19_AnotherTargetBeginsTheCountAnew) {
  Publisher& publisher = a_publisher(std::string());
  std::atomic<int> turn = 0;
  publisher.answers_by([&](const std::string& request) {
    if (path_of(request) != "/feed") return fresh({"One"}, "ETag: \"a\"\r\n");
    return redirect("301 Moved Permanently", turn++ % 3 == 2 ? "/b" : "/a");
  });
  watch(publisher);
  run_for(20min);
  EXPECT_EQ(state().moved_to, "");
  EXPECT_GT(publisher.moments("/feed").size(), 10U);
}

TEST_F(Etiquette, L19_ALoginPageIsNotMovedTo) {
  Publisher& login = a_publisher(kept_answer("200 OK", "Content-Type: text/html\r\n", "<html><p>Log in</p></html>"));
  Publisher& old = a_publisher(redirect("301 Moved Permanently", login.url("/login")));
  watch(old);
  ASSERT_TRUE(run_until_asked(login, 8));
  EXPECT_EQ(state().moved_to, "");
  EXPECT_THAT(old.asked(), SizeIs(8));
}

// By a proxy, which is the only way from a public address to loopback.
TEST_F(Etiquette, L19_APrivateAddressIsNeitherMovedToNorAsked) {
  Publisher& inside = a_publisher(fresh({"One"}));
  Publisher& proxy = a_publisher(redirect("301 Moved Permanently", inside.url()));
  configure({"{feed: 'http://herald.example/feed', id: herald, every: 60s, allow_private: false, http_proxy: 'http://" +
             proxy.host_and_port() + "'}"});
  start();
  ASSERT_TRUE(run_until_asked(proxy, 5));
  EXPECT_EQ(trouble(), Reason::policy);
  EXPECT_THAT(inside.asked(), IsEmpty());
  EXPECT_THAT(proxy.asked().back().request, testing::StartsWith("GET http://herald.example/feed "));
  EXPECT_EQ(state().moved_to, "");
}

TEST_F(Etiquette, L20_ATemporaryRedirectIsFollowedThisTimeOnly) {
  for (const std::string line : {"302 Found", "303 See Other", "307 Temporary Redirect"}) {
    SCOPED_TRACE(line);
    Publisher& target = a_publisher(conditional("\"a\"", fresh({"One"}, "ETag: \"a\"\r\n")));
    Publisher& home = a_publisher(redirect(line, target.url()));
    watch(home);
    ASSERT_TRUE(run_until_asked(target, 6));
    EXPECT_THAT(home.asked(), SizeIs(6));
    EXPECT_EQ(state().moved_to, "");
    EXPECT_EQ(header_of(home.last(), "If-None-Match"), std::nullopt);
    EXPECT_EQ(header_of(target.last(), "If-None-Match"), "\"a\"") << "to whom it belongs";
    EXPECT_EQ(record().health.last.outcome, Outcome::not_modified);
    wipe();
  }
}

TEST_F(Etiquette, L21_ALoopEndsAfterSixRequestsAndBacksOff) {
  Publisher& publisher = a_publisher(redirect("302 Found", "/feed"));
  watch(publisher);
  EXPECT_LE(publisher.asked().size(), 6U);
  EXPECT_EQ(trouble(), Reason::limit);
  const std::size_t once = publisher.asked().size();
  run_for(10min);
  EXPECT_EQ(publisher.asked().size(), 4 * once) << "after 60, 120 and 240 s";
}

TEST_F(Etiquette, L22_FromHttpsToHttpIsRefused) {
  Publisher& plain = a_publisher(fresh({"One"}));
  const fakes::TlsServer tls("localhost",
                             "HTTP/1.1 301 Moved Permanently\r\nConnection: close\r\nContent-Length: 0\r\n"
                             "Location: " +
                                 plain.url() + "\r\n\r\n");
  folder_.write("roots.pem", tls.certificate());
  configure({"{feed: '" + tls.url("localhost") + "', id: herald, every: 60s}"}, "http: {ca_file: roots.pem}\n");
  start();
  run_for(1s);
  EXPECT_EQ(trouble(), Reason::policy);
  EXPECT_THAT(plain.asked(), IsEmpty());
}

TEST_F(Etiquette, L22_FromHttpToHttpsIsAcceptedAndAdopted) {
  const std::string body = rss({"One"});
  const fakes::TlsServer tls("localhost", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
                                              std::to_string(body.size()) + "\r\n\r\n" + body);
  Publisher& plain = a_publisher(redirect("301 Moved Permanently", tls.url("localhost")));
  folder_.write("roots.pem", tls.certificate());
  configure({"{feed: '" + plain.url() + "', id: herald, every: 60s}"}, "http: {ca_file: roots.pem}\n");
  start();
  run_for(10min);
  EXPECT_EQ(items(), 1U);
  EXPECT_EQ(state().moved_to, tls.url("localhost"));
  EXPECT_THAT(plain.asked(), SizeIs(3));
}

TEST_F(Etiquette, L23_WhatIsSecretStaysAtHome) {
  Publisher& elsewhere = a_publisher(fresh({"One"}, "Set-Cookie: session=2\r\n"));
  Publisher& home = a_publisher(std::string());
  home.answers_by([&, there = elsewhere.url("/there")](const std::string& request) {
    return path_of(request) == "/feed" ? redirect("301 Moved Permanently", "/feed2") : redirect("301 Moved", there);
  });
  watch(home, ", auth: {bearer: opensesame}, headers: {X-Key: opensesame, Cookie: opensesame=1}");
  ASSERT_TRUE(run_until_asked(elsewhere, 8));
  for (const auto& asked : home.asked()) {
    EXPECT_EQ(header_of(asked.request, "Authorization"), "Bearer opensesame");
    EXPECT_EQ(header_of(asked.request, "X-Key"), "opensesame");
  }
  for (const auto& asked : elsewhere.asked()) EXPECT_THAT(asked.request, Not(HasSubstr("opensesame")));
  EXPECT_EQ(state().moved_to, "") << "or they would go there from now on";
}

TEST_F(Etiquette, L23_WhatIsSecretInTheQueryStaysAtHome) {
  Publisher& elsewhere = a_publisher(fresh({"One"}));
  Publisher& home = a_publisher(redirect("301 Moved Permanently", elsewhere.url()));
  watch(home, ", query: {key: opensesame}");
  ASSERT_TRUE(run_until_asked(elsewhere, 8));
  EXPECT_EQ(path_of(home.last()), "/feed?key=opensesame");
  for (const auto& asked : elsewhere.asked()) EXPECT_THAT(asked.request, Not(HasSubstr("opensesame")));
  EXPECT_EQ(state().moved_to, "");
}

}  // namespace
}  // namespace tb::app
