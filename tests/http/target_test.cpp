// URLs taken apart, and those that are not fetched.
#include "http/target.hpp"

#include <gtest/gtest.h>

namespace tb::http {
namespace {

TEST(Target, TakesAUrlApart) {
  const Result<Target> target = target_of("https://Herald.Example:8443/a%20b?x=1&y=2#part");
  ASSERT_TRUE(target);
  EXPECT_TRUE(target->tls);
  EXPECT_EQ(target->host, "herald.example");
  EXPECT_EQ(target->port, "8443");
  EXPECT_EQ(target->path, "/a%20b?x=1&y=2");
  EXPECT_EQ(target->host_header, "herald.example:8443");
  EXPECT_EQ(target->url, "https://herald.example:8443/a%20b?x=1&y=2");
}

TEST(Target, RewritesNeitherPathNorQuery) {
  EXPECT_EQ(target_of("http://herald.example/a%2Fb%3Bc?q=AT%26T&sig=x%2By%3D")->path,
            "/a%2Fb%3Bc?q=AT%26T&sig=x%2By%3D");
  const Target from = *target_of("http://herald.example/");
  EXPECT_EQ(redirected(from, "/a%2Fb?q=AT%26T&sig=x%2By")->path, "/a%2Fb?q=AT%26T&sig=x%2By");
}

TEST(Target, LeavesTheSchemesOwnPortOut) {
  EXPECT_EQ(target_of("https://herald.example:443")->url, "https://herald.example/");
  EXPECT_EQ(target_of("http://herald.example:80/x")->host_header, "herald.example");
}

TEST(Target, KnowsIpv6) {
  const Result<Target> target = target_of("http://[::1]:8080/");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->host, "::1");
  EXPECT_EQ(target->host_header, "[::1]:8080");
}

// The second is the first in a form that must be brought into shape before it can be used.
struct SameRow {
  const char* canonical;
  const char* other;
};

class Same : public testing::TestWithParam<SameRow> {};

TEST_P(Same, HasTheSameParts) {
  const Result<Target> canonical = target_of(GetParam().canonical);
  const Result<Target> other = target_of(GetParam().other);
  ASSERT_TRUE(canonical);
  ASSERT_TRUE(other);
  EXPECT_EQ(canonical->url, GetParam().canonical);
  EXPECT_EQ(other->url, canonical->url);
  EXPECT_EQ(other->host, canonical->host);
  EXPECT_EQ(other->port, canonical->port);
  EXPECT_EQ(other->path, canonical->path);
  EXPECT_EQ(other->host_header, canonical->host_header);
  EXPECT_EQ(other->tls, canonical->tls);
}

INSTANTIATE_TEST_SUITE_P(
    Urls, Same,
    testing::Values(SameRow{"http://herald.example/", "HTTP://Herald.Example"},
                    SameRow{"https://herald.example/a/b.xml?x=1&y=%2F",
                            "https://herald.example:443/a/b.xml?x=1&y=%2F#z"},
                    SameRow{"http://herald.example:8080/~x/(y);z='1'", "http://HERALD.example:8080/~x/(y);z='1'#end"},
                    SameRow{"http://192.0.2.1:81/", "http://192.0.2.1:81"},
                    SameRow{"http://news_1.herald.example/", "http://News_1.Herald.example"},
                    SameRow{"http://herald.example/", "http://%68erald.example:0080/"},
                    SameRow{"https://a-b.herald.example/?q", "https://a-b.herald.example:443/?q"}));

class RefusedUrl : public testing::TestWithParam<const char*> {};

TEST_P(RefusedUrl, IsAnError) {
  EXPECT_FALSE(target_of(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Urls, RefusedUrl,
                         testing::Values("", "herald.example", "/feed", "ftp://herald.example/", "file:///etc/passwd",
                                         "gopher://herald.example/", "http://", "http://user:pass@herald.example/",
                                         "http://herald.example:0/", "http://herald.example:99999/", "http://a b/",
                                         "http://herald.example/%2", "http://herald.example/%zz",
                                         "http://herald.example/a b", "http://herald.example:80x/", "http:///x",
                                         "https://a%0d%0aX%3a%20y/", "http://a%00.example/", "http://127.0.0.1%20/",
                                         "http://a%2fb/", "http://[v1.x]/", "http://a,b/"));

TEST(Target, NoErrorShowsTheQueryWhereKeysTravel) {
  const Result<Target> target = target_of("ftp://herald.example/?key=hunter2");
  ASSERT_FALSE(target);
  EXPECT_EQ(to_string(target.error()).find("hunter2"), std::string::npos);
}

TEST(Target, NoErrorShowsUserOrPassword) {
  for (const char* url :
       {"http://user:hunter2@herald.example/", "ftp://user:hunter2@herald.example/x",
        "http://user:hunter2@herald.example:99999/", "ftp://herald.example/#key=hunter2", "http://user:hunter2@a b/"}) {
    const Result<Target> target = target_of(url);
    ASSERT_FALSE(target) << url;
    EXPECT_EQ(to_string(target.error()).find("hunter2"), std::string::npos) << to_string(target.error());
  }
}

TEST(Redirected, ResolvesRelativeLocations) {
  const Target from = *target_of("https://herald.example/a/b?x=1");
  EXPECT_EQ(redirected(from, "../c")->url, "https://herald.example/c");
  EXPECT_EQ(redirected(from, "//other.example/d")->url, "https://other.example/d");
}

TEST(Redirected, RefusesTheWayDownToHttp) {
  const Result<Target> target = redirected(*target_of("https://herald.example/"), "http://herald.example/");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().kind, ErrorKind::refused);
}

TEST(Redirected, RefusesOtherSchemes) {
  EXPECT_FALSE(redirected(*target_of("http://herald.example/"), "file:///etc/passwd"));
}

TEST(SameOrigin, LooksAtSchemeHostAndPort) {
  const Target a = *target_of("https://herald.example/a");
  EXPECT_TRUE(same_origin(a, *target_of("https://herald.example:443/b")));
  EXPECT_FALSE(same_origin(a, *target_of("http://herald.example/a")));
  EXPECT_FALSE(same_origin(a, *target_of("https://www.herald.example/a")));
}

}  // namespace
}  // namespace tb::http
