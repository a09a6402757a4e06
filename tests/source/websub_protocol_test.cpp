// WebSub's texts: discovery, forms, signatures and leases, each as a table.
#include "source/websub_protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tenbells/source/websub.hpp"

namespace tb::source {
namespace {

using namespace std::chrono_literals;
using testing::SizeIs;

constexpr const char* kUrl = "https://herald.example/feeds/all.xml";

struct Found {
  std::string name;
  std::vector<std::string> links;
  feed::Channel channel;
  std::optional<PushChannel> want;
};

feed::Channel a_channel(std::vector<std::string> hubs, std::string self) {
  return {.hubs = std::move(hubs), .self = std::move(self)};
}

PushChannel pushed(std::string topic, std::vector<std::string> hubs) {
  return {.topic = std::move(topic), .hubs = std::move(hubs)};
}

class Discovery : public testing::TestWithParam<Found> {};

TEST_P(Discovery, TakesLinkHeadersFirst) {
  EXPECT_EQ(discover(GetParam().links, kUrl, GetParam().channel), GetParam().want);
}

const Found kFound[] = {
    {"DocumentAlone",
     {},
     a_channel({"https://hub.example/"}, "https://herald.example/f"),
     pushed("https://herald.example/f", {"https://hub.example/"})},
    {"HeadersBeforeTheDocument",
     {"<https://hub.example/h>; rel=\"hub\", <https://herald.example/h>; rel=self"},
     a_channel({"https://hub.example/d"}, "https://herald.example/d"),
     pushed("https://herald.example/h", {"https://hub.example/h"})},
    {"EachWhereItIs",
     {"<https://hub.example/h>;rel=hub"},
     a_channel({"https://hub.example/d"}, "https://herald.example/d"),
     pushed("https://herald.example/d", {"https://hub.example/h"})},
    {"SeveralHeadersAndHubs",
     {"<https://a.example/>; rel=hub", "<https://b.example/>; rel=hub, <https://a.example/>; rel=hub",
      "<https://herald.example/f>; rel=self"},
     {},
     pushed("https://herald.example/f", {"https://a.example/", "https://b.example/"})},
    {"RelativeReferences",
     {"<../hub>; rel=hub", "<new.xml>; rel=self"},
     {},
     pushed("https://herald.example/feeds/new.xml", {"https://herald.example/hub"})},
    {"SeveralRelationsInAnyCase",
     {"<https://herald.example/both>; REL=\"Self HUB\""},
     {},
     pushed("https://herald.example/both", {"https://herald.example/both"})},
    {"CommasAndSemicolonsInQuotes",
     {R"(<https://a.example/>; title="x, <https://evil.example/>; rel=\"hub\""; rel=hub, <https://herald.example/f>; rel=self)"},
     {},
     pushed("https://herald.example/f", {"https://a.example/"})},
    {"CommaInTheAddress",
     {"<https://a.example/x,y;z>; rel=hub, <https://herald.example/f>; rel=self"},
     {},
     pushed("https://herald.example/f", {"https://a.example/x,y;z"})},
    {"LinksAboutSomethingElse",
     {"<https://a.example/>; rel=hub; anchor=\"/other\", <https://herald.example/f>; rel=self"},
     {},
     std::nullopt},
    {"TheAnswerItself", {"<https://a.example/>; rel=hub, <>; rel=self"}, {}, pushed(kUrl, {"https://a.example/"})},
    {"TheFirstRelCounts",
     {"<https://a.example/>; rel=x; rel=hub, <https://herald.example/f>; rel=self"},
     {},
     std::nullopt},
    {"NoWebAddress", {"<javascript:x>; rel=hub, <https://herald.example/f>; rel=self"}, {}, std::nullopt},
    {"UserInTheAddress", {"<https://u:p@a.example/>; rel=hub, <https://herald.example/f>; rel=self"}, {}, std::nullopt},
    {"NoSelf", {"<https://a.example/>; rel=hub"}, {}, std::nullopt},
    {"NoHub", {}, a_channel({}, "https://herald.example/f"), std::nullopt},
    {"Nonsense", {"<", ">", "<>", ";;;", "<https://a.example/>; rel=\"hub", ",,<"}, {}, std::nullopt},
};

INSTANTIATE_TEST_SUITE_P(Links, Discovery, testing::ValuesIn(kFound), [](const auto& row) { return row.param.name; });

TEST(Discover, NamesNoMoreHubsThanAnyoneNeeds) {
  std::string links = "<https://herald.example/f>; rel=self";
  for (int i = 0; i < 100; ++i) links += ", <https://hub.example/" + std::to_string(i) + ">; rel=hub";
  const auto channel = discover(std::vector{links}, kUrl, {});
  ASSERT_TRUE(channel);
  EXPECT_THAT(channel->hubs, SizeIs(8));
}

TEST(SubscriptionForm, IsPercentEncoded) {
  EXPECT_EQ(subscription_form({.topic = "https://herald.example/f?a=1&b=ü",
                               .callback = "https://news.example/websub/0a",
                               .secret = "5e",
                               .lease = 600s}),
            "hub.mode=subscribe&hub.topic=https%3a%2f%2fherald.example%2ff%3fa%3d1%26b%3d%c3%bc"
            "&hub.callback=https%3a%2f%2fnews.example%2fwebsub%2f0a&hub.lease_seconds=600&hub.secret=5e");
}

TEST(HubQuery, IsDecoded) {
  const HubQuery query = hub_query(
      "hub.mode=subscribe&hub.topic=https%3A%2F%2Fherald.example%2F%3Fa%3D1%26b&x=y&hub.challenge=a+b%2Bc&"
      "hub.lease_seconds=600&hub.challenge=second");
  EXPECT_EQ(query.mode, "subscribe");
  EXPECT_EQ(query.topic, "https://herald.example/?a=1&b");
  EXPECT_EQ(query.challenge, "a b+c");
  EXPECT_EQ(query.lease, 600s);
}

TEST(HubQuery, LeavesOutWhatIsNoLease) {
  for (const char* lease : {"", "0", "-1", "soon", "6e2", "1.5"}) {
    EXPECT_EQ(hub_query(std::string("hub.lease_seconds=") + lease).lease, std::nullopt) << lease;
  }
  EXPECT_EQ(hub_query("hub.lease_seconds=999999999999999999999999").lease, std::chrono::hours{24 * 365});
}

TEST(HubQuery, SurvivesNonsense) {
  EXPECT_EQ(hub_query("&&=&%&hub.mode&hub.topic=%zz%4").topic, "%zz%4");
}

struct Signed {
  std::string name;
  std::string header;
  Signature want;
};

class SignatureTest : public testing::TestWithParam<Signed> {};

TEST_P(SignatureTest, IsJudged) {
  EXPECT_EQ(check_signature(GetParam().header, "ferry", "secret"), GetParam().want);
}

// The sums are `printf ferry | openssl dgst -hmac secret -sha1` and so on.
const Signed kSigned[] = {
    {"Sha1", "sha1=f5c9900ce9f1ada34d3732021d9d3633c58a7300", Signature::right},
    {"Sha256", "sha256=633746c70eff4ebc17bbd7f4adef61975d103864056860dc6bafd46529ba4538", Signature::right},
    {"Sha384",
     "sha384=ed8fcdaf4a0b7926ca75a84397a5dc86b7948c82a645d2e0b92c4ee62b4e86b76b5b09fc13513a3c225d5b381d090ff0",
     Signature::right},
    {"Sha512",
     "sha512="
     "571de4a9dcc44a49116a9408d067ac1ee9728b9c3e550511d761d44a5b0db04fa932d7bd1755c1d21db235c89764dccea4981bf44e6a72c75"
     "02ff6c63a8d509c",
     Signature::right},
    {"UpperCase", " SHA1=F5C9900CE9F1ADA34D3732021D9D3633C58A7300 ", Signature::right},
    {"SumOfAnotherMethod", "sha256=f5c9900ce9f1ada34d3732021d9d3633c58a7300", Signature::wrong},
    {"CutShort", "sha1=f5c9900ce9f1ada34d3732021d9d3633c58a730", Signature::wrong},
    {"NoSum", "sha256=", Signature::wrong},
    {"Nothing", "", Signature::missing},
    {"SumAlone", "f5c9900ce9f1ada34d3732021d9d3633c58a7300", Signature::unknown_method},
    {"UnknownMethod", "md5=00", Signature::unknown_method},
    {"NoMethod", "=00", Signature::unknown_method},
};

INSTANTIATE_TEST_SUITE_P(Headers, SignatureTest, testing::ValuesIn(kSigned),
                         [](const auto& row) { return row.param.name; });

TEST(CheckSignature, LooksAtBodyAndSecret) {
  EXPECT_EQ(check_signature("sha1=f5c9900ce9f1ada34d3732021d9d3633c58a7300", "ferrys", "secret"), Signature::wrong);
  EXPECT_EQ(check_signature("sha1=f5c9900ce9f1ada34d3732021d9d3633c58a7300", "ferry", "secrets"), Signature::wrong);
}

TEST(RenewAfter, IsBeforeFourFifthsOfTheLease) {
  EXPECT_EQ(renew_after(600s, 60s), 400s);
  EXPECT_EQ(renew_after(30s, 60s), 60s) << "whatever the hub says, it is not asked without pause";
  EXPECT_LT(renew_after(std::chrono::hours{24 * 365}, 60s), std::chrono::hours{24 * 365} * 4 / 5);
}

TEST(RetryAfterFailures, DoublesUpToTheMost) {
  EXPECT_EQ(retry_after_failures(1, 60s, 6h, 0), 60s);
  EXPECT_EQ(retry_after_failures(2, 60s, 6h, 0), 120s);
  EXPECT_EQ(retry_after_failures(4, 60s, 6h, 1), 528s);
  EXPECT_EQ(retry_after_failures(1'000'000, 60s, 6h, 0), 6h);
}

TEST(Target, IsCutIntoItsLastSegmentAndItsQuery) {
  EXPECT_EQ(last_segment("/websub/0a1b?hub.mode=x/y"), "0a1b");
  EXPECT_EQ(last_segment("/0a1b"), "0a1b");
  EXPECT_EQ(last_segment("/websub/"), "");
  EXPECT_EQ(query_of("/websub/0a1b?a=b?c"), "a=b?c");
  EXPECT_EQ(query_of("/websub/0a1b"), "");
}

}  // namespace
}  // namespace tb::source
