// Lines 38 to 42: what hubs push (WebSub).
#include <latch>

#include "pushing.hpp"

namespace tb::app {
namespace {

TEST_F(Pushing, L38_TheSelfUrlIsSubscribedToUnderACallbackThatNobodyGuessesWithASecret) {
  watch_pushed();
  const Posted wanted = asked_for();
  EXPECT_THAT(hub_.last(), testing::StartsWith("POST /hub "));
  EXPECT_EQ(header_of(hub_.last(), "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(wanted.mode, "subscribe");
  EXPECT_EQ(wanted.topic, kTopic);
  EXPECT_EQ(wanted.callback, "http://news.example/websub/" + wanted.token);
  EXPECT_THAT(wanted.token, testing::MatchesRegex("[0-9a-f]{32}"));
  EXPECT_THAT(wanted.secret, testing::MatchesRegex("[0-9a-f]{64}"));
  restart();
  publisher_.answers(channel_of(hub_, {"Calm", "Calmer"}));  // a document that is read again names its hub again
  run_for(70s);
  ASSERT_THAT(hub_.asked(), SizeIs(2));
  EXPECT_NE(asked_for().token, wanted.token);
  EXPECT_NE(asked_for().secret, wanted.secret);
}

TEST_F(Pushing, L38_TheHubOfTheLinkHeaderComesFirst) {
  Publisher& other = a_publisher(status("202 Accepted"));
  publisher_.answers(fresh({"Calm"}, "Link: <" + other.url("/first") + ">; rel=hub, </self>; rel=self\r\n",
                           "<atom:link rel=\"hub\" href=\"" + hub_.url() + "\"/>"));
  configure_push({"{feed: '" + publisher_.url() + "', id: herald, every: 60s}"});
  start();
  run_for(1s);
  EXPECT_THAT(hub_.asked(), IsEmpty());
  ASSERT_THAT(other.asked(), SizeIs(1));
  EXPECT_THAT(other.last(), testing::StartsWith("POST /first "));
}

TEST_F(Pushing, L38_AnApiIsNotSubscribedTo) {
  publisher_.answers(kept_answer(
      "200 OK",
      "Content-Type: application/json\r\nETag: \"a\"\r\nLink: <" + hub_.url() + ">; rel=hub, </self>; rel=self\r\n",
      R"({"items": [{"title": "Calm"}]})"));
  configure_push({"{api: '" + publisher_.url() + "', id: herald, every: 60s, items: /items, fields: {title: /title}}"});
  start();
  run_for(70s);
  EXPECT_EQ(items(), 1U);
  EXPECT_THAT(hub_.asked(), IsEmpty());
}

TEST_F(Pushing, L38_AHubThatSendsOnToAnotherIsFollowed) {
  for (const std::string line : {"307 Temporary Redirect", "308 Permanent Redirect"}) {
    SCOPED_TRACE(line);
    Publisher& sender = a_publisher(status(line, "Location: " + hub_.url("/there") + "\r\n"));
    publisher_.answers(channel_of(sender, {"Calm"}));
    configure_push({"{feed: '" + publisher_.url() + "', id: herald, every: 60s}"});
    const std::size_t before = hub_.asked().size();
    start();
    run_for(1s);
    ASSERT_THAT(hub_.asked(), SizeIs(before + 1));
    EXPECT_THAT(hub_.last(), testing::StartsWith("POST /there "));
    EXPECT_EQ(asked_for().topic, kTopic);
    verify(asked_for(), 24h);
    EXPECT_EQ(log_->count("a source is pushed"), 1U);
    wipe();
  }
}

TEST_F(Pushing, L38_APushedSourceIsPolledSixTimesMoreSlowlyAndNeverNot) {
  pushed_for(240h);
  ASSERT_TRUE(run_until_asked(publisher_, 6));
  EXPECT_THAT(gaps(publisher_), ElementsAre(60s, 360s, 360s, 360s, 360s))
      << "the wait that was under way is not longer";
  EXPECT_EQ(record().standing.due_by, schedule::Rule::push);
}

TEST_F(Pushing, L38_AfterARestartItIsPolledAtItsPaceUntilItIsPushedAgain) {
  pushed_for(240h);
  ASSERT_TRUE(run_until_asked(publisher_, 2));
  restart();
  EXPECT_THAT(next_gap(publisher_), testing::AllOf(Ge(59s), Le(60s)));
}

TEST_F(Pushing, L39_WhatIsPendingIsConfirmedWithItsChallengeAsPlainText) {
  watch_pushed();
  const std::string answer = call(verification(asked_for(), 600s, "%3Cscript%3E+1"));
  EXPECT_EQ(status_of(answer), 200U);
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain"));
  EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(answer, testing::EndsWith("\r\n\r\n<script> 1"));
}

TEST_F(Pushing, L39_WhatNobodyAskedForIsNotFound) {
  watch_pushed();
  const Posted wanted = asked_for();
  Posted unknown = wanted;
  unknown.token = std::string(32, '0');
  EXPECT_EQ(status_of(call(verification(unknown, 600s))), 404U);
  Posted elsewhere = wanted;
  elsewhere.topic = "https://other.example/";
  EXPECT_EQ(status_of(call(verification(elsewhere, 600s))), 404U);
  EXPECT_EQ(status_of(call(get(wanted.token, "hub.mode=unsubscribe&hub.challenge=c&hub.topic=" + wanted.topic))), 404U);
  EXPECT_EQ(status_of(call(get("", ""))), 404U);
  EXPECT_EQ(log_->count("a source is pushed"), 0U);
}

TEST_F(Pushing, L40_WhatIsSignedIsSeenAndRingsAtOnceAndOnlyOnce) {
  const Posted wanted = pushed_for(240h);
  const auto before = time_.passed();
  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"First quake"})))), 202U);
  EXPECT_EQ(items(), 2U);
  EXPECT_TRUE(wait_for([&] { return rung("First quake") == 1; }));
  EXPECT_EQ(time_.passed(), before) << "no poll was waited for";

  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"First quake"})))), 202U);
  publisher_.answers(channel_of(hub_, {"Second quake", "First quake", "Calm"}));
  EXPECT_EQ(next_gap(publisher_), 60s);
  EXPECT_TRUE(wait_for([&] { return rung("Second quake") == 1; }));
  EXPECT_EQ(rung("First quake"), 1U) << "neither by a second delivery nor by the next poll";
  EXPECT_EQ(items(), 3U);
  EXPECT_EQ(log_->count("overflow"), 0U) << "a delivery holds what is new alone";
}

