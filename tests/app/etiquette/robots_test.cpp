// Line 45: robots.txt is for programs that come by themselves. It is asked only where the owner wants it.
#include "etiquette.hpp"

namespace tb::app {
namespace {

using schedule::Reason;

class RobotsTxt : public Etiquette {
 protected:
  static Publisher::Script site(const std::string& robots) {
    return [robots](const std::string& request) {
      return path_of(request) == "/robots.txt" ? robots : fresh({"One"}, "ETag: \"a\"\r\n");
    };
  }
  static std::string file(const std::string& text) {
    return kept_answer("200 OK", "Content-Type: text/plain\r\n", text);
  }
};

TEST_F(RobotsTxt, L45_ItIsNotAskedByDefault) {
  Publisher& publisher = a_publisher(site(file("User-agent: *\nDisallow: /\n")));
  watch(publisher);
  run_for(10min);
  EXPECT_THAT(publisher.moments("/robots.txt"), IsEmpty());
  EXPECT_EQ(items(), 1U);
}

TEST_F(RobotsTxt, L45_RespectedItIsAskedFirstOnceADayForAllSourcesOfTheOriginWithoutSecrets) {
  Publisher& publisher = a_publisher(site(file("User-agent: *\nDisallow: /private\n")));
  configure({"{feed: '" + publisher.url("/a") +
                 "', id: herald, every: 60m, respect_robots: true, auth: {bearer: opensesame}}",
             "{feed: '" + publisher.url("/b") + "', id: tribune, every: 60m, respect_robots: true}"});
  start();
  run_for(23h);
  EXPECT_EQ(path_of(publisher.asked().front().request), "/robots.txt");
  EXPECT_THAT(publisher.moments("/robots.txt"), SizeIs(1));
  EXPECT_THAT(publisher.asked().front().request, Not(HasSubstr("opensesame")));
  EXPECT_EQ(items("herald"), 1U);
  EXPECT_EQ(items("tribune"), 1U);
  run_for(48h);
  EXPECT_THAT(publisher.moments("/robots.txt"), SizeIs(testing::AllOf(Ge(3U), Le(4U))));
}

TEST_F(RobotsTxt, L45_WhatItDisallowsUsIsNotAskedFor) {
  Publisher& publisher = a_publisher(site(file("User-agent: *\nAllow: /\n\nUser-agent: Tenbells\nDisallow: /feed\n")));
  watch(publisher, ", respect_robots: true");
  run_for(20h);
  EXPECT_THAT(publisher.asked(), SizeIs(1));
  EXPECT_EQ(trouble(), Reason::policy);
  EXPECT_EQ(log_->count("robots.txt"), 1U);
}

TEST_F(RobotsTxt, L45_WithoutTheFileAllIsAllowed) {
  Publisher& publisher = a_publisher(site(status("404 Not Found")));
  watch(publisher, ", respect_robots: true");
  run_for(5s);
  EXPECT_EQ(items(), 1U);
}

TEST_F(RobotsTxt, L45_WhileTheServerCannotAnswerForItNothingIsAsked) {
  Publisher& publisher = a_publisher(site(status("500 Internal Server Error")));
  watch(publisher, ", respect_robots: true");
  run_for(5h);
  EXPECT_THAT(publisher.moments("/feed"), IsEmpty());
  EXPECT_THAT(publisher.asked(), SizeIs(Le(6U))) << "once an hour";
  publisher.answers_by(site(file("")));
  run_for(2h);
  EXPECT_EQ(items(), 1U);
}

}  // namespace
}  // namespace tb::app
