// What hubs are answered: verifications, denials, deliveries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "source/a_subscriber.hpp"

namespace tb::source {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(SubscriberTest, EchoesTheChallengeAsTextThatNoBrowserRuns) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  const http::Reply reply = call(
      get(last_posted().token, "hub.mode=subscribe&hub.topic=" + std::string(kTopic) + "&hub.challenge=%3Cscript%3E1"));
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, "<script>1");
  EXPECT_EQ(reply.headers[0].value, "text/plain; charset=utf-8");
  EXPECT_EQ(reply.headers[1].value, "nosniff");
  EXPECT_TRUE(subscriber_.is_pushing("herald"));
  EXPECT_EQ(subscriber_.pushed_until("herald"), time_.now() + 1h)
      << "without a lease from the hub it is what we asked for";
}

TEST_F(SubscriberTest, ConfirmsNothingElse) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  const std::string token = last_posted().token;
  const std::string topic = "&hub.topic=" + std::string(kTopic);
  EXPECT_EQ(call(get("00000000000000000000000000000000", "hub.mode=subscribe&hub.challenge=c" + topic)).status, 404U);
  EXPECT_EQ(call(get("", "hub.mode=subscribe&hub.challenge=c" + topic)).status, 404U);
  EXPECT_EQ(call(get(token, "hub.mode=subscribe&hub.challenge=c&hub.topic=https://other.example/")).status, 404U);
  EXPECT_EQ(call(get(token, "hub.mode=unsubscribe&hub.challenge=c" + topic)).status, 404U);
  EXPECT_EQ(call(get(token, "hub.mode=subscribe" + topic)).status, 404U);
  EXPECT_EQ(call(get(token, "")).status, 404U);
  EXPECT_FALSE(subscriber_.is_pushing("herald"));
  http::IncomingRequest put = get(token, "");
  put.method = "PUT";
  EXPECT_EQ(call(std::move(put)).status, 405U);
}

TEST_F(SubscriberTest, ConfirmsAgainWhereTheHubAsksAgain) {
  const Posted wanted = subscribed();
  EXPECT_EQ(verified(wanted).body, "c4 ll");
}

TEST_F(SubscriberTest, HandsOnADeliveryThatIsSigned) {
  const Posted wanted = subscribed();
  EXPECT_EQ(call(delivery(wanted.token, "<rss/>", sha256_of("<rss/>", wanted.secret))).status, 202U);
  ASSERT_THAT(delivered_, SizeIs(1));
  EXPECT_EQ(delivered_[0].first, "herald");
  EXPECT_EQ(delivered_[0].second, (Document{.bytes = "<rss/>", .url = kTopic, .content_type = "application/rss+xml"}));
  EXPECT_EQ(subscriber_.counters().delivered, 1U);
}

TEST_F(SubscriberTest, DropsADeliveryThatIsNotAndSaysNothingToTheCaller) {
  const Posted wanted = subscribed();
  const std::string right = sha256_of("<rss/>", wanted.secret);
  for (const std::string& signature : {std::string(), sha256_of("<rss/>", "another"), "md5=00" + right, right + "0"}) {
    EXPECT_EQ(call(delivery(wanted.token, "<rss/>", signature)).status, 202U) << signature;
  }
  EXPECT_THAT(delivered_, IsEmpty());
  EXPECT_EQ(subscriber_.counters().unsigned_, 4U);
  EXPECT_EQ(log_.count("a delivery was dropped", LogLevel::warning), 1U) << "said once";
  EXPECT_EQ(log_.count("source=herald signature=missing"), 1U);
}

TEST_F(SubscriberTest, KnowsNoDeliveryBeforeTheSubscriptionIsVerified) {
  subscriber_.watch("herald", a_channel(), {});
  run_for(0s);
  const Posted wanted = last_posted();
  EXPECT_EQ(call(delivery(wanted.token, "x", sha256_of("x", wanted.secret))).status, 404U);
  EXPECT_EQ(call(delivery("abc", "x", "")).status, 404U);
  EXPECT_THAT(delivered_, IsEmpty());
  EXPECT_EQ(subscriber_.counters().unknown, 2U);
}

TEST_F(SubscriberTest, AnswersTheCallbackOfARemovedSourceWithGone) {
  const Posted wanted = subscribed();
  subscriber_.forget("herald");
  EXPECT_EQ(call(delivery(wanted.token, "x", sha256_of("x", wanted.secret))).status, 410U);
  EXPECT_EQ(verified(wanted).status, 404U);
  EXPECT_FALSE(subscriber_.is_pushing("herald"));
  run_for(24h);
  EXPECT_THAT(hubs_.requests, SizeIs(1));
}

TEST_F(SubscriberTest, RefusesWhatIsTooLargeOrCoded) {
  const Posted wanted = subscribed();
  const std::string large(1001, 'x');
  EXPECT_EQ(call(delivery(wanted.token, large, sha256_of(large, wanted.secret))).status, 413U);
  http::IncomingRequest coded = delivery(wanted.token, "x", sha256_of("x", wanted.secret));
  coded.headers.push_back({.name = "Content-Encoding", .value = "gzip"});
  EXPECT_EQ(call(std::move(coded)).status, 415U);
}

TEST_F(SubscriberTest, LetsAFloodWaitAndGoesOnAfterIt) {
  const Posted wanted = subscribed();
  const auto push = [&] { return call(delivery(wanted.token, "x", sha256_of("x", wanted.secret))).status; };
  for (int i = 0; i < 1000; ++i) push();
  EXPECT_THAT(delivered_, SizeIs(10)) << "two seconds' worth";
  EXPECT_EQ(push(), 429U);
  run_for(1s);
  for (int i = 0; i < 1000; ++i) push();
  EXPECT_THAT(delivered_, SizeIs(15));
  EXPECT_EQ(subscriber_.counters().throttled, 1986U);
}

TEST_F(SubscriberTest, HasTheHubComeAgainWhereThereIsNoRoom) {
  const Posted wanted = subscribed();
  has_room_ = false;
  EXPECT_EQ(call(delivery(wanted.token, "x", sha256_of("x", wanted.secret))).status, 503U);
}

TEST_F(SubscriberTest, TakesADenialAtAnyTime) {
  const Posted wanted = subscribed();
  EXPECT_EQ(call(get(wanted.token, "hub.mode=denied&hub.reason=no%0Away&hub.topic=" + wanted.topic)).status, 200U);
  EXPECT_FALSE(subscriber_.is_pushing("herald"));
  EXPECT_EQ(subscriber_.counters().denied, 1U);
  EXPECT_EQ(log_.count("reason=no way"), 1U);
  subscriber_.watch("herald", a_channel(), {});
  run_for(23h);
  EXPECT_THAT(hubs_.requests, SizeIs(1)) << "what every poll discovers again changes nothing";
  run_for(1h + 1s);
  EXPECT_THAT(hubs_.requests, SizeIs(2));
}

}  // namespace
}  // namespace tb::source
