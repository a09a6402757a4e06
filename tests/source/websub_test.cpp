// When which hub is asked, over simulated days.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "source/a_subscriber.hpp"

namespace tb::source {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(SubscriberTest, AsksTheHubForTheTopicWithACallbackAndASecret) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  ASSERT_THAT(hubs_.requests, SizeIs(1));
  const http::Request& request = hubs_.requests[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, kHub);
  EXPECT_EQ(request.redirects, http::Redirects::refuse);
  EXPECT_FALSE(request.allow_private);
  EXPECT_EQ(request.headers[0].value, "application/x-www-form-urlencoded");
  EXPECT_THAT(request.body, HasSubstr("hub.callback=https%3a%2f%2fnews.example%2fwebsub%2f0101"));
  EXPECT_THAT(request.body, HasSubstr("hub.lease_seconds=3600"));
  EXPECT_EQ(last_posted().topic, kTopic);
  EXPECT_THAT(last_posted().token, SizeIs(32)) << "128 bits";
  EXPECT_THAT(last_posted().secret, SizeIs(64));
  EXPECT_FALSE(subscriber_.is_pushing("herald")) << "nothing is verified yet";
}

TEST_F(SubscriberTest, RenewsInTimeUnderANewCallbackAndSecret) {
  const Posted first = subscribed();
  run_for(399s);
  EXPECT_THAT(hubs_.requests, SizeIs(1));
  run_for(2s);
  ASSERT_THAT(hubs_.requests, SizeIs(2)) << "before 80 % of 600 s";
  const Posted second = last_posted();
  EXPECT_NE(second.token, first.token);
  EXPECT_NE(second.secret, first.secret);
  EXPECT_TRUE(subscriber_.is_pushing("herald"));
  EXPECT_EQ(call(delivery(first.token, "x", sha256_of("x", first.secret))).status, 202U) << "the old one still holds";
  EXPECT_EQ(verified(second).status, 200U);
  EXPECT_EQ(call(delivery(first.token, "x", sha256_of("x", first.secret))).status, 410U);
  EXPECT_EQ(call(delivery(second.token, "y", sha256_of("y", second.secret))).status, 202U);
  EXPECT_THAT(delivered_, SizeIs(2));
  EXPECT_EQ(log_.count("a source is pushed"), 1U) << "said once";
}

TEST_F(SubscriberTest, IsNoLongerPushedWhenTheHubIsDownAtTheRenewal) {
  const Posted first = subscribed();
  hubs_.answer = [](const auto&) { return Hubs::unreachable(); };
  run_for(401s);
  EXPECT_FALSE(subscriber_.is_pushing("herald"));
  EXPECT_EQ(log_.count("a source is not pushed, and polled at its usual pace: the hub https://hub.example/ failed"),
            1U);
  EXPECT_EQ(call(delivery(first.token, "x", sha256_of("x", first.secret))).status, 202U) << "what comes is taken";
  hubs_.answer = [](const auto&) { return Hubs::status(202); };
  run_for(70s);
  EXPECT_EQ(verified(last_posted()).status, 200U);
  EXPECT_TRUE(subscriber_.is_pushing("herald"));
}

TEST_F(SubscriberTest, EndsWithTheLease) {
  const Posted first = subscribed();
  hubs_.answer = [](const auto&) { return Hubs::status(500); };
  run_for(601s);
  EXPECT_EQ(call(delivery(first.token, "x", sha256_of("x", first.secret))).status, 410U);
  EXPECT_EQ(subscriber_.pushed_until("herald"), std::nullopt);
}

TEST_F(SubscriberTest, DoesNotAskWithoutPauseWhateverLeaseTheHubGives) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(verified(last_posted(), "1").status, 200U);
    run_for(60s);
  }
  EXPECT_THAT(hubs_.requests, SizeIs(11));
}

TEST_F(SubscriberTest, TriesAgainEverLessOften) {
  hubs_.answer = [](const auto&) { return Hubs::status(500); };
  subscriber_.watch("herald", a_channel(), {});
  run_for(24h);
  EXPECT_GE(hubs_.requests.size(), 10U);
  EXPECT_LE(hubs_.requests.size(), 13U);
  EXPECT_EQ(subscriber_.counters().failed, hubs_.requests.size());
  EXPECT_LE(log_.count("polled at its usual pace"), hubs_.requests.size());
}

TEST_F(SubscriberTest, TakesAHubThatDoesNotVerifyForFailed) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  const Posted first = last_posted();
  run_for(301s);
  EXPECT_EQ(subscriber_.counters().failed, 1U);
  EXPECT_EQ(verified(first).status, 404U);
  run_for(67s);
  EXPECT_THAT(hubs_.requests, SizeIs(2));
}