TEST_F(Pushing, L40_WhatIsNotRightlySignedIsAcceptedDroppedCountedAndSaidOnce) {
  const Posted wanted = pushed_for(240h);
  const std::string body = rss({"False quake"});
  const std::string right = fakes::sha256_of(body, wanted.secret);
  const std::vector<std::string> signatures{"", "X-Hub-Signature: " + fakes::sha256_of(body, "another") + "\r\n",
                                            "X-Hub-Signature: crc32=" + right.substr(7) + "\r\n",
                                            "X-Hub-Signature: " + right + "00\r\n"};
  for (const std::string& signature : signatures) {
    EXPECT_EQ(status_of(call(delivery(wanted.token, body, signature))), 202U) << signature;
  }
  EXPECT_EQ(items(), 1U);
  EXPECT_THAT(status_line(), HasSubstr("hubs: 0 deliveries, 4 unsigned and dropped, 0 put off"));
  EXPECT_EQ(log_->count("a delivery was dropped", LogLevel::warning), 1U);
  call(signed_delivery(wanted, rss({"True quake"})));
  EXPECT_TRUE(wait_for([&] { return rung("True quake") == 1; }));
  EXPECT_EQ(rung("False quake"), 0U);
}

TEST_F(Pushing, L41_ALeaseIsRenewedBeforeEightTenthsOfItAreOver) {
  pushed_for(600s);
  const auto begun = time_.passed();
  ASSERT_TRUE(run_until_asked(hub_, 2));
  EXPECT_LT(hub_.asked().back().at - begun, 480s);
  verify(asked_for(), 600s);
  ASSERT_TRUE(run_until_asked(hub_, 3));
  EXPECT_LT(hub_.asked()[2].at - hub_.asked()[1].at, 480s);
  verify(asked_for(), 600s);
  EXPECT_EQ(next_gap(publisher_), 360s) << "pushed all the time";
}

TEST_F(Pushing, L41_WhileItsHubIsDownASourceIsPolledAtItsPaceFromTheWaitThatIsUnderWay) {
  pushed_for(300s);  // to be renewed at 200 s; polled at 60 s, and then not before 420 s
  hub_.answers(status("500 Internal Server Error"));
  ASSERT_TRUE(run_until_asked(hub_, 2));
  const auto failed = hub_.asked().back().at;
  ASSERT_THAT(publisher_.asked(), SizeIs(2));
  ASSERT_TRUE(run_until_asked(publisher_, 5));
  EXPECT_LE(publisher_.asked()[2].at - failed, 60s);
  const std::vector<seconds> waits = gaps(publisher_);
  EXPECT_THAT(std::vector<seconds>(waits.begin() + 2, waits.end()), Each(60s));
  EXPECT_EQ(log_->count("polled at its usual pace", LogLevel::warning), 1U);

  hub_.answers(status("202 Accepted"));
  const std::size_t before = hub_.asked().size();
  ASSERT_TRUE(run_until_asked(hub_, before + 1));
  verify(asked_for(), 240h);
  next_gap(publisher_);
  EXPECT_EQ(next_gap(publisher_), 360s) << "as soon as it pushes again";
}

TEST_F(Pushing, L41_ADenialReturnsTheSourceToItsPaceAndIsSaid) {
  const Posted wanted = pushed_for(240h);
  ASSERT_TRUE(run_until_asked(publisher_, 2));
  run_for(130s);  // into a wait of 360 s
  const std::string denial = "hub.mode=denied&hub.reason=gone&hub.topic=" + wanted.topic;
  EXPECT_EQ(status_of(call(get(wanted.token, denial))), 200U);
  EXPECT_EQ(log_->count("a hub denies a subscription", LogLevel::warning), 1U);
  ASSERT_TRUE(run_until_asked(publisher_, 5));
  EXPECT_THAT(gaps(publisher_), ElementsAre(60s, 180s, 60s, 60s));
  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"Late quake"})))), 410U);
}