TEST_F(SubscriberTest, AsksTheOtherHubWhenOneFails) {
  hubs_.answer = [](const http::Request& request) {
    return request.url == kHub ? Hubs::unreachable() : Hubs::status(202);
  };
  subscriber_.watch("herald", a_channel({kHub, kOtherHub}), {});
  run_for(67s);
  ASSERT_THAT(hubs_.requests, SizeIs(2));
  EXPECT_EQ(hubs_.requests[1].url, kOtherHub);
}

TEST_F(SubscriberTest, StaysAwayAsLongAsTheHubAsks) {
  hubs_.answer = [](const auto&) { return Hubs::status(503, {{.name = "Retry-After", .value = "7200"}}); };
  subscriber_.watch("herald", a_channel(), {});
  run_for(7199s);
  EXPECT_THAT(hubs_.requests, SizeIs(1));
  run_for(2s);
  EXPECT_THAT(hubs_.requests, SizeIs(2));
}

TEST_F(SubscriberTest, GoesOnToTheHubThatItIsSentTo) {
  hubs_.answer = [](const http::Request& request) {
    if (request.url != kHub) return Hubs::status(202);
    return Hubs::status(307, {{.name = "Location", .value = "//other-hub.example/"}});
  };
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  ASSERT_THAT(hubs_.requests, SizeIs(2));
  EXPECT_EQ(hubs_.requests[1].url, kOtherHub);
  EXPECT_EQ(hubs_.requests[1].body, hubs_.requests[0].body);
  EXPECT_EQ(verified(last_posted()).status, 200U);
}

TEST_F(SubscriberTest, IsNotSentInCirclesNorToAHubWithoutTls) {
  hubs_.answer = [](const auto&) { return Hubs::status(308, {{.name = "Location", .value = kHub}}); };
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  EXPECT_THAT(hubs_.requests, SizeIs(4));
  EXPECT_EQ(subscriber_.counters().failed, 1U);
  hubs_.answer = [](const auto&) { return Hubs::status(307, {{.name = "Location", .value = "http://hub.example/"}}); };
  subscriber_.watch("gazette", a_channel(), {});
  run_for(0s);
  EXPECT_THAT(hubs_.requests, SizeIs(5));
}

TEST_F(SubscriberTest, AsksNoHubWithoutTlsUnlessTheSourceMayBePrivate) {
  subscriber_.watch("herald", a_channel({"http://127.0.0.1/hub"}), {});
  run_for(24h);
  EXPECT_THAT(hubs_.requests, IsEmpty());
  subscriber_.watch("herald", a_channel({"http://127.0.0.1/hub"}), {.allow_private = true});
  run_for(0s);
  ASSERT_THAT(hubs_.requests, SizeIs(1));
  EXPECT_TRUE(hubs_.requests[0].allow_private);
}

TEST_F(SubscriberTest, SubscribesAnewWhereTheFeedNamesAnotherHub) {
  const Posted first = subscribed();
  subscriber_.watch("herald", a_channel({kOtherHub}), {});
  EXPECT_FALSE(subscriber_.is_pushing("herald"));
  run_for(0s);
  EXPECT_EQ(hubs_.requests.back().url, kOtherHub);
  EXPECT_EQ(call(delivery(first.token, "x", sha256_of("x", first.secret))).status, 410U);
}

TEST_F(SubscriberTest, IsSubscribedByAVerificationThatComesBeforeTheAnswer) {
  hubs_.answer = [this](const http::Request& request) {
    const Posted wanted = posted(request);
    asio::co_spawn(
        context_, subscriber_.handle(get(wanted.token, "hub.mode=subscribe&hub.challenge=c&hub.topic=" + wanted.topic)),
        [](const std::exception_ptr&, const http::Reply& reply) { EXPECT_EQ(reply.status, 200U); });
    context_.poll();
    return Hubs::unreachable();
  };
  subscriber_.watch("herald", a_channel(), {});
  run_for(10s);
  EXPECT_TRUE(subscriber_.is_pushing("herald"));
  EXPECT_EQ(subscriber_.counters().failed, 0U);
}

TEST_F(SubscriberTest, AsksForAThousandSourcesOneAfterTheOther) {
  for (int i = 0; i < 1000; ++i) subscriber_.watch("source-" + std::to_string(i), a_channel(), {});
  run_for(1s);
  EXPECT_THAT(hubs_.requests, SizeIs(1000));
}

TEST(SystemRandom, IsNeverTheSame) {
  EXPECT_THAT(system_random(16), SizeIs(16));
  EXPECT_NE(system_random(16), system_random(16));
}

}  // namespace
}  // namespace tb::source