TEST_F(Pushing, L42_ADeliveryAboveTheLimitIsRefused) {
  const Posted wanted = pushed_for(240h, ", body_limit: 1KiB");
  EXPECT_EQ(status_of(call(signed_delivery(wanted, std::string(1025, 'x')))), 413U);
  EXPECT_EQ(status_of(call(signed_delivery(wanted, std::string(1024, 'x')))), 202U);
}

TEST_F(Pushing, L42_OfAThousandPushesAtOnceMostAreToComeAgain) {
  const Posted wanted = pushed_for(240h);
  const Tcp::endpoint to = endpoint();
  const std::string request = signed_delivery(wanted, rss({"Calm"}));
  const auto counts = beside([=] {
    std::map<unsigned, int> answers;
    for (int i = 0; i < 1000; ++i) ++answers[status_of(exchange(to, request))];
    return answers;
  });
  settle();
  EXPECT_EQ(counts.at(202U) + (counts.contains(503U) ? counts.at(503U) : 0), 20) << "two seconds' worth";
  EXPECT_EQ(counts.at(429U), 980);
  EXPECT_THAT(call(request), HasSubstr("Retry-After: 1\r\n"));
  run_for(1s);
  EXPECT_EQ(status_of(call(request)), 202U);
}

// The decoders are held up meanwhile, so that all that is pushed waits.
TEST_F(Pushing, L42_WhatWaitsIsBoundedOfEachSourceAndOfAll) {
  std::vector<std::string> sources;
  for (const std::string id : {"a", "b", "c"}) {
    sources.push_back("{feed: '" + publisher_.url("/" + id) + "', id: " + id + ", every: 60s}");
  }
  configure_push(sources);
  start();
  std::vector<Posted> wanted;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    ASSERT_TRUE(run_until_asked(hub_, i + 1));
    wanted.push_back(asked_for());
    verify(wanted.back(), 240h);
  }
  std::latch hold(1);
  for (int i = 0; i < 2; ++i) {
    auto held = pool_.run([&] {
      hold.wait();
      return true;
    });
    asio::co_spawn(context_, std::move(held), [](const std::exception_ptr&, bool) {});
  }
  std::vector<unsigned> answers;
  const auto push = [&](const Posted& to, const std::string& body) {
    const std::string request = signed_delivery(to, body);
    answers.push_back(status_of(beside([this, &request] { return exchange(endpoint(), request); })));
  };
  const std::string large = rss({"Large"}) + std::string(4'000'000, ' ');
  for (int i = 0; i < 9; ++i) push(wanted[0], large);
  EXPECT_THAT(answers, ElementsAre(202U, 202U, 202U, 202U, 202U, 202U, 202U, 202U, 503U)) << "eight of one source";
  answers.clear();
  for (int i = 0; i < 8; ++i) push(wanted[1], large);
  EXPECT_THAT(answers, Each(202U));
  answers.clear();
  push(wanted[2], large);
  EXPECT_THAT(answers, ElementsAre(503U)) << "64 MiB of all";
  answers.clear();
  push(wanted[2], rss({"Small"}));
  EXPECT_THAT(answers, ElementsAre(202U));
  hold.count_down();
  settle();
  EXPECT_EQ(items("a") + items("b") + items("c"), 3U + 3U) << "Calm, then Large or Small";
  push(wanted[2], large);
  EXPECT_THAT(answers, ElementsAre(202U, 202U)) << "there is room again";
  settle();
}

TEST_F(Pushing, L42_TheCallbackOfARemovedFeedIsGone) {
  Publisher& other = a_publisher(fresh({"Calm"}, "ETag: \"a\"\r\n"));
  const std::string kept = "{feed: '" + other.url() + "', id: other, every: 60s}";
  // Two of one address: the second, which is the more impatient, is subscribed for.
  configure_push({kept, "{feed: '" + publisher_.url() + "', id: herald, every: 120s}",
                  "{feed: '" + publisher_.url() + "', id: tribune, every: 60s}"});
  start();
  ASSERT_TRUE(run_until_asked(hub_, 1));
  const Posted wanted = asked_for();
  verify(wanted, 240h);
  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"First quake"})))), 202U);
  EXPECT_EQ(items("herald"), 2U);
  EXPECT_EQ(items("tribune"), 2U);
  configure_push({kept});
  reload();
  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"Second quake"})))), 410U);
}

TEST_F(Pushing, L42_TheCallbackOfAFeedThatIsGoneIsGone) {
  const Posted wanted = pushed_for(240h);
  publisher_.answers(status("410 Gone"));
  run_for(70s);
  EXPECT_EQ(status_of(call(signed_delivery(wanted, rss({"First quake"})))), 410U);
}

}  // namespace
}  // namespace tb::app
